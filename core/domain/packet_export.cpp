// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/packet_export.h"

#include "core/base/version.h"
#include "core/capture/pcapng.h"
#include "core/storage/durable_file.h"

#include <QSaveFile>

namespace copper {

namespace {

constexpr qsizetype kPieceBytes = 64 << 10; // in one call to the system

CapturedDatagram capturedOf(const MessageLog &log, std::uint64_t sequence)
{
    const LogEntry &entry = log.entry(sequence);
    CapturedDatagram captured;
    captured.unixMicros = entry.at.unixMicros;
    captured.direction = entry.direction == MessageRecord::Direction::Sent
                             ? CapturedDatagram::Direction::Sent
                             : CapturedDatagram::Direction::Received;
    captured.local = entry.local;
    captured.peer = entry.peer;
    captured.datagram = log.datagram(sequence);
    return captured;
}

} // namespace

Result<std::size_t, QString> savePcapng(const MessageLog &log, const QString &path,
                                        const std::function<bool(std::uint64_t)> &isWanted)
{
    QSaveFile file(path);
    if (!file.open(kWholeFile))
        return failure(file.errorString());
    QByteArray piece;
    const auto write = [&file, &piece](const Bytes &bytes, qsizetype fullAt) {
        piece.append(reinterpret_cast<const char *>(bytes.data()),
                     static_cast<qsizetype>(bytes.size()));
        if (piece.size() < fullAt)
            return true;
        const bool good = writeAll(file, piece);
        piece.clear();
        return good;
    };
    std::size_t written = 0;
    bool good = write(pcapngHeader(std::string("Copperfield ") + kVersion), kPieceBytes);
    for (std::uint64_t at = log.firstSequence(); good && at < log.endSequence(); ++at) {
        if (!isWanted(at))
            continue;
        good = write(pcapngPacket(capturedOf(log, at)), kPieceBytes);
        ++written;
    }
    if (!good || !write({}, 0))
        return failure(file.errorString());
    if (const auto saved = commitDurably(file); !saved)
        return failure(saved.error());
    return written;
}

} // namespace copper
