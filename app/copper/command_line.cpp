// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/command_line.h"

#include "app/copper/arguments.h"
#include "app/copper/input_file.h"
#include "app/copper/psk_options.h"
#include "app/copper/run_options.h"
#include "core/coap/block_option.h"
#include "core/coap/content_format.h"
#include "core/coap/link_format.h"
#include "core/domain/address_range.h"

#include <algorithm>

namespace copper::cli {

namespace {

constexpr double kLongestTimeout = 7 * 24 * 3600.0;
constexpr std::uint32_t kDefaultBlockSize = 1024;
constexpr std::uint64_t kMostStandardInput = 64U << 20U; // read whole, because its size is unknown
constexpr std::uint64_t kMostChecked = 1U << 20U;        // a payload's syntax is checked up to here
constexpr std::uint32_t kMostInMemory = 256U << 20U;     // of an answer that goes to stdout
constexpr std::uint32_t kMostBody = 1U << 30U;           // what 2^20 blocks of 1024 bytes hold
constexpr std::uint32_t kMostListed = 1'000'000;         // devices of a scan, links of a list
constexpr std::size_t kBytesPerLink = 128; // a list may be as long as so many links are
constexpr std::uint64_t kMostDatagram = 65'535;
// Observations are for ever unless the user says otherwise, but a device that does not answer this
// many attempts to register again is gone.
constexpr unsigned kRegistrationAttempts = 3;

std::uint64_t mostForBlocks(std::uint32_t blockSize)
{
    return (std::uint64_t{kMaxBlockNumber} + 1) * blockSize;
}

void checkFormat(Arguments &arguments, ByteView payload, std::optional<std::uint32_t> format)
{
    if (!format || payload.empty() || payload.size() > kMostChecked)
        return;
    const ContentFormatRow *const row = findContentFormat(*format);
    if (row == nullptr)
        return;
    const Representation read = readPayload(payload, *format);
    const bool structured = read.format != Representation::Format::Text &&
                            read.format != Representation::Format::Binary;
    const bool wrong = read.fault == PayloadFault::Syntax ||
                       read.fault == PayloadFault::Truncated || read.fault == PayloadFault::NotUtf8;
    if (wrong && (structured || read.fault == PayloadFault::NotUtf8))
        arguments.complain(badPayload(
            QString::fromUtf8(row->mediaType.data(), static_cast<qsizetype>(row->mediaType.size())),
            read));
}

void takePayloadFile(Arguments &arguments, RequestSpec &spec, std::optional<std::uint32_t> format)
{
    const QString path = arguments.text("file");
    const std::uint64_t most = mostForBlocks(spec.blockSize.value_or(kDefaultBlockSize));
    if (path == QLatin1String("-")) {
        auto content = readInputFile(path, std::min(most, kMostStandardInput));
        if (!content) {
            arguments.complain(content.error());
            return;
        }
        checkFormat(arguments, *content, format);
        spec.payload = std::make_shared<const Bytes>(std::move(*content));
        return;
    }
    if (const auto complaint = checkInputFile(path, most)) {
        arguments.complain(*complaint);
        return;
    }
    if (format) {
        if (const auto content = readInputFile(path, kMostChecked))
            checkFormat(arguments, *content, format);
    }
    spec.payloadFile = path;
}

void takePayload(Arguments &arguments, RequestSpec &spec)
{
    const auto format = arguments.contentFormat("content-format");
    if (format)
        spec.options.setUint(OptionNumber::ContentFormat, *format);
    const int given = int{arguments.has("payload")} + int{arguments.has("payload-hex")} +
                      int{arguments.has("file")};
    if (given > 1) {
        arguments.complain(
            usageComplaint(QStringLiteral("there can be only one payload"),
                           QStringLiteral("Choose one of --payload, --payload-hex and --file.")));
        return;
    }
    if (arguments.has("file") && !arguments.complaint()) {
        takePayloadFile(arguments, spec, format);
        return;
    }
    if (given == 0)
        return;
    Bytes payload;
    if (arguments.has("payload-hex")) {
        auto bytes = fromHex(arguments.text("payload-hex").toStdString());
        if (!bytes) {
            arguments.complain(badHex(QStringLiteral("--payload-hex")));
            return;
        }
        payload = std::move(*bytes);
    } else {
        payload = toOwned(asBytes(arguments.text("payload").toStdString()));
    }
    checkFormat(arguments, payload, format);
    spec.payload = std::make_shared<const Bytes>(std::move(payload));
}

void takeOptions(Arguments &arguments, RequestSpec &spec)
{
    for (const QString &text : arguments.texts("option")) {
        const auto option = parseOption(text.toStdString());
        if (!option) {
            arguments.complain(badOption(text, option.error()));
            return;
        }
        if (option->number == OptionNumber::Block1 || option->number == OptionNumber::Block2) {
            arguments.complain(
                usageComplaint(QStringLiteral("block options are set by the transfer itself"),
                               QStringLiteral("Choose a size with --block-size.")));
            return;
        }
        spec.options.add(option->number, option->value);
    }
    if (const auto accept = arguments.contentFormat("accept"))
        spec.options.setUint(OptionNumber::Accept, *accept);
}

template <class Spec>
void takeNetworkInto(Arguments &arguments, Spec &spec)
{
    spec.timeout = arguments.duration("timeout", kLongestTimeout);
    spec.parameters = arguments.parameters();
    spec.bindAddress = arguments.bindAddress();
    if (arguments.texts("interface").size() > 1)
        arguments.complain(usageComplaint(QStringLiteral("only one --interface can be used here"),
                                          QStringLiteral("'discover' takes several.")));
    spec.interfaceName = arguments.text("interface");
}

QStringList takeUris(Arguments &arguments, const VerbRow &verb, qsizetype skip = 0)
{
    const QStringList uris = arguments.positional().mid(skip);
    if (uris.isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("the URI is missing"),
                           QStringLiteral("Usage: copper %1 [options] %2")
                               .arg(QLatin1String(verb.name), QLatin1String(verb.arguments))));
    for (const QString &uri : uris)
        arguments.checkUri(uri);
    return uris;
}

RequestSpec baseRequest(Arguments &arguments, const VerbRow &verb)
{
    RequestSpec spec;
    spec.method = verb.method;
    spec.confirmable = !arguments.has("non");
    spec.blockSize = arguments.blockSize();
    spec.lateBlockSize = arguments.has("late-block-size");
    if (spec.lateBlockSize && !spec.blockSize)
        arguments.complain(usageComplaint(
            QStringLiteral("--late-block-size says when, not which"),
            QStringLiteral("Give the size too: --block-size 64 --late-block-size.")));
    if (const auto mid = arguments.number("mid", 0, 0xffff))
        spec.mid = static_cast<std::uint16_t>(*mid);
    spec.token = arguments.token();
    spec.maxBody = arguments.number("max-body", 1, kMostBody).value_or(kMostInMemory);
    takeNetwork(arguments, spec);
    takeOptions(arguments, spec);
    return spec;
}

std::vector<RequestSpec> forEachUri(const RequestSpec &base, const QStringList &uris)
{
    std::vector<RequestSpec> specs;
    for (const QString &uri : uris) {
        specs.push_back(base);
        specs.back().uri = uri;
    }
    return specs;
}

Command readRequest(Arguments &arguments, const VerbRow &verb)
{
    RequestCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList uris = takeUris(arguments, verb);
    RequestSpec base = baseRequest(arguments, verb);
    if (!arguments.complaint())
        takePayload(arguments, base);
    base.outputFile = arguments.text("output");
    if (arguments.has("output") && base.outputFile.isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("--output needs the name of a file"), QString()));
    if (!base.outputFile.isEmpty() && uris.size() > 1)
        arguments.complain(usageComplaint(
            QStringLiteral("--output takes the answer of one URI, and there are several"),
            QStringLiteral("Run the program once for each.")));
    command.requests = forEachUri(base, uris);
    return command;
}

Command readObserve(Arguments &arguments, const VerbRow &verb)
{
    ObserveCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList uris = takeUris(arguments, verb);
    RequestSpec base = baseRequest(arguments, verb);
    base.maxRegistrationAttempts = kRegistrationAttempts;
    command.count = arguments.number("count", 1, UINT32_MAX);
    command.duration = arguments.duration("duration", kLongestTimeout);
    if (!command.duration && base.timeout)
        command.duration = base.timeout;
    base.timeout.reset();
    command.requests = forEachUri(base, uris);
    return command;
}

QStringList readFilters(Arguments &arguments)
{
    const QStringList filters = arguments.texts("filter");
    for (const QString &filter : filters) {
        if (!parseLinkFilter(filter.toStdString()))
            arguments.complain(badNumber(QStringLiteral("filter"), filter,
                                         QStringLiteral("an attribute and a value, such as "
                                                        "rt=temperature*")));
    }
    if (filters.size() > DiscoverySpec::kMaxFilters)
        arguments.complain(usageComplaint(
            QStringLiteral("--filter was given %1 times").arg(filters.size()),
            QStringLiteral("At most %1 filters go together.").arg(DiscoverySpec::kMaxFilters)));
    return filters;
}

void readRange(Arguments &arguments, DiscoverySpec &spec)
{
    if (const auto rate =
            arguments.number("rate", 1, static_cast<std::uint32_t>(DiscoverySpec::kMaxRangeRate)))
        spec.rangeRate = *rate;
    if (!arguments.has("range"))
        return;
    spec.range = arguments.text("range");
    spec.multicast = false;
    if (const auto range = AddressRange::parse(spec.range); !range)
        arguments.complain(badRange(spec.range, range.error()));
    if (!spec.groups.isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("--group and --range exclude each other"), QString()));
}

Command readDiscover(Arguments &arguments, const VerbRow &)
{
    DiscoverCommand command;
    command.common = readCommonOptions(arguments);
    DiscoverySpec &spec = command.spec;
    spec.interfaces = arguments.texts("interface");
    spec.groups = arguments.groups();
    spec.timeout = arguments.duration("timeout", 3600);
    spec.collectFor = spec.timeout.value_or(spec.collectFor);
    spec.filters = readFilters(arguments);
    readRange(arguments, spec);
    spec.explain = true;
    spec.parameters = arguments.parameters();
    spec.bindAddress = arguments.bindAddress();
    if (const auto most = arguments.number("max-devices", 1, kMostListed))
        spec.limits.maxDevices = *most;
    if (const auto most = arguments.number("max-links", 1, kMostListed)) {
        spec.limits.maxLinks = *most;
        spec.limits.maxListBytes = std::max(spec.limits.maxListBytes, *most * kBytesPerLink);
        spec.limits.maxBytes =
            std::max<std::uint64_t>(spec.limits.maxBytes, spec.limits.maxListBytes);
    }
    const QStringList uris = arguments.positional();
    if (uris.size() > 1)
        arguments.complain(
            usageComplaint(QStringLiteral("discover takes one URI or none"),
                           QStringLiteral("Without one it asks every device by multicast.")));
    if (!uris.isEmpty()) {
        arguments.checkUri(uris.first());
        spec.uri = uris.first();
        if (!spec.range.isEmpty())
            arguments.complain(
                usageComplaint(QStringLiteral("--range and a URI exclude each other"), QString()));
        if (!spec.groups.isEmpty())
            arguments.complain(
                usageComplaint(QStringLiteral("--group and a URI exclude each other"), QString()));
    }
    return command;
}

Command readPing(Arguments &arguments, const VerbRow &verb)
{
    PingCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList uris = takeUris(arguments, verb);
    if (uris.size() > 1)
        arguments.complain(usageComplaint(QStringLiteral("ping takes one URI"), QString()));
    takeNetwork(arguments, command.spec);
    command.count = arguments.number("count", 1, 1'000'000).value_or(1);
    if (!uris.isEmpty())
        command.spec.uri = uris.first();
    return command;
}

Command readFlash(Arguments &arguments, const VerbRow &verb)
{
    FlashCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList positional = arguments.positional();
    if (positional.isEmpty())
        arguments.complain(usageComplaint(QStringLiteral("the image is missing"),
                                          QStringLiteral("Usage: copper flash [options] IMAGE "
                                                         "URI...")));
    const QStringList uris = takeUris(arguments, verb, 1);
    UploadSpec base;
    takeNetworkInto(arguments, base);
    base.imagePath = positional.value(0);
    base.blockSize = arguments.blockSize().value_or(kDefaultBlockSize);
    if (const auto format = arguments.contentFormat("content-format"))
        base.contentFormat = *format;
    const QString method =
        arguments.has("method") ? arguments.text("method").toUpper() : QStringLiteral("PUT");
    if (method != QLatin1String("PUT") && method != QLatin1String("POST"))
        arguments.complain(badNumber(QStringLiteral("method"), arguments.text("method"),
                                     QStringLiteral("PUT or POST")));
    base.method = method == QLatin1String("POST") ? code::kPost : code::kPut;
    base.resume = arguments.has("resume");
    base.verifyPath = arguments.text("verify");
    if (arguments.has("verify") && !base.verifyPath.startsWith(QLatin1Char('/')))
        arguments.complain(badNumber(QStringLiteral("verify"), base.verifyPath,
                                     QStringLiteral("a path on the device, such as /firmware")));
    command.parallel = arguments.number("parallel", 1, 1000).value_or(4);
    if (!arguments.complaint()) {
        if (const auto bad = checkInputFile(base.imagePath, mostForBlocks(base.blockSize)))
            arguments.complain(*bad);
    }
    for (const QString &uri : uris) {
        command.uploads.push_back(base);
        command.uploads.back().uri = uri;
    }
    return command;
}

// The DTLS tests have another port than the others and are not mixed with them.
void checkGroups(Arguments &arguments, const PlugtestSpec &spec)
{
    PlugtestSpec whole;
    whole.uri = spec.uri;
    const bool secureUri = whole.isSecure();
    const auto isSecure = [](const QString &id) {
        const PlugtestDescription *test = findPlugtest(id.toStdString());
        return test && isSecurePlugtest(*test);
    };
    const auto secure = std::count_if(spec.only.begin(), spec.only.end(), isSecure);
    if (secure == spec.only.size() || (secure == 0 && !secureUri))
        return;
    const auto clear = std::find_if_not(spec.only.begin(), spec.only.end(), isSecure);
    arguments.complain(usageComplaint(
        secureUri ? QStringLiteral("%1 is played over coap, not over coaps").arg(*clear)
                  : QStringLiteral("the DTLS tests are played by themselves"),
        QStringLiteral("Two runs: one with a coap URI, one with a coaps URI.")));
}

Command readPlugtest(Arguments &arguments, const VerbRow &verb)
{
    PlugtestCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList uris = takeUris(arguments, verb);
    if (uris.size() > 1)
        arguments.complain(usageComplaint(QStringLiteral("plugtest takes one URI"), QString()));
    command.spec.uri = uris.value(0);
    takeNetworkInto(arguments, command.spec);
    for (const QString &list : arguments.texts("only")) {
        for (const QString &id : list.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            if (findPlugtest(id.trimmed().toStdString()) == nullptr)
                arguments.complain(badNumber(
                    QStringLiteral("only"), id,
                    QStringLiteral("tests by their ids, such as CORE_01,LINK_04,BLOCK_02,OBS_12")));
            command.spec.only << id.trimmed();
        }
    }
    checkGroups(arguments, command.spec);
    if (arguments.has("only") && command.spec.only.isEmpty())
        arguments.complain(usageComplaint(QStringLiteral("--only needs the id of a test"),
                                          QStringLiteral("For example: --only CORE_01,OBS_12")));
    command.junitPath = arguments.text("junit");
    if (arguments.has("junit") && command.junitPath.isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("--junit needs the name of a file"), QString()));
    return command;
}

Command readDecode(Arguments &arguments, const VerbRow &)
{
    DecodeCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList hex = arguments.positional();
    if (arguments.has("file") == !hex.isEmpty()) {
        arguments.complain(usageComplaint(
            QStringLiteral("decode takes a message in hex or --file, one of them"),
            QStringLiteral("For example: copper decode 40017d34bb74656d7065726174757265")));
        return command;
    }
    if (arguments.complaint())
        return command;
    if (arguments.has("file")) {
        auto content = readInputFile(arguments.text("file"), kMostDatagram);
        if (!content)
            arguments.complain(content.error());
        else
            command.message = std::move(*content);
        return command;
    }
    auto bytes = fromHex(hex.join(QLatin1Char(' ')).toStdString());
    if (!bytes)
        arguments.complain(badHex(QStringLiteral("the message")));
    else
        command.message = std::move(*bytes);
    return command;
}

Command readHelp(Arguments &arguments, const VerbRow &)
{
    HelpCommand command;
    const QStringList names = arguments.positional();
    if (!names.isEmpty()) {
        command.verb = findVerb(names.first());
        if (command.verb == nullptr)
            arguments.complain(unknownVerb(names.first()));
    }
    return command;
}

Command readVerb(Arguments &arguments, const VerbRow &verb)
{
    switch (verb.verb) {
    case Verb::Get:
    case Verb::Put:
    case Verb::Post:
    case Verb::Delete:
    case Verb::Fetch:
    case Verb::Patch:
    case Verb::IPatch:
        return readRequest(arguments, verb);
    case Verb::Observe:
        return readObserve(arguments, verb);
    case Verb::Discover:
        return readDiscover(arguments, verb);
    case Verb::Ping:
        return readPing(arguments, verb);
    case Verb::Flash:
        return readFlash(arguments, verb);
    case Verb::Decode:
        return readDecode(arguments, verb);
    case Verb::Plugtest:
        return readPlugtest(arguments, verb);
    case Verb::Run:
        return readRun(arguments, verb);
    case Verb::Help:
    case Verb::Capture:
    case Verb::Creds:
        break;
    }
    return readHelp(arguments, verb);
}

} // namespace

void takeNetwork(Arguments &arguments, RequestSpec &spec)
{
    takeNetworkInto(arguments, spec);
}

CommonOptions readCommonOptions(Arguments &arguments)
{
    CommonOptions common;
    common.json = arguments.has("json");
    common.verbose = arguments.has("verbose");
    common.pcapPath = arguments.text("pcap");
    common.psk = pskCredential(arguments);
    common.vaultPath = arguments.text("vault");
    if (arguments.has("vault") && common.vaultPath.isEmpty())
        arguments.complain(usageComplaint(QStringLiteral("--vault needs the name of a file"), {}));
    common.keyLogPath = arguments.text("keylog");
    if (arguments.has("keylog") && common.keyLogPath.isEmpty())
        arguments.complain(usageComplaint(QStringLiteral("--keylog needs the name of a file"), {}));
    common.timeout = arguments.duration("timeout", kLongestTimeout);
    return common;
}

bool wantsJson(const QStringList &arguments)
{
    return arguments.contains(QStringLiteral("--json"));
}

Result<Command, Complaint> parseCommandLine(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return failure(usageComplaint(QStringLiteral("no verb is given"),
                                      QStringLiteral("'copper help' lists them.")));
    const QString first = arguments.first();
    if (first == QLatin1String("--version") || first == QLatin1String("-V"))
        return VersionCommand{};
    if (first == QLatin1String("--help") || first == QLatin1String("-h"))
        return HelpCommand{};
    const VerbRow *const verb = findVerb(first);
    if (verb == nullptr && first.startsWith(QLatin1Char('-')))
        return failure(usageComplaint(QStringLiteral("the verb comes first, then its options"),
                                      QStringLiteral("Usage: copper VERB [options] ARGUMENTS")));
    if (verb == nullptr)
        return failure(unknownVerb(first));
    if (verb->groups == 0)
        return failure(notBuilt(QStringLiteral("'%1'").arg(first)));
    if (verb->verb == Verb::Creds)
        return parseCreds(arguments.mid(1));
    Arguments rest(*verb, arguments.mid(1));
    if (!rest.complaint() && rest.has("help"))
        return HelpCommand{verb};
    Command command = readVerb(rest, *verb);
    if (rest.complaint())
        return failure(*rest.complaint());
    return command;
}

} // namespace copper::cli
