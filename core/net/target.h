// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/uri.h"
#include "core/domain/session_events.h"

#include <QObject>

#include <functional>

namespace copper {

// Where a request goes: the address of the host in a URI, and the options the URI stands for.
struct Target
{
    Uri uri;
    SocketAddress address; // port set, zone set where the address needs one
    Options options;       // Uri-Host (for a name), Uri-Path, Uri-Query
};

struct TargetFailure
{
    FailureKind kind = FailureKind::InvalidUri;
    QString detail;
};

using TargetResult = Result<Target, TargetFailure>;

// Finds the address for `uriText`. A literal is answered at once; a name is looked up without
// blocking, and `done` runs later in this thread unless `context` is gone by then. `interfaceName`
// gives a link-local address its zone when the URI has none. `wanted`: only this family.
void resolveTarget(const QString &uriText, const QString &interfaceName,
                   SocketAddress::Family wanted, QObject *context,
                   std::function<void(TargetResult)> done);

// ADDR, ADDR:PORT, [V6] or [V6]:PORT, for --bind and --group.
std::optional<SocketAddress> parseAddressAndPort(const QString &text, std::uint16_t defaultPort);

} // namespace copper
