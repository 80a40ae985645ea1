// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QString>

namespace copper {

// One row of a small read-only tree over bytes: fields of a message, values of a payload.
struct ByteItem
{
    QString name;
    QString value;
    QString meaning;
    QString note; // glyph of the kind, or a finding
    std::size_t offset = 0;
    std::size_t length = 0;
    bool strong = false; // a heading
    bool failed = false; // a finding stands here
    bool around = false; // its bytes are of the record around the message
    std::int32_t parent = -1;
    std::vector<std::uint32_t> children;
};

// "35–37", "117", empty for none.
QString byteRangeText(std::size_t offset, std::size_t length);

} // namespace copper
