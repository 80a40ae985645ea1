// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who has never seen the program finds out, in at most five actions each: a click, a
// key, or a word that is written. The guide tells the same ways.
#include "app/application.h"
#include "core/storage/history_database.h"
#include "tests/journey/person.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include "ui/models/device_tree_model.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <memory>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kWhole_ms = 60'000;
constexpr int kLong_ms = 30'000;
constexpr int kMostActions = 5;

// The program beside a fleet that it knows.
class Desk
{
public:
    Desk()
    {
        if (!m_fleet.waitForOutput("listening coap://127.0.0.16", 10'000))
            qFatal("the fleet does not start");
        initUiResources();
        QApplication::setQuitOnLastWindowClosed(false);
        start();
    }
    void start()
    {
        m_app.reset();
        m_app = std::make_unique<Application>(*qApp, StartOptions{},
                                              m_folder.filePath(QStringLiteral("workspace.json")),
                                              m_folder.filePath(QStringLiteral("state")));
        m_app->window().resize(1440, 900);
        m_app->show();
        if (!QTest::qWaitForWindowActive(&m_app->window()))
            qFatal("the window does not appear");
    }
    // Leaves it, does something to its history, and starts it again.
    void restartWith(const std::function<void(const QString &)> &meanwhile)
    {
        m_app.reset();
        meanwhile(m_folder.filePath(QStringLiteral("history.db")));
        start();
        QVERIFY(QTest::qWaitFor([this] { return !facts().history().entries().empty(); }, kLong_ms));
    }
    Workspace &facts() { return m_app->workspace(); }
    MainWindow &window() { return m_app->window(); }
    // What was there before the question comes up.
    void discover()
    {
        DiscoverySpec spec;
        spec.interfaces = QStringList{QStringLiteral("lo")};
        spec.collectFor = seconds(1);
        facts().discover(spec);
        QVERIFY(
            QTest::qWaitFor([this] { return facts().devices().devices().size() >= 6; }, kLong_ms));
        QVERIFY(QTest::qWaitFor([this] { return !facts().isDiscovering(); }, kLong_ms));
    }
    QString baseOf(const char *name)
    {
        for (const Device &device : facts().devices().devices()) {
            if (device.name() == QLatin1String(name))
                return device.baseUri();
        }
        return {};
    }
    ResponseArrived answerTo(const RequestSpec &spec)
    {
        const JobId job = facts().send(spec);
        const HistoryEntry *entry = nullptr;
        const bool ended = QTest::qWaitFor(
            [&] {
                entry = facts().history().entryOf(job);
                return entry != nullptr && !entry->isRunning();
            },
            kLong_ms);
        return ended && entry->response ? *entry->response : ResponseArrived{};
    }
    // Counts what the person does, and keeps a picture of what was found.
    QString perform(const char *picture, const std::function<void(Person &, int &)> &way)
    {
        const QString pictures = qEnvironmentVariable("COPPER_PICTURES");
        int actions = 0;
        const QString failure = Person::perform(
            window(), [&](Person &person) { way(person, actions); }, kWhole_ms,
            pictures.isEmpty() ? QString() : pictures + QStringLiteral("/failed.png"));
        if (!pictures.isEmpty())
            pictureOfWindow().save(pictures + QLatin1Char('/') + QLatin1String(picture) +
                                   QStringLiteral(".png"));
        if (failure.isEmpty() && actions > kMostActions)
            return QStringLiteral("%1 actions").arg(actions);
        return failure;
    }

private:
    // With the menu that is open, which is a window of its own.
    QPixmap pictureOfWindow()
    {
        QPixmap all = window().grab();
        if (QWidget *popup = QApplication::activePopupWidget()) {
            QPainter painter(&all);
            painter.drawPixmap(window().mapFromGlobal(popup->mapToGlobal(QPoint(0, 0))),
                               popup->grab());
            painter.end();
            popup->close();
        }
        return all;
    }

    QTemporaryDir m_folder;
    Background m_fleet{QStringLiteral("copper-board"), {QStringLiteral("--fleet")}};
    std::unique_ptr<Application> m_app;
};

} // namespace

class TestFourQuestions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Desk> m_desk;
    QTranslator m_english;
    static constexpr double kDay_s = 86'400;

    // The history as it would be had the window been left a day ago.
    static void makeItYesterday(const QString &path)
    {
        const HistoryDatabase database(path);
        auto entries = database.load({});
        QVERIFY(entries && !entries->empty());
        QVERIFY(database.clear());
        for (HistoryEntry &entry : *entries) {
            entry.sentAt = plusSeconds(entry.sentAt, -kDay_s);
            entry.id = static_cast<std::uint64_t>(entry.sentAt.unixMicros);
            if (entry.response)
                entry.response->at = plusSeconds(entry.response->at, -kDay_s);
        }
        QVERIFY(database.write(*entries, {}));
    }
    static RequestSpec request(Code method, const QString &uri, const char *payload = "")
    {
        RequestSpec spec;
        spec.method = method;
        spec.uri = uri;
        if (*payload != 0)
            spec.payload = std::make_shared<const Bytes>(toOwned(asBytes(payload)));
        return spec;
    }

private Q_SLOTS:
    // As main() does where the language is English: "1 message", "2 messages".
    void initTestCase()
    {
        QVERIFY(m_english.load(QCoreApplication::applicationDirPath() +
                               QStringLiteral("/../../app/copperfield_en.qm")));
        QCoreApplication::installTranslator(&m_english);
    }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_english); }
    void init()
    {
        m_desk = std::make_unique<Desk>();
        m_desk->discover();
    }
    void cleanup() { m_desk.reset(); }

    // Filter, word, context menu: its first line says why.
    void whichDeviceIsStaleAndWhy()
    {
        auto board = std::make_unique<RunningBoard>(
            QStringList{QStringLiteral("--profile"), QStringLiteral("greenhouse")});
        const QString uri = board->uri(QStringLiteral("/sensors/temp"));
        QVERIFY(m_desk->facts().addDevice(uri, QStringLiteral("cold frame")));
        QVERIFY(m_desk->answerTo(request(code::kGet, uri)).code == code::kContent);
        board.reset();
        m_desk->answerTo(request(code::kGet, uri)); // nobody is there any more
        const QString failure = m_desk->perform("question-stale", [](Person &person, int &actions) {
            person.click("explorerFilter"), ++actions;
            person.write(QStringLiteral("state:stale")), ++actions;
            person.openRow("deviceTree",
                           {QStringLiteral("This computer"), QStringLiteral("cold frame")}),
                ++actions;
            const QStringList lines = person.menuTexts();
            person.check(lines.join(QLatin1Char('\n')), [&lines] {
                return lines.constFirst().contains(QLatin1String("unanswered since"));
            });
        });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }

    // Filter, word, "Read them", "Greatest first".
    void whichTemperatureIsTheGreatest()
    {
        const QString failure =
            m_desk->perform("question-greatest", [this](Person &person, int &actions) {
                person.click("explorerFilter"), ++actions;
                person.write(QStringLiteral("rt:temperature")), ++actions;
                person.click("explorerReadFound"), ++actions;
                person.click("explorerGreatest"), ++actions;
                person.reads("explorerFoundText", QStringLiteral("found"));
                // The processor of the node is warmer than any greenhouse.
                person.waitFor(QStringLiteral("the node's processor is on top"), kLong_ms, [this] {
                    const auto *tree = m_desk->window().findChild<QAbstractItemView *>(
                        QStringLiteral("deviceTree"));
                    const QModelIndex top = tree->model()->index(0, 0, tree->model()->index(0, 0));
                    return top.data(DeviceTreeModel::UriRole)
                        .toString()
                        .endsWith(QLatin1String("/sys/temp"));
                });
            });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }

    // Search of the history, code, row.
    void whichRequestDidTheLampRefuse()
    {
        const RunningBoard lamp({QStringLiteral("--profile"), QStringLiteral("lamp")});
        QVERIFY(
            m_desk->facts().addDevice(lamp.uri(QStringLiteral("/")), QStringLiteral("hall lamp")));
        for (const char *value : {"1", "0", "7000", "1"})
            m_desk->answerTo(request(code::kPut, lamp.uri(QStringLiteral("/light/level")), value));
        m_desk->answerTo(request(code::kGet, lamp.uri(QStringLiteral("/light/level"))));
        const QString failure =
            m_desk->perform("question-refused", [](Person &person, int &actions) {
                person.click("searchHistory"), ++actions;
                person.write(QStringLiteral("4.")), ++actions;
                person.clickRow("historyList", {QStringLiteral("PUT")}), ++actions;
                person.reads("responseCode", QStringLiteral("4.0"));
                person.reads("responseTrouble", QStringLiteral("a number from 0 to 100"));
                person.clickAt("requestTabs",
                               [](QWidget *tabs) {
                                   return qobject_cast<QTabBar *>(tabs)->tabRect(1).center();
                               }),
                    ++actions;
                person.reads("payloadText", QStringLiteral("7000"));
            });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }

    // Resource, Send, the view of what changed, yesterday's answer.
    void whatChangedInTheConfigurationSinceYesterday()
    {
        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        const QString uri = board.uri(QStringLiteral("/config"));
        QVERIFY(m_desk->facts().addDevice(uri, QStringLiteral("pump")));
        QVERIFY(m_desk->answerTo(request(code::kGet, uri)).code == code::kContent);
        m_desk->restartWith(&makeItYesterday);
        // Somebody else, in between.
        const Finished patched =
            run(QStringLiteral("copper"), {QStringLiteral("ipatch"), QStringLiteral("--payload"),
                                           QStringLiteral("interval=30"), uri});
        QCOMPARE(patched.exitCode, 0);
        const QString failure =
            m_desk->perform("question-yesterday", [](Person &person, int &actions) {
                person.clickRow("deviceTree", {QStringLiteral("This computer"),
                                               QStringLiteral("pump"), QStringLiteral("config")}),
                    ++actions;
                person.click("sendButton"), ++actions;
                person.reads("responseCode", QStringLiteral("2.05"));
                person.clickAt("responseViews",
                               [](QWidget *tabs) {
                                   auto *bar = qobject_cast<QTabBar *>(tabs);
                                   for (int tab = 0; tab < bar->count(); ++tab) {
                                       if (bar->tabText(tab) == QLatin1String("Diff"))
                                           return bar->tabRect(tab).center();
                                   }
                                   return QPoint(-1, -1);
                               }),
                    ++actions;
                person.reads("diffSummary", QStringLiteral("1"));
                person.reads("diffChoice", QStringLiteral("yesterday"));
            });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
};

COPPER_TEST(TestFourQuestions);
#include "test_four_questions.moc"
