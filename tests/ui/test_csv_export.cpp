// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/dashboard/csv_export.h"
#include "ui/dashboard/dropped_values.h"
#include "ui/text/csv_text.h"

#include <QMimeData>
#include <QTest>

using namespace copper;
using copper::test::timeAt;

class TestCsvExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cellsAreQuoted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QStringLiteral("temp north") << QByteArray("temp north");
        QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QStringLiteral("+1") << QByteArray("'+1");
        QTest::newRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
        QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
        QTest::newRow("formula with comma")
            << QStringLiteral("=HYPERLINK(\"x\",1)") << QByteArray("\"'=HYPERLINK(\"\"x\"\",1)\"");
        QTest::newRow("empty") << QString() << QByteArray();
    }
    void cellsAreQuoted()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvTextCell(text), cell);
    }
    void onlyTheShownRangeIsWritten()
    {
        SampleStore samples;
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        const auto id =
            samples.open(uri, ValuePath{}, QStringLiteral("temp"), QStringLiteral("Cel"));
        QVERIFY(id);
        for (int i = 0; i < 10; ++i)
            samples.append(*id, {timeAt(i), -1.5 + i});
        const QByteArray csv =
            csvOf(samples, {{uri, {}, QStringLiteral("=north"), 0}}, {timeAt(2), timeAt(3)});
        QCOMPARE(csv, QByteArray("time,series,uri,path,value,unit\r\n"
                                 "2026-05-12T14:02:13.000Z,'=north,coap://127.0.0.11/sensors/temp,,"
                                 "0.5,Cel\r\n"
                                 "2026-05-12T14:02:14.000Z,'=north,coap://127.0.0.11/sensors/temp,,"
                                 "1.5,Cel\r\n"));
    }
    void droppedLinesGoThereAndBack()
    {
        const std::unique_ptr<QMimeData> data(
            mimeOf({{QStringLiteral("coap://h/a"), ValuePath{"/x"}},
                    {QStringLiteral("coap://h/b"), ValuePath{}}}));
        const auto values = droppedValues(data.get());
        QCOMPARE(values.size(), 2U);
        QCOMPARE(values[0].path.text, std::string("/x"));
        QCOMPARE(values[1].uri, QStringLiteral("coap://h/b"));
    }
    void foreignAndTooManyLinesAreLeftOut()
    {
        QMimeData data;
        QByteArray lines("file:///etc/passwd\t\n\n");
        for (std::size_t i = 0; i < kMaxDroppedValues + 10; ++i)
            lines += "coap://h/" + QByteArray::number(static_cast<int>(i)) + "\t\n";
        data.setData(QString::fromUtf16(kResourceMimeType), lines);
        QCOMPARE(droppedValues(&data).size(), kMaxDroppedValues);
        QCOMPARE(droppedValues(&data)[0].uri, QStringLiteral("coap://h/0"));
        QVERIFY(droppedValues(nullptr).empty());
    }
};

COPPER_TEST(TestCsvExport);
#include "test_csv_export.moc"
