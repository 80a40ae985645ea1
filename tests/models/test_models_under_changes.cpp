// SPDX-License-Identifier: GPL-3.0-or-later
// Each model of the Resource room while a thousand changes come in random order, under the eyes of
// QAbstractItemModelTester. (Options, SenML tables and collections have theirs beside them.)
#include "core/base/random.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/diff_model.h"
#include "ui/models/dissection_model.h"
#include "ui/models/history_model.h"
#include "ui/models/large_payload_model.h"
#include "ui/models/payload_tree_model.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QThreadPool>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kChanges = 1000;

std::shared_ptr<const Bytes> owned(std::string_view text)
{
    return std::make_shared<const Bytes>(toOwned(asBytes(text)));
}

struct Body
{
    std::shared_ptr<const Bytes> bytes;
    std::optional<std::uint32_t> format;
};

// Sound, cut, broken and empty, in each format that is shown as a tree.
std::vector<Body> bodies()
{
    const auto links = owned(R"(</a>;rt="x";obs,</b>;ct=50)");
    const auto tlv = std::make_shared<const Bytes>(*fromHex("c80001c10101"));
    return {
        {owned(R"({"a": [1, {"b": "x"}], "c": true, "d": []})"), 50},
        {owned(R"({"a": [1, {"b": "y"}, 3], "e": null})"), 50},
        {owned(R"([{"bn":"h/","bt":1.7e9,"n":"t","u":"Cel","v":20},{"n":"u","vb":true}])"), 110},
        {owned("[1, [2, x"), 50},
        {std::make_shared<const Bytes>(*fromHex("a2616183010203616243010203")), 60},
        {std::make_shared<const Bytes>(*fromHex("a261618301")), 60},
        {std::make_shared<const Bytes>(*fromHex("010203")), 63},
        {links, 40},
        {tlv, 11542},
        {owned("23.5 C"), 0},
        {owned("\xff\xfe"), 42},
        {owned(""), std::nullopt},
        {nullptr, std::nullopt}};
}

} // namespace

class TestModelsUnderChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void payloadTree()
    {
        PayloadTreeModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(21);
        const std::vector<Body> all = bodies();
        const auto any = [&] {
            return all[random.below(all.size())];
        };
        for (int i = 0; i < kChanges; ++i) {
            const Body body = any();
            switch (random.below(5)) {
            case 0:
                model.setPrevious(body.bytes, body.format, timeAt(i));
                break;
            case 1:
                model.clear();
                QCOMPARE(model.rowCount(), 0);
                break;
            default:
                model.setPayload(body.bytes, body.format, timeAt(i));
                for (std::size_t at = 0; body.bytes && at < body.bytes->size(); ++at) {
                    const QModelIndex index = model.indexForByte(at);
                    if (!index.isValid())
                        continue;
                    const auto from = index.data(PayloadTreeModel::OffsetRole).toULongLong();
                    QVERIFY(from <= at);
                    QVERIFY(at < from + index.data(PayloadTreeModel::LengthRole).toULongLong());
                }
            }
        }
    }
    void largePayload()
    {
        LargePayloadModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(22);
        std::string pack = R"([{"bn":"h/","n":"t","v":20})";
        std::string list = "[[0]";
        for (int i = 0; i < 1200; ++i) {
            pack += ",{\"n\":\"x\",\"v\":" + std::to_string(i) + "}";
            list += ",[" + std::to_string(i) + "]";
        }
        using Content = LargePayloadModel::Content;
        const std::tuple<std::shared_ptr<const Bytes>, std::optional<ScanFormat>, Content> all[] = {
            {owned(pack + "]"), ScanFormat::Json, Content::Senml},
            {owned(list + "]"), ScanFormat::Json, Content::Values},
            {owned(R"({"a": [1, {"b": "x"}], "c": [[2]]})"), ScanFormat::Json, Content::Values},
            {owned("[1, [2, x"), ScanFormat::Json, Content::Values},
            {owned(R"({"bn": 1})"), ScanFormat::Json, Content::Senml},
            {owned("</a>,</b>"), ScanFormat::Links, Content::Values},
            {std::make_shared<const Bytes>(Bytes(40, 0x81)), ScanFormat::Cbor, Content::Values},
            {owned("text"), std::nullopt, Content::Text}};
        // Somewhere among the rows there are.
        const auto place = [&] {
            QModelIndex index = model.index(0, 0);
            while (model.rowCount(index) > 0 && random.below(3) > 0)
                index = model.index(static_cast<int>(random.below(
                                        static_cast<std::uint64_t>(model.rowCount(index)))),
                                    0, index);
            return index;
        };
        for (int i = 0; i < kChanges; ++i) {
            switch (random.below(model.rowCount() == 0 ? 1 : 30)) {
            case 0: {
                const auto &[bytes, format, content] = all[random.below(std::size(all))];
                model.setPayload(bytes, format, content);
                break;
            }
            case 1:
            case 2:
                model.release(place());
                break;
            case 3:
                model.reveal(random.below(model.payload()->size()));
                break;
            case 4:
            case 5:
            case 6:
                QCoreApplication::processEvents();
                break;
            default:
                model.fetchMore(place());
            }
        }
        QTRY_VERIFY(!model.isReading());
    }
    void diff()
    {
        DiffModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(23);
        const std::vector<Body> all = bodies();
        for (int i = 0; i < kChanges; ++i) {
            const Body &a = all[random.below(all.size())];
            const Body &b = all[random.below(all.size())];
            switch (random.below(4)) {
            case 0:
                model.clear();
                QCOMPARE(model.rowCount(), 0);
                break;
            case 1:
                QCoreApplication::processEvents();
                break;
            default:
                model.compare(a.bytes, a.format, b.bytes, b.format);
            }
        }
        QThreadPool::globalInstance()->waitForDone();
        QTRY_VERIFY(!model.isComparing());
        model.compare(all[0].bytes, 50, all[1].bytes, 50);
        QTRY_VERIFY(model.rowCount() > 0);
    }
    void dissection()
    {
        DissectionModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(24);
        const Bytes sound = *fromHex("44017c528d416e02"
                                     "b773656e736f7273047061636b6101ff7b2261223a317d");
        const Bytes record = *fromHex("17fefd0001000000000005000a00010000000000050102");
        for (int i = 0; i < kChanges; ++i) {
            Bytes datagram = sound;
            if (random.below(2) == 0)
                datagram.resize(random.below(sound.size() + 1));
            if (!datagram.empty() && random.below(2) == 0)
                datagram[random.below(datagram.size())] =
                    static_cast<std::uint8_t>(random.below(256));
            switch (random.below(5)) {
            case 0:
                model.clear();
                QCOMPARE(model.rowCount(), 0);
                break;
            case 1:
                model.setRecord(random.below(2) == 0 ? ByteView(record) : ByteView(datagram));
                break;
            case 2:
                model.setDatagram(datagram, record);
                break;
            default:
                model.setDatagram(datagram);
                for (std::size_t at = 0; at < datagram.size(); ++at) {
                    const QModelIndex index = model.indexForByte(at);
                    if (index.isValid())
                        QVERIFY(index.data(DissectionModel::OffsetRole).toULongLong() <= at);
                }
            }
        }
    }
    void history()
    {
        RequestHistory history;
        FakeClock clock;
        HistoryModel model(history, clock.asFunction());
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(25);
        std::uint64_t next = 1;
        for (int i = 0; i < kChanges; ++i) {
            RequestSpec spec;
            spec.uri = QStringLiteral("coap://h/%1").arg(random.below(5));
            const JobId some{random.below(next) + 1};
            switch (random.below(6)) {
            case 0:
                history.take(contentResponse(some, spec.uri, "x", 0, timeAt(i)));
                break;
            case 1: {
                JobFailed failed;
                failed.job = some;
                failed.kind = FailureKind::Timeout;
                history.take(failed);
                break;
            }
            case 2:
                if (random.below(20) == 0)
                    history.clear();
                break;
            default:
                history.add(JobId{next++}, spec, timeAt(i));
            }
            QCOMPARE(static_cast<std::size_t>(model.rowCount()), history.entries().size());
        }
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row).data(HistoryModel::IdRole).toULongLong(),
                     history.entries()[history.entries().size() - 1 - std::size_t(row)].id);
    }
};

COPPER_TEST(TestModelsUnderChanges);
#include "test_models_under_changes.moc"
