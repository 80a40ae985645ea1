// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/cipher_suite.h"
#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <variant>

namespace copper {

// What DTLS with a pre-shared key can hold: mbedTLS 2.28 takes 32 bytes of key; RFC 4279 §5.3 asks
// for identities of 128 bytes.
inline constexpr std::size_t kMaxPskBytes = 32;
inline constexpr std::size_t kMaxPskIdentityBytes = 128;

// Why there is no session. The words for it are made where a person reads them.
enum class DtlsFailure : std::uint8_t {
    NoAnswer,            // nothing came back at all
    Unreachable,         // ICMP: nobody listens there
    NoCommonSuite,       // handshake_failure, or nothing we offer was chosen
    UnknownIdentity,     // unknown_psk_identity
    KeyWrong,            // decrypt_error or bad_record_mac after Finished
    SilentAfterFinished, // what most servers do when the key is wrong (RFC 4279 §2 allows it);
                         // some say close_notify after a while
    SilentInHandshake,   // it had begun to answer
    ClosedByPeer,        // close_notify, or a fatal alert in an established session
    Refused,             // another alert: `alert` says which
    Protocol,            // what came breaks RFC 5246 or RFC 6347
    TooManySessions,     // our own limit
    Replaced,            // the same peer has begun a new session, after a restart
};

struct DtlsError
{
    DtlsFailure failure = DtlsFailure::NoAnswer;
    std::uint8_t alert = 0; // RFC 5246 §7.2.2, where one came
    bool operator==(const DtlsError &) const = default;
};

// The keys of a server, by identity. The view is valid until the next call; nothing: unknown.
class PskSource
{
public:
    virtual ~PskSource() = default;
    virtual std::optional<ByteView> keyFor(ByteView identity) const = 0;
};

struct DtlsSessionInfo
{
    CipherSuite suite = CipherSuite::PskAes128Ccm8;
    Bytes identity;       // the client's, on either side
    bool resumed = false; // an abbreviated handshake (RFC 5246 §7.3, RFC 5077)
};

// Not optimised away, as a plain fill before the end may be.
void wipeSecret(Bytes &secret);

// --- what a session has to say, in order ---

struct DtlsSend
{
    Bytes datagram;
};

// A handshake message went by in the clear, or the encrypted Finished; for the list of steps.
struct DtlsStep
{
    TimePoint at;
    bool outgoing = false;
    std::uint8_t type = 0;   // a DtlsHandshakeType
    std::uint16_t suite = 0; // of a ServerHello
    Bytes hint;              // of a ServerKeyExchange
};

struct DtlsEstablished
{
    DtlsSessionInfo info;
};

struct DtlsReceived
{
    Bytes plaintext;
    std::uint64_t record = 0; // the DtlsRecord::counter() of the one it came in
};

// For the key log alone: what opens this session's records in Wireshark. Only when asked for.
struct DtlsKeys
{
    std::array<std::uint8_t, 32> clientRandom{};
    std::array<std::uint8_t, 48> masterSecret{};
};

// The end; nothing comes after it. Without an error: close_notify, theirs or ours.
struct DtlsEnded
{
    std::optional<DtlsError> error;
};

using DtlsOutput =
    std::variant<DtlsSend, DtlsStep, DtlsEstablished, DtlsReceived, DtlsKeys, DtlsEnded>;

} // namespace copper
