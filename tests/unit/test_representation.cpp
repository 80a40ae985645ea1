// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/representation.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;
using Format = Representation::Format;

class TestRepresentation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formats()
    {
        const auto formatOf = [](std::string_view payload, std::optional<std::uint32_t> number) {
            return readPayload(asBytes(payload), number).format;
        };
        QCOMPARE(formatOf("x", 0), Format::Text);
        QCOMPARE(formatOf("{", 0), Format::Text);
        QCOMPARE(formatOf("</a>", 40), Format::LinkFormat);
        QCOMPARE(formatOf("<a/>", 41), Format::Text);
        QCOMPARE(formatOf("x", 42), Format::Binary);
        QCOMPARE(formatOf("1", 50), Format::Json);
        QCOMPARE(formatOf("1", 432), Format::Json);
        QCOMPARE(formatOf("\x01", 60), Format::Cbor);
        QCOMPARE(formatOf("\x01", 61), Format::Cbor);
        QCOMPARE(formatOf("\x01", 16), Format::Cbor);
        QCOMPARE(formatOf("\x01\x02", 63), Format::CborSequence);
        QCOMPARE(readPayload(asBytes("\x01\x02"), 63).fault, PayloadFault::None);
        QCOMPARE(formatOf("[]", 110), Format::SenmlJson);
        QCOMPARE(formatOf("\x80", 112), Format::SenmlCbor);
        QCOMPARE(formatOf("x", 11'050), Format::Binary); // compressed JSON
        QCOMPARE(formatOf("x", 23), Format::Binary);
        QCOMPARE(formatOf("x", 30'000), Format::Text);
        // No or no known Content-Format: by its looks.
        QCOMPARE(formatOf("hello", std::nullopt), Format::Text);
        QCOMPARE(formatOf("\xff\xfe", std::nullopt), Format::Binary);
        QCOMPARE(formatOf(" {\"a\":1}", std::nullopt), Format::Json);
        QCOMPARE(formatOf("[1", std::nullopt), Format::Text);
        QCOMPARE(formatOf("{\"a\":1}", 65'000), Format::Json);
        QVERIFY(readPayload({}, 50).nodes.empty());
        QCOMPARE(readPayload({}, 50).fault, PayloadFault::None);
    }
    void text()
    {
        const Representation text = readPayload(asBytes("22.3 \xc2\xb0"
                                                        "C"),
                                                0);
        QCOMPARE(text.nodes[0].kind, NodeKind::Text);
        QCOMPARE(*text.nodes[0].number, 22.3);
        QCOMPARE(text.nodes[0].unit, std::string("\xc2\xb0"
                                                 "C"));
        const Representation broken = readPayload(asBytes("ab\xff"), 0);
        QCOMPARE(broken.fault, PayloadFault::NotUtf8);
        QCOMPARE(broken.faultOffset, std::size_t{2});
        QCOMPARE(broken.nodes[0].text, std::string("ab\xef\xbf\xbd"));
    }
    void links()
    {
        const std::string text = "</sensors/temp>;rt=\"t\";obs,</b>;sz=5";
        const Representation links = readPayload(asBytes(text), 40);
        QCOMPARE(links.fault, PayloadFault::None);
        QCOMPARE(links.nodes[0].children.size(), std::size_t{2});
        QCOMPARE(links.nodes[1].kind, NodeKind::Link);
        QCOMPARE(links.nodes[1].name, std::string("/sensors/temp"));
        QCOMPARE(text.substr(links.nodes[1].offset, links.nodes[1].length),
                 std::string("</sensors/temp>;rt=\"t\";obs"));
        QCOMPARE(links.nodes[2].meaning, NodeMeaning::LinkAttribute);
        QCOMPARE(text.substr(links.nodes[2].offset, links.nodes[2].length),
                 std::string("rt=\"t\""));
        const Representation cut = readPayload(asBytes("</a>;rt=\"x,,,</b"), 40);
        QCOMPARE(cut.fault, PayloadFault::Truncated);
        QCOMPARE(cut.nodes[1].name, std::string("/a"));
        QCOMPARE(cut.nodes.back().kind, NodeKind::Invalid);
        std::string large = "</a>;t=\"" + std::string(1U << 20U, 'x') + "\"";
        QCOMPARE(readPayload(asBytes(large), 40).fault, PayloadFault::TooManyNodes);
        std::string many;
        for (std::uint32_t i = 0; i < kMaxPayloadNodes; ++i)
            many += "<>,";
        QCOMPARE(readPayload(asBytes(many), 40).fault, PayloadFault::TooManyNodes);
    }
    void hostilePayloadsOfTheVectors()
    {
        int seen = 0;
        const QJsonArray cases = test::loadVectors(QStringLiteral("malformed.json"))
                                     .value(QStringLiteral("cases"))
                                     .toArray();
        for (const auto &value : cases) {
            const QJsonObject row = value.toObject();
            if (row.value(QStringLiteral("layer")).toString() != QLatin1String("content"))
                continue;
            const Bytes datagram = test::bytesFromHex(row.value(QStringLiteral("hex")).toString());
            // All three: four bytes, Content-Format in two, marker.
            const ByteView payload = ByteView(datagram).subspan(7);
            const Representation read = readPayload(payload, datagram[5]);
            const QString id = row.value(QStringLiteral("id")).toString();
            if (id.startsWith(QLatin1String("M61")))
                QCOMPARE(read.fault, PayloadFault::None);
            else if (id.startsWith(QLatin1String("M62")))
                QCOMPARE(read.fault, PayloadFault::Truncated);
            else
                QCOMPARE(read.fault, PayloadFault::TooDeep);
            ++seen;
        }
        QCOMPARE(seen, 3);
    }
};

COPPER_TEST(TestRepresentation);
#include "test_representation.moc"
