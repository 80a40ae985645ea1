// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_needle.h"

#include "ui/models/device_keys.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <algorithm>

namespace copper {

namespace {

using Direction = MessageRecord::Direction;

constexpr std::size_t kMaxPeers = 1024;
constexpr qsizetype kMaxTokenText = 3 * static_cast<qsizetype>(Token::kMaxLength) - 1;

// Folds as QString::contains does, one code unit at a time.
bool consistsOf(const QString &text, QLatin1String characters, qsizetype limit)
{
    return text.size() <= limit && std::all_of(text.begin(), text.end(), [characters](QChar c) {
               return characters.contains(c.toCaseFolded());
           });
}

} // namespace

PacketNeedle::PacketNeedle(const QString &text) : m_text(text)
{
    if (text.isEmpty())
        return;
    const auto exclude = [this](PacketColumn column, const char *characters, qsizetype limit) {
        m_impossible.set(column, !consistsOf(m_text, QLatin1String(characters), limit));
    };
    exclude(PacketTime, "0123456789:.", 12);
    exclude(PacketMid, "0123456789abcdefx", 6);
    exclude(PacketToken, "0123456789abcdef ", kMaxTokenText);
    exclude(PacketLength, "0123456789", 10);
    for (unsigned raw = 0; raw < m_codes.size(); ++raw)
        m_codes.set(raw, isIn(codeText(Code{static_cast<std::uint8_t>(raw)})));
    for (unsigned type = 0; type < m_types.size(); ++type)
        m_types.set(type, isIn(typeText(static_cast<MessageType>(type))));
    m_records = isIn(recordTypeText());
    m_directions.set(0, isIn(packetDirectionText(Direction::Sent)));
    m_directions.set(1, isIn(packetDirectionText(Direction::Received)));
}

const std::array<int, PacketColumnCount> &PacketNeedle::columnsByCost()
{
    static constexpr std::array<int, PacketColumnCount> kOrder{
        PacketDirection, PacketType, PacketCode, PacketLength,   PacketMid,
        PacketToken,     PacketPeer, PacketTime, PacketResource, PacketOptions};
    return kOrder;
}

bool PacketNeedle::isInPeer(const DeviceRegistry &devices, const SocketAddress &peer) const
{
    const auto known = m_peers.find(peer);
    if (known != m_peers.end())
        return known->second;
    if (m_peers.size() >= kMaxPeers)
        m_peers.clear();
    return m_peers[peer] = isIn(displayText(packetPeerName(devices, peer)));
}

bool PacketNeedle::isOutdated(const DeviceRegistry &devices) const
{
    return std::any_of(m_peers.begin(), m_peers.end(), [&](const auto &answer) {
        return isIn(displayText(packetPeerName(devices, answer.first))) != answer.second;
    });
}

bool PacketNeedle::isInCell(Workspace &workspace, const PacketReading &message, int column) const
{
    const LogEntry &entry = message.entry();
    switch (static_cast<PacketColumn>(column)) {
    case PacketDirection:
        return m_directions[entry.direction == Direction::Sent ? 0 : 1];
    case PacketType:
        if (entry.isRecord)
            return m_records;
        return entry.hasHeader && m_types[static_cast<std::size_t>(entry.type) & 3U];
    case PacketCode:
        if (entry.isRecord)
            return isIn(packetText(workspace, message, column));
        return entry.hasHeader && m_codes[entry.code.raw];
    case PacketPeer:
        return isInPeer(workspace.devices(), entry.peer);
    case PacketTime:
    case PacketMid:
    case PacketToken:
    case PacketResource:
    case PacketOptions:
    case PacketLength:
        return !m_impossible[static_cast<std::size_t>(column)] &&
               isIn(packetText(workspace, message, column));
    case PacketColumnCount:
        break;
    }
    return false;
}

bool PacketNeedle::isInAnyCell(Workspace &workspace, const PacketReading &message) const
{
    const auto &columns = columnsByCost();
    return std::any_of(columns.begin(), columns.end(),
                       [&](int column) { return isInCell(workspace, message, column); });
}

} // namespace copper
