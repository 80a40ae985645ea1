// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soak_run.h"

#include <QFile>

#include <semaphore>

namespace copper::test {

namespace {

constexpr int kFill_ms = 20;
constexpr int kObserve_ms = 1000;
constexpr int kCancel_ms = 250;
constexpr std::array<int, SoakRun::KindCount> kUnderWay{8, 2, 6, 4, 0};
constexpr std::array kObserved{"/sensors/temp", "/sensors/hum", "/sensors/light", "/light/power",
                               "/sensors/pack"};
constexpr std::array<std::size_t, 4> kImageBytes{10'000, 60'000, 250'000, 1'000'000};
constexpr std::size_t kUploadBoards = 12; // the first ones

SoakRun::End endOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Timeout:
        return SoakRun::Timeout;
    case FailureKind::Reset:
        return SoakRun::Reset;
    case FailureKind::Unreachable:
    case FailureKind::LinkLost:
        return SoakRun::Unreachable;
    case FailureKind::Cancelled:
        return SoakRun::Cancelled;
    case FailureKind::ErrorResponse:
    case FailureKind::TransferRefused:
        return SoakRun::ErrorAnswer;
    default:
        return SoakRun::Other;
    }
}

// Gives up after some seconds, so that silence is part of it and does not stop it.
TransmissionParameters parameters()
{
    TransmissionParameters parameters;
    parameters.ackTimeout = seconds(0.3);
    parameters.maxRetransmit = 4;
    return parameters;
}

} // namespace

std::uint64_t SoakRun::KindCounts::sum() const
{
    std::uint64_t sum = 0;
    for (const std::uint64_t each : ended)
        sum += each;
    return sum;
}

SoakRun::SoakRun(BoardYard &yard, std::uint64_t seed)
    : m_yard(yard), m_random(seed), m_net(SessionConfig{})
{
    connect(&m_net, &NetThread::batchReady, this, &SoakRun::take);
    for (const std::size_t size : kImageBytes) {
        const Bytes body = certifiedBody(size, seed + size);
        QFile file(m_folder.filePath(QString::number(size)));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(reinterpret_cast<const char *>(body.data()),
                       static_cast<qint64>(body.size())) < 0)
            qFatal("cannot write an image");
        m_images.push_back({file.fileName(), body.size()});
    }
    std::binary_semaphore made(0);
    m_net.runInNetThread([&] {
        m_netWatch = new LoopWatch;
        made.release();
    });
    made.acquire();
    connect(&m_fill, &QTimer::timeout, this, &SoakRun::fill);
    connect(&m_observe, &QTimer::timeout, this, &SoakRun::observeAgain);
    connect(&m_cancel, &QTimer::timeout, this, &SoakRun::cancelSome);
}

SoakRun::~SoakRun()
{
    std::binary_semaphore gone(0);
    m_net.runInNetThread([&] {
        delete m_netWatch;
        gone.release();
    });
    gone.acquire();
}

void SoakRun::start()
{
    for (std::size_t board = 0; board < m_yard.addresses().size(); ++board) {
        for (const char *path : kObserved)
            startObservation(uriOf(board, QString::fromLatin1(path)), board);
    }
    m_fill.start(kFill_ms);
    m_observe.start(kObserve_ms);
    m_cancel.start(kCancel_ms);
}

void SoakRun::wind()
{
    m_winding = true;
    m_fill.stop();
    m_observe.stop();
    m_cancel.stop();
    for (const auto &[id, job] : m_jobs)
        m_net.cancel(id);
    if (m_jobs.empty())
        Q_EMIT drained();
}

QString SoakRun::uriOf(std::size_t board, const QString &path) const
{
    return QStringLiteral("coap://") + QString::fromStdString(toText(m_yard.addresses()[board])) +
           path;
}

// --- asking ---

void SoakRun::note(JobId id, Job job)
{
    ++m_totals.kinds[job.kind].started;
    ++m_open[job.kind];
    m_jobs.emplace(id, std::move(job));
}

void SoakRun::startObservation(const QString &uri, std::size_t board)
{
    RequestSpec spec;
    spec.uri = uri;
    spec.parameters = parameters();
    spec.maxRegistrationAttempts = 2;
    note(m_net.observe(spec), {Observation, board, uri, 0, std::nullopt});
}

// One of a kind for each look: an unreachable board must not be asked without end.
void SoakRun::fill()
{
    for (const Kind kind : {Request, Ping, Download, Upload}) {
        if (m_open[kind] < kUnderWay[kind])
            startJob(kind);
    }
}

void SoakRun::observeAgain()
{
    for (const auto &[uri, board] : std::exchange(m_toObserve, {}))
        startObservation(uri, board);
}

void SoakRun::startJob(Kind kind)
{
    const std::size_t boards = kind == Upload ? kUploadBoards : m_yard.addresses().size();
    const auto board = static_cast<std::size_t>(m_random.below(boards));
    RequestSpec spec;
    spec.parameters = parameters();
    spec.confirmable = m_random.unit() < 0.8;
    switch (kind) {
    case Request:
        spec.uri = uriOf(board, QStringLiteral("/echo"));
        note(m_net.request(spec), {kind, board, spec.uri, 0, std::nullopt});
        return;
    case Ping:
        spec.uri = uriOf(board, {});
        note(m_net.ping(spec, 3), {kind, board, spec.uri, 0, std::nullopt});
        return;
    case Download:
        spec.uri = uriOf(board, QStringLiteral("/pattern"));
        spec.confirmable = true;
        note(m_net.request(spec), {kind, board, spec.uri, 0, std::nullopt});
        return;
    case Upload: {
        if (!m_uploading.insert(board).second)
            return;
        UploadSpec upload;
        upload.uri = uriOf(board, QStringLiteral("/store"));
        upload.imagePath = m_images[static_cast<std::size_t>(m_random.below(m_images.size()))].path;
        upload.verifyPath = QStringLiteral("/store");
        upload.parameters = parameters();
        note(m_net.upload(upload), {kind, board, upload.uri, 0, std::nullopt});
        return;
    }
    case Observation:
    case KindCount:
        return;
    }
}

void SoakRun::cancelSome()
{
    if (m_jobs.empty())
        return;
    auto victim = m_jobs.begin();
    std::advance(victim, static_cast<std::ptrdiff_t>(m_random.below(m_jobs.size())));
    m_net.cancel(victim->first);
}

// --- hearing ---

void SoakRun::take(const EventBatchPtr &batch)
{
    for (const MessageRecord &record : batch->messages) {
        auto &[sent, received] = m_totals.byPeer[record.peer];
        ++(record.direction == MessageRecord::Direction::Sent ? sent : received);
    }
    for (const SessionEvent &event : batch->events)
        std::visit([this](const auto &each) { handle(each); }, event);
}

void SoakRun::end(JobId id, End how)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) {
        ++m_totals.strangeEnds;
        return;
    }
    const Job &job = found->second;
    ++m_totals.kinds[job.kind].ended[how];
    --m_open[job.kind];
    if (job.kind == Upload)
        m_uploading.erase(job.board);
    if (job.kind == Observation) {
        if (job.newest && job.values != *job.newest + 1)
            m_totals.notificationsMissing += *job.newest + 1 - job.values;
        m_toObserve.emplace(job.uri, job.board);
    }
    m_jobs.erase(found);
    if (m_winding && m_jobs.empty())
        Q_EMIT drained();
}

void SoakRun::handle(const ResponseArrived &event)
{
    const auto found = m_jobs.find(event.job);
    if (found == m_jobs.end()) {
        ++m_totals.strangeEnds;
        return;
    }
    Job &job = found->second;
    if (event.observeSequence) {
        job.values += 1 + event.notificationsSkipped;
        job.newest = event.notificationIndex;
        ++m_totals.notifications;
        m_totals.notificationsSkipped += event.notificationsSkipped;
        return;
    }
    // An observation's end is its status.
    if (job.kind == Observation)
        return;
    checkBody(job, event);
    end(event.job, event.code.isSuccess() ? Answered : ErrorAnswer);
}

void SoakRun::checkBody(const Job &job, const ResponseArrived &event)
{
    if (job.kind != Download || event.code != code::kContent)
        return;
    m_totals.bytesReceived += event.payload->size();
    m_totals.wrongBodies += *event.payload == patternBody() ? 0 : 1;
}

void SoakRun::handle(const JobFailed &event)
{
    const End how = endOf(event.kind);
    if (how == Other)
        ++m_totals.others[QStringLiteral("%1 %2").arg(static_cast<int>(event.kind)).arg(event.uri)];
    m_totals.wrongBodies += event.kind == FailureKind::VerificationFailed ? 1 : 0;
    end(event.job, how);
}

void SoakRun::handle(const UploadFinished &event)
{
    m_totals.bytesSent += event.bytes;
    m_totals.wrongBodies += event.verified == true ? 0 : 1;
    end(event.job, Answered);
}

void SoakRun::handle(const PongArrived &event)
{
    if (event.last)
        end(event.job, Answered);
}

void SoakRun::handle(const ObservationStatus &event)
{
    if (event.state == ObservationStatus::State::Ended)
        end(event.job, Cancelled);
}

} // namespace copper::test
