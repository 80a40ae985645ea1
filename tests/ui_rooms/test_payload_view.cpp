// SPDX-License-Identifier: GPL-3.0-or-later
// An answer's body in its views, whatever its size.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/find_bar.h"
#include "ui/resource/image_view.h"
#include "ui/resource/payload_view.h"
#include "ui/resource/response_view.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/text_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

struct View : RoomScene
{
    PayloadView view{theme};

    View()
    {
        view.resize(780, 420);
        view.show();
        QApplication::setActiveWindow(&view);
    }
    template <class T = QWidget>
    T *find(const char *name)
    {
        T *found = view.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void hold(const std::string &text, std::optional<std::uint32_t> format)
    {
        view.setPayload(std::make_shared<const Bytes>(toOwned(asBytes(text))), format, timeAt(0));
    }
    QString foot() { return find<QLabel>("payloadWhere")->text(); }
    QString count() { return find<QLabel>("findCount")->text(); }
    void seek(const QString &words)
    {
        view.setFocus();
        QTest::keyClick(view.focusWidget() ? view.focusWidget() : &view, Qt::Key_F,
                        Qt::ControlModifier);
        auto *field = find<QLineEdit>("findField");
        field->selectAll();
        QTest::keyClicks(field, words);
    }
};

// 600 KiB with many more values than the readers take.
std::string bigJson()
{
    std::string text = "{\"list\": [";
    for (int i = 0; i < 60'000; ++i)
        text += (i > 0 ? "," : "") + std::to_string(100'000 + i);
    return text + "], \"note\": \"needle here\", \"last\": {\"x\": 1}}";
}

} // namespace

class TestPayloadView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void largeBodiesAreReadWhereTheyAreOpened()
    {
        View view;
        const std::string text = bigJson();
        view.hold(text, 50);
        QVERIFY(view.view.isLarge());
        QTRY_VERIFY(!view.view.largeModel().isReading());
        TintTree *tree = view.view.tree();
        const QModelIndex root = tree->model()->index(0, 0);
        QTRY_COMPARE(tree->model()->rowCount(root), 3);
        const QModelIndex list = tree->model()->index(0, 0, root);
        tree->setCurrentIndex(list);
        QTest::keyClick(tree, Qt::Key_Right);
        QTRY_COMPARE(tree->model()->rowCount(list), 60);
        view.picture(view.view, QStringLiteral("payload-large-tree"));
        // A byte in hex opens the tree down to its value.
        view.view.setPage(PayloadView::Page::Hex);
        const auto at = static_cast<qsizetype>(text.find("154321"));
        view.view.hex()->setHighlight(at, 1);
        QTest::mouseClick(view.view.hex()->viewport(), Qt::LeftButton, {},
                          view.view.hex()->byteRect(at).center());
        QTRY_COMPARE(tree->currentIndex().siblingAtColumn(PayloadTreeModel::ValueColumn).data(),
                     QVariant(QStringLiteral("154321")));
        tree->setCurrentIndex(tree->model()->index(1, 0, root));
        QCOMPARE(view.view.hex()->highlightLength(), qsizetype(13));
        // Closed, its rows are gone.
        tree->collapse(list);
        QCOMPARE(tree->model()->rowCount(list), 0);
        view.hold("[1]", 50);
        QVERIFY(!view.view.isLarge());
        QVERIFY(tree->model() == &view.view.model());
    }
    void manyValuesInASmallBody()
    {
        View view;
        view.hold(
            "[" +
                [] {
                    std::string text = "0";
                    for (int i = 0; i < 30'000; ++i)
                        text += ",0";
                    return text;
                }() +
                "]",
            50);
        QVERIFY(view.view.isLarge());
        QTRY_COMPARE(view.view.tree()->model()->rowCount(view.view.tree()->model()->index(0, 0)),
                     31);
    }
    void textIsPaged()
    {
        View view;
        std::string text;
        for (int i = 0; i < 60'000; ++i)
            text += "line number " + std::to_string(i) + " of a log\n";
        view.hold(text, 0);
        view.view.setPage(PayloadView::Page::Text);
        TextView *paged = view.view.pagedText();
        QVERIFY(paged->isVisible());
        QTRY_VERIFY(paged->rows().isDone());
        QCOMPARE(paged->shownRow(0), QStringLiteral("line number 0 of a log"));
        QVERIFY(view.foot().contains(QStringLiteral("ASCII")));
        QTest::keyClick(paged, Qt::Key_End);
        const int last = paged->verticalScrollBar()->maximum();
        QCOMPARE(paged->verticalScrollBar()->value(), last);
        QVERIFY(last > 59'000);
        view.seek(QStringLiteral("number 41234 "));
        QTRY_COMPARE(view.count(), QStringLiteral("1 of 1"));
        QCOMPARE(paged->highlightOffset(), static_cast<qsizetype>(text.find("number 41234 ")));
        view.picture(view.view, QStringLiteral("payload-large-text"));
        paged->setFocus();
        QTest::keyClick(paged, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("number 41234 "));
        QTest::mouseClick(paged->viewport(), Qt::LeftButton, {}, QPoint(200, 30));
        QVERIFY(view.view.hex()->highlightLength() == 1);
    }
    // Marked by a drag and by keys, copied, and lit among the bytes.
    void textIsMarkedAndCopied()
    {
        View view;
        std::string text;
        for (int i = 0; i < 60'000; ++i)
            text += "Zeile " + std::to_string(i) + " m\xc3\xbc\xc3\x9fig \xe6\xb0\xb4 end\n";
        view.hold(text, 0);
        view.view.setPage(PayloadView::Page::Text);
        TextView *paged = view.view.pagedText();
        QTRY_VERIFY(paged->rows().isDone());
        const auto drag = [paged](QPoint from, QPoint to) {
            QTest::mousePress(paged->viewport(), Qt::LeftButton, {}, from);
            QMouseEvent move(QEvent::MouseMove, to, paged->viewport()->mapToGlobal(to),
                             Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(paged->viewport(), &move);
            QTest::mouseRelease(paged->viewport(), Qt::LeftButton, {}, to);
        };
        const auto copied = [paged] {
            QApplication::clipboard()->clear();
            QTest::keyClick(paged, Qt::Key_C, Qt::ControlModifier);
            return QApplication::clipboard()->text();
        };
        QSignalSpy clicked(paged, &TextView::byteActivated);
        const auto from = static_cast<qsizetype>(text.find("m\xc3\xbc"));
        const auto to = static_cast<qsizetype>(text.find(" end\n"));
        drag(paged->bytePoint(from), paged->bytePoint(to));
        QCOMPARE(copied(), QStringLiteral("m\u00fc\u00dfig \u6c34"));
        QCOMPARE(view.view.hex()->highlightOffset(), from);
        QCOMPARE(view.view.hex()->highlightLength(), to - from);
        QCOMPARE(clicked.size(), 0);
        view.picture(view.view, QStringLiteral("payload-text-marked"));
        // Upwards over rows is the same; Shift with a click goes on with it.
        const auto third = static_cast<qsizetype>(text.find("Zeile 3"));
        drag(paged->bytePoint(third), paged->bytePoint(to));
        QCOMPARE(copied(),
                 QString::fromStdString(text.substr(std::size_t(to), std::size_t(third - to))));
        QTest::mouseClick(paged->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                          paged->bytePoint(third + 6));
        QCOMPARE(copied(), QStringLiteral("Zeile "));
        // By keys, a character and a row at a time; a character is never cut.
        QTest::keyClick(paged, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(copied(), QStringLiteral("Zeile"));
        QTest::keyClick(paged, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(copied(), QStringLiteral("Zeile 3 m\u00fc\u00dfig \u6c34 end\nZeile"));
        QTest::mouseClick(paged->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                          paged->bytePoint(third + 9));
        QTest::keyClick(paged, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(copied(), QStringLiteral("Zeile 3 m\u00fc"));
        // Beyond the edge it scrolls on by itself.
        QTest::mousePress(paged->viewport(), Qt::LeftButton, {}, paged->bytePoint(third));
        const QPoint below(100, paged->viewport()->height() + 10);
        QMouseEvent move(QEvent::MouseMove, below, paged->viewport()->mapToGlobal(below),
                         Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(paged->viewport(), &move);
        QTRY_VERIFY(paged->verticalScrollBar()->value() > 5);
        QTest::mouseRelease(paged->viewport(), Qt::LeftButton, {}, below);
        const int stopped = paged->verticalScrollBar()->value();
        QVERIFY(copied().count(u'\n') > stopped);
        // A click marks nothing by itself, and tells the byte.
        QTest::mouseClick(paged->viewport(), Qt::LeftButton, {},
                          QPoint(paged->bytePoint(0).x() + 2, 4));
        QCOMPARE(clicked.size(), 1);
        QTest::keyClick(paged, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(copied().size(), QString::fromStdString(text).size());
    }
    void tooMuchIsNotCopied()
    {
        View view;
        view.hold(std::string(std::size_t(TextView::kMostCopied) + 10, 'x'), 0);
        view.view.setPage(PayloadView::Page::Text);
        TextView *paged = view.view.pagedText();
        QTest::keyClick(paged, Qt::Key_A, Qt::ControlModifier);
        QApplication::clipboard()->setText(QStringLiteral("before"));
        QTest::keyClick(paged, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        QVERIFY2(view.foot().contains(QStringLiteral("not copied")), qPrintable(view.foot()));
        // In hex everything would be copied while nothing is marked.
        view.hold(std::string(std::size_t(TextView::kMostCopied), 'x'), 0);
        view.view.setPage(PayloadView::Page::Hex);
        QTest::keyClick(view.view.hex(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        QVERIFY2(view.foot().contains(QStringLiteral("4096 KiB")), qPrintable(view.foot()));
    }
    // The menu offers to save what a clipboard does not hold.
    void largeBodiesAreNotCopiedByTheMenu()
    {
        RoomScene scene;
        ResponseView answer(scene.theme);
        answer.show();
        ResponseArrived response = contentResponse(JobId{1}, QStringLiteral("coap://h/a"), "", 0,
                                                   timeAt(0), socketAt("127.0.0.11"));
        response.payload = std::make_shared<const Bytes>(Bytes(ResponseView::kMostCopied + 1, 'x'));
        answer.showResponse(response, false);
        auto *menu = answer.findChild<QToolButton *>(QStringLiteral("copyPayload"))->menu();
        Q_EMIT menu->aboutToShow();
        const auto enabled = [menu](const char *name) {
            return menu->findChild<QAction *>(QLatin1String(name))->isEnabled();
        };
        QVERIFY(!enabled("copyHex") && !enabled("copyBytes"));
        response.payload = std::make_shared<const Bytes>(Bytes(10, 'x'));
        answer.showResponse(response, false);
        Q_EMIT menu->aboutToShow();
        QVERIFY(enabled("copyHex") && enabled("copyBytes"));
    }
    // A list of links beyond kMaxTree is followed like a short one.
    void linksInALargeBody()
    {
        View view;
        std::string links;
        for (int i = 0; i < 20'000; ++i)
            links += (i > 0 ? "," : "") + ("</r/" + std::to_string(i)) + ">;rt=\"temperature\"";
        view.hold(links, 40);
        QVERIFY(view.view.isLarge());
        TintTree *tree = view.view.tree();
        const QModelIndex root = tree->model()->index(0, 0);
        QTRY_COMPARE(tree->model()->rowCount(root), 20);
        const QModelIndex range = tree->model()->index(12, 0, root);
        tree->setFocus();
        tree->setCurrentIndex(range);
        QTest::keyClick(tree, Qt::Key_Right);
        QTRY_COMPARE(tree->model()->rowCount(range), 1000);
        QSignalSpy followed(&view.view, &PayloadView::linkActivated);
        const QModelIndex link = tree->model()->index(3, 0, range);
        tree->scrollTo(link);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(link).center());
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed[0][0].toString(), QStringLiteral("/r/12003"));
        QTest::keyClick(tree, Qt::Key_Down);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(followed.back()[0].toString(), QStringLiteral("/r/12004"));
        view.picture(view.view, QStringLiteral("payload-large-links"));
    }
    void senmlInALargeBody()
    {
        View view;
        std::string text = R"([{"bn":"house/","bt":1700000000,"bu":"Cel","n":"t","v":0})";
        for (int i = 1; i < 12'000; ++i)
            text += ",{\"n\":\"t" + std::to_string(i) + "\",\"v\":" + std::to_string(i % 40) + "}";
        view.hold(text + "]", 110);
        QVERIFY(view.view.isLarge());
        TintTree *tree = view.view.tree();
        const QModelIndex root = tree->model()->index(0, 0);
        QTRY_COMPARE(tree->model()->rowCount(root), 12);
        const QModelIndex range = tree->model()->index(11, 0, root);
        tree->setCurrentIndex(range);
        QTest::keyClick(tree, Qt::Key_Right);
        QTRY_COMPARE(tree->model()->rowCount(range), 1000);
        const QModelIndex record = tree->model()->index(7, 0, range);
        QCOMPARE(record.siblingAtColumn(PayloadTreeModel::ValueColumn).data().toString(),
                 QStringLiteral("7 \u00b0C"));
        QVERIFY(record.siblingAtColumn(PayloadTreeModel::MeaningColumn)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("house/t11007")));
        view.picture(view.view, QStringLiteral("payload-large-senml"));
    }
    void searchGoesOverAllOfIt()
    {
        View view;
        view.hold(bigJson() + std::string(100, ' ') + "NEEDLE", std::nullopt);
        view.view.setPage(PayloadView::Page::Hex);
        view.seek(QStringLiteral("needle"));
        QTRY_COMPARE(view.count(), QStringLiteral("1 of 2"));
        auto *field = view.find<QLineEdit>("findField");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(view.count(), QStringLiteral("2 of 2"));
        QCOMPARE(view.view.hex()->highlightLength(), qsizetype(6));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(view.count(), QStringLiteral("1 of 2"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(view.count(), QStringLiteral("2 of 2"));
        QTest::mouseClick(view.find("findCase"), Qt::LeftButton);
        QTRY_COMPARE(view.count(), QStringLiteral("1 of 1"));
        auto *kinds = view.find<QTabBar>("findKind");
        QTest::mouseClick(kinds, Qt::LeftButton, {}, kinds->tabRect(1).center());
        QCOMPARE(view.count(), QStringLiteral("not hex"));
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("6e 65 65 64"));
        QTRY_COMPARE(view.count(), QStringLiteral("1 of 1"));
        view.picture(view.view, QStringLiteral("payload-find"));
        QTest::keyClicks(field, QStringLiteral("ff"));
        QTRY_COMPARE(view.count(), QStringLiteral("not found"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!view.find("findBar")->isVisible());
        QCOMPARE(view.view.hex()->highlightLength(), qsizetype(0));
    }
    void changesByPath()
    {
        View view;
        view.hold(R"({"interval": 60, "name": "north", "list": [1, 2]})", 50);
        view.view.setPage(PayloadView::Page::Diff);
        DiffView *diff = view.view.diff();
        QVERIFY(view.find<QLabel>("diffSummary")->text().contains(QStringLiteral("no earlier")));
        const auto body = [](const char *text) {
            return std::make_shared<const Bytes>(toOwned(asBytes(text)));
        };
        diff->setEarlier({{QStringLiteral("14:02:11"),
                           body(R"({"interval": 30, "title": "north", "list": [1, 2, 3]})"), 50},
                          {QStringLiteral("14:00:00"), body("{}"), 50}});
        QTRY_COMPARE(view.find<QLabel>("diffSummary")->text(),
                     QStringLiteral("3 change(s) by path"));
        const auto cell = [diff](int row, DiffModel::Column column) {
            return diff->model().index(row, column).data().toString();
        };
        QCOMPARE(cell(0, DiffModel::PathColumn), QStringLiteral("/interval"));
        QCOMPARE(cell(0, DiffModel::BeforeColumn), QStringLiteral("30"));
        QCOMPARE(cell(0, DiffModel::AfterColumn), QStringLiteral("60"));
        view.picture(view.view, QStringLiteral("payload-diff"));
        // A change is marked among the bytes.
        QTest::mouseClick(diff->table()->viewport(), Qt::LeftButton, {},
                          diff->table()->visualRect(diff->model().index(0, 1)).center());
        QCOMPARE(view.view.hex()->highlightOffset(), qsizetype(13));
        QCOMPARE(view.view.hex()->highlightLength(), qsizetype(2));
        // Another earlier answer, by keys.
        view.find("diffChoice")->setFocus();
        QTest::keyClick(view.find("diffChoice"), Qt::Key_Down);
        QTRY_COMPARE(cell(0, DiffModel::KindColumn), QStringLiteral("added"));
        QCOMPARE(diff->model().rowCount(), 3);
    }
    void comparingIsCancelled()
    {
        DiffModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto big = std::make_shared<const Bytes>(toOwned(asBytes(bigJson())));
        const auto other = std::make_shared<const Bytes>(Bytes{'1'});
        QSignalSpy compared(&model, &DiffModel::compared);
        for (int i = 0; i < 5; ++i)
            model.compare(i % 2 == 0 ? big : other, 50, other, 50);
        model.compare(other, 50, std::make_shared<const Bytes>(Bytes{'2'}), 50);
        QTRY_COMPARE(compared.size(), 1);
        QCOMPARE(model.rowCount(), 1);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(compared.size(), 1);
    }
    void images()
    {
        View view;
        QImage made(40, 20, QImage::Format_RGB32);
        made.fill(Qt::red);
        for (const char *format : {"PNG", "JPG", "BMP"}) {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            QVERIFY(buffer.open(QIODevice::WriteOnly));
            QVERIFY(made.save(&buffer, format));
            view.hold(bytes.toStdString(), std::nullopt);
            view.view.setPage(PayloadView::Page::Image);
            QTRY_COMPARE(view.view.image()->image().size(), QSize(40, 20));
        }
        view.picture(view.view, QStringLiteral("payload-image"));
        view.hold("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"><rect "
                  "width=\"5\" "
                  "height=\"5\" fill=\"red\"/></svg>",
                  30000);
        QTRY_COMPARE(view.view.image()->image().size(), QSize(512, 1024));
        // Nothing from outside, nothing that is damaged or would take the memory.
        std::string broken = "\x89PNG\r\n\x1a\n";
        for (const std::string &text :
             {std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"y\"><image "
                          "x:href=\"/etc/passwd\"/></svg>"),
              std::string("<svg><style>@import url(http://x/);</style></svg>"),
              broken + std::string(100, 'x')}) {
            view.hold(text, std::nullopt);
            QVERIFY(view.view.image()->hasImage());
            QTRY_VERIFY(view.view.image()->caption().contains(QStringLiteral("cannot be shown")));
            QVERIFY(view.view.image()->image().isNull());
        }
        QByteArray huge;
        QBuffer buffer(&huge);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(QImage(8000, 4100, QImage::Format_Mono).save(&buffer, "PNG"));
        view.hold(huge.toStdString(), 23);
        QTRY_VERIFY(view.view.image()->caption().contains(QStringLiteral("cannot be shown")));
        view.hold("23.5", 0);
        QVERIFY(!view.view.image()->hasImage());
    }
    void smallTextIsMarkedToo()
    {
        View view;
        view.hold("first\n" + std::string(3000, 'x') + "\xc3\xbc then\nlast", 0);
        view.view.setPage(PayloadView::Page::Text);
        QVERIFY(view.foot().contains(QStringLiteral("UTF-8")));
        view.seek(QStringLiteral("then"));
        QTRY_COMPARE(view.count(), QStringLiteral("1 of 1"));
        QCOMPARE(view.find<QPlainTextEdit>("payloadPlain")->textCursor().selectedText(),
                 QStringLiteral("then"));
        view.hold(std::string("a\xff", 2), 0);
        QVERIFY(view.foot().contains(QStringLiteral("byte 1")));
    }
};

COPPER_TEST(TestPayloadView);
#include "test_payload_view.moc"
