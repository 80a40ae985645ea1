// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/big_number.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/cbor_head.h"
#include "core/payload/diagnostic_scanner.h"
#include "core/payload/plain_text.h"

#include <array>
#include <cmath>

namespace copper {

namespace {

class Parser
{
public:
    explicit Parser(std::string_view text) : m_scan(text) {}
    Result<Bytes, DiagnosticError> parse(bool sequence);

private:
    bool items(char closing, DiagnosticFault otherwise, std::uint64_t &count);
    bool item();
    bool container(bool map);
    bool pair();
    bool chunks();
    bool chunk(std::optional<CborMajor> &kind);
    bool embedded();
    bool text();
    bool bytes(const DiagnosticScanner::Quoted &quoted);
    // A string with its indicator, or the sign of an empty one in chunks.
    bool string(CborMajor major, ByteView content);
    bool word();
    bool number(std::string_view word, std::size_t start);
    bool integer(const DiagnosticInteger &integer, std::size_t start);
    bool tag(std::uint64_t number, std::optional<std::uint8_t> sign, std::size_t start);
    bool simple(std::size_t start);
    // The additional information: what the indicator asks for, else the shortest.
    std::optional<std::uint8_t> info(std::uint64_t argument, std::optional<std::uint8_t> sign,
                                     std::size_t start);
    void insertHead(std::size_t at, CborMajor major, std::uint8_t info, std::uint64_t argument);
    bool enter()
    {
        if (m_depth >= kMaxPayloadDepth)
            return m_scan.failHere(DiagnosticFault::TooDeep);
        ++m_depth;
        return true;
    }
    void append(ByteView bytes) { m_out.insert(m_out.end(), bytes.begin(), bytes.end()); }

    DiagnosticScanner m_scan;
    Bytes m_out;
    std::uint32_t m_depth = 0;
};

Result<Bytes, DiagnosticError> Parser::parse(bool sequence)
{
    const auto error = [this] {
        return failure(
            m_scan.error().value_or(DiagnosticError{DiagnosticFault::ExpectedValue, m_scan.at()}));
    };
    std::uint64_t count = 0;
    if (!m_scan.skip())
        return error();
    if (sequence && m_scan.atEnd())
        return m_out;
    if (sequence ? !items('\0', DiagnosticFault::ExpectedNothing, count) : !item())
        return error();
    if (!m_scan.skip() || (!m_scan.atEnd() && !m_scan.failHere(DiagnosticFault::ExpectedNothing)))
        return error();
    return std::move(m_out);
}

// Items with commas between up to `closing`, which is taken; '\0' is the end of the text.
bool Parser::items(char closing, DiagnosticFault otherwise, std::uint64_t &count)
{
    const auto ended = [&] {
        if (closing == '\0')
            return m_scan.atEnd();
        return closing == '>' ? m_scan.take(">>") : m_scan.take(std::string_view(&closing, 1));
    };
    if (!m_scan.skip())
        return false;
    if (closing != '\0' && ended())
        return true;
    while (true) {
        if (closing == '}' ? !pair() : !item())
            return false;
        ++count;
        if (!m_scan.skip())
            return false;
        if (ended())
            return true;
        if (!m_scan.take(","))
            return m_scan.failHere(otherwise);
    }
}

bool Parser::pair()
{
    if (!item() || !m_scan.skip())
        return false;
    return m_scan.take(":") ? item() : m_scan.failHere(DiagnosticFault::ExpectedColon);
}

bool Parser::item()
{
    if (!m_scan.skip())
        return false;
    if (m_out.size() > kMaxDiagnosticBytes)
        return m_scan.failHere(DiagnosticFault::TooLarge);
    if (m_scan.take("["))
        return container(false);
    if (m_scan.take("{"))
        return container(true);
    if (m_scan.ahead("(_"))
        return chunks();
    if (m_scan.take("<<"))
        return embedded();
    if (m_scan.peek() == '"')
        return text();
    if (const auto quoted = m_scan.quoted())
        return bytes(*quoted);
    return !m_scan.error() && word();
}

std::optional<std::uint8_t> Parser::info(std::uint64_t argument, std::optional<std::uint8_t> sign,
                                         std::size_t start)
{
    const std::uint8_t shortest = preferredInfo(argument);
    if (!sign)
        return shortest;
    const auto asked = static_cast<std::uint8_t>(24 + *sign);
    if (shortest > asked) {
        m_scan.fail(DiagnosticFault::BadIndicator, start);
        return std::nullopt;
    }
    return asked;
}

void Parser::insertHead(std::size_t at, CborMajor major, std::uint8_t info, std::uint64_t argument)
{
    Bytes head;
    appendCborHead(head, major, info, argument);
    m_out.insert(m_out.begin() + static_cast<std::ptrdiff_t>(at), head.begin(), head.end());
}

bool Parser::container(bool map)
{
    const std::size_t opening = m_scan.at() - 1;
    if (!enter())
        return false;
    const auto sign = m_scan.indicator();
    const bool indefinite = !sign && m_scan.take("_");
    const std::size_t start = m_out.size();
    std::uint64_t count = 0;
    if (!items(map ? '}' : ']',
               map ? DiagnosticFault::ExpectedCommaOrBrace
                   : DiagnosticFault::ExpectedCommaOrBracket,
               count))
        return false;
    --m_depth;
    const CborMajor major = map ? CborMajor::Map : CborMajor::Array;
    if (indefinite) {
        insertHead(start, major, 31, 0);
        m_out.push_back(kCborBreak);
        return true;
    }
    const auto how = info(count, sign, opening);
    if (how)
        insertHead(start, major, *how, count);
    return how.has_value();
}

bool Parser::chunks()
{
    m_scan.take("(_");
    const std::size_t start = m_out.size();
    std::optional<CborMajor> kind;
    while (true) {
        if (!m_scan.skip() || !chunk(kind) || !m_scan.skip())
            return false;
        if (m_scan.take(")"))
            break;
        if (!m_scan.take(","))
            return m_scan.failHere(DiagnosticFault::ExpectedCommaOrParenthesis);
    }
    insertHead(start, *kind, 31, 0);
    m_out.push_back(kCborBreak);
    return true;
}

bool Parser::chunk(std::optional<CborMajor> &kind)
{
    const std::size_t start = m_scan.at();
    CborMajor major = CborMajor::TextString;
    Bytes content;
    if (m_scan.peek() == '"') {
        const auto text = m_scan.textString();
        if (!text)
            return false;
        content = toOwned(asBytes(*text));
    } else {
        const auto quoted = m_scan.quoted();
        if (!quoted || quoted->isFloat)
            return m_scan.fail(DiagnosticFault::ExpectedChunk, start);
        content = quoted->bytes;
        major = CborMajor::ByteString;
    }
    if (kind && *kind != major)
        return m_scan.fail(DiagnosticFault::ExpectedChunk, start);
    kind = major;
    const auto how = info(content.size(), m_scan.indicator(), start);
    if (!how)
        return false;
    appendCborHead(m_out, major, *how, content.size());
    append(content);
    return true;
}

// RFC 8610 appendix G.3: a byte string with items in it.
bool Parser::embedded()
{
    const std::size_t opening = m_scan.at() - 2;
    if (!enter())
        return false;
    const std::size_t start = m_out.size();
    std::uint64_t count = 0;
    if (!items('>', DiagnosticFault::ExpectedCommaOrAngle, count))
        return false;
    --m_depth;
    const std::uint64_t size = m_out.size() - start;
    const auto how = info(size, m_scan.indicator(), opening);
    if (how)
        insertHead(start, CborMajor::ByteString, *how, size);
    return how.has_value();
}

bool Parser::text()
{
    const auto content = m_scan.textString();
    return content && string(CborMajor::TextString, asBytes(*content));
}

bool Parser::bytes(const DiagnosticScanner::Quoted &quoted)
{
    if (!quoted.isFloat)
        return string(CborMajor::ByteString, quoted.bytes);
    const auto info = quoted.bytes.size() == 2 ? 25U : quoted.bytes.size() == 4 ? 26U : 27U;
    m_out.push_back(static_cast<std::uint8_t>(0xe0U | info));
    append(quoted.bytes);
    return true;
}

bool Parser::string(CborMajor major, ByteView content)
{
    const std::size_t end = m_scan.at();
    const auto sign = m_scan.indicator();
    if (!sign && content.empty() && m_scan.take("_")) {
        appendCborHead(m_out, major, 31, 0);
        m_out.push_back(kCborBreak);
        return true;
    }
    const auto how = info(content.size(), sign, end);
    if (!how)
        return false;
    appendCborHead(m_out, major, *how, content.size());
    append(content);
    return true;
}

bool Parser::word()
{
    const std::size_t start = m_scan.at();
    const std::string_view word = m_scan.takeWord();
    static constexpr std::array<std::pair<std::string_view, std::uint8_t>, 4> kNames{{
        {"false", std::uint8_t{0xf4}},
        {"true", std::uint8_t{0xf5}},
        {"null", std::uint8_t{0xf6}},
        {"undefined", std::uint8_t{0xf7}},
    }};
    for (const auto &[name, byte] : kNames) {
        if (word != name)
            continue;
        m_out.push_back(byte);
        return true;
    }
    if (word == "simple")
        return simple(start);
    if (word.empty())
        return m_scan.fail(DiagnosticFault::ExpectedValue, start);
    return number(word, start);
}

bool Parser::simple(std::size_t start)
{
    if (!m_scan.skip())
        return false;
    if (!m_scan.take("("))
        return m_scan.fail(DiagnosticFault::BadSimple, start);
    if (!m_scan.skip())
        return false;
    const std::string_view digits = m_scan.takeWord();
    const auto magnitude = magnitudeOf(digits, 10);
    const unsigned value = !magnitude || magnitude->size() > 1 ? 256U
                           : magnitude->empty()                ? 0U
                                                               : magnitude->front();
    // RFC 8949 §3.3: 24 to 31 are no values.
    if (value > 255 || (value > 23 && value < 32))
        return m_scan.fail(DiagnosticFault::BadSimple, start);
    if (!m_scan.skip())
        return false;
    if (!m_scan.take(")"))
        return m_scan.failHere(DiagnosticFault::ExpectedClosing);
    appendCborHead(m_out, CborMajor::SimpleOrFloat, preferredInfo(value), value);
    return true;
}

bool Parser::number(std::string_view word, std::size_t start)
{
    bool tooLong = false;
    if (const auto whole = diagnosticInteger(word, tooLong))
        return integer(*whole, start);
    if (tooLong)
        return m_scan.fail(DiagnosticFault::NumberTooLong, start);
    const auto value = diagnosticFloat(word);
    if (!value) {
        const bool name = (word.front() >= 'a' && word.front() <= 'z') ||
                          (word.front() >= 'A' && word.front() <= 'Z');
        return m_scan.fail(name ? DiagnosticFault::UnknownWord : DiagnosticFault::BadNumber, start);
    }
    const auto sign = m_scan.indicator();
    std::uint8_t info = shortestFloat(*value);
    if (sign) {
        const auto asked = static_cast<std::uint8_t>(24 + *sign);
        if (asked < info)
            return m_scan.fail(DiagnosticFault::BadIndicator, start);
        info = asked;
    }
    appendCborFloat(m_out, info, *value);
    return true;
}

bool Parser::integer(const DiagnosticInteger &integer, std::size_t start)
{
    // RFC 8949 §3.1: a negative number is -1 - n.
    Bytes magnitude = integer.magnitude;
    const bool negative = integer.negative && !magnitude.empty();
    if (negative) {
        for (std::size_t i = magnitude.size(); i-- > 0;) {
            if (magnitude[i]-- != 0)
                break;
        }
        if (magnitude.front() == 0)
            magnitude.erase(magnitude.begin());
    }
    const auto sign = m_scan.indicator();
    if (magnitude.size() > 8) {
        if (sign)
            return m_scan.fail(DiagnosticFault::BadIndicator, start);
        m_out.push_back(negative ? 0xc3 : 0xc2);
        appendCborHead(m_out, CborMajor::ByteString, preferredInfo(magnitude.size()),
                       magnitude.size());
        append(magnitude);
        return true;
    }
    std::uint64_t value = 0;
    for (const std::uint8_t byte : magnitude)
        value = (value << 8U) | byte;
    if (!integer.negative && m_scan.peek() == '(')
        return tag(value, sign, start);
    const auto how = info(value, sign, start);
    if (how)
        appendCborHead(m_out, negative ? CborMajor::Negative : CborMajor::Unsigned, *how, value);
    return how.has_value();
}

bool Parser::tag(std::uint64_t number, std::optional<std::uint8_t> sign, std::size_t start)
{
    const auto how = info(number, sign, start);
    if (!how || !enter())
        return false;
    m_scan.take("(");
    appendCborHead(m_out, CborMajor::Tag, *how, number);
    if (!item() || !m_scan.skip())
        return false;
    --m_depth;
    return m_scan.take(")") || m_scan.failHere(DiagnosticFault::ExpectedClosing);
}

} // namespace

Result<Bytes, DiagnosticError> fromDiagnostic(std::string_view text, bool sequence)
{
    if (text.size() > kMaxDiagnosticText)
        return failure(DiagnosticError{DiagnosticFault::TooLarge, kMaxDiagnosticText});
    if (const auto bad = firstInvalidUtf8(asBytes(text)))
        return failure(DiagnosticError{DiagnosticFault::NotUtf8, *bad});
    auto bytes = Parser(text).parse(sequence);
    if (bytes && bytes->size() > kMaxDiagnosticBytes)
        return failure(DiagnosticError{DiagnosticFault::TooLarge, text.size()});
    return bytes;
}

} // namespace copper
