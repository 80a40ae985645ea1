// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/failure_text.h"

#include "ui/text/handshake_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

// Not named tr: lupdate would not look inside its argument.
QString say(const char *text)
{
    return QCoreApplication::translate("Failure", text);
}

} // namespace

Explanation explain(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Timeout:
        return {say(QT_TRANSLATE_NOOP("Failure", "No answer from the device.")),
                say(QT_TRANSLATE_NOOP("Failure",
                                      "Check that it is on and in reach; a slow device may need a "
                                      "longer ACK_TIMEOUT under Advanced."))};
    case FailureKind::Reset:
        return {say(QT_TRANSLATE_NOOP("Failure", "The device answered with a Reset.")),
                say(QT_TRANSLATE_NOOP("Failure",
                                      "It received the message and does not know what it belongs "
                                      "to. Send the request again."))};
    case FailureKind::Unreachable:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "Nothing listens at this address.")),
            say(QT_TRANSLATE_NOOP("Failure", "Check address and port, and that the device's CoAP "
                                             "server is running."))};
    case FailureKind::NotResolved:
        return {say(QT_TRANSLATE_NOOP("Failure", "The host name has no address.")),
                say(QT_TRANSLATE_NOOP("Failure", "Check the spelling, or use the IP address."))};
    case FailureKind::NoInterface:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "No network interface can send this.")),
            say(QT_TRANSLATE_NOOP("Failure", "Connect to a network, or choose another interface "
                                             "in the discovery menu."))};
    case FailureKind::InvalidUri:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "This is not a CoAP address.")),
            say(QT_TRANSLATE_NOOP("Failure", "Write it like coap://192.168.1.7/sensors/temp."))};
    case FailureKind::UnsupportedScheme:
        return {say(QT_TRANSLATE_NOOP("Failure", "This version cannot use this scheme.")),
                say(QT_TRANSLATE_NOOP("Failure", "Use coap:// over UDP, or coaps:// over DTLS."))};
    case FailureKind::Malformed:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "The answer breaks the protocol.")),
            say(QT_TRANSLATE_NOOP("Failure", "Look at the message in Packets: it names the byte "
                                             "and the rule."))};
    case FailureKind::TooLarge:
        return {say(QT_TRANSLATE_NOOP("Failure", "The body is too large.")),
                say(QT_TRANSLATE_NOOP("Failure", "Save the answer to a file instead, or raise the "
                                                 "limit in Limits (Ctrl+K)."))};
    case FailureKind::BodyChanged:
        return {say(QT_TRANSLATE_NOOP("Failure", "The value kept changing while it was fetched.")),
                say(QT_TRANSLATE_NOOP("Failure", "Try again, or ask for larger blocks so that it "
                                                 "takes fewer messages."))};
    case FailureKind::TransferRefused:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "The device refused the transfer.")),
            say(QT_TRANSLATE_NOOP("Failure", "It may lack room or have lost earlier blocks. Try a "
                                             "smaller block size."))};
    case FailureKind::ErrorResponse:
        return {say(QT_TRANSLATE_NOOP("Failure", "The device answered with an error.")), {}};
    case FailureKind::LinkLost:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "The link to the device was lost.")),
            say(QT_TRANSLATE_NOOP("Failure", "Retry goes on where it stopped if the device still "
                                             "knows the first part."))};
    case FailureKind::Cancelled:
        return {say(QT_TRANSLATE_NOOP("Failure", "Cancelled.")), {}};
    case FailureKind::LimitReached:
        return {say(QT_TRANSLATE_NOOP("Failure", "Too many requests are open.")),
                say(QT_TRANSLATE_NOOP("Failure", "Wait until some are answered, or stop an "
                                                 "observation."))};
    case FailureKind::InputUnreadable:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "The file to send cannot be read.")),
            say(QT_TRANSLATE_NOOP("Failure", "Check that it exists and that you may read it."))};
    case FailureKind::OutputUnwritable:
        return {say(QT_TRANSLATE_NOOP("Failure", "The file for the answer cannot be written.")),
                say(QT_TRANSLATE_NOOP("Failure", "Choose another folder, or free some space."))};
    case FailureKind::VerificationFailed:
        return {
            say(QT_TRANSLATE_NOOP("Failure", "What was read back is not the image.")),
            say(QT_TRANSLATE_NOOP("Failure", "Do not restart the device; send the image again."))};
    case FailureKind::NotSupported:
        return {say(QT_TRANSLATE_NOOP("Failure", "This is not built yet.")), {}};
    case FailureKind::SocketFailed:
        return {say(QT_TRANSLATE_NOOP("Failure", "The local socket could not be opened.")),
                say(QT_TRANSLATE_NOOP("Failure", "Another program may use the port; choose another "
                                                 "local address."))};
    case FailureKind::NoCredential:
        return {say(QT_TRANSLATE_NOOP("Failure", "This device is reached by coaps, which needs a "
                                                 "key, and none is for it.")),
                say(QT_TRANSLATE_NOOP("Failure", "Add one in Security, used for this host. It is "
                                                 "never asked in the clear instead."))};
    case FailureKind::HandshakeFailed:
        return {say(QT_TRANSLATE_NOOP("Failure", "The secure session could not be made.")),
                say(QT_TRANSLATE_NOOP("Failure", "Check identity and key in Security; Test again "
                                                 "there shows the step that fails."))};
    }
    return {};
}

Explanation explain(const JobFailed &failure)
{
    Explanation result = failure.kind == FailureKind::HandshakeFailed && failure.handshake
                             ? explainHandshake(*failure.handshake)
                             : explain(failure.kind);
    const bool hasCode =
        failure.kind == FailureKind::ErrorResponse || failure.kind == FailureKind::TransferRefused;
    if (hasCode && !failure.code.isEmpty()) {
        result.sentence = codeText(failure.code) + QStringLiteral(": ") + codeMeaning(failure.code);
        const QString hint = codeHint(failure.code);
        if (!hint.isEmpty())
            result.hint = hint;
    }
    if (!failure.detail.isEmpty())
        result.sentence += QLatin1Char(' ') + displayText(failure.detail, 200);
    if (failure.retryAfterSeconds) {
        // 5.03 and 4.29 carry Max-Age as the time to wait, RFC 7252 §5.9.3.4 and RFC 8516.
        const auto wait = static_cast<int>(*failure.retryAfterSeconds);
        result.hint = QCoreApplication::translate(
            "Failure", "The device asks to wait %n second(s).", nullptr, wait);
    }
    return result;
}

QString failureWord(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Timeout:
        return say(QT_TRANSLATE_NOOP("Failure", "no answer"));
    case FailureKind::Reset:
        return say(QT_TRANSLATE_NOOP("Failure", "reset"));
    case FailureKind::Unreachable:
        return say(QT_TRANSLATE_NOOP("Failure", "unreachable"));
    case FailureKind::NotResolved:
        return say(QT_TRANSLATE_NOOP("Failure", "no address"));
    case FailureKind::NoInterface:
        return say(QT_TRANSLATE_NOOP("Failure", "no interface"));
    case FailureKind::InvalidUri:
        return say(QT_TRANSLATE_NOOP("Failure", "bad address"));
    case FailureKind::UnsupportedScheme:
        return say(QT_TRANSLATE_NOOP("Failure", "bad scheme"));
    case FailureKind::Malformed:
        return say(QT_TRANSLATE_NOOP("Failure", "malformed"));
    case FailureKind::TooLarge:
        return say(QT_TRANSLATE_NOOP("Failure", "too large"));
    case FailureKind::BodyChanged:
        return say(QT_TRANSLATE_NOOP("Failure", "kept changing"));
    case FailureKind::TransferRefused:
        return say(QT_TRANSLATE_NOOP("Failure", "refused"));
    case FailureKind::ErrorResponse:
        return say(QT_TRANSLATE_NOOP("Failure", "error"));
    case FailureKind::LinkLost:
        return say(QT_TRANSLATE_NOOP("Failure", "link lost"));
    case FailureKind::Cancelled:
        return say(QT_TRANSLATE_NOOP("Failure", "cancelled"));
    case FailureKind::LimitReached:
        return say(QT_TRANSLATE_NOOP("Failure", "limit reached"));
    case FailureKind::InputUnreadable:
        return say(QT_TRANSLATE_NOOP("Failure", "file unreadable"));
    case FailureKind::OutputUnwritable:
        return say(QT_TRANSLATE_NOOP("Failure", "not written"));
    case FailureKind::VerificationFailed:
        return say(QT_TRANSLATE_NOOP("Failure", "differs"));
    case FailureKind::NotSupported:
        return say(QT_TRANSLATE_NOOP("Failure", "not built yet"));
    case FailureKind::SocketFailed:
        return say(QT_TRANSLATE_NOOP("Failure", "no socket"));
    case FailureKind::NoCredential:
        return say(QT_TRANSLATE_NOOP("Failure", "no key"));
    case FailureKind::HandshakeFailed:
        return say(QT_TRANSLATE_NOOP("Failure", "no secure session"));
    }
    return {};
}

namespace {

QString find(const char *text)
{
    return QCoreApplication::translate("Finding", text);
}

} // namespace

QString findingText(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Truncated:
        return find(QT_TRANSLATE_NOOP("Finding", "shorter than the four bytes of a header"));
    case FindingKind::UnknownVersion:
        return find(QT_TRANSLATE_NOOP("Finding", "the version is not 1, the message is ignored"));
    case FindingKind::ReservedTokenLength:
        return find(QT_TRANSLATE_NOOP("Finding", "token lengths above 8 are reserved"));
    case FindingKind::TruncatedToken:
        return find(QT_TRANSLATE_NOOP("Finding", "the message ends inside the token"));
    case FindingKind::ReservedOptionDelta:
        return find(QT_TRANSLATE_NOOP("Finding", "option delta 15 is reserved"));
    case FindingKind::ReservedOptionLength:
        return find(QT_TRANSLATE_NOOP("Finding", "option length 15 is reserved"));
    case FindingKind::TruncatedOption:
        return find(QT_TRANSLATE_NOOP("Finding", "the message ends inside an option"));
    case FindingKind::OptionNumberOverflow:
        return find(QT_TRANSLATE_NOOP("Finding", "the option number goes beyond 65535"));
    case FindingKind::EmptyPayload:
        return find(QT_TRANSLATE_NOOP("Finding", "a payload marker without a payload"));
    case FindingKind::EmptyMessageNotEmpty:
        return find(QT_TRANSLATE_NOOP("Finding", "an Empty message must end after the Message ID"));
    case FindingKind::ReservedCodeClass:
        return find(QT_TRANSLATE_NOOP("Finding", "this code class is reserved"));
    case FindingKind::SignallingCodeOverUdp:
        return find(QT_TRANSLATE_NOOP("Finding", "signalling codes belong to TCP and WebSockets"));
    case FindingKind::EmptyNonConfirmable:
        return find(QT_TRANSLATE_NOOP("Finding", "a Non-confirmable message cannot be Empty"));
    case FindingKind::ResetNotEmpty:
        return find(QT_TRANSLATE_NOOP("Finding", "a Reset must be Empty"));
    case FindingKind::AcknowledgementWithRequest:
        return find(QT_TRANSLATE_NOOP("Finding", "an Acknowledgement cannot carry a request"));
    case FindingKind::UnknownMethod:
        return find(QT_TRANSLATE_NOOP("Finding", "this method is not registered"));
    case FindingKind::UnknownResponseCode:
        return find(QT_TRANSLATE_NOOP("Finding", "this response code is not registered"));
    case FindingKind::UnknownCriticalOption:
        return find(QT_TRANSLATE_NOOP("Finding", "unknown critical option, must be refused"));
    case FindingKind::UnknownElectiveOption:
        return find(QT_TRANSLATE_NOOP("Finding", "unknown elective option, may be ignored"));
    case FindingKind::OptionLengthOutOfRange:
        return find(QT_TRANSLATE_NOOP("Finding", "the option's length is outside its definition"));
    case FindingKind::OptionRepeated:
        return find(QT_TRANSLATE_NOOP("Finding", "this option may stand only once"));
    case FindingKind::OptionNotUtf8:
        return find(QT_TRANSLATE_NOOP("Finding", "the option's text is not UTF-8"));
    case FindingKind::UintLeadingZeros:
        return find(
            QT_TRANSLATE_NOOP("Finding", "a number with leading zeros, accepted all the same"));
    case FindingKind::PathDotSegment:
        return find(QT_TRANSLATE_NOOP("Finding", "\".\" and \"..\" are not allowed in a path"));
    case FindingKind::ReservedBlockSize:
        return find(QT_TRANSLATE_NOOP("Finding", "block size 7 is reserved over UDP"));
    case FindingKind::BlockLengthMismatch:
        return find(QT_TRANSLATE_NOOP("Finding", "more blocks follow, but this one is not full"));
    case FindingKind::BlockNumberExhausted:
        return find(QT_TRANSLATE_NOOP("Finding", "this is the last block number, none can follow"));
    case FindingKind::PayloadNotUtf8:
        return find(QT_TRANSLATE_NOOP("Finding", "the payload should be text and is not UTF-8"));
    }
    return {};
}

QString findingLine(const Finding &finding)
{
    const std::string_view reference = findingReference(finding.kind);
    QString line = QCoreApplication::translate("Finding", "byte %1: %2")
                       .arg(finding.offset)
                       .arg(findingText(finding.kind));
    if (!reference.empty())
        line += QStringLiteral(", ") +
                QString::fromUtf8(reference.data(), static_cast<qsizetype>(reference.size()));
    return line;
}

QString faultText(PayloadFault fault)
{
    const auto t = [](const char *text) {
        return QCoreApplication::translate("Payload", text);
    };
    switch (fault) {
    case PayloadFault::None:
        return {};
    case PayloadFault::Syntax:
        return t(QT_TRANSLATE_NOOP("Payload", "This is not what its Content-Format says"));
    case PayloadFault::Truncated:
        return t(QT_TRANSLATE_NOOP("Payload", "The payload ends too early"));
    case PayloadFault::TooDeep:
        return t(QT_TRANSLATE_NOOP(
            "Payload", "Nested deeper than the 64 levels that are shown; Hex has it all"));
    case PayloadFault::TooManyNodes:
        return t(QT_TRANSLATE_NOOP("Payload", "More values than are shown here; Hex has them all"));
    case PayloadFault::NotUtf8:
        return t(QT_TRANSLATE_NOOP("Payload", "The text is not UTF-8"));
    }
    return {};
}

QString optionErrorText(const OptionTextError &error)
{
    const auto t = [](const char *text) {
        return QCoreApplication::translate("Option", text);
    };
    switch (error.fault) {
    case OptionTextFault::MissingValue:
        return t(QT_TRANSLATE_NOOP("Option", "Give a value"));
    case OptionTextFault::UnknownName:
        return t(QT_TRANSLATE_NOOP("Option", "No option has this name; a number from 0 to 65535 "
                                             "works too"));
    case OptionTextFault::NumberOutOfRange:
        return t(QT_TRANSLATE_NOOP("Option", "Option numbers end at 65535"));
    case OptionTextFault::NotANumber:
        return t(QT_TRANSLATE_NOOP("Option", "This option takes a whole number"));
    case OptionTextFault::NotHex:
        return t(QT_TRANSLATE_NOOP("Option", "After 0x come pairs of hex digits"));
    case OptionTextFault::NoValueAllowed:
        return t(QT_TRANSLATE_NOOP("Option", "This option has no value"));
    case OptionTextFault::WrongLength:
        return t(QT_TRANSLATE_NOOP("Option", "This option takes %1 to %2 bytes"))
            .arg(error.minLength)
            .arg(error.maxLength);
    }
    return {};
}

QString uriErrorText(UriFault fault)
{
    const auto t = [](const char *text) {
        return QCoreApplication::translate("Uri", text);
    };
    switch (fault) {
    case UriFault::TooLong:
        return t(QT_TRANSLATE_NOOP("Uri", "The address is too long"));
    case UriFault::MissingScheme:
        return t(QT_TRANSLATE_NOOP("Uri", "Begin with coap://"));
    case UriFault::UnknownScheme:
        return t(QT_TRANSLATE_NOOP("Uri", "Begin with coap://; this scheme is not CoAP"));
    case UriFault::BadCharacter:
        return t(QT_TRANSLATE_NOOP("Uri", "A blank or control character must be percent-encoded"));
    case UriFault::BadPercentEncoding:
        return t(QT_TRANSLATE_NOOP("Uri", "After % come two hex digits"));
    case UriFault::BadHost:
        return t(QT_TRANSLATE_NOOP("Uri", "The host is no name and no IP address; IPv6 stands in "
                                          "brackets"));
    case UriFault::BadZone:
        return t(QT_TRANSLATE_NOOP("Uri", "The zone does not fit; write it like "
                                          "[fe80::1%25eth0]"));
    case UriFault::BadPort:
        return t(QT_TRANSLATE_NOOP("Uri", "The port is a number from 1 to 65535"));
    case UriFault::Fragment:
        return t(QT_TRANSLATE_NOOP("Uri", "A CoAP address has no part behind #"));
    case UriFault::SegmentTooLong:
        return t(QT_TRANSLATE_NOOP("Uri", "A part of the path is longer than 255 bytes"));
    }
    return {};
}

QString addErrorText(DeviceRegistry::AddError error)
{
    switch (error) {
    case DeviceRegistry::AddError::InvalidUri: {
        const Explanation why = explain(FailureKind::InvalidUri);
        return why.sentence + QLatin1Char(' ') + why.hint;
    }
    case DeviceRegistry::AddError::UnsupportedScheme: {
        const Explanation why = explain(FailureKind::UnsupportedScheme);
        return why.sentence + QLatin1Char(' ') + why.hint;
    }
    case DeviceRegistry::AddError::LimitReached:
        return say(QT_TRANSLATE_NOOP("Failure", "The list is full. Remove a device first."));
    }
    return {};
}

} // namespace copper
