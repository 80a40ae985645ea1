// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <optional>

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
    if (!file.open(QIODevice::ReadOnly))
        return {Read::Status::Unreadable, {}, path + QStringLiteral(": ") + file.errorString()};
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return {Read::Status::Damaged, {}, error.errorString()};
    return {Read::Status::Object, document.object(), {}};
}

QString previousOf(const QString &path)
{
    return path + QStringLiteral(".previous");
}

} // namespace

QString JsonFile::setAside() const
{
    // An earlier damaged file is somebody's evidence: never written over.
    for (qsizetype i = 1; i <= kMaxAsideCopies; ++i) {
        const QString name = m_path + QStringLiteral(".damaged-") + QString::number(i);
        if (!QFile::exists(name) && QFile::rename(m_path, name))
            return name;
    }
    return m_path;
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
    case Read::Status::Missing: {
        // A crash between the two renames of save() leaves only the copy.
        const Read previous = readObject(previousOf(m_path));
        if (previous.status == Read::Status::Object)
            return {LoadStatus::PreviousLoaded, previous.object, previousOf(m_path)};
        return {};
    }
    case Read::Status::Damaged:
        break;
    }
    const QString aside = setAside();
    const Read previous = readObject(previousOf(m_path));
    if (previous.status == Read::Status::Object)
        return {LoadStatus::PreviousLoaded, previous.object, aside};
    return {LoadStatus::DamagedSetAside, {}, aside};
}

Result<void, JsonFile::SaveError> JsonFile::save(const QJsonObject &object) const
{
    if (m_path.isEmpty())
        return {};
    const QDir folder = QFileInfo(m_path).absoluteDir();
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        return failure(SaveError{m_path, folder.path()});
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(SaveError{m_path, file.errorString()});
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Indented);
    if (file.write(bytes) != bytes.size())
        return failure(SaveError{m_path, file.errorString()});
    // The new bytes are on disk before the old ones move away.
    if (!file.flush())
        return failure(SaveError{m_path, file.errorString()});
    if (QFile::exists(m_path)) {
        const QString keep = previousOf(m_path);
        QFile::remove(keep);
        QFile::copy(m_path, keep);
    }
    if (!file.commit())
        return failure(SaveError{m_path, file.errorString()});
    return {};
}

} // namespace copper
