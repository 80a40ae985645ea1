// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/packet_export.h"

#include "core/base/version.h"
#include "core/storage/durable_file.h"

#include <QSaveFile>

namespace copper {

namespace {

constexpr qsizetype kPieceBytes = 64 << 10; // in one call to the system

} // namespace

Bytes captureHeader()
{
    return pcapngHeader(std::string("Copperfield ").append(kVersion));
}

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
    bool good = write(captureHeader(), kPieceBytes);
    for (std::uint64_t at = log.firstSequence(); good && at < log.endSequence(); ++at) {
        if (!isWanted(at))
            continue;
        good = write(capturePacket(log.entry(at), log.datagram(at)), kPieceBytes);
        ++written;
    }
    if (!good || !write({}, 0))
        return failure(file.errorString());
    if (const auto saved = commitDurably(file); !saved)
        return failure(saved.error());
    return written;
}

} // namespace copper
