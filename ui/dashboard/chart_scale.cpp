// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_scale.h"

#include "ui/widgets/plain_text.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace copper {

namespace {
constexpr int kMostIntervals = 6; // seven lines
constexpr double kTickDistance_px = 90;

double niceStep(double raw)
{
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= raw * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}
} // namespace

ValueScale scaleFor(double lowest, double highest)
{
    if (!std::isfinite(lowest) || !std::isfinite(highest))
        return {};
    if (highest < lowest)
        std::swap(lowest, highest);
    if (highest - lowest < 1e-9 * std::max(1.0, std::abs(highest))) {
        // A constant value: some room around it.
        const double room = std::max(std::abs(highest) * 0.1, 1.0);
        lowest -= room;
        highest += room;
    } else {
        // Values that are far from zero keep to themselves; near zero the axis begins there.
        if (lowest > 0 && lowest < 0.35 * highest)
            lowest = 0;
        const double margin = (highest - lowest) * 0.04;
        highest += margin;
        if (lowest != 0)
            lowest -= margin;
    }
    ValueScale scale;
    scale.step = niceStep((highest - lowest) / kMostIntervals);
    scale.low = std::floor(lowest / scale.step) * scale.step;
    scale.high = std::ceil(highest / scale.step) * scale.step;
    while ((scale.high - scale.low) / scale.step > kMostIntervals + 0.5) {
        scale.step = niceStep(scale.step * 1.01);
        scale.low = std::floor(lowest / scale.step) * scale.step;
        scale.high = std::ceil(highest / scale.step) * scale.step;
    }
    scale.decimals = 0;
    for (double rest = scale.step;
         scale.decimals < 9 && std::abs(rest - std::round(rest)) > 1e-6 * std::max(rest, 1.0);
         rest *= 10)
        ++scale.decimals;
    return scale;
}

std::vector<double> ValueScale::ticks() const
{
    std::vector<double> result;
    const int count = static_cast<int>(std::lround((high - low) / step));
    for (int i = 0; i <= count && i <= kMostIntervals + 1; ++i)
        result.push_back(low + i * step);
    return result;
}

QString ValueScale::label(double tick) const
{
    if (std::abs(tick) < step * 1e-6)
        return QStringLiteral("0");
    if (std::abs(tick) >= 1e7 || step < 1e-6)
        return QString::number(tick, 'g', 4);
    const QString digits = QString::number(std::abs(tick), 'f', decimals);
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    const QString whole =
        groupedNumber(digits.left(point < 0 ? digits.size() : point).toLongLong());
    return (tick < 0 ? QString(QChar(0x2212)) : QString()) + whole +
           (point < 0 ? QString() : digits.mid(point));
}

QString timeOfDay(WallTime at, bool withSeconds)
{
    return QDateTime::fromMSecsSinceEpoch(at.unixMicros / 1000)
        .toString(withSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

std::vector<TimeTick> timeTicks(const TimeSpan &span, double width_px)
{
    static constexpr std::array<int, 16> kSteps_s{1,   2,   5,    10,   15,   30,    60,    120,
                                                  300, 600, 1800, 3600, 7200, 14400, 21600, 43200};
    const double wanted = span.length_s() * kTickDistance_px / std::max(width_px, 1.0);
    int step = kSteps_s.back();
    for (const int candidate : kSteps_s) {
        if (candidate >= wanted) {
            step = candidate;
            break;
        }
    }
    // Ticks stand on round local times, so the offset to UTC counts.
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(span.to.unixMicros / 1000).offsetFromUtc();
    const auto local = [&](WallTime at) {
        return at.unixMicros / 1'000'000 + offset;
    };
    std::vector<TimeTick> ticks;
    qint64 next = (local(span.from) / step + 1) * step;
    for (; next <= local(span.to) && ticks.size() < 64; next += step) {
        const WallTime at{(next - offset) * 1'000'000};
        ticks.push_back({at, timeOfDay(at, step < 60)});
    }
    return ticks;
}

} // namespace copper
