// SPDX-License-Identifier: GPL-3.0-or-later
// TD_COAP_CORE: methods, tokens, separate responses, loss, options, conditional requests (RFC
// 7252).
#include "core/conformance/steps.h"
#include "core/conformance/test_scripts.h"

#include <algorithm>

namespace copper::conformance {

namespace {

constexpr Duration kSeparatePatience = seconds(10); // /separate takes its time

bool isAcknowledgement(const Reply &reply)
{
    return reply.message.type == MessageType::Acknowledgement;
}

void checkPayload(const Message &message)
{
    check(!message.payload.empty(), "the " + codeText(message.code) + " has no payload",
          "RFC 7252 §5.5");
}

// RFC 7252 §5.5.1: a format of something.
void checkFormatHasPayload(const Message &message)
{
    check(!message.options.has(OptionNumber::ContentFormat) || !message.payload.empty(),
          "the " + codeText(message.code) + " has a Content-Format, but no payload",
          "RFC 7252 §5.10.3");
}

void checkNonConfirmable(const Reply &reply)
{
    check(reply.message.type == MessageType::NonConfirmable,
          "a Non-confirmable response expected, " +
              std::string(messageTypeName(reply.message.type)) + " came",
          "RFC 7252 §5.2.3");
}

// --- the four methods, CON and NON ---

Script<> core01(Conversation &c)
{
    const Reply reply = co_await exchange(c, get("/test"));
    checkCode(reply.message, {code::kContent}, "/test");
    checkContentFormat(reply.message);
    checkPayload(reply.message);
}

Script<> core02(Conversation &c)
{
    const Reply reply = co_await exchange(c, ask(code::kDelete, "/test"));
    checkCode(reply.message, {code::kDeleted}, "/test");
    checkFormatHasPayload(reply.message);
}

Script<> core03(Conversation &c)
{
    const Reply reply = co_await exchange(c, put("/test", freshText(c, "put")));
    checkCode(reply.message, {code::kChanged, code::kCreated}, "/test");
    checkFormatHasPayload(reply.message);
}

Script<> core04(Conversation &c)
{
    const Reply reply = co_await exchange(c, post("/test", freshText(c, "post")));
    checkCode(reply.message, {code::kCreated, code::kChanged}, "/test");
    checkFormatHasPayload(reply.message);
}

Script<> core05(Conversation &c)
{
    const Reply reply = co_await exchange(c, nonConfirmable(get("/test")));
    checkCode(reply.message, {code::kContent}, "/test");
    checkNonConfirmable(reply);
    checkContentFormat(reply.message);
    checkPayload(reply.message);
}

Script<> core06(Conversation &c)
{
    const Reply reply = co_await exchange(c, nonConfirmable(ask(code::kDelete, "/test")));
    checkCode(reply.message, {code::kDeleted}, "/test");
    checkNonConfirmable(reply);
}

Script<> core07(Conversation &c)
{
    const Reply reply = co_await exchange(c, nonConfirmable(put("/test", freshText(c, "put"))));
    checkCode(reply.message, {code::kChanged, code::kCreated}, "/test");
    checkNonConfirmable(reply);
}

Script<> core08(Conversation &c)
{
    const Reply reply = co_await exchange(c, nonConfirmable(post("/test", freshText(c, "post"))));
    checkCode(reply.message, {code::kCreated, code::kChanged}, "/test");
    checkNonConfirmable(reply);
}

// --- separate responses, tokens ---

// An empty ACK, and a Confirmable response later. Over UDP the two may swap, so that the ACK is
// waited for as well.
Script<Reply> separateExchange(Conversation &c, Ask request)
{
    Reply reply = co_await exchange(c, std::move(request), kSeparatePatience);
    checkCode(reply.message, {code::kContent}, "/separate");
    if (isAcknowledgement(reply))
        cannotTell("the server answers /separate at once: nothing separate to be seen",
                   "RFC 7252 §5.2.2");
    check(reply.message.type == MessageType::Confirmable,
          "a Confirmable response expected, " + std::string(messageTypeName(reply.message.type)) +
              " came",
          "RFC 7252 §5.2.2");
    co_return reply;
}

Script<> core09(Conversation &c)
{
    // An ACK that the network lost is not missed: the response stands for it. So three are looked
    // at before its absence counts.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const Reply reply = co_await separateExchange(c, get("/separate"));
        checkContentFormat(reply.message);
        checkPayload(reply.message);
        const auto acknowledged = [&] {
            return answerTo(c, reply.request).acknowledged;
        };
        if (co_await c.until(acknowledged, seconds(1)))
            co_return;
        c.noteRepeat();
    }
    missing("three responses came, but no empty ACK before or after them", "RFC 7252 §5.2.2");
}

Script<> core10(Conversation &c)
{
    for (std::size_t length = 1; length <= Token::kMaxLength; ++length) {
        Ask request = get("/test");
        request.token = c.freshToken(length);
        const Reply reply = co_await exchange(c, request);
        checkCode(reply.message, {code::kContent}, "/test");
    }
}

Script<> core11(Conversation &c)
{
    Ask request = get("/separate");
    request.token = c.freshToken(Token::kMaxLength);
    (void)co_await separateExchange(c, request);
}

Script<> core12(Conversation &c)
{
    Ask request = get("/test");
    request.token = Token();
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, "/test");
}

// --- several options of one kind ---

Script<> core13(Conversation &c)
{
    const Reply reply = co_await exchange(c, get("/seg1/seg2/seg3"));
    checkCode(reply.message, {code::kContent}, "/seg1/seg2/seg3");
}

Script<> core14(Conversation &c)
{
    Ask request = get("/query");
    for (const char *argument : {"first=1", "second=2", "third=3"})
        request.options.addString(OptionNumber::UriQuery, argument);
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, "/query");
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : ", ") + quoted(part);
    return text.empty() ? "none" : text;
}

void checkOptions(const Message &message, OptionNumber number,
                  const std::vector<std::string> &wanted, const char *name)
{
    const std::vector<std::string> found = message.options.view().strings(number);
    check(found == wanted,
          std::string(name) + " " + joined(wanted) + " expected, " + joined(found) + " came",
          "RFC 7252 §5.10.7");
}

Script<> core18(Conversation &c)
{
    const Reply reply = co_await exchange(c, post("/test", freshText(c, "post")));
    checkCode(reply.message, {code::kCreated}, "/test");
    checkOptions(reply.message, OptionNumber::LocationPath, {"location1", "location2", "location3"},
                 "Location-Path");
}

Script<> core19(Conversation &c)
{
    const Reply reply = co_await exchange(c, post("/location-query", freshText(c, "post")));
    checkCode(reply.message, {code::kCreated}, "/location-query");
    checkOptions(reply.message, OptionNumber::LocationQuery, {"first=1", "second=2"},
                 "Location-Query");
}

// --- loss: the test withholds datagrams on this side of the socket ---

bool isRequest(const Entry &entry)
{
    return entry.message.outgoing && entry.decoded->code.isRequest();
}
bool isResponse(const Entry &entry)
{
    return !entry.message.outgoing && entry.isResponse();
}
bool isEmptyAck(const Entry &entry, bool outgoing)
{
    return entry.message.outgoing == outgoing && entry.decoded &&
           entry.decoded->type == MessageType::Acknowledgement && entry.decoded->code.isEmpty();
}

Script<> core15(Conversation &c)
{
    c.lose(isRequest, 1);
    const Reply first = co_await exchange(c, get("/test"));
    checkCode(first.message, {code::kContent}, "/test");
    c.loseNothing();
    c.lose(isResponse, 1);
    const Reply second = co_await exchange(c, get("/test"));
    checkCode(second.message, {code::kContent}, "/test");
}

Script<> core16(Conversation &c)
{
    const auto emptyAckIn = [](const Entry &entry) {
        return isEmptyAck(entry, false);
    };
    const auto firstAckOut = [](const Entry &entry) {
        return isEmptyAck(entry, true) && entry.message.fate == PlugtestMessage::Fate::Normal;
    };
    c.lose(isRequest, 1);
    (void)co_await separateExchange(c, get("/separate"));
    c.loseNothing();
    // Without its ACK the request goes on being sent until the response stops it.
    c.lose(emptyAckIn, 1);
    (void)co_await separateExchange(c, get("/separate"));
    c.loseNothing();
    c.lose(isResponse, 1);
    (void)co_await separateExchange(c, get("/separate"));
    c.loseNothing();
    c.lose(firstAckOut, 1);
    const Reply reply = co_await separateExchange(c, get("/separate"));
    const bool again = co_await c.until(
        [&] {
            return std::any_of(c.record().begin(), c.record().end(), [&](const Entry &entry) {
                return entry.message.fate == PlugtestMessage::Fate::Duplicate &&
                       entry.decoded->mid == reply.message.mid;
            });
        },
        kTransmitSpan);
    if (!again)
        missing("the ACK was withheld, and the response " + codeText(reply.code()) +
                    " was not sent again",
                "RFC 7252 §4.2");
}

Script<> core17(Conversation &c)
{
    const Reply reply = co_await exchange(c, nonConfirmable(get("/separate")), kSeparatePatience);
    checkCode(reply.message, {code::kContent}, "/separate");
    checkNonConfirmable(reply);
    check(!answerTo(c, reply.request).acknowledged, "a Non-confirmable request was acknowledged",
          "RFC 7252 §4.3");
}

// --- representations and conditions ---

Script<> core20(Conversation &c)
{
    for (const std::uint32_t format : {kTextPlain, kXml}) {
        Ask request = get("/multi-format");
        request.options.addUint(OptionNumber::Accept, format);
        const Reply reply = co_await exchange(c, request);
        checkCode(reply.message, {code::kContent}, "/multi-format");
        checkContentFormat(reply.message, format);
    }
}

Bytes requireEtag(const Reply &reply)
{
    const std::optional<Bytes> etag = reply.etag();
    if (!etag)
        failTest("the " + codeText(reply.code()) + " has no ETag", "RFC 7252 §5.10.6.1");
    return *etag;
}

Ask withOption(Ask request, OptionNumber number, ByteView value)
{
    request.options.add(number, value);
    return request;
}

Script<> core21(Conversation &c)
{
    const Reply first = co_await exchange(c, get("/validate"));
    checkCode(first.message, {code::kContent}, "/validate");
    const Bytes etag = requireEtag(first);

    const Ask conditional = withOption(get("/validate"), OptionNumber::ETag, etag);
    const Reply valid = co_await exchange(c, conditional);
    checkCodeExactly(valid.message, {code::kValid});
    check(valid.etag() == etag, "the 2.03 does not carry the ETag that was asked about",
          "RFC 7252 §5.9.1.3");
    check(valid.message.payload.empty(), "the 2.03 has a payload", "RFC 7252 §5.9.1.3");

    const Reply changed = co_await exchange(c, put("/validate", freshText(c, "changed")));
    checkCode(changed.message, {code::kChanged}, "/validate");
    const Reply after = co_await exchange(c, conditional);
    checkCodeExactly(after.message, {code::kContent});
    check(requireEtag(after) != etag, "the representation changed, its ETag did not",
          "RFC 7252 §5.10.6");
}

Script<> core22(Conversation &c)
{
    const Reply first = co_await exchange(c, get("/validate"));
    checkCode(first.message, {code::kContent}, "/validate");
    const Bytes etag = requireEtag(first);
    const std::string ours = freshText(c, "ours");
    const Reply matching =
        co_await exchange(c, withOption(put("/validate", ours), OptionNumber::IfMatch, etag));
    checkCode(matching.message, {code::kChanged}, "/validate");

    const Reply second = co_await exchange(c, get("/validate"));
    checkCodeExactly(second.message, {code::kContent});
    const Bytes newEtag = requireEtag(second);
    check(newEtag != etag, "the representation changed, its ETag did not", "RFC 7252 §5.10.6");
    const std::string theirs = freshText(c, "theirs");
    const Reply other = co_await exchange(c, put("/validate", theirs));
    checkCodeExactly(other.message, {code::kChanged});

    const Reply refused = co_await exchange(
        c, withOption(put("/validate", freshText(c, "late")), OptionNumber::IfMatch, newEtag));
    checkCodeExactly(refused.message, {code::kPreconditionFailed});
    const Reply last = co_await exchange(c, get("/validate"));
    checkCodeExactly(last.message, {code::kContent});
    check(last.text().find(theirs) != std::string_view::npos,
          "4.12 was answered, and still the resource changed: " + quoted(last.text()),
          "RFC 7252 §5.10.8.1");
}

Script<> core23(Conversation &c)
{
    // Of an earlier run it may still be there; what comes back does not matter.
    (void)co_await exchange(c, ask(code::kDelete, "/create1"));
    const Ask create =
        withOption(put("/create1", freshText(c, "created")), OptionNumber::IfNoneMatch, {});
    const Reply first = co_await exchange(c, create);
    checkCode(first.message, {code::kCreated}, "/create1");
    const Reply second = co_await exchange(c, create);
    checkCode(second.message, {code::kPreconditionFailed}, "/create1");
}

Script<> core31(Conversation &c)
{
    const MessageId mid = c.ping();
    const auto pong = [&]() -> const Message * {
        for (const Entry &entry : c.record()) {
            if (entry.heard() && entry.decoded->mid == mid)
                return &*entry.decoded;
        }
        return nullptr;
    };
    (void)co_await c.until([&] { return pong() || c.gaveUp(mid); }, c.transmitWait());
    const Message *answer = pong();
    if (!answer) {
        const bool malformed =
            std::any_of(c.record().begin(), c.record().end(), [](const Entry &e) {
                return e.message.fate == PlugtestMessage::Fate::Malformed;
            });
        check(!malformed, "the answer to the ping is not a CoAP message", "RFC 7252 §3");
        TestEnd silence{PlugtestVerdict::Inconclusive,
                        "no answer to the ping, with all its retransmissions",
                        {},
                        true,
                        true};
        throw silence;
    }
    check(answer->type == MessageType::Reset && answer->code.isEmpty(),
          "a Reset expected, " + std::string(messageTypeName(answer->type)) + " " +
              codeText(answer->code) + " came",
          "RFC 7252 §4.3");
}

constexpr TestCase kTests[] = {
    {{"TD_COAP_CORE_01", "GET, CON", "/test", "RFC 7252 §5.8.1"}, core01},
    {{"TD_COAP_CORE_02", "DELETE, CON", "/test", "RFC 7252 §5.8.4"}, core02},
    {{"TD_COAP_CORE_03", "PUT, CON", "/test", "RFC 7252 §5.8.3"}, core03},
    {{"TD_COAP_CORE_04", "POST, CON", "/test", "RFC 7252 §5.8.2"}, core04},
    {{"TD_COAP_CORE_05", "GET, NON", "/test", "RFC 7252 §5.2.3"}, core05},
    {{"TD_COAP_CORE_06", "DELETE, NON", "/test", "RFC 7252 §5.2.3"}, core06},
    {{"TD_COAP_CORE_07", "PUT, NON", "/test", "RFC 7252 §5.2.3"}, core07},
    {{"TD_COAP_CORE_08", "POST, NON", "/test", "RFC 7252 §5.2.3"}, core08},
    {{"TD_COAP_CORE_09", "GET, separate response", "/separate", "RFC 7252 §5.2.2"}, core09},
    {{"TD_COAP_CORE_10", "GET with token of 1-8 bytes", "/test", "RFC 7252 §5.3.1"}, core10},
    {{"TD_COAP_CORE_11", "separate response with token", "/separate", "RFC 7252 §5.3.1"}, core11},
    {{"TD_COAP_CORE_12", "GET with empty token", "/test", "RFC 7252 §5.3.1"}, core12},
    {{"TD_COAP_CORE_13", "several Uri-Path", "/seg1/seg2/seg3", "RFC 7252 §5.10.1"}, core13},
    {{"TD_COAP_CORE_14", "several Uri-Query", "/query", "RFC 7252 §5.10.1"}, core14},
    {{"TD_COAP_CORE_15", "lossy, piggybacked", "/test", "RFC 7252 §4.2"}, core15},
    {{"TD_COAP_CORE_16", "lossy, separate", "/separate", "RFC 7252 §5.2.2"}, core16},
    {{"TD_COAP_CORE_17", "separate, NON", "/separate", "RFC 7252 §5.2.3"}, core17},
    {{"TD_COAP_CORE_18", "several Location-Path", "/test", "RFC 7252 §5.10.7"}, core18},
    {{"TD_COAP_CORE_19", "several Location-Query", "/location-query", "RFC 7252 §5.10.7"}, core19},
    {{"TD_COAP_CORE_20", "Accept", "/multi-format", "RFC 7252 §5.10.4"}, core20},
    {{"TD_COAP_CORE_21", "ETag validation", "/validate", "RFC 7252 §5.10.6"}, core21},
    {{"TD_COAP_CORE_22", "If-Match", "/validate", "RFC 7252 §5.10.8.1"}, core22},
    {{"TD_COAP_CORE_23", "If-None-Match", "/create1", "RFC 7252 §5.10.8.2"}, core23},
    {{"TD_COAP_CORE_31", "ping", "any", "RFC 7252 §4.3"}, core31},
};

} // namespace

std::span<const TestCase> coreTests()
{
    return kTests;
}

} // namespace copper::conformance
