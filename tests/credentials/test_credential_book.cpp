// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/credential_json.h"
#include "tests/credentials/credential_support.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

Credential withPatterns(int number, std::vector<const char *> texts, std::int64_t changedMs = 0)
{
    Credential credential = numbered(number);
    credential.patterns.clear();
    for (const char *text : texts)
        credential.patterns.push_back(pattern(text));
    credential.changedMs = changedMs;
    return credential;
}

template <class Change>
CredentialError refusal(Change change)
{
    CredentialBook book;
    Credential credential = numbered(1);
    change(credential);
    const auto added = book.add(std::move(credential));
    return added ? CredentialError::UnknownId : added.error();
}

} // namespace

class TestCredentialBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMostSpecificWins()
    {
        CredentialBook book;
        QVERIFY(book.add(withPatterns(1, {"*"})));
        QVERIFY(book.add(withPatterns(2, {"*.local", "127.0.0.0/8"})));
        QVERIFY(book.add(withPatterns(3, {"127.0.0.12", "*"})));
        QVERIFY(book.add(withPatterns(4, {"elsewhere"})));
        const auto match = book.match("lamp-2", address("127.0.0.12"), 5684);
        QVERIFY(match);
        QVERIFY(match->chosen.id == numbered(3).id);
        QCOMPARE(match->chosen.pattern.text(), std::string("127.0.0.12"));
        QCOMPARE(match->others.size(), std::size_t(2));
        QVERIFY(match->others[0].id == numbered(2).id);
        QCOMPARE(match->others[0].pattern.text(), std::string("127.0.0.0/8"));
        QVERIFY(match->others[1].id == numbered(1).id);
        QVERIFY(!match->tied);
        QVERIFY(!CredentialBook().match("lamp-2", {}, 5684));
    }
    void aTieGoesToTheOneChangedLast()
    {
        for (const bool reversed : {false, true}) {
            CredentialBook book;
            std::vector<Credential> both;
            both.push_back(withPatterns(1, {"10.0.0.1"}, 70));
            both.push_back(withPatterns(2, {"board"}, 80));
            if (reversed)
                std::swap(both[0], both[1]);
            for (Credential &each : both)
                QVERIFY(book.add(std::move(each)));
            auto match = book.match("board", address("10.0.0.1"), 5684);
            QVERIFY(match && match->tied);
            QVERIFY(match->chosen.id == numbered(2).id);
            QVERIFY(book.update(withPatterns(1, {"10.0.0.1"}, 90)));
            match = book.match("board", address("10.0.0.1"), 5684);
            QVERIFY(match->tied && match->chosen.id == numbered(1).id);
            // Changed in the same millisecond: still always the same one.
            QVERIFY(book.update(withPatterns(2, {"board"}, 90)));
            match = book.match("board", address("10.0.0.1"), 5684);
            QVERIFY(match->tied && match->chosen.id == numbered(1).id);
            // The one with a port is no tie.
            QVERIFY(book.update(withPatterns(2, {"board:5684"}, 1)));
            match = book.match("board", address("10.0.0.1"), 5684);
            QVERIFY(!match->tied && match->chosen.id == numbered(2).id);
        }
    }
    void byIdentity()
    {
        CredentialBook book;
        Credential second = numbered(2);
        second.identity = numbered(1).identity;
        QVERIFY(book.add(numbered(1)));
        QVERIFY(book.add(std::move(second)));
        QVERIFY(book.matchIdentity(numbered(1).identity)->id == numbered(2).id); // changed later
        QVERIFY(book.matchIdentity(asBytes("nobody")) == nullptr);
    }
    void limits()
    {
        QVERIFY(refusal([](Credential &c) { c.identity.clear(); }) ==
                CredentialError::IdentityEmpty);
        QVERIFY(refusal([](Credential &c) { c.identity = Bytes(129); }) ==
                CredentialError::IdentityTooLong);
        QVERIFY(refusal([](Credential &c) { c.key = SecretBytes(33); }) ==
                CredentialError::KeyTooLong);
        QVERIFY(refusal([](Credential &c) { c.name = std::string(201, 'n'); }) ==
                CredentialError::NameTooLong);
        QVERIFY(refusal([](Credential &c) { c.hint = std::string(129, 'n'); }) ==
                CredentialError::HintTooLong);
        QVERIFY(refusal([](Credential &c) { c.note = std::string(2001, 'n'); }) ==
                CredentialError::NoteTooLong);
        QVERIFY(refusal([](Credential &c) { c.note = "\xff"; }) == CredentialError::NotUtf8);
        QVERIFY(refusal([](Credential &c) { c.patterns.resize(65); }) ==
                CredentialError::TooManyPatterns);
        QVERIFY(refusal([](Credential &c) {
                    c.suites = {CipherSuite::PskAes128Ccm, CipherSuite::PskAes128Ccm};
                }) == CredentialError::SuiteTwice);
        CredentialBook book;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(book.add(numbered(i)));
        QVERIFY(book.add(numbered(1000)).error() == CredentialError::TooManyCredentials);
        QVERIFY(book.remove(numbered(17).id));
        QVERIFY(book.remove(numbered(17).id).error() == CredentialError::UnknownId);
        QVERIFY(book.add(numbered(18)).error() == CredentialError::IdInUse);
        QVERIFY(book.update(numbered(17)).error() == CredentialError::UnknownId);
    }
    void anUpdateWithoutKeyKeepsIt()
    {
        CredentialBook book;
        QVERIFY(book.add(numbered(1)));
        Credential renamed = numbered(1).withoutKey();
        renamed.name = "other";
        QVERIFY(book.update(std::move(renamed)));
        QCOMPARE(book.find(numbered(1).id)->name, std::string("other"));
        QVERIFY(book.find(numbered(1).id)->key.equals(numbered(1).key));
    }
    void aSnapshotHasSecretsOfItsOwn()
    {
        CredentialBook book;
        QVERIFY(book.add(numbered(1)));
        const CredentialSnapshotPtr snapshot =
            std::make_shared<const CredentialSnapshot>(book.clone());
        book.clear();
        QVERIFY(isNumbered(*snapshot->find(numbered(1).id), 1));
    }
    void metadataThereAndBack()
    {
        Credential credential = numbered(1);
        credential.identity = {0xff, 0x00, 0x80};
        credential.name = "M\xc3\xbchle";
        credential.hint = "lamp";
        credential.note = "two\nlines";
        credential.patterns = {pattern("*.local:5684"), pattern("[fe80::1%eth0]")};
        credential.suites = {CipherSuite::EcdhePskChaCha20Poly1305, CipherSuite::PskAes128Ccm8};
        credential.lastUsedMs = 1'780'000'000'123;
        credential.lastTest = {LastTest::Outcome::TimedOut, 1'780'000'000'124};
        const QJsonObject json = metadataOf(credential);
        const auto again = credentialOf(json);
        QVERIFY(again && !again->hasKey());
        QCOMPARE(metadataOf(*again), json);
        QVERIFY(again->identity == credential.identity && again->suites == credential.suites &&
                again->patterns == credential.patterns && again->lastTest == credential.lastTest &&
                again->lastUsedMs == credential.lastUsedMs && again->note == credential.note);
        // What is not understood is not half understood.
        const std::vector<std::pair<QString, QJsonValue>> changes{
            {QStringLiteral("kind"), 2},
            {QStringLiteral("usage"), QStringLiteral("server")},
            {QStringLiteral("id"), QStringLiteral("12")},
            {QStringLiteral("identity"), QStringLiteral("")},
            {QStringLiteral("patterns"), QJsonArray{QStringLiteral("a b")}},
            {QStringLiteral("suites"), QJsonArray{QStringLiteral("PSK_AES_256_CCM")}},
            {QStringLiteral("lastTest"), QStringLiteral("perhaps")},
            {QStringLiteral("lastUsed"), -1},
        };
        for (const auto &[key, value] : changes) {
            QJsonObject changed = json;
            changed.insert(key, value);
            QVERIFY2(!credentialOf(changed), qPrintable(key));
        }
    }
};

COPPER_TEST(TestCredentialBook);
#include "test_credential_book.moc"
