// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_variables.h"
#include "core/domain/session_events.h"

namespace copper {

enum class CheckVerdict {
    Met,
    NotMet,        // `value` is another
    NothingThere,  // no such option, or no value at the path; `reached` is how far it goes
    BadPath,       // it can name nothing (core/payload/payload_query.h)
    NoSenml,       // a SenML name, and the payload is no pack
    Unreadable,    // the payload breaks its format at `offset`, and the path is not found before
    NotComparable, // "<" of what is no number, "contains" of a number
    BadWish,       // the wish is no number, code, name of a format, or regular expression
    NoVariable,    // `variable`
};

// What became of one expectation, with what it was judged by.
struct CheckedExpectation
{
    Expectation expectation; // with the variables' values
    bool implied = false;    // nobody asked for it: 2.xx where no code is expected
    QString savedInto;       // it is a saved value: the variable's name
    CheckVerdict verdict = CheckVerdict::Met;
    bool hasValue = false;
    QString value; // what is there, as text; at most kMaxShownValue characters
    QString reached;
    VariableFault variable;
    // Where the value is in the payload, or in the option of this name; its first bytes.
    enum class Place { None, Payload, Option };
    Place place = Place::None;
    std::size_t offset = 0;
    std::size_t length = 0;
    Bytes bytes; // at most kMaxShownBytes
    bool passed() const { return verdict == CheckVerdict::Met; }
};

inline constexpr qsizetype kMaxShownValue = 1024;
inline constexpr std::size_t kMaxShownBytes = 64;
inline constexpr qsizetype kMaxMatched = 65'536; // characters a regular expression is tried on

// An answer that is asked several things: its payload is read once.
class AnswerReader
{
public:
    explicit AnswerReader(const ResponseArrived &response);
    ~AnswerReader();
    AnswerReader(const AnswerReader &) = delete;
    AnswerReader &operator=(const AnswerReader &) = delete;

    CheckedExpectation check(const Expectation &expectation, const VariableLayers &layers) const;
    // The verdict is that of "exists"; `value` is whole, up to kMaxCollectionText characters.
    CheckedExpectation read(const SavedValue &saved, const VariableLayers &layers) const;

private:
    struct Read;
    std::unique_ptr<Read> m_read;
};

} // namespace copper
