// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_file.h"

#include "core/storage/durable_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace copper {

namespace {

struct Read
{
    enum class Status { Object, Missing, Damaged, Unreadable };
    Status status = Status::Missing;
    QJsonObject object;
    QString reason;
};

Read readObject(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (file.size() > JsonFile::kMaxBytes)
        return {Read::Status::Unreadable, {}, path};
    const auto unreadable = [&] {
        return Read{Read::Status::Unreadable, {}, path + QStringLiteral(": ") + file.errorString()};
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable();
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return unreadable();
    std::optional<QJsonObject> object = JsonFile::decode(bytes);
    if (!object)
        return {Read::Status::Damaged, {}, {}};
    return {Read::Status::Object, std::move(*object), {}};
}

QString previousOf(const QString &path)
{
    return path + QStringLiteral(".previous");
}

QString checksumKey()
{
    return QStringLiteral("checksum");
}

// Of the values, not of the space between them; a QJsonObject keeps its keys sorted.
QString checksumOf(const QJsonObject &object)
{
    const QByteArray content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QStringLiteral("sha256:") +
           QString::fromLatin1(
               QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

} // namespace

std::optional<QJsonObject> JsonFile::decode(QByteArrayView bytes)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!document.isObject())
        return std::nullopt;
    QJsonObject object = document.object();
    const auto kept = object.constFind(checksumKey());
    if (kept == object.constEnd())
        return object;
    const QString checksum = kept->toString();
    object.remove(checksumKey());
    if (checksum != checksumOf(object))
        return std::nullopt;
    return object;
}

QByteArray JsonFile::encode(QJsonObject object)
{
    object.remove(checksumKey());
    // Of what will be read: a number such as -0 comes back as another.
    const QByteArray content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    object.insert(checksumKey(), checksumOf(QJsonDocument::fromJson(content).object()));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

JsonFile::Loaded JsonFile::load() const
{
    if (m_path.isEmpty())
        return {};
    const Read main = readObject(m_path);
    switch (main.status) {
    case Read::Status::Object:
        return {LoadStatus::Loaded, main.object, {}};
    case Read::Status::Unreadable:
        return {LoadStatus::Unreadable, {}, main.reason};
    case Read::Status::Missing:
        return loadPrevious({});
    case Read::Status::Damaged:
        break;
    }
    // What cannot be set aside must not be saved over.
    const auto aside = setAside(m_path);
    if (!aside)
        return {LoadStatus::Unreadable, {}, m_path};
    return loadPrevious(*aside);
}

JsonFile::Loaded JsonFile::loadPrevious(const QString &aside) const
{
    const QString path = previousOf(m_path);
    const Read previous = readObject(path);
    switch (previous.status) {
    case Read::Status::Object:
        return {LoadStatus::PreviousLoaded, previous.object, aside};
    case Read::Status::Unreadable:
        return {LoadStatus::Unreadable, {}, previous.reason};
    case Read::Status::Missing:
        if (aside.isEmpty())
            return {};
        return {LoadStatus::DamagedSetAside, {}, aside};
    case Read::Status::Damaged:
        break;
    }
    const auto previousAside = setAside(path);
    if (!previousAside)
        return {LoadStatus::Unreadable, {}, path};
    return {LoadStatus::DamagedSetAside, {}, aside.isEmpty() ? *previousAside : aside};
}

Result<void, JsonFile::SaveError> JsonFile::save(const QJsonObject &object) const
{
    if (m_path.isEmpty())
        return {};
    const auto failed = [this](const QString &reason) {
        return failure(SaveError{m_path, reason});
    };
    const QDir folder = QFileInfo(m_path).absoluteDir();
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        return failed(folder.path());
    QSaveFile file(m_path);
    if (!file.open(kWholeFile))
        return failed(file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!writeAll(file, encode(object)))
        return failed(file.errorString());
    // The new bytes are on the disk before the old ones become the copy.
    if (const auto synced = syncContent(file); !synced)
        return failed(synced.error());
    if (QFile::exists(m_path))
        keepCopy(m_path, previousOf(m_path));
    if (const auto saved = commitDurably(file); !saved)
        return failed(saved.error());
    return {};
}

} // namespace copper
