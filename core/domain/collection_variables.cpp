// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_variables.h"

#include <utility>

namespace copper {

namespace {

constexpr int kMaxInsertions = 100'000;

struct Place
{
    qsizetype start = 0;
    qsizetype end = 0; // behind the closing braces
    QString name;      // empty: an escaped "{{"
};

std::optional<Place> nextPlace(const QString &text, qsizetype from)
{
    while (true) {
        const qsizetype open = text.indexOf(QLatin1String("{{"), from);
        if (open < 0)
            return std::nullopt;
        if (open > from && text.at(open - 1) == QLatin1Char('\\'))
            return Place{open - 1, open + 2, {}};
        const qsizetype close = text.indexOf(QLatin1String("}}"), open + 2);
        const QString name = close < 0 || close - open > kMaxVariableName + 64
                                 ? QString()
                                 : text.mid(open + 2, close - open - 2).trimmed();
        if (isVariableName(name))
            return Place{open, close + 2, name};
        from = open + 1;
    }
}

class Expansion
{
public:
    explicit Expansion(const VariableLayers &layers) : m_layers(layers) {}

    bool run(const QString &text)
    {
        qsizetype at = 0;
        while (const auto place = nextPlace(text, at)) {
            if (!append(QStringView(text).mid(at, place->start - at)))
                return false;
            if (place->name.isEmpty() ? !append(QStringLiteral("{{")) : !insert(place->name))
                return false;
            at = place->end;
        }
        return append(QStringView(text).mid(at));
    }

    QString takeResult() { return std::move(m_result); }
    VariableFault takeFault() { return std::move(m_fault); }

private:
    bool append(QStringView piece)
    {
        if (m_result.size() + piece.size() > kMaxExpanded)
            return fail(VariableFaultKind::TooLong, m_stack.value(0));
        m_result += piece;
        return true;
    }

    bool insert(const QString &name)
    {
        if (const Variable *saved = findVariable(m_layers.saved, name))
            return append(saved->value);
        for (const auto *layer : {&m_layers.given, &m_layers.environment, &m_layers.collection}) {
            if (const Variable *found = findVariable(*layer, name))
                return enter(*found);
        }
        return fail(VariableFaultKind::Unknown, name);
    }

    bool enter(const Variable &variable)
    {
        const qsizetype before = m_stack.indexOf(variable.name);
        if (before >= 0) {
            m_fault.chain = m_stack.mid(before) << variable.name;
            return fail(VariableFaultKind::Loop, variable.name);
        }
        if (m_stack.size() >= kMaxVariableDepth)
            return fail(VariableFaultKind::TooDeep, variable.name);
        // A variable of nothing but two others doubles with each step and adds no character.
        if (++m_insertions > kMaxInsertions)
            return fail(VariableFaultKind::TooLong, variable.name);
        m_stack << variable.name;
        const bool done = run(variable.value);
        m_stack.removeLast();
        return done;
    }

    bool fail(VariableFaultKind kind, const QString &name)
    {
        m_fault.kind = kind;
        m_fault.name = name;
        return false;
    }

    const VariableLayers &m_layers;
    QStringList m_stack;
    QString m_result;
    VariableFault m_fault;
    int m_insertions = 0;
};

} // namespace

Result<QString, VariableFault> expandVariables(const QString &text, const VariableLayers &layers)
{
    if (!text.contains(QLatin1String("{{")))
        return text;
    Expansion expansion(layers);
    if (!expansion.run(text))
        return failure(expansion.takeFault());
    return expansion.takeResult();
}

QStringList variablesIn(const QString &text)
{
    QStringList names;
    qsizetype at = 0;
    while (const auto place = nextPlace(text, at)) {
        if (!place->name.isEmpty() && !names.contains(place->name))
            names << place->name;
        at = place->end;
    }
    return names;
}

QString escapeVariables(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1String("{{"), QLatin1String("\\{{"));
    return escaped;
}

} // namespace copper
