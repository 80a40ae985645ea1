// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/dtls/dtls_types.h"

#include <memory>
#include <span>

namespace copper {

struct DtlsServerOptions
{
    std::vector<CipherSuite> suites; // empty: all
    Duration giveUpAfter = seconds(15);
    std::size_t maxDatagram = 1232;
    bool exportKeys = false;
    // How long a session may be resumed, by its id or by a ticket.
    Duration resumableFor = seconds(24 * 3600.0);
    std::size_t maxCachedSessions = 1024; // by id; the oldest goes
    bool tickets = true;
};

// What the sessions of one server share: keys, the secrets behind cookies and tickets, and the
// sessions that may be resumed. Outlives its sessions; one thread.
class DtlsServerContext
{
public:
    DtlsServerContext(DtlsServerOptions options, const PskSource &keys, RandomSource &random);
    ~DtlsServerContext();

    const DtlsServerOptions &options() const;
    std::size_t cachedSessions() const;

private:
    friend class DtlsSession;
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace copper
