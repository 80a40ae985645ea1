// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/models/option_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

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
