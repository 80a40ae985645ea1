// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/plugtest_text.h"
#include "app/copper/printer.h"
#include "app/copper/terminal_text.h"

namespace copper::cli {

void Printer::plugtest(const PlugtestJudged &judged)
{
    if (m_config.json) {
        event(QStringLiteral("test"), plugtestJson(judged), judged.startedAt);
        return;
    }
    const PlugtestResult &result = *judged.result;
    const std::string_view verdict = verdictName(result.verdict);
    const QString objective =
        QString::fromUtf8(result.test->objective) + QStringLiteral("  "); // where it is long
    QString head = QString::fromUtf8(verdict.data(), static_cast<qsizetype>(verdict.size()))
                       .leftJustified(14) +
                   QString::fromUtf8(result.test->id).mid(qsizetype(8)).leftJustified(9) +
                   objective.leftJustified(30) + durationText(result.duration);
    if (result.repeats > 0)
        head += QStringLiteral(", %1 repeated").arg(result.repeats);
    outLine(head);
    if (!result.reason.empty())
        outLine(QStringLiteral("    ") + escapedLine(reasonText(result)));
    if (result.verdict != PlugtestVerdict::Fail)
        return;
    for (const QString &line : messageLines(judged))
        outLine(QStringLiteral("    ") + line);
}

void Printer::plugtestSummary(const PlugtestEnded &ended)
{
    if (m_config.json) {
        event(QStringLiteral("summary"), plugtestSummaryJson(ended), ended.at);
        return;
    }
    outLine(QStringLiteral("%1 passed, %2 failed, %3 inconclusive in %4")
                .arg(ended.passed)
                .arg(ended.failed)
                .arg(ended.inconclusive)
                .arg(durationText(ended.duration)));
}

} // namespace copper::cli
