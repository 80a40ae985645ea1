// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/plain_text.h"

#include <QString>

QT_BEGIN_NAMESPACE
class QColor;
class QFont;
class QPainter;
class QRectF;
QT_END_NAMESPACE

namespace copper {

// One line of text in `rect`, elided at the end (or in the middle). Returns the width used.
qreal drawElided(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font,
                 const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft,
                 Qt::TextElideMode mode = Qt::ElideRight);

} // namespace copper
