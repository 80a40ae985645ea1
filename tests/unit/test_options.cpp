// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/coap/options.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace copper;

class TestOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void uintForm()
    {
        QVERIFY(encodeUint(0).empty());
        QCOMPARE(toHex(encodeUint(255)), std::string("ff"));
        QCOMPARE(toHex(encodeUint(256)), std::string("0100"));
        QCOMPARE(toHex(encodeUint(0xffffffff)), std::string("ffffffff"));
        const Bytes leading{0, 0, 1, 0};
        QCOMPARE((OptionView{OptionNumber::MaxAge, leading}.asUint()), std::uint64_t{256});
        const Bytes nine{1, 0, 0, 0, 0, 0, 0, 0, 2};
        QCOMPARE((OptionView{OptionNumber::MaxAge, nine}.asUint()), std::uint64_t{2});
    }
    void keepsOrderHoweverAdded()
    {
        Options forward;
        forward.addString(OptionNumber::UriHost, "h");
        forward.addString(OptionNumber::UriPath, "a").addString(OptionNumber::UriPath, "b");
        forward.addUint(OptionNumber::ContentFormat, 50);
        forward.add(OptionNumber::RequestTag, Bytes{7});
        Options mixed;
        mixed.add(OptionNumber::RequestTag, Bytes{7});
        mixed.addString(OptionNumber::UriPath, "a");
        mixed.addUint(OptionNumber::ContentFormat, 50);
        mixed.addString(OptionNumber::UriHost, "h");
        mixed.addString(OptionNumber::UriPath, "b"); // after "a", RFC 7252 §5.4.5
        QVERIFY(forward == mixed);
        QCOMPARE(mixed.view().uriPath(), std::string("/a/b"));
        QVERIFY(mixed.uintValue(OptionNumber::ContentFormat) == 50U);
        QVERIFY(
            (mixed.view().strings(OptionNumber::UriPath) == std::vector<std::string>{"a", "b"}));
    }
    void setRemoveClear()
    {
        Options options;
        options.addString(OptionNumber::UriPath, "a").addString(OptionNumber::UriPath, "b");
        options.addUint(OptionNumber::Size1, 5);
        options.set(OptionNumber::UriPath, asBytes("c"));
        QCOMPARE(options.view().count(OptionNumber::UriPath), std::size_t{1});
        options.remove(OptionNumber::Size1);
        QVERIFY(!options.has(OptionNumber::Size1));
        options.remove(OptionNumber::Observe);    // not there
        options.addUint(OptionNumber::Accept, 0); // appends after the removed one
        QVERIFY(options.uintValue(OptionNumber::Accept) == 0U);
        QCOMPARE(toHex(options.view().wire()), std::string("b16360"));
        options.clear();
        QVERIFY(options.empty());
        options.addString(OptionNumber::UriPath, "x");
        QCOMPARE(toHex(options.view().wire()), std::string("b178"));
    }
    void valueFromItself()
    {
        Options options;
        options.addString(OptionNumber::UriPath, std::string(200, 'p'));
        for (int i = 0; i < 20; ++i)
            options.add(OptionNumber::UriPath, *options.first(OptionNumber::UriPath));
        options.set(OptionNumber::UriHost, *options.first(OptionNumber::UriPath));
        options.set(OptionNumber::UriPath, *options.first(OptionNumber::UriPath));
        QCOMPARE(options.view().count(OptionNumber::UriPath), std::size_t{1});
        for (const OptionView &option : options)
            QCOMPARE(std::string(asText(option.value)), std::string(200, 'p'));
    }
    void lengthsAroundTheExtensions()
    {
        for (const std::size_t length : {0U, 12U, 13U, 268U, 269U, 65'803U, 65'804U}) {
            Options options;
            options.add(OptionNumber{65'535}, Bytes(length, 0x61));
            QCOMPARE(options.first(OptionNumber{65'535})->size(), length);
            QCOMPARE(toNumber(Options(options.view()).begin()->number), std::uint16_t{65'535});
        }
        for (const int each : {12, 13, 268, 269, 281, 282, 65'535}) {
            const auto number = static_cast<std::uint16_t>(each);
            Options options;
            options.add(OptionNumber{number}, Bytes{1});
            QCOMPARE(toNumber(options.begin()->number), number);
        }
    }
    void tooLongCountsAsUnrecognised()
    {
        Options options;
        options.add(OptionNumber::ContentFormat, Bytes{1, 2, 3});
        QVERIFY(options.has(OptionNumber::ContentFormat));
        QVERIFY(!options.uintValue(OptionNumber::ContentFormat));
        options.add(OptionNumber::HopLimit, Bytes{});
        QVERIFY(!options.uintValue(OptionNumber::HopLimit));
        QVERIFY(!options.uintValue(OptionNumber::Accept));
        QCOMPARE(options.view().uriPath(), std::string("/"));
    }
    void randomOrderEqualsSorted()
    {
        SeededRandom random(7);
        for (int round = 0; round < 300; ++round) {
            std::vector<std::pair<std::uint16_t, Bytes>> wanted;
            Options options;
            for (std::uint64_t n = random.below(12); n > 0; --n) {
                const auto number = static_cast<std::uint16_t>(random.below(400));
                Bytes value(random.below(20));
                random.fill(value);
                options.add(OptionNumber{number}, value);
                wanted.emplace_back(number, value);
            }
            std::stable_sort(wanted.begin(), wanted.end(),
                             [](const auto &a, const auto &b) { return a.first < b.first; });
            std::vector<std::pair<std::uint16_t, Bytes>> got;
            for (const OptionView &option : options)
                got.emplace_back(toNumber(option.number), toOwned(option.value));
            QVERIFY(got == wanted);
        }
    }
};

COPPER_TEST(TestOptions);
#include "test_options.moc"
