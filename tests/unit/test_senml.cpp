// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/representation.h"
#include "core/payload/senml.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace copper;

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

Representation readJsonPack(const QJsonArray &pack)
{
    const QByteArray text = QJsonDocument(pack).toJson(QJsonDocument::Compact);
    return readPayload(
        asBytes(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))), 110);
}

void verifyResolved(const Representation &pack, const QJsonArray &expected, double now)
{
    QCOMPARE(pack.fault, PayloadFault::None);
    std::vector<SenmlRecord> records = senmlRecords(pack);
    // The RFC's resolved form is in chronological order, §4.6.
    std::stable_sort(records.begin(), records.end(),
                     [now](const SenmlRecord &a, const SenmlRecord &b) {
                         return senmlAbsoluteTime(a.time, now) < senmlAbsoluteTime(b.time, now);
                     });
    QCOMPARE(static_cast<qsizetype>(records.size()), expected.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        const SenmlRecord &got = records[i];
        const QJsonObject want = expected.at(static_cast<qsizetype>(i)).toObject();
        QCOMPARE(QString::fromStdString(got.name), want.value(key("n")).toString());
        // A unit in force on a value that is no number is not written there.
        if (want.contains(key("u")) || got.value)
            QCOMPARE(QString::fromStdString(got.unit), want.value(key("u")).toString());
        QVERIFY(std::abs(senmlAbsoluteTime(got.time, now) - want.value(key("t")).toDouble()) <
                1e-5);
        QCOMPARE(got.value.has_value(), want.contains(key("v")));
        if (got.value)
            QCOMPARE(*got.value, want.value(key("v")).toDouble());
        QCOMPARE(got.sum.has_value(), want.contains(key("s")));
        if (got.sum)
            QCOMPARE(*got.sum, want.value(key("s")).toDouble());
        QCOMPARE(got.stringValue.has_value(), want.contains(key("vs")));
        if (got.stringValue)
            QCOMPARE(QString::fromStdString(*got.stringValue), want.value(key("vs")).toString());
        QCOMPARE(got.booleanValue.has_value(), want.contains(key("vb")));
        if (got.booleanValue)
            QCOMPARE(*got.booleanValue, want.value(key("vb")).toBool());
        QCOMPARE(got.dataValue.has_value(), want.contains(key("vd")));
        if (got.dataValue)
            QCOMPARE(QString::fromStdString(*got.dataValue), want.value(key("vd")).toString());
    }
}

} // namespace

class TestSenml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors()
    {
        const QJsonObject file = test::loadVectors(key("senml-rfc8428.json"));
        const double now = file.value(key("now")).toDouble();
        int seen = 0;
        for (const auto *list : {"examples", "derived"}) {
            for (const auto &value : file.value(key(list)).toArray()) {
                const QJsonObject row = value.toObject();
                verifyResolved(readJsonPack(row.value(key("pack")).toArray()),
                               row.value(key("resolved")).toArray(), now);
                ++seen;
            }
        }
        QVERIFY(seen >= 16);
    }
    void cborForm()
    {
        const QJsonObject file = test::loadVectors(key("senml-rfc8428.json"));
        const QJsonObject cbor = file.value(key("cbor_ex3")).toObject();
        const Bytes bytes = test::bytesFromHex(cbor.value(key("hex")).toString());
        QCOMPARE(static_cast<int>(bytes.size()), cbor.value(key("length")).toInt());
        for (const auto &value : file.value(key("examples")).toArray()) {
            if (value.toObject().value(key("id")) != cbor.value(key("equals")))
                continue;
            const Representation pack = readPayload(bytes, 112);
            QCOMPARE(pack.format, Representation::Format::SenmlCbor);
            verifyResolved(pack, value.toObject().value(key("resolved")).toArray(),
                           file.value(key("now")).toDouble());
            return;
        }
        QFAIL("the example of the CBOR form is missing");
    }
    void labels()
    {
        const QJsonObject labels =
            test::loadVectors(key("senml-rfc8428.json")).value(key("labels")).toObject();
        QVERIFY(labels.size() == 15);
        for (auto label = labels.begin(); label != labels.end(); ++label) {
            // One record {number: 0}: the number becomes the label.
            const int number = label.value().toInt();
            Bytes bytes{0x81, 0xa1,
                        static_cast<std::uint8_t>(number >= 0 ? number : 0x20 - number - 1), 0};
            const Representation pack = readPayload(bytes, 112);
            QCOMPARE(QString::fromStdString(pack.nodes[2].name), label.key());
        }
    }
    void tree()
    {
        const Representation pack = readPayload(
            asBytes("[{\"bn\":\"d/\",\"bu\":\"Cel\",\"n\":\"t\",\"v\":1,\"x_\":2,\"u\":3}]"), 110);
        QCOMPARE(pack.nodes[0].meaning, NodeMeaning::SenmlPack);
        QCOMPARE(pack.nodes[1].kind, NodeKind::Record);
        QCOMPARE(pack.nodes[1].name, std::string("d/t"));
        QCOMPARE(pack.nodes[1].unit, std::string("Cel"));
        QCOMPARE(pack.nodes[2].meaning, NodeMeaning::SenmlBaseName);
        QCOMPARE(pack.nodes[5].meaning, NodeMeaning::SenmlValue);
        QCOMPARE(pack.nodes[5].unit, std::string("Cel"));
        QCOMPARE(pack.nodes[6].meaning, NodeMeaning::SenmlUnknown);
        QCOMPARE(pack.nodes[7].meaning, NodeMeaning::SenmlUnknown); // a unit must be text
    }
    void notAPack()
    {
        const Representation object = readPayload(asBytes(" {\"n\":\"t\",\"v\":1}"), 110);
        QCOMPARE(object.fault, PayloadFault::Syntax);
        QCOMPARE(object.faultOffset, std::size_t{1});
        QVERIFY(senmlRecords(object).empty());
        const Representation mixed = readPayload(asBytes("[{\"n\":\"t\",\"v\":1},5]"), 110);
        QCOMPARE(mixed.fault, PayloadFault::Syntax);
        QCOMPARE(mixed.faultOffset, std::size_t{17});
        QCOMPARE(senmlRecords(mixed).size(), std::size_t{1});
        const Representation cut = readPayload(asBytes("[{\"n\":\"t\",\"v\":1},{\"n\":"), 110);
        QCOMPARE(cut.fault, PayloadFault::Truncated);
        QCOMPARE(senmlRecords(cut).size(), std::size_t{1});
    }
    void order()
    {
        QVERIFY(senmlEarlier(1, 2));
        QVERIFY(senmlEarlier(1.6e9, 5)); // five seconds from now is later than any past time
        QVERIFY(!senmlEarlier(5, 1.6e9));
    }
};

COPPER_TEST(TestSenml);
#include "test_senml.moc"
