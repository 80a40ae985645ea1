// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_mark.h"

#include <QPainter>

namespace copper {

namespace {

void paintDisc(QPainter *painter, QPointF centre, StateMark mark, const QColor &colour, qreal size)
{
    const qreal radius = size / 2 - 1;
    const QRectF ring(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    QPen pen(colour, 1.4);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    if (mark == StateMark::Alive) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawEllipse(centre, radius + 0.2, radius + 0.2);
    } else if (mark == StateMark::Stale) {
        painter->drawEllipse(ring);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPie(ring, 90 * 16, 180 * 16);
    } else if (mark == StateMark::Gone) {
        painter->drawEllipse(ring);
        const qreal reach = radius * 0.7;
        painter->drawLine(centre - QPointF(reach, reach), centre + QPointF(reach, reach));
    } else {
        pen.setDashPattern({1.2, 1.6});
        painter->setPen(pen);
        painter->drawEllipse(ring);
    }
}

void paintArrow(QPainter *painter, QPointF centre, bool right, const QColor &colour)
{
    const qreal d = right ? 1 : -1;
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip = centre + QPointF(5 * d, 0);
    painter->drawLine(centre - QPointF(5 * d, 0), tip);
    painter->drawPolyline(
        QPolygonF{tip + QPointF(-3.6 * d, -3.4), tip, tip + QPointF(-3.6 * d, 3.4)});
}

void paintLost(QPainter *painter, QPointF centre, const QColor &colour)
{
    painter->setPen(QPen(colour, 1.3, Qt::DashLine));
    painter->drawLine(centre - QPointF(7, 0), centre + QPointF(1, 0));
    painter->setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(centre + QPointF(2, -3), centre + QPointF(7, 3));
    painter->drawLine(centre + QPointF(2, 3), centre + QPointF(7, -3));
}

QString iconOf(StateMark mark)
{
    switch (mark) {
    case StateMark::SecureUp:
        return QStringLiteral("secure-up");
    case StateMark::Secure:
        return QStringLiteral("secure");
    case StateMark::Ok:
    case StateMark::Verified:
        return QStringLiteral("ok");
    case StateMark::Warning:
        return QStringLiteral("warning");
    case StateMark::Error:
    case StateMark::Failed:
    case StateMark::Rejected:
        return QStringLiteral("error");
    case StateMark::Note:
        return QStringLiteral("info");
    case StateMark::Sending:
        return QStringLiteral("sending");
    case StateMark::Verifying:
        return QStringLiteral("verify");
    case StateMark::LinkLost:
        return QStringLiteral("link-lost");
    case StateMark::Paused:
        return QStringLiteral("pause");
    case StateMark::Queued:
        return QStringLiteral("queued");
    case StateMark::Retransmission:
        return QStringLiteral("retry");
    case StateMark::Duplicate:
        return QStringLiteral("duplicate");
    case StateMark::Alive:
    case StateMark::Stale:
    case StateMark::Gone:
    case StateMark::NotAsked:
    case StateMark::Request:
    case StateMark::Response:
    case StateMark::EmptySent:
    case StateMark::EmptyReceived:
    case StateMark::Lost:
        break;
    }
    return {};
}

} // namespace

Tone stateTone(StateMark mark)
{
    switch (mark) {
    case StateMark::Alive:
        return Tone::VerdigrisFill;
    case StateMark::Stale:
    case StateMark::Warning:
    case StateMark::LinkLost:
    case StateMark::Retransmission:
    case StateMark::Duplicate:
    case StateMark::Lost:
        return Tone::Warn;
    case StateMark::Gone:
    case StateMark::Error:
    case StateMark::Failed:
    case StateMark::Rejected:
        return Tone::Error;
    case StateMark::NotAsked:
    case StateMark::EmptySent:
    case StateMark::EmptyReceived:
        return Tone::Text3;
    case StateMark::SecureUp:
    case StateMark::Sending:
    case StateMark::Response:
        return Tone::Verdigris;
    case StateMark::Secure:
    case StateMark::Paused:
    case StateMark::Queued:
        return Tone::Text2;
    case StateMark::Ok:
    case StateMark::Verified:
        return Tone::Ok;
    case StateMark::Note:
    case StateMark::Verifying:
        return Tone::Info;
    case StateMark::Request:
        return Tone::Copper;
    }
    return Tone::Text2;
}

void paintStateMark(QPainter *painter, QPointF centre, StateMark mark, const Theme &theme,
                    qreal size_px)
{
    const QColor colour = theme.color(stateTone(mark));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (mark == StateMark::Alive || mark == StateMark::Stale || mark == StateMark::Gone ||
        mark == StateMark::NotAsked) {
        paintDisc(painter, centre, mark, colour, size_px > 0 ? size_px : 10);
    } else if (mark == StateMark::Request || mark == StateMark::EmptySent) {
        paintArrow(painter, centre, true, colour);
    } else if (mark == StateMark::Response || mark == StateMark::EmptyReceived) {
        paintArrow(painter, centre, false, colour);
    } else if (mark == StateMark::Lost) {
        paintLost(painter, centre, colour);
    } else {
        const bool lock = mark == StateMark::SecureUp || mark == StateMark::Secure;
        const qreal size = size_px > 0 ? size_px : lock ? 12 : 14;
        theme.paintIcon(painter, QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size),
                        iconOf(mark), stateTone(mark));
    }
    painter->restore();
}

StateMark markOf(DeviceState state)
{
    switch (state) {
    case DeviceState::NotAsked:
        return StateMark::NotAsked;
    case DeviceState::Alive:
        return StateMark::Alive;
    case DeviceState::Stale:
        return StateMark::Stale;
    case DeviceState::Gone:
        return StateMark::Gone;
    }
    return StateMark::NotAsked;
}

} // namespace copper
