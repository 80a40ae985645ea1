// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "core/domain/session_events.h"

#include <QObject>
#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace copper {

struct HistoryEntry
{
    std::uint64_t id = 0; // grows with the time of sending, over a restart too
    JobId job;            // none: of an earlier session
    RequestSpec spec;
    WallTime sentAt;
    std::optional<ResponseArrived> response; // the last one
    std::optional<JobFailed> failure;
    bool isRunning() const { return !response && !failure; }
};

struct NamedRequest
{
    QString name;
    RequestSpec spec;
};

// Requests of this session and of those before, newest last, and the ones the user keeps by name.
// UI thread. Bounded by count and by the bytes of the bodies it holds; the oldest finished ones
// leave first. HistoryKeeper keeps them over a restart.
class RequestHistory : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxEntries = 2000;
    static constexpr std::uint64_t kMaxBodyBytes = 64U << 20U;
    static constexpr std::size_t kMaxNamed = 500;

    explicit RequestHistory(QObject *parent = nullptr);

    std::uint64_t add(JobId job, const RequestSpec &spec, WallTime sentAt);
    // Those of an earlier session, in any order; what is there already stays as it is.
    void restore(std::vector<HistoryEntry> entries);
    const std::deque<HistoryEntry> &entries() const { return m_entries; }
    const HistoryEntry *entry(std::uint64_t id) const;
    const HistoryEntry *entryOf(JobId job) const;
    // The response before this entry's to the same method and URI, for the diff with it.
    const HistoryEntry *previousTo(std::uint64_t id) const;
    void take(const ResponseArrived &response);
    void take(const JobFailed &failure);
    void clear(); // finished ones

    const std::vector<NamedRequest> &named() const { return m_named; }
    // Replaces one of the same name; false at kMaxNamed or with an empty name.
    bool saveAs(const QString &name, const RequestSpec &spec);
    void removeNamed(const QString &name);

Q_SIGNALS:
    void entryAdded(quint64 id);
    void entryChanged(quint64 id);
    void entryAboutToBeRemoved(quint64 id);
    void entryRemoved();
    void restored(); // any entry may be another
    void namedChanged();

private:
    HistoryEntry *find(JobId job);
    void trim();
    void removeAt(std::size_t index);
    std::deque<HistoryEntry> m_entries;
    std::vector<NamedRequest> m_named;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_bodyBytes = 0;
};

} // namespace copper
