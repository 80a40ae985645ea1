// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/payload/representation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace copper {

// Diagnostic notation of CBOR, RFC 8949 §8, both ways and byte for byte: what is not the preferred
// serialization carries an encoding indicator (_0 to _3, RFC 8949 §8.1). Items of a sequence
// (RFC 8742) stand behind each other with commas between. Read besides, RFC 8610 appendix G: text
// in single quotes, white space inside h'', embedded items << >>, 0x, 0o and 0b, comments between
// slashes; and comments from # to the end of the line. A NaN with a payload is float'7e01'.
inline constexpr std::size_t kMaxDiagnosticBytes = 1U << 20U; // of CBOR
inline constexpr std::size_t kMaxDiagnosticText = 8U << 20U;
// Depth: kMaxPayloadDepth, both ways.

struct DiagnosticStyle
{
    bool sequence = false;  // any number of items, none included
    bool indicators = true; // without them a form that is not preferred reads as if it were
    bool pretty = false;    // longer arrays and maps over several lines
    bool asciiOnly = false; // other characters as \uXXXX, as in RFC 8949 appendix A
};

struct CborFault
{
    PayloadFault fault = PayloadFault::None; // never NotUtf8 unless a text string is not
    std::size_t offset = 0;                  // in the bytes
};

Result<std::string, CborFault> toDiagnostic(ByteView cbor, DiagnosticStyle style = {});

enum class DiagnosticFault {
    ExpectedValue,
    ExpectedNothing, // something after the item
    ExpectedCommaOrBracket,
    ExpectedCommaOrBrace,
    ExpectedCommaOrParenthesis,
    ExpectedCommaOrAngle, // or >>
    ExpectedColon,
    ExpectedClosing, // the ) of a tag or a simple value
    ExpectedChunk,   // a string of the same kind inside (_ )
    UnclosedString,
    UnclosedComment,
    UnknownWord,
    BadEscape,
    BadHex,
    BadBase64,
    BadBase32,
    BadNumber,
    NumberTooLong, // kMaxBigNumberDigits
    BadSimple,     // 0 to 23 and 32 to 255 can be written
    BadIndicator,  // the value does not fit the encoding it asks for
    NotUtf8,
    TooDeep,
    TooLarge,
};

struct DiagnosticError
{
    DiagnosticFault fault = DiagnosticFault::ExpectedValue;
    std::size_t offset = 0; // in the UTF-8 text
};

Result<Bytes, DiagnosticError> fromDiagnostic(std::string_view text, bool sequence = false);

// Where an offset is for a person: both from 1, columns in characters.
struct TextPlace
{
    std::size_t line = 1;
    std::size_t column = 1;
};
TextPlace placeInText(std::string_view utf8, std::size_t offset);

} // namespace copper
