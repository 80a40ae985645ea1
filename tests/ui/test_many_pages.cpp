// SPDX-License-Identifier: GPL-3.0-or-later
// One request to many, and all observations in one place: by mouse and by keyboard.
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/batch/batch_page.h"
#include "ui/models/batch_model.h"
#include "ui/models/observation_model.h"
#include "ui/observations/observations_page.h"
#include "ui/text/batch_export.h"
#include "ui/widgets/tint_tree.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <random>

using namespace copper;
using namespace copper::test;

namespace {

struct Pages : Scene
{
    explicit Pages(ThemeChoice choice = ThemeChoice::Light) : Scene(QString(), choice)
    {
        batch = new BatchPage(theme, workspace, navigator);
        openBatch = window->addPage(QStringLiteral("batch"), QStringLiteral("send"), batch);
        observations = new ObservationsPage(theme, workspace, navigator);
        openObservations = window->addPage(QStringLiteral("observations"),
                                           QStringLiteral("observe"), observations);
        show();
        sixBoards();
    }
    BatchPage *batch;
    ObservationsPage *observations;
    QAction *openBatch;
    QAction *openObservations;

    void answer(std::size_t at, const char *payload)
    {
        const auto &[job, spec] = session.requests[at];
        take({contentResponse(job, spec.uri, payload, 0, clock.now())});
    }
    QString tableText(const char *name, int row, int column)
    {
        return find<TintTree>(name)->model()->index(row, column).data().toString();
    }
    void selectRow(const char *name, int row)
    {
        auto *table = find<TintTree>(name);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, 1)).center());
    }
};

} // namespace

class TestManyPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void askAllByKeyboard()
    {
        Pages scene;
        scene.openBatch->trigger();
        auto *path = scene.find<QLineEdit>("batchPath");
        path->setFocus();
        QTest::keyClicks(path, QStringLiteral("/config"));
        QTest::keyClick(path, Qt::Key_Return);
        QTRY_COMPARE(scene.session.requests.size(), std::size_t{6});
        QVERIFY(scene.session.requests[0].second.uri.endsWith(QLatin1String("/config")));
        for (std::size_t i = 0; i < 4; ++i)
            scene.answer(i, "mode=auto");
        scene.answer(4, "mode=manual");
        JobFailed failed;
        failed.job = scene.session.requests[5].first;
        failed.kind = FailureKind::Timeout;
        scene.take({failed});
        QTRY_VERIFY(
            scene.find<QLabel>("batchSummary")->text().contains(QLatin1String("5 of 6 answered")));
        QVERIFY(scene.find<QLabel>("batchSummary")->text().contains(QLatin1String("1 differ")));
        QCOMPARE(scene.tableText("batchTable", 4, BatchModel::AnswerColumn),
                 QStringLiteral("mode=manual"));
        QCOMPARE(scene.tableText("batchTable", 4, BatchModel::KindColumn), QStringLiteral("B"));
        scene.shoot("batch-light");
        // Only what differs: the other answer and the silent one.
        scene.click("batchOnly");
        QCOMPARE(scene.find<TintTree>("batchTable")->model()->rowCount(), 2);
    }

    void whatChangesDevicesIsSaidBefore()
    {
        Pages scene(ThemeChoice::Dark);
        scene.openBatch->trigger();
        auto *method = scene.find<QComboBox>("batchMethod");
        method->setFocus();
        QTest::keyClicks(method, QStringLiteral("PUT"));
        QVERIFY(scene.find<QLabel>("batchNote")->text().contains(QLatin1String("6 devices")));
        auto *whom = scene.find<QComboBox>("batchWhom");
        whom->setFocus();
        QTest::keyClick(whom, Qt::Key_End);
        QVERIFY(scene.find<QLabel>("batchNote")->text().contains(QLatin1String("do not know")));
        scene.find<QLineEdit>("batchPath")->setText(QStringLiteral("light/on"));
        scene.find<QLineEdit>("batchPayload")->setText(QStringLiteral("1"));
        scene.shoot("batch-group-dark");
        scene.click("batchRun");
        QCOMPARE(scene.session.requests.size(), std::size_t{1});
        const RequestSpec sent = scene.session.requests[0].second;
        QCOMPARE(sent.uri, QStringLiteral("coap://224.0.1.187/light/on"));
        QVERIFY(sent.method == code::kPut && !sent.confirmable);
        QCOMPARE(asText(*sent.payload), std::string_view("1"));
        scene.click("batchRun"); // Stop
        QCOMPARE(scene.session.cancelled.size(), std::size_t{1});
    }

    void badGroupIsSaid()
    {
        Pages scene;
        scene.openBatch->trigger();
        scene.find<QComboBox>("batchWhom")
            ->setCurrentIndex(scene.find<QComboBox>("batchWhom")->count() - 1);
        scene.find<QLineEdit>("batchGroup")->setText(QStringLiteral("10.0.0.1"));
        QVERIFY(scene.find<QLabel>("batchNote")->text().contains(QLatin1String("is no group")));
        QVERIFY(!scene.find<QAbstractButton>("batchRun")->isEnabled());
    }

    void aRequestComesWithItsTargets()
    {
        Pages scene;
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://127.0.0.11/light/on");
        spec.method = code::kPost;
        spec.options.addUint(OptionNumber::ContentFormat, 50);
        spec.payload = std::make_shared<const Bytes>(toOwned(asBytes("{\"on\":1}")));
        scene.batch->show(spec, {QStringLiteral("coap://127.0.0.12"),
                                 QStringLiteral("coap://127.0.0.13/lamp/on")});
        scene.openBatch->trigger();
        scene.click("batchRun");
        QTRY_COMPARE(scene.session.requests.size(), std::size_t{2});
        QCOMPARE(scene.session.requests[0].second.uri,
                 QStringLiteral("coap://127.0.0.12/light/on"));
        QCOMPARE(scene.session.requests[1].second.uri, QStringLiteral("coap://127.0.0.13/lamp/on"));
        QVERIFY(scene.session.requests[1].second.method == code::kPost);
        QVERIFY(scene.session.requests[1].second.options.has(OptionNumber::ContentFormat));
        QCOMPARE(asText(*scene.session.requests[1].second.payload), std::string_view("{\"on\":1}"));
    }

    void exportedAnswers()
    {
        Pages scene;
        RequestBatch &batch = scene.workspace.batch();
        batch.start({}, {QStringLiteral("coap://127.0.0.11/a"), QStringLiteral("coap://h/b")},
                    {8, 1000});
        QTRY_COMPARE(scene.session.requests.size(), std::size_t{2});
        scene.answer(0, "=1+2,\"x\"");
        JobFailed failed;
        failed.job = scene.session.requests[1].first;
        scene.take({failed});
        const QList<QByteArray> csv = batchAsCsv(batch).split('\n');
        QCOMPARE(csv.size(), 4);
        QVERIFY2(csv[1].contains(",answered,2.05,0,"), csv[1].constData());
        QVERIFY2(csv[1].contains("\"'=1+2,\"\"x\"\"\""), csv[1].constData());
        QVERIFY2(csv[2].startsWith(",coap://h/b,failed,,,,,,,,"), csv[2].constData());
        const QList<QByteArray> lines = batchAsJsonLines(batch).split('\n');
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first.value(QLatin1String("text")).toString(), QStringLiteral("=1+2,\"x\""));
        QCOMPARE(first.value(QLatin1String("code")).toString(), QStringLiteral("2.05"));
        QVERIFY(QJsonDocument::fromJson(lines[1]).object().contains(QLatin1String("error")));
    }

    void batchModelUnderRandomChanges()
    {
        Pages scene;
        RequestBatch &batch = scene.workspace.batch();
        BatchModel model(batch);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(7);
        QStringList uris;
        for (int i = 0; i < 300; ++i)
            uris << QStringLiteral("coap://10.0.0.%1/x").arg(i % 250);
        batch.start({}, uris, {256, 1000});
        for (int i = 0; i < 1000; ++i) {
            const std::size_t at =
                random() % std::max<std::size_t>(1, scene.session.requests.size());
            const auto &[job, spec] = scene.session.requests[at];
            if (random() % 4 == 0) {
                JobFailed failed;
                failed.job = job;
                scene.take({failed});
            } else {
                scene.answer(at, random() % 3 == 0 ? "a" : "b");
            }
            if (i % 20 == 0)
                QTest::qWait(1);
        }
        batch.stop();
        QCOMPARE(model.rowCount(), 300);
        batch.start({}, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void observationsInOnePlace()
    {
        Pages scene;
        scene.openObservations->trigger();
        const QString temp = QStringLiteral("coap://127.0.0.11/sensors/temp");
        const QString level = QStringLiteral("coap://127.0.0.12/light/level");
        QVERIFY(scene.workspace.observe(temp) && scene.workspace.observe(level));
        QCOMPARE(scene.find<TintTree>("observationsTable")->model()->rowCount(), 2);
        for (int i = 0; i < 5; ++i) {
            scene.notify(temp, 20 + i);
            scene.pass(2);
        }
        QVERIFY2(scene.tableText("observationsTable", 0, ObservationModel::ResourceColumn)
                     .endsWith(QLatin1String("/sensors/temp")),
                 qPrintable(scene.tableText("observationsTable", 0, 0)));
        QVERIFY(scene.tableText("observationsTable", 0, ObservationModel::ValueColumn)
                    .startsWith(QLatin1String("24")));
        QVERIFY(scene.tableText("observationsTable", 0, ObservationModel::RateColumn)
                    .contains(QLatin1String("/min")));
        QVERIFY(scene.tableText("observationsTable", 0, ObservationModel::CostColumn)
                    .contains(QLatin1String("/h")));
        scene.shoot("observations-light");
        scene.selectRow("observationsTable", 0);
        scene.click("observationsStop");
        QCOMPARE(scene.session.cancelled.size(), std::size_t{1});
        QCOMPARE(scene.tableText("observationsTable", 0, ObservationModel::StateColumn),
                 QStringLiteral("stopped"));
        scene.click("observationsResume");
        QCOMPARE(scene.session.observations.size(), std::size_t{3});
    }

    void policyOfADevice()
    {
        Pages scene;
        scene.openObservations->trigger();
        const QString temp = QStringLiteral("coap://127.0.0.11/sensors/temp");
        QVERIFY(scene.workspace.observe(temp));
        QVERIFY(scene.session.observations[0].second.confirmable);
        scene.selectRow("observationsTable", 0);
        QMenu *menu = scene.find<QPushButton>("observationsPolicy")->menu();
        const auto choose = [&](int at) {
            menu->popup(QPoint(0, 0));
            menu->actions().at(at)->trigger();
            menu->close();
        };
        choose(1); // NON
        choose(4); // Reset
        scene.click("observationsAgain");
        const RequestSpec again = scene.session.observations.back().second;
        QVERIFY(!again.confirmable);
        QVERIFY(again.endsByReset);
        // Kept over a restart.
        FakeSession session;
        Workspace other(session, QString(), scene.clock.asFunction());
        other.restore(scene.workspace.toJson());
        const Device *device = other.devices().deviceAt(temp);
        QVERIFY(device != nullptr && device->observing.nonConfirmable &&
                device->observing.endsByReset);
    }

    void deleteKeyStops()
    {
        Pages scene;
        scene.openObservations->trigger();
        QVERIFY(scene.workspace.observe(QStringLiteral("coap://127.0.0.11/sensors/temp")));
        auto *table = scene.find<TintTree>("observationsTable");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(scene.session.cancelled.size(), std::size_t{1});
    }

    void observationModelUnderRandomChanges()
    {
        Pages scene;
        ObservationModel model(scene.workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(3);
        for (int i = 0; i < 1000; ++i) {
            const QString uri =
                QStringLiteral("coap://127.0.0.1%1/r/%2").arg(1 + random() % 6).arg(random() % 8);
            switch (random() % 4) {
            case 0:
                scene.workspace.observe(uri);
                break;
            case 1:
                scene.workspace.stopObserving(uri);
                break;
            case 2:
                scene.workspace.observations().removeResource(uri);
                break;
            default:
                if (scene.workspace.observations().isObserved(uri))
                    scene.notify(uri, i);
                break;
            }
            if (i % 100 == 0)
                scene.pass(1);
        }
    }
};

COPPER_TEST(TestManyPages);
#include "test_many_pages.moc"
