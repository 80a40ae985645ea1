// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plant.h"

#include <array>

namespace copper {

namespace {

Plant active = Plant::None;

constexpr std::array<PlantName, 19> kNames{{
    {Plant::NoDedup, "no-dedup", "a duplicate is taken for a new message"},
    {Plant::BackOffNotDoubled, "back-off-not-doubled", "a CON is repeated at equal distances"},
    {Plant::OneRetransmissionMore, "one-retransmission-more", "MAX_RETRANSMIT + 1 repetitions"},
    {Plant::NstartIgnored, "nstart-ignored", "no request waits for the one before"},
    {Plant::TokenReusedEarly, "token-reused-early",
     "tokens come back while answers are on the way"},
    {Plant::AnySource, "any-source", "a response is taken from whoever sends it"},
    {Plant::AckWithAnyMid, "ack-with-any-mid", "a piggybacked response needs only the token"},
    {Plant::Block1OffsetOff, "block1-offset-off", "a later Block1 starts one byte early"},
    {Plant::Block2OffsetOff, "block2-offset-off", "a later Block2 starts one byte early"},
    {Plant::ETagIgnored, "etag-ignored", "blocks of two representations make one body"},
    {Plant::FreshnessPlain, "freshness-plain", "a notification is fresh when its number is larger"},
    {Plant::CancelLeaks, "cancel-leaks", "what is cancelled keeps its place in the NSTART queue"},
    {Plant::ResetIgnored, "reset-ignored", "a rejected notification keeps its observer"},
    {Plant::NewestStateForgotten, "newest-state-forgotten",
     "a change while a notification is under way is not sent"},
    {Plant::MaxAgeIgnored, "max-age-ignored", "a silent observation is not registered again"},
    {Plant::UploadNeverExpires, "upload-never-expires", "an abandoned upload stays"},
    {Plant::SecondTerminalEvent, "second-terminal-event", "a cancelled exchange ends twice"},
    {Plant::PendingLimitIgnored, "pending-limit-ignored", "more requests are kept than the limit"},
    {Plant::MulticastAnswersRepeated, "multicast-answered-twice",
     "a multicast request is answered at once and after its leisure"},
}};

} // namespace

std::span<const PlantName> plantNames()
{
    return kNames;
}

void plantFault(Plant plant)
{
    active = plant;
}

bool planted(Plant plant)
{
    return active == plant;
}

} // namespace copper
