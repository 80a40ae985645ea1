// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copper {

// The Code field of a message: class.detail, RFC 7252 §3, "c.dd".
struct Code
{
    std::uint8_t raw = 0;

    constexpr std::uint8_t classNumber() const { return static_cast<std::uint8_t>(raw >> 5); }
    constexpr std::uint8_t detail() const { return static_cast<std::uint8_t>(raw & 0x1f); }
    constexpr bool isEmpty() const { return raw == 0; }
    constexpr bool isRequest() const { return classNumber() == 0 && raw != 0; }
    // Classes 2, 4 and 5; 1, 6 and 7 are reserved over UDP (RFC 7252 §4.2, RFC 8323 §5).
    constexpr bool isResponse() const
    {
        return classNumber() == 2 || classNumber() == 4 || classNumber() == 5;
    }
    constexpr bool isSuccess() const { return classNumber() == 2; }
    constexpr bool operator==(const Code &) const = default;
};

constexpr Code makeCode(unsigned classNumber, unsigned detail)
{
    return Code{static_cast<std::uint8_t>((classNumber << 5) | detail)};
}

namespace code {
inline constexpr Code kEmpty = makeCode(0, 0);
inline constexpr Code kGet = makeCode(0, 1);
inline constexpr Code kPost = makeCode(0, 2);
inline constexpr Code kPut = makeCode(0, 3);
inline constexpr Code kDelete = makeCode(0, 4);
inline constexpr Code kFetch = makeCode(0, 5);  // RFC 8132
inline constexpr Code kPatch = makeCode(0, 6);  // RFC 8132
inline constexpr Code kIPatch = makeCode(0, 7); // RFC 8132
inline constexpr Code kCreated = makeCode(2, 1);
inline constexpr Code kDeleted = makeCode(2, 2);
inline constexpr Code kValid = makeCode(2, 3);
inline constexpr Code kChanged = makeCode(2, 4);
inline constexpr Code kContent = makeCode(2, 5);
inline constexpr Code kContinue = makeCode(2, 31); // RFC 7959
inline constexpr Code kBadRequest = makeCode(4, 0);
inline constexpr Code kUnauthorized = makeCode(4, 1);
inline constexpr Code kBadOption = makeCode(4, 2);
inline constexpr Code kForbidden = makeCode(4, 3);
inline constexpr Code kNotFound = makeCode(4, 4);
inline constexpr Code kMethodNotAllowed = makeCode(4, 5);
inline constexpr Code kNotAcceptable = makeCode(4, 6);
inline constexpr Code kRequestEntityIncomplete = makeCode(4, 8); // RFC 7959
inline constexpr Code kConflict = makeCode(4, 9);                // RFC 8132
inline constexpr Code kPreconditionFailed = makeCode(4, 12);
inline constexpr Code kRequestEntityTooLarge = makeCode(4, 13);
inline constexpr Code kUnsupportedContentFormat = makeCode(4, 15);
inline constexpr Code kUnprocessableEntity = makeCode(4, 22); // RFC 8132
inline constexpr Code kTooManyRequests = makeCode(4, 29);     // RFC 8516
inline constexpr Code kInternalServerError = makeCode(5, 0);
inline constexpr Code kNotImplemented = makeCode(5, 1);
inline constexpr Code kBadGateway = makeCode(5, 2);
inline constexpr Code kServiceUnavailable = makeCode(5, 3);
inline constexpr Code kGatewayTimeout = makeCode(5, 4);
inline constexpr Code kProxyingNotSupported = makeCode(5, 5);
inline constexpr Code kHopLimitReached = makeCode(5, 8); // RFC 8768
} // namespace code

// "2.05", Empty is "0.00".
std::string codeDigits(Code code);
// The registered name: "Content", "GET", "iPATCH", "Empty"; for an unassigned one an empty view.
std::string_view codeName(Code code);
// "get", "GET", "iPATCH" and so on; case does not count.
std::optional<Code> methodByName(std::string_view name);

} // namespace copper
