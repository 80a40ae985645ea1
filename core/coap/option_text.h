// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/coap/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copper {

// Options as people write and read them. For the command line and the option editor.

enum class OptionTextFault {
    MissingValue,     // no "=" in an option that is not empty by its format
    UnknownName,      // neither a registered name nor a number
    NumberOutOfRange, // an option number beyond 65535
    NotANumber,       // the option is a uint and the value is none
    NotHex,           // "0x" with an odd or foreign digit, for a uint or opaque option
    NoValueAllowed,   // the option is empty by its format
    WrongLength,      // outside the registry's bounds, which are given
};

struct OptionTextError
{
    OptionTextFault fault;
    std::string option; // as the person named it
    std::string value;
    std::size_t minLength = 0; // WrongLength: bytes
    std::size_t maxLength = 0;
};

struct ParsedOption
{
    OptionNumber number{};
    Bytes value;
};

// "NUMBER-or-name=VALUE": "Uri-Query=a=b", "12=50", "accept=json", "ETag=0xcafe",
// "If-None-Match" (no value).
Result<ParsedOption, OptionTextError> parseOption(std::string_view text);

// The name or number alone.
Result<OptionNumber, OptionTextError> parseOptionNumber(std::string_view text);

// The value by the option's format. "0x..." is bytes for every option that is no string; for a
// string it is bytes too if it is well-formed hex, so that bytes which are not text can be sent.
// A uint is unsigned decimal; Content-Format and Accept take a name, Block options "3/1/128". For
// an option without registry entry decimal digits are a uint and anything else is text.
Result<Bytes, OptionTextError> parseOptionValue(OptionNumber number, std::string_view text);

// The registered name, else the number.
std::string optionName(OptionNumber number);
// The value in the form parseOptionValue reads: decimal, text, "0x..." for opaque bytes and for a
// string that is not UTF-8, "NUM/M/SIZE" for Block options; nothing for an empty one.
std::string optionValueText(const OptionView &option);

// The text that parseOptionValue turns into these very bytes, also where optionValueText shows the
// same for several: a uint with leading zeros, a string that looks like hex. Nothing where the
// registry does not allow such a value.
std::optional<std::string> optionSourceText(const OptionView &option);

} // namespace copper
