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
    if (offset != m_bytes.size())
        return failure(BodyFault::Unwritable);
    if (bytes.size() > m_limit || m_bytes.size() > m_limit - bytes.size())
        return failure(BodyFault::TooLarge);
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    return {};
}

} // namespace copper
