// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/block_transfer.h"

#include "core/base/plant.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint64_t kMaxBlocks = 1U << 20U; // RFC 7959 §2.2: NUM has 20 bits

} // namespace

// --- BlockUpload ---

BlockUpload::BlockUpload(std::shared_ptr<BodySource> source, std::uint8_t szx,
                         std::uint32_t firstNum, unsigned maxRestarts)
    : m_source(std::move(source)), m_szx(szx), m_maxRestarts(maxRestarts)
{
    m_offset = static_cast<std::uint64_t>(firstNum) << (szx + 4U);
    if (m_offset >= m_source->size())
        m_offset = 0;
    m_confirmed = m_offset;
}

bool BlockUpload::fits(std::uint64_t size, std::uint8_t szx)
{
    return size <= kMaxBlocks << (szx + 4U);
}

BlockValue BlockUpload::current() const
{
    const std::uint64_t end = m_offset + blockSize();
    return {static_cast<std::uint32_t>(m_offset >> (m_szx + 4U)), end < m_source->size(), m_szx};
}

Result<Bytes, BodyFault> BlockUpload::payload() const
{
    const std::uint64_t size = std::min<std::uint64_t>(blockSize(), m_source->size() - m_offset);
    Bytes bytes(static_cast<std::size_t>(size));
    const std::uint64_t off = planted(Plant::Block1OffsetOff) && m_offset > 0 ? 1 : 0;
    if (const auto read = m_source->read(m_offset - off, bytes); !read)
        return failure(read.error());
    return bytes;
}

BlockUpload::Verdict BlockUpload::startOver(std::uint8_t szx)
{
    if (m_restarts >= m_maxRestarts)
        return Verdict::Lost;
    ++m_restarts;
    m_szx = szx;
    m_offset = 0;
    m_confirmed = 0;
    return Verdict::StartOver;
}

bool BlockUpload::isStale(std::optional<BlockValue> block1) const
{
    return block1 && block1->offset() < m_offset;
}

BlockUpload::Verdict BlockUpload::handleResponse(Code code, std::optional<BlockValue> block1)
{
    const BlockValue sent = current();
    if (code == code::kRequestEntityIncomplete)
        return startOver(m_szx);
    if (code == code::kRequestEntityTooLarge) {
        // RFC 7959 §2.9.3: a smaller size in the answer invites another try from block 0.
        if (block1 && block1->szx < m_szx && fits(m_source->size(), block1->szx)) {
            const unsigned before = m_restarts;
            const Verdict verdict = startOver(block1->szx);
            m_restarts = before; // the size shrinks each time: this ends by itself
            return verdict == Verdict::Lost ? Verdict::Refused : verdict;
        }
        return Verdict::Refused;
    }
    if (!code.isSuccess())
        return Verdict::Refused;
    if (!block1) {
        // A final answer without Block1 to the last block is as good; to another one it says that
        // the server did not take the block for what it is.
        if (code == code::kContinue || sent.more)
            return Verdict::Malformed;
        m_confirmed = m_source->size();
        return Verdict::Finished;
    }
    if (block1->num != sent.num) {
        // RFC 7959 §2.3: the answer names the block it is for. With a lowered size the server may
        // count in its own size, from the same offset.
        if (block1->offset() != m_offset)
            return Verdict::Malformed;
    }
    if (block1->szx > m_szx)
        return Verdict::Malformed;
    if (code == code::kContinue && !sent.more)
        return Verdict::Malformed;
    const std::uint64_t end = m_offset + blockSize();
    m_confirmed = std::min(end, m_source->size());
    if (!sent.more)
        return Verdict::Finished;
    if (block1->szx < m_szx && !fits(m_source->size(), block1->szx))
        return Verdict::Refused;
    // The whole block has been taken; what follows is counted in the smaller size (figure 9).
    m_offset = end;
    m_szx = block1->szx;
    return Verdict::NextBlock;
}

// --- BlockDownload ---

BlockDownload::BlockDownload(std::shared_ptr<BodySink> sink, std::optional<std::uint8_t> szx,
                             unsigned maxRestarts)
    : m_sink(std::move(sink)), m_szx(szx), m_maxRestarts(maxRestarts)
{}

void BlockDownload::resumeAt(BlockValue next, std::optional<Bytes> etag)
{
    m_szx = next.szx;
    m_offset = next.offset();
    m_etag = std::move(etag);
}

void BlockDownload::onlyBlock(BlockValue block)
{
    m_szx = block.szx;
    m_offset = block.offset();
    m_base = m_offset;
    m_single = true;
}

BlockValue BlockDownload::next() const
{
    const std::uint8_t szx = m_szx.value_or(6);
    return {static_cast<std::uint32_t>(m_offset >> (szx + 4U)), false, szx};
}

BlockDownload::Verdict BlockDownload::startOver()
{
    if (m_restarts >= m_maxRestarts)
        return Verdict::Changed;
    ++m_restarts;
    m_offset = m_base;
    m_etag.reset();
    m_sink->restart();
    return Verdict::StartOver;
}

BlockDownload::Verdict BlockDownload::keep(ByteView payload)
{
    if (payload.empty())
        return Verdict::Finished;
    if (const auto written = m_sink->write(m_offset - m_base, payload); !written) {
        return written.error() == BodyFault::TooLarge ? Verdict::TooLarge : Verdict::SinkFailed;
    }
    m_offset += payload.size();
    return Verdict::Finished;
}

bool BlockDownload::isStale(const MessageView &response) const
{
    const std::optional<ByteView> raw = response.options.first(OptionNumber::Block2);
    if (!raw)
        return false;
    const std::optional<BlockValue> block = usableBlock(*raw);
    if (!block || block->offset() >= m_offset)
        return false;
    // Block 0 with another ETag is news, not an echo of the past.
    const std::optional<ByteView> etag = response.options.first(OptionNumber::ETag);
    const bool same = m_etag ? etag && equalBytes(*etag, *m_etag) : !etag;
    return same;
}

BlockDownload::Verdict BlockDownload::handleResponse(const MessageView &response)
{
    const std::optional<ByteView> raw = response.options.first(OptionNumber::Block2);
    std::optional<Bytes> etag;
    if (const auto value = response.options.first(OptionNumber::ETag))
        etag = toOwned(*value);
    if (!raw) {
        // The whole representation in one message, also in the middle of a transfer: the server
        // has forgotten that it sent blocks, or it shrank.
        if (m_offset > 0) {
            if (m_restarts++ >= m_maxRestarts)
                return Verdict::Changed;
            m_sink->restart();
            m_base = 0;
            m_offset = 0;
        }
        return keep(response.payload);
    }
    const std::optional<BlockValue> block = usableBlock(*raw);
    if (!block || (m_szx && block->szx > *m_szx))
        return Verdict::Malformed; // RFC 7959 §2.4: the server may shrink the size, never raise it
    const std::uint64_t size = 16U << block->szx;
    if (block->more ? response.payload.size() != size : response.payload.size() > size)
        return Verdict::Malformed;
    if (m_offset != m_base && etag != m_etag && !planted(Plant::ETagIgnored)) {
        if (block->offset() != m_base)
            return startOver();
        // Block 0 of the new representation came at once.
        if (startOver() == Verdict::Changed)
            return Verdict::Changed;
    }
    if (block->offset() != m_offset)
        return Verdict::Malformed;
    if (m_offset == m_base)
        m_etag = etag;
    m_szx = block->szx;
    if (const Verdict kept = keep(response.payload); kept != Verdict::Finished)
        return kept;
    if (!block->more || m_single)
        return Verdict::Finished;
    if (m_later)
        m_szx = std::min(*m_szx, *m_later);
    if (next().num >= kMaxBlocks)
        return Verdict::Malformed; // no number is left for a next block: endless on purpose
    return Verdict::NextBlock;
}

} // namespace copper
