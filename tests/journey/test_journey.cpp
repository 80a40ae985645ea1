// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "tests/journey/person.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "ui/firmware/firmware_table.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kWhole_ms = 120'000;
constexpr int kLong_ms = 30'000;
constexpr int kImageSize = 96 * 1024;

// The program as main() makes it, on a desk with a fleet and one slow board.
class Desk
{
public:
    Desk()
    {
        if (!m_fleet.waitForOutput("listening coap://127.0.0.16", 10'000))
            qFatal("the fleet does not start");
        fileWith(image(), randomBytes(kImageSize));
        initUiResources();
        QApplication::setQuitOnLastWindowClosed(false); // a restart follows
        start();
    }

    void start()
    {
        m_app.reset();
        m_app =
            std::make_unique<Application>(*qApp, StartOptions{}, file("workspace.json"), state());
        m_app->window().resize(1440, 900);
        m_app->show();
        if (!QTest::qWaitForWindowActive(&m_app->window()))
            qFatal("the window does not appear");
    }
    void end() { m_app.reset(); }

    QString perform(const Person::Script &script)
    {
        const QString pictures = qEnvironmentVariable("COPPER_PICTURES");
        return Person::perform(m_app->window(), script, kWhole_ms,
                               pictures.isEmpty() ? QString()
                                                  : pictures + QStringLiteral("/journey.png"));
    }

    Workspace &facts() { return m_app->workspace(); }
    QString state() const { return file("state"); }
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString image() const { return file("node-1.5.0.bin"); }
    QString capture() const { return file("temperature.pcapng"); }
    QString slowBoard() const { return QStringLiteral("coap://127.0.0.1:%1").arg(m_slow.port); }

private:
    QTemporaryDir m_folder;
    Background m_fleet{QStringLiteral("copper-board"), {QStringLiteral("--fleet")}};
    // 96 blocks at 20 ms there and back: time enough to press Pause.
    RunningBoard m_slow{{QStringLiteral("--profile"), QStringLiteral("board"),
                         QStringLiteral("--fault"), QStringLiteral("delay_ms=20")}};
    std::unique_ptr<Application> m_app;
};

// Only the loopback, only IPv4: what is left chosen in the open menu of Discover.
bool onlyLoopback(const QStringList &chosen)
{
    for (const QString &text : chosen) {
        if (text != QLatin1String("lo") && !text.startsWith(QLatin1String("All CoAP nodes")) &&
            !text.startsWith(QLatin1String("Collect answers")))
            return false;
    }
    return chosen.contains(QLatin1String("lo"));
}

QStringList temperature()
{
    return {QStringLiteral("This computer"), QStringLiteral("greenhouse-1"),
            QStringLiteral("sensors"), QStringLiteral("temp")};
}

// What the program keeps and has done. To look at, never to act on.
std::size_t valueCount(Desk &desk)
{
    std::size_t count = 0;
    for (const SeriesId id : desk.facts().samples().all())
        count += desk.facts().samples().series(id)->size();
    return count;
}

void waitForDevices(Person &person, Desk &desk)
{
    person.waitFor(QStringLiteral("six devices"), kLong_ms,
                   [&] { return desk.facts().devices().devices().size() >= 6; });
}

void waitForValues(Person &person, Desk &desk, std::size_t more)
{
    std::size_t before = 0;
    person.waitFor(QStringLiteral("a look"), kLong_ms, [&] {
        before = valueCount(desk);
        return true;
    });
    person.waitFor(QStringLiteral("values"), kLong_ms,
                   [&] { return valueCount(desk) >= before + more; });
}

void waitForPause(Person &person, Desk &desk)
{
    person.waitFor(QStringLiteral("the slow board is paused"), kLong_ms,
                   [&] { return desk.facts().firmware().totals().paused == 1; });
}

void waitForVerified(Person &person, Desk &desk)
{
    person.waitFor(QStringLiteral("all boards are verified"), kLong_ms, [&] {
        const FirmwareTotals totals = desk.facts().firmware().totals();
        return totals.verified >= 2 && totals.active + totals.paused + totals.queued == 0;
    });
}

void waitForCapture(Person &person, Desk &desk)
{
    person.waitFor(QStringLiteral("the capture is written"), kLong_ms,
                   [&] { return contentOf(desk.capture()).startsWith("\x0a\x0d\x0d\x0a"); });
}

} // namespace

class TestJourney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byMouse() { travel(&TestJourney::mouseDay, &TestJourney::mouseNextDay); }
    // copper has them in the folder of its resume records, too: what one adds the other finds.
    void keysAreSharedWithCopper()
    {
        const QTemporaryDir folder;
        const QString state = folder.filePath(QStringLiteral("state"));
        initUiResources();
        Application app(*qApp, StartOptions{}, folder.filePath(QStringLiteral("workspace.json")),
                        state);
        QCOMPARE(QFileInfo(app.keyRing().store().vaultPath()).absolutePath(), state);
    }
    void byKeyboard() { travel(&TestJourney::keyDay, &TestJourney::keyNextDay); }

private:
    using Day = void (*)(Person &, Desk &);
    // The program is left and started again between the two days.
    static void travel(Day first, Day second)
    {
        Desk desk;
        QString failure = desk.perform([&](Person &person) { first(person, desk); });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        desk.start();
        failure = desk.perform([&](Person &person) { second(person, desk); });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }

    static void mouseDay(Person &person, Desk &desk)
    {
        discover(person, desk);
        readAndObserve(person, desk);
        chart(person, desk);
        flash(person, desk);
        packets(person, desk);
        person.click("mainMenuButton");
        person.chooseInMenu(QStringLiteral("Quit"));
        person.seesNot("mainWindow");
    }
    static void discover(Person &person, Desk &desk)
    {
        person.sees("welcomePage");
        person.click("discoverMenuButton");
        const QStringList offered = person.checkedInMenu();
        for (const QString &text : offered) {
            if (!onlyLoopback({QStringLiteral("lo"), text}))
                person.chooseInMenu(text);
        }
        person.chooseInMenu(QStringLiteral("Collect answers for 2 s"));
        person.check(QStringLiteral("something else than the loopback is chosen"),
                     [chosen = person.checkedInMenu()] { return onlyLoopback(chosen); });
        person.press(Qt::Key_Escape);
        person.click("welcomeDiscover");
        waitForDevices(person, desk);
    }
    static void readAndObserve(Person &person, Desk &desk)
    {
        person.clickRow("deviceTree", temperature());
        person.click("sendButton");
        person.reads("responseCode", QStringLiteral("2.05"));
        person.click("observeButton");
        person.reads("observeButton", QStringLiteral("Observing"));
        waitForValues(person, desk, 1);
    }
    static void chart(Person &person, Desk &desk)
    {
        person.openRow("deviceTree", temperature());
        person.chooseInMenu(QStringLiteral("Chart"));
        showRoom(person, 1);
        person.sees("chartPlot");
        person.clickAt("ranges", [](QWidget *bar) {
            return qobject_cast<QTabBar *>(bar)->tabRect(0).center();
        });
        person.reads("liveText", QStringLiteral("Live"));
        person.drag("chartPlot", 0.6, 0.9);
        person.reads("liveText", QStringLiteral("Zoomed"));
        // What is zoomed into stays, what arrives is kept.
        waitForValues(person, desk, 2);
        person.reads("liveText", QStringLiteral("Zoomed"));
        person.click("backToLive");
        person.reads("liveText", QStringLiteral("Live"));
    }
    static void flash(Person &person, Desk &desk)
    {
        person.click("addDevice");
        person.sees("addDevicePopup");
        person.write(desk.slowBoard());
        person.click("addDeviceButton");
        showRoom(person, 2);
        person.click("chooseImage");
        answerFileDialog(person, desk.image());
        person.reads("firmwareImageName", QStringLiteral("node-1.5.0.bin"));
        person.click("firmwareSettingsButton");
        person.click("firmwareVerifyPath");
        person.write(QStringLiteral("/firmware"));
        person.press(Qt::Key_Return);
        person.press(Qt::Key_Escape);
        person.click("chooseDevices");
        person.click("deviceChooserAdd");
        person.click("firmwareStart");
        pressInRow(person, FirmwareAction::Pause);
        waitForPause(person, desk);
        pressInRow(person, FirmwareAction::Resume);
        waitForVerified(person, desk);
    }
    // The button in the first row that has it: the fast boards are done by then.
    static void pressInRow(Person &person, FirmwareAction action)
    {
        person.clickAt("firmwareTable", [action](QWidget *table) {
            const auto *rows = qobject_cast<FirmwareTable *>(table);
            for (int row = 0; row < rows->model()->rowCount(); ++row) {
                const QRect button = rows->actionRect(row, action);
                if (!button.isEmpty())
                    return rows->viewport()->mapTo(table, button.center());
            }
            return QPoint(-1, -1);
        });
    }
    static void packets(Person &person, Desk &desk)
    {
        showRoom(person, 3);
        person.click("packetFilter");
        person.write(QStringLiteral("/sensors/temp"));
        person.reads("packetCount", QStringLiteral(" of "));
        person.click("savePcapng");
        answerFileDialog(person, desk.capture());
        waitForCapture(person, desk);
    }
    static void mouseNextDay(Person &person, Desk &)
    {
        person.sees("packetsRoom"); // where it was left
        person.clickRow("deviceTree", temperature());
        showRoom(person, 0);
        person.click("sendButton");
        person.reads("responseCode", QStringLiteral("2.05"));
        showRoom(person, 1);
        person.sees("chartPlot");
    }

    static void keyDay(Person &person, Desk &desk)
    {
        discoverByKeys(person, desk);
        readAndChartByKeys(person, desk);
        flashByKeys(person, desk);
        person.press(Qt::CTRL | Qt::Key_4);
        person.sees("packetsRoom");
        person.press(Qt::CTRL | Qt::Key_F);
        person.write(QStringLiteral("/sensors/temp"));
        person.reads("packetCount", QStringLiteral(" of "));
        person.press(Qt::CTRL | Qt::Key_S);
        answerFileDialog(person, desk.capture());
        waitForCapture(person, desk);
        person.press(Qt::CTRL | Qt::Key_Q);
        person.seesNot("mainWindow");
    }
    static void discoverByKeys(Person &person, Desk &desk)
    {
        person.sees("welcomePage");
        person.tabTo("discoverMenuButton");
        person.press(Qt::Key_Space);
        const QStringList offered = person.checkedInMenu();
        for (const QString &text : offered) {
            if (!onlyLoopback({QStringLiteral("lo"), text})) {
                person.walkMenuTo(text);
                person.press(Qt::Key_Space);
            }
        }
        person.check(QStringLiteral("something else than the loopback is chosen"),
                     [chosen = person.checkedInMenu()] { return onlyLoopback(chosen); });
        person.press(Qt::Key_Escape);
        person.press(Qt::CTRL | Qt::Key_D);
        waitForDevices(person, desk);
    }
    static void readAndChartByKeys(Person &person, Desk &desk)
    {
        person.tabTo("deviceTree");
        for (const QString &row : temperature())
            person.walkToRow("deviceTree", row);
        person.press(Qt::Key_Return);
        person.press(Qt::CTRL | Qt::Key_Return);
        person.reads("responseCode", QStringLiteral("2.05"));
        person.press(Qt::CTRL | Qt::Key_O);
        person.reads("observeButton", QStringLiteral("Observing"));
        waitForValues(person, desk, 1);
        person.tabTo("payloadTree");
        person.press(Qt::Key_Down);
        person.tabTo("chartValue");
        person.press(Qt::Key_Space);
        person.press(Qt::CTRL | Qt::Key_2);
        person.tabTo("chartPlot");
        for (int i = 0; i < 3; ++i)
            person.press(Qt::Key_Plus);
        person.reads("liveText", QStringLiteral("Live, last 3 min"));
        person.press(Qt::CTRL | Qt::Key_Left);
        person.reads("liveText", QStringLiteral("Zoomed"));
        waitForValues(person, desk, 2);
        person.reads("liveText", QStringLiteral("Zoomed"));
        person.press(Qt::Key_Escape);
        person.reads("liveText", QStringLiteral("Live"));
    }
    static void flashByKeys(Person &person, Desk &desk)
    {
        person.press(Qt::CTRL | Qt::Key_N);
        person.sees("addDevicePopup");
        person.write(desk.slowBoard());
        person.press(Qt::Key_Return);
        person.seesNot("addDevicePopup");
        person.press(Qt::CTRL | Qt::Key_3);
        person.tabTo("chooseImage");
        person.press(Qt::Key_Space);
        answerFileDialog(person, desk.image());
        person.reads("firmwareImageName", QStringLiteral("node-1.5.0.bin"));
        person.tabTo("firmwareSettingsButton");
        person.press(Qt::Key_Space);
        person.tabTo("firmwareVerifyPath");
        person.write(QStringLiteral("/firmware"));
        person.press(Qt::Key_Return);
        person.press(Qt::Key_Escape);
        person.tabTo("chooseDevices");
        person.press(Qt::Key_Space);
        person.sees("deviceChooser");
        person.press(Qt::Key_Return);
        person.seesNot("deviceChooser");
        person.tabTo("firmwareStart");
        person.press(Qt::Key_Space);
        person.tabTo("firmwareTable");
        person.walkToRow("firmwareTable", QStringLiteral("board-1"));
        person.press(Qt::Key_Space);
        waitForPause(person, desk);
        person.press(Qt::Key_Space);
        waitForVerified(person, desk);
    }
    static void keyNextDay(Person &person, Desk &)
    {
        person.sees("packetsRoom");
        person.press(Qt::CTRL | Qt::Key_K);
        person.write(QStringLiteral("greenhouse-1 /sensors/temp"));
        person.press(Qt::CTRL | Qt::Key_Return); // sends a GET
        person.reads("responseCode", QStringLiteral("2.05"));
        person.press(Qt::CTRL | Qt::Key_2);
        person.sees("chartPlot");
    }
};

COPPER_TEST(TestJourney);
#include "test_journey.moc"
