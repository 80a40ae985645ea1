// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/address_range.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestAddressRange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ranges_data()
    {
        QTest::addColumn<quint32>("size");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        const auto row = [](const char *text, quint32 size, const char *first, const char *last) {
            QTest::newRow(text) << size << QString::fromLatin1(first) << QString::fromLatin1(last);
        };
        row("192.168.1.0/24", 254, "192.168.1.1:5683", "192.168.1.254:5683");
        row("192.168.1.77/24", 254, "192.168.1.1:5683", "192.168.1.254:5683");
        row("10.0.0.0/16", 65534, "10.0.0.1:5683", "10.0.255.254:5683");
        row("10.0.0.4/30", 2, "10.0.0.5:5683", "10.0.0.6:5683");
        row("10.0.0.4/31", 2, "10.0.0.4:5683", "10.0.0.5:5683");
        row("10.0.0.4/32", 1, "10.0.0.4:5683", "10.0.0.4:5683");
        row("192.168.1.10-40", 31, "192.168.1.10:5683", "192.168.1.40:5683");
        row(" 192.168.1.250 - 192.168.2.5 ", 12, "192.168.1.250:5683", "192.168.2.5:5683");
        row("0.0.255.255-0.1.0.0", 2, "0.0.255.255:5683", "0.1.0.0:5683");
        row("192.168.1.7", 1, "192.168.1.7:5683", "192.168.1.7:5683");
        row("192.168.1.0/24:5700", 254, "192.168.1.1:5700", "192.168.1.254:5700");
        row("fd00::/120", 256, "[fd00::]:5683", "[fd00::ff]:5683");
        row("[fd00::/120]:5685", 256, "[fd00::]:5685", "[fd00::ff]:5685");
        row("fd00::fffe-fd00::1:1", 4, "[fd00::fffe]:5683", "[fd00::1:1]:5683");
        row("fe80::1%3-fe80::9", 9, "[fe80::1%3]:5683", "[fe80::9%3]:5683");
        row("::1", 1, "[::1]:5683", "[::1]:5683");
    }
    void ranges()
    {
        QFETCH(quint32, size);
        QFETCH(QString, first);
        QFETCH(QString, last);
        const auto range = AddressRange::parse(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(range.has_value());
        QCOMPARE(range->size(), size);
        QCOMPARE(QString::fromStdString(toText(range->at(0))), first);
        QCOMPARE(QString::fromStdString(toText(range->at(size - 1))), last);
    }

    void errors_data()
    {
        QTest::addColumn<int>("error");
        using Error = AddressRange::Error;
        const auto row = [](const char *text, Error error) {
            QTest::newRow(text) << static_cast<int>(error);
        };
        row("", Error::Syntax);
        row("meter.local", Error::Syntax);
        row("192.168.1.0/33", Error::Syntax);
        row("192.168.1.0/", Error::Syntax);
        row("192.168.1.0/-1", Error::Syntax);
        row("192.168.1.10-300", Error::Syntax);
        row("192.168.1.10-", Error::Syntax);
        row("192.168.1.0/24:0", Error::Syntax);
        row("192.168.1.0/24:70000", Error::Syntax);
        row("[fd00::1", Error::Syntax);
        row("[fd00::1]5683", Error::Syntax);
        row("192.168.1.1-fe80::1", Error::TwoFamilies);
        row("192.168.1.40-10", Error::Backwards);
        row("fd00::2-fd00::1", Error::Backwards);
        row("10.0.0.0/15", Error::TooMany);
        row("0.0.0.0/0", Error::TooMany);
        row("fd00::/64", Error::TooMany);
        row("::-7fff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", Error::TooMany);
        row("224.0.1.187", Error::Multicast);
        row("ff02::/120", Error::Multicast);
    }
    void errors()
    {
        QFETCH(int, error);
        const auto range = AddressRange::parse(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!range.has_value());
        QCOMPARE(static_cast<int>(range.error()), error);
    }

    void limit()
    {
        const auto most = AddressRange::parse(QStringLiteral("10.0.0.0-10.0.255.255"));
        QVERIFY(most.has_value());
        QCOMPARE(most->size(), AddressRange::kMaxAddresses);
        QVERIFY(!AddressRange::parse(QStringLiteral("10.0.0.0-10.1.0.0")).has_value());
        QVERIFY(!AddressRange::parse(QString(100'000, QLatin1Char('1'))).has_value());
    }
};

COPPER_TEST(TestAddressRange);
#include "test_address_range.moc"
