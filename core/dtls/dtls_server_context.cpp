// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/dtls_server_context.h"

#include "core/dtls/dtls_server_impl.h"

#include <mbedtls/chachapoly.h>
extern "C" { // of 2.28 this header alone does not say so itself
#include <mbedtls/constant_time.h>
}
#include <mbedtls/md.h>
#include <mbedtls/platform_util.h>

#include <algorithm>
#include <cstring>

namespace copper {

namespace {

constexpr std::size_t kCookieBytes = 32;
// A cookie lives through this period and the next: a flight that is retransmitted up to the end of
// the handshake's own time must still find it valid.
constexpr Duration kCookiePeriod = seconds(60);
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kFingerprintBytes = 8;

std::array<std::uint8_t, 32> hmacSha256(ByteView key, ByteView message)
{
    std::array<std::uint8_t, 32> out{};
    mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), key.data(), key.size(),
                    message.data(), message.size(), out.data());
    return out;
}

// Enough to see that a key was replaced; only ever inside sealed or own memory.
std::array<std::uint8_t, 32> fingerprint(ByteView key)
{
    return hmacSha256(key, asBytes("copperfield dtls resumption"));
}

void append64(Bytes &out, std::uint64_t value)
{
    for (unsigned shift = 64; shift > 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
}

std::uint64_t read64(ByteView bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i)
        value = value << 8U | bytes[i];
    return value;
}

bool constantTimeEqual(ByteView a, ByteView b)
{
    return a.size() == b.size() && mbedtls_ct_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

DtlsServerContext::DtlsServerContext(DtlsServerOptions options, const PskSource &keys,
                                     RandomSource &random)
    : m_impl(std::make_unique<Impl>(std::move(options), keys, random))
{}

DtlsServerContext::~DtlsServerContext() = default;

const DtlsServerOptions &DtlsServerContext::options() const
{
    return m_impl->options;
}

std::size_t DtlsServerContext::cachedSessions() const
{
    return m_impl->cachedSessions();
}

DtlsServerContext::Impl::Impl(DtlsServerOptions given, const PskSource &source,
                              RandomSource &randomSource)
    : options(std::move(given)), keys(source), random(randomSource),
      config(MBEDTLS_SSL_IS_SERVER, randomSource, options.suites)
{
    random.fill(m_cookieSecret);
    mbedtls_ssl_conf_psk_cb(config.get(), findKey, this);
    mbedtls_ssl_conf_dtls_cookies(config.get(), writeCookie, checkCookie, this);
    mbedtls_ssl_conf_session_cache(config.get(), this, getCached, setCached);
    if (options.exportKeys)
        mbedtls_ssl_conf_export_keys_ext_cb(config.get(), exportKeys, this);
    if (options.tickets)
        mbedtls_ssl_conf_session_tickets_cb(config.get(), writeTicket, parseTicket, this);
}

DtlsServerContext::Impl::~Impl()
{
    for (Secret *secret : {&m_cookieSecret, &m_ticketKey, &m_oldTicketKey})
        mbedtls_platform_zeroize(secret->data(), secret->size());
    for (auto &[id, cached] : m_cache)
        wipeSecret(cached.state);
}

int DtlsServerContext::Impl::findKey(void *self, mbedtls_ssl_context *ssl,
                                     const unsigned char *identity, std::size_t length)
{
    auto &context = *static_cast<Impl *>(self);
    const ByteView name{identity, length};
    const auto key = length <= kMaxPskIdentityBytes ? context.keys.keyFor(name) : std::nullopt;
    if (!key) {
        context.running->unknown = true;
        return MBEDTLS_ERR_SSL_UNKNOWN_IDENTITY;
    }
    context.running->identity = toOwned(name);
    return mbedtls_ssl_set_hs_psk(ssl, key->data(), key->size());
}

int DtlsServerContext::Impl::exportKeys(void *self, const unsigned char *master,
                                        const unsigned char *, std::size_t, std::size_t,
                                        std::size_t, const unsigned char clientRandom[32],
                                        const unsigned char *, mbedtls_tls_prf_types)
{
    static_cast<Impl *>(self)->running->exported = keysFrom(master, clientRandom);
    return 0;
}

// --- cookies (RFC 6347 §4.2.1): nothing is kept of a peer that has not shown its address ---

std::uint64_t DtlsServerContext::Impl::cookiePeriod() const
{
    return static_cast<std::uint64_t>(running->now.time_since_epoch() / kCookiePeriod);
}

Bytes DtlsServerContext::Impl::cookieFor(std::uint64_t period, ByteView address) const
{
    Bytes message;
    append64(message, period);
    message.insert(message.end(), address.begin(), address.end());
    const auto mac = hmacSha256(m_cookieSecret, message);
    return {mac.begin(), mac.begin() + kCookieBytes};
}

int DtlsServerContext::Impl::writeCookie(void *self, unsigned char **at, unsigned char *end,
                                         const unsigned char *info, std::size_t length)
{
    const auto &context = *static_cast<Impl *>(self);
    if (static_cast<std::size_t>(end - *at) < kCookieBytes)
        return MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL;
    const Bytes cookie = context.cookieFor(context.cookiePeriod(), {info, length});
    std::memcpy(*at, cookie.data(), cookie.size());
    *at += cookie.size();
    return 0;
}

int DtlsServerContext::Impl::checkCookie(void *self, const unsigned char *cookie,
                                         std::size_t cookieLength, const unsigned char *info,
                                         std::size_t length)
{
    const auto &context = *static_cast<Impl *>(self);
    const ByteView given{cookie, cookieLength};
    const std::uint64_t period = context.cookiePeriod();
    const bool valid =
        constantTimeEqual(given, context.cookieFor(period, {info, length})) ||
        (period > 0 && constantTimeEqual(given, context.cookieFor(period - 1, {info, length})));
    return valid ? 0 : -1;
}

// --- resumption ---

Bytes DtlsServerContext::Impl::describe(const mbedtls_ssl_session &session) const
{
    const auto key = keys.keyFor(running->identity);
    Bytes state = saveSession(session);
    if (!key || state.empty())
        return {};
    Bytes out;
    out.reserve(9 + kMaxPskIdentityBytes + kFingerprintBytes + state.size());
    out.push_back(static_cast<std::uint8_t>(running->identity.size()));
    out.insert(out.end(), running->identity.begin(), running->identity.end());
    const auto print = fingerprint(*key);
    out.insert(out.end(), print.begin(), print.begin() + kFingerprintBytes);
    append64(out, static_cast<std::uint64_t>(running->now.time_since_epoch().count()));
    out.insert(out.end(), state.begin(), state.end());
    wipeSecret(state);
    return out;
}

bool DtlsServerContext::Impl::restore(ByteView description, mbedtls_ssl_session *session)
{
    if (description.empty() || description.size() < 1U + description[0] + kFingerprintBytes + 8)
        return false;
    const ByteView identity = description.subspan(1, description[0]);
    description = description.subspan(1 + identity.size());
    const ByteView print = description.first(kFingerprintBytes);
    const TimePoint since{
        Duration{static_cast<std::int64_t>(read64(description.subspan(kFingerprintBytes)))}};
    const auto key = keys.keyFor(identity);
    if (!key || !equalBytes(print, ByteView{fingerprint(*key)}.first(kFingerprintBytes)) ||
        running->now - since > options.resumableFor)
        return false;
    const ByteView state = description.subspan(kFingerprintBytes + 8);
    if (mbedtls_ssl_session_load(session, state.data(), state.size()) != 0)
        return false;
    running->identity = toOwned(identity);
    return true;
}

int DtlsServerContext::Impl::getCached(void *self, mbedtls_ssl_session *session)
{
    auto &context = *static_cast<Impl *>(self);
    const auto it = context.m_cache.find({session->id, session->id + session->id_len});
    if (it == context.m_cache.end())
        return 1;
    SslSession found;
    if (!context.restore(it->second.state, found.get()))
        return 1;
    // mbedTLS compares the id and no more, and takes everything else from here.
    std::swap(*session, *found.get());
    return 0;
}

int DtlsServerContext::Impl::setCached(void *self, const mbedtls_ssl_session *session)
{
    auto &context = *static_cast<Impl *>(self);
    if (session->id_len == 0 || context.options.maxCachedSessions == 0)
        return 0;
    while (context.m_cache.size() >= context.options.maxCachedSessions) {
        const auto oldest = context.m_cache.find(context.m_cacheOrder.front());
        wipeSecret(oldest->second.state);
        context.m_cache.erase(oldest);
        context.m_cacheOrder.pop_front();
    }
    const auto [it, fresh] =
        context.m_cache.try_emplace({session->id, session->id + session->id_len});
    if (fresh)
        context.m_cacheOrder.push_back(it->first);
    wipeSecret(it->second.state);
    it->second = {context.describe(*session), context.running->now};
    return 0;
}

void DtlsServerContext::Impl::renewTicketKey()
{
    if (m_ticketKeySince && running->now - *m_ticketKeySince < options.resumableFor)
        return;
    m_oldTicketKey = m_ticketKey;
    if (!m_ticketKeySince)
        random.fill(m_oldTicketKey);
    random.fill(m_ticketKey);
    m_ticketKeySince = running->now;
}

// RFC 5077: nonce, sealed description, tag.
int DtlsServerContext::Impl::writeTicket(void *self, const mbedtls_ssl_session *session,
                                         unsigned char *start, const unsigned char *end,
                                         std::size_t *length, std::uint32_t *lifetime)
{
    auto &context = *static_cast<Impl *>(self);
    context.renewTicketKey();
    Bytes plain = context.describe(*session);
    const std::size_t needed = kNonceBytes + plain.size() + kTagBytes;
    if (plain.empty() || static_cast<std::size_t>(end - start) < needed) {
        wipeSecret(plain);
        return MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL;
    }
    context.random.fill({start, kNonceBytes});
    mbedtls_chachapoly_context cipher;
    mbedtls_chachapoly_init(&cipher);
    mbedtls_chachapoly_setkey(&cipher, context.m_ticketKey.data());
    const int status =
        mbedtls_chachapoly_encrypt_and_tag(&cipher, plain.size(), start, nullptr, 0, plain.data(),
                                           start + kNonceBytes, start + kNonceBytes + plain.size());
    mbedtls_chachapoly_free(&cipher);
    wipeSecret(plain);
    *length = needed;
    *lifetime = static_cast<std::uint32_t>(toSeconds(context.options.resumableFor));
    return status;
}

int DtlsServerContext::Impl::parseTicket(void *self, mbedtls_ssl_session *session,
                                         unsigned char *ticket, std::size_t length)
{
    auto &context = *static_cast<Impl *>(self);
    if (length < kNonceBytes + kTagBytes || !context.m_ticketKeySince)
        return MBEDTLS_ERR_SSL_INVALID_MAC;
    const std::size_t sealed = length - kNonceBytes - kTagBytes;
    Bytes plain(sealed);
    bool opened = false;
    for (const Secret *key : {&context.m_ticketKey, &context.m_oldTicketKey}) {
        mbedtls_chachapoly_context cipher;
        mbedtls_chachapoly_init(&cipher);
        mbedtls_chachapoly_setkey(&cipher, key->data());
        opened = mbedtls_chachapoly_auth_decrypt(&cipher, sealed, ticket, nullptr, 0,
                                                 ticket + length - kTagBytes, ticket + kNonceBytes,
                                                 plain.data()) == 0;
        mbedtls_chachapoly_free(&cipher);
        if (opened)
            break;
    }
    const bool restored = opened && context.restore(plain, session);
    wipeSecret(plain);
    return restored ? 0 : MBEDTLS_ERR_SSL_INVALID_MAC;
}

} // namespace copper
