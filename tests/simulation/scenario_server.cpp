// SPDX-License-Identifier: GPL-3.0-or-later
// The answering half of Scenario: servers, the relay, and answers that nobody should take.
#include "core/coap/codec.h"
#include "tests/simulation/named_body.h"
#include "tests/simulation/scenario.h"

namespace copper::test {

namespace {

constexpr std::uint64_t kUploadLimit = 1U << 20U;
constexpr const char *kForged = "forged";

// "d" of /d.
std::string resourceOf(const RequestReceived &request)
{
    const std::string path = request.options.view().uriPath();
    return path.substr(std::min<std::size_t>(1, path.size()));
}

// "17" of "n=17".
std::string queryValue(OptionsView options, std::string_view key)
{
    for (const std::string &query : options.strings(OptionNumber::UriQuery)) {
        if (query.starts_with(key))
            return query.substr(key.size());
    }
    return {};
}

std::uint32_t numberOr(const std::string &text, std::uint32_t otherwise)
{
    const bool digits = !text.empty() && text.size() < 9 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    return digits ? static_cast<std::uint32_t>(std::stoul(text)) : otherwise;
}

} // namespace

void Scenario::onServer(std::size_t node, Output &output)
{
    if (const auto *offer = std::get_if<UploadOffered>(&output)) {
        const auto sink = std::make_shared<MemorySink>(kUploadLimit);
        m_sinks[sink.get()] = sink;
        (void)m_network.endpoint(node).acceptUpload(clock(node), offer->request, sink,
                                                    kUploadLimit);
    } else if (const auto *request = std::get_if<RequestReceived>(&output)) {
        takeRequest(node, *request);
    }
}

void Scenario::takeRequest(std::size_t node, const RequestReceived &request)
{
    if (!request.notification)
        noteHandedUp(node, request);
    if (m_relay == node) {
        relay(node, request);
        return;
    }
    if (sizeOf(resourceOf(request)) == 0) { // a damaged path
        Response response;
        response.code = code::kNotFound;
        (void)m_network.endpoint(node).respond(clock(node), request.request, std::move(response));
        return;
    }
    const double when = m_random.unit();
    if (m_calm || (when >= 0.03 && when < 0.75)) {
        answer(node, request);
        return;
    }
    if (when < 0.03 && !request.notification) { // never answers
        m_network.endpoint(node).ignoreRequest(clock(node), request.request);
        return;
    }
    m_network.after(within(when > 0.98 ? 100 : 4),
                    [this, node, life = m_nodes[node].life, request] {
                        if (m_nodes[node].life == life)
                            answer(node, request);
                    });
}

void Scenario::noteHandedUp(std::size_t node, const RequestReceived &request)
{
    const std::uint32_t number = numberOr(queryValue(request.options, "n="), 0);
    // A table that was full has forgotten; a Message ID may belong to two lives of a client.
    const bool known = m_network.endpoint(node).counters().dedupEvicted == 0 &&
                       m_nodes[request.from.value - 1].life == 0;
    if (m_nature.damaging || !known || !m_single.contains(number))
        return;
    if (++m_handedUp[{node, m_nodes[node].life, m_nodes[node].jumps, number}] > 1)
        fail("request " + std::to_string(number) + " was handed up twice");
}

void Scenario::answer(std::size_t node, const RequestReceived &request)
{
    Response response;
    const std::string name = resourceOf(request);
    if (request.method == code::kPut || request.method == code::kPost) {
        const auto sink = m_sinks.find(request.sink.get());
        const Bytes body = sink != m_sinks.end() ? sink->second->bytes() : request.payload;
        const std::string upload = nameOf(body);
        if (!m_nature.damaging && body != bodyNamed(upload, body.size()))
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
    (void)m_network.endpoint(node).respond(clock(node), request.request, std::move(response));
}

// Asks the server named in the query, and hands on what it says.
void Scenario::relay(std::size_t node, const RequestReceived &request)
{
    Asked asked;
    asked.path = queryValue(request.options, "path=");
    const std::size_t of = numberOr(queryValue(request.options, "of="), 0);
    if (request.multicast || of >= m_nodes.size() || of == node || !isServer(of)) {
        m_network.endpoint(node).ignoreRequest(clock(node), request.request);
        return;
    }
    asked.server = of;
    asked.peer = of;
    asked.waiter = Waiter{request.request, m_nodes[node].life};
    start(node, std::move(asked), false);
}

void Scenario::answerRelayed(std::size_t node, const Waiter &waiter,
                             const ResponseReceived *response)
{
    if (m_nodes[node].life != waiter.life)
        return;
    Response handedOn;
    handedOn.code = response ? response->code : code::kGatewayTimeout;
    if (response)
        handedOn.payload = response->payload;
    (void)m_network.endpoint(node).respond(clock(node), waiter.request, std::move(handedOn));
}

// Beside a true answer goes one that must not be taken for it.
void Scenario::forge(const SimulatedNetwork::Datagram &datagram)
{
    const auto view = decode(datagram.bytes);
    if (!view || datagram.to == SimulatedNetwork::kGroup || !view->code.isResponse() ||
        m_groupTokens.contains(view->token) || !chance(0.15))
        return;
    Message forged;
    static_cast<MessageHeader &>(forged) = *view;
    forged.options = Options(view->options);
    forged.payload = toOwned(asBytes(kForged));
    const PeerId stranger = m_network.peer(m_nodes.size() + 7);
    PeerId from = m_network.peer(datagram.from);
    switch (pick(6)) {
    case 0: // another address: a stranger, or another server of this network
        from = chance(0.5) ? stranger : m_network.peer((datagram.from + 1) % m_nodes.size());
        break;
    case 1: { // another token
        Bytes token = toOwned(view->token.view());
        if (token.empty())
            return;
        token.back() ^= 0x40U;
        forged.token = Token(token);
        break;
    }
    case 2: // piggybacked, but on another message (RFC 7252 §5.3.2)
        forged.type = MessageType::Acknowledgement;
        forged.mid.value ^= 0x8000U; // far from those in use
        break;
    case 3: // the same answer once more, by a server that does not keep count
        forged.type = MessageType::NonConfirmable;
        forged.mid.value = static_cast<std::uint16_t>(m_random.next64());
        forged.payload = toOwned(view->payload);
        break;
    default: // a stranger acknowledges, or rejects, what was not for him
        from = stranger;
        forged = {};
        forged.type = chance(0.5) ? MessageType::Reset : MessageType::Acknowledgement;
        forged.mid = view->mid;
    }
    if (from == m_network.peer(datagram.to))
        return;
    m_network.inject(from, datagram.to, encode(forged), within(2));
}

} // namespace copper::test
