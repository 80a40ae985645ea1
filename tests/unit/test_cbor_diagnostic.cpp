// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/payload/base_text.h"
#include "core/payload/big_number.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/cbor_head.h"
#include "tests/support/random_cbor.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"
#include "tests/unit/cbor_examples.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

DiagnosticError errorOf(const char *text)
{
    const auto bytes = fromDiagnostic(text);
    return bytes ? DiagnosticError{DiagnosticFault::TooLarge, 999} : bytes.error();
}

} // namespace

class TestCborDiagnostic : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendixA_data()
    {
        QTest::addColumn<QString>("notation");
        QTest::addColumn<QString>("hex");
        QTest::addColumn<bool>("preferred");
        for (const Example &example : kAppendixA)
            QTest::newRow(example.hex) << QString::fromUtf8(example.notation)
                                       << QString::fromLatin1(example.hex) << example.preferred;
    }
    void appendixA()
    {
        QFETCH(QString, notation);
        QFETCH(QString, hex);
        QFETCH(bool, preferred);
        const Bytes bytes = test::bytesFromHex(hex);
        DiagnosticStyle plain;
        plain.indicators = false;
        plain.asciiOnly = true;
        const auto printed = toDiagnostic(bytes, plain);
        QVERIFY(printed);
        QCOMPARE(QString::fromStdString(*printed), notation);
        if (preferred) {
            const auto written = fromDiagnostic(notation.toStdString());
            QVERIFY(written);
            QCOMPARE(QString::fromStdString(toHex(*written)), hex);
        }
        // And each byte for byte with its indicators.
        for (const bool pretty : {false, true}) {
            DiagnosticStyle exact;
            exact.pretty = pretty;
            const auto text = toDiagnostic(bytes, exact);
            QVERIFY(text);
            const auto back = fromDiagnostic(*text);
            QVERIFY2(back, text->c_str());
            QCOMPARE(QString::fromStdString(toHex(*back)), hex);
        }
    }
    void everyExampleIsThere() { QCOMPARE(std::size(kAppendixA), std::size_t{81}); }
    void otherForms_data()
    {
        QTest::addColumn<QString>("notation");
        QTest::addColumn<QString>("hex");
        const auto row = [](const char *notation, const char *hex) {
            QTest::newRow(notation) << QString::fromUtf8(notation) << QString::fromLatin1(hex);
        };
        row("1_0", "1801");
        row("1_3", "1b0000000000000001");
        row("-1_1", "390000");
        row("1.5_2", "fa3fc00000");
        row("1.5_3", "fb3ff8000000000000");
        row("NaN_2", "fa7fc00000");
        row("Infinity_3", "fb7ff0000000000000");
        row("float'7e01'", "f97e01");
        row("[_0 1]", "980101");
        row("{_1 1: 2}", "b900010102");
        row("\"a\"_1", "79000161");
        row("h'01'_0", "580101");
        row("''_", "5fff");
        row("\"\"_", "7fff");
        row("(_ '')", "5f40ff");
        row("(_ \"a\"_0)", "7f780161ff");
        row("2(h'01')", "c24101");
        row("2_0(h'010000000000000000')", "d80249010000000000000000");
        row("1_1(4711)", "d9000119"
                         "1267");
        row("'hello'", "4568656c6c6f");
        row("b64'AQID'", "43010203");
        row("b64'-_8'", "42fbff");
        row("b32'AEBA'", "420102");
        row("h32'0410'", "420102");
        row("h'01 02 / two / 03'", "43010203");
        row("<<1, \"a\">>", "43016161");
        row("24(<<[1]>>)", "d818428101");
        row("0x10", "10");
        row("0b101", "05");
        row("0o17", "0f");
        row("-0x10", "2f");
        row("0x1.8p1", "f94200");
        row("/ a / [1, # one\n 2]", "820102");
        row(" [ 1 ,2 ] ", "820102");
        row("1e3", "f963d0");
        row("simple( 32 )", "f820");
        row("\"\\u00fc\\n\"", "63c3bc0a");
    }
    void otherForms()
    {
        QFETCH(QString, notation);
        QFETCH(QString, hex);
        const auto bytes = fromDiagnostic(notation.toStdString());
        QVERIFY(bytes);
        QCOMPARE(QString::fromStdString(toHex(*bytes)), hex);
        const auto text = toDiagnostic(*bytes);
        QVERIFY(text);
        const auto back = fromDiagnostic(*text);
        QVERIFY2(back, text->c_str());
        QCOMPARE(toHex(*back), toHex(*bytes));
    }
    void errorsNameTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *text, DiagnosticFault fault, int offset) {
            QTest::newRow(text) << QString::fromUtf8(text) << static_cast<int>(fault) << offset;
        };
        using enum DiagnosticFault;
        row("", ExpectedValue, 0);
        row("[1, ]", ExpectedValue, 4);
        row("[1 2]", ExpectedCommaOrBracket, 3);
        row("[1", ExpectedCommaOrBracket, 2);
        row("{1: 2 3}", ExpectedCommaOrBrace, 6);
        row("{1 2}", ExpectedColon, 3);
        row("{1:}", ExpectedValue, 3);
        row("1 2", ExpectedNothing, 2);
        row("0(1", ExpectedClosing, 3);
        row("<<1 2>>", ExpectedCommaOrAngle, 4);
        row("(_ 1)", ExpectedChunk, 3);
        row("(_ )", ExpectedChunk, 3);
        row("(_ \"a\", h'01')", ExpectedChunk, 8);
        row("(_ \"a\" \"b\")", ExpectedCommaOrParenthesis, 7);
        row("\"abc", UnclosedString, 0);
        row("[1, 'abc", UnclosedString, 4);
        row("/ no end", UnclosedComment, 0);
        row("[true, maybe]", UnknownWord, 7);
        row("\"a\\qb\"", BadEscape, 2);
        row("\"\\ud800\"", BadEscape, 1);
        row("h'012'", BadHex, 1);
        row("b64'A'", BadBase64, 3);
        row("b32'1'", BadBase32, 3);
        row("1.2.3", BadNumber, 0);
        row("007", BadNumber, 0);
        row("1e999", BadNumber, 0);
        row("simple(24)", BadSimple, 0);
        row("simple(256)", BadSimple, 0);
        row("1000_0", BadIndicator, 0);
        row("1.1_1", BadIndicator, 0);
        row("18446744073709551616_3", BadIndicator, 0);
    }
    void errorsNameTheirPlace()
    {
        QFETCH(QString, text);
        QFETCH(int, fault);
        QFETCH(int, offset);
        const auto bytes = fromDiagnostic(text.toStdString());
        QVERIFY(!bytes);
        QCOMPARE(static_cast<int>(bytes.error().fault), fault);
        QCOMPARE(bytes.error().offset, static_cast<std::size_t>(offset));
    }
    void limits()
    {
        const std::string deep =
            std::string(kMaxPayloadDepth, '[') + std::string(kMaxPayloadDepth, ']');
        QVERIFY(fromDiagnostic(deep));
        QCOMPARE(errorOf(('[' + deep + ']').c_str()).fault, DiagnosticFault::TooDeep);
        QCOMPARE(errorOf(std::string(10'000, '[').c_str()).fault, DiagnosticFault::TooDeep);
        // CBOR with 10,000 nested arrays, closed and not.
        Bytes nested(10'000, 0x81);
        const auto tooDeep = toDiagnostic(nested);
        QVERIFY(!tooDeep);
        QCOMPARE(tooDeep.error().fault, PayloadFault::TooDeep);
        QCOMPARE(tooDeep.error().offset, std::size_t{kMaxPayloadDepth});
        QVERIFY(fromDiagnostic(std::string(kMaxBigNumberDigits, '9')));
        QCOMPARE(errorOf(std::string(kMaxBigNumberDigits + 1, '9').c_str()).fault,
                 DiagnosticFault::NumberTooLong);
        QVERIFY(!toDiagnostic(Bytes(kMaxDiagnosticBytes + 1, 0), {true}));
        QVERIFY(toDiagnostic(Bytes(kMaxDiagnosticBytes, 0), {true}));
        QCOMPARE(errorOf(std::string(kMaxDiagnosticText + 1, ' ').c_str()).fault,
                 DiagnosticFault::TooLarge);
        // A bignum that would take long to read as a number stays bytes.
        Bytes big{0xc2, 0x59, 0x02, 0x00};
        big.resize(4 + 512, 0x55);
        QVERIFY(toDiagnostic(big)->starts_with("2(h'5555"));
    }
    void whatIsNotCbor()
    {
        const auto fault = [](const char *hex) {
            return toDiagnostic(*fromHex(hex)).error();
        };
        QCOMPARE(fault("").fault, PayloadFault::Truncated);
        QCOMPARE(fault("8201").fault, PayloadFault::Truncated);
        QCOMPARE(fault("8201").offset, std::size_t{2});
        QCOMPARE(fault("1c").fault, PayloadFault::Syntax);
        QCOMPARE(fault("f810").fault, PayloadFault::Syntax);
        QCOMPARE(fault("0001").offset, std::size_t{1});
        QCOMPARE(fault("bf01ff").fault, PayloadFault::Syntax);
        QCOMPARE(fault("5f6161ff").fault, PayloadFault::Syntax);
        QCOMPARE(fault("62fffe").fault, PayloadFault::NotUtf8);
        QCOMPARE(fault("5bffffffffffffffff").fault, PayloadFault::Truncated);
        QCOMPARE(fault("9bffffffffffffffff").fault, PayloadFault::Truncated);
    }
    void sequences()
    {
        const auto bytes = fromDiagnostic("1, [2], \"c\"", true);
        QVERIFY(bytes);
        QCOMPARE(toHex(*bytes), std::string("0181026163"));
        QCOMPARE(*toDiagnostic(*bytes, {true}), std::string("1, [2], \"c\""));
        QVERIFY(fromDiagnostic(" / none / ", true)->empty());
        QCOMPARE(*toDiagnostic({}, {true}), std::string());
        QVERIFY(!fromDiagnostic("1 2", true));
    }
    void prettyBreaksLongContainers()
    {
        const auto bytes = fromDiagnostic(
            R"({"name": "a name that is long", "list": [1, 2, 3], "more": "and a text beside it"})");
        DiagnosticStyle style;
        style.pretty = true;
        QCOMPARE(*toDiagnostic(*bytes, style),
                 std::string("{\n  \"name\": \"a name that is long\",\n  \"list\": [1, 2, 3],\n"
                             "  \"more\": \"and a text beside it\"\n}"));
        QCOMPARE(placeInText("a\n\xc3\xbc"
                             "b",
                             4)
                     .line,
                 std::size_t{2});
        QCOMPARE(placeInText("a\n\xc3\xbc"
                             "b",
                             4)
                     .column,
                 std::size_t{2});
    }
    // What would reorder or hide text is written as an escape.
    void nothingHides()
    {
        const auto text = toDiagnostic(*fromHex("63e280ae")); // U+202E
        QCOMPARE(*text, std::string("\"\\u202e\""));
    }
    void randomItemsComeBackByteForByte()
    {
        SeededRandom random(20'261'127);
        for (int i = 0; i < 3000; ++i) {
            const Bytes bytes = test::randomCbor(random);
            DiagnosticStyle style;
            style.pretty = i % 2 == 0;
            style.asciiOnly = i % 3 == 0;
            const auto text = toDiagnostic(bytes, style);
            QVERIFY2(text, toHex(bytes).c_str());
            const auto back = fromDiagnostic(*text);
            QVERIFY2(back, text->c_str());
            QVERIFY2(*back == bytes, (toHex(bytes) + ' ' + *text).c_str());
        }
    }
    void mutatedTextNeverHarms()
    {
        SeededRandom random(7);
        for (int i = 0; i < 3000; ++i) {
            std::string text = *toDiagnostic(test::randomCbor(random));
            text[random.below(text.size())] = static_cast<char>(random.below(256));
            const auto bytes = fromDiagnostic(text);
            if (!bytes)
                QVERIFY(bytes.error().offset <= text.size());
            else
                QVERIFY(toDiagnostic(*bytes));
        }
    }
    void bases()
    {
        QCOMPARE(toHex(*fromBase64("Zm9vYg==")), std::string("666f6f62"));
        QVERIFY(!fromBase64("Zm9vYh")); // bits that are left over
        QVERIFY(!fromBase64("Zm9v YmFy"));
        QCOMPARE(toBase64Url(*fromHex("fbff")), std::string("-_8"));
        QCOMPARE(toHex(*fromBase32("MZXW6YQ=", false)), std::string("666f6f62"));
        QCOMPARE(toHex(*fromBase32("cpnmuog", true)), std::string("666f6f62"));
        for (double value : {0.0, 1.0, 65504.0, 0x1p-14, 0x1p-24, 0x1.ff8p-15})
            QCOMPARE(halfToDouble(*exactHalf(value)), value);
        for (double value : {65505.0, 65536.0, 0x1p-25, 1.0001, 1e300})
            QVERIFY(!exactHalf(value));
        for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
            const double value = halfToDouble(static_cast<std::uint16_t>(bits));
            if (value == value)
                QCOMPARE(*exactHalf(value), static_cast<std::uint16_t>(bits));
        }
        QCOMPARE(*bignumText(*fromHex("0100"), true), std::string("-257"));
        QVERIFY(!decimalText(Bytes(kMaxBigNumberBytes + 1, 1)));
    }
};

COPPER_TEST(TestCborDiagnostic);
#include "test_cbor_diagnostic.moc"
