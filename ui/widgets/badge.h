// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

enum class BadgeKind {
    Quiet,  // counts: text-2 on hover
    Answer, // what a device said: verdigris
    Own,    // what we do: copper
    Warning,
    Error,
};

// Height 16 at the default font, radius 3, caption text. `icon` is optional (12 px).
QSizeF badgeSize(const Theme &theme, const QString &text, const QString &icon = {});
void paintBadge(QPainter *painter, QPointF topLeft, const Theme &theme, const QString &text,
                BadgeKind kind, const QString &icon = {});

// The same as a widget; large: 26 px high with a semibold body text, as in the response line.
class Badge : public QWidget
{
    Q_OBJECT
public:
    explicit Badge(const Theme &theme, QWidget *parent = nullptr);
    void setBadge(const QString &text, BadgeKind kind, const QString &icon = {});
    void setLarge(bool large);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    QString m_icon;
    BadgeKind m_kind = BadgeKind::Quiet;
    bool m_large = false;
};

} // namespace copper
