// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/diagnostic_scanner.h"

#include "core/payload/base_text.h"
#include "core/payload/big_number.h"
#include "core/payload/plain_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace copper {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isWordCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '+' || c == '-';
}

bool isDecimal(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool DiagnosticScanner::skip()
{
    while (!atEnd()) {
        const char c = peek();
        if (isBlank(c)) {
            ++m_at;
        } else if (c == '#') {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
        } else if (c == '/') {
            const std::size_t end = m_text.find('/', m_at + 1);
            if (end == std::string_view::npos)
                return failHere(DiagnosticFault::UnclosedComment);
            m_at = end + 1;
        } else {
            break;
        }
    }
    return true;
}

bool DiagnosticScanner::take(std::string_view word)
{
    if (!ahead(word))
        return false;
    m_at += word.size();
    return true;
}

std::string_view DiagnosticScanner::takeWord()
{
    const std::size_t start = m_at;
    while (!atEnd() && isWordCharacter(peek()))
        ++m_at;
    return m_text.substr(start, m_at - start);
}

std::optional<std::uint32_t> DiagnosticScanner::hex4()
{
    std::uint32_t value = 0;
    const std::string_view four = m_text.substr(m_at, 4);
    const auto [stop, error] = std::from_chars(four.data(), four.data() + four.size(), value, 16);
    if (error != std::errc() || stop != four.data() + 4 || four.size() != 4)
        return std::nullopt;
    m_at += 4;
    return value;
}

bool DiagnosticScanner::escape(std::string &out, char quote)
{
    static constexpr std::string_view kLetters = "\\/bfnrt";
    static constexpr std::string_view kMeanings = "\\/\b\f\n\r\t";
    const std::size_t start = m_at++;
    const char letter = peek();
    const std::size_t known = letter == '\0' ? std::string_view::npos : kLetters.find(letter);
    if (letter == quote || known != std::string_view::npos) {
        out.push_back(letter == quote ? quote : kMeanings[known]);
        ++m_at;
        return true;
    }
    if (!take("u"))
        return fail(DiagnosticFault::BadEscape, start);
    auto character = hex4();
    if (character && *character >= 0xd800 && *character <= 0xdbff && take("\\u")) {
        const auto low = hex4();
        if (low && *low >= 0xdc00 && *low <= 0xdfff)
            character = 0x10000 + ((*character - 0xd800) << 10U) + (*low - 0xdc00);
    }
    // Half of a surrogate pair is no character.
    if (!character || (*character >= 0xd800 && *character <= 0xdfff))
        return fail(DiagnosticFault::BadEscape, start);
    appendUtf8(out, *character);
    return true;
}

std::optional<std::string> DiagnosticScanner::textString()
{
    const std::size_t start = m_at;
    if (!take("\""))
        return std::nullopt;
    std::string out;
    while (!atEnd()) {
        if (take("\""))
            return out;
        if (peek() == '\\') {
            if (!escape(out, '"'))
                return std::nullopt;
        } else {
            out.push_back(m_text[m_at++]);
        }
    }
    fail(DiagnosticFault::UnclosedString, start);
    return std::nullopt;
}

std::optional<std::string> DiagnosticScanner::singleQuoted()
{
    const std::size_t start = m_at;
    if (!take("'"))
        return std::nullopt;
    std::string out;
    while (!atEnd()) {
        if (take("'"))
            return out;
        if (peek() == '\\') {
            if (!escape(out, '\''))
                return std::nullopt;
        } else {
            out.push_back(m_text[m_at++]);
        }
    }
    fail(DiagnosticFault::UnclosedString, start);
    return std::nullopt;
}

std::optional<std::string> DiagnosticScanner::digits()
{
    const std::size_t start = m_at;
    ++m_at; // the quote
    std::string out;
    while (skip() && !atEnd()) {
        if (take("'"))
            return out;
        out.push_back(m_text[m_at++]);
    }
    fail(DiagnosticFault::UnclosedString, start);
    return std::nullopt;
}

std::optional<DiagnosticScanner::Quoted> DiagnosticScanner::quoted()
{
    const std::size_t start = m_at;
    const auto based = [&](auto decode, DiagnosticFault fault) -> std::optional<Quoted> {
        const std::size_t quote = m_at;
        const auto text = digits();
        if (!text)
            return std::nullopt;
        auto bytes = decode(std::string_view(*text));
        if (!bytes) {
            fail(fault, quote);
            return std::nullopt;
        }
        return Quoted{std::move(*bytes)};
    };
    if (ahead("'")) {
        const auto text = singleQuoted();
        return text ? std::optional(Quoted{toOwned(asBytes(*text))}) : std::nullopt;
    }
    if (ahead("h'")) {
        m_at += 1;
        return based([](std::string_view text) { return fromHex(text); }, DiagnosticFault::BadHex);
    }
    if (ahead("b64'")) {
        m_at += 3;
        // Slashes are digits here, not comments.
        const auto text = singleQuoted();
        std::string bare = text.value_or(std::string());
        std::erase_if(bare, isBlank);
        auto bytes = fromBase64(bare);
        if (text && !bytes)
            fail(DiagnosticFault::BadBase64, start + 3);
        return text && bytes ? std::optional(Quoted{std::move(*bytes)}) : std::nullopt;
    }
    if (ahead("b32'") || ahead("h32'")) {
        const bool extended = peek() == 'h';
        m_at += 3;
        return based([extended](std::string_view text) { return fromBase32(text, extended); },
                     DiagnosticFault::BadBase32);
    }
    if (!ahead("float'"))
        return std::nullopt;
    m_at += 5;
    auto bits = based([](std::string_view text) { return fromHex(text); }, DiagnosticFault::BadHex);
    if (bits && bits->bytes.size() != 2 && bits->bytes.size() != 4 && bits->bytes.size() != 8) {
        fail(DiagnosticFault::BadHex, start + 5);
        return std::nullopt;
    }
    if (bits)
        bits->isFloat = true;
    return bits;
}

std::optional<std::uint8_t> DiagnosticScanner::indicator()
{
    if (peek() != '_' || m_at + 1 >= m_text.size())
        return std::nullopt;
    const char digit = m_text[m_at + 1];
    if (digit < '0' || digit > '3')
        return std::nullopt;
    m_at += 2;
    return static_cast<std::uint8_t>(digit - '0');
}

std::optional<DiagnosticInteger> diagnosticInteger(std::string_view word, bool &tooLong)
{
    DiagnosticInteger integer;
    if (!word.empty() && (word.front() == '-' || word.front() == '+')) {
        integer.negative = word.front() == '-';
        word.remove_prefix(1);
    }
    unsigned base = 10;
    if (word.size() > 2 && word.front() == '0') {
        const char letter = word[1];
        base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
        if (base != 10)
            word.remove_prefix(2);
        else
            return std::nullopt; // 007
    }
    const bool plausible =
        base == 16 ? word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos
                   : isDecimal(word);
    if (!plausible || (word.size() == 2 && base == 10 && word.front() == '0'))
        return std::nullopt;
    if (word.size() > kMaxBigNumberDigits) {
        tooLong = true;
        return std::nullopt;
    }
    auto magnitude = magnitudeOf(word, base);
    if (!magnitude)
        return std::nullopt;
    integer.magnitude = std::move(*magnitude);
    return integer;
}

std::optional<double> diagnosticFloat(std::string_view word)
{
    if (word == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (word == "Infinity" || word == "+Infinity")
        return HUGE_VAL;
    if (word == "-Infinity")
        return -HUGE_VAL;
    const bool negative = !word.empty() && word.front() == '-';
    if (negative || (!word.empty() && word.front() == '+'))
        word.remove_prefix(1);
    const bool hex = word.substr(0, 2) == "0x";
    if (hex)
        word.remove_prefix(2);
    // from_chars would read "inf" and "nan" too, and take ".5" and "5." for numbers.
    if (word.empty() || (!hex && (word.front() < '0' || word.front() > '9')))
        return std::nullopt;
    if (!hex && word.size() > 1 && word.front() == '0' && word[1] >= '0' && word[1] <= '9')
        return std::nullopt;
    double value = 0;
    const auto [stop, error] =
        std::from_chars(word.data(), word.data() + word.size(), value,
                        hex ? std::chars_format::hex : std::chars_format::general);
    if (stop != word.data() + word.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range || !std::isfinite(value))
        return std::nullopt;
    return negative ? -value : value;
}

} // namespace copper
