// SPDX-License-Identifier: GPL-3.0-or-later
// Many peers, restarts, limits, and datagrams nobody of ours has sent.
#include "tests/dtls/dtls_network.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

const Bytes kIdentity = toOwned(asBytes("demo-client"));
const Bytes kKey(16, 3);

struct Lan
{
    explicit Lan(std::size_t clients, DtlsAssociations::Limits limits = {},
                 DtlsAssociations::Limits clientLimits = {})
        : net(11)
    {
        keys.keys[kIdentity] = kKey;
        server = net.addNode(limits);
        net.serve(server, {}, keys);
        for (std::size_t i = 0; i < clients; ++i)
            net.addNode(clientLimits);
    }
    AssociationId connect(std::size_t client)
    {
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        return net.node(client).connect(net.now(), DtlsNetwork::address(server), options);
    }
    AssociationId at(std::size_t node, std::size_t peer)
    {
        return net.node(node).established(DtlsNetwork::address(peer));
    }

    FixedKeys keys;
    DtlsNetwork net;
    std::size_t server;
};

// The first ClientHello of a session, without a cookie.
Bytes firstHello()
{
    Lan lan(1);
    lan.connect(1);
    lan.net.run();
    return lan.net.wire.front();
}

} // namespace

class TestAssociations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiftyAtOnce()
    {
        Lan lan(50);
        for (std::size_t i = 1; i <= 50; ++i)
            lan.connect(i);
        lan.net.run();
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{50});
        QCOMPARE(lan.net.all<DtlsEstablished>(lan.server).size(), std::size_t{50});
        lan.net.node(lan.server).closeAll(lan.net.now());
        lan.net.run();
        for (std::size_t i = 0; i <= 50; ++i)
            QCOMPARE(lan.net.node(i).size(), std::size_t{0});
    }

    // RFC 6347 §4.2.8: the client has lost its state and begins anew from the same port.
    void clientRestarts()
    {
        Lan lan(1);
        lan.connect(1);
        lan.net.run();
        const AssociationId old = lan.at(lan.server, 1);
        lan.net.restart(1);
        lan.net.said.clear();
        lan.connect(1);
        lan.net.run();
        const AssociationId fresh = lan.at(lan.server, 1);
        QVERIFY(fresh.value != 0 && fresh != old);
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{1});
        const auto ends = lan.net.all<DtlsEnded>(lan.server);
        QCOMPARE(ends.size(), std::size_t{1});
        QVERIFY(ends[0].error && ends[0].error->failure == DtlsFailure::Replaced);
    }

    // The server has lost its state: our records fall on the floor, until we begin anew.
    void serverRestarts()
    {
        Lan lan(1);
        const AssociationId old = lan.connect(1);
        lan.net.run();
        lan.net.restart(lan.server);
        lan.net.said.clear();
        QVERIFY(lan.net.node(1).send(lan.net.now(), old, kKey));
        lan.net.run();
        QVERIFY(lan.net.said.empty());
        const AssociationId fresh = lan.connect(1);
        lan.net.run();
        QVERIFY(lan.at(1, lan.server) == fresh && fresh != old);
        QCOMPARE(lan.net.node(1).size(), std::size_t{1});
        QVERIFY(lan.net.node(1).send(lan.net.now(), fresh, kKey));
        lan.net.run();
        QCOMPARE(lan.net.all<DtlsReceived>(lan.server).size(), std::size_t{1});
    }

    // Who forges a hello in a client's name has no cookie, and cuts nobody off.
    void forgedHelloCutsNobodyOff()
    {
        const Bytes hello = firstHello();
        Lan lan(1);
        const AssociationId id = lan.connect(1);
        lan.net.run();
        const AssociationId theirs = lan.at(lan.server, 1);
        lan.net.filter = [](std::size_t, std::size_t to, ByteView) {
            return to != 1;
        };
        lan.net.deliver(1, lan.server, hello);
        lan.net.run();
        lan.net.filter = nullptr;
        QVERIFY(lan.at(lan.server, 1) == theirs);
        lan.net.said.clear();
        QVERIFY(lan.net.node(1).send(lan.net.now(), id, kKey));
        lan.net.run();
        QCOMPARE(lan.net.all<DtlsReceived>(lan.server).size(), std::size_t{1});
    }

    // Who can send in a client's name and has seen its handshake may begin one and change its
    // cipher; the records of the session that stands are still its own.
    void replayedHandshakeTakesNoRecords()
    {
        Lan lan(1);
        const AssociationId id = lan.connect(1);
        lan.net.run();
        const std::vector<Bytes> seen = lan.net.wire;
        lan.net.filter = [](std::size_t, std::size_t to, ByteView) {
            return to != 1;
        };
        for (const Bytes &datagram : seen)
            lan.net.deliver(1, lan.server, datagram);
        lan.net.filter = nullptr;
        lan.net.said.clear();
        for (int i = 0; i < 3; ++i)
            QVERIFY(lan.net.node(1).send(lan.net.now(), id, kKey));
        lan.net.run();
        QCOMPARE(lan.net.all<DtlsReceived>(lan.server).size(), std::size_t{3});
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{1});
    }

    // Found by fuzzing: mbedTLS forgets a session at once for a hello with a valid cookie, and one
    // whose length was changed came past the table.
    void changedHelloEndsNoSession()
    {
        Lan lan(1);
        const AssociationId id = lan.connect(1);
        lan.net.run();
        const Bytes hello = lan.net.wire.at(2); // with the cookie
        QCOMPARE(int{hello[13]}, 1);
        lan.net.filter = [](std::size_t, std::size_t to, ByteView) {
            return to != 1;
        };
        for (std::size_t at = 0; at < hello.size(); ++at) {
            Bytes changed = hello;
            changed[at] ^= 1U;
            lan.net.deliver(1, lan.server, changed);
        }
        lan.net.run();
        lan.net.filter = nullptr;
        lan.net.said.clear();
        QVERIFY(lan.net.node(1).send(lan.net.now(), id, kKey));
        lan.net.run();
        QCOMPARE(lan.net.all<DtlsReceived>(lan.server).size(), std::size_t{1});
    }

    // Replayed, cut, flipped and invented records change nothing in a living session.
    void forgedRecordsChangeNothing()
    {
        Lan lan(1);
        const AssociationId id = lan.connect(1);
        lan.net.run();
        lan.net.wire.clear();
        QVERIFY(lan.net.node(1).send(lan.net.now(), id, kKey));
        lan.net.run();
        QCOMPARE(lan.net.wire.size(), std::size_t{1});
        const Bytes record = lan.net.wire.front();
        lan.net.said.clear();
        lan.net.wire.clear();
        lan.net.deliver(1, lan.server, record); // replayed
        for (std::size_t cut = 0; cut < record.size(); ++cut)
            lan.net.deliver(
                1, lan.server,
                Bytes(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(cut)));
        for (std::size_t at = 0; at < record.size(); ++at) {
            Bytes other = record;
            other[10] = 0x77; // a sequence number that was not used yet
            other[at] ^= 0x01U;
            lan.net.deliver(1, lan.server, other);
        }
        // Alerts and a Finished of epoch 0: nobody has authenticated them.
        lan.net.deliver(1, lan.server, Bytes{21, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 99, 0, 2, 2, 40});
        lan.net.deliver(1, lan.server, Bytes{21, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 98, 0, 2, 1, 0});
        lan.net.deliver(1, lan.server, Bytes{20, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 97, 0, 1, 1});
        SeededRandom random(5);
        for (int i = 0; i < 500; ++i) {
            Bytes noise(random.below(200));
            random.fill(noise);
            if (!noise.empty())
                noise[0] = static_cast<std::uint8_t>(20 + random.below(44));
            lan.net.deliver(1, lan.server, noise);
            lan.net.deliver(lan.server, 1, noise);
        }
        lan.net.run();
        QVERIFY(lan.net.said.empty());
        QVERIFY(lan.net.node(1).send(lan.net.now(), id, kKey));
        lan.net.run();
        QCOMPARE(lan.net.all<DtlsReceived>(lan.server).size(), std::size_t{1});
    }

    // A flood of hellos from as many addresses costs a cookie each and no memory.
    void floodOfHellosKeepsNothing()
    {
        const Bytes hello = firstHello();
        Lan lan(0);
        for (std::size_t i = 1; i <= 10'000; ++i)
            lan.net.deliver(i, lan.server, hello);
        QCOMPARE(lan.net.wire.size(), std::size_t{10'000});
        for (const Bytes &answer : lan.net.wire) {
            QCOMPARE(int{answer[13]}, 3);           // HelloVerifyRequest
            QVERIFY(answer.size() <= hello.size()); // nobody is amplified
        }
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{0});
        QCOMPARE(lan.net.context(lan.server).cachedSessions(), std::size_t{0});
        QVERIFY(!lan.net.node(lan.server).nextTimeout());
    }

    // Handshakes that stop in the middle expire.
    void halfOpenExpire()
    {
        Lan lan(5);
        lan.net.filter = [&](std::size_t from, std::size_t, ByteView bytes) {
            return from == lan.server || bytes.size() < 14 || bytes[13] == 1; // hellos alone
        };
        for (std::size_t i = 1; i <= 5; ++i)
            lan.connect(i);
        lan.net.run(seconds(3));
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{5});
        lan.net.run();
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{0});
        for (const DtlsEnded &end : lan.net.all<DtlsEnded>(lan.server))
            QVERIFY(end.error && end.error->failure == DtlsFailure::SilentInHandshake);
    }

    void handshakesHaveALimit()
    {
        DtlsAssociations::Limits limits;
        limits.maxHandshakes = 3;
        Lan lan(5, limits);
        lan.net.filter = [&](std::size_t from, std::size_t, ByteView bytes) {
            return from == lan.server || bytes.size() < 14 || bytes[13] == 1;
        };
        for (std::size_t i = 1; i <= 5; ++i)
            lan.connect(i);
        lan.net.run(seconds(0.5));
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{3});
        const auto ends = lan.net.all<DtlsEnded>(lan.server);
        QCOMPARE(ends.size(), std::size_t{2});
        QVERIFY(ends[0].error && ends[0].error->failure == DtlsFailure::TooManySessions);
    }

    // Hundreds at once, as when a window opens with all its observations: none of ours is dropped
    // for another of ours, nor for a stranger's; and ours have a limit of their own.
    void handshakesWeBeganHaveTheirOwnLimit()
    {
        DtlsAssociations::Limits limits;
        limits.maxHandshakes = 1;
        limits.maxDialled = 3;
        Lan lan(4, limits);
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        const auto dial = [&](std::size_t to) {
            lan.net.node(lan.server).connect(lan.net.now(), DtlsNetwork::address(to), options);
            lan.net.run(seconds(0.01));
        };
        for (const std::size_t to : {11U, 12U, 13U})
            dial(to);
        lan.connect(1);
        lan.net.run(seconds(0.5));
        QVERIFY(lan.at(lan.server, 1).value != 0);
        QVERIFY(lan.net.all<DtlsEnded>(lan.server).empty());
        dial(14);
        const auto ends = lan.net.all<DtlsEnded>(lan.server);
        QCOMPARE(ends.size(), std::size_t{1});
        QVERIFY(ends[0].error && ends[0].error->failure == DtlsFailure::TooManySessions);
        QVERIFY(lan.at(lan.server, 1).value != 0);
    }

    // The one that was idle longest makes room, and is told.
    void sessionsHaveALimit()
    {
        DtlsAssociations::Limits limits;
        limits.maxSessions = 3;
        Lan lan(4, limits);
        std::vector<AssociationId> ids;
        for (std::size_t i = 1; i <= 3; ++i) {
            ids.push_back(lan.connect(i));
            lan.net.run();
            lan.net.advance(seconds(1));
        }
        QVERIFY(lan.net.node(1).send(lan.net.now(), ids[0], kKey)); // 2 is idle longest now
        lan.net.run();
        lan.connect(4);
        lan.net.run();
        QCOMPARE(lan.net.node(lan.server).size(), std::size_t{3});
        QVERIFY(lan.at(lan.server, 1).value != 0);
        QVERIFY(lan.at(lan.server, 2).value == 0);
        QVERIFY(lan.at(2, lan.server).value == 0); // close_notify
        QVERIFY(lan.at(lan.server, 4).value != 0);
    }

    void cachedSessionsHaveALimit()
    {
        Lan lan(5);
        DtlsServerOptions options;
        options.tickets = false;
        options.maxCachedSessions = 3;
        lan.net.serve(lan.server, options, lan.keys);
        for (std::size_t i = 1; i <= 5; ++i) {
            lan.connect(i);
            lan.net.run();
        }
        QCOMPARE(lan.net.context(lan.server).cachedSessions(), std::size_t{3});
    }

    void resumableServersHaveALimit()
    {
        FixedKeys keys;
        keys.keys[kIdentity] = kKey;
        DtlsNetwork net(3);
        DtlsAssociations::Limits limits;
        limits.maxResumable = 2;
        const std::size_t client = net.addNode(limits);
        for (int i = 0; i < 4; ++i)
            net.serve(net.addNode(), {}, keys);
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        for (int round = 0; round < 2; ++round) {
            for (std::size_t server = 1; server <= 4; ++server) {
                const AssociationId id =
                    net.node(client).connect(net.now(), DtlsNetwork::address(server), options);
                net.run();
                net.node(client).close(net.now(), id);
                net.run();
            }
        }
        const auto up = net.all<DtlsEstablished>(client);
        QCOMPARE(up.size(), std::size_t{8});
        const auto resumed = std::count_if(
            up.begin(), up.end(), [](const DtlsEstablished &one) { return one.info.resumed; });
        QVERIFY(resumed >= 1 && resumed <= 2);
    }

    // Node 2 answers with what node 0 knows, as one board does at its next address.
    void whoGoesOnElsewhereHasMoved_data()
    {
        QTest::addColumn<bool>("same");
        QTest::addColumn<double>("silent_s");
        QTest::addColumn<bool>("moved");
        QTest::newRow("the same board, silent since") << true << 20.0 << true;
        QTest::newRow("the old address was heard just now") << true << 2.0 << false;
        QTest::newRow("another board with the same key") << false << 20.0 << false;
    }
    void whoGoesOnElsewhereHasMoved()
    {
        QFETCH(bool, same);
        QFETCH(double, silent_s);
        QFETCH(bool, moved);
        Lan lan(2);
        const std::size_t elsewhere = 2;
        lan.connect(1);
        lan.net.run();
        if (same)
            lan.net.node(elsewhere).serve(lan.net.context(lan.server));
        else
            lan.net.serve(elsewhere, {}, lan.keys);
        lan.net.advance(seconds(silent_s));
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        const AssociationId id =
            lan.net.node(1).connect(lan.net.now(), DtlsNetwork::address(elsewhere), options);
        lan.net.run();
        const auto info = lan.net.node(1).info(id);
        QVERIFY(info && info->established);
        QCOMPARE(info->session.resumed, moved);
        QCOMPARE(info->movedFrom.has_value(), moved);
        if (moved)
            QVERIFY(*info->movedFrom == DtlsNetwork::address(lan.server));
        // Where nobody moved, the old address is still known for what it was.
        lan.net.advance(seconds(20));
        const AssociationId back = lan.connect(1);
        lan.net.run();
        QCOMPARE(lan.net.node(1).info(back)->session.resumed, true);
        QCOMPARE(lan.net.node(1).info(back)->movedFrom.has_value(), moved); // and moved back
    }

    void whoDoesNotServeAnswersNoHello()
    {
        const Bytes hello = firstHello();
        DtlsNetwork net(4);
        net.addNode();
        net.addNode();
        net.deliver(0, 1, hello);
        QVERIFY(net.wire.empty());
        QCOMPARE(net.node(1).size(), std::size_t{0});
    }
};

COPPER_TEST(TestAssociations);

#include "test_associations.moc"
