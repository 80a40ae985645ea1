// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QVariant>

#include <optional>

namespace copper {

enum PacketColumn {
    PacketTime,
    PacketDirection,
    PacketPeer,
    PacketType,
    PacketCode,
    PacketMid,
    PacketToken,
    PacketResource,
    PacketOptions,
    PacketLength,
    PacketColumnCount,
};

enum PacketRole {
    PacketSequenceRole = Qt::UserRole, // quint64; absent on a conversation row
    PacketSortRole,                    // raw value of the column
    PacketOutgoingRole,                // bool
    PacketEmptyRole,                   // bool: code 0.00
    PacketMarkRole,                    // int(MessageRecord::Mark)
    PacketMalformedRole,               // bool
    PacketErrorRole,                   // bool: a 4.xx or 5.xx, or malformed
    PacketSecureRole,                  // bool: who listened could not read it
    PacketRecordRole,                  // bool: a DTLS record, and no message
    PacketConversationRole,            // quint64
    // On a conversation row
    ConversationTitleRole,      // "GET /sensors/temp"
    ConversationDetailRole,     // "greenhouse-1, 8 messages in 30 s"
    ConversationBadgesRole,     // QStringList: "observing", "2.04 Changed", "malformed" ...
    ConversationBadgeKindsRole, // QList<int> of ConversationBadge::Kind, as the badges
    ConversationAgeRole,        // "24 s ago"
};

// One message of the log while its cells are made: several need the summary, which is read once,
// when the first of them asks. Lasts until the next append or clear.
class PacketReading
{
public:
    PacketReading(const MessageLog &log, std::uint64_t sequence)
        : m_entry(log.entry(sequence)), m_datagram(log.datagram(sequence))
    {}
    const LogEntry &entry() const { return m_entry; }
    ByteView datagram() const { return m_datagram; }
    const MessageSummary &summary() const
    {
        if (!m_summary)
            m_summary = summarize(m_datagram);
        return *m_summary;
    }
    // Of a row that is a DTLS record; null for bytes that are none.
    const DtlsRecord *record() const
    {
        if (!m_record)
            m_record = readDtlsDatagram(m_datagram);
        return m_record->records.empty() ? nullptr : &m_record->records.front();
    }

private:
    const LogEntry &m_entry;
    ByteView m_datagram;
    mutable std::optional<MessageSummary> m_summary;
    mutable std::optional<DtlsDatagram> m_record;
};

// One cell of the packet list as text; made when it is shown.
QString packetText(Workspace &workspace, const PacketReading &message, int column);
QString packetText(Workspace &workspace, std::uint64_t sequence, int column);
QVariant packetData(Workspace &workspace, std::uint64_t sequence, int column, int role);
// What stands in the column Type of a DTLS record.
QString recordTypeText();
QString packetDirectionText(MessageRecord::Direction direction);
QString packetHeader(int column);
QVariant packetHeaderData(int section, Qt::Orientation orientation, int role);

// Kinds of badge: what a device said, what we do, a warning, an error.
struct ConversationBadge
{
    enum class Kind { Answer, Own, Warning, Error };
    QString text;
    Kind kind = Kind::Answer;
};
QString conversationTitle(const Conversation &conversation);
std::vector<ConversationBadge> conversationBadges(const Conversation &conversation);
QVariant conversationData(Workspace &workspace, const Conversation &conversation, int role);

} // namespace copper
