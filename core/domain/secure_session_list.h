// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QObject>

#include <vector>

namespace copper {

class SessionFeed;

// The DTLS sessions that are up, as the network last said. UI thread.
class SecureSessionList : public QObject
{
    Q_OBJECT
public:
    explicit SecureSessionList(SessionFeed &feed, QObject *parent = nullptr);

    const std::vector<SecureSession> &sessions() const { return m_sessions; } // by address
    // With this host, whatever the port when `endpoint` has none. Null: there is none.
    const SecureSession *find(const SocketAddress &endpoint) const;

Q_SIGNALS:
    void sessionsChanged(); // one came or went
    void countsChanged();   // only what they count

private:
    void take(const SecureSessionsChanged &event);

    std::vector<SecureSession> m_sessions;
};

} // namespace copper
