// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/board/board_options.h"

#include "core/base/version.h"
#include "core/coap/block_option.h"
#include "core/net/interfaces.h"
#include "core/net/target.h"
#include "core/storage/secret_file.h"

#include <QCommandLineParser>

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint16_t kDefaultPort = 5683;
constexpr int kUsage = 64;
constexpr unsigned kMostBoards = 2000;
constexpr int kFleetFirstAddress = 11;
constexpr int kFleetLastAddress = 250;
constexpr int kPortsToTry = 100;
constexpr double kLongestStorm_s = 600;
constexpr std::size_t kMostKeyFile = 4096;

void refuse(BoardOptions &options, const QString &message)
{
    options.message = QStringLiteral("copper-board: ") + message;
    options.exitCode = kUsage;
}

QString inWords(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString defectHelp()
{
    QString text =
        QStringLiteral("\nFor those who test clients, --fault defect=NAME makes mistakes "
                       "that servers make:\n");
    for (const BoardDefectRow &row : boardDefects())
        text += QStringLiteral("  ") + inWords(row.name).leftJustified(19) + inWords(row.summary) +
                QLatin1Char('\n');
    return text;
}

QString applyDefect(BoardFaults &faults, const QString &name)
{
    const auto defect = boardDefectByName(name.toStdString());
    if (defect) {
        faults.defects.push_back(*defect);
        return {};
    }
    QStringList names;
    for (const BoardDefectRow &row : boardDefects())
        names << inWords(row.name);
    return QStringLiteral("--fault defect=%1: there are %2")
        .arg(name, names.join(QStringLiteral(", ")));
}

// Faults that only the profile hostile knows. False: not one of them.
bool applyHostileFault(HostileHostConfig &hostile, const QString &key, double value)
{
    if (key == QLatin1String("flood") && value <= HostileConfig::kMaxFlood)
        hostile.device.floodAnswers = static_cast<std::uint32_t>(value);
    else if (key == QLatin1String("storm") && value <= HostileConfig::kMaxPerSecond)
        hostile.device.stormPerSecond = static_cast<unsigned>(value);
    else if (key == QLatin1String("storm_s") && value <= kLongestStorm_s)
        hostile.device.stormLength = seconds(value);
    else if (key == QLatin1String("lan"))
        hostile.beyondLoopback = value > 0;
    else
        return false;
    return true;
}

// Empty, or what is wrong with it.
QString applyFault(BoardOptions &options, const QString &text)
{
    BoardFaults &faults = options.faults;
    const QString key = text.section(QLatin1Char('='), 0, 0);
    if (key == QLatin1String("defect"))
        return applyDefect(faults, text.section(QLatin1Char('='), 1));
    bool valid = false;
    const double value = text.section(QLatin1Char('='), 1).toDouble(&valid);
    if (!valid || value < 0)
        return QStringLiteral("--fault %1: KEY=NUMBER is expected, as in loss=0.1").arg(text);
    if (options.isHostile() && applyHostileFault(options.hostile, key, value))
        return {};
    const bool probability = value <= 1;
    if (key == QLatin1String("loss") && probability)
        faults.link.loss = value;
    else if (key == QLatin1String("duplicate") && probability)
        faults.link.duplicate = value;
    else if (key == QLatin1String("reorder") && probability)
        faults.link.reorder = value;
    else if (key == QLatin1String("delay_ms"))
        faults.link.delay = seconds(value / 1000);
    else if (key == QLatin1String("reboot_s") && value > 0)
        faults.rebootEverySeconds = value;
    else if (key == QLatin1String("silent_s") && value > 0)
        faults.silentForSeconds = value;
    else if (key == QLatin1String("max_block")) {
        faults.maxSzx = szxForSize(static_cast<std::uint32_t>(value));
        if (!faults.maxSzx)
            return QStringLiteral("--fault max_block: 16, 32, 64, 128, 256, 512 or 1024");
    } else {
        return QStringLiteral("--fault %1: the keys are loss, duplicate, reorder (0 to 1), "
                              "delay_ms, reboot_s, max_block, silent_s, defect; of the profile "
                              "hostile also flood, storm, storm_s, lan")
            .arg(text);
    }
    return {};
}

// ID:FILE, the identity up to the last colon, or the pair of the ETSI tests, which is no secret.
// Empty, or what is wrong with it.
QString addKey(BoardOptions &options, const QString &text)
{
    if (text == QLatin1String("plugtest")) {
        options.keys.push_back(*makePskCredential(toOwned(asBytes("password")),
                                                  SecretBytes::copyOf(asBytes("sesame"))));
        return {};
    }
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    const QString path = text.mid(colon + 1);
    if (colon < 1 || path.isEmpty())
        return QStringLiteral("--psk %1: ID:FILE is expected").arg(text);
    const auto content = readSecretFile(path, kMostKeyFile);
    if (!content)
        return QStringLiteral("--psk: %1 cannot be read: %2").arg(path, content.error());
    const std::string identity = text.left(colon).toStdString();
    const auto credential = makePskCredential(toOwned(asBytes(identity)),
                                              SecretBytes::copyOf(keyInFile(content->view())));
    if (!credential)
        return credential.error() == PskFault::IdentityTooLong
                   ? QStringLiteral("--psk: an identity has at most %1 bytes")
                         .arg(kMaxPskIdentityBytes)
                   : QStringLiteral("--psk: a key has 1 to %1 bytes; %2 does not")
                         .arg(kMaxPskBytes)
                         .arg(path);
    options.keys.push_back(*credential);
    return {};
}

SocketAddress loopback(int lastByte, std::uint16_t port)
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {127, 0, 0, static_cast<std::uint8_t>(lastByte)};
    address.port = port;
    return address;
}

} // namespace

BoardOptions parseBoardOptions(const QStringList &arguments)
{
    BoardOptions options;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A virtual CoAP device, or a fleet of them, on real UDP sockets.\n"
                       "Profiles: greenhouse, meter, lamp, board, flaky, plugtest;\n"
                       "hostile breaks the rules, for tests of what must bear it."));
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QStringLiteral("Resources to serve; repeatable."),
                                     QStringLiteral("NAME"));
    const QCommandLineOption fleet(QStringLiteral("fleet"),
                                   QStringLiteral("Six boards on 127.0.0.11 and following."));
    const QCommandLineOption boards(QStringLiteral("boards"),
                                    QStringLiteral("So many boards on 127.1.0.1 and following, of "
                                                   "the profiles in turn; 1 to %1.")
                                        .arg(kMostBoards),
                                    QStringLiteral("N"));
    const QCommandLineOption bind(QStringLiteral("bind"), QStringLiteral("Address to serve on."),
                                  QStringLiteral("ADDR"));
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("Port, default 5683."),
                                  QStringLiteral("N"));
    const QCommandLineOption group(QStringLiteral("group"),
                                   QStringLiteral("Multicast group to listen to; repeatable."),
                                   QStringLiteral("ADDR"));
    const QCommandLineOption psk(
        QStringLiteral("psk"),
        QStringLiteral("Serve coaps on port + 1 with this identity and the "
                       "key in this file; repeatable. \"plugtest\" is the public pair of the ETSI "
                       "tests."),
        QStringLiteral("ID:FILE"));
    const QCommandLineOption seed(QStringLiteral("seed"),
                                  QStringLiteral("Same seed, same values and faults."),
                                  QStringLiteral("N"));
    const QCommandLineOption fault(
        QStringLiteral("fault"),
        QStringLiteral("loss, duplicate, reorder, delay_ms, reboot_s, max_block, silent_s, "
                       "defect; of hostile also flood, storm, storm_s, lan."),
        QStringLiteral("KEY=VALUE"));
    const QCommandLineOption amplification(
        QStringLiteral("amplification-limit"),
        QStringLiteral("Ask unverified peers for an Echo before a large answer (RFC 9175)."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("This text."));
    const QCommandLineOption version(QStringLiteral("version"), QStringLiteral("The version."));
    parser.addOptions({profile, fleet, boards, bind, port, group, psk, seed, fault, amplification,
                       help, version});
    if (!parser.parse(arguments)) {
        refuse(options, parser.errorText());
        return options;
    }
    if (parser.isSet(help)) {
        options.message = parser.helpText() + defectHelp();
        return options;
    }
    if (parser.isSet(version)) {
        options.message = QStringLiteral("copper-board %1").arg(QLatin1String(kVersion));
        return options;
    }
    for (const QString &text : parser.values(psk)) {
        if (const QString problem = addKey(options, text); !problem.isEmpty()) {
            refuse(options, problem);
            return options;
        }
    }
    if (!parser.positionalArguments().isEmpty()) {
        refuse(options, QStringLiteral("unexpected \"%1\"; options only")
                            .arg(parser.positionalArguments().constFirst()));
        return options;
    }
    options.profiles = parser.values(profile);
    for (const QString &name : options.profiles) {
        const auto &known = VirtualDevice::profileNames();
        if (std::find(known.begin(), known.end(), name.toStdString()) == known.end() &&
            name != QLatin1String("hostile")) {
            refuse(options, QStringLiteral("--profile %1: there are greenhouse, meter, lamp, "
                                           "board, flaky, plugtest and hostile")
                                .arg(name));
            return options;
        }
    }
    if (options.isHostile() && (options.profiles.size() > 1 || parser.isSet(fleet))) {
        refuse(options, QStringLiteral("--profile hostile stands alone"));
        return options;
    }
    options.fleet = parser.isSet(fleet);
    if (parser.isSet(boards)) {
        bool number = false;
        options.boards = parser.value(boards).toUInt(&number);
        if (!number || options.boards == 0 || options.boards > kMostBoards) {
            refuse(options, QStringLiteral("--boards: 1 to %1 is expected").arg(kMostBoards));
            return options;
        }
        if (options.fleet || options.isHostile() || parser.isSet(bind)) {
            refuse(options, QStringLiteral("--boards stands without --fleet, --bind and hostile"));
            return options;
        }
    }
    options.groups = parser.values(group);
    options.amplificationLimit = parser.isSet(amplification);
    for (const QString &text : parser.values(fault)) {
        if (const QString problem = applyFault(options, text); !problem.isEmpty()) {
            refuse(options, problem);
            return options;
        }
    }
    bool valid = true;
    if (parser.isSet(seed))
        options.seed = parser.value(seed).toULongLong(&valid);
    if (!valid) {
        refuse(options, QStringLiteral("--seed: a whole number is expected"));
        return options;
    }
    if (parser.isSet(port))
        options.port = parser.value(port).toUShort(&valid);
    if (!valid) {
        refuse(options, QStringLiteral("--port: 0 to 65535 is expected"));
        return options;
    }
    if (parser.isSet(bind)) {
        const auto address = parseAddressAndPort(parser.value(bind), 0);
        if (!address) {
            refuse(options, QStringLiteral("--bind %1: not an IP address of this machine")
                                .arg(parser.value(bind)));
            return options;
        }
        options.bind = *address;
    }
    for (const QString &text : options.groups) {
        const auto address = parseAddressAndPort(text, kDefaultPort);
        if (!address || !address->isMulticast()) {
            refuse(options, QStringLiteral("--group %1: not a multicast address").arg(text));
            return options;
        }
    }
    return options;
}

// --- BoardFleet ---

QString BoardFleet::start(const BoardOptions &options)
{
    if (options.boards > 0)
        return startMany(options);
    if (!options.fleet) {
        SocketAddress local = options.bind.isValid() ? options.bind : loopback(1, 0);
        if (options.port)
            local.port = *options.port;
        else if (local.port == 0)
            local.port = kDefaultPort;
        if (options.isHostile())
            return startHostile(options, local);
        const QStringList profiles = options.profiles.isEmpty()
                                         ? QStringList{QStringLiteral("greenhouse")}
                                         : options.profiles;
        return startOne(options, profiles, profiles.constFirst() + QStringLiteral("-1"),
                        options.seed, {local});
    }
    const std::vector<std::pair<QString, QString>> boards{
        {QStringLiteral("greenhouse"), QStringLiteral("greenhouse-1")},
        {QStringLiteral("lamp"), QStringLiteral("lamp-2")},
        {QStringLiteral("meter"), QStringLiteral("meter-3")},
        {QStringLiteral("board"), QStringLiteral("board-4")},
        {QStringLiteral("flaky"), QStringLiteral("flaky-5")},
        {QStringLiteral("board"), QStringLiteral("board-6")},
    };
    const std::uint16_t port = options.port.value_or(kDefaultPort);
    int next = kFleetFirstAddress;
    for (std::size_t i = 0; i < boards.size(); ++i) {
        // A second fleet on the machine takes the next free addresses.
        std::vector<SocketAddress> candidates;
        for (int last = next; last <= kFleetLastAddress; ++last)
            candidates.push_back(loopback(last, port));
        // Where only 127.0.0.1 exists, boards take different ports.
        for (int offset = 0; offset < kPortsToTry; ++offset)
            candidates.push_back(loopback(1, static_cast<std::uint16_t>(port + offset)));
        BoardOptions own = options;
        if (boards[i].first == QLatin1String("flaky") && !options.faults.link.any()) {
            own.faults.link.loss = 0.05;
            own.faults.link.duplicate = 0.05;
            own.faults.link.delay = seconds(0.02);
            own.faults.link.jitter = seconds(0.06);
        }
        const QString problem =
            startOne(own, {boards[i].first}, boards[i].second, options.seed * 100 + i, candidates);
        if (!problem.isEmpty())
            return problem;
        const SocketAddress taken = m_boards.back()->address();
        next = taken.ip[3] >= kFleetFirstAddress ? taken.ip[3] + 1 : next;
    }
    return {};
}

QString BoardFleet::startMany(const BoardOptions &options)
{
    const QStringList profiles =
        options.profiles.isEmpty()
            ? QStringList{QStringLiteral("greenhouse"), QStringLiteral("lamp"),
                          QStringLiteral("meter"), QStringLiteral("board")}
            : options.profiles;
    for (unsigned i = 0; i < options.boards; ++i) {
        const QString &profile = profiles[static_cast<qsizetype>(i) % profiles.size()];
        SocketAddress local = loopback(1, options.port.value_or(kDefaultPort));
        local.ip[1] = 1;
        local.ip[2] = static_cast<std::uint8_t>((i + 1) / 250);
        local.ip[3] = static_cast<std::uint8_t>(1 + (i + 1) % 250);
        const QString problem =
            startOne(options, {profile}, QStringLiteral("%1-%2").arg(profile).arg(i + 1),
                     options.seed * 10'000 + i, {local});
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString BoardFleet::startHostile(const BoardOptions &options, const SocketAddress &local)
{
    HostileHostConfig config = options.hostile;
    config.device.seed = options.seed;
    config.faults = options.faults.link;
    auto host = std::make_unique<HostileHost>(config, m_random);
    if (const auto listening = host->listen(local); !listening)
        return QStringLiteral("copper-board: cannot listen on %1: %2.")
            .arg(QString::fromStdString(toText(local)), listening.error().text);
    join(*host, options, local);
    m_boards.push_back(std::move(host));
    return {};
}

QString BoardFleet::startOne(const BoardOptions &options, const QStringList &profiles,
                             const QString &name, std::uint64_t seed,
                             const std::vector<SocketAddress> &candidates)
{
    BoardConfig config;
    config.device.name = name.toStdString();
    for (const QString &profile : profiles)
        config.device.profiles.push_back(profile.toStdString());
    config.device.seed = seed;
    config.faults = options.faults;
    config.amplificationLimit = options.amplificationLimit;
    // Of a fleet, lamp and meter are the secure ones.
    const bool secure = !options.fleet || profiles.contains(QLatin1String("lamp")) ||
                        profiles.contains(QLatin1String("meter"));
    if (secure)
        config.keys = options.keys;
    auto host = std::make_unique<BoardHost>(config, m_random);
    SocketFailure last;
    for (const SocketAddress &candidate : candidates) {
        if (const auto listening = host->listen(candidate)) {
            join(*host, options, candidate);
            m_boards.push_back(std::move(host));
            return {};
        } else {
            last = listening.error();
        }
    }
    return QStringLiteral("copper-board: cannot listen on %1: %2. Choose another --bind or --port.")
        .arg(QString::fromStdString(toText(candidates.front())), last.text);
}

void BoardFleet::join(Board &board, const BoardOptions &options, const SocketAddress &local)
{
    QStringList groups = options.groups;
    if (groups.isEmpty())
        groups << QStringLiteral("224.0.1.187") << QStringLiteral("[ff02::fd]")
               << QStringLiteral("[ff05::fd]");
    const bool wildcard =
        std::all_of(local.ip.begin(), local.ip.end(), [](std::uint8_t byte) { return byte == 0; });
    for (const QString &text : groups) {
        const auto group = parseAddressAndPort(text, kDefaultPort);
        if (!group || group->family != local.family)
            continue;
        for (const MulticastInterface &entry : multicastInterfaces()) {
            const bool own =
                local.isLoopback()
                    ? entry.loopback
                    : wildcard || local.zone == entry.index ||
                          std::any_of(entry.ipv4.begin(), entry.ipv4.end(),
                                      [&](const SocketAddress &ip) { return ip.ip == local.ip; }) ||
                          (local.family == SocketAddress::Family::IPv6 && entry.ipv6);
            if (!own)
                continue;
            // A group that cannot be joined costs discovery, not service.
            (void)board.joinGroup(*group, entry.index,
                                  entry.ipv4.empty() ? SocketAddress{} : entry.ipv4.front());
        }
    }
}

QStringList BoardFleet::readyLines() const
{
    QStringList lines;
    for (const auto &board : m_boards) {
        lines << QStringLiteral("listening coap://%1")
                     .arg(QString::fromStdString(toText(board->address())));
        if (board->secureAddress().isValid())
            lines << QStringLiteral("listening coaps://%1")
                         .arg(QString::fromStdString(toText(board->secureAddress())));
    }
    return lines;
}

} // namespace copper
