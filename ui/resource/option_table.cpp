// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/option_table.h"

#include "core/coap/content_format.h"
#include "ui/resource/option_fields.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"

#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRow_px = 26;
constexpr int kRemove_px = 12;

} // namespace

OptionDelegate::OptionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize OptionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

QRect OptionDelegate::removeRect(const QRect &cell)
{
    return QRect(cell.right() - 22, cell.center().y() - kRemove_px / 2, kRemove_px, kRemove_px);
}

void OptionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const bool derived = index.data(OptionModel::DerivedRole).toBool();
    const bool wrong = !index.data(OptionModel::ErrorRole).toString().isEmpty();
    const QString text = index.data().toString();
    QRectF cell = QRectF(option.rect).adjusted(8, 0, -8, 0);
    TextRole role = TextRole::Body;
    Tone tone = derived ? Tone::Text3 : Tone::Text;
    switch (static_cast<OptionModel::Column>(index.column())) {
    case OptionModel::NumberColumn:
        role = TextRole::Mono;
        tone = Tone::Text3;
        break;
    case OptionModel::NameColumn:
        break;
    case OptionModel::ValueColumn:
        role = TextRole::Mono;
        if (!derived && !(index.flags() & Qt::ItemIsEditable)) {
            drawElided(painter, cell, tr("no value"), m_theme.font(TextRole::Small),
                       m_theme.color(Tone::Text3));
            return;
        }
        if (!derived) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(m_theme.color(wrong ? Tone::Error : Tone::BorderControl));
            painter->setBrush(m_theme.color(Tone::Base));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 2.5, -8.5, -2.5), 4, 4);
            painter->restore();
        }
        break;
    case OptionModel::MeaningColumn:
        role = TextRole::Small;
        tone = wrong ? Tone::Error : derived ? Tone::Text3 : Tone::Text2;
        break;
    case OptionModel::PropertiesColumn:
        role = TextRole::Caption;
        tone = Tone::Text3;
        if (!derived) {
            m_theme.paintIcon(painter, QRectF(removeRect(option.rect)), QStringLiteral("close"),
                              Tone::Text2);
            cell.setRight(cell.right() - 22);
        }
        break;
    case OptionModel::ColumnCount:
        return;
    }
    drawElided(painter, cell, text, m_theme.font(role), m_theme.color(tone));
}

QWidget *OptionDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    const auto *options = qobject_cast<const OptionModel *>(index.model());
    const auto number =
        static_cast<OptionNumber>(index.data(OptionModel::OptionNumberRole).toInt());
    // Checked as it is typed: the row says at once what is wrong.
    auto *model = const_cast<QAbstractItemModel *>(index.model());
    const QPersistentModelIndex place(index);
    return new OptionField(
        m_theme, number, index.data(Qt::EditRole).toString(),
        options == nullptr ? std::vector<std::uint32_t>() : options->preferredFormats(),
        [model, place](const QString &text) { model->setData(place, text, Qt::EditRole); }, parent);
}

// The field has told the model all that was typed.
void OptionDelegate::setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const {}

void OptionDelegate::setEditorData(QWidget *, const QModelIndex &) const {}

void OptionDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(1, 2, -8, -2));
}

OptionTable::OptionTable(const Theme &theme, OptionModel &model, QWidget *parent)
    : TintTree(theme, kRow_px, parent), m_theme(theme), m_model(model)
{
    setObjectName(QStringLiteral("optionTable"));
    setAccessibleName(tr("Options of the request"));
    setModel(&model);
    setItemDelegate(new OptionDelegate(theme, this));
    setRootIsDecorated(false);
    setIndentation(0);
    setEditTriggers(QAbstractItemView::CurrentChanged | QAbstractItemView::SelectedClicked |
                    QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionResizeMode(OptionModel::MeaningColumn, QHeaderView::Stretch);
    header()->resizeSection(OptionModel::NumberColumn, 56);
    header()->resizeSection(OptionModel::NameColumn, 116);
    header()->resizeSection(OptionModel::ValueColumn, 162);
    header()->resizeSection(OptionModel::PropertiesColumn, 160);
}

void OptionTable::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    if (index.isValid() && index.column() == OptionModel::PropertiesColumn &&
        OptionDelegate::removeRect(visualRect(index)).adjusted(-5, -5, 5, 5).contains(at)) {
        m_model.removeOption(index.row());
        return;
    }
    const bool own = index.isValid() && !index.data(OptionModel::DerivedRole).toBool() &&
                     index.column() != OptionModel::ValueColumn;
    m_pressed = own && event->button() == Qt::LeftButton ? index.row() : -1;
    m_pressedAt = at;
    TintTree::mousePressEvent(event);
}

// The row that what is dragged would stand before.
int OptionTable::dropPlace(int y) const
{
    const int first = m_model.rowCount() - m_model.ownCount();
    for (int row = first; row < m_model.rowCount(); ++row) {
        if (y < visualRect(m_model.index(row, 0)).center().y())
            return row;
    }
    return m_model.rowCount();
}

void OptionTable::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_pressed < 0 || !(event->buttons() & Qt::LeftButton)) {
        TintTree::mouseMoveEvent(event);
        return;
    }
    if (m_dropBefore < 0 &&
        (at - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (m_dropBefore < 0)
        viewport()->setCursor(Qt::ClosedHandCursor);
    m_dropBefore = dropPlace(at.y());
    viewport()->update();
}

void OptionTable::mouseReleaseEvent(QMouseEvent *event)
{
    const int before = m_dropBefore;
    const int row = m_pressed;
    endDrag();
    if (before < 0) {
        TintTree::mouseReleaseEvent(event);
        return;
    }
    setState(NoState);
    const int now = m_model.moveOptionTo(row, before);
    if (now >= 0)
        setCurrentIndex(m_model.index(now, OptionModel::NameColumn));
}

void OptionTable::endDrag()
{
    if (m_dropBefore >= 0)
        viewport()->unsetCursor();
    m_pressed = -1;
    m_dropBefore = -1;
    viewport()->update();
}

void OptionTable::paintEvent(QPaintEvent *event)
{
    TintTree::paintEvent(event);
    if (m_dropBefore < 0)
        return;
    const bool last = m_dropBefore >= m_model.rowCount();
    const QRect row = visualRect(m_model.index(last ? m_dropBefore - 1 : m_dropBefore, 0));
    QPainter painter(viewport());
    painter.fillRect(QRect(0, (last ? row.bottom() + 1 : row.top()) - 1, viewport()->width(), 2),
                     m_theme.color(Tone::Copper));
}

void OptionTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_dropBefore >= 0) {
        endDrag();
        return;
    }
    const bool up = event->key() == Qt::Key_Up;
    if (event->modifiers() == Qt::AltModifier && (up || event->key() == Qt::Key_Down)) {
        const int row = m_model.moveOption(currentIndex().row(), up);
        if (row >= 0)
            setCurrentIndex(m_model.index(row, currentIndex().column()));
        return;
    }
    if (event->key() == Qt::Key_Delete && currentIndex().isValid()) {
        m_model.removeOption(currentIndex().row());
        return;
    }
    TintTree::keyPressEvent(event);
}

OptionEditor::OptionEditor(const Theme &theme, OptionModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_table(new OptionTable(theme, model, this)),
      m_begin(new QPushButton(tr("Add option by name or number"), this)),
      m_field(new QLineEdit(this)),
      m_error(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, this))
{
    m_begin->setObjectName(QStringLiteral("addOption"));
    m_begin->setProperty("link", true);
    m_begin->setIcon(theme.fixedIcon(QStringLiteral("add"), Tone::Copper));
    m_field->setObjectName(QStringLiteral("addOptionField"));
    m_field->setAccessibleName(tr("Option to add: name or number, with = and a value if you like"));
    m_field->setPlaceholderText(tr("ETag, Accept=json, 65000=0xff"));
    m_field->setMaxLength(4096);
    m_field->setMaximumWidth(280);
    m_field->hide();
    m_error->setObjectName(QStringLiteral("addOptionError"));
    m_error->hide();
    auto *completer = new QCompleter(m_field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setModel(new QStringListModel(completer));
    m_field->setCompleter(completer);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 4);
    column->setSpacing(2);
    column->addWidget(m_table, 1);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(4, 0, 4, 0);
    line->setSpacing(8);
    line->addWidget(m_begin);
    line->addWidget(m_field, 1);
    line->addWidget(m_error);
    line->addStretch(1);
    column->addLayout(line);

    connect(m_begin, &QPushButton::clicked, this, &OptionEditor::beginAdding);
    connect(m_field, &QLineEdit::returnPressed, this, &OptionEditor::add);
    connect(m_field, &QLineEdit::textChanged, m_error, &QWidget::hide);
    auto *escape = new QAction(m_field);
    escape->setShortcut(QKeySequence(Qt::Key_Escape));
    escape->setShortcutContext(Qt::WidgetShortcut);
    m_field->addAction(escape);
    connect(escape, &QAction::triggered, this, [this] {
        m_field->hide();
        m_error->hide();
        m_begin->show();
        m_begin->setFocus(Qt::OtherFocusReason);
    });
}

// What the resource offers comes whole, and first.
void OptionEditor::fillNames()
{
    QStringList names;
    for (const OptionNumber number : {OptionNumber::Accept, OptionNumber::ContentFormat}) {
        for (const std::uint32_t format : m_model.preferredFormats()) {
            const QString name = qtText(contentFormatShortName(format));
            names << optionNameText(number) + QLatin1Char('=') +
                         (name.isEmpty() ? QString::number(format) : name);
        }
    }
    QStringList all;
    for (const OptionDefinition &definition : optionRegistry())
        all << qtText(definition.name);
    all.sort(Qt::CaseInsensitive);
    if (auto *model = qobject_cast<QStringListModel *>(m_field->completer()->model()))
        model->setStringList(names + all);
}

void OptionEditor::beginAdding()
{
    fillNames();
    m_begin->hide();
    m_field->clear();
    m_field->show();
    m_field->setFocus(Qt::OtherFocusReason);
}

void OptionEditor::add()
{
    const QString text = m_field->text();
    const QString error = m_model.addOption(text);
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    if (!error.isEmpty())
        return;
    m_field->hide();
    m_begin->show();
    const QModelIndex value = m_model.index(m_model.rowCount() - 1, OptionModel::ValueColumn);
    m_table->scrollTo(value);
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->setCurrentIndex(value);
}

} // namespace copper
