// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_uri.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestResourceUri : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSpelling()
    {
        QCOMPARE(canonicalUri(QStringLiteral("  COAP://127.0.0.11:5683/Sensors/Temp ")),
                 QStringLiteral("coap://127.0.0.11/Sensors/Temp"));
        QCOMPARE(canonicalUri(QStringLiteral("coap://h:5684")), QStringLiteral("coap://h:5684/"));
        QCOMPARE(canonicalUri(QStringLiteral("coaps://h:5684/a")), QStringLiteral("coaps://h/a"));
        QCOMPARE(canonicalUri(QStringLiteral("coap://[FE80::1%25eth0]:5683/x?a=1&b")),
                 QStringLiteral("coap://[fe80::1%25eth0]/x?a=1&b"));
        QCOMPARE(canonicalUri(QStringLiteral("coap://h?q=/1")), QStringLiteral("coap://h/?q=/1"));
        QCOMPARE(canonicalUri(QStringLiteral("coap://h/a#part")), QStringLiteral("coap://h/a"));
        QCOMPARE(canonicalUri(QStringLiteral(" nonsense ")), QStringLiteral("nonsense"));
    }
    void refuses()
    {
        QVERIFY(!splitUri(QStringLiteral("127.0.0.1/x")));
        QVERIFY(!splitUri(QStringLiteral("coap:///x")));
        QVERIFY(!splitUri(QStringLiteral("://x")));
        QVERIFY(!splitUri(QStringLiteral("co ap://x")));
        QVERIFY(!splitUri(QString()));
    }
    void linkTargets()
    {
        ResourceLink link;
        link.path = QStringLiteral("/a b");
        link.href = QStringLiteral("/a%20b");
        QCOMPARE(resourceUri(QStringLiteral("coap://h:7"), link),
                 QStringLiteral("coap://h:7/a%20b"));
        link.href = QStringLiteral("coaps://other/x");
        QCOMPARE(resourceUri(QStringLiteral("coap://h"), link), QStringLiteral("coaps://other/x"));
        link.href = QStringLiteral("x/y");
        QCOMPARE(resourceUri(QStringLiteral("coap://h/base"), link),
                 QStringLiteral("coap://h/x/y"));
    }
    void sockets()
    {
        const auto v4 = socketOf(*splitUri(QStringLiteral("coap://127.0.0.11:61616/x")));
        QVERIFY(v4);
        QCOMPARE(v4->port, quint16(61616));
        const auto v6 = socketOf(*splitUri(QStringLiteral("coaps://[fe80::1%25eth0]")));
        QVERIFY(v6);
        QCOMPARE(v6->port, quint16(5684));
        QVERIFY(v6->isLinkLocal());
        QVERIFY(!socketOf(*splitUri(QStringLiteral("coap://meter.local"))));
        QVERIFY(!socketOf(*splitUri(QStringLiteral("coap://127.0.0.1:99999"))));
    }
};

COPPER_TEST(TestResourceUri);
#include "test_resource_uri.moc"
