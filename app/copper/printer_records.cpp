// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS records among the messages of --verbose.
#include "app/copper/json_events.h"
#include "app/copper/printer.h"
#include "app/copper/terminal_text.h"
#include "core/capture/dtls_dissection.h"

#include <algorithm>

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// "ClientHello, no cookie", "ServerHello TLS_PSK_WITH_AES_128_CCM_8", "alert (encrypted)".
QString contentOf(const DtlsRecord &record)
{
    const std::string_view type = dtlsContentTypeName(record.type);
    QString text = type.empty() ? QStringLiteral("type %1").arg(record.type) : latin(type);
    if (record.isEncrypted())
        return text + QStringLiteral(" (encrypted)");
    if (record.alert) {
        const std::string_view name = dtlsAlertName(record.alert->second);
        text += QLatin1String(record.alert->first == 2 ? " fatal " : " warning ");
        text += name.empty() ? QString::number(record.alert->second) : latin(name);
    }
    QStringList messages;
    for (const DtlsHandshakeHeader &header : record.handshakes) {
        const std::string_view name = dtlsHandshakeName(header.type);
        QString message =
            name.empty() ? QStringLiteral("handshake %1").arg(header.type) : latin(name);
        if (const auto hello = readServerHello(header))
            message += QLatin1Char(' ') + latin(dtlsSuiteText(hello->suite));
        if (const auto hello = readClientHello(header); hello && !hello->cookie.empty())
            message += QStringLiteral(" with cookie");
        messages << message;
    }
    return messages.isEmpty() ? text : messages.join(QStringLiteral(", "));
}

} // namespace

// A line or an object for each record: the CoAP message that was in it, else the record itself.
void Printer::records(const MessageRecord &datagram)
{
    const bool sent = datagram.direction == MessageRecord::Direction::Sent;
    const QString peer = QLatin1String(sent ? "> " : "< ") +
                         QString::fromStdString(toText(datagram.peer)) + QStringLiteral(" DTLS ");
    const DtlsDatagram read = readDtlsDatagram(datagram.datagram);
    for (std::size_t i = 0; i < read.records.size(); ++i) {
        const DtlsRecord &record = read.records[i];
        const auto opened =
            std::find_if(datagram.opened.begin(), datagram.opened.end(),
                         [i](const MessageRecord::Opened &each) { return each.record == i; });
        if (opened != datagram.opened.end()) {
            coapMessage(messageIn(datagram, *opened), &record);
        } else if (m_config.json) {
            event(QStringLiteral("record"), recordJson(datagram, record), datagram.at);
        } else {
            line(peer + QStringLiteral("%1 epoch %2 seq %3, %4 bytes")
                            .arg(contentOf(record))
                            .arg(record.epoch)
                            .arg(record.sequence)
                            .arg(kDtlsRecordHeader + record.fragment.size()));
        }
    }
    if ((read.cut || read.records.empty()) && !m_config.json)
        line(peer + QStringLiteral("not a whole record"));
}

} // namespace copper::cli
