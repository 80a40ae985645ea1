// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/printer.h"
#include "app/copper/run_text.h"
#include "app/copper/terminal_text.h"

namespace copper::cli {

void Printer::step(const StepResult &result)
{
    if (m_config.json) {
        event(QStringLiteral("step"), stepJson(result), result.startedAt);
        return;
    }
    outLine(outcomeWord(result.outcome).leftJustified(7) +
            escapedLine(result.step.fullName()).leftJustified(40) + QStringLiteral("  ") +
            escapedLine(outcomeText(result)));
    const QStringList lines = failureLines(result);
    for (const QString &line : lines)
        outLine(QStringLiteral("       ") + escapedLine(line));
}

void Printer::runSummary(const CollectionRun &run, const QString &name)
{
    if (m_config.json)
        event(QStringLiteral("summary"), runSummaryJson(run, name), {});
    else
        outLine(runSummaryText(run));
}

} // namespace copper::cli
