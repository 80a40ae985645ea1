// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/plain_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestPlainText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replacesWhatIsNotUtf8()
    {
        QCOMPARE(toValidUtf8(asBytes("n\xc3\xa4me")), std::string("n\xc3\xa4me"));
        QCOMPARE(toValidUtf8(asBytes("a\xff"
                                     "b")),
                 std::string("a\xef\xbf\xbd"
                             "b"));
        QCOMPARE(toValidUtf8(asBytes("\xe2\x82")), std::string("\xef\xbf\xbd"));
        QCOMPARE(toValidUtf8(asBytes("\xed\xa0\x80x")), std::string("\xef\xbf\xbdx"));
        QVERIFY(!firstInvalidUtf8(asBytes("n\xc3\xa4me")));
        QVERIFY(firstInvalidUtf8(asBytes("n\xc3\xa4\xc3")) == 3U);
    }
    void hexIsCut()
    {
        QCOMPARE(hexText(Bytes{0xca, 0xfe}), std::string("cafe"));
        QCOMPARE(hexText(Bytes(kMaxHexTextBytes)).size(), 2 * kMaxHexTextBytes);
        QCOMPARE(hexText(Bytes(kMaxHexTextBytes + 1)).size(), 2 * kMaxHexTextBytes + 3);
    }
    void numbers()
    {
        QCOMPARE(numberText(0.1), std::string("0.1"));
        QCOMPARE(numberText(0.1F), std::string("0.1"));
        QCOMPARE(numberText(1e300), std::string("1e+300"));
    }
    void withUnit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        const auto yes = [](const char *text, double value, const char *unit) {
            QTest::newRow(text) << QString::fromUtf8(text) << true << value
                                << QString::fromUtf8(unit);
        };
        const auto no = [](const char *text) {
            QTest::newRow(text) << QString::fromUtf8(text) << false << 0.0 << QString();
        };
        yes("23.4", 23.4, "");
        yes(" -5\n", -5, "");
        yes("+7", 7, "");
        yes("1e3", 1000, "");
        yes(".5", 0.5, "");
        yes("23.4 C", 23.4, "C");
        yes("22.3 \xc2\xb0"
            "C",
            22.3,
            "\xc2\xb0"
            "C");
        yes("61 %", 61, "%");
        yes("61%", 61, "%");
        yes("1013hPa", 1013, "hPa");
        yes("3 m/s2", 3, "m/s2");
        no("");
        no("C");
        no("inf");
        no("nan");
        no("1e999");
        no("1.4.0");
        no("2024-01-01");
        no("12:30");
        no("12h30");
        no("0x10");
        no("127.0.0.1");
        no("10 green bottles");
        no("5 a-unit-beyond-any-reason");
        no("1, 2");
        no("--1");
    }
    void withUnit()
    {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        QFETCH(double, value);
        QFETCH(QString, unit);
        const auto number = numberWithUnit(text.toStdString());
        QCOMPARE(number.has_value(), accepted);
        if (!number)
            return;
        QCOMPARE(number->value, value);
        QCOMPARE(QString::fromStdString(number->unit), unit);
    }
};

COPPER_TEST(TestPlainText);
#include "test_plain_text.moc"
