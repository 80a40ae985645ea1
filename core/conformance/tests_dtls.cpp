// SPDX-License-Identifier: GPL-3.0-or-later
// TD_COAP_DTLS: a pre-shared key that is right, one that is wrong, and a lossy handshake (RFC 7252
// §9.1, RFC 6347, RFC 4279). Raw public keys cannot be tried.
#include "core/capture/dtls_record.h"
#include "core/conformance/steps.h"
#include "core/conformance/test_scripts.h"

#include <algorithm>
#include <limits>
#include <set>

namespace copper::conformance {

namespace {

constexpr Duration kHandshake = seconds(15); // hellos at 0, 1, 3 and 7 s
// Each flight waits for a timer once, of either side; that doubles from one second on.
constexpr Duration kLossyHandshake = seconds(40);
constexpr const char *kPskSection = "RFC 7252 §9.1.3.1";
constexpr const char *kTimerSection = "RFC 6347 §4.2.4";
constexpr const char *kKeySection = "RFC 4279 §2";

std::string alertText(const DtlsError &error)
{
    const std::string_view name = dtlsAlertName(error.alert);
    return "alert " + (name.empty() ? std::to_string(error.alert) : std::string(name));
}

std::string identityText(const Conversation &c)
{
    return "the identity " + quoted(asText(c.credential().identity));
}

bool isFinished(const Entry &entry)
{
    return std::any_of(entry.parts.begin(), entry.parts.end(), [](const HandshakePart &part) {
        return part.kind == HandshakePart::Kind::Finished;
    });
}

// In the last handshake, which the record of an attempt has one of.
bool sentFinished(const Conversation &c)
{
    return std::any_of(c.record().begin(), c.record().end(), [](const Entry &entry) {
        return entry.message.outgoing && isFinished(entry);
    });
}

bool gotFinished(const Conversation &c)
{
    return std::any_of(c.record().begin(), c.record().end(), [](const Entry &entry) {
        return !entry.message.outgoing && isFinished(entry);
    });
}

bool gotAlert(const Conversation &c)
{
    return std::any_of(c.record().begin(), c.record().end(), [](const Entry &entry) {
        return !entry.message.outgoing && entry.isRecord() &&
               entry.message.datagram[0] == static_cast<std::uint8_t>(DtlsContentType::Alert);
    });
}

bool gotAnything(const Conversation &c)
{
    return std::any_of(c.record().begin(), c.record().end(),
                       [](const Entry &entry) { return !entry.message.outgoing; });
}

// To the session, or to the end of the attempt.
Script<> handshake(Conversation &c, const PskCredential &who, Duration giveUpAfter)
{
    c.connect(who, giveUpAfter);
    co_await c.until([&c] { return c.secure().isDecided(); }, giveUpAfter + seconds(1));
}

[[noreturn]] void nobodyAnswers()
{
    TestEnd end;
    end.verdict = PlugtestVerdict::Inconclusive;
    end.reason = "no answer to the ClientHello, with all its retransmissions";
    end.absent = true;
    end.silent = true;
    throw end;
}

// What ends a handshake before anybody's key is asked for. Returns where the key was.
void explainEarlyEnd(const Conversation &c, const DtlsError &error)
{
    switch (error.failure) {
    case DtlsFailure::NoAnswer:
    case DtlsFailure::Unreachable:
        nobodyAnswers();
    case DtlsFailure::NoCommonSuite:
        failTest("the server does not take TLS_PSK_WITH_AES_128_CCM_8: " + alertText(error),
                 kPskSection);
    case DtlsFailure::UnknownIdentity:
        cannotTell("the server does not know " + identityText(c) +
                       ": it answers with unknown_psk_identity",
                   kKeySection);
    case DtlsFailure::SilentInHandshake:
        missing("the server began the handshake and then fell silent", kTimerSection);
    case DtlsFailure::Protocol:
        failTest("what the server sent breaks the rules of the handshake", "RFC 6347 §4.2");
    case DtlsFailure::KeyWrong:
    case DtlsFailure::SilentAfterFinished:
    case DtlsFailure::ClosedByPeer:
    case DtlsFailure::Refused:
    case DtlsFailure::TooManySessions:
    case DtlsFailure::Replaced:
        break;
    }
    if (!sentFinished(c))
        failTest("the server ended the handshake before the keys were compared, with " +
                     alertText(error),
                 "RFC 6347 §4.2");
}

// Why there is no session although the key should be right.
[[noreturn]] void explainRefusal(const Conversation &c)
{
    const DtlsError error = c.secure().error.value_or(DtlsError{DtlsFailure::ClosedByPeer});
    explainEarlyEnd(c, error);
    const std::string key = "the server has another key for " + identityText(c) +
                            ", or does not derive the session's keys from it as it should";
    if (error.failure == DtlsFailure::SilentAfterFinished)
        missing("no answer to our Finished: " + key, kKeySection);
    if (gotFinished(c))
        failTest("the server's Finished does not verify: " + key, kKeySection);
    failTest(error.alert == 0 ? "the server closed the handshake after our Finished: " + key
                              : alertText(error) + " after our Finished: " + key,
             kKeySection);
}

Script<> getSecure(Conversation &c)
{
    const Reply reply = co_await exchange(c, get("/secure"));
    checkCode(reply.message, {code::kContent}, "/secure");
    check(!reply.message.payload.empty(), "the " + codeText(reply.code()) + " has no payload",
          "RFC 7252 §5.5");
}

Script<> dtls01(Conversation &c)
{
    co_await handshake(c, c.credential(), kHandshake);
    if (!c.secure().session)
        explainRefusal(c);
    co_await getSecure(c);
}

// --- the wrong key ---

PskCredentialPtr withWrongKey(const PskCredential &right)
{
    const auto wrong = SecretBytes::copyOf(asBytes("wrong"));
    return *makePskCredential(right.identity, right.key.equals(wrong)
                                                  ? SecretBytes::copyOf(asBytes("sesame"))
                                                  : wrong.clone());
}

// A pass with something to say.
[[noreturn]] void refused(std::string remark, std::string rfc)
{
    throw TestEnd{PlugtestVerdict::Pass, std::move(remark), std::move(rfc)};
}

Script<> dtls02(Conversation &c)
{
    constexpr std::uint8_t kDecryptError = 51;
    const PskCredentialPtr who = withWrongKey(c.credential());
    co_await handshake(c, *who, kHandshake);
    check(!c.secure().session, "the handshake with a wrong key came to its end", kKeySection);
    const DtlsError error = c.secure().error.value_or(DtlsError{DtlsFailure::ClosedByPeer});
    explainEarlyEnd(c, error);
    // Finished is the first thing that shows which key the client has (RFC 5246 §7.4.9).
    check(!gotFinished(c),
          "the client's Finished was made with a wrong key, and the server went on with its own",
          "RFC 5246 §7.4.9");
    if (error.failure == DtlsFailure::SilentAfterFinished && gotAlert(c))
        refused("refused by close_notify; the test's text expects the alert decrypt_error",
                "RFC 5246 §7.4.9");
    if (error.failure == DtlsFailure::SilentAfterFinished)
        refused("the server says nothing more after a Finished with the wrong key, as most do; the "
                "test's text expects the alert decrypt_error",
                "RFC 6347 §4.1.2.7");
    if (error.alert != kDecryptError)
        refused("refused with the " + alertText(error) + "; the test's text expects decrypt_error",
                "RFC 5246 §7.4.9");
}

// --- the lossy handshake ---

// Every datagram with something that was not there before, either way.
std::function<bool(const Entry &)> eachOnce()
{
    using Side = std::pair<bool, HandshakePart>;
    return [seen = std::set<Side>()](const Entry &entry) mutable {
        bool fresh = false;
        for (const HandshakePart &part : entry.parts)
            fresh |= seen.insert({entry.message.outgoing, part}).second;
        return fresh;
    };
}

bool endedInSilence(const Conversation &c)
{
    const std::optional<DtlsError> &error = c.secure().error;
    return error && (error->failure == DtlsFailure::NoAnswer ||
                     error->failure == DtlsFailure::SilentInHandshake ||
                     error->failure == DtlsFailure::SilentAfterFinished);
}

bool cameAgain(const Conversation &c, const Entry &lost)
{
    return std::any_of(c.record().begin(), c.record().end(), [&](const Entry &entry) {
        return !entry.message.outgoing && entry.message.fate != PlugtestMessage::Fate::Lost &&
               std::find_first_of(entry.parts.begin(), entry.parts.end(), lost.parts.begin(),
                                  lost.parts.end()) != entry.parts.end();
    });
}

// A server's flight of which a part was lost, and which did not come again.
void explainLoss(const Conversation &c)
{
    for (const Entry &entry : c.record()) {
        if (entry.message.outgoing || entry.message.fate != PlugtestMessage::Fate::Lost ||
            cameAgain(c, entry))
            continue;
        const auto again = std::count_if(c.record().begin(), c.record().end(), [&](const Entry &e) {
            return e.message.outgoing && e.message.at > entry.message.at &&
                   e.message.fate == PlugtestMessage::Fate::Retransmission;
        });
        missing("the server's " + recordText(entry.message.datagram) +
                    " was lost once and did not come again; ours was sent again " +
                    std::to_string(again) + (again == 1 ? " time" : " times") + " meanwhile",
                kTimerSection);
    }
}

Script<> dtls03(Conversation &c)
{
    c.lose(eachOnce(), std::numeric_limits<unsigned>::max());
    co_await handshake(c, c.credential(), kLossyHandshake);
    c.loseNothing();
    if (!c.secure().session) {
        if (!gotAnything(c))
            nobodyAnswers();
        if (endedInSilence(c))
            explainLoss(c);
        explainRefusal(c);
    }
    co_await getSecure(c);
}

// --- raw public keys ---

Script<> rawPublicKeys(Conversation &)
{
    cannotTell("raw public keys are not in the DTLS library that this program is built with, "
               "mbedTLS 2.28");
    co_return;
}

constexpr TestCase kTests[] = {
    {{"TD_COAP_DTLS_01", "PSK ok", "coaps /secure", kPskSection}, dtls01},
    {{"TD_COAP_DTLS_02", "PSK wrong", "coaps /secure", "RFC 5246 §7.4.9"}, dtls02},
    {{"TD_COAP_DTLS_03", "PSK lossy", "coaps /secure", kTimerSection}, dtls03},
    {{"TD_COAP_DTLS_04", "RPK ok", "coaps /secure", "RFC 7252 §9.1.3.2"}, rawPublicKeys},
    {{"TD_COAP_DTLS_05", "RPK, client does not know server key", "coaps /secure",
      "RFC 7252 §9.1.3.2"},
     rawPublicKeys},
    {{"TD_COAP_DTLS_06", "RPK, server does not know client key", "coaps /secure",
      "RFC 7252 §9.1.3.2"},
     rawPublicKeys},
    {{"TD_COAP_DTLS_07", "RPK lossy", "coaps /secure", "RFC 7252 §9.1.3.2"}, rawPublicKeys},
};

} // namespace

std::span<const TestCase> dtlsTests()
{
    return kTests;
}

} // namespace copper::conformance
