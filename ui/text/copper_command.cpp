// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/copper_command.h"

#include "core/coap/option_text.h"
#include "core/payload/representation.h"
#include "ui/text/foreign_command.h"
#include "ui/text/protocol_text.h"
#include "ui/text/shell_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace copper {

namespace {

struct CopperCommandText
{
    Q_DECLARE_TR_FUNCTIONS(CopperCommandText)
};

QString number(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

bool isPlainText(ByteView bytes)
{
    return isValidUtf8(bytes) &&
           std::none_of(bytes.begin(), bytes.end(), [](auto b) { return b < 0x20 || b == 0x7f; });
}

void addPayload(QStringList &words, const RequestSpec &spec)
{
    if (!spec.payloadFile.isEmpty()) {
        words << QStringLiteral("--file") << shellWord(spec.payloadFile);
        return;
    }
    if (!spec.payload || spec.payload->empty())
        return;
    if (isPlainText(*spec.payload))
        words << QStringLiteral("--payload") << shellWord(qtText(asText(*spec.payload)));
    else
        words << QStringLiteral("--payload-hex") << QString::fromStdString(toHex(*spec.payload));
}

// --content-format would have the payload looked at and refuse one that is wrong on purpose.
bool hasFlag(const RequestSpec &spec, const OptionView &option, bool observe)
{
    const bool format = option.number == OptionNumber::ContentFormat;
    if (!format && option.number != OptionNumber::Accept)
        return false;
    if (spec.options.view().count(option.number) > 1 || option.value.size() > 2 ||
        !equalBytes(encodeUint(option.asUint()), option.value))
        return false;
    if (!format)
        return true;
    if (observe || (!spec.payload && !spec.payloadFile.isEmpty()))
        return false;
    return !spec.payload ||
           readPayload(*spec.payload, static_cast<std::uint32_t>(option.asUint())).fault ==
               PayloadFault::None;
}

void addOptions(CopiedCommand &command, QStringList &words, const RequestSpec &spec, bool observe)
{
    for (const OptionView &option : spec.options) {
        const QString name = optionNameText(option.number);
        const auto source = optionSourceText(option);
        if (!source) {
            command.leftOut
                << CopperCommandText::tr("%1, which is longer or shorter than it may be").arg(name);
            continue;
        }
        const QString value = QString::fromStdString(*source);
        if (hasFlag(spec, option, observe)) {
            words << (option.number == OptionNumber::Accept ? QStringLiteral("--accept")
                                                            : QStringLiteral("--content-format"))
                  << shellWord(value);
            continue;
        }
        const OptionDefinition *known = findOption(option.number);
        const bool noValue = known != nullptr && known->format == OptionFormat::Empty;
        words << QStringLiteral("--option")
              << shellWord(noValue ? name : name + QLatin1Char('=') + value);
    }
}

void addTransmission(CopiedCommand &command, QStringList &words, const RequestSpec &spec)
{
    if (spec.timeout)
        words << QStringLiteral("--timeout") << number(toSeconds(*spec.timeout));
    if (!spec.bindAddress.isEmpty())
        words << QStringLiteral("--bind") << shellWord(spec.bindAddress);
    if (!spec.interfaceName.isEmpty())
        words << QStringLiteral("--interface") << shellWord(spec.interfaceName);
    if (!spec.parameters)
        return;
    const TransmissionParameters defaults;
    if (spec.parameters->ackTimeout != defaults.ackTimeout)
        words << QStringLiteral("--ack-timeout") << number(toSeconds(spec.parameters->ackTimeout));
    if (spec.parameters->maxRetransmit != defaults.maxRetransmit)
        words << QStringLiteral("--max-retransmit")
              << QString::number(spec.parameters->maxRetransmit);
    if (spec.parameters->ackRandomFactor != defaults.ackRandomFactor)
        command.leftOut << QStringLiteral("ACK_RANDOM_FACTOR");
    if (spec.parameters->nstart != defaults.nstart)
        command.leftOut << QStringLiteral("NSTART");
}

CopiedCommand ownCommand(const RequestSpec &spec, bool observe)
{
    CopiedCommand command;
    QStringList words{QStringLiteral("copper")};
    words << (observe ? QStringLiteral("observe") : codeText(spec.method).toLower());
    words << shellWord(spec.uri);
    addOptions(command, words, spec, observe);
    if (observe && spec.method != code::kGet)
        command.leftOut << codeText(spec.method);
    if (!observe)
        addPayload(words, spec);
    else if (spec.payload || !spec.payloadFile.isEmpty())
        command.leftOut << CopperCommandText::tr("the payload");
    if (!spec.confirmable)
        words << QStringLiteral("--non");
    if (spec.blockSize)
        words << QStringLiteral("--block-size") << QString::number(*spec.blockSize);
    if (spec.blockSize && spec.lateBlockSize)
        words << QStringLiteral("--late-block-size");
    if (spec.mid)
        words << QStringLiteral("--mid") << QString::number(*spec.mid);
    if (spec.token)
        words << QStringLiteral("--token")
              << shellWord(QString::fromStdString(toHex(spec.token->view())));
    addTransmission(command, words, spec);
    command.text = words.join(QLatin1Char(' '));
    return command;
}

} // namespace

QString toolName(ClientTool tool)
{
    switch (tool) {
    case ClientTool::Copper:
        return QStringLiteral("copper");
    case ClientTool::CoapClient:
        return QStringLiteral("coap-client");
    case ClientTool::Aiocoap:
        return QStringLiteral("aiocoap-client");
    }
    return {};
}

CopiedCommand commandFor(ClientTool tool, const RequestSpec &spec, bool observe)
{
    switch (tool) {
    case ClientTool::Copper:
        return ownCommand(spec, observe);
    case ClientTool::CoapClient:
        return libcoapCommand(spec, observe);
    case ClientTool::Aiocoap:
        return aiocoapCommand(spec, observe);
    }
    return {};
}

QString copperCommand(const RequestSpec &spec, bool observe)
{
    return ownCommand(spec, observe).text;
}

} // namespace copper
