// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"
#include "core/dtls/dtls_types.h"
#include "core/secrets/credential.h"

#include <optional>

namespace copper {

// Who wants to know what becomes of our sessions with other peers; in the driver's thread. Must not
// give a command to the driver from within.
class SecureWatch
{
public:
    struct Began
    {
        SocketAddress peer;
        CredentialId credential; // null: one that is kept nowhere
        bool resumed = false;
        bool renewed = false;                   // the peer had forgotten the session before
        std::optional<SocketAddress> movedFrom; // it went on with the session of that address
    };
    virtual ~SecureWatch() = default;
    virtual void sessionBegan(const Began &began) = 0;
    virtual void sessionEnded() = 0;
    // A record of application data went in or out.
    virtual void countsChanged() = 0;
    // Asked when a handshake begins: without a yes no key leaves its session.
    virtual bool wantsKeys() const = 0;
    virtual void keysExported(const DtlsKeys &keys) = 0;
};

} // namespace copper
