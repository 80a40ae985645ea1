// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/block_map.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/ladder.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/room_bar.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace copper;

class TestWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        initUiResources();
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void labelsShowMarkupAsText()
    {
        PlainLabel label(*m_theme, QString());
        label.setUntrustedText(QStringLiteral("<b>x</b>\u202e\n\x07"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), QStringLiteral("<b>x</b>\ufffd \ufffd"));
        QVERIFY(label.toolTip().contains(QLatin1String("&lt;b&gt;")));
    }
    void roomBarKeepsItsWidthsWhenTheRoomChanges()
    {
        RoomBar bar(*m_theme);
        bar.addRoom(QStringLiteral("resource"), QStringLiteral("Resource"));
        bar.addRoom(QStringLiteral("packets"), QStringLiteral("Packets"));
        bar.show();
        const QRect second = bar.tabRect(1);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, second.center());
        QCOMPARE(bar.currentIndex(), 1);
        QCOMPARE(bar.tabRect(1), second);
        bar.setFocus();
        QTest::keyClick(&bar, Qt::Key_Left);
        QCOMPARE(bar.currentIndex(), 0);
        const int width = bar.tabRect(1).width();
        bar.setBadge(1, QStringLiteral("53 %"));
        QVERIFY(bar.tabRect(1).width() > width);
        QCOMPARE(bar.badge(1), QStringLiteral("53 %"));
    }
    void segmentsAndSwitchByMouseAndKeyboard()
    {
        SegmentedControl control(*m_theme);
        control.addSegment(QStringLiteral("1 min"));
        control.addSegment(QStringLiteral("1 h"));
        control.show();
        QTest::mouseClick(&control, Qt::LeftButton, {}, control.tabRect(1).center());
        QCOMPARE(control.currentIndex(), 1);
        Switch toggle(*m_theme);
        toggle.show();
        QTest::mouseClick(&toggle, Qt::LeftButton);
        QVERIFY(toggle.isChecked());
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(!toggle.isChecked());
    }
    void hexViewLinksBothWays()
    {
        HexView view(*m_theme);
        Bytes bytes(100);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(i);
        view.setRowLength(HexView::RowLength::Eight);
        view.setBytes(ByteView(bytes));
        view.resize(420, 200);
        view.show();
        QSignalSpy activated(&view, &HexView::byteActivated);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.byteRect(19).center());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.last().at(0).value<qsizetype>(), 19);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(activated.last().at(0).value<qsizetype>(), 27);
        view.setHighlight(90, 500);
        QCOMPARE(view.highlightLength(), 10);
        QVERIFY(view.viewport()->rect().contains(view.byteRect(90).center()));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("5a5b5c5d5e5f60616263"));
        view.setHighlight(-5, -1);
        QCOMPARE(view.highlightLength(), 0);
    }
    void hexViewChoosesItsRowLength()
    {
        HexView view(*m_theme);
        view.setBytes(ByteView(Bytes(64)));
        view.resize(300, 100);
        view.show();
        QCOMPARE(view.bytesPerRow(), 8);
        view.resize(900, 100);
        QTRY_COMPARE(view.bytesPerRow(), 16);
    }
    void hexViewOfNothingAndOfMuch()
    {
        HexView view(*m_theme);
        view.resize(420, 200);
        view.show();
        QTest::keyClick(&view, Qt::Key_End); // nothing to go to
        QVERIFY(!view.grab().isNull());
        view.setBytes(ByteView(Bytes(4U << 20U, 0x41)));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!view.grab().isNull());
        QVERIFY2(timer.elapsed() < 500, "only the visible rows are painted");
    }
    void ladderSelectsByMouseAndKeyboard()
    {
        Ladder ladder(*m_theme);
        std::vector<LadderRow> rows(4);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = {static_cast<double>(i) * 15, i % 2 == 0, QStringLiteral("CON"), {}, false};
        ladder.setRows(rows);
        ladder.resize(404, 300);
        ladder.show();
        QSignalSpy activated(&ladder, &Ladder::rowActivated);
        QTest::mouseClick(ladder.viewport(), Qt::LeftButton, {}, ladder.rowRect(2).center());
        QCOMPARE(activated.last().at(0).toInt(), 2);
        QTest::keyClick(&ladder, Qt::Key_Up);
        QCOMPARE(ladder.currentRow(), 1);
        QTest::keyClick(&ladder, Qt::Key_End);
        QTest::keyClick(&ladder, Qt::Key_Down);
        QCOMPARE(ladder.currentRow(), 3);
        // A pause stands between two arrows 15 s apart.
        QVERIFY(ladder.rowRect(1).top() > ladder.rowRect(0).bottom() + 10);
        ladder.setCurrentRow(99);
        QCOMPARE(ladder.currentRow(), -1);
    }
    void blockMapShrinksThenJoinsBlocks()
    {
        BlockMap map(*m_theme);
        map.resize(640, 140);
        map.show();
        map.setBlocks(212, 131, 131, std::vector<std::uint8_t>(132, 1));
        QCOMPARE(map.blocksPerCell(), 1U);
        QVERIFY(map.cell_px() >= 12);
        map.setBlocks(10'240, 5000, 5000, {});
        QCOMPARE(map.cell_px(), 4);
        QVERIFY(map.blocksPerCell() > 1);
        map.setBlocks(1U << 20U, 1U << 20U, std::nullopt, {});
        QVERIFY(!map.grab().isNull());
        map.setBlocks(3, 99, 99, {}); // more confirmed than there are
        QCOMPARE(map.accessibleName(), QStringLiteral("3 of 3 blocks confirmed"));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

COPPER_TEST(TestWidgets);
#include "test_widgets.moc"
