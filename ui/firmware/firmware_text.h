// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_queue.h"
#include "ui/widgets/state_mark.h"

#include <QString>

namespace copper {

// What the user may do with a job now.
enum class FirmwareAction { Pause, Resume, TryNow, Cancel, StartAgain, Open };

// The actions shown in the job's row, in order.
QList<FirmwareAction> rowActions(const FirmwareJob &job);
QString actionText(FirmwareAction action);
QString actionIcon(FirmwareAction action);

StateMark markOf(UploadState state);
// "Sending", "Failed at block 57".
QString stateWord(const FirmwareJob &job);
// The second line: where it stands, or why.
QString stateReason(const FirmwareJob &job, const FirmwareSettings &settings, WallTime now);
// The column "Time left": "9 s", "took 22.8 s", "waiting".
QString timeText(const FirmwareJob &job);
// "9.6 KiB/s"; a dash for none.
QString rateText(double bytesPerSecond);
// "134 of 212 KiB".
QString bytesOf(std::uint64_t sent, std::uint64_t total);
QString eventText(const FirmwareEvent &event);
bool isTrouble(const FirmwareEvent &event);

// What keeps the batch from starting and what to do; empty when nothing does.
QString problemSentence(FirmwarePlan::Problem problem, const FirmwareSettings &settings);

} // namespace copper
