// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/net_bench.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QNetworkDatagram>
#include <QTest>
#include <QUdpSocket>

using namespace copper;
using namespace copper::test;

namespace {

struct Ear final : UdpSocketListener
{
    void datagramReceived(const ReceivedDatagram &) override {}
    void peerUnreachable(const SocketAddress &peer) override { unreachable.push_back(peer); }
    void readFinished() override {}
    std::vector<SocketAddress> unreachable;
};

SocketAddress loopback(std::uint16_t port)
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {127, 0, 0, 1};
    address.port = port;
    return address;
}

} // namespace

class TestUdpSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The ICMP error of one peer waits on the socket and is handed to the next send, whoever that
    // one is for: it goes out all the same.
    void anErrorOfOnePeerCostsNoOtherDatagram()
    {
        if (UdpSocket::defaultBackend() != UdpSocket::Backend::Posix)
            QSKIP("QUdpSocket does not say what became of errors");
        Ear ear;
        const auto socket = UdpSocket::create(UdpSocket::Backend::Posix, ear);
        QVERIFY(socket->bind(loopback(0), {}));
        QUdpSocket live;
        QVERIFY(live.bind(QHostAddress(QHostAddress::LocalHost), 0));
        const SocketAddress dead = loopback(freePort());
        constexpr std::size_t kTimes = 20;
        for (std::size_t i = 0; i < kTimes; ++i) {
            QVERIFY(socket->send(dead, asBytes("x"), std::nullopt));
            QVERIFY(socket->send(loopback(live.localPort()), asBytes("y"), std::nullopt));
        }
        std::size_t arrived = 0;
        while (live.hasPendingDatagrams()) {
            (void)live.receiveDatagram();
            ++arrived;
        }
        QCOMPARE(arrived, kTimes);
        QVERIFY(ear.unreachable.size() >= kTimes - 1);
        for (const SocketAddress &peer : ear.unreachable)
            QCOMPARE(int{peer.port}, int{dead.port});
    }
};

COPPER_TEST(TestUdpSocket);
#include "test_udp_socket.moc"
