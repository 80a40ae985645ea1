// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/copper_command.h"

#include "core/coap/option_text.h"
#include "ui/text/protocol_text.h"

#include <QStringList>

#include <algorithm>

namespace copper {

namespace {

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
           QStringLiteral("-_./:=%@,+").contains(c);
}

void addPayload(QStringList &words, const RequestSpec &spec)
{
    if (!spec.payloadFile.isEmpty()) {
        words << QStringLiteral("--file") << shellWord(spec.payloadFile);
        return;
    }
    if (!spec.payload || spec.payload->empty())
        return;
    const ByteView bytes = *spec.payload;
    const bool text = isValidUtf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](auto b) {
                          return b < 0x20 || b == 0x7f;
                      });
    if (text)
        words << QStringLiteral("--payload") << shellWord(qtText(asText(bytes)));
    else
        words << QStringLiteral("--payload-hex") << QString::fromStdString(toHex(bytes));
}

} // namespace

QString shellWord(const QString &text)
{
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString copperCommand(const RequestSpec &spec, bool observe)
{
    QStringList words{QStringLiteral("copper")};
    words << (observe ? QStringLiteral("observe") : codeText(spec.method).toLower());
    words << shellWord(spec.uri);
    for (const OptionView &option : spec.options) {
        const QString value = QString::fromStdString(optionValueText(option));
        if (option.number == OptionNumber::ContentFormat) {
            words << QStringLiteral("--content-format") << shellWord(value);
        } else if (option.number == OptionNumber::Accept) {
            words << QStringLiteral("--accept") << shellWord(value);
        } else {
            const QString name = optionNameText(option.number);
            const OptionDefinition *known = findOption(option.number);
            const bool noValue = known != nullptr && known->format == OptionFormat::Empty;
            words << QStringLiteral("--option")
                  << shellWord(noValue ? name : name + QLatin1Char('=') + value);
        }
    }
    addPayload(words, spec);
    if (!spec.confirmable)
        words << QStringLiteral("--non");
    if (spec.blockSize)
        words << QStringLiteral("--block-size") << QString::number(*spec.blockSize);
    if (spec.token)
        words << QStringLiteral("--token") << QString::fromStdString(toHex(spec.token->view()));
    if (spec.timeout)
        words << QStringLiteral("--timeout") << QString::number(toSeconds(*spec.timeout));
    if (spec.parameters) {
        const TransmissionParameters defaults;
        if (spec.parameters->ackTimeout != defaults.ackTimeout)
            words << QStringLiteral("--ack-timeout")
                  << QString::number(toSeconds(spec.parameters->ackTimeout));
        if (spec.parameters->maxRetransmit != defaults.maxRetransmit)
            words << QStringLiteral("--max-retransmit")
                  << QString::number(spec.parameters->maxRetransmit);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace copper
