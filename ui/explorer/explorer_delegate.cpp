// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorer_delegate.h"

#include "core/domain/device.h"
#include "ui/explorer/explorer_view.h"
#include "ui/models/device_keys.h"
#include "ui/models/device_tree_model.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/state_mark.h"

#include <QLineEdit>
#include <QPainter>

namespace copper {

namespace {

constexpr int kText_px = 8; // from the item's left edge to its text
constexpr int kMarkCentre_px = 14;
constexpr int kNameBehindMark_px = 26;
constexpr int kRightMargin_px = 11;
constexpr int kSparklineWidth_px = 60;
constexpr int kGap_px = 12;

using Model = DeviceTreeModel;

DeviceTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<Model::Kind>(index.data(Model::KindRole).toInt());
}

Tone ageTone(DeviceState state)
{
    switch (state) {
    case DeviceState::NotAsked:
    case DeviceState::Alive:
        return Tone::Text3;
    case DeviceState::Stale:
        return Tone::Warn;
    case DeviceState::Gone:
        return Tone::Error;
    }
    return Tone::Text3;
}

} // namespace

ExplorerDelegate::ExplorerDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize ExplorerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // With very many devices all rows are equal: the view needs not ask for each then.
    const auto *tree = qobject_cast<const QTreeView *>(option.widget);
    const bool equal = tree != nullptr && tree->uniformRowHeights();
    const Model::Kind kind = kindOf(index);
    const bool network = !equal && (kind == Model::Kind::Network || kind == Model::Kind::Group ||
                                    kind == Model::Kind::Ranking);
    return {200, m_theme.rowHeight(network ? kNetworkRow_px : kRow_px)};
}

void ExplorerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *view = qobject_cast<const ExplorerView *>(option.widget);
    if (index.column() != Model::NameColumn) {
        drawElided(painter, QRectF(option.rect).adjusted(6, 0, -6, 0), index.data().toString(),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
        return;
    }
    painter->save();
    painter->setClipRect(option.rect);
    switch (kindOf(index)) {
    case Model::Kind::Ranking:
    case Model::Kind::Network:
    case Model::Kind::Group:
        paintNetwork(painter, option.rect, index);
        break;
    case Model::Kind::Device:
        paintDevice(painter, option.rect, index);
        break;
    case Model::Kind::Folder:
        paintFolder(painter, option.rect, index);
        break;
    case Model::Kind::Resource:
        paintResource(painter, option.rect, index, view == nullptr ? 0 : view->changeTint(index));
        break;
    }
    painter->restore();
}

void ExplorerDelegate::paintNetwork(QPainter *painter, const QRect &row,
                                    const QModelIndex &index) const
{
    QRectF rest = QRectF(row).adjusted(kText_px, 0, -kRightMargin_px, 0);
    const QFont small = m_theme.font(TextRole::Small);
    const qreal count = drawElided(painter, rest, index.data(Model::TrailingRole).toString(), small,
                                   m_theme.color(Tone::Text3), Qt::AlignRight);
    rest.setRight(rest.right() - count - 8);
    // What is not well is counted apart; how many are is in the tip.
    paintCount(painter, rest, index.data(Model::GoneCountRole).toInt(), DeviceState::Gone);
    paintCount(painter, rest, index.data(Model::StaleCountRole).toInt(), DeviceState::Stale);
    const qreal name = drawElided(painter, rest, index.data().toString(),
                                  m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text2));
    rest.setLeft(rest.left() + name + 6);
    const QString interfaceName = index.data(Model::AddressRole).toString();
    if (interfaceName != index.data().toString())
        drawElided(painter, rest, interfaceName, small, m_theme.color(Tone::Text3));
}

// Mark and number at the right end of `rest`, which gets shorter by them. Where the name would have
// to go for them they are left to the tip.
void ExplorerDelegate::paintCount(QPainter *painter, QRectF &rest, int count,
                                  DeviceState state) const
{
    constexpr qreal kLeastName_px = 90;
    constexpr qreal kMark_px = 15;
    if (count == 0)
        return;
    const QFont font = m_theme.font(TextRole::Small);
    const QString text = groupedNumber(count);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + kMark_px;
    if (rest.width() - width < kLeastName_px)
        return;
    drawElided(painter, rest, text, font, m_theme.color(ageTone(state)), Qt::AlignRight);
    paintStateMark(painter, QPointF(rest.right() - width + 5, rest.center().y()), markOf(state),
                   m_theme);
    rest.setRight(rest.right() - width - 8);
}

void ExplorerDelegate::paintDevice(QPainter *painter, const QRect &row,
                                   const QModelIndex &index) const
{
    const auto state = static_cast<DeviceState>(index.data(Model::StateRole).toInt());
    paintStateMark(painter, QPointF(row.left() + kMarkCentre_px, QRectF(row).center().y()),
                   markOf(state), m_theme);
    QRectF rest = QRectF(row).adjusted(kNameBehindMark_px, 0, -kRightMargin_px, 0);
    const qreal age =
        drawElided(painter, rest, index.data(Model::TrailingRole).toString(),
                   m_theme.font(TextRole::Small), m_theme.color(ageTone(state)), Qt::AlignRight);
    rest.setRight(rest.right() - age - 8);
    const qreal name =
        drawElided(painter, rest, index.data().toString(), m_theme.font(TextRole::BodyStrong),
                   m_theme.color(state == DeviceState::Gone ? Tone::Text3 : Tone::Text));
    rest.setLeft(rest.left() + name + 7);
    if (index.data(Model::FavouriteRole).toBool() && rest.width() > 14) {
        m_theme.paintIcon(painter, QRectF(rest.left(), rest.center().y() - 6, 12, 12),
                          QStringLiteral("favourite"), Tone::Copper);
        rest.setLeft(rest.left() + 17);
    }
    const auto protection = static_cast<Protection>(index.data(Model::ProtectionRole).toInt());
    if (protection != Protection::Clear && rest.width() > 14) {
        paintStateMark(
            painter, QPointF(rest.left() + 6, rest.center().y()),
            protection == Protection::SessionUp ? StateMark::SecureUp : StateMark::Secure, m_theme);
        rest.setLeft(rest.left() + 17);
    }
    if (protection == Protection::NoKey && rest.width() > 30) {
        const qreal word = drawElided(painter, rest, tr("no key"), m_theme.font(TextRole::Small),
                                      m_theme.color(Tone::Warn));
        rest.setLeft(rest.left() + word + 7);
    }
    const QString address = index.data(Model::AddressRole).toString();
    if (row.right() >= kAddressFrom_px && rest.width() > 40 && address != index.data().toString())
        drawElided(painter, rest, address, m_theme.font(TextRole::Small),
                   m_theme.color(Tone::Text3));
}

void ExplorerDelegate::paintFolder(QPainter *painter, const QRect &row,
                                   const QModelIndex &index) const
{
    drawElided(painter, QRectF(row).adjusted(kText_px, 0, -kRightMargin_px, 0),
               index.data().toString(), m_theme.font(TextRole::Body), m_theme.color(Tone::Text2));
}

qreal ExplorerDelegate::paintValue(QPainter *painter, const QRectF &cell, const QModelIndex &index,
                                   double tint) const
{
    const QString value = index.data(Model::ValueTextRole).toString();
    if (value.isEmpty())
        return cell.right();
    const QString unit = index.data(Model::UnitTextRole).toString();
    const bool stale = index.data(Model::StaleRole).toBool();
    const QFont font = m_theme.font(TextRole::Body);
    const QFontMetricsF metrics(font);
    constexpr qreal kUnitGap_px = 3;
    const qreal unitWidth = unit.isEmpty() ? 0 : metrics.horizontalAdvance(unit) + kUnitGap_px;
    const qreal width = std::min(metrics.horizontalAdvance(value) + unitWidth, cell.width());
    const qreal left = cell.right() - width;
    const bool still = m_theme.reducedMotion();
    if (tint > 0) {
        const QRectF ground(left - 6, cell.center().y() - 10, width + 11, 20);
        QColor colour = m_theme.color(Tone::VerdigrisTint);
        if (still) {
            painter->fillRect(QRectF(ground.left(), ground.top(), 2, ground.height()),
                              m_theme.color(Tone::VerdigrisFill));
        } else {
            colour.setAlphaF(static_cast<float>(tint));
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(colour);
            painter->drawRoundedRect(ground, 3, 3);
            painter->restore();
        }
    }
    const bool fresh = tint > 0 && !still;
    drawElided(painter, QRectF(left, cell.top(), width - unitWidth + 1, cell.height()), value, font,
               m_theme.color(stale   ? Tone::Text3
                             : fresh ? Tone::Verdigris
                                     : Tone::Text));
    if (!unit.isEmpty()) {
        drawElided(
            painter,
            QRectF(cell.right() - unitWidth + kUnitGap_px, cell.top(), unitWidth, cell.height()),
            unit, font,
            m_theme.color(stale   ? Tone::Text3
                          : fresh ? Tone::Verdigris
                                  : Tone::Text2));
    }
    return left - 6;
}

void ExplorerDelegate::paintResource(QPainter *painter, const QRect &row, const QModelIndex &index,
                                     double tint) const
{
    QRectF rest = QRectF(row).adjusted(kText_px, 0, -kRightMargin_px, 0);
    if (row.right() >= kSparklineFrom_px) {
        const auto points = index.data(Model::PointsRole).value<QList<QPointF>>();
        if (!points.isEmpty()) {
            SparklineLook look;
            look.steps = index.data(Model::StepsRole).toBool();
            look.stale = index.data(Model::StaleRole).toBool();
            paintSparkline(painter,
                           QRectF(rest.right() - kSparklineWidth_px, rest.center().y() - 8,
                                  kSparklineWidth_px, 16),
                           points, m_theme, look);
        }
        rest.setRight(rest.right() - kSparklineWidth_px - kGap_px);
    }
    const QFont font = m_theme.font(TextRole::Body);
    // In the ranking the device is the name, and the path what stands behind it.
    const QString owner = index.data(Model::OwnerRole).toString();
    const QString name = owner.isEmpty() ? index.data().toString() : owner;
    const qreal wanted = QFontMetricsF(font).horizontalAdvance(index.data().toString()) + 14;
    // The value keeps its place; the name gives way down to a third.
    const qreal nameRoom = std::max(std::min(wanted, rest.width()), rest.width() / 3);
    QRectF cell = rest;
    cell.setLeft(std::min(rest.left() + std::min(nameRoom, rest.width() / 2), rest.right()));
    const qreal valueLeft = paintValue(painter, cell, index, tint);
    QRectF nameCell = rest;
    if (valueLeft < rest.right())
        nameCell.setRight(valueLeft - 6);
    const qreal width = drawElided(painter, nameCell, name, font, m_theme.color(Tone::Text));
    if (!owner.isEmpty()) {
        nameCell.setLeft(nameCell.left() + width + 6);
        drawElided(painter, nameCell, index.data(Model::PathRole).toString(),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text3));
        return;
    }
    const QString note = index.data(Model::NoteRole).toString();
    if (note.isEmpty() || valueLeft < rest.right())
        return;
    // Nothing to the right of it: the note may use the sparkline's room.
    QRectF noteCell(nameCell.left() + width + 7, nameCell.top(), 0, nameCell.height());
    noteCell.setRight(row.right() - kRightMargin_px);
    drawElided(painter, noteCell, note, m_theme.font(TextRole::Caption),
               m_theme.color(Tone::Text3));
}

QWidget *ExplorerDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                        const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("renameField"));
    editor->setAccessibleName(tr("Name of the device"));
    editor->setMaxLength(200);
    return editor;
}

void ExplorerDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(kNameBehindMark_px - 8, -1, -kRightMargin_px, 1));
}

} // namespace copper
