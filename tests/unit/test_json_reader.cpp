// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/payload/json_reader.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QTest>

using namespace copper;

namespace {

Representation read(std::string_view text)
{
    Representation out;
    out.format = Representation::Format::Json;
    readJson(asBytes(text), out);
    return out;
}

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tree()
    {
        const std::string text =
            " {\"a\": [1, -2.5e1, true, null], \"b\\n\": \"x\\u00e4\\ud83d\\ude00\"} ";
        const Representation json = read(text);
        QCOMPARE(json.fault, PayloadFault::None);
        QCOMPARE(json.nodes.size(), std::size_t{7});
        QCOMPARE(json.nodes[0].kind, NodeKind::Object);
        QCOMPARE(text.substr(json.nodes[0].offset, json.nodes[0].length),
                 text.substr(1, text.size() - 2));
        const ValueNode &array = json.nodes[1];
        QCOMPARE(array.name, std::string("a"));
        QCOMPARE(array.children.size(), std::size_t{4});
        QCOMPARE(text.substr(array.offset, array.length), std::string("[1, -2.5e1, true, null]"));
        QCOMPARE(json.nodes[3].name, std::string("1"));
        QCOMPARE(json.nodes[3].text, std::string("-2.5e1"));
        QCOMPARE(*json.nodes[3].number, -25.0);
        QCOMPARE(json.nodes[3].parent, 1U);
        QCOMPARE(json.nodes[4].kind, NodeKind::Boolean);
        QCOMPARE(*json.nodes[4].number, 1.0);
        QCOMPARE(json.nodes[5].kind, NodeKind::Null);
        QCOMPARE(json.nodes[6].name, std::string("b\n"));
        QCOMPARE(json.nodes[6].text, std::string("x\xc3\xa4\xf0\x9f\x98\x80"));
    }
    void scalarsAndEmptyContainers()
    {
        QCOMPARE(*read("42").nodes[0].number, 42.0);
        QCOMPARE(read("\"\"").nodes[0].kind, NodeKind::Text);
        QCOMPARE(read("[]").nodes.size(), std::size_t{1});
        QCOMPARE(read("{}").nodes[0].length, std::size_t{2});
        QCOMPARE(read("[[],{}]").nodes.size(), std::size_t{3});
        // Too large for a double: shown, not charted.
        QVERIFY(!read("1e999").nodes[0].number);
        QCOMPARE(read("1e999").nodes[0].text, std::string("1e999"));
    }
    void refused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *text, PayloadFault fault, int offset) {
            QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(fault) << offset;
        };
        row("{", PayloadFault::Truncated, 1);
        row("{\"a\"", PayloadFault::Truncated, 4);
        row("{\"a\":", PayloadFault::Truncated, 5);
        row("{\"a\":1", PayloadFault::Truncated, 6);
        row("{\"a\":1,", PayloadFault::Truncated, 7);
        row("{\"a\":1,}", PayloadFault::Syntax, 7);
        row("{a:1}", PayloadFault::Syntax, 1);
        row("{\"a\" 1}", PayloadFault::Syntax, 5);
        row("[1,]", PayloadFault::Syntax, 3);
        row("[1 2]", PayloadFault::Syntax, 3);
        row("[1}", PayloadFault::Syntax, 2);
        row("tru", PayloadFault::Truncated, 3);
        row("trux", PayloadFault::Syntax, 0);
        row("01", PayloadFault::Syntax, 1);
        row("-", PayloadFault::Truncated, 1);
        row("-x", PayloadFault::Syntax, 1);
        row("1.", PayloadFault::Truncated, 2);
        row("1.x", PayloadFault::Syntax, 2);
        row("1e+", PayloadFault::Truncated, 3);
        row("+1", PayloadFault::Syntax, 0);
        row("NaN", PayloadFault::Syntax, 0);
        row("\"abc", PayloadFault::Truncated, 4);
        row("\"a\tb\"", PayloadFault::Syntax, 2);
        row("\"\\x\"", PayloadFault::Syntax, 2);
        row("\"\\u12\"", PayloadFault::Truncated, 6);
        row("\"\\u12xx\"", PayloadFault::Syntax, 3);
        row("1 2", PayloadFault::Syntax, 2);
        row("{} x", PayloadFault::Syntax, 3);
        row("'a'", PayloadFault::Syntax, 0);
    }
    void refused()
    {
        QFETCH(QString, text);
        QFETCH(int, fault);
        QFETCH(int, offset);
        const Representation json = read(text.toStdString());
        QCOMPARE(static_cast<int>(json.fault), fault);
        QCOMPARE(static_cast<int>(json.faultOffset), offset);
        QVERIFY(!json.nodes.empty());
        if (offset < text.size()) {
            // The rest is kept as bytes.
            const ValueNode &rest = json.nodes.back();
            QCOMPARE(rest.kind, NodeKind::Invalid);
            QCOMPARE(static_cast<int>(rest.offset + rest.length), static_cast<int>(text.size()));
        }
    }
    void whatStoodBeforeAFaultIsKept()
    {
        const Representation json = read("{\"temp\": 21.5, \"hum\": ?}");
        QCOMPARE(json.fault, PayloadFault::Syntax);
        QCOMPARE(json.nodes[1].name, std::string("temp"));
        QCOMPARE(*json.nodes[1].number, 21.5);
    }
    void surrogates()
    {
        QCOMPARE(read("\"\\ud800\"").nodes[0].text, std::string("\xef\xbf\xbd"));
        QCOMPARE(read("\"\\ud800\\u0041\"").nodes[0].text, std::string("\xef\xbf\xbd"
                                                                       "A"));
    }
    void notUtf8IsShown()
    {
        const Representation json = read("[\"a\xff\", 1]");
        QCOMPARE(json.fault, PayloadFault::NotUtf8);
        QCOMPARE(json.faultOffset, std::size_t{1});
        QCOMPARE(json.nodes[1].text, std::string("a\xef\xbf\xbd"));
        QCOMPARE(*json.nodes[2].number, 1.0);
    }
    void depthLimit()
    {
        const std::string fits =
            std::string(kMaxPayloadDepth, '[') + std::string(kMaxPayloadDepth, ']');
        QCOMPARE(read(fits).fault, PayloadFault::None);
        const Representation deep = read(std::string(100'000, '['));
        QCOMPARE(deep.fault, PayloadFault::TooDeep);
        QCOMPARE(deep.faultOffset, std::size_t{kMaxPayloadDepth});
        QCOMPARE(deep.nodes.size(), std::size_t{kMaxPayloadDepth + 1});
        QCOMPARE(deep.nodes.back().kind, NodeKind::Invalid);
    }
    void nodeLimit()
    {
        std::string text = "[1";
        for (std::uint32_t i = 1; i < kMaxPayloadNodes - 2; ++i)
            text += ",1";
        QCOMPARE(read(text + ']').fault, PayloadFault::None);
        QCOMPARE(read(text + ']').nodes.size(), std::size_t{kMaxPayloadNodes - 1});
        const Representation many = read(text + ",1,1]");
        QCOMPARE(many.fault, PayloadFault::TooManyNodes);
        QCOMPARE(many.nodes.size(), std::size_t{kMaxPayloadNodes});
        QCOMPARE(many.nodes.back().kind, NodeKind::Invalid);
    }
    void agreesWithAnotherReader()
    {
        SeededRandom random(11);
        // No backslash: Qt takes unknown escapes, RFC 8259 does not.
        const std::string seed = "{\"a\":[1,-2.5e1,true,null,{}],\"b\":{\"c\":\"x\"},\"d\":\"\"}";
        int valid = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string text = seed;
            for (std::uint64_t n = 1 + random.below(2); n > 0; --n)
                text[random.below(text.size())] = "{}[]:,\"1e-. tn"[random.below(14)];
            QJsonParseError error{};
            QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
            const Representation json = read(text);
            const bool accepted = json.fault == PayloadFault::None;
            valid += accepted ? 1 : 0;
            if (accepted)
                QVERIFY2(error.error == QJsonParseError::NoError, text.c_str());
            else if (error.error == QJsonParseError::NoError) // Qt takes "2." and the like
                QVERIFY2(json.nodes.back().text.empty() || text.find('.') != std::string::npos,
                         text.c_str());
        }
        QVERIFY(valid > 100);
    }
};

COPPER_TEST(TestJsonReader);
#include "test_json_reader.moc"
