// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a request in its seven forms, typed and clicked.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/resource/payload_editor.h"
#include "ui/resource/request_editor.h"
#include "ui/resource/senml_editor.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

struct Editor : RoomScene
{
    RequestEditor request{theme};

    Editor()
    {
        request.resize(780, 300);
        request.QWidget::show();
        request.setPage(RequestEditor::PayloadPage);
        QApplication::setActiveWindow(&request);
    }
    PayloadEditor &payload() { return request.payload(); }
    template <class T = QWidget>
    T *find(const char *name)
    {
        T *found = request.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    QPlainTextEdit *text() { return find<QPlainTextEdit>("payloadText"); }
    QString note() { return find<QLabel>("payloadNote")->text(); }
    void choose(PayloadForm form)
    {
        auto *tabs = find<QTabBar>("payloadKind");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(static_cast<int>(form)).center());
    }
    void type(const QString &words)
    {
        text()->selectAll();
        QTest::keyClicks(text(), words);
    }
    QString hex()
    {
        const auto bytes = payload().payload();
        return bytes && *bytes ? QString::fromStdString(toHex(**bytes)) : QStringLiteral("none");
    }
    void hold(const char *bytes, std::optional<std::uint32_t> format)
    {
        payload().setPayload(std::make_shared<const Bytes>(*fromHex(bytes)), {}, format);
    }
};

} // namespace

class TestPayloadEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cborIsCheckedAtItsColumn()
    {
        Editor editor;
        editor.choose(PayloadForm::Cbor);
        editor.type(QStringLiteral("{1: [2 3]}"));
        QVERIFY(!editor.payload().payload());
        QVERIFY(editor.note().startsWith(QStringLiteral("Line 1, column 8")));
        QCOMPARE(editor.text()->extraSelections().size(), 1);
        QCOMPARE(editor.text()->extraSelections()[0].cursor.selectedText(), QStringLiteral("3"));
        editor.picture(editor.request, QStringLiteral("payload-cbor-error"));
        auto cursor = editor.text()->textCursor();
        cursor.setPosition(6);
        editor.text()->setTextCursor(cursor);
        QTest::keyClicks(editor.text(), QStringLiteral(","));
        QCOMPARE(editor.hex(), QStringLiteral("a101820203"));
        QVERIFY(editor.text()->extraSelections().isEmpty());
        QCOMPARE(editor.payload().impliedFormat(), std::optional<std::uint32_t>(60));
    }
    void formsShowTheSameBytes()
    {
        Editor editor;
        editor.choose(PayloadForm::Json);
        editor.type(QStringLiteral("{\"a\": [1, 2.5, \"x\"]}"));
        editor.choose(PayloadForm::Cbor);
        QCOMPARE(editor.hex(), QStringLiteral("a161618301f941006178"));
        editor.choose(PayloadForm::Hex);
        QCOMPARE(editor.hex(), QStringLiteral("a161618301f941006178"));
        editor.choose(PayloadForm::Cbor);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("{\"a\": [1, 2.5, \"x\"]}"));
        editor.choose(PayloadForm::Json);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("{\"a\": [1, 2.5, \"x\"]}"));
        // What JSON cannot say stays as it was typed, and the note says what it is.
        editor.choose(PayloadForm::Cbor);
        editor.type(QStringLiteral("{\"a\": h'01'}"));
        editor.choose(PayloadForm::Json);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("{\"a\": h'01'}"));
        QVERIFY(editor.note().contains(QStringLiteral("h'01'")));
        QVERIFY(!editor.payload().payload());
        editor.choose(PayloadForm::Cbor);
        QCOMPARE(editor.hex(), QStringLiteral("a161614101"));
        // A comment is not lost by a look at the bytes.
        editor.type(QStringLiteral("1 / one /"));
        editor.choose(PayloadForm::Hex);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("01"));
        editor.choose(PayloadForm::Cbor);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("1 / one /"));
        // Bytes that are no text.
        editor.choose(PayloadForm::Hex);
        editor.type(QStringLiteral("ff 00"));
        editor.choose(PayloadForm::Text);
        QVERIFY(editor.note().contains(QStringLiteral("UTF-8")));
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("ff 00"));
    }
    void jsonIsFormatted()
    {
        Editor editor;
        editor.choose(PayloadForm::Json);
        editor.type(QStringLiteral("{\"b\":1.50,\"a\":[true,{}]}"));
        QTest::mouseClick(editor.find("payloadFormat"), Qt::LeftButton);
        QCOMPARE(editor.text()->toPlainText(),
                 QStringLiteral("{\n  \"b\": 1.50,\n  \"a\": [\n    true,\n    {}\n  ]\n}"));
        editor.picture(editor.request, QStringLiteral("payload-json"));
        editor.type(QStringLiteral("{"));
        QVERIFY(!editor.find<QPushButton>("payloadFormat")->isEnabled());
        QVERIFY(editor.note().contains(QStringLiteral("Line 1, column 2")));
    }
    void linksAreChecked()
    {
        Editor editor;
        editor.choose(PayloadForm::Links);
        editor.type(QStringLiteral("</a>;rt=\"x\", /b>"));
        QCOMPARE(editor.note(), QStringLiteral("Line 1, column 14: a link begins with < and its "
                                               "target"));
        editor.type(QStringLiteral("</a>;rt=\"x\",</b>"));
        QVERIFY(editor.payload().payload());
        QCOMPARE(editor.payload().impliedFormat(), std::optional<std::uint32_t>(40));
        editor.type(QStringLiteral("</a>") + QStringLiteral(";a").repeated(70));
        QVERIFY(editor.note().contains(QStringLiteral("64 attributes")));
    }
    void senmlIsATable()
    {
        Editor editor;
        editor.choose(PayloadForm::Senml);
        editor.find<QLineEdit>("senmlBaseName")->setFocus();
        QTest::keyClicks(editor.find("senmlBaseName"), QStringLiteral("gh-1/"));
        QTest::mouseClick(editor.find("senmlAdd"), Qt::LeftButton);
        const auto cell = [&](SenmlTableModel::Column column, const QString &words) {
            auto *table = editor.find<TintTree>("senmlTable");
            const int last = table->model()->rowCount() - 1;
            table->setCurrentIndex(table->model()->index(last, SenmlTableModel::MeaningColumn));
            table->setCurrentIndex(table->model()->index(last, column));
            auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            QVERIFY(field != nullptr);
            QTest::keyClicks(field, words);
            QTest::keyClick(field, Qt::Key_Return);
            QCoreApplication::processEvents(); // the delegate closes it in a later turn
        };
        cell(SenmlTableModel::NameColumn, QStringLiteral("temp"));
        QVERIFY(editor.note().contains(QStringLiteral("Row 1")));
        QVERIFY(!editor.payload().payload());
        cell(SenmlTableModel::UnitColumn, QStringLiteral("Cel"));
        cell(SenmlTableModel::ValueColumn, QStringLiteral("23.5"));
        QCOMPARE(
            QString::fromUtf8(QByteArray::fromHex(editor.hex().toLatin1())),
            QStringLiteral("[{\"bn\": \"gh-1/\", \"n\": \"temp\", \"u\": \"Cel\", \"v\": 23.5}]"));
        QTest::mouseClick(editor.find("senmlAdd"), Qt::LeftButton);
        cell(SenmlTableModel::NameColumn, QStringLiteral("pump"));
        cell(SenmlTableModel::ValueColumn, QStringLiteral("true"));
        cell(SenmlTableModel::TimeColumn, QStringLiteral("soon"));
        QVERIFY(editor.note().contains(QStringLiteral("seconds")));
        cell(SenmlTableModel::TimeColumn, QStringLiteral("-5"));
        editor.picture(editor.request, QStringLiteral("payload-senml"));
        // As CBOR: the Content-Format decides.
        QVERIFY(editor.request.options().addOption(QStringLiteral("Content-Format=112")).isEmpty());
        QCOMPARE(editor.payload().impliedFormat(), std::optional<std::uint32_t>(112));
        QCOMPARE(editor.hex(),
                 QStringLiteral("82a4216567682d312f006474656d70016343656c02f94de0a3006470756d7004f5"
                                "0624"));
        editor.choose(PayloadForm::Cbor);
        QVERIFY(editor.text()->toPlainText().contains(QStringLiteral("-2: \"gh-1/\"")));
        editor.choose(PayloadForm::Senml);
        auto *table = editor.find<TintTree>("senmlTable");
        QCOMPARE(table->model()->rowCount(), 2);
        table->setCurrentIndex(table->model()->index(1, SenmlTableModel::MeaningColumn));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(table->model()->rowCount(), 1);
    }
    void whatTheTableHasNoPlaceFor()
    {
        Editor editor;
        editor.choose(PayloadForm::Json);
        editor.type(QStringLiteral("[{\"n\": \"a\", \"v\": 1, \"s\": 2}]"));
        editor.choose(PayloadForm::Senml);
        QCOMPARE(editor.payload().kind(), PayloadForm::Json);
        QVERIFY(editor.note().contains(QStringLiteral("the field s")));
        QVERIFY(editor.payload().payload());
    }
    void requestsComeBackInTheirForm()
    {
        Editor editor;
        editor.hold("a101820203", 60);
        QCOMPARE(editor.payload().kind(), PayloadForm::Cbor);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("{1: [2, 3]}"));
        editor.hold("0102", 63);
        QCOMPARE(editor.text()->toPlainText(), QStringLiteral("1,\n2"));
        QCOMPARE(editor.payload().impliedFormat(), std::optional<std::uint32_t>(63));
        editor.hold("ff", 60);
        QCOMPARE(editor.payload().kind(), PayloadForm::Hex);
        editor.hold("81a2006161020a", 112);
        QCOMPARE(editor.payload().kind(), PayloadForm::Senml);
        QCOMPARE(editor.hex(), QStringLiteral("81a2006161020a"));
        editor.hold("3c2f613e", 40);
        QCOMPARE(editor.payload().kind(), PayloadForm::Links);
        editor.hold("7b7d", 50);
        QCOMPARE(editor.payload().kind(), PayloadForm::Json);
        editor.payload().setPayload(nullptr, {}, {});
        QVERIFY(editor.payload().isEmpty());
    }
    void aFileThatVanishedIsNamed()
    {
        Editor editor;
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("image.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc");
        file.close();
        editor.choose(PayloadForm::File);
        QTest::keyClicks(editor.find("payloadFile"), file.fileName());
        QVERIFY(editor.note().startsWith(QStringLiteral("3 bytes")));
        QVERIFY(file.remove());
        const auto spec = editor.request.fill({});
        QVERIFY(!spec);
        QVERIFY(spec.error().contains(QStringLiteral("image.bin")));
        QVERIFY(spec.error().contains(QStringLiteral("no file")));
        editor.choose(PayloadForm::Text);
        editor.choose(PayloadForm::File);
        QCOMPARE(editor.payload().filePath(), file.fileName());
    }
    void examplesFitTheResource()
    {
        Editor editor;
        editor.payload().setResource(QStringLiteral("core.rd"), {40});
        auto *menu = editor.find<QToolButton>("payloadExamples")->menu();
        Q_EMIT menu->aboutToShow();
        QVERIFY(menu->actions().front()->text().contains(QStringLiteral("Links")));
        editor.payload().setResource(QStringLiteral("temperature"), {112});
        int examples = 0;
        for (int i = 0; i < menu->actions().size(); ++i) {
            Q_EMIT menu->aboutToShow();
            QAction *action = menu->actions()[i];
            if (action->isSeparator())
                continue;
            action->trigger();
            QVERIFY2(editor.payload().payload(), qPrintable(action->text()));
            QVERIFY(!editor.payload().isEmpty());
            ++examples;
        }
        QVERIFY(examples >= 10);
        Q_EMIT menu->aboutToShow();
        QVERIFY(menu->actions().front()->text().contains(QStringLiteral("number")) ||
                menu->actions().front()->text().contains(QStringLiteral("SenML")));
    }
    // 64 levels are read; 10,000 are one sentence and not a crash.
    void tooDeepIsSaid()
    {
        Editor editor;
        editor.choose(PayloadForm::Cbor);
        editor.text()->setPlainText(QString(10'000, QLatin1Char('[')));
        QVERIFY(editor.note().contains(QStringLiteral("64 levels")));
        editor.payload().setPayload(std::make_shared<const Bytes>(10'000, std::uint8_t{0x81}), {},
                                    60);
        QCOMPARE(editor.payload().kind(), PayloadForm::Hex);
    }
};

COPPER_TEST(TestPayloadEditor);
#include "test_payload_editor.moc"
