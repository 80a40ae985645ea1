// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/request_batch.h"

#include "core/domain/session_feed.h"

#include <QCryptographicHash>

#include <algorithm>

namespace copper {

namespace {

constexpr int kTurn_ms = 20;

// Of code, Content-Format and payload: what makes two answers the same.
QByteArray digestOf(const ResponseArrived &response)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const void *data, std::size_t size) {
        hash.addData(QByteArrayView(static_cast<const char *>(data), static_cast<qsizetype>(size)));
    };
    add(&response.code.raw, sizeof response.code.raw);
    const std::uint32_t format =
        response.options.uintValue(OptionNumber::ContentFormat).value_or(0xffff'ffff);
    add(&format, sizeof format);
    if (response.payload)
        add(response.payload->data(), response.payload->size());
    return hash.result();
}

} // namespace

RequestBatch::RequestBatch(SessionControl &session, SessionFeed &feed,
                           const DeviceRegistry &devices, QObject *parent)
    : QObject(parent), m_session(session), m_devices(devices)
{
    m_timer.setInterval(kTurn_ms);
    connect(&m_timer, &QTimer::timeout, this, &RequestBatch::turn);
    connect(&feed, &SessionFeed::responseArrived, this,
            qOverload<const ResponseArrived &>(&RequestBatch::take));
    connect(&feed, &SessionFeed::jobFailed, this,
            qOverload<const JobFailed &>(&RequestBatch::take));
    connect(&feed, &SessionFeed::groupAnswered, this, [this](const GroupAnswered &over) {
        if (over.job != m_group)
            return;
        m_group = {};
        finishWhenOver();
    });
}

std::size_t RequestBatch::start(const RequestSpec &request, const QStringList &uris,
                                const Pace &pace)
{
    stop();
    Q_EMIT aboutToReset();
    m_request = request;
    m_request.maxBody = std::min<std::uint64_t>(m_request.maxBody, kMaxBodyBytes);
    m_pace.atOnce = std::clamp(pace.atOnce, 1, kMaxAtOnce);
    m_pace.perSecond = std::clamp(pace.perSecond, 0.1, kMaxPerSecond);
    m_rows.clear();
    m_kinds.clear();
    m_perKind.clear();
    m_byJob.clear();
    m_counts = {};
    m_rule = 0;
    m_next = 0;
    m_bodyBytes = 0;
    m_wasGroup = false;
    const auto taken = std::min<std::size_t>(static_cast<std::size_t>(uris.size()), kMaxTargets);
    m_rows.reserve(taken);
    for (const QString &uri : uris.mid(0, static_cast<qsizetype>(taken))) {
        Row row;
        row.uri = uri;
        if (const Device *device = m_devices.deviceAt(uri))
            row.deviceName = device->name();
        m_rows.push_back(std::move(row));
    }
    m_counts.waiting = taken;
    m_running = !m_rows.empty();
    Q_EMIT reset();
    if (m_running) {
        m_credit = 1; // the first one at once
        m_timer.start();
        turn();
    }
    return static_cast<std::size_t>(uris.size()) - taken;
}

void RequestBatch::startGroup(const RequestSpec &request)
{
    start(request, {}, {});
    m_running = true;
    m_wasGroup = true;
    m_group = m_session.request(m_request);
}

void RequestBatch::stop()
{
    if (!m_running)
        return;
    m_timer.stop();
    if (m_group.isValid())
        m_session.cancel(std::exchange(m_group, {}));
    for (const auto &[job, row] : m_byJob)
        m_session.cancel(job);
    m_byJob.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (row.state != State::Waiting && row.state != State::Asked)
            continue;
        setState(row, State::Stopped);
        Q_EMIT rowChanged(static_cast<int>(i));
    }
    finishWhenOver();
}

void RequestBatch::turn()
{
    m_credit += m_pace.perSecond * kTurn_ms / 1000.0;
    m_credit = std::min(m_credit, std::max(1.0, m_pace.perSecond / 10));
    while (m_credit >= 1 && m_next < m_rows.size() &&
           m_byJob.size() < static_cast<std::size_t>(m_pace.atOnce)) {
        Row &row = m_rows[m_next];
        RequestSpec spec = m_request;
        spec.uri = row.uri;
        spec.token.reset(); // one for each
        if (const Device *device = m_devices.deviceAt(row.uri);
            device != nullptr && device->parameters && !spec.parameters)
            spec.parameters = device->parameters;
        row.job = m_session.request(spec);
        m_byJob[row.job] = m_next;
        setState(row, State::Asked);
        Q_EMIT rowChanged(static_cast<int>(m_next));
        ++m_next;
        m_credit -= 1;
    }
    if (m_next == m_rows.size())
        m_timer.stop();
}

std::size_t &RequestBatch::countOf(State state)
{
    switch (state) {
    case State::Waiting:
        return m_counts.waiting;
    case State::Asked:
        return m_counts.asked;
    case State::Answered:
        return m_counts.answered;
    case State::Failed:
        return m_counts.failed;
    case State::Stopped:
        break;
    }
    return m_counts.stopped;
}

void RequestBatch::setState(Row &row, State state)
{
    --countOf(row.state);
    row.state = state;
    ++countOf(state);
}

void RequestBatch::take(const ResponseArrived &response)
{
    if (m_group.isValid() && response.job == m_group) {
        if (m_rows.size() >= kMaxTargets)
            return;
        const auto at = static_cast<int>(m_rows.size());
        Q_EMIT rowAboutToBeAdded(at);
        Row row;
        row.uri = response.uri;
        if (const Device *device = m_devices.deviceAt(response.peer))
            row.deviceName = device->name();
        row.state = State::Asked;
        ++m_counts.asked;
        m_rows.push_back(std::move(row));
        Q_EMIT rowAdded(at);
        answer(m_rows.size() - 1, response);
        return;
    }
    const auto found = m_byJob.find(response.job);
    if (found == m_byJob.end())
        return;
    const std::size_t row = found->second;
    m_byJob.erase(found);
    answer(row, response);
    finishWhenOver();
}

void RequestBatch::answer(std::size_t at, const ResponseArrived &response)
{
    Row &row = m_rows[at];
    row.response = response;
    setState(row, State::Answered);
    classify(at);
    const std::uint64_t size = response.payload ? response.payload->size() : 0;
    if (m_bodyBytes + size > kMaxBodyBytes)
        row.response->payload.reset();
    else
        m_bodyBytes += size;
    Q_EMIT rowChanged(static_cast<int>(at));
}

void RequestBatch::take(const JobFailed &failed)
{
    if (m_group.isValid() && failed.job == m_group) {
        m_group = {};
        const auto at = static_cast<int>(m_rows.size());
        Q_EMIT rowAboutToBeAdded(at);
        Row row;
        row.uri = m_request.uri;
        row.state = State::Failed;
        row.failure = failed;
        ++m_counts.failed;
        m_rows.push_back(std::move(row));
        Q_EMIT rowAdded(at);
        finishWhenOver();
        return;
    }
    const auto found = m_byJob.find(failed.job);
    if (found == m_byJob.end())
        return;
    const std::size_t at = found->second;
    m_byJob.erase(found);
    m_rows[at].failure = failed;
    setState(m_rows[at], State::Failed);
    Q_EMIT rowChanged(static_cast<int>(at));
    finishWhenOver();
}

void RequestBatch::classify(std::size_t at)
{
    const auto [place, isNew] = m_kinds.try_emplace(digestOf(*m_rows[at].response), 0);
    if (isNew) {
        m_perKind.push_back(0);
        place->second = m_perKind.size();
        m_counts.kinds = m_perKind.size();
    }
    const std::size_t kind = place->second;
    m_rows[at].answer = kind;
    ++m_perKind[kind - 1];
    // The first of those that are said most often: a tie changes nothing.
    if (m_rule == 0 || m_perKind[kind - 1] > m_perKind[m_rule - 1]) {
        const bool another = m_rule != kind;
        m_rule = kind;
        if (another) {
            mark();
            return;
        }
    }
    m_rows[at].differs = kind != m_rule;
    m_counts.differing += m_rows[at].differs ? 1 : 0;
}

void RequestBatch::mark()
{
    m_counts.differing = 0;
    for (Row &row : m_rows) {
        row.differs = row.answer != 0 && row.answer != m_rule;
        m_counts.differing += row.differs ? 1 : 0;
    }
    Q_EMIT ruleChanged();
}

void RequestBatch::finishWhenOver()
{
    if (!m_running || m_group.isValid() || !m_byJob.empty() || m_counts.waiting > 0)
        return;
    m_running = false;
    Q_EMIT ended();
}

} // namespace copper
