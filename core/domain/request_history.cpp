// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/request_history.h"

#include <algorithm>

namespace copper {

namespace {

std::uint64_t bodyBytes(const HistoryEntry &entry)
{
    std::uint64_t bytes = entry.spec.payload ? entry.spec.payload->size() : 0;
    if (entry.response && entry.response->payload)
        bytes += entry.response->payload->size();
    return bytes;
}

} // namespace

RequestHistory::RequestHistory(QObject *parent) : QObject(parent) {}

std::uint64_t RequestHistory::add(JobId job, const RequestSpec &spec, WallTime sentAt)
{
    HistoryEntry entry;
    m_nextId = std::max(m_nextId,
                        static_cast<std::uint64_t>(std::max<std::int64_t>(sentAt.unixMicros, 1)));
    entry.id = m_nextId++;
    entry.job = job;
    entry.spec = spec;
    entry.sentAt = sentAt;
    m_bodyBytes += bodyBytes(entry);
    const std::uint64_t id = entry.id;
    m_entries.push_back(std::move(entry));
    Q_EMIT entryAdded(id);
    trim();
    return id;
}

void RequestHistory::restore(std::vector<HistoryEntry> entries)
{
    for (HistoryEntry &each : entries) {
        const auto place = std::lower_bound(
            m_entries.begin(), m_entries.end(), each.id,
            [](const HistoryEntry &e, std::uint64_t wanted) { return e.id < wanted; });
        if (each.isRunning() || (place != m_entries.end() && place->id == each.id))
            continue;
        each.job = {};
        m_bodyBytes += bodyBytes(each);
        m_nextId = std::max(m_nextId, each.id + 1);
        m_entries.insert(place, std::move(each));
    }
    Q_EMIT restored();
    trim();
}

const HistoryEntry *RequestHistory::entry(std::uint64_t id) const
{
    const auto found =
        std::lower_bound(m_entries.begin(), m_entries.end(), id,
                         [](const HistoryEntry &e, std::uint64_t wanted) { return e.id < wanted; });
    return found == m_entries.end() || found->id != id ? nullptr : &*found;
}

HistoryEntry *RequestHistory::find(JobId job)
{
    if (!job.isValid()) // as those of an earlier session have
        return nullptr;
    for (auto it = m_entries.rbegin(); it != m_entries.rend(); ++it) {
        if (it->job == job)
            return &*it;
    }
    return nullptr;
}

const HistoryEntry *RequestHistory::entryOf(JobId job) const
{
    return const_cast<RequestHistory *>(this)->find(job);
}

const HistoryEntry *RequestHistory::previousTo(std::uint64_t id) const
{
    const HistoryEntry *reference = entry(id);
    if (reference == nullptr)
        return nullptr;
    const HistoryEntry *best = nullptr;
    for (const HistoryEntry &each : m_entries) {
        if (each.id >= id)
            break;
        if (each.spec.method == reference->spec.method && each.spec.uri == reference->spec.uri &&
            each.response && each.response->payload)
            best = &each;
    }
    return best;
}

void RequestHistory::take(const ResponseArrived &response)
{
    HistoryEntry *found = find(response.job);
    if (found == nullptr)
        return;
    m_bodyBytes -= bodyBytes(*found);
    found->response = response;
    m_bodyBytes += bodyBytes(*found);
    Q_EMIT entryChanged(found->id);
    trim();
}

void RequestHistory::take(const JobFailed &failure)
{
    HistoryEntry *found = find(failure.job);
    if (found == nullptr)
        return;
    found->failure = failure;
    Q_EMIT entryChanged(found->id);
}

void RequestHistory::removeAt(std::size_t index)
{
    Q_EMIT entryAboutToBeRemoved(m_entries[index].id);
    m_bodyBytes -= bodyBytes(m_entries[index]);
    m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT entryRemoved();
}

void RequestHistory::trim()
{
    while (m_entries.size() > 1 &&
           (m_entries.size() > kMaxEntries || m_bodyBytes > kMaxBodyBytes)) {
        // A running one leaves only when all are running: its answer would be lost.
        std::size_t victim = 0;
        while (victim + 1 < m_entries.size() && m_entries[victim].isRunning())
            ++victim;
        if (victim + 1 == m_entries.size())
            victim = 0;
        removeAt(victim);
    }
}

void RequestHistory::clear()
{
    for (std::size_t i = m_entries.size(); i-- > 0;) {
        if (!m_entries[i].isRunning())
            removeAt(i);
    }
}

bool RequestHistory::saveAs(const QString &name, const RequestSpec &spec)
{
    const QString key = name.trimmed().left(200);
    if (key.isEmpty())
        return false;
    const auto same = std::find_if(m_named.begin(), m_named.end(),
                                   [&key](const NamedRequest &n) { return n.name == key; });
    if (same != m_named.end())
        same->spec = spec;
    else if (m_named.size() >= kMaxNamed)
        return false;
    else
        m_named.push_back({key, spec});
    Q_EMIT namedChanged();
    return true;
}

void RequestHistory::removeNamed(const QString &name)
{
    const auto before = m_named.size();
    std::erase_if(m_named, [&name](const NamedRequest &n) { return n.name == name; });
    if (m_named.size() != before)
        Q_EMIT namedChanged();
}

} // namespace copper
