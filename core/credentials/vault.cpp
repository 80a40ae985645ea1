// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/vault.h"

#include "core/credentials/file_lock.h"
#include "core/credentials/private_file.h"
#include "core/storage/durable_file.h"

#include <sodium.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace copper {

namespace {

using Problem = VaultError::Problem;

VaultError errorAt(const QString &path, Problem problem, const QString &reason = {})
{
    VaultError error;
    error.problem = problem;
    error.path = path;
    error.reason = reason;
    error.hasPrevious =
        (problem == Problem::Missing || problem == Problem::Damaged) && Vault::hasPrevious(path);
    return error;
}

Problem problemOf(VaultFileError error)
{
    switch (error) {
    case VaultFileError::NotAVault:
        return Problem::NotAVault;
    case VaultFileError::Damaged:
        return Problem::Damaged;
    case VaultFileError::ForeignParameters:
        return Problem::ForeignParameters;
    case VaultFileError::TooNew:
        return Problem::TooNew;
    case VaultFileError::WrongPassword:
        break;
    }
    return Problem::WrongPassword;
}

ByteView viewOf(const QByteArray &bytes)
{
    return asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

// The bytes of a file and what they are; the views stay good while this lives.
struct ReadVault
{
    QByteArray bytes;
    SealedVault sealed;
};

Result<ReadVault, VaultError> readVault(const QString &path)
{
    auto bytes = readBounded(path, kMaxVaultSize);
    if (!bytes)
        return failure(bytes.error().isMissing
                           ? errorAt(path, Problem::Missing)
                           : errorAt(path, Problem::Unreadable, bytes.error().reason));
    auto sealed = readSealedVault(viewOf(*bytes));
    if (!sealed)
        return failure(errorAt(path, problemOf(sealed.error())));
    return ReadVault{std::move(*bytes), std::move(*sealed)};
}

struct KeyedVault
{
    VaultHeader header;
    SecretBytes key;
    UnsealedVault unsealed;
};

Result<KeyedVault, VaultError> openFile(const QString &path, const SecretBytes &password,
                                        const KeyDerivation &derive)
{
    const auto read = readVault(path);
    if (!read)
        return failure(read.error());
    KeyedVault opened;
    opened.header = read->sealed.header;
    opened.key = derive(password, opened.header.salt, opened.header.kdf);
    if (opened.key.isEmpty())
        return failure(errorAt(path, Problem::NoMemory));
    auto unsealed = unseal(read->sealed, opened.key);
    if (!unsealed)
        return failure(errorAt(path, problemOf(unsealed.error())));
    opened.unsealed = std::move(*unsealed);
    return opened;
}

// In the place of our vault, what is no vault is a damaged one.
VaultError damageSetAside(VaultError error)
{
    if (error.problem != Problem::Damaged && error.problem != Problem::NotAVault)
        return error;
    VaultError kept = errorAt(error.path, Problem::Damaged);
    kept.aside = setAside(error.path).value_or(QString());
    return kept;
}

// Where FileLock stands for reading nothing is written: a vault on a read-only disk opens.
Result<void, VaultError> failureOf(const FileLock &lock, const QString &path)
{
    if (lock.isHeld())
        return {};
    return failure(lock.reason().isEmpty() ? errorAt(path, Problem::Busy)
                                           : errorAt(path, Problem::NotWritten, lock.reason()));
}

Result<void, VaultError> writeVault(const QString &path, const Bytes &bytes, Previous previous)
{
    if (bytes.empty())
        return failure(errorAt(path, Problem::TooLarge));
    if (const auto saved = savePrivately(path, bytes, previous); !saved)
        return failure(errorAt(path, Problem::NotWritten, saved.error()));
    return {};
}

} // namespace

VaultHeader newVaultHeader(const KdfParameters &kdf, std::int64_t createdMs)
{
    prepareSodium();
    VaultHeader header;
    header.kdf = kdf;
    header.createdMs = createdMs;
    randombytes_buf(header.salt.data(), header.salt.size());
    return header;
}

Result<Vault, VaultError> Vault::create(const QString &path, const SecretBytes &password,
                                        NewVault created, const KeyDerivation &derive)
{
    if (exists(path))
        return failure(errorAt(path, Problem::Exists));
    Vault vault;
    vault.m_path = path;
    vault.m_header = newVaultHeader(created.kdf, created.createdMs);
    vault.m_key = derive(password, vault.m_header.salt, created.kdf);
    if (vault.m_key.isEmpty())
        return failure(errorAt(path, Problem::NoMemory));
    if (const auto made = makePrivateFolder(QFileInfo(path).absolutePath()); !made)
        return failure(errorAt(path, Problem::NotWritten, made.error()));
    const FileLock lock(path);
    if (const auto held = failureOf(lock, path); !held)
        return failure(held.error());
    if (exists(path))
        return failure(errorAt(path, Problem::Exists));
    // The generation of a vault that is gone is somebody's; the first write here would replace it.
    if (hasPrevious(path) && !setAside(previousOf(path)))
        return failure(errorAt(path, Problem::NotWritten, previousOf(path)));
    if (const auto written = vault.write(1, created.content); !written)
        return failure(written.error());
    vault.m_content = std::move(created.content);
    return vault;
}

Result<Vault, VaultError> Vault::open(const QString &path, const SecretBytes &password,
                                      const KeyDerivation &derive)
{
    auto opened = openFile(path, password, derive);
    if (!opened)
        return failure(damageSetAside(opened.error()));
    Vault vault;
    vault.m_path = path;
    vault.m_header = opened->header;
    vault.m_key = std::move(opened->key);
    vault.m_generation = opened->unsealed.generation;
    vault.m_content = std::move(opened->unsealed.content);
    return vault;
}

Result<Vault, VaultError> Vault::openPrevious(const QString &path, const SecretBytes &password,
                                              const KeyDerivation &derive)
{
    if (exists(path))
        return failure(errorAt(path, Problem::Exists));
    auto opened = openFile(previousOf(path), password, derive);
    if (!opened)
        return failure(damageSetAside(opened.error()));
    const FileLock lock(path);
    if (const auto held = failureOf(lock, path); !held)
        return failure(held.error());
    if (exists(path))
        return failure(errorAt(path, Problem::Exists));
    Vault vault;
    vault.m_path = path;
    vault.m_header = opened->header;
    vault.m_key = std::move(opened->key);
    // Newer than the one that is lost, which was one after this.
    if (const auto written = vault.write(opened->unsealed.generation + 2, opened->unsealed.content);
        !written)
        return failure(written.error());
    vault.m_content = std::move(opened->unsealed.content);
    return vault;
}

Result<void, VaultError> Vault::exportTo(const QString &path, const SecretBytes &password,
                                         NewVault exported, const KeyDerivation &derive)
{
    const VaultHeader header = newVaultHeader(exported.kdf, exported.createdMs);
    const SecretBytes key = derive(password, header.salt, header.kdf);
    if (key.isEmpty())
        return failure(errorAt(path, Problem::NoMemory));
    return writeVault(path, sealVault(header, key, 1, exported.content), Previous::None);
}

Result<VaultContent, VaultError> Vault::importFrom(const QString &path, const SecretBytes &password,
                                                   const KeyDerivation &derive)
{
    auto opened = openFile(path, password, derive);
    if (!opened)
        return failure(opened.error());
    return std::move(opened->unsealed.content);
}

bool Vault::exists(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

bool Vault::hasPrevious(const QString &path)
{
    return QFile::exists(previousOf(path));
}

namespace {

// What a killed program leaves of QSaveFile: PATH.XXXXXX, with sealed entries in it.
bool isUnfinishedSave(const QString &path, const QString &rest)
{
    static const QRegularExpression name(QStringLiteral("^\\.[A-Za-z0-9]{6}$"));
    QFile file(path);
    return name.match(rest).hasMatch() && file.open(QIODevice::ReadOnly) &&
           isVaultFile(viewOf(file.read(64)));
}

} // namespace

bool Vault::removeFiles(const QString &path)
{
    const QFileInfo info(path);
    const QDir folder = info.absoluteDir();
    const FileLock lock(path);
    bool all = true;
    for (const QString &name : folder.entryList({info.fileName() + QStringLiteral("*")},
                                                QDir::Files | QDir::System | QDir::Hidden)) {
        const QString rest = name.mid(info.fileName().size());
        if (rest.isEmpty() || rest == QLatin1String(".previous") ||
            rest.startsWith(QLatin1String(".damaged-")) ||
            rest.startsWith(QLatin1String(".previous.")) ||
            isUnfinishedSave(folder.filePath(name), rest))
            all = QFile::remove(folder.filePath(name)) && all;
    }
    return all;
}

// What is on disk now, opened with our key.
Result<UnsealedVault, VaultError> Vault::current()
{
    const auto read = readVault(m_path);
    if (!read)
        return failure(read.error());
    auto unsealed = unseal(read->sealed, m_key);
    if (!unsealed)
        return failure(errorAt(m_path, problemOf(unsealed.error())));
    // Somebody put an older file in place of the one we know.
    if (unsealed->generation < m_generation)
        return failure(errorAt(m_path, Problem::Damaged));
    return std::move(*unsealed);
}

Result<void, VaultEditError> Vault::edit(const CredentialEdit &change)
{
    const FileLock lock(m_path);
    if (const auto held = failureOf(lock, m_path); !held)
        return failure(VaultEditError(held.error()));
    VaultContent content;
    std::uint64_t generation = m_generation;
    if (auto disk = current(); disk) {
        content = std::move(disk->content);
        generation = disk->generation;
    } else {
        const VaultError error = damageSetAside(disk.error());
        if (error.problem != Problem::Damaged || error.aside.isEmpty())
            return failure(VaultEditError(error));
        // We still have it all.
        m_lastAside = error.aside;
        content = m_content.clone();
    }
    if (const auto changed = change(content.book); !changed)
        return failure(VaultEditError(changed.error()));
    if (const auto written = write(generation + 1, content); !written)
        return failure(VaultEditError(written.error()));
    m_content = std::move(content);
    return {};
}

Result<void, VaultError> Vault::refresh()
{
    auto disk = current();
    if (!disk)
        return failure(disk.error());
    m_generation = disk->generation;
    m_content = std::move(disk->content);
    return {};
}

Result<void, VaultError> Vault::changeKey(const VaultHeader &header, SecretBytes key)
{
    const FileLock lock(m_path);
    if (const auto held = failureOf(lock, m_path); !held)
        return held;
    if (const auto fresh = refresh(); !fresh)
        return fresh;
    const auto written =
        writeVault(m_path, sealVault(header, key, m_generation + 1, m_content), Previous::None);
    if (!written)
        return written;
    m_header = header;
    m_key = std::move(key);
    ++m_generation;
    QFile::remove(previousOf(m_path));
    return {};
}

Result<void, VaultError> Vault::write(std::uint64_t generation, const VaultContent &content)
{
    const auto written =
        writeVault(m_path, sealVault(m_header, m_key, generation, content), Previous::Keep);
    if (written)
        m_generation = generation;
    return written;
}

} // namespace copper
