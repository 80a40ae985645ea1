// SPDX-License-Identifier: GPL-3.0-or-later
// The whole Resource room by keys alone: every key goes to where the focus is, and the focus comes
// nowhere but by Tab, by a shortcut or from what the keys opened.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/payload_view.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/resource_room.h"
#include "ui/resource/response_view.h"
#include "ui/widgets/hex_view.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace copper;
using namespace copper::test;

namespace {

struct Keys : RoomScene
{
    ResourceRoom room{theme, workspace, navigator};
    QSignalSpy remarks{&navigator, &Navigator::remarkMade};

    Keys()
    {
        addDemoDevices();
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
        QApplication::processEvents();
    }
    static QWidget *focus()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup;
        if (QWidget *modal = QApplication::activeModalWidget())
            return modal->focusWidget() != nullptr ? modal->focusWidget() : modal;
        return QApplication::focusWidget();
    }
    static QString where()
    {
        const QWidget *widget = focus();
        return widget == nullptr ? QStringLiteral("nowhere")
                                 : widget->objectName() + QLatin1Char(' ') +
                                       QLatin1String(widget->metaObject()->className());
    }
    // A window system gives the window its activity back when a list of completions has closed;
    // the offscreen platform does not.
    static void settle()
    {
        QApplication::processEvents();
        if (QApplication::activePopupWidget() != nullptr || QApplication::activeModalWidget())
            return;
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (window->objectName() == QLatin1String("resourceRoom") && !window->isActiveWindow())
                QApplication::setActiveWindow(window);
        }
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        settle();
        if (focus() == nullptr)
            qFatal("the focus is nowhere");
        QTest::keyClick(focus(), key, modifiers);
        settle();
    }
    static void type(const QString &text)
    {
        for (const QChar &letter : text) {
            QTest::keyClick(focus(), letter.toLatin1());
            settle();
        }
    }
    // By Tab, as often as it takes; false when it comes around without.
    static bool tabTo(const char *name, bool back = false)
    {
        QStringList passed;
        for (int i = 0; i < 70; ++i) {
            for (const QWidget *widget = QApplication::focusWidget(); widget != nullptr;
                 widget = widget->parentWidget()) {
                if (widget->objectName() == QLatin1String(name))
                    return true;
                if (widget->isWindow())
                    break;
            }
            passed << where();
            press(back ? Qt::Key_Backtab : Qt::Key_Tab, back ? Qt::ShiftModifier : Qt::NoModifier);
        }
        qWarning("Tab does not reach %s: %s", name, qPrintable(passed.join(QLatin1String(", "))));
        return false;
    }
    // A line of the menu that is open.
    static bool choose(const char *action)
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (int i = 0; menu != nullptr && i < 30; ++i) {
            press(Qt::Key_Down);
            if (menu->activeAction() != nullptr &&
                menu->activeAction()->objectName() == QLatin1String(action)) {
                press(Qt::Key_Return);
                return true;
            }
        }
        return false;
    }
    // The button's menu runs a loop of its own inside the key, so what is chosen comes from there.
    static bool chooseFrom(const char *button, const char *action)
    {
        if (!tabTo(button))
            return false;
        bool chosen = false;
        QTimer::singleShot(0, qApp, [&chosen, action] {
            chosen = choose(action);
            if (!chosen && QApplication::activePopupWidget() != nullptr)
                QApplication::activePopupWidget()->close();
        });
        QTest::keyClick(focus(), Qt::Key_Space);
        settle();
        return chosen;
    }
    // One of a bar's tabs, from wherever it stands.
    static bool tab(const char *bar, int index)
    {
        if (!tabTo(bar))
            return false;
        auto *tabs = qobject_cast<QTabBar *>(QApplication::focusWidget());
        for (int i = 0; tabs != nullptr && i < 10 && tabs->currentIndex() != index; ++i)
            press(tabs->currentIndex() < index ? Qt::Key_Right : Qt::Key_Left);
        return tabs != nullptr && tabs->currentIndex() == index;
    }
    void answer(const std::string &payload, std::optional<std::uint32_t> format,
                Code code = code::kContent)
    {
        ResponseArrived response =
            contentResponse(session.requests.back().first, session.requests.back().second.uri,
                            payload.c_str(), format, clock.now(), socketAt("127.0.0.11"));
        response.code = code;
        response.options.add(OptionNumber::ETag, Bytes{0x5f});
        if (code == code::kCreated)
            response.options.add(OptionNumber::LocationPath, toOwned(asBytes("made")));
        take({response});
        QApplication::processEvents();
    }
    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    const RequestSpec &last() { return session.requests.back().second; }
};

} // namespace

class TestResourceKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestOptionsPayload()
    {
        Keys keys;
        QVERIFY(keys.tabTo("addressField"));
        // Completed from what is known; one Return completes and asks.
        keys.press(Qt::Key_L, Qt::ControlModifier);
        keys.type(QStringLiteral("actuators/va"));
        QVERIFY2(qobject_cast<QAbstractItemView *>(Keys::focus()) != nullptr,
                 qPrintable(Keys::where()));
        keys.press(Qt::Key_Down);
        keys.press(Qt::Key_Return);
        QCOMPARE(keys.room.address(), QStringLiteral("coap://127.0.0.11/actuators/valve"));
        QVERIFY(keys.tabTo("methodBox", true));
        keys.press(Qt::Key_Down);
        keys.press(Qt::Key_Down);
        QVERIFY(keys.room.bar()->method() == code::kPut);
        QVERIFY(keys.tabTo("typeBox"));
        keys.press(Qt::Key_Down);
        QVERIFY(!keys.room.bar()->isConfirmable());
        // Options: added, corrected, put in order, removed.
        QVERIFY(keys.tab("requestTabs", 0));
        for (const char *text : {"ETag=0x01", "ETag=0x02"}) {
            QVERIFY(keys.tabTo("addOption"));
            keys.press(Qt::Key_Space);
            QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("addOptionField"));
            keys.type(QString::fromLatin1(text));
            keys.press(Qt::Key_Return);
            QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("optionValueField"));
            keys.press(Qt::Key_Escape); // out of the field, the row stays
        }
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("optionTable"));
        keys.press(Qt::Key_Up, Qt::AltModifier);
        keys.press(Qt::Key_F2);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("optionValueField"));
        keys.press(Qt::Key_End);
        keys.type(QStringLiteral("ff"));
        keys.press(Qt::Key_Return);
        // Payload in JSON.
        QVERIFY(keys.tab("requestTabs", 1));
        QVERIFY(keys.tab("payloadKind", 2));
        QVERIFY(keys.tabTo("payloadText"));
        keys.type(QStringLiteral("{\"open\": 30}"));
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asText(*keys.last().payload), std::string_view("{\"open\": 30}"));
        QVERIFY(keys.last().method == code::kPut && !keys.last().confirmable);
        QStringList tags;
        for (const OptionView &option : keys.last().options) {
            if (option.number == OptionNumber::ETag)
                tags << QString::fromStdString(toHex(option.value));
        }
        QCOMPARE(tags, (QStringList{QStringLiteral("02ff"), QStringLiteral("01")}));
        // Advanced: a token.
        QVERIFY(keys.tab("requestTabs", 2));
        QVERIFY(keys.tabTo("tokenField"));
        keys.type(QStringLiteral("0a0b"));
        QVERIFY(keys.tabTo("sendButton"));
        keys.press(Qt::Key_Space);
        QVERIFY(keys.last().token == Token(*fromHex("0a0b")));
        // To many, by Send's arrow and by its key.
        QSignalSpy many(&keys.navigator, &Navigator::manyRequested);
        QVERIFY(keys.chooseFrom("sendMore", "sendMany"));
        QCOMPARE(many.size(), 1);
        keys.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(many.size(), 2);
        QCOMPARE(many[1][0].value<RequestSpec>().method, code::kPut);
        // As a command.
        QVERIFY(keys.tabTo("copyCommand"));
        keys.press(Qt::Key_Space);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("copper put")));
    }
    void environmentsAndCollection()
    {
        Keys keys;
        QVERIFY(keys.tab("sideTabs", 1));
        const auto menu = [](const char *action) {
            return Keys::chooseFrom("collectionMore", action);
        };
        QVERIFY(menu("editVariables"));
        QVERIFY(keys.tabTo("variablesOf"));
        keys.type(QStringLiteral("bench"));
        QVERIFY(keys.tabTo("variablesText"));
        keys.type(QStringLiteral("board = coap://127.0.0.99"));
        QVERIFY(keys.tabTo("saveVariables"));
        keys.press(Qt::Key_Space);
        QVERIFY(!keys.find<QWidget>("variablesPopup")->isVisible());
        QVERIFY(keys.tabTo("collectionEnvironment"));
        QCOMPARE(keys.find<QComboBox>("collectionEnvironment")->currentText(),
                 QStringLiteral("bench"));
        // A folder and a request in it, with an expectation.
        QVERIFY(menu("newFolder"));
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("requestName"));
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(QStringLiteral("Folder"));
        keys.press(Qt::Key_Return);
        keys.press(Qt::Key_L, Qt::ControlModifier);
        keys.type(QStringLiteral("{{board}}/lamp"));
        QVERIFY(keys.tabTo("collectionAdd"));
        keys.press(Qt::Key_Space);
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(QStringLiteral("Lamp"));
        keys.press(Qt::Key_Return);
        QVERIFY(keys.tabTo("collectionTree"));
        auto *tree = keys.find<QAbstractItemView>("collectionTree");
        keys.press(Qt::Key_End);
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Lamp"));
        QVERIFY(menu("editExpectations"));
        QVERIFY(keys.tabTo("addExpectation"));
        keys.press(Qt::Key_Space);
        QVERIFY(keys.tabTo("expectOf"));
        keys.type(QStringLiteral("/on"));
        QVERIFY(keys.tabTo("expectWish"));
        keys.type(QStringLiteral("1"));
        keys.press(Qt::Key_Return);
        QVERIFY(!keys.find<QWidget>("expectationPopup")->isVisible());
        QVERIFY(keys.tabTo("collectionRun"));
        keys.press(Qt::Key_Space);
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.99/lamp"));
        keys.answer(R"({"on": 0})", 50);
        const QString said = keys.find<QLabel>("collectionSummary")->text();
        QVERIFY2(said.contains(QStringLiteral("1 failed")), qPrintable(said));
        // Opened in the editor, from the tree.
        QVERIFY(keys.tabTo("collectionTree"));
        keys.press(Qt::Key_End);
        keys.press(Qt::Key_Return);
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.99/lamp"));
        keys.picture(keys.room, QStringLiteral("keys-collection"));
        // Another name, another request in its place, and one from a command.
        QVERIFY(menu("renameItem"));
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(QStringLiteral("Hall"));
        keys.press(Qt::Key_Return);
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Hall"));
        keys.press(Qt::Key_L, Qt::ControlModifier);
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(QStringLiteral("coap://127.0.0.11/hall"));
        QVERIFY(menu("replaceRequest"));
        QVERIFY(keys.tabTo("collectionRun"));
        keys.press(Qt::Key_Space);
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.11/hall"));
        keys.answer(R"({"on": 1})", 50);
        QApplication::clipboard()->setText(QStringLiteral("copper get coap://127.0.0.11/new"));
        const int before = tree->model()->rowCount();
        const int inFolder = tree->model()->rowCount(tree->model()->index(0, 0));
        QVERIFY(menu("importCommand"));
        QCOMPARE(tree->model()->rowCount() + tree->model()->rowCount(tree->model()->index(0, 0)),
                 before + inFolder + 1);
    }
    void historySearchAndResend()
    {
        Keys keys;
        for (const char *path : {"one", "two", "three"}) {
            keys.press(Qt::Key_L, Qt::ControlModifier);
            keys.type(QStringLiteral("coap://127.0.0.11/") + QString::fromLatin1(path));
            keys.press(Qt::Key_Return, Qt::ControlModifier);
            keys.answer("1", 0);
        }
        QVERIFY(keys.tabTo("searchHistory"));
        keys.press(Qt::Key_Space);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("historyFilter"));
        keys.type(QStringLiteral("tw"));
        keys.press(Qt::Key_Down);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("historyList"));
        QCOMPARE(keys.room.address(), QStringLiteral("coap://127.0.0.11/two"));
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(keys.session.requests.size(), std::size_t{4});
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.11/two"));
        // Escape ends the search, and all of it is there again.
        QVERIFY(keys.tabTo("historyFilter", true));
        keys.press(Qt::Key_Escape);
        QVERIFY(!keys.find<QWidget>("historyFilter")->isVisible());
        QCOMPARE(keys.find<QAbstractItemView>("historyList")->model()->rowCount(), 4);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("searchHistory"));
    }
    void answersInEveryView()
    {
        Keys keys;
        keys.press(Qt::Key_L, Qt::ControlModifier);
        keys.type(QStringLiteral("coap://127.0.0.11/config"));
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        keys.answer(R"({"interval": 30, "name": "north"})", 50);
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        keys.answer(R"({"interval": 60, "name": "north"})", 50);
        PayloadView *view = keys.room.response()->payloadView();
        QVERIFY(keys.tab("responseViews", 0));
        QVERIFY(keys.tabTo("payloadTree"));
        keys.press(Qt::Key_Home);
        keys.press(Qt::Key_Down);
        QCOMPARE(view->hex()->highlightLength(), qsizetype(2)); // 60
        // The menu of a row.
        QSignalSpy charts(&keys.navigator, &Navigator::chartRequested);
        QVERIFY(keys.tabTo("chartValue"));
        keys.press(Qt::Key_Space);
        QCOMPARE(charts.size(), 1);
        QVERIFY(keys.tab("responseViews", 1));
        QVERIFY(keys.tabTo("payloadPlain"));
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("north")));
        QVERIFY(keys.tab("responseViews", 2));
        QVERIFY(keys.tabTo("payloadHex"));
        keys.press(Qt::Key_Home);
        keys.press(Qt::Key_Right);
        keys.press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("findField"));
        keys.type(QStringLiteral("north"));
        QTRY_COMPARE(view->hex()->highlightLength(), qsizetype(5));
        keys.press(Qt::Key_Escape);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("payloadHex"));
        QVERIFY(keys.tab("responseViews", 3));
        QTRY_COMPARE(view->diff()->model().rowCount(), 1);
        QVERIFY(keys.tabTo("diffTable"));
        keys.press(Qt::Key_Home);
        QCOMPARE(view->hex()->highlightLength(), qsizetype(2));
        QVERIFY(keys.tab("responseViews", 4));
        // Still valid?
        QVERIFY(keys.tabTo("validateAnswer"));
        keys.press(Qt::Key_Space);
        QVERIFY(keys.last().options.has(OptionNumber::ETag));
        keys.answer("", std::nullopt, code::kValid);
        // What was made is a link.
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        keys.answer("", std::nullopt, code::kCreated);
        QVERIFY(keys.tabTo("answerLocation"));
        keys.press(Qt::Key_Space);
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.11/made"));
        keys.answer("body to save", 0);
    }
    void savedUnderANameAndToAFile()
    {
        Keys keys;
        keys.press(Qt::Key_L, Qt::ControlModifier);
        keys.type(QStringLiteral("coap://127.0.0.11/a"));
        keys.press(Qt::Key_Escape); // the list of completions
        keys.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(Keys::where().section(u' ', 0, 0), QStringLiteral("requestName"));
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(QStringLiteral("Mine"));
        keys.press(Qt::Key_Return);
        QCOMPARE(keys.workspace.history().named().size(), std::size_t{1});
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        keys.answer("body to save", 0);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("body"));
        QVERIFY(keys.tabTo("savePayload"));
        keys.press(Qt::Key_Space);
        auto *dialog = keys.room.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        keys.press(Qt::Key_A, Qt::ControlModifier);
        keys.type(path);
        keys.press(Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!keys.room.response()->isSaving());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("body to save"));
        // Links of a list by keys.
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        keys.answer("</sensors/temp>,</x>", 40);
        QVERIFY(keys.tab("responseViews", 0));
        QVERIFY(keys.tabTo("payloadTree"));
        keys.press(Qt::Key_Home);
        keys.press(Qt::Key_Down);
        keys.press(Qt::Key_Return);
        QCOMPARE(keys.last().uri, QStringLiteral("coap://127.0.0.11/sensors/temp"));
    }
};

COPPER_TEST(TestResourceKeys);
#include "test_resource_keys.moc"
