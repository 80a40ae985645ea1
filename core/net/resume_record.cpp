// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resume_record.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtEndian>

#include <array>
#include <cstring>

namespace copper {

namespace {

constexpr std::size_t kProgressBytes = 28;
using ProgressImage = std::array<uchar, kProgressBytes>;

// nextBlock, blockSize, time, two zero words, digest of all before.
ProgressImage encodeProgress(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t at)
{
    ProgressImage image{};
    qToLittleEndian(nextBlock, image.data());
    qToLittleEndian(blockSize, image.data() + 4);
    qToLittleEndian(at, image.data() + 8);
    const std::uint64_t check = digest64(ByteView(image.data(), 20));
    qToLittleEndian(check, image.data() + 20);
    return image;
}

} // namespace

ResumeRecord::ResumeRecord(const QString &folder, const QString &uri)
{
    if (folder.isEmpty())
        return;
    const QByteArray key =
        QCryptographicHash::hash(uri.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    const QString base = folder + QLatin1Char('/') + QString::fromLatin1(key);
    m_describingPath = base + QStringLiteral(".json");
    m_progressPath = base + QStringLiteral(".next");
}

std::optional<ResumeState> ResumeRecord::load() const
{
    QFile describing(m_describingPath);
    QFile progress(m_progressPath);
    if (m_describingPath.isEmpty() || !describing.open(QIODevice::ReadOnly) ||
        !progress.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(describing.readAll()).object();
    const QByteArray image = progress.readAll();
    if (object.value(QLatin1String("version")).toInt() != 1 ||
        image.size() != static_cast<qsizetype>(kProgressBytes))
        return std::nullopt;
    const auto *raw = reinterpret_cast<const uchar *>(image.constData());
    if (qFromLittleEndian<std::uint64_t>(raw + 20) != digest64(ByteView(raw, 20)))
        return std::nullopt;
    ResumeState state;
    state.uri = object.value(QLatin1String("uri")).toString();
    state.method = object.value(QLatin1String("method")).toString();
    state.localAddress = object.value(QLatin1String("local")).toString();
    state.sha256 = QByteArray::fromHex(object.value(QLatin1String("sha256")).toString().toLatin1());
    const auto tag = fromHex(object.value(QLatin1String("request_tag")).toString().toStdString());
    state.requestTag = tag.value_or(Bytes{});
    state.nextBlock = qFromLittleEndian<std::uint32_t>(raw);
    state.blockSize = qFromLittleEndian<std::uint32_t>(raw + 4);
    state.lastAnswerUnixMs = qFromLittleEndian<std::int64_t>(raw + 8);
    return state;
}

bool ResumeRecord::begin(const ResumeState &state)
{
    if (m_describingPath.isEmpty())
        return false;
    QDir().mkpath(QFileInfo(m_describingPath).path());
    QJsonObject object;
    object.insert(QStringLiteral("version"), 1);
    object.insert(QStringLiteral("uri"), state.uri);
    object.insert(QStringLiteral("method"), state.method);
    object.insert(QStringLiteral("local"), state.localAddress);
    object.insert(QStringLiteral("sha256"), QString::fromLatin1(state.sha256.toHex()));
    object.insert(QStringLiteral("request_tag"), QString::fromStdString(toHex(state.requestTag)));
    QSaveFile file(m_describingPath);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QJsonDocument(object).toJson(QJsonDocument::Compact));
    if (!file.commit())
        return false;
    m_progress.setFileName(m_progressPath);
    if (!m_progress.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return false;
    advance(state.nextBlock, state.blockSize, state.lastAnswerUnixMs);
    return true;
}

void ResumeRecord::advance(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t nowUnixMs)
{
    if (!m_progress.isOpen())
        return;
    const ProgressImage image = encodeProgress(nextBlock, blockSize, nowUnixMs);
    m_progress.seek(0);
    m_progress.write(reinterpret_cast<const char *>(image.data()), image.size());
}

void ResumeRecord::remove()
{
    m_progress.close();
    if (!m_describingPath.isEmpty()) {
        QFile::remove(m_describingPath);
        QFile::remove(m_progressPath);
    }
}

} // namespace copper
