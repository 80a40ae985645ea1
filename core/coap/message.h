// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/coap/code.h"
#include "core/coap/options.h"

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <cstring>

namespace copper {

// RFC 7252 §3: CON, NON, ACK, RST.
enum class MessageType : std::uint8_t {
    Confirmable = 0,
    NonConfirmable = 1,
    Acknowledgement = 2,
    Reset = 3,
};

// "CON", "NON", "ACK", "RST".
std::string_view messageTypeName(MessageType type);

struct MessageId
{
    std::uint16_t value = 0;
    constexpr auto operator<=>(const MessageId &) const = default;
};

// 0 to 8 opaque bytes, RFC 7252 §5.3.1. Unused bytes are zero, so that comparison is plain.
class Token
{
public:
    static constexpr std::size_t kMaxLength = 8;

    Token() = default;
    // At most 8 bytes; more is a programming error.
    explicit Token(ByteView bytes)
        : m_length(static_cast<std::uint8_t>(bytes.size() > kMaxLength ? kMaxLength : bytes.size()))
    {
        if (m_length > 0)
            std::memcpy(m_bytes.data(), bytes.data(), m_length);
    }
    // The same where eight bytes can be read at `bytes`, whatever `length` is: a plain load and a
    // mask instead of a copy of unknown length, for the decoder.
    static Token fromPadded(const std::uint8_t *bytes, std::size_t length)
    {
        static_assert(std::endian::native == std::endian::little ||
                      std::endian::native == std::endian::big);
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, kMaxLength);
        const auto bits = static_cast<unsigned>(8 * (kMaxLength - length));
        if constexpr (std::endian::native == std::endian::little)
            word = bits == 64 ? 0 : (word << bits) >> bits;
        else
            word = bits == 64 ? 0 : (word >> bits) << bits;
        Token token;
        std::memcpy(token.m_bytes.data(), &word, kMaxLength);
        token.m_length = static_cast<std::uint8_t>(length);
        return token;
    }
    ByteView view() const { return {m_bytes.data(), m_length}; }
    std::size_t size() const { return m_length; }
    bool operator==(const Token &) const = default;
    auto operator<=>(const Token &) const = default;
    std::uint64_t hash() const
    {
        std::uint64_t word = 0;
        std::memcpy(&word, m_bytes.data(), 8);
        return (word ^ m_length) * 0x9e3779b97f4a7c15ULL;
    }

private:
    std::array<std::uint8_t, kMaxLength> m_bytes{};
    std::uint8_t m_length = 0;
};

struct MessageHeader
{
    MessageType type = MessageType::Confirmable;
    Code code;
    MessageId mid;
    Token token;
};

// One datagram's content, borrowed from the datagram.
struct MessageView : MessageHeader
{
    OptionsView options;
    ByteView payload;
};

// The same, owned.
struct Message : MessageHeader
{
    Options options;
    Bytes payload;

    MessageView view() const
    {
        MessageView result;
        static_cast<MessageHeader &>(result) = *this;
        result.options = options.view();
        result.payload = payload;
        return result;
    }
};

} // namespace copper
