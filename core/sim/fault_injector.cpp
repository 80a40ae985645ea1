// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/fault_injector.h"

#include <algorithm>

namespace copper {

std::vector<Duration> deliveries(const LinkFaults &faults, RandomSource &random)
{
    std::vector<Duration> arrivals;
    if (faults.loss > 0 && random.unit() < faults.loss)
        return arrivals;
    const auto arrival = [&] {
        Duration at = faults.delay;
        if (faults.jitter > Duration{})
            at += seconds(toSeconds(faults.jitter) * random.unit());
        if (faults.reorder > 0 && random.unit() < faults.reorder)
            at += faults.reorderHold;
        return at;
    };
    arrivals.push_back(arrival());
    if (faults.duplicate > 0 && random.unit() < faults.duplicate)
        arrivals.push_back(arrival());
    return arrivals;
}

void corrupt(Bytes &datagram, RandomSource &random)
{
    if (datagram.empty())
        return;
    switch (random.below(4)) {
    case 0:
        datagram.resize(static_cast<std::size_t>(random.below(datagram.size())));
        return;
    case 1:
        for (std::uint64_t i = 1 + random.below(8); i > 0; --i)
            datagram.push_back(static_cast<std::uint8_t>(random.next64()));
        return;
    default: // mostly where it hurts: header, token, options
        for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
            const std::uint64_t reach = std::min<std::uint64_t>(datagram.size(), 24);
            datagram[static_cast<std::size_t>(random.below(reach))] ^=
                static_cast<std::uint8_t>(1U << random.below(8));
        }
    }
}

} // namespace copper
