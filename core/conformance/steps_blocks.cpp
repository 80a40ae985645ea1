// SPDX-License-Identifier: GPL-3.0-or-later
// The block-wise steps of the tests: RFC 7959.
#include "core/conformance/steps.h"

#include <algorithm>

namespace copper::conformance {

namespace {

constexpr unsigned kMaxBlocks = 256; // of one body; larger ones would take too long

// One block of a body that is under way.
void checkBlock2(const Message &message, const BlockValue &wanted, Code code)
{
    const std::string which = "block " + std::to_string(wanted.num);
    checkCodeExactly(message, {code});
    const std::optional<BlockValue> block = blockOf(message, OptionNumber::Block2);
    if (!block)
        failTest("the answer with " + which + " has no Block2", "RFC 7959 §2.2");
    if (block->num != wanted.num || block->szx != wanted.szx)
        failTest("Block2 " + std::to_string(wanted.num) + "/" + std::to_string(wanted.size()) +
                     " was asked, " + blockText(*block) + " came",
                 "RFC 7959 §2.4");
    const std::size_t length = message.payload.size();
    if (block->more ? length != block->size() : length == 0 || length > block->size())
        failTest(which + " has " + std::to_string(length) + " bytes; Block2 " + blockText(*block) +
                     (block->more ? " asks for exactly " : " for at most ") +
                     std::to_string(block->size()),
                 "RFC 7959 §2.2");
}

Ask withoutBody(const Ask &request)
{
    Ask next = request;
    next.token.reset();
    next.payload.clear();
    next.options.remove(OptionNumber::Observe)
        .remove(OptionNumber::Block1)
        .remove(OptionNumber::Size1)
        .remove(OptionNumber::ContentFormat);
    return next;
}

// What the server said to a block that is not the last; gives the size for the next one.
std::uint8_t checkContinue(const Reply &reply, const BlockValue &sent)
{
    const std::optional<BlockValue> block = blockOf(reply.message, OptionNumber::Block1);
    if (!block)
        failTest("the " + codeText(reply.code()) + " to block " + std::to_string(sent.num) +
                     " has no Block1",
                 "RFC 7959 §2.3");
    if (block->num != sent.num || block->szx > sent.szx)
        failTest("Block1 " + blockText(sent) + " was sent, " + blockText(*block) + " came back",
                 "RFC 7959 §2.3");
    const bool atomic = reply.code() == code::kContinue;
    if (block->more != atomic)
        failTest("Block1 " + blockText(*block) + " does not go with " + codeText(reply.code()) +
                     ": M is 1 with 2.31, and 0 with a final code",
                 "RFC 7959 §2.3");
    return block->szx;
}

} // namespace

std::optional<BlockValue> blockOf(const Message &message, OptionNumber number)
{
    const auto block = findBlock(message.options, number);
    if (!block)
        return std::nullopt;
    if (!*block)
        failTest("the " + codeText(message.code) + " has an unusable Block option",
                 "RFC 7959 §2.2");
    return **block;
}

Script<Body> laterBlocks(Conversation &c, Ask request, Message first, BlockValue wanted,
                         Bytes bytes)
{
    const std::optional<ByteView> tag = first.options.first(OptionNumber::ETag);
    Body body{std::move(bytes)};
    bool more = true;
    while (more) {
        if (++body.blocks > kMaxBlocks)
            cannotTell("the body has more than " + std::to_string(kMaxBlocks) + " blocks");
        Ask next = withoutBody(request);
        next.options.setUint(OptionNumber::Block2, wanted.toUint());
        const Reply reply = co_await exchange(c, next);
        checkBlock2(reply.message, wanted, first.code);
        const std::optional<ByteView> now = reply.message.options.first(OptionNumber::ETag);
        if (tag && now && !equalBytes(*tag, *now)) {
            body.changed = true;
            co_return body;
        }
        body.bytes.insert(body.bytes.end(), reply.message.payload.begin(),
                          reply.message.payload.end());
        more = blockOf(reply.message, OptionNumber::Block2)->more;
        ++wanted.num;
    }
    co_return body;
}

Script<Body> restOfBody(Conversation &c, Ask request, Message first)
{
    const std::optional<BlockValue> block = blockOf(first, OptionNumber::Block2);
    Body body{first.payload};
    if (!block)
        co_return body;
    checkBlock2(first, {0, false, block->szx}, first.code);
    if (!block->more)
        co_return body;
    co_return co_await laterBlocks(c, std::move(request), std::move(first), {1, false, block->szx},
                                   std::move(body.bytes));
}

Script<Bytes> wholeBody(Conversation &c, Ask request, std::string_view resource)
{
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, resource);
    const Body body = co_await restOfBody(c, std::move(request), reply.message);
    if (body.changed)
        cannotTell(std::string(resource) + " changes while it is being read", "RFC 7959 §2.4");
    co_return body.bytes;
}

Script<Reply> upload(Conversation &c, Ask request, Bytes body, std::uint8_t szx,
                     std::string_view resource)
{
    std::size_t offset = 0;
    for (;;) {
        const std::size_t size = std::size_t{16} << szx;
        const bool more = offset + size < body.size();
        const BlockValue block{static_cast<std::uint32_t>(offset / size), more, szx};
        Ask next = request;
        next.options.setUint(OptionNumber::Block1, block.toUint());
        if (offset == 0)
            next.options.setUint(OptionNumber::Size1, body.size());
        const auto from = body.begin() + static_cast<std::ptrdiff_t>(offset);
        next.payload.assign(from, more ? from + static_cast<std::ptrdiff_t>(size) : body.end());
        Reply reply = co_await exchange(c, next);
        if (!more)
            co_return reply;
        if (reply.code() == code::kRequestEntityTooLarge)
            cannotTell("the server takes no body of " + std::to_string(body.size()) + " bytes at " +
                       std::string(resource) + ": " + codeText(reply.code()));
        checkCode(reply.message, {code::kContinue, code::kChanged, code::kCreated}, resource);
        offset += size;
        szx = checkContinue(reply, block);
    }
}

} // namespace copper::conformance
