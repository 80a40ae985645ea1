// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/coap/codec.h"
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/conformance/conformance_model.h"
#include "ui/conformance/conformance_page.h"
#include "ui/packets/packets_room.h"
#include "ui/widgets/ladder.h"
#include "ui/widgets/room_bar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <array>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kCore09Row = 8;

Bytes datagramOf(MessageType type, Code code, std::uint16_t mid, const char *token)
{
    Message message;
    message.type = type;
    message.code = code;
    message.mid = {mid};
    message.token = Token(*fromHex(token));
    if (code.isRequest())
        message.options.addString(OptionNumber::UriPath, "separate");
    return encode(message);
}

PlugtestJudged judgedOf(JobId job, const char *id, PlugtestVerdict verdict,
                        const std::string &reason = {})
{
    PlugtestResult result;
    result.test = findPlugtest(id);
    result.verdict = verdict;
    result.reason = reason;
    result.rfc = result.test->rfc;
    result.duration = seconds(1.7);
    const auto message = [&](double at, bool outgoing, Bytes datagram) {
        PlugtestMessage one;
        one.at = TimePoint(seconds(at));
        one.outgoing = outgoing;
        one.datagram = std::move(datagram);
        result.messages.push_back(std::move(one));
    };
    message(0, true, datagramOf(MessageType::Confirmable, code::kGet, 0x1234, "a1b2c3d4"));
    message(0.2, false, datagramOf(MessageType::Acknowledgement, code::kEmpty, 0x1234, ""));
    message(1.5, false, datagramOf(MessageType::Confirmable, code::kContent, 0x0101, "a1b2c3d5"));
    PlugtestJudged judged;
    judged.job = job;
    judged.server = socketAt("127.0.0.16");
    judged.result = std::make_shared<const PlugtestResult>(std::move(result));
    return judged;
}

// The window with the page, opened as a person opens it: by the palette.
struct PageScene : Scene
{
    explicit PageScene(ThemeChoice choice = ThemeChoice::Light) : Scene({}, choice)
    {
        page = new ConformancePage(theme, workspace, navigator);
        window->addPage(
            QStringLiteral("Is this board's stack right? CoAP conformance tests (ETSI)"),
            QStringLiteral("verify"), page);
        sixBoards();
        show();
    }
    void openByPalette()
    {
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *field = window->findChild<QLineEdit *>(QStringLiteral("paletteInput"));
        if (field == nullptr || !field->isVisible())
            qFatal("the palette did not open");
        QTest::keyClicks(field, QStringLiteral("stack right"));
        QTest::keyClick(field, Qt::Key_Return);
    }
    void run(const QString &text)
    {
        auto *device = find<QComboBox>("conformanceDevice");
        device->setEditText(text);
        click("conformanceRun");
    }
    QString cell(int row, int column) const
    {
        return page->table()->model()->index(row, column).data().toString();
    }
    ConformancePage *page = nullptr;
};

} // namespace

class TestConformancePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePaletteOpensItAndTabsLeaveIt()
    {
        PageScene scene;
        QVERIFY(!scene.page->isVisible());
        scene.openByPalette();
        QVERIFY(scene.page->isVisible());
        auto *tabs = scene.find<RoomBar>("roomBar");
        // The room that was there, too, is one click away.
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tabs->currentIndex()).center());
        QVERIFY(!scene.page->isVisible());
        scene.openByPalette();
        scene.window->showRoom(RoomId::Security);
        QVERIFY(!scene.page->isVisible());
    }

    void aRunFromStartToEnd()
    {
        PageScene scene;
        scene.openByPalette();
        auto *device = scene.find<QComboBox>("conformanceDevice");
        QCOMPARE(device->count(), 6);
        device->setCurrentIndex(5);
        scene.click("conformanceRun");
        QCOMPARE(scene.session.plugtests.size(), std::size_t{1});
        QCOMPARE(scene.session.plugtests.front().second.uri, QStringLiteral("coap://127.0.0.16"));
        const JobId job = scene.session.lastJob();
        QCOMPARE(scene.find<QPushButton>("conformanceRun")->text(), QStringLiteral("Stop"));
        QVERIFY(!device->isEnabled());

        scene.take({PlugtestBegan{job, findPlugtest("CORE_01"), scene.clock.now()}});
        QCOMPARE(scene.cell(0, ConformanceModel::Verdict), QStringLiteral("running"));
        scene.take({judgedOf(job, "CORE_01", PlugtestVerdict::Pass)});
        QCOMPARE(scene.cell(0, ConformanceModel::Verdict), QStringLiteral("passed"));
        scene.take({judgedOf(job, "CORE_09", PlugtestVerdict::Fail,
                             "the 2.05 Content carries token 0xa1b2c3d5; that of the request was "
                             "0xa1b2c3d4"),
                    judgedOf(job, "OBS_02", PlugtestVerdict::Inconclusive, "no \x1b<b>/obs-non")});
        QCOMPARE(scene.cell(kCore09Row, ConformanceModel::Verdict), QStringLiteral("failed"));
        QVERIFY(scene.cell(kCore09Row, ConformanceModel::Reason).contains(QLatin1String("0xa1b2")));
        QCOMPARE(scene.find<QLabel>("conformanceSummary")->text(),
                 QStringLiteral("3 of 52: 1 passed, 1 failed, 1 inconclusive"));
        // What a device sends is shown, never obeyed.
        QVERIFY(!scene.cell(40, ConformanceModel::Reason).contains(QChar(0x1b)));

        PlugtestEnded ended;
        ended.job = job;
        ended.duration = seconds(274);
        scene.take({ended});
        QVERIFY(scene.find<QLabel>("conformanceSummary")
                    ->text()
                    .contains(QLatin1String("coap://127.0.0.16")));
        QCOMPARE(scene.find<QPushButton>("conformanceRun")->text(),
                 QStringLiteral("Run the tests"));

        select(scene, kCore09Row);
        QCOMPARE(scene.find<QLabel>("testTitle")->text(), QStringLiteral("CORE_09: failed"));
        QCOMPARE(scene.find<Ladder>("testLadder")->rowCount(), 3);
        scene.shoot("conformance-light");
    }

    void aFailedTestOpensInPackets()
    {
        PageScene scene;
        scene.window->setRoom(RoomId::Packets,
                              new PacketsRoom(scene.theme, scene.workspace, scene.navigator));
        scene.openByPalette();
        scene.run(QStringLiteral("coap://127.0.0.16"));
        const JobId job = scene.session.lastJob();
        scene.take({judgedOf(job, "CORE_09", PlugtestVerdict::Fail, "a reason")});
        select(scene, kCore09Row);
        QSignalSpy asked(&scene.navigator, &Navigator::packetsRequested);
        scene.click("showInPackets");
        QCOMPARE(asked.size(), 1);
        // The message the test ended with: found by its token.
        QCOMPARE(asked.front().front().toString(), QStringLiteral("a1 b2 c3 d5"));
        QCOMPARE(scene.window->currentRoom(), RoomId::Packets);
        QVERIFY(!scene.page->isVisible());
        // Another message, an Empty one: by its Message ID.
        scene.openByPalette();
        auto *ladder = scene.find<Ladder>("testLadder");
        QTest::mouseClick(ladder->viewport(), Qt::LeftButton, {}, ladder->rowRect(1).center());
        scene.click("showInPackets");
        QCOMPARE(asked.back().front().toString(), QStringLiteral("0x1234"));
    }

    void stopAndFailure()
    {
        PageScene scene;
        scene.openByPalette();
        scene.run(QStringLiteral("coap://127.0.0.16"));
        const JobId job = scene.session.lastJob();
        scene.take({PlugtestBegan{job, findPlugtest("CORE_01"), scene.clock.now()}});
        scene.click("conformanceRun");
        QCOMPARE(scene.session.cancelled.size(), std::size_t{1});
        JobFailed failed;
        failed.job = job;
        failed.kind = FailureKind::Cancelled;
        scene.take({failed});
        QVERIFY(
            scene.find<QLabel>("conformanceSummary")->text().startsWith(QLatin1String("Stopped")));
        QCOMPARE(scene.cell(0, ConformanceModel::Verdict), QString());

        scene.run(QStringLiteral("coap://nowhere.invalid"));
        failed.job = scene.session.lastJob();
        failed.kind = FailureKind::NotResolved;
        failed.uri = QStringLiteral("coap://nowhere.invalid");
        scene.take({failed});
        QVERIFY(!scene.find<QLabel>("conformanceSummary")->text().isEmpty());
        QVERIFY(!scene.workspace.plugtest().isRunning());
    }

    void aThousandVerdictsInAnyOrder()
    {
        PageScene scene;
        scene.openByPalette();
        const QAbstractItemModelTester tester(
            scene.page->table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        SeededRandom random(65);
        const std::array ids{"CORE_01", "CORE_09", "LINK_03", "BLOCK_02", "OBS_12"};
        for (int round = 0; round < 10; ++round) {
            scene.run(QStringLiteral("coap://127.0.0.16:5690"));
            const JobId job = scene.session.lastJob();
            for (int change = 0; change < 100; ++change)
                scene.take({judgedOf(job, ids[random.below(ids.size())],
                                     static_cast<PlugtestVerdict>(random.below(3)))});
            PlugtestEnded ended;
            ended.job = job;
            scene.take({ended});
        }
        QCOMPARE(scene.page->table()->model()->rowCount(), 52);
    }

    // Another group, another table; and back.
    void aSecureAddressPlaysTheDtlsTests()
    {
        PageScene scene;
        scene.openByPalette();
        QAbstractItemModelTester tester(scene.page->table()->model());
        scene.run(QStringLiteral("coaps://127.0.0.16:5690"));
        const JobId job = scene.session.lastJob();
        QAbstractItemModel *model = scene.page->table()->model();
        QCOMPARE(model->rowCount(), 7);
        QCOMPARE(scene.cell(0, ConformanceModel::Test), QStringLiteral("DTLS_01"));
        PlugtestJudged judged = judgedOf(job, "DTLS_01", PlugtestVerdict::Pass);
        PlugtestResult result = *judged.result;
        PlugtestMessage alert;
        alert.layer = PlugtestMessage::Layer::Record;
        alert.datagram = *fromHex("15fefd000000000000000000020214"); // fatal, bad_record_mac
        result.messages.push_back(std::move(alert));
        judged.result = std::make_shared<const PlugtestResult>(std::move(result));
        scene.take({judged});
        QCOMPARE(scene.find<QLabel>("conformanceSummary")->text(),
                 QStringLiteral("1 of 7: 1 passed, 0 failed, 0 inconclusive"));
        QCOMPARE(scene.find<QLabel>("testTitle")->text(), QStringLiteral("DTLS_01: passed"));
        QVERIFY(scene.find<Ladder>("testLadder")->rowCount() == 4);
        PlugtestEnded ended;
        ended.job = job;
        scene.take({ended});
        scene.run(QStringLiteral("coap://127.0.0.16"));
        QCOMPARE(model->rowCount(), 52);
        QCOMPARE(scene.cell(0, ConformanceModel::Test), QStringLiteral("CORE_01"));
    }

    void whatIsNoAddressCannotBeRun()
    {
        PageScene scene;
        scene.openByPalette();
        scene.find<QComboBox>("conformanceDevice")->setEditText(QStringLiteral("no address"));
        QVERIFY(!scene.find<QPushButton>("conformanceRun")->isEnabled());
        scene.find<QComboBox>("conformanceDevice")
            ->setEditText(QStringLiteral("coap://[::1]:61616"));
        QVERIFY(scene.find<QPushButton>("conformanceRun")->isEnabled());
    }

    void byKeyboardAndInTheDark()
    {
        PageScene scene(ThemeChoice::Dark);
        scene.openByPalette();
        QAbstractItemModelTester tester(scene.page->table()->model());
        auto *field = scene.find<QComboBox>("conformanceDevice")->lineEdit();
        field->setText(QStringLiteral("coap://127.0.0.16"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(scene.session.plugtests.size(), std::size_t{1});
        const JobId job = scene.session.lastJob();
        for (const PlugtestDescription &test : plugtestDescriptions()) {
            const std::string id = test.id;
            const PlugtestVerdict verdict = id == "TD_COAP_CORE_09"  ? PlugtestVerdict::Fail
                                            : id == "TD_COAP_OBS_02" ? PlugtestVerdict::Inconclusive
                                                                     : PlugtestVerdict::Pass;
            scene.take({judgedOf(job, test.id, verdict,
                                 verdict == PlugtestVerdict::Pass ? "" : "what came instead")});
        }
        QTableView *table = scene.page->table();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(kCore09Row - 1, 0));
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(scene.find<QLabel>("testTitle")->text(), QStringLiteral("CORE_09: failed"));
        scene.shoot("conformance-dark");
    }

private:
    static void select(PageScene &scene, int row)
    {
        QTableView *table = scene.page->table();
        const QModelIndex index = table->model()->index(row, 0);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    }
};

COPPER_TEST(TestConformancePage);
#include "test_conformance_page.moc"
