// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/interfaces.h"
#include "core/net/mailbox.h"
#include "core/net/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace copper {

// The net thread's side of NetThread: makes the Session there and collects its events into batches.
class NetWorker final : public QObject
{
    Q_OBJECT
public:
    explicit NetWorker(SessionConfig config);
    ~NetWorker() override;

    // From any thread.
    Mailbox<std::function<void()>> &calls() { return m_calls; }     // wake: runCalls()
    Mailbox<EventBatchPtr> &fullBatches() { return m_fullBatches; } // wakes: batchesWaiting()

    // In the net thread.
    void open();
    void runCalls();
    Session &session() { return *m_session; }
    void close(); // cancels everything; closed() when it is done or has waited enough

Q_SIGNALS:
    void batchesWaiting();
    void closed();

private:
    void add(SessionEvent &&event);
    bool takesPlaceOfOlder(SessionEvent &event);
    void addRecord(MessageRecord &&record);
    void schedule();
    void flush();
    void checkClosed();

    Mailbox<std::function<void()>> m_calls;
    Mailbox<EventBatchPtr> m_fullBatches;
    SessionConfig m_config;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<InterfaceWatcher> m_watcher;
    std::shared_ptr<EventBatch> m_pending;
    std::size_t m_pendingBytes = 0;
    std::size_t m_pendingNotifications = 0;
    std::map<JobId, std::size_t> m_newest; // notification of a job: its place in m_pending
    // Batches that the reader has not let go of.
    std::shared_ptr<std::atomic<int>> m_unread = std::make_shared<std::atomic<int>>(0);
    std::uint64_t m_traceDrops = 0;
    std::unique_ptr<QTimer> m_flushTimer;
    std::unique_ptr<QTimer> m_counterTimer;
    std::unique_ptr<QTimer> m_closeTimer;
    QElapsedTimer m_sinceFlush;
    std::uint64_t m_lastMessages = 0;
    bool m_closing = false;
};

} // namespace copper
