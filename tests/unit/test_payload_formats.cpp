// SPDX-License-Identifier: GPL-3.0-or-later
// Trees of tagged CBOR, sequences, LwM2M TLV and problem details.
#include "core/payload/representation.h"
#include "core/payload/value_path.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace copper;

namespace {

Representation read(const char *hex, std::uint32_t format)
{
    return readPayload(*fromHex(hex), format);
}

// One entry of lwm2m.json below a node; its place among the siblings is `row`.
void compareTlv(const Representation &tree, const ByteView payload, std::uint32_t parent,
                const QJsonArray &entries)
{
    const auto children = tree.nodes[parent].children;
    QCOMPARE(static_cast<qsizetype>(children.size()), entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject entry = entries[i].toObject();
        const ValueNode &node = tree.nodes[children[static_cast<std::size_t>(i)]];
        QCOMPARE(node.name, std::to_string(entry[QStringLiteral("id")].toInt()));
        const QString type = entry[QStringLiteral("type")].toString();
        const NodeMeaning meaning =
            type == QLatin1String("object_instance")     ? NodeMeaning::TlvObjectInstance
            : type == QLatin1String("multiple_resource") ? NodeMeaning::TlvMultipleResource
            : type == QLatin1String("resource_instance") ? NodeMeaning::TlvResourceInstance
                                                         : NodeMeaning::TlvResource;
        QCOMPARE(node.meaning, meaning);
        if (entry.contains(QStringLiteral("children"))) {
            compareTlv(tree, payload, children[static_cast<std::size_t>(i)],
                       entry[QStringLiteral("children")].toArray());
            continue;
        }
        // The value is what stands at the end of its bytes.
        const Bytes value = test::bytesFromHex(entry[QStringLiteral("hex")].toString());
        QVERIFY(node.length >= value.size());
        QVERIFY(equalBytes(payload.subspan(node.offset + node.length - value.size(), value.size()),
                           value));
        if (node.kind == NodeKind::Text)
            QCOMPARE(node.text, std::string(asText(value)));
    }
}

} // namespace

class TestPayloadFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bignumsAreNumbers()
    {
        const Representation cbor = read("82c249010000000000000000c349010000000000000000", 60);
        QCOMPARE(cbor.nodes.size(), std::size_t{3});
        QCOMPARE(cbor.nodes[1].kind, NodeKind::Number);
        QCOMPARE(cbor.nodes[1].meaning, NodeMeaning::Bignum);
        QCOMPARE(cbor.nodes[1].text, std::string("18446744073709551616"));
        QCOMPARE(*cbor.nodes[1].number, 18446744073709551616.0);
        QCOMPARE(cbor.nodes[1].length, std::size_t{11});
        QCOMPARE(cbor.nodes[2].text, std::string("-18446744073709551617"));
        // In pieces it is no number one would write; it stays a tag.
        QCOMPARE(read("c25f4101ff", 60).nodes[0].kind, NodeKind::Tag);
        QCOMPARE(read("c2490100", 60).fault, PayloadFault::Truncated);
    }
    void embeddedItemsAreOpened()
    {
        // 24(h'8201 02') inside an array
        const Representation cbor = read("81d81843820102", 60);
        QCOMPARE(cbor.fault, PayloadFault::None);
        QCOMPARE(cbor.nodes.size(), std::size_t{6});
        QCOMPARE(cbor.nodes[2].meaning, NodeMeaning::EmbeddedCbor);
        QCOMPARE(cbor.nodes[3].kind, NodeKind::Array);
        QCOMPARE(cbor.nodes[3].offset, std::size_t{4});
        QCOMPARE(cbor.nodes[3].parent, 2U);
        QCOMPARE(cbor.nodes[5].offset, std::size_t{6});
        QCOMPARE(cbor.nodes[5].parent, 3U);
        for (const ChartableValue &value : chartableValues(cbor))
            QCOMPARE(valueAt(cbor, value.path)->node, value.node);
        // What is no CBOR stays bytes, and no fault.
        const Representation bytes = read("d81842ff00", 60);
        QCOMPARE(bytes.fault, PayloadFault::None);
        QCOMPARE(bytes.nodes.size(), std::size_t{2});
        QCOMPARE(read("d83f420102", 60).nodes.size(), std::size_t{5}); // tag 63, a sequence
        // Nesting ends: 24(h'24(h'24(...)')').
        Bytes nested{0x00};
        for (int i = 0; i < 60; ++i) {
            Bytes around{0xd8, 0x18, 0x59, static_cast<std::uint8_t>(nested.size() >> 8U),
                         static_cast<std::uint8_t>(nested.size())};
            around.insert(around.end(), nested.begin(), nested.end());
            nested = around;
        }
        QVERIFY(readPayload(nested, 60).nodes.size() < 20);
    }
    void sequencesAreArrays()
    {
        const Representation cbor = read("0163616263", 63);
        QCOMPARE(cbor.format, Representation::Format::CborSequence);
        QCOMPARE(cbor.nodes.size(), std::size_t{3});
        QCOMPARE(read("0163", 63).fault, PayloadFault::Truncated);
        QCOMPARE(readPayload({}, 63).nodes.size(), std::size_t{0});
    }
    void lwm2mVectors()
    {
        const QJsonObject file = test::loadVectors(QStringLiteral("lwm2m.json"));
        for (const QJsonValue &each : file[QStringLiteral("tlv")].toArray()) {
            const QJsonObject vector = each.toObject();
            const Bytes bytes = test::bytesFromHex(vector[QStringLiteral("hex")].toString());
            const Representation tree = readPayload(bytes, 11542);
            QCOMPARE(tree.fault, PayloadFault::None);
            compareTlv(tree, bytes, 0, vector[QStringLiteral("decoded")].toArray());
        }
        for (const QJsonValue &each : file[QStringLiteral("tlv_malformed")].toArray()) {
            const Bytes bytes = test::bytesFromHex(each.toString());
            const Representation tree = readPayload(bytes, 11542);
            QCOMPARE(tree.fault, PayloadFault::Truncated);
            QCOMPARE(tree.nodes.back().kind, NodeKind::Invalid);
        }
    }
    void lwm2mValues()
    {
        const Representation tree = read("c10101c20200ffc10a80c800036f6e21e70201ffff", 11542);
        QCOMPARE(tree.nodes[1].text, std::string("1"));
        QCOMPARE(tree.nodes[2].text, std::string("255"));
        QCOMPARE(tree.nodes[3].text, std::string("-128"));
        QCOMPARE(tree.nodes[4].text, std::string("on!"));
        QCOMPARE(tree.fault, PayloadFault::Truncated); // the last says 7 bytes
        // A value that reaches beyond the instance around it.
        const Representation over = read("0202c10105", 11542);
        QCOMPARE(over.fault, PayloadFault::Truncated);
    }
    void problemDetails()
    {
        // {-1: "no", -2: "not now", -4: 163, "own": 1}
        const Representation tree = read("a420626e6f21676e6f74206e6f772318a3636f776e01", 257);
        QCOMPARE(tree.nodes[1].meaning, NodeMeaning::ProblemTitle);
        QCOMPARE(tree.nodes[2].meaning, NodeMeaning::ProblemDetail);
        QCOMPARE(tree.nodes[3].meaning, NodeMeaning::ProblemResponseCode);
        QCOMPARE(tree.nodes[4].meaning, NodeMeaning::None);
        QCOMPARE(read("a12001", 257).nodes[1].meaning, NodeMeaning::None);
        QCOMPARE(read("80", 257).nodes[0].meaning, NodeMeaning::None);
    }
    // Of a body of any size the readers look at four mebibytes; the views do not use them beyond.
    void longBodiesAreNotReadWhole()
    {
        constexpr std::size_t kLong = 5U << 20U;
        const Bytes text(kLong, 'a');
        const Representation plain = readPayload(text, 0);
        QCOMPARE(plain.fault, PayloadFault::None);
        QCOMPARE(plain.nodes[0].length, kLong);
        QCOMPARE(readPayload(text, std::nullopt).format, Representation::Format::Text);
        QCOMPARE(readPayload(Bytes(kLong, 0xff), 42).nodes[0].length, kLong);
        Bytes json(kLong, 'a');
        json[0] = '[';
        json[1] = '"';
        json[kLong - 2] = '"';
        json[kLong - 1] = ']';
        QCOMPARE(readPayload(json, 50).fault, PayloadFault::TooManyNodes);
    }
    void limitsAreTheCallers()
    {
        const Bytes many(5000, 0x00);
        QCOMPARE(readPayload(many, 63, 100).fault, PayloadFault::TooManyNodes);
        QCOMPARE(readPayload(many, 63, 6000).fault, PayloadFault::None);
        const Bytes text(kMaxNodeText + 10, 'a');
        QVERIFY(readPayload(text, 0).nodes[0].text.size() < kMaxNodeText + 4);
        QCOMPARE(readPayload(text, 0).nodes[0].length, text.size());
    }
};

COPPER_TEST(TestPayloadFormats);
#include "test_payload_formats.moc"
