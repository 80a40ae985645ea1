// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/payload/cbor_head.h"

namespace copper::test {

// One well-formed item in any form RFC 8949 knows: lengths longer than need be, chunks, tags,
// floats of each width with any bits. Text is UTF-8.
class RandomCbor
{
public:
    explicit RandomCbor(RandomSource &random) : m_random(random) {}
    Bytes make()
    {
        m_out.clear();
        m_left = 60;
        item(0);
        return m_out;
    }

private:
    void head(CborMajor major, std::uint64_t argument)
    {
        std::uint8_t info = preferredInfo(argument);
        if (m_random.below(4) == 0) {
            const std::uint8_t least = info < 24 ? 24 : info;
            info = static_cast<std::uint8_t>(least + m_random.below(28U - least));
        }
        appendCborHead(m_out, major, info, argument);
    }
    void string(CborMajor major)
    {
        static constexpr std::string_view kPieces[] = {
            "a", "\"", "\\", "\n", "'", "\xc3\xbc", "\xe6\xb0\xb4", "\xf0\x90\x85\x91", "/", "#"};
        std::string text;
        for (std::uint64_t i = m_random.below(6); i > 0; --i)
            text += kPieces[m_random.below(std::size(kPieces))];
        head(major, text.size());
        const ByteView bytes = asBytes(text);
        m_out.insert(m_out.end(), bytes.begin(), bytes.end());
    }
    void container(CborMajor major, unsigned depth)
    {
        const std::uint64_t count = m_random.below(4);
        const bool open = m_random.below(3) == 0;
        if (open)
            appendCborHead(m_out, major, 31, 0);
        else
            head(major, count);
        for (std::uint64_t i = 0; i < count * (major == CborMajor::Map ? 2 : 1); ++i)
            item(depth + 1);
        if (open)
            m_out.push_back(kCborBreak);
    }
    void item(unsigned depth)
    {
        const bool scalar = depth > 8 || m_left == 0;
        m_left -= m_left > 0 ? 1U : 0U;
        const std::uint64_t number = m_random.next64() >> m_random.below(64);
        switch (m_random.below(scalar ? 6 : 9)) {
        case 0:
            return head(CborMajor::Unsigned, number);
        case 1:
            return head(CborMajor::Negative, number);
        case 2:
            return string(CborMajor::ByteString);
        case 3:
            return string(CborMajor::TextString);
        case 4: {
            const auto width = static_cast<std::uint8_t>(25 + m_random.below(3));
            static constexpr std::uint64_t kSpecial[] = {0, 0x7ff0000000000000, 0x7ff8000000000000,
                                                         0x3ff8000000000000, 0xfff0000000000000};
            const std::uint64_t bits = m_random.below(3) == 0
                                           ? kSpecial[m_random.below(std::size(kSpecial))]
                                           : m_random.next64();
            return appendCborHead(m_out, CborMajor::SimpleOrFloat, width,
                                  m_random.below(2) == 0 ? bits : bits >> 48U);
        }
        case 5: {
            const std::uint64_t value = m_random.below(24 + 224);
            return appendCborHead(m_out, CborMajor::SimpleOrFloat,
                                  static_cast<std::uint8_t>(value < 24 ? value : 24),
                                  value < 24 ? value : value + 8);
        }
        case 6: {
            const CborMajor kind =
                m_random.below(2) == 0 ? CborMajor::ByteString : CborMajor::TextString;
            appendCborHead(m_out, kind, 31, 0);
            for (std::uint64_t i = m_random.below(3); i > 0; --i)
                string(kind);
            m_out.push_back(kCborBreak);
            return;
        }
        case 7:
            head(CborMajor::Tag, m_random.below(2) == 0 ? m_random.below(4) : number);
            return item(depth + 1);
        default:
            return container(m_random.below(2) == 0 ? CborMajor::Array : CborMajor::Map, depth);
        }
    }

    RandomSource &m_random;
    Bytes m_out;
    unsigned m_left = 0;
};

inline Bytes randomCbor(RandomSource &random)
{
    return RandomCbor(random).make();
}

} // namespace copper::test
