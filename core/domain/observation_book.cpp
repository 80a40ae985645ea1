// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/observation_book.h"

#include "core/domain/resource_uri.h"

#include <algorithm>

namespace copper {

ObservationBook::ObservationBook(SessionControl &session, WallClock clock, QObject *parent)
    : QObject(parent), m_session(session), m_clock(std::move(clock))
{}

std::optional<JobId> ObservationBook::observe(const QString &uri)
{
    RequestSpec spec;
    spec.uri = uri;
    return observe(spec);
}

std::optional<JobId> ObservationBook::observe(const RequestSpec &spec)
{
    const QString uri = canonicalUri(spec.uri);
    if (const ObservedResource *known = find(uri); known != nullptr && known->isObserved())
        return known->job;
    if (m_byJob.size() >= kMaxObservations)
        return std::nullopt;
    RequestSpec sent = spec;
    sent.uri = uri;
    sent.method = code::kGet;
    const JobId job = m_session.observe(sent);
    ObservedResource &entry = entryFor(uri);
    entry.job = job;
    entry.failure.reset();
    entry.status = ObservationStatus{};
    entry.status->job = job;
    entry.status->uri = uri;
    entry.since = m_clock();
    entry.skipped = 0;
    entry.tally = ObservationTally(entry.since);
    entry.tally.noteRegistration(sent);
    m_byJob[job] = uri;
    m_specs[uri] = sent;
    m_changed.insert(uri);
    Q_EMIT observationStarted(uri);
    commit();
    return job;
}

void ObservationBook::end(ObservedResource &entry)
{
    m_byJob.erase(entry.job);
    m_specs.erase(entry.uri);
    entry.job = {};
    m_changed.insert(entry.uri);
    Q_EMIT observationEnded(entry.uri);
}

void ObservationBook::stop(const QString &uri)
{
    const auto found = m_entries.find(canonicalUri(uri));
    if (found == m_entries.end() || !found->second.isObserved())
        return;
    m_session.cancel(found->second.job);
    if (found->second.status)
        found->second.status->state = ObservationStatus::State::Ended;
    end(found->second);
    commit();
}

void ObservationBook::stopAll()
{
    const QStringList running = observed();
    for (const QString &uri : running)
        stop(uri);
}

void ObservationBook::registerAgain(const QString &uri)
{
    const auto spec = m_specs.find(canonicalUri(uri));
    if (spec == m_specs.end()) {
        observe(uri);
        return;
    }
    const RequestSpec again = spec->second;
    stop(uri);
    observe(again);
}

const ObservedResource *ObservationBook::find(const QString &uri) const
{
    const auto found = m_entries.find(uri);
    return found == m_entries.end() ? nullptr : &found->second;
}

bool ObservationBook::isObserved(const QString &uri) const
{
    const ObservedResource *entry = find(canonicalUri(uri));
    return entry != nullptr && entry->isObserved();
}

QStringList ObservationBook::observed() const
{
    QStringList list;
    for (const auto &[uri, entry] : m_entries) {
        if (entry.isObserved())
            list << uri;
    }
    return list;
}

QStringList ObservationBook::everObserved() const
{
    QStringList list;
    for (const auto &[uri, entry] : m_entries) {
        if (entry.status)
            list << uri;
    }
    return list;
}

QStringList ObservationBook::uris() const
{
    QStringList list;
    for (const auto &[uri, entry] : m_entries)
        list << uri;
    return list;
}

QStringList ObservationBook::urisAt(const QString &endpoint) const
{
    const QString begin = endpoint + QLatin1Char('/');
    QStringList list;
    for (auto at = m_entries.lower_bound(begin);
         at != m_entries.end() && at->first.startsWith(begin); ++at)
        list << at->first;
    return list;
}

ObservedResource &ObservationBook::entryFor(const QString &uri)
{
    const auto found = m_entries.find(uri);
    if (found != m_entries.end())
        return found->second;
    if (m_entries.size() >= kMaxResources)
        makeRoom();
    ObservedResource &entry = m_entries[uri];
    entry.uri = uri;
    return entry;
}

void ObservationBook::makeRoom()
{
    // Observed ones stay; of the others the one that was quiet longest leaves.
    auto oldest = m_entries.end();
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->second.isObserved())
            continue;
        const auto age = [](const ObservedResource &r) {
            return r.latest ? r.latest->at : r.since;
        };
        if (oldest == m_entries.end() || age(it->second) < age(oldest->second))
            oldest = it;
    }
    if (oldest != m_entries.end()) {
        const QString gone = oldest->first;
        m_changed.erase(gone);
        m_entries.erase(oldest);
        Q_EMIT resourceRemoved(gone);
    }
}

// A status is sent up only when the state changes; what every notification moves is counted here.
void ObservationBook::noteNotification(ObservedResource &entry, const ResponseArrived &response,
                                       std::uint32_t maxAgeSeconds)
{
    if (!entry.status)
        return;
    entry.status->notifications = response.notificationIndex + 1;
    entry.skipped += response.notificationsSkipped;
    entry.status->lastNotification = response.at;
    entry.status->maxAgeSeconds = maxAgeSeconds;
    entry.tally.note(response, m_specs[entry.uri]);
    m_changed.insert(entry.uri);
}

void ObservationBook::take(const ResponseArrived &response, const Representation *representation,
                           const std::vector<ChartableValue> &values)
{
    const auto job = m_byJob.find(response.job);
    const QString uri = job != m_byJob.end() ? job->second : canonicalUri(response.uri);
    const auto known = m_entries.find(uri);
    const std::uint32_t maxAge = response.options.uintValue(OptionNumber::MaxAge).value_or(60);
    if (job != m_byJob.end() && response.observeSequence)
        noteNotification(m_entries[uri], response, maxAge);
    if (response.code == code::kValid && known != m_entries.end() && known->second.latest) {
        // RFC 7252 §5.9.1.3: the stored representation is good again.
        known->second.latest->at = response.at;
        known->second.latest->maxAgeSeconds = maxAge;
        m_changed.insert(uri);
        return;
    }
    if (response.code != code::kContent || !response.payload ||
        response.payload->size() > kMaxValueBytes)
        return;
    ObservedResource &entry = entryFor(uri);
    LatestValue latest;
    latest.payload = response.payload;
    latest.contentFormat = response.options.uintValue(OptionNumber::ContentFormat);
    latest.at = response.at;
    latest.changedAt = response.at;
    latest.maxAgeSeconds = maxAge;
    if (representation != nullptr)
        latest.format = representation->format;
    latest.numbers = values.size();
    if (!values.empty())
        latest.primary = values.front();
    if (latest.format == Representation::Format::Text &&
        response.payload->size() <= LatestValue::kMaxTextBytes)
        latest.text = std::string(asText(*response.payload));
    if (entry.latest) {
        if (equalBytes(*entry.latest->payload, *latest.payload)) {
            latest.changedAt = entry.latest->changedAt;
            latest.previousPrimary = entry.latest->previousPrimary;
        } else if (entry.latest->primary) {
            latest.previousPrimary = entry.latest->primary->value;
        }
    }
    entry.latest = std::move(latest);
    m_changed.insert(uri);
}

void ObservationBook::take(const ObservationStatus &status)
{
    const auto job = m_byJob.find(status.job);
    if (job == m_byJob.end())
        return;
    ObservedResource &entry = m_entries[job->second];
    const std::uint32_t known = entry.status ? entry.status->registrations : 0;
    for (std::uint32_t i = std::max(known, 1U); i < status.registrations; ++i)
        entry.tally.noteRegistration(m_specs[entry.uri]);
    entry.status = status;
    m_changed.insert(entry.uri);
    if (status.state == ObservationStatus::State::Ended)
        end(entry);
}

void ObservationBook::take(const JobFailed &failure)
{
    const auto job = m_byJob.find(failure.job);
    if (job == m_byJob.end())
        return;
    ObservedResource &entry = m_entries[job->second];
    entry.failure = failure;
    if (entry.status)
        entry.status->state = ObservationStatus::State::Ended;
    end(entry);
}

void ObservationBook::removeResource(const QString &uri)
{
    stop(uri);
    if (m_entries.erase(canonicalUri(uri)) == 0)
        return;
    m_changed.erase(canonicalUri(uri));
    Q_EMIT resourceRemoved(canonicalUri(uri));
}

void ObservationBook::putBack(const QString &uri, const LatestValue &latest)
{
    ObservedResource &entry = entryFor(canonicalUri(uri));
    if (entry.latest && entry.latest->at >= latest.at)
        return;
    entry.latest = latest;
    m_changed.insert(entry.uri);
}

void ObservationBook::moveResource(const QString &from, const QString &to)
{
    const ObservedResource *known = find(canonicalUri(from));
    if (known == nullptr || canonicalUri(from) == canonicalUri(to))
        return;
    const std::optional<LatestValue> latest = known->latest;
    removeResource(from);
    if (latest)
        putBack(to, *latest);
}

void ObservationBook::commit()
{
    if (m_changed.empty())
        return;
    QStringList uris;
    for (const QString &uri : std::exchange(m_changed, {}))
        uris << uri;
    Q_EMIT changed(uris);
}

} // namespace copper
