// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/credentials/credential_support.h"

#include <set>

namespace copper::test {

// A loop that adds a credential with each even step and removes an older one with each odd step, so
// that the number of steps that were kept says which are there.
inline constexpr int kKeptAtOnce = 20;

inline CredentialEdit editOfStep(int step)
{
    if (step % 2 == 0)
        return adding(numbered(step / 2));
    const int old = step / 2 - kKeptAtOnce;
    if (old < 0)
        return [](CredentialBook &) {
            return Result<void, CredentialError>();
        };
    return removing(numbered(old).id);
}

inline std::set<int> thereAfter(int steps)
{
    std::set<int> numbers;
    for (int step = 0; step < steps; ++step) {
        if (step % 2 == 0)
            numbers.insert(step / 2);
        else
            numbers.erase(step / 2 - kKeptAtOnce);
    }
    return numbers;
}

} // namespace copper::test
