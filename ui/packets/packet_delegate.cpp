// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packets/packet_delegate.h"

#include "core/domain/session_events.h"
#include "ui/models/packet_cells.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"

#include <QHeaderView>
#include <QPainter>
#include <QTreeView>

namespace copper {

namespace {

MessageRecord::Mark markOf(const QModelIndex &index)
{
    return static_cast<MessageRecord::Mark>(index.data(PacketMarkRole).toInt());
}

bool isMessage(const QModelIndex &index)
{
    return index.data(PacketSequenceRole).isValid();
}

// A DTLS record has no Message ID and no token: its name may reach over their columns, where they
// stand behind it.
int roomBehindName(const QWidget *widget)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    if (tree == nullptr)
        return 0;
    const QHeaderView *head = tree->header();
    int room = 0;
    int next = head->visualIndex(PacketCode) + 1;
    for (const int column : {PacketMid, PacketToken}) {
        if (head->visualIndex(column) != next++)
            break;
        room += head->sectionSize(column);
    }
    return room;
}

BadgeKind badgeKind(ConversationBadge::Kind kind)
{
    switch (kind) {
    case ConversationBadge::Kind::Answer:
        return BadgeKind::Answer;
    case ConversationBadge::Kind::Own:
        return BadgeKind::Own;
    case ConversationBadge::Kind::Warning:
        return BadgeKind::Warning;
    case ConversationBadge::Kind::Error:
        return BadgeKind::Error;
    }
    return BadgeKind::Quiet;
}

} // namespace

PacketDelegate::PacketDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize PacketDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

Tone PacketDelegate::toneOf(const QModelIndex &index) const
{
    const bool empty = index.data(PacketEmptyRole).toBool();
    const bool error = index.data(PacketErrorRole).toBool();
    switch (static_cast<PacketColumn>(index.column())) {
    case PacketCode:
        if (empty)
            return Tone::Text3;
        if (error)
            return Tone::Error;
        return index.data(PacketOutgoingRole).toBool() ? Tone::Copper : Tone::Verdigris;
    case PacketOptions:
        if (index.data(PacketMalformedRole).toBool() ||
            markOf(index) == MessageRecord::Mark::Rejected)
            return Tone::Error;
        return markOf(index) == MessageRecord::Mark::None ? Tone::Text2 : Tone::Warn;
    case PacketType:
    case PacketToken:
    case PacketMid:
        return empty ? Tone::Text3 : Tone::Text2;
    case PacketResource:
        if (index.data(PacketRecordRole).toBool())
            return Tone::Text2;
        [[fallthrough]];
    case PacketTime:
    case PacketDirection:
    case PacketPeer:
    case PacketLength:
    case PacketColumnCount:
        return empty ? Tone::Text3 : Tone::Text;
    }
    return Tone::Text;
}

TextRole PacketDelegate::roleOf(const QModelIndex &index) const
{
    switch (static_cast<PacketColumn>(index.column())) {
    case PacketTime:
    case PacketType:
    case PacketMid:
    case PacketToken:
        return TextRole::Mono;
    case PacketCode:
        // What is no message stands back.
        return index.data(PacketEmptyRole).toBool() || index.data(PacketRecordRole).toBool()
                   ? TextRole::Body
                   : TextRole::BodyStrong;
    case PacketOptions:
        return TextRole::Small;
    case PacketDirection:
    case PacketPeer:
    case PacketResource:
    case PacketLength:
    case PacketColumnCount:
        return TextRole::Body;
    }
    return TextRole::Body;
}

void PacketDelegate::paintDirection(QPainter *painter, const QRect &cell,
                                    const QModelIndex &index) const
{
    const bool out = index.data(PacketOutgoingRole).toBool();
    const bool empty = index.data(PacketEmptyRole).toBool();
    StateMark mark = out ? StateMark::Request : StateMark::Response;
    if (empty)
        mark = out ? StateMark::EmptySent : StateMark::EmptyReceived;
    paintStateMark(painter, QRectF(cell).center(), mark, m_theme);
}

void PacketDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    if (!isMessage(index))
        return; // the view paints headings over all columns
    if (index.column() == PacketDirection) {
        paintDirection(painter, option.rect, index);
        return;
    }
    QRectF cell = QRectF(option.rect).adjusted(6, 0, -6, 0);
    if (index.column() == PacketTime) {
        // Room for the mark of what is remarkable, whether there is one or not.
        const QPointF centre(cell.left() + 7, cell.center().y());
        if (index.data(PacketMalformedRole).toBool()) {
            paintStateMark(painter, centre, StateMark::Error, m_theme, 12);
        } else {
            switch (markOf(index)) {
            case MessageRecord::Mark::None:
                break;
            case MessageRecord::Mark::Retransmission:
                paintStateMark(painter, centre, StateMark::Retransmission, m_theme, 12);
                break;
            case MessageRecord::Mark::Duplicate:
                paintStateMark(painter, centre, StateMark::Duplicate, m_theme, 12);
                break;
            case MessageRecord::Mark::Rejected:
                paintStateMark(painter, centre, StateMark::Rejected, m_theme, 12);
                break;
            case MessageRecord::Mark::Lost:
                paintStateMark(painter, centre, StateMark::Lost, m_theme, 12);
                break;
            }
        }
        cell.setLeft(cell.left() + 20);
    }
    const bool record = index.data(PacketRecordRole).toBool();
    const bool secure = index.data(PacketSecureRole).toBool();
    if (index.column() == PacketPeer && (secure || record)) {
        paintStateMark(painter, QPointF(cell.left() + 6, cell.center().y()),
                       secure ? StateMark::SecureUp : StateMark::Secure, m_theme);
        cell.setLeft(cell.left() + 17);
    }
    if (index.column() == PacketCode && record)
        cell.setRight(cell.right() + roomBehindName(option.widget));
    drawElided(painter, cell, index.data().toString(), m_theme.font(roleOf(index)),
               m_theme.color(toneOf(index)),
               index.column() == PacketLength ? Qt::AlignRight : Qt::AlignLeft);
}

void PacketDelegate::paintConversation(QPainter *painter, const QRect &row,
                                       const QModelIndex &index) const
{
    QRectF rest = QRectF(row).adjusted(22, 0, -10, 0);
    const qreal age =
        drawElided(painter, rest, index.data(ConversationAgeRole).toString(),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text3), Qt::AlignRight);
    rest.setRight(rest.right() - age - 10);
    const qreal title = drawElided(painter, rest, index.data(ConversationTitleRole).toString(),
                                   m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text));
    rest.setLeft(rest.left() + title + 8);
    if (index.data(PacketSecureRole).toBool()) {
        paintStateMark(painter, QPointF(rest.left() + 5, rest.center().y()), StateMark::SecureUp,
                       m_theme);
        rest.setLeft(rest.left() + 16);
    }
    const qreal detail = drawElided(painter, rest, index.data(ConversationDetailRole).toString(),
                                    m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
    qreal x = rest.left() + detail + 8;
    const QStringList badges = index.data(ConversationBadgesRole).toStringList();
    const QList<int> kinds = index.data(ConversationBadgeKindsRole).value<QList<int>>();
    for (qsizetype i = 0; i < badges.size(); ++i) {
        const BadgeKind kind =
            badgeKind(static_cast<ConversationBadge::Kind>(i < kinds.size() ? kinds[i] : 0));
        const QSizeF size = badgeSize(m_theme, badges[i]);
        if (x + size.width() > rest.right())
            break;
        paintBadge(painter, QPointF(x, rest.center().y() - size.height() / 2), m_theme, badges[i],
                   kind);
        x += size.width() + 5;
    }
}

} // namespace copper
