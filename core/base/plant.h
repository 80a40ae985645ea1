// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace copper {

// Deliberate faults, each the kind of mistake a change could make, by which the simulation proves
// that it would see it (./dev simulate --list-plants). Only the simulation's own build of the
// engine has them (COPPER_PLANTS); in every other one planted() is false at compile time.
enum class Plant {
    None,
    NoDedup,
    BackOffNotDoubled,
    OneRetransmissionMore,
    NstartIgnored,
    TokenReusedEarly,
    AnySource,
    AckWithAnyMid,
    Block1OffsetOff,
    Block2OffsetOff,
    ETagIgnored,
    FreshnessPlain,
    CancelLeaks,
    ResetIgnored,
    NewestStateForgotten,
    MaxAgeIgnored,
    UploadNeverExpires,
    SecondTerminalEvent,
    PendingLimitIgnored,
    MulticastAnswersRepeated,
};

struct PlantName
{
    Plant plant;
    std::string_view name; // "no-dedup"
    std::string_view what;
};

#ifdef COPPER_PLANTS
std::span<const PlantName> plantNames();
void plantFault(Plant plant); // before any endpoint exists
bool planted(Plant plant);
#else
constexpr bool planted(Plant)
{
    return false;
}
#endif

} // namespace copper
