// SPDX-License-Identifier: GPL-3.0-or-later
// One client, one server, nothing lost: what a handshake ends in.
#include "tests/dtls/dtls_network.h"
#include "tests/support/test_registry.h"

#include "core/capture/dtls_record.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

const Bytes kIdentity = toOwned(asBytes("demo-client"));
const Bytes kKey = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

struct Pair
{
    explicit Pair(DtlsServerOptions options = {}, std::uint64_t seed = 1) : net(seed)
    {
        keys.keys[kIdentity] = kKey;
        client = net.addNode();
        server = net.addNode();
        net.serve(server, std::move(options), keys);
    }
    AssociationId connect(ByteView key = kKey, ByteView identity = kIdentity,
                          std::span<const CipherSuite> suites = {})
    {
        DtlsSession::ClientOptions options;
        options.identity = identity;
        options.key = key;
        options.suites = suites;
        return net.node(client).connect(net.now(), DtlsNetwork::address(server), options);
    }
    std::vector<DtlsEnded> ends(std::size_t node) const { return net.all<DtlsEnded>(node); }

    FixedKeys keys;
    DtlsNetwork net;
    std::size_t client;
    std::size_t server;
};

QString failureOf(const std::vector<DtlsEnded> &ends)
{
    if (ends.size() != 1)
        return QStringLiteral("%1 ends").arg(ends.size());
    if (!ends[0].error)
        return QStringLiteral("closed");
    return QString::number(static_cast<int>(ends[0].error->failure));
}

QString failureName(DtlsFailure failure)
{
    return QString::number(static_cast<int>(failure));
}

} // namespace

class TestDtlsHandshake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachSuite_data()
    {
        QTest::addColumn<int>("suite");
        for (const CipherSuite suite : kCipherSuites)
            QTest::newRow(cipherSuiteName(suite).data()) << static_cast<int>(suite);
    }
    void eachSuite()
    {
        QFETCH(int, suite);
        const CipherSuite wanted{static_cast<std::uint16_t>(suite)};
        Pair pair;
        const AssociationId id = pair.connect(kKey, kIdentity, std::span(&wanted, 1));
        pair.net.run();
        for (const std::size_t node : {pair.client, pair.server}) {
            const auto up = pair.net.all<DtlsEstablished>(node);
            QCOMPARE(up.size(), std::size_t{1});
            QCOMPARE(static_cast<int>(up[0].info.suite), suite);
            QVERIFY(equalBytes(up[0].info.identity, kIdentity));
            QVERIFY(!up[0].info.resumed);
        }
        const Bytes question(1024, 0x40);
        QVERIFY(pair.net.node(pair.client).send(pair.net.now(), id, question));
        pair.net.run();
        const auto got = pair.net.all<DtlsReceived>(pair.server);
        QCOMPARE(got.size(), std::size_t{1});
        QVERIFY(equalBytes(got[0].plaintext, question));
        const DtlsDatagram last = readDtlsDatagram(pair.net.wire.back());
        QCOMPARE(got[0].record, last.records.at(0).counter()); // in which record it came
        const AssociationId back =
            pair.net.node(pair.server).established(DtlsNetwork::address(pair.client));
        QVERIFY(pair.net.node(pair.server).send(pair.net.now(), back, question));
        pair.net.run();
        QCOMPARE(pair.net.all<DtlsReceived>(pair.client).size(), std::size_t{1});
        // In the clear goes neither what was said nor the key.
        for (const Bytes &datagram : pair.net.wire) {
            QVERIFY(asText(datagram).find(asText(kKey)) == std::string_view::npos);
            QVERIFY(asText(datagram).find(std::string(32, '\x40')) == std::string_view::npos);
        }
    }

    void firstSuiteIsCcm8()
    {
        Pair pair;
        pair.connect();
        pair.net.run();
        const auto up = pair.net.all<DtlsEstablished>(pair.client);
        QCOMPARE(up.size(), std::size_t{1});
        QVERIFY(up[0].info.suite == CipherSuite::PskAes128Ccm8);
    }

    void stepsOfTheClient()
    {
        Pair pair;
        pair.connect();
        pair.net.run();
        QStringList steps;
        for (const DtlsStep &step : pair.net.all<DtlsStep>(pair.client)) {
            const std::string_view name = dtlsHandshakeName(step.type);
            steps << (step.outgoing ? QStringLiteral(">") : QStringLiteral("<")) +
                         QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        }
        QCOMPARE(steps.join(u' '),
                 QStringLiteral(">ClientHello <HelloVerifyRequest >ClientHello <ServerHello "
                                "<ServerHelloDone >ClientKeyExchange >Finished <NewSessionTicket "
                                "<Finished"));
    }

    void wrongKey()
    {
        Pair pair;
        const Bytes other(16, 7);
        pair.connect(other);
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::KeyWrong));
        QCOMPARE(failureOf(pair.ends(pair.server)), failureName(DtlsFailure::KeyWrong));
        QCOMPARE(pair.net.node(pair.client).size(), std::size_t{0});
        QCOMPARE(pair.net.node(pair.server).size(), std::size_t{0});
    }

    // What libcoap's servers do with a wrong key.
    void silenceAfterFinished()
    {
        Pair pair;
        pair.net.filter = [&](std::size_t from, std::size_t, ByteView bytes) {
            return from != pair.server || bytes[0] != 21;
        };
        const TimePoint begun = pair.net.now();
        pair.connect(Bytes(16, 7));
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::SilentAfterFinished));
        QVERIFY(pair.net.now() - begun >= seconds(15));
        QVERIFY(pair.net.now() - begun < seconds(31));
    }

    // What libcoap's server on GnuTLS does with one: silence for 5 s, then a goodbye.
    void closedAfterFinished_data()
    {
        QTest::addColumn<bool>("finished");
        QTest::addColumn<DtlsFailure>("failure");
        QTest::newRow("before it") << false << DtlsFailure::ClosedByPeer;
        QTest::newRow("after it") << true << DtlsFailure::SilentAfterFinished;
    }
    void closedAfterFinished()
    {
        QFETCH(bool, finished);
        QFETCH(DtlsFailure, failure);
        Pair pair;
        pair.net.filter = [&](std::size_t from, std::size_t, ByteView bytes) {
            const bool cookie = bytes[0] == 22 && bytes[13] == 3;
            return from != pair.server || (finished ? bytes[0] != 21 : cookie);
        };
        pair.connect(Bytes(16, 7));
        pair.net.run(seconds(5));
        QVERIFY(pair.ends(pair.client).empty());
        // A warning, close_notify, in epoch 0.
        pair.net.deliver(pair.server, pair.client,
                         *fromHex("15fefd00000000000000630002"
                                  "0100"));
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(failure));
    }

    void unknownIdentity()
    {
        Pair pair;
        pair.connect(kKey, asBytes("nobody"));
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::UnknownIdentity));
        QCOMPARE(failureOf(pair.ends(pair.server)), failureName(DtlsFailure::UnknownIdentity));
    }

    void noCommonSuite()
    {
        DtlsServerOptions options;
        options.suites = {CipherSuite::PskAes128GcmSha256};
        Pair pair(options);
        const CipherSuite only = CipherSuite::PskAes128Ccm8;
        pair.connect(kKey, kIdentity, std::span(&only, 1));
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::NoCommonSuite));
        QVERIFY(pair.ends(pair.server).empty()); // nothing was kept of it
        QCOMPARE(pair.net.node(pair.server).size(), std::size_t{0});
    }

    void nobodyThere()
    {
        Pair pair;
        pair.net.filter = [](std::size_t, std::size_t, ByteView) {
            return false;
        };
        const TimePoint begun = pair.net.now();
        pair.connect();
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::NoAnswer));
        QVERIFY(pair.net.now() - begun == seconds(15));
        // 1 s, doubled: at 0, 1, 3, 7 (RFC 6347 §4.2.4.1).
        QCOMPARE(pair.net.wire.size(), std::size_t{4});
    }

    // Beside a session one does not wait so long for a first word, but for all that follow.
    void answerWithin_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::newRow("nothing comes") << false;
        QTest::newRow("slowly") << true;
    }
    void answerWithin()
    {
        QFETCH(bool, answers);
        Pair pair;
        int passed = 0;
        const TimePoint begun = pair.net.now();
        // The first hello and the answer to it; then nothing for 5 s.
        pair.net.filter = [&](std::size_t, std::size_t, ByteView) {
            return answers && (++passed <= 2 || pair.net.now() - begun > seconds(5));
        };
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        options.answerWithin = seconds(2.5);
        pair.net.node(pair.client)
            .connect(pair.net.now(), DtlsNetwork::address(pair.server), options);
        pair.net.run();
        if (answers) {
            QCOMPARE(pair.net.all<DtlsEstablished>(pair.client).size(), std::size_t{1});
            return;
        }
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::NoAnswer));
        QVERIFY(pair.net.now() - begun == seconds(2.5));
    }

    void goneInMidHandshake()
    {
        Pair pair;
        pair.net.filter = [&](std::size_t from, std::size_t, ByteView bytes) {
            return from != pair.server || bytes[13] == 3; // HelloVerifyRequest and no more
        };
        pair.connect();
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::SilentInHandshake));
    }

    void resumed_data()
    {
        QTest::addColumn<bool>("tickets");
        QTest::newRow("by id") << false;
        QTest::newRow("by ticket") << true;
    }
    void resumed()
    {
        QFETCH(bool, tickets);
        DtlsServerOptions options;
        options.tickets = tickets;
        Pair pair(options);
        for (unsigned round = 0; round < 3; ++round) {
            pair.net.said.clear();
            const AssociationId id = pair.connect();
            pair.net.run();
            for (const std::size_t node : {pair.client, pair.server}) {
                const auto up = pair.net.all<DtlsEstablished>(node);
                QCOMPARE(up.size(), std::size_t{1});
                QCOMPARE(up[0].info.resumed, round > 0);
                QVERIFY(equalBytes(up[0].info.identity, kIdentity));
            }
            const auto info = pair.net.node(pair.client).info(id);
            QVERIFY(info);
            QCOMPARE(info->resumptions, round);
            pair.net.node(pair.client).close(pair.net.now(), id);
            pair.net.run();
            QCOMPARE(pair.net.node(pair.server).size(), std::size_t{0});
        }
    }

    // A session of before must not let in whoever has lost the key since.
    void noResumptionWithAnotherKey()
    {
        for (const bool tickets : {false, true}) {
            DtlsServerOptions options;
            options.tickets = tickets;
            Pair pair(options);
            pair.net.node(pair.client).close(pair.net.now(), pair.connect());
            AssociationId id = pair.connect();
            pair.net.run();
            pair.net.node(pair.client).close(pair.net.now(), id);
            pair.net.run();
            const Bytes other(16, 9);
            pair.keys.keys[kIdentity] = other;
            pair.net.said.clear();
            id = pair.connect(other);
            pair.net.run();
            auto up = pair.net.all<DtlsEstablished>(pair.client);
            QCOMPARE(up.size(), std::size_t{1});
            QVERIFY(!up[0].info.resumed);
            pair.net.node(pair.client).close(pair.net.now(), id);
            pair.net.run();
            // The server's key changes under a client that would resume: the old key is refused.
            pair.keys.keys[kIdentity] = kKey;
            pair.net.said.clear();
            pair.connect(other);
            pair.net.run();
            QVERIFY(pair.net.all<DtlsEstablished>(pair.client).empty());
            QCOMPARE(failureOf(pair.ends(pair.client)), failureName(DtlsFailure::KeyWrong));
        }
    }

    void closedPolitely()
    {
        Pair pair;
        const AssociationId id = pair.connect();
        pair.net.run();
        pair.net.node(pair.client).close(pair.net.now(), id);
        pair.net.run();
        QCOMPARE(failureOf(pair.ends(pair.client)), QStringLiteral("closed"));
        QCOMPARE(failureOf(pair.ends(pair.server)), QStringLiteral("closed"));
        QVERIFY(!pair.net.node(pair.client).send(pair.net.now(), id, kKey));
    }

    void tooLargeForOneRecord()
    {
        Pair pair;
        const AssociationId id = pair.connect();
        pair.net.run();
        const auto sent = pair.net.node(pair.client).send(pair.net.now(), id, Bytes(1300, 1));
        QVERIFY(!sent);
        QVERIFY(sent.error() == DtlsSession::SendFailure::TooLarge);
        QVERIFY(pair.net.node(pair.client).send(pair.net.now(), id, Bytes(1152, 1)));
    }

    void keysOnlyWhenAsked()
    {
        for (const bool wanted : {false, true}) {
            DtlsServerOptions server;
            server.exportKeys = wanted;
            Pair pair(server);
            DtlsSession::ClientOptions options;
            options.identity = kIdentity;
            options.key = kKey;
            options.exportKeys = wanted;
            pair.net.node(pair.client)
                .connect(pair.net.now(), DtlsNetwork::address(pair.server), options);
            pair.net.run();
            const auto mine = pair.net.all<DtlsKeys>(pair.client);
            const auto theirs = pair.net.all<DtlsKeys>(pair.server);
            QCOMPARE(mine.size(), std::size_t{wanted ? 1U : 0U});
            QCOMPARE(theirs.size(), mine.size());
            if (wanted) {
                QVERIFY(mine[0].masterSecret == theirs[0].masterSecret);
                QVERIFY(mine[0].clientRandom == theirs[0].clientRandom);
            }
        }
    }
};

COPPER_TEST(TestDtlsHandshake);

#include "test_dtls_handshake.moc"
