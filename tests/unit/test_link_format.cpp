// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/coap/link_format.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

void verifyAttributes(const Link &link, const QJsonArray &expected)
{
    QCOMPARE(static_cast<qsizetype>(link.attributes.size()), expected.size());
    for (std::size_t i = 0; i < link.attributes.size(); ++i) {
        const QJsonArray pair = expected.at(static_cast<qsizetype>(i)).toArray();
        QCOMPARE(QString::fromStdString(link.attributes[i].name), pair.at(0).toString());
        QCOMPARE(link.attributes[i].value.has_value(), !pair.at(1).isNull());
        if (link.attributes[i].value)
            QCOMPARE(QString::fromStdString(*link.attributes[i].value), pair.at(1).toString());
    }
}

} // namespace

class TestLinkFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void examples()
    {
        const QJsonArray rows =
            test::loadVectors(key("linkformat-rfc6690.json")).value(key("examples")).toArray();
        QVERIFY(rows.size() == 7);
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const std::string text = row.value(key("text")).toString().toStdString();
            const LinkList list = parseLinkFormat(text);
            QVERIFY(list.complete());
            const QJsonArray links = row.value(key("links")).toArray();
            if (row.contains(key("links")))
                QCOMPARE(static_cast<qsizetype>(list.links.size()), links.size());
            for (qsizetype i = 0; i < links.size(); ++i) {
                const Link &link = list.links[static_cast<std::size_t>(i)];
                const QJsonObject expected = links.at(i).toObject();
                QCOMPARE(QString::fromStdString(link.target),
                         expected.value(key("target")).toString());
                verifyAttributes(link, expected.value(key("attrs")).toArray());
                QCOMPARE(text[link.offset], '<');
            }
            // Serialised in the very form of the RFC.
            QCOMPARE(toLinkFormat(list.links), text);
        }
    }
    void tricky()
    {
        const QJsonArray rows =
            test::loadVectors(key("linkformat-rfc6690.json")).value(key("tricky")).toArray();
        QVERIFY(rows.size() == 7);
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const LinkList list = parseLinkFormat(row.value(key("text")).toString().toStdString());
            QVERIFY(list.complete());
            if (row.contains(key("links"))) {
                QCOMPARE(static_cast<int>(list.links.size()), row.value(key("links")).toInt());
                continue;
            }
            QCOMPARE(list.links.size(), std::size_t{1});
            if (row.contains(key("attrs")))
                verifyAttributes(list.links[0], row.value(key("attrs")).toArray());
            if (row.contains(key("target")))
                QCOMPARE(QString::fromStdString(list.links[0].target),
                         row.value(key("target")).toString());
            if (row.contains(key("decoded")))
                QCOMPARE(
                    QString::fromStdString(*decodeExtendedValue(list.links[0].value("title*"))),
                    row.value(key("decoded")).toString());
            // Reading what we write gives the same again.
            const LinkList again = parseLinkFormat(toLinkFormat(list.links));
            QCOMPARE(again.links.size(), std::size_t{1});
            QCOMPARE(again.links[0].attributes.size(), list.links[0].attributes.size());
            for (std::size_t i = 0; i < again.links[0].attributes.size(); ++i)
                QVERIFY(again.links[0].attributes[i].value == list.links[0].attributes[i].value);
        }
    }
    // An extended value is written without quotes, unless it would end there.
    void extendedValueWithSeparators()
    {
        for (const char *value : {"UTF-8''a", "a;b", "a,</b>", "a\"b", "a b", ""}) {
            Link link;
            link.target = "/x";
            link.attributes.push_back({"title*", std::string(value), 0, 0});
            const LinkList again = parseLinkFormat(toLinkFormat({link}));
            QVERIFY(again.complete());
            QCOMPARE(again.links.size(), std::size_t{1});
            QCOMPARE(again.links[0].attributes.size(), std::size_t{1});
            QVERIFY(again.links[0].value("title*") == value);
        }
    }
    void malformed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("links");
        const auto row = [](const char *text, LinkFault fault, int offset, int links) {
            QTest::newRow(text) << key(text) << static_cast<int>(fault) << offset << links;
        };
        row("</a", LinkFault::UnclosedTarget, 0, 0);
        row("</a>;rt=\"x", LinkFault::UnclosedQuote, 8, 1);
        row("a>;rt=x", LinkFault::ExpectedTarget, 0, 0);
        row("</a>,,</b>;=x", LinkFault::ExpectedTarget, 5, 1);
        row("</a> ;;rt=x", LinkFault::MissingAttributeName, 6, 1);
        row(";rt=x", LinkFault::ExpectedTarget, 0, 0);
        row("</a>;=x", LinkFault::MissingAttributeName, 5, 1);
        row("</a>x", LinkFault::ExpectedSeparator, 4, 1);
        row("</a>;rt=\"x\"y", LinkFault::ExpectedSeparator, 11, 1);
        row("</a>;rt=\"x\\", LinkFault::UnclosedQuote, 8, 1);
        row("</a>,</b>;rt=\"x,,,</c", LinkFault::UnclosedQuote, 13, 2);
    }
    void malformed()
    {
        QFETCH(QString, text);
        QFETCH(int, fault);
        QFETCH(int, offset);
        QFETCH(int, links);
        const LinkList list = parseLinkFormat(text.toStdString());
        QCOMPARE(static_cast<int>(list.fault), fault);
        QCOMPARE(static_cast<int>(list.faultOffset), offset);
        QCOMPARE(static_cast<int>(list.links.size()), links);
        QVERIFY(!list.complete());
    }
    void malformedVectorsAreRefused()
    {
        const QJsonArray rows =
            test::loadVectors(key("linkformat-rfc6690.json")).value(key("malformed")).toArray();
        QVERIFY(rows.size() == 6);
        for (const auto &text : rows)
            QVERIFY(parseLinkFormat(text.toString().toStdString()).fault != LinkFault::None);
    }
    void whiteSpaceIsTolerated()
    {
        const LinkList list = parseLinkFormat(" </a> ; rt = \"x\" ,\r\n </b>;obs , ");
        QVERIFY(list.complete());
        QCOMPARE(list.links.size(), std::size_t{2});
        QCOMPARE(list.links[0].value("RT"), std::string_view("x"));
        QVERIFY(list.links[1].has("obs") && list.links[1].value("obs").empty());
    }
    void limits()
    {
        std::string many;
        for (int i = 0; i < 10'001; ++i)
            many += i == 0 ? "</a>" : ",</a>";
        LinkList list = parseLinkFormat(many);
        QCOMPARE(list.links.size(), std::size_t{10'000});
        QVERIFY(list.linksCut && list.fault == LinkFault::None && !list.complete());
        QVERIFY(!parseLinkFormat(many.substr(0, many.size() - 5)).linksCut);

        std::string attributes = "</a>";
        for (int i = 0; i < 65; ++i)
            attributes += ";x" + std::to_string(i) + "=1";
        list = parseLinkFormat(attributes + ",</b>");
        QCOMPARE(list.links[0].attributes.size(), std::size_t{64});
        QVERIFY(list.attributesCut && list.links.size() == 2);

        // 1 MiB, cut inside a link: said, and no fault of the device.
        std::string large = "</first>;title=\"" + std::string((1U << 20U) - 100, 'x') + "\"";
        while (large.size() < (1U << 20U) + 100)
            large += ",</next/resource>;rt=\"x\"";
        list = parseLinkFormat(large);
        QVERIFY(list.bytesCut && list.fault == LinkFault::None && list.links.size() >= 2);
        QVERIFY(!parseLinkFormat(std::string("</a>;t=\"") + std::string((1U << 20U) - 9, 'x') + '"')
                     .bytesCut);

        const LinkLimits small{10, 1, 1};
        QVERIFY(parseLinkFormat("</a>,</b>", small).linksCut);
        QVERIFY(parseLinkFormat("</a>;b;c;d", small).attributesCut);
    }
    void invalidUtf8IsKeptAndSaid()
    {
        const LinkList list = parseLinkFormat("</a>,</b>;title=\"\xff\xfe\",</c>");
        QVERIFY(list.complete());
        QCOMPARE(list.links.size(), std::size_t{3});
        QVERIFY(list.notUtf8At == 10U);
        QCOMPARE(list.links[1].value("title"), std::string_view("\xff\xfe"));
    }
    void filterCases()
    {
        const QJsonArray rows =
            test::loadVectors(key("linkformat-rfc6690.json")).value(key("filter_cases")).toArray();
        QVERIFY(rows.size() == 5);
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const auto filter = parseLinkFilter(row.value(key("query")).toString().toStdString());
            QVERIFY(filter.has_value());
            QJsonArray got;
            const LinkList list = parseLinkFormat(row.value(key("links")).toString().toStdString());
            for (const Link &link : list.links) {
                if (matches(link, *filter))
                    got.append(QString::fromStdString(link.target));
            }
            QCOMPARE(got, row.value(key("result")).toArray());
        }
    }
    void filterDetails()
    {
        const Link link = parseLinkFormat("</a>;obs;title=\"two words\";ct=\"40 60\"").links[0];
        QVERIFY(matches(link, *parseLinkFilter("obs=*")));
        QVERIFY(!matches(link, *parseLinkFilter("obs=1")));
        QVERIFY(!matches(link, *parseLinkFilter("title=two")));
        QVERIFY(matches(link, *parseLinkFilter("title=two words")));
        QVERIFY(matches(link, *parseLinkFilter("ct=60")));
        QVERIFY(!matches(link, *parseLinkFilter("rt=*")));
        QVERIFY(!parseLinkFilter("rt"));
        QVERIFY(!parseLinkFilter("=x"));
    }
    void extendedValues()
    {
        QVERIFY(decodeExtendedValue("utf-8'de'n%C3%A4me") == "n\xc3\xa4me");
        QVERIFY(!decodeExtendedValue("ISO-8859-1''n%E4me"));
        QVERIFY(!decodeExtendedValue("UTF-8''%E4"));
        QVERIFY(!decodeExtendedValue("UTF-8''%4"));
        QVERIFY(!decodeExtendedValue("plain"));
    }
    void mutationsEnd()
    {
        SeededRandom random(5);
        const std::string seed = "</a>;rt=\"x y\";ct=40;obs,</b>;title*=UTF-8''x;sz=\"12\\\"\"";
        for (int i = 0; i < 5000; ++i) {
            std::string text = seed;
            for (int n = 0; n < 4; ++n)
                text[random.below(text.size())] = "<>;,=\"\\ ax"[random.below(10)];
            const LinkList list = parseLinkFormat(text);
            for (const Link &link : list.links)
                QVERIFY(link.offset + link.length <= text.size());
            if (list.complete())
                QVERIFY(parseLinkFormat(toLinkFormat(list.links)).links.size() ==
                        list.links.size());
        }
    }
};

COPPER_TEST(TestLinkFormat);
#include "test_link_format.moc"
