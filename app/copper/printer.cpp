// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/printer.h"

#include "app/copper/json_events.h"
#include "app/copper/terminal_text.h"
#include "core/coap/codec.h"
#include "core/coap/content_format.h"
#include "core/coap/option_text.h"

#include <QFileDevice>
#include <QJsonDocument>

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString counted(std::uint64_t count, const char *one, const char *many)
{
    return QString::number(count) + QLatin1Char(' ') + QLatin1String(count == 1 ? one : many);
}

QString codeLine(Code code)
{
    const QString name = latin(codeName(code));
    const QString digits = latin(codeDigits(code));
    return name.isEmpty() ? digits : digits + QLatin1Char(' ') + name;
}

const char *stateWords(ObservationStatus::State state)
{
    switch (state) {
    case ObservationStatus::State::Registering:
        return "registering";
    case ObservationStatus::State::Live:
        return "live";
    case ObservationStatus::State::Stale:
        return "stale: Max-Age has passed without a notification";
    case ObservationStatus::State::Retrying:
        return "no answer: registering again";
    case ObservationStatus::State::Ended:
        return "ended";
    }
    return "";
}

const char *markWords(MessageRecord::Mark mark)
{
    switch (mark) {
    case MessageRecord::Mark::None:
        return "";
    case MessageRecord::Mark::Retransmission:
        return " (retransmission)";
    case MessageRecord::Mark::Duplicate:
        return " (duplicate)";
    case MessageRecord::Mark::Rejected:
        return " (rejected)";
    case MessageRecord::Mark::Lost:
        return " (lost)";
    }
    return "";
}

} // namespace

Printer::Printer(PrinterConfig config, QIODevice &out, QIODevice &err,
                 std::function<WallTime()> wallClock)
    : m_config(config), m_out(out), m_err(err), m_wallClock(std::move(wallClock)),
      m_board(err, config.errIsTerminal, config.errColumns)
{}

void Printer::write(const QByteArray &bytes)
{
    if (m_outputFailed)
        return;
    bool written = m_out.write(bytes) == bytes.size();
    auto *const file = qobject_cast<QFileDevice *>(&m_out);
    if (file != nullptr)
        written = file->flush() && written;
    if (written)
        return;
    m_outputFailed = true;
    m_outputError = m_out.errorString();
}

void Printer::line(const QString &text)
{
    m_board.clear();
    m_err.write(text.toUtf8() + '\n');
    if (auto *const file = qobject_cast<QFileDevice *>(&m_err))
        file->flush();
}

void Printer::outLine(const QString &text)
{
    m_board.clear();
    write(text.toUtf8() + '\n');
}

void Printer::text(const QString &text)
{
    write(text.toUtf8());
}

void Printer::event(const QString &name, QJsonObject object, WallTime at)
{
    const std::int64_t micros = at.unixMicros != 0 ? at.unixMicros : m_wallClock().unixMicros;
    object.insert(QStringLiteral("event"), name);
    object.insert(QStringLiteral("time"), static_cast<qint64>(micros / 1000));
    write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Printer::writePayload(ByteView payload, bool endLine)
{
    if (payload.empty())
        return;
    m_board.clear();
    QByteArray bytes;
    if (m_config.outIsTerminal)
        bytes = escapedForTerminal(payload);
    else
        bytes = QByteArray(reinterpret_cast<const char *>(payload.data()),
                           static_cast<qsizetype>(payload.size()));
    if ((m_config.outIsTerminal || endLine) && !bytes.endsWith('\n'))
        bytes += '\n';
    write(bytes);
}

QString Printer::responseLine(const ResponseArrived &response) const
{
    QStringList parts{codeLine(response.code)};
    // A later notification answers no request, so that it has no round trip.
    if (response.notificationIndex == 0)
        parts << durationText(response.rtt) << counted(response.messages, "message", "messages");
    if (response.blocks > 0)
        parts << counted(response.blocks, "block", "blocks");
    if (response.retransmissions > 0)
        parts << counted(response.retransmissions, "retransmission", "retransmissions");
    if (const auto format = response.options.uintValue(OptionNumber::ContentFormat)) {
        const std::string_view name = contentFormatShortName(*format);
        parts << (name.empty() ? QStringLiteral("format %1").arg(*format) : latin(name));
    }
    parts << sizeText(response.payload ? response.payload->size() : response.payloadSize);
    if (!response.outputPath.isEmpty())
        parts << QStringLiteral("written to ") + escapedLine(response.outputPath);
    return parts.join(QStringLiteral(", "));
}

void Printer::printOptions(const ResponseArrived &response)
{
    if (!m_config.verbose)
        return;
    line(QStringLiteral("  %1 mid %2 token %3 from %4")
             .arg(latin(messageTypeName(response.type)))
             .arg(response.mid.value)
             .arg(QString::fromStdString(toHex(response.token.view())),
                  QString::fromStdString(toText(response.peer))));
    for (const OptionView &option : response.options)
        line(QStringLiteral("  %1: %2")
                 .arg(QString::fromStdString(optionName(option.number)),
                      escapedLine(QString::fromStdString(optionValueText(option)))));
}

void Printer::response(const ResponseArrived &response)
{
    if (m_config.json) {
        event(QStringLiteral("response"), responseJson(response), response.at);
        return;
    }
    line(responseLine(response));
    printOptions(response);
    // 4.29 and 5.03 say by Max-Age when to come back, RFC 8516 and RFC 7252 §5.9.3.4.
    if (response.code == code::kTooManyRequests || response.code == code::kServiceUnavailable) {
        if (const auto wait = response.options.uintValue(OptionNumber::MaxAge))
            line(QStringLiteral("retry after %1 s").arg(*wait));
    }
    if (response.payload)
        writePayload(*response.payload, false);
}

void Printer::notification(const ResponseArrived &response)
{
    if (m_config.json) {
        event(QStringLiteral("notification"), notificationJson(response), response.at);
        return;
    }
    line(QStringLiteral("#%1 ").arg(response.notificationIndex) + responseLine(response));
    printOptions(response);
    if (response.payload)
        writePayload(*response.payload, true);
}

void Printer::observation(const ObservationStatus &status)
{
    const bool worthSaying = status.state == ObservationStatus::State::Stale ||
                             status.state == ObservationStatus::State::Retrying;
    if (m_config.json || !(worthSaying || m_config.verbose))
        return;
    line(escapedLine(status.uri) + QStringLiteral(": ") + QLatin1String(stateWords(status.state)));
}

void Printer::device(const DeviceFound &device)
{
    if (m_config.json) {
        event(QStringLiteral("device"), deviceJson(device), device.at);
        return;
    }
    QStringList uris;
    for (const DeviceAddress &address : device.addresses)
        uris << escapedLine(address.uri());
    QString head = uris.join(QStringLiteral(" = "));
    if (!device.name.isEmpty())
        head += QStringLiteral("  ") + escapedLine(device.name);
    if (!device.networkName.isEmpty())
        head += QStringLiteral("  on ") + escapedLine(device.networkName);
    outLine(head + QStringLiteral("  ") + durationText(device.rtt));
    for (const ResourceLink &link : device.links) {
        QString text = QStringLiteral("  ") + escapedLine(link.href);
        for (const auto &[name, value] : link.attributes) {
            text += QStringLiteral("  ") + escapedLine(name);
            if (!value.isNull())
                text += QLatin1Char('=') + escapedLine(value);
        }
        outLine(text);
    }
    if (!device.linkError.isEmpty())
        line(QStringLiteral("the link list could not be read past byte ") +
             escapedLine(device.linkError));
    else if (device.linksAtLimit)
        line(QStringLiteral("the link list is longer: cut after %1 links; raise it by --max-links")
                 .arg(device.links.size()));
    else if (device.linksCut)
        line(QStringLiteral("the link list broke off; what came is shown"));
}

void Printer::discoveryFinished(const DiscoveryFinished &finished)
{
    if (m_config.json) {
        if (finished.devices > 0)
            event(QStringLiteral("discovered"), discoveredJson(finished), finished.at);
        return;
    }
    QString text = counted(finished.devices, "device", "devices");
    if (!finished.interfaces.isEmpty())
        text += QStringLiteral(" on ") + finished.interfaces.join(QStringLiteral(", "));
    const ScanCuts &cuts = finished.cuts;
    if (cuts.lostInKernel > 0)
        text += QStringLiteral(", %1 answers lost in the system's buffer").arg(cuts.lostInKernel);
    if (cuts.beyondDevices > 0)
        text += QStringLiteral(", %1 answers of more devices not used (--max-devices)")
                    .arg(cuts.beyondDevices);
    if (cuts.beyondAnswers > 0)
        text += QStringLiteral(", %1 answers of a source that answers too often not used")
                    .arg(cuts.beyondAnswers);
    if (cuts.beyondBytes > 0)
        text += QStringLiteral(", %1 lists beyond the bytes of one scan not used")
                    .arg(cuts.beyondBytes);
    line(text);
}

void Printer::pong(const PongArrived &pong)
{
    if (m_config.json)
        event(QStringLiteral("pong"), pongJson(pong), pong.at);
    else
        outLine(QStringLiteral("pong from %1: %2")
                    .arg(QString::fromStdString(toText(pong.peer)), durationText(pong.rtt)));
}

void Printer::progress(const UploadProgress &progress)
{
    if (m_config.json)
        event(QStringLiteral("progress"), progressJson(progress), progress.at);
    else
        m_board.update(progress);
}

void Printer::resumed(const QString &uri, ResumeOutcome outcome)
{
    const QString text = resumeText(outcome);
    if (!text.isEmpty())
        line(escapedLine(uri) + QStringLiteral(": ") + text);
}

void Printer::flashed(const UploadFinished &finished)
{
    if (m_config.json) {
        event(QStringLiteral("flashed"), flashedJson(finished), finished.at);
        return;
    }
    QStringList parts{codeLine(finished.code), sizeText(finished.bytes),
                      durationText(finished.duration)};
    const double taken = toSeconds(finished.duration);
    if (taken > 0)
        parts << rateText(static_cast<double>(finished.bytes) / taken);
    if (finished.retransmissions > 0)
        parts << counted(finished.retransmissions, "retransmission", "retransmissions");
    if (finished.verified)
        parts << QLatin1String(*finished.verified ? "verified" : "NOT what the device gives back");
    line(escapedLine(finished.uri) + QStringLiteral(": ") + parts.join(QStringLiteral(", ")));
    line(QStringLiteral("  sha256 ") + QString::fromLatin1(finished.sha256.toHex()));
}

void Printer::dissection(const Dissection &dissection, ByteView datagram)
{
    std::size_t inFields = 0;
    for (const Field &field : dissection.fields) {
        inFields += field.findings.size();
        if (m_config.json) {
            event(QStringLiteral("field"), fieldJson(field, datagram), {});
            continue;
        }
        const QString range =
            field.length == 1
                ? QString::number(field.offset)
                : QStringLiteral("%1-%2").arg(field.offset).arg(field.offset + field.length - 1);
        outLine(range.rightJustified(11) + QStringLiteral("  ") +
                fieldName(field).leftJustified(15) + QStringLiteral("  ") +
                escapedLine(fieldValueText(field, datagram)));
        for (const Finding &finding : field.findings)
            outLine(QString(15, QLatin1Char(' ')) + QStringLiteral("! ") + findingLine(finding));
    }
    if (m_config.json || inFields == dissection.findings.size())
        return;
    // What is missing has no field.
    for (const Finding &finding : dissection.findings) {
        if (finding.length == 0)
            outLine(QString::number(finding.offset).rightJustified(11) + QStringLiteral("  ! ") +
                    findingLine(finding));
    }
}

void Printer::message(const MessageRecord &record)
{
    if (!m_config.verbose)
        return;
    switch (record.layer) {
    case MessageRecord::Layer::Clear:
    case MessageRecord::Layer::Secure:
        coapMessage(record, nullptr);
        return;
    case MessageRecord::Layer::Record:
        records(record);
        return;
    case MessageRecord::Layer::Keys: // never
        return;
    }
}

void Printer::coapMessage(const MessageRecord &record, const DtlsRecord *around)
{
    if (m_config.json) {
        event(QStringLiteral("message"), messageJson(record, around), record.at);
        return;
    }
    const bool sent = record.direction == MessageRecord::Direction::Sent;
    QString text = QLatin1String(sent ? "> " : "< ") + QString::fromStdString(toText(record.peer)) +
                   QLatin1Char(' ');
    const auto message = decode(record.datagram);
    if (message) {
        text += latin(messageTypeName(message->type)) + QLatin1Char(' ') + codeLine(message->code) +
                QStringLiteral(" mid %1").arg(message->mid.value);
        if (message->token.size() > 0)
            text +=
                QStringLiteral(" token ") + QString::fromStdString(toHex(message->token.view()));
        if (message->code.isRequest())
            text +=
                QLatin1Char(' ') + escapedLine(QString::fromStdString(message->options.uriPath()));
        if (!message->payload.empty())
            text += QStringLiteral(" %1 bytes").arg(message->payload.size());
    } else {
        text += QStringLiteral("malformed, %1 bytes").arg(record.datagram.size());
    }
    line(text + QLatin1String(markWords(record.mark)));
}

void Printer::complaint(const Complaint &complaint)
{
    if (m_config.json)
        event(QStringLiteral("error"), errorJson(complaint), {});
    QString text = QStringLiteral("copper: ");
    if (!complaint.uri.isEmpty() && complaint.kind != QLatin1String("invalid-uri"))
        text += escapedLine(complaint.uri) + QStringLiteral(": ");
    line(text + escapedLine(complaint.sentence));
    if (!complaint.hint.isEmpty())
        line(QStringLiteral("  ") + escapedLine(complaint.hint));
}

} // namespace copper::cli
