// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sample_store.h"

#include <algorithm>

namespace copper {

struct SampleStore::Entry
{
    SeriesInfo info;
    SampleSeries samples;
    bool touched = false;
};

SampleStore::SampleStore(QObject *parent, std::size_t samplesPerSeries)
    : QObject(parent), m_samplesPerSeries(samplesPerSeries)
{}

SampleStore::~SampleStore() = default;

SampleStore::Entry *SampleStore::entry(SeriesId id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : found->second.get();
}

std::optional<SeriesId> SampleStore::find(const QString &uri, const ValuePath &path) const
{
    const auto found = m_byUri.find(uri);
    if (found == m_byUri.end())
        return std::nullopt;
    for (const SeriesId id : found->second) {
        if (entry(id)->info.path == path)
            return id;
    }
    return std::nullopt;
}

std::optional<SeriesId> SampleStore::open(const QString &uri, const ValuePath &path,
                                          const QString &name, const QString &unit)
{
    if (const std::optional<SeriesId> known = find(uri, path)) {
        Entry &each = *entry(*known);
        if (each.info.unit.isEmpty() && !unit.isEmpty()) {
            each.info.unit = unit;
            touch(each);
        }
        if (each.info.name.isEmpty())
            each.info.name = name;
        return known;
    }
    if (m_entries.size() >= kMaxSeries)
        return std::nullopt;
    const SeriesId id{m_nextId++};
    auto added = std::make_unique<Entry>(
        Entry{SeriesInfo{id, uri, path, name, unit, {}}, SampleSeries(m_samplesPerSeries), false});
    m_entries.emplace(id, std::move(added));
    m_byUri[uri].push_back(id);
    Q_EMIT seriesAdded(id);
    return id;
}

const SeriesInfo *SampleStore::info(SeriesId id) const
{
    const Entry *found = entry(id);
    return found == nullptr ? nullptr : &found->info;
}

const SampleSeries *SampleStore::series(SeriesId id) const
{
    const Entry *found = entry(id);
    return found == nullptr ? nullptr : &found->samples;
}

std::vector<SeriesId> SampleStore::seriesOf(const QString &uri) const
{
    const auto found = m_byUri.find(uri);
    return found == m_byUri.end() ? std::vector<SeriesId>() : found->second;
}

std::vector<SeriesId> SampleStore::all() const
{
    std::vector<SeriesId> ids;
    ids.reserve(m_entries.size());
    for (const auto &[id, each] : m_entries)
        ids.push_back(id);
    return ids;
}

QStringList SampleStore::uris() const
{
    QStringList list;
    for (const auto &[uri, ids] : m_byUri)
        list << uri;
    return list;
}

void SampleStore::take(const QString &uri, const std::vector<ChartableValue> &values, WallTime at)
{
    std::size_t fresh = 0;
    for (const ChartableValue &value : values) {
        std::optional<SeriesId> id = find(uri, value.path);
        const QString unit = QString::fromStdString(value.unit);
        if (!id) {
            if (m_byUri[uri].size() >= kMaxAutomaticPerResource ||
                ++fresh > kMaxAutomaticPerResource)
                continue;
        }
        id = open(uri, value.path, QString::fromStdString(value.name), unit);
        if (id)
            append(*id, Sample{at, value.value});
    }
    if (const auto found = m_byUri.find(uri); found != m_byUri.end() && found->second.empty())
        m_byUri.erase(found);
}

void SampleStore::append(SeriesId id, Sample sample)
{
    Entry *found = entry(id);
    if (found == nullptr || !found->samples.append(sample))
        return;
    found->info.staleSince.reset();
    touch(*found);
}

void SampleStore::markGap(const QString &uri)
{
    for (const SeriesId id : seriesOf(uri)) {
        entry(id)->samples.breakHere();
        touch(*entry(id));
    }
}

void SampleStore::setStale(const QString &uri, std::optional<WallTime> since)
{
    for (const SeriesId id : seriesOf(uri)) {
        Entry &each = *entry(id);
        if (each.info.staleSince == since)
            continue;
        each.info.staleSince = since;
        touch(each);
    }
}

void SampleStore::clear(SeriesId id)
{
    if (Entry *found = entry(id)) {
        found->samples = SampleSeries(m_samplesPerSeries);
        touch(*found);
    }
}

void SampleStore::removeResource(const QString &uri)
{
    const std::vector<SeriesId> ids = seriesOf(uri);
    m_byUri.erase(uri);
    for (const SeriesId id : ids) {
        m_entries.erase(id);
        m_changed.erase(std::remove(m_changed.begin(), m_changed.end(), id), m_changed.end());
        Q_EMIT seriesRemoved(id);
    }
}

std::vector<SampleStore::Kept> SampleStore::takeOut(const QString &uri)
{
    std::vector<Kept> kept;
    for (const SeriesId id : seriesOf(uri)) {
        Entry &each = *entry(id);
        kept.push_back({each.info, std::move(each.samples)});
        each.samples = SampleSeries(m_samplesPerSeries);
    }
    removeResource(uri);
    return kept;
}

void SampleStore::putBack(std::vector<Kept> kept)
{
    for (Kept &each : kept) {
        const std::optional<SeriesId> id =
            open(each.info.uri, each.info.path, each.info.name, each.info.unit);
        if (!id)
            continue;
        Entry &place = *entry(*id);
        const SampleSeries since = std::exchange(place.samples, std::move(each.samples));
        place.samples.breakHere(); // nobody listened meanwhile
        for (std::size_t i = 0; i < since.size(); ++i)
            place.samples.append(since[i]);
        touch(place);
    }
}

void SampleStore::moveResource(const QString &from, const QString &to)
{
    if (from == to)
        return;
    std::vector<Kept> kept = takeOut(from);
    for (Kept &each : kept)
        each.info.uri = to;
    putBack(std::move(kept));
}

void SampleStore::touch(Entry &each)
{
    if (each.touched)
        return;
    each.touched = true;
    m_changed.push_back(each.info.id);
}

void SampleStore::commit()
{
    if (m_changed.empty())
        return;
    const std::vector<SeriesId> changed = std::exchange(m_changed, {});
    for (const SeriesId id : changed)
        entry(id)->touched = false;
    Q_EMIT seriesChanged(changed);
}

} // namespace copper
