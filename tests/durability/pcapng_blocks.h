// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace copper::test {

struct PcapngBlocks
{
    int count = 0;     // whole ones, from the start
    bool whole = true; // nothing cut or damaged follows them
};

PcapngBlocks blocksOf(const QByteArray &file);

} // namespace copper::test
