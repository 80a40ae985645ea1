// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"
#include "core/domain/firmware_queue.h"
#include "core/domain/message_log.h"
#include "core/domain/observation_book.h"
#include "core/domain/request_history.h"
#include "core/domain/sample_store.h"
#include "core/domain/session_events.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <span>

namespace copper {

// Where the net thread's batches enter the UI thread: updates every store, then says narrowly what
// happened. Connect the session's batch signal to take(). A batch of very many messages or events
// is taken in turns, so that painting and input come in between; the next ones wait for it, but no
// more than kMostWaiting of them.
class SessionFeed : public QObject
{
    Q_OBJECT
public:
    // Payloads beyond this are not searched for numbers in the UI thread.
    static constexpr std::size_t kMaxSampledBytes = 64U * 1024U;
    static constexpr std::size_t kMessagesPerTurn = 256;
    static constexpr std::size_t kEventsPerTurn = 64;
    static constexpr std::size_t kMostWaiting = 4;

    struct Stores
    {
        DeviceRegistry &devices;
        MessageLog &log;
        SampleStore &samples;
        ObservationBook &observations;
        RequestHistory &history;
        FirmwareQueue &firmware;
    };

    explicit SessionFeed(const Stores &stores, QObject *parent = nullptr);

    const TrafficCounters &counters() const { return m_counters; }
    // Datagrams in and out per second over the last whole seconds, newest last; at most 60.
    const std::deque<std::uint32_t> &messagesPerSecond() const { return m_perSecond; }
    // All there are, also those that are down.
    const std::vector<InterfaceInfo> &interfaces() const { return m_interfaces; }
    // Ages, states and the per-second counter; call once a second.
    void tick(WallTime now);

public Q_SLOTS:
    void take(const copper::EventBatchPtr &batch);

Q_SIGNALS:
    void responseArrived(const copper::ResponseArrived &response);
    void jobFailed(const copper::JobFailed &failure);
    void observationStatus(const copper::ObservationStatus &status);
    void deviceFound(copper::DeviceId id, const copper::DeviceFound &found);
    void discoveryProgressed(const copper::DiscoveryProgress &progress);
    void discoveryFinished(const copper::DiscoveryFinished &finished);
    void uploadFinished(const copper::UploadFinished &finished);
    void groupAnswered(const copper::GroupAnswered &over);
    void pongArrived(const copper::PongArrived &pong);
    void plugtestBegan(const copper::PlugtestBegan &began);
    void plugtestJudged(const copper::PlugtestJudged &judged);
    void plugtestEnded(const copper::PlugtestEnded &ended);
    void handshakeStepped(const copper::HandshakeStepped &step);
    void handshakeTested(const copper::HandshakeTested &tested);
    void secureSessionsChanged(const copper::SecureSessionsChanged &changed);
    void secureSessionRenewed(const copper::SecureSessionRenewed &renewed);
    void credentialUsed(const copper::CredentialUsed &used);
    void keyLogFailed(const copper::KeyLogFailed &failure);
    void countersChanged(const copper::TrafficCounters &counters);
    void interfacesChanged();
    void ticked(copper::WallTime now);

private:
    void handle(const ResponseArrived &event);
    void handle(const JobFailed &event);
    void handle(const ObservationStatus &event);
    void handle(const DeviceFound &event);
    void handle(const DiscoveryProgress &event) { Q_EMIT discoveryProgressed(event); }
    void handle(const DiscoveryFinished &event);
    void handle(const UploadProgress &event);
    void handle(const UploadFinished &event);
    void handle(const GroupAnswered &event) { Q_EMIT groupAnswered(event); }
    void handle(const PongArrived &event);
    void handle(const PlugtestBegan &event);
    void handle(const PlugtestJudged &event);
    void handle(const PlugtestEnded &event);
    void handle(const HandshakeStepped &event) { Q_EMIT handshakeStepped(event); }
    void handle(const HandshakeTested &event);
    void handle(const SecureSessionsChanged &event) { Q_EMIT secureSessionsChanged(event); }
    void handle(const SecureSessionRenewed &event) { Q_EMIT secureSessionRenewed(event); }
    void handle(const SecureSessionMoved &event);
    void handle(const CredentialUsed &event) { Q_EMIT credentialUsed(event); }
    void handle(const KeyLogFailed &event) { Q_EMIT keyLogFailed(event); }
    void handle(const TrafficCounters &event);
    void handle(const InterfacesChanged &event);
    void touch(const QString &uri, WallTime at);
    void takeMessages(std::span<const MessageRecord> messages);
    void takeEvents(std::span<const SessionEvent> events);
    void turn();

    Stores m_stores;
    std::deque<EventBatchPtr> m_batches; // the first is under way
    std::size_t m_taken = 0;             // of its messages
    std::size_t m_eventsTaken = 0;
    QTimer m_next;
    TrafficCounters m_counters;
    std::deque<std::uint32_t> m_perSecond;
    std::uint64_t m_messagesAtLastTick = 0;
    WallTime m_lastTick;
    std::vector<InterfaceInfo> m_interfaces;
};

} // namespace copper
