// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/capture/pcapng.h"
#include "core/domain/message_log.h"

#include <functional>

namespace copper {

// What our captures begin with.
Bytes captureHeader();

// One message in a capture; `message` is a LogEntry or a MessageRecord.
template <typename Message>
Bytes capturePacket(const Message &message, ByteView datagram)
{
    CapturedDatagram captured;
    captured.unixMicros = message.at.unixMicros;
    captured.direction = message.direction == MessageRecord::Direction::Sent
                             ? CapturedDatagram::Direction::Sent
                             : CapturedDatagram::Direction::Received;
    captured.local = message.local;
    captured.peer = message.peer;
    captured.datagram = datagram;
    return pcapngPacket(captured);
}

// Saves the wanted messages of a log as pcapng and returns how many these are. The file is there
// whole or not at all; the failure is the system's words. Called in the log's thread.
Result<std::size_t, QString> savePcapng(const MessageLog &log, const QString &path,
                                        const std::function<bool(std::uint64_t)> &isWanted);

} // namespace copper
