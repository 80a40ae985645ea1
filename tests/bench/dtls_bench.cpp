// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS handshakes and records, both ends in one thread and in memory: our sessions, and bare
// mbedTLS of the same library in turn, so that only what we put around it differs.
#include "core/dtls/dtls_server_context.h"
#include "core/dtls/dtls_session.h"
#include "core/net/system_random.h"

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_cookie.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <vector>

using namespace copper;

namespace {

const Bytes kKey = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
const Bytes kIdentity = toOwned(asBytes("Client_identity"));
constexpr std::size_t kRecordBytes = 1024;

double clockSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

[[noreturn]] void stop(const char *what)
{
    std::fprintf(stderr, "dtls_bench: %s\n", what);
    std::exit(1);
}

// --- ours ---

struct OneKey final : PskSource
{
    std::optional<ByteView> keyFor(ByteView identity) const override
    {
        return equalBytes(identity, kIdentity) ? std::optional<ByteView>{kKey} : std::nullopt;
    }
};

class OurPair
{
public:
    OurPair(RandomSource &random, DtlsServerContext &context, CipherSuite suite)
        : m_server(DtlsSession::server(context))
    {
        DtlsSession::ClientOptions options;
        options.identity = kIdentity;
        options.key = kKey;
        options.suites = std::span(&suite, 1);
        m_client = DtlsSession::client(m_now, random, options);
    }
    bool shakeHands()
    {
        pump();
        return m_client->state() == DtlsSession::State::Established &&
               m_server->state() == DtlsSession::State::Established;
    }
    std::size_t move(ByteView plaintext)
    {
        m_received = 0;
        if (!m_client->send(m_now, plaintext))
            return 0;
        pump();
        return m_received;
    }

private:
    void pump()
    {
        for (bool any = true; any;) {
            any = false;
            while (const auto output = m_client->pollOutput())
                any = pass(*output, *m_server) || any;
            while (const auto output = m_server->pollOutput())
                any = pass(*output, *m_client) || any;
        }
    }
    bool pass(const DtlsOutput &output, DtlsSession &to)
    {
        if (const auto *received = std::get_if<DtlsReceived>(&output))
            m_received += received->plaintext.size();
        const auto *send = std::get_if<DtlsSend>(&output);
        if (send == nullptr)
            return false;
        to.handleDatagram(m_now, send->datagram, asBytes("10.0.0.1:5684"));
        return true;
    }

    TimePoint m_now{seconds(100)};
    std::unique_ptr<DtlsSession> m_client, m_server;
    std::size_t m_received = 0;
};

class Ours
{
public:
    explicit Ours(CipherSuite suite) : m_suite(suite) {}
    OurPair make() { return {m_random, m_context, m_suite}; }

private:
    static DtlsServerOptions options()
    {
        DtlsServerOptions made;
        made.tickets = false; // the bare pair makes none either
        made.maxCachedSessions = 0;
        return made;
    }
    SystemRandom m_random;
    OneKey m_keys;
    CipherSuite m_suite;
    DtlsServerContext m_context{options(), m_keys, m_random};
};

// --- bare mbedTLS ---

using Queue = std::deque<Bytes>;

struct Ends
{
    Queue *in = nullptr;
    Queue *out = nullptr;
};

int bareSend(void *context, const unsigned char *bytes, std::size_t size)
{
    static_cast<Ends *>(context)->out->emplace_back(bytes, bytes + size);
    return static_cast<int>(size);
}

int bareReceive(void *context, unsigned char *into, std::size_t size)
{
    Queue &queue = *static_cast<Ends *>(context)->in;
    if (queue.empty())
        return MBEDTLS_ERR_SSL_WANT_READ;
    const Bytes datagram = std::move(queue.front());
    queue.pop_front();
    const std::size_t taken = std::min(size, datagram.size());
    std::memcpy(into, datagram.data(), taken);
    return static_cast<int>(taken);
}

struct BareConfig
{
    explicit BareConfig(int suite) : suites{suite, 0}
    {
        mbedtls_entropy_init(&entropy);
        mbedtls_ctr_drbg_init(&random);
        mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, nullptr, 0);
        mbedtls_ssl_cookie_init(&cookies);
        mbedtls_ssl_cookie_setup(&cookies, mbedtls_ctr_drbg_random, &random);
        for (mbedtls_ssl_config *config : {&client, &server}) {
            mbedtls_ssl_config_init(config);
            mbedtls_ssl_config_defaults(
                config, config == &server ? MBEDTLS_SSL_IS_SERVER : MBEDTLS_SSL_IS_CLIENT,
                MBEDTLS_SSL_TRANSPORT_DATAGRAM, MBEDTLS_SSL_PRESET_DEFAULT);
            mbedtls_ssl_conf_rng(config, mbedtls_ctr_drbg_random, &random);
            mbedtls_ssl_conf_psk(config, kKey.data(), kKey.size(), kIdentity.data(),
                                 kIdentity.size());
            mbedtls_ssl_conf_ciphersuites(config, suites);
        }
        mbedtls_ssl_conf_dtls_cookies(&server, mbedtls_ssl_cookie_write, mbedtls_ssl_cookie_check,
                                      &cookies);
    }
    BareConfig(const BareConfig &) = delete;
    BareConfig &operator=(const BareConfig &) = delete;
    ~BareConfig()
    {
        mbedtls_ssl_config_free(&client);
        mbedtls_ssl_config_free(&server);
        mbedtls_ssl_cookie_free(&cookies);
        mbedtls_ctr_drbg_free(&random);
        mbedtls_entropy_free(&entropy);
    }
    int suites[2];
    mbedtls_entropy_context entropy{};
    mbedtls_ctr_drbg_context random{};
    mbedtls_ssl_cookie_ctx cookies{};
    mbedtls_ssl_config client{}, server{};
};

class BarePair
{
public:
    explicit BarePair(BareConfig &config)
    {
        setUp(m_client, config.client, m_clientEnds);
        setUp(m_server, config.server, m_serverEnds);
        identify();
    }
    BarePair(const BarePair &) = delete;
    BarePair &operator=(const BarePair &) = delete;
    ~BarePair()
    {
        mbedtls_ssl_free(&m_client);
        mbedtls_ssl_free(&m_server);
    }
    bool shakeHands()
    {
        bool clientDone = false;
        bool serverDone = false;
        for (int i = 0; i < 60 && !(clientDone && serverDone); ++i) {
            clientDone = clientDone || mbedtls_ssl_handshake(&m_client) == 0;
            const int result = serverDone ? 0 : mbedtls_ssl_handshake(&m_server);
            serverDone = result == 0;
            if (result == MBEDTLS_ERR_SSL_HELLO_VERIFY_REQUIRED) {
                mbedtls_ssl_session_reset(&m_server);
                identify();
            }
        }
        return clientDone && serverDone;
    }
    std::size_t move(ByteView plaintext)
    {
        unsigned char into[2 * kRecordBytes];
        if (mbedtls_ssl_write(&m_client, plaintext.data(), plaintext.size()) <= 0)
            return 0;
        const int got = mbedtls_ssl_read(&m_server, into, sizeof into);
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }

private:
    static void setUp(mbedtls_ssl_context &ssl, const mbedtls_ssl_config &config, Ends &ends)
    {
        mbedtls_ssl_init(&ssl);
        if (mbedtls_ssl_setup(&ssl, &config) != 0)
            stop("mbedtls_ssl_setup");
        mbedtls_ssl_set_bio(&ssl, &ends, bareSend, bareReceive, nullptr);
        mbedtls_ssl_set_timer_cb(
            &ssl, nullptr, [](void *, std::uint32_t, std::uint32_t) {}, [](void *) { return 0; });
    }
    void identify()
    {
        mbedtls_ssl_set_client_transport_id(
            &m_server, reinterpret_cast<const unsigned char *>("10.0.0.1:5684"), 13);
    }
    Queue m_up, m_down;
    Ends m_clientEnds{&m_down, &m_up}, m_serverEnds{&m_up, &m_down};
    mbedtls_ssl_context m_client{}, m_server{};
};

class Bare
{
public:
    explicit Bare(CipherSuite suite) : m_config(static_cast<int>(suite)) {}
    BarePair make() { return BarePair(m_config); }

private:
    BareConfig m_config;
};

// --- measuring ---

struct Figures
{
    double handshakesPerSecond = 0;
    double recordsMiBPerSecond = 0;
};

template <class Side>
Figures measure(CipherSuite suite, int handshakes, int records)
{
    Side side(suite);
    Figures figures;
    const double begun = clockSeconds();
    for (int i = 0; i < handshakes; ++i) {
        auto pair = side.make();
        if (!pair.shakeHands())
            stop("a handshake failed");
    }
    figures.handshakesPerSecond = handshakes / (clockSeconds() - begun);
    auto pair = side.make();
    if (!pair.shakeHands())
        stop("a handshake failed");
    const Bytes plaintext(kRecordBytes, 'x');
    std::size_t moved = 0;
    const double sent = clockSeconds();
    for (int i = 0; i < records; ++i)
        moved += pair.move(plaintext);
    figures.recordsMiBPerSecond = static_cast<double>(moved) / 1048576.0 / (clockSeconds() - sent);
    if (moved != static_cast<std::size_t>(records) * kRecordBytes)
        stop("records were lost");
    return figures;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

// dtls_bench [ROUNDS [HANDSHAKES RECORDS]]: many short turns, so that a noisy machine hits both.
int main(int count, char **arguments)
{
    const auto argument = [&](int index, int otherwise) {
        return count > index ? std::max(1, std::atoi(arguments[index])) : otherwise;
    };
    const int rounds = argument(1, 15);
    const int handshakesEach = argument(2, 400);
    const int records = argument(3, 4'000);
    for (const CipherSuite suite : kCipherSuites) {
        const bool ephemeral = suite == CipherSuite::EcdhePskChaCha20Poly1305;
        std::vector<double> ours, bare, oursMoved, bareMoved;
        for (int i = 0; i < rounds; ++i) {
            const int handshakes = ephemeral ? std::max(1, handshakesEach / 40) : handshakesEach;
            const Figures a = measure<Ours>(suite, handshakes, records);
            const Figures b = measure<Bare>(suite, handshakes, records);
            ours.push_back(a.handshakesPerSecond);
            bare.push_back(b.handshakesPerSecond);
            oursMoved.push_back(a.recordsMiBPerSecond);
            bareMoved.push_back(b.recordsMiBPerSecond);
        }
        std::printf("%-42s handshakes/s copper %6.0f  mbedTLS %6.0f  ratio %.2f   records MiB/s "
                    "copper %5.1f  mbedTLS %5.1f  ratio %.2f\n",
                    std::string(cipherSuiteName(suite)).c_str(), median(ours), median(bare),
                    median(ours) / median(bare), median(oursMoved), median(bareMoved),
                    median(oursMoved) / median(bareMoved));
        std::fflush(stdout);
    }
    return 0;
}
