// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "ui/mainwindow/palette_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <array>

using namespace copper;

class TestPaletteModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWordHasToOccur()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model);
        model.setItems(items());
        model.setQuery(QStringLiteral("green temp"));
        QCOMPARE(model.resultCount(), 1);
        QCOMPARE(model.item(model.index(1))->text, QStringLiteral("greenhouse-1 /sensors/temp"));
        model.setQuery(QStringLiteral("nothing like this"));
        QCOMPARE(model.resultCount(), 0);
        QCOMPARE(model.firstItemRow(), -1);
    }
    void aThousandChanges()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(63);
        const std::array queries{"", "green", ">", "@lamp", "/temp", "nothing like it", "e"};
        for (int change = 0; change < 1000; ++change) {
            if (random.below(3) == 0) {
                std::vector<PaletteItem> some = items();
                some.resize(random.below(some.size() + 1));
                model.setItems(std::move(some));
            } else {
                model.setQuery(QString::fromLatin1(queries[random.below(queries.size())]));
            }
        }
        model.setItems(items());
        model.setQuery(QStringLiteral("green temp"));
        QCOMPARE(model.resultCount(), 1);
    }
    void prefixesChooseTheGroup()
    {
        PaletteModel model;
        model.setItems(items());
        model.setQuery(QStringLiteral(">"));
        QCOMPARE(model.item(model.index(1))->group, PaletteItem::Group::Commands);
        QCOMPARE(model.resultCount(), 1);
        model.setQuery(QStringLiteral("@green"));
        QCOMPARE(model.item(model.index(1))->text, QStringLiteral("greenhouse-1"));
        QCOMPARE(model.resultCount(), 1);
        model.setQuery(QStringLiteral("/sensors"));
        QCOMPARE(model.item(model.index(1))->group, PaletteItem::Group::Resources);
    }
    void wholeSegmentsComeFirst()
    {
        PaletteModel model;
        std::vector<PaletteItem> list;
        for (const char *text : {"a /xtempx", "a /temperature", "a /temp"}) {
            PaletteItem item;
            item.group = PaletteItem::Group::Resources;
            item.text = QLatin1String(text);
            list.push_back(item);
        }
        model.setItems(std::move(list));
        model.setQuery(QStringLiteral("temp"));
        QCOMPARE(model.item(model.index(1))->text, QStringLiteral("a /temp"));
        QCOMPARE(model.item(model.index(3))->text, QStringLiteral("a /xtempx"));
    }
    void captionsCannotBeChosen()
    {
        PaletteModel model;
        model.setItems(items());
        QVERIFY(model.item(model.index(0)) == nullptr);
        QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
    }
    void groupsAndItemsAreBounded()
    {
        PaletteModel model;
        std::vector<PaletteItem> list(PaletteModel::kMaxItems + 100);
        for (PaletteItem &item : list)
            item.text = QStringLiteral("x");
        model.setItems(std::move(list));
        QCOMPARE(model.resultCount(), static_cast<int>(PaletteModel::kMaxItems));
        QCOMPARE(model.rowCount(), static_cast<int>(PaletteModel::kMaxPerGroup) + 1);
        model.setQuery(QStringLiteral(">x"));
        QCOMPARE(model.rowCount(), static_cast<int>(PaletteModel::kMaxOfOneGroup) + 1);
    }

private:
    static std::vector<PaletteItem> items()
    {
        std::vector<PaletteItem> list(3);
        list[0].group = PaletteItem::Group::Commands;
        list[0].text = QStringLiteral("Discover");
        list[1].group = PaletteItem::Group::Devices;
        list[1].text = QStringLiteral("greenhouse-1");
        list[2].group = PaletteItem::Group::Resources;
        list[2].text = QStringLiteral("greenhouse-1 /sensors/temp");
        return list;
    }
};

COPPER_TEST(TestPaletteModel);
#include "test_palette_model.moc"
