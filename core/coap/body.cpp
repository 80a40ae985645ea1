// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/body.h"

#include <cstring>

namespace copper {

Result<void, BodyFault> MemorySource::read(std::uint64_t offset, MutableByteView out)
{
    if (offset > m_bytes.size() || out.size() > m_bytes.size() - offset)
        return failure(BodyFault::Unreadable);
    if (!out.empty())
        std::memcpy(out.data(), m_bytes.data() + offset, out.size());
    return {};
}

Result<void, BodyFault> MemorySink::write(std::uint64_t offset, ByteView bytes)
{
    if (offset != m_size)
        return failure(BodyFault::Unwritable);
    if (bytes.size() > m_limit || m_size > m_limit - bytes.size())
        return failure(BodyFault::TooLarge);
    if (!m_pieces.back().empty() && m_pieces.back().size() + bytes.size() > kPieceBytes) {
        m_pieces.emplace_back();
        m_pieces.back().reserve(kPieceBytes); // as it goes on, so it will be filled
    }
    m_pieces.back().insert(m_pieces.back().end(), bytes.begin(), bytes.end());
    m_size += bytes.size();
    return {};
}

void MemorySink::restart()
{
    m_pieces.assign(1, {});
    m_size = 0;
}

const Bytes &MemorySink::bytes()
{
    if (m_pieces.size() > 1) {
        Bytes whole;
        whole.reserve(m_size);
        for (Bytes &piece : m_pieces) {
            whole.insert(whole.end(), piece.begin(), piece.end());
            Bytes().swap(piece); // now, so that no more than one of them is there twice
        }
        m_pieces.clear();
        m_pieces.push_back(std::move(whole));
    }
    return m_pieces.front();
}

Bytes MemorySink::take()
{
    (void)bytes();
    Bytes whole = std::move(m_pieces.front());
    restart();
    return whole;
}

} // namespace copper
