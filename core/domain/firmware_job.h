// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "core/domain/session_control.h"
#include "core/domain/session_events.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace copper {

struct FirmwareJobId
{
    std::uint32_t value = 0;
    auto operator<=>(const FirmwareJobId &) const = default;
    bool isValid() const { return value != 0; }
};

struct FirmwareImage
{
    QString path;
    QString fileName;
    std::uint64_t bytes = 0;
    QByteArray sha256; // 32 bytes; empty while it is computed
    QString version;   // the last "1.5.0"-like piece of the file name; empty when there is none
};

// What is the same for all devices of a batch.
struct FirmwareSettings
{
    QString path = QStringLiteral("/firmware");
    Code method = code::kPut;
    std::uint32_t blockSize = 1024; // 16..1024, a power of two
    std::optional<std::uint32_t> contentFormat = 42;
    QString verifyPath; // read back after sending; empty: not verified
    QString versionPath = QStringLiteral("/firmware/version"); // empty: not asked
    int parallel = 3;                                          // 1..kMaxParallel
    static constexpr int kMaxParallel = 64;
};

// One line of a job's log. Words are made in ui/text.
struct FirmwareEvent
{
    enum class Kind {
        Queued,
        Started,
        BlockSent,
        Retransmitted,
        BlockSizeLowered,
        Restarted,
        Paused,
        Resumed,
        RecordDamaged, // of a broken upload; it cannot be resumed
        LinkLost,
        LinkBack,
        Verifying,
        Verified,
        Done,
        Failed,
        Cancelled,
    };
    WallTime at;
    Kind kind = Kind::Queued;
    std::uint32_t block = 0; // BlockSent, Retransmitted, Failed
    std::uint32_t value = 0; // Retransmitted: times sent; BlockSizeLowered: new size
};

struct FirmwareJob
{
    static constexpr std::size_t kMaxEvents = 500;
    static constexpr std::size_t kMaxRatePoints = 1200;

    FirmwareJobId id;
    DeviceId device;    // may be invalid for a bare URI
    QString deviceName; // at the time it was added
    QString uri;        // of the firmware resource
    UploadState state = UploadState::Queued;
    WallTime stateSince;
    JobId upload; // invalid until it was started
    bool pausedByUser = false;
    bool resumeNext = false; // the next start goes on from the resume record

    std::uint64_t sent = 0; // confirmed bytes
    std::uint64_t total = 0;
    std::uint32_t block = 0; // under way
    std::uint32_t blockSize = 1024;
    double rate = 0; // bytes per second
    double averageRate = 0;
    std::optional<Duration> timeLeft;
    std::uint32_t retransmissions = 0;
    std::uint32_t restarts = 0;
    bool resumed = false;
    ResumeOutcome resume = ResumeOutcome::NotAsked; // why it was not, when it was asked for

    // Times each block was sent, at the block size in force; capped at 255.
    std::vector<std::uint8_t> blockCounts;
    std::optional<JobFailed> failure;
    Code code; // of the final answer
    Duration duration{};
    std::optional<bool> verified;
    QString versionBefore, versionAfter;                 // plain text from the device
    std::deque<FirmwareEvent> events;                    // newest last
    std::deque<std::pair<WallTime, double>> rateHistory; // bytes per second

    // Blocks the device has confirmed, and all of them, at the block size in force.
    std::uint32_t confirmedBlocks() const;
    std::uint32_t totalBlocks() const;
    bool isActive() const;   // holds one of the parallel places
    bool isFinished() const; // Done, Verified, Failed, Cancelled
    bool canPause() const;
    bool canResume() const; // Paused, LinkLost ("try now")
    bool canCancel() const;
    bool canRetry() const; // finished in any way
};

} // namespace copper
