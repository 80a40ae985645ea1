// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of 16 MiB in every view of an answer: the same as of small ones. (How long it takes and
// what memory it needs is payload_bench's business.)
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/find_bar.h"
#include "ui/resource/image_view.h"
#include "ui/resource/payload_view.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/text_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace copper;
using namespace copper::test;

namespace {

constexpr std::size_t kBody = 16U << 20U;

struct Body
{
    std::shared_ptr<const Bytes> bytes;
    std::optional<std::uint32_t> format;
    std::size_t pieces = 0;
    std::size_t marked = 0; // offset of kNeedle, in the middle
    QString name, value;    // of the tree's row that holds it; empty: there is but one row
};

constexpr std::string_view kNeedle = "needle";

// `piece` makes the i-th part; the one in the middle holds the needle.
Body bodyOf(std::optional<std::uint32_t> format, std::string_view head,
            const std::function<std::string(std::size_t i, bool middle)> &piece,
            std::string_view tail)
{
    auto bytes = std::make_shared<Bytes>();
    bytes->reserve(kBody + 4096);
    const auto add = [&bytes](std::string_view text) {
        bytes->insert(bytes->end(), text.begin(), text.end());
    };
    Body body;
    add(head);
    while (bytes->size() < kBody) {
        const bool middle = body.marked == 0 && bytes->size() > kBody / 2;
        const std::string part = piece(body.pieces++, middle);
        if (middle)
            body.marked = bytes->size() + part.find(kNeedle);
        add(part);
    }
    add(tail);
    body.bytes = std::move(bytes);
    body.format = format;
    return body;
}

std::string number(std::size_t i)
{
    return std::to_string(i);
}

Body makeBody(const QString &kind)
{
    const auto word = [](bool middle) {
        return std::string(middle ? kNeedle : "nothing");
    };
    Body body;
    if (kind == u"JSON") {
        body = bodyOf(
            50, "[0",
            [&](std::size_t i, bool middle) {
                return ",\n{\"id\": " + number(i) + ", \"say\": \"" + word(middle) + "\"}";
            },
            "]");
        body.name = QStringLiteral("say");
        body.value = QStringLiteral("needle");
    } else if (kind == u"CBOR") {
        body = bodyOf(
            60, "\x9f",
            [&](std::size_t, bool middle) {
                return std::string("\xa2\x61\x61\x19\x01\x02\x63say") + (middle ? "\x66" : "\x67") +
                       word(middle);
            },
            "\xff");
        body.name = QStringLiteral("say");
        body.value = QStringLiteral("needle");
    } else if (kind == u"SenML") {
        body = bodyOf(
            110, R"([{"bn":"house/","bu":"Cel"})",
            [&](std::size_t i, bool middle) {
                return ",{\"n\":\"" + word(middle) + number(i) + "\",\"v\":" + number(i % 40) + "}";
            },
            "]");
        body.value = QStringLiteral("needle");
    } else if (kind == u"link-format") {
        body = bodyOf(
            40, "</first>",
            [&](std::size_t i, bool middle) {
                return ",</r/" + number(i) + ">;title=\"" + word(middle) + "\"";
            },
            "");
    } else if (kind == u"text") {
        body = bodyOf(
            0, "",
            [&](std::size_t i, bool middle) {
                return "line " + number(i) + " says " + word(middle) + "\n";
            },
            "");
    } else {
        body = bodyOf(
            42, "",
            [&](std::size_t i, bool middle) {
                std::string piece(64, '\0');
                for (std::size_t k = 0; k < piece.size(); ++k)
                    piece[k] = static_cast<char>((i * 2654435761U + k * 40503U) >> 7U);
                if (middle)
                    piece.replace(10, kNeedle.size(), kNeedle);
                return piece;
            },
            "");
    }
    return body;
}

struct View : RoomScene
{
    PayloadView view{theme};

    View()
    {
        view.resize(780, 420);
        view.show();
        QApplication::setActiveWindow(&view);
    }
    QString foot() { return view.findChild<QLabel *>(QStringLiteral("payloadWhere"))->text(); }
    QString cell(const QModelIndex &index, int column)
    {
        return index.siblingAtColumn(column).data().toString();
    }
};

} // namespace

class TestLargeBodies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inEveryView_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"JSON", "CBOR", "SenML", "link-format", "text", "binary"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void inEveryView()
    {
        QFETCH(QString, kind);
        const Body body = makeBody(kind);
        QVERIFY(body.marked > kBody / 2);
        View scene;
        PayloadView &view = scene.view;
        view.setPayload(body.bytes, body.format, timeAt(0));
        QVERIFY(view.isLarge());
        const LargePayloadModel &model = view.largeModel();
        QTRY_VERIFY_WITH_TIMEOUT(!model.isReading(), 60'000);
        QCOMPARE(model.fault(), PayloadFault::None);
        asATree(scene, body, kind);
        inHex(scene, body);
        asText(scene, body, kind);
        searched(scene, body);
        compared(scene, body);
        view.setPage(PayloadView::Page::Image);
        QVERIFY(!view.image()->hasImage());
        view.clear();
        QVERIFY(!view.payload());
    }

private:
    void asATree(View &scene, const Body &body, const QString &kind)
    {
        PayloadView &view = scene.view;
        const QModelIndex root = view.tree()->model()->index(0, 0);
        const bool values = kind != u"text" && kind != u"binary";
        QCOMPARE(view.tree()->model()->rowCount(root) > 0, values);
        if (!values)
            return;
        // What was counted is what was written; JSON, SenML and links have one before the pieces.
        const std::size_t counted = body.pieces + (kind == u"CBOR" ? 0 : 1);
        QString said = scene.cell(root, PayloadTreeModel::ValueColumn);
        said.remove(QRegularExpression(QStringLiteral("\\D")));
        QCOMPARE(said, QString::number(counted));
        // The last row of the last range is the last piece.
        QSignalSpy revealed(&view.largeModel(), &LargePayloadModel::revealed);
        const auto last = static_cast<qsizetype>(body.bytes->size()) - (kind == u"CBOR" ? 2 : 3);
        Q_EMIT view.hex()->byteActivated(last);
        QTRY_COMPARE_WITH_TIMEOUT(revealed.size(), 1, 60'000);
        QModelIndex index = view.tree()->currentIndex();
        const auto from = index.data(PayloadTreeModel::OffsetRole).toLongLong();
        QVERIFY(from <= last);
        while (index.parent().isValid() && index.parent().parent().parent().isValid())
            index = index.parent(); // the piece among the rows of a range
        QCOMPARE(index.row(), static_cast<int>((counted - 1) % LargePayloadModel::kPage));
    }
    void inHex(View &scene, const Body &body)
    {
        PayloadView &view = scene.view;
        view.setPage(PayloadView::Page::Hex);
        const auto at = static_cast<qsizetype>(body.marked);
        view.hex()->setHighlight(at, 1);
        QVERIFY(equalBytes(ByteView(view.hex()->bytes()).subspan(body.marked, kNeedle.size()),
                           copper::asBytes(kNeedle)));
        QSignalSpy revealed(&view.largeModel(), &LargePayloadModel::revealed);
        QTest::mouseClick(view.hex()->viewport(), Qt::LeftButton, {},
                          view.hex()->byteRect(at).center());
        QTRY_COMPARE_WITH_TIMEOUT(revealed.size(), 1, 60'000);
        const QModelIndex shown = view.tree()->currentIndex();
        const auto from = shown.data(PayloadTreeModel::OffsetRole).toLongLong();
        QVERIFY(from <= at);
        QVERIFY2(at < from + shown.data(PayloadTreeModel::LengthRole).toLongLong(),
                 qPrintable(QStringLiteral("%1 of %2 at %3")
                                .arg(scene.cell(shown, PayloadTreeModel::NameColumn),
                                     scene.cell(shown, PayloadTreeModel::ValueColumn))
                                .arg(from)));
        if (!body.name.isEmpty())
            QCOMPARE(scene.cell(shown, PayloadTreeModel::NameColumn), body.name);
        if (!body.value.isEmpty())
            QVERIFY2(scene.cell(shown, PayloadTreeModel::ValueColumn).contains(body.value),
                     qPrintable(scene.cell(shown, PayloadTreeModel::NameColumn) + u'|' +
                                scene.cell(shown, PayloadTreeModel::ValueColumn)));
        QTest::keyClick(view.hex(), Qt::Key_End);
        QCOMPARE(view.hex()->verticalScrollBar()->value(),
                 view.hex()->verticalScrollBar()->maximum());
    }
    void asText(View &scene, const Body &body, const QString &kind)
    {
        PayloadView &view = scene.view;
        view.setPage(PayloadView::Page::Text);
        TextView *text = view.pagedText();
        QVERIFY(text->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(text->rows().isDone(), 60'000);
        QVERIFY2(scene.foot().contains(kind == u"CBOR" || kind == u"binary"
                                           ? QStringLiteral("not UTF-8")
                                           : QStringLiteral("ASCII")),
                 qPrintable(scene.foot()));
        if (kind == u"text")
            QCOMPARE(text->rows().lineCount(), static_cast<std::uint64_t>(body.pieces));
        QTest::keyClick(text, Qt::Key_End);
        const int rows = text->verticalScrollBar()->pageStep();
        QString end;
        for (int row = 0; row <= rows; ++row)
            end += text->shownRow(row);
        if (kind == u"text")
            QVERIFY(end.endsWith(QStringLiteral("says nothing")));
        QVERIFY(!end.isEmpty());
    }
    void searched(View &scene, const Body &body)
    {
        PayloadView &view = scene.view;
        view.findBar()->open();
        auto *field = view.findBar()->findChild<QLineEdit *>(QStringLiteral("findField"));
        QTest::keyClicks(field, QString::fromLatin1(kNeedle.data()));
        QTRY_VERIFY_WITH_TIMEOUT(view.findBar()->search().isDone(), 60'000);
        QCOMPARE(view.findBar()->search().count(), std::uint64_t{1});
        QTRY_COMPARE(view.pagedText()->highlightOffset(), static_cast<qsizetype>(body.marked));
        QCOMPARE(view.hex()->highlightOffset(), static_cast<qsizetype>(body.marked));
        const QPoint shown = view.pagedText()->bytePoint(static_cast<qsizetype>(body.marked));
        QVERIFY(view.pagedText()->viewport()->rect().contains(shown));
        view.findBar()->close();
    }
    void compared(View &scene, const Body &body)
    {
        PayloadView &view = scene.view;
        view.setPage(PayloadView::Page::Diff);
        auto earlier = std::make_shared<Bytes>(*body.bytes);
        (*earlier)[body.marked] = 'N';
        view.diff()->setEarlier({{QStringLiteral("before"), earlier, body.format}});
        QTRY_VERIFY_WITH_TIMEOUT(view.diff()->model().rowCount() > 0, 120'000);
        QVERIFY2(view.diff()->model().summary().startsWith(QLatin1Char('1')),
                 qPrintable(view.diff()->model().summary()));
        const QModelIndex change = view.diff()->model().index(0, 0);
        const auto from = change.data(DiffModel::OffsetRole).toULongLong();
        QVERIFY(from <= body.marked);
        QVERIFY(body.marked < from + change.data(DiffModel::LengthRole).toULongLong());
    }
};

COPPER_TEST(TestLargeBodies);
#include "test_large_bodies.moc"
