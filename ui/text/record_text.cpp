// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/record_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace copper {

namespace {

constexpr std::uint16_t kDtls12 = 0xfefd;
constexpr std::uint16_t kDtls10 = 0xfeff; // a first hello may say so
constexpr std::uint8_t kWarning = 1;
constexpr std::uint8_t kFatal = 2;
constexpr qsizetype kMaxShown = 128; // of an identity or a hint

QString say(const char *text)
{
    return QCoreApplication::translate("Record", text);
}

QString counted(const char *text, std::uint64_t count)
{
    return QCoreApplication::translate("Record", text, nullptr, static_cast<int>(count));
}

// RFC 4279 §5.1: UTF-8, or what the peer takes for it.
QString quoted(ByteView bytes)
{
    return QChar(0x201c) + displayText(qtText(asText(bytes)), kMaxShown) + QChar(0x201d);
}

QString typeName(std::uint64_t type)
{
    const std::string_view name = dtlsContentTypeName(static_cast<std::uint8_t>(type));
    return name.empty() ? say(QT_TRANSLATE_NOOP("Record", "type %1")).arg(type) : qtText(name);
}

QString handshakeName(std::uint64_t type)
{
    const std::string_view name = dtlsHandshakeName(static_cast<std::uint8_t>(type));
    return name.empty() ? say(QT_TRANSLATE_NOOP("Record", "Handshake %1")).arg(type) : qtText(name);
}

QString alertLevel(std::uint64_t level)
{
    if (level == kWarning)
        return QStringLiteral("warning");
    return level == kFatal ? QStringLiteral("fatal") : QString::number(level);
}

QString alertName(std::uint64_t description)
{
    const std::string_view name = dtlsAlertName(static_cast<std::uint8_t>(description));
    return name.empty() ? QString::number(description) : qtText(name);
}

QString cookieText(ByteView cookie)
{
    return cookie.empty()
               ? say(QT_TRANSLATE_NOOP("Record", "no cookie"))
               : counted(QT_TRANSLATE_N_NOOP("Record", "cookie of %n byte(s)"), cookie.size());
}

// What a handshake message in the clear says; nothing for most.
QString handshakeOutcome(const DtlsHandshakeHeader &header)
{
    if (header.fragment.size() != header.length)
        return say(QT_TRANSLATE_NOOP("Record", "fragment from byte %1 on, %2 of %3 bytes"))
            .arg(header.fragmentOffset)
            .arg(header.fragment.size())
            .arg(header.length);
    if (const auto client = readClientHello(header))
        return counted(QT_TRANSLATE_N_NOOP("Record", "%n cipher suite(s)"), client->suites.size()) +
               QStringLiteral(", ") + cookieText(client->cookie);
    if (const auto server = readServerHello(header))
        return qtText(dtlsSuiteText(server->suite));
    if (const auto cookie = readVerifyCookie(header))
        return cookieText(*cookie);
    if (const auto hint = readPskIdentityHint(header))
        return say(QT_TRANSLATE_NOOP("Record", "hint %1")).arg(quoted(*hint));
    if (const auto identity = readPskIdentity(header))
        return say(QT_TRANSLATE_NOOP("Record", "identity %1")).arg(quoted(*identity));
    return {};
}

} // namespace

QString recordName(const DtlsRecord *record)
{
    if (record == nullptr)
        return say(QT_TRANSLATE_NOOP("Record", "Not readable"));
    const bool hidden = record->isEncrypted();
    switch (DtlsContentType{record->type}) {
    case DtlsContentType::ChangeCipherSpec:
        return QStringLiteral("ChangeCipherSpec");
    case DtlsContentType::Alert:
        return hidden ? say(QT_TRANSLATE_NOOP("Record", "Encrypted alert"))
                      : say(QT_TRANSLATE_NOOP("Record", "Alert"));
    case DtlsContentType::Handshake: {
        if (hidden)
            return say(QT_TRANSLATE_NOOP("Record", "Encrypted handshake"));
        QStringList names;
        for (const DtlsHandshakeHeader &header : record->handshakes)
            names << handshakeName(header.type);
        return names.isEmpty() ? say(QT_TRANSLATE_NOOP("Record", "Handshake"))
                               : names.join(QStringLiteral(", "));
    }
    case DtlsContentType::ApplicationData:
        return say(QT_TRANSLATE_NOOP("Record", "Application data"));
    }
    return typeName(record->type);
}

QString recordPlace(const DtlsRecord &record)
{
    // The numbers first: the name beside it says the type already.
    return say(QT_TRANSLATE_NOOP("Record", "epoch %1, seq %2, %3"))
        .arg(record.epoch)
        .arg(record.sequence)
        .arg(typeName(record.type));
}

QString recordOutcome(const DtlsRecord *record, MessageRecord::Mark mark)
{
    if (record == nullptr)
        return say(QT_TRANSLATE_NOOP("Record", "not a whole DTLS record"));
    QStringList parts;
    parts << (record->isEncrypted() ? say(QT_TRANSLATE_NOOP("Record", "encrypted"))
                                    : say(QT_TRANSLATE_NOOP("Record", "in the clear")));
    if (mark == MessageRecord::Mark::Retransmission || mark == MessageRecord::Mark::Duplicate)
        parts << say(QT_TRANSLATE_NOOP("Record", "sent again"));
    if (mark == MessageRecord::Mark::Rejected)
        parts << say(QT_TRANSLATE_NOOP("Record", "not taken"));
    if (record->alert)
        parts << alertLevel(record->alert->first) << alertName(record->alert->second);
    for (const DtlsHandshakeHeader &header : record->handshakes) {
        if (const QString text = handshakeOutcome(header); !text.isEmpty())
            parts << text;
    }
    return parts.join(QStringLiteral(", "));
}

QString recordRemark(const DtlsRecord *record, MessageRecord::Mark mark)
{
    if (record == nullptr)
        return say(QT_TRANSLATE_NOOP("Record", "These bytes are no whole DTLS record and were "
                                               "passed over (RFC 6347 §4.1.2.7)."));
    if (mark == MessageRecord::Mark::Rejected)
        return say(QT_TRANSLATE_NOOP("Record",
                                     "No session took this record: it is forged, came again, or "
                                     "is of a session that has ended (RFC 6347 §4.1.2)."));
    if (record->isEncrypted())
        return say(QT_TRANSLATE_NOOP("Record", "Encrypted: who listens sees its header alone."));
    return say(QT_TRANSLATE_NOOP("Record", "In the clear: who listens can read it. The key itself "
                                           "is never in a handshake."));
}

// --- fields ---

QString recordFieldName(const DtlsField &field)
{
    switch (field.kind) {
    case DtlsFieldKind::Record:
        return say(QT_TRANSLATE_NOOP("Record", "DTLS record"));
    case DtlsFieldKind::ContentType:
        return say(QT_TRANSLATE_NOOP("Record", "Content Type"));
    case DtlsFieldKind::Version:
        return say(QT_TRANSLATE_NOOP("Record", "Version"));
    case DtlsFieldKind::Epoch:
        return say(QT_TRANSLATE_NOOP("Record", "Epoch"));
    case DtlsFieldKind::SequenceNumber:
        return say(QT_TRANSLATE_NOOP("Record", "Sequence Number"));
    case DtlsFieldKind::Length:
    case DtlsFieldKind::MessageLength:
        return say(QT_TRANSLATE_NOOP("Record", "Length"));
    case DtlsFieldKind::Handshake:
        return handshakeName(field.number);
    case DtlsFieldKind::MessageType:
        return say(QT_TRANSLATE_NOOP("Record", "Message Type"));
    case DtlsFieldKind::MessageSequence:
        return say(QT_TRANSLATE_NOOP("Record", "Message Sequence"));
    case DtlsFieldKind::FragmentOffset:
        return say(QT_TRANSLATE_NOOP("Record", "Fragment Offset"));
    case DtlsFieldKind::FragmentLength:
        return say(QT_TRANSLATE_NOOP("Record", "Fragment Length"));
    case DtlsFieldKind::Random:
        return say(QT_TRANSLATE_NOOP("Record", "Random"));
    case DtlsFieldKind::SessionId:
        return say(QT_TRANSLATE_NOOP("Record", "Session ID"));
    case DtlsFieldKind::Cookie:
        return say(QT_TRANSLATE_NOOP("Record", "Cookie"));
    case DtlsFieldKind::CipherSuites:
        return say(QT_TRANSLATE_NOOP("Record", "Cipher Suites"));
    case DtlsFieldKind::CipherSuite:
        return say(QT_TRANSLATE_NOOP("Record", "Cipher Suite"));
    case DtlsFieldKind::IdentityHint:
        return say(QT_TRANSLATE_NOOP("Record", "Identity Hint"));
    case DtlsFieldKind::Identity:
        return say(QT_TRANSLATE_NOOP("Record", "Identity"));
    case DtlsFieldKind::AlertLevel:
        return say(QT_TRANSLATE_NOOP("Record", "Level"));
    case DtlsFieldKind::AlertDescription:
        return say(QT_TRANSLATE_NOOP("Record", "Description"));
    case DtlsFieldKind::Content:
        return say(QT_TRANSLATE_NOOP("Record", "Content"));
    case DtlsFieldKind::Encrypted:
        return say(QT_TRANSLATE_NOOP("Record", "Encrypted"));
    }
    return {};
}

QString recordFieldValue(const DtlsField &field, ByteView record)
{
    const ByteView bytes = record.subspan(field.offset, field.length);
    switch (field.kind) {
    case DtlsFieldKind::Record:
    case DtlsFieldKind::ContentType:
        return typeName(field.number);
    case DtlsFieldKind::Version:
        return QStringLiteral("0x%1").arg(field.number, 4, 16, QLatin1Char('0'));
    case DtlsFieldKind::Epoch:
    case DtlsFieldKind::SequenceNumber:
    case DtlsFieldKind::MessageSequence:
    case DtlsFieldKind::FragmentOffset:
    case DtlsFieldKind::CipherSuites:
        return QString::number(field.number);
    case DtlsFieldKind::Length:
    case DtlsFieldKind::MessageLength:
    case DtlsFieldKind::FragmentLength:
        return counted(QT_TRANSLATE_N_NOOP("Record", "%n byte(s)"), field.number);
    case DtlsFieldKind::Handshake:
    case DtlsFieldKind::Encrypted:
    case DtlsFieldKind::Content:
        return counted(QT_TRANSLATE_N_NOOP("Record", "%n byte(s)"), field.length);
    case DtlsFieldKind::MessageType:
        return QString::number(field.number) + QStringLiteral(", ") + handshakeName(field.number);
    case DtlsFieldKind::Random:
    case DtlsFieldKind::SessionId:
    case DtlsFieldKind::Cookie:
        return bytes.empty() ? say(QT_TRANSLATE_NOOP("Record", "none")) : hexPairs(bytes, 16);
    case DtlsFieldKind::CipherSuite:
        return qtText(dtlsSuiteText(static_cast<std::uint16_t>(field.number)));
    case DtlsFieldKind::IdentityHint:
    case DtlsFieldKind::Identity:
        return displayText(qtText(asText(bytes)), kMaxShown);
    case DtlsFieldKind::AlertLevel:
        return alertLevel(field.number);
    case DtlsFieldKind::AlertDescription:
        return alertName(field.number);
    }
    return {};
}

QString recordFieldMeaning(const DtlsField &field)
{
    switch (field.kind) {
    case DtlsFieldKind::Version:
        if (field.number == kDtls12)
            return QStringLiteral("DTLS 1.2");
        return field.number == kDtls10 ? QStringLiteral("DTLS 1.0") : QString();
    case DtlsFieldKind::Epoch:
        return field.number == 0 ? say(QT_TRANSLATE_NOOP("Record", "in the clear"))
                                 : say(QT_TRANSLATE_NOOP("Record", "encrypted"));
    case DtlsFieldKind::Cookie:
        return say(QT_TRANSLATE_NOOP("Record", "proves that the client is where it says it is"));
    case DtlsFieldKind::Identity:
    case DtlsFieldKind::IdentityHint:
        return say(QT_TRANSLATE_NOOP("Record", "in the clear"));
    default:
        return {};
    }
}

} // namespace copper
