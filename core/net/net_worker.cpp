// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/net_worker.h"

namespace copper {

namespace {

constexpr int kFlushIntervalMs = 33;
constexpr int kCounterIntervalMs = 500;
constexpr int kCloseWaitMs = 1500;
constexpr int kMaxUnreadBatches = 4;
constexpr std::size_t kMaxPendingBytes = 16U << 20U; // of trace in one batch
// Notifications of one batch that are all handed up: 7,700 a second. Beyond, only the newest of
// each observation is, 30 times a second.
constexpr std::size_t kNotificationsPerBatch = 256;

} // namespace

NetWorker::NetWorker(SessionConfig config)
    : m_config(std::move(config)), m_pending(std::make_shared<EventBatch>())
{}

// The session says goodbye to its peers, and we are still there to hear what it traces.
NetWorker::~NetWorker()
{
    m_session.reset();
}

void NetWorker::open()
{
    m_session = std::make_unique<Session>(m_config);
    m_session->setEventHandler([this](SessionEvent &&event) { add(std::move(event)); });
    m_session->setTraceHandler([this](MessageRecord &&record) { addRecord(std::move(record)); });
    m_flushTimer = std::make_unique<QTimer>();
    m_flushTimer->setSingleShot(true);
    m_flushTimer->setTimerType(Qt::PreciseTimer);
    connect(m_flushTimer.get(), &QTimer::timeout, this, &NetWorker::flush);
    m_counterTimer = std::make_unique<QTimer>();
    connect(m_counterTimer.get(), &QTimer::timeout, this, [this] {
        TrafficCounters counters = m_session->counters();
        counters.traceDrops = m_traceDrops;
        const std::uint64_t messages =
            counters.messagesIn + counters.messagesOut + counters.kernelDrops;
        if (messages != m_lastMessages) {
            m_lastMessages = messages;
            add(counters);
        }
    });
    m_counterTimer->start(kCounterIntervalMs);
    m_watcher = std::make_unique<InterfaceWatcher>();
    const auto tellInterfaces = [this] {
        add(InterfacesChanged{allInterfaces()});
    };
    connect(m_watcher.get(), &InterfaceWatcher::changed, this, tellInterfaces);
    m_sinceFlush.start();
    // The watcher speaks of changes; the window wants to know what there is.
    tellInterfaces();
}

void NetWorker::add(SessionEvent &&event)
{
    if (!takesPlaceOfOlder(event))
        m_pending->events.push_back(std::move(event));
    schedule();
    if (m_closing)
        checkClosed();
}

// A storm: no screen and no reader of it can use thousands of values a second.
bool NetWorker::takesPlaceOfOlder(SessionEvent &event)
{
    auto *notification = std::get_if<ResponseArrived>(&event);
    if (notification == nullptr || !notification->observeSequence)
        return false;
    const auto [it, first] = m_newest.try_emplace(notification->job, m_pending->events.size());
    if (++m_pendingNotifications <= kNotificationsPerBatch || first) {
        it->second = m_pending->events.size();
        return false;
    }
    auto &older = std::get<ResponseArrived>(m_pending->events[it->second]);
    notification->notificationsSkipped = older.notificationsSkipped + 1;
    older = std::move(*notification);
    return true;
}

void NetWorker::addRecord(MessageRecord &&record)
{
    // The reader is far behind: datagrams are dropped here and counted, events never.
    if (m_pendingBytes > kMaxPendingBytes && record.layer != MessageRecord::Layer::Keys) {
        ++m_traceDrops;
        return;
    }
    m_pendingBytes += record.datagram.size() + sizeof record;
    for (const MessageRecord::Opened &opened : record.opened)
        m_pendingBytes += opened.message.size() + sizeof opened;
    m_pending->messages.push_back(std::move(record));
    schedule();
}

void NetWorker::schedule()
{
    if (m_flushTimer->isActive())
        return;
    const qint64 since = m_sinceFlush.elapsed();
    m_flushTimer->start(since >= kFlushIntervalMs ? 0 : static_cast<int>(kFlushIntervalMs - since));
}

void NetWorker::flush()
{
    m_sinceFlush.restart();
    if (m_pending->events.empty() && m_pending->messages.empty())
        return;
    // Who has not read the last ones gets no more: what waits here is bounded, what waits there is
    // not.
    if (m_unread->load(std::memory_order_acquire) >= kMaxUnreadBatches && !m_closing) {
        schedule();
        return;
    }
    m_unread->fetch_add(1, std::memory_order_relaxed);
    // The batch itself says when the last reader has let go of it.
    EventBatchPtr full(m_pending.get(),
                       [kept = m_pending, unread = m_unread](const EventBatch *) mutable {
                           kept.reset();
                           unread->fetch_sub(1, std::memory_order_release);
                       });
    m_pending = std::make_shared<EventBatch>();
    m_pendingBytes = 0;
    m_pendingNotifications = 0;
    m_newest.clear();
    if (m_fullBatches.post(std::move(full)))
        Q_EMIT batchesWaiting();
}

void NetWorker::runCalls()
{
    for (const std::function<void()> &call : m_calls.takeAll())
        call();
}

void NetWorker::close()
{
    m_closing = true;
    m_counterTimer->stop();
    m_closeTimer = std::make_unique<QTimer>();
    m_closeTimer->setSingleShot(true);
    connect(m_closeTimer.get(), &QTimer::timeout, this, &NetWorker::closed);
    m_closeTimer->start(kCloseWaitMs);
    for (const JobId job : m_session->jobs())
        m_session->cancel(job);
    checkClosed();
}

void NetWorker::checkClosed()
{
    // The session forgets a job after its terminal event: look again when that is through.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_session && m_session->jobCount() == 0)
                Q_EMIT closed();
        },
        Qt::QueuedConnection);
}

} // namespace copper
