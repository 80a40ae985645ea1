// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/mbedtls_handles.h"

#include <cstring>

namespace copper {

int fillRandom(void *context, unsigned char *out, std::size_t length)
{
    static_cast<RandomSource *>(context)->fill({out, length});
    return 0;
}

SslConfig::SslConfig(int role, RandomSource &random, std::span<const CipherSuite> suites)
{
    mbedtls_ssl_config_init(&m_config);
    // The preset fails only for certificates, which are not used.
    mbedtls_ssl_config_defaults(&m_config, role, MBEDTLS_SSL_TRANSPORT_DATAGRAM,
                                MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_min_version(&m_config, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 MBEDTLS_SSL_MINOR_VERSION_3);
    mbedtls_ssl_conf_max_version(&m_config, MBEDTLS_SSL_MAJOR_VERSION_3,
                                 MBEDTLS_SSL_MINOR_VERSION_3);
    mbedtls_ssl_conf_rng(&m_config, fillRandom, &random);
    mbedtls_ssl_conf_extended_master_secret(&m_config, MBEDTLS_SSL_EXTENDED_MS_ENABLED);
    mbedtls_ssl_conf_renegotiation(&m_config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
    mbedtls_ssl_conf_dtls_anti_replay(&m_config, MBEDTLS_SSL_ANTI_REPLAY_ENABLED);
    // RFC 6347 §4.2.4.1: 1 s, doubled up to 60 s.
    mbedtls_ssl_conf_handshake_timeout(&m_config, 1000, 60'000);
    for (const CipherSuite suite : suites)
        m_suites.push_back(static_cast<int>(suite));
    if (m_suites.empty()) {
        for (const CipherSuite suite : kCipherSuites)
            m_suites.push_back(static_cast<int>(suite));
    }
    m_suites.push_back(0);
    mbedtls_ssl_conf_ciphersuites(&m_config, m_suites.data());
}

DtlsKeys keysFrom(const unsigned char *master, const unsigned char *clientRandom)
{
    DtlsKeys keys;
    std::memcpy(keys.clientRandom.data(), clientRandom, keys.clientRandom.size());
    std::memcpy(keys.masterSecret.data(), master, keys.masterSecret.size());
    return keys;
}

bool SslSession::load(ByteView state)
{
    return mbedtls_ssl_session_load(&m_session, state.data(), state.size()) == 0;
}

Bytes saveSession(const mbedtls_ssl_session &session)
{
    std::size_t needed = 0;
    mbedtls_ssl_session_save(&session, nullptr, 0, &needed);
    Bytes state(needed);
    if (mbedtls_ssl_session_save(&session, state.data(), state.size(), &needed) != 0)
        return {};
    state.resize(needed);
    return state;
}

} // namespace copper
