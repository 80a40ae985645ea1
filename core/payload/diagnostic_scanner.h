// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/cbor_diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace copper {

// The words of diagnostic notation: blanks and comments, strings, numbers. After a fault every
// call fails and the first one stays.
class DiagnosticScanner
{
public:
    explicit DiagnosticScanner(std::string_view text) : m_text(text) {}

    std::size_t at() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    bool ahead(std::string_view word) const { return m_text.substr(m_at, word.size()) == word; }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    // Blanks and comments. False: a comment is not closed.
    bool skip();
    bool take(std::string_view word);
    // The letters, digits, signs and points that stand together here: a number or a name.
    std::string_view takeWord();

    // "…" with JSON's escapes; the text as UTF-8.
    std::optional<std::string> textString();
    // h'', b64'', b32'', h32'', '' or float''; nothing without a fault when none of them is here.
    struct Quoted
    {
        Bytes bytes;
        bool isFloat = false; // bytes are those behind the initial byte: 2, 4 or 8
    };
    std::optional<Quoted> quoted();
    // Behind an item: 0 to 3 for _0 to _3. Nothing when there is none.
    std::optional<std::uint8_t> indicator();

    bool fail(DiagnosticFault fault, std::size_t offset)
    {
        if (!m_error)
            m_error = DiagnosticError{fault, offset};
        return false;
    }
    bool failHere(DiagnosticFault fault) { return fail(fault, m_at); }
    const std::optional<DiagnosticError> &error() const { return m_error; }

private:
    bool escape(std::string &out, char quote);
    std::optional<std::uint32_t> hex4();
    // Up to the closing single quote, escapes resolved.
    std::optional<std::string> singleQuoted();
    // The same without blanks and comments, for bases.
    std::optional<std::string> digits();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<DiagnosticError> m_error;
};

// An integer as written: sign, digits, base.
struct DiagnosticInteger
{
    bool negative = false;
    Bytes magnitude; // of the number as written, without leading zeros
};
// Nothing when the word is no integer; then it may be a float. Sets `tooLong` beyond the limit.
std::optional<DiagnosticInteger> diagnosticInteger(std::string_view word, bool &tooLong);
// 1.5, -4e10, 0x1.8p3, NaN, Infinity, -Infinity.
std::optional<double> diagnosticFloat(std::string_view word);

} // namespace copper
