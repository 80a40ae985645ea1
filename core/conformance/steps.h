// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/block_option.h"
#include "core/conformance/conversation.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// The words test scripts are written in: requests, exchanges, and checks that end the test with a
// reason when they do not hold.
namespace copper::conformance {

inline constexpr std::uint32_t kTextPlain = 0;
inline constexpr std::uint32_t kLinkFormat = 40;
inline constexpr std::uint32_t kXml = 41;

// MAX_TRANSMIT_SPAN (RFC 7252 §4.8.2) with the standard constants, which the server is taken to
// use: by then the last copy of what it sends until it is acknowledged has been sent.
inline constexpr Duration kTransmitSpan = seconds(45);

// --- requests ---

// path: "/seg1/seg2/seg3"
Ask ask(Code method, std::string_view path);
inline Ask get(std::string_view path)
{
    return ask(code::kGet, path);
}
// With Content-Format text/plain.
Ask put(std::string_view path, std::string_view text);
Ask post(std::string_view path, std::string_view text);
Ask nonConfirmable(Ask request);

// --- exchanges ---

struct Reply
{
    Message message;
    bool acknowledged = false; // an empty ACK came before or after it: a separate response
    Sent request;

    Code code() const { return message.code; }
    std::string_view text() const { return asText(message.payload); }
    std::optional<Bytes> etag() const;
};

// What has come so far for a request.
struct Answer
{
    std::optional<Reply> reply;
    bool acknowledged = false;
    std::optional<TestEnd> wrong; // something else came instead
};
Answer answerTo(const Conversation &c, const Sent &sent);

// The response to a request; ends the test when there is none, or another one. A Non-confirmable
// request is repeated up to five times, `patience` apart.
Script<Reply> exchange(Conversation &c, Ask request, Duration patience = seconds(3));

// --- checks ---

[[noreturn]] void failTest(std::string reason, std::string rfc = {});
[[noreturn]] void cannotTell(std::string reason, std::string rfc = {});
// Something that should have come did not, or what a lost message may have brought about did: the
// test is played once more before this counts.
[[noreturn]] void missing(std::string reason, std::string rfc = {});
void check(bool holds, std::string_view reason, std::string_view rfc = {});

// One of `codes`, or the test ends: Inconclusive when the server says that it has no such resource
// or method, else failed.
void checkCode(const Message &message, std::initializer_list<Code> codes,
               std::string_view resource);
// The same where the resource is known to be there.
void checkCodeExactly(const Message &message, std::initializer_list<Code> codes);
void checkContentFormat(const Message &message, std::optional<std::uint32_t> wanted = {});

std::string codeText(Code code);           // "2.05 Content"
std::string tokenText(const Token &token); // "0x1a2b", "none"
std::string quoted(std::string_view text); // short and printable, in quotation marks

// --- bodies (RFC 7959) ---

// Nothing when absent; ends the test when it cannot be read.
std::optional<BlockValue> blockOf(const Message &message, OptionNumber number);

struct Body
{
    Bytes bytes;
    unsigned blocks = 1;
    bool changed = false; // another ETag came: what was read belongs to two representations
};

// Block `wanted` and those after it, behind `bytes`; each is checked for number, size, length and
// ETag.
Script<Body> laterBlocks(Conversation &c, Ask request, Message first, BlockValue wanted,
                         Bytes bytes);
// The rest of a body whose first block, or all, is `first`.
Script<Body> restOfBody(Conversation &c, Ask request, Message first);
// The whole representation, in blocks if the server sends it so.
Script<Bytes> wholeBody(Conversation &c, Ask request, std::string_view resource);
// A body in Block1 blocks of the size `szx` says; the server may ask for smaller ones. The answer
// to the last block.
Script<Reply> upload(Conversation &c, Ask request, Bytes body, std::uint8_t szx,
                     std::string_view resource);

// --- observing (RFC 7641) ---

struct Observation
{
    Ask request;
    Token token;
    Message first;        // the answer to the registration
    std::size_t seen = 0; // entries of the record that have been looked at
};

Script<Observation> observe(Conversation &c, Ask request, std::string_view resource);
// The next message with the observation's token that is not an answer to a request. When none comes
// by itself, `provoke` is sent once. Ends the test when none comes at all.
Script<Message> nextNotification(Conversation &c, Observation &observation,
                                 std::optional<Ask> provoke = {});
// One has come already.
bool hasNotification(const Conversation &c, const Observation &observation);
// One that goes on with the observation: success, with Observe.
Script<Message> liveNotification(Conversation &c, Observation &observation,
                                 std::optional<Ask> provoke = {});
// Nothing more with this token, although `change` gives the server a reason to notify. What was
// under way has three seconds to arrive.
Script<> expectQuiet(Conversation &c, Observation &observation, Ask change, std::string after,
                     std::string_view rfc);

// A text no earlier test has written.
std::string freshText(Conversation &c, std::string_view what);

} // namespace copper::conformance
