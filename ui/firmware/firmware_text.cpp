// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_text.h"

#include "ui/dashboard/chart_scale.h"
#include "ui/text/failure_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Firmware", text);
}

QString failureReason(const JobFailed &failure)
{
    // The engine's word for it is shorter than the sentence where a device lost what it had.
    if (failure.kind == FailureKind::TransferRefused &&
        failure.code == code::kRequestEntityIncomplete)
        return say(QT_TRANSLATE_NOOP("Firmware", "4.08, the device lost earlier blocks"));
    if (failure.kind == FailureKind::ErrorResponse) {
        const QString detail = displayText(failure.detail, 120);
        return detail.isEmpty() ? codeText(failure.code)
                                : codeText(failure.code) + QStringLiteral(", ") + detail;
    }
    return explain(failure).sentence;
}

QString failedSecondLine(const FirmwareJob &job)
{
    return job.failure ? failureReason(*job.failure) : codeText(job.code);
}

} // namespace

QList<FirmwareAction> rowActions(const FirmwareJob &job)
{
    switch (job.state) {
    case UploadState::Queued:
    case UploadState::Verifying:
        return {FirmwareAction::Cancel};
    case UploadState::Sending:
        return {FirmwareAction::Pause, FirmwareAction::Cancel};
    case UploadState::Paused:
        return {FirmwareAction::Resume, FirmwareAction::Cancel};
    case UploadState::LinkLost:
        return {FirmwareAction::TryNow, FirmwareAction::Cancel};
    case UploadState::Verified:
    case UploadState::Done:
        return {FirmwareAction::Open};
    case UploadState::Failed:
    case UploadState::Cancelled:
        return {FirmwareAction::StartAgain};
    }
    return {};
}

QString actionText(FirmwareAction action)
{
    switch (action) {
    case FirmwareAction::Pause:
        return say(QT_TRANSLATE_NOOP("Firmware", "Pause"));
    case FirmwareAction::Resume:
        return say(QT_TRANSLATE_NOOP("Firmware", "Resume"));
    case FirmwareAction::TryNow:
        return say(QT_TRANSLATE_NOOP("Firmware", "Try now"));
    case FirmwareAction::Cancel:
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancel"));
    case FirmwareAction::StartAgain:
        return say(QT_TRANSLATE_NOOP("Firmware", "Start again"));
    case FirmwareAction::Open:
        return say(QT_TRANSLATE_NOOP("Firmware", "Open"));
    }
    return {};
}

QString actionIcon(FirmwareAction action)
{
    switch (action) {
    case FirmwareAction::Pause:
        return QStringLiteral("pause");
    case FirmwareAction::Resume:
        return QStringLiteral("play");
    case FirmwareAction::TryNow:
    case FirmwareAction::StartAgain:
        return QStringLiteral("retry");
    case FirmwareAction::Cancel:
        return QStringLiteral("close");
    case FirmwareAction::Open:
        break;
    }
    return {};
}

StateMark markOf(UploadState state)
{
    switch (state) {
    case UploadState::Queued:
        return StateMark::Queued;
    case UploadState::Sending:
        return StateMark::Sending;
    case UploadState::Paused:
        return StateMark::Paused;
    case UploadState::LinkLost:
        return StateMark::LinkLost;
    case UploadState::Verifying:
        return StateMark::Verifying;
    case UploadState::Verified:
    case UploadState::Done:
        return StateMark::Verified;
    case UploadState::Failed:
        return StateMark::Failed;
    case UploadState::Cancelled:
        return StateMark::Gone;
    }
    return StateMark::Queued;
}

QString stateWord(const FirmwareJob &job)
{
    switch (job.state) {
    case UploadState::Queued:
        return say(QT_TRANSLATE_NOOP("Firmware", "Queued"));
    case UploadState::Sending:
        return say(QT_TRANSLATE_NOOP("Firmware", "Sending"));
    case UploadState::Paused:
        return say(QT_TRANSLATE_NOOP("Firmware", "Paused"));
    case UploadState::LinkLost:
        return say(QT_TRANSLATE_NOOP("Firmware", "Link lost"));
    case UploadState::Verifying:
        return say(QT_TRANSLATE_NOOP("Firmware", "Verifying"));
    case UploadState::Verified:
        return say(QT_TRANSLATE_NOOP("Firmware", "Verified"));
    case UploadState::Done:
        return say(QT_TRANSLATE_NOOP("Firmware", "Sent"));
    case UploadState::Failed:
        return job.sent < job.total && job.sent > 0
                   ? say(QT_TRANSLATE_NOOP("Firmware", "Failed at block %1"))
                         .arg(job.confirmedBlocks())
                   : say(QT_TRANSLATE_NOOP("Firmware", "Failed"));
    case UploadState::Cancelled:
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancelled"));
    }
    return {};
}

QString stateReason(const FirmwareJob &job, const FirmwareSettings &settings, WallTime now)
{
    switch (job.state) {
    case UploadState::Queued:
        return say(QT_TRANSLATE_NOOP("Firmware", "goes when a place is free"));
    case UploadState::Sending: {
        const QString where =
            say(QT_TRANSLATE_NOOP("Firmware", "block %1 of %2, "))
                .arg(groupedNumber(job.block + 1), groupedNumber(job.totalBlocks()));
        return where + (job.blockSize < settings.blockSize
                            ? say(QT_TRANSLATE_NOOP("Firmware", "the device asked for %1 bytes"))
                            : say(QT_TRANSLATE_NOOP("Firmware", "%1 bytes each")))
                           .arg(job.blockSize);
    }
    case UploadState::Paused:
        return job.pausedByUser
                   ? say(QT_TRANSLATE_NOOP("Firmware", "by you at %1, survives a restart"))
                         .arg(timeOfDay(job.stateSince))
                   : say(QT_TRANSLATE_NOOP("Firmware", "since %1")).arg(timeOfDay(job.stateSince));
    case UploadState::LinkLost:
        return say(QT_TRANSLATE_NOOP("Firmware", "keeps %1 blocks, no answer for %2"))
            .arg(groupedNumber(job.confirmedBlocks()),
                 shortSpan(now.secondsSince(job.stateSince) + 10));
    case UploadState::Verifying:
        return say(QT_TRANSLATE_NOOP("Firmware", "reading %1 back")).arg(settings.verifyPath);
    case UploadState::Verified:
        // The image is there; a board runs it once it has restarted.
        if (!job.versionAfter.isEmpty() && job.versionAfter == job.versionBefore)
            return say(QT_TRANSLATE_NOOP("Firmware", "SHA-256 matches; the device still runs %1"))
                .arg(displayText(job.versionAfter, 24));
        return job.versionAfter.isEmpty()
                   ? say(QT_TRANSLATE_NOOP("Firmware", "read back, SHA-256 matches"))
                   : say(QT_TRANSLATE_NOOP("Firmware", "version %1 read back, SHA-256 matches"))
                         .arg(displayText(job.versionAfter, 24));
    case UploadState::Done:
        return say(QT_TRANSLATE_NOOP("Firmware", "%1, not read back")).arg(codeText(job.code));
    case UploadState::Failed:
        return failedSecondLine(job);
    case UploadState::Cancelled:
        return say(QT_TRANSLATE_NOOP("Firmware", "by you at %1")).arg(timeOfDay(job.stateSince));
    }
    return {};
}

QString timeText(const FirmwareJob &job)
{
    switch (job.state) {
    case UploadState::Sending:
        return job.timeLeft ? shortSpan(std::max(1.0, toSeconds(*job.timeLeft)))
                            : QString(QChar(0x2013));
    case UploadState::Queued:
    case UploadState::Verifying:
        return job.timeLeft ? shortSpan(toSeconds(*job.timeLeft)) : QString();
    case UploadState::Paused:
        return say(QT_TRANSLATE_NOOP("Firmware", "paused"));
    case UploadState::LinkLost:
        return say(QT_TRANSLATE_NOOP("Firmware", "waiting"));
    case UploadState::Verified:
    case UploadState::Done:
        return say(QT_TRANSLATE_NOOP("Firmware", "took %1")).arg(durationText(job.duration));
    case UploadState::Failed:
    case UploadState::Cancelled:
        return say(QT_TRANSLATE_NOOP("Firmware", "stopped"));
    }
    return {};
}

QString rateText(double bytesPerSecond)
{
    if (bytesPerSecond <= 0)
        return QString(QChar(0x2013));
    const double kibi = bytesPerSecond / 1024;
    if (kibi >= 10'000)
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 MiB/s")).arg(kibi / 1024, 0, 'f', 1);
    return say(QT_TRANSLATE_NOOP("Firmware", "%1 KiB/s")).arg(kibi, 0, 'f', kibi < 100 ? 1 : 0);
}

QString bytesOf(std::uint64_t sent, std::uint64_t total)
{
    if (total < 1024)
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 of %2 bytes")).arg(sent).arg(total);
    return say(QT_TRANSLATE_NOOP("Firmware", "%1 of %2 KiB"))
        .arg(groupedNumber(static_cast<qint64>(sent / 1024)),
             groupedNumber(static_cast<qint64>((total + 1023) / 1024)));
}

QString eventText(const FirmwareEvent &event)
{
    using Kind = FirmwareEvent::Kind;
    switch (event.kind) {
    case Kind::Queued:
        return say(QT_TRANSLATE_NOOP("Firmware", "queued"));
    case Kind::Started:
        return say(QT_TRANSLATE_NOOP("Firmware", "started"));
    case Kind::BlockSent:
        return say(QT_TRANSLATE_NOOP("Firmware", "block %1 sent")).arg(event.block);
    case Kind::Retransmitted:
        return say(QT_TRANSLATE_NOOP("Firmware", "block %1 sent %2 times"))
            .arg(event.block)
            .arg(event.value);
    case Kind::BlockSizeLowered:
        return say(QT_TRANSLATE_NOOP("Firmware", "the device asked for blocks of %1 bytes"))
            .arg(event.value);
    case Kind::Restarted:
        return say(QT_TRANSLATE_NOOP("Firmware", "began again at block 0"));
    case Kind::Paused:
        return say(QT_TRANSLATE_NOOP("Firmware", "paused"));
    case Kind::Resumed:
        return say(QT_TRANSLATE_NOOP("Firmware", "resumed"));
    case Kind::RecordDamaged:
        return say(QT_TRANSLATE_NOOP("Firmware",
                                     "its record is damaged and was set aside: begins at block 0"));
    case Kind::LinkLost:
        return say(QT_TRANSLATE_NOOP("Firmware", "link lost: no answer for 10 s"));
    case Kind::LinkBack:
        return say(QT_TRANSLATE_NOOP("Firmware", "the device answers again"));
    case Kind::Verifying:
        return say(QT_TRANSLATE_NOOP("Firmware", "reading back"));
    case Kind::Verified:
        return say(QT_TRANSLATE_NOOP("Firmware", "verified"));
    case Kind::Done:
        return say(QT_TRANSLATE_NOOP("Firmware", "all blocks confirmed"));
    case Kind::Failed:
        return say(QT_TRANSLATE_NOOP("Firmware", "failed at block %1")).arg(event.block);
    case Kind::Cancelled:
        return say(QT_TRANSLATE_NOOP("Firmware", "cancelled"));
    }
    return {};
}

bool isTrouble(const FirmwareEvent &event)
{
    using Kind = FirmwareEvent::Kind;
    return event.kind == Kind::Retransmitted || event.kind == Kind::BlockSizeLowered ||
           event.kind == Kind::Restarted || event.kind == Kind::LinkLost ||
           event.kind == Kind::RecordDamaged || event.kind == Kind::Failed;
}

QString problemSentence(FirmwarePlan::Problem problem, const FirmwareSettings &settings)
{
    switch (problem) {
    case FirmwarePlan::Problem::None:
        return {};
    case FirmwarePlan::Problem::NoImage:
        return say(QT_TRANSLATE_NOOP("Firmware", "Choose an image to send."));
    case FirmwarePlan::Problem::ImageUnreadable:
        return say(QT_TRANSLATE_NOOP("Firmware",
                                     "The image cannot be read. Check that the file is there and "
                                     "that you may read it."));
    case FirmwarePlan::Problem::ImageEmpty:
        return say(QT_TRANSLATE_NOOP("Firmware", "The image is empty. Choose another file."));
    case FirmwarePlan::Problem::ImageTooLarge:
        return say(QT_TRANSLATE_NOOP(
                       "Firmware", "The image is too large for blocks of %1 bytes: a block number "
                                   "has 20 bits (RFC 7959). Choose larger blocks."))
            .arg(settings.blockSize);
    case FirmwarePlan::Problem::BadBlockSize:
        return say(QT_TRANSLATE_NOOP("Firmware",
                                     "The block size has to be a power of two from 16 to 1024."));
    case FirmwarePlan::Problem::NoDevices:
        return say(QT_TRANSLATE_NOOP("Firmware", "Choose the devices to update."));
    }
    return {};
}

} // namespace copper
