// SPDX-License-Identifier: GPL-3.0-or-later
// Records of a pack too large to be read as a whole mean what they mean in one that is.
#include "core/payload/representation.h"
#include "core/payload/senml_pack.h"
#include "core/payload/senml_timeline.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <random>

using namespace copper;

namespace {

// Goes over all records, and keeps where they are.
std::vector<ScannedItem> takeAll(SenmlTimeline &timeline, ByteView data, std::size_t step)
{
    const ScanFormat format = timeline.isCbor() ? ScanFormat::Cbor : ScanFormat::Json;
    std::vector<ScannedItem> items;
    ContainerScan scan(data, format, ContainerScan::root(data, format), {0, 0});
    scan.setObserver([&](std::uint64_t index, const ScannedItem &item) {
        timeline.take(index, item);
        items.push_back(item);
    });
    while (!scan.step(step)) {
    }
    return items;
}

std::string randomPack(std::mt19937 &random, int count)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i) {
        const auto number = [&random] {
            return std::to_string(random() % 100);
        };
        text += i > 0 ? " ,\n{" : "{";
        std::string fields = "\"n\":\"n" + std::to_string(i) + "\",\"v\":" + number();
        if (random() % 9 == 0)
            fields += ",\"bn\":\"base" + number() + "/\"";
        if (random() % 17 == 0)
            fields += ",\"b\\u0074\":" + std::to_string(1'700'000'000 + random() % 1000);
        if (random() % 17 == 0)
            fields += ",\"bu\":\"Cel\"";
        if (random() % 17 == 0)
            fields += ",\"bv\":" + number();
        if (random() % 3 == 0)
            fields += ",\"t\":" + number();
        text += fields + "}";
        if (random() % 50 == 0)
            text += ", 7";
    }
    return text + "]";
}

} // namespace

class TestSenmlTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyRecordIsResolvedAsInTheWhole()
    {
        std::mt19937 random(3); // NOLINT(cert-msc51-cpp)
        for (const int count : {1, 5, 900, 2700}) {
            const std::string text = randomPack(random, count);
            const ByteView data = asBytes(text);
            const Representation whole = readPayload(data, 110U, 1'000'000);
            QVERIFY(whole.format == Representation::Format::SenmlJson);
            const std::vector<SenmlRecord> records = senmlRecords(whole);
            QCOMPARE(records.size(), static_cast<std::size_t>(count));
            SenmlTimeline timeline(data, false);
            const std::vector<ScannedItem> items = takeAll(timeline, data, 700);
            std::size_t next = 0;
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (items[i].kind != NodeKind::Object)
                    continue;
                const SenmlRecord &wanted = records[next++];
                if (i % 13 != 0 && i > 20 && i + 20 < items.size())
                    continue; // each goes over those before it again
                SenmlBases bases = timeline.before(i);
                const auto record =
                    resolveSenml(data.subspan(items[i].offset, items[i].length), false, bases);
                QVERIFY(record.has_value());
                QCOMPARE(record->name, wanted.name);
                QCOMPARE(record->unit, wanted.unit);
                QCOMPARE(record->time, wanted.time);
                QCOMPARE(record->value, wanted.value);
                QVERIFY(timeline.before(i + 1) == bases);
            }
        }
    }
    void cborToo()
    {
        SenmlPack pack;
        pack.baseName = "urn:dev:ow:1/";
        pack.baseTime = 1.7e9;
        for (int i = 0; i < 900; ++i)
            pack.entries.push_back({"n" + std::to_string(i), "Cel", double(i), double(i)});
        const Bytes bytes = writeSenmlCbor(pack);
        SenmlTimeline timeline(bytes, true);
        const auto items = takeAll(timeline, bytes, 100);
        QCOMPARE(items.size(), std::size_t{900});
        SenmlBases bases = timeline.before(899);
        QCOMPARE(bases.name, pack.baseName);
        const auto record = resolveSenml(
            ByteView(bytes).subspan(items[899].offset, items[899].length), true, bases);
        QCOMPARE(record->name, std::string("urn:dev:ow:1/n899"));
        QCOMPARE(record->time, 1.7e9 + 899);
        QVERIFY(senmlField("-2", true) == NodeMeaning::SenmlBaseName);
        QVERIFY(senmlField("-2", false) == NodeMeaning::SenmlUnknown);
        QVERIFY(senmlField("bn", false) == NodeMeaning::SenmlBaseName);
    }
    // More records than there are marks for at the first distance: fewer places, the same values.
    void marksAreBounded()
    {
        constexpr std::uint64_t kRecords = 2'300'000;
        std::string text = "[";
        text.reserve(3 * kRecords + 4096);
        for (std::uint64_t i = 0; i < kRecords; ++i) {
            text += i > 0 ? "," : "";
            text += i % 70'000 == 69'999 ? "{\"bv\":" + std::to_string(i) + "}" : "{}";
        }
        text += "]";
        SenmlTimeline timeline(asBytes(text), false);
        const auto items = takeAll(timeline, asBytes(text), 1U << 20U);
        QCOMPARE(items.size(), static_cast<std::size_t>(kRecords));
        for (const std::uint64_t index :
             {std::uint64_t{69'999}, std::uint64_t{70'000}, std::uint64_t{1'024'000},
              std::uint64_t{1'399'999}, std::uint64_t{1'400'000}, std::uint64_t{2'299'999}}) {
            const double wanted =
                index < 70'000 ? 0 : static_cast<double>(index / 70'000 * 70'000 - 1);
            QCOMPARE(timeline.before(index).value, wanted);
        }
    }
    void hostileRecords()
    {
        // Too long to be looked at: it changes nothing, and what follows is resolved all the same.
        const std::string text =
            "[{\"bn\":\"a\"},{\"bn\":\"" + std::string(kMostSenmlRecord, 'x') +
            "\"},{\"n\":\"b\",\"v\":1e999},{\"bn\":5},\"bn\",[{\"bn\":\"c\"}],{\"n\":\"d\"";
        SenmlTimeline timeline(asBytes(text), false);
        const auto items = takeAll(timeline, asBytes(text), 50);
        QVERIFY(items.size() >= 6);
        for (std::size_t i = 1; i <= items.size(); ++i)
            QCOMPARE(timeline.before(i).name, std::string("a"));
        SenmlBases bases = timeline.before(2);
        QCOMPARE(resolveSenml(asBytes(std::string_view(R"({"n":"b"})")), false, bases)->name,
                 std::string("ab"));
        QVERIFY(!resolveSenml(asBytes(std::string_view("[1]")), false, bases));
        QVERIFY(!resolveSenml({}, true, bases));
    }
};

COPPER_TEST(TestSenmlTimeline);
#include "test_senml_timeline.moc"
