// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/payload_tree_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

std::shared_ptr<const Bytes> owned(std::string_view text)
{
    return std::make_shared<const Bytes>(toOwned(asBytes(text)));
}

QModelIndex named(const QAbstractItemModel &model, const QString &name,
                  const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data().toString() == name)
            return index;
        const QModelIndex below = named(model, name, index);
        if (below.isValid())
            return below;
    }
    return {};
}

QString cell(const QModelIndex &index, int column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

class TestPayloadTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void json()
    {
        PayloadTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(owned(R"({"temp":23.5,"name":"a","list":[1,2]})"), 50, timeAt(63));
        const QModelIndex temp = named(model, QStringLiteral("temp"));
        QVERIFY(temp.isValid());
        QCOMPARE(cell(temp, PayloadTreeModel::ValueColumn), QStringLiteral("23.5"));
        QCOMPARE(cell(temp, PayloadTreeModel::KindColumn), QStringLiteral("123"));
        QCOMPARE(temp.data(PayloadTreeModel::PathRole).toString(), QStringLiteral("/temp"));
        QVERIFY(named(model, QStringLiteral("name")).data(PayloadTreeModel::PathRole).isNull());
        QCOMPARE(cell(named(model, QStringLiteral("list")), PayloadTreeModel::ValueColumn),
                 QStringLiteral("2 value(s)"));
        model.setPrevious(owned(R"({"temp":23.4})"), 50, timeAt(0));
        QCOMPARE(cell(temp, PayloadTreeModel::MeaningColumn),
                 QStringLiteral("was 23.4, 1 min 3 s ago"));
        // A byte leads to the smallest value around it.
        const QModelIndex byByte = model.indexForByte(9);
        QCOMPARE(byByte.data().toString(), QStringLiteral("temp"));
        QVERIFY(!model.indexForByte(999).isValid());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
    void senml()
    {
        PayloadTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(
            owned(R"([{"bn":"greenhouse-1/","bt":1778594531,"n":"temp","u":"Cel","v":23.5},)"
                  R"({"n":"pump","vb":true}])"),
            110, timeAt(0));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(root.data().toString(), QStringLiteral("SenML pack"));
        QCOMPARE(cell(root, PayloadTreeModel::ValueColumn), QStringLiteral("2 record(s)"));
        const QModelIndex temp = named(model, QStringLiteral("temp"));
        QVERIFY(temp.isValid());
        QCOMPARE(cell(temp, PayloadTreeModel::ValueColumn), QStringLiteral("23.5"));
        QCOMPARE(temp.data(PayloadTreeModel::UnitTextRole).toString(), QStringLiteral("°C"));
        QVERIFY(model.valuePath(temp));
        QCOMPARE(model.valuePath(temp)->text, std::string("senml:greenhouse-1/temp"));
        QVERIFY(named(model, QStringLiteral("pump")).isValid());
    }
    void taggedValuesSayWhatTheyMean()
    {
        PayloadTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        // [_ 1(1363896240), 1.5, 2(h'010000000000000000'), 24(h'8101'), (_ "a"), 32("x"), 7]
        const char *hex = "9fc11a514b67b0f93e00c249010000000000000000d818428101"
                          "7f6161ffd820617807ff";
        model.setPayload(std::make_shared<const Bytes>(*fromHex(hex)), 60, timeAt(0));
        QCOMPARE(model.representation().fault, PayloadFault::None);
        const QModelIndex root = model.index(0, 0);
        const auto meaning = [&model, &root](int row) {
            return cell(model.index(row, 0, root), PayloadTreeModel::MeaningColumn);
        };
        QCOMPARE(cell(root, PayloadTreeModel::MeaningColumn),
                 QStringLiteral("of indefinite length"));
        QCOMPARE(meaning(0), QStringLiteral("seconds since 1970"));
        QCOMPARE(cell(model.index(0, 0, model.index(0, 0, root)), PayloadTreeModel::MeaningColumn),
                 QStringLiteral("2013-03-21 20:04:00 UTC"));
        QCOMPARE(meaning(1), QStringLiteral("half-precision float"));
        QCOMPARE(cell(model.index(2, 0, root), PayloadTreeModel::ValueColumn),
                 QStringLiteral("18446744073709551616"));
        QCOMPARE(meaning(3), QStringLiteral("CBOR in bytes"));
        QCOMPARE(model.rowCount(model.index(0, 0, model.index(3, 0, root))), 1);
        QCOMPARE(meaning(4), QStringLiteral("in pieces, of indefinite length"));
        QCOMPARE(meaning(5), QStringLiteral("URI"));
        QCOMPARE(meaning(6), QString());
        // A problem, with its titles.
        model.setPayload(std::make_shared<const Bytes>(*fromHex("a120626e6f")), 257, timeAt(0));
        QVERIFY(named(model, QStringLiteral("Title")).isValid());
        model.setPayload(std::make_shared<const Bytes>(*fromHex("c10105")), 11542, timeAt(0));
        QCOMPARE(meaning(0), QStringLiteral("resource"));
    }
    void linksAndFaults()
    {
        PayloadTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPayload(owned(R"(</sensors/temp>;rt="temperature";obs,</x>)"), 40, timeAt(0));
        const QModelIndex first = model.index(0, 0, model.index(0, 0));
        QCOMPARE(first.data(PayloadTreeModel::LinkTargetRole).toString(),
                 QStringLiteral("/sensors/temp"));
        model.setPayload(owned(R"({"a":)"), 50, timeAt(0));
        QVERIFY(model.representation().fault != PayloadFault::None);
        model.setPayload(std::make_shared<const Bytes>(Bytes{0xff, 0x00, 0x80}), 60, timeAt(0));
        model.setPayload(std::make_shared<const Bytes>(), std::nullopt, timeAt(0));
    }
};

COPPER_TEST(TestPayloadTreeModel);
#include "test_payload_tree_model.moc"
