// SPDX-License-Identifier: GPL-3.0-or-later
// Collections in the window, by clicks and keys: made, run, saved, opened, run without it.
#include "core/domain/collection_file.h"
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/models/collection_model.h"
#include "ui/resource/collection_panel.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/request_editor.h"
#include "ui/resource/resource_room.h"
#include "ui/widgets/tint_tree.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <random>

using namespace copper;
using namespace copper::test;

namespace {

// Answers by the path alone, so that two runs of one collection have the same answers.
ResponseArrived answerTo(const RequestSpec &spec, JobId job, WallTime at)
{
    const bool lost = spec.uri.contains(QLatin1String("/lost"));
    ResponseArrived response =
        contentResponse(job, spec.uri, R"({"t": 23.5, "name": "lamp"})", 50, at);
    response.code = lost ? code::kNotFound : code::kContent;
    response.rtt = seconds(0.004);
    return response;
}

struct Desk : RoomScene
{
    ResourceRoom room{theme, workspace, navigator};
    QSignalSpy remarks{&navigator, &Navigator::remarkMade};

    Desk()
    {
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
        auto *tabs = find<QTabBar>("sideTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    }
    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void click(const char *name)
    {
        auto *widget = find<QWidget>(name);
        QVERIFY2(widget->isVisible(), name);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void address(const QString &text) { type(find<QLineEdit>("addressField"), text); }
    // Plus, a name, Enter.
    void keep(const QString &name)
    {
        click("collectionAdd");
        auto *field = find<QLineEdit>("requestName");
        QVERIFY(field->isVisible());
        type(field, name);
        QTest::keyClick(field, Qt::Key_Return);
    }
    // A line of the panel's menu, as the mouse would choose it.
    void choose(const char *name)
    {
        auto *button = find<QToolButton>("collectionMore");
        QMenu *menu = button->menu();
        Q_EMIT menu->aboutToShow();
        auto *action = menu->findChild<QAction *>(QString::fromLatin1(name));
        if (action == nullptr || !action->isEnabled())
            qFatal("cannot choose %s", name);
        action->trigger();
    }
    CollectionModel &model() { return room.collection()->model(); }
    TintTree *tree() { return find<TintTree>("collectionTree"); }
    void select(const ItemPath &path)
    {
        const QModelIndex index = model().indexOf(path);
        tree()->scrollTo(index);
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {},
                          tree()->visualRect(index).center());
    }
    QString result(const ItemPath &path)
    {
        return model().indexOf(path).data(CollectionModel::ResultRole).toString();
    }
    // Answers what is asked until nothing is.
    void answerAll()
    {
        for (std::size_t i = m_answered; i < session.requests.size(); i = ++m_answered) {
            const auto [job, spec] = session.requests[i];
            take({answerTo(spec, job, clock.now())});
        }
    }

private:
    std::size_t m_answered = 0;
};

} // namespace

class TestCollections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptWithExpectationsAndRun()
    {
        Desk desk;
        desk.address(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.keep(QStringLiteral("Temperature"));
        QCOMPARE(desk.model().rowCount(), 1);
        desk.select({0});
        desk.choose("editExpectations");
        desk.click("addExpectation");
        auto *what = desk.find<QComboBox>("expectWhat");
        QCOMPARE(what->currentText(), QStringLiteral("Value"));
        desk.type(desk.find<QLineEdit>("expectOf"), QStringLiteral("/t"));
        auto *is = desk.find<QComboBox>("expectIs");
        is->setFocus();
        QTest::keyClick(is, Qt::Key_Down);
        QTest::keyClick(is, Qt::Key_Down);
        QCOMPARE(is->currentText(), QStringLiteral("<"));
        desk.type(desk.find<QLineEdit>("expectWish"), QStringLiteral("20"));
        desk.click("addSaved");
        desk.type(desk.find<QLineEdit>("savedVariable"), QStringLiteral("bad name"));
        desk.picture(desk.room, QStringLiteral("collection-expectations"));
        desk.click("saveExpectations");
        QVERIFY(desk.find<QWidget>("expectationProblem")->isVisible());
        desk.type(desk.find<QLineEdit>("savedVariable"), QStringLiteral("warm"));
        QTest::keyClick(desk.find<QLineEdit>("savedVariable"), Qt::Key_Return);
        QVERIFY(!desk.find<QWidget>("expectationPopup")->isVisible());
        desk.click("collectionRun");
        QCOMPARE(desk.session.requests.size(), std::size_t{1});
        QCOMPARE(desk.result({0}), QStringLiteral("waiting"));
        desk.answerAll();
        QCOMPARE(desk.result({0}), QStringLiteral("2.05 failed"));
        desk.select({0});
        // Value, wish and bytes.
        const QString said = desk.find<QLabel>("collectionFailures")->text();
        QVERIFY2(
            said.contains(QStringLiteral("/t is 23.5, expected < 20 · bytes 6–9: 32 33 2e 35")),
            qPrintable(said));
        desk.picture(desk.room, QStringLiteral("collection-failed"));
        // Each step is in the history, with its answer.
        desk.choose("showAnswer");
        QCOMPARE(desk.find<QLineEdit>("addressField")->text(),
                 QStringLiteral("coap://127.0.0.11/sensors/temp"));
    }
    void environmentsAndVariables()
    {
        Desk desk;
        desk.choose("editVariables");
        desk.find<QPlainTextEdit>("variablesText")
            ->setPlainText(QStringLiteral("board = coap://127.0.0.11\nno variable"));
        desk.click("saveVariables");
        QVERIFY(desk.find<QWidget>("variablesProblem")->isVisible());
        desk.find<QPlainTextEdit>("variablesText")
            ->setPlainText(QStringLiteral("board = coap://127.0.0.11"));
        desk.picture(desk.room, QStringLiteral("collection-variables"));
        desk.click("saveVariables");
        desk.choose("editVariables");
        auto *which = desk.find<QComboBox>("variablesOf");
        desk.type(which->lineEdit(), QStringLiteral("bench"));
        desk.find<QPlainTextEdit>("variablesText")
            ->setPlainText(QStringLiteral("board = coap://127.0.0.99"));
        desk.click("saveVariables");
        auto *environment = desk.find<QComboBox>("collectionEnvironment");
        QCOMPARE(environment->currentText(), QStringLiteral("bench"));
        desk.address(QStringLiteral("{{board}}/lamp"));
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.back().second.uri, QStringLiteral("coap://127.0.0.99/lamp"));
        environment->setFocus();
        QTest::keyClick(environment, Qt::Key_Up);
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.back().second.uri, QStringLiteral("coap://127.0.0.11/lamp"));
        desk.keep(QStringLiteral("Lamp"));
        QCOMPARE(desk.model().index(0, 0).data(CollectionModel::UriRole).toString(),
                 QStringLiteral("{{board}}/lamp"));
        desk.address(QStringLiteral("{{nobody}}/lamp"));
        const std::size_t before = desk.session.requests.size();
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), before);
        QVERIFY(desk.find<QLabel>("addressProblem")->text().contains(QLatin1String("nobody")));
    }
    // Variables in options are kept as they are written, and sent with their values.
    void variablesInOptions()
    {
        Desk desk;
        desk.choose("editVariables");
        desk.find<QPlainTextEdit>("variablesText")->setPlainText(QStringLiteral("tag = 0xcafe"));
        desk.click("saveVariables");
        desk.address(QStringLiteral("coap://127.0.0.11/a"));
        OptionModel &options = desk.room.editor()->options();
        QCOMPARE(options.addOption(QStringLiteral("ETag={{tag}}")), QString());
        QCOMPARE(options.addOption(QStringLiteral("If-Match={{nobody}}")), QString());
        QVERIFY(!options.isValid());
        options.removeOption(options.rowCount() - 1);
        desk.keep(QStringLiteral("With tag"));
        options.clearOwn();
        desk.select({0});
        QTest::keyClick(desk.tree(), Qt::Key_Return);
        QCOMPARE(options.ownTexts().at(0).value, QStringLiteral("{{tag}}"));
        desk.click("sendButton");
        QVERIFY(equalBytes(*desk.session.requests.back().second.options.first(OptionNumber::ETag),
                           Bytes{0xca, 0xfe}));
        // Changed and put in its place.
        desk.address(QStringLiteral("coap://127.0.0.11/b"));
        desk.select({0});
        desk.choose("replaceRequest");
        QCOMPARE(desk.model().rowCount(), 1);
        QCOMPARE(desk.model().index(0, 0).data(CollectionModel::UriRole).toString(),
                 QStringLiteral("coap://127.0.0.11/b"));
    }
    // A payload with variables is kept as it is written, in each form, and sent with their values.
    void variablesInPayloads()
    {
        Desk desk;
        desk.choose("editVariables");
        desk.find<QPlainTextEdit>("variablesText")
            ->setPlainText(QStringLiteral("level = 30\nbyte = 2a"));
        desk.click("saveVariables");
        desk.address(QStringLiteral("coap://127.0.0.11/a"));
        desk.room.bar()->setMethod(code::kPut);
        desk.room.editor()->setPage(RequestEditor::PayloadPage);
        QApplication::processEvents();
        auto *kinds = desk.find<QTabBar>("payloadKind");
        auto *text = desk.find<QPlainTextEdit>("payloadText");
        struct Case
        {
            int form;
            const char *typed;
            const char *sent; // hex
            PayloadSource source;
        };
        const Case cases[] = {
            {0, "set {{level}} \\{{x}}", "7365742033 30207b7b787d7d", PayloadSource::Text},
            {1, "01 {{byte}}", "012a", PayloadSource::Hex},
            {2, "{\"a\": {{level}}}", "7b2261223a2033307d", PayloadSource::Json},
            {3, "{\"a\": {{level}}}", "a16161181e", PayloadSource::CborDiagnostic},
            {4, "</{{level}}>", "3c2f33303e", PayloadSource::Text},
        };
        std::size_t row = 0;
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("c.json"));
        for (const Case &each : cases) {
            text->clear();
            QTest::mouseClick(kinds, Qt::LeftButton, {}, kinds->tabRect(each.form).center());
            QTest::keyClicks(text, QString::fromUtf8(each.typed));
            const QString typed = text->toPlainText();
            QCOMPARE(typed, QString::fromUtf8(each.typed));
            desk.click("sendButton");
            QString hex = QString::fromLatin1(each.sent).remove(u' ');
            QCOMPARE(QString::fromStdString(toHex(*desk.session.requests.back().second.payload)),
                     hex);
            desk.keep(QStringLiteral("Form %1").arg(each.form));
            desk.room.collection()->saveFile(path);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto read = readCollection(file.readAll());
            QVERIFY(read.has_value());
            const CollectionItem *kept = itemAt(*read, {row});
            QVERIFY(kept != nullptr && kept->request);
            QVERIFY(kept->request->payloadSource == each.source);
            QCOMPARE(kept->request->payload, typed);
            text->clear();
            desk.select({row});
            QTest::keyClick(desk.tree(), Qt::Key_Return);
            QCOMPARE(text->toPlainText(), typed);
            QCOMPARE(kinds->currentIndex(), each.form);
            ++row;
        }
        // Another form would have the values in their place: what was typed stays.
        QTest::mouseClick(kinds, Qt::LeftButton, {}, kinds->tabRect(1).center());
        QCOMPARE(text->toPlainText(), QStringLiteral("</{{level}}>"));
        // Unknown ones are said and nothing is sent.
        QTest::mouseClick(kinds, Qt::LeftButton, {}, kinds->tabRect(0).center());
        text->setPlainText(QStringLiteral("{{nobody}}"));
        const std::size_t before = desk.session.requests.size();
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), before);
        QVERIFY(desk.find<QLabel>("payloadNote")->text().contains(QLatin1String("nobody")));
        // The environment has another value: what is checked and sent follows.
        text->setPlainText(QStringLiteral("{{level}}"));
        desk.choose("editVariables");
        desk.find<QPlainTextEdit>("variablesText")->setPlainText(QStringLiteral("level = 31"));
        desk.click("saveVariables");
        desk.click("sendButton");
        QCOMPARE(asText(*desk.session.requests.back().second.payload), std::string_view("31"));
    }
    // What was sent or came from elsewhere holds values and no variables, whatever it looks like.
    void bracesInValuesAreNoVariables()
    {
        Desk desk;
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://127.0.0.11/a");
        spec.method = code::kPut;
        spec.payload = std::make_shared<const Bytes>(toOwned(asBytes("a {{b}}")));
        spec.options.add(OptionNumber::ETag, toOwned(asBytes("{{c}}")));
        desk.room.showRequest(spec);
        desk.click("sendButton");
        QCOMPARE(desk.session.requests.size(), std::size_t{1});
        const RequestSpec &sent = desk.session.requests.back().second;
        QCOMPARE(*sent.payload, *spec.payload);
        QVERIFY(equalBytes(*sent.options.first(OptionNumber::ETag), toOwned(asBytes("{{c}}"))));
        desk.keep(QStringLiteral("Braces"));
        desk.select({0});
        QTest::keyClick(desk.tree(), Qt::Key_Return);
        desk.click("sendButton");
        QCOMPARE(*desk.session.requests.back().second.payload, *spec.payload);
    }
    // The device's timers go into the request that is kept: `copper run` knows no workspace.
    void timersOfTheDeviceAreKept()
    {
        Desk desk;
        desk.addDemoDevices();
        TransmissionParameters slow;
        slow.ackTimeout = seconds(9);
        desk.workspace.setDeviceParameters(
            desk.workspace.devices().deviceAt(QStringLiteral("coap://127.0.0.11"))->id, slow);
        desk.address(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.keep(QStringLiteral("Slow"));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("c.json"));
        desk.room.collection()->saveFile(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        CollectionRun run(*readCollection(file.readAll()), {});
        const auto headless = run.next(timeAt(0));
        QVERIFY(headless && headless->parameters);
        QCOMPARE(toSeconds(headless->parameters->ackTimeout), 9.0);
    }
    void commandsArePastedAndCopied()
    {
        Desk desk;
        auto *field = desk.find<QLineEdit>("addressField");
        field->setFocus();
        QApplication::clipboard()->setText(QStringLiteral(
            "coap-client -m put -N -t json -k sesame -e '{\"a\":1}' \\\n coap://127.0.0.11/lamp"));
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(field->text(), QStringLiteral("coap://127.0.0.11/lamp"));
        QVERIFY(!desk.remarks.back()[0].toString().contains(QLatin1String("sesame")));
        desk.click("sendButton");
        const RequestSpec spec = desk.session.requests.back().second;
        QVERIFY(spec.method == code::kPut && !spec.confirmable);
        QCOMPARE(asText(*spec.payload), std::string_view("{\"a\":1}"));
        const QList<QAction *> forms = desk.find<QToolButton>("copyAs")->menu()->actions();
        QCOMPARE(forms.size(), 3);
        forms[1]->trigger();
        QVERIFY(QApplication::clipboard()->text().startsWith(
            QStringLiteral("coap-client -m put -N -t 50 -e '{\"a\":1}'")));
        desk.choose("importCommand");
        QCOMPARE(desk.model().rowCount(), 1);
        QApplication::clipboard()->setText(QStringLiteral("what is this"));
        desk.choose("importCommand");
        QCOMPARE(desk.model().rowCount(), 1);
        QVERIFY(desk.remarks.back()[0].toString().contains(QLatin1String("no command")));
    }
    // 30 requests made here run from the saved file with the same results.
    void thirtyRequestsRunHeadlessAlike()
    {
        Desk desk;
        desk.choose("newFolder");
        desk.type(desk.find<QLineEdit>("requestName"), QStringLiteral("Sensors"));
        QTest::keyClick(desk.find<QLineEdit>("requestName"), Qt::Key_Return);
        for (int i = 0; i < 30; ++i) {
            desk.address(QStringLiteral("coap://127.0.0.11/%1/%2")
                             .arg(i % 7 == 3 ? QStringLiteral("lost") : QStringLiteral("here"))
                             .arg(i));
            desk.keep(QStringLiteral("Request %1").arg(i));
        }
        QCOMPARE(desk.model().rowCount(desk.model().index(0, 0)), 30);
        desk.click("collectionRun");
        desk.answerAll();
        QCOMPARE(desk.session.requests.size(), std::size_t{30});
        QCOMPARE(desk.find<QLabel>("collectionSummary")->text(),
                 QStringLiteral("26 of 30 passed · 4 failed"));
        desk.picture(desk.room, QStringLiteral("collection-run"));
        desk.room.resize(1024, 640);
        desk.picture(desk.room, QStringLiteral("collection-run-1024"));
        // Narrow, the side column is a tab of the request.
        desk.room.resize(720, 560);
        desk.room.editor()->setPage(RequestEditor::SidePage);
        desk.picture(desk.room, QStringLiteral("collection-narrow"));
        QVERIFY2(desk.tree()->isVisible() && desk.tree()->height() > 40,
                 qPrintable(QString::number(desk.tree()->height())));
        desk.room.resize(1104, 800);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("c.json"));
        desk.room.collection()->saveFile(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = readCollection(file.readAll());
        QVERIFY(read.has_value());
        CollectionRun run(*read, {});
        while (const auto spec = run.next(timeAt(0)))
            run.take(answerTo(*spec, JobId{1}, timeAt(0)));
        QCOMPARE(run.results().size(), std::size_t{30});
        for (std::size_t i = 0; i < 30; ++i) {
            const bool passed = run.results()[i].outcome == StepOutcome::Passed;
            QCOMPARE(desk.result({0, i}),
                     passed ? QStringLiteral("2.05 passed") : QStringLiteral("4.04 failed"));
        }
        // Another window opens it; what is no collection is said and changes nothing.
        Desk other;
        other.room.collection()->openFile(path);
        QCOMPARE(other.model().rowCount(other.model().index(0, 0)), 30);
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        other.room.collection()->openFile(path);
        QVERIFY(other.remarks.back()[0].toString().contains(QLatin1String("not JSON")));
        QCOMPARE(other.model().rowCount(other.model().index(0, 0)), 30);
    }
    void oneFolderAndStop()
    {
        Desk desk;
        for (const char *name : {"a", "b"}) {
            desk.address(QStringLiteral("coap://127.0.0.11/") + QString::fromLatin1(name));
            desk.keep(QString::fromLatin1(name));
        }
        desk.select({1});
        desk.choose("runThis");
        QCOMPARE(desk.session.requests.size(), std::size_t{1});
        QCOMPARE(desk.session.requests[0].second.uri, QStringLiteral("coap://127.0.0.11/b"));
        desk.click("collectionRun"); // stops
        QCOMPARE(desk.session.cancelled.size(), std::size_t{1});
        QCOMPARE(desk.result({1}), QString());
        desk.choose("removeItem");
        QCOMPARE(desk.model().rowCount(), 1);
    }
    void byKeyboardAlone()
    {
        Desk desk;
        desk.address(QStringLiteral("coap://127.0.0.11/a"));
        auto *add = desk.find<QToolButton>("collectionAdd");
        add->setFocus();
        QTest::keyClick(add, Qt::Key_Space);
        QWidget *name = QApplication::focusWidget();
        QCOMPARE(name->objectName(), QStringLiteral("requestName"));
        QTest::keyClicks(name, QStringLiteral("By keys"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(desk.model().index(0, 0).data().toString(), QStringLiteral("By keys"));
        desk.address(QStringLiteral("coap://127.0.0.11/b"));
        desk.tree()->setFocus();
        QTest::keyClick(desk.tree(), Qt::Key_Return);
        QCOMPARE(desk.find<QLineEdit>("addressField")->text(),
                 QStringLiteral("coap://127.0.0.11/a"));
        auto *run = desk.find<QToolButton>("collectionRun");
        run->setFocus();
        QTest::keyClick(run, Qt::Key_Space);
        desk.answerAll();
        QCOMPARE(desk.result({0}), QStringLiteral("2.05 passed"));
    }
    void keptOverARestart()
    {
        Desk desk;
        desk.address(QStringLiteral("coap://127.0.0.11/a"));
        desk.keep(QStringLiteral("Kept"));
        Desk next;
        next.workspace.setSection(QLatin1String(CollectionBook::kSection),
                                  desk.workspace.section(QLatin1String(CollectionBook::kSection)));
        QCOMPARE(next.model().index(0, 0).data().toString(), QStringLiteral("Kept"));
        // Of a later version: said, and not written over.
        Desk later;
        QJsonObject section = desk.workspace.section(QLatin1String(CollectionBook::kSection));
        QJsonObject collection = section.value(QStringLiteral("collection")).toObject();
        collection[QStringLiteral("version")] = 99;
        section[QStringLiteral("collection")] = collection;
        later.workspace.setSection(QLatin1String(CollectionBook::kSection), section);
        later.address(QStringLiteral("coap://127.0.0.11/a"));
        later.keep(QStringLiteral("New"));
        QVERIFY(later.workspace.section(QLatin1String(CollectionBook::kSection)) == section);
    }
    void modelUnderRandomChanges()
    {
        Desk desk;
        CollectionBook book(desk.workspace);
        CollectionModel model(book);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 1000; ++i) {
            ItemPath path;
            while (random() % 3 != 0 && model.rowCount(model.indexOf(path)) > 0)
                path.push_back(random() % std::size_t(model.rowCount(model.indexOf(path))));
            CollectionRequest request;
            request.uri = QStringLiteral("coap://h/");
            if (random() % 4 == 0 && !path.empty())
                book.remove(path);
            else if (random() % 2 == 0)
                book.add(path, {QString::number(i), std::nullopt, {}});
            else
                book.add(path, {QString::number(i), request, {}});
            if (random() % 20 == 0)
                book.run();
        }
        QVERIFY(countItems(book.collection()) > 20);
    }
    void optionFields()
    {
        Desk desk;
        desk.address(QStringLiteral("coap://127.0.0.11/a"));
        const auto add = [&desk](const char *text) {
            desk.click("addOption");
            auto *field = desk.find<QLineEdit>("addOptionField");
            QTest::keyClicks(field, QString::fromLatin1(text));
            QTest::keyClick(field, Qt::Key_Escape); // the completion's list
            if (!field->isVisible())
                desk.click("addOption");
            field->setText(QString::fromLatin1(text));
            QTest::keyClick(field, Qt::Key_Return);
        };
        add("Max-Age=60");
        auto *spin = desk.find<QDoubleSpinBox>("optionValueSpin");
        QCOMPARE(spin->value(), 60.0);
        QCOMPARE(spin->maximum(), 4294967295.0);
        QTest::keyClick(spin, Qt::Key_Up);
        add("ETag=ab");
        auto *hex = desk.find<QToolButton>("optionHex");
        QTest::mouseClick(hex, Qt::LeftButton);
        QCOMPARE(desk.find<QLineEdit>("optionValueField")->text(), QStringLiteral("0x6162"));
        desk.picture(desk.room, QStringLiteral("resource-option-fields"));
        desk.click("sendButton");
        const Options &options = desk.session.requests.back().second.options;
        QCOMPARE(options.uintValue(OptionNumber::MaxAge), std::uint32_t{61});
        QCOMPARE(asText(*options.first(OptionNumber::ETag)), std::string_view("ab"));
    }
};

COPPER_TEST(TestCollections);
#include "test_collections.moc"
