// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/device_registry.h"
#include "core/domain/secure_session_list.h"

#include <QObject>

namespace copper {

// Where a device answers DTLS, or would: what a key's pattern is held against.
struct SecureTarget
{
    QString uri;          // "coaps://127.0.0.12"
    QString host;         // as in the URI, IPv6 without brackets
    SocketAddress socket; // invalid for a host name; with the port of coaps
};

// "coaps://…" as a target; nothing for another scheme.
std::optional<SecureTarget> secureTarget(const QString &uri);
// Its coaps addresses; where it has none, its plain ones at port 5684.
std::vector<SecureTarget> secureTargets(const Device &device);
// The device a DTLS peer belongs to, also where only its plain port was discovered; null: unknown.
const Device *deviceOfPeer(const DeviceRegistry &devices, const SocketAddress &peer);
// The same by look-ups alone, for every row of a long list.
QString packetPeerName(const DeviceRegistry &devices, const SocketAddress &peer);
// Its name, else the address.
QString secureName(const DeviceRegistry &devices, const SocketAddress &peer);
// It says itself that it is reached by coaps.
bool speaksCoaps(const Device &device);

enum class Protection {
    Clear,  // plain CoAP
    NoKey,  // coaps, and no key is for it
    HasKey, // no session yet
    SessionUp,
};

// How each device is protected, from keys and sessions together. UI thread.
class DeviceKeys : public QObject
{
    Q_OBJECT
public:
    DeviceKeys(SecureSessionList &sessions, CredentialStore &store, QObject *parent = nullptr);

    Protection of(const Device &device) const;
    Protection ofUri(const QString &uri) const;
    // For a tool tip: identity and suite, or what is missing. Safe to show.
    QString describe(const Device &device) const;
    QString describeUri(const QString &uri) const;
    CredentialStore &store() const { return m_store; }

Q_SIGNALS:
    void changed(); // keys or sessions; for what devices say, see DeviceRegistry

private:
    Protection ofTargets(const std::vector<SecureTarget> &targets) const;
    QString describeTargets(const std::vector<SecureTarget> &targets) const;
    const SecureSession *sessionWith(const SecureTarget &target) const;
    std::optional<CredentialMatch> matchFor(const SecureTarget &target) const;

    SecureSessionList &m_sessions;
    CredentialStore &m_store;
};

} // namespace copper
