// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/dtls_session.h"

#include "core/capture/dtls_record.h"
#include "core/dtls/dtls_server_impl.h"
#include "core/dtls/mbedtls_handles.h"

#include <mbedtls/platform_util.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <deque>

namespace copper {

namespace {

// The largest record there is (RFC 5246 §6.2.1).
constexpr std::size_t kMaxPlaintext = 16'384;
// A datagram holds so many records at most; what loops beyond is a fault of ours or of mbedTLS.
constexpr int kMaxTurns = 512;

enum AlertDescription : std::uint8_t {
    kBadRecordMac = 20,
    kHandshakeFailure = 40,
    kDecryptError = 51,
    kProtocolVersion = 70,
    kInsufficientSecurity = 71,
    kUnknownPskIdentity = 115,
};

} // namespace

class DtlsSession::Impl
{
public:
    Impl(TimePoint now, RandomSource &random, const ClientOptions &options);
    explicit Impl(DtlsServerContext::Impl &server);
    ~Impl() { mbedtls_ssl_free(&m_ssl); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    void handleDatagram(TimePoint now, ByteView datagram, ByteView from);
    void handleTimeout(TimePoint now);
    std::optional<TimePoint> nextTimeout() const;
    Result<void, SendFailure> send(TimePoint now, ByteView plaintext);
    void close(TimePoint now);
    ResumableSession resumable() const;

    State state = State::Handshake;
    std::deque<DtlsOutput> outputs;

private:
    // Lets the server's callbacks know for whom they are called.
    class Turn;

    static int sendBytes(void *self, const unsigned char *bytes, std::size_t length);
    static int receiveBytes(void *self, unsigned char *out, std::size_t room);
    static void setTimer(void *self, std::uint32_t intermediate_ms, std::uint32_t final_ms);
    static int getTimer(void *self);
    static int exportKeys(void *self, const unsigned char *master, const unsigned char *keys,
                          std::size_t maclen, std::size_t keylen, std::size_t ivlen,
                          const unsigned char clientRandom[32],
                          const unsigned char serverRandom[32], mbedtls_tls_prf_types prf);

    void setUp(mbedtls_ssl_config *config, std::size_t maxDatagram);
    void readEachRecord(ByteView datagram);
    void run();
    // One call of mbedTLS; false when nothing is left to do.
    bool advance();
    bool advanceHandshake();
    bool readRecords();
    void listenAgain();
    void established();
    void end(std::optional<DtlsError> error);
    void noteSteps(ByteView datagram, bool outgoing);
    DtlsError errorFor(int status) const;
    DtlsError errorForAlert(std::uint8_t description) const;
    DtlsError errorForSilence() const;

    DtlsServerContext::Impl *m_server = nullptr;
    std::unique_ptr<SslConfig> m_ownConfig; // a client's: identity and key stand in it
    mbedtls_ssl_context m_ssl;
    TimePoint m_now;
    std::optional<TimePoint> m_timer;
    std::optional<TimePoint> m_deadline;
    TimePoint m_patience; // a client's deadline once anything has come
    Duration m_giveUpAfter;
    ByteView m_pending; // the datagram of this call, until mbedTLS takes it
    Bytes m_from;
    Bytes m_identity;
    bool m_anythingCame = false;
    bool m_finishedSent = false;
    bool m_keyExchanged = false; // a ClientKeyExchange went by: not an abbreviated handshake
    bool m_unknownIdentity = false;
};

class DtlsSession::Impl::Turn
{
public:
    explicit Turn(Impl &session) : m_session(session)
    {
        if (m_session.m_server) {
            m_running.now = session.m_now;
            m_running.identity = session.m_identity;
            m_session.m_server->running = &m_running;
        }
    }
    ~Turn()
    {
        if (m_session.m_server) {
            m_session.m_identity = std::move(m_running.identity);
            m_session.m_unknownIdentity |= m_running.unknown;
            if (m_running.exported)
                m_session.outputs.emplace_back(*m_running.exported);
            m_session.m_server->running = nullptr;
        }
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

private:
    Impl &m_session;
    DtlsServerContext::Impl::Running m_running;
};

// --- making ---

DtlsSession::Impl::Impl(TimePoint now, RandomSource &random, const ClientOptions &options)
    : m_ownConfig(std::make_unique<SslConfig>(MBEDTLS_SSL_IS_CLIENT, random, options.suites)),
      m_now(now), m_giveUpAfter(options.giveUpAfter), m_identity(toOwned(options.identity))
{
    mbedtls_ssl_config *config = m_ownConfig->get();
    mbedtls_ssl_conf_session_tickets(config, MBEDTLS_SSL_SESSION_TICKETS_ENABLED);
    const int status = mbedtls_ssl_conf_psk(config, options.key.data(), options.key.size(),
                                            options.identity.data(), options.identity.size());
    assert(status == 0 && "identity and key are within their limits");
    static_cast<void>(status);
    if (options.exportKeys)
        mbedtls_ssl_conf_export_keys_ext_cb(config, exportKeys, this);
    setUp(config, options.maxDatagram);
    if (options.resume && !options.resume->isEmpty()) {
        SslSession session;
        if (session.load(options.resume->state()))
            mbedtls_ssl_set_session(&m_ssl, session.get());
    }
    m_patience = now + m_giveUpAfter;
    m_deadline = std::min(m_patience, now + options.answerWithin.value_or(m_giveUpAfter));
    run();
}

DtlsSession::Impl::Impl(DtlsServerContext::Impl &server)
    : state(State::Listening), m_server(&server), m_giveUpAfter(server.options.giveUpAfter)
{
    setUp(server.config.get(), server.options.maxDatagram);
}

void DtlsSession::Impl::setUp(mbedtls_ssl_config *config, std::size_t maxDatagram)
{
    mbedtls_ssl_init(&m_ssl);
    if (mbedtls_ssl_setup(&m_ssl, config) != 0) {
        end(DtlsError{DtlsFailure::TooManySessions});
        return;
    }
    mbedtls_ssl_set_bio(&m_ssl, this, sendBytes, receiveBytes, nullptr);
    mbedtls_ssl_set_timer_cb(&m_ssl, this, setTimer, getTimer);
    mbedtls_ssl_set_mtu(&m_ssl,
                        static_cast<std::uint16_t>(std::min<std::size_t>(maxDatagram, 65'507)));
}

// --- what mbedTLS calls ---

int DtlsSession::Impl::sendBytes(void *self, const unsigned char *bytes, std::size_t length)
{
    auto &session = *static_cast<Impl *>(self);
    session.noteSteps({bytes, length}, true);
    session.outputs.emplace_back(DtlsSend{Bytes(bytes, bytes + length)});
    return static_cast<int>(length);
}

int DtlsSession::Impl::receiveBytes(void *self, unsigned char *out, std::size_t room)
{
    auto &session = *static_cast<Impl *>(self);
    if (session.m_pending.empty())
        return MBEDTLS_ERR_SSL_WANT_READ;
    // mbedTLS has room for the largest record; of a larger datagram the rest is lost, as with any
    // receive buffer.
    const std::size_t length = std::min(room, session.m_pending.size());
    std::memcpy(out, session.m_pending.data(), length);
    session.m_pending = {};
    return static_cast<int>(length);
}

void DtlsSession::Impl::setTimer(void *self, std::uint32_t, std::uint32_t final_ms)
{
    auto &session = *static_cast<Impl *>(self);
    if (final_ms == 0)
        session.m_timer.reset();
    else
        session.m_timer = session.m_now + std::chrono::milliseconds(final_ms);
}

int DtlsSession::Impl::getTimer(void *self)
{
    const auto &session = *static_cast<Impl *>(self);
    if (!session.m_timer)
        return -1;
    return session.m_now >= *session.m_timer ? 2 : 0;
}

int DtlsSession::Impl::exportKeys(void *self, const unsigned char *master, const unsigned char *,
                                  std::size_t, std::size_t, std::size_t,
                                  const unsigned char clientRandom[32], const unsigned char *,
                                  mbedtls_tls_prf_types)
{
    static_cast<Impl *>(self)->outputs.emplace_back(keysFrom(master, clientRandom));
    return 0;
}

// --- driving it ---

void DtlsSession::Impl::handleDatagram(TimePoint now, ByteView datagram, ByteView from)
{
    if (state == State::Ended || datagram.empty())
        return;
    m_now = now;
    if (state == State::Established) {
        readEachRecord(datagram);
        return;
    }
    if (state == State::Listening) {
        m_from = toOwned(from);
        mbedtls_ssl_set_client_transport_id(&m_ssl, m_from.data(), m_from.size());
    } else if (state == State::Handshake) {
        if (!m_anythingCame && !m_server)
            m_deadline = m_patience; // it is there: it may take its time
        m_anythingCame = true;
        noteSteps(datagram, false);
    }
    m_pending = datagram;
    run();
    m_pending = {};
}

// A session that stands is given whole records of its own epochs, one at a time. What nobody has
// authenticated must not reach mbedTLS: for a hello with a valid cookie it forgets the session at
// once, before a Finished, and a record that is cut behind one of an old epoch is an error to it.
// A flight sent again is answered for its Finished, which is of epoch 1.
void DtlsSession::Impl::readEachRecord(ByteView datagram)
{
    for (const DtlsRecord &record : readDtlsDatagram(datagram).records) {
        if (record.epoch == 0 || state != State::Established)
            continue;
        m_pending = datagram.subspan(record.offset, kDtlsRecordHeader + record.fragment.size());
        run();
    }
    m_pending = {};
}

void DtlsSession::Impl::handleTimeout(TimePoint now)
{
    if (state == State::Ended || state == State::Listening)
        return;
    m_now = now;
    if (state == State::Handshake && m_deadline && now >= *m_deadline) {
        end(errorForSilence());
        return;
    }
    if (m_timer && now >= *m_timer)
        run();
}

std::optional<TimePoint> DtlsSession::Impl::nextTimeout() const
{
    if (state == State::Ended || state == State::Listening)
        return std::nullopt;
    if (state == State::Established || !m_deadline)
        return m_timer;
    return m_timer ? std::min(*m_timer, *m_deadline) : *m_deadline;
}

void DtlsSession::Impl::run()
{
    const Turn turn(*this);
    for (int turns = 0; turns < kMaxTurns && state != State::Ended; ++turns) {
        if (!advance() && m_pending.empty())
            return;
    }
}

bool DtlsSession::Impl::advance()
{
    return state == State::Established ? readRecords() : advanceHandshake();
}

bool DtlsSession::Impl::advanceHandshake()
{
    const int status = mbedtls_ssl_handshake(&m_ssl);
    if (state == State::Listening) {
        const bool past = m_ssl.state > MBEDTLS_SSL_CLIENT_HELLO;
        if (!past || (status != 0 && status != MBEDTLS_ERR_SSL_WANT_READ)) {
            listenAgain();
            return false;
        }
        state = State::Handshake;
        m_anythingCame = true;
        m_deadline = m_now + m_giveUpAfter;
    }
    if (status == 0) {
        established();
        return true;
    }
    if (status != MBEDTLS_ERR_SSL_WANT_READ && status != MBEDTLS_ERR_SSL_WANT_WRITE)
        end(errorFor(status));
    return false;
}

// Garbage, a hello without a cookie, or one that finds nothing in common: nothing is kept.
void DtlsSession::Impl::listenAgain()
{
    m_pending = {};
    m_timer.reset();
    mbedtls_ssl_session_reset(&m_ssl);
}

void DtlsSession::Impl::established()
{
    state = State::Established;
    m_deadline.reset();
    DtlsSessionInfo info;
    info.suite = CipherSuite{static_cast<std::uint16_t>(m_ssl.session->ciphersuite)};
    info.identity = m_server ? m_server->running->identity : m_identity;
    info.resumed = !m_keyExchanged;
    outputs.emplace_back(DtlsEstablished{std::move(info)});
}

bool DtlsSession::Impl::readRecords()
{
    std::array<std::uint8_t, kMaxPlaintext> plaintext; // left as it is: mbedTLS fills what it says
    const int status = mbedtls_ssl_read(&m_ssl, plaintext.data(), plaintext.size());
    if (status > 0) {
        std::uint64_t record = 0; // its header still stands in front of it
        for (std::size_t i = 0; i < 8; ++i)
            record = record << 8U | m_ssl.in_ctr[i];
        outputs.emplace_back(
            DtlsReceived{Bytes(plaintext.begin(), plaintext.begin() + status), record});
        return true;
    }
    if (status == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY)
        end(std::nullopt);
    else if (status == 0)
        return true; // an empty record
    else if (status != MBEDTLS_ERR_SSL_WANT_READ && status != MBEDTLS_ERR_SSL_WANT_WRITE &&
             status != MBEDTLS_ERR_SSL_TIMEOUT)
        end(errorFor(status));
    return false;
}

Result<void, DtlsSession::SendFailure> DtlsSession::Impl::send(TimePoint now, ByteView plaintext)
{
    if (state != State::Established)
        return failure(SendFailure::NotEstablished);
    m_now = now;
    const int limit = mbedtls_ssl_get_max_out_record_payload(&m_ssl);
    if (limit < 0 || plaintext.size() > static_cast<std::size_t>(limit))
        return failure(SendFailure::TooLarge);
    const int status = mbedtls_ssl_write(&m_ssl, plaintext.data(), plaintext.size());
    if (status >= 0)
        return {};
    end(errorFor(status)); // the record counter has run out (RFC 6347 §4.1)
    return failure(SendFailure::NotEstablished);
}

void DtlsSession::Impl::close(TimePoint now)
{
    m_now = now;
    if (state == State::Established)
        mbedtls_ssl_close_notify(&m_ssl);
    if (state != State::Ended)
        end(std::nullopt);
}

ResumableSession DtlsSession::Impl::resumable() const
{
    if (state != State::Established || m_server)
        return {};
    return ResumableSession(saveSession(*m_ssl.session));
}

void DtlsSession::Impl::end(std::optional<DtlsError> error)
{
    state = State::Ended;
    m_timer.reset();
    m_deadline.reset();
    m_pending = {};
    outputs.emplace_back(DtlsEnded{error});
}

// --- what it looks like from outside ---

void DtlsSession::Impl::noteSteps(ByteView datagram, bool outgoing)
{
    if (state != State::Handshake)
        return;
    for (const DtlsRecord &record : readDtlsDatagram(datagram).records) {
        // Of epoch 1 only Finished is in a handshake.
        if (record.epoch == 1 &&
            record.type == static_cast<std::uint8_t>(DtlsContentType::Handshake)) {
            DtlsStep step{
                m_now, outgoing, static_cast<std::uint8_t>(DtlsHandshakeType::Finished), 0, {}};
            m_finishedSent |= outgoing;
            outputs.emplace_back(std::move(step));
        }
        for (const DtlsHandshakeHeader &header : record.handshakes) {
            DtlsStep step{m_now, outgoing, header.type, 0, {}};
            if (const auto hello = readServerHello(header))
                step.suite = hello->suite;
            if (const auto hint = readPskIdentityHint(header))
                step.hint = toOwned(*hint);
            m_keyExchanged |=
                header.type == static_cast<std::uint8_t>(DtlsHandshakeType::ClientKeyExchange);
            outputs.emplace_back(std::move(step));
        }
    }
}

DtlsError DtlsSession::Impl::errorForAlert(std::uint8_t description) const
{
    const bool handshaking = state != State::Established;
    switch (description) {
    case kUnknownPskIdentity:
        return {DtlsFailure::UnknownIdentity, description};
    case kDecryptError:
    case kBadRecordMac:
        return {handshaking ? DtlsFailure::KeyWrong : DtlsFailure::ClosedByPeer, description};
    case kHandshakeFailure:
    case kInsufficientSecurity:
    case kProtocolVersion:
        return {handshaking && !m_finishedSent ? DtlsFailure::NoCommonSuite : DtlsFailure::Refused,
                description};
    default:
        return {handshaking ? DtlsFailure::Refused : DtlsFailure::ClosedByPeer, description};
    }
}

DtlsError DtlsSession::Impl::errorForSilence() const
{
    if (!m_anythingCame)
        return {DtlsFailure::NoAnswer};
    return {m_finishedSent ? DtlsFailure::SilentAfterFinished : DtlsFailure::SilentInHandshake};
}

DtlsError DtlsSession::Impl::errorFor(int status) const
{
    switch (status) {
    case MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE:
        return errorForAlert(m_ssl.in_msg[1]);
    case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
    case MBEDTLS_ERR_SSL_CONN_EOF:
        // A goodbye where its Finished was due: it could not make sense of ours.
        return {!m_server && state == State::Handshake && m_finishedSent
                    ? DtlsFailure::SilentAfterFinished
                    : DtlsFailure::ClosedByPeer};
    case MBEDTLS_ERR_SSL_TIMEOUT:
        return errorForSilence();
    case MBEDTLS_ERR_SSL_UNKNOWN_IDENTITY:
        return {DtlsFailure::UnknownIdentity, kUnknownPskIdentity};
    case MBEDTLS_ERR_SSL_NO_CIPHER_CHOSEN:
    case MBEDTLS_ERR_SSL_NO_USABLE_CIPHERSUITE:
        return {DtlsFailure::NoCommonSuite, kHandshakeFailure};
    case MBEDTLS_ERR_SSL_INVALID_MAC:
    case MBEDTLS_ERR_SSL_BAD_HS_FINISHED:
        // Finished is the first thing that both keys must agree on.
        return {state == State::Handshake ? DtlsFailure::KeyWrong : DtlsFailure::Protocol};
    default:
        return {m_unknownIdentity ? DtlsFailure::UnknownIdentity : DtlsFailure::Protocol};
    }
}

// --- the class itself ---

DtlsSession::DtlsSession(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

DtlsSession::~DtlsSession() = default;

std::unique_ptr<DtlsSession> DtlsSession::client(TimePoint now, RandomSource &random,
                                                 const ClientOptions &options)
{
    return std::unique_ptr<DtlsSession>(
        new DtlsSession(std::make_unique<Impl>(now, random, options)));
}

std::unique_ptr<DtlsSession> DtlsSession::server(DtlsServerContext &context)
{
    return std::unique_ptr<DtlsSession>(new DtlsSession(std::make_unique<Impl>(*context.m_impl)));
}

void DtlsSession::handleDatagram(TimePoint now, ByteView datagram, ByteView from)
{
    m_impl->handleDatagram(now, datagram, from);
}

void DtlsSession::handleTimeout(TimePoint now)
{
    m_impl->handleTimeout(now);
}

std::optional<TimePoint> DtlsSession::nextTimeout() const
{
    return m_impl->nextTimeout();
}

std::optional<DtlsOutput> DtlsSession::pollOutput()
{
    if (m_impl->outputs.empty())
        return std::nullopt;
    std::optional<DtlsOutput> output = std::move(m_impl->outputs.front());
    m_impl->outputs.pop_front();
    return output;
}

Result<void, DtlsSession::SendFailure> DtlsSession::send(TimePoint now, ByteView plaintext)
{
    return m_impl->send(now, plaintext);
}

void DtlsSession::close(TimePoint now)
{
    m_impl->close(now);
}

DtlsSession::State DtlsSession::state() const
{
    return m_impl->state;
}

ResumableSession DtlsSession::resumable() const
{
    return m_impl->resumable();
}

} // namespace copper
