// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/progress_board.h"

#include "app/copper/json_events.h"
#include "app/copper/terminal_text.h"

#include <algorithm>

namespace copper::cli {

namespace {

constexpr qsizetype kBarWidth = 24;
constexpr double kRedrawInterval = 0.08;   // seconds
constexpr double kPlainLineInterval = 5.0; // seconds, when nothing else calls for a line
constexpr double kShortTransfer = 1.0;     // seconds; over before anybody has read a line

double fractionOf(const UploadProgress &progress)
{
    if (progress.total == 0)
        return 0;
    return std::min(1.0, static_cast<double>(progress.sent) / static_cast<double>(progress.total));
}

QString amounts(const UploadProgress &progress)
{
    if (progress.total == 0)
        return sizeText(progress.sent);
    QString text =
        QStringLiteral("%1 of %2").arg(sizeText(progress.sent), sizeText(progress.total));
    if (progress.rate > 0)
        text += QStringLiteral(", ") + rateText(progress.rate);
    if (progress.timeLeft && progress.state == UploadState::Sending)
        text += QStringLiteral(", ") + durationText(*progress.timeLeft) + QStringLiteral(" left");
    if (progress.retransmissions > 0)
        text += QStringLiteral(", %1 retransmissions").arg(progress.retransmissions);
    return text;
}

} // namespace

QByteArray ProgressBoard::bar(const UploadProgress &progress) const
{
    const auto filled = static_cast<qsizetype>(fractionOf(progress) * kBarWidth);
    QString text = QLatin1Char('[') + QString(filled, QLatin1Char('#')) +
                   QString(kBarWidth - filled, QLatin1Char('.')) + QLatin1Char(']');
    if (progress.total > 0)
        text += QStringLiteral(" %1 %").arg(static_cast<int>(fractionOf(progress) * 100), 3);
    text += QLatin1Char(' ') + escapedLine(progress.uri) + QStringLiteral("  ") + amounts(progress);
    if (progress.state != UploadState::Sending)
        text += QStringLiteral(", ") + uploadStateName(progress.state);
    return text.left(std::max(20, m_columns - 1)).toUtf8();
}

void ProgressBoard::update(const UploadProgress &progress)
{
    const auto [place, fresh] = m_rows.try_emplace(progress.job.value);
    Row &row = place->second;
    if (fresh)
        row.firstSeen = progress.at;
    row.latest = progress;
    if (!m_terminal) {
        printLine(row);
        return;
    }
    if (m_drawn == m_rows.size() && progress.at.secondsSince(m_lastDraw) < kRedrawInterval &&
        progress.state == UploadState::Sending)
        return;
    m_lastDraw = progress.at;
    draw();
}

void ProgressBoard::printLine(Row &row)
{
    const UploadProgress &progress = row.latest;
    const int tenth = static_cast<int>(fractionOf(progress) * 10);
    const bool due = tenth != row.lastTenth || progress.state != row.lastState ||
                     progress.at.secondsSince(row.lastLine) >= kPlainLineInterval;
    if (!due || progress.at.secondsSince(row.firstSeen) < kShortTransfer)
        return;
    row.lastTenth = tenth;
    row.lastState = progress.state;
    row.lastLine = progress.at;
    QString text = escapedLine(progress.uri) + QStringLiteral(": ") + amounts(progress);
    if (progress.state != UploadState::Sending)
        text += QStringLiteral(", ") + uploadStateName(progress.state);
    m_err.write(text.toUtf8() + '\n');
}

void ProgressBoard::draw()
{
    QByteArray screen;
    if (m_drawn > 0)
        screen += "\x1b[" + QByteArray::number(static_cast<qulonglong>(m_drawn)) + 'A';
    for (const auto &[job, row] : m_rows)
        screen += '\r' + bar(row.latest) + "\x1b[K\n";
    screen += "\x1b[J";
    m_drawn = m_rows.size();
    m_err.write(screen);
}

void ProgressBoard::clear()
{
    if (m_drawn == 0)
        return;
    m_err.write("\x1b[" + QByteArray::number(static_cast<qulonglong>(m_drawn)) + "A\r\x1b[J");
    m_drawn = 0;
}

void ProgressBoard::remove(JobId job)
{
    clear();
    m_rows.erase(job.value);
    if (m_terminal && !m_rows.empty())
        draw();
}

} // namespace copper::cli
