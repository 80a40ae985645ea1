// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/dtls/dtls_server_context.h"
#include "core/dtls/mbedtls_handles.h"

#include <array>
#include <deque>
#include <map>

namespace copper {

// Private to core/dtls. mbedTLS calls back with the shared configuration's context, not with the
// session's: `running` says for whom, and what time it is.
class DtlsServerContext::Impl
{
public:
    struct Running
    {
        TimePoint now;
        Bytes identity;       // found by a callback
        bool unknown = false; // the identity has no key here
        std::optional<DtlsKeys> exported;
    };

    Impl(DtlsServerOptions options, const PskSource &keys, RandomSource &random);
    ~Impl();

    DtlsServerOptions options;
    const PskSource &keys;
    RandomSource &random;
    SslConfig config;
    Running *running = nullptr;

    std::size_t cachedSessions() const { return m_cache.size(); }

private:
    using Secret = std::array<std::uint8_t, 32>;
    using SessionIdBytes = std::vector<std::uint8_t>;
    struct Cached
    {
        Bytes state; // as seal() takes it
        TimePoint at;
    };

    static int findKey(void *self, mbedtls_ssl_context *ssl, const unsigned char *identity,
                       std::size_t length);
    static int exportKeys(void *self, const unsigned char *master, const unsigned char *keys,
                          std::size_t maclen, std::size_t keylen, std::size_t ivlen,
                          const unsigned char clientRandom[32],
                          const unsigned char serverRandom[32], mbedtls_tls_prf_types prf);
    static int writeCookie(void *self, unsigned char **at, unsigned char *end,
                           const unsigned char *info, std::size_t length);
    static int checkCookie(void *self, const unsigned char *cookie, std::size_t cookieLength,
                           const unsigned char *info, std::size_t length);
    static int getCached(void *self, mbedtls_ssl_session *session);
    static int setCached(void *self, const mbedtls_ssl_session *session);
    static int writeTicket(void *self, const mbedtls_ssl_session *session, unsigned char *start,
                           const unsigned char *end, std::size_t *length, std::uint32_t *lifetime);
    static int parseTicket(void *self, mbedtls_ssl_session *session, unsigned char *ticket,
                           std::size_t length);

    Bytes cookieFor(std::uint64_t period, ByteView address) const;
    std::uint64_t cookiePeriod() const;
    // Identity, its key's fingerprint, the time, and what mbedTLS needs.
    Bytes describe(const mbedtls_ssl_session &session) const;
    // False where it is too old, or its identity is unknown now or has another key.
    bool restore(ByteView description, mbedtls_ssl_session *session);
    void renewTicketKey();

    Secret m_cookieSecret{};
    Secret m_ticketKey{};
    Secret m_oldTicketKey{};
    std::optional<TimePoint> m_ticketKeySince;
    std::map<SessionIdBytes, Cached> m_cache;
    std::deque<SessionIdBytes> m_cacheOrder;
};

} // namespace copper
