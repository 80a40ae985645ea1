// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTabBar>

namespace copper {

// The row of rooms, and sub-tabs inside a room. Sizes every tab for the semibold text it has when
// current, so that nothing moves when the room changes. Paints itself.
class RoomBar : public QTabBar
{
    Q_OBJECT
public:
    enum class Size { Rooms, SubTabs }; // 38 px with icons, 32 px without
    explicit RoomBar(const Theme &theme, Size size = Size::Rooms, QWidget *parent = nullptr);

    int addRoom(const QString &icon, const QString &text);
    // A short note behind the text: "53 %", "4". Empty removes it.
    void setBadge(int index, const QString &text);
    QString badge(int index) const { return tabData(index).toMap().value(kBadge).toString(); }

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr QLatin1StringView kBadge{"badge"};
    static constexpr QLatin1StringView kIcon{"icon"};
    void paintTab(QPainter *painter, int index) const;
    int badgeWidth(int index) const;

    const Theme &m_theme;
    Size m_size;
};

} // namespace copper
