// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The vocabulary between the net thread and everything above it: values only, immutable once sent.
// Commands go down through SessionControl, these come back in an EventBatch.

#include "core/base/bytes.h"
#include "core/base/socket_address.h"
#include "core/base/time.h"
#include "core/coap/message.h"
#include "core/coap/options.h"
#include "core/conformance/plugtest_result.h"
#include "core/domain/resource_list.h"
#include "core/domain/scan_events.h"
#include "core/dtls/dtls_types.h"
#include "core/secrets/credential.h"
#include "core/secrets/secret_bytes.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace copper {

// Microseconds since 1970-01-01 UTC, taken where the datagram arrived or left.
struct WallTime
{
    std::int64_t unixMicros = 0;
    auto operator<=>(const WallTime &) const = default;
    double secondsSince(WallTime earlier) const
    {
        return static_cast<double>(unixMicros - earlier.unixMicros) * 1e-6;
    }
};

// One thing the user asked for and gets events about until its terminal one.
struct JobId
{
    std::uint64_t value = 0;
    auto operator<=>(const JobId &) const = default;
    bool isValid() const { return value != 0; }
};

// Where a CoAP endpoint is reached.
struct DeviceAddress
{
    QString scheme = QStringLiteral("coap");
    SocketAddress socket;
    QString interfaceName; // it was seen on; empty when unknown

    // "coap://127.0.0.11", "coap://[fe80::1%25eth0]:61616"; the default port is left out.
    QString uri() const;
    bool operator==(const DeviceAddress &) const = default;
};

// Why a job ended without the answer it asked for. Sentence and hint: ui/text and app/copper.
enum class FailureKind {
    Timeout,     // no answer after all retransmissions
    Reset,       // the peer answered RST
    Unreachable, // ICMP, or no route
    NotResolved, // the host name has no address
    NoInterface, // nothing to send multicast on
    InvalidUri,
    UnsupportedScheme,
    Malformed,       // the answer breaks the protocol
    TooLarge,        // body beyond the limit, or image beyond the block number
    BodyChanged,     // the representation kept changing while it was fetched
    TransferRefused, // 4.08 or 4.13 with nothing left to try; `code` says which
    ErrorResponse,   // a 4.xx or 5.xx where a success was needed; `code` and diagnostic are set
    LinkLost,
    Cancelled,
    LimitReached,     // one of our own tables is full
    InputUnreadable,  // the file to send
    OutputUnwritable, // the file to receive into
    VerificationFailed,
    NotSupported,    // not built yet, or not on this system
    SocketFailed,    // the local socket could not be opened or bound
    NoCredential,    // coaps, and no key is known for this host
    HandshakeFailed, // `handshake` says why
};

struct JobFailed
{
    JobId job;
    QString uri;
    FailureKind kind = FailureKind::Timeout;
    Code code;      // for ErrorResponse and TransferRefused
    QString detail; // a name, a path, an errno text, a diagnostic payload: plain text
    std::optional<std::uint32_t> retryAfterSeconds; // 5.03 and 4.29 with Max-Age
    unsigned retransmissions = 0;
    std::optional<DtlsError> handshake; // of HandshakeFailed
    CredentialId credential;            // of a handshake test: the one that did not work
    WallTime at;
};

struct ResponseArrived
{
    JobId job;
    QString uri;
    SocketAddress peer;
    Code code;
    MessageType type = MessageType::Acknowledgement; // of the (last) response message
    MessageId mid;
    Token token;
    Duration rtt{};        // first request sent to last response received
    unsigned messages = 0; // datagrams both ways, retransmissions included
    unsigned retransmissions = 0;
    unsigned blocks = 0;                  // 0: not block-wise
    Options options;                      // of the last block; Block options as received
    std::shared_ptr<const Bytes> payload; // whole body; null when it went to a file
    std::uint64_t payloadSize = 0;
    QString outputPath; // where the body went, when a file was asked for
    WallTime at;
    // Observe (RFC 7641). Present on notifications; the answer to the registration is index 0.
    std::optional<std::uint32_t> observeSequence;
    std::uint64_t notificationIndex = 0;
    // Older notifications that this one took the place of, because they came faster than the reader
    // could take them (EventBatch). The trace has them.
    std::uint32_t notificationsSkipped = 0;
};

// The health of one observation, sent with each change.
struct ObservationStatus
{
    enum class State { Registering, Live, Stale, Retrying, Ended };
    JobId job;
    QString uri;
    State state = State::Registering;
    std::uint64_t notifications = 0;
    std::uint32_t gaps = 0;          // Max-Age passed without a notification
    std::uint32_t outOfOrder = 0;    // dropped by the freshness rule
    std::uint32_t registrations = 0; // 1 after the first
    std::uint32_t maxAgeSeconds = 60;
    WallTime lastNotification;
    WallTime nextAttempt; // while Retrying
};

struct DeviceFound
{
    JobId job;
    std::vector<DeviceAddress> addresses; // the one that answered fastest first; proven the same
    QString name;                         // ep, or a name the device gives itself; may be empty
    QString endpointName;                 // ep of its links (RFC 9176 §9.3), if they say so
    QString networkName;                  // interface, or "lo"
    Duration rtt{};
    ResourceList links;
    bool linksCut = false;     // a limit was reached, or the list broke off
    bool linksAtLimit = false; // and it was maxLinks or maxListBytes of ScanLimits
    QString linkError;         // the byte past which the list could not be read; empty if fine
    bool filtered = false;     // `links` are only those that the scan's filters let through
    std::shared_ptr<const Bytes> linkText; // as received
    WallTime at;
};

// How a scan stands; at most ten a second.
struct DiscoveryProgress
{
    JobId job;
    ScanCounts counts;
    ScanCuts cuts;
    std::vector<ScanInterface> interfaces;
};

struct DiscoveryFinished
{
    JobId job;
    std::uint32_t devices = 0;
    ScanCuts cuts;
    QStringList interfaces; // it was sent on by multicast
    ScanCounts counts;
    std::vector<ScanInterface> perInterface;
    std::vector<ScanReason> reasons; // why nothing was found, when that was asked for
    WallTime at;
};

enum class UploadState {
    Queued,
    Sending,
    Paused,
    LinkLost,
    Verifying,
    Verified,
    Done,
    Failed,
    Cancelled,
};

// What became of a wish to resume (UploadSpec::resume).
enum class ResumeOutcome {
    NotAsked,
    Resumed,
    NoRecord,      // nothing half-sent is known for this device
    RecordDamaged, // it is kept beside as "….damaged-N"
    ImageChanged,  // another file, size or block size than then
    TooOld,        // EXCHANGE_LIFETIME has passed: the device has forgotten the first blocks
    PortTaken,     // a device knows a half-sent body by our port, and that is not to be had
    Refused,       // 4.08: the device has forgotten
};

struct UploadProgress
{
    JobId job;
    QString uri;
    UploadState state = UploadState::Queued;
    std::uint64_t sent = 0; // bytes the device has confirmed
    std::uint64_t total = 0;
    std::uint32_t block = 0; // under way
    std::uint32_t blockSize = 1024;
    double rate = 0; // bytes per second over the last seconds
    double averageRate = 0;
    std::optional<Duration> timeLeft;
    std::uint32_t retransmissions = 0;
    std::uint32_t restarts = 0; // began again at block 0
    ResumeOutcome resume = ResumeOutcome::NotAsked;
    // Times each block was sent since the last event, for the block map: number and count.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> blocksSent;
    WallTime at;
};

struct UploadFinished
{
    JobId job;
    QString uri;
    Code code;
    std::uint64_t bytes = 0;
    QByteArray sha256; // of the image sent, 32 bytes
    Duration duration{};
    std::uint32_t retransmissions = 0;
    std::optional<bool> verified; // absent when not asked
    WallTime at;
};

// A request to a group is over; terminal. Each answer was a ResponseArrived with its own peer.
struct GroupAnswered
{
    JobId job;
    QString uri;
    std::uint32_t answers = 0;
    std::uint64_t notUsed = 0; // beyond the limits, or lost in the system's buffer
    WallTime at;
};

// The Reset that answers a ping.
struct PongArrived
{
    JobId job;
    QString uri;
    SocketAddress peer;
    Duration rtt{};
    MessageId mid;
    bool last = true; // terminal
    WallTime at;
};

// A test of a plugtest run begins.
struct PlugtestBegan
{
    JobId job;
    const PlugtestDescription *test = nullptr;
    WallTime at;
};

// It has ended.
struct PlugtestJudged
{
    JobId job;
    QString uri;
    SocketAddress server;
    SocketAddress local;
    WallTime startedAt; // the moment of result->started
    std::shared_ptr<const PlugtestResult> result;

    WallTime timeOf(const PlugtestMessage &message) const
    {
        return {startedAt.unixMicros +
                std::chrono::duration_cast<std::chrono::microseconds>(message.at - result->started)
                    .count()};
    }
};

// The run is over; terminal.
struct PlugtestEnded
{
    JobId job;
    QString uri;
    std::uint32_t passed = 0;
    std::uint32_t failed = 0;
    std::uint32_t inconclusive = 0;
    bool anythingReceived = false; // false: nothing answered at all
    Duration duration{};
    WallTime at;
};

// --- DTLS ---

// The steps of a handshake test, in the order in which they come; a resumed session has neither of
// the two key exchanges, a server without a hint no ServerKeyExchange.
enum class HandshakeStage : std::uint8_t {
    Resolve,
    ClientHello,
    HelloVerifyRequest,
    ServerHello,
    ServerKeyExchange,
    ClientKeyExchange,
    Finished,
    FirstRequest, // GET /.well-known/core
};

// The message's name as RFC 5246 has it; "resolve" and "GET /.well-known/core" at the ends.
QString handshakeStageName(HandshakeStage stage);

// A step of a handshake test is over: ours has been sent, the server's has come.
struct HandshakeStepped
{
    JobId job;
    HandshakeStage stage = HandshakeStage::Resolve;
    Duration began{};                 // since the test began
    Duration took{};                  // until the next one could begin
    SocketAddress peer;               // of Resolve
    std::size_t suitesOffered = 0;    // of ClientHello
    std::optional<CipherSuite> suite; // of ServerHello
    Bytes text;                       // ServerKeyExchange: the hint; ClientKeyExchange:
                                      // our identity. Bytes of the network
    Code code;                        // of FirstRequest
    std::uint64_t payloadSize = 0;    // of FirstRequest
    WallTime at;
};

// It works; terminal. Otherwise JobFailed, with HandshakeFailed where it was the handshake.
struct HandshakeTested
{
    JobId job;
    QString uri;
    SocketAddress peer;
    CredentialId credential;
    DtlsSessionInfo session;
    Duration duration{};
    WallTime at;
};

struct SecureSession
{
    SocketAddress peer;
    bool resumed = false;
    CipherSuite suite = CipherSuite::PskAes128Ccm8;
    Bytes identity;
    CredentialId credential; // null: one given on the command line
    WallTime since;
    WallTime lastUsed;
    std::uint64_t recordsIn = 0; // of application data
    std::uint64_t recordsOut = 0;
    unsigned resumptions = 0; // with this peer, one after the other
    bool operator==(const SecureSession &) const = default;
};

// All that are up: with each that comes or goes, and once a second while their counts change.
struct SecureSessionsChanged
{
    std::vector<SecureSession> sessions; // by address
};

// The peer had forgotten the session: there is a new one, observations register again and block
// transfers begin again.
struct SecureSessionRenewed
{
    SocketAddress peer;
    bool resumed = false;
    WallTime at;
};

// A device went on with the session it had at another address: it is the same one.
struct SecureSessionMoved
{
    SocketAddress before;
    SocketAddress peer;
    WallTime at;
};

// A session with a stored credential has begun.
struct CredentialUsed
{
    CredentialId credential;
    SocketAddress peer;
    WallTime at;
};

// What could not be done about the key log; it is off then.
struct KeyLogFailed
{
    QString path;
    QString reason; // errno's text
};

// One datagram, as the trace keeps it.
struct MessageRecord
{
    enum class Direction : std::uint8_t { Sent, Received };
    enum class Mark : std::uint8_t { None, Retransmission, Duplicate, Rejected, Lost };
    // What stands in `datagram`.
    enum class Layer : std::uint8_t {
        Clear,  // CoAP, as it was on the wire
        Secure, // CoAP of a DTLS record that is not at hand: it never went out, or came too early
        Record, // DTLS records, as they were on the wire
        Keys,   // nothing: `keys` opens the records that come after it
    };
    // A CoAP message that was in a record of application data.
    struct Opened
    {
        std::size_t record = 0; // which of the datagram
        Mark mark = Mark::None;
        Bytes message;
    };
    WallTime at;
    Direction direction = Direction::Sent;
    Mark mark = Mark::None;
    Layer layer = Layer::Clear;
    SocketAddress local;
    SocketAddress peer;
    Bytes datagram;
    std::vector<Opened> opened; // of Record, in order
    // Of Keys: a line of a key log. Only while the key log is on.
    std::shared_ptr<const SecretBytes> keys;
};

struct TrafficCounters
{
    std::uint64_t messagesIn = 0;
    std::uint64_t messagesOut = 0;
    std::uint64_t retransmissions = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
    std::uint64_t kernelDrops = 0; // its receive buffer was full
    std::uint64_t traceDrops = 0;  // records not kept because the reader was too slow
};

// Interfaces that came or went while the program runs; the full list each time.
struct InterfacesChanged
{
    std::vector<InterfaceInfo> all; // also those that are down
};

using SessionEvent =
    std::variant<ResponseArrived, JobFailed, ObservationStatus, DeviceFound, DiscoveryProgress,
                 DiscoveryFinished, UploadProgress, UploadFinished, GroupAnswered, PongArrived,
                 PlugtestBegan, PlugtestJudged, PlugtestEnded, HandshakeStepped, HandshakeTested,
                 SecureSessionsChanged, SecureSessionRenewed, SecureSessionMoved, CredentialUsed,
                 KeyLogFailed, TrafficCounters, InterfacesChanged>;

// What the net thread sends up at most every 33 ms, at once when idle. Of very many notifications
// only the newest of each observation is in it; every other event is.
struct EventBatch
{
    std::vector<SessionEvent> events;
    std::vector<MessageRecord> messages; // in order of time
};

using EventBatchPtr = std::shared_ptr<const EventBatch>;

} // namespace copper

Q_DECLARE_METATYPE(copper::EventBatchPtr)
