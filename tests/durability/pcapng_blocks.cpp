// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/pcapng_blocks.h"

#include <QtEndian>

namespace copper::test {

PcapngBlocks blocksOf(const QByteArray &file)
{
    PcapngBlocks blocks;
    for (qsizetype at = 0; at < file.size(); ++blocks.count) {
        // Type, length, body, length again.
        const qsizetype left = file.size() - at;
        const quint32 length =
            left < 12 ? 0 : qFromLittleEndian<quint32>(file.constData() + at + 4);
        if (length < 12 || length % 4 != 0 || length > left ||
            qFromLittleEndian<quint32>(file.constData() + at + length - 4) != length) {
            blocks.whole = false;
            break;
        }
        at += length;
    }
    return blocks;
}

} // namespace copper::test
