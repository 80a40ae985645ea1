// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/payload/cbor_reader.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <limits>

using namespace copper;

namespace {

Representation read(const Bytes &bytes)
{
    Representation out;
    out.format = Representation::Format::Cbor;
    readCbor(bytes, out);
    return out;
}

Representation read(const char *hex)
{
    return read(*fromHex(hex));
}

} // namespace

class TestCborReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Encodings of RFC 8949 appendix A.
    void scalars_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *hex, NodeKind kind, const char *text) {
            QTest::newRow(hex) << QString::fromLatin1(hex) << static_cast<int>(kind)
                               << QString::fromUtf8(text);
        };
        using enum NodeKind;
        row("00", Number, "0");
        row("17", Number, "23");
        row("1818", Number, "24");
        row("1903e8", Number, "1000");
        row("1a000f4240", Number, "1000000");
        row("1bffffffffffffffff", Number, "18446744073709551615");
        row("3bffffffffffffffff", Number, "-18446744073709551616");
        row("20", Number, "-1");
        row("3903e7", Number, "-1000");
        row("f90000", Number, "0");
        row("f98000", Number, "-0");
        row("f93c00", Number, "1");
        row("fb3ff199999999999a", Number, "1.1");
        row("f93e00", Number, "1.5");
        row("f97bff", Number, "65504");
        row("fa47c35000", Number, "1e+05");
        row("fa3dcccccd", Number, "0.1");
        row("f90001", Number, "5.960464477539063e-08");
        row("f90400", Number, "6.103515625e-05");
        row("f9c400", Number, "-4");
        row("fbc010666666666666", Number, "-4.1");
        row("f97c00", Number, "Infinity");
        row("f97e00", Number, "NaN");
        row("f9fc00", Number, "-Infinity");
        row("fa7f800000", Number, "Infinity");
        row("f4", Boolean, "false");
        row("f5", Boolean, "true");
        row("f6", Null, "null");
        row("f7", Undefined, "undefined");
        row("f0", Undefined, "simple(16)");
        row("f8ff", Undefined, "simple(255)");
        row("40", ByteString, "");
        row("4401020304", ByteString, "01020304");
        row("60", Text, "");
        row("6449455446", Text, "IETF");
        row("62c3bc", Text, "\xc3\xbc");
        row("5f42010243030405ff", ByteString, "0102030405");
        row("7f657374726561646d696e67ff", Text, "streaming");
    }
    void scalars()
    {
        QFETCH(QString, hex);
        QFETCH(int, kind);
        QFETCH(QString, text);
        const Bytes bytes = test::bytesFromHex(hex);
        const Representation cbor = read(bytes);
        QCOMPARE(cbor.fault, PayloadFault::None);
        QCOMPARE(cbor.nodes.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(cbor.nodes[0].kind), kind);
        QCOMPARE(QString::fromStdString(cbor.nodes[0].text), text);
        QCOMPARE(cbor.nodes[0].length, bytes.size());
        const bool finite =
            cbor.nodes[0].kind == NodeKind::Boolean ||
            (cbor.nodes[0].kind == NodeKind::Number && !text.contains(QLatin1String("N")) &&
             !text.contains(QLatin1String("I")));
        QCOMPARE(cbor.nodes[0].number.has_value(), finite);
    }
    void containers()
    {
        // {"a": 1, "b": [2, 3]}
        const Representation map = read("a26161016162820203");
        QCOMPARE(map.fault, PayloadFault::None);
        QCOMPARE(map.nodes.size(), std::size_t{5});
        QCOMPARE(map.nodes[0].kind, NodeKind::Object);
        QCOMPARE(map.nodes[2].name, std::string("b"));
        QCOMPARE(map.nodes[2].offset, std::size_t{6});
        QCOMPARE(map.nodes[2].length, std::size_t{3});
        QCOMPARE(map.nodes[4].name, std::string("1"));
        QCOMPARE(map.nodes[4].parent, 2U);
        // [_ 1, [2, 3], [_ 4, 5]] and {_ "Fun": true, "Amt": -2}
        QCOMPARE(read("9f018202039f0405ffff").nodes.size(), std::size_t{8});
        const Representation open = read("bf6346756ef563416d7421ff");
        QCOMPARE(open.fault, PayloadFault::None);
        QCOMPARE(open.nodes[2].name, std::string("Amt"));
        QCOMPARE(*open.nodes[2].number, -2.0);
        QCOMPARE(open.nodes[0].length, std::size_t{12});
        QCOMPARE(read("80").nodes.size(), std::size_t{1});
        QCOMPARE(read("a0").fault, PayloadFault::None);
        QCOMPARE(read("9fff").fault, PayloadFault::None);
    }
    void keysOfEveryKind()
    {
        // {-1: 1, h'01': 2, true: 3}
        const Representation scalar = read("a320014101 02f503");
        QCOMPARE(scalar.fault, PayloadFault::None);
        QCOMPARE(scalar.nodes[1].name, std::string("-1"));
        QCOMPARE(scalar.nodes[2].name, std::string("01"));
        QCOMPARE(scalar.nodes[3].name, std::string("true"));
        // {[1]: 2}: the key is kept as a child before its value
        const Representation complex = read("a1810102");
        QCOMPARE(complex.fault, PayloadFault::None);
        QCOMPARE(complex.nodes[1].name, std::string("key"));
        QCOMPARE(complex.nodes[1].kind, NodeKind::Array);
        QCOMPARE(complex.nodes[3].name, std::string("value"));
        QCOMPARE(complex.nodes[3].parent, 0U);
    }
    void tags()
    {
        const Representation tag = read("c11a514b67b0");
        QCOMPARE(tag.fault, PayloadFault::None);
        QCOMPARE(tag.nodes[0].kind, NodeKind::Tag);
        QCOMPARE(tag.nodes[0].text, std::string("1"));
        QCOMPARE(tag.nodes[0].length, std::size_t{6});
        QCOMPARE(*tag.nodes[1].number, 1363896240.0);
        QCOMPARE(read("d9d9f7d82a00").nodes.size(), std::size_t{3});
    }
    void refused_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *hex, PayloadFault fault, int offset) {
            QTest::newRow(hex) << QString::fromLatin1(hex) << static_cast<int>(fault) << offset;
        };
        row("18", PayloadFault::Truncated, 0);
        row("1900", PayloadFault::Truncated, 0);
        row("1bffffff", PayloadFault::Truncated, 0);
        row("41", PayloadFault::Truncated, 0);
        row("6161 00", PayloadFault::Syntax, 2);
        row("7bffffffffffffffff61", PayloadFault::Truncated, 0);
        row("9bffffffffffffffff00", PayloadFault::Truncated, 10);
        row("bbffffffffffffffff00", PayloadFault::Truncated, 10);
        row("8201", PayloadFault::Truncated, 2);
        row("a1", PayloadFault::Truncated, 1);
        row("a161", PayloadFault::Truncated, 1);
        row("a16161", PayloadFault::Truncated, 3);
        row("9f01", PayloadFault::Truncated, 2);
        row("bf00ff", PayloadFault::Syntax, 2);
        row("ff", PayloadFault::Syntax, 0);
        row("81ff", PayloadFault::Syntax, 1);
        row("1c", PayloadFault::Syntax, 0);
        row("1f", PayloadFault::Syntax, 0);
        row("df00", PayloadFault::Syntax, 0);
        row("c1", PayloadFault::Truncated, 1);
        row("f81f", PayloadFault::Syntax, 0);
        row("fc", PayloadFault::Syntax, 0);
        row("5f6161ff", PayloadFault::Syntax, 1);
        row("5f5f4100ffff", PayloadFault::Syntax, 1);
        row("7f61", PayloadFault::Truncated, 1);
        row("5f4100", PayloadFault::Truncated, 0);
    }
    void refused()
    {
        QFETCH(QString, hex);
        QFETCH(int, fault);
        QFETCH(int, offset);
        const Bytes bytes = test::bytesFromHex(hex);
        const Representation cbor = read(bytes);
        QCOMPARE(static_cast<int>(cbor.fault), fault);
        QCOMPARE(static_cast<int>(cbor.faultOffset), offset);
        if (static_cast<std::size_t>(offset) < bytes.size()) {
            QCOMPARE(cbor.nodes.back().kind, NodeKind::Invalid);
            QCOMPARE(cbor.nodes.back().offset + cbor.nodes.back().length, bytes.size());
        }
    }
    void notUtf8()
    {
        const Representation cbor = read("8261ff01");
        QCOMPARE(cbor.fault, PayloadFault::NotUtf8);
        QCOMPARE(cbor.nodes[1].text, std::string("\xef\xbf\xbd"));
        QCOMPARE(*cbor.nodes[2].number, 1.0);
    }
    void sequence()
    {
        Representation out;
        readCborSequence(*fromHex("01820203f5"), out);
        QCOMPARE(out.fault, PayloadFault::None);
        QCOMPARE(out.nodes[0].children.size(), std::size_t{3});
        QCOMPARE(out.nodes[out.nodes[0].children[2]].name, std::string("2"));
        Representation cut;
        readCborSequence(*fromHex("0118"), cut);
        QCOMPARE(cut.fault, PayloadFault::Truncated);
        QCOMPARE(cut.nodes[0].length, std::size_t{2});
    }
    void limits()
    {
        Bytes deep(kMaxPayloadDepth, 0x81);
        deep.push_back(0);
        QCOMPARE(read(deep).fault, PayloadFault::None);
        const Representation bomb = read(Bytes(900, 0x81));
        QCOMPARE(bomb.fault, PayloadFault::TooDeep);
        QCOMPARE(bomb.faultOffset, std::size_t{kMaxPayloadDepth});
        QCOMPARE(read(Bytes(900, 0xc1)).fault, PayloadFault::TooDeep);
        Bytes many(kMaxPayloadNodes + 10, 0x00);
        many[0] = 0x9f;
        QCOMPARE(read(many).fault, PayloadFault::TooManyNodes);
        QCOMPARE(read(many).nodes.size(), std::size_t{kMaxPayloadNodes});
    }
    void mutationsKeepRanges()
    {
        SeededRandom random(3);
        const Bytes seed =
            *fromHex("a46161019f0203ff6162bf6163f5ff6164c11a514b67b05f4100ff7f6161ff");
        for (int i = 0; i < 20'000; ++i) {
            Bytes bytes = seed;
            for (int n = 0; n < 3; ++n)
                bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.next64());
            const Representation cbor = read(bytes);
            QVERIFY(!cbor.nodes.empty());
            for (std::size_t k = 0; k < cbor.nodes.size(); ++k) {
                const ValueNode &node = cbor.nodes[k];
                QVERIFY(node.offset + node.length <= bytes.size());
                QVERIFY(k == 0 || node.parent < k);
                if (k > 0 && cbor.nodes[node.parent].kind != NodeKind::Number &&
                    node.kind != NodeKind::Invalid)
                    QVERIFY(node.offset >= cbor.nodes[node.parent].offset);
            }
        }
    }
};

COPPER_TEST(TestCborReader);
#include "test_cbor_reader.moc"
