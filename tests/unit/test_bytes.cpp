// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hexRoundTrip()
    {
        const Bytes bytes{0x00, 0x7f, 0xff, 0x1a};
        QCOMPARE(toHex(bytes), std::string("007fff1a"));
        QVERIFY(fromHex("00 7F ff1A") == bytes);
    }
    void hexRefusesOddAndForeign()
    {
        QVERIFY(!fromHex("0"));
        QVERIFY(!fromHex("0 0"));
        QVERIFY(!fromHex("zz"));
        QVERIFY(fromHex("")->empty());
    }
    void utf8()
    {
        QVERIFY(isValidUtf8(asBytes("n\xc3\xa4me \xf0\x9f\x8c\xa1")));
        QVERIFY(!isValidUtf8(asBytes("\xc0\x80")));         // overlong
        QVERIFY(!isValidUtf8(asBytes("\xed\xa0\x80")));     // surrogate
        QVERIFY(!isValidUtf8(asBytes("\xf4\x90\x80\x80"))); // above U+10FFFF
        QVERIFY(!isValidUtf8(asBytes("\xe2\x82")));         // cut off
    }
};

COPPER_TEST(TestBytes);
#include "test_bytes.moc"
