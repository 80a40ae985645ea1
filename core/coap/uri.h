// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/socket_address.h"
#include "core/coap/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

enum class UriScheme { Coap, Coaps, CoapTcp, CoapsTcp, CoapWs, CoapsWs };

std::string_view schemeName(UriScheme scheme); // "coap", "coaps+tcp"
std::uint16_t defaultPort(UriScheme scheme);   // RFC 7252 §6.1-6.2, RFC 8323 §8
bool isSecure(UriScheme scheme);

// A coap URI taken apart, RFC 7252 §6, RFC 8323 §8. Everything is percent-decoded.
struct Uri
{
    UriScheme scheme = UriScheme::Coap;
    // A registered name in lower case, or an IP literal in canonical form without brackets, zone.
    std::string host;
    std::optional<SocketAddress> literal; // when host is one; port and zone are 0
    // RFC 6874: interface name or index of a link-local address. It means something to this
    // machine alone and never goes into Uri-Host.
    std::string zone;
    std::optional<std::uint16_t> port; // as written; 1..65535
    std::vector<std::string> path;     // segments: "/a/b" is "a","b"; "/" and "" are none
    std::vector<std::string> query;    // arguments between "&"

    std::uint16_t effectivePort() const { return port ? *port : defaultPort(scheme); }
    bool operator==(const Uri &) const = default;
};

enum class UriFault {
    TooLong,            // kMaxUriLength
    MissingScheme,      // no "scheme://"
    UnknownScheme,      // not one of the six
    BadCharacter,       // control character, blank, or bytes that are not UTF-8
    BadPercentEncoding, // "%" without two hex digits, or decoding to bytes that are not UTF-8
    BadHost,            // empty, user information, malformed address or name
    BadZone,            // empty, too long, or on an address that takes none
    BadPort,            // not a number from 1 to 65535
    Fragment,           // RFC 7252 §6: a coap URI has none
    SegmentTooLong,     // path segment or query argument beyond 255 bytes
};

struct UriError
{
    UriFault fault;
    std::size_t offset = 0; // in the text
    bool operator==(const UriError &) const = default;
};

inline constexpr std::size_t kMaxUriLength = 65'536;

// RFC 7252 §6.4 steps 1-4 and the parsing before them. Dot segments are removed (RFC 3986 §5.2.4),
// "%2e" included. Non-ASCII characters may stand as UTF-8, as a person types them.
Result<Uri, UriError> parseUri(std::string_view text);

// A link target (RFC 6690 §2.1) against the device it came from: an absolute URI, "//host/...",
// an absolute path, or a path relative to the root.
Result<Uri, UriError> resolveReference(const Uri &base, std::string_view reference);

// RFC 7252 §6.4 steps 5-9, for a message sent to the URI's own host and port: Uri-Host for a name,
// no Uri-Port, Uri-Path, Uri-Query.
Options toOptions(const Uri &uri);

// The way back, RFC 7252 §6.5: the URI a request is for, from its options and the address it was
// sent to.
std::string composeUri(UriScheme scheme, const SocketAddress &destination, OptionsView options);

// The URI as text, canonical: default port left out, zone as "%25".
std::string toText(const Uri &uri);
// Percent-encoded path and query alone: "/sensors/temp?unit=C".
std::string pathAndQuery(OptionsView options);

} // namespace copper
