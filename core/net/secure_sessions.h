// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"
#include "core/net/key_log.h"
#include "core/net/secure_watch.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace copper {

// Tells of the DTLS sessions of all drivers of a Session, and keeps its key log.
class SecureSessions final : public QObject, public SecureWatch
{
    Q_OBJECT
public:
    using Collect = std::function<std::vector<SecureSession>()>;
    using Emit = std::function<void(SessionEvent)>;

    SecureSessions(Collect collect, Emit emitEvent);

    // Empty: off.
    void setKeyLog(const QString &path);

    // --- SecureWatch ---
    void sessionBegan(const Began &began) override;
    void sessionEnded() override { tellSoon(); }
    void countsChanged() override;
    bool wantsKeys() const override { return m_keyLog.isOn(); }
    void keysExported(const DtlsKeys &keys) override;

private:
    // When the current event has been dealt with: fifty that come at once are one event.
    void tellSoon();
    void tell();
    void keyLogFailed(const QString &reason);

    Collect m_collect;
    Emit m_emit;
    KeyLog m_keyLog;
    QTimer m_soon;
    QTimer m_counts;
};

} // namespace copper
