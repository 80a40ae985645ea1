// SPDX-License-Identifier: GPL-3.0-or-later
// A LAN of three libcoap servers and one board in network namespaces, found by multicast in both
// families. Needs root and iproute2; skipped without.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

#include <unistd.h>

using namespace copper::test;

class TestLan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (::geteuid() != 0 || !isInstalled(QStringLiteral("ip")) ||
            !isInstalled(QStringLiteral("coap-server-notls")))
            m_missing = QStringLiteral("needs root, iproute2 and libcoap3-bin");
        if (!m_missing.isEmpty())
            return;
        removeLan();
        if (ip(QStringLiteral("netns add cf-hub")).exitCode != 0)
            m_missing = QStringLiteral("network namespaces cannot be made here");
        if (!m_missing.isEmpty())
            return;
        QVERIFY(in(QStringLiteral("cf-hub"),
                   QStringLiteral("ip link add br0 type bridge mcast_snooping 0")));
        QVERIFY(in(QStringLiteral("cf-hub"), QStringLiteral("ip link set br0 up")));
        for (int i = 1; i <= kHosts; ++i)
            addHost(i);
        // Duplicate address detection takes its time; ask until the link-local address is usable.
        QVERIFY(QTest::qWaitFor(
            [&] {
                for (int i = 1; i <= kHosts; ++i) {
                    const Finished done =
                        inside(host(i), QStringLiteral("ip -6 addr show dev eth0 tentative"));
                    const Finished all =
                        inside(host(i), QStringLiteral("ip -6 addr show dev eth0"));
                    if (done.out.contains("inet6") || !all.out.contains("fe80"))
                        return false;
                }
                return true;
            },
            15'000));
        for (int i = 2; i <= 4; ++i) {
            serve(i, QStringLiteral("coap-server-notls -d 10 -G eth0 -g 224.0.1.187"));
            serve(i, QStringLiteral("coap-server-notls -d 10 -p 5690 -G eth0 -g ff02::fd"));
        }
        serve(5,
              QStringLiteral("%1/copper-board --profile board --bind 0.0.0.0").arg(programPath()));
        // A busy machine takes a while to start nine processes.
        QVERIFY(QTest::qWaitFor(
            [] {
                for (int i = 2; i <= 5; ++i) {
                    if (!listens(i, 5683) || (i < 5 && !listens(i, 5690)))
                        return false;
                }
                return true;
            },
            15'000));
    }
    void cleanupTestCase()
    {
        m_servers.clear();
        removeLan();
    }

    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
    }

    void byIpv4()
    {
        const QStringList found = discover(QStringLiteral("224.0.1.187"));
        for (int i = 2; i <= 5; ++i)
            QVERIFY2(found.contains(QStringLiteral("10.77.0.%1").arg(i)),
                     qPrintable(found.join(QLatin1Char(' '))));
    }

    void byIpv6()
    {
        const QStringList found = discover(QStringLiteral("[ff02::fd]:5683"));
        int linkLocal = 0;
        for (const QString &address : found)
            linkLocal += address.startsWith(QLatin1String("fe80")) ? 1 : 0;
        QVERIFY2(linkLocal >= 3, qPrintable(found.join(QLatin1Char(' '))));
    }

    // libcoap's client finds our board in the group.
    void libcoapFindsTheBoard()
    {
        const Finished done =
            inside(host(1), QStringLiteral("coap-client-notls -N -B 8 -w -a 10.77.0.1 -m get "
                                           "coap://224.0.1.187/.well-known/core"));
        QVERIFY2(done.out.contains("</firmware>"), done.out.constData());
    }

private:
    QString m_missing; // what these tests need and is not here
    static constexpr int kHosts = 5;
    static QString host(int i) { return QStringLiteral("cf-%1").arg(i); }
    static QString programPath() { return programFolder(); }
    static Finished ip(const QString &arguments)
    {
        return run(QStringLiteral("ip"), arguments.split(QLatin1Char(' ')), 30'000);
    }
    // Not by `ip netns exec`: it mounts, which fails in a chroot that is no mount point itself.
    static QStringList entering(const QString &ns, const QString &command)
    {
        return QStringList{QStringLiteral("--net=/run/netns/") + ns} +
               command.split(QLatin1Char(' '));
    }
    static Finished inside(const QString &ns, const QString &command)
    {
        return run(QStringLiteral("nsenter"), entering(ns, command), 30'000);
    }
    static bool in(const QString &ns, const QString &command)
    {
        return inside(ns, command).exitCode == 0;
    }
    void addHost(int i)
    {
        const QString ns = host(i);
        QCOMPARE(ip(QStringLiteral("netns add %1").arg(ns)).exitCode, 0);
        QCOMPARE(ip(QStringLiteral("link add cfv%1 netns cf-hub type veth peer name eth0 netns %2")
                        .arg(i)
                        .arg(ns))
                     .exitCode,
                 0);
        QVERIFY(
            in(QStringLiteral("cf-hub"), QStringLiteral("ip link set cfv%1 master br0 up").arg(i)));
        QVERIFY(in(ns, QStringLiteral("ip link set lo up")));
        QVERIFY(in(ns, QStringLiteral("ip addr add 10.77.0.%1/24 dev eth0").arg(i)));
        QVERIFY(in(ns, QStringLiteral("ip link set eth0 up")));
    }
    void serve(int i, const QString &command)
    {
        m_servers.push_back(
            std::make_unique<Background>(QStringLiteral("nsenter"), entering(host(i), command)));
    }
    static bool listens(int i, int port)
    {
        return inside(host(i), QStringLiteral("ss -Hlun sport = :%1").arg(port)).out.contains(':');
    }
    static void removeLan()
    {
        for (int i = 1; i <= kHosts; ++i)
            (void)ip(QStringLiteral("netns del %1").arg(host(i)));
        (void)ip(QStringLiteral("netns del cf-hub"));
    }
    static QStringList discover(const QString &group)
    {
        const Finished done = inside(host(1), QStringLiteral("%1/copper discover --json "
                                                             "--interface eth0 --group %2 "
                                                             "--timeout 7")
                                                  .arg(programPath(), group));
        QStringList addresses;
        for (const QJsonObject &device : done.events(QStringLiteral("device")))
            addresses << device.value(QLatin1String("address")).toString();
        return addresses;
    }
    std::vector<std::unique_ptr<Background>> m_servers;
};

COPPER_TEST(TestLan);
#include "test_lan.moc"
