// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/board_yard.h"

#include <array>

namespace copper::test {

namespace {

constexpr std::size_t kPatternBytes = 150'000;
constexpr std::uint64_t kStoreLimit = 4U << 20U;
constexpr std::size_t kDigestBytes = 8;
constexpr int kComing_ms = 5000; // one of them changes place so often
constexpr std::array<int, 2> kComeAndGo{18, 19};

std::array<std::uint8_t, kDigestBytes> digestOf(ByteView bytes)
{
    const std::uint64_t digest = digest64(bytes);
    std::array<std::uint8_t, kDigestBytes> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(digest >> (8 * i));
    return out;
}

DeviceResource patternResource()
{
    DeviceResource resource;
    resource.path = "/pattern";
    resource.uploadLimit = 0;
    resource.handle = [](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        Response response;
        response.payload = patternBody();
        return response;
    };
    return resource;
}

} // namespace

const Bytes &patternBody()
{
    static const Bytes body = [] {
        Bytes bytes(kPatternBytes);
        SeededRandom random(4711);
        random.fill(bytes);
        return bytes;
    }();
    return body;
}

Bytes certifiedBody(std::size_t size, std::uint64_t seed)
{
    Bytes bytes(kDigestBytes + size);
    SeededRandom random(seed);
    const MutableByteView rest = MutableByteView(bytes).subspan(kDigestBytes);
    random.fill(rest);
    const auto digest = digestOf(rest);
    std::copy(digest.begin(), digest.end(), bytes.begin());
    return bytes;
}

bool isCertified(ByteView body)
{
    return body.size() > kDigestBytes &&
           equalBytes(digestOf(body.subspan(kDigestBytes)), body.first(kDigestBytes));
}

BoardYard::BoardYard(std::uint64_t seed) : m_seed(seed), m_inside(new QObject)
{
    m_inside->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_inside, [this] { build(); }, Qt::BlockingQueuedConnection);
}

BoardYard::~BoardYard()
{
    // Sockets and timers are closed where they were made.
    QMetaObject::invokeMethod(
        m_inside,
        [this] {
            m_comings.reset();
            m_plots.clear();
            delete m_inside;
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

BoardConfig BoardYard::configOf(int index) const
{
    BoardConfig config;
    config.device.name = "soak-" + std::to_string(index);
    config.device.profiles = {"greenhouse", "lamp"};
    config.device.seed = m_seed * 100 + static_cast<std::uint64_t>(index);
    LinkFaults &link = config.faults.link;
    switch (index % 4) {
    case 1:
        link.loss = 0.05;
        link.duplicate = 0.05;
        break;
    case 2:
        link.delay = seconds(0.02);
        link.reorder = 0.1;
        break;
    case 3:
        link.loss = 0.1;
        link.reorder = 0.05;
        link.duplicate = 0.02;
        break;
    default:
        break;
    }
    if (index == 14 || index == 15)
        config.faults.silentForSeconds = 12;
    if (index == 16 || index == 17)
        config.faults.rebootEverySeconds = 20;
    return config;
}

void BoardYard::put(int index, SocketAddress address)
{
    Plot &plot = *m_plots[static_cast<std::size_t>(index)];
    plot.host = std::make_unique<BoardHost>(configOf(index), m_random);
    plot.host->device().addResource(patternResource());
    DeviceResource store;
    store.path = "/store";
    store.uploadLimit = kStoreLimit;
    store.handle = [&plot](const DeviceRequest &request) -> std::optional<Response> {
        Response response;
        if (request.method == code::kGet) {
            response.payload = plot.stored;
            return response;
        }
        if (request.method != code::kPut)
            return std::nullopt;
        plot.stored = toOwned(request.content());
        ++plot.counts.storesTaken;
        plot.counts.storesBroken += isCertified(plot.stored) ? 0 : 1;
        response.code = code::kChanged;
        return response;
    };
    plot.host->device().addResource(std::move(store));
    if (!plot.host->listen(address))
        qFatal("cannot bind %s", toText(address).c_str());
}

void BoardYard::build()
{
    for (int i = 0; i < kBoards; ++i) {
        m_plots.push_back(std::make_unique<Plot>());
        SocketAddress address;
        address.family = SocketAddress::Family::IPv4;
        address.ip = {127, 0, 1, static_cast<std::uint8_t>(i + 1)};
        put(i, address);
        m_addresses.push_back(m_plots.back()->host->address());
    }
    m_comings = std::make_unique<QTimer>();
    QObject::connect(m_comings.get(), &QTimer::timeout, m_comings.get(), [this] {
        const int index = kComeAndGo[static_cast<std::size_t>(m_turn++ % 2)];
        if (m_plots[static_cast<std::size_t>(index)]->host)
            takeAway(index);
        else
            put(index, m_addresses[static_cast<std::size_t>(index)]);
    });
    m_comings->start(kComing_ms);
}

void BoardYard::noteCounts(Plot &plot)
{
    const CoapDriver &driver = plot.host->driver();
    plot.counts.received += driver.socketCounters().received;
    plot.counts.sent += driver.socketCounters().sent;
    plot.counts.kernelDrops += driver.kernelDrops();
}

void BoardYard::takeAway(int index)
{
    Plot &plot = *m_plots[static_cast<std::size_t>(index)];
    noteCounts(plot);
    plot.counts.wentAway = true;
    plot.host.reset();
}

void BoardYard::calm()
{
    QMetaObject::invokeMethod(
        m_inside,
        [this] {
            m_comings->stop();
            for (const int index : kComeAndGo) {
                if (!m_plots[static_cast<std::size_t>(index)]->host)
                    put(index, m_addresses[static_cast<std::size_t>(index)]);
            }
        },
        Qt::BlockingQueuedConnection);
}

std::vector<BoardYard::Counts> BoardYard::counts()
{
    std::vector<Counts> all;
    QMetaObject::invokeMethod(
        m_inside,
        [&] {
            for (const auto &plot : m_plots) {
                const Counts before = plot->counts;
                noteCounts(*plot);
                all.push_back(std::exchange(plot->counts, before));
            }
        },
        Qt::BlockingQueuedConnection);
    return all;
}

} // namespace copper::test
