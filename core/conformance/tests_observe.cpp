// SPDX-License-Identifier: GPL-3.0-or-later
// TD_COAP_OBS: observing (RFC 7641), large notifications (RFC 7959 §2.6).
#include "core/conformance/steps.h"
#include "core/conformance/test_scripts.h"

#include <algorithm>

namespace copper::conformance {

namespace {

constexpr std::uint32_t kOtherFormat = 41; // what /obs does not have
constexpr double kLongestMaxAge = 70;      // seconds a test waits for one to pass

Ask changeObs(Conversation &c)
{
    return put("/obs", freshText(c, "changed"));
}

void checkType(const Message &notification, MessageType wanted, std::string_view resource)
{
    if (notification.type != wanted)
        cannotTell(std::string(resource) + " notifies by " +
                       std::string(messageTypeName(notification.type)) + "; the test needs " +
                       std::string(messageTypeName(wanted)),
                   "RFC 7641 §4.5");
}

std::uint32_t observeValue(const Message &message)
{
    return message.options.uintValue(OptionNumber::Observe).value_or(0);
}

// RFC 7641 §3.4, within the 128 s a test takes.
bool isNewer(std::uint32_t before, std::uint32_t now)
{
    constexpr std::uint32_t kHalf = 1U << 23U;
    return (before < now && now - before < kHalf) || (before > now && before - now > kHalf);
}

// Leaves as RFC 7641 §3.6 asks, so that the next test finds a server without observers. No answer,
// no harm.
Script<> leave(Conversation &c, const Observation &observation)
{
    c.forget(observation.token);
    Ask request = observation.request;
    request.options.setUint(OptionNumber::Observe, 1);
    const Sent sent = c.send(request);
    (void)co_await c.until([&] { return answerTo(c, sent).reply || c.gaveUp(sent.mid); },
                           seconds(3));
    c.forget(observation.token);
}

Script<> obs01(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const auto format = observation.first.options.uintValue(OptionNumber::ContentFormat);
    std::uint32_t newest = observeValue(observation.first);
    for (int i = 0; i < 2; ++i) {
        const Message message = co_await liveNotification(c, observation, changeObs(c));
        checkType(message, MessageType::Confirmable, "/obs");
        check(message.options.uintValue(OptionNumber::ContentFormat) == format,
              "the Content-Format of the notification is not that of the first answer",
              "RFC 7641 §4.2");
        if (!isNewer(newest, observeValue(message)))
            failTest("Observe does not grow: " + std::to_string(observeValue(message)) + " after " +
                         std::to_string(newest),
                     "RFC 7641 §4.4");
        newest = observeValue(message);
    }
    co_await leave(c, observation);
}

Script<> obs02(Conversation &c)
{
    Observation observation = co_await observe(c, nonConfirmable(get("/obs-non")), "/obs-non");
    unsigned unconfirmed = 0;
    // Now and then one is Confirmable (RFC 7641 §4.5): once a day is often enough.
    for (int i = 0; i < 3; ++i) {
        const Message message = co_await liveNotification(c, observation);
        unconfirmed += message.type == MessageType::NonConfirmable ? 1 : 0;
    }
    if (unconfirmed == 0)
        cannotTell("/obs-non notifies by CON alone", "RFC 7641 §4.5");
    co_await leave(c, observation);
}

Script<> obs04(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const Reply reset = co_await exchange(c, post("/obs-reset", ""));
    if (!reset.code().isSuccess())
        cannotTell("the server cannot be made to lose its observers: " + codeText(reset.code()) +
                   " to POST /obs-reset");
    const std::uint32_t maxAge =
        observation.first.options.uintValue(OptionNumber::MaxAge).value_or(60);
    if (maxAge > kLongestMaxAge)
        cannotTell("the Max-Age of /obs is " + std::to_string(maxAge) + " s: too long to wait for");
    (void)co_await exchange(c, changeObs(c));
    observation.seen = c.record().size();
    // RFC 7641 §3.3.1: when Max-Age has passed without a notification, the client asks anew.
    const auto notified = [&] {
        return hasNotification(c, observation);
    };
    if (co_await c.until(notified, seconds(maxAge + 5.0)))
        cannotTell("the server cannot be made to lose its observers: it notifies after POST "
                   "/obs-reset too");
    const Reply again = co_await exchange(c, observation.request);
    checkCode(again.message, {code::kContent}, "/obs");
    check(again.message.options.has(OptionNumber::Observe),
          "registered again with the same token, and the answer has no Observe", "RFC 7641 §4.1");
    observation.seen = c.record().size();
    (void)co_await liveNotification(c, observation, changeObs(c));
    co_await leave(c, observation);
}

Script<> obs05(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const Message last = co_await liveNotification(c, observation, changeObs(c));
    checkType(last, MessageType::Confirmable, "/obs");
    // Switched off: nothing of this observation arrives, so nothing is acknowledged.
    const Token token = observation.token;
    const auto notification = [token](const Entry &entry) {
        return !entry.message.outgoing && entry.isResponse() && entry.decoded->token == token;
    };
    c.lose(notification, Conversation::kMaxMessages);
    const auto off = static_cast<std::ptrdiff_t>(c.record().size());
    const auto heardWhileOff = [&c, off, notification] {
        return std::count_if(c.record().begin() + off, c.record().end(), notification);
    };
    if (!co_await c.until([&] { return heardWhileOff() >= 1; }, seconds(8))) {
        (void)co_await exchange(c, changeObs(c));
        if (!co_await c.until([&] { return heardWhileOff() >= 1; }, seconds(8)))
            missing("no notification, although the resource was changed", "RFC 7641 §4.2");
    }
    // The constants of RFC 7252 §4.8, which the server is taken to use.
    co_await c.pause(TransmissionParameters().maxTransmitWait());
    const auto tries = heardWhileOff();
    if (tries < 2)
        missing("the notification that was not acknowledged was not sent again", "RFC 7641 §4.5");
    (void)co_await exchange(c, changeObs(c));
    co_await c.pause(seconds(8));
    check(heardWhileOff() == tries,
          "the server goes on notifying a client that has not acknowledged for 93 s",
          "RFC 7641 §4.5");
}

Script<> obs06(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    (void)co_await liveNotification(c, observation, changeObs(c));
    // After a reboot the token means nothing here, so a Reset answers the next notification.
    c.forget(observation.token);
    // A Reset may be lost. Who ignores them sends again after 3 s, 6 s, 12 s at the latest.
    constexpr int kResets = 4;
    constexpr Duration kQuiet = seconds(14);
    std::size_t before = c.record().size();
    for (int i = 0; i < kResets; ++i) {
        const auto rejected = [&c, before] {
            return std::any_of(c.record().begin() + static_cast<std::ptrdiff_t>(before),
                               c.record().end(), [](const Entry &entry) {
                                   return entry.message.outgoing &&
                                          entry.decoded->type == MessageType::Reset;
                               });
        };
        bool came = co_await c.until(rejected, i == 0 ? seconds(20) : kQuiet);
        if (!came && i == 0) {
            (void)co_await exchange(c, changeObs(c));
            came = co_await c.until(rejected, seconds(20));
            if (!came)
                missing("no notification came that a Reset could answer", "RFC 7641 §4.2");
        }
        if (!came)
            co_return;
        before = c.record().size();
        // Silence means something only when there is something to be said.
        if (i == 0)
            (void)co_await exchange(c, changeObs(c));
    }
    throw TestEnd{PlugtestVerdict::Fail,
                  "the server goes on notifying after " + std::to_string(kResets) + " Resets",
                  "RFC 7641 §3.6", true};
}

// The notification a request that has just been answered brought about. What was under way then may
// come first; so when the first is not it, two periods of /obs are waited for another. If that does
// not come either, the last one that came.
Script<Message> notificationAfter(Conversation &c, Observation &observation,
                                  std::function<bool(const Message &)> isIt)
{
    const std::size_t answered = c.record().size();
    Message message = co_await nextNotification(c, observation);
    while (!isIt(message)) {
        const bool mayFollow = observation.seen <= answered;
        const auto more = [&] {
            return hasNotification(c, observation);
        };
        if (!co_await c.until(more, mayFollow ? kTransmitSpan : seconds(12)))
            co_return message;
        message = co_await nextNotification(c, observation);
        if (!mayFollow)
            co_return message;
    }
    co_return message;
}

// RFC 7641 §4.2: a notification in the old format although it was to change, or in another one.
[[noreturn]] void judgeOtherFormat(const Observation &observation, const Message &message)
{
    const auto text = [](const Message &from) {
        const auto format = from.options.uintValue(OptionNumber::ContentFormat);
        return format ? std::to_string(*format) : std::string("none");
    };
    if (text(message) == text(observation.first))
        cannotTell("/obs keeps its Content-Format (" + text(message) +
                   ") whatever is put there: no reason to end the observation");
    failTest("the Content-Format changed from " + text(observation.first) + " to " + text(message) +
                 " in a notification; 4.06 is due",
             "RFC 7641 §4.2");
}

// `stimulus` brings about an error that ends the observation: without Observe, acknowledged, and
// nothing after it.
Script<> expectEnd(Conversation &c, Observation &observation, Ask stimulus, Code wanted)
{
    const Reply reply = co_await exchange(c, stimulus);
    if (!reply.code().isSuccess())
        cannotTell("the server cannot be made to end the observation: " + codeText(reply.code()) +
                   " to " + std::string(codeName(stimulus.method)) + " /obs");
    const Message message = co_await notificationAfter(
        c, observation, [](const Message &candidate) { return !candidate.code.isSuccess(); });
    if (message.code.isSuccess() && wanted == code::kNotAcceptable)
        judgeOtherFormat(observation, message);
    if (message.code != wanted)
        failTest("a notification " + codeText(wanted) + " expected after " +
                     std::string(codeName(stimulus.method)) + ", " + codeText(message.code) +
                     " came",
                 "RFC 7641 §4.2");
    check(!message.options.has(OptionNumber::Observe),
          "the " + codeText(message.code) + " that ends the observation has Observe",
          "RFC 7641 §4.2");
    check(message.type == MessageType::Confirmable,
          "the " + codeText(message.code) + " that ends the observation came as " +
              std::string(messageTypeName(message.type)) + "; the test asks for CON",
          "RFC 7641 §4.5");
    Ask change = changeObs(c);
    co_await expectQuiet(c, observation, std::move(change), "its " + codeText(wanted),
                         "RFC 7641 §4.2");
}

// The same; /obs is made whole again whatever came, for the tests after this one.
Script<> expectEndAndRestore(Conversation &c, Observation &observation, Ask stimulus, Code wanted)
{
    std::optional<TestEnd> failed;
    try {
        co_await expectEnd(c, observation, std::move(stimulus), wanted);
    } catch (const TestEnd &end) {
        failed = end;
    }
    c.forget(observation.token);
    const Reply restored = co_await exchange(c, put("/obs", freshText(c, "restored")));
    if (failed)
        throw *failed;
    checkCode(restored.message, {code::kChanged, code::kCreated}, "/obs");
}

Script<> obs07(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    co_await expectEndAndRestore(c, observation, ask(code::kDelete, "/obs"), code::kNotFound);
}

Script<> obs08(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    Ask other = put("/obs", freshText(c, "other format"));
    other.options.setUint(OptionNumber::ContentFormat, kOtherFormat);
    co_await expectEndAndRestore(c, observation, other, code::kNotAcceptable);
}

Script<> obs09(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const std::string text = freshText(c, "new value");
    const Reply changed = co_await exchange(c, put("/obs", text));
    checkCode(changed.message, {code::kChanged}, "/obs");
    const auto carriesIt = [&text](const Message &candidate) {
        return asText(candidate.payload).find(text) != std::string_view::npos;
    };
    const Message message = co_await notificationAfter(c, observation, carriesIt);
    if (!carriesIt(message))
        failTest("/obs was changed by PUT, and the notification does not carry " + quoted(text) +
                     " but " + quoted(asText(message.payload)),
                 "RFC 7641 §4.2");
    co_await leave(c, observation);
}

Script<> obs10(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const Reply plain = co_await exchange(c, get("/obs"));
    checkCodeExactly(plain.message, {code::kContent});
    check(!plain.message.options.has(OptionNumber::Observe),
          "a GET without Observe was answered with Observe", "RFC 7641 §4.1");
    (void)co_await liveNotification(c, observation, changeObs(c));
    co_await leave(c, observation);
}

// Two notifications are in flight when a new one comes before its time while another waits for its
// ACK. At the time of a retransmission a newer state may take its place (RFC 7641 §4.5.2), and then
// the old one must not come again.
void checkOneInFlight(const Conversation &c, const Token &token)
{
    // Of the server's clock and the network's wandering; ACK_TIMEOUT is 2 s.
    constexpr Duration kSoonest = seconds(1.5);
    std::optional<MessageId> open; // not acknowledged by us
    TimePoint openSince{};
    std::set<MessageId> replaced;
    for (const Entry &entry : c.record()) {
        if (!entry.decoded)
            continue;
        const Message &message = *entry.decoded;
        if (entry.message.outgoing) {
            if (entry.message.fate != PlugtestMessage::Fate::Lost && open == message.mid &&
                message.type == MessageType::Acknowledgement)
                open.reset();
            continue;
        }
        if (message.type != MessageType::Confirmable || message.token != token)
            continue;
        check(!replaced.contains(message.mid),
              "a notification came again after a newer one had taken its place", "RFC 7641 §4.5.2");
        if (open && *open != message.mid) {
            check(entry.message.at - openSince >= kSoonest,
                  "a notification came while another one waited for its ACK", "RFC 7641 §4.5.1");
            replaced.insert(*open);
        }
        open = message.mid;
        openSince = entry.message.at;
    }
}

Script<> obs11(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    const Token token = observation.token;
    const auto notification = [token](const Entry &entry) {
        return !entry.message.outgoing && entry.isResponse() && entry.decoded->token == token;
    };
    const auto acknowledgement = [](const Entry &entry) {
        return entry.message.outgoing && entry.decoded->type == MessageType::Acknowledgement;
    };
    // In between one goes through, so that the losses do not add up to MAX_RETRANSMIT.
    c.lose(acknowledgement, 1);
    for (int i = 0; i < 3; ++i)
        (void)co_await liveNotification(c, observation, changeObs(c));
    c.loseNothing();
    // Long enough for the state to change while one is in flight.
    c.lose(notification, 2);
    (void)co_await liveNotification(c, observation, changeObs(c));
    c.loseNothing();
    const Message last = co_await liveNotification(c, observation, changeObs(c));
    checkType(last, MessageType::Confirmable, "/obs");
    checkOneInFlight(c, token);
    co_await leave(c, observation);
}

Script<> obs12(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs"), "/obs");
    (void)co_await liveNotification(c, observation, changeObs(c));
    Ask farewell = observation.request;
    farewell.options.setUint(OptionNumber::Observe, 1);
    const Reply reply = co_await exchange(c, farewell);
    checkCodeExactly(reply.message, {code::kContent});
    check(!reply.message.options.has(OptionNumber::Observe),
          "the answer to the deregistration has Observe", "RFC 7641 §4.1");
    Ask change = changeObs(c);
    co_await expectQuiet(c, observation, std::move(change), "the deregistration", "RFC 7641 §4.1");
}

// The rest of a large notification is fetched by a GET of its own, which has no Observe. The
// resource may change meanwhile; then the next notification counts.
Script<bool> fetchRest(Conversation &c, const Observation &observation, Message first)
{
    Ask request = observation.request;
    request.confirmable = true;
    const Body body = co_await restOfBody(c, std::move(request), std::move(first));
    co_return !body.changed;
}

// Those that came while a body was being read are not worth reading any more.
Script<Message> newestNotification(Conversation &c, Observation &observation)
{
    Message message = co_await liveNotification(c, observation);
    while (hasNotification(c, observation))
        message = co_await liveNotification(c, observation);
    co_return message;
}

Script<> obs13(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs-large"), "/obs-large");
    const std::optional<BlockValue> block = blockOf(observation.first, OptionNumber::Block2);
    if (!block || !block->more)
        cannotTell("/obs-large fits one message: " +
                   std::to_string(observation.first.payload.size()) + " bytes");
    bool whole = co_await fetchRest(c, observation, observation.first);
    for (int i = 0; i < 6; ++i) {
        const Message message = co_await newestNotification(c, observation);
        const std::optional<BlockValue> part = blockOf(message, OptionNumber::Block2);
        check(part && part->num == 0 && part->more,
              "a notification of a large resource does not carry its first block", "RFC 7959 §2.6");
        const bool wholeAgain = co_await fetchRest(c, observation, message);
        if (wholeAgain && whole) {
            co_await leave(c, observation);
            co_return;
        }
        whole = whole || wholeAgain;
    }
    cannotTell("/obs-large changes faster than it can be read");
}

Script<> obs14(Conversation &c)
{
    Observation observation = co_await observe(c, get("/obs-pumping"), "/obs-pumping");
    bool large = false;
    bool small = false;
    Message message = observation.first;
    for (int i = 0; i < 8 && !(large && small); ++i) {
        if (i > 0)
            message = co_await newestNotification(c, observation);
        const std::optional<BlockValue> part = blockOf(message, OptionNumber::Block2);
        if (!part || !part->more)
            small = true;
        else if (co_await fetchRest(c, observation, message))
            large = true;
    }
    if (!large || !small)
        cannotTell("/obs-pumping was only ever " + std::string(large ? "large" : "small"));
    co_await leave(c, observation);
}

constexpr TestCase kTests[] = {
    {{"TD_COAP_OBS_01", "observe CON", "/obs", "RFC 7641 §4.2"}, obs01},
    {{"TD_COAP_OBS_02", "observe NON", "/obs-non", "RFC 7641 §4.5"}, obs02},
    {{"TD_COAP_OBS_04", "client sees lost registration", "/obs", "RFC 7641 §3.3.1"}, obs04},
    {{"TD_COAP_OBS_05", "client off", "/obs", "RFC 7641 §4.5"}, obs05},
    {{"TD_COAP_OBS_06", "RST", "/obs", "RFC 7641 §3.6"}, obs06},
    {{"TD_COAP_OBS_07", "resource deleted", "/obs", "RFC 7641 §4.2"}, obs07},
    {{"TD_COAP_OBS_08", "Content-Format changes", "/obs", "RFC 7641 §4.2"}, obs08},
    {{"TD_COAP_OBS_09", "update", "/obs", "RFC 7641 §4.2"}, obs09},
    {{"TD_COAP_OBS_10", "plain GET keeps observation", "/obs", "RFC 7641 §4.1"}, obs10},
    {{"TD_COAP_OBS_11", "observe lossy", "/obs", "RFC 7641 §4.5.1"}, obs11},
    {{"TD_COAP_OBS_12", "deregister", "/obs", "RFC 7641 §4.1"}, obs12},
    {{"TD_COAP_OBS_13", "observe large", "/obs-large", "RFC 7959 §2.6"}, obs13},
    {{"TD_COAP_OBS_14", "observe varying size", "/obs-pumping", "RFC 7959 §2.6"}, obs14},
};

} // namespace

std::span<const TestCase> observeTests()
{
    return kTests;
}

} // namespace copper::conformance
