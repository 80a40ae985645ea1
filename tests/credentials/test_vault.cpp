// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/credential_support.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Problem = VaultError::Problem;

struct Place
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("keys/vault"));
    CountedDerivation derivation;

    Result<Vault, VaultError> create(VaultContent content = {})
    {
        return Vault::create(path, secret("pw"), newVault(std::move(content)),
                             derivation.asFunction());
    }
    Result<Vault, VaultError> open(const char *password = "pw")
    {
        return Vault::open(path, secret(password), derivation.asFunction());
    }
};

std::vector<Credential> several(std::initializer_list<int> numbers)
{
    std::vector<Credential> credentials;
    for (const int number : numbers)
        credentials.push_back(numbered(number));
    return credentials;
}

Problem problemOf(const Result<void, VaultEditError> &edited)
{
    const auto *error = edited ? nullptr : std::get_if<VaultError>(&edited.error());
    return error != nullptr ? error->problem : Problem::NoMemory;
}

KeyDerivation withClock(std::int64_t &nowMs, double msOfMiBPass, std::uint64_t mostBytes)
{
    return [&nowMs, msOfMiBPass, mostBytes](const SecretBytes &, const VaultSalt &,
                                            const KdfParameters &parameters) {
        if (parameters.memoryBytes > mostBytes)
            return SecretBytes();
        const double mib = static_cast<double>(parameters.memoryBytes) / (1 << 20);
        nowMs += static_cast<std::int64_t>(mib * parameters.operations * msOfMiBPass);
        return SecretBytes(32);
    };
}

} // namespace

class TestVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack()
    {
        Place place;
        auto made = place.create(contentOf(several({1, 2})));
        QVERIFY(made);
        QVERIFY(made->edit(adding(numbered(3))));
        QVERIFY(made->edit(removing(numbered(1).id)));
        const auto opened = place.open();
        QVERIFY(opened);
        QCOMPARE(opened->generation(), std::uint64_t(3));
        QCOMPARE(opened->header().createdMs, std::int64_t(1'000));
        const CredentialBook &book = opened->content().book;
        QCOMPARE(book.size(), std::size_t(2));
        QVERIFY(isNumbered(*book.find(numbered(2).id), 2));
        QVERIFY(isNumbered(*book.find(numbered(3).id), 3));
        QVERIFY(place.create().error().problem == Problem::Exists);
    }
    void isForItsOwnerAlone()
    {
        Place place;
        auto vault = place.create();
        QVERIFY(vault && vault->edit(adding(numbered(1))));
        const auto owner =
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        for (const char *suffix : {"", ".previous", ".lock"})
            QCOMPARE(QFile::permissions(place.path + QLatin1String(suffix)), owner);
        QCOMPARE(QFile::permissions(QFileInfo(place.path).path()),
                 owner | QFile::ExeOwner | QFile::ExeUser);
    }
    void holdsNoSecretInTheClear()
    {
        Place place;
        auto vault = place.create(contentOf(several({1})));
        QVERIFY(vault && vault->edit(adding(numbered(2))));
        for (const char *suffix : {"", ".previous"}) {
            const QByteArray bytes = test::contentOf(place.path + QLatin1String(suffix));
            QVERIFY(bytes.startsWith("CopVault"));
            for (const char *word : {"key-of", "identity", "board", "site7", "pw"})
                QVERIFY2(!bytes.contains(word), word);
        }
    }
    void everythingOfACredentialIsKept()
    {
        Place place;
        Credential credential = numbered(1);
        credential.key = SecretBytes::random(32);
        credential.key.mutableView()[0] = 0;
        credential.identity = {0, 0xff};
        credential.note = "a note";
        credential.suites = {CipherSuite::PskAes128GcmSha256};
        credential.lastTest = {LastTest::Outcome::Refused, 77};
        const Credential copy = credential.clone();
        std::vector<Credential> one;
        one.push_back(std::move(credential));
        QVERIFY(place.create(contentOf(std::move(one))));
        const auto opened = place.open();
        const Credential &found = opened->content().book.credentials().front();
        QVERIFY(found.key.equals(copy.key) && found.identity == copy.identity &&
                found.note == copy.note && found.suites == copy.suites &&
                found.lastTest == copy.lastTest && found.changedMs == copy.changedMs);
    }
    void aWrongPasswordOpensNothingAndHarmsNothing()
    {
        Place place;
        QVERIFY(place.create(contentOf(several({1}))));
        const QByteArray before = test::contentOf(place.path);
        for (const char *password : {"", "pw ", "PW"}) {
            const auto opened = place.open(password);
            QVERIFY(!opened && opened.error().problem == Problem::WrongPassword);
        }
        QCOMPARE(test::contentOf(place.path), before);
        QVERIFY(place.open());
    }
    void anotherPassword()
    {
        Place place;
        auto vault = place.create(contentOf(several({1})));
        QVERIFY(vault->edit(adding(numbered(2))));
        const VaultHeader header = newVaultHeader(leastKdfParameters(), 1'000);
        QVERIFY(vault->changeKey(header,
                                 deriveVaultKey(secret("new"), header.salt, leastKdfParameters())));
        QVERIFY(place.open().error().problem == Problem::WrongPassword);
        // The generation before would open with the old one.
        QVERIFY(!Vault::hasPrevious(place.path));
        QVERIFY(vault->edit(adding(numbered(3))));
        const auto opened = place.open("new");
        QVERIFY(opened && opened->content().book.size() == 3);
    }
    void whatALaterVersionMadeIsKept()
    {
        Place place;
        VaultContent content = contentOf(several({1}));
        const Bytes bytes{9, 0, 1, 2, 3, 0, 255}; // kind 9
        content.later.push_back({numbered(7).id, SecretBytes::copyOf(bytes)});
        content.later.push_back({numbered(8).id, SecretBytes()});
        auto vault = place.create(std::move(content));
        QVERIFY(vault->edit(adding(numbered(2))));
        const auto opened = place.open();
        QVERIFY(opened);
        QCOMPARE(opened->content().book.size(), std::size_t(2));
        QCOMPARE(opened->content().later.size(), std::size_t(2));
        QVERIFY(opened->content().later[0].id == numbered(7).id);
        QVERIFY(opened->content().later[0].bytes.equals(bytes));
        QVERIFY(opened->content().later[1].bytes.isEmpty());
    }
    void anotherProcessIsHeard()
    {
        Place place;
        auto first = place.create(contentOf(several({1})));
        auto second = place.open();
        QVERIFY(second->edit(adding(numbered(2))));
        QVERIFY(first->edit(adding(numbered(3))));
        QCOMPARE(first->content().book.size(), std::size_t(3));
        QVERIFY(second->refresh());
        QCOMPARE(second->content().book.size(), std::size_t(3));
        // An edit that is refused leaves both as they are.
        const auto refused = second->edit(adding(numbered(3)));
        QVERIFY(std::get<CredentialError>(refused.error()) == CredentialError::IdInUse);
        QCOMPARE(place.open()->generation(), second->generation());
        // It forgets everything, or changes the password.
        QVERIFY(QFile::rename(place.path, place.path + QStringLiteral("2")));
        QVERIFY(problemOf(first->edit(adding(numbered(4)))) == Problem::Missing);
        QVERIFY(Vault::create(place.path, secret("other"), newVault(), deriveVaultKey));
        QVERIFY(problemOf(first->edit(adding(numbered(4)))) == Problem::WrongPassword);
    }
    void removesAllItsFiles()
    {
        Place place;
        auto vault = place.create();
        QVERIFY(vault->edit(adding(numbered(1))));
        const QDir folder = QFileInfo(place.path).dir();
        for (const char *name : {"vault.damaged-1", "vault.previous.damaged-2", "vaults", "other"})
            (void)fileWith(folder.filePath(QLatin1String(name)), "x");
        (void)fileWith(folder.filePath(QStringLiteral("vault.tygWJI")), "CopVault, begun");
        (void)fileWith(folder.filePath(QStringLiteral("vault.readme")), "other");
        QVERIFY(Vault::removeFiles(place.path));
        QCOMPARE(folder.entryList(QDir::Files),
                 QStringList({QStringLiteral("other"), QStringLiteral("vault.lock"),
                              QStringLiteral("vault.readme"), QStringLiteral("vaults")}));
    }
    void exportsAndImports()
    {
        Place place;
        QVERIFY(Vault::exportTo(place.folder.filePath(QStringLiteral("keys.copperkeys")),
                                secret("export"), newVault(contentOf(several({1, 2}))),
                                deriveVaultKey));
        const QString path = place.folder.filePath(QStringLiteral("keys.copperkeys"));
        const auto read = Vault::importFrom(path, secret("export"), deriveVaultKey);
        QVERIFY(read && read->book.size() == 2);
        QVERIFY(Vault::importFrom(path, secret("pw"), deriveVaultKey).error().problem ==
                Problem::WrongPassword);
        const QString other =
            fileWith(place.folder.filePath(QStringLiteral("x")), "something else");
        QVERIFY(Vault::importFrom(other, secret("pw"), deriveVaultKey).error().problem ==
                Problem::NotAVault);
        QVERIFY(QFile::exists(other)); // it is not ours to set aside
    }
    void tooLargeIsNotWritten()
    {
        Place place;
        auto vault = place.create(contentOf(several({1})));
        const auto edited = vault->edit([](CredentialBook &book) -> Result<void, CredentialError> {
            for (int i = 2; i < 1000; ++i) {
                Credential large = numbered(i);
                const std::string label = std::string(60, 'a');
                large.note = std::string(Credential::kMaxNoteSize, 'n');
                large.patterns.assign(
                    Credential::kMaxPatterns,
                    pattern(label + "." + label + "." + label + "." + std::to_string(i) + "x"));
                if (auto added = book.add(std::move(large)); !added)
                    return added;
            }
            return {};
        });
        QVERIFY(problemOf(edited) == Problem::TooLarge);
        QCOMPARE(place.open()->content().book.size(), std::size_t(1));
        QCOMPARE(vault->content().book.size(), std::size_t(1));
    }
    void aThousandEntries()
    {
        Place place;
        VaultContent content;
        for (int i = 0; i < 999; ++i)
            QVERIFY(content.book.add(numbered(i)));
        auto vault = place.create(std::move(content));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(vault->edit(adding(numbered(999))));
        qInfo("one more after 999: %lld ms", static_cast<long long>(timer.elapsed()));
        QCOMPARE(place.open()->content().book.size(), std::size_t(1000));
    }
    void calibration_data()
    {
        QTest::addColumn<double>("msOfMiBPass");
        QTest::addColumn<int>("mostMiB");
        QTest::addColumn<bool>("inTime");
        QTest::newRow("as measured here") << 0.58 << 4096 << true;
        QTest::newRow("fast") << 0.1 << 4096 << true;
        QTest::newRow("very fast") << 0.001 << 4096 << false; // 16 passes are the end
        QTest::newRow("slow") << 5.0 << 4096 << true;
        QTest::newRow("very slow") << 100.0 << 4096 << false; // never below what is recommended
        QTest::newRow("little memory") << 0.58 << 40 << false;
    }
    void calibration()
    {
        QFETCH(double, msOfMiBPass);
        QFETCH(int, mostMiB);
        QFETCH(bool, inTime);
        std::int64_t now = 0;
        const KeyDerivation derive =
            withClock(now, msOfMiBPass, static_cast<std::uint64_t>(mostMiB) << 20U);
        const KdfParameters chosen = calibratedKdfParameters(derive, [&now] { return now; });
        QVERIFY(areAcceptable(chosen));
        QVERIFY(chosen.operations >= 2 && chosen.memoryBytes >= 19U << 20U);
        const std::int64_t start = now;
        (void)derive(SecretBytes(), {}, chosen);
        const bool isInTime = now - start >= 250 && now - start <= 500;
        QVERIFY2(isInTime == inTime, qPrintable(QString::number(now - start)));
    }
    void calibrationForReal()
    {
        const KdfParameters chosen = calibratedKdfParameters();
        qInfo("Argon2id: %u passes over %llu MiB", chosen.operations,
              static_cast<unsigned long long>(chosen.memoryBytes >> 20U));
        QVERIFY(areAcceptable(chosen) && chosen.memoryBytes >= 19U << 20U);
    }
};

COPPER_TEST(TestVault);
#include "test_vault.moc"
