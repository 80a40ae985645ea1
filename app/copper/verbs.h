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
inline constexpr unsigned kRun = 1U << 14U;
inline constexpr unsigned kNetworked =
    kRequest | kObserve | kDiscover | kPing | kFlash | kPlugtest | kRun;
// What 'creds' can do.
inline constexpr unsigned kCredsList = 1U << 8U;
inline constexpr unsigned kCredsAdd = 1U << 9U;
inline constexpr unsigned kCredsRemove = 1U << 10U;
inline constexpr unsigned kCredsTest = 1U << 11U;
inline constexpr unsigned kCredsExport = 1U << 12U;
inline constexpr unsigned kCredsImport = 1U << 13U;
inline constexpr unsigned kCreds =
    kCredsList | kCredsAdd | kCredsRemove | kCredsTest | kCredsExport | kCredsImport;
} // namespace group

struct VerbRow
{
    Verb verb;
    const char *name;      // "get", "creds list"
    const char *arguments; // "URI..."
    const char *summary;
    unsigned groups; // 0: not built yet
    Code method;     // of a request verb
};

std::span<const VerbRow> verbTable();
const VerbRow *findVerb(const QString &name);
const VerbRow &rowOf(Verb verb);
// "list", "add": what follows 'creds'. Null when there is no such thing.
std::span<const VerbRow> credsTable();
const VerbRow *findCredsAction(const QString &name);

// What 'copper help' and 'copper help VERB' print.
QString helpText();
QString helpText(const VerbRow &verb);

} // namespace copper::cli
