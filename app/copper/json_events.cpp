// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/json_events.h"

#include "core/capture/dtls_dissection.h"
#include "core/coap/codec.h"
#include "core/coap/content_format.h"

#include <QJsonArray>

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString hex(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

double milliseconds(Duration duration)
{
    return toMilliseconds(duration);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

// By the option's format: number, text, or hex for opaque bytes and what does not fit its format.
QJsonValue optionJson(const OptionView &option)
{
    const OptionDefinition *const definition = findOption(option.number);
    if (definition == nullptr || option.value.size() > definition->maxLength)
        return hex(option.value);
    if (definition->format == OptionFormat::Uint)
        return static_cast<qint64>(option.asUint());
    if (definition->format == OptionFormat::String && isValidUtf8(option.value))
        return latin(asText(option.value));
    return hex(option.value);
}

QJsonArray optionsJson(OptionsView options)
{
    QJsonArray array;
    for (const OptionView &option : options)
        array.append(QJsonObject{
            {QStringLiteral("number"), toNumber(option.number)},
            {QStringLiteral("name"), QString::fromStdString(optionName(option.number))},
            {QStringLiteral("value"), optionJson(option)},
        });
    return array;
}

void addPayload(QJsonObject &object, const ResponseArrived &response)
{
    if (!response.payload) {
        object.insert(QStringLiteral("payload"), QJsonValue());
        object.insert(QStringLiteral("size"), static_cast<qint64>(response.payloadSize));
        object.insert(QStringLiteral("output"), textOrNull(response.outputPath));
        return;
    }
    object.insert(QStringLiteral("payload"), hex(*response.payload));
    if (isValidUtf8(*response.payload))
        object.insert(QStringLiteral("text"), latin(asText(*response.payload)));
}

QJsonObject linkJson(const ResourceLink &link)
{
    QJsonArray formats;
    for (const std::uint32_t format : link.contentFormats)
        formats.append(static_cast<qint64>(format));
    QJsonArray attributes;
    for (const auto &[name, value] : link.attributes)
        attributes.append(QJsonObject{
            {QStringLiteral("name"), name},
            {QStringLiteral("value"), value.isNull() ? QJsonValue() : QJsonValue(value)},
        });
    return {
        {QStringLiteral("href"), link.href},
        {QStringLiteral("rt"), textOrNull(link.rt)},
        {QStringLiteral("if"), textOrNull(link.interfaceDescription)},
        {QStringLiteral("ct"), formats},
        {QStringLiteral("obs"), link.observable},
        {QStringLiteral("sz"),
         link.size ? QJsonValue(static_cast<qint64>(*link.size)) : QJsonValue()},
        {QStringLiteral("title"), textOrNull(link.title)},
        {QStringLiteral("attributes"), attributes},
    };
}

QString optionFieldText(const OptionView &option)
{
    QString text = QString::fromStdString(optionValueText(option));
    if ((option.number == OptionNumber::ContentFormat || option.number == OptionNumber::Accept) &&
        option.value.size() <= 2) {
        const std::string_view name =
            contentFormatShortName(static_cast<std::uint32_t>(option.asUint()));
        if (!name.empty())
            text += QStringLiteral(" (") + latin(name) + QLatin1Char(')');
    }
    return text;
}

} // namespace

QJsonObject responseJson(const ResponseArrived &response)
{
    const auto format = response.options.uintValue(OptionNumber::ContentFormat);
    QJsonObject object{
        {QStringLiteral("uri"), response.uri},
        {QStringLiteral("code"), QString::fromStdString(codeDigits(response.code))},
        {QStringLiteral("name"), latin(codeName(response.code))},
        {QStringLiteral("type"), latin(messageTypeName(response.type))},
        {QStringLiteral("mid"), response.mid.value},
        {QStringLiteral("token"), hex(response.token.view())},
        {QStringLiteral("rtt_ms"), milliseconds(response.rtt)},
        {QStringLiteral("messages"), static_cast<qint64>(response.messages)},
        {QStringLiteral("retransmissions"), static_cast<qint64>(response.retransmissions)},
        {QStringLiteral("blocks"), static_cast<qint64>(response.blocks)},
        {QStringLiteral("options"), optionsJson(response.options)},
        {QStringLiteral("content_format"),
         format ? QJsonValue(static_cast<qint64>(*format)) : QJsonValue()},
    };
    addPayload(object, response);
    return object;
}

namespace {

// Below 2^48: a JSON number holds it.
void addPlace(QJsonObject &object, const DtlsRecord &record)
{
    object.insert(QStringLiteral("epoch"), record.epoch);
    object.insert(QStringLiteral("sequence"), static_cast<qint64>(record.sequence));
}

} // namespace

MessageRecord messageIn(const MessageRecord &datagram, const MessageRecord::Opened &opened)
{
    MessageRecord message;
    message.at = datagram.at;
    message.direction = datagram.direction;
    message.mark = opened.mark;
    message.layer = MessageRecord::Layer::Secure;
    message.local = datagram.local;
    message.peer = datagram.peer;
    message.datagram = opened.message;
    return message;
}

QJsonObject recordJson(const MessageRecord &datagram, const DtlsRecord &record)
{
    const bool sent = datagram.direction == MessageRecord::Direction::Sent;
    const std::string_view type = dtlsContentTypeName(record.type);
    QJsonObject object{
        {QStringLiteral("direction"), QLatin1String(sent ? "sent" : "received")},
        {QStringLiteral("peer"), QString::fromStdString(toText(datagram.peer))},
        {QStringLiteral("content_type"), type.empty() ? QJsonValue(record.type) : latin(type)},
        {QStringLiteral("length"), static_cast<qint64>(record.fragment.size())},
        {QStringLiteral("encrypted"), record.isEncrypted()},
    };
    addPlace(object, record);
    QJsonArray messages;
    for (const DtlsHandshakeHeader &header : record.handshakes) {
        const std::string_view name = dtlsHandshakeName(header.type);
        messages.append(name.empty() ? QJsonValue(header.type) : latin(name));
        if (const auto hello = readServerHello(header))
            object.insert(QStringLiteral("suite"), latin(dtlsSuiteText(hello->suite)));
        if (const auto hello = readClientHello(header))
            object.insert(QStringLiteral("cookie"), hex(hello->cookie));
        if (const auto cookie = readVerifyCookie(header))
            object.insert(QStringLiteral("cookie"), hex(*cookie));
    }
    if (!messages.isEmpty())
        object.insert(QStringLiteral("handshake"), messages);
    if (record.alert) {
        object.insert(QStringLiteral("alert_level"), record.alert->first);
        object.insert(QStringLiteral("alert"), record.alert->second);
        object.insert(QStringLiteral("alert_name"), latin(dtlsAlertName(record.alert->second)));
    }
    return object;
}

QJsonObject messageJson(const MessageRecord &record, const DtlsRecord *around)
{
    const bool sent = record.direction == MessageRecord::Direction::Sent;
    QJsonObject object{
        {QStringLiteral("direction"), QLatin1String(sent ? "sent" : "received")},
        {QStringLiteral("peer"), QString::fromStdString(toText(record.peer))},
        {QStringLiteral("datagram"), hex(record.datagram)},
    };
    if (record.layer == MessageRecord::Layer::Secure)
        object.insert(QStringLiteral("secure"), true);
    if (around != nullptr)
        addPlace(object, *around);
    const auto message = decode(record.datagram);
    if (!message)
        return object;
    object.insert(QStringLiteral("type"), latin(messageTypeName(message->type)));
    object.insert(QStringLiteral("code"), QString::fromStdString(codeDigits(message->code)));
    object.insert(QStringLiteral("mid"), message->mid.value);
    object.insert(QStringLiteral("token"), hex(message->token.view()));
    object.insert(QStringLiteral("options"), optionsJson(message->options));
    return object;
}

QJsonObject notificationJson(const ResponseArrived &response)
{
    QJsonObject object = responseJson(response);
    object.insert(QStringLiteral("observe"),
                  response.observeSequence
                      ? QJsonValue(static_cast<qint64>(*response.observeSequence))
                      : QJsonValue());
    object.insert(QStringLiteral("index"), static_cast<qint64>(response.notificationIndex));
    return object;
}

QJsonObject deviceJson(const DeviceFound &device)
{
    QJsonArray resources;
    for (const ResourceLink &link : device.links)
        resources.append(linkJson(link));
    QJsonArray uris;
    for (const DeviceAddress &address : device.addresses)
        uris.append(address.uri());
    QJsonObject object{
        {QStringLiteral("interface"), textOrNull(device.networkName)},
        {QStringLiteral("name"), textOrNull(device.name)},
        {QStringLiteral("rtt_ms"), milliseconds(device.rtt)},
        {QStringLiteral("resources"), resources},
        {QStringLiteral("uris"), uris},
        {QStringLiteral("complete"), !device.linksCut && device.linkError.isEmpty()},
    };
    if (!device.addresses.empty()) {
        const DeviceAddress &first = device.addresses.front();
        SocketAddress bare = first.socket;
        bare.zone = 0;
        QString address = QString::fromStdString(ipLiteral(bare));
        if (first.socket.zone != 0)
            address += QLatin1Char('%') + (first.interfaceName.isEmpty()
                                               ? QString::number(first.socket.zone)
                                               : first.interfaceName);
        object.insert(QStringLiteral("address"), address);
        object.insert(QStringLiteral("port"), first.socket.port);
        object.insert(QStringLiteral("secure"), first.scheme.startsWith(QLatin1String("coaps")));
    }
    if (!device.linkError.isEmpty())
        object.insert(QStringLiteral("link_error"), device.linkError);
    return object;
}

QString uploadStateName(UploadState state)
{
    switch (state) {
    case UploadState::Queued:
        return QStringLiteral("queued");
    case UploadState::Sending:
        return QStringLiteral("sending");
    case UploadState::Paused:
        return QStringLiteral("paused");
    case UploadState::LinkLost:
        return QStringLiteral("link-lost");
    case UploadState::Verifying:
        return QStringLiteral("verifying");
    case UploadState::Verified:
        return QStringLiteral("verified");
    case UploadState::Done:
        return QStringLiteral("done");
    case UploadState::Failed:
        return QStringLiteral("failed");
    case UploadState::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QJsonObject discoveredJson(const DiscoveryFinished &finished)
{
    const auto number = [](std::uint64_t value) {
        return QJsonValue(static_cast<qint64>(value));
    };
    QJsonArray interfaces;
    for (const ScanInterface &each : finished.perInterface)
        interfaces.append(
            QJsonObject{{QStringLiteral("name"), each.name},
                        {QStringLiteral("groups"), QJsonArray::fromStringList(each.groups)},
                        {QStringLiteral("refused"), QJsonArray::fromStringList(each.refused)},
                        {QStringLiteral("answers"), number(each.answers)},
                        {QStringLiteral("devices"), number(each.devices)}});
    return {
        {QStringLiteral("devices"), number(finished.devices)},
        {QStringLiteral("answers"), number(finished.counts.answers)},
        {QStringLiteral("asked"), number(finished.counts.asked)},
        {QStringLiteral("outside_filter"), number(finished.counts.outsideFilter)},
        {QStringLiteral("lost"), number(finished.cuts.lostInKernel)},
        {QStringLiteral("not_used"), number(finished.cuts.total() - finished.cuts.lostInKernel)},
        {QStringLiteral("interfaces"), interfaces}};
}

QJsonObject progressJson(const UploadProgress &progress)
{
    return {
        {QStringLiteral("uri"), progress.uri},
        {QStringLiteral("sent"), static_cast<qint64>(progress.sent)},
        {QStringLiteral("total"), static_cast<qint64>(progress.total)},
        {QStringLiteral("block"), static_cast<qint64>(progress.block)},
        {QStringLiteral("block_size"), static_cast<qint64>(progress.blockSize)},
        {QStringLiteral("rate"), progress.rate},
        {QStringLiteral("eta_ms"),
         progress.timeLeft ? QJsonValue(milliseconds(*progress.timeLeft)) : QJsonValue()},
        {QStringLiteral("state"), uploadStateName(progress.state)},
    };
}

QJsonObject flashedJson(const UploadFinished &finished)
{
    return {
        {QStringLiteral("uri"), finished.uri},
        {QStringLiteral("bytes"), static_cast<qint64>(finished.bytes)},
        {QStringLiteral("sha256"), QString::fromLatin1(finished.sha256.toHex())},
        {QStringLiteral("duration_ms"), milliseconds(finished.duration)},
        {QStringLiteral("retransmissions"), static_cast<qint64>(finished.retransmissions)},
        {QStringLiteral("code"), QString::fromStdString(codeDigits(finished.code))},
        {QStringLiteral("verified"),
         finished.verified ? QJsonValue(*finished.verified) : QJsonValue()},
    };
}

QJsonObject pongJson(const PongArrived &pong)
{
    return {
        {QStringLiteral("uri"), pong.uri},
        {QStringLiteral("peer"), QString::fromStdString(toText(pong.peer))},
        {QStringLiteral("rtt_ms"), milliseconds(pong.rtt)},
        {QStringLiteral("mid"), pong.mid.value},
    };
}

QJsonObject errorJson(const Complaint &complaint)
{
    return {
        {QStringLiteral("uri"), textOrNull(complaint.uri)},
        {QStringLiteral("kind"), complaint.kind},
        {QStringLiteral("message"), complaint.sentence},
        {QStringLiteral("hint"), textOrNull(complaint.hint)},
    };
}

QString fieldName(const Field &field)
{
    switch (field.kind) {
    case FieldKind::Version:
        return QStringLiteral("version");
    case FieldKind::Type:
        return QStringLiteral("type");
    case FieldKind::TokenLength:
        return QStringLiteral("token length");
    case FieldKind::Code:
        return QStringLiteral("code");
    case FieldKind::MessageId:
        return QStringLiteral("message ID");
    case FieldKind::Token:
        return QStringLiteral("token");
    case FieldKind::Option:
        break;
    case FieldKind::PayloadMarker:
        return QStringLiteral("payload marker");
    case FieldKind::Payload:
        return QStringLiteral("payload");
    case FieldKind::Rest:
        return QStringLiteral("rest");
    }
    const auto number = static_cast<OptionNumber>(field.number);
    if (findOption(number) == nullptr)
        return QStringLiteral("option %1").arg(field.number);
    return QString::fromStdString(optionName(number));
}

QString findingLine(const Finding &finding)
{
    return findingText(finding.kind) + QStringLiteral(" (") +
           latin(findingReference(finding.kind)) + QLatin1Char(')');
}

QString fieldValueText(const Field &field, ByteView datagram)
{
    const ByteView value = datagram.subspan(field.valueOffset, field.valueLength);
    switch (field.kind) {
    case FieldKind::Version:
    case FieldKind::TokenLength:
        return QString::number(field.number);
    case FieldKind::Type:
        return latin(messageTypeName(static_cast<MessageType>(field.number)));
    case FieldKind::Code: {
        const Code code{static_cast<std::uint8_t>(field.number)};
        const QString name = latin(codeName(code));
        const QString digits = latin(codeDigits(code));
        return name.isEmpty() ? digits : digits + QLatin1Char(' ') + name;
    }
    case FieldKind::MessageId:
        return QString::number(field.number) + QStringLiteral(" (0x") +
               hex(datagram.subspan(field.offset, field.length)) + QLatin1Char(')');
    case FieldKind::Token:
        return hex(value);
    case FieldKind::Option:
        return optionFieldText({static_cast<OptionNumber>(field.number), value});
    case FieldKind::PayloadMarker:
        return QStringLiteral("ff");
    case FieldKind::Payload:
        return isValidUtf8(value) ? latin(asText(value)) : hex(value);
    case FieldKind::Rest:
        return hex(datagram.subspan(field.offset, field.length));
    }
    return {};
}

QJsonObject fieldJson(const Field &field, ByteView datagram)
{
    const ByteView value = datagram.subspan(field.valueOffset, field.valueLength);
    QJsonArray findings;
    for (const Finding &finding : field.findings)
        findings.append(findingLine(finding));
    QJsonObject object{
        {QStringLiteral("name"), fieldName(field)},
        {QStringLiteral("offset"), static_cast<qint64>(field.offset)},
        {QStringLiteral("length"), static_cast<qint64>(field.length)},
        {QStringLiteral("findings"), findings},
    };
    QJsonValue shown;
    switch (field.kind) {
    case FieldKind::Version:
    case FieldKind::TokenLength:
    case FieldKind::MessageId:
        shown = static_cast<qint64>(field.number);
        break;
    case FieldKind::Type:
        shown = fieldValueText(field, datagram);
        break;
    case FieldKind::Code:
        shown = latin(codeDigits(Code{static_cast<std::uint8_t>(field.number)}));
        break;
    case FieldKind::Option:
        object.insert(QStringLiteral("number"), static_cast<qint64>(field.number));
        shown = optionJson({static_cast<OptionNumber>(field.number), value});
        break;
    case FieldKind::Payload:
        if (isValidUtf8(value))
            object.insert(QStringLiteral("text"), latin(asText(value)));
        shown = hex(value);
        break;
    case FieldKind::Token:
        shown = hex(value);
        break;
    case FieldKind::PayloadMarker:
    case FieldKind::Rest:
        shown = hex(datagram.subspan(field.offset, field.length));
        break;
    }
    object.insert(QStringLiteral("value"), shown);
    return object;
}

} // namespace copper::cli
