// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fifo.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/dtls/dtls_types.h"
#include "core/dtls/resumable_session.h"

#include <memory>
#include <span>

namespace copper {

class DtlsServerContext;

// One DTLS 1.2 association with one peer (RFC 6347), client or server, with a pre-shared key. Has
// the engine's contract: datagrams and the time go in, outputs come out; no socket, no clock, no
// randomness of its own, no thread. (The one exception: mbedTLS 2.28 puts the system's time into
// the first four bytes of a hello's random.) Drain pollOutput() after each call.
class DtlsSession
{
public:
    struct ClientOptions
    {
        ByteView identity;                   // 1 to kMaxPskIdentityBytes; copied
        ByteView key;                        // 1 to kMaxPskBytes; copied, wiped at the end
        std::span<const CipherSuite> suites; // in the order offered; empty: all
        const ResumableSession *resume = nullptr;
        // Given up after this; mbedTLS alone would go on for 123 s.
        Duration giveUpAfter = seconds(15);
        // Or after this, when nothing at all has come until then.
        std::optional<Duration> answerWithin;
        // What one datagram may hold, without IP and UDP headers: 1280 (RFC 8200 §5) less 48.
        std::size_t maxDatagram = 1232;
        bool exportKeys = false;
    };

    // Says hello at once.
    static std::unique_ptr<DtlsSession> client(TimePoint now, RandomSource &random,
                                               const ClientOptions &options);
    // Waits for a ClientHello with a valid cookie; until then it keeps nothing of any peer, and
    // may be given the datagrams of many. Borrows the context.
    static std::unique_ptr<DtlsSession> server(DtlsServerContext &context);
    ~DtlsSession();

    // `from`: the peer's address as bytes, which the cookie is bound to; servers only.
    void handleDatagram(TimePoint now, ByteView datagram, ByteView from = {});
    // Early or late calls are harmless.
    void handleTimeout(TimePoint now);
    std::optional<TimePoint> nextTimeout() const;
    std::optional<DtlsOutput> pollOutput();

    enum class SendFailure { NotEstablished, TooLarge };
    // One datagram of application data, in one record.
    Result<void, SendFailure> send(TimePoint now, ByteView plaintext);
    // Says close_notify when established; ends in any case.
    void close(TimePoint now);

    enum class State { Listening, Handshake, Established, Ended };
    State state() const;
    // Once established. Resumption needs it taken while the session lives.
    ResumableSession resumable() const;

private:
    class Impl;
    explicit DtlsSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace copper
