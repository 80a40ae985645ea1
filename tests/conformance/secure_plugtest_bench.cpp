// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/secure_plugtest_bench.h"

#include "core/capture/dtls_record.h"

#include <algorithm>

namespace copper::test {

namespace {

constexpr Duration kTransit = seconds(0.005);
constexpr std::uint16_t kFirstPort = 40'000;

Bytes bytesOf(const std::string &text)
{
    return toOwned(asBytes(text));
}

std::string shortId(const PlugtestResult &result)
{
    return std::string(result.test->id).substr(std::string("TD_COAP_").size());
}

} // namespace

SecurePlugtestBench::SecurePlugtestBench(Setup setup)
    : m_setup(std::move(setup)), m_clientRandom(m_setup.seed * 3 + 1),
      m_boardRandom(m_setup.seed * 3 + 2), m_linkRandom(m_setup.seed * 3 + 3),
      m_recordDefects(m_setup.defects)
{
    m_setup.faults.delay += kTransit;
    for (const auto &[identity, key] : m_setup.keys)
        m_boardKeys.keys[bytesOf(identity)] = bytesOf(key);
    DtlsServerOptions options;
    options.suites = m_setup.suites;
    m_context = std::make_unique<DtlsServerContext>(options, m_boardKeys, m_boardRandom);
    m_sessions = std::make_unique<DtlsAssociations>(m_boardRandom);
    m_sessions->serve(*m_context);
    EndpointConfig board;
    board.serves = true;
    m_board = std::make_unique<Endpoint>(board, m_boardRandom);
    VirtualDeviceConfig device;
    device.profiles = m_setup.profiles;
    device.seed = m_setup.seed;
    device.start = m_begin;
    m_device = std::make_unique<VirtualDevice>(std::move(device));
    m_device->setSecurity({[](PeerId) { return true; }, nullptr, true});
    PlugtestConfig config;
    for (const std::string &id : m_setup.only)
        config.tests.push_back(findPlugtest(id));
    if (m_setup.only.empty()) {
        for (const PlugtestDescription &test : securePlugtestDescriptions())
            config.tests.push_back(&test);
    }
    config.credential = m_setup.credential;
    config.exportKeys = true;
    m_run = std::make_unique<PlugtestRun>(m_begin, std::move(config), m_clientRandom);
}

SocketAddress SecurePlugtestBench::client() const
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {10, 0, 0, 1};
    address.port = static_cast<std::uint16_t>(kFirstPort + m_port);
    return address;
}

void SecurePlugtestBench::post(bool toBoard, const SocketAddress &client, const Bytes &bytes)
{
    for (const Duration delay : deliveries(m_setup.faults, m_linkRandom))
        m_wire.schedule(m_now + delay, {toBoard, client, bytes});
}

void SecurePlugtestBench::drainBoard()
{
    while (std::optional<Output> output = m_board->pollOutput()) {
        if (const auto *transmit = std::get_if<Transmit>(&*output))
            (void)m_sessions->send(m_now, {transmit->peer.value}, transmit->datagram);
        else
            m_device->handleOutput(m_now, *m_board, *output);
    }
}

void SecurePlugtestBench::drainSessions()
{
    while (std::optional<AssociationOutput> said = m_sessions->pollOutput()) {
        if (const auto *send = std::get_if<DtlsSend>(&said->output)) {
            Bytes out = m_recordDefects.apply(said->peer, send->datagram);
            if (m_setup.sends && !out.empty())
                out = m_setup.sends(out);
            if (!out.empty())
                post(false, said->peer, out);
        } else if (const auto *received = std::get_if<DtlsReceived>(&said->output)) {
            // A session is a peer of its own, as on a driver.
            (void)m_board->handleDatagram(m_now, PeerId{said->association.value},
                                          received->plaintext);
            drainBoard();
        }
    }
}

void SecurePlugtestBench::drain()
{
    drainBoard();
    drainSessions();
    while (std::optional<PlugtestOutput> output = m_run->pollOutput()) {
        if (const auto *send = std::get_if<PlugtestSend>(&*output)) {
            m_clear += looksLikeDtls(send->datagram) ? 0U : 1U;
            post(true, client(), send->datagram);
        } else if (std::holds_alternative<PlugtestFreshPort>(*output)) {
            ++m_port;
        } else if (std::holds_alternative<DtlsKeys>(*output)) {
            ++m_keys;
        } else if (auto *result = std::get_if<PlugtestResult>(&*output)) {
            m_results.push_back(std::move(*result));
        } else if (const auto *finished = std::get_if<PlugtestFinished>(&*output)) {
            m_finished = true;
            m_anythingReceived = finished->anythingReceived;
        }
    }
}

void SecurePlugtestBench::deliver(const Datagram &datagram)
{
    if (!datagram.toBoard) {
        if (datagram.client == client())
            (void)m_run->handleDatagram(m_now, datagram.bytes);
    } else if (!m_setup.hears || m_setup.hears(datagram.bytes)) {
        m_sessions->handleDatagram(m_now, datagram.client, datagram.bytes);
    }
}

std::optional<TimePoint> SecurePlugtestBench::next()
{
    std::optional<TimePoint> first;
    for (const auto &candidate : {m_wire.next(), m_run->nextTimeout(), m_board->nextTimeout(),
                                  m_sessions->nextTimeout(), m_device->nextTick()}) {
        if (candidate)
            first = first ? std::min(*first, *candidate) : *candidate;
    }
    return first;
}

void SecurePlugtestBench::play()
{
    drain();
    while (!m_finished) {
        const std::optional<TimePoint> at = next();
        if (!at)
            return; // nothing will ever happen: finished() says false
        m_now = std::max(m_now, *at);
        while (std::optional<Datagram> datagram = m_wire.popDue(m_now)) {
            deliver(*datagram);
            drain();
        }
        m_device->tick(m_now, *m_board);
        m_board->handleTimeout(m_now);
        m_sessions->handleTimeout(m_now);
        m_run->handleTimeout(m_now);
        drain();
    }
}

const PlugtestResult &SecurePlugtestBench::result(const std::string &id) const
{
    const PlugtestDescription *test = findPlugtest(id);
    return *std::find_if(m_results.begin(), m_results.end(),
                         [&](const PlugtestResult &result) { return result.test == test; });
}

std::string SecurePlugtestBench::verdicts() const
{
    std::string text;
    for (const PlugtestResult &result : m_results)
        text += (text.empty() ? "" : ", ") + shortId(result) + " " +
                std::string(verdictName(result.verdict));
    return text;
}

std::string SecurePlugtestBench::account() const
{
    std::string text;
    for (const PlugtestResult &result : m_results)
        text += "\n  " + shortId(result) + " " + std::string(verdictName(result.verdict)) + ": " +
                result.reason + " (" + result.rfc + ")";
    return text;
}

} // namespace copper::test
