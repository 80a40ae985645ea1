// SPDX-License-Identifier: GPL-3.0-or-later
// The body-moving half of Client: what an answer means for a Block1 or Block2 transfer (RFC 7959).
#include "core/coap/client.h"

#include <algorithm>

namespace copper {

bool Client::processUpload(TimePoint now, ClientExchange &x, const MessageView &message)
{
    const std::uint32_t num = x.upload->current().num;
    switch (x.upload->handleResponse(message.code, block1In(message))) {
    case BlockUpload::Verdict::NextBlock:
        ++x.stats.blocks;
        reportProgress(x, BlockProgress::Direction::Upload, num);
        nextBlock(now, x);
        return false;
    case BlockUpload::Verdict::StartOver:
        reportProgress(x, BlockProgress::Direction::Upload, 0);
        nextBlock(now, x);
        return false;
    case BlockUpload::Verdict::Finished:
        ++x.stats.blocks;
        x.uploadDone = true;
        reportProgress(x, BlockProgress::Direction::Upload, num);
        x.timesSent = 0;
        return true;
    case BlockUpload::Verdict::Refused:
        x.uploadDone = true;
        return true;
    case BlockUpload::Verdict::Lost:
        fail(now, x, FailureReason::TransferLost, message.code);
        return false;
    case BlockUpload::Verdict::Malformed:
        fail(now, x, FailureReason::MalformedResponse, message.code);
        return false;
    }
    return false;
}

void Client::processDownload(TimePoint now, ClientExchange &x, const MessageView &message)
{
    if (message.code == code::kContinue) {
        fail(now, x, FailureReason::MalformedResponse, message.code);
        return;
    }
    if (!message.code.isSuccess()) {
        ResponseReceived event = describe(x, x.peer, message);
        event.payload = toOwned(message.payload);
        event.bodySize = message.payload.size();
        finish(now, x, std::move(event));
        return;
    }
    const std::uint32_t num = x.download->next().num;
    const bool blockwise = message.options.has(OptionNumber::Block2);
    switch (x.download->handleResponse(message)) {
    case BlockDownload::Verdict::NextBlock:
        ++x.stats.blocks;
        reportProgress(x, BlockProgress::Direction::Download, num);
        nextBlock(now, x);
        return;
    case BlockDownload::Verdict::StartOver:
        if (!x.request.singleBlock2)
            x.request.firstBlock2.reset();
        reportProgress(x, BlockProgress::Direction::Download, 0);
        nextBlock(now, x);
        return;
    case BlockDownload::Verdict::Finished: {
        if (blockwise) {
            ++x.stats.blocks;
            reportProgress(x, BlockProgress::Direction::Download, num);
        }
        ResponseReceived event = describe(x, x.peer, message);
        event.bodySize = x.download->received();
        if (x.memory)
            event.payload = x.memory->take();
        finish(now, x, std::move(event));
        return;
    }
    case BlockDownload::Verdict::Changed:
        fail(now, x, FailureReason::BodyChanged, message.code);
        return;
    case BlockDownload::Verdict::Malformed:
        fail(now, x, FailureReason::MalformedResponse, message.code);
        return;
    case BlockDownload::Verdict::TooLarge:
        fail(now, x, FailureReason::BodyTooLarge, message.code);
        return;
    case BlockDownload::Verdict::SinkFailed:
        fail(now, x, FailureReason::SinkFailed, message.code);
        return;
    }
}

void Client::deliverMulticast(ClientExchange &x, PeerId from, const MessageView &message)
{
    ++x.stats.messages;
    ResponseReceived event = describe(x, from, message);
    event.payload = toOwned(message.payload);
    event.bodySize = message.payload.size();
    event.last = false;
    if (const auto raw = message.options.first(OptionNumber::Block2)) {
        const std::optional<BlockValue> block = usableBlock(*raw);
        event.moreBlocks = block && block->more;
    }
    m_output.emplace_back(std::move(event));
}

void Client::nextBlock(TimePoint now, ClientExchange &x)
{
    x.timesSent = 0;
    if (x.pauseWanted) {
        x.waiting = ClientExchange::Waiting::Pause;
        return;
    }
    enqueue(now, x);
}

void Client::reportProgress(ClientExchange &x, BlockProgress::Direction direction,
                            std::uint32_t num)
{
    if (x.parent)
        return;
    BlockProgress event;
    event.exchange = x.id;
    event.direction = direction;
    event.num = num;
    event.timesSent = std::max(1U, x.timesSent);
    if (direction == BlockProgress::Direction::Upload) {
        event.confirmed = x.upload->confirmed();
        event.total = x.upload->total();
        event.blockSize = x.upload->blockSize();
        event.restarted = event.confirmed == 0;
    } else {
        event.confirmed = x.download->received();
        event.blockSize = x.download->blockSize();
        event.restarted = event.confirmed == 0;
    }
    m_output.emplace_back(event);
}

} // namespace copper
