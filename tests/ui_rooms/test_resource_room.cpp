// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/models/option_model.h"
#include "ui/resource/address_field.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/exchange_panel.h"
#include "ui/resource/payload_view.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/resource_room.h"
#include "ui/resource/response_view.h"
#include "ui/text/copper_command.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/room_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk : RoomScene
{
    ResourceRoom room{theme, workspace, navigator};

    Desk()
    {
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
    }
    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void type(const QString &uri)
    {
        auto *field = find<QLineEdit>("addressField");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, uri);
    }
    void click(const char *name)
    {
        auto *widget = find<QWidget>(name);
        QVERIFY2(widget->isVisible(), name);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void tab(const char *bar, int index)
    {
        auto *tabs = find<QTabBar>(bar);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
    }
    void answer(const char *payload, std::optional<std::uint32_t> format,
                Code code = code::kContent)
    {
        ResponseArrived response =
            contentResponse(session.requests.back().first, session.requests.back().second.uri,
                            payload, format, clock.now(), socketAt("127.0.0.11"));
        response.code = code;
        response.mid = MessageId{0x7c52};
        response.token = Token(*fromHex("8d416e02"));
        response.options.add(OptionNumber::ETag, Bytes{0x5f, 0x2c, 0x82});
        response.options.addUint(OptionNumber::MaxAge, 60);
        take({response});
    }
    QString text(const char *name) { return find<QLabel>(name)->text(); }
};

} // namespace

class TestResourceRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void getAndReadTheAnswer()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.addHistory();
        desk.type(QStringLiteral("127.0.0.11/sensors/pack"));
        QTest::keyClick(desk.find<QLineEdit>("addressField"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.session.requests.size(), std::size_t(1));
        const RequestSpec &spec = desk.session.requests.back().second;
        QCOMPARE(spec.uri, QStringLiteral("coap://127.0.0.11/sensors/pack"));
        QVERIFY(spec.method == code::kGet && spec.confirmable);
        QVERIFY(desk.find<QWidget>("cancelRequest")->isVisible());
        desk.answer(R"([{"bn":"greenhouse-1/","bt":1778594531,"n":"temp","u":"Cel","v":23.5},)"
                    R"({"n":"hum","u":"%RH","v":61},{"n":"soil","u":"/","v":0.375},)"
                    R"({"n":"pump","vb":true}])",
                    110);
        QVERIFY(!desk.find<QWidget>("cancelRequest")->isVisible());
        QVERIFY(desk.text("responseFacts").contains(QStringLiteral("4.1 ms")));
        QVERIFY(desk.text("responseFreshness").contains(QStringLiteral("fresh for 1 min")));
        // The value's bytes are marked in the hex view, and back.
        PayloadView *view = desk.room.response()->payloadView();
        const int at = static_cast<int>(view->asPlainText().indexOf(QStringLiteral("23.5")));
        desk.tab("responseViews", 2);
        QVERIFY(view->hex()->isVisible());
        QTest::mouseClick(view->hex()->viewport(), Qt::LeftButton, {},
                          view->hex()->byteRect(at + 1).center());
        QCOMPARE(view->hex()->highlightOffset(), qsizetype(at));
        QCOMPARE(view->hex()->highlightLength(), qsizetype(4));
        desk.picture(desk.room, QStringLiteral("resource-hex"));
        desk.tab("responseViews", 0);
        QCOMPARE(view->tree()
                     ->currentIndex()
                     .siblingAtColumn(PayloadTreeModel::ValueColumn)
                     .data()
                     .toString(),
                 QStringLiteral("23.5"));
        QSignalSpy chart(&desk.navigator, &Navigator::chartRequested);
        desk.click("chartValue");
        QCOMPARE(chart.size(), 1);
        QCOMPARE(chart[0][0].toString(), QStringLiteral("coap://127.0.0.11/sensors/pack"));
        QCOMPARE(chart[0][1].value<ValuePath>().text, std::string("senml:greenhouse-1/temp"));
        QSignalSpy packets(&desk.navigator, &Navigator::packetsRequested);
        desk.click("showMessages");
        QCOMPARE(packets[0][0].toString(), QStringLiteral("8d 41 6e 02"));
        desk.picture(desk.room, QStringLiteral("resource"));
        desk.clock.advance(70);
        desk.workspace.tick(desk.clock.now());
        QVERIFY(desk.text("responseFreshness").contains(QStringLiteral("stale for 10 s")));
    }
    void optionsByNameWithCheckedValues()
    {
        Desk desk;
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/pack"));
        desk.click("addOption");
        QTest::keyClicks(desk.find<QLineEdit>("addOptionField"), QStringLiteral("Nonesuch"));
        QTest::keyClick(desk.find<QLineEdit>("addOptionField"), Qt::Key_Return);
        QVERIFY(desk.find<QWidget>("addOptionError")->isVisible());
        auto *field = desk.find<QLineEdit>("addOptionField");
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("ETag=0x5f2c81"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->isVisible());
        auto *value = desk.find<QLineEdit>("optionValueField");
        value->selectAll();
        QTest::keyClicks(value, QStringLiteral("0x112233445566778899"));
        desk.picture(desk.room, QStringLiteral("resource-option-error"));
        desk.click("sendButton");
        QVERIFY(desk.session.requests.empty());
        QVERIFY(desk.find<QWidget>("addressProblem")->isVisible());
        desk.find<QLineEdit>("optionValueField")->selectAll();
        QTest::keyClicks(desk.find<QLineEdit>("optionValueField"), QStringLiteral("0x5f2c81"));
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), std::size_t(1));
        QVERIFY(desk.session.requests[0].second.options.has(OptionNumber::ETag));
    }
    void payloadKinds()
    {
        Desk desk;
        desk.type(QStringLiteral("coap://127.0.0.11/actuators/valve"));
        desk.find<QComboBox>("methodBox")->setFocus();
        QTest::keyClick(desk.find<QComboBox>("methodBox"), Qt::Key_Down);
        QTest::keyClick(desk.find<QComboBox>("methodBox"), Qt::Key_Down);
        desk.tab("requestTabs", 1);
        auto *text = desk.find<QPlainTextEdit>("payloadText");
        desk.tab("payloadKind", 1);
        QTest::keyClicks(text, QStringLiteral("ff 0"));
        desk.click("sendButton");
        QVERIFY(desk.session.requests.empty());
        QTest::keyClicks(text, QStringLiteral("1"));
        desk.click("sendButton");
        QCOMPARE(*desk.session.requests.back().second.payload, (Bytes{0xff, 0x01}));
        QVERIFY(desk.session.requests.back().second.method == code::kPut);
        desk.tab("payloadKind", 2);
        text->selectAll();
        QTest::keyClicks(text, QStringLiteral("{\"open\": "));
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), std::size_t(1));
        QVERIFY(desk.text("payloadNote").contains(QStringLiteral("not JSON")));
        QTest::keyClicks(text, QStringLiteral("30}"));
        desk.picture(desk.room, QStringLiteral("resource-payload"));
        desk.click("sendButton");
        const RequestSpec &json = desk.session.requests.back().second;
        QCOMPARE(*json.options.uintValue(OptionNumber::ContentFormat), 50U);
        desk.tab("payloadKind", 6);
        QTest::keyClicks(desk.find<QLineEdit>("payloadFile"), QStringLiteral("/nonexistent"));
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), std::size_t(2));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("body.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc");
        file.close();
        desk.find<QLineEdit>("payloadFile")->selectAll();
        QTest::keyClicks(desk.find<QLineEdit>("payloadFile"), file.fileName());
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.back().second.payloadFile, file.fileName());
    }
    void advancedAndTheDevicesTimers()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.tab("requestTabs", 2);
        QTest::keyClicks(desk.find<QLineEdit>("tokenField"), QStringLiteral("8d416"));
        desk.click("sendButton");
        QVERIFY(desk.session.requests.empty());
        QTest::keyClicks(desk.find<QLineEdit>("tokenField"), QStringLiteral("e"));
        auto *timeout = desk.find<QDoubleSpinBox>("ackTimeoutBox");
        timeout->selectAll();
        QTest::keyClicks(timeout, QStringLiteral("5"));
        QTest::keyClick(timeout, Qt::Key_Tab);
        desk.picture(desk.room, QStringLiteral("resource-advanced"));
        desk.click("keepParameters");
        QCOMPARE(
            toSeconds(desk.session.parameters.at(QStringLiteral("127.0.0.11:5683")).ackTimeout),
            5.0);
        desk.click("sendButton");
        const RequestSpec &spec = desk.session.requests.back().second;
        QVERIFY(spec.token == Token(*fromHex("8d416e")));
        QCOMPARE(toSeconds(spec.parameters->ackTimeout), 5.0);
        QCOMPARE(copperCommand(spec),
                 QStringLiteral("copper get coap://127.0.0.11/sensors/temp --token 8d416e "
                                "--ack-timeout 5"));
        // Another device, other timers.
        desk.type(QStringLiteral("coap://127.0.0.12/light/on"));
        QCOMPARE(timeout->value(), 2.0);
    }
    void theHistoryIsForgottenByItsMenu()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        for (int i = 0; i < 2; ++i) {
            desk.click("sendButton");
            desk.take(
                {contentResponse(desk.session.requests.back().first,
                                 desk.session.requests.back().second.uri, "21", 0, timeAt(1))});
        }
        auto *list = desk.find<QListView>("historyList");
        QCOMPARE(list->model()->rowCount(), 2);
        QTimer::singleShot(0, list, [] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            auto *forget = menu->findChild<QAction *>(QStringLiteral("forgetHistory"));
            QVERIFY(forget != nullptr && forget->text().contains(QLatin1Char('2')));
            forget->trigger();
            menu->close();
        });
        QContextMenuEvent ask(QContextMenuEvent::Keyboard, {5, 5}, list->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(list->viewport(), &ask);
        QCOMPARE(list->model()->rowCount(), 0);
    }
    void messageIdAndLateBlockSize()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.tab("requestTabs", 2);
        auto *when = desk.find<QComboBox>("blockSizeWhen");
        QVERIFY(!when->isEnabled()); // without a size nothing is asked for
        QTest::keyClicks(desk.find<QComboBox>("blockSizeBox"), QStringLiteral("64"));
        QVERIFY(when->isEnabled());
        QTest::keyClick(when, Qt::Key_Down);
        auto *mid = desk.find<QSpinBox>("midBox");
        mid->selectAll();
        QTest::keyClicks(mid, QStringLiteral("4711"));
        desk.click("sendButton");
        const RequestSpec spec = desk.session.requests.back().second;
        QVERIFY(spec.mid == std::uint16_t{4711} && spec.blockSize == 64U && spec.lateBlockSize);
        const QString command = QStringLiteral("copper get coap://127.0.0.11/sensors/temp "
                                               "--block-size 64 --late-block-size --mid 4711");
        QCOMPARE(copperCommand(spec), command);
        // A command that is pasted fills them, and one without them empties them again.
        auto *field = desk.find<QLineEdit>("addressField");
        const auto paste = [field](const QString &text) {
            QApplication::clipboard()->setText(text);
            QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        };
        paste(QStringLiteral("copper get coap://127.0.0.11/sensors/temp"));
        QCOMPARE(mid->value(), -1);
        paste(command);
        QCOMPARE(mid->value(), 4711);
        QCOMPARE(when->currentIndex(), 1);
    }
    void failuresSpeakInPlace()
    {
        Desk desk;
        desk.type(QStringLiteral("coap://bad host/"));
        desk.click("sendButton");
        QVERIFY(desk.session.requests.empty());
        QVERIFY(!desk.text("addressProblem").isEmpty());
        desk.type(QStringLiteral("http://x/"));
        desk.click("sendButton");
        QVERIFY(desk.session.requests.empty());
        desk.type(QStringLiteral("coap://127.0.0.99/x"));
        desk.click("sendButton");
        JobFailed failed;
        failed.job = desk.session.requests.back().first;
        failed.uri = QStringLiteral("coap://127.0.0.99/x");
        failed.kind = FailureKind::Timeout;
        failed.retransmissions = 4;
        desk.take({failed});
        QVERIFY(desk.find<QWidget>("responseTrouble")->isVisible());
        QVERIFY(desk.text("responseTrouble").contains(QStringLiteral("No answer")));
        desk.picture(desk.room, QStringLiteral("resource-failure"));
        desk.click("sendButton");
        desk.click("cancelRequest");
        QCOMPARE(desk.session.cancelled.size(), std::size_t(1));
        desk.answer("only PUT works here", std::nullopt, code::kMethodNotAllowed);
        QVERIFY(desk.text("responseTrouble").startsWith(QStringLiteral("4.05")));
    }
    void observeHistoryAndNames()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.click("observeButton");
        QCOMPARE(desk.session.observations.size(), std::size_t(1));
        QVERIFY(desk.find<QPushButton>("observeButton")->isChecked());
        ResponseArrived notification = contentResponse(
            desk.session.lastJob(), QStringLiteral("coap://127.0.0.11/sensors/temp"), "23.5", 0,
            timeAt(1), socketAt("127.0.0.11"));
        notification.observeSequence = 12;
        notification.notificationIndex = 3;
        desk.take({notification});
        QVERIFY(desk.text("responseFacts").contains(QStringLiteral("notification 3")));
        desk.click("observeButton");
        QCOMPARE(desk.session.cancelled.size(), std::size_t(1));
        // Two requests; the first is shown again by a click in the history.
        desk.click("sendButton");
        desk.answer("23.4", 0);
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/hum"));
        desk.click("sendButton");
        desk.answer("61", 0);
        auto *list = desk.find<QListView>("historyList");
        QCOMPARE(list->model()->rowCount(), 2);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(desk.room.address(), QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QCOMPARE(desk.room.response()->payloadView()->asPlainText(), QStringLiteral("23.4"));
        desk.click("saveRequest");
        auto *name = desk.find<QLineEdit>("requestName");
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("temperature"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(desk.workspace.history().named().size(), std::size_t(1));
        QVERIFY(!name->isVisible());
        desk.click("copyCommand");
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("copper get coap://127.0.0.11/sensors/temp"));
    }
    void whatAnAnswerLeadsTo()
    {
        Desk desk;
        desk.type(QStringLiteral("coap://127.0.0.11/config"));
        desk.click("sendButton");
        desk.answer(R"({"interval": 30})", 50);
        desk.clock.advance(5);
        desk.click("sendButton");
        desk.answer(R"({"interval": 60})", 50);
        // What changed since the answer before.
        desk.tab("responseViews", 3);
        DiffView *diff = desk.room.response()->payloadView()->diff();
        QTRY_COMPARE(diff->model().rowCount(), 1);
        QCOMPARE(diff->model().index(0, DiffModel::PathColumn).data().toString(),
                 QStringLiteral("/interval"));
        desk.picture(desk.room, QStringLiteral("resource-diff"));
        desk.tab("responseViews", 0);
        // Still the newest?
        desk.click("validateAnswer");
        QCOMPARE(desk.session.requests.size(), std::size_t(3));
        const RequestSpec &asked = desk.session.requests.back().second;
        QVERIFY(equalBytes(*asked.options.first(OptionNumber::ETag), Bytes{0x5f, 0x2c, 0x82}));
        desk.answer("", std::nullopt, code::kValid);
        QVERIFY(desk.text("responseFacts").startsWith(QStringLiteral("still valid")));
        QVERIFY(desk.room.response()->payloadView()->asPlainText().contains(QStringLiteral("60")));
        // A resource that was made is asked by a click.
        desk.click("sendButton");
        ResponseArrived made = contentResponse(
            desk.session.requests.back().first, desk.session.requests.back().second.uri, "",
            std::nullopt, desk.clock.now(), socketAt("127.0.0.11"));
        made.code = code::kCreated;
        made.options.add(OptionNumber::LocationPath, toOwned(asBytes("rd")));
        made.options.add(OptionNumber::LocationPath, toOwned(asBytes("a b")));
        desk.take({made});
        QCOMPARE(desk.find<QPushButton>("answerLocation")->text(), QStringLiteral("/rd/a%20b"));
        desk.click("answerLocation");
        QCOMPARE(desk.session.requests.back().second.uri,
                 QStringLiteral("coap://127.0.0.11/rd/a%20b"));
        // Too large: said, and offered to be asked for with more.
        JobFailed failed;
        failed.job = desk.session.requests.back().first;
        failed.uri = desk.session.requests.back().second.uri;
        failed.kind = FailureKind::TooLarge;
        desk.take({failed});
        desk.picture(desk.room, QStringLiteral("resource-too-large"));
        const std::uint64_t before = desk.session.requests.back().second.maxBody;
        QCoreApplication::processEvents(); // the button finds its place
        desk.click("largerBody");
        QCOMPARE(desk.session.requests.back().second.maxBody, 4 * before);
        QVERIFY(!desk.find<QWidget>("largerBody")->isVisible());
        // Blocks have their map.
        ResponseArrived blocks = contentResponse(desk.session.requests.back().first,
                                                 desk.session.requests.back().second.uri, "long", 0,
                                                 desk.clock.now(), socketAt("127.0.0.11"));
        blocks.blocks = 12;
        desk.take({blocks});
        QVERIFY(desk.find<QWidget>("blockMap")->isVisible());
        desk.picture(desk.room, QStringLiteral("resource-blocks"));
        QVERIFY(!desk.find<QWidget>("validateAnswer")->isVisible());
    }
    // What is left of 1024 x 640 beside the tree.
    void nothingIsCutInASmallWindow()
    {
        Desk desk;
        desk.room.resize(700, 540);
        desk.type(QStringLiteral("coap://127.0.0.11/config"));
        desk.click("sendButton");
        desk.answer(R"([{"n":"temp","u":"Cel","v":23.5}])", 110);
        desk.tab("requestTabs", 1);
        desk.tab("payloadKind", 5);
        QApplication::processEvents();
        desk.click("findPayload");
        QApplication::processEvents();
        for (const char *name :
             {"payloadKind", "payloadExamples", "senmlAdd", "senmlEncoding", "responseViews",
              "validateAnswer", "sendMore", "savePayload", "findField", "findNext", "findClose"}) {
            auto *widget = desk.find<QWidget>(name);
            QVERIFY2(widget->isVisible(), name);
            const QRect place(widget->mapTo(&desk.room, QPoint()), widget->size());
            QVERIFY2(desk.room.rect().contains(place), name);
            QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), name);
        }
        QCOMPARE(desk.room.width(), 700); // it gave way
        desk.picture(desk.room, QStringLiteral("resource-small"));
    }
    void linksAreFollowedAndBodiesSaved()
    {
        Desk desk;
        desk.type(QStringLiteral("coap://127.0.0.11/.well-known/core"));
        desk.click("sendButton");
        desk.answer(R"(</sensors/temp>;rt="temperature";obs,</x>)", 40);
        TintTree *tree = desk.room.response()->payloadView()->tree();
        const QModelIndex link = tree->model()->index(0, 0, tree->model()->index(0, 0));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(link).center());
        QCOMPARE(desk.session.requests.size(), std::size_t(2));
        QCOMPARE(desk.session.requests.back().second.uri,
                 QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.answer("23.5", 0);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("body"));
        QSignalSpy remarks(&desk.navigator, &Navigator::remarkMade);
        desk.room.response()->saveBody(path);
        QVERIFY(desk.room.response()->isSaving());
        QVERIFY(!desk.find<QWidget>("savePayload")->isEnabled());
        QTRY_COMPARE(remarks.size(), 1);
        QVERIFY(remarks[0][0].toString().contains(QStringLiteral("4 bytes")));
        QVERIFY(desk.find<QWidget>("savePayload")->isEnabled());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("23.5"));
        // What cannot be written is said in place, in the system's words too.
        QVERIFY(!desk.find<QWidget>("responseTrouble")->isVisible());
        desk.room.response()->saveBody(QStringLiteral("/proc/none/body"));
        QTRY_VERIFY(desk.find<QWidget>("responseTrouble")->isVisible());
        QVERIFY(!desk.room.response()->isSaving());
        QCOMPARE(remarks.size(), 1);
        auto *copy = desk.find<QToolButton>("copyPayload");
        Q_EMIT copy->menu()->aboutToShow();
        copy->menu()->findChild<QAction *>(QStringLiteral("copyHex"))->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("32332e35"));
        copy->menu()->findChild<QAction *>(QStringLiteral("copyText"))->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("23.5"));
    }
    // The page for many gets the request as it stands, and whom it may be for.
    void sentToMany()
    {
        Desk desk;
        desk.addDemoDevices();
        QSignalSpy many(&desk.navigator, &Navigator::manyRequested);
        const auto choose = [&desk] {
            desk.find<QToolButton>("sendMore")
                ->menu()
                ->findChild<QAction *>(QStringLiteral("sendMany"))
                ->trigger();
        };
        desk.type(QStringLiteral("nonsense://x"));
        choose();
        QCOMPARE(many.size(), 0);
        QVERIFY(desk.find<QWidget>("addressProblem")->isVisible());
        // One device has it: the others are offered all the same.
        desk.type(QStringLiteral("coap://127.0.0.11/sensors/temp?a=b"));
        choose();
        QCOMPARE(many.size(), 1);
        QCOMPARE(many[0][0].value<RequestSpec>().uri,
                 QStringLiteral("coap://127.0.0.11/sensors/temp?a=b"));
        QVERIFY(many[0][1].toStringList().isEmpty());
        // Two have it: those two.
        desk.take({foundDevice("127.0.0.14", QStringLiteral("greenhouse-2"),
                               {linkTo(QStringLiteral("/sensors/temp"), true)}, timeAt(0))});
        choose();
        QCOMPARE(many[1][1].toStringList(),
                 (QStringList{QStringLiteral("coap://127.0.0.11/sensors/temp?a=b"),
                              QStringLiteral("coap://127.0.0.14/sensors/temp?a=b")}));
        QVERIFY(desk.session.requests.empty());
    }
    void othersAskForIt()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.room.setAddress(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QCOMPARE(desk.room.address(), QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QVERIFY(desk.session.requests.empty());
        desk.room.get(QStringLiteral("coap://127.0.0.11/sensors/hum"));
        QCOMPARE(desk.session.requests.size(), std::size_t(1));
        desk.answer("61", 0);
        // What is known of it is shown again at once.
        desk.room.setAddress(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QCOMPARE(desk.room.response()->payloadView()->asPlainText(), QString());
        desk.room.setAddress(QStringLiteral("coap://127.0.0.11/sensors/hum"));
        QCOMPARE(desk.room.response()->payloadView()->asPlainText(), QStringLiteral("61"));
        QCOMPARE(desk.session.requests.size(), std::size_t(1));
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://127.0.0.12/light/on");
        spec.method = code::kPut;
        spec.payload = std::make_shared<const Bytes>(toOwned(asBytes("1")));
        desk.room.showRequest(spec);
        desk.click("sendButton");
        QCOMPARE(*desk.session.requests.back().second.payload, *spec.payload);
    }
    void emptyAndNarrow()
    {
        Desk desk;
        desk.picture(desk.room, QStringLiteral("resource-empty"));
        desk.room.resize(700, 600);
        QApplication::processEvents();
        auto *tabs = desk.find<RoomBar>("requestTabs");
        QCOMPARE(tabs->count(), 4);
        // Only the page in front is there; the others must not show through.
        QVERIFY(!desk.find<QListView>("historyList")->isVisible());
        desk.tab("requestTabs", 3);
        QVERIFY(desk.find<QListView>("historyList")->parentWidget()->isVisible());
        desk.picture(desk.room, QStringLiteral("resource-narrow"));
        desk.room.resize(1100, 800);
        QApplication::processEvents();
        QCOMPARE(tabs->count(), 3);
        QVERIFY(desk.find<ExchangePanel>("exchangePanel")->isVisible());
    }
};

COPPER_TEST(TestResourceRoom);
#include "test_resource_room.moc"
