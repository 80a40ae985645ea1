// SPDX-License-Identifier: GPL-3.0-or-later
// Block-wise bodies on the answering side: RFC 7959 §2.4 and §2.5.
#include "core/coap/server.h"

#include "core/base/plant.h"
#include "core/coap/codec.h"

#include <algorithm>

namespace copper {

namespace {

bool belongsToKey(OptionNumber number, bool forUpload)
{
    if (isNoCacheKey(number) && !isUnsafe(number))
        return false;
    switch (number) {
    case OptionNumber::Block1:
    case OptionNumber::Block2:
    case OptionNumber::Observe:
    case OptionNumber::NoResponse:
    case OptionNumber::IfNoneMatch:   // stands only in block 0 (RFC 7959 §2.8)
    case OptionNumber::ContentFormat: // compared on its own
    case OptionNumber::ETag:          // a later block need not repeat a validation attempt
        return false;
    case OptionNumber::RequestTag:
        return forUpload;
    case OptionNumber::IfMatch:
    case OptionNumber::UriHost:
    case OptionNumber::UriPort:
    case OptionNumber::LocationPath:
    case OptionNumber::Oscore:
    case OptionNumber::UriPath:
    case OptionNumber::MaxAge:
    case OptionNumber::UriQuery:
    case OptionNumber::HopLimit:
    case OptionNumber::Accept:
    case OptionNumber::QBlock1:
    case OptionNumber::LocationQuery:
    case OptionNumber::Edhoc:
    case OptionNumber::Size2:
    case OptionNumber::QBlock2:
    case OptionNumber::ProxyUri:
    case OptionNumber::ProxyScheme:
    case OptionNumber::Size1:
    case OptionNumber::Echo:
        return true;
    }
    return true;
}

} // namespace

std::uint64_t requestKey(Code method, OptionsView options, bool forUpload)
{
    std::uint64_t key = method.raw;
    for (const OptionView &option : options) {
        if (!belongsToKey(option.number, forUpload))
            continue;
        key = (key ^ toNumber(option.number)) * 0x9fb21c651e98df25ULL;
        key = (key ^ digest64(option.value)) * 0x9fb21c651e98df25ULL;
    }
    return key;
}

// --- receiving by Block1 ---

void Server::answerBlock(TimePoint now, PeerId from, const MessageView &message, Code code,
                         BlockValue block, std::optional<std::uint64_t> size1)
{
    Options options;
    options.addUint(OptionNumber::Block1, block.toUint());
    if (size1)
        options.addUint(OptionNumber::Size1, std::min<std::uint64_t>(*size1, UINT32_MAX));
    answerNow(now, from, message, code, options);
}

Server::Upload *Server::findUpload(PeerId peer, std::uint64_t key)
{
    for (auto &[id, upload] : m_uploads) {
        if (upload.peer == peer && upload.key == key)
            return &upload;
    }
    return nullptr;
}

void Server::touchUpload(TimePoint now, Upload &upload)
{
    m_timers.cancel(upload.expiry);
    if (planted(Plant::UploadNeverExpires))
        return;
    upload.expiry = m_timers.schedule(now + m_messages.parameters(upload.peer).exchangeLifetime(),
                                      {EngineTimer::Kind::UploadExpiry, upload.peer, upload.id});
}

void Server::eraseUpload(Upload &upload)
{
    m_timers.cancel(upload.expiry);
    m_uploads.erase(std::uint64_t{upload.id});
}

// A body that was answered is only kept to answer its last block once more: the oldest gives way.
bool Server::forgetAnsweredUpload()
{
    for (auto &[id, upload] : m_uploads) {
        if (upload.finalAnswer) {
            eraseUpload(upload);
            return true;
        }
    }
    return false;
}

void Server::handleBlock1(TimePoint now, PeerId from, const MessageView &message, std::size_t bytes)
{
    const auto block = usableBlock(*message.options.first(OptionNumber::Block1));
    const std::uint64_t size = block ? 16U << block->szx : 0;
    // RFC 7959 §2.2 and §2.3: SZX 7 is reserved, and only the last block may be short.
    if (!block || (block->more && message.payload.size() != size) ||
        message.payload.size() > size) {
        answerNow(now, from, message, code::kBadRequest);
        return;
    }
    const std::uint64_t key = requestKey(message.code, message.options, true);
    Upload *upload = findUpload(from, key);
    if (upload && repeatBlock(now, *upload, message, *block))
        return;
    if (block->num == 0) {
        if (upload)
            eraseUpload(*upload); // RFC 7959 §2.5: a new block 0 overwrites what there was
        beginUpload(now, from, message, bytes, *block, key);
        return;
    }
    if (!upload || upload->complete || !upload->sink || block->offset() != upload->nextOffset ||
        message.options.uintValue(OptionNumber::ContentFormat) != upload->contentFormat) {
        answerBlock(now, from, message, code::kRequestEntityIncomplete, *block);
        return;
    }
    continueUpload(now, *upload, message, bytes, *block);
}

// A block that was taken already, asked again under a new Message ID because its answer was lost:
// it is answered as it was then.
bool Server::repeatBlock(TimePoint now, Upload &upload, const MessageView &message,
                         const BlockValue &block)
{
    if (block.num != upload.lastBlock.num || block.szx != upload.lastBlock.szx ||
        block.more != upload.lastBlock.more || digest64(message.payload) != upload.lastDigest)
        return false;
    touchUpload(now, upload);
    const auto pending = m_pending.find(upload.request);
    if (pending != m_pending.end()) {
        // Still with the application: it will be answered under the newest Message ID.
        if (!pending->second.acknowledged)
            pending->second.mid = message.mid;
        else
            m_messages.sendEmpty(now, upload.peer, MessageType::Acknowledgement, message.mid);
        pending->second.token = message.token;
        return true;
    }
    if (upload.finalAnswer) {
        Message again = *upload.finalAnswer;
        again.token = message.token;
        again.mid = message.mid;
        again.type = MessageType::Acknowledgement;
        if (message.type == MessageType::Confirmable)
            m_messages.answer(now, upload.peer, message.mid, encode(again));
        else
            m_messages.sendNonConfirmable(now, upload.peer, again, again.options, again.payload);
        return true;
    }
    if (!upload.sink || upload.complete)
        return false;
    BlockValue echo = block;
    echo.szx = std::min(echo.szx, upload.szx);
    answerBlock(now, upload.peer, message, code::kContinue, echo);
    return true;
}

void Server::beginUpload(TimePoint now, PeerId from, const MessageView &message, std::size_t bytes,
                         const BlockValue &block, std::uint64_t key)
{
    if (m_uploads.size() >= m_config.maxUploads && !forgetAnsweredUpload()) {
        Options options;
        options.addUint(OptionNumber::MaxAge, 30);
        answerNow(now, from, message, code::kServiceUnavailable, options);
        return;
    }
    const std::uint64_t id = m_nextId++;
    Upload &upload = m_uploads[id];
    upload.id = id;
    upload.peer = from;
    upload.key = key;
    upload.options = Options(message.options);
    upload.options.remove(OptionNumber::Block1);
    upload.contentFormat = message.options.uintValue(OptionNumber::ContentFormat);
    upload.firstPayload = toOwned(message.payload);
    upload.lastBlock = block;
    upload.lastDigest = digest64(message.payload);
    touchUpload(now, upload);
    Pending &pending = createPending(now, from, message, bytes, false);
    pending.block1 = block;
    pending.upload = id;
    upload.request = pending.id;
    UploadOffered offer;
    offer.request = pending.id;
    offer.from = from;
    offer.method = message.code;
    offer.options = upload.options;
    offer.size1 = message.options.uintValue(OptionNumber::Size1);
    m_output.emplace_back(std::move(offer));
}

Result<void, RespondError> Server::acceptUpload(TimePoint now, RequestId id,
                                                std::shared_ptr<BodySink> sink, std::uint64_t limit,
                                                std::optional<std::uint8_t> maxSzx)
{
    const auto it = m_pending.find(id);
    const auto found = it != m_pending.end() && it->second.upload
                           ? m_uploads.find(*it->second.upload)
                           : m_uploads.end();
    if (found == m_uploads.end() || found->second.sink)
        return failure(RespondError::UnknownRequest);
    Upload &upload = found->second;
    Pending &pending = it->second;
    const std::uint32_t claimed = upload.options.uintValue(OptionNumber::Size1).value_or(0);
    if (claimed > limit || upload.firstPayload.size() > limit) {
        Response response;
        response.code = code::kRequestEntityTooLarge;
        response.options.addUint(OptionNumber::Size1, std::min<std::uint64_t>(limit, UINT32_MAX));
        return respond(now, id, std::move(response));
    }
    upload.sink = std::move(sink);
    upload.limit = limit;
    upload.szx = std::min<std::uint8_t>(maxSzx.value_or(6), m_config.szx);
    const Bytes first = std::move(upload.firstPayload);
    upload.firstPayload.clear();
    if (!upload.sink->write(0, first)) {
        Response response;
        response.code = code::kInternalServerError;
        return respond(now, id, std::move(response));
    }
    upload.nextOffset = first.size();
    if (!pending.block1->more) {
        upload.complete = true;
        pending.options = upload.options;
        handUp(pending, {{}, upload.sink, upload.nextOffset});
        return {};
    }
    Message message;
    message.code = code::kContinue;
    message.token = pending.token;
    BlockValue echo = *pending.block1;
    echo.szx = std::min(echo.szx, upload.szx);
    message.options.addUint(OptionNumber::Block1, echo.toUint());
    sendResponse(now, pending, std::move(message));
    return {};
}

bool Server::storeBlock(TimePoint now, Upload &upload, const MessageView &message, ByteView payload)
{
    const BlockValue block = *usableBlock(*message.options.first(OptionNumber::Block1));
    if (payload.size() > upload.limit - std::min(upload.limit, upload.nextOffset)) {
        answerBlock(now, upload.peer, message, code::kRequestEntityTooLarge, block, upload.limit);
        eraseUpload(upload);
        return false;
    }
    if (const auto written = upload.sink->write(upload.nextOffset, payload); !written) {
        if (written.error() == BodyFault::TooLarge)
            answerBlock(now, upload.peer, message, code::kRequestEntityTooLarge, block);
        else
            answerNow(now, upload.peer, message, code::kInternalServerError);
        eraseUpload(upload);
        return false;
    }
    upload.nextOffset += payload.size();
    upload.lastBlock = block;
    upload.lastDigest = digest64(payload);
    return true;
}

void Server::continueUpload(TimePoint now, Upload &upload, const MessageView &message,
                            std::size_t bytes, const BlockValue &block)
{
    if (!storeBlock(now, upload, message, message.payload))
        return;
    touchUpload(now, upload);
    if (block.more) {
        BlockValue echo = block;
        echo.szx = std::min(echo.szx, upload.szx);
        answerBlock(now, upload.peer, message, code::kContinue, echo);
        return;
    }
    upload.complete = true;
    Pending &pending = createPending(now, upload.peer, message, bytes, false);
    // What block 0 said counts for the body; how to answer is the last block's affair.
    const std::optional<ByteView> block2 = message.options.first(OptionNumber::Block2);
    pending.options = upload.options;
    if (block2)
        pending.options.set(OptionNumber::Block2, *block2);
    pending.block1 = block;
    pending.upload = upload.id;
    upload.request = pending.id;
    handUp(pending, {{}, upload.sink, upload.nextOffset});
}

void Server::uploadAnswered(TimePoint now, Upload &upload, const Message &message)
{
    if (!upload.complete) {
        eraseUpload(upload); // refused at block 0
        return;
    }
    upload.finalAnswer = message;
    upload.sink.reset();
    touchUpload(now, upload);
}

// --- sending by Block2 ---

bool Server::sliceBody(TimePoint now, const Pending &pending, Response &response, Message &message)
{
    const auto raw = pending.options.first(OptionNumber::Block2);
    const std::optional<BlockValue> wanted = raw ? usableBlock(*raw) : std::nullopt;
    const std::uint64_t total = response.body ? response.body->size() : response.payload.size();
    const std::uint8_t szx = std::min(
        {wanted ? wanted->szx : std::uint8_t{6}, response.maxSzx.value_or(6), m_config.szx});
    const std::uint64_t size = 16U << szx;
    if (!wanted && total <= size) {
        if (response.body) {
            message.payload.resize(static_cast<std::size_t>(total));
            return response.body->read(0, message.payload).has_value();
        }
        message.payload = std::move(response.payload);
        return true;
    }
    const std::uint64_t offset = wanted ? wanted->offset() : 0;
    if (offset >= std::max<std::uint64_t>(total, 1))
        return false;
    if (total > size && !message.options.has(OptionNumber::ETag)) {
        // RFC 7959 §2.4: blocks of one representation are held together by their ETag.
        const std::uint64_t tag = response.body ? m_random.next64() : digest64(response.payload);
        Bytes etag(4);
        for (std::size_t i = 0; i < etag.size(); ++i)
            etag[i] = static_cast<std::uint8_t>(tag >> (8 * i));
        message.options.add(OptionNumber::ETag, etag);
    }
    std::shared_ptr<BodySource> source =
        response.body ? response.body : std::make_shared<MemorySource>(std::move(response.payload));
    const std::uint64_t length = std::min(size, total - offset);
    message.payload.resize(static_cast<std::size_t>(length));
    if (!source->read(offset, message.payload))
        return false;
    const bool more = offset + length < total;
    if (total > size) {
        Options kept = message.options;
        kept.remove(OptionNumber::Observe).remove(OptionNumber::Block1);
        keepBody(now, pending, message.code, kept, source);
        if (offset == 0)
            message.options.setUint(OptionNumber::Size2,
                                    std::min<std::uint64_t>(total, UINT32_MAX));
    }
    message.options.setUint(
        OptionNumber::Block2,
        BlockValue{static_cast<std::uint32_t>(offset >> (szx + 4U)), more, szx}.toUint());
    return true;
}

void Server::keepBody(TimePoint now, const Pending &pending, Code code, const Options &options,
                      std::shared_ptr<BodySource> source)
{
    const std::uint64_t key = requestKey(pending.method, pending.options, false);
    auto slot = m_bodies.end();
    auto oldest = m_bodies.end();
    for (auto it = m_bodies.begin(); it != m_bodies.end(); ++it) {
        if (it->second.peer == pending.peer && it->second.key == key &&
            it->second.payloadDigest == pending.payloadDigest)
            slot = it;
        if (oldest == m_bodies.end() || it->second.used < oldest->second.used)
            oldest = it;
    }
    if (slot == m_bodies.end() && m_bodies.size() >= m_config.maxResponseBodies)
        slot = oldest;
    if (slot != m_bodies.end()) {
        m_timers.cancel(slot->second.expiry);
        m_bodies.erase(slot);
    }
    const std::uint64_t id = m_nextId++;
    ResponseBody &body = m_bodies[id];
    body = {id, pending.peer, key, pending.payloadDigest, code, options, std::move(source), now,
            {}};
    body.expiry = m_timers.schedule(now + m_messages.parameters(pending.peer).exchangeLifetime(),
                                    {EngineTimer::Kind::BodyExpiry, pending.peer, id});
}

bool Server::serveLaterBlock(TimePoint now, PeerId from, const MessageView &message)
{
    const std::uint64_t key = requestKey(message.code, message.options, false);
    const std::uint64_t digest = message.payload.empty() ? 0 : digest64(message.payload);
    ResponseBody *body = nullptr;
    for (auto &[id, candidate] : m_bodies) {
        // A later block of a FETCH or POST need not repeat the body (RFC 7959 §3.3).
        if (candidate.peer == from && candidate.key == key &&
            (digest == 0 || candidate.payloadDigest == digest) &&
            (!body || candidate.used >= body->used))
            body = &candidate;
    }
    if (!body)
        return false;
    const BlockValue wanted = *usableBlock(*message.options.first(OptionNumber::Block2));
    const std::uint8_t szx = std::min(wanted.szx, m_config.szx);
    const std::uint64_t offset = wanted.offset();
    const std::uint64_t total = body->source->size();
    if (offset >= total) {
        answerNow(now, from, message, code::kBadRequest);
        return true;
    }
    const std::uint64_t length = std::min<std::uint64_t>(16U << szx, total - offset);
    Message answer;
    answer.code = body->code;
    answer.token = message.token;
    answer.options = body->options;
    answer.payload.resize(static_cast<std::size_t>(length));
    if (!body->source->read(offset - (planted(Plant::Block2OffsetOff) ? 1 : 0), answer.payload)) {
        answerNow(now, from, message, code::kInternalServerError);
        return true;
    }
    answer.options.setUint(
        OptionNumber::Block2,
        BlockValue{static_cast<std::uint32_t>(offset >> (szx + 4U)), offset + length < total, szx}
            .toUint());
    body->used = now;
    m_timers.cancel(body->expiry);
    body->expiry = m_timers.schedule(now + m_messages.parameters(from).exchangeLifetime(),
                                     {EngineTimer::Kind::BodyExpiry, from, body->id});
    answer.type = MessageType::Acknowledgement;
    answer.mid = message.mid;
    if (message.type == MessageType::Confirmable)
        m_messages.answer(now, from, message.mid, encode(answer));
    else
        m_messages.sendNonConfirmable(now, from, answer, answer.options, answer.payload);
    return true;
}

} // namespace copper
