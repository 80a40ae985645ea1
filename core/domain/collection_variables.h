// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/collection.h"

namespace copper {

// Where "{{name}}" is looked for: saved, given, environment, collection, in this order. Values may
// hold variables themselves, but for saved ones: those are what devices said.
struct VariableLayers
{
    std::vector<Variable> saved;
    std::vector<Variable> given; // for this run
    std::vector<Variable> environment;
    std::vector<Variable> collection;
};

enum class VariableFaultKind {
    Unknown,
    Loop,    // `chain` names it, the first variable once more at its end
    TooLong, // kMaxExpanded
    TooDeep, // kMaxVariableDepth
};

struct VariableFault
{
    VariableFaultKind kind = VariableFaultKind::Unknown;
    QString name;
    QStringList chain;
};

inline constexpr int kMaxVariableDepth = 32;
inline constexpr qsizetype kMaxExpanded = 4 << 20; // characters

// "{{ name }}" becomes the variable's value; "\{{" is a plain "{{", and braces around anything that
// is no name stay as they are.
Result<QString, VariableFault> expandVariables(const QString &text, const VariableLayers &layers);
// The names that stand in a text, each once, in order.
QStringList variablesIn(const QString &text);
// So that expandVariables() gives this text again.
QString escapeVariables(const QString &text);

} // namespace copper
