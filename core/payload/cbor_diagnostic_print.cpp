// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/big_number.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/cbor_head.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace copper {

namespace {

constexpr std::size_t kLongestLine = 60; // of a container in the pretty style
constexpr std::size_t kIndent = 2;

// The decimal form of appendix A: plain from 1e-6 up to 1e21, always with a point.
std::string floatText(double value)
{
    if (std::isinf(value))
        return value < 0 ? "-Infinity" : "Infinity";
    std::array<char, 64> buffer{};
    const double size = std::fabs(value);
    const bool plain = size == 0 || (size >= 1e-6 && size < 1e21);
    const auto result = plain ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                              std::chars_format::fixed)
                              : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                              std::chars_format::scientific);
    std::string text(buffer.data(), result.ptr);
    const std::size_t exponent = text.find('e');
    if (text.find('.') == std::string::npos)
        text.insert(std::min(exponent, text.size()), ".0");
    const std::size_t e = text.find('e');
    if (e != std::string::npos && text.size() > e + 3 && text[e + 2] == '0')
        text.erase(e + 2, 1); // "e-08"
    return text;
}

bool isControl(std::uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Marks that would reorder what a person reads, and line separators.
bool misleads(std::uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

void appendUnit(std::string &out, std::uint32_t unit)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out.push_back(kDigits[(unit >> static_cast<unsigned>(shift)) & 15U]);
}

void appendEscaped(std::string &out, std::uint32_t c)
{
    if (c < 0x10000) {
        appendUnit(out, c);
        return;
    }
    appendUnit(out, 0xd800 + ((c - 0x10000) >> 10U));
    appendUnit(out, 0xdc00 + ((c - 0x10000) & 0x3ffU));
}

// Of valid UTF-8.
std::string quoted(std::string_view text, bool asciiOnly)
{
    static constexpr std::string_view kSpecial = "\"\\\b\f\n\r\t";
    static constexpr std::string_view kLetters = "\"\\bfnrt";
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        const std::string_view one = text.substr(i, length);
        i += length;
        const std::size_t special = kSpecial.find(one.front());
        if (special != std::string_view::npos) {
            out.push_back('\\');
            out.push_back(kLetters[special]);
            continue;
        }
        std::uint32_t c = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < one.size(); ++k)
            c = (c << 6U) | (static_cast<std::uint8_t>(one[k]) & 0x3fU);
        if (isControl(c) || misleads(c) || (asciiOnly && c >= 0x80))
            appendEscaped(out, c);
        else
            out += one;
    }
    return out + '"';
}

class Printer
{
public:
    Printer(ByteView data, DiagnosticStyle style) : m_data(data), m_style(style) {}
    Result<std::string, CborFault> print();

private:
    bool item(std::string &out);
    bool string(std::string &out, const CborHead &head, std::size_t start);
    bool chunks(std::string &out, CborMajor major);
    bool content(std::string &out, CborMajor major, std::uint64_t size, std::size_t start);
    bool container(std::string &out, const CborHead &head, std::size_t start);
    bool tag(std::string &out, const CborHead &head, std::size_t start);
    bool bignum(std::string &out, const CborHead &tagHead);
    bool simpleOrFloat(std::string &out, const CborHead &head, std::size_t start);
    void join(std::string &out, const std::vector<std::string> &parts, char closing,
              std::string_view opening);
    std::string indicator(const CborHead &head, std::uint64_t argument) const
    {
        if (!m_style.indicators || head.info < 24 || head.info == preferredInfo(argument))
            return {};
        return std::string("_") + static_cast<char>('0' + head.info - 24);
    }
    bool head(CborHead &head);
    bool fail(PayloadFault fault, std::size_t offset)
    {
        m_fault = {fault, offset};
        return false;
    }
    bool atBreak() const { return m_at < m_data.size() && m_data[m_at] == kCborBreak; }

    ByteView m_data;
    DiagnosticStyle m_style;
    std::size_t m_at = 0;
    std::uint32_t m_depth = 0;
    std::uint32_t m_indent = 0; // of containers alone
    CborFault m_fault;
};

Result<std::string, CborFault> Printer::print()
{
    std::string out;
    if (m_data.size() > kMaxDiagnosticBytes)
        return failure(CborFault{PayloadFault::TooManyNodes, kMaxDiagnosticBytes});
    if (!m_style.sequence) {
        if (!item(out))
            return failure(m_fault);
        if (m_at < m_data.size())
            return failure(CborFault{PayloadFault::Syntax, m_at});
        return out;
    }
    while (m_at < m_data.size()) {
        if (m_at > 0)
            out += m_style.pretty ? ",\n" : ", ";
        if (!item(out))
            return failure(m_fault);
    }
    return out;
}

bool Printer::head(CborHead &head)
{
    switch (readCborHead(m_data, m_at, head)) {
    case CborHeadFault::Truncated:
        return fail(PayloadFault::Truncated, m_at);
    case CborHeadFault::Reserved:
        return fail(PayloadFault::Syntax, m_at);
    case CborHeadFault::None:
        m_at += head.size;
        return true;
    }
    return false;
}

bool Printer::item(std::string &out)
{
    const std::size_t start = m_at;
    CborHead first;
    if (!head(first))
        return false;
    switch (first.major) {
    case CborMajor::Unsigned:
        out += std::to_string(first.argument) + indicator(first, first.argument);
        return true;
    case CborMajor::Negative:
        // -1 - 2^64 does not fit any integer type here.
        out += first.argument == UINT64_MAX ? "-18446744073709551616"
                                            : '-' + std::to_string(first.argument + 1);
        out += indicator(first, first.argument);
        return true;
    case CborMajor::ByteString:
    case CborMajor::TextString:
        return string(out, first, start);
    case CborMajor::Array:
    case CborMajor::Map:
        return container(out, first, start);
    case CborMajor::Tag:
        return tag(out, first, start);
    case CborMajor::SimpleOrFloat:
        return simpleOrFloat(out, first, start);
    }
    return false;
}

bool Printer::string(std::string &out, const CborHead &first, std::size_t start)
{
    if (first.indefinite)
        return chunks(out, first.major);
    if (!content(out, first.major, first.argument, start))
        return false;
    out += indicator(first, first.argument);
    return true;
}

bool Printer::chunks(std::string &out, CborMajor major)
{
    // (_ ) would not say of which kind: RFC 8949 §8.1.
    if (atBreak()) {
        ++m_at;
        out += major == CborMajor::TextString ? "\"\"_" : "''_";
        return true;
    }
    out += "(_ ";
    for (bool first = true; !atBreak(); first = false) {
        const std::size_t start = m_at;
        CborHead chunk;
        if (!head(chunk))
            return false;
        if (chunk.major != major || chunk.indefinite)
            return fail(PayloadFault::Syntax, start);
        if (!first)
            out += ", ";
        if (!string(out, chunk, start))
            return false;
    }
    ++m_at;
    out += ')';
    return true;
}

bool Printer::content(std::string &out, CborMajor major, std::uint64_t size, std::size_t start)
{
    if (size > m_data.size() - m_at)
        return fail(PayloadFault::Truncated, start);
    const ByteView bytes = m_data.subspan(m_at, static_cast<std::size_t>(size));
    m_at += bytes.size();
    if (major == CborMajor::ByteString) {
        out += "h'" + toHex(bytes) + '\'';
        return true;
    }
    if (!isValidUtf8(bytes))
        return fail(PayloadFault::NotUtf8, start);
    out += quoted(asText(bytes), m_style.asciiOnly);
    return true;
}

bool Printer::container(std::string &out, const CborHead &first, std::size_t start)
{
    if (m_depth >= kMaxPayloadDepth)
        return fail(PayloadFault::TooDeep, start);
    ++m_depth;
    ++m_indent;
    const bool map = first.major == CborMajor::Map;
    std::vector<std::string> parts;
    for (std::uint64_t i = 0; first.indefinite ? !atBreak() : i < first.argument; ++i) {
        std::string &part = parts.emplace_back();
        if (!item(part))
            return false;
        if (!map)
            continue;
        part += ": ";
        if (first.indefinite && atBreak())
            return fail(PayloadFault::Syntax, m_at);
        if (!item(part))
            return false;
    }
    if (first.indefinite)
        ++m_at;
    --m_depth;
    --m_indent;
    std::string opening(1, map ? '{' : '[');
    if (first.indefinite)
        opening += "_ ";
    else if (const std::string sign = indicator(first, first.argument); !sign.empty())
        opening += sign + ' ';
    join(out, parts, map ? '}' : ']', opening);
    return true;
}

void Printer::join(std::string &out, const std::vector<std::string> &parts, char closing,
                   std::string_view opening)
{
    bool lines = false;
    std::size_t length = 0;
    for (const std::string &part : parts) {
        length += part.size() + 2;
        lines = lines || part.find('\n') != std::string::npos;
    }
    lines = m_style.pretty && (lines || length > kLongestLine);
    out += opening;
    if (lines && out.back() == ' ')
        out.pop_back();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += lines ? "," : ", ";
        if (lines)
            out += '\n' + std::string(kIndent * (m_indent + 1), ' ');
        out += parts[i];
    }
    if (lines)
        out += '\n' + std::string(kIndent * m_indent, ' ');
    out += closing;
}

bool Printer::tag(std::string &out, const CborHead &first, std::size_t start)
{
    if (first.argument == 2 || first.argument == 3) {
        if (bignum(out, first))
            return true;
    }
    if (m_depth >= kMaxPayloadDepth)
        return fail(PayloadFault::TooDeep, start);
    ++m_depth;
    std::string inside;
    const bool good = item(inside);
    --m_depth;
    if (!good)
        return false;
    out += std::to_string(first.argument) + indicator(first, first.argument) + '(' + inside + ')';
    return true;
}

// A tag 2 or 3 that is what a decimal number of that size is written as. Else nothing is read.
bool Printer::bignum(std::string &out, const CborHead &tagHead)
{
    CborHead bytes;
    if (readCborHead(m_data, m_at, bytes) != CborHeadFault::None ||
        bytes.major != CborMajor::ByteString || bytes.indefinite || tagHead.info >= 24 ||
        bytes.info != preferredInfo(bytes.argument) || bytes.argument <= 8 ||
        bytes.argument > m_data.size() - m_at - bytes.size)
        return false;
    const ByteView magnitude =
        m_data.subspan(m_at + bytes.size, static_cast<std::size_t>(bytes.argument));
    const auto text =
        magnitude.front() == 0 ? std::nullopt : bignumText(magnitude, tagHead.argument == 3);
    if (!text)
        return false;
    m_at += bytes.size + magnitude.size();
    out += *text;
    return true;
}

bool Printer::simpleOrFloat(std::string &out, const CborHead &first, std::size_t start)
{
    if (first.info == 24 && first.argument < 32) // RFC 8949 §3.3
        return fail(PayloadFault::Syntax, start);
    if (first.info < 25) {
        static constexpr std::array<std::string_view, 4> kNames{"false", "true", "null",
                                                                "undefined"};
        if (first.argument >= 20 && first.argument < 24)
            out += kNames[static_cast<std::size_t>(first.argument - 20)];
        else
            out += "simple(" + std::to_string(first.argument) + ')';
        return true;
    }
    double value = 0;
    if (first.info == 25)
        value = halfToDouble(static_cast<std::uint16_t>(first.argument));
    else if (first.info == 26)
        value = std::bit_cast<float>(static_cast<std::uint32_t>(first.argument));
    else
        value = std::bit_cast<double>(first.argument);
    if (std::isnan(value)) {
        static constexpr std::array<std::uint64_t, 3> kQuiet{0x7e00, 0x7fc00000,
                                                             0x7ff8000000000000};
        if (first.argument == kQuiet[first.info - 25U] || !m_style.indicators) {
            out += "NaN";
            if (m_style.indicators && first.info > 25)
                out += std::string("_") + static_cast<char>('0' + first.info - 24);
            return true;
        }
        const std::size_t bytes = first.size - 1;
        out += "float'" + toHex(m_data.subspan(start + 1, bytes)) + '\'';
        return true;
    }
    out += floatText(value);
    if (m_style.indicators && first.info != shortestFloat(value))
        out += std::string("_") + static_cast<char>('0' + first.info - 24);
    return true;
}

} // namespace

Result<std::string, CborFault> toDiagnostic(ByteView cbor, DiagnosticStyle style)
{
    return Printer(cbor, style).print();
}

TextPlace placeInText(std::string_view utf8, std::size_t offset)
{
    TextPlace place;
    for (const char c : utf8.substr(0, offset)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<std::uint8_t>(c) & 0xc0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

} // namespace copper
