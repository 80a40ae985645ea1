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

// A line of the key log in a capture: it opens the packets behind it.
SecretBytes captureKeys(ByteView line);

struct SavedCapture
{
    std::size_t datagrams = 0;
    std::size_t keys = 0; // who has them can read what was secure
};

// Saves the wanted messages of a log as pcapng, as they were on the wire. With a secure message
// come the handshakes with its peer, without which nobody can open it, and the keys that the key
// log had. The file is there whole or not at all; the failure is the system's words. Called in the
// log's thread.
Result<SavedCapture, QString> savePcapng(const MessageLog &log, const QString &path,
                                         const std::function<bool(std::uint64_t)> &isWanted);

} // namespace copper
