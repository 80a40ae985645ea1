// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "ui/theme/theme.h"

namespace copper {

// Each state has a shape besides its colour; words stand beside it in the row.
enum class StateMark {
    Alive,
    Stale,
    Gone,
    NotAsked,
    SecureUp,
    Secure,
    Ok,
    Warning,
    Error,
    Note,
    Sending,
    Verifying,
    Verified,
    LinkLost,
    Paused,
    Queued,
    Failed,
    Request,
    Response,
    EmptySent,
    EmptyReceived,
    Retransmission,
    Duplicate,
    Lost,
    Rejected,
};

Tone stateTone(StateMark mark);
// Centred on `centre`: device states 10 px, locks 12, the others 14 unless `size_px` says
// otherwise.
void paintStateMark(QPainter *painter, QPointF centre, StateMark mark, const Theme &theme,
                    qreal size_px = 0);

StateMark markOf(DeviceState state);

} // namespace copper
