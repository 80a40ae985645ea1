// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/option_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestOptionText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("hex");
        const auto row = [](const char *text, int number, const char *hex) {
            QTest::newRow(text) << QString::fromLatin1(text) << number << QString::fromLatin1(hex);
        };
        row("Uri-Query=a=b", 15, "613d62");
        row("uri-path=", 11, "");
        row("12=50", 12, "32");
        row("Content-Format=json", 12, "32");
        row("accept=text", 17, "");
        row("accept=0", 17, "");
        row("ETag=0xCAFE", 4, "cafe");
        row("etag=abc", 4, "616263");
        row("Max-Age=65536", 14, "010000");
        row("max-age=0x0001", 14, "0001");
        row("If-None-Match", 5, "");
        row("If-None-Match=", 5, "");
        row("If-Match=", 1, "");
        row("Hop-Limit=0", 16, "00");
        row("Hop-Limit=16", 16, "10");
        row("Block2=3/1/128", 23, "3b");
        row("block1=0", 27, "");
        row("65001=0xff00", 65001, "ff00");
        row("65001=256", 65001, "0100");
        row("65001=text", 65001, "74657874");
        row("Uri-Path=0xff", 11, "ff");
        row("Uri-Path=0xf", 11, "307866"); // a segment that merely looks like hex
        row("Size1=4294967295", 60, "ffffffff");
    }
    void accepted()
    {
        QFETCH(QString, text);
        QFETCH(int, number);
        QFETCH(QString, hex);
        const auto option = parseOption(text.toStdString());
        QVERIFY(option.has_value());
        QCOMPARE(int{toNumber(option->number)}, number);
        QCOMPARE(QString::fromStdString(toHex(option->value)), hex);
    }
    void refused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *text, OptionTextFault fault) {
            QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(fault);
        };
        row("Uri-Pth=x", OptionTextFault::UnknownName);
        row("=x", OptionTextFault::UnknownName);
        row("", OptionTextFault::UnknownName);
        row("-1=x", OptionTextFault::UnknownName);
        row("65536=x", OptionTextFault::NumberOutOfRange);
        row("99999999999999999999999=x", OptionTextFault::NumberOutOfRange);
        row("Accept", OptionTextFault::MissingValue);
        row("Accept=", OptionTextFault::NotANumber);
        row("Accept=nonsense", OptionTextFault::NotANumber);
        row("Max-Age=-1", OptionTextFault::NotANumber);
        row("Max-Age=1.5", OptionTextFault::NotANumber);
        row("Max-Age=4294967296", OptionTextFault::WrongLength);
        row("Max-Age=99999999999999999999999", OptionTextFault::NotANumber);
        row("Accept=65536", OptionTextFault::WrongLength);
        row("ETag=", OptionTextFault::WrongLength);
        row("ETag=123456789", OptionTextFault::WrongLength);
        row("ETag=0xabc", OptionTextFault::NotHex);
        row("Max-Age=0xzz", OptionTextFault::NotHex);
        row("65000=0xz", OptionTextFault::NotHex);
        row("If-None-Match=x", OptionTextFault::NoValueAllowed);
        row("Uri-Host=", OptionTextFault::WrongLength);
        row("Block2=3/2/128", OptionTextFault::NotANumber);
        row("Block2=3/1/100", OptionTextFault::NotANumber);
        row("Block2=1048576/1/16", OptionTextFault::NotANumber);
    }
    void refused()
    {
        QFETCH(QString, text);
        QFETCH(int, fault);
        const auto option = parseOption(text.toStdString());
        QVERIFY(!option.has_value());
        QCOMPARE(static_cast<int>(option.error().fault), fault);
        if (option.error().fault == OptionTextFault::WrongLength)
            QVERIFY(option.error().maxLength > 0);
    }
    void lengthLimits()
    {
        const std::string longest(255, 'a');
        QVERIFY(parseOption("Uri-Path=" + longest).has_value());
        QVERIFY(!parseOption("Uri-Path=" + longest + 'a').has_value());
        QVERIFY(parseOption("65000=" + std::string(65'804, 'a')).has_value());
        QCOMPARE(parseOption("65000=" + std::string(65'805, 'a')).error().maxLength,
                 std::size_t{65'804});
    }
    void printedAndReadAgain()
    {
        Options options;
        options.add(OptionNumber::IfMatch, Bytes{1, 2});
        options.addString(OptionNumber::UriHost, "h");
        options.add(OptionNumber::IfNoneMatch, {});
        options.addUint(OptionNumber::Observe, 7);
        options.add(OptionNumber::UriPath, Bytes{0xff, 0xfe});
        options.addUint(OptionNumber::ContentFormat, 50);
        options.addUint(OptionNumber::Block2, 0x3b);
        options.add(OptionNumber{65'000}, Bytes{9});
        std::vector<std::string> texts;
        for (const OptionView &option : options) {
            texts.push_back(optionName(option.number) + '=' + optionValueText(option));
            const auto again = parseOption(texts.back());
            QVERIFY(again.has_value());
            QVERIFY(again->number == option.number && equalBytes(again->value, option.value));
        }
        QVERIFY((texts == std::vector<std::string>{"If-Match=0x0102", "Uri-Host=h",
                                                   "If-None-Match=", "Observe=7", "Uri-Path=0xfffe",
                                                   "Content-Format=50", "Block2=3/1/128",
                                                   "65000=0x09"}));
    }
    void oddValuesAreShownAsBytes()
    {
        const Bytes five{1, 2, 3, 4, 5};
        QCOMPARE(optionValueText({OptionNumber::MaxAge, five}), std::string("0x0102030405"));
        const Bytes bert{0x0f};
        QCOMPARE(optionValueText({OptionNumber::Block2, bert}), std::string("15"));
        QCOMPARE(optionValueText({OptionNumber::IfNoneMatch, bert}), std::string("0x0f"));
    }
};

COPPER_TEST(TestOptionText);
#include "test_option_text.moc"
