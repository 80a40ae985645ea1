// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"

#include <QJsonObject>

#include <cstdint>

namespace copper {

// The limits that a user may raise, with what they may be. Everything else that bounds a hostile
// network is fixed. Taken by what begins afterwards; the packet log takes its own at once.
struct UserLimits
{
    struct Range
    {
        std::uint64_t least, most, preset;
        bool operator==(const Range &) const = default;
    };
    static constexpr std::uint64_t kMiB = 1U << 20U;
    static constexpr Range kBodyBytes{kMiB, 1024 * kMiB, 16 * kMiB};
    static constexpr Range kLinks{100, 1'000'000, 10'000};
    static constexpr Range kDevices{10, 50'000, 10'000};
    static constexpr Range kAnswersPerSource{1, 1'000, 8};
    static constexpr Range kReceiveBytes{kMiB, 64 * kMiB, 4 * kMiB};
    static constexpr Range kScanBytes{kMiB, 1024 * kMiB, 64 * kMiB};
    // With everything at its preset, and full, the whole program takes some 265 MiB: ten thousand
    // devices with their trees take of that what the log had before.
    static constexpr Range kTraceBytes{4 * kMiB, 4096 * kMiB, 52 * kMiB};

    std::uint64_t bodyBytes = kBodyBytes.preset; // of an answer that is kept in memory
    std::uint64_t links = kLinks.preset;         // of one device
    std::uint64_t devices = kDevices.preset;     // in the list, and of one scan
    std::uint64_t answersPerSource = kAnswersPerSource.preset; // to one scan
    std::uint64_t scanBytes = kScanBytes.preset;               // of all link lists of a scan
    std::uint64_t traceBytes = kTraceBytes.preset;             // of the packet log
    std::uint64_t receiveBytes = kReceiveBytes.preset; // the system's buffer, from the next scan on
    bool operator==(const UserLimits &) const = default;

    ScanLimits scan() const;
};

QJsonObject toJson(const UserLimits &limits);
// What is missing or out of its range takes its preset.
UserLimits userLimitsFromJson(const QJsonObject &object);

} // namespace copper
