// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/models/option_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace copper;

class TestOptionModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressGivesOptionsThatCannotBeEdited()
    {
        OptionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAddress(QStringLiteral("coap://127.0.0.11/sensors/pack?unit=C"));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1, OptionModel::ValueColumn).data().toString(),
                 QStringLiteral("pack"));
        QVERIFY(model.index(1, 0).data(OptionModel::DerivedRole).toBool());
        QVERIFY(!(model.flags(model.index(1, OptionModel::ValueColumn)) & Qt::ItemIsEditable));
        QVERIFY(!model.setData(model.index(1, OptionModel::ValueColumn), QStringLiteral("x"),
                               Qt::EditRole));
        model.removeOption(1);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.ownOptions().empty());
        QVERIFY(model.encodedBytes() > 0);
        model.setAddress(QStringLiteral("nonsense"));
        QCOMPARE(model.rowCount(), 0);
    }
    void ownOptionsAreChecked()
    {
        OptionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&model, &OptionModel::optionsChanged);
        QVERIFY(model.addOption(QStringLiteral("accept=112")).isEmpty());
        QVERIFY(model.addOption(QStringLiteral("ETag=0x5f2c81")).isEmpty());
        QVERIFY(model.addOption(QStringLiteral("65001=0xff")).isEmpty());
        QVERIFY(!model.addOption(QStringLiteral("Nonesuch=1")).isEmpty());
        QVERIFY(!model.addOption(QStringLiteral("Block2=0/0/64")).isEmpty());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(changed.size(), 3);
        QVERIFY(model.isValid());
        QCOMPARE(*model.ownOptions().uintValue(OptionNumber::Accept), 112U);
        QCOMPARE(model.index(0, OptionModel::MeaningColumn).data().toString(),
                 QStringLiteral("application/senml+cbor"));
        QCOMPARE(model.index(0, OptionModel::PropertiesColumn).data().toString(),
                 QStringLiteral("critical"));
        // Nine bytes are too many for an ETag (RFC 7252 §5.10.6).
        const QModelIndex etag = model.index(1, OptionModel::ValueColumn);
        QVERIFY(model.setData(etag, QStringLiteral("0x112233445566778899"), Qt::EditRole));
        QVERIFY(!model.isValid());
        QVERIFY(!etag.data(OptionModel::ErrorRole).toString().isEmpty());
        QVERIFY(!model.ownOptions().has(OptionNumber::ETag));
        QVERIFY(model.setData(etag, QStringLiteral("0x11"), Qt::EditRole));
        QVERIFY(model.isValid());
        const Options kept = model.ownOptions();
        model.removeOption(0);
        QCOMPARE(model.rowCount(), 2);
        model.setOwnOptions(kept);
        QVERIFY(model.ownOptions() == kept);
    }
    // Among equal numbers order is seen on the wire; past others it is not.
    void orderAmongEqualNumbers()
    {
        OptionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const char *text : {"ETag=0x01", "Accept=json", "ETag=0x02", "ETag=0x03"})
            QCOMPARE(model.addOption(QString::fromLatin1(text)), QString());
        QCOMPARE(model.moveOption(1, true), -1);
        QCOMPARE(model.moveOption(0, true), -1);
        QCOMPARE(model.moveOption(3, false), -1);
        QCOMPARE(model.moveOption(0, false), 2);
        QCOMPARE(model.moveOption(3, true), 2);
        std::string order;
        for (const OptionView &option : model.ownOptions()) {
            if (option.number == OptionNumber::ETag)
                order += static_cast<char>('0' + option.value[0]);
        }
        QCOMPARE(order, std::string("231"));
        QCOMPARE(model.moveOption(77, true), -1);
    }
    // Dragged: before any own row, or behind the last.
    void movedToAPlace()
    {
        OptionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAddress(QStringLiteral("coap://127.0.0.1/a/b"));
        for (const char *text : {"ETag=0x01", "Accept=json", "ETag=0x02"})
            QCOMPARE(model.addOption(QString::fromLatin1(text)), QString());
        for (const auto &[row, before] :
             {std::pair{2, 2}, {2, 3}, {0, 3}, {2, 1}, {2, 6}, {5, 2}, {-1, 3}})
            QCOMPARE(model.moveOptionTo(row, before), -1);
        QCOMPARE(model.moveOptionTo(4, 2), 2);
        QCOMPARE(model.ownTexts()[0].value, QStringLiteral("0x02"));
        QCOMPARE(model.moveOptionTo(2, 5), 4);
        QCOMPARE(model.ownTexts()[2].value, QStringLiteral("0x02"));
    }
    // As a person and an address change it, in any order.
    void randomChanges()
    {
        OptionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(11); // NOLINT(cert-msc51-cpp)
        const char *texts[] = {"ETag=0x01",  "Accept=json", "65001=0xff", "If-None-Match",
                               "ETag={{x}}", "Observe=0",   "Size1=77"};
        const char *addresses[] = {"coap://h/a/b?c=d", "nonsense", "coap://h/", "coap://i:99/a"};
        for (int i = 0; i < 1000; ++i) {
            const int rows = model.rowCount();
            const auto row = [&random, rows] {
                return rows == 0 ? -1 : static_cast<int>(random() % unsigned(rows));
            };
            const int own = model.ownCount();
            switch (random() % 8) {
            case 0:
                model.setAddress(QString::fromLatin1(addresses[random() % 4]));
                QCOMPARE(model.ownCount(), own);
                break;
            case 1:
            case 2:
                QCOMPARE(model.addOption(QString::fromLatin1(texts[random() % 7])), QString());
                QCOMPARE(model.ownCount(), own + 1);
                break;
            case 3:
                model.removeOption(row());
                break;
            case 4:
                model.moveOption(row(), random() % 2 == 0);
                QCOMPARE(model.ownCount(), own);
                break;
            case 5: {
                const int to = row();
                model.moveOptionTo(row(), to);
                QCOMPARE(model.ownCount(), own);
                break;
            }
            case 6:
                model.setData(model.index(row(), OptionModel::ValueColumn), QStringLiteral("7"),
                              Qt::EditRole);
                break;
            default:
                if (random() % 20 == 0)
                    model.setOwnTexts(model.ownTexts());
                else
                    model.expandAgain();
            }
        }
    }
    void limit()
    {
        OptionModel model;
        for (std::size_t i = 0; i < OptionModel::kMaxOwn; ++i)
            QVERIFY(model.addOption(QStringLiteral("If-Match=0x01")).isEmpty());
        QVERIFY(!model.addOption(QStringLiteral("If-Match=0x01")).isEmpty());
    }
};

COPPER_TEST(TestOptionModel);
#include "test_option_model.moc"
