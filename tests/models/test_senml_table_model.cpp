// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "ui/models/senml_table_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;

namespace {

SenmlPack packOf(const char *json)
{
    return readSenmlPack(asBytes(json), false).value();
}

} // namespace

class TestSenmlTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cellsAreTyped()
    {
        SenmlTableModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPack(packOf(R"([{"bn":"a/","bt":1778594531,"n":"t","u":"Cel","v":1},)"
                             R"({"n":"x","vs":"true"},{"n":"y","vd":"AQI"}])"));
        const auto cell = [&model](int row, SenmlTableModel::Column column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(cell(0, SenmlTableModel::ValueColumn), QStringLiteral("1"));
        QVERIFY(cell(0, SenmlTableModel::MeaningColumn).contains(QStringLiteral("a/t")));
        QVERIFY(cell(0, SenmlTableModel::MeaningColumn).contains(QStringLiteral("2026-05-12")));
        QCOMPARE(cell(1, SenmlTableModel::ValueColumn), QStringLiteral("\"true\""));
        QCOMPARE(cell(2, SenmlTableModel::ValueColumn), QStringLiteral("h'0102'"));
        QVERIFY(model.problem().isEmpty());
        const auto set = [&model](int row, SenmlTableModel::Column column, const char *text) {
            QVERIFY(model.setData(model.index(row, column), QString::fromUtf8(text), Qt::EditRole));
        };
        set(0, SenmlTableModel::NameColumn, "t t");
        QVERIFY(model.problem().startsWith(QStringLiteral("Row 1")));
        set(0, SenmlTableModel::NameColumn, "t");
        set(1, SenmlTableModel::ValueColumn, "");
        QVERIFY(model.problem().startsWith(QStringLiteral("Row 2")));
        set(1, SenmlTableModel::ValueColumn, "-1e3");
        QCOMPARE(std::get<double>(model.pack().entries[1].value), -1000.0);
        set(1, SenmlTableModel::ValueColumn, "\"12\"");
        QCOMPARE(std::get<std::string>(model.pack().entries[1].value), std::string("12"));
        set(1, SenmlTableModel::TimeColumn, "x");
        QVERIFY(!model.problem().isEmpty());
        set(1, SenmlTableModel::TimeColumn, "5");
        QCOMPARE(*model.pack().entries[1].time, 5.0);
        model.setBase("", std::nullopt);
        set(2, SenmlTableModel::NameColumn, "");
        QVERIFY(!model.problem().isEmpty());
    }
    void rowsComeAndGo()
    {
        SenmlTableModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(3);
        for (int i = 0; i < 1000; ++i) {
            const auto row = static_cast<int>(random.below(20));
            switch (random.below(3)) {
            case 0:
                model.removeRow(row);
                break;
            case 1:
                model.addRow();
                break;
            default:
                model.setData(model.index(row, static_cast<int>(random.below(4))),
                              QString::number(i), Qt::EditRole);
            }
        }
        while (model.addRow()) {
        }
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), kMaxSenmlEntries);
    }
    void packsAreWrittenInBoth()
    {
        const SenmlPack pack = packOf(R"([{"bn":"a/","bt":-5,"n":"t","u":"Cel","v":23.5,"t":1},)"
                                      R"({"n":"x","vb":false},{"n":"y","vd":"AQI"},{"vs":"w"}])");
        const Bytes cbor = writeSenmlCbor(pack);
        QVERIFY(readSenmlPack(cbor, true).value() == pack);
        QVERIFY(readSenmlPack(asBytes(writeSenmlJson(pack)), false).value() == pack);
        const auto why = [](const char *json) {
            return readSenmlPack(asBytes(json), false).error().reason;
        };
        using Reason = SenmlPackError::Reason;
        QCOMPARE(why("{}"), Reason::NotSenml);
        QCOMPARE(why("[1]"), Reason::NotSenml);
        QCOMPARE(why(R"([{"bv":1,"v":2}])"), Reason::OtherField);
        QCOMPARE(why(R"([{"v":2},{"bn":"a"}])"), Reason::OtherField);
        QCOMPARE(why(R"([{"n":2}])"), Reason::WrongType);
        QCOMPARE(why(R"([{"v":2,"vb":true}])"), Reason::OtherField);
        std::string many = "[";
        for (std::size_t i = 0; i <= kMaxSenmlEntries; ++i)
            many += i == 0 ? "{}" : ",{}";
        QCOMPARE(why((many + ']').c_str()), Reason::TooMany);
    }
};

COPPER_TEST(TestSenmlTableModel);
#include "test_senml_table_model.moc"
