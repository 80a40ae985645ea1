// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/messages.h"

#include "core/capture/dtls_record.h"

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString codeText(Code code)
{
    const QString name = latin(codeName(code));
    const QString digits = latin(codeDigits(code));
    return name.isEmpty() ? digits : digits + QLatin1Char(' ') + name;
}

struct Words
{
    QString kind;
    QString sentence;
    QString hint;
};

Words handshakeWords(const DtlsError &error)
{
    const auto words = [](const QString &sentence, const QString &hint) {
        return Words{QStringLiteral("handshake"), sentence, hint};
    };
    switch (error.failure) {
    case DtlsFailure::NoAnswer:
        return words(QStringLiteral("no answer to the DTLS handshake"),
                     QStringLiteral("Check address and port (coaps is 5684), and that the device "
                                    "serves DTLS."));
    case DtlsFailure::Unreachable:
        return words(QStringLiteral("nothing listens there for DTLS"),
                     QStringLiteral("Check address and port: coaps is 5684 unless the URI says "
                                    "otherwise."));
    case DtlsFailure::NoCommonSuite:
        return words(QStringLiteral("the device accepts none of the cipher suites offered"),
                     QStringLiteral("It may want certificates instead of a key, or know no suite "
                                    "with a pre-shared key."));
    case DtlsFailure::UnknownIdentity:
        return words(QStringLiteral("the device does not know this identity"),
                     QStringLiteral("Check the identity on the device, or use the one it was "
                                    "given."));
    case DtlsFailure::KeyWrong:
        return words(
            QStringLiteral("the key is wrong: the device has another one for this identity"),
            QStringLiteral("Check the key, and whether it is text or hex."));
    case DtlsFailure::SilentAfterFinished:
        return words(QStringLiteral("silence after the key was used: the key is probably wrong"),
                     QStringLiteral("Many devices answer a wrong key or identity by silence. "
                                    "Check both."));
    case DtlsFailure::SilentInHandshake:
        return words(
            QStringLiteral("the device began the handshake and fell silent"),
            QStringLiteral("It may have restarted, or the network loses much: try again."));
    case DtlsFailure::ClosedByPeer:
        return words(QStringLiteral("the device ended the session"),
                     QStringLiteral("Try again; it may allow few sessions at a time."));
    case DtlsFailure::Refused: {
        const std::string_view name = dtlsAlertName(error.alert);
        return words(QStringLiteral("the device refused the handshake: %1 (alert %2)")
                         .arg(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())))
                         .arg(error.alert),
                     QStringLiteral("Look into the device's own log."));
    }
    case DtlsFailure::Protocol:
        return words(QStringLiteral("what came back breaks DTLS 1.2 (RFC 6347)"),
                     QStringLiteral("Perhaps something else than DTLS listens on this port."));
    case DtlsFailure::TooManySessions:
        return words(QStringLiteral("too many secure sessions at once"),
                     QStringLiteral("End some of them first."));
    case DtlsFailure::Replaced:
        return words(QStringLiteral("the session was replaced by a newer one"),
                     QStringLiteral("Try again."));
    }
    return {};
}

// `of` stands in the sentence: the host, the path, the error text.
Words wordsOf(const JobFailed &failure, bool upload)
{
    const QString &of = failure.detail;
    const QString because = of.isEmpty() ? QString() : QStringLiteral(": ") + of;
    switch (failure.kind) {
    case FailureKind::Timeout:
        return {
            QStringLiteral("timeout"),
            QStringLiteral("no answer, also after %1 retransmissions").arg(failure.retransmissions),
            QStringLiteral("Check address and port, and that the device is awake; a slow "
                           "network may need --ack-timeout.")};
    case FailureKind::Reset:
        return {QStringLiteral("reset"),
                QStringLiteral("the device answered with a Reset: it cannot make sense of the "
                               "message"),
                QStringLiteral("It may have restarted, or something else listens on this port.")};
    case FailureKind::Unreachable:
        return {QStringLiteral("unreachable"),
                QStringLiteral("the device cannot be reached") + because,
                QStringLiteral("Nothing listens there, or there is no route: check address, port "
                               "and network.")};
    case FailureKind::NotResolved:
        return {QStringLiteral("not-resolved"),
                QStringLiteral("the host name has no address") + because,
                QStringLiteral("Check the spelling, or use the address itself.")};
    case FailureKind::NoInterface:
        return {QStringLiteral("no-interface"),
                QStringLiteral("there is no network interface to send on") + because,
                QStringLiteral("Name one by --interface; 'ip link' lists them.")};
    case FailureKind::InvalidUri:
        return {QStringLiteral("invalid-uri"), QStringLiteral("the URI is not valid") + because,
                QStringLiteral("A URI looks like coap://192.0.2.1:5683/path?query.")};
    case FailureKind::UnsupportedScheme:
        return {QStringLiteral("unsupported-scheme"),
                QStringLiteral("this scheme is not built yet") + because,
                QStringLiteral("Use coap://.")};
    case FailureKind::Malformed:
        return {QStringLiteral("malformed"),
                QStringLiteral("the answer breaks the protocol") + because,
                QStringLiteral("Record it with --pcap and look at it with 'copper decode'.")};
    case FailureKind::TooLarge:
        return upload
                   ? Words{QStringLiteral("too-large"),
                           QStringLiteral("the body is larger than its blocks can number") +
                               because,
                           QStringLiteral("2^20 blocks is the limit: take a larger "
                                          "--block-size, at most 1024.")}
                   : Words{QStringLiteral("too-large"),
                           QStringLiteral("the answer is larger than is kept in memory") + because,
                           QStringLiteral("Write it to a file with --output, or raise the limit "
                                          "by --max-body.")};
    case FailureKind::BodyChanged:
        return {QStringLiteral("body-changed"),
                QStringLiteral("the representation kept changing while it was fetched"),
                QStringLiteral("Try again, with a larger --block-size if the device takes one.")};
    case FailureKind::TransferRefused:
        return {QStringLiteral("transfer-refused"),
                QStringLiteral("the device refused the transfer with ") + codeText(failure.code) +
                    because,
                QStringLiteral("It may be out of memory, or take smaller blocks: try "
                               "--block-size.")};
    case FailureKind::ErrorResponse:
        return {
            QStringLiteral("error-response"),
            QStringLiteral("the device answered ") + codeText(failure.code) + because,
            failure.retryAfterSeconds
                ? QStringLiteral("It asks to come back after %1 s.").arg(*failure.retryAfterSeconds)
                : QString()};
    case FailureKind::LinkLost:
        return {QStringLiteral("link-lost"),
                QStringLiteral("the link was lost in the middle of the transfer"),
                QStringLiteral("Go on with --resume when the device is back.")};
    case FailureKind::Cancelled:
        return {QStringLiteral("cancelled"), QStringLiteral("cancelled"), QString()};
    case FailureKind::LimitReached:
        return {QStringLiteral("limit-reached"),
                QStringLiteral("a limit of this program was reached") + because,
                QStringLiteral("Do fewer things at once.")};
    case FailureKind::InputUnreadable:
        return {QStringLiteral("input-unreadable"),
                QStringLiteral("the file to send cannot be read") + because,
                QStringLiteral("Check the path and its permissions.")};
    case FailureKind::OutputUnwritable:
        return {QStringLiteral("output-unwritable"),
                QStringLiteral("the output cannot be written") + because,
                QStringLiteral("Check the path, its permissions and the free space.")};
    case FailureKind::VerificationFailed:
        return {QStringLiteral("verification-failed"),
                QStringLiteral("what the device gives back is not the image that was sent") +
                    because,
                QStringLiteral("Send it again; do not restart the device with this image.")};
    case FailureKind::NotSupported:
        return {QStringLiteral("not-supported"),
                QStringLiteral("this is not built yet, or not on this system") + because,
                QString()};
    case FailureKind::SocketFailed:
        return {QStringLiteral("socket"),
                QStringLiteral("the local socket cannot be opened") + because,
                QStringLiteral("Check --bind: the address must be one of this machine and the "
                               "port free.")};
    case FailureKind::NoCredential:
        return {QStringLiteral("no-credential"),
                QStringLiteral("coaps needs a key, and none is given for this host") + because,
                QStringLiteral("Give one by --psk-identity ID and --psk-file PATH or "
                               "--psk-hex-file PATH, or keep one for it by 'copper creds add'.")};
    case FailureKind::HandshakeFailed:
        return handshakeWords(failure.handshake.value_or(DtlsError{}));
    }
    return {};
}

} // namespace

Complaint usageComplaint(const QString &sentence, const QString &hint)
{
    return {QStringLiteral("usage"), sentence, hint, ExitStatus::Usage, {}};
}

Complaint notBuilt(const QString &what)
{
    return {QStringLiteral("not-built"),
            what + QStringLiteral(" is not built yet"),
            QStringLiteral("'copper help' lists what is there."),
            ExitStatus::Usage,
            {}};
}

Complaint unknownVerb(const QString &verb)
{
    return usageComplaint(QStringLiteral("there is no verb '%1'").arg(verb),
                          QStringLiteral("'copper help' lists them."));
}

Complaint unknownOption(const QString &option, const QString &verb)
{
    return usageComplaint(QStringLiteral("'%1' has no option %2").arg(verb, option),
                          QStringLiteral("'copper help %1' lists its options.").arg(verb));
}

Complaint badNumber(const QString &option, const QString &value, const QString &range)
{
    return usageComplaint(QStringLiteral("--%1 cannot be '%2'").arg(option, value),
                          QStringLiteral("Give ") + range + QLatin1Char('.'));
}

Complaint badUri(const QString &uri, const UriError &error)
{
    const QString example = QStringLiteral("A URI looks like coap://192.0.2.1:5683/path?query.");
    QString why;
    QString hint = example;
    switch (error.fault) {
    case UriFault::TooLong:
        why = QStringLiteral("it is longer than %1 bytes").arg(kMaxUriLength);
        break;
    case UriFault::MissingScheme:
        why = QStringLiteral("it does not begin with a scheme such as coap://");
        break;
    case UriFault::UnknownScheme:
        why = QStringLiteral("its scheme is not one of CoAP");
        hint = QStringLiteral("Use coap://.");
        break;
    case UriFault::BadCharacter:
        why = QStringLiteral("byte %1 is a blank, a control character or not UTF-8")
                  .arg(error.offset);
        hint = QStringLiteral("Write such bytes as %20 and so on.");
        break;
    case UriFault::BadPercentEncoding:
        why = QStringLiteral("at byte %1 a % does not begin two hex digits of UTF-8 text")
                  .arg(error.offset);
        hint = QStringLiteral("Write a percent sign itself as %25.");
        break;
    case UriFault::BadHost:
        why = QStringLiteral("its host is missing or malformed");
        hint = QStringLiteral("An IPv6 address stands in brackets: coap://[2001:db8::1]/.");
        break;
    case UriFault::BadZone:
        why = QStringLiteral("its zone is malformed or the address takes none");
        hint = QStringLiteral("A link-local address names its interface: coap://[fe80::1%eth0]/.");
        break;
    case UriFault::BadPort:
        why = QStringLiteral("its port is no number from 1 to 65535");
        break;
    case UriFault::Fragment:
        why = QStringLiteral("it has a fragment (#), which CoAP does not know");
        hint = QStringLiteral("Leave it out, or write the sign as %23.");
        break;
    case UriFault::SegmentTooLong:
        why = QStringLiteral("a path segment or query argument is longer than 255 bytes");
        hint = QStringLiteral("CoAP cannot carry it: split it with /.");
        break;
    }
    return {QStringLiteral("invalid-uri"),
            QStringLiteral("the URI '%1' is not valid: %2").arg(uri, why), hint, ExitStatus::Usage,
            uri};
}

Complaint badOption(const QString &text, const OptionTextError &error)
{
    const QString name = QString::fromStdString(error.option);
    const QString value = QString::fromStdString(error.value);
    QString why;
    QString hint;
    switch (error.fault) {
    case OptionTextFault::MissingValue:
        why = QStringLiteral("%1 needs a value").arg(name);
        hint = QStringLiteral("Write --option %1=VALUE.").arg(name);
        break;
    case OptionTextFault::UnknownName:
        why = QStringLiteral("there is no option named '%1'").arg(name);
        hint = QStringLiteral("Use a registered name such as Uri-Query, or an option number.");
        break;
    case OptionTextFault::NumberOutOfRange:
        why = QStringLiteral("%1 is no option number").arg(name);
        hint = QStringLiteral("Option numbers go from 0 to 65535.");
        break;
    case OptionTextFault::NotANumber:
        why = QStringLiteral("%1 takes an unsigned number, and '%2' is none").arg(name, value);
        hint = QStringLiteral("Write it in decimal digits, or as bytes: 0x01ff.");
        break;
    case OptionTextFault::NotHex:
        why = QStringLiteral("'%1' is not hex").arg(value);
        hint = QStringLiteral("After 0x comes an even number of hex digits.");
        break;
    case OptionTextFault::NoValueAllowed:
        why = QStringLiteral("%1 has no value").arg(name);
        hint = QStringLiteral("Write --option %1 alone.").arg(name);
        break;
    case OptionTextFault::WrongLength:
        why = QStringLiteral("the value of %1 must have %2 to %3 bytes")
                  .arg(name)
                  .arg(error.minLength)
                  .arg(error.maxLength);
        hint = QStringLiteral("'%1' has another length.").arg(value.left(40));
        break;
    }
    return usageComplaint(
        QStringLiteral("the option '%1' cannot be used: %2").arg(text.left(80), why), hint);
}

Complaint badHex(const QString &option)
{
    return {QStringLiteral("malformed"),
            option + QStringLiteral(" is not hex: an even number of the digits 0-9 and a-f"),
            QStringLiteral("Blanks between bytes are fine."),
            ExitStatus::DataMalformed,
            {}};
}

Complaint badPayload(const QString &formatName, const Representation &read)
{
    QString why;
    switch (read.fault) {
    case PayloadFault::None:
    case PayloadFault::Syntax:
        why = QStringLiteral("at byte %1 it breaks the syntax").arg(read.faultOffset);
        break;
    case PayloadFault::Truncated:
        why = QStringLiteral("it breaks off at byte %1").arg(read.faultOffset);
        break;
    case PayloadFault::TooDeep:
        why = QStringLiteral("at byte %1 it is nested too deeply").arg(read.faultOffset);
        break;
    case PayloadFault::TooManyNodes:
        why = QStringLiteral("it has too many values");
        break;
    case PayloadFault::NotUtf8:
        why = QStringLiteral("at byte %1 it is not UTF-8").arg(read.faultOffset);
        break;
    }
    return {QStringLiteral("malformed"),
            QStringLiteral("the payload is not the %1 it claims to be: %2").arg(formatName, why),
            QStringLiteral("Correct it; to send it all the same, give the format as "
                           "--option Content-Format=NUMBER."),
            ExitStatus::DataMalformed,
            {}};
}

Complaint badInputFile(const QString &path, const QString &why)
{
    return {QStringLiteral("input-unreadable"),
            QStringLiteral("the file '%1' cannot be used: %2").arg(path, why),
            QStringLiteral("Check the path and its permissions."),
            ExitStatus::InputUnusable,
            {}};
}

Complaint badOutputFile(const QString &path, const QString &why)
{
    return {QStringLiteral("output-unwritable"),
            QStringLiteral("'%1' cannot be written: %2").arg(path, why),
            QStringLiteral("Check the path, its permissions and the free space."),
            ExitStatus::OutputUnwritable,
            {}};
}

QString resumeText(ResumeOutcome outcome)
{
    switch (outcome) {
    case ResumeOutcome::NotAsked:
    case ResumeOutcome::Resumed:
        return {};
    case ResumeOutcome::NoRecord:
        return QStringLiteral("there is nothing to resume; it begins at block 0");
    case ResumeOutcome::RecordDamaged:
        return QStringLiteral("the record of the broken upload is damaged and was set aside; it "
                              "begins at block 0");
    case ResumeOutcome::ImageChanged:
        return QStringLiteral("another image was sent then; it begins at block 0");
    case ResumeOutcome::TooOld:
        return QStringLiteral("it broke off too long ago; it begins at block 0");
    case ResumeOutcome::PortTaken:
        return QStringLiteral("the local port it came from is in use; it begins at block 0");
    case ResumeOutcome::Refused:
        return QStringLiteral("the device has forgotten the first blocks; it begins at block 0");
    }
    return {};
}

Complaint failureComplaint(const JobFailed &failure, bool upload)
{
    const Words words = wordsOf(failure, upload);
    return {words.kind, words.sentence, words.hint, statusOf(failure, upload), failure.uri};
}

Complaint notObservable(const QString &uri)
{
    return {QStringLiteral("not-observable"),
            QStringLiteral("the device answered, but does not observe this resource"),
            QStringLiteral("Look for 'obs' in what 'copper discover' prints, or ask again with "
                           "'copper get'."),
            ExitStatus::ClientError, uri};
}

Complaint silentObservation(const QString &uri)
{
    return {QStringLiteral("timeout"),
            QStringLiteral("the observation went silent and could not be taken up again"),
            QStringLiteral("The device is gone, or has forgotten the resource."),
            ExitStatus::NoAnswer, uri};
}

Complaint silentServer(const QString &uri)
{
    return {QStringLiteral("timeout"), QStringLiteral("nothing answered at all"),
            QStringLiteral("Check address and port; 'copper ping' asks with one message."),
            ExitStatus::NoAnswer, uri};
}

namespace {

QString scanReasonText(const ScanReason &reason)
{
    const QString on =
        reason.interfaceName.isEmpty() ? QString() : QStringLiteral(" on ") + reason.interfaceName;
    switch (reason.finding) {
    case ScanFinding::NoInterface:
        return QStringLiteral("No interface is up that takes multicast%1.").arg(on);
    case ScanFinding::NoRoute:
        return QStringLiteral("Nothing could be sent%1 (%2).").arg(on, reason.detail);
    case ScanFinding::JoinRefused:
        return QStringLiteral("The system does not let this program into the group%1 (%2).")
            .arg(on, reason.detail);
    case ScanFinding::FirewallLikely:
        return QStringLiteral("Multicast to %1%2 does not come back to this computer: a firewall "
                              "likely keeps answers away too; let UDP in from port 5683.")
            .arg(reason.detail, on);
    case ScanFinding::HostNotFound:
        return QStringLiteral("%1 has no address.").arg(reason.detail);
    case ScanFinding::OutsideFilter:
        return QStringLiteral("%1 devices answered, but nothing there is as --filter wants it.")
            .arg(reason.detail);
    case ScanFinding::NobodyThere:
        return QStringLiteral("On this computer all is well. Wait longer with --timeout, choose "
                              "another --interface, try --range, or ask one device: copper "
                              "discover coap://ADDRESS.");
    }
    return {};
}

} // namespace

Complaint noDevice(const std::vector<ScanReason> &reasons)
{
    QStringList hints;
    for (const ScanReason &reason : reasons)
        hints << scanReasonText(reason);
    if (hints.isEmpty())
        hints << scanReasonText({});
    return {QStringLiteral("timeout"),
            QStringLiteral("no device answered"),
            hints.join(QLatin1Char(' ')),
            ExitStatus::NoAnswer,
            {}};
}

Complaint nobodyAnswered(const QString &uri)
{
    return {QStringLiteral("timeout"), QStringLiteral("nobody answered"),
            QStringLiteral("Of a group only those answer that have the resource. Wait longer with "
                           "--timeout, or choose another --interface."),
            ExitStatus::NoAnswer, uri};
}

Complaint badRange(const QString &text, AddressRange::Error error)
{
    QString wanted;
    switch (error) {
    case AddressRange::Error::Syntax:
        wanted = QStringLiteral("addresses such as 192.168.1.0/24, 10.0.0.5-40 or fd00::/120");
        break;
    case AddressRange::Error::TwoFamilies:
        wanted = QStringLiteral("two IPv4 or two IPv6 addresses");
        break;
    case AddressRange::Error::Backwards:
        wanted = QStringLiteral("the lower address first");
        break;
    case AddressRange::Error::TooMany:
        wanted = QStringLiteral("at most %1 addresses").arg(AddressRange::kMaxAddresses);
        break;
    case AddressRange::Error::Multicast:
        wanted = QStringLiteral("addresses of single hosts; for a group there is --group");
        break;
    }
    return badNumber(QStringLiteral("range"), text, wanted);
}

Complaint malformedMessage(const Dissection &dissection)
{
    QString what = QStringLiteral("the message is malformed");
    for (const Finding &finding : dissection.findings) {
        if (!isMalformed(finding.kind))
            continue;
        what += QStringLiteral(": %1 at byte %2 (%3)")
                    .arg(findingText(finding.kind))
                    .arg(finding.offset)
                    .arg(latin(findingReference(finding.kind)));
        break;
    }
    return {QStringLiteral("malformed"), what, QString(), ExitStatus::DataMalformed, {}};
}

QString findingText(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Truncated:
        return QStringLiteral("shorter than the header of 4 bytes");
    case FindingKind::UnknownVersion:
        return QStringLiteral("unknown version: silently ignored");
    case FindingKind::ReservedTokenLength:
        return QStringLiteral("token lengths 9 to 15 are reserved");
    case FindingKind::TruncatedToken:
        return QStringLiteral("the token runs past the end");
    case FindingKind::ReservedOptionDelta:
        return QStringLiteral("option delta 15 is reserved");
    case FindingKind::ReservedOptionLength:
        return QStringLiteral("option length 15 is reserved");
    case FindingKind::TruncatedOption:
        return QStringLiteral("the option runs past the end");
    case FindingKind::OptionNumberOverflow:
        return QStringLiteral("the option number is larger than 65535");
    case FindingKind::EmptyPayload:
        return QStringLiteral("payload marker without a payload");
    case FindingKind::EmptyMessageNotEmpty:
        return QStringLiteral("an Empty message ends after the Message ID");
    case FindingKind::ReservedCodeClass:
        return QStringLiteral("code of a reserved class");
    case FindingKind::SignallingCodeOverUdp:
        return QStringLiteral("signalling codes exist over TCP and WebSockets only");
    case FindingKind::EmptyNonConfirmable:
        return QStringLiteral("a Non-confirmable message must not be Empty");
    case FindingKind::ResetNotEmpty:
        return QStringLiteral("a Reset must be Empty");
    case FindingKind::AcknowledgementWithRequest:
        return QStringLiteral("an Acknowledgement must not carry a request");
    case FindingKind::UnknownMethod:
        return QStringLiteral("unassigned method: answered with 4.05");
    case FindingKind::UnknownResponseCode:
        return QStringLiteral("unassigned response code: treated as the .00 of its class");
    case FindingKind::UnknownCriticalOption:
        return QStringLiteral("unknown critical option: the message is rejected");
    case FindingKind::UnknownElectiveOption:
        return QStringLiteral("unknown elective option: ignored");
    case FindingKind::OptionLengthOutOfRange:
        return QStringLiteral("length outside the option's bounds: treated as unknown");
    case FindingKind::OptionRepeated:
        return QStringLiteral("must not stand twice: treated as unknown");
    case FindingKind::OptionNotUtf8:
        return QStringLiteral("the value is not UTF-8");
    case FindingKind::UintLeadingZeros:
        return QStringLiteral("number with leading zeros: accepted, not to be sent");
    case FindingKind::PathDotSegment:
        return QStringLiteral("a path segment must not be . or ..");
    case FindingKind::ReservedBlockSize:
        return QStringLiteral("block size exponent 7 is reserved over UDP");
    case FindingKind::BlockLengthMismatch:
        return QStringLiteral("more blocks follow, but the payload does not fill this one");
    case FindingKind::BlockNumberExhausted:
        return QStringLiteral("the last block number says that more follow");
    case FindingKind::PayloadNotUtf8:
        return QStringLiteral("the payload should be text and is not UTF-8");
    }
    return {};
}

} // namespace copper::cli
