// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/firmware_job.h"

namespace copper {

std::uint32_t FirmwareJob::totalBlocks() const
{
    if (blockSize == 0)
        return 0;
    return static_cast<std::uint32_t>((total + blockSize - 1) / blockSize);
}

std::uint32_t FirmwareJob::confirmedBlocks() const
{
    if (blockSize == 0)
        return 0;
    if (sent >= total)
        return totalBlocks();
    return static_cast<std::uint32_t>(sent / blockSize);
}

bool FirmwareJob::isActive() const
{
    return state == UploadState::Sending || state == UploadState::LinkLost ||
           state == UploadState::Verifying;
}

bool FirmwareJob::isFinished() const
{
    return state == UploadState::Verified || state == UploadState::Done ||
           state == UploadState::Failed || state == UploadState::Cancelled;
}

bool FirmwareJob::canPause() const
{
    return state == UploadState::Queued || state == UploadState::Sending ||
           state == UploadState::LinkLost;
}

bool FirmwareJob::canResume() const
{
    return state == UploadState::Paused || state == UploadState::LinkLost;
}

bool FirmwareJob::canCancel() const
{
    return !isFinished();
}

bool FirmwareJob::canRetry() const
{
    return isFinished();
}

} // namespace copper
