// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QString>
#include <QStringList>

namespace copper::test {

// Octets to look for, kept so that this object holds no copy of them.
class MaskedBytes
{
public:
    explicit MaskedBytes(ByteView bytes);
    bool isAt(const std::uint8_t *place) const;
    std::size_t size() const { return m_masked.size(); }
    // One octet of them, to be quick: the first that memory is not full of anyway.
    std::size_t anchor() const { return m_anchor; }
    int anchorOctet() const { return m_masked[m_anchor] ^ m_mask[m_anchor]; }

private:
    Bytes m_masked;
    Bytes m_mask;
    std::size_t m_anchor = 0;
};

// The mappings of this process, its stacks among them, in which the octets stand, by their names in
// /proc/self/maps; one entry for each time. What the search itself reads into is left out.
QStringList placesOf(const MaskedBytes &wanted);

} // namespace copper::test
