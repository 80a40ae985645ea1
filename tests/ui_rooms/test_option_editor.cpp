// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a request, entered by mouse and by keys.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/models/option_model.h"
#include "ui/resource/option_table.h"
#include "ui/resource/request_editor.h"
#include "ui/resource/resource_room.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
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
        addDemoDevices();
        auto *field = find<QLineEdit>("addressField");
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("coap://127.0.0.11/sensors/pack"));
    }
    template <class T>
    T *find(const char *name)
    {
        // Fields that were closed go with the next turn of the loop.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    OptionTable *table() { return find<OptionTable>("optionTable"); }
    OptionModel &options() { return room.editor()->options(); }
    int own(int at) { return options().rowCount() - options().ownCount() + at; }
    QPoint place(int row, int column)
    {
        return table()->visualRect(options().index(row, column)).center();
    }
    QString cell(int row, OptionModel::Column column)
    {
        return options().index(row, column).data().toString();
    }
    QString order()
    {
        QStringList values;
        for (const OptionText &text : options().ownTexts())
            values << text.value;
        return values.join(QLatin1Char(' '));
    }
    // By the line below the table; what completion proposes is closed first.
    void add(const char *text)
    {
        QTest::mouseClick(find<QWidget>("addOption"), Qt::LeftButton);
        auto *field = find<QLineEdit>("addOptionField");
        QTest::keyClicks(field, QString::fromLatin1(text));
        if (field->completer()->popup()->isVisible())
            QTest::keyClick(field->completer()->popup(), Qt::Key_Escape);
        QCOMPARE(field->text(), QString::fromLatin1(text));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->isVisible());
    }
    void drag(int row, int toY)
    {
        QWidget *on = table()->viewport();
        const QPoint from = place(row, OptionModel::NameColumn);
        QTest::mousePress(on, Qt::LeftButton, {}, from);
        // Twice: a drag begins with the distance, not with the first pixel.
        for (const QPoint at : {QPoint(from.x(), (from.y() + toY) / 2), QPoint(from.x(), toY)}) {
            QMouseEvent move(QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton,
                             Qt::LeftButton, {});
            QApplication::sendEvent(on, &move);
        }
    }
    RequestSpec send()
    {
        QTest::mouseClick(find<QWidget>("sendButton"), Qt::LeftButton);
        if (session.requests.empty())
            qFatal("nothing was sent");
        return session.requests.back().second;
    }
};

} // namespace

class TestOptionEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheResourceOffersComesFirst()
    {
        Desk desk;
        QCOMPARE(desk.options().preferredFormats(), (std::vector<std::uint32_t>{112}));
        // In the line that adds: whole, before the names.
        QTest::mouseClick(desk.find<QWidget>("addOption"), Qt::LeftButton);
        auto *field = desk.find<QLineEdit>("addOptionField");
        QTest::keyClicks(field, QStringLiteral("acc"));
        QAbstractItemView *list = field->completer()->popup();
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Accept=senml+cbor"));
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!field->isVisible()); // chosen is added
        QCOMPARE(desk.options().ownCount(), 1);
        QCOMPARE(desk.cell(desk.own(0), OptionModel::MeaningColumn),
                 QStringLiteral("application/senml+cbor"));
        // In the list of the field, with name and number.
        QTest::mouseClick(desk.find<QWidget>("optionFormats"), Qt::LeftButton);
        auto *value = desk.find<QLineEdit>("optionValueField");
        list = value->completer()->popup();
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->index(0, 0).data().toString(),
                 QStringLiteral("senml+cbor  ·  112  ·  offered"));
        desk.picture(*list, QStringLiteral("option-formats"));
        QVERIFY(list->model()->index(1, 0).data().toString().contains(QStringLiteral("  ·  0")));
        const QModelIndex second = list->model()->index(1, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(second).center());
        QCOMPARE(value->text(), QStringLiteral("text"));
        QCOMPARE(desk.order(), QStringLiteral("text"));
        QCOMPARE(desk.send().options.uintValue(OptionNumber::Accept), std::uint32_t{0});
        // Another resource offers nothing.
        desk.room.setAddress(QStringLiteral("coap://127.0.0.12/light/on"));
        QVERIFY(desk.options().preferredFormats().empty());
    }
    void formatsByKeysNamesAndNumbers()
    {
        Desk desk;
        desk.add("Content-Format=50");
        auto *value = desk.find<QLineEdit>("optionValueField");
        QCOMPARE(QApplication::focusWidget(), value);
        QTest::keyClick(value, Qt::Key_Down);
        QAbstractItemView *list = value->completer()->popup();
        QVERIFY(list->isVisible());
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(value->text(), QStringLiteral("senml+cbor"));
        QCOMPARE(desk.cell(desk.own(0), OptionModel::MeaningColumn),
                 QStringLiteral("application/senml+cbor"));
        value->selectAll();
        QTest::keyClicks(value, QStringLiteral("60"));
        QCOMPARE(desk.cell(desk.own(0), OptionModel::MeaningColumn),
                 QStringLiteral("application/cbor"));
        value->selectAll();
        QTest::keyClicks(value, QStringLiteral("no-such"));
        QVERIFY(!desk.options().isValid());
        value->selectAll();
        QTest::keyClicks(value, QStringLiteral("json"));
        QCOMPARE(desk.send().options.uintValue(OptionNumber::ContentFormat), std::uint32_t{50});
    }
    void observeIsWhatItMeans()
    {
        Desk desk;
        desk.add("Observe");
        auto *choice = desk.find<QComboBox>("optionValueChoice");
        QCOMPARE(QApplication::focusWidget(), choice);
        QCOMPARE(choice->currentText(), QStringLiteral("0 register"));
        QCOMPARE(desk.cell(desk.own(0), OptionModel::MeaningColumn), QStringLiteral("register"));
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(desk.cell(desk.own(0), OptionModel::MeaningColumn), QStringLiteral("deregister"));
        QCOMPARE(desk.send().options.uintValue(OptionNumber::Observe), std::uint32_t{1});
    }
    void sizesNumbersOpaqueEmptyAndUnknown()
    {
        Desk desk;
        desk.add("Size1");
        auto *spin = desk.find<QDoubleSpinBox>("optionValueSpin");
        QCOMPARE(QApplication::focusWidget(), spin);
        spin->selectAll();
        QTest::keyClicks(spin, QStringLiteral("4096"));
        QVERIFY(desk.cell(desk.own(0), OptionModel::MeaningColumn)
                    .contains(QStringLiteral("whole body")));
        desk.add("ETag=ab");
        QTest::mouseClick(desk.find<QToolButton>("optionHex"), Qt::LeftButton);
        QCOMPARE(desk.order(), QStringLiteral("4096 0x6162"));
        QTest::mouseClick(desk.find<QToolButton>("optionHex"), Qt::LeftButton);
        QCOMPARE(desk.order(), QStringLiteral("4096 ab"));
        desk.add("If-None-Match");
        QVERIFY(
            !(desk.options().flags(desk.options().index(desk.own(2), OptionModel::ValueColumn)) &
              Qt::ItemIsEditable));
        desk.add("65001=0x00ff");
        QCOMPARE(desk.cell(desk.own(3), OptionModel::NameColumn), QStringLiteral("unregistered"));
        desk.picture(desk.room, QStringLiteral("option-editor"));
        const Options sent = desk.send().options;
        QCOMPARE(sent.uintValue(OptionNumber::Size1), std::uint32_t{4096});
        QCOMPARE(asText(*sent.first(OptionNumber::ETag)), std::string_view("ab"));
        QVERIFY(sent.first(OptionNumber::IfNoneMatch)->empty());
        QVERIFY(equalBytes(*sent.first(static_cast<OptionNumber>(65001)), Bytes{0x00, 0xff}));
    }
    // RFC 7252 §5.4.6: what the bits of the number say.
    void propertiesAreShown()
    {
        Desk desk;
        for (const char *text : {"Max-Age=60", "Size1=7", "If-Match=0x01"})
            desk.add(text);
        QCOMPARE(desk.cell(0, OptionModel::PropertiesColumn),
                 QStringLiteral("critical · unsafe · repeatable")); // Uri-Path
        QCOMPARE(desk.cell(desk.own(0), OptionModel::PropertiesColumn),
                 QStringLiteral("elective · unsafe"));
        QCOMPARE(desk.cell(desk.own(1), OptionModel::PropertiesColumn),
                 QStringLiteral("elective · no cache key"));
        QCOMPARE(desk.cell(desk.own(2), OptionModel::PropertiesColumn),
                 QStringLiteral("critical · repeatable"));
        // The longest of them is not cut.
        const int width = desk.table()->columnWidth(OptionModel::PropertiesColumn) - 16 - 22;
        const QFontMetrics metrics(desk.theme.font(TextRole::Caption));
        QVERIFY(metrics.horizontalAdvance(QStringLiteral("critical · unsafe · repeatable")) <=
                width + 22);
        QVERIFY(metrics.horizontalAdvance(QStringLiteral("elective · no cache key")) <= width);
    }
    void reorderedByMouse()
    {
        Desk desk;
        for (const char *text : {"ETag=0x01", "ETag=0x02", "ETag=0x03"})
            desk.add(text);
        const int first = desk.own(0);
        desk.drag(first + 2, desk.place(first, 0).y() - 4);
        desk.picture(desk.room, QStringLiteral("option-drag"));
        QTest::mouseRelease(desk.table()->viewport(), Qt::LeftButton, {},
                            desk.place(first, 0) - QPoint(0, 4));
        QCOMPARE(desk.order(), QStringLiteral("0x03 0x01 0x02"));
        QCOMPARE(desk.table()->currentIndex().row(), first);
        // Below the last row is behind it.
        const int below = desk.place(first + 2, 0).y() + 60;
        desk.drag(first, below);
        QTest::mouseRelease(desk.table()->viewport(), Qt::LeftButton, {},
                            QPoint(desk.place(first, 1).x(), below));
        QCOMPARE(desk.order(), QStringLiteral("0x01 0x02 0x03"));
        // Escape leaves it where it was; so do rows from the address, before which nothing goes.
        desk.drag(first, below);
        QTest::keyClick(desk.table(), Qt::Key_Escape);
        QTest::mouseRelease(desk.table()->viewport(), Qt::LeftButton, {}, QPoint(80, below));
        QCOMPARE(desk.order(), QStringLiteral("0x01 0x02 0x03"));
        desk.drag(0, below);
        QTest::mouseRelease(desk.table()->viewport(), Qt::LeftButton, {}, QPoint(80, below));
        QCOMPARE(desk.order(), QStringLiteral("0x01 0x02 0x03"));
        desk.drag(first + 1, 2);
        QTest::mouseRelease(desk.table()->viewport(), Qt::LeftButton, {}, QPoint(80, 2));
        QCOMPARE(desk.order(), QStringLiteral("0x02 0x01 0x03"));
        const Options sent = desk.send().options;
        std::string order;
        for (const OptionView &option : sent)
            order += static_cast<char>('0' + option.value[0]);
        QCOMPARE(order, std::string("213"));
    }
    void reorderedAndRemovedByKeys()
    {
        Desk desk;
        for (const char *text : {"ETag=0x01", "ETag=0x02", "ETag=0x03"})
            desk.add(text);
        OptionTable *table = desk.table();
        table->setFocus();
        table->setCurrentIndex(desk.options().index(desk.own(2), OptionModel::NameColumn));
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.order(), QStringLiteral("0x03 0x01 0x02"));
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(desk.order(), QStringLiteral("0x01 0x03 0x02"));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(desk.order(), QStringLiteral("0x01 0x02"));
    }
};

COPPER_TEST(TestOptionEditor);
#include "test_option_editor.moc"
