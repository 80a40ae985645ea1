// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/plugtest_bench.h"

#include "core/coap/codec.h"

#include <algorithm>

namespace copper::test {

namespace {

constexpr Duration kTransit = seconds(0.005);

EndpointConfig boardConfig()
{
    EndpointConfig config;
    config.serves = true;
    return config;
}

std::string shortId(const PlugtestResult &result)
{
    return std::string(result.test->id).substr(std::string("TD_COAP_").size());
}

} // namespace

PlugtestBench::PlugtestBench(Setup setup)
    : m_setup(std::move(setup)), m_clientRandom(m_setup.seed * 3 + 1),
      m_boardRandom(m_setup.seed * 3 + 2), m_linkRandom(m_setup.seed * 3 + 3)
{
    m_setup.faults.delay += kTransit;
    m_board = std::make_unique<Endpoint>(boardConfig(), m_boardRandom);
    VirtualDeviceConfig device;
    device.profiles = m_setup.profiles;
    device.seed = m_setup.seed;
    device.start = m_begin - seconds(2); // the run and the periods of /obs do not begin together
    m_device = std::make_unique<VirtualDevice>(std::move(device));
    PlugtestConfig config;
    for (const std::string &id : m_setup.only)
        config.tests.push_back(findPlugtest(id));
    m_run = std::make_unique<PlugtestRun>(m_begin, std::move(config), m_clientRandom);
}

void PlugtestBench::post(bool toBoard, const Bytes &bytes)
{
    ++m_datagrams;
    for (const Duration delay : deliveries(m_setup.faults, m_linkRandom))
        m_wire.schedule(m_now + delay, {toBoard, bytes});
}

void PlugtestBench::drain()
{
    while (std::optional<Output> output = m_board->pollOutput()) {
        const auto *transmit = std::get_if<Transmit>(&*output);
        if (transmit && (!m_setup.sends || m_setup.sends(*transmit)))
            post(false, withDefects(m_setup.defects, transmit->datagram));
        else if (!transmit)
            m_device->handleOutput(m_now, *m_board, *output);
    }
    while (std::optional<PlugtestOutput> output = m_run->pollOutput()) {
        if (const auto *send = std::get_if<PlugtestSend>(&*output)) {
            post(true, send->datagram);
        } else if (auto *result = std::get_if<PlugtestResult>(&*output)) {
            m_results.push_back(std::move(*result));
        } else if (const auto *finished = std::get_if<PlugtestFinished>(&*output)) {
            m_finished = true;
            m_anythingReceived = finished->anythingReceived;
        }
    }
}

void PlugtestBench::deliver(Datagram datagram)
{
    if (!datagram.toBoard) {
        (void)m_run->handleDatagram(m_now, datagram.bytes);
    } else if (m_setup.server) {
        for (const Bytes &answer : m_setup.server(datagram.bytes))
            post(false, answer);
    } else if (!m_setup.silent && (!m_setup.hears || m_setup.hears(*decode(datagram.bytes)))) {
        (void)m_board->handleDatagram(m_now, PeerId{1}, datagram.bytes);
    }
}

void PlugtestBench::play()
{
    drain();
    while (!m_finished) {
        std::optional<TimePoint> next;
        for (const auto &candidate :
             {m_wire.next(), m_run->nextTimeout(), m_board->nextTimeout(), m_device->nextTick()}) {
            if (candidate)
                next = next ? std::min(*next, *candidate) : *candidate;
        }
        if (!next)
            return; // nothing will ever happen: finished() says false
        m_now = std::max(m_now, *next);
        while (std::optional<Datagram> datagram = m_wire.popDue(m_now)) {
            deliver(std::move(*datagram));
            drain();
        }
        m_device->tick(m_now, *m_board);
        m_board->handleTimeout(m_now);
        m_run->handleTimeout(m_now);
        drain();
    }
}

void PlugtestBench::loseServer()
{
    m_run->handleServerLost(m_now);
    drain();
}

const PlugtestResult &PlugtestBench::result(const std::string &id) const
{
    const PlugtestDescription *test = findPlugtest(id);
    return *std::find_if(m_results.begin(), m_results.end(),
                         [&](const PlugtestResult &result) { return result.test == test; });
}

std::string PlugtestBench::idsWith(PlugtestVerdict verdict) const
{
    std::string ids;
    for (const PlugtestResult &result : m_results) {
        if (result.verdict == verdict)
            ids += (ids.empty() ? "" : " ") + shortId(result);
    }
    return ids;
}

std::string PlugtestBench::account() const
{
    std::string text;
    for (const PlugtestResult &result : m_results) {
        if (result.verdict != PlugtestVerdict::Pass)
            text += "\n  " + shortId(result) + " " + std::string(verdictName(result.verdict)) +
                    ": " + result.reason + " (" + result.rfc + ")";
    }
    return text;
}

} // namespace copper::test
