// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/secure_session_list.h"

#include "core/domain/session_feed.h"

#include <algorithm>

namespace copper {

SecureSessionList::SecureSessionList(SessionFeed &feed, QObject *parent) : QObject(parent)
{
    connect(&feed, &SessionFeed::secureSessionsChanged, this, &SecureSessionList::take);
}

const SecureSession *SecureSessionList::find(const SocketAddress &endpoint) const
{
    for (const SecureSession &session : m_sessions) {
        SocketAddress peer = session.peer;
        if (endpoint.port == 0)
            peer.port = 0;
        if (peer == endpoint)
            return &session;
    }
    return nullptr;
}

void SecureSessionList::take(const SecureSessionsChanged &event)
{
    const bool same =
        std::ranges::equal(m_sessions, event.sessions, [](const auto &a, const auto &b) {
            return a.peer == b.peer && a.since == b.since;
        });
    m_sessions = event.sessions;
    if (same)
        Q_EMIT countsChanged();
    else
        Q_EMIT sessionsChanged();
}

} // namespace copper
