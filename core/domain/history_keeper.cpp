// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/history_keeper.h"

#include <chrono>

namespace copper {

namespace {
constexpr double kTryAgainAfterSeconds = 30;
}

HistoryKeeper::HistoryKeeper(RequestHistory &history, const QString &path, QObject *parent)
    : QObject(parent), m_history(history), m_database(path), m_mayWrite(!path.isEmpty())
{
    if (!m_mayWrite)
        return;
    connect(&history, &RequestHistory::entryChanged, this, [this](quint64 id) {
        const HistoryEntry *entry = m_history.entry(id);
        if (entry != nullptr && !entry->isRunning())
            m_changed.insert(id);
    });
}

HistoryKeeper::~HistoryKeeper()
{
    if (m_loading.valid())
        m_loading.wait();
    save();
}

void HistoryKeeper::load()
{
    if (!m_mayWrite)
        return;
    // The queued call only wakes this thread; what was read goes through the future.
    m_loading = std::async(std::launch::async, [this, database = m_database]() -> Loaded {
        Loaded loaded = database.load({});
        QMetaObject::invokeMethod(this, &HistoryKeeper::takeLoaded, Qt::QueuedConnection);
        return loaded;
    });
}

void HistoryKeeper::takeLoaded()
{
    if (!m_loading.valid())
        return;
    Loaded loaded = m_loading.get();
    if (!loaded) {
        m_mayWrite = loaded.error().kind != HistoryDatabase::Fault::Kind::TooNew;
        Q_EMIT faulted(loaded.error());
        return;
    }
    const auto count = static_cast<qsizetype>(loaded->size());
    m_history.restore(std::move(*loaded));
    Q_EMIT restored(count);
}

std::vector<HistoryEntry> HistoryKeeper::takeChanged()
{
    std::vector<HistoryEntry> entries;
    m_writingIds.clear();
    for (const std::uint64_t id : std::exchange(m_changed, {})) {
        if (const HistoryEntry *entry = m_history.entry(id)) {
            entries.push_back(*entry);
            m_writingIds.push_back(id);
        }
    }
    return entries;
}

bool HistoryKeeper::takeWritten(const Written &written, const std::vector<std::uint64_t> &ids)
{
    if (written) {
        m_failedAt.reset();
        return true;
    }
    m_changed.insert(ids.begin(), ids.end());
    const bool first = !m_failedAt;
    m_failedAt = m_now;
    if (written.error().kind == HistoryDatabase::Fault::Kind::TooNew)
        m_mayWrite = false;
    if (written.error().kind == HistoryDatabase::Fault::Kind::Damaged)
        m_failedAt.reset(); // it is out of the way, the next one makes a new file
    if (first)
        Q_EMIT faulted(written.error());
    return false;
}

void HistoryKeeper::finishWriting()
{
    if (m_writing.valid())
        takeWritten(m_writing.get(), std::exchange(m_writingIds, {}));
}

void HistoryKeeper::tick(WallTime now)
{
    m_now = now;
    if (m_writing.valid()) {
        if (m_writing.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return;
        finishWriting();
    }
    const bool waits = m_failedAt && now.secondsSince(*m_failedAt) < kTryAgainAfterSeconds;
    if (!m_mayWrite || m_changed.empty() || waits)
        return;
    m_writing = std::async(std::launch::async,
                           [database = m_database, entries = takeChanged()]() -> Written {
                               return database.write(entries, {});
                           });
}

bool HistoryKeeper::save()
{
    finishWriting();
    if (!m_mayWrite || m_changed.empty())
        return m_changed.empty();
    const std::vector<HistoryEntry> entries = takeChanged();
    return takeWritten(m_database.write(entries, {}), std::exchange(m_writingIds, {}));
}

bool HistoryKeeper::forgetAll()
{
    finishWriting();
    if (m_loading.valid())
        takeLoaded();
    m_history.clear();
    m_changed.clear();
    if (!m_mayWrite)
        return m_database.path().isEmpty();
    const Written cleared = m_database.clear();
    if (!cleared)
        Q_EMIT faulted(cleared.error());
    return cleared.has_value();
}

} // namespace copper
