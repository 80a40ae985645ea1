// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/value_path.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace copper {

// A value on the dashboard: which number of which resource, and the colour it has everywhere.
struct DashboardSeries
{
    QString uri; // canonical
    ValuePath path;
    QString name;   // as the user sees it; plain text
    int colour = 0; // index into the theme's series colours
    bool operator==(const DashboardSeries &) const = default;
};

struct DashboardPanel
{
    QString title;
    std::vector<DashboardSeries> series;
    bool operator==(const DashboardPanel &) const = default;
};

// What is on the dashboard and in which order; no data. Kept over a restart as JSON, which is read
// tolerantly: what is wrong is left out.
struct Dashboard
{
    static constexpr std::size_t kMaxPanels = 24;
    static constexpr std::size_t kMaxSeriesPerPanel = 8;
    static constexpr std::size_t kMaxTiles = 24;
    static constexpr int kColours = 8;

    std::vector<DashboardPanel> panels;
    std::vector<DashboardSeries> tiles;

    // The colour this value has already, else the first that no panel uses, else the rarest.
    int colourFor(const QString &uri, const ValuePath &path) const;

    // Some number of this resource is on it.
    bool holds(const QString &uri) const;
    // Has no room for another panel; those there are may have room for a value of their units.
    bool isFull() const;
    // Values of resources at one endpoint are at another now. True when there are some.
    bool moveTo(const QString &from, const QString &to);

    QJsonObject toJson() const;
    static Dashboard fromJson(const QJsonObject &object);
};

} // namespace copper
