// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_query.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace copper {

namespace {

using Field = DeviceQuery::Field;
using Mark = DeviceQuery::Mark;
using Compare = DeviceQuery::Compare;
using Problem = DeviceQuery::Problem;

struct Key
{
    const char *name; // with its colon
    Field field;
};

constexpr std::array kKeys{
    Key{"rt:", Field::Type},     Key{"if:", Field::Interface}, Key{"ct:", Field::Format},
    Key{"path:", Field::Path},   Key{"name:", Field::Name},    Key{"addr:", Field::Address},
    Key{"net:", Field::Network}, Key{"tag:", Field::Tag},      Key{"group:", Field::Group},
    Key{"note:", Field::Note},   Key{"state:", Field::State},  Key{"is:", Field::Is},
};

struct StateName
{
    const char *name;
    DeviceState state;
};

constexpr std::array kStates{
    StateName{"alive", DeviceState::Alive},
    StateName{"stale", DeviceState::Stale},
    StateName{"gone", DeviceState::Gone},
    StateName{"notasked", DeviceState::NotAsked},
};

struct MarkName
{
    const char *name;
    Mark mark;
};

constexpr std::array kMarks{
    MarkName{"observed", Mark::Observed},     MarkName{"favourite", Mark::Favourite},
    MarkName{"favorite", Mark::Favourite},    MarkName{"secure", Mark::Secure},
    MarkName{"observable", Mark::Observable},
};

struct Operator
{
    const char *name;
    Compare compare;
};

// Those of two characters first.
constexpr std::array kOperators{
    Operator{"<=", Compare::LessOrEqual}, Operator{">=", Compare::GreaterOrEqual},
    Operator{"==", Compare::Equal},       Operator{"<", Compare::Less},
    Operator{">", Compare::Greater},      Operator{"=", Compare::Equal},
    Operator{":", Compare::Equal},
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

DeviceQuery::Needle needleOf(const QString &text)
{
    DeviceQuery::Needle needle;
    needle.text = text;
    const bool ascii = std::all_of(text.begin(), text.end(), [](QChar c) { return c < u'\x80'; });
    if (ascii)
        needle.ascii = text.toLatin1().toLower();
    return needle;
}

// Cut at blanks outside quotes; the quotes are kept for parseWord().
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"'))
            quoted = !quoted;
        if (c.isSpace() && !quoted) {
            if (!word.isEmpty())
                words << std::exchange(word, QString());
            continue;
        }
        word += c;
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

class Parser
{
public:
    explicit Parser(DeviceQuery &query) : m_query(query) {}

    void word(const QString &typed)
    {
        QString rest = typed;
        DeviceQuery::Term term;
        if (rest.size() > 1 && rest.startsWith(QLatin1Char('-'))) {
            term.negated = true;
            rest.remove(0, 1);
        }
        if (rest.count(QLatin1Char('"')) % 2 != 0)
            m_query.problems.push_back({Problem::Kind::OpenQuote, typed});
        if (isComparison(rest)) {
            comparison(typed, rest, term);
            return;
        }
        for (const Key &key : kKeys) {
            const QLatin1String name(key.name);
            if (!rest.startsWith(name, Qt::CaseInsensitive))
                continue;
            term.field = key.field;
            rest.remove(0, name.size());
            break;
        }
        rest.remove(QLatin1Char('"'));
        if (rest.isEmpty() || rest == QLatin1String("-"))
            return; // still being typed
        if (term.field == Field::State)
            state(typed, rest, term);
        else if (term.field == Field::Is)
            mark(typed, rest, term);
        else
            add(typed, term, rest);
    }

private:
    static bool isComparison(const QString &text)
    {
        const QLatin1String name("value");
        return text.startsWith(name, Qt::CaseInsensitive) && text.size() > name.size() &&
               QStringLiteral("<>=:").contains(text.at(name.size()));
    }
    void comparison(const QString &typed, const QString &text, DeviceQuery::Term term)
    {
        QString rest = text.mid(5);
        for (const Operator &each : kOperators) {
            const QLatin1String name(each.name);
            if (!rest.startsWith(name))
                continue;
            term.field = Field::Value;
            term.compare = each.compare;
            rest.remove(0, name.size());
            break;
        }
        if (rest.isEmpty())
            return;
        bool ok = false;
        term.number = rest.toDouble(&ok);
        if (!ok || !std::isfinite(term.number))
            m_query.problems.push_back({Problem::Kind::NotANumber, typed});
        else
            add(typed, term, rest);
    }
    void state(const QString &typed, const QString &text, DeviceQuery::Term term)
    {
        for (const StateName &each : kStates) {
            if (text.compare(QLatin1String(each.name), Qt::CaseInsensitive) != 0)
                continue;
            term.state = each.state;
            add(typed, term, text);
            return;
        }
        m_query.problems.push_back({Problem::Kind::NoSuchState, typed});
    }
    void mark(const QString &typed, const QString &text, DeviceQuery::Term term)
    {
        for (const MarkName &each : kMarks) {
            if (text.compare(QLatin1String(each.name), Qt::CaseInsensitive) != 0)
                continue;
            term.mark = each.mark;
            add(typed, term, text);
            return;
        }
        m_query.problems.push_back({Problem::Kind::NoSuchMark, typed});
    }
    void add(const QString &typed, DeviceQuery::Term &term, const QString &text)
    {
        if (m_query.terms.size() >= DeviceQuery::kMaxTerms) {
            m_query.problems.push_back({Problem::Kind::TooMany, typed});
            return;
        }
        term.needle = needleOf(text);
        m_query.terms.push_back(term);
    }

    DeviceQuery &m_query;
};

} // namespace

bool DeviceQuery::Needle::in(std::string_view utf8) const
{
    if (ascii.isEmpty()) {
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))
            .contains(text, Qt::CaseInsensitive);
    }
    const auto length = static_cast<std::size_t>(ascii.size());
    if (utf8.size() < length)
        return false;
    const char *wanted = ascii.constData();
    const char first = wanted[0];
    const std::size_t last = utf8.size() - length;
    for (std::size_t at = 0; at <= last; ++at) {
        if (lower(utf8[at]) != first)
            continue;
        std::size_t same = 1;
        while (same < length && lower(utf8[at + same]) == wanted[same])
            ++same;
        if (same == length)
            return true;
    }
    return false;
}

bool DeviceQuery::Needle::in(const QString &string) const
{
    return string.contains(text, Qt::CaseInsensitive);
}

bool DeviceQuery::readsValues() const
{
    return std::any_of(terms.begin(), terms.end(), [](const Term &term) {
        return term.field == Field::Value ||
               (term.field == Field::Is && term.mark == Mark::Observed);
    });
}

DeviceQuery parseDeviceQuery(const QString &text)
{
    DeviceQuery query;
    Parser parser(query);
    const QStringList words = wordsOf(text.left(DeviceQuery::kMaxLength));
    for (const QString &word : words)
        parser.word(word);
    return query;
}

QStringList deviceQueryKeys()
{
    QStringList keys;
    for (const Key &key : kKeys)
        keys << QLatin1String(key.name);
    keys << QStringLiteral("value>") << QStringLiteral("value<");
    return keys;
}

QStringList deviceQueryValues(const QString &key)
{
    QStringList values;
    if (key.compare(QLatin1String("state:"), Qt::CaseInsensitive) == 0) {
        for (const StateName &each : kStates)
            values << QLatin1String(each.name);
    } else if (key.compare(QLatin1String("is:"), Qt::CaseInsensitive) == 0) {
        for (const MarkName &each : kMarks) {
            if (qstrcmp(each.name, "favorite") != 0)
                values << QLatin1String(each.name);
        }
    }
    return values;
}

} // namespace copper
