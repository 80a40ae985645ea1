// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/foreign_command.h"

#include "core/coap/block_option.h"
#include "core/coap/content_format.h"
#include "core/coap/option_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/shell_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace copper {

namespace {

struct ForeignCommand
{
    Q_DECLARE_TR_FUNCTIONS(ForeignCommand)
};

// A line of a shell holds more, but nobody wants to paste it.
constexpr std::size_t kMostOnTheLine = 32'768;

QString printable(ByteView bytes)
{
    const bool all = std::all_of(bytes.begin(), bytes.end(),
                                 [](std::uint8_t b) { return b > 0x20 && b < 0x7f; });
    return all ? qtText(asText(bytes)) : QString();
}

// -e is percent-decoded by coap-client.
QString percentEncoded(ByteView bytes)
{
    QString text;
    for (const std::uint8_t b : bytes) {
        if (b >= 0x20 && b < 0x7f && b != '%')
            text += QLatin1Char(static_cast<char>(b));
        else
            text += QLatin1Char('%') + QString::fromStdString(toHex({&b, 1}));
    }
    return text;
}

bool isShortUint(const RequestSpec &spec, const OptionView &option)
{
    return spec.options.view().count(option.number) == 1 && option.value.size() <= 2 &&
           equalBytes(encodeUint(option.asUint()), option.value);
}

void sayTransmission(CopiedCommand &command, const RequestSpec &spec)
{
    if (spec.parameters && !(*spec.parameters == TransmissionParameters{}))
        command.leftOut << ForeignCommand::tr("the retransmission parameters");
    if (!spec.bindAddress.isEmpty())
        command.leftOut << ForeignCommand::tr("the address to send from");
    if (spec.uri.startsWith(QLatin1String("coaps:")))
        command.leftOut << ForeignCommand::tr("the key, which is in no command");
}

// -O num,text: bytes as 0x and hex, text that cannot be taken for that as it is.
QString optionWord(const OptionView &option)
{
    const OptionDefinition *known = findOption(option.number);
    const bool text = known != nullptr && known->format == OptionFormat::String &&
                      !printable(option.value).isEmpty() &&
                      !printable(option.value).startsWith(QLatin1String("0x"));
    const QString value = option.value.empty() ? QString()
                          : text
                              ? printable(option.value)
                              : QStringLiteral("0x") + QString::fromStdString(toHex(option.value));
    return QString::number(toNumber(option.number)) + QLatin1Char(',') + value;
}

void addLibcoapPayload(CopiedCommand &command, QStringList &words, const RequestSpec &spec)
{
    if (!spec.payloadFile.isEmpty())
        words << QStringLiteral("-f") << shellWord(spec.payloadFile);
    else if (spec.payload && spec.payload->size() > kMostOnTheLine)
        command.leftOut << ForeignCommand::tr("the payload, which is too long for a command line");
    else if (spec.payload && !spec.payload->empty())
        words << QStringLiteral("-e") << shellWord(percentEncoded(*spec.payload));
}

} // namespace

CopiedCommand libcoapCommand(const RequestSpec &spec, bool observe)
{
    CopiedCommand command;
    QStringList words{toolName(ClientTool::CoapClient), QStringLiteral("-m"),
                      codeText(spec.method).toLower()};
    if (observe)
        words << QStringLiteral("-s") << QStringLiteral("60");
    if (!spec.confirmable)
        words << QStringLiteral("-N");
    for (const OptionView &option : spec.options) {
        const bool plain = isShortUint(spec, option);
        if (option.number == OptionNumber::ContentFormat && plain)
            words << QStringLiteral("-t") << QString::number(option.asUint());
        else if (option.number == OptionNumber::Accept && plain)
            words << QStringLiteral("-A") << QString::number(option.asUint());
        else
            words << QStringLiteral("-O") << shellWord(optionWord(option));
    }
    if (spec.blockSize)
        words << QStringLiteral("-b") << QString::number(*spec.blockSize);
    if (spec.token && !printable(spec.token->view()).isEmpty())
        words << QStringLiteral("-T") << shellWord(printable(spec.token->view()));
    else if (spec.token)
        command.leftOut << ForeignCommand::tr("the token");
    if (spec.timeout) {
        // Whole seconds are all it takes.
        words << QStringLiteral("-B")
              << QString::number(std::max<qint64>(
                     1, std::chrono::ceil<std::chrono::seconds>(*spec.timeout).count()));
    }
    addLibcoapPayload(command, words, spec);
    sayTransmission(command, spec);
    words << shellWord(spec.uri);
    command.text = words.join(QLatin1Char(' '));
    return command;
}

namespace {

void addAiocoapPayload(CopiedCommand &command, QStringList &words, const RequestSpec &spec)
{
    if (!spec.payloadFile.isEmpty()) {
        words << QStringLiteral("--payload") << shellWord(QLatin1Char('@') + spec.payloadFile);
        return;
    }
    if (!spec.payload || spec.payload->empty())
        return;
    const auto format = spec.options.uintValue(OptionNumber::ContentFormat);
    const std::string_view name = format ? contentFormatShortName(*format) : std::string_view();
    // Text in front of these formats it takes for notation and converts.
    const bool converted = name.find("cbor") != std::string_view::npos;
    const bool text =
        isValidUtf8(*spec.payload) && spec.payload->front() != '@' &&
        std::find(spec.payload->begin(), spec.payload->end(), 0) == spec.payload->end();
    if (!text || converted || spec.payload->size() > kMostOnTheLine) {
        command.leftOut << ForeignCommand::tr("the payload: save it and write --payload @FILE");
        return;
    }
    const QString payload = qtText(asText(*spec.payload));
    // A word of its own that begins with a dash would be an option.
    if (payload.startsWith(QLatin1Char('-')))
        words << shellWord(QStringLiteral("--payload=") + payload);
    else
        words << QStringLiteral("--payload") << shellWord(payload);
}

} // namespace

CopiedCommand aiocoapCommand(const RequestSpec &spec, bool observe)
{
    CopiedCommand command;
    QStringList words{toolName(ClientTool::Aiocoap), QStringLiteral("-m"), codeText(spec.method)};
    if (observe)
        words << QStringLiteral("--observe");
    if (!spec.confirmable)
        words << QStringLiteral("--non");
    for (const OptionView &option : spec.options) {
        const bool plain = isShortUint(spec, option);
        if (option.number == OptionNumber::ContentFormat && plain)
            words << QStringLiteral("--content-format") << QString::number(option.asUint());
        else if (option.number == OptionNumber::Accept && plain)
            words << QStringLiteral("--accept") << QString::number(option.asUint());
        else
            command.leftOut << optionNameText(option.number);
    }
    if (spec.blockSize) {
        const auto szx = szxForSize(*spec.blockSize);
        if (szx && (spec.payload || !spec.payloadFile.isEmpty()))
            words << QStringLiteral("--payload-initial-szx") << QString::number(*szx);
        else
            command.leftOut << ForeignCommand::tr("the block size");
    }
    if (spec.token)
        command.leftOut << ForeignCommand::tr("the token");
    if (spec.timeout)
        command.leftOut << ForeignCommand::tr("the time limit");
    addAiocoapPayload(command, words, spec);
    sayTransmission(command, spec);
    words << shellWord(spec.uri);
    command.text = words.join(QLatin1Char(' '));
    return command;
}

} // namespace copper
