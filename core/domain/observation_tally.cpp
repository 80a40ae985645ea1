// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/observation_tally.h"

#include "core/coap/codec.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kIpv4Headers = 20 + 8;
constexpr std::size_t kIpv6Headers = 40 + 8;
constexpr std::size_t kEmptyMessage = 4;
constexpr double kShortestSpan_s = 5; // before that a rate by the hour says nothing

std::size_t headers(const SocketAddress &peer)
{
    return peer.family == SocketAddress::Family::IPv6 ? kIpv6Headers : kIpv4Headers;
}

std::size_t sizeOf(const Token &token, const Options &options, std::size_t payload)
{
    MessageHeader header;
    header.token = token;
    const std::size_t marker = payload > 0 ? 1 : 0;
    return encodedSize(header, options, {}) + marker + payload;
}

std::size_t requestSize(const RequestSpec &request, const Token &token)
{
    // The address as options: about as many bytes as its path has characters, and Observe.
    const std::size_t payload = request.payload ? request.payload->size() : 0;
    const qsizetype path = request.uri.size() - request.uri.indexOf(QLatin1Char('/'), 8);
    return sizeOf(token, request.options, payload) + static_cast<std::size_t>(path) + 1;
}

} // namespace

void ObservationTally::noteRegistration(const RequestSpec &request)
{
    m_bytes += requestSize(request, Token()) + 8 + kIpv4Headers; // a token of ours has 8 bytes
}

void ObservationTally::note(const ResponseArrived &notification, const RequestSpec &request)
{
    const std::uint64_t messages = 1 + std::uint64_t{notification.notificationsSkipped};
    const std::size_t under = headers(notification.peer);
    const std::size_t payload =
        notification.payload ? notification.payload->size() : notification.payloadSize;
    std::uint64_t each = sizeOf(notification.token, notification.options, payload) + under;
    if (notification.type == MessageType::Confirmable) {
        m_confirmable += messages;
        each += kEmptyMessage + under; // our ACK
    } else if (notification.type == MessageType::NonConfirmable) {
        m_nonConfirmable += messages;
    }
    if (notification.blocks > 1) {
        // Each further block is a question and an answer with headers and options of its own.
        const std::uint64_t more = notification.blocks - 1;
        each += more * (requestSize(request, notification.token) + under +
                        sizeOf(notification.token, notification.options, 0) + under);
    }
    m_bytes += each * messages;
    m_times[m_count % kRemembered] = notification.at;
    ++m_count;
}

std::optional<double> ObservationTally::bytesPerHour(WallTime now) const
{
    const double span = now.secondsSince(m_since);
    if (span < kShortestSpan_s)
        return std::nullopt;
    return static_cast<double>(m_bytes) / span * 3600;
}

std::optional<double> ObservationTally::perMinute(WallTime now) const
{
    const std::size_t known = std::min<std::uint64_t>(m_count, kRemembered);
    if (known < 2)
        return std::nullopt;
    const WallTime last = m_times[(m_count - 1) % kRemembered];
    const WallTime first = m_times[(m_count - known) % kRemembered];
    const double mean = last.secondsSince(first) / static_cast<double>(known - 1);
    const double quiet = now.secondsSince(last);
    const double between = std::max(mean, quiet);
    return between > 0 ? 60 / between : 0;
}

} // namespace copper
