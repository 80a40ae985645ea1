// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/secure_sessions.h"

#include "core/net/monotonic_clock.h"

namespace copper {

namespace {

constexpr int kCountsIntervalMs = 1000;

} // namespace

SecureSessions::SecureSessions(Collect collect, Emit emitEvent)
    : m_collect(std::move(collect)), m_emit(std::move(emitEvent))
{
    m_soon.setSingleShot(true);
    m_counts.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &SecureSessions::tell);
    connect(&m_counts, &QTimer::timeout, this, &SecureSessions::tell);
}

void SecureSessions::sessionBegan(const Began &began)
{
    const WallTime at = wallNow();
    if (began.movedFrom)
        m_emit(SecureSessionMoved{*began.movedFrom, began.peer, at});
    if (began.renewed)
        m_emit(SecureSessionRenewed{began.peer, began.resumed, at});
    if (!began.credential.isNull())
        m_emit(CredentialUsed{began.credential, began.peer, at});
    tellSoon();
}

void SecureSessions::countsChanged()
{
    if (!m_counts.isActive())
        m_counts.start(kCountsIntervalMs);
}

void SecureSessions::tellSoon()
{
    if (!m_soon.isActive())
        m_soon.start(0);
}

void SecureSessions::tell()
{
    m_soon.stop();
    m_counts.stop();
    m_emit(SecureSessionsChanged{m_collect()});
}

// --- the key log ---

void SecureSessions::setKeyLog(const QString &path)
{
    m_keyLog.close();
    if (path.isEmpty())
        return;
    if (const auto opened = m_keyLog.open(path); !opened)
        keyLogFailed(opened.error());
}

void SecureSessions::keysExported(const DtlsKeys &keys)
{
    if (!m_keyLog.isOn())
        return; // turned off during the handshake
    if (const auto added = m_keyLog.add(keys); !added)
        keyLogFailed(added.error());
}

void SecureSessions::keyLogFailed(const QString &reason)
{
    m_emit(KeyLogFailed{m_keyLog.path(), reason});
}

} // namespace copper
