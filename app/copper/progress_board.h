// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QIODevice>

#include <map>
#include <vector>

namespace copper::cli {

// Progress of transfers on standard error: bars that are drawn again in place on a terminal; lines
// now and then, for transfers longer than a second, when it is none.
class ProgressBoard
{
public:
    // `columns` of the terminal: a bar that wrapped could not be drawn again in place.
    ProgressBoard(QIODevice &err, bool terminal, int columns)
        : m_err(err), m_terminal(terminal), m_columns(columns)
    {}

    void update(const UploadProgress &progress);
    // Before other lines are printed: the bars are taken away and drawn again by the next update.
    void clear();
    // The transfer is over: its bar goes for good.
    void remove(JobId job);

private:
    struct Row
    {
        UploadProgress latest;
        int lastTenth = -1; // of the plain lines
        UploadState lastState = UploadState::Queued;
        WallTime firstSeen;
        WallTime lastLine;
    };
    void draw();
    void printLine(Row &row);
    QByteArray bar(const UploadProgress &progress) const;

    QIODevice &m_err;
    bool m_terminal;
    int m_columns;
    std::map<std::uint64_t, Row> m_rows; // by job
    std::size_t m_drawn = 0;             // lines on the screen
    WallTime m_lastDraw;
};

} // namespace copper::cli
