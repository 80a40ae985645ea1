// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/wire_watch.h"

#include "core/coap/codec.h"

namespace copper::test {

namespace {

constexpr Duration kTolerance = seconds(0.001);

} // namespace

std::string WireWatch::check(const SimulatedNetwork::Datagram &datagram, TimePoint at)
{
    const auto message = decode(datagram.bytes);
    if (!message)
        return "a node sent a malformed message";
    if (datagram.to == SimulatedNetwork::kGroup && message->type != MessageType::NonConfirmable)
        return "a multicast message is not Non-confirmable";
    if (message->type != MessageType::Confirmable)
        return {};
    return checkRepetition(m_sendings[{datagram.from, datagram.to, datagram.bytes}], at);
}

std::string WireWatch::checkRepetition(Sending &sending, TimePoint at)
{
    const TransmissionParameters standard;
    const Duration gap = at - sending.last;
    std::string broken;
    if (sending.count == 0 || gap >= standard.exchangeLifetime()) {
        sending = {};
    } else if (sending.count > standard.maxRetransmit) {
        broken = "a CON was sent more than MAX_RETRANSMIT + 1 times";
    } else if (sending.disturbed) {
        sending.wait = {};
        sending.disturbed = false;
    } else {
        const Duration least = sending.count == 1 ? standard.ackTimeout : 2 * sending.wait;
        if (gap + kTolerance < least)
            broken = "a CON was repeated too early";
        else if (sending.wait > Duration{} && gap > 2 * sending.wait + kTolerance)
            broken = "a CON was repeated too late";
        sending.wait = gap;
    }
    sending.last = at;
    ++sending.count;
    return broken;
}

void WireWatch::restarted(std::size_t node)
{
    std::erase_if(m_sendings, [&](const auto &entry) { return std::get<0>(entry.first) == node; });
}

void WireWatch::clockJumped(std::size_t node)
{
    for (auto &[key, sending] : m_sendings) {
        if (std::get<0>(key) == node)
            sending.disturbed = true;
    }
}

} // namespace copper::test
