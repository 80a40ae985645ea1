// SPDX-License-Identifier: GPL-3.0-or-later
// TD_COAP_BLOCK: bodies both ways (RFC 7959).
#include "core/conformance/steps.h"
#include "core/conformance/test_scripts.h"

namespace copper::conformance {

namespace {

constexpr std::uint8_t kSzx16 = 0;
constexpr std::uint8_t kSzx64 = 2;
constexpr std::uint8_t kSzx256 = 4;
constexpr std::size_t kUploadBytes = 1'280;

// Text whose every line says where it stands, so that a block in the wrong place shows.
Bytes numberedText(Conversation &c, std::size_t size)
{
    std::string text = freshText(c, "body") + "\n";
    while (text.size() < size)
        text += "byte " + std::to_string(text.size()) + "\n";
    text.resize(size);
    return toOwned(asBytes(text));
}

// The size is asked for in the first request already.
Script<> earlyNegotiation(Conversation &c, std::uint8_t szx)
{
    Ask request = get("/large");
    request.options.addUint(OptionNumber::Block2, BlockValue{0, false, szx}.toUint());
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, "/large");
    const std::optional<BlockValue> first = blockOf(reply.message, OptionNumber::Block2);
    if (!first)
        failTest("Block2 0/0/" + std::to_string(16U << szx) +
                     " was asked, the answer has no Block2",
                 "RFC 7959 §2.4");
    if (first->szx > szx)
        failTest("blocks of " + std::to_string(16U << szx) + " were asked, one of " +
                     std::to_string(first->size()) + " came",
                 "RFC 7959 §2.4");
    if (!first->more)
        cannotTell("/large fits one block of " + std::to_string(first->size()) + " bytes");
    const Body body = co_await restOfBody(c, request, reply.message);
    if (body.changed)
        cannotTell("/large changes while it is being read", "RFC 7959 §2.4");
}

Script<> block01(Conversation &c)
{
    return earlyNegotiation(c, kSzx64);
}

Script<> block02(Conversation &c)
{
    const Ask request = get("/large");
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, "/large");
    const std::optional<BlockValue> first = blockOf(reply.message, OptionNumber::Block2);
    if (!first || !first->more)
        cannotTell("/large fits one message: " + std::to_string(reply.message.payload.size()) +
                   " bytes");
    if (first->szx <= kSzx64)
        cannotTell("the server's blocks have " + std::to_string(first->size()) +
                   " bytes: none smaller is tried");
    check(first->num == 0 && reply.message.payload.size() == first->size(),
          "Block2 " + blockText(*first) + " came with " +
              std::to_string(reply.message.payload.size()) + " bytes",
          "RFC 7959 §2.2");
    // From here on smaller blocks, so that the number counts in these.
    const BlockValue next{1U << (first->szx - kSzx64), false, kSzx64};
    const Body body = co_await laterBlocks(c, request, reply.message, next, reply.message.payload);
    if (body.changed)
        cannotTell("/large changes while it is being read", "RFC 7959 §2.4");
}

// The answer to the last block repeats its number, with nothing more to come.
void checkLastBlock1(const Reply &reply)
{
    const std::optional<BlockValue> block = blockOf(reply.message, OptionNumber::Block1);
    if (!block)
        failTest("the " + codeText(reply.code()) + " to the last block has no Block1",
                 "RFC 7959 §2.3");
    check(!block->more, "Block1 " + blockText(*block) + " in the answer to the last block",
          "RFC 7959 §2.3");
}

Script<> block03(Conversation &c)
{
    const Reply reply = co_await upload(c, put("/large-update", ""), numberedText(c, kUploadBytes),
                                        kSzx256, "/large-update");
    checkCode(reply.message, {code::kChanged, code::kCreated}, "/large-update");
    checkLastBlock1(reply);
}

Script<> block04(Conversation &c)
{
    const Bytes body = numberedText(c, kUploadBytes);
    const Reply reply =
        co_await upload(c, post("/large-create", ""), body, kSzx256, "/large-create");
    checkCode(reply.message, {code::kCreated}, "/large-create");
    checkLastBlock1(reply);
    std::string location;
    for (const std::string &segment :
         reply.message.options.view().strings(OptionNumber::LocationPath))
        location += "/" + segment;
    if (location.rfind("/large-create/", 0) != 0)
        failTest("Location-Path /large-create/... expected, " +
                     (location.empty() ? std::string("none") : quoted(location)) + " came",
                 "RFC 7252 §5.10.7");
    const Ask request = get(location);
    const Reply first = co_await exchange(c, request);
    checkCodeExactly(first.message, {code::kContent});
    const Body created = co_await restOfBody(c, request, first.message);
    check(created.bytes == body,
          "what was created is not what was sent: " + std::to_string(created.bytes.size()) +
              " bytes for " + std::to_string(body.size()),
          "RFC 7959 §2.5");
}

Script<> block05(Conversation &c)
{
    const Ask request = post("/large-post", "");
    const Reply reply =
        co_await upload(c, request, numberedText(c, kUploadBytes), kSzx256, "/large-post");
    checkCode(reply.message, {code::kChanged}, "/large-post");
    checkLastBlock1(reply);
    const std::optional<BlockValue> first = blockOf(reply.message, OptionNumber::Block2);
    if (!first || !first->more)
        cannotTell("the answer of /large-post fits one message: " +
                   std::to_string(reply.message.payload.size()) + " bytes");
    const Body body = co_await restOfBody(c, request, reply.message);
    check(!body.changed, "the answer's ETag changed between its blocks", "RFC 7959 §2.4");
}

Script<> block06(Conversation &c)
{
    return earlyNegotiation(c, kSzx16);
}

constexpr TestCase kTests[] = {
    {{"TD_COAP_BLOCK_01", "GET, early negotiation", "/large", "RFC 7959 §2.4"}, block01},
    {{"TD_COAP_BLOCK_02", "GET, late negotiation", "/large", "RFC 7959 §2.4"}, block02},
    {{"TD_COAP_BLOCK_03", "PUT Block1", "/large-update", "RFC 7959 §2.5"}, block03},
    {{"TD_COAP_BLOCK_04", "POST Block1 create", "/large-create", "RFC 7959 §2.5"}, block04},
    {{"TD_COAP_BLOCK_05", "POST, both ways", "/large-post", "RFC 7959 §3.3"}, block05},
    {{"TD_COAP_BLOCK_06", "GET, 16-byte blocks", "/large", "RFC 7959 §2.4"}, block06},
};

} // namespace

std::span<const TestCase> blockTests()
{
    return kTests;
}

} // namespace copper::conformance
