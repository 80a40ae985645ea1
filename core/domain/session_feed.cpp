// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/session_feed.h"

#include "core/domain/resource_uri.h"

#include <algorithm>
#include <set>
#include <utility>

namespace copper {

namespace {

constexpr std::size_t kRateSeconds = 60;

// The peer spoke, even if it said no.
bool provesAlive(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Reset:
    case FailureKind::Malformed:
    case FailureKind::TooLarge:
    case FailureKind::BodyChanged:
    case FailureKind::TransferRefused:
    case FailureKind::ErrorResponse:
    case FailureKind::VerificationFailed:
        return true;
    case FailureKind::Timeout:
    case FailureKind::Unreachable:
    case FailureKind::NotResolved:
    case FailureKind::NoInterface:
    case FailureKind::InvalidUri:
    case FailureKind::UnsupportedScheme:
    case FailureKind::LinkLost:
    case FailureKind::Cancelled:
    case FailureKind::LimitReached:
    case FailureKind::InputUnreadable:
    case FailureKind::OutputUnwritable:
    case FailureKind::NotSupported:
    case FailureKind::SocketFailed:
    case FailureKind::NoCredential:
    case FailureKind::HandshakeFailed: // some of its reasons do, some do not
        return false;
    }
    return false;
}

bool provesSilence(FailureKind kind)
{
    return kind == FailureKind::Timeout || kind == FailureKind::Unreachable ||
           kind == FailureKind::LinkLost;
}

} // namespace

SessionFeed::SessionFeed(const Stores &stores, QObject *parent) : QObject(parent), m_stores(stores)
{
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &SessionFeed::turn);
}

void SessionFeed::take(const EventBatchPtr &batch)
{
    if (!batch)
        return;
    m_batches.push_back(batch);
    // Who is too far behind works it off at once: memory is bounded, the window waits.
    while (m_batches.size() > kMostWaiting)
        turn();
    if (m_batches.size() == 1)
        turn();
}

void SessionFeed::turn()
{
    if (m_batches.empty())
        return;
    const EventBatchPtr batch = m_batches.front();
    const std::span<const MessageRecord> all(batch->messages);
    const std::size_t count = std::min(kMessagesPerTurn, all.size() - m_taken);
    takeMessages(all.subspan(m_taken, count));
    m_taken += count;
    // What an event says refers to messages that are there by then.
    if (m_taken == all.size()) {
        const std::span<const SessionEvent> events(batch->events);
        const std::size_t some = std::min(kEventsPerTurn, events.size() - m_eventsTaken);
        takeEvents(events.subspan(m_eventsTaken, some));
        m_eventsTaken += some;
        if (m_eventsTaken == events.size()) {
            m_taken = 0;
            m_eventsTaken = 0;
            m_batches.pop_front();
        }
    }
    if (!m_batches.empty())
        m_next.start();
}

void SessionFeed::takeMessages(std::span<const MessageRecord> messages)
{
    if (messages.empty())
        return;
    m_stores.log.append(messages);
    struct Heard
    {
        WallTime at;
        std::uint64_t messages = 0;
    };
    std::map<SocketAddress, Heard> heard;
    for (const MessageRecord &record : messages) {
        if (record.direction != MessageRecord::Direction::Received)
            continue;
        Heard &peer = heard[record.peer];
        peer.at = record.at;
        ++peer.messages;
    }
    for (const auto &[peer, what] : heard)
        m_stores.devices.heard(peer, what.at, what.messages);
}

void SessionFeed::takeEvents(std::span<const SessionEvent> events)
{
    for (const SessionEvent &event : events)
        std::visit([this](const auto &each) { handle(each); }, event);
    m_stores.samples.commit();
    m_stores.observations.commit();
}

void SessionFeed::touch(const QString &uri, WallTime at)
{
    if (const Device *device = m_stores.devices.deviceAt(uri))
        m_stores.devices.heard(device->id, at);
}

void SessionFeed::handle(const ResponseArrived &event)
{
    if (const Device *device = m_stores.devices.deviceAt(event.peer))
        m_stores.devices.heard(device->id, event.at);
    else
        touch(event.uri, event.at);
    if (m_stores.firmware.owns(event.job)) {
        m_stores.firmware.take(event);
    } else {
        m_stores.history.take(event);
        const HistoryEntry *entry = m_stores.history.entryOf(event.job);
        // Only what GET brings is the resource's representation (RFC 7252 §5.8.1).
        if (entry == nullptr || entry->spec.method == code::kGet) {
            std::vector<ChartableValue> values;
            std::optional<Representation> representation;
            if (event.code == code::kContent && event.payload &&
                event.payload->size() <= kMaxSampledBytes) {
                representation = readPayload(*event.payload,
                                             event.options.uintValue(OptionNumber::ContentFormat));
                values = chartableValues(*representation);
                m_stores.samples.take(canonicalUri(event.uri), values, event.at);
            }
            m_stores.observations.take(event, representation ? &*representation : nullptr, values);
        }
    }
    Q_EMIT responseArrived(event);
}

void SessionFeed::handle(const JobFailed &event)
{
    if (provesAlive(event.kind)) {
        touch(event.uri, event.at);
    } else if (provesSilence(event.kind)) {
        if (const Device *device = m_stores.devices.deviceAt(event.uri)) {
            const HistoryEntry *entry = m_stores.history.entryOf(event.job);
            const std::optional<ResourceUri> parts = splitUri(event.uri);
            m_stores.devices.unanswered(
                device->id, Unanswered{event.at, entry != nullptr ? entry->spec.method : code::kGet,
                                       parts ? parts->path : QString(), event.retransmissions + 1});
        }
    }
    if (m_stores.observations.owns(event.job))
        m_stores.samples.markGap(canonicalUri(event.uri));
    m_stores.observations.take(event);
    m_stores.history.take(event);
    m_stores.firmware.take(event);
    Q_EMIT jobFailed(event);
}

void SessionFeed::handle(const ObservationStatus &event)
{
    const QString uri = canonicalUri(event.uri);
    switch (event.state) {
    case ObservationStatus::State::Live:
        m_stores.samples.setStale(uri, std::nullopt);
        break;
    case ObservationStatus::State::Stale:
    case ObservationStatus::State::Retrying:
        m_stores.samples.markGap(uri);
        // Values are good for Max-Age after the notification that brought them.
        m_stores.samples.setStale(uri, plusSeconds(event.lastNotification, event.maxAgeSeconds));
        if (event.state == ObservationStatus::State::Retrying) {
            if (const Device *device = m_stores.devices.deviceAt(uri))
                m_stores.devices.unanswered(device->id, event.lastNotification);
        }
        break;
    case ObservationStatus::State::Ended:
        m_stores.samples.markGap(uri);
        break;
    case ObservationStatus::State::Registering:
        break;
    }
    m_stores.observations.take(event);
    Q_EMIT observationStatus(event);
}

void SessionFeed::handle(const DeviceFound &event)
{
    const std::optional<DeviceId> id = m_stores.devices.merge(event);
    Q_EMIT deviceFound(id.value_or(DeviceId{}), event);
}

void SessionFeed::handle(const DiscoveryFinished &event)
{
    Q_EMIT discoveryFinished(event);
}

void SessionFeed::handle(const UploadProgress &event)
{
    if (event.state == UploadState::LinkLost) {
        if (const Device *device = m_stores.devices.deviceAt(event.uri))
            m_stores.devices.unanswered(device->id, event.at);
    } else if (event.state == UploadState::Sending && event.sent > 0) {
        touch(event.uri, event.at);
    }
    m_stores.firmware.take(event);
}

void SessionFeed::handle(const UploadFinished &event)
{
    touch(event.uri, event.at);
    m_stores.firmware.take(event);
    Q_EMIT uploadFinished(event);
}

void SessionFeed::handle(const PongArrived &event)
{
    touch(event.uri, event.at);
    Q_EMIT pongArrived(event);
}

void SessionFeed::handle(const PlugtestBegan &event)
{
    Q_EMIT plugtestBegan(event);
}

void SessionFeed::handle(const PlugtestJudged &event)
{
    Q_EMIT plugtestJudged(event);
}

void SessionFeed::handle(const PlugtestEnded &event)
{
    Q_EMIT plugtestEnded(event);
}

void SessionFeed::handle(const SecureSessionMoved &event)
{
    m_stores.devices.sameSession(event.before, event.peer);
}

void SessionFeed::handle(const HandshakeTested &event)
{
    touch(event.uri, event.at);
    Q_EMIT handshakeTested(event);
}

void SessionFeed::handle(const TrafficCounters &event)
{
    m_counters = event;
    Q_EMIT countersChanged(event);
}

void SessionFeed::handle(const InterfacesChanged &event)
{
    m_interfaces = event.all;
    Q_EMIT interfacesChanged();
}

void SessionFeed::tick(WallTime now)
{
    const std::uint64_t messages = m_counters.messagesIn + m_counters.messagesOut;
    const double passed = now.secondsSince(m_lastTick);
    if (m_lastTick.unixMicros != 0 && passed > 0) {
        const double rate = static_cast<double>(messages - m_messagesAtLastTick) / passed;
        m_perSecond.push_back(static_cast<std::uint32_t>(rate + 0.5));
        if (m_perSecond.size() > kRateSeconds)
            m_perSecond.pop_front();
    }
    m_messagesAtLastTick = messages;
    m_lastTick = now;
    m_stores.devices.tick(now);
    Q_EMIT ticked(now);
}

} // namespace copper
