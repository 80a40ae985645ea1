// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/coap/block_option.h"
#include "core/coap/body.h"
#include "core/coap/message.h"

#include <memory>
#include <optional>

namespace copper {

// The value of a Block option that can be worked with: at most 3 bytes, SZX not 7.
inline std::optional<BlockValue> usableBlock(ByteView raw)
{
    const auto decoded = decodeBlock(raw);
    return decoded ? std::optional<BlockValue>(*decoded) : std::nullopt;
}

// The usable Block1 option of a message.
inline std::optional<BlockValue> block1In(const MessageView &message)
{
    const std::optional<ByteView> raw = message.options.first(OptionNumber::Block1);
    return raw ? usableBlock(*raw) : std::nullopt;
}

// Sends one body by Block1 (RFC 7959 §2.5): what the next block is, and what an answer means for
// it. Pure state; the exchange sends and receives.
class BlockUpload
{
public:
    enum class Verdict {
        NextBlock, // confirmed: send current()
        Finished,  // the last block has its final answer
        StartOver, // send block 0 again: 4.08, or 4.13 with a smaller size
        Refused,   // an error response ends the body
        Lost,      // 4.08 too often
        Malformed, // the answer breaks RFC 7959
    };

    // firstNum: to resume a body the server holds in part; in blocks of 2^(szx+4) bytes.
    BlockUpload(std::shared_ptr<BodySource> source, std::uint8_t szx, std::uint32_t firstNum,
                unsigned maxRestarts);

    BlockValue current() const;
    // Payload of the current block.
    Result<Bytes, BodyFault> payload() const;
    std::uint64_t total() const { return m_source->size(); }
    std::uint64_t confirmed() const { return m_confirmed; }
    std::uint32_t blockSize() const { return 16U << m_szx; }
    bool startedOver() const { return m_restarts > 0; }
    // An answer to a block before the current one, late or repeated. Not for handleResponse().
    bool isStale(std::optional<BlockValue> block1) const;
    Verdict handleResponse(Code code, std::optional<BlockValue> block1);
    // 2^20 blocks of the size in use cannot hold the body.
    static bool fits(std::uint64_t size, std::uint8_t szx);

private:
    Verdict startOver(std::uint8_t szx);
    std::shared_ptr<BodySource> m_source;
    std::uint8_t m_szx;
    std::uint64_t m_offset = 0; // of the block under way
    std::uint64_t m_confirmed = 0;
    unsigned m_restarts = 0;
    unsigned m_maxRestarts;
};

// Receives one body by Block2 (RFC 7959 §2.4), in order, and hands it to a sink.
class BlockDownload
{
public:
    enum class Verdict {
        NextBlock, // ask for next()
        Finished,
        StartOver, // the ETag changed: ask for block 0 again
        Changed,   // the ETag changed too often
        Malformed,
        TooLarge,
        SinkFailed,
    };

    // szx: what was proposed, if anything was. firstNum: blocks before it are in the sink already,
    // received with `etag`.
    BlockDownload(std::shared_ptr<BodySink> sink, std::optional<std::uint8_t> szx,
                  unsigned maxRestarts);
    void resumeAt(BlockValue next, std::optional<Bytes> etag);
    // Only this block, wherever it stands in the body: it goes to offset 0 of the sink.
    void onlyBlock(BlockValue block);

    // From the second block on no larger ones are asked for (RFC 7959 §2.4, figure 4).
    void shrinkLater(std::uint8_t szx) { m_later = szx; }

    // A block that is in the sink already. Not for handleResponse().
    bool isStale(const MessageView &response) const;
    Verdict handleResponse(const MessageView &response);
    BlockValue next() const;
    bool underWay() const { return m_offset > 0; }
    std::uint64_t received() const { return m_offset - m_base; }
    std::uint32_t blockSize() const { return 16U << m_szx.value_or(6); }

private:
    Verdict startOver();
    Verdict keep(ByteView payload);
    std::shared_ptr<BodySink> m_sink;
    std::optional<std::uint8_t> m_szx;
    std::optional<std::uint8_t> m_later;
    std::optional<Bytes> m_etag;
    std::uint64_t m_offset = 0; // of the next byte expected in the body
    std::uint64_t m_base = 0;   // of the sink's first byte in the body
    bool m_single = false;
    unsigned m_restarts = 0;
    unsigned m_maxRestarts;
};

} // namespace copper
