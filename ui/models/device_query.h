// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string_view>
#include <vector>

namespace copper {

// What the explorer's filter asks for: words, "quoted words", keys with a value (rt:temperature,
// state:stale, is:observed), comparisons (value>30), each of them turned round by a minus. All must
// hold. A value: what is wrong is left out and named, the rest counts.
struct DeviceQuery
{
    static constexpr qsizetype kMaxLength = 200; // characters that are read
    static constexpr std::size_t kMaxTerms = 24;

    enum class Field {
        Word, // in anything a row says of itself
        Type, // rt
        Interface,
        Format, // ct, as a number or by name
        Path,
        Name,
        Address,
        Network,
        Tag,
        Group,
        Note,
        State,
        Is,
        Value,
    };
    enum class Mark { Observed, Favourite, Secure, Observable };
    enum class Compare { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

    // A text that is looked for without regard to case.
    struct Needle
    {
        QString text;
        QByteArray ascii; // lower case; empty when the text is not ASCII
        bool in(std::string_view utf8) const;
        bool in(const QString &string) const;
    };
    struct Term
    {
        Field field = Field::Word;
        bool negated = false;
        Needle needle;
        DeviceState state = DeviceState::Alive; // of State
        Mark mark = Mark::Observed;             // of Is
        Compare compare = Compare::Equal;       // of Value
        double number = 0;
    };
    struct Problem
    {
        enum class Kind { NoSuchState, NoSuchMark, NotANumber, OpenQuote, TooMany };
        Kind kind;
        QString word; // as it was typed
    };

    std::vector<Term> terms;
    std::vector<Problem> problems;

    bool isActive() const { return !terms.empty(); }
    // It depends on what resources say, not only on what is known of them.
    bool readsValues() const;
};

DeviceQuery parseDeviceQuery(const QString &text);

// The keys, as they are typed: "rt:", "value>".
QStringList deviceQueryKeys();
// What may follow "state:" and "is:"; empty for a key with free text.
QStringList deviceQueryValues(const QString &key);

} // namespace copper
