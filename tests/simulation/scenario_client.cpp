// SPDX-License-Identifier: GPL-3.0-or-later
// The asking half of Scenario.
#include "tests/simulation/named_body.h"
#include "tests/simulation/scenario.h"

namespace copper::test {

namespace {

constexpr double kTimeout_s = 300;
constexpr std::size_t kLargestUpload = 30'000;

} // namespace

void Scenario::ask(std::size_t node)
{
    Asked asked;
    asked.server = m_servers[pick(m_servers.size())];
    asked.peer = asked.server;
    asked.path = kResources[pick(kResources.size())].path;
    const double kind = m_random.unit();
    asked.kind = kind < 0.40   ? Kind::Get
                 : kind < 0.58 ? Kind::Put
                 : kind < 0.68 ? Kind::Post
                 : kind < 0.86 ? Kind::Observe
                 : kind < 0.91 ? Kind::Ping
                 : kind < 0.95 ? Kind::Group
                               : Kind::Relayed;
    if (asked.kind == Kind::Relayed && !m_relay)
        asked.kind = Kind::Get;
    if (asked.kind == Kind::Relayed)
        asked.peer = *m_relay;
    if (asked.kind == Kind::Group)
        asked.path = kResources[pick(2)].path;
    start(node, std::move(asked), chance(0.12));
}

Request Scenario::requestFor(Asked &asked)
{
    Request request;
    request.options.addString(OptionNumber::UriPath,
                              asked.kind == Kind::Relayed ? "r" : asked.path);
    const std::uint32_t number = ++m_requests;
    request.options.addString(OptionNumber::UriQuery, "n=" + std::to_string(number));
    if (asked.kind == Kind::Relayed) {
        request.options.addString(OptionNumber::UriQuery, "path=" + asked.path);
        request.options.addString(OptionNumber::UriQuery, "of=" + std::to_string(asked.server));
    }
    request.confirmable = chance(0.8);
    if (chance(0.3))
        request.responseSzx = static_cast<std::uint8_t>(pick(7));
    request.lateResponseSzx = request.responseSzx && chance(0.3);
    if (asked.kind == Kind::Group) {
        request.confirmable = false;
        request.multicast = true;
        request.responseSzx.reset();
    } else if (asked.kind != Kind::Observe) {
        request.timeout = seconds(kTimeout_s);
    }
    bool inOneMessage = true;
    if (asked.kind == Kind::Put || asked.kind == Kind::Post) {
        asked.upload = "u" + std::to_string(++m_uploads);
        request.method = asked.kind == Kind::Put ? code::kPut : code::kPost;
        request.confirmable = true;
        Bytes body = bodyNamed(asked.upload, pick(2) * pick(kLargestUpload));
        inOneMessage = body.size() <= 16;
        request.body = std::make_shared<MemorySource>(std::move(body));
    }
    // Of what comes in blocks a part may rightly be asked for again.
    if (inOneMessage && asked.kind != Kind::Observe &&
        (asked.kind == Kind::Put || sizeOf(asked.path) <= 16))
        m_single.insert(number);
    return request;
}

void Scenario::start(std::size_t node, Asked asked, bool cancelled)
{
    Endpoint &endpoint = m_network.endpoint(node);
    Request request = requestFor(asked);
    const bool group = asked.kind == Kind::Group;
    if (group) {
        Bytes raw(Token::kMaxLength);
        m_random.fill(raw);
        request.token = Token(raw);
        m_groupTokens.insert(*request.token);
    }
    const PeerId peer = group ? m_network.group() : m_network.peer(asked.peer);
    const auto id = asked.kind == Kind::Ping ? endpoint.ping(clock(node), peer)
                    : asked.kind == Kind::Observe
                        ? endpoint.observe(clock(node), peer, std::move(request))
                        : endpoint.sendRequest(clock(node), peer, std::move(request));
    if (!id) {
        if (!m_nature.tight || id.error() != RequestError::LimitReached)
            fail("a request was refused");
        if (asked.waiter)
            answerRelayed(node, *asked.waiter, nullptr);
        return;
    }
    ++m_report.exchanges;
    const Key key{node, m_nodes[node].life, *id};
    if (m_trace.isOn())
        note(node, "asks " + std::to_string(asked.peer) + " for " + asked.path + ", kind " +
                       std::to_string(static_cast<int>(asked.kind)) + ": " +
                       std::to_string(key.id.value));
    planChanges(key, asked, cancelled);
    m_asked[key] = std::move(asked);
}

// What the user does while the exchange is under way.
void Scenario::planChanges(Key key, const Asked &asked, bool cancelled)
{
    const bool observes = asked.kind == Kind::Observe;
    if (cancelled || (observes && chance(0.5)))
        m_network.after(within(observes ? 100 : 5), [this, key] { cancel(key); });
    if (asked.upload.empty() || !chance(0.2))
        return;
    const Duration pauseAt = within(3);
    m_network.after(pauseAt, [this, key] {
        if (m_nodes[key.node].life == key.life)
            m_network.endpoint(key.node).pauseUpload(key.id);
    });
    m_network.after(pauseAt + within(10), [this, key] {
        if (m_nodes[key.node].life == key.life)
            m_network.endpoint(key.node).resumeUpload(clock(key.node), key.id);
    });
}

void Scenario::cancel(Key key)
{
    if (m_nodes[key.node].life != key.life || m_asked[key].over)
        return;
    if (m_trace.isOn())
        note(key.node, "cancels " + std::to_string(key.id.value));
    m_network.endpoint(key.node).cancel(clock(key.node), key.id);
}

void Scenario::end(Key key, const ResponseReceived *response)
{
    Asked &asked = m_asked[key];
    if (asked.over)
        fail("a second terminal event");
    if (m_trace.isOn())
        note(key.node, "is done with " + std::to_string(key.id.value));
    asked.over = true;
    m_lastEnd = m_network.now();
    if (asked.waiter)
        answerRelayed(key.node, *asked.waiter, response);
}

Scenario::Asked *Scenario::find(std::size_t node, ExchangeId id)
{
    const auto found = m_asked.find(Key{node, m_nodes[node].life, id});
    if (found == m_asked.end()) {
        fail("an event for an exchange nobody began");
        return nullptr;
    }
    if (found->second.over)
        fail("an event after the terminal one");
    return &found->second;
}

void Scenario::onClient(std::size_t node, Output &output)
{
    const unsigned life = m_nodes[node].life;
    if (const auto *response = std::get_if<ResponseReceived>(&output)) {
        if (Asked *asked = find(node, response->exchange)) {
            takeResponse(node, *asked, *response);
            if (response->last)
                end({node, life, response->exchange}, response);
        }
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        if (find(node, failed->exchange) != nullptr)
            end({node, life, failed->exchange}, nullptr);
    } else if (const auto *pong = std::get_if<PongReceived>(&output)) {
        if (const Asked *asked = find(node, pong->exchange)) {
            if (asked->kind != Kind::Ping)
                fail("a pong for a request");
            end({node, life, pong->exchange}, nullptr);
        }
    } else if (const auto *progress = std::get_if<BlockProgress>(&output)) {
        find(node, progress->exchange);
    } else if (const auto *observation = std::get_if<ObservationChanged>(&output)) {
        find(node, observation->exchange);
    }
}

void Scenario::takeResponse(std::size_t node, Asked &asked, const ResponseReceived &response)
{
    const bool group = asked.kind == Kind::Group;
    if (!group && response.from != m_network.peer(asked.peer))
        fail("a response from somebody else");
    if (!response.code.isSuccess() || m_nature.damaging)
        return;
    std::size_t server = asked.server;
    if (group) {
        server = response.from.value - 1;
        // A restarted server cannot know that it has answered.
        if (server >= m_nodes.size() || !isServer(server))
            fail("a group answer from who is no server");
        else if (++asked.groupAnswers[response.from] > 1 + m_nodes[server].life &&
                 knowsCopies(node))
            fail("two answers of one server to one multicast request");
        if (m_relay == server)
            return;
    }
    if (!asked.upload.empty() && m_received[asked.upload] == 0)
        fail("upload " + asked.upload + " succeeded and never arrived");
    if (asked.kind == Kind::Put) {
        if (!response.payload.empty())
            fail("the answer to a PUT says " + nameOf(response.payload));
        return;
    }
    const std::string name = nameOf(response.payload);
    const std::string about = "s" + std::to_string(server) + "/" + asked.path + "/";
    if (!name.starts_with(about)) {
        fail("asked for " + about + ", given " + name);
        return;
    }
    const bool whole = response.payload == bodyNamed(name, sizeOf(asked.path));
    if (!whole && !response.moreBlocks)
        fail("the body of " + name + " is not what was sent");
    takeVersion(node, asked, static_cast<unsigned>(std::stoul(name.substr(about.size()))));
}

// A clock that jumped has forgotten which messages it has seen, as has a table of duplicates that
// was full: a late copy is then taken for a new message.
bool Scenario::knowsCopies(std::size_t node)
{
    return !m_nature.lateCopies ||
           (m_nodes[node].jumps == 0 && m_network.endpoint(node).counters().dedupEvicted == 0);
}

void Scenario::takeVersion(std::size_t node, Asked &asked, unsigned version)
{
    // RFC 7641 §3.4: after 128 s without news any number is taken for fresh.
    // And a late copy of an old notification may answer a new registration.
    const bool recent = clock(node) - asked.versionAt <= seconds(128) && knowsCopies(node);
    if (asked.kind == Kind::Observe && asked.version && version < *asked.version && recent)
        fail("notification " + asked.path + " of " + std::to_string(asked.server) +
             " goes back from " + std::to_string(*asked.version) + " to " +
             std::to_string(version));
    if (m_trace.isOn())
        note(node, "is given " + asked.path + " of " + std::to_string(asked.server) + ": " +
                       std::to_string(version));
    asked.version = version;
    asked.versionAt = clock(node);
}

} // namespace copper::test
