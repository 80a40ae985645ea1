// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/fault_injector.h"

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

} // namespace copper
