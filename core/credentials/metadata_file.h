// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/vault.h"
#include "core/secrets/credential_book.h"
#include "core/storage/json_file.h"

#include <QJsonArray>
#include <QString>

#include <variant>

namespace copper {

// credentials.json: everything of the credentials whose keys are in the system's keychain, but the
// keys. Entries of a later version are kept as they are.
class MetadataFile
{
public:
    struct Loaded
    {
        JsonFile::LoadStatus status = JsonFile::LoadStatus::Missing;
        QString detail;
        CredentialBook book;             // without keys
        std::vector<CredentialId> later; // of those that say their id
    };
    struct Error
    {
        QString path;
        QString reason; // empty: another process holds it
    };
    using EditError = std::variant<Error, CredentialError>;

    explicit MetadataFile(QString path) : m_file(std::move(path)) {}
    const QString &path() const { return m_file.path(); }
    Loaded load() const;
    // Applied to what is on disk now; gives what is there afterwards.
    Result<CredentialBook, EditError> edit(const CredentialEdit &change) const;
    // With its copies. False when something is still there.
    bool removeFiles() const;

private:
    struct Parsed
    {
        CredentialBook book;
        QJsonArray later;
    };
    static Parsed parse(const QJsonObject &object);
    JsonFile m_file;
};

} // namespace copper
