// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/socket_address.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestSocketAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void literals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical"); // empty: refused
        const auto row = [](const char *text, const char *canonical) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical);
        };
        row("127.0.0.11", "127.0.0.11");
        row("255.255.255.255", "255.255.255.255");
        row("256.0.0.1", "");
        row("1.2.3", "");
        row("1.2.3.4.5", "");
        row("01.2.3.4", "");
        row("1.2.3.", "");
        row(" 1.2.3.4", "");
        row("::", "::");
        row("::1", "::1");
        row("fe80::1", "fe80::1");
        row("fe80::1%3", "fe80::1%3");
        row("fe80::1%eth0", "");
        row("fe80::1%", "");
        row("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
        row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
        row("2001:db8::2:1", "2001:db8::2:1");
        row("::ffff:192.0.2.1", "::ffff:192.0.2.1");
        row("64:ff9b::192.0.2.33", "64:ff9b::c000:221");
        row("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8");
        row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0");
        row("1:2:3:4:5:6:7", "");
        row("1:2:3:4:5:6:7:8:9", "");
        row("1::2::3", "");
        row(":::", "");
        row(":1", "");
        row("1:", "");
        row("12345::", "");
        row("::g", "");
        row("1.2.3.4::", "");
        row("1:2:3:4:5:6:7:1.2.3.4", "");
        row("[::1]", "");
        row("", "");
    }
    void literals()
    {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto address = parseIpLiteral(text.toStdString());
        QCOMPARE(address.has_value(), !canonical.isEmpty());
        if (address)
            QCOMPARE(QString::fromStdString(ipLiteral(*address)), canonical);
    }
    void kinds()
    {
        QVERIFY(parseIpLiteral("224.0.1.187")->isMulticast());
        QVERIFY(!parseIpLiteral("224.0.1.187")->isLinkLocal());
        QVERIFY(parseIpLiteral("ff02::fd")->isMulticast());
        QVERIFY(parseIpLiteral("ff02::fd")->isLinkLocal());
        QVERIFY(!parseIpLiteral("ff05::fd")->isLinkLocal());
        QVERIFY(parseIpLiteral("fe80::1")->isLinkLocal());
        QVERIFY(!parseIpLiteral("fec0::1")->isLinkLocal());
        QVERIFY(parseIpLiteral("169.254.3.4")->isLinkLocal());
        QVERIFY(parseIpLiteral("127.9.9.9")->isLoopback());
        QVERIFY(parseIpLiteral("::1")->isLoopback());
        QVERIFY(!parseIpLiteral("1::1")->isLoopback());
        QVERIFY(!SocketAddress().isMulticast() && !SocketAddress().isLoopback());
    }
    void withPort()
    {
        SocketAddress address = *parseIpLiteral("127.0.0.11");
        address.port = 5683;
        QCOMPARE(toText(address), std::string("127.0.0.11:5683"));
        address = *parseIpLiteral("fe80::1%3");
        address.port = 61616;
        QCOMPARE(toText(address), std::string("[fe80::1%3]:61616"));
        QVERIFY(toText(SocketAddress()).empty());
    }
};

COPPER_TEST(TestSocketAddress);
#include "test_socket_address.moc"
