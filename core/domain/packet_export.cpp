// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/packet_export.h"

#include "core/base/version.h"
#include "core/storage/durable_file.h"

#include <QSaveFile>

#include <set>

namespace copper {

namespace {

constexpr qsizetype kPieceBytes = 64 << 10; // in one call to the system

} // namespace

Bytes captureHeader()
{
    return pcapngHeader(std::string("Copperfield ").append(kVersion));
}

SecretBytes captureKeys(ByteView line)
{
    SecretBytes block(pcapngSecretsSize(line.size()));
    writePcapngSecrets(line, block.mutableView());
    return block;
}

namespace {

using IsWanted = std::function<bool(std::uint64_t)>;

std::set<SocketAddress> peersOfSecureMessages(const MessageLog &log, const IsWanted &isWanted)
{
    std::set<SocketAddress> peers;
    for (std::uint64_t at = log.firstSequence(); at < log.endSequence(); ++at) {
        const LogEntry &entry = log.entry(at);
        if ((entry.secure || entry.isRecord) && isWanted(at))
            peers.insert(entry.peer);
    }
    return peers;
}

// Writes in pieces of kPieceBytes.
class Pieces
{
public:
    explicit Pieces(QSaveFile &file) : m_file(file) {}
    bool add(ByteView bytes)
    {
        m_piece.append(reinterpret_cast<const char *>(bytes.data()),
                       static_cast<qsizetype>(bytes.size()));
        return m_piece.size() < kPieceBytes || flush();
    }
    // Goes past the piece, whose memory is not wiped.
    bool addSecret(const SecretBytes &secret)
    {
        return flush() && writeAll(m_file, {reinterpret_cast<const char *>(secret.view().data()),
                                            static_cast<qsizetype>(secret.size())});
    }
    bool flush()
    {
        const bool good = writeAll(m_file, m_piece);
        m_piece.clear();
        return good;
    }

private:
    QSaveFile &m_file;
    QByteArray m_piece;
};

} // namespace

Result<SavedCapture, QString> savePcapng(const MessageLog &log, const QString &path,
                                         const IsWanted &isWanted)
{
    QSaveFile file(path);
    if (!file.open(kWholeFile))
        return failure(file.errorString());
    SavedCapture saved;
    Pieces pieces(file);
    bool good = pieces.add(captureHeader());
    const std::set<SocketAddress> secure = peersOfSecureMessages(log, isWanted);
    for (const MessageLog::SessionKeys &keys : log.keys()) {
        if (!good || !secure.contains(keys.peer))
            continue;
        good = pieces.addSecret(captureKeys(keys.line->view()));
        ++saved.keys;
    }
    bool isThere = false; // the datagram this row is of
    for (std::uint64_t at = log.firstSequence(); good && at < log.endSequence(); ++at) {
        const LogEntry &entry = log.entry(at);
        isThere = isThere && entry.sameDatagram;
        const bool wanted = (entry.isRecord && secure.contains(entry.peer)) || isWanted(at);
        if (isThere || !wanted || entry.wireLength == 0)
            continue;
        good = pieces.add(capturePacket(entry, log.wire(at)));
        isThere = true;
        ++saved.datagrams;
    }
    if (!good || !pieces.flush())
        return failure(file.errorString());
    if (const auto done = commitDurably(file); !done)
        return failure(done.error());
    return saved;
}

} // namespace copper
