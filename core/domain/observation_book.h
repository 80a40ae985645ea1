// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observation_tally.h"
#include "core/domain/session_control.h"
#include "core/domain/session_events.h"
#include "core/domain/wall_clock.h"
#include "core/payload/representation.h"
#include "core/payload/value_path.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace copper {

// The newest representation of a resource, however it came: GET or notification.
struct LatestValue
{
    std::shared_ptr<const Bytes> payload; // never null
    std::optional<std::uint32_t> contentFormat;
    Representation::Format format = Representation::Format::Binary;
    std::optional<ChartableValue> primary; // the number a tree row shows
    std::size_t numbers = 0;               // in the payload
    std::optional<double> previousPrimary;
    std::string text; // short text payloads, at most kMaxTextBytes, UTF-8; else empty
    WallTime at;
    WallTime changedAt; // when the payload last differed from the one before
    std::uint32_t maxAgeSeconds = 60;
    static constexpr std::size_t kMaxTextBytes = 64;
};

struct ObservedResource
{
    QString uri; // canonical
    JobId job;   // valid while an observation is under way
    std::optional<ObservationStatus> status;
    std::optional<JobFailed> failure; // why the last observation ended or was refused
    std::optional<LatestValue> latest;
    WallTime since;
    // Notifications of this observation that came too fast to be shown; the packet log has them.
    std::uint64_t skipped = 0;
    ObservationTally tally; // of the last observation
    bool isObserved() const { return job.isValid(); }
};

// Which resources are observed, how well, and what each resource said last. UI thread.
class ObservationBook : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxObservations = 500;
    static constexpr std::size_t kMaxResources = 5000;         // with a latest value
    static constexpr std::size_t kMaxValueBytes = 64U * 1024U; // larger payloads are not kept here

    ObservationBook(SessionControl &session, WallClock clock, QObject *parent = nullptr);

    // The running one when the URI is observed already; nothing at kMaxObservations.
    std::optional<JobId> observe(const RequestSpec &spec);
    std::optional<JobId> observe(const QString &uri);
    // Deregisters. The entry with its latest value stays.
    void stop(const QString &uri);
    void stopAll();
    // Cancels and registers again.
    void registerAgain(const QString &uri);

    const ObservedResource *find(const QString &uri) const;
    bool isObserved(const QString &uri) const;
    // URIs of all running observations, sorted.
    QStringList observed() const;
    // URIs of those that are or were observed, sorted.
    QStringList everObserved() const;
    // Every URI with an entry.
    QStringList uris() const;
    // Those of one endpoint ("coap://127.0.0.11"), sorted.
    QStringList urisAt(const QString &endpoint) const;
    std::size_t observationCount() const { return m_byJob.size(); }
    bool owns(JobId job) const { return m_byJob.contains(job); }

    // Events. Those of other jobs only update the latest value.
    void take(const ResponseArrived &response, const Representation *representation,
              const std::vector<ChartableValue> &values);
    void take(const ObservationStatus &status);
    void take(const JobFailed &failure);
    void removeResource(const QString &uri);
    // What was known of a resource is known again, unless it said something since.
    void putBack(const QString &uri, const LatestValue &latest);
    // The resource stands at another URI now; it is not observed at the old one any more.
    void moveResource(const QString &from, const QString &to);
    void commit();

Q_SIGNALS:
    void observationStarted(const QString &uri);
    void observationEnded(const QString &uri);
    // Nothing is known of it any more.
    void resourceRemoved(const QString &uri);
    // Status or latest value; each URI once per batch.
    void changed(const QStringList &uris);

private:
    ObservedResource &entryFor(const QString &uri);
    void end(ObservedResource &entry);
    void noteNotification(ObservedResource &entry, const ResponseArrived &response,
                          std::uint32_t maxAgeSeconds);
    void makeRoom();
    SessionControl &m_session;
    WallClock m_clock;
    std::map<QString, ObservedResource> m_entries;
    std::map<JobId, QString> m_byJob;
    std::map<QString, RequestSpec> m_specs;
    std::set<QString> m_changed;
};

} // namespace copper
