// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/conversation_index.h"

#include <algorithm>

namespace copper {

namespace {

using Direction = MessageRecord::Direction;
using Mark = MessageRecord::Mark;

Direction opposite(Direction direction)
{
    return direction == Direction::Sent ? Direction::Received : Direction::Sent;
}

std::string pathOf(const MessageView &message)
{
    return message.options.uriPath();
}

// A later piece of a transfer, or of an observation, that is a request of its own on the wire.
bool continuesByBlock(const MessageView &request)
{
    const auto block1 = blockInfo(request.options.uintValue(OptionNumber::Block1));
    const auto block2 = blockInfo(request.options.uintValue(OptionNumber::Block2));
    return (block1 && block1->number > 0) || (block2 && block2->number > 0);
}

} // namespace

std::optional<ConversationId> ConversationIndex::byMid(const Arrival &arrival,
                                                       Direction sender) const
{
    if (!arrival.mid)
        return std::nullopt;
    const auto found = m_byMid.find(MidKey{arrival.peer, arrival.mid->value, sender});
    if (found == m_byMid.end())
        return std::nullopt;
    return found->second.id;
}

std::optional<ConversationId> ConversationIndex::placeEmpty(const Arrival &arrival) const
{
    if (arrival.message->type == MessageType::Acknowledgement ||
        arrival.message->type == MessageType::Reset)
        return byMid(arrival, opposite(arrival.direction));
    return std::nullopt;
}

std::optional<ConversationId> ConversationIndex::placeRequest(const Arrival &arrival) const
{
    const MessageView &request = *arrival.message;
    const auto sameToken = m_byToken.find(TokenKey{arrival.peer, request.token});
    if (sameToken != m_byToken.end() &&
        (continuesByBlock(request) || request.options.has(OptionNumber::Block1) ||
         request.options.has(OptionNumber::Observe)))
        return sameToken->second;
    if (!continuesByBlock(request))
        return std::nullopt;
    const auto samePath = m_byPath.find(PathKey{arrival.peer, request.code.raw, pathOf(request)});
    if (samePath != m_byPath.end())
        return samePath->second;
    return std::nullopt;
}

std::optional<ConversationId> ConversationIndex::place(const Arrival &arrival) const
{
    if (arrival.isRecord)
        return placeRecord(arrival);
    if (arrival.message == nullptr) {
        const auto found = m_rejected.find(arrival.peer);
        if (found != m_rejected.end())
            return found->second;
        return std::nullopt;
    }
    const MessageView &message = *arrival.message;
    if (arrival.mark == Mark::Retransmission || arrival.mark == Mark::Duplicate) {
        if (const auto before = byMid(arrival, arrival.direction))
            return before;
    }
    if (message.code.isEmpty())
        return placeEmpty(arrival);
    if (message.code.isRequest())
        return placeRequest(arrival);
    const auto sameToken = m_byToken.find(TokenKey{arrival.peer, message.token});
    if (sameToken != m_byToken.end())
        return sameToken->second;
    // RFC 7252 §8.2: answers to a multicast request come from other addresses.
    const auto group = m_byMulticastToken.find(message.token);
    if (group != m_byMulticastToken.end() && arrival.direction == Direction::Received)
        return group->second;
    if (message.type == MessageType::Acknowledgement)
        return byMid(arrival, opposite(arrival.direction));
    return std::nullopt;
}

ConversationIndex::Slot &ConversationIndex::create(const Arrival &arrival)
{
    const ConversationId id{m_nextId++};
    Slot &slot = m_slots[id];
    m_order.push_back(id);
    Conversation &conversation = slot.conversation;
    conversation.id = id;
    conversation.peer = arrival.peer;
    conversation.first = arrival.at;
    if (arrival.isRecord) {
        conversation.kind = Conversation::Kind::Handshake;
        m_handshakes[arrival.peer] = id;
        slot.keys.handshake = true;
    } else if (arrival.message == nullptr || arrival.mark == Mark::Rejected) {
        conversation.kind = Conversation::Kind::Rejected;
        if (arrival.message == nullptr) {
            m_rejected[arrival.peer] = id;
            slot.keys.rejected = true;
        }
    } else if (arrival.message->code.isRequest()) {
        conversation.kind = Conversation::Kind::Request;
        conversation.method = arrival.message->code;
        conversation.path = pathOf(*arrival.message);
        conversation.multicast = arrival.peer.isMulticast();
    } else if (arrival.message->code.isEmpty() &&
               arrival.message->type == MessageType::Confirmable) {
        conversation.kind = Conversation::Kind::Ping;
    }
    return slot;
}

void ConversationIndex::noteRequest(Slot &slot, const Arrival &arrival)
{
    const MessageView &request = *arrival.message;
    const ConversationId id = slot.conversation.id;
    const TokenKey token{arrival.peer, request.token};
    if (m_byToken[token] != id) {
        m_byToken[token] = id;
        slot.keys.tokens.push_back(token);
    }
    if (arrival.peer.isMulticast() && m_byMulticastToken[request.token] != id) {
        m_byMulticastToken[request.token] = id;
        slot.keys.multicastTokens.push_back(request.token);
    }
    const PathKey path{arrival.peer, request.code.raw, pathOf(request)};
    if (m_byPath[path] != id) {
        m_byPath[path] = id;
        slot.keys.paths.push_back(path);
    }
    if (request.options.uintValue(OptionNumber::Observe) == 1U)
        slot.conversation.observing = false;
}

void ConversationIndex::note(Slot &slot, const Arrival &arrival)
{
    Conversation &conversation = slot.conversation;
    conversation.last = arrival.at;
    conversation.messages.push_back(arrival.sequence);
    if (arrival.mark == Mark::Retransmission)
        ++conversation.retransmissions;
    if (arrival.mark == Mark::Duplicate)
        ++conversation.duplicates;
    if (arrival.record != nullptr)
        noteRecord(conversation.handshake, arrival);
    if (arrival.message == nullptr)
        return;
    const MessageView &message = *arrival.message;
    if (message.code.isRequest())
        noteRequest(slot, arrival);
    if (message.code.isEmpty()) {
        if (message.type == MessageType::Reset)
            conversation.observing = false;
        else if (message.type == MessageType::Acknowledgement && !conversation.lastResponse)
            conversation.separate = true;
    }
    if (message.code.isResponse()) {
        conversation.lastResponse = message.code;
        const bool notification = message.options.has(OptionNumber::Observe);
        conversation.observing = notification && message.code.isSuccess();
    }
    for (const OptionNumber number : {OptionNumber::Block1, OptionNumber::Block2}) {
        const auto block = blockInfo(message.options.uintValue(number));
        if (!block)
            continue;
        (number == OptionNumber::Block1 ? conversation.block1 : conversation.block2) = true;
        conversation.highestBlock = std::max(conversation.highestBlock, block->number);
    }
}

void ConversationIndex::rememberMid(const Arrival &arrival, ConversationId id)
{
    if (!arrival.mid)
        return;
    const MidKey key{arrival.peer, arrival.mid->value, arrival.direction};
    m_byMid[key] = {id, arrival.sequence};
    m_midOrder.emplace_back(key, arrival.sequence);
    while (m_midOrder.size() > kMaxMessageIds) {
        const auto &[oldest, sequence] = m_midOrder.front();
        const auto found = m_byMid.find(oldest);
        if (found != m_byMid.end() && found->second.sequence == sequence)
            m_byMid.erase(found);
        m_midOrder.pop_front();
    }
}

ConversationIndex::Placement ConversationIndex::add(const Arrival &arrival)
{
    std::optional<ConversationId> id = place(arrival);
    if (id && !m_slots.contains(*id))
        id.reset();
    Slot &slot = id ? m_slots[*id] : create(arrival);
    note(slot, arrival);
    rememberMid(arrival, slot.conversation.id);
    return {slot.conversation.id, !id.has_value()};
}

void ConversationIndex::forgetBefore(ConversationId id, std::uint64_t newFirst)
{
    const auto slot = m_slots.find(id);
    if (slot == m_slots.end())
        return;
    std::vector<std::uint64_t> &messages = slot->second.conversation.messages;
    const auto keep = std::lower_bound(messages.begin(), messages.end(), newFirst);
    slot->second.conversation.forgotten += static_cast<std::uint64_t>(keep - messages.begin());
    messages.erase(messages.begin(), keep);
}

void ConversationIndex::remove(ConversationId id)
{
    const auto found = m_slots.find(id);
    if (found == m_slots.end())
        return;
    const auto eraseIfOurs = [id](auto &map, const auto &key) {
        const auto place = map.find(key);
        if (place != map.end() && place->second == id)
            map.erase(place);
    };
    const Keys &keys = found->second.keys;
    for (const TokenKey &key : keys.tokens)
        eraseIfOurs(m_byToken, key);
    for (const Token &token : keys.multicastTokens)
        eraseIfOurs(m_byMulticastToken, token);
    for (const PathKey &key : keys.paths)
        eraseIfOurs(m_byPath, key);
    if (keys.rejected)
        eraseIfOurs(m_rejected, found->second.conversation.peer);
    if (keys.handshake)
        eraseIfOurs(m_handshakes, found->second.conversation.peer);
    m_slots.erase(found);
    const auto place = std::lower_bound(m_order.begin(), m_order.end(), id);
    if (place != m_order.end() && *place == id)
        m_order.erase(place);
}

void ConversationIndex::clear()
{
    m_slots.clear();
    m_order.clear();
    m_byToken.clear();
    m_byMulticastToken.clear();
    m_byMid.clear();
    m_midOrder.clear();
    m_byPath.clear();
    m_rejected.clear();
    m_handshakes.clear();
}

const Conversation *ConversationIndex::find(ConversationId id) const
{
    const auto found = m_slots.find(id);
    return found == m_slots.end() ? nullptr : &found->second.conversation;
}

int ConversationIndex::rowOf(ConversationId id) const
{
    const auto place = std::lower_bound(m_order.begin(), m_order.end(), id);
    if (place == m_order.end() || *place != id)
        return -1;
    return static_cast<int>(place - m_order.begin());
}

} // namespace copper
