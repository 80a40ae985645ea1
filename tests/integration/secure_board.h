// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board_host.h"
#include "core/secrets/credential_book.h"
#include "tests/integration/net_bench.h"

namespace copper::test {

PskCredentialPtr credential(const char *identity, const char *key);
// One credential for every host, as the command line makes it.
CredentialSnapshotPtr everywhere(const char *identity, const char *key);
// One as the store has it, for these hosts.
Credential stored(const char *identity, const char *key, std::vector<std::string> hosts);
CredentialSnapshotPtr bookOf(std::vector<Credential> credentials);

// A secure board on two ports of loopback that are free; identity "password", key "sesame".
class SecureBoard
{
public:
    explicit SecureBoard(std::vector<std::string> profiles = {"board"},
                         std::uint16_t firstPort = 41'000);
    QString uri(const QString &path) const;
    QString clearUri(const QString &path) const;
    SocketAddress address() const { return m_host->secureAddress(); }
    const DtlsAssociations &sessions() { return m_host->driver().secureTable(); }

private:
    SystemRandom m_random;
    std::unique_ptr<BoardHost> m_host;
};

RequestSpec getRequest(const QString &uri);
// Gives up soon.
RequestSpec hasty(RequestSpec spec);

} // namespace copper::test
