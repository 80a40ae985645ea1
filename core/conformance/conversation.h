// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/message_layer.h"
#include "core/conformance/handshake_part.h"
#include "core/conformance/plugtest_run.h"
#include "core/conformance/script.h"
#include "core/dtls/dtls_session.h"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace copper::conformance {

// How a test ends before its last line; thrown within a script, caught by the run.
struct TestEnd
{
    PlugtestVerdict verdict = PlugtestVerdict::Fail;
    std::string reason;
    std::string rfc; // empty: the test's own
    // Something did not come. On a lossy network that may be bad luck: the test is played once
    // more before this counts.
    bool absent = false;
    bool silent = false; // not even the first request was answered
};

// A request as a test writes it.
struct Ask
{
    Code method;
    Options options;
    Bytes payload;
    bool confirmable = true;
    std::optional<Token> token; // else four random bytes
};

// A message of the test and what became of it.
struct Entry
{
    PlugtestMessage message;
    std::optional<Message> decoded;   // nothing when malformed, and for records
    std::vector<HandshakePart> parts; // of records

    bool isRecord() const { return message.layer == PlugtestMessage::Layer::Record; }
    bool heard() const // it reached us
    {
        return !message.outgoing && message.fate != PlugtestMessage::Fate::Lost && decoded;
    }
    bool isResponse() const { return decoded && decoded->code.isResponse(); }
};

// A request that was sent.
struct Sent
{
    MessageId mid;
    Token token;
    std::size_t entry = 0;    // its place in the record
    bool tokenShared = false; // an observation has the same token
};

// The DTLS session of a test, as far as it has come.
struct SecureState
{
    std::optional<DtlsSessionInfo> session; // once established
    bool ended = false;
    std::optional<DtlsError> error; // of the end, where it was one
    bool isDecided() const { return session || ended; }
};

// One test's talk with the server: sends, acknowledges, retransmits (by the engine's message
// layer), loses what the test wants lost, and keeps a record of everything. Message IDs go on from
// test to test, as RFC 7252 §4.4 demands of one endpoint.
class Conversation
{
public:
    // Of one test; beyond them it fails.
    static constexpr std::size_t kMaxMessages = 2'000;
    static constexpr std::size_t kMaxBytes = 1U << 20U;

    Conversation(const PlugtestConfig &config, RandomSource &random);

    // --- for scripts ---
    TimePoint now() const { return m_now; }
    // By then a Confirmable message is acknowledged or given up.
    Duration transmitWait() const { return m_config.parameters.maxTransmitWait() + seconds(1); }
    Sent send(const Ask &ask);
    MessageId ping();
    Token freshToken(std::size_t length);
    // Responses with this token are answered by a Reset from now on, as after a reboot.
    void forget(const Token &token) { m_tokens.erase(token); }
    // Withholds the next `count` datagrams, either way, for which `which` holds.
    void lose(std::function<bool(const Entry &)> which, unsigned count);
    void loseNothing() { m_losses.clear(); }
    const std::vector<Entry> &record() const { return m_record; }
    bool gaveUp(MessageId mid) const { return m_gaveUp.contains(mid); }
    // A token that this run used for something, now or earlier.
    bool wasOurs(const Token &token) const { return m_everUsed.contains(token); }
    void noteRepeat() { ++m_repeats; }
    bool anythingHeard() const { return m_anythingHeard; }
    bool anythingSent() const { return m_anythingSent; }

    // --- over DTLS ---
    // Begins a handshake from a port of its own; from now on all messages go through its session.
    void connect(const PskCredential &who, Duration giveUpAfter);
    const SecureState &secure() const { return m_secure; }
    // Says close_notify where a session stands.
    void disconnect();
    const PskCredential &credential() const { return *m_credential; }

    // co_await: true as soon as `ready` holds, false when `wait` has passed.
    struct Until
    {
        Conversation &conversation;
        std::function<bool()> ready;
        TimePoint deadline;
        bool await_ready() const { return ready(); }
        void await_suspend(std::coroutine_handle<> handle);
        bool await_resume() const;
    };
    Until until(std::function<bool()> ready, Duration wait);
    Until pause(Duration wait);

    // --- for the run ---
    void begin(TimePoint now);
    void setLimit(TimePoint limit) { m_limit = limit; }
    bool timeIsOver() const { return m_now >= m_limit; }
    std::vector<PlugtestMessage> messages() const;
    unsigned repeats() const { return m_repeats; }
    TimePoint begunAt() const { return m_begunAt; }
    PlugtestRun::Arrival handleDatagram(TimePoint now, ByteView datagram);
    void handleTimeout(TimePoint now);
    std::optional<PlugtestOutput> pollOutput();
    std::optional<TimePoint> nextTimeout() const;
    // Goes on with the script whose wait is over.
    void resumeWaiting();
    // The time is over now: every wait ends, and with it every test.
    void cutShort()
    {
        m_limit = m_now;
        if (m_wait)
            m_wait->deadline = m_now;
    }

private:
    using Fate = PlugtestMessage::Fate;
    struct Loss
    {
        std::function<bool(const Entry &)> which;
        unsigned left = 0;
    };
    struct Wait
    {
        std::coroutine_handle<> handle;
        const std::function<bool()> *ready = nullptr;
        TimePoint deadline;
    };

    bool isLost(const Entry &entry);
    bool isFull() const { return m_record.size() >= kMaxMessages || m_bytes >= kMaxBytes; }
    void drain();
    void transmit(const Transmit &out);
    void drainSession();
    void sendRecord(Bytes datagram);
    PlugtestRun::Arrival receiveMessage(ByteView datagram, std::uint64_t record = 0);
    PlugtestRun::Arrival receiveRecords(ByteView datagram);
    Fate fateOfRecord(const Entry &entry) const;
    PlugtestMessage::Fate receive(const MessageView &message, ByteView datagram);
    PlugtestMessage::Fate receiveEmpty(const MessageView &message);
    PlugtestMessage::Fate receiveResponse(const MessageView &message, ByteView datagram);
    void reject(const MessageView &message);

    EndpointConfig m_config;
    Options m_uriHost;
    RandomSource &m_random;
    EngineTimers m_timers;
    OutputQueue m_output;
    MessageLayer m_layer;
    TimePoint m_now{};
    TimePoint m_begunAt{};
    TimePoint m_limit{};
    std::vector<Entry> m_record;
    std::size_t m_bytes = 0;
    std::vector<Loss> m_losses;
    // The tokens of responses we take, each with the request that such a response settles; none
    // where it may as well be a notification.
    std::map<Token, std::optional<MessageId>> m_tokens;
    std::set<Token> m_everUsed;
    std::vector<MessageId> m_sent; // Confirmable ones of this test
    std::set<MessageId> m_gaveUp;
    std::deque<PlugtestOutput> m_outputs;
    std::optional<Wait> m_wait;
    unsigned m_repeats = 0;
    bool m_anythingHeard = false;
    bool m_anythingSent = false;
    PskCredentialPtr m_credential;
    bool m_exportKeys = false;
    std::unique_ptr<DtlsSession> m_session; // from connect() to the test's end
    SecureState m_secure;
};

} // namespace copper::conformance
