// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/arguments.h"

#include "core/coap/block_option.h"
#include "core/coap/content_format.h"

#include <array>
#include <cmath>

namespace copper::cli {

namespace {

using namespace group;

constexpr unsigned kBody = kRequest;

constexpr std::array kOptions{
    OptionRow{"payload", "TEXT", "send this text", kBody, true},
    OptionRow{"payload-hex", "HEX", "send these bytes", kBody, true},
    OptionRow{"file", "PATH", "send this file (- is standard input)", kBody, true},
    OptionRow{"file", "PATH", "read the message from this file, as raw bytes", kDecode, true},
    OptionRow{"content-format", "FORMAT", "of the payload: a number or a name such as json", kBody,
              true},
    OptionRow{"content-format", "FORMAT", "of the image (octet-stream unless given)", kFlash, true},
    OptionRow{"accept", "FORMAT", "wanted for the answer: a number or a name", kRequest | kObserve,
              true},
    OptionRow{"option", "NAME=VALUE",
              "any option by name or number (repeatable; value text, "
              "0xHEX or unsigned)",
              kRequest | kObserve, true},
    OptionRow{"non", nullptr, "send Non-confirmable messages", kRequest | kObserve, true},
    OptionRow{"block-size", "BYTES", "16, 32, 64, 128, 256, 512 or 1024",
              kRequest | kObserve | kFlash, true},
    OptionRow{"late-block-size", nullptr,
              "ask for that size from the second block of the answer on", kRequest | kObserve,
              true},
    OptionRow{"mid", "N", "Message ID of the first message, 0 to 65535", kRequest | kObserve, true},
    OptionRow{"token", "HEX", "use this token (0 to 8 bytes)", kRequest | kObserve, true},
    OptionRow{"output", "FILE", "write the payload to this file", kRequest, true},
    OptionRow{"max-body", "BYTES", "largest answer kept in memory (268435456 unless given)",
              kRequest | kObserve, true},
    OptionRow{"count", "N", "end after N notifications", kObserve, true},
    OptionRow{"duration", "S", "end after S seconds", kObserve, true},
    OptionRow{"count", "N", "how many pings (1 unless given)", kPing, true},
    OptionRow{"group", "ADDR[:PORT]", "ask this multicast group instead (repeatable)", kDiscover,
              true},
    OptionRow{"filter", "ATTR=VALUE",
              "only resources that match, such as rt=temperature* (repeatable)", kDiscover, true},
    OptionRow{"range", "RANGE",
              "ask each of these addresses instead, such as 192.168.1.0/24 or 10.0.0.5-40",
              kDiscover, true},
    OptionRow{"rate", "N", "addresses of the range a second (50 unless given)", kDiscover, true},
    OptionRow{"max-devices", "N", "devices of one scan (16384 unless given)", kDiscover, true},
    OptionRow{"max-links", "N", "links of one list (10000 unless given)", kDiscover, true},
    OptionRow{"method", "PUT|POST", "how to upload (PUT unless given)", kFlash, true},
    OptionRow{"parallel", "N", "devices at a time (4 unless given)", kFlash, true},
    OptionRow{"resume", nullptr, "go on where a broken upload ended", kFlash, true},
    OptionRow{"verify", "PATH", "read back: the image or its SHA-256", kFlash, true},
    OptionRow{"only", "ID,...", "these tests alone, such as CORE_01,OBS_12", kPlugtest, true},
    OptionRow{"only", "NAME", "this request or folder alone (repeatable)", kRun, true},
    OptionRow{"env", "NAME|FILE", "an environment of the collection, or a file with variables",
              kRun, true},
    OptionRow{"var", "NAME=VALUE", "a variable, stronger than all others (repeatable)", kRun, true},
    OptionRow{"bail", nullptr, "stop at the first request that fails", kRun, true},
    OptionRow{"junit", "FILE", "write the verdicts as JUnit XML too", kPlugtest | kRun, true},
    OptionRow{"interface", "NAME", "network interface (discover: repeatable)",
              kNetworked | kCredsTest, true},
    OptionRow{"bind", "ADDR[:PORT]", "send from this address and port", kNetworked | kCredsTest,
              true},
    OptionRow{"timeout", "S", "give up after S seconds (discover: collect as long)",
              kNetworked | kCredsTest, true},
    OptionRow{"ack-timeout", "S", "first retransmission after S to 1.5 S seconds (2 unless given)",
              kNetworked, true},
    OptionRow{"max-retransmit", "N", "retransmissions (4 unless given)", kNetworked, true},
    OptionRow{"pcap", "FILE.pcapng", "record the traffic", kNetworked | kCredsTest, true},
    OptionRow{"json", nullptr, "print JSON Lines", kNetworked | kDecode | kCreds, true},
    OptionRow{"verbose", nullptr, "print every message and all options",
              kNetworked | kDecode | kCredsTest, true},
    OptionRow{"proxy", "URI", "go through a proxy (not built yet)", kNetworked, false},
    OptionRow{"psk-identity", "ID", "identity for coaps (DTLS with a pre-shared key)", kNetworked,
              true},
    OptionRow{"psk-file", "PATH", "its key, as it stands in this file", kNetworked, true},
    OptionRow{"psk-hex-file", "PATH", "its key, in hex in this file", kNetworked, true},
    OptionRow{"vault", "PATH", "keys from this vault, not from the system's keychain",
              kNetworked | kCreds, true},
    OptionRow{"keylog", "FILE", "append what opens the traffic in Wireshark (also SSLKEYLOGFILE)",
              kNetworked | kCredsTest, true},
    OptionRow{"identity", "ID", "under which the device knows the key", kCredsAdd, true},
    OptionRow{"identity-hex", "HEX", "the same, as bytes", kCredsAdd, true},
    OptionRow{"key-file", "PATH", "the key is in this file (- is standard input)", kCredsAdd, true},
    OptionRow{"key-form", "FORM", "the key is text (unless given), hex or base64", kCredsAdd, true},
    OptionRow{"host", "PATTERN", "for these hosts (repeatable): name, *.suffix, address, range, *",
              kCredsAdd, true},
    OptionRow{"suite", "NAME", "offer this cipher suite (repeatable; all unless given)", kCredsAdd,
              true},
    OptionRow{"name", "TEXT", "what it is called (the identity unless given)", kCredsAdd, true},
    OptionRow{"hint", "TEXT", "the hint that the device announces", kCredsAdd, true},
    OptionRow{"note", "TEXT", "for yourself", kCredsAdd, true},
    OptionRow{"credential", "WHICH", "this one, not the one that matches best", kCredsTest, true},
    OptionRow{"password-file", "PATH", "the file's password (asked for unless given)",
              kCredsExport | kCredsImport, true},
    OptionRow{"help", nullptr, "this text", kNetworked | kDecode | kHelp | kCreds, true},
};

constexpr double kLongestAckTimeout = 3600;

std::string utf8(const QString &text)
{
    return text.toStdString();
}

} // namespace

std::span<const OptionRow> optionTable()
{
    return kOptions;
}

std::optional<SocketAddress> parseAddressAndPort(const QString &text)
{
    QString host = text;
    QString port;
    if (text.startsWith(QLatin1Char('['))) {
        const qsizetype close = text.indexOf(QLatin1Char(']'));
        if (close < 0)
            return std::nullopt;
        host = text.mid(1, close - 1);
        port = text.mid(close + 1);
        if (!port.isEmpty() && !port.startsWith(QLatin1Char(':')))
            return std::nullopt;
        if (port.size() == 1)
            return std::nullopt;
        port.remove(0, 1);
    } else if (text.count(QLatin1Char(':')) == 1) {
        host = text.section(QLatin1Char(':'), 0, 0);
        port = text.section(QLatin1Char(':'), 1);
        if (port.isEmpty())
            return std::nullopt;
    }
    // A zone by name is resolved where the socket is made; here its form is enough.
    const qsizetype zone = host.indexOf(QLatin1Char('%'));
    auto address = parseIpLiteral(utf8(zone < 0 ? host : host.left(zone)));
    if (!address || zone == host.size() - 1)
        return std::nullopt;
    if (!port.isEmpty()) {
        bool valid = false;
        address->port = port.toUShort(&valid);
        if (!valid)
            return std::nullopt;
    }
    return address;
}

Arguments::Arguments(const VerbRow &verb, const QStringList &arguments) : m_verb(verb)
{
    declareOptions();
    // The parser takes the first argument for the program's name.
    const bool parsed = m_parser.parse(QStringList(QLatin1String(verb.name)) + arguments);
    const QString name = QLatin1String(verb.name);
    if (!m_parser.unknownOptionNames().isEmpty()) {
        const QString option = m_parser.unknownOptionNames().first();
        complain(unknownOption(
            (option.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + option, name));
    } else if (!parsed) {
        complain(usageComplaint(m_parser.errorText(),
                                QStringLiteral("'copper help %1' tells more.").arg(name)));
    }
    for (const OptionRow &row : kOptions) {
        if ((row.groups & verb.groups) != 0 && !row.built && has(row.name))
            complain(notBuilt(QStringLiteral("--") + QLatin1String(row.name)));
    }
}

void Arguments::declareOptions()
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const OptionRow &row : kOptions) {
        if ((row.groups & m_verb.groups) == 0)
            continue;
        QStringList names{QLatin1String(row.name)};
        if (names.first() == QLatin1String("verbose"))
            names << QStringLiteral("v");
        if (names.first() == QLatin1String("help"))
            names << QStringLiteral("h");
        QCommandLineOption option(names);
        if (row.value != nullptr)
            option.setValueName(QLatin1String(row.value));
        m_parser.addOption(option);
        m_declared << names.first();
    }
}

QStringList Arguments::texts(const char *option) const
{
    const QString name = QLatin1String(option);
    return m_declared.contains(name) ? m_parser.values(name) : QStringList();
}

bool Arguments::isFlagSet(const char *option) const
{
    const QString name = QLatin1String(option);
    return m_declared.contains(name) && m_parser.isSet(name);
}

std::optional<std::uint32_t> Arguments::number(const char *option, std::uint32_t least,
                                               std::uint32_t most)
{
    if (!has(option))
        return std::nullopt;
    bool valid = false;
    const std::uint32_t value = text(option).toUInt(&valid);
    if (!valid || value < least || value > most) {
        complain(badNumber(QLatin1String(option), text(option),
                           QStringLiteral("a whole number from %1 to %2").arg(least).arg(most)));
        return std::nullopt;
    }
    return value;
}

std::optional<Duration> Arguments::duration(const char *option, double most)
{
    if (!has(option))
        return std::nullopt;
    bool valid = false;
    const double value = text(option).toDouble(&valid);
    if (!valid || !std::isfinite(value) || value <= 0 || value > most) {
        complain(badNumber(QLatin1String(option), text(option),
                           QStringLiteral("seconds, more than 0 and at most %1, such as 2.5")
                               .arg(most, 0, 'f', 0)));
        return std::nullopt;
    }
    return seconds(value);
}

std::optional<std::uint32_t> Arguments::blockSize()
{
    if (!has("block-size"))
        return std::nullopt;
    bool valid = false;
    const std::uint32_t value = text("block-size").toUInt(&valid);
    if (!valid || !szxForSize(value)) {
        complain(badNumber(QStringLiteral("block-size"), text("block-size"),
                           QStringLiteral("a power of two from 16 to 1024")));
        return std::nullopt;
    }
    return value;
}

std::optional<Token> Arguments::token()
{
    if (!has("token"))
        return std::nullopt;
    const auto bytes = fromHex(utf8(text("token")));
    if (!bytes || bytes->size() > Token::kMaxLength) {
        complain(badNumber(QStringLiteral("token"), text("token"),
                           QStringLiteral("0 to 8 bytes in hex, such as cafe01")));
        return std::nullopt;
    }
    return Token(*bytes);
}

std::optional<std::uint32_t> Arguments::contentFormat(const char *option)
{
    if (!has(option))
        return std::nullopt;
    bool isNumber = false;
    const std::uint32_t value = text(option).toUInt(&isNumber);
    if (isNumber && value <= UINT16_MAX)
        return value;
    if (!isNumber) {
        if (const auto named = contentFormatByName(utf8(text(option))))
            return *named;
    }
    complain(badNumber(QLatin1String(option), text(option),
                       QStringLiteral("a number from 0 to 65535 or a name: text, json, cbor, "
                                      "link-format, octet-stream, senml+json, ...")));
    return std::nullopt;
}

std::optional<TransmissionParameters> Arguments::parameters()
{
    const auto ackTimeout = duration("ack-timeout", kLongestAckTimeout);
    const auto maxRetransmit = number("max-retransmit", 0, 20);
    if (!ackTimeout && !maxRetransmit)
        return std::nullopt;
    TransmissionParameters parameters;
    if (ackTimeout)
        parameters.ackTimeout = *ackTimeout;
    if (maxRetransmit)
        parameters.maxRetransmit = *maxRetransmit;
    return parameters;
}

QString Arguments::bindAddress()
{
    if (!has("bind"))
        return {};
    if (!parseAddressAndPort(text("bind")))
        complain(badNumber(QStringLiteral("bind"), text("bind"),
                           QStringLiteral("an address of this machine, such as 127.0.0.1, "
                                          "127.0.0.1:40000 or [::1]:40000")));
    return text("bind");
}

QStringList Arguments::groups()
{
    for (const QString &each : texts("group")) {
        const auto address = parseAddressAndPort(each);
        if (!address || !address->isMulticast())
            complain(badNumber(QStringLiteral("group"), each,
                               QStringLiteral("a multicast address, such as 224.0.1.187, "
                                              "224.0.1.187:5683 or [ff02::fd]:5683")));
    }
    return texts("group");
}

void Arguments::checkUri(const QString &uri)
{
    const auto parsed = parseUri(utf8(uri));
    if (!parsed) {
        complain(badUri(uri, parsed.error()));
        return;
    }
    if (parsed->scheme == UriScheme::Coap || parsed->scheme == UriScheme::Coaps)
        return;
    Complaint complaint = notBuilt(QString::fromStdString(std::string(schemeName(parsed->scheme))) +
                                   QStringLiteral("://"));
    complaint.kind = QStringLiteral("unsupported-scheme");
    complaint.uri = uri;
    complain(complaint);
}

} // namespace copper::cli
