// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "ui/models/large_payload_model.h"
#include "ui/models/payload_tree_model.h"
#include "ui/text/protocol_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace copper;

namespace {

std::shared_ptr<const Bytes> owned(const std::string &text)
{
    return std::make_shared<const Bytes>(toOwned(asBytes(text)));
}

std::string arrayOf(int count)
{
    std::string text = "[0";
    for (int i = 1; i < count; ++i)
        text += ',' + std::to_string(i);
    return text + ']';
}

struct Large
{
    LargePayloadModel model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    // The tester opens all there is by itself, so it looks at what is small.
    explicit Large(const std::string &text, ScanFormat format = ScanFormat::Json,
                   bool tested = false,
                   LargePayloadModel::Content content = LargePayloadModel::Content::Values)
    {
        if (tested)
            tester = std::make_unique<QAbstractItemModelTester>(
                &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(owned(text), format, content);
    }
    QModelIndex root() const { return model.index(0, 0); }
    void open(const QModelIndex &index)
    {
        if (model.canFetchMore(index))
            model.fetchMore(index);
        QTRY_VERIFY(!model.isReading());
    }
    QString cell(const QModelIndex &index, int column) const
    {
        return index.siblingAtColumn(column).data().toString();
    }
};

} // namespace

class TestLargePayloadModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void containersOpenOnDemand()
    {
        Large large(R"({"a": [1, {"b": "x"}], "c": true, "d": []})");
        QVERIFY(large.model.hasChildren(large.root()));
        QCOMPARE(large.model.rowCount(large.root()), 0);
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 3);
        const QModelIndex list = large.model.index(0, 0, large.root());
        QCOMPARE(list.data().toString(), QStringLiteral("a"));
        QCOMPARE(large.cell(large.model.index(1, 0, large.root()), PayloadTreeModel::ValueColumn),
                 QStringLiteral("true"));
        QVERIFY(!large.model.hasChildren(large.model.index(2, 0, large.root())));
        large.open(list);
        QCOMPARE(large.cell(list, PayloadTreeModel::ValueColumn), QStringLiteral("2 values"));
        QCOMPARE(large.model.index(1, 0, list).data().toString(), QStringLiteral("1"));
        large.model.release(list);
        QCOMPARE(large.model.rowCount(list), 0);
        QVERIFY(large.model.canFetchMore(list));
        large.model.clear();
        QCOMPARE(large.model.rowCount(), 0);
    }
    // A record means the same as in the small view, wherever it stands.
    void senmlIsResolved()
    {
        std::string text = R"([{"bn": "house/", "bt": 1700000000, "bu": "Cel", "bv": 20})";
        constexpr int kRecords = 2500;
        for (int i = 1; i < kRecords; ++i) {
            const std::string number = std::to_string(i);
            text += ", {\"n\": \"t" + number + "\", \"v\": " + number + ", \"t\": " + number;
            if (i == 700 || i == 1700)
                text += ", \"bn\": \"barn" + number + "/\", \"bv\": 0";
            text += "}";
        }
        text += "]";
        Large large(text, ScanFormat::Json, false, LargePayloadModel::Content::Senml);
        QCOMPARE(large.root().data().toString(), QStringLiteral("SenML pack"));
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 3);
        const Representation whole = readPayload(asBytes(text), 110U, 100'000);
        QVERIFY(whole.nodes[0].children.size() == kRecords);
        // From the end: what is before must not have been opened.
        for (const int page : {2, 0, 1}) {
            const QModelIndex range = large.model.index(page, 0, large.root());
            large.open(range);
            for (const int row : {0, 1, 200, 499}) {
                const auto at = static_cast<std::size_t>(page * 1000 + row);
                const ValueNode &record = whole.nodes[whole.nodes[0].children[at]];
                const QModelIndex index = large.model.index(row, 0, range);
                QCOMPARE(large.cell(index, PayloadTreeModel::MeaningColumn).section(u',', 0, 0),
                         QString::fromStdString(record.name));
                if (at == 0)
                    continue;
                const double value = static_cast<double>(at) + (at < 700 ? 20 : 0);
                QCOMPARE(large.cell(index, PayloadTreeModel::ValueColumn),
                         QString::number(value) + QStringLiteral(" °C"));
            }
        }
        const QModelIndex record = large.model.index(5, 0, large.model.index(0, 0, large.root()));
        QCOMPARE(record.data().toString(), QStringLiteral("t5"));
        QVERIFY(large.cell(record, PayloadTreeModel::MeaningColumn)
                    .contains(QStringLiteral("2023-11-14")));
        large.open(record);
        QCOMPARE(large.model.rowCount(record), 3);
        QCOMPARE(large.cell(large.model.index(0, 0, record), PayloadTreeModel::NameColumn),
                 nodeFieldName(NodeMeaning::SenmlName));
        QVERIFY(!nodeFieldName(NodeMeaning::SenmlName).isEmpty());
        // Closed and opened again it says the same.
        large.model.release(large.root());
        large.open(large.root());
        large.open(large.model.index(1, 0, large.root()));
        const QModelIndex again = large.model.index(3, 0, large.model.index(1, 0, large.root()));
        QCOMPARE(large.cell(again, PayloadTreeModel::ValueColumn), QStringLiteral("1003 °C"));
    }
    void senmlCborAndWhatIsNone()
    {
        // [{-2: "a/", 2: 1}, {0: "b", 2: 2}, 5, {0: "c", 4: true}]
        const auto bytes = *fromHex("84a221626"
                                    "12f0201a2006162020205a20061"
                                    "6304f5");
        LargePayloadModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(std::make_shared<const Bytes>(bytes), ScanFormat::Cbor,
                         LargePayloadModel::Content::Senml);
        const QModelIndex root = model.index(0, 0);
        if (model.canFetchMore(root))
            model.fetchMore(root);
        QTRY_COMPARE(model.rowCount(root), 4);
        const auto cell = [&](int row, int column) {
            return model.index(row, column, root).data().toString();
        };
        QCOMPARE(cell(1, PayloadTreeModel::MeaningColumn), QStringLiteral("a/b"));
        QCOMPARE(cell(1, PayloadTreeModel::ValueColumn), QStringLiteral("2"));
        QCOMPARE(cell(2, PayloadTreeModel::ValueColumn), QStringLiteral("5"));
        QCOMPARE(cell(3, PayloadTreeModel::MeaningColumn), QStringLiteral("a/c"));
        QCOMPARE(cell(3, PayloadTreeModel::ValueColumn), QStringLiteral("true"));
    }
    void theTesterFindsNothing()
    {
        for (const std::string &text :
             {std::string(R"({"a": [1, {"b": "x"}], "c": true, "d": []})"), arrayOf(2500),
              std::string("[1, [2, x")}) {
            Large large(text, ScanFormat::Json, true);
            large.open(large.root());
            large.model.release(large.root());
            large.open(large.root());
            QVERIFY(large.model.rowCount(large.root()) > 0);
        }
    }
    void manyValuesStandInRanges()
    {
        Large large(arrayOf(25'000));
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 25);
        const QModelIndex range = large.model.index(24, 0, large.root());
        QVERIFY(range.data().toString().contains(QStringLiteral("24")));
        large.open(range);
        QCOMPARE(large.model.rowCount(range), 1000);
        QCOMPARE(large.cell(large.model.index(999, 0, range), PayloadTreeModel::ValueColumn),
                 QStringLiteral("24999"));
        QCOMPARE(large.model.index(999, 0, range).data().toString(), QStringLiteral("24999"));
        QVERIFY(
            large.cell(large.root(), PayloadTreeModel::ValueColumn).contains(QStringLiteral("25")));
    }
    void millionsStandInRangesOfRanges()
    {
        Large large(std::string(1'500'000, '\x01'), ScanFormat::CborSequence);
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 2);
        const QModelIndex second = large.model.index(1, 0, large.root());
        large.open(second);
        QCOMPARE(large.model.rowCount(second), 500);
        const QModelIndex page = large.model.index(499, 0, second);
        large.open(page);
        QCOMPARE(large.model.rowCount(page), 1000);
        QCOMPARE(large.model.index(999, 0, page).data(PayloadTreeModel::OffsetRole).toULongLong(),
                 1'499'999ULL);
    }
    void aByteIsRevealed()
    {
        const std::string text = R"({"x": )" + arrayOf(5000) + R"(, "y": {"z": "here"}})";
        Large large(text);
        QSignalSpy revealed(&large.model, &LargePayloadModel::revealed);
        large.model.reveal(text.find("here"));
        QTRY_COMPARE(revealed.size(), 1);
        QCOMPARE(revealed[0][0].toModelIndex().data().toString(), QStringLiteral("z"));
        large.model.reveal(text.find(",4321,") + 1);
        QTRY_COMPARE(revealed.size(), 2);
        QCOMPARE(large.cell(revealed[1][0].toModelIndex(), PayloadTreeModel::ValueColumn),
                 QStringLiteral("4321"));
        QCOMPARE(large.model.indexForByte(0), large.root());
    }
    // More values than marks: where a range begins is known for sure when it is opened, and a byte
    // before that is of the range before.
    void aByteNearTheEdgeOfARange()
    {
        const std::string text = arrayOf(100'000);
        const auto placeOf = [&text](int value) {
            return text.find(',' + std::to_string(value) + ',') + 1;
        };
        for (const int value : {68'999, 69'000, 68'990, 40'999, 99'998, 1000, 999}) {
            Large large(text);
            large.open(large.root());
            QSignalSpy revealed(&large.model, &LargePayloadModel::revealed);
            large.model.reveal(placeOf(value));
            QTRY_COMPARE(revealed.size(), 1);
            QCOMPARE(large.cell(revealed[0][0].toModelIndex(), PayloadTreeModel::ValueColumn),
                     QString::number(value));
        }
        // In ranges of ranges too.
        std::string many = "[0";
        for (int i = 1; i < 1'300'000; ++i)
            many += i == 999'999 ? ",77" : ",5";
        Large large(many + "]");
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 2);
        QSignalSpy revealed(&large.model, &LargePayloadModel::revealed);
        large.model.reveal(many.find("77"));
        QTRY_COMPARE(revealed.size(), 1);
        QCOMPARE(large.cell(revealed[0][0].toModelIndex(), PayloadTreeModel::ValueColumn),
                 QStringLiteral("77"));
    }
    void whatIsBrokenIsShownAtItsByte()
    {
        Large large(R"([1, 2, x])");
        large.open(large.root());
        QCOMPARE(large.model.rowCount(large.root()), 3);
        const QModelIndex bad = large.model.index(2, 0, large.root());
        QVERIFY(bad.data(PayloadTreeModel::FailedRole).toBool());
        QVERIFY(
            large.cell(bad, PayloadTreeModel::MeaningColumn).contains(QStringLiteral("byte 7")));
        QCOMPARE(large.model.faultOffset(), std::size_t{7});
        QCOMPARE(large.model.fault(), PayloadFault::Syntax);
    }
    void rowsAreBounded()
    {
        Large large(arrayOf(150'000));
        large.open(large.root());
        int open = 0;
        while (open < 150 && large.model.canFetchMore(large.model.index(open, 0, large.root())))
            large.open(large.model.index(open++, 0, large.root()));
        // Each of the ranges can be asked; beyond the limit it says so, and rows go when closed.
        QModelIndex refused;
        for (int row = 0; row < 150; ++row) {
            const QModelIndex range = large.model.index(row, 0, large.root());
            if (range.data(PayloadTreeModel::FailedRole).toBool()) {
                refused = range;
                break;
            }
        }
        QVERIFY(refused.isValid());
        QCOMPARE(large.model.rowCount(refused), 0);
        large.model.release(large.model.index(0, 0, large.root()));
        large.open(refused);
        QCOMPARE(large.model.rowCount(refused), 1000);
    }
    void closingWhileReading()
    {
        SeededRandom random(9);
        Large large(R"([)" + arrayOf(3000) + "," + arrayOf(3000) + "," + arrayOf(3000) + "]");
        large.open(large.root());
        for (int i = 0; i < 200; ++i) {
            const QModelIndex list =
                large.model.index(static_cast<int>(random.below(3)), 0, large.root());
            if (random.below(2) == 0)
                large.model.release(list);
            else if (large.model.canFetchMore(list))
                large.model.fetchMore(list);
            if (random.below(3) == 0)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!large.model.isReading());
    }
    void bytesAndTextAreOneRow()
    {
        LargePayloadModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(owned(std::string(5000, 'x')), std::nullopt,
                         LargePayloadModel::Content::Text);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.hasChildren(model.index(0, 0)));
        QVERIFY(model.index(0, PayloadTreeModel::ValueColumn)
                    .data()
                    .toString()
                    .contains(QStringLiteral("xxx")));
        model.setPayload(std::make_shared<const Bytes>(), ScanFormat::Cbor);
        QVERIFY(!model.canFetchMore(model.index(0, 0)));
    }
};

COPPER_TEST(TestLargePayloadModel);
#include "test_large_payload_model.moc"
