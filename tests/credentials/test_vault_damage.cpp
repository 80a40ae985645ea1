// SPDX-License-Identifier: GPL-3.0-or-later
// Each byte flipped, each length, and what somebody would make who knows the format but not the
// password: a typed error, never a crash, and nothing is written over.
#include "tests/credentials/credential_support.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sodium.h>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

using Problem = VaultError::Problem;

constexpr std::size_t kDigestSize = 32;

QByteArray toQt(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

// The digest needs no password.
Bytes withDigest(Bytes file)
{
    const std::size_t size = file.size() - kDigestSize;
    crypto_generichash(file.data() + size, kDigestSize, file.data(), size, nullptr, 0);
    return file;
}

VaultContent threeEntries()
{
    std::vector<Credential> credentials;
    for (const int number : {1, 2, 3})
        credentials.push_back(numbered(number));
    return contentOf(std::move(credentials));
}

struct Sealed
{
    VaultHeader header = newVaultHeader(leastKdfParameters(), 1);
    SecretBytes key = SecretBytes::random(32);
    Bytes file = sealVault(header, key, 1, threeEntries());
    SealedVault view = *readSealedVault(file);

    // Where an entry begins in the file, its id and size included, and where it ends.
    std::pair<std::ptrdiff_t, std::ptrdiff_t> entry(std::size_t index) const
    {
        const ByteView box = view.entries.at(index).box;
        const std::ptrdiff_t start = box.data() - file.data();
        return {start - 20, start + static_cast<std::ptrdiff_t>(box.size())};
    }
    VaultFileError errorOf(const Bytes &changed) const
    {
        const Bytes whole = withDigest(changed);
        const auto read = readSealedVault(whole);
        if (!read)
            return read.error();
        const auto opened = unseal(*read, key);
        // What is no error here fails the comparisons below.
        return opened ? VaultFileError::TooNew : opened.error();
    }
};

struct Damaged
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("vault"));
    CountedDerivation derivation;
    QByteArray whole;

    Damaged()
    {
        auto vault = Vault::create(path, secret("pw"), newVault(threeEntries()), deriveVaultKey);
        if (!vault || !vault->edit(adding(numbered(4))))
            qFatal("no vault");
        whole = test::contentOf(path);
    }
    VaultError open(const QByteArray &bytes)
    {
        (void)fileWith(path, bytes);
        const auto opened = Vault::open(path, secret("pw"), derivation.asFunction());
        return opened ? VaultError{Problem::Exists, {}, {}, {}, false} : opened.error();
    }
    // It is kept under another name, and the generation before would help.
    bool isKeptAside(const VaultError &error, const QByteArray &bytes) const
    {
        const bool kept = error.problem == Problem::Damaged && error.hasPrevious &&
                          !QFile::exists(path) && test::contentOf(error.aside) == bytes;
        QFile::remove(error.aside);
        return kept;
    }
};

} // namespace

class TestVaultDamage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachByteFlipped()
    {
        Damaged vault;
        for (qsizetype i = 0; i < vault.whole.size(); ++i) {
            for (const int mask : {0x01, 0x80, 0xff}) {
                QByteArray flipped = vault.whole;
                flipped[i] = static_cast<char>(flipped.at(i) ^ mask);
                QVERIFY2(vault.isKeptAside(vault.open(flipped), flipped),
                         qPrintable(QStringLiteral("byte %1").arg(i)));
            }
        }
        qInfo("%lld bytes, each flipped in three ways", static_cast<long long>(vault.whole.size()));
        QCOMPARE(*vault.derivation.calls, 0); // nobody waits for Argon2 to hear of it
    }
    void eachLength()
    {
        Damaged vault;
        for (qsizetype size = 0; size < vault.whole.size(); ++size) {
            const QByteArray cut = vault.whole.left(size);
            QVERIFY2(vault.isKeptAside(vault.open(cut), cut), qPrintable(QString::number(size)));
        }
        const QByteArray longer = vault.whole + 'x';
        QVERIFY(vault.isKeptAside(vault.open(longer), longer));
    }
    void theGenerationBeforeHelps()
    {
        Damaged vault;
        const QByteArray garbage("CopVault, or was it");
        const VaultError error = vault.open(garbage);
        QVERIFY(error.problem == Problem::Damaged && error.hasPrevious);
        QVERIFY(vault.open({}).problem == Problem::Damaged);
        const auto wrong = Vault::openPrevious(vault.path, secret("x"), deriveVaultKey);
        QVERIFY(!wrong && wrong.error().problem == Problem::WrongPassword);
        auto previous = Vault::openPrevious(vault.path, secret("pw"), deriveVaultKey);
        QVERIFY(previous);
        QCOMPARE(previous->content().book.size(), std::size_t(3));
        QVERIFY(previous->edit(adding(numbered(5))));
        QCOMPARE(Vault::open(vault.path, secret("pw"), deriveVaultKey)->content().book.size(),
                 std::size_t(4));
        QCOMPARE(test::contentOf(error.aside), garbage);
    }
    void withoutAGenerationBefore()
    {
        Damaged vault;
        QFile::remove(vault.path + QStringLiteral(".previous"));
        const VaultError error = vault.open("garbage");
        QVERIFY(error.problem == Problem::Damaged && !error.hasPrevious && !error.aside.isEmpty());
        const auto missing = Vault::open(vault.path, secret("pw"), deriveVaultKey);
        QVERIFY(missing.error().problem == Problem::Missing && !missing.error().hasPrevious);
    }
    void whatCannotBeSetAsideIsNotWrittenOver()
    {
        Damaged vault;
        for (int i = 1; i <= 100; ++i)
            (void)fileWith(vault.path + QStringLiteral(".damaged-%1").arg(i), "kept");
        auto open = Vault::open(vault.path, secret("pw"), deriveVaultKey);
        QVERIFY(open);
        const VaultError error = vault.open("garbage");
        QVERIFY(error.problem == Problem::Damaged && error.aside.isEmpty());
        QVERIFY(!open->edit(adding(numbered(9))));
        QCOMPARE(test::contentOf(vault.path), QByteArray("garbage"));
        QVERIFY(
            Vault::create(vault.path, secret("pw"), newVault(), deriveVaultKey).error().problem ==
            Problem::Exists);
    }
    void damagedWhileItIsOpen()
    {
        Damaged vault;
        auto open = Vault::open(vault.path, secret("pw"), deriveVaultKey);
        (void)fileWith(vault.path, "garbage");
        QVERIFY(open->edit(adding(numbered(9))));
        QCOMPARE(test::contentOf(open->lastAside()), QByteArray("garbage"));
        QCOMPARE(Vault::open(vault.path, secret("pw"), deriveVaultKey)->content().book.size(),
                 std::size_t(5));
        // And an older state of the whole file, put in its place.
        QVERIFY(QFile::remove(vault.path));
        QVERIFY(QFile::copy(vault.path + QStringLiteral(".previous"), vault.path));
        (void)fileWith(vault.path, vault.whole);
        QVERIFY(open->edit(adding(numbered(10))));
        QCOMPARE(test::contentOf(open->lastAside()), vault.whole);
        QCOMPARE(Vault::open(vault.path, secret("pw"), deriveVaultKey)->content().book.size(),
                 std::size_t(6));
    }
    // With a digest that fits: only the seals are left.
    void eachByteFlippedByOneWhoKnowsTheFormat()
    {
        const Sealed sealed;
        int opened = 0;
        for (std::size_t i = 0; i + kDigestSize < sealed.file.size(); ++i) {
            Bytes changed = sealed.file;
            changed[i] ^= 0x10;
            const Bytes whole = withDigest(changed);
            if (const auto read = readSealedVault(whole); read && unseal(*read, sealed.key))
                ++opened;
        }
        QCOMPARE(opened, 0);
    }
    void argon2IsBoundedBeforeItIsTried()
    {
        Damaged vault;
        const auto patched = [&](std::size_t at, std::uint64_t value, std::size_t octets) {
            Bytes file = toOwned(
                asBytes({vault.whole.constData(), static_cast<std::size_t>(vault.whole.size())}));
            for (std::size_t i = 0; i < octets; ++i)
                file[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
            return toQt(withDigest(file));
        };
        constexpr std::size_t kPasses = 12;
        constexpr std::size_t kMemory = 16;
        for (const QByteArray &foreign :
             {patched(kMemory, 64ULL << 30U, 8), patched(kMemory, (1ULL << 30U) + 1, 8),
              patched(kMemory, 8191, 8), patched(kMemory, UINT64_MAX, 8), patched(kPasses, 17, 4),
              patched(kPasses, 0, 4), patched(kPasses, UINT32_MAX, 4)}) {
            const VaultError error = vault.open(foreign);
            QVERIFY(error.problem == Problem::ForeignParameters);
            QCOMPARE(test::contentOf(vault.path), foreign); // not damaged: it stays
        }
        QVERIFY(vault.open(patched(8, 2, 2)).problem == Problem::TooNew);
        QVERIFY(vault.open(patched(10, 1, 2)).problem == Problem::Damaged);
        QCOMPARE(*vault.derivation.calls, 0);
        QVERIFY(vault.open(patched(kPasses, 2, 4)).problem == Problem::WrongPassword);
        QCOMPARE(*vault.derivation.calls, 1);
    }
    void anEntryTakenAwayIsMissed()
    {
        const Sealed sealed;
        for (std::size_t i = 0; i < 3; ++i) {
            const auto [start, end] = sealed.entry(i);
            Bytes changed = sealed.file;
            changed.erase(changed.begin() + start, changed.begin() + end);
            QVERIFY(sealed.errorOf(changed) == VaultFileError::Damaged);
        }
    }
    void anEntryTwiceIsSeen()
    {
        const Sealed sealed;
        const auto [start, end] = sealed.entry(1);
        Bytes changed = sealed.file;
        changed.insert(changed.begin() + end, sealed.file.begin() + start,
                       sealed.file.begin() + end);
        QVERIFY(sealed.errorOf(changed) == VaultFileError::Damaged);
    }
    void entriesExchangedAreSeen()
    {
        const Sealed sealed;
        Bytes ids = sealed.file; // the ids alone
        const auto first = sealed.entry(0).first;
        const auto second = sealed.entry(1).first;
        std::swap_ranges(ids.begin() + first, ids.begin() + first + 16, ids.begin() + second);
        QVERIFY(sealed.errorOf(ids) == VaultFileError::Damaged);
        // From another vault with the same key, and an older one from this.
        for (const bool sameHeader : {false, true}) {
            const VaultHeader header =
                sameHeader ? sealed.header : newVaultHeader(leastKdfParameters(), 1);
            const Bytes other = sealVault(header, sealed.key, 1, threeEntries());
            QCOMPARE(other.size(), sealed.file.size());
            const auto [start, end] = sealed.entry(2);
            Bytes changed = sealed.file;
            std::copy(other.begin() + start, other.begin() + end, changed.begin() + start);
            QVERIFY(sealed.errorOf(changed) == VaultFileError::Damaged);
        }
    }
    void aHeaderOfAnotherVaultFits()
    {
        const Sealed sealed;
        const Sealed other;
        Bytes changed = sealed.file;
        std::copy_n(other.file.begin(), 48, changed.begin());
        QVERIFY(sealed.errorOf(changed) == VaultFileError::WrongPassword);
    }
    void whatIsNoReadableFile()
    {
        Damaged vault;
        QVERIFY(QFile::remove(vault.path));
        QVERIFY(QDir().mkdir(vault.path));
        const auto folder = Vault::open(vault.path, secret("pw"), deriveVaultKey);
        QVERIFY(folder.error().problem == Problem::Unreadable && !folder.error().reason.isEmpty());
        QVERIFY(QDir().rmdir(vault.path));
        QFile large(vault.path);
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize((8 << 20) + 1));
        large.close();
        const auto tooLarge = Vault::open(vault.path, secret("pw"), deriveVaultKey);
        QVERIFY(tooLarge.error().problem == Problem::Unreadable);
        QCOMPARE(QFileInfo(vault.path).size(), qint64((8 << 20) + 1));
    }
    void whereNoFolderCanBeMade()
    {
        QTemporaryDir folder;
        const QString file = fileWith(folder.filePath(QStringLiteral("file")), "x");
        const auto made = Vault::create(file + QStringLiteral("/vault"), secret("pw"), newVault(),
                                        deriveVaultKey);
        QVERIFY(made.error().problem == Problem::NotWritten && !made.error().reason.isEmpty());
    }
    void notEnoughMemory()
    {
        Damaged vault;
        const KeyDerivation none = [](const SecretBytes &, const VaultSalt &,
                                      const KdfParameters &) {
            return SecretBytes();
        };
        QVERIFY(Vault::open(vault.path, secret("pw"), none).error().problem == Problem::NoMemory);
        QCOMPARE(test::contentOf(vault.path), vault.whole);
    }
};

COPPER_TEST(TestVaultDamage);
#include "test_vault_damage.moc"
