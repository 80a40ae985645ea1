// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

namespace copper {

// RFC 7252 §4.8: the constants, and the times derived from them by formula, so that editing one
// moves the others.
struct TransmissionParameters
{
    Duration ackTimeout = seconds(2);
    double ackRandomFactor = 1.5;
    unsigned maxRetransmit = 4;
    unsigned nstart = 1;
    Duration defaultLeisure = seconds(5);
    Duration maxLatency = seconds(100);

    Duration processingDelay() const { return ackTimeout; }
    Duration maxTransmitSpan() const { return scaled((1U << maxRetransmit) - 1U); }
    Duration maxTransmitWait() const { return scaled((1U << (maxRetransmit + 1U)) - 1U); }
    Duration maxRtt() const { return 2 * maxLatency + processingDelay(); }
    Duration exchangeLifetime() const
    {
        return maxTransmitSpan() + 2 * maxLatency + processingDelay();
    }
    Duration nonLifetime() const { return maxTransmitSpan() + maxLatency; }

    bool operator==(const TransmissionParameters &) const = default;

private:
    Duration scaled(unsigned steps) const
    {
        return seconds(toSeconds(ackTimeout) * steps * ackRandomFactor);
    }
};

} // namespace copper
