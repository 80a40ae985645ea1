// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace copper {

// The remote endpoint, security epoch included, as the transport numbers it: the same address, port
// and session give the same PeerId. A multicast group has one too. 0 is no peer.
struct PeerId
{
    std::uint32_t value = 0;
    constexpr auto operator<=>(const PeerId &) const = default;
};

// Our side of one request, from sendRequest() or observe() to its terminal event.
struct ExchangeId
{
    std::uint64_t value = 0;
    constexpr auto operator<=>(const ExchangeId &) const = default;
};

// The other side's request, from RequestReceived to respond().
struct RequestId
{
    std::uint64_t value = 0;
    constexpr auto operator<=>(const RequestId &) const = default;
};

} // namespace copper

template <>
struct std::hash<copper::PeerId>
{
    std::size_t operator()(copper::PeerId id) const noexcept
    {
        return std::size_t{id.value} * 0x9e3779b1U;
    }
};
template <>
struct std::hash<copper::ExchangeId>
{
    std::size_t operator()(copper::ExchangeId id) const noexcept { return id.value; }
};
template <>
struct std::hash<copper::RequestId>
{
    std::size_t operator()(copper::RequestId id) const noexcept { return id.value; }
};
