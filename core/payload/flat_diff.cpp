// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/flat_diff.h"

#include "core/payload/plain_text.h"
#include "core/payload/sequence_diff.h"

#include <algorithm>
#include <cstring>

namespace copper {

namespace {

struct Line
{
    std::size_t offset = 0;
    std::size_t length = 0;
};

std::vector<Line> linesOf(ByteView text, std::vector<std::uint64_t> &hashes)
{
    std::vector<Line> lines;
    for (std::size_t at = 0; at < text.size();) {
        const void *found = lines.size() + 1 < kMaxDiffLines
                                ? std::memchr(text.data() + at, '\n', text.size() - at)
                                : nullptr;
        const std::size_t end =
            found == nullptr
                ? text.size()
                : static_cast<std::size_t>(static_cast<const std::uint8_t *>(found) - text.data());
        lines.push_back({at, end - at});
        hashes.push_back(digest64(text.subspan(at, end - at)));
        at = found == nullptr ? end : end + 1;
    }
    return lines;
}

DiffSide lineSide(ByteView text, const Line &line, std::size_t number)
{
    DiffSide side;
    side.path = std::to_string(number + 1);
    side.kind = NodeKind::Text;
    side.text = toValidUtf8(text.subspan(line.offset, std::min(line.length, kMaxDiffText)));
    side.offset = line.offset;
    side.length = line.length;
    return side;
}

DiffSide byteSide(ByteView bytes, std::size_t from, std::size_t to)
{
    DiffSide side;
    side.path = std::to_string(from);
    side.kind = NodeKind::ByteString;
    side.text = toHex(bytes.subspan(from, std::min<std::size_t>(to - from, kMaxDiffText / 2)));
    side.offset = from;
    side.length = to - from;
    return side;
}

void add(StructuralDiff &out, DiffChange &&change)
{
    ++out.total;
    if (out.changes.size() < kMaxDiffChanges)
        out.changes.push_back(std::move(change));
}

} // namespace

void lineDiff(ByteView before, ByteView after, StructuralDiff &out)
{
    using Kind = DiffChange::Kind;
    std::vector<std::uint64_t> hashesA;
    std::vector<std::uint64_t> hashesB;
    const std::vector<Line> a = linesOf(before, hashesA);
    const std::vector<Line> b = linesOf(after, hashesB);
    for (const SequenceGap &gap : sequenceDiff(hashesA, hashesB)) {
        std::size_t x = gap.aFrom;
        std::size_t y = gap.bFrom;
        for (; x < gap.aTo && y < gap.bTo; ++x, ++y)
            add(out, {Kind::Changed, lineSide(before, a[x], x), lineSide(after, b[y], y)});
        for (; x < gap.aTo; ++x)
            add(out, {Kind::Removed, lineSide(before, a[x], x), {}});
        for (; y < gap.bTo; ++y)
            add(out, {Kind::Added, {}, lineSide(after, b[y], y)});
    }
}

void byteDiff(ByteView before, ByteView after, StructuralDiff &out)
{
    using Kind = DiffChange::Kind;
    if (before.size() == after.size()) {
        for (std::size_t at = 0; at < before.size(); ++at) {
            const std::size_t from = at;
            while (at < before.size() && before[at] != after[at])
                ++at;
            if (at > from)
                add(out, {Kind::Changed, byteSide(before, from, at), byteSide(after, from, at)});
        }
        return;
    }
    const std::size_t most = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < most && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const std::size_t endA = before.size() - tail;
    const std::size_t endB = after.size() - tail;
    const Kind kind = head == endA ? Kind::Added : head == endB ? Kind::Removed : Kind::Changed;
    add(out, {kind, head == endA ? DiffSide{} : byteSide(before, head, endA),
              head == endB ? DiffSide{} : byteSide(after, head, endB)});
}

} // namespace copper
