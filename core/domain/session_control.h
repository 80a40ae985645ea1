// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/transmission_parameters.h"
#include "core/domain/session_events.h"
#include "core/secrets/credential_book.h"

namespace copper {

// What one scan may bring; each answers to something a hostile network does. What is beyond it is
// dropped, counted and said (ScanCuts, DeviceFound::linksCut).
struct ScanLimits
{
    std::size_t maxDevices = 16'384;
    std::size_t maxAnswersPerSource = 8;
    std::uint64_t maxBytes = 64U << 20U;  // of all link lists
    std::size_t maxLinks = 10'000;        // of one list
    std::size_t maxListBytes = 1U << 20U; // of one list
    std::size_t receiveBytes = 4U << 20U; // the system's receive buffer; it may give less
    bool operator==(const ScanLimits &) const = default;
};

struct DiscoverySpec
{
    static constexpr double kRangeRate = 50;
    static constexpr double kMaxRangeRate = 1000;
    static constexpr qsizetype kMaxHosts = 64;
    static constexpr qsizetype kMaxFilters = 8;

    QStringList interfaces;    // empty: every up, multicast-capable one, and loopback for IPv4
    bool ipv4 = true;          // 224.0.1.187
    bool ipv6LinkLocal = true; // ff02::fd
    bool ipv6SiteLocal = true; // ff05::fd
    QStringList groups;        // ADDR[:PORT]; when not empty, these instead of the three above
    Duration collectFor = seconds(6); // servers take up to DEFAULT_LEISURE, 5 s
    // "rt=temperature*", "ct=40", "href=/sensors*" (RFC 6690 §4.1). The first is sent as Uri-Query,
    // as the RFC knows but one; of what comes back only links count that all of them let through.
    QStringList filters;
    bool multicast = true;         // false: only those of `range` and `hosts`
    QString range;                 // AddressRange; each address is asked by unicast
    double rangeRate = kRangeRate; // addresses a second
    QStringList hosts;             // names or addresses, with ":PORT" or as coap URI
    bool explain = false;          // when nothing is found, look for the reasons
    // Unicast instead: ask this device for /.well-known/core (or for the path of the URI).
    QString uri;
    std::optional<Duration> timeout;                  // of the unicast request
    std::optional<TransmissionParameters> parameters; // of the unicast request
    QString bindAddress;
    ScanLimits limits;
};

struct RequestSpec
{
    QString uri;
    Code method = code::kGet;
    bool confirmable = true;
    Options options; // besides those the URI gives; Block options are not accepted here
    std::shared_ptr<const Bytes> payload;   // null: none
    QString payloadFile;                    // streamed instead of `payload` when set
    QString outputFile;                     // the response body is streamed into it when set
    std::optional<std::uint32_t> blockSize; // 16..1024, a power of two
    // blockSize is asked for from the second block of the answer on (RFC 7959 §2.4, figure 4).
    bool lateBlockSize = false;
    std::optional<Token> token;
    std::optional<std::uint16_t> mid;                 // Message ID of the first message
    std::optional<Duration> timeout;                  // bounds the whole job
    std::optional<TransmissionParameters> parameters; // else those of the device or the defaults
    QString bindAddress;                              // ADDR[:PORT]
    QString interfaceName;                            // for link-local targets
    std::uint64_t maxBody = 16U << 20U;               // of the response when it is kept in memory
    // observe(): it ends by a Reset to the next notification (RFC 7641 §3.6), not by a farewell.
    bool endsByReset = false;
    // observe(): attempts to register again that got no answer before it ends; none: for ever. The
    // first registration is tried once in any case.
    std::optional<unsigned> maxRegistrationAttempts;
};

struct UploadSpec
{
    QString uri;
    QString imagePath;
    Code method = code::kPut;
    std::uint32_t blockSize = 1024;
    std::optional<std::uint32_t> contentFormat = 42; // application/octet-stream
    std::optional<Duration> timeout;
    std::optional<TransmissionParameters> parameters;
    QString verifyPath;  // read back by GET: the image itself or its SHA-256; empty: do not verify
    bool resume = false; // go on from the resume record if there is one that fits
    QString bindAddress;
    QString interfaceName;
};

// The ETSI CoAP tests, played against the server of the URI; its path does not matter. A coaps URI
// stands for the DTLS tests, which are all that is played then. They log in with the credential
// that matches the host, or else with the pair of the list, identity "password" and key "sesame".
struct PlugtestSpec
{
    QString uri;
    // Ids, "TD_COAP_CORE_01" or "CORE_01"; empty: all of the group. DTLS tests stand alone; with a
    // coap URI they go to the port it names, or else to 5684.
    QStringList only;
    std::optional<Duration> timeout; // of the whole run, at most 14.5 min
    std::optional<TransmissionParameters> parameters;
    QString bindAddress;
    QString interfaceName;

    // The tests are DTLS tests: by the URI, or by the first of `only`.
    bool isSecure() const;
};

// A handshake for its own sake, always a whole one, and GET /.well-known/core over it.
struct HandshakeSpec
{
    QString uri;                     // coaps://HOST[:PORT]; a path is not looked at
    CredentialId credential;         // null: the one that matches best
    std::optional<Duration> timeout; // of the handshake; none: 15 s
    QString bindAddress;
    QString interfaceName;
};

// What the user interface may ask of the network. Called in the caller's thread, returns at once;
// everything comes back as events. Implemented by core/net (in its own thread for the window, in
// the same thread for the command line) and by a fake in tests.
class SessionControl
{
public:
    virtual ~SessionControl() = default;

    virtual JobId discover(const DiscoverySpec &spec) = 0;
    // To a multicast address (RFC 7252 §8) it goes by NON, on the interface named or on all, and
    // collects answers until its timeout (6 s): a ResponseArrived each, then GroupAnswered.
    virtual JobId request(const RequestSpec &spec) = 0;
    // Registers; events: ObservationStatus and ResponseArrived for each notification. cancel()
    // deregisters.
    virtual JobId observe(const RequestSpec &spec) = 0;
    // `count` CoAP pings (RFC 7252 §4.3), one after another; of the spec: URI, parameters, timeout,
    // bind. Events: PongArrived for each, the last one terminal, or JobFailed.
    virtual JobId ping(const RequestSpec &spec, unsigned count) = 0;
    virtual JobId upload(const UploadSpec &spec) = 0;
    // Events: PlugtestBegan and PlugtestJudged for each test, then PlugtestEnded, or JobFailed.
    virtual JobId plugtest(const PlugtestSpec &spec) = 0;
    // Events: HandshakeStepped for each step, then HandshakeTested, or JobFailed. A session with
    // the same peer that stands is replaced by the one tested when it works, and not otherwise; but
    // a peer that answers no hello beside its session (libcoap 4.3) is tested without that session.
    virtual JobId testHandshake(const HandshakeSpec &spec) = 0;
    virtual void pauseUpload(JobId job) = 0;
    virtual void resumeUpload(JobId job) = 0; // also "try now" after a lost link
    // Every kind of job. Its terminal event is JobFailed with Cancelled (an observation:
    // ObservationStatus Ended).
    virtual void cancel(JobId job) = 0;
    // Parameters for all further transmissions to this endpoint ("127.0.0.11:5683").
    virtual void setParameters(const QString &endpoint, const TransmissionParameters &p) = 0;
    // The keys for coaps from now on, the most specific pattern first. Sessions that stand stay.
    virtual void setCredentials(CredentialSnapshotPtr credentials) = 0;
    // Says close_notify. What uses the session opens another one with its next request.
    virtual void endSecureSession(const SocketAddress &peer) = 0;
    // A new handshake in place of the session that stands, abbreviated where the peer remembers.
    virtual void resumeSecureSession(const SocketAddress &peer) = 0;
    // Appends what opens the sessions' records in Wireshark (NSS key log format, CLIENT_RANDOM);
    // empty: no more of it. The file is made 0600. Events: KeyLogFailed.
    virtual void setKeyLog(const QString &path) = 0;
    // While off, no MessageRecord is sent up.
    virtual void setRecording(bool on) = 0;
};

} // namespace copper
