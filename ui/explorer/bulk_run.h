// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace copper {

// One thing done to many resources or devices: some a turn, so that the window stays awake and the
// net thread's mailbox short. How many are under way with one device is the engine's business
// (NSTART, RFC 7252 §4.7). UI thread.
class BulkRun : public QObject
{
    Q_OBJECT
public:
    enum class What { Read, Observe, Stop, Ping, ReadLists, Chart, Flash };
    static constexpr int kEachTurn = 16;
    static constexpr int kTurn_ms = 20;
    static constexpr qsizetype kMaxTargets = 10'000; // what is beyond is said

    // Tests of its limits need not wait.
    explicit BulkRun(Workspace &workspace, QObject *parent = nullptr, int turn_ms = kTurn_ms);

    // What the caller left out already, and why.
    struct Beyond
    {
        qsizetype count = 0;
        QString reason;
    };
    // URIs; base URIs of devices for Ping and ReadLists. A run that is under way ends first.
    void start(What what, const QStringList &targets) { start(what, targets, Beyond()); }
    void start(What what, const QStringList &targets, const Beyond &beyond);
    // For Chart and Flash, which are other rooms' business: `act` does it to one target. It gives
    // what keeps it from more, or nothing.
    using Act = std::function<QString(const QString &target)>;
    void start(What what, const QStringList &targets, Act act);
    bool isRunning() const { return m_next < m_targets.size(); }
    void stop();

Q_SIGNALS:
    // What was done and what not, in a line; also while it is under way.
    void said(const QString &line);

private:
    void turn();
    // False: nothing more can be done, m_reason says why.
    bool act(const QString &target);
    QString line() const;

    Workspace &m_workspace;
    QTimer m_timer;
    What m_what = What::Read;
    QStringList m_targets;
    Act m_act;
    qsizetype m_next = 0;
    qsizetype m_done = 0;
    qsizetype m_asItWas = 0; // observed already, or not observed
    qsizetype m_left = 0;
    QString m_reason;
};

} // namespace copper
