// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/upload_job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace copper {

namespace {

constexpr Duration kLinkLostAfter = seconds(10);
constexpr Duration kReportInterval = seconds(0.033);
constexpr Duration kRateWindow = seconds(3);
constexpr std::uint64_t kSmallestReadBack = 1U << 20U;

bool isDigestText(const QByteArray &head, std::uint64_t size, const QByteArray &sha256)
{
    if (size == 32 && head == sha256)
        return true;
    // Hex, in either case, with what white space a device puts around it.
    return size <= 100 && head.trimmed().toLower() == sha256.toHex();
}

} // namespace

UploadJob::UploadJob(Session &session, JobId id, UploadSpec spec)
    : Job(session, id, spec.uri), m_spec(std::move(spec)),
      m_record(session.config().stateFolder, m_spec.uri)
{
    m_progress.job = id;
    m_progress.uri = m_spec.uri;
    m_progress.blockSize = m_spec.blockSize;
    connect(&m_watch, &QTimer::timeout, this, &UploadJob::watchLink);
}

// --- beginning ---

void UploadJob::begin()
{
    const FileSource::Opened opened = FileSource::open(m_spec.imagePath, false);
    if (!opened.source) {
        QString detail = m_spec.imagePath;
        switch (opened.fault) {
        case FileSource::OpenFault::Missing:
            detail += QStringLiteral(": missing");
            break;
        case FileSource::OpenFault::NotAFile:
            detail += QStringLiteral(": not a file");
            break;
        case FileSource::OpenFault::Empty:
            detail += QStringLiteral(": empty");
            break;
        case FileSource::OpenFault::Unreadable:
            detail += QStringLiteral(": ") + opened.systemText;
            break;
        }
        fail(FailureKind::InputUnreadable, detail);
        return;
    }
    m_source = opened.source;
    m_progress.total = m_source->size();
    const auto szx = szxForSize(m_spec.blockSize);
    if (!szx || !BlockUpload::fits(m_source->size(), *szx)) {
        fail(FailureKind::TooLarge, m_spec.imagePath);
        return;
    }
    // The digest is needed to resume, and in the end; it is taken beside the transfer.
    m_hashing = true;
    auto promise = std::make_shared<QPromise<std::optional<QByteArray>>>();
    // Not QFuture::then(): in Qt 6.4 its continuation runs into a context that is gone, as this job
    // may be when a device refuses the first block.
    auto *watcher = new QFutureWatcher<std::optional<QByteArray>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher] { hashed(watcher->result()); });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, path = m_spec.imagePath] {
        promise->start();
        promise->addResult(sha256OfFile(path));
        promise->finish();
    });
    if (!m_spec.resume)
        chooseStart();
}

void UploadJob::hashed(const std::optional<QByteArray> &sha256)
{
    if (isFinished())
        return;
    m_hashing = false;
    if (!sha256) {
        fail(FailureKind::InputUnreadable, m_spec.imagePath);
        return;
    }
    m_sha256 = sha256;
    if (m_spec.resume && !driver()) {
        chooseStart();
        return;
    }
    if (m_waitingForHash) {
        ResponseReceived response = std::move(*m_waitingForHash);
        m_waitingForHash.reset();
        handleResponse(response);
    } else if (m_exchange) {
        keepRecord();
    }
}

void UploadJob::chooseStart()
{
    if (m_spec.resume) {
        const ResumeRecord::Loaded record = m_record.load();
        const std::optional<ResumeState> &state = record.state;
        const std::int64_t ageMs =
            state ? wallNow().unixMicros / 1000 - state->lastAnswerUnixMs : 0;
        const TransmissionParameters parameters =
            m_spec.parameters.value_or(session().config().endpoint.parameters);
        const bool sameBody = state && state->sha256 == *m_sha256 && state->uri == m_spec.uri &&
                              szxForSize(state->blockSize);
        if (!record.aside.isEmpty())
            m_progress.resume = ResumeOutcome::RecordDamaged;
        else if (!state)
            m_progress.resume = ResumeOutcome::NoRecord;
        else if (!sameBody)
            m_progress.resume = ResumeOutcome::ImageChanged;
        else if (ageMs < 0 || ageMs > parameters.exchangeLifetime() / std::chrono::milliseconds(1))
            m_progress.resume = ResumeOutcome::TooOld;
        else if (const auto bound = session().driverFor(state->localAddress); !bound)
            m_progress.resume = ResumeOutcome::PortTaken;
        else {
            m_progress.resume = ResumeOutcome::Resumed;
            m_resumeFrom = state;
        }
    }
    const QString bind = m_resumeFrom ? m_resumeFrom->localAddress : m_spec.bindAddress;
    prepare(bind, m_spec.interfaceName, m_spec.parameters);
}

void UploadJob::ready(const Target &target, PeerId peer)
{
    m_target = target;
    m_peer = peer;
    if (m_progress.state == UploadState::Verifying)
        startVerifying(); // in a new secure session
    else
        startSending();
}

Request UploadJob::buildRequest()
{
    Request request;
    request.method = m_spec.method;
    request.options = m_target.options;
    if (m_spec.contentFormat)
        request.options.setUint(OptionNumber::ContentFormat, *m_spec.contentFormat);
    request.body = m_source;
    request.freshTokens = isSecure();
    const std::uint32_t blockSize = m_resumeFrom ? m_resumeFrom->blockSize : m_spec.blockSize;
    request.szx = szxForSize(blockSize).value_or(kMaxSzx);
    if (m_resumeFrom) {
        request.firstUploadBlock = m_resumeFrom->nextBlock;
        m_requestTag = m_resumeFrom->requestTag;
        m_startOffset = std::uint64_t{m_resumeFrom->nextBlock} * blockSize;
    } else {
        // RFC 9175 §3: this body is told apart from an earlier one that was left half-sent.
        std::array<std::uint8_t, 4> tag{};
        SystemRandom().fill(tag);
        m_requestTag = Bytes(tag.begin(), tag.end());
    }
    request.options.add(OptionNumber::RequestTag, m_requestTag);
    request.timeout = m_spec.timeout;
    return request;
}

void UploadJob::startSending()
{
    m_started = m_lastAnswer = driver()->now();
    const auto id = driver()->endpoint().sendRequest(driver()->now(), m_peer, buildRequest());
    if (!id) {
        failRequest(id.error());
        return;
    }
    m_exchange = *id;
    m_progress.sent = m_startOffset;
    m_progress.blocksSent.clear();
    session().route(driver(), *id, this);
    keepRecord();
    m_watch.start(1000);
    setState(UploadState::Sending);
    driver()->pump();
}

void UploadJob::keepRecord()
{
    if (!m_sha256)
        return;
    ResumeState state;
    state.uri = m_spec.uri;
    state.method = QString::fromUtf8(codeName(m_spec.method).data());
    const SocketAddress local = driver()->localAddress(m_target.address.family);
    state.localAddress = QString::fromStdString(toText(local));
    state.sha256 = *m_sha256;
    state.requestTag = m_requestTag;
    state.blockSize = m_progress.blockSize;
    state.nextBlock = static_cast<std::uint32_t>(m_progress.sent / m_progress.blockSize);
    state.lastAnswerUnixMs = wallNow().unixMicros / 1000;
    m_record.begin(state);
}

// --- under way ---

void UploadJob::handle(Output &output)
{
    if (const auto *progress = std::get_if<BlockProgress>(&output)) {
        if (progress->direction == BlockProgress::Direction::Upload)
            handleProgress(*progress);
    } else if (auto *response = std::get_if<ResponseReceived>(&output)) {
        m_watch.stop();
        if (m_progress.state == UploadState::Verifying)
            handleVerification(*response);
        else
            handleResponse(*response);
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        m_progress.retransmissions = failed->stats.retransmissions;
        const bool lost =
            failed->reason == FailureReason::Timeout && m_progress.sent > m_startOffset;
        const bool silent =
            failed->reason == FailureReason::Timeout || failed->reason == FailureReason::PeerLost;
        if (silent && !m_cancelled) {
            m_exchange.reset();
            if (beginAgainSecurely())
                return;
        }
        if (m_progress.state == UploadState::Verifying && !m_cancelled)
            finishUpload(false);
        else if (lost)
            fail(FailureKind::LinkLost);
        else
            fail(*failed);
    }
}

void UploadJob::handleProgress(const BlockProgress &progress)
{
    const TimePoint now = driver()->now();
    m_lastAnswer = now;
    heardSecurely();
    if (progress.restarted && progress.confirmed == 0) {
        ++m_progress.restarts;
        m_progress.blocksSent.clear();
        m_startOffset = 0;
        m_window.clear();
        if (m_resumeFrom) {
            m_resumeFrom.reset();
            m_progress.resume = ResumeOutcome::Refused;
        }
    } else {
        m_progress.blocksSent.emplace_back(progress.num, progress.timesSent);
        m_progress.retransmissions += progress.timesSent - 1;
    }
    m_progress.sent = progress.confirmed;
    m_progress.blockSize = progress.blockSize;
    m_progress.block = static_cast<std::uint32_t>(progress.confirmed / progress.blockSize);
    m_record.advance(m_progress.block, progress.blockSize, wallNow().unixMicros / 1000);
    if (m_progress.state == UploadState::LinkLost)
        setState(UploadState::Sending);
    else
        report(progress.restarted);
}

double UploadJob::currentRate(TimePoint now)
{
    m_window.emplace_back(now, m_progress.sent);
    while (m_window.size() > 2 && now - m_window.front().first > kRateWindow)
        m_window.pop_front();
    const double span = toSeconds(now - m_window.front().first);
    if (span <= 0 || m_progress.sent < m_window.front().second)
        return 0;
    return static_cast<double>(m_progress.sent - m_window.front().second) / span;
}

void UploadJob::report(bool always)
{
    const TimePoint now = driver() ? driver()->now() : monotonicNow();
    if (!always && now - m_lastReport < kReportInterval)
        return;
    m_lastReport = now;
    const double elapsed = toSeconds(now - m_started);
    const std::uint64_t sentNow = m_progress.sent - std::min(m_progress.sent, m_startOffset);
    m_progress.averageRate = elapsed > 0 ? static_cast<double>(sentNow) / elapsed : 0;
    m_progress.rate = currentRate(now);
    const double rate = m_progress.rate > 0 ? m_progress.rate : m_progress.averageRate;
    m_progress.timeLeft.reset();
    if (rate > 0 && m_progress.state == UploadState::Sending)
        m_progress.timeLeft =
            seconds(static_cast<double>(m_progress.total - m_progress.sent) / rate);
    m_progress.at = wallNow();
    session().emitEvent(m_progress);
    m_progress.blocksSent.clear();
}

void UploadJob::setState(UploadState state)
{
    m_progress.state = state;
    report(true);
}

void UploadJob::watchLink()
{
    if (m_progress.state == UploadState::Sending &&
        driver()->now() - m_lastAnswer >= kLinkLostAfter)
        setState(UploadState::LinkLost);
    else if (m_progress.state == UploadState::Sending)
        report(false); // the rate falls although nothing is confirmed
}

void UploadJob::pause()
{
    if (!m_exchange || m_progress.state == UploadState::Verifying ||
        m_progress.state == UploadState::Paused)
        return;
    driver()->endpoint().pauseUpload(*m_exchange);
    setState(UploadState::Paused);
}

void UploadJob::resume()
{
    if (!m_exchange)
        return;
    if (m_progress.state == UploadState::Paused) {
        m_lastAnswer = driver()->now();
        m_window.clear();
        setState(UploadState::Sending);
        driver()->endpoint().resumeUpload(driver()->now(), *m_exchange);
    } else if (m_progress.state == UploadState::LinkLost) {
        driver()->endpoint().retryNow(driver()->now(), *m_exchange);
    }
    driver()->pump();
}

void UploadJob::cancel()
{
    m_cancelled = true;
    m_watch.stop();
    if (!m_exchange) {
        fail(FailureKind::Cancelled);
        return;
    }
    driver()->endpoint().cancel(driver()->now(), *m_exchange);
    driver()->pump();
}

// --- ending ---

void UploadJob::handleResponse(ResponseReceived &response)
{
    m_progress.retransmissions = response.stats.retransmissions;
    if (!response.code.isSuccess()) {
        m_record.remove();
        const bool refused = response.code == code::kRequestEntityIncomplete ||
                             response.code == code::kRequestEntityTooLarge;
        const QString diagnostic =
            QString::fromUtf8(reinterpret_cast<const char *>(response.payload.data()),
                              static_cast<qsizetype>(response.payload.size()));
        fail(refused ? FailureKind::TransferRefused : FailureKind::ErrorResponse, diagnostic,
             response.code);
        return;
    }
    if (m_hashing) {
        m_waitingForHash = std::move(response);
        return;
    }
    m_finalCode = response.code;
    m_record.remove();
    m_progress.sent = m_progress.total;
    if (m_spec.verifyPath.isEmpty())
        finishUpload(std::nullopt);
    else
        startVerifying();
}

void UploadJob::startVerifying()
{
    setState(UploadState::Verifying);
    m_readBack = std::make_shared<HashingSink>(std::max(m_progress.total, kSmallestReadBack));
    const auto reference = resolveReference(m_target.uri, m_spec.verifyPath.toStdString());
    if (!reference) {
        finishUpload(false);
        return;
    }
    Request request;
    request.options = toOptions(*reference);
    request.sink = m_readBack;
    request.freshTokens = isSecure();
    request.timeout = m_spec.timeout;
    const auto id = driver()->endpoint().sendRequest(driver()->now(), m_peer, std::move(request));
    if (!id) {
        finishUpload(false);
        return;
    }
    m_exchange = *id;
    session().route(driver(), *id, this);
    driver()->pump();
}

void UploadJob::handleVerification(const ResponseReceived &response)
{
    const bool same = response.code.isSuccess() &&
                      (m_readBack->sha256() == *m_sha256 ||
                       isDigestText(m_readBack->head(), m_readBack->size(), *m_sha256));
    finishUpload(same);
}

void UploadJob::finishUpload(std::optional<bool> verified)
{
    setState(verified == true ? UploadState::Verified : UploadState::Done);
    UploadFinished event;
    event.job = id();
    event.uri = uri();
    event.code = m_finalCode;
    event.bytes = m_progress.total;
    event.sha256 = *m_sha256;
    event.duration = driver()->now() - m_started;
    event.retransmissions = m_progress.retransmissions;
    event.verified = verified;
    event.at = wallNow();
    session().emitEvent(std::move(event));
    finish();
}

} // namespace copper
