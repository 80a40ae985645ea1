// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resume_record.h"

#include "core/storage/durable_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace copper {

namespace {

constexpr int kFormatVersion = 2;
constexpr qsizetype kCheckedBytes = 20;
constexpr qsizetype kProgressBytes = 28;

std::uint64_t digestOf(QByteArrayView progress, QByteArrayView description)
{
    Bytes both(progress.begin(), progress.begin() + kCheckedBytes);
    both.insert(both.end(), description.begin(), description.end());
    return digest64(both);
}

// nextBlock, blockSize, time, the length of the description, digest of all before and of that.
QByteArray encodeProgress(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t at,
                          const QByteArray &description)
{
    QByteArray image(kProgressBytes, '\0');
    qToLittleEndian(nextBlock, image.data());
    qToLittleEndian(blockSize, image.data() + 4);
    qToLittleEndian(at, image.data() + 8);
    qToLittleEndian(static_cast<std::uint32_t>(description.size()), image.data() + 16);
    qToLittleEndian(digestOf(image, description), image.data() + kCheckedBytes);
    return image;
}

QByteArray describe(const ResumeState &state)
{
    QJsonObject object;
    object.insert(QStringLiteral("version"), kFormatVersion);
    object.insert(QStringLiteral("uri"), state.uri);
    object.insert(QStringLiteral("method"), state.method);
    object.insert(QStringLiteral("local"), state.localAddress);
    object.insert(QStringLiteral("sha256"), QString::fromLatin1(state.sha256.toHex()));
    object.insert(QStringLiteral("request_tag"), QString::fromStdString(toHex(state.requestTag)));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

ResumeRecord::ResumeRecord(const QString &folder, const QString &uri)
{
    if (folder.isEmpty())
        return;
    const QByteArray key =
        QCryptographicHash::hash(uri.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    m_path = folder + QLatin1Char('/') + QString::fromLatin1(key) + QStringLiteral(".resume");
}

std::optional<ResumeState> ResumeRecord::decode(QByteArrayView bytes)
{
    if (bytes.size() < kProgressBytes || bytes.size() > kMaxBytes)
        return std::nullopt;
    const QByteArrayView progress = bytes.first(kProgressBytes);
    const QByteArrayView description = bytes.sliced(kProgressBytes);
    if (qFromLittleEndian<std::uint32_t>(progress.data() + 16) != description.size() ||
        qFromLittleEndian<std::uint64_t>(progress.data() + kCheckedBytes) !=
            digestOf(progress, description))
        return std::nullopt;
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray::fromRawData(description.data(), description.size()))
            .object();
    if (object.value(QLatin1String("version")).toInt() != kFormatVersion)
        return std::nullopt;
    const auto text = [&object](const char *name) {
        return object.value(QLatin1String(name)).toString();
    };
    ResumeState state;
    state.uri = text("uri");
    state.method = text("method");
    state.localAddress = text("local");
    state.sha256 = QByteArray::fromHex(text("sha256").toLatin1());
    state.requestTag = fromHex(text("request_tag").toStdString()).value_or(Bytes{});
    state.nextBlock = qFromLittleEndian<std::uint32_t>(progress.data());
    state.blockSize = qFromLittleEndian<std::uint32_t>(progress.data() + 4);
    state.lastAnswerUnixMs = qFromLittleEndian<std::int64_t>(progress.data() + 8);
    return state;
}

QByteArray ResumeRecord::encode(const ResumeState &state)
{
    const QByteArray description = describe(state);
    return encodeProgress(state.nextBlock, state.blockSize, state.lastAnswerUnixMs, description) +
           description;
}

ResumeRecord::Loaded ResumeRecord::load() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.read(kMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return {};
    file.close();
    if (auto state = decode(bytes))
        return {std::move(state), {}};
    return {std::nullopt, setAside(m_path).value_or(m_path)};
}

bool ResumeRecord::begin(const ResumeState &state)
{
    m_file.close();
    if (m_path.isEmpty() || !QDir().mkpath(QFileInfo(m_path).path()))
        return false;
    m_description = describe(state);
    if (!saveWhole(m_path, encode(state)))
        return false;
    m_file.setFileName(m_path);
    return m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

bool ResumeRecord::advance(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t nowUnixMs)
{
    if (!m_file.isOpen())
        return false;
    const QByteArray progress = encodeProgress(nextBlock, blockSize, nowUnixMs, m_description);
    return m_file.seek(0) && m_file.write(progress) == progress.size();
}

void ResumeRecord::remove()
{
    m_file.close();
    if (!m_path.isEmpty())
        QFile::remove(m_path);
}

} // namespace copper
