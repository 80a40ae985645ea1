// SPDX-License-Identifier: GPL-3.0-or-later
// The body-moving half of Client: what an answer means for a Block1 or Block2 transfer (RFC 7959).
#include "core/coap/client.h"

#include <algorithm>
#include <array>
#include <string>

namespace copper {

namespace {

bool carriesBadBlock1(const MessageView &message)
{
    return message.options.has(OptionNumber::Block1) && !block1In(message);
}

} // namespace

void Client::process(TimePoint now, ClientExchange &x, const MessageView &message)
{
    if (answerEcho(now, x, message))
        return;
    const bool uploading = x.upload && !x.uploadDone;
    // A notification may come while a FETCH asks again with a body in blocks.
    if (x.observation && (!uploading || isNotification(message))) {
        processObservation(now, x, message);
        return;
    }
    if (carriesBadBlock1(message)) {
        fail(now, x, FailureReason::MalformedResponse, message.code);
        return;
    }
    if (uploading) {
        if (!processUpload(now, x, message))
            return;
        if (x.observation) {
            processObservation(now, x, message);
            return;
        }
    } else if (message.code == code::kRequestEntityTooLarge && x.request.body &&
               !x.triedBlockwise && x.request.body->size() > 16) {
        // RFC 7959 §2.9.3: too large in one message may be welcome in blocks.
        const std::optional<BlockValue> hint = block1In(message);
        const std::uint8_t szx = std::min<std::uint8_t>(x.request.szx, hint ? hint->szx : 2);
        if (x.request.body->size() > (16U << szx)) {
            x.triedBlockwise = true;
            x.upload.emplace(x.request.body, szx, 0, m_config.maxBodyRestarts);
            nextBlock(now, x);
            return;
        }
    }
    processDownload(now, x, message);
}

// RFC 9175 §3.3: two bodies for the same resource that overlap are told apart by their tag.
void Client::addRequestTag(ClientExchange &x)
{
    if (x.request.options.has(OptionNumber::RequestTag))
        return;
    const std::string path = x.request.options.view().uriPath();
    const bool overlaps = std::any_of(m_exchanges.begin(), m_exchanges.end(), [&](const auto &e) {
        const ClientExchange &other = e.second;
        return other.id != x.id && other.peer == x.peer && other.upload && !other.uploadDone &&
               other.request.options.view().uriPath() == path;
    });
    if (!overlaps)
        return;
    std::array<std::uint8_t, 4> tag{};
    m_random.fill(tag);
    x.request.options.add(OptionNumber::RequestTag, tag);
}

bool Client::answerEcho(TimePoint now, ClientExchange &x, const MessageView &message)
{
    const std::optional<ByteView> echo = message.options.first(OptionNumber::Echo);
    if (!echo || echo->empty() || echo->size() > 40)
        return false;
    if (message.code == code::kUnauthorized && !x.echoed) {
        x.echoed = true;
        x.echo = toOwned(*echo);
        enqueue(now, x);
        return true;
    }
    if (m_echoes.size() < m_config.maxPeers || m_echoes.contains(x.peer))
        m_echoes[x.peer] = toOwned(*echo);
    return false;
}

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
        if (x.parent) {
            notificationChanged(now, x);
            return;
        }
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
