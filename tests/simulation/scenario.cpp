// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/scenario.h"

#include "core/coap/codec.h"

#include <array>
#include <cstdio>

namespace copper::test {

namespace {

constexpr std::size_t kTraced = 200;
constexpr double kTimeout_s = 300;
// Longer than any table keeps anything: EXCHANGE_LIFETIME, back-off of an observation, leisure.
constexpr double kQuiet_s = 1200;

struct ResourceKind
{
    const char *path;
    std::size_t size;
};
constexpr std::array<ResourceKind, 5> kResources{
    {{"a", 12}, {"b", 700}, {"c", 1024}, {"d", 5'000}, {"e", 20'000}}};

// A body that says what it is in its first line, and is otherwise different in each byte's place.
Bytes bodyNamed(const std::string &name, std::size_t size)
{
    Bytes body(name.begin(), name.end());
    body.push_back('\n');
    std::uint32_t state = 2166136261U;
    for (const char c : name)
        state = (state ^ static_cast<std::uint8_t>(c)) * 16777619U;
    while (body.size() < size) {
        state = state * 1664525U + 1013904223U;
        body.push_back(static_cast<std::uint8_t>(state >> 24U));
    }
    return body;
}

std::string nameOf(ByteView body)
{
    const std::string_view text = asText(body);
    return std::string(text.substr(0, text.find('\n')));
}

std::size_t sizeOf(const std::string &path)
{
    for (const ResourceKind &kind : kResources) {
        if (path == kind.path)
            return kind.size;
    }
    return 0;
}

std::string resourceName(std::size_t server, const std::string &path, unsigned version)
{
    return "s" + std::to_string(server) + "/" + path + "/" + std::to_string(version);
}

} // namespace

Scenario::Scenario(std::uint64_t seed) : m_seed(seed), m_random(seed), m_network(seed)
{
    const std::size_t clients = 1 + pick(3);
    const std::size_t servers = 1 + pick(2);
    for (std::size_t i = 0; i < clients + servers; ++i) {
        EndpointConfig config;
        config.serves = i >= clients;
        config.szx = static_cast<std::uint8_t>(chance(0.3) ? pick(7) : 6);
        m_nodes.push_back({config.serves, 0});
        (config.serves ? m_servers : m_clients).push_back(i);
        m_network.addNode(config, [this, i, serves = config.serves](Output &output) {
            if (serves)
                onServer(i, output);
            else
                onClient(i, output);
        });
    }
    LinkFaults faults;
    m_loss = chance(0.7) ? m_random.unit() * 0.3 : 0;
    faults.duplicate = chance(0.5) ? m_random.unit() * 0.2 : 0;
    faults.reorder = chance(0.5) ? m_random.unit() * 0.2 : 0;
    faults.reorderHold = within(5);
    faults.delay = within(0.2);
    faults.jitter = within(0.5);
    m_network.setFaults(faults);
    m_network.setFilter([this](const SimulatedNetwork::Datagram &d) { return watch(d); });
}

void Scenario::fail(const std::string &what)
{
    if (m_report.failure.empty()) {
        char at[32];
        std::snprintf(at, sizeof at, "%.6f s: ", toSeconds(m_network.now().time_since_epoch()));
        m_report.failure = at + what;
    }
}

void Scenario::note(const std::string &what)
{
    char at[32];
    std::snprintf(at, sizeof at, "%10.4f  ", toSeconds(m_network.now().time_since_epoch()));
    m_trace.push_back(at + what);
    if (m_trace.size() > kTraced)
        m_trace.pop_front();
}

void Scenario::cancel(Key key)
{
    if (m_nodes[key.node].life != key.life || m_asked[key].over)
        return;
    note("node " + std::to_string(key.node) + " cancels " + std::to_string(key.id.value));
    m_network.endpoint(key.node).cancel(m_network.now(), key.id);
}

ScenarioReport Scenario::run()
{
    const TimePoint begin = m_network.now();
    m_lastDatagram = begin;
    plan();
    m_network.runFor(seconds(200));
    // From here on nobody wants anything more, and the links are good.
    m_network.setFaults({});
    m_loss = 0;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        m_network.setReachable(i, true);
    for (const auto &[key, asked] : m_asked) {
        if (asked.kind == Kind::Observe)
            cancel(key);
    }
    // A server learns from a notification that an observer has gone without a word.
    for (const double later_s : {400.0, 500.0}) {
        for (const std::size_t server : m_servers) {
            for (const ResourceKind &kind : kResources)
                m_network.after(seconds(later_s), [this, server, path = std::string(kind.path)] {
                    m_network.endpoint(server).resourceChanged(m_network.now(), "/" + path);
                });
        }
    }
    m_network.runFor(seconds(kQuiet_s));
    checkEnd();
    m_report.simulated_s = toSeconds(m_lastDatagram - begin);
    return m_report;
}

void Scenario::plan()
{
    const std::size_t requests = 20 + pick(25);
    for (std::size_t i = 0; i < requests; ++i) {
        const std::size_t node = m_clients[pick(m_clients.size())];
        m_network.after(within(150), [this, node] { ask(node); });
    }
    for (std::size_t i = 0; i < 30; ++i) {
        const std::size_t server = m_servers[pick(m_servers.size())];
        const std::string path = kResources[pick(kResources.size())].path;
        m_network.after(within(180), [this, server, path] {
            ++m_versions[{server, path}];
            m_network.endpoint(server).resourceChanged(m_network.now(), "/" + path);
        });
    }
    const std::size_t disturbances = pick(4);
    for (std::size_t i = 0; i < disturbances; ++i)
        m_network.after(within(160), [this] { disturb(); });
}

void Scenario::disturb()
{
    const std::size_t node = pick(m_nodes.size());
    if (chance(0.4)) {
        restart(node);
        return;
    }
    m_network.setReachable(node, false);
    m_network.after(within(40), [this, node] { m_network.setReachable(node, true); });
}

void Scenario::restart(std::size_t node)
{
    note("node " + std::to_string(node) + " restarts");
    ++m_nodes[node].life;
    m_network.restartNode(node);
    // What it was sending it sends no more, and begins with other Message IDs.
    std::erase_if(m_sendings, [&](const auto &entry) { return entry.first.first == node; });
}

void Scenario::ask(std::size_t node)
{
    Asked asked;
    asked.server = m_servers[pick(m_servers.size())];
    asked.path = kResources[pick(kResources.size())].path;
    const double kind = m_random.unit();
    asked.kind = kind < 0.45   ? Kind::Get
                 : kind < 0.65 ? Kind::Put
                 : kind < 0.75 ? Kind::Post
                 : kind < 0.93 ? Kind::Observe
                               : Kind::Ping;
    start(node, std::move(asked), chance(0.12));
}

void Scenario::start(std::size_t node, Asked asked, bool cancelled)
{
    Endpoint &endpoint = m_network.endpoint(node);
    const PeerId peer = m_network.peer(asked.server);
    Request request;
    request.options.addString(OptionNumber::UriPath, asked.path);
    request.confirmable = chance(0.8);
    if (chance(0.3))
        request.responseSzx = static_cast<std::uint8_t>(pick(7));
    if (asked.kind != Kind::Observe)
        request.timeout = seconds(kTimeout_s);
    if (asked.kind == Kind::Put || asked.kind == Kind::Post) {
        asked.upload = "u" + std::to_string(++m_uploads);
        request.method = asked.kind == Kind::Put ? code::kPut : code::kPost;
        request.confirmable = true;
        request.body =
            std::make_shared<MemorySource>(bodyNamed(asked.upload, pick(2) * pick(30'000)));
    }
    const auto id = asked.kind == Kind::Ping ? endpoint.ping(m_network.now(), peer)
                    : asked.kind == Kind::Observe
                        ? endpoint.observe(m_network.now(), peer, std::move(request))
                        : endpoint.sendRequest(m_network.now(), peer, std::move(request));
    if (!id) {
        fail("a request was refused");
        return;
    }
    ++m_report.exchanges;
    const Key key{node, m_nodes[node].life, *id};
    const bool observes = asked.kind == Kind::Observe;
    note("node " + std::to_string(node) + " asks " + std::to_string(asked.server) + " for " +
         asked.path + (observes ? ", observing" : "") + ": " + std::to_string(key.id.value));
    m_asked[key] = std::move(asked);
    if (cancelled || (observes && chance(0.5))) {
        m_network.after(within(observes ? 100 : 5), [this, key] { cancel(key); });
    }
}

void Scenario::end(Key key)
{
    Asked &asked = m_asked[key];
    if (asked.over)
        fail("a second terminal event");
    note("node " + std::to_string(key.node) + " is done with " + std::to_string(key.id.value));
    asked.over = true;
}

void Scenario::onClient(std::size_t node, Output &output)
{
    const auto find = [&](ExchangeId id) -> Asked * {
        const auto found = m_asked.find(Key{node, m_nodes[node].life, id});
        if (found == m_asked.end()) {
            fail("an event for an exchange nobody began");
            return nullptr;
        }
        if (found->second.over)
            fail("an event after the terminal one");
        return &found->second;
    };
    const unsigned life = m_nodes[node].life;
    if (const auto *response = std::get_if<ResponseReceived>(&output)) {
        if (Asked *asked = find(response->exchange)) {
            checkResponse(*asked, *response);
            if (response->last)
                end({node, life, response->exchange});
        }
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        if (find(failed->exchange) != nullptr)
            end({node, life, failed->exchange});
    } else if (const auto *pong = std::get_if<PongReceived>(&output)) {
        if (const Asked *asked = find(pong->exchange)) {
            if (asked->kind != Kind::Ping)
                fail("a pong for a request");
            end({node, life, pong->exchange});
        }
    }
}

void Scenario::checkResponse(Asked &asked, const ResponseReceived &response)
{
    if (response.from != m_network.peer(asked.server))
        fail("a response from somebody else");
    if (!response.code.isSuccess())
        return;
    if (asked.kind == Kind::Put) {
        if (m_received[asked.upload] == 0)
            fail("upload " + asked.upload + " succeeded and never arrived");
        return;
    }
    const std::string name = nameOf(response.payload);
    const std::string about = "s" + std::to_string(asked.server) + "/" + asked.path + "/";
    if (name.rfind(about, 0) != 0) {
        fail("asked for " + about + ", given " + name);
        return;
    }
    if (response.payload != bodyNamed(name, sizeOf(asked.path)))
        fail("the body of " + name + " is not what was sent");
    if (asked.kind == Kind::Post && m_received[asked.upload] == 0)
        fail("upload " + asked.upload + " succeeded and never arrived");
    const auto version = static_cast<unsigned>(std::stoul(name.substr(about.size())));
    if (asked.kind == Kind::Observe && asked.version && version < *asked.version)
        fail("a notification goes back from " + std::to_string(*asked.version) + " to " + name);
    asked.version = version;
}

void Scenario::onServer(std::size_t node, Output &output)
{
    if (const auto *offer = std::get_if<UploadOffered>(&output)) {
        const auto sink = std::make_shared<MemorySink>(1U << 20U);
        m_sinks[sink.get()] = sink;
        (void)m_network.endpoint(node).acceptUpload(m_network.now(), offer->request, sink,
                                                    1U << 20U);
    } else if (const auto *request = std::get_if<RequestReceived>(&output)) {
        const double when = m_random.unit();
        if (when < 0.03 && !request->notification) { // never answers
            m_network.endpoint(node).ignoreRequest(m_network.now(), request->request);
            return;
        }
        if (when < 0.75) {
            answer(node, *request);
            return;
        }
        m_network.after(within(4), [this, node, life = m_nodes[node].life, request = *request] {
            if (m_nodes[node].life == life)
                answer(node, request);
        });
    }
}

void Scenario::answer(std::size_t node, const RequestReceived &request)
{
    Response response;
    const std::vector<std::string> path = request.options.view().strings(OptionNumber::UriPath);
    const std::string name = path.empty() ? std::string() : path.front();
    if (request.method == code::kPut || request.method == code::kPost) {
        const auto sink = m_sinks.find(request.sink.get());
        const Bytes body = sink != m_sinks.end() ? sink->second->bytes() : request.payload;
        const std::string upload = nameOf(body);
        if (!upload.empty() && body != bodyNamed(upload, body.size()))
            fail("the upload " + upload + " is not what was sent");
        ++m_received[upload];
    }
    if (request.method == code::kPut) {
        response.code = code::kChanged;
    } else {
        response.payload =
            bodyNamed(resourceName(node, name, m_versions[{node, name}]), sizeOf(name));
        response.observedResource = "/" + name;
        response.confirmableNotifications = (m_seed + name.size()) % 2 == 0;
        response.options.addUint(OptionNumber::MaxAge, 20);
    }
    (void)m_network.endpoint(node).respond(m_network.now(), request.request, std::move(response));
}

// Each datagram that leaves a node: counted, traced, and the back-off of a CON looked at.
bool Scenario::watch(const SimulatedNetwork::Datagram &datagram)
{
    ++m_report.messages;
    m_lastDatagram = datagram.at;
    const bool lost = chance(m_loss);
    m_report.lost += lost ? 1 : 0;
    const auto message = decode(datagram.bytes);
    if (!message) {
        fail("a node sent a malformed message");
        return !lost;
    }
    note(std::to_string(datagram.from) + " -> " + std::to_string(datagram.to) + "  " +
         std::string(messageTypeName(message->type)) + " " + codeDigits(message->code) +
         " mid=" + std::to_string(message->mid.value) + (lost ? "  lost" : ""));
    if (message->type != MessageType::Confirmable)
        return !lost;
    Sending &sending = m_sendings[{datagram.from, datagram.bytes}];
    const Duration gap = datagram.at - sending.last;
    const TransmissionParameters standard;
    if (sending.count > 0 && gap < standard.exchangeLifetime()) {
        const Duration least = sending.count == 1 ? standard.ackTimeout : 2 * sending.wait;
        if (gap + seconds(0.001) < least)
            fail("a CON was repeated too early");
        if (sending.count > standard.maxRetransmit)
            fail("a CON was sent more than MAX_RETRANSMIT + 1 times");
        sending.wait = gap;
    } else {
        sending.count = 0;
    }
    sending.last = datagram.at;
    ++sending.count;
    return !lost;
}

void Scenario::checkEnd()
{
    for (const auto &[key, asked] : m_asked) {
        if (!asked.over && m_nodes[key.node].life == key.life)
            fail("exchange " + std::to_string(key.id.value) + " of node " +
                 std::to_string(key.node) + " for " + asked.path + ", kind " +
                 std::to_string(static_cast<int>(asked.kind)) + ", never ended");
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const Endpoint::Tables left = m_network.endpoint(i).tables();
        if (left.empty())
            continue;
        std::string what = "node " + std::to_string(i) + " keeps";
        const std::pair<const char *, std::size_t> all[] = {
            {" peers ", left.peers},         {" transmissions ", left.transmissions},
            {" exchanges ", left.exchanges}, {" requests ", left.pendingRequests},
            {" uploads ", left.uploads},     {" bodies ", left.bodies},
            {" observers ", left.observers}, {" timers ", left.timers}};
        for (const auto &[name, count] : all) {
            if (count > 0)
                what += name + std::to_string(count);
        }
        fail(what);
    }
}

} // namespace copper::test
