// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/vault_file.h"

#include "core/credentials/credential_json.h"

#include <sodium.h>

#include <QCborMap>
#include <QCborValue>

#include <algorithm>
#include <map>

namespace copper {

namespace {

constexpr std::string_view kMagic = "CopVault";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeaderSize = 8 + 2 + 2 + 4 + 8 + 16 + 8;
constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kIdSize = 16;
constexpr CredentialId kManifestId{};

using Digest = std::array<std::uint8_t, kDigestSize>;

Digest digestOf(ByteView bytes)
{
    prepareSodium();
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
    return digest;
}

// Takes from the front of what it was given; once it has run out it stays so.
class Reader
{
public:
    explicit Reader(ByteView bytes) : m_rest(bytes) {}
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_good && m_rest.empty(); }
    ByteView rest() const { return m_rest; }
    ByteView take(std::size_t size)
    {
        if (!m_good || size > m_rest.size()) {
            m_good = false;
            return {};
        }
        const ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    std::uint64_t number(std::size_t octets)
    {
        std::uint64_t value = 0;
        const ByteView taken = take(octets);
        for (std::size_t i = taken.size(); i-- > 0;)
            value = value << 8U | taken[i];
        return value;
    }
    CredentialId id()
    {
        CredentialId id;
        const ByteView taken = take(kIdSize);
        std::copy(taken.begin(), taken.end(), id.bytes.begin());
        return id;
    }

private:
    ByteView m_rest;
    bool m_good = true;
};

void putNumber(Bytes &out, std::uint64_t value, std::size_t octets)
{
    for (std::size_t i = 0; i < octets; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void put(Bytes &out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

// Secret memory for one plain text after the other: to make it for each of a thousand would be
// slow.
class Scratch
{
public:
    // The first `size` octets, with what was there before.
    MutableByteView first(std::size_t size)
    {
        if (size > m_bytes.size())
            m_bytes = SecretBytes(std::max(size, kSize));
        return m_bytes.mutableView().first(size);
    }

private:
    static constexpr std::size_t kSize = 4096;
    SecretBytes m_bytes{kSize};
};

// Fills what it was given.
class Writer
{
public:
    explicit Writer(MutableByteView out) : m_rest(out) {}
    void put(ByteView bytes)
    {
        std::copy(bytes.begin(), bytes.end(), m_rest.begin());
        m_rest = m_rest.subspan(bytes.size());
    }
    void putNumber(std::uint64_t value, std::size_t octets)
    {
        Bytes number;
        copper::putNumber(number, value, octets);
        put(number);
    }

private:
    MutableByteView m_rest;
};

Bytes associated(ByteView header, const CredentialId &id)
{
    Bytes data = toOwned(header);
    put(data, id.bytes);
    return data;
}

// Nonce and sealed octets.
Bytes seal(ByteView plain, const SecretBytes &key, ByteView header, const CredentialId &id)
{
    const Bytes data = associated(header, id);
    Bytes box(kNonceSize + plain.size() + kTagSize);
    randombytes_buf(box.data(), kNonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + kNonceSize, nullptr, plain.data(),
                                               plain.size(), data.data(), data.size(), nullptr,
                                               box.data(), key.view().data());
    return box;
}

// The plain text, in `scratch`.
std::optional<ByteView> openBox(ByteView box, const SecretBytes &key, ByteView header,
                                const CredentialId &id, Scratch &scratch)
{
    if (box.size() < kNonceSize + kTagSize || key.size() != kKeySize)
        return std::nullopt;
    const Bytes data = associated(header, id);
    const ByteView sealed = box.subspan(kNonceSize);
    const MutableByteView plain = scratch.first(sealed.size() - kTagSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                   sealed.size(), data.data(), data.size(),
                                                   box.data(), key.view().data()) != 0)
        return std::nullopt;
    return plain;
}

Bytes headerBytesOf(const VaultHeader &header)
{
    Bytes bytes;
    put(bytes, asBytes(kMagic));
    putNumber(bytes, kVersion, 2);
    putNumber(bytes, 0, 2);
    putNumber(bytes, header.kdf.operations, 4);
    putNumber(bytes, header.kdf.memoryBytes, 8);
    put(bytes, header.salt);
    putNumber(bytes, static_cast<std::uint64_t>(header.createdMs), 8);
    return bytes;
}

ByteView plainOf(const Credential &credential, Scratch &scratch)
{
    const QByteArray cbor = QCborValue(QCborMap::fromJsonObject(metadataOf(credential))).toCbor();
    const auto metadata = asBytes({cbor.constData(), static_cast<std::size_t>(cbor.size())});
    const MutableByteView plain =
        scratch.first(2 + 4 + metadata.size() + 4 + credential.key.size());
    Writer writer(plain);
    writer.putNumber(static_cast<std::uint16_t>(credential.kind), 2);
    writer.putNumber(metadata.size(), 4);
    writer.put(metadata);
    writer.putNumber(credential.key.size(), 4);
    writer.put(credential.key.view());
    return plain;
}

// Nothing where this version cannot say what it is.
std::optional<Credential> credentialIn(ByteView plain, const CredentialId &id)
{
    Reader reader(plain);
    const std::uint64_t kind = reader.number(2);
    const ByteView metadata = reader.take(reader.number(4));
    const ByteView key = reader.take(reader.number(4));
    if (!reader.isAtEnd() || kind != static_cast<std::uint16_t>(CredentialKind::DtlsPsk))
        return std::nullopt;
    const QCborValue value = QCborValue::fromCbor(QByteArray::fromRawData(
        reinterpret_cast<const char *>(metadata.data()), static_cast<qsizetype>(metadata.size())));
    std::optional<Credential> credential = credentialOf(value.toMap().toJsonObject());
    if (!credential || credential->id != id || key.empty() || key.size() > kMaxKeySize)
        return std::nullopt;
    credential->key = SecretBytes::copyOf(key);
    return credential;
}

VaultFileError headerError(const VaultHeader &header, std::uint64_t version)
{
    return version > kVersion          ? VaultFileError::TooNew
           : areAcceptable(header.kdf) ? VaultFileError::Damaged
                                       : VaultFileError::ForeignParameters;
}

// The ids of the manifest, each with its entry's digest.
std::optional<std::map<CredentialId, Digest>> listedIn(Reader &manifest)
{
    std::map<CredentialId, Digest> listed;
    while (manifest.isGood() && !manifest.isAtEnd()) {
        const CredentialId id = manifest.id();
        const ByteView digest = manifest.take(kDigestSize);
        if (!manifest.isGood())
            break;
        std::copy(digest.begin(), digest.end(), listed[id].begin());
    }
    if (!manifest.isGood())
        return std::nullopt;
    return listed;
}

} // namespace

VaultContent VaultContent::clone() const
{
    VaultContent copy{book.clone(), {}};
    for (const LaterCredential &each : later)
        copy.later.push_back({each.id, each.bytes.clone()});
    return copy;
}

bool isVaultFile(ByteView file)
{
    return file.size() >= kMagic.size() && asText(file.first(kMagic.size())) == kMagic;
}

Result<SealedVault, VaultFileError> readSealedVault(ByteView file)
{
    if (!isVaultFile(file))
        return failure(VaultFileError::NotAVault);
    if (file.size() < kHeaderSize + kDigestSize || file.size() > kMaxVaultSize)
        return failure(VaultFileError::Damaged);
    const ByteView content = file.first(file.size() - kDigestSize);
    if (!equalBytes(digestOf(content), file.last(kDigestSize)))
        return failure(VaultFileError::Damaged);
    SealedVault vault;
    vault.headerBytes = content.first(kHeaderSize);
    Reader reader(content);
    reader.take(kMagic.size());
    const std::uint64_t version = reader.number(2);
    const std::uint64_t reserved = reader.number(2);
    vault.header.kdf.operations = static_cast<std::uint32_t>(reader.number(4));
    vault.header.kdf.memoryBytes = reader.number(8);
    const ByteView salt = reader.take(vault.header.salt.size());
    std::copy(salt.begin(), salt.end(), vault.header.salt.begin());
    vault.header.createdMs = static_cast<std::int64_t>(reader.number(8));
    if (version != kVersion || reserved != 0 || !areAcceptable(vault.header.kdf))
        return failure(headerError(vault.header, version));
    vault.manifest = reader.take(reader.number(4));
    while (reader.isGood() && !reader.isAtEnd()) {
        const CredentialId id = reader.id();
        vault.entries.push_back({id, reader.take(reader.number(4))});
    }
    if (!reader.isGood())
        return failure(VaultFileError::Damaged);
    return vault;
}

namespace {

Result<UnsealedVault, VaultFileError> unsealAll(const SealedVault &vault, const SecretBytes &key)
{
    Scratch scratch;
    const auto manifest = openBox(vault.manifest, key, vault.headerBytes, kManifestId, scratch);
    if (!manifest)
        return failure(VaultFileError::WrongPassword);
    UnsealedVault unsealed;
    Reader reader(*manifest);
    unsealed.generation = reader.number(8);
    auto listed = listedIn(reader);
    if (!listed || listed->size() != vault.entries.size())
        return failure(VaultFileError::Damaged);
    for (const SealedVault::Entry &entry : vault.entries) {
        const auto known = listed->find(entry.id);
        if (known == listed->end() || known->second != digestOf(entry.box))
            return failure(VaultFileError::Damaged);
        listed->erase(known); // none twice
        const auto plain = openBox(entry.box, key, vault.headerBytes, entry.id, scratch);
        if (!plain)
            return failure(VaultFileError::Damaged);
        auto credential = credentialIn(*plain, entry.id);
        if (!credential)
            unsealed.content.later.push_back({entry.id, SecretBytes::copyOf(*plain)});
        else if (!unsealed.content.book.add(std::move(*credential)))
            return failure(VaultFileError::Damaged); // more than a book takes
    }
    return unsealed;
}

} // namespace

Result<UnsealedVault, VaultFileError> unseal(const SealedVault &vault, const SecretBytes &key)
{
    prepareSodium();
    auto unsealed = unsealAll(vault, key);
    wipeStack();
    return unsealed;
}

Bytes sealVault(const VaultHeader &header, const SecretBytes &key, std::uint64_t generation,
                const VaultContent &content)
{
    prepareSodium();
    const Bytes headerBytes = headerBytesOf(header);
    Bytes entries;
    Bytes manifest;
    putNumber(manifest, generation, 8);
    Scratch scratch;
    const auto add = [&](const CredentialId &id, ByteView plain) {
        const Bytes box = seal(plain, key, headerBytes, id);
        put(manifest, id.bytes);
        put(manifest, digestOf(box));
        put(entries, id.bytes);
        putNumber(entries, box.size(), 4);
        put(entries, box);
    };
    for (const Credential &credential : content.book.credentials())
        add(credential.id, plainOf(credential, scratch));
    for (const LaterCredential &each : content.later)
        add(each.id, each.bytes.view());
    wipeStack();
    Bytes file = headerBytes;
    const Bytes sealedManifest = seal(manifest, key, headerBytes, kManifestId);
    putNumber(file, sealedManifest.size(), 4);
    put(file, sealedManifest);
    put(file, entries);
    put(file, digestOf(file));
    if (file.size() > kMaxVaultSize)
        return {};
    return file;
}

} // namespace copper
