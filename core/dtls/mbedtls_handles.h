// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cipher_suite.h"
#include "core/base/random.h"
#include "core/dtls/dtls_types.h"

#include <mbedtls/ssl.h>

#include <span>
#include <vector>

namespace copper {

// Private to core/dtls: what mbedTLS initialises and frees, as values with an owner.

class SslConfig
{
public:
    // MBEDTLS_SSL_IS_CLIENT or _SERVER; DTLS 1.2 alone, no renegotiation, no compression.
    SslConfig(int role, RandomSource &random, std::span<const CipherSuite> suites);
    ~SslConfig() { mbedtls_ssl_config_free(&m_config); }
    SslConfig(const SslConfig &) = delete;
    SslConfig &operator=(const SslConfig &) = delete;

    mbedtls_ssl_config *get() { return &m_config; }

private:
    mbedtls_ssl_config m_config;
    std::vector<int> m_suites; // borrowed by mbedTLS, zero at the end
};

class SslSession
{
public:
    SslSession() { mbedtls_ssl_session_init(&m_session); }
    ~SslSession() { mbedtls_ssl_session_free(&m_session); }
    SslSession(const SslSession &) = delete;
    SslSession &operator=(const SslSession &) = delete;

    mbedtls_ssl_session *get() { return &m_session; }
    bool load(ByteView state);

private:
    mbedtls_ssl_session m_session;
};

// Empty when it cannot be saved. Holds the master secret: the caller wipes it.
Bytes saveSession(const mbedtls_ssl_session &session);

// What mbedTLS's export callback is given.
DtlsKeys keysFrom(const unsigned char *master, const unsigned char *clientRandom);

// mbedTLS's shape of a random source; `context` is a RandomSource.
int fillRandom(void *context, unsigned char *out, std::size_t length);

} // namespace copper
