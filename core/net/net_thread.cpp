// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/net_thread.h"

#include "core/net/net_worker.h"

namespace copper {

NetThread::NetThread(SessionConfig config, QObject *parent)
    : QObject(parent), m_worker(new NetWorker(std::move(config)))
{
    m_thread.setObjectName(QStringLiteral("net"));
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &NetWorker::batchesWaiting, this, &NetThread::takeBatches,
            Qt::QueuedConnection);
    connect(this, &NetThread::callsWaiting, m_worker, &NetWorker::runCalls, Qt::QueuedConnection);
    // The worker's sockets and timers must be closed where they were made.
    connect(m_worker, &NetWorker::closed, m_worker, [worker = m_worker] {
        worker->deleteLater();
        QThread::currentThread()->quit();
    });
    connect(&m_thread, &QThread::started, m_worker, &NetWorker::open);
    m_thread.start();
}

NetThread::~NetThread()
{
    disconnect(m_worker, &NetWorker::batchesWaiting, this, nullptr);
    runInNetThread([worker = m_worker] { worker->close(); });
    m_thread.wait();
}

template <class Call>
void NetThread::post(Call call)
{
    runInNetThread([worker = m_worker, call] { call(worker->session()); });
}

void NetThread::runInNetThread(std::function<void()> action)
{
    if (m_worker->calls().post(std::move(action)))
        Q_EMIT callsWaiting();
}

void NetThread::takeBatches()
{
    for (EventBatchPtr &batch : m_worker->fullBatches().takeAll())
        Q_EMIT batchReady(std::exchange(batch, nullptr)); // let go of it when it is read
}

JobId NetThread::discover(const DiscoverySpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startDiscovery(id, spec); });
    return id;
}

JobId NetThread::request(const RequestSpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startRequest(id, spec); });
    return id;
}

JobId NetThread::observe(const RequestSpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startObserve(id, spec); });
    return id;
}

JobId NetThread::ping(const RequestSpec &spec, unsigned count)
{
    const JobId id = nextJob();
    post([id, spec, count](Session &session) { session.startPing(id, spec, count); });
    return id;
}

JobId NetThread::upload(const UploadSpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startUpload(id, spec); });
    return id;
}

JobId NetThread::plugtest(const PlugtestSpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startPlugtest(id, spec); });
    return id;
}

void NetThread::pauseUpload(JobId job)
{
    post([job](Session &session) { session.pauseUpload(job); });
}

void NetThread::resumeUpload(JobId job)
{
    post([job](Session &session) { session.resumeUpload(job); });
}

void NetThread::cancel(JobId job)
{
    post([job](Session &session) { session.cancel(job); });
}

void NetThread::setParameters(const QString &endpoint, const TransmissionParameters &p)
{
    post([endpoint, p](Session &session) { session.setParameters(endpoint, p); });
}

JobId NetThread::testHandshake(const HandshakeSpec &spec)
{
    const JobId id = nextJob();
    post([id, spec](Session &session) { session.startHandshakeTest(id, spec); });
    return id;
}

void NetThread::setCredentials(CredentialSnapshotPtr credentials)
{
    post([credentials = std::move(credentials)](Session &session) {
        session.setCredentials(credentials);
    });
}

void NetThread::endSecureSession(const SocketAddress &peer)
{
    post([peer](Session &session) { session.endSecureSession(peer); });
}

void NetThread::resumeSecureSession(const SocketAddress &peer)
{
    post([peer](Session &session) { session.resumeSecureSession(peer); });
}

void NetThread::setKeyLog(const QString &path)
{
    post([path](Session &session) { session.setKeyLog(path); });
}

void NetThread::setRecording(bool on)
{
    post([on](Session &session) { session.setRecording(on); });
}

} // namespace copper
