// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/junit_report.h"
#include "app/copper/messages.h"
#include "core/domain/collection_file.h"
#include "core/domain/collection_run.h"

#include <QJsonObject>
#include <QStringList>

namespace copper::cli {

// Words of 'copper run'. What devices said is escaped where it is printed, not here.

// Why a file is no collection, or no environment.
Complaint collectionComplaint(const QString &path, const CollectionFault &fault);
QString variableSentence(const VariableFault &fault);
// Why a step could not be sent.
Complaint stepComplaint(const StepFault &fault);

// "/temp is 31.2, wished < 30; bytes 8 to 11: 33312e32"
QString checkText(const CheckedExpectation &checked);
// "PASS", "FAIL", "NONE", "WRONG", "SKIP"
QString outcomeWord(StepOutcome outcome);
// Code and time of an answer, or why there is none; one line.
QString outcomeText(const StepResult &result);
// What failed, each in one line.
QStringList failureLines(const StepResult &result);

QJsonObject stepJson(const StepResult &result);
QJsonObject runSummaryJson(const CollectionRun &run, const QString &name);
QString runSummaryText(const CollectionRun &run);

JunitCase junitCase(const StepResult &result, const QString &collection);

// Of the run as a whole: 1 as soon as an expectation failed, unless our own input was at fault.
ExitStatus statusOf(const CollectionRun &run);

} // namespace copper::cli
