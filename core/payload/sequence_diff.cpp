// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/sequence_diff.h"

#include <algorithm>

namespace copper {

namespace {

// Pairs of equal places, last first; nothing found within the limit: false.
bool matches(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
             std::vector<std::pair<int, int>> &pairs)
{
    const auto n = static_cast<int>(a.size());
    const auto m = static_cast<int>(b.size());
    const int limit = std::min(n + m, kMaxEdits);
    // The furthest point on each diagonal k, for each number of edits: 2 d + 1 of them.
    std::vector<std::vector<int>> rounds;
    std::vector<int> v(2 * static_cast<std::size_t>(limit) + 3, 0);
    const auto at = [&v, limit](int k) -> int & {
        return v[static_cast<std::size_t>(k + limit + 1)];
    };
    for (int d = 0; d <= limit; ++d) {
        for (int k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            int x = down ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m &&
                   a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x < n || x - k < m)
                continue;
            // Back from the end.
            int y = m;
            for (int round = d; round > 0; --round) {
                const std::vector<int> &before = rounds[static_cast<std::size_t>(round - 1)];
                const auto old = [&before, round](int diagonal) {
                    return before[static_cast<std::size_t>(diagonal + round)];
                };
                const int diagonal = x - y;
                const bool came = diagonal == -round ||
                                  (diagonal != round && old(diagonal - 1) < old(diagonal + 1));
                const int from = came ? diagonal + 1 : diagonal - 1;
                const int startX = came ? old(from) : old(from) + 1;
                while (x > startX) {
                    --x;
                    --y;
                    pairs.emplace_back(x, y);
                }
                x = old(from);
                y = x - from;
            }
            while (x > 0) {
                --x;
                --y;
                pairs.emplace_back(x, y);
            }
            return true;
        }
        // Diagonals -(d + 1) to d + 1, which the next round looks at.
        std::vector<int> &kept = rounds.emplace_back();
        kept.reserve(2 * static_cast<std::size_t>(d) + 3);
        for (int k = -d - 1; k <= d + 1; ++k)
            kept.push_back(at(k));
    }
    return false;
}

} // namespace

std::vector<SequenceGap> sequenceDiff(std::span<const std::uint64_t> a,
                                      std::span<const std::uint64_t> b)
{
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const auto innerA = a.subspan(head, a.size() - head - tail);
    const auto innerB = b.subspan(head, b.size() - head - tail);
    std::vector<SequenceGap> gaps;
    if (innerA.empty() && innerB.empty())
        return gaps;
    std::vector<std::pair<int, int>> pairs;
    if (innerA.empty() || innerB.empty() || !matches(innerA, innerB, pairs))
        return {{head, head + innerA.size(), head, head + innerB.size()}};
    std::size_t x = 0;
    std::size_t y = 0;
    const auto gap = [&](std::size_t toX, std::size_t toY) {
        if (toX > x || toY > y)
            gaps.push_back({head + x, head + toX, head + y, head + toY});
    };
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
        gap(static_cast<std::size_t>(pair->first), static_cast<std::size_t>(pair->second));
        x = static_cast<std::size_t>(pair->first) + 1;
        y = static_cast<std::size_t>(pair->second) + 1;
    }
    gap(innerA.size(), innerB.size());
    return gaps;
}

} // namespace copper
