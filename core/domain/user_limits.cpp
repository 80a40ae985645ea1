// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/user_limits.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

constexpr std::size_t kBytesPerLink = 128; // a list may be as long as so many links are

struct Field
{
    const char *key;
    std::uint64_t UserLimits::*value;
    UserLimits::Range range;
};

constexpr std::array kFields{
    Field{"bodyBytes", &UserLimits::bodyBytes, UserLimits::kBodyBytes},
    Field{"links", &UserLimits::links, UserLimits::kLinks},
    Field{"devices", &UserLimits::devices, UserLimits::kDevices},
    Field{"answersPerSource", &UserLimits::answersPerSource, UserLimits::kAnswersPerSource},
    Field{"scanBytes", &UserLimits::scanBytes, UserLimits::kScanBytes},
    Field{"traceBytes", &UserLimits::traceBytes, UserLimits::kTraceBytes},
    Field{"receiveBytes", &UserLimits::receiveBytes, UserLimits::kReceiveBytes},
};

} // namespace

ScanLimits UserLimits::scan() const
{
    ScanLimits limits;
    limits.maxDevices = devices;
    limits.maxAnswersPerSource = answersPerSource;
    limits.maxBytes = scanBytes;
    limits.maxLinks = links;
    limits.receiveBytes = receiveBytes;
    limits.maxListBytes = std::max<std::size_t>(limits.maxListBytes, links * kBytesPerLink);
    return limits;
}

QJsonObject toJson(const UserLimits &limits)
{
    QJsonObject object;
    for (const Field &field : kFields)
        object[QLatin1String(field.key)] = static_cast<qint64>(limits.*field.value);
    return object;
}

UserLimits userLimitsFromJson(const QJsonObject &object)
{
    UserLimits limits;
    for (const Field &field : kFields) {
        const qint64 value = object.value(QLatin1String(field.key)).toInteger(-1);
        const bool inRange = value >= 0 && static_cast<std::uint64_t>(value) >= field.range.least &&
                             static_cast<std::uint64_t>(value) <= field.range.most;
        if (inRange)
            limits.*field.value = static_cast<std::uint64_t>(value);
    }
    return limits;
}

} // namespace copper
