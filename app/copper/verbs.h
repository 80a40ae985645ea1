// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/code.h"

#include <QString>

#include <optional>
#include <span>

namespace copper::cli {

enum class Verb {
    Get,
    Put,
    Post,
    Delete,
    Fetch,
    Patch,
    IPatch,
    Observe,
    Discover,
    Ping,
    Flash,
    Decode,
    Help,
    Plugtest,
    Capture,
    Creds,
    Run,
};

// Which options a verb takes: bits of OptionRow::groups.
namespace group {
inline constexpr unsigned kRequest = 1U << 0U;
inline constexpr unsigned kObserve = 1U << 1U;
inline constexpr unsigned kDiscover = 1U << 2U;
inline constexpr unsigned kPing = 1U << 3U;
inline constexpr unsigned kFlash = 1U << 4U;
inline constexpr unsigned kDecode = 1U << 5U;
inline constexpr unsigned kHelp = 1U << 6U;
inline constexpr unsigned kPlugtest = 1U << 7U;
inline constexpr unsigned kNetworked = kRequest | kObserve | kDiscover | kPing | kFlash | kPlugtest;
} // namespace group

struct VerbRow
{
    Verb verb;
    const char *name;
    const char *arguments; // "URI..."
    const char *summary;
    unsigned groups; // 0: not built yet
    Code method;     // of a request verb
};

std::span<const VerbRow> verbTable();
const VerbRow *findVerb(const QString &name);
const VerbRow &rowOf(Verb verb);

// What 'copper help' and 'copper help VERB' print.
QString helpText();
QString helpText(const VerbRow &verb);

} // namespace copper::cli
