// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/command_import.h"

#include "core/coap/block_option.h"
#include "core/coap/content_format.h"
#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "ui/text/command_words.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/shell_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

struct CommandImport
{
    Q_DECLARE_TR_FUNCTIONS(CommandImport)
};

constexpr double kLongestTimeout_s = 7 * 24 * 3600.0;

// What is being built, and the first thing that is wrong.
class Import
{
public:
    explicit Import(ClientTool tool) { m_request.tool = tool; }

    RequestSpec &spec() { return m_request.spec; }
    void observe() { m_request.observe = true; }
    void leaveOut(const QString &what) { m_request.leftOut << displayText(what, 80); }
    void fail(const QString &sentence)
    {
        if (m_problem.isEmpty())
            m_problem = sentence;
    }

    void method(const QString &name)
    {
        if (const auto found = methodByName(name.toStdString()))
            spec().method = *found;
        else
            fail(CommandImport::tr("There is no method named “%1”.").arg(displayText(name, 40)));
    }
    void format(OptionNumber number, const QString &text)
    {
        bool numeric = false;
        const uint value = text.toUInt(&numeric);
        const auto named = contentFormatByName(libcoapName(text).toStdString());
        if (numeric && value <= UINT16_MAX)
            spec().options.setUint(number, value);
        else if (named)
            spec().options.setUint(number, *named);
        else
            fail(CommandImport::tr("“%1” is no Content-Format that is known here.")
                     .arg(displayText(text, 40)));
    }
    void option(OptionNumber number, const Bytes &value)
    {
        if (number == OptionNumber::Block1 || number == OptionNumber::Block2)
            leaveOut(optionNameText(number));
        else if (number == OptionNumber::Observe)
            m_request.observe = m_request.observe || value.empty();
        else
            spec().options.add(number, value);
    }
    void blockSize(const QString &text)
    {
        bool valid = false;
        const uint size = text.toUInt(&valid);
        if (valid && szxForSize(size))
            spec().blockSize = size;
        else
            fail(CommandImport::tr("“%1” is no block size: 16, 32, 64, 128, 256, 512 or 1024.")
                     .arg(displayText(text, 40)));
    }
    std::optional<double> number(const QString &text, double most)
    {
        bool valid = false;
        const double value = text.toDouble(&valid);
        if (valid && std::isfinite(value) && value > 0 && value <= most)
            return value;
        fail(CommandImport::tr("“%1” is no number that can stand there.")
                 .arg(displayText(text, 40)));
        return std::nullopt;
    }
    void timeout(const QString &text)
    {
        if (const auto value = number(text, kLongestTimeout_s))
            spec().timeout = seconds(*value);
    }
    void payload(Bytes bytes)
    {
        spec().payloadFile.clear();
        spec().payload = std::make_shared<const Bytes>(std::move(bytes));
    }
    void file(const QString &path)
    {
        if (path == QLatin1String("-")) {
            leaveOut(CommandImport::tr("the payload from standard input"));
            return;
        }
        spec().payload.reset();
        spec().payloadFile = path;
    }
    void token(const Bytes &bytes)
    {
        if (bytes.size() > Token::kMaxLength)
            fail(CommandImport::tr("A token has at most 8 bytes."));
        else
            spec().token = Token(bytes);
    }

    Result<ImportedRequest, QString> finish(const QStringList &uris)
    {
        if (!m_problem.isEmpty())
            return failure(m_problem);
        if (uris.isEmpty())
            return failure(CommandImport::tr("There is no address in this command."));
        const auto parsed = parseUri(uris.first().toStdString());
        if (!parsed)
            return failure(
                CommandImport::tr("The address “%1” cannot be used: %2.")
                    .arg(displayText(uris.first(), 80), uriErrorText(parsed.error().fault)));
        if (parsed->scheme != UriScheme::Coap && parsed->scheme != UriScheme::Coaps)
            return failure(explain(FailureKind::UnsupportedScheme).sentence);
        spec().uri = uris.first();
        for (const QString &more : uris.mid(1))
            leaveOut(more);
        return std::move(m_request);
    }

private:
    // Names that are libcoap's own.
    static QString libcoapName(const QString &text)
    {
        const QString name = text.toLower();
        if (name == QLatin1String("plain"))
            return QStringLiteral("text");
        if (name == QLatin1String("link"))
            return QStringLiteral("link-format");
        return name == QLatin1String("binary") || name == QLatin1String("octet")
                   ? QStringLiteral("octet-stream")
                   : name;
    }

    ImportedRequest m_request;
    QString m_problem;
};

// Each flag of a program: what is done with its value.
enum class Meaning {
    Ignore, // only about what is printed
    LeaveOut,
    Secret, // left out, and its value is not even shown
    Non,
    Observe,
    Method,
    ContentFormat,
    Accept,
    OptionByName,   // NAME=VALUE
    OptionByNumber, // NUM,TEXT
    PayloadText,
    PayloadPercent,
    PayloadHex,
    PayloadAt, // @FILE, or text
    File,
    BlockSize,
    LateBlockSize,
    MessageIdNumber,
    Szx,
    TokenHex,
    TokenText,
    Timeout,
    AckTimeout,
    MaxRetransmit,
    Bind,
    Interface,
};

struct FlagRow
{
    const char *name; // "non", "N"
    bool takesValue;
    Meaning meaning;
};

using enum Meaning;

constexpr FlagRow kCopper[] = {
    {"payload", true, PayloadText},
    {"payload-hex", true, PayloadHex},
    {"file", true, File},
    {"content-format", true, ContentFormat},
    {"accept", true, Accept},
    {"option", true, OptionByName},
    {"non", false, Non},
    {"block-size", true, BlockSize},
    {"late-block-size", false, LateBlockSize},
    {"mid", true, MessageIdNumber},
    {"token", true, TokenHex},
    {"output", true, LeaveOut},
    {"max-body", true, LeaveOut},
    {"count", true, LeaveOut},
    {"duration", true, LeaveOut},
    {"interface", true, Interface},
    {"bind", true, Bind},
    {"timeout", true, Timeout},
    {"ack-timeout", true, AckTimeout},
    {"max-retransmit", true, MaxRetransmit},
    {"pcap", true, LeaveOut},
    {"json", false, Ignore},
    {"verbose", false, Ignore},
    {"v", false, Ignore},
    {"proxy", true, LeaveOut},
    {"psk-identity", true, Secret},
    {"psk-file", true, Secret},
    {"psk-hex-file", true, Secret},
    {"vault", true, LeaveOut},
    {"keylog", true, LeaveOut},
};

constexpr FlagRow kLibcoap[] = {
    {"m", true, Method},         {"t", true, ContentFormat},  {"A", true, Accept},
    {"O", true, OptionByNumber}, {"e", true, PayloadPercent}, {"f", true, File},
    {"N", false, Non},           {"b", true, BlockSize},      {"s", true, Observe},
    {"B", true, Timeout},        {"T", true, TokenText},      {"k", true, Secret},
    {"u", true, Secret},         {"h", true, Secret},         {"c", true, Secret},
    {"j", true, Secret},         {"J", true, Secret},         {"M", true, Secret},
    {"C", true, LeaveOut},       {"R", true, LeaveOut},       {"S", true, LeaveOut},
    {"n", false, LeaveOut},      {"a", true, LeaveOut},       {"p", true, LeaveOut},
    {"o", true, LeaveOut},       {"l", true, LeaveOut},       {"r", false, LeaveOut},
    {"v", true, Ignore},         {"w", false, Ignore},        {"V", true, Ignore},
    {"G", true, LeaveOut},       {"H", true, LeaveOut},       {"K", true, LeaveOut},
    {"L", true, LeaveOut},       {"P", true, LeaveOut},       {"U", false, LeaveOut},
    {"X", true, LeaveOut},       {"E", true, Secret},
};

constexpr FlagRow kAiocoap[] = {
    {"m", true, Method},
    {"method", true, Method},
    {"non", false, Non},
    {"observe", false, Observe},
    {"observe-exec", true, LeaveOut},
    {"accept", true, Accept},
    {"content-format", true, ContentFormat},
    {"payload", true, PayloadAt},
    {"payload-initial-szx", true, Szx},
    {"proxy", true, LeaveOut},
    {"credentials", true, Secret},
    {"dump", true, LeaveOut},
    {"no-set-hostname", false, LeaveOut},
    {"interactive", false, LeaveOut},
    {"color", false, Ignore},
    {"no-color", false, Ignore},
    {"pretty-print", false, Ignore},
    {"no-pretty-print", false, Ignore},
    {"v", false, Ignore},
    {"verbose", false, Ignore},
    {"q", false, Ignore},
    {"quiet", false, Ignore},
};

Bytes utf8(const QString &text)
{
    return toOwned(asBytes(text.toStdString()));
}

void takeHex(Import &import, const QString &text, bool token)
{
    auto bytes = fromHex(text.toStdString());
    if (!bytes)
        import.fail(CommandImport::tr("“%1” is not hex.").arg(displayText(text, 40)));
    else if (token)
        import.token(*bytes);
    else
        import.payload(std::move(*bytes));
}

void takeOption(Import &import, const QString &text)
{
    const auto option = parseOption(text.toStdString());
    if (option)
        import.option(option->number, option->value);
    else
        import.fail(optionErrorText(option.error()));
}

void takeNumberedOption(Import &import, const QString &text)
{
    bool valid = false;
    const uint number = text.section(QLatin1Char(','), 0, 0).toUInt(&valid);
    if (!valid || number > UINT16_MAX) {
        import.fail(CommandImport::tr("“%1” is no option: a number, a comma and a text.")
                        .arg(displayText(text, 40)));
        return;
    }
    const QString value = text.section(QLatin1Char(','), 1);
    const auto hex =
        value.startsWith(QLatin1String("0x")) ? fromHex(value.mid(2).toStdString()) : std::nullopt;
    import.option(static_cast<OptionNumber>(number), hex ? *hex : utf8(value));
}

void takePercent(Import &import, const QString &text)
{
    const QByteArray encoded = text.toUtf8();
    Bytes bytes;
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const auto hex =
            encoded.at(i) == '%' ? fromHex(encoded.mid(i + 1, 2).toStdString()) : std::nullopt;
        if (hex && hex->size() == 1) {
            bytes.push_back(hex->front());
            i += 2;
        } else {
            bytes.push_back(static_cast<std::uint8_t>(encoded.at(i)));
        }
    }
    import.payload(std::move(bytes));
}

void takeParameter(Import &import, bool ackTimeout, const QString &text)
{
    TransmissionParameters parameters = import.spec().parameters.value_or(TransmissionParameters{});
    if (ackTimeout) {
        if (const auto value = import.number(text, 3600))
            parameters.ackTimeout = seconds(*value);
    } else {
        bool valid = false;
        const uint count = text.toUInt(&valid);
        if (!valid || count > 20)
            import.fail(CommandImport::tr("“%1” is no number that can stand there.")
                            .arg(displayText(text, 40)));
        else
            parameters.maxRetransmit = count;
    }
    import.spec().parameters = parameters;
}

void takePayloadAt(Import &import, const QString &text)
{
    if (text.startsWith(QLatin1Char('@')))
        import.file(text.mid(1));
    else
        import.payload(utf8(text));
}

void takeBlockSize(Import &import, const QString &text)
{
    if (text.contains(QLatin1Char(',')))
        import.leaveOut(CommandImport::tr("the first block"));
    import.blockSize(text.section(QLatin1Char(','), -1));
}

void takeMessageId(Import &import, const QString &text)
{
    bool valid = false;
    const uint mid = text.toUInt(&valid);
    if (valid && mid <= UINT16_MAX)
        import.spec().mid = static_cast<std::uint16_t>(mid);
    else
        import.fail(
            CommandImport::tr("“%1” is no Message ID: 0 to 65535.").arg(displayText(text, 40)));
}

void takeSzx(Import &import, const QString &text)
{
    bool valid = false;
    const uint szx = text.toUInt(&valid);
    if (valid && szx <= kMaxSzx)
        import.spec().blockSize = 16U << szx;
    else
        import.blockSize(text);
}

void take(Import &import, Meaning meaning, const QString &flag, const QString &value)
{
    switch (meaning) {
    case Ignore:
        return;
    case LeaveOut:
        import.leaveOut(value.isEmpty() ? flag : flag + QLatin1Char(' ') + value);
        return;
    case Secret:
        import.leaveOut(CommandImport::tr("%1: keys belong into Security").arg(flag));
        return;
    case Non:
        import.spec().confirmable = false;
        return;
    case Observe:
        import.observe();
        return;
    case Method:
        import.method(value);
        return;
    case ContentFormat:
        import.format(OptionNumber::ContentFormat, value);
        return;
    case Accept:
        import.format(OptionNumber::Accept, value);
        return;
    case OptionByName:
        takeOption(import, value);
        return;
    case OptionByNumber:
        takeNumberedOption(import, value);
        return;
    case PayloadText:
        import.payload(utf8(value));
        return;
    case PayloadPercent:
        takePercent(import, value);
        return;
    case PayloadHex:
    case TokenHex:
        takeHex(import, value, meaning == TokenHex);
        return;
    case PayloadAt:
        takePayloadAt(import, value);
        return;
    case File:
        import.file(value);
        return;
    case BlockSize:
        takeBlockSize(import, value);
        return;
    case LateBlockSize:
        import.spec().lateBlockSize = true;
        return;
    case MessageIdNumber:
        takeMessageId(import, value);
        return;
    case Szx:
        takeSzx(import, value);
        return;
    case TokenText:
        import.token(utf8(value));
        return;
    case Timeout:
        import.timeout(value);
        return;
    case AckTimeout:
    case MaxRetransmit:
        takeParameter(import, meaning == AckTimeout, value);
        return;
    case Bind:
        import.spec().bindAddress = value;
        return;
    case Interface:
        import.spec().interfaceName = value;
        return;
    }
}

const FlagRow *findFlag(std::span<const FlagRow> rows, const QString &name)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const FlagRow &row) {
        return name == QLatin1String(row.name);
    });
    return found == rows.end() ? nullptr : &*found;
}

// Flags as this program's parser reads them, into the request; what is no flag comes back.
QStringList readFlags(Import &import, std::span<const FlagRow> rows, const QStringList &words,
                      FlagStyle style)
{
    const FlagWords read = readFlagWords(words, style, [rows](const QString &name) {
        const FlagRow *const row = findFlag(rows, name);
        return row == nullptr ? std::nullopt : std::optional(row->takesValue);
    });
    if (!read.withoutValue.isEmpty())
        import.fail(CommandImport::tr("%1 stands at the end, without its value.")
                        .arg(displayText(read.withoutValue, 40)));
    for (const FlagWord &flag : read.flags) {
        const FlagRow *const row = findFlag(rows, flag.name);
        if (row == nullptr)
            import.leaveOut(flag.written);
        else
            take(import, row->meaning, flag.written, flag.value);
    }
    return read.others;
}

Result<ImportedRequest, QString> fromCopper(const QStringList &words)
{
    Import import(ClientTool::Copper);
    const QString verb = words.value(0);
    if (verb == QLatin1String("observe"))
        import.observe();
    else if (const auto method = methodByName(verb.toStdString()))
        import.spec().method = *method;
    else
        return failure(
            CommandImport::tr("“copper %1” sends no request of this kind: get, put, post, delete, "
                              "fetch, patch, ipatch and observe do.")
                .arg(displayText(verb, 40)));
    return import.finish(readFlags(import, kCopper, words.mid(1), FlagStyle::QtLong));
}

Result<ImportedRequest, QString> fromLibcoap(const QStringList &words)
{
    Import import(ClientTool::CoapClient);
    return import.finish(readFlags(import, kLibcoap, words, FlagStyle::Getopt));
}

Result<ImportedRequest, QString> fromAiocoap(const QStringList &words)
{
    Import import(ClientTool::Aiocoap);
    return import.finish(readFlags(import, kAiocoap, words, FlagStyle::Argparse));
}

} // namespace

bool looksLikeCommand(const QString &text)
{
    if (text.size() > kMaxCommandText)
        return false;
    const auto line = splitShellLine(text.trimmed());
    return line && findProgram(line->words).has_value();
}

Result<ImportedRequest, QString> importCommand(const QString &text)
{
    const auto line = splitShellLine(text.trimmed());
    if (!line) {
        switch (line.error()) {
        case ShellFault::TooLong:
        case ShellFault::TooManyWords:
            return failure(CommandImport::tr("This is too long for a command."));
        case ShellFault::UnclosedQuote:
            return failure(CommandImport::tr("A quote is opened in this command and not closed."));
        }
    }
    const auto program = findProgram(line->words);
    if (!program)
        return failure(
            CommandImport::tr("This is no command of copper, coap-client or aiocoap-client."));
    const QStringList rest = line->words.mid(program->words);
    auto imported = program->tool == ClientTool::Copper       ? fromCopper(rest)
                    : program->tool == ClientTool::CoapClient ? fromLibcoap(rest)
                                                              : fromAiocoap(rest);
    if (imported && imported->observe && imported->spec.method != code::kGet &&
        imported->spec.method != code::kFetch) {
        // RFC 7641 §1.2, RFC 8132 §2.4: nothing else is observed.
        imported->observe = false;
        imported->leftOut << CommandImport::tr("observing, which goes by GET and FETCH");
    }
    if (imported) {
        for (const QString &each : line->leftOut)
            imported->leftOut << displayText(each, 80);
    }
    return imported;
}

} // namespace copper
