// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conformance/steps.h"

#include <algorithm>

namespace copper::conformance {

namespace {

constexpr unsigned kRepeats = 5;                                // of a request without confirmation
constexpr Duration kSeparateWait = seconds(10) + kTransmitSpan; // from ACK to response
constexpr Duration kPongWait = seconds(7);                      // two retransmissions
constexpr std::size_t kQuotedLength = 60;

std::string describe(const Ask &request)
{
    return (request.confirmable ? "CON " : "NON ") + std::string(codeName(request.method)) + " " +
           request.options.view().uriPath();
}

// Whether the server is there at all decides between a fault and an absence.
Script<> explainSilence(Conversation &c, std::string what)
{
    const bool first = std::none_of(c.record().begin(), c.record().end(),
                                    [](const Entry &entry) { return !entry.message.outgoing; });
    const MessageId mid = c.ping();
    const bool alive = co_await c.until(
        [&c, mid] {
            return std::any_of(c.record().begin(), c.record().end(), [mid](const Entry &entry) {
                return entry.heard() && entry.decoded->type == MessageType::Reset &&
                       entry.decoded->mid == mid;
            });
        },
        kPongWait);
    TestEnd end;
    end.absent = true;
    end.silent = first && !alive;
    if (end.silent)
        end.verdict = PlugtestVerdict::Inconclusive;
    end.reason = std::move(what) +
                 (alive ? ", though the server answers a ping" : "; a ping is not answered either");
    throw end;
}

bool isAwaited(const Answer &answer)
{
    return answer.reply || answer.wrong;
}

Script<Reply> exchangeNonConfirmable(Conversation &c, Ask request, Duration patience)
{
    request.token = request.token ? *request.token : c.freshToken(4);
    std::vector<Sent> sent;
    Answer answer;
    for (unsigned attempt = 0; attempt <= kRepeats; ++attempt) {
        if (attempt > 0)
            c.noteRepeat();
        sent.push_back(c.send(request));
        sent.back().tokenShared = false;
        const bool came = co_await c.until(
            [&] {
                answer = answerTo(c, sent.front());
                return isAwaited(answer);
            },
            patience);
        if (came && answer.wrong)
            throw *answer.wrong;
        if (came) {
            answer.reply->request = sent.back();
            co_return *answer.reply;
        }
    }
    std::string what =
        "no response to " + describe(request) + ", sent " + std::to_string(kRepeats + 1) + " times";
    co_await explainSilence(c, std::move(what));
    co_return Reply{};
}

TestEnd wrongToken(const Message &message, const Token &wanted)
{
    TestEnd end;
    end.reason = "the " + codeText(message.code) + " carries token " + tokenText(message.token) +
                 "; that of the request was " + tokenText(wanted);
    end.rfc = "RFC 7252 §5.3.1";
    return end;
}

TestEnd malformed()
{
    TestEnd end;
    end.reason = "a datagram came that is not a CoAP message";
    end.rfc = "RFC 7252 §3";
    return end;
}

// What one heard message means for a request.
void consider(const Conversation &c, const Sent &sent, const Entry &entry, Answer &answer)
{
    const Message &message = *entry.decoded;
    const bool paired = message.mid == sent.mid;
    if (message.type == MessageType::Reset) {
        if (paired)
            answer.wrong = TestEnd{PlugtestVerdict::Fail, "the request was answered by a Reset",
                                   "RFC 7252 §4.2"};
        return;
    }
    if (message.type == MessageType::Acknowledgement) {
        if (!paired || message.code.isEmpty())
            return;
        if (message.token == sent.token)
            answer.reply = Reply{message, answer.acknowledged, sent};
        else
            answer.wrong = wrongToken(message, sent.token);
        return;
    }
    if (!message.code.isResponse() || entry.message.fate == PlugtestMessage::Fate::Duplicate)
        return;
    if (message.token == sent.token) {
        // With an observation's token it may be a notification; a response follows the empty ACK.
        if (!sent.tokenShared || answer.acknowledged)
            answer.reply = Reply{message, answer.acknowledged, sent};
    } else if (!c.wasOurs(message.token)) {
        answer.wrong = wrongToken(message, sent.token);
    }
}

} // namespace

// --- requests ---

Ask ask(Code method, std::string_view path)
{
    Ask request;
    request.method = method;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        request.options.addString(OptionNumber::UriPath, path.substr(0, end));
        path.remove_prefix(end);
    }
    return request;
}

namespace {

Ask withText(Code method, std::string_view path, std::string_view text)
{
    Ask request = ask(method, path);
    request.options.addUint(OptionNumber::ContentFormat, kTextPlain);
    request.payload = toOwned(asBytes(text));
    return request;
}

} // namespace

Ask put(std::string_view path, std::string_view text)
{
    return withText(code::kPut, path, text);
}

Ask post(std::string_view path, std::string_view text)
{
    return withText(code::kPost, path, text);
}

Ask nonConfirmable(Ask request)
{
    request.confirmable = false;
    return request;
}

// --- exchanges ---

std::optional<Bytes> Reply::etag() const
{
    const auto value = message.options.first(OptionNumber::ETag);
    return value ? std::optional(toOwned(*value)) : std::nullopt;
}

Answer answerTo(const Conversation &c, const Sent &sent)
{
    const std::vector<Entry> &record = c.record();
    Answer answer;
    for (std::size_t i = sent.entry; i < record.size(); ++i) {
        const Entry &entry = record[i];
        if (entry.heard() && entry.decoded->type == MessageType::Acknowledgement &&
            entry.decoded->mid == sent.mid && entry.decoded->code.isEmpty())
            answer.acknowledged = true;
    }
    for (std::size_t i = sent.entry; i < record.size() && !isAwaited(answer); ++i) {
        if (record[i].message.fate == PlugtestMessage::Fate::Malformed)
            answer.wrong = malformed();
        else if (record[i].heard())
            consider(c, sent, record[i], answer);
    }
    return answer;
}

Script<Reply> exchange(Conversation &c, Ask request, Duration patience)
{
    if (!request.confirmable)
        co_return co_await exchangeNonConfirmable(c, std::move(request), patience);
    const Sent sent = c.send(request);
    Answer answer;
    const auto look = [&] {
        answer = answerTo(c, sent);
        return isAwaited(answer);
    };
    co_await c.until([&] { return look() || answer.acknowledged || c.gaveUp(sent.mid); },
                     c.transmitWait());
    if (!isAwaited(answer) && answer.acknowledged)
        co_await c.until(look, kSeparateWait);
    if (answer.wrong)
        throw *answer.wrong;
    if (answer.reply)
        co_return *answer.reply;
    std::string what = describe(request) + " was acknowledged, and no response followed";
    if (!answer.acknowledged)
        what = "no answer to " + describe(request) + ", with all its retransmissions";
    co_await explainSilence(c, std::move(what));
    co_return Reply{};
}

// --- checks ---

void failTest(std::string reason, std::string rfc)
{
    throw TestEnd{PlugtestVerdict::Fail, std::move(reason), std::move(rfc)};
}

void cannotTell(std::string reason, std::string rfc)
{
    throw TestEnd{PlugtestVerdict::Inconclusive, std::move(reason), std::move(rfc)};
}

void missing(std::string reason, std::string rfc)
{
    throw TestEnd{PlugtestVerdict::Fail, std::move(reason), std::move(rfc), true};
}

void check(bool holds, std::string_view reason, std::string_view rfc)
{
    if (!holds)
        failTest(std::string(reason), std::string(rfc));
}

std::string codeText(Code code)
{
    const std::string_view name = codeName(code);
    return codeDigits(code) + (name.empty() ? "" : " " + std::string(name));
}

std::string tokenText(const Token &token)
{
    return token.size() == 0 ? "none" : "0x" + toHex(token.view());
}

std::string quoted(std::string_view text)
{
    std::string shown;
    for (const char c : text.substr(0, kQuotedLength))
        shown += c >= ' ' && c <= '~' ? c : '.';
    return '"' + shown + (text.size() > kQuotedLength ? "...\"" : "\"");
}

void checkCodeExactly(const Message &message, std::initializer_list<Code> codes)
{
    if (std::find(codes.begin(), codes.end(), message.code) != codes.end())
        return;
    std::string wanted;
    for (const Code code : codes)
        wanted += (wanted.empty() ? "" : " or ") + codeText(code);
    std::string reason = wanted + " expected, " + codeText(message.code) + " came";
    // RFC 7252 §5.5.2: the diagnostic payload.
    if (!message.code.isSuccess() && !message.payload.empty())
        reason += ": " + quoted(asText(message.payload));
    failTest(std::move(reason), "RFC 7252 §5.9");
}

void checkCode(const Message &message, std::initializer_list<Code> codes, std::string_view resource)
{
    const bool wanted = std::find(codes.begin(), codes.end(), message.code) != codes.end();
    const bool lacking = message.code == code::kNotFound ||
                         message.code == code::kMethodNotAllowed ||
                         message.code == code::kNotImplemented;
    if (!wanted && lacking)
        cannotTell("the server does not have " + std::string(resource) +
                   ", or not with this method: " + codeText(message.code));
    checkCodeExactly(message, codes);
}

void checkContentFormat(const Message &message, std::optional<std::uint32_t> wanted)
{
    const auto format = message.options.uintValue(OptionNumber::ContentFormat);
    if (!format)
        failTest("the " + codeText(message.code) + " has no Content-Format", "RFC 7252 §5.5.1");
    if (wanted && *format != *wanted)
        failTest("Content-Format " + std::to_string(*wanted) + " expected, " +
                     std::to_string(*format) + " came",
                 "RFC 7252 §5.10.3");
}

// --- observing ---

std::string freshText(Conversation &c, std::string_view what)
{
    return std::string(what) + " " + toHex(c.freshToken(3).view());
}

Script<Observation> observe(Conversation &c, Ask request, std::string_view resource)
{
    Ask registration = request;
    registration.token = request.token ? *request.token : c.freshToken(4);
    registration.options.setUint(OptionNumber::Observe, 0);
    const Reply reply = co_await exchange(c, registration);
    checkCode(reply.message, {code::kContent}, resource);
    if (!reply.message.options.has(OptionNumber::Observe))
        cannotTell("the answer to the registration has no Observe: the server does not let " +
                       std::string(resource) + " be observed now",
                   "RFC 7641 §4.1");
    Observation observation;
    observation.token = *registration.token;
    observation.request = std::move(registration);
    observation.first = reply.message;
    observation.seen = c.record().size();
    co_return observation;
}

namespace {

std::optional<std::size_t> findNotification(const Conversation &c, const Observation &observation)
{
    const std::vector<Entry> &record = c.record();
    for (std::size_t i = observation.seen; i < record.size(); ++i) {
        const Entry &entry = record[i];
        if (entry.message.fate == PlugtestMessage::Fate::Malformed)
            throw malformed();
        if (!entry.heard() || !entry.isResponse() ||
            entry.decoded->type == MessageType::Acknowledgement ||
            entry.message.fate == PlugtestMessage::Fate::Duplicate)
            continue;
        if (entry.decoded->token == observation.token)
            return i;
        if (!c.wasOurs(entry.decoded->token))
            throw wrongToken(*entry.decoded, observation.token);
    }
    return std::nullopt;
}

} // namespace

bool hasNotification(const Conversation &c, const Observation &observation)
{
    return findNotification(c, observation).has_value();
}

Script<Message> nextNotification(Conversation &c, Observation &observation,
                                 std::optional<Ask> provoke)
{
    // /obs changes every 5 s. Nothing is provoked before two such periods and a retransmission.
    const Duration byItself = provoke ? seconds(20) : kTransmitSpan;
    const auto arrived = [&] {
        return hasNotification(c, observation);
    };
    bool came = co_await c.until(arrived, byItself);
    if (!came && provoke) {
        const Reply changed = co_await exchange(c, *provoke);
        if (!changed.code().isSuccess())
            cannotTell("no notification in 20 s, and the resource cannot be changed: " +
                       codeText(changed.code()) + " to " + describe(*provoke));
        came = co_await c.until(arrived, kTransmitSpan);
    }
    if (!came)
        missing(provoke ? "no notification, although the resource was changed"
                        : "no notification in 45 s",
                "RFC 7641 §4.2");
    const std::size_t at = *findNotification(c, observation);
    observation.seen = at + 1;
    co_return *c.record()[at].decoded;
}

Script<Message> liveNotification(Conversation &c, Observation &observation,
                                 std::optional<Ask> provoke)
{
    Message message = co_await nextNotification(c, observation, std::move(provoke));
    if (!message.code.isSuccess() || !message.options.has(OptionNumber::Observe))
        failTest(
            "a notification with Observe expected, " + codeText(message.code) +
                (message.options.has(OptionNumber::Observe) ? " came" : " without Observe came"),
            "RFC 7641 §4.2");
    co_return message;
}

Script<> expectQuiet(Conversation &c, Observation &observation, Ask change, std::string after,
                     std::string_view rfc)
{
    constexpr Duration kQuiet = seconds(12); // two periods of /obs
    constexpr Duration kCrossing = seconds(3);
    (void)co_await c.pause(kCrossing);
    observation.seen = c.record().size();
    // Silence means something only when there is something to be said.
    const Reply changed = co_await exchange(c, change);
    if (!changed.code().isSuccess())
        cannotTell("the resource cannot be changed: " + codeText(changed.code()) + " to " +
                   describe(change));
    const auto notified = [&] {
        return hasNotification(c, observation);
    };
    if (co_await c.until(notified, kQuiet))
        missing("the server goes on notifying after " + after, std::string(rfc));
}

} // namespace copper::conformance
