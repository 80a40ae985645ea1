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
