// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sample_series.h"
#include "core/payload/value_path.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace copper {

struct SeriesId
{
    std::uint32_t value = 0;
    auto operator<=>(const SeriesId &) const = default;
    bool isValid() const { return value != 0; }
};

struct SeriesInfo
{
    SeriesId id;
    QString uri; // canonical
    ValuePath path;
    QString name; // SenML name or last segment; empty for the payload itself
    QString unit; // as sent: "Cel"; empty when unknown
    // Nothing new within Max-Age since then (RFC 7252 §5.10.5); absent while fresh.
    std::optional<WallTime> staleSince;
};

// Every number the program has seen of the resources it reads, by URI and value path. UI thread.
// Charts, tiles and sparklines read from here; nobody keeps copies.
class SampleStore : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxSeries = 2000;
    // Values of one payload that are kept without being asked for.
    static constexpr std::size_t kMaxAutomaticPerResource = 16;

    explicit SampleStore(QObject *parent = nullptr,
                         std::size_t samplesPerSeries = SampleSeries::kDefaultLimit);
    ~SampleStore() override;

    std::optional<SeriesId> find(const QString &uri, const ValuePath &path) const;
    // Finds or creates; nothing when kMaxSeries is reached. A unit given later fills an empty one.
    std::optional<SeriesId> open(const QString &uri, const ValuePath &path,
                                 const QString &name = {}, const QString &unit = {});
    const SeriesInfo *info(SeriesId id) const;
    const SampleSeries *series(SeriesId id) const;
    std::vector<SeriesId> seriesOf(const QString &uri) const;
    std::vector<SeriesId> all() const;
    QStringList uris() const;

    // Takes every chartable value of a payload: those already open, and new ones up to
    // kMaxAutomaticPerResource.
    void take(const QString &uri, const std::vector<ChartableValue> &values, WallTime at);
    void append(SeriesId id, Sample sample);
    // All series of the resource: a hole follows, or values are old since then (nothing: fresh).
    void markGap(const QString &uri);
    void setStale(const QString &uri, std::optional<WallTime> since);
    void clear(SeriesId id); // its samples
    void removeResource(const QString &uri);

    // What a resource said, out of the store and in again: for who takes something back.
    struct Kept
    {
        SeriesInfo info; // its id is not valid any more
        SampleSeries samples;
    };
    std::vector<Kept> takeOut(const QString &uri);
    // Under its URI, before what came since. What there is no room for is left out.
    void putBack(std::vector<Kept> kept);
    // The resource stands at another URI now. Its samples go along, before those that are there.
    void moveResource(const QString &from, const QString &to);

    // Emits seriesChanged once for all that happened since the last call. SessionFeed calls it at
    // the end of a batch.
    void commit();

Q_SIGNALS:
    void seriesAdded(copper::SeriesId id);
    // New samples, gaps, unit or stale state.
    void seriesChanged(const std::vector<copper::SeriesId> &ids);
    void seriesRemoved(copper::SeriesId id);

private:
    struct Entry;
    Entry *entry(SeriesId id) const;
    void touch(Entry &entry);
    std::map<SeriesId, std::unique_ptr<Entry>> m_entries;
    std::map<QString, std::vector<SeriesId>> m_byUri;
    std::vector<SeriesId> m_changed;
    std::size_t m_samplesPerSeries;
    std::uint32_t m_nextId = 1;
};

} // namespace copper
