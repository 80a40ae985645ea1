// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/plugtest_text.h"

#include "app/copper/json_events.h"
#include "app/copper/terminal_text.h"
#include "core/coap/block_option.h"
#include "core/coap/codec.h"

#include <QJsonArray>

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString blockWords(OptionsView options, OptionNumber number, const char *name)
{
    const auto block = findBlock(options, number);
    if (!block)
        return {};
    return QLatin1Char(' ') + QLatin1String(name) + QLatin1Char(' ') +
           (*block ? QString::fromStdString(blockText(**block)) : QStringLiteral("unusable"));
}

MessageRecord::Layer layerOf(PlugtestMessage::Layer layer)
{
    switch (layer) {
    case PlugtestMessage::Layer::Secure:
        return MessageRecord::Layer::Secure;
    case PlugtestMessage::Layer::Record:
        return MessageRecord::Layer::Record;
    case PlugtestMessage::Layer::Clear:
        break;
    }
    return MessageRecord::Layer::Clear;
}

QString textOf(const PlugtestMessage &message)
{
    return message.layer == PlugtestMessage::Layer::Record
               ? QStringLiteral("DTLS ") + QString::fromStdString(recordText(message.datagram))
               : datagramText(message.datagram);
}

} // namespace

QString groupName(const PlugtestDescription &test)
{
    return QString::fromUtf8(test.id).section(QLatin1Char('_'), 0, 2);
}

QString reasonText(const PlugtestResult &result)
{
    if (result.reason.empty())
        return {};
    return QString::fromStdString(result.reason) + QStringLiteral(" (") +
           QString::fromStdString(result.rfc) + QLatin1Char(')');
}

QString datagramText(ByteView datagram)
{
    const auto message = decode(datagram);
    if (!message)
        return QStringLiteral("malformed, %1 bytes").arg(datagram.size());
    const std::string_view name = codeName(message->code);
    QString text = latin(messageTypeName(message->type)) + QLatin1Char(' ') +
                   QString::fromStdString(codeDigits(message->code));
    if (!name.empty())
        text += QLatin1Char(' ') + latin(name);
    if (message->code.isRequest())
        text += QLatin1Char(' ') + escapedLine(QString::fromStdString(message->options.uriPath()));
    text += QStringLiteral(" mid %1").arg(message->mid.value);
    if (message->token.size() > 0)
        text += QStringLiteral(" token ") + QString::fromStdString(toHex(message->token.view()));
    if (const auto observe = message->options.uintValue(OptionNumber::Observe))
        text += QStringLiteral(" Observe %1").arg(*observe);
    text += blockWords(message->options, OptionNumber::Block1, "Block1") +
            blockWords(message->options, OptionNumber::Block2, "Block2");
    if (!message->payload.empty())
        text += QStringLiteral(" %1 bytes").arg(message->payload.size());
    return text;
}

QStringList messageLines(const PlugtestJudged &judged)
{
    QStringList lines;
    for (const PlugtestMessage &message : judged.result->messages) {
        QString line = QStringLiteral("%1  %2  ")
                           .arg(toSeconds(message.at - judged.result->started), 8, 'f', 3)
                           .arg(QLatin1String(message.outgoing ? "->" : "<-")) +
                       textOf(message);
        if (const std::string_view fate = fateName(message.fate); !fate.empty())
            line += QStringLiteral("  (") + latin(fate) + QLatin1Char(')');
        lines << line;
    }
    return lines;
}

QJsonObject plugtestJson(const PlugtestJudged &judged)
{
    const PlugtestResult &result = *judged.result;
    QJsonArray messages;
    for (const PlugtestMessage &message : result.messages) {
        MessageRecord record;
        record.direction =
            message.outgoing ? MessageRecord::Direction::Sent : MessageRecord::Direction::Received;
        record.peer = judged.server;
        record.datagram = message.datagram;
        record.layer = layerOf(message.layer);
        QJsonObject object = messageJson(record);
        if (message.layer == PlugtestMessage::Layer::Record)
            object.insert(QStringLiteral("dtls"),
                          QString::fromStdString(recordText(message.datagram)));
        object.insert(QStringLiteral("time"),
                      static_cast<qint64>(judged.timeOf(message).unixMicros / 1000));
        object.insert(QStringLiteral("fate"), latin(fateName(message.fate)));
        messages.append(object);
    }
    return {
        {QStringLiteral("id"), QString::fromUtf8(result.test->id)},
        {QStringLiteral("objective"), QString::fromUtf8(result.test->objective)},
        {QStringLiteral("resource"), QString::fromUtf8(result.test->resource)},
        {QStringLiteral("verdict"), latin(verdictName(result.verdict))},
        {QStringLiteral("reason"), QString::fromStdString(result.reason)},
        {QStringLiteral("rfc"), QString::fromStdString(result.rfc)},
        {QStringLiteral("duration_ms"), toMilliseconds(result.duration)},
        {QStringLiteral("repeats"), static_cast<qint64>(result.repeats)},
        {QStringLiteral("messages"), messages},
    };
}

QJsonObject plugtestSummaryJson(const PlugtestEnded &ended)
{
    return {
        {QStringLiteral("uri"), ended.uri},
        {QStringLiteral("passed"), static_cast<qint64>(ended.passed)},
        {QStringLiteral("failed"), static_cast<qint64>(ended.failed)},
        {QStringLiteral("inconclusive"), static_cast<qint64>(ended.inconclusive)},
        {QStringLiteral("duration_ms"), toMilliseconds(ended.duration)},
    };
}

// INCONCLUSIVE is skipped.
JunitCase junitCase(const PlugtestJudged &judged)
{
    const PlugtestResult &result = *judged.result;
    JunitCase test;
    test.group = groupName(*result.test);
    test.name = QString::fromUtf8(result.test->id);
    test.duration = result.duration;
    test.message = reasonText(result);
    if (result.verdict == PlugtestVerdict::Fail) {
        test.verdict = JunitCase::Verdict::Failed;
        test.text = messageLines(judged).join(QLatin1Char('\n'));
    } else if (result.verdict == PlugtestVerdict::Inconclusive) {
        test.verdict = JunitCase::Verdict::Skipped;
    } else {
        test.text = test.message;
    }
    return test;
}

} // namespace copper::cli
