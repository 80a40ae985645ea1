// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_cells.h"

#include "ui/models/device_keys.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/record_text.h"
#include "ui/text/representation_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

constexpr std::size_t kMaxReadPayload = 16U * 1024U;

// Not named tr: lupdate would not look inside its argument.
QString say(const char *text)
{
    return QCoreApplication::translate("Packets", text);
}

// Bounded by the log; lupdate does not read a cast inside translate().
int countOf(std::uint64_t count)
{
    return static_cast<int>(count);
}

QString resourceText(const PacketReading &message)
{
    const LogEntry &entry = message.entry();
    if (entry.malformed || entry.code.isEmpty())
        return {};
    const MessageSummary &summary = message.summary();
    if (entry.code.isRequest())
        return displayText(QString::fromStdString(summary.path));
    // A piece of a body says nothing by itself.
    const bool piece = summary.block2 && (summary.block2->number > 0 || summary.block2->more);
    if (summary.payloadLength == 0 || piece || summary.payloadLength > kMaxReadPayload)
        return {};
    const ByteView payload = message.datagram().subspan(summary.payloadOffset);
    // RFC 7252 §5.5.2: without a Content-Format an error carries a diagnostic text.
    if (!entry.code.isSuccess() && !summary.contentFormat)
        return displayText(qtText(asText(payload)), 200);
    return payloadLine(readPayload(payload, summary.contentFormat), payload.size());
}

QString outcomeText(const PacketReading &message)
{
    const LogEntry &entry = message.entry();
    if (!entry.malformed && entry.mark != MessageRecord::Mark::None &&
        entry.mark != MessageRecord::Mark::Rejected)
        return markText(entry.mark);
    const MessageSummary &summary = message.summary();
    if (summary.malformed && summary.firstFinding)
        return findingLine(*summary.firstFinding);
    if (entry.mark == MessageRecord::Mark::Rejected) {
        return summary.firstFinding ? findingLine(*summary.firstFinding) : markText(entry.mark);
    }
    return optionsLine(summary);
}

// Of a DTLS record: the names stand where those of messages do.
QString recordCell(const PacketReading &message, int column)
{
    const DtlsRecord *record = message.record();
    switch (column) {
    case PacketType:
        return recordTypeText();
    case PacketCode:
        return recordName(record);
    case PacketResource:
        return record != nullptr ? recordPlace(*record) : QString();
    case PacketOptions:
        return recordOutcome(record, message.entry().mark);
    default:
        return {}; // no Message ID and no token
    }
}

bool isRecordColumn(int column)
{
    return column >= PacketType && column <= PacketOptions;
}

QString peerTip(const PacketReading &message, ByteView around)
{
    const LogEntry &entry = message.entry();
    if (entry.isRecord)
        return recordRemark(message.record(), entry.mark);
    if (!entry.secure)
        return say(QT_TRANSLATE_NOOP("Packets", "In the clear"));
    const DtlsDatagram read = readDtlsDatagram(around);
    if (read.records.empty())
        return say(QT_TRANSLATE_NOOP("Packets", "In a DTLS record; shown decrypted"));
    return say(QT_TRANSLATE_NOOP("Packets", "In a DTLS record, epoch %1, sequence %2; shown "
                                            "decrypted"))
        .arg(read.records.front().epoch)
        .arg(read.records.front().sequence);
}

} // namespace

QString recordTypeText()
{
    return QStringLiteral("DTLS");
}

QString packetDirectionText(MessageRecord::Direction direction)
{
    return direction == MessageRecord::Direction::Sent ? say(QT_TRANSLATE_NOOP("Packets", "out"))
                                                       : say(QT_TRANSLATE_NOOP("Packets", "in"));
}

QString packetText(Workspace &workspace, const PacketReading &message, int column)
{
    const LogEntry &entry = message.entry();
    if (entry.isRecord && isRecordColumn(column))
        return recordCell(message, column);
    switch (static_cast<PacketColumn>(column)) {
    case PacketTime:
        return clockText(entry.at);
    case PacketDirection:
        return packetDirectionText(entry.direction);
    case PacketPeer:
        return displayText(packetPeerName(workspace.devices(), entry.peer));
    case PacketType:
        return entry.hasHeader ? typeText(entry.type) : QString();
    case PacketCode:
        return entry.hasHeader ? codeText(entry.code) : QString();
    case PacketMid:
        return entry.hasHeader ? midText(entry.mid) : QString();
    case PacketToken:
        return tokenText(entry.token.view());
    case PacketResource:
        return resourceText(message);
    case PacketOptions:
        return outcomeText(message);
    case PacketLength:
        return QString::number(entry.length);
    case PacketColumnCount:
        break;
    }
    return {};
}

QString packetText(Workspace &workspace, std::uint64_t sequence, int column)
{
    const MessageLog &log = workspace.log();
    return log.contains(sequence) ? packetText(workspace, PacketReading(log, sequence), column)
                                  : QString();
}

namespace {

QVariant sortValue(Workspace &workspace, std::uint64_t sequence, int column)
{
    const LogEntry &entry = workspace.log().entry(sequence);
    if (entry.isRecord && (column == PacketType || column == PacketCode))
        return -1;
    switch (static_cast<PacketColumn>(column)) {
    case PacketTime:
        return static_cast<qlonglong>(entry.at.unixMicros);
    case PacketDirection:
        return static_cast<int>(entry.direction);
    case PacketType:
        return entry.hasHeader ? static_cast<int>(entry.type) : -1;
    case PacketCode:
        return entry.hasHeader ? entry.code.raw : -1;
    case PacketMid:
        return entry.hasHeader ? entry.mid.value : -1;
    case PacketLength:
        return entry.length;
    case PacketPeer:
    case PacketToken:
    case PacketResource:
    case PacketOptions:
    case PacketColumnCount:
        break;
    }
    return packetText(workspace, sequence, column);
}

bool isEncryptedRecord(const MessageLog &log, std::uint64_t sequence)
{
    if (!log.entry(sequence).isRecord)
        return false;
    const PacketReading reading(log, sequence);
    return reading.record() != nullptr && reading.record()->isEncrypted();
}

bool isFatalAlert(const MessageLog &log, std::uint64_t sequence)
{
    constexpr std::uint8_t kFatal = 2;
    if (!log.entry(sequence).isRecord)
        return false;
    const PacketReading reading(log, sequence);
    return reading.record() != nullptr && reading.record()->alert &&
           reading.record()->alert->first == kFatal;
}

} // namespace

QVariant packetData(Workspace &workspace, std::uint64_t sequence, int column, int role)
{
    const MessageLog &log = workspace.log();
    if (!log.contains(sequence))
        return {};
    const LogEntry &entry = log.entry(sequence);
    switch (role) {
    case Qt::DisplayRole:
        return packetText(workspace, sequence, column);
    case PacketSequenceRole:
        return static_cast<qulonglong>(sequence);
    case PacketSortRole:
        return sortValue(workspace, sequence, column);
    case PacketOutgoingRole:
        return entry.direction == MessageRecord::Direction::Sent;
    case PacketEmptyRole:
        return entry.hasHeader && entry.code.isEmpty();
    case PacketMarkRole:
        return static_cast<int>(entry.mark);
    case PacketMalformedRole:
        return entry.malformed;
    case PacketErrorRole:
        return entry.malformed || isFatalAlert(log, sequence) ||
               (entry.hasHeader && entry.code.isResponse() && !entry.code.isSuccess());
    case PacketSecureRole:
        return entry.secure || isEncryptedRecord(log, sequence);
    case PacketRecordRole:
        return entry.isRecord;
    case Qt::ToolTipRole:
        if (column == PacketPeer)
            return peerTip(PacketReading(log, sequence), log.recordAround(sequence));
        return entry.isRecord && (column == PacketResource || column == PacketOptions)
                   ? toolTipText(packetText(workspace, sequence, column))
                   : QVariant();
    case PacketConversationRole:
        return static_cast<qulonglong>(entry.conversation.value);
    case Qt::TextAlignmentRole:
        return column == PacketLength ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                      : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString packetHeader(int column)
{
    switch (static_cast<PacketColumn>(column)) {
    case PacketTime:
        return say(QT_TRANSLATE_NOOP("Packets", "Time"));
    case PacketDirection:
        return say(QT_TRANSLATE_NOOP("Packets", "In/out"));
    case PacketPeer:
        return say(QT_TRANSLATE_NOOP("Packets", "Peer"));
    case PacketType:
        return say(QT_TRANSLATE_NOOP("Packets", "Type"));
    case PacketCode:
        return say(QT_TRANSLATE_NOOP("Packets", "Code"));
    case PacketMid:
        return say(QT_TRANSLATE_NOOP("Packets", "MID"));
    case PacketToken:
        return say(QT_TRANSLATE_NOOP("Packets", "Token"));
    case PacketResource:
        return say(QT_TRANSLATE_NOOP("Packets", "Resource"));
    case PacketOptions:
        return say(QT_TRANSLATE_NOOP("Packets", "Options, outcome"));
    case PacketLength:
        return say(QT_TRANSLATE_NOOP("Packets", "Bytes"));
    case PacketColumnCount:
        break;
    }
    return {};
}

QVariant packetHeaderData(int section, Qt::Orientation orientation, int role)
{
    if (role == Qt::TextAlignmentRole && section == PacketLength)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    // Arrows say it; the words are for filters and for who cannot see them.
    return section == PacketDirection ? QString() : packetHeader(section);
}

namespace {

// What a handshake has come to.
ConversationBadge handshakeBadge(const Conversation::Handshake &handshake)
{
    using Kind = ConversationBadge::Kind;
    if (handshake.fatalAlert) {
        const std::string_view name = dtlsAlertName(*handshake.fatalAlert);
        return {name.empty()
                    ? say(QT_TRANSLATE_NOOP("Packets", "alert %1")).arg(*handshake.fatalAlert)
                    : qtText(name),
                Kind::Error};
    }
    if (!handshake.suite)
        return {say(QT_TRANSLATE_NOOP("Packets", "no answer yet")), Kind::Own};
    const QString suite = qtText(dtlsSuiteText(*handshake.suite));
    if (!handshake.finishedSent || !handshake.finishedReceived)
        return {suite, Kind::Own};
    return {handshake.keyExchanged ? suite
                                   : say(QT_TRANSLATE_NOOP("Packets", "%1, resumed")).arg(suite),
            Kind::Answer};
}

} // namespace

std::vector<ConversationBadge> conversationBadges(const Conversation &conversation)
{
    using Badge = ConversationBadge;
    std::vector<Badge> badges;
    if (conversation.kind == Conversation::Kind::Rejected)
        badges.push_back({say(QT_TRANSLATE_NOOP("Packets", "malformed")), Badge::Kind::Error});
    if (conversation.retransmissions > 0) {
        const int count = countOf(conversation.retransmissions);
        badges.push_back(
            {QCoreApplication::translate("Packets", "%n retransmission(s)", nullptr, count),
             Badge::Kind::Warning});
    }
    if (conversation.duplicates > 0) {
        const int count = countOf(conversation.duplicates);
        badges.push_back({QCoreApplication::translate("Packets", "%n duplicate(s)", nullptr, count),
                          Badge::Kind::Warning});
    }
    if (conversation.kind == Conversation::Kind::Handshake) {
        if (conversation.handshake.random)
            badges.push_back(handshakeBadge(conversation.handshake));
    } else if (conversation.observing) {
        badges.push_back({say(QT_TRANSLATE_NOOP("Packets", "observing")), Badge::Kind::Answer});
    } else if (conversation.lastResponse && !conversation.multicast) {
        const bool good = conversation.lastResponse->isSuccess();
        if (*conversation.lastResponse == code::kContinue)
            badges.push_back({say(QT_TRANSLATE_NOOP("Packets", "running")), Badge::Kind::Own});
        else
            badges.push_back({codeText(*conversation.lastResponse),
                              good ? Badge::Kind::Answer : Badge::Kind::Error});
    } else if (conversation.kind == Conversation::Kind::Request && !conversation.multicast) {
        badges.push_back({say(QT_TRANSLATE_NOOP("Packets", "no answer yet")), Badge::Kind::Own});
    }
    return badges;
}

QString conversationTitle(const Conversation &conversation)
{
    switch (conversation.kind) {
    case Conversation::Kind::Request:
        return codeText(conversation.method) + QLatin1Char(' ') +
               displayText(QString::fromStdString(conversation.path));
    case Conversation::Kind::Ping:
        return say(QT_TRANSLATE_NOOP("Packets", "CoAP ping"));
    case Conversation::Kind::Handshake:
        return conversation.handshake.random ? say(QT_TRANSLATE_NOOP("Packets", "DTLS handshake"))
                                             : say(QT_TRANSLATE_NOOP("Packets", "DTLS records"));
    case Conversation::Kind::Rejected:
        return say(QT_TRANSLATE_NOOP("Packets", "Rejected bytes"));
    case Conversation::Kind::Other:
        return say(QT_TRANSLATE_NOOP("Packets", "Without a request"));
    }
    return {};
}

namespace {

QString conversationDetail(Workspace &workspace, const Conversation &conversation)
{
    QStringList parts;
    parts << (conversation.multicast
                  ? say(QT_TRANSLATE_NOOP("Packets", "multicast"))
                  : displayText(packetPeerName(workspace.devices(), conversation.peer)));
    if (conversation.block1 || conversation.block2) {
        parts << (conversation.block1 ? QStringLiteral("Block1") : QStringLiteral("Block2"));
        const int blocks = countOf(conversation.highestBlock) + 1;
        parts << QCoreApplication::translate("Packets", "%n block(s)", nullptr, blocks);
    }
    const int messages = countOf(conversation.messages.size());
    const QString count =
        conversation.kind == Conversation::Kind::Handshake
            ? QCoreApplication::translate("Packets", "%n record(s)", nullptr, messages)
            : QCoreApplication::translate("Packets", "%n message(s)", nullptr, messages);
    const double span = conversation.last.secondsSince(conversation.first);
    parts << (span > 0 ? say(QT_TRANSLATE_NOOP("Packets", "%1 in %2"))
                             .arg(count, durationText(seconds(span)))
                       : count);
    if (conversation.separate)
        parts << say(QT_TRANSLATE_NOOP("Packets", "separate response"));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QVariant conversationData(Workspace &workspace, const Conversation &conversation, int role)
{
    switch (role) {
    case PacketConversationRole:
        return static_cast<qulonglong>(conversation.id.value);
    case PacketSecureRole: {
        const MessageLog &log = workspace.log();
        return !conversation.messages.empty() && log.contains(conversation.messages.back()) &&
               log.entry(conversation.messages.back()).secure;
    }
    case ConversationTitleRole:
        return conversationTitle(conversation);
    case ConversationDetailRole:
        return conversationDetail(workspace, conversation);
    case ConversationBadgesRole: {
        QStringList texts;
        for (const ConversationBadge &badge : conversationBadges(conversation))
            texts << badge.text;
        return texts;
    }
    case ConversationBadgeKindsRole: {
        QList<int> kinds;
        for (const ConversationBadge &badge : conversationBadges(conversation))
            kinds << static_cast<int>(badge.kind);
        return QVariant::fromValue(kinds);
    }
    case ConversationAgeRole: {
        const double age = workspace.now().secondsSince(conversation.last);
        return age < 1 ? say(QT_TRANSLATE_NOOP("Packets", "now"))
                       : say(QT_TRANSLATE_NOOP("Packets", "%1 ago")).arg(shortSpan(age));
    }
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{conversationTitle(conversation),
                          conversationDetail(workspace, conversation)};
        for (const ConversationBadge &badge : conversationBadges(conversation))
            parts << badge.text;
        return parts.join(QStringLiteral(", "));
    }
    case PacketSortRole:
        return static_cast<qlonglong>(conversation.first.unixMicros);
    default:
        return {};
    }
}

} // namespace copper
