// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/history_database.h"

#include <QObject>

#include <future>
#include <optional>
#include <set>

namespace copper {

// Keeps a RequestHistory over a restart. UI thread; the file is read and written in another one,
// so that a body of some MiB delays no paint. What ended is written with the next tick().
class HistoryKeeper : public QObject
{
    Q_OBJECT
public:
    // path: the SQLite file; empty: nothing is kept.
    HistoryKeeper(RequestHistory &history, const QString &path, QObject *parent = nullptr);
    ~HistoryKeeper() override; // writes what is not yet

    // Begins to read; restored() when it is there. Call once, after connecting.
    void load();
    void tick(WallTime now);
    // Now, in this thread. True when nothing is left to write.
    bool save();
    // All that has ended, here and in the file. False with faulted() when the file stayed.
    bool forgetAll();

Q_SIGNALS:
    void restored(qsizetype entries);
    // Said once, not with each attempt.
    void faulted(const copper::HistoryDatabase::Fault &fault);

private:
    using Loaded = Result<std::vector<HistoryEntry>, HistoryDatabase::Fault>;
    using Written = Result<void, HistoryDatabase::Fault>;
    void takeLoaded();
    std::vector<HistoryEntry> takeChanged();
    bool takeWritten(const Written &written, const std::vector<std::uint64_t> &ids);
    void finishWriting();

    RequestHistory &m_history;
    HistoryDatabase m_database;
    std::set<std::uint64_t> m_changed; // ended, and not written yet
    std::vector<std::uint64_t> m_writingIds;
    std::future<Loaded> m_loading;
    std::future<Written> m_writing;
    std::optional<WallTime> m_failedAt;
    WallTime m_now;
    bool m_mayWrite = true;
};

} // namespace copper
