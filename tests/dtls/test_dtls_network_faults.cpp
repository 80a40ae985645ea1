// SPDX-License-Identifier: GPL-3.0-or-later
// Handshakes on a bad network: each ends in exactly one session, or in one typed failure.
#include "tests/dtls/dtls_network.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

class TestDtlsNetworkFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSessionOrOneFailure_data()
    {
        QTest::addColumn<int>("suite");
        for (const CipherSuite suite : kCipherSuites)
            QTest::newRow(cipherSuiteName(suite).data()) << static_cast<int>(suite);
    }
    void oneSessionOrOneFailure()
    {
        QFETCH(int, suite);
        const CipherSuite wanted{static_cast<std::uint16_t>(suite)};
        const Bytes identity = toOwned(asBytes("node"));
        FixedKeys keys;
        keys.keys[identity] = Bytes(16, 5);
        int sessions = 0;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            DtlsNetwork net(seed);
            const std::size_t client = net.addNode();
            const std::size_t server = net.addNode();
            net.serve(server, {}, keys);
            net.setFaults({0.2, 0.2, 0.2});
            DtlsSession::ClientOptions options;
            options.identity = identity;
            options.key = keys.keys[identity];
            options.suites = std::span(&wanted, 1);
            const AssociationId id =
                net.node(client).connect(net.now(), DtlsNetwork::address(server), options);
            net.run(seconds(60));
            const auto up = net.all<DtlsEstablished>(client).size();
            const auto ended = net.all<DtlsEnded>(client);
            const QByteArray which = QByteArray::number(static_cast<qulonglong>(seed));
            QVERIFY2(up + ended.size() == 1, which);
            if (up == 0) {
                QVERIFY2(ended[0].error && ended[0].error->failure != DtlsFailure::Protocol, which);
                continue;
            }
            ++sessions;
            // What stands carries data, in both directions, on a network that is whole again.
            net.setFaults({});
            net.said.clear();
            QVERIFY2(net.node(client).send(net.now(), id, identity), which);
            net.run(seconds(60));
            QVERIFY2(net.all<DtlsReceived>(server).size() == 1, which);
            const AssociationId theirs = net.node(server).established(DtlsNetwork::address(client));
            QVERIFY2(net.node(server).send(net.now(), theirs, identity), which);
            net.run(seconds(60));
            QVERIFY2(net.all<DtlsReceived>(client).size() == 1, which);
            QVERIFY2(net.node(client).size() == 1 && net.node(server).size() == 1, which);
        }
        QVERIFY2(sessions >= 150, QByteArray::number(sessions));
    }
};

COPPER_TEST(TestDtlsNetworkFaults);

#include "test_dtls_network_faults.moc"
