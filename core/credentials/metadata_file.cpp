// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/metadata_file.h"

#include "core/credentials/credential_json.h"
#include "core/credentials/file_lock.h"
#include "core/credentials/private_file.h"

#include <QFileInfo>

namespace copper {

namespace {

QString listKey()
{
    return QStringLiteral("credentials");
}

} // namespace

MetadataFile::Parsed MetadataFile::parse(const QJsonObject &object)
{
    Parsed parsed;
    for (const QJsonValue &each : object.value(listKey()).toArray()) {
        auto credential = credentialOf(each.toObject());
        if (!credential || !parsed.book.add(std::move(*credential)))
            parsed.later.append(each);
    }
    return parsed;
}

MetadataFile::Loaded MetadataFile::load() const
{
    const JsonFile::Loaded file = m_file.load();
    Loaded loaded;
    loaded.status = file.status;
    loaded.detail = file.detail;
    Parsed parsed = parse(file.object);
    loaded.book = std::move(parsed.book);
    for (const QJsonValue &each : parsed.later) {
        const QString id = each.toObject().value(QLatin1String("id")).toString();
        if (const auto known = CredentialId::fromText(id.toStdString()))
            loaded.later.push_back(*known);
    }
    return loaded;
}

Result<CredentialBook, MetadataFile::EditError>
MetadataFile::edit(const CredentialEdit &change) const
{
    const auto failed = [this](const QString &reason) {
        return failure(EditError(Error{path(), reason}));
    };
    if (const auto made = makePrivateFolder(QFileInfo(path()).absolutePath()); !made)
        return failed(made.error());
    const FileLock lock(path());
    if (!lock.isHeld())
        return failed(lock.reason());
    const JsonFile::Loaded file = m_file.load();
    if (file.status == JsonFile::LoadStatus::Unreadable)
        return failed(file.detail);
    Parsed parsed = parse(file.object);
    if (const auto changed = change(parsed.book); !changed)
        return failure(EditError(changed.error()));
    QJsonArray list;
    for (const Credential &credential : parsed.book.credentials())
        list.append(metadataOf(credential));
    for (const QJsonValue &later : parsed.later)
        list.append(later);
    QJsonObject object = file.object;
    object.insert(QStringLiteral("version"), 1);
    object.insert(listKey(), list);
    if (const auto saved = m_file.save(object); !saved)
        return failed(saved.error().reason);
    return std::move(parsed.book);
}

bool MetadataFile::removeFiles() const
{
    return Vault::removeFiles(path());
}

} // namespace copper
