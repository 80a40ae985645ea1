// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dashboard.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace copper {

namespace {

constexpr qsizetype kMaxTextLength = 2000;

QJsonObject seriesToJson(const DashboardSeries &series)
{
    return {{QStringLiteral("uri"), series.uri},
            {QStringLiteral("path"), QString::fromStdString(series.path.text)},
            {QStringLiteral("name"), series.name},
            {QStringLiteral("colour"), series.colour}};
}

std::optional<DashboardSeries> seriesFromJson(const QJsonObject &object)
{
    DashboardSeries series;
    series.uri = object.value(QLatin1String("uri")).toString().left(kMaxTextLength);
    series.path.text =
        object.value(QLatin1String("path")).toString().left(kMaxTextLength).toStdString();
    series.name = object.value(QLatin1String("name")).toString().left(kMaxTextLength);
    series.colour =
        std::clamp(object.value(QLatin1String("colour")).toInt(), 0, Dashboard::kColours - 1);
    if (series.uri.isEmpty())
        return std::nullopt;
    return series;
}

QJsonArray listToJson(const std::vector<DashboardSeries> &list)
{
    QJsonArray array;
    for (const DashboardSeries &series : list)
        array.append(seriesToJson(series));
    return array;
}

std::vector<DashboardSeries> listFromJson(const QJsonArray &array, std::size_t most)
{
    std::vector<DashboardSeries> list;
    for (const QJsonValue &value : array) {
        if (list.size() >= most)
            break;
        if (auto series = seriesFromJson(value.toObject()))
            list.push_back(std::move(*series));
    }
    return list;
}

} // namespace

int Dashboard::colourFor(const QString &uri, const ValuePath &path) const
{
    std::array<int, kColours> used{};
    const auto count = [&](const std::vector<DashboardSeries> &list) -> std::optional<int> {
        for (const DashboardSeries &series : list) {
            if (series.uri == uri && series.path == path)
                return series.colour;
            ++used[static_cast<std::size_t>(series.colour)];
        }
        return std::nullopt;
    };
    for (const DashboardPanel &panel : panels) {
        if (const auto same = count(panel.series))
            return *same;
    }
    if (const auto same = count(tiles))
        return *same;
    return static_cast<int>(std::min_element(used.begin(), used.end()) - used.begin());
}

bool Dashboard::holds(const QString &uri) const
{
    const auto in = [&uri](const std::vector<DashboardSeries> &list) {
        return std::any_of(list.begin(), list.end(),
                           [&uri](const DashboardSeries &series) { return series.uri == uri; });
    };
    return in(tiles) ||
           std::any_of(panels.begin(), panels.end(),
                       [&in](const DashboardPanel &panel) { return in(panel.series); });
}

bool Dashboard::isFull() const
{
    return panels.size() >= kMaxPanels;
}

bool Dashboard::moveTo(const QString &from, const QString &to)
{
    const QString begin = from + QLatin1Char('/');
    bool moved = false;
    const auto move = [&](std::vector<DashboardSeries> &list) {
        for (DashboardSeries &series : list) {
            if (!series.uri.startsWith(begin))
                continue;
            series.uri = to + series.uri.mid(from.size());
            moved = true;
        }
    };
    for (DashboardPanel &panel : panels)
        move(panel.series);
    move(tiles);
    return moved;
}

QJsonObject Dashboard::toJson() const
{
    QJsonArray panelArray;
    for (const DashboardPanel &panel : panels)
        panelArray.append(QJsonObject{{QStringLiteral("title"), panel.title},
                                      {QStringLiteral("series"), listToJson(panel.series)}});
    return {{QStringLiteral("panels"), panelArray}, {QStringLiteral("tiles"), listToJson(tiles)}};
}

Dashboard Dashboard::fromJson(const QJsonObject &object)
{
    Dashboard result;
    const QJsonArray panelArray = object.value(QLatin1String("panels")).toArray();
    for (const QJsonValue &value : panelArray) {
        if (result.panels.size() >= kMaxPanels)
            break;
        const QJsonObject panel = value.toObject();
        result.panels.push_back(
            {panel.value(QLatin1String("title")).toString().left(kMaxTextLength),
             listFromJson(panel.value(QLatin1String("series")).toArray(), kMaxSeriesPerPanel)});
    }
    result.tiles = listFromJson(object.value(QLatin1String("tiles")).toArray(), kMaxTiles);
    return result;
}

} // namespace copper
