// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_file.h"
#include "core/domain/collection_run.h"

#include <QString>
#include <QStringList>

namespace copper {

// Collections in words, for the window. Everything is safe to show as plain text.

QString subjectName(Subject subject);          // "Code", "Value in the payload"
QString comparisonName(Comparison comparison); // "=", "contains", "is there"
// What has to be typed beside it: "Path: /temp or senml:NAME"; empty where nothing has.
QString subjectHint(Subject subject);
QString wishHint(Subject subject, Comparison comparison);

QString collectionFaultText(const CollectionFault &fault);
QString variableFaultText(const VariableFault &fault);
// Why a request cannot be sent as it is written.
QString stepFaultText(const StepFault &fault);
// "/temp is 31.2, expected < 30 · bytes 8–11: 33 31 2e 32"
QString checkText(const CheckedExpectation &checked);
QString outcomeName(StepOutcome outcome); // "passed"
// One line: "2.05 Content · 4.1 ms", or why there is no answer.
QString outcomeText(const StepResult &result);
// What failed, one line each; empty when nothing did.
QStringList failureLines(const StepResult &result);
// "28 of 30 passed · 2 failed"
QString runText(const CollectionRun &run);

} // namespace copper
