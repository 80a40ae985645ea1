// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/net_thread.h"
#include "tests/soak/board_yard.h"
#include "tests/soak/loop_watch.h"
#include "tests/soak/process_watch.h"

#include <QTemporaryDir>

#include <map>
#include <set>

namespace copper::test {

// The client's side: keeps a number of jobs of each kind under way against the yard, cancels some
// at random, and counts how each ended.
class SoakRun final : public QObject
{
    Q_OBJECT
public:
    enum Kind { Request, Ping, Download, Upload, Observation, KindCount };
    enum End { Answered, ErrorAnswer, Reset, Timeout, Unreachable, Cancelled, Other, EndCount };
    struct KindCounts
    {
        std::uint64_t started = 0;
        std::array<std::uint64_t, EndCount> ended{};
        std::uint64_t sum() const;
    };
    struct Totals
    {
        std::array<KindCounts, KindCount> kinds;
        std::uint64_t strangeEnds = 0; // a second terminal event, or one of a job nobody started
        std::uint64_t notifications = 0;
        std::uint64_t notificationsSkipped = 0;
        std::uint64_t notificationsMissing = 0; // of their running numbers
        std::uint64_t bytesReceived = 0;        // of whole bodies
        std::uint64_t bytesSent = 0;
        std::uint64_t wrongBodies = 0;
        std::map<QString, std::uint64_t> others; // why jobs ended as Other
        TrafficCounters traffic;
        std::map<SocketAddress, std::pair<std::uint64_t, std::uint64_t>> byPeer; // sent, received
    };

    SoakRun(BoardYard &yard, std::uint64_t seed);
    ~SoakRun() override;
    void start();
    // Starts nothing more and cancels what is under way; drained() when the last job has ended.
    void wind();
    std::size_t openJobs() const { return m_jobs.size(); }
    const Totals &totals() const { return m_totals; }
    double worstNet_ms() const { return m_netWatch->worst_ms(); }
    double worstNetProcessor_ms() const { return m_netWatch->worstProcessor_ms(); }

Q_SIGNALS:
    void drained();

private:
    struct Job
    {
        Kind kind = Request;
        std::size_t board = 0;
        QString uri;
        std::uint64_t values = 0; // of an observation
        std::optional<std::uint64_t> newest;
    };
    struct Image
    {
        QString path;
        std::uint64_t size = 0;
    };
    void take(const EventBatchPtr &batch);
    void handle(const ResponseArrived &event);
    void handle(const JobFailed &event);
    void handle(const UploadFinished &event);
    void handle(const PongArrived &event);
    void handle(const ObservationStatus &event);
    void handle(const TrafficCounters &event) { m_totals.traffic = event; }
    template <class Event>
    void handle(const Event &)
    {}
    void checkBody(const Job &job, const ResponseArrived &event);
    void end(JobId id, End how);
    void fill();
    void observeAgain();
    void startJob(Kind kind);
    void startObservation(const QString &uri, std::size_t board);
    void cancelSome();
    void note(JobId id, Job job);
    QString uriOf(std::size_t board, const QString &path) const;

    BoardYard &m_yard;
    SeededRandom m_random;
    NetThread m_net;
    LoopWatch *m_netWatch = nullptr; // lives in the net thread
    QTemporaryDir m_folder;
    std::vector<Image> m_images;
    std::map<JobId, Job> m_jobs;
    std::array<int, KindCount> m_open{};
    std::set<std::size_t> m_uploading; // boards: one image at a time, or the other is read back
    std::map<QString, std::size_t> m_toObserve; // and the board
    QTimer m_fill, m_observe, m_cancel;
    bool m_winding = false;
    Totals m_totals;
};

} // namespace copper::test
