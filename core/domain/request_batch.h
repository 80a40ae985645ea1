// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"
#include "core/domain/session_control.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <vector>

namespace copper {

class SessionFeed;

// One request to many resources, or to a group, and the answers side by side. What most of them
// say is the rule; an answer with another code or another payload is marked. Paced: at most
// `atOnce` are under way and `perSecond` begin; NSTART of each device is the engine's business.
// UI thread.
class RequestBatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxTargets = 10'000;
    static constexpr std::uint64_t kMaxBodyBytes = 64U << 20U; // of all answers; beyond, no body
    static constexpr int kMaxAtOnce = 256;
    static constexpr double kMaxPerSecond = 1000;

    struct Pace
    {
        int atOnce = 16;
        double perSecond = 50;
    };
    enum class State { Waiting, Asked, Answered, Failed, Stopped };
    struct Row
    {
        QString uri; // of a group's: the resource that answered
        QString deviceName;
        State state = State::Waiting;
        JobId job;
        std::optional<ResponseArrived> response; // its payload is null beyond kMaxBodyBytes
        std::optional<JobFailed> failure;
        std::size_t answer = 0; // number of the kind of answer, 1 for the first; 0: none
        bool differs = false;   // from what most say
    };
    struct Counts
    {
        std::size_t waiting = 0, asked = 0, answered = 0, failed = 0, stopped = 0;
        std::size_t differing = 0;
        std::size_t kinds = 0; // of answers
    };

    RequestBatch(SessionControl &session, SessionFeed &feed, const DeviceRegistry &devices,
                 QObject *parent = nullptr);

    // Stops what runs and begins anew. Of `request` everything but the URI. More than kMaxTargets
    // are left out; how many.
    std::size_t start(const RequestSpec &request, const QStringList &uris, const Pace &pace);
    // To the group of its URI; rows come as answers come.
    void startGroup(const RequestSpec &request);
    // What is under way is cancelled, what waits is not sent.
    void stop();

    bool isRunning() const { return m_running; }
    bool isGroup() const { return m_group.isValid() || m_wasGroup; }
    const RequestSpec &request() const { return m_request; }
    const std::vector<Row> &rows() const { return m_rows; }
    const Counts &counts() const { return m_counts; }

Q_SIGNALS:
    void aboutToReset();
    void reset();
    void rowAboutToBeAdded(int row);
    void rowAdded(int row);
    void rowChanged(int row);
    // What most say is another answer now: marks of any row may be different.
    void ruleChanged();
    void ended();

private:
    void turn();
    void take(const ResponseArrived &response);
    void take(const JobFailed &failed);
    void answer(std::size_t row, const ResponseArrived &response);
    void classify(std::size_t row);
    void mark();
    void finishWhenOver();
    void setState(Row &row, State state);
    std::size_t &countOf(State state);

    SessionControl &m_session;
    const DeviceRegistry &m_devices;
    RequestSpec m_request;
    Pace m_pace;
    std::vector<Row> m_rows;
    std::map<JobId, std::size_t> m_byJob;
    std::map<QByteArray, std::size_t> m_kinds; // digest of code and payload -> number
    std::vector<std::size_t> m_perKind;        // answers of each, by number - 1
    std::size_t m_rule = 0;                    // number of the kind most say
    Counts m_counts;
    std::size_t m_next = 0;
    double m_credit = 0;
    std::uint64_t m_bodyBytes = 0;
    JobId m_group;
    bool m_wasGroup = false;
    bool m_running = false;
    QTimer m_timer;
};

} // namespace copper
