// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/firmware/firmware_model.h"
#include "ui/firmware/firmware_table.h"
#include "ui/widgets/block_map.h"
#include "ui/widgets/room_bar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestFirmwareRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_image = m_folder->filePath(QStringLiteral("greenhouse-node-1.5.0.bin"));
        QFile file(m_image);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(212 * 1024, 'x'));
    }

    void emptyRoomOpensTheFileDialog()
    {
        Scene scene;
        open(scene);
        scene.shoot("firmware-empty-light");
        scene.click("chooseImage");
        auto *dialog = scene.window->findChild<QFileDialog *>(QStringLiteral("imageDialog"));
        QVERIFY(dialog != nullptr);
        dialog->selectFile(m_image);
        auto *name = dialog->findChild<QLineEdit *>();
        QVERIFY(name != nullptr);
        name->setText(m_image);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(scene.workspace.firmware().image().has_value());
        QCOMPARE(scene.find<QLabel>("firmwareImageName")->text(),
                 QStringLiteral("greenhouse-node-1.5.0.bin"));
        QTRY_VERIFY(
            scene.find<QLabel>("firmwareImageDetails")->text().contains(QLatin1String("SHA-256 ")));
    }
    void badImagesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("word");
        QTest::newRow("missing") << QByteArray("missing.bin") << QStringLiteral("read");
        QTest::newRow("empty") << QByteArray("empty.bin") << QStringLiteral("empty");
    }
    void badImagesAreExplained()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, word);
        QFile empty(m_folder->filePath(QStringLiteral("empty.bin")));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        Scene scene;
        open(scene);
        scene.firmware->setImage(m_folder->filePath(QString::fromLatin1(name)));
        const QString said = scene.find<QLabel>("firmwareProblem")->text();
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY(!scene.workspace.firmware().image());
    }
    void chosenDevicesAreStartedPausedAndResumed()
    {
        Scene scene;
        open(scene);
        scene.firmware->setImage(m_image);
        scene.click("chooseDevices");
        auto *list = scene.find<QListWidget>("deviceChooserList");
        QCOMPARE(list->count(), 6);
        QCOMPARE(list->item(0)->checkState(), Qt::Checked); // names /firmware
        QCOMPARE(list->item(5)->checkState(), Qt::Unchecked);
        scene.shoot("firmware-devices-light");
        scene.click("deviceChooserAdd");
        QCOMPARE(scene.workspace.firmware().jobs().size(), 2U);
        QVERIFY(scene.session.uploads.empty()); // nothing before Start
        scene.pass(1);
        QTRY_VERIFY(
            scene.window->findChild<QPushButton *>(QStringLiteral("firmwareStart"))->isVisible());
        scene.click("firmwareStart");
        QCOMPARE(scene.session.uploads.size(), 2U);
        const JobId job = scene.session.uploads[0].first;
        progress(scene, job, UploadState::Sending, 134 * 1024);
        FirmwareTable &table = scene.firmware->table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.actionRect(0, FirmwareAction::Pause).center());
        QCOMPARE(scene.session.paused.size(), 1U);
        progress(scene, job, UploadState::Paused, 134 * 1024);
        QVERIFY(table.actionRect(0, FirmwareAction::Pause).isEmpty());
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.actionRect(0, FirmwareAction::Resume).center());
        QCOMPARE(scene.session.resumed.size(), 1U);
        progress(scene, job, UploadState::LinkLost, 134 * 1024);
        QVERIFY(!table.actionRect(0, FirmwareAction::TryNow).isEmpty());
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.actionRect(0, FirmwareAction::Cancel).center());
        QCOMPARE(scene.session.cancelled.size(), 1U);
    }
    void keysWorkOnTheSelectedRows()
    {
        Scene scene;
        open(scene);
        start(scene);
        progress(scene, scene.session.uploads[0].first, UploadState::Sending, 1024);
        FirmwareTable &table = scene.firmware->table();
        table.setFocus();
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(scene.session.paused.size(), 1U);
        QTest::keyClick(&table, Qt::Key_Delete);
        QCOMPARE(scene.session.cancelled.size(), 1U);
    }
    void aThousandChanges()
    {
        Scene scene;
        open(scene);
        start(scene);
        const QAbstractItemModelTester tester(
            scene.firmware->table().model(),
            QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(64);
        for (int change = 0; change < 1000; ++change) {
            const auto &uploads = scene.session.uploads;
            const JobId job = uploads[random.below(uploads.size())].first;
            if (random.below(20) == 0) {
                JobFailed failed;
                failed.job = job;
                failed.kind = FailureKind::LinkLost;
                failed.at = scene.clock.now();
                scene.take({failed});
            } else {
                // Sending to Verifying: the others have events of their own.
                const auto state = static_cast<UploadState>(1 + random.below(4));
                progress(scene, job, state, random.below(212) * 1024,
                         static_cast<std::uint32_t>(random.below(212)));
            }
        }
        QCOMPARE(scene.firmware->table().model()->rowCount(), 8);
    }
    void everyStateHasItsWordsAndButtons()
    {
        Scene scene;
        open(scene);
        start(scene);
        const QAbstractItemModelTester tester(scene.firmware->table().model());
        FirmwareTable &table = scene.firmware->table();
        QCOMPARE(table.model()->rowCount(), 8);
        progress(scene, scene.session.uploads[0].first, UploadState::Sending, 212 * 1024);
        UploadFinished finished;
        finished.job = scene.session.uploads[0].first;
        finished.bytes = 212 * 1024;
        finished.verified = true;
        finished.duration = seconds(22.8);
        finished.at = scene.clock.now();
        scene.take({finished});
        progress(scene, scene.session.uploads[1].first, UploadState::Verifying, 212 * 1024);
        const JobId sending = scene.session.uploads[2].first;
        for (std::uint32_t block = 0; block < 134; ++block) {
            scene.clock.advance(0.1);
            progress(scene, sending, UploadState::Sending, block * 1024, block,
                     block == 41 || block == 88 ? 2U : 1U);
        }
        QVERIFY(scene.session.uploads.size() >= 4);
        progress(scene, scene.session.uploads[3].first, UploadState::LinkLost, 131 * 1024);
        scene.pass(1);
        table.selectRow(2);
        QTest::qWait(120);
        QCOMPARE(table.model()->index(0, FirmwareModel::State).data().toString(),
                 QStringLiteral("Verified"));
        QVERIFY(!table.actionRect(0, FirmwareAction::Open).isEmpty());
        QVERIFY(scene.find<QLabel>("firmwareImageName"));
        auto *map = scene.find<BlockMap>("blockMap");
        QTRY_COMPARE(map->accessibleName(), QStringLiteral("133 of 212 blocks confirmed"));
        QVERIFY(!scene.find<RoomBar>("roomBar")->badge(2).isEmpty());
        JobFailed failed;
        failed.job = scene.session.uploads[1].first;
        failed.kind = FailureKind::TransferRefused;
        failed.code = code::kRequestEntityIncomplete;
        failed.at = scene.clock.now();
        scene.take({failed});
        QVERIFY(!table.actionRect(1, FirmwareAction::StartAgain).isEmpty());
        QTest::qWait(120);
        scene.shoot("firmware-light");
        scene.theme.setChoice(ThemeChoice::Dark);
        scene.shoot("firmware-dark");
    }
    void settingsAreTakenFromThePopup()
    {
        Scene scene;
        open(scene);
        start(scene);
        scene.click("firmwareSettingsButton");
        auto *verify = scene.find<QLineEdit>("firmwareVerifyPath");
        QTest::mouseClick(verify, Qt::LeftButton);
        QTest::keyClicks(verify, QStringLiteral("firmware"));
        QTest::keyClick(verify, Qt::Key_Tab);
        QCOMPARE(scene.workspace.firmware().settings().verifyPath, QStringLiteral("/firmware"));
        scene.find<QComboBox>("firmwareBlockSize")->setCurrentIndex(2);
        QCOMPARE(scene.workspace.firmware().settings().blockSize, 64U);
        scene.shoot("firmware-settings-light");
        QTest::keyClick(verify, Qt::Key_Escape);
        QVERIFY(!verify->isVisible());
    }

private:
    static void open(Scene &scene)
    {
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Firmware);
    }
    void start(Scene &scene) const
    {
        scene.firmware->setImage(m_image);
        for (int i = 1; i <= 8; ++i)
            scene.workspace.firmware().addDevice({}, QStringLiteral("rack-0%1").arg(i),
                                                 QStringLiteral("coap://192.168.20.10%1").arg(i));
        scene.workspace.firmware().start();
    }
    static void progress(Scene &scene, JobId job, UploadState state, std::uint64_t sent,
                         std::uint32_t block = 0, std::uint32_t times = 1)
    {
        UploadProgress event;
        event.job = job;
        event.state = state;
        event.sent = sent;
        event.total = 212 * 1024;
        event.block = block;
        event.rate = state == UploadState::Sending ? 9830 + 900 * std::sin(block * 0.5) : 0;
        event.averageRate = 9318;
        event.timeLeft = seconds(9);
        event.blocksSent.emplace_back(block, times);
        event.at = scene.clock.now();
        scene.take({event});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_image;
};

COPPER_TEST(TestFirmwareRoom);
#include "test_firmware_room.moc"
