// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/time.h"

#include <vector>

namespace copper {

// What a link does to a datagram. Probabilities 0..1 per datagram, independent of each other and of
// the direction.
struct LinkFaults
{
    double loss = 0;
    double duplicate = 0;
    double reorder = 0; // held for reorderHold, so that later ones overtake it
    Duration delay{};
    Duration jitter{}; // added at random, 0..jitter
    Duration reorderHold = seconds(0.05);

    bool any() const
    {
        return loss > 0 || duplicate > 0 || reorder > 0 || delay > Duration{} ||
               jitter > Duration{};
    }
};

// When the copies of one datagram arrive, as delays from now; empty: it is lost.
std::vector<Duration> deliveries(const LinkFaults &faults, RandomSource &random);

// What a broken link or gateway makes of a datagram that its checksum should have kept back: bits
// turned, the end cut off, bytes appended.
void corrupt(Bytes &datagram, RandomSource &random);

} // namespace copper
