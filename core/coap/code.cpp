// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/code.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

struct NamedCode
{
    Code code;
    std::string_view name;
};

// IANA CoRE Parameters, CoAP Codes. Signalling codes (RFC 8323 §5) are named although UDP has none,
// because a trace may show one.
constexpr std::array kCodes{
    NamedCode{code::kEmpty, "Empty"},
    NamedCode{code::kGet, "GET"},
    NamedCode{code::kPost, "POST"},
    NamedCode{code::kPut, "PUT"},
    NamedCode{code::kDelete, "DELETE"},
    NamedCode{code::kFetch, "FETCH"},
    NamedCode{code::kPatch, "PATCH"},
    NamedCode{code::kIPatch, "iPATCH"},
    NamedCode{code::kCreated, "Created"},
    NamedCode{code::kDeleted, "Deleted"},
    NamedCode{code::kValid, "Valid"},
    NamedCode{code::kChanged, "Changed"},
    NamedCode{code::kContent, "Content"},
    NamedCode{code::kContinue, "Continue"},
    NamedCode{code::kBadRequest, "Bad Request"},
    NamedCode{code::kUnauthorized, "Unauthorized"},
    NamedCode{code::kBadOption, "Bad Option"},
    NamedCode{code::kForbidden, "Forbidden"},
    NamedCode{code::kNotFound, "Not Found"},
    NamedCode{code::kMethodNotAllowed, "Method Not Allowed"},
    NamedCode{code::kNotAcceptable, "Not Acceptable"},
    NamedCode{code::kRequestEntityIncomplete, "Request Entity Incomplete"},
    NamedCode{code::kConflict, "Conflict"},
    NamedCode{code::kPreconditionFailed, "Precondition Failed"},
    NamedCode{code::kRequestEntityTooLarge, "Request Entity Too Large"},
    NamedCode{code::kUnsupportedContentFormat, "Unsupported Content-Format"},
    NamedCode{code::kUnprocessableEntity, "Unprocessable Entity"},
    NamedCode{code::kTooManyRequests, "Too Many Requests"},
    NamedCode{code::kInternalServerError, "Internal Server Error"},
    NamedCode{code::kNotImplemented, "Not Implemented"},
    NamedCode{code::kBadGateway, "Bad Gateway"},
    NamedCode{code::kServiceUnavailable, "Service Unavailable"},
    NamedCode{code::kGatewayTimeout, "Gateway Timeout"},
    NamedCode{code::kProxyingNotSupported, "Proxying Not Supported"},
    NamedCode{code::kHopLimitReached, "Hop Limit Reached"},
    NamedCode{makeCode(7, 1), "CSM"},
    NamedCode{makeCode(7, 2), "Ping"},
    NamedCode{makeCode(7, 3), "Pong"},
    NamedCode{makeCode(7, 4), "Release"},
    NamedCode{makeCode(7, 5), "Abort"},
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::string codeDigits(Code code)
{
    const unsigned detail = code.detail();
    return {static_cast<char>('0' + code.classNumber()), '.', static_cast<char>('0' + detail / 10),
            static_cast<char>('0' + detail % 10)};
}

std::string_view codeName(Code code)
{
    const auto found = std::find_if(kCodes.begin(), kCodes.end(),
                                    [code](const NamedCode &row) { return row.code == code; });
    return found == kCodes.end() ? std::string_view() : found->name;
}

std::optional<Code> methodByName(std::string_view name)
{
    for (const NamedCode &row : kCodes) {
        if (row.code.isRequest() && equalIgnoringCase(row.name, name))
            return row.code;
    }
    return std::nullopt;
}

} // namespace copper
