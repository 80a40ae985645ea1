// SPDX-License-Identifier: GPL-3.0-or-later
// Why nothing was found, made true in a network namespace: no interface, no route, a refused join,
// a packet filter. Needs root, iproute2 and nft; skipped without.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <unistd.h>

using namespace copper::test;

class TestScanReasons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        if (::geteuid() != 0 || !isInstalled(QStringLiteral("ip")))
            QSKIP("needs root and iproute2");
        remove();
        if (ip(QStringLiteral("netns add cf-scan")).exitCode != 0)
            QSKIP("network namespaces cannot be made here");
        QVERIFY(inside(QStringLiteral("ip link add eth0 type veth peer name far0")));
        QVERIFY(inside(QStringLiteral("ip link set far0 up")));
    }
    void cleanup() { remove(); }

    void noInterface()
    {
        const Finished done = discover();
        QCOMPARE(done.exitCode, 3);
        QVERIFY2(done.err.contains("interface"), done.err.constData());
    }

    void noRoute()
    {
        bringUp();
        QVERIFY(inside(QStringLiteral("ip -6 route del ff00::/8 dev eth0 table local")));
        const Finished done = discover(QStringLiteral(" --group [ff05::fd]:5683"));
        QCOMPARE(done.exitCode, 3);
        QVERIFY2(done.err.contains("Nothing could be sent on eth0"), done.err.constData());
    }

    void joinRefused()
    {
        bringUp();
        if (!shell(QStringLiteral("echo 0 > /proc/sys/net/ipv4/igmp_max_memberships")))
            QSKIP("the limit of memberships cannot be set here");
        const Finished done = discover(QStringLiteral(" --group 224.0.1.187"));
        QVERIFY2(done.err.contains("does not let this program into the group on eth0"),
                 done.err.constData());
    }

    void firewall()
    {
        if (!isInstalled(QStringLiteral("nft")))
            QSKIP("needs nftables");
        bringUp();
        if (!shell(QStringLiteral("nft 'add table inet t; add chain inet t in { type filter hook "
                                  "input priority 0; policy drop; }'")))
            QSKIP("nftables does not work here");
        const Finished done = discover(QStringLiteral(" --group 224.0.1.187"));
        QVERIFY2(done.err.contains("a firewall likely keeps answers away"), done.err.constData());
        QVERIFY2(done.err.contains("eth0"), done.err.constData());
    }

    void nobodyThere()
    {
        bringUp();
        const Finished done = discover(QStringLiteral(" --group 224.0.1.187"));
        QCOMPARE(done.exitCode, 3);
        QVERIFY2(done.err.contains("On this computer all is well"), done.err.constData());
        QVERIFY2(!done.err.contains("firewall"), done.err.constData());
    }

private:
    static Finished ip(const QString &arguments)
    {
        return run(QStringLiteral("ip"), arguments.split(QLatin1Char(' ')), 30'000);
    }
    static Finished enter(const QStringList &command)
    {
        return run(QStringLiteral("nsenter"),
                   QStringList{QStringLiteral("--net=/run/netns/cf-scan")} + command, 30'000);
    }
    static bool inside(const QString &command)
    {
        return enter(command.split(QLatin1Char(' '))).exitCode == 0;
    }
    static bool shell(const QString &line)
    {
        return enter({QStringLiteral("sh"), QStringLiteral("-c"), line}).exitCode == 0;
    }
    static Finished discover(const QString &more = {})
    {
        const QString command =
            programFolder() + QStringLiteral("/copper discover --timeout 0.5") + more;
        return enter(command.split(QLatin1Char(' ')));
    }
    // Without waiting for duplicate address detection.
    static void bringUp()
    {
        QVERIFY(shell(QStringLiteral("echo 0 > /proc/sys/net/ipv6/conf/eth0/accept_dad")));
        QVERIFY(inside(QStringLiteral("ip addr add 10.78.0.1/24 dev eth0")));
        QVERIFY(inside(QStringLiteral("ip link set eth0 up")));
        // A link takes some time to come up.
        QVERIFY(QTest::qWaitFor(
            [] {
                return enter({QStringLiteral("ip"), QStringLiteral("-6"), QStringLiteral("addr"),
                              QStringLiteral("show"), QStringLiteral("dev"),
                              QStringLiteral("eth0")})
                    .out.contains("fe80");
            },
            10'000));
    }
    static void remove() { (void)ip(QStringLiteral("netns del cf-scan")); }
};

COPPER_TEST(TestScanReasons);
#include "test_scan_reasons.moc"
