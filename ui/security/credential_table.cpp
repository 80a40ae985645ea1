// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/credential_table.h"

#include "ui/security/indented_header.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace copper {

namespace {

constexpr int kName_px = 38; // behind the icon
constexpr int kCell_px = 8;
constexpr int kMinimumHeight_px = 130;

StateMark markOf(LastTest::Outcome outcome)
{
    switch (outcome) {
    case LastTest::Outcome::Works:
        return StateMark::Ok;
    case LastTest::Outcome::Refused:
        return StateMark::Error;
    case LastTest::Outcome::TimedOut:
        return StateMark::Warning;
    case LastTest::Outcome::Never:
        break;
    }
    return StateMark::Queued;
}

QString actionName(TroubleAction action)
{
    switch (action) {
    case TroubleAction::Edit:
        return CredentialTable::tr("Edit");
    case TroubleAction::TestAgain:
        return CredentialTable::tr("Test again");
    case TroubleAction::ShowPackets:
        break;
    }
    return CredentialTable::tr("Show packets");
}

} // namespace

CredentialDelegate::CredentialDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize CredentialDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool trouble = !index.data(CredentialModel::TroubleRole).toString().isEmpty();
    return {80, rowHeight_px() + (trouble ? kTrouble_px : 0)};
}

void CredentialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    QRectF cell(option.rect.left(), option.rect.top(), option.rect.width(), rowHeight_px() - 1);
    const QString text = index.data().toString();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    switch (static_cast<CredentialModel::Column>(index.column())) {
    case CredentialModel::Name:
        m_theme.paintIcon(painter, QRectF(cell.left() + 14, cell.center().y() - 7.5, 16, 16),
                          QStringLiteral("key"), selected ? Tone::Copper : Tone::Text2);
        drawElided(painter, cell.adjusted(kName_px, 0, -kCell_px, 0), text,
                   m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text));
        return;
    case CredentialModel::Identity:
    case CredentialModel::UsedFor:
        drawElided(painter, cell.adjusted(kCell_px, 0, -kCell_px, 0), text,
                   m_theme.font(TextRole::Mono), m_theme.color(Tone::Text));
        return;
    case CredentialModel::LastUsed:
        drawElided(painter, cell.adjusted(kCell_px, 0, -kCell_px, 0), text,
                   m_theme.font(TextRole::Body), m_theme.color(Tone::Text2));
        return;
    case CredentialModel::LastTested:
        break;
    case CredentialModel::ColumnCount:
        return;
    }
    const bool hasKey = index.data(CredentialModel::HasKeyRole).toBool();
    const StateMark mark = hasKey ? markOf(static_cast<LastTest::Outcome>(
                                        index.data(CredentialModel::OutcomeRole).toInt()))
                                  : StateMark::Warning;
    paintStateMark(painter, QPointF(cell.left() + kCell_px + 7, cell.center().y() + 0.5), mark,
                   m_theme);
    drawElided(painter, cell.adjusted(kCell_px + 20, 0, -2, 0), text, m_theme.font(TextRole::Body),
               m_theme.color(mark == StateMark::Queued ? Tone::Text2 : stateTone(mark)));
}

std::vector<std::pair<TroubleAction, QRect>>
CredentialDelegate::actions(const QRect &strip, const QModelIndex &index) const
{
    std::vector<std::pair<TroubleAction, QRect>> list;
    const QFontMetrics hint(m_theme.font(TextRole::Small));
    const QFontMetrics bold(m_theme.font(TextRole::SmallStrong));
    int wanted = 0;
    constexpr int kGap_px = 14;
    for (const TroubleAction action :
         {TroubleAction::Edit, TroubleAction::TestAgain, TroubleAction::ShowPackets})
        wanted += bold.horizontalAdvance(actionName(action)) + kGap_px;
    const int text =
        kName_px + hint.horizontalAdvance(index.data(CredentialModel::TroubleHintRole).toString()) +
        kGap_px;
    int left = strip.left() + std::min(text, std::max(kName_px, strip.width() - wanted));
    for (const TroubleAction action :
         {TroubleAction::Edit, TroubleAction::TestAgain, TroubleAction::ShowPackets}) {
        const int width = bold.horizontalAdvance(actionName(action));
        list.emplace_back(action, QRect(left, strip.top() + 26, width, 20));
        left += width + kGap_px;
    }
    return list;
}

void CredentialDelegate::paintTrouble(QPainter *painter, const QRect &strip,
                                      const QModelIndex &index) const
{
    painter->fillRect(strip, m_theme.color(Tone::ErrorTint));
    painter->fillRect(QRect(strip.left(), strip.bottom(), strip.width(), 1),
                      m_theme.color(Tone::Border));
    const auto list = actions(strip, index);
    const QRectF first(strip.left() + kName_px, strip.top() + 7, strip.width() - kName_px - 12, 20);
    drawElided(painter, first, index.data(CredentialModel::TroubleRole).toString(),
               m_theme.font(TextRole::Body), m_theme.color(Tone::Text));
    const QRectF second(first.left(), strip.top() + 26, list.front().second.left() - first.left(),
                        20);
    drawElided(painter, second, index.data(CredentialModel::TroubleHintRole).toString(),
               m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
    for (const auto &[action, rect] : list)
        drawElided(painter, QRectF(rect).adjusted(0, 0, 4, 0), actionName(action),
                   m_theme.font(TextRole::SmallStrong), m_theme.color(Tone::Copper));
}

CredentialTable::CredentialTable(const Theme &theme, CredentialModel &model, QWidget *parent)
    : QTreeView(parent), m_theme(theme), m_model(model),
      m_delegate(new CredentialDelegate(theme, this))
{
    setObjectName(QStringLiteral("credentialTable"));
    setAccessibleName(tr("Keys"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setMinimumHeight(kMinimumHeight_px);
    setHeader(new IndentedHeader(theme, kName_px, this));
    const std::array<int, CredentialModel::ColumnCount> widths{212, 122, 220, 82, 106};
    for (int column = 0; column < CredentialModel::ColumnCount; ++column)
        header()->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    header()->setSectionResizeMode(CredentialModel::UsedFor, QHeaderView::Stretch);
    const auto recolour = [this] {
        setPalette(m_theme.viewPalette());
        scheduleDelayedItemsLayout();
    };
    recolour();
    connect(&theme, &Theme::changed, this, recolour);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CredentialTable::currentCredentialChanged);
    const auto relayout = [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    };
    connect(&model, &QAbstractItemModel::dataChanged, this, relayout);
    connect(&model, &QAbstractItemModel::modelReset, this, relayout);
}

QSize CredentialTable::sizeHint() const
{
    int height = header()->height() + 20;
    for (int row = 0; row < m_model.rowCount(); ++row)
        height += m_delegate->sizeHint({}, m_model.index(row, 0)).height();
    return {400, std::max(height, kMinimumHeight_px)};
}

CredentialId CredentialTable::current() const
{
    return m_model.idOf(currentIndex().row());
}

void CredentialTable::select(const CredentialId &id)
{
    const int row = m_model.rowOf(id);
    if (row >= 0)
        setCurrentIndex(m_model.index(row, 0));
    else
        setCurrentIndex({});
}

QRect CredentialTable::stripOf(const QModelIndex &index) const
{
    if (index.data(CredentialModel::TroubleRole).toString().isEmpty())
        return {};
    const QRect row = visualRect(index.siblingAtColumn(0));
    return {0, row.top() + m_delegate->rowHeight_px(), viewport()->width(),
            CredentialDelegate::kTrouble_px};
}

QRect CredentialTable::actionRect(int row, TroubleAction action) const
{
    const QModelIndex index = m_model.index(row, 0);
    const QRect strip = stripOf(index);
    if (strip.isEmpty())
        return {};
    for (const auto &[found, rect] : m_delegate->actions(strip, index)) {
        if (found == action)
            return rect;
    }
    return {};
}

std::optional<TroubleAction> CredentialTable::actionAt(const QPoint &place) const
{
    const QModelIndex index = indexAt(place);
    for (const TroubleAction action :
         {TroubleAction::Edit, TroubleAction::TestAgain, TroubleAction::ShowPackets}) {
        if (index.isValid() && actionRect(index.row(), action).contains(place))
            return action;
    }
    return std::nullopt;
}

void CredentialTable::perform(TroubleAction action)
{
    switch (action) {
    case TroubleAction::Edit:
        Q_EMIT editRequested();
        break;
    case TroubleAction::TestAgain:
        Q_EMIT testRequested();
        break;
    case TroubleAction::ShowPackets:
        Q_EMIT packetsRequested();
        break;
    }
}

void CredentialTable::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const int height = m_delegate->rowHeight_px();
    const QRect row(0, option.rect.top(), viewport()->width(), height);
    const bool selected = selectionModel()->isSelected(index);
    if (selected)
        painter->fillRect(row, m_theme.color(Tone::CopperTint));
    QStyleOptionViewItem plain = option;
    plain.showDecorationSelected = false;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, plain, index);
    painter->fillRect(QRect(0, row.bottom(), row.width(), 1), m_theme.color(Tone::Border));
    if (selected)
        painter->fillRect(QRect(0, row.top(), 3, height),
                          m_theme.color(hasFocus() ? Tone::Copper : Tone::Text3));
    if (const QRect strip = stripOf(index); !strip.isEmpty())
        m_delegate->paintTrouble(painter, strip, index);
}

void CredentialTable::keyPressEvent(QKeyEvent *event)
{
    const bool any = currentIndex().isValid();
    if (any && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT editRequested();
    else if (any && event->key() == Qt::Key_F5)
        Q_EMIT testRequested();
    else if (any && event->key() == Qt::Key_Delete)
        Q_EMIT deleteRequested();
    else
        QTreeView::keyPressEvent(event);
}

void CredentialTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("credentialMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &icon, const QString &text, const QKeySequence &keys,
                         auto signal) {
        QAction *action = menu->addAction(m_theme.icon(icon), text, this, signal);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
    };
    add(QStringLiteral("edit"), tr("Edit"), Qt::Key_Return, &CredentialTable::editRequested);
    add(QStringLiteral("retry"), tr("Test handshake"), Qt::Key_F5, &CredentialTable::testRequested);
    add(QStringLiteral("packets"), tr("Show packets"), {}, &CredentialTable::packetsRequested);
    menu->addSeparator();
    add(QStringLiteral("delete"), tr("Delete"), Qt::Key_Delete, &CredentialTable::deleteRequested);
    menu->popup(event->globalPos());
}

void CredentialTable::mousePressEvent(QMouseEvent *event)
{
    const auto action = actionAt(event->position().toPoint());
    QTreeView::mousePressEvent(event);
    if (action && event->button() == Qt::LeftButton)
        perform(*action);
}

void CredentialTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTreeView::mouseDoubleClickEvent(event);
    if (currentIndex().isValid() && !actionAt(event->position().toPoint()))
        Q_EMIT editRequested();
}

void CredentialTable::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    viewport()->setCursor(actionAt(event->position().toPoint()) ? Qt::PointingHandCursor
                                                                : Qt::ArrowCursor);
}

void CredentialTable::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void CredentialTable::focusOutEvent(QFocusEvent *event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

} // namespace copper
