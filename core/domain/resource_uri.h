// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QString>

#include <optional>

namespace copper {

// A CoAP URI cut into what the stores need as keys. Percent-encoding is left as it is; the strict
// reading of RFC 7252 §6.4 is core/coap/uri's business when the request is sent.
struct ResourceUri
{
    QString scheme;   // lower case
    QString endpoint; // "coap://127.0.0.11:5685": scheme and host in lower case, no default port
    QString path;     // "/sensors/temp", at least "/"
    QString query;    // "?rt=x" or empty
    QString whole() const { return endpoint + path + query; }
    bool operator==(const ResourceUri &) const = default;
};

// Nothing when there is no "scheme://host".
std::optional<ResourceUri> splitUri(const QString &uri);
// The same resource under one spelling; what cannot be split comes back trimmed.
QString canonicalUri(const QString &uri);
// The link's target as an absolute URI: href resolved against the device's base
// ("coap://127.0.0.11"). RFC 6690 §2.1.
QString resourceUri(const QString &deviceBaseUri, const ResourceLink &link);
// The host as it stands in the URI: "meter.local", "[fe80::1%25eth0]".
QString uriHost(const ResourceUri &uri);
// The same without brackets and escape: "fe80::1%eth0".
QString bareHost(const ResourceUri &uri);
// The host as a socket address when it is an IP literal (a zone name gives zone 0).
std::optional<SocketAddress> socketOf(const ResourceUri &uri);
// The host is a multicast address, as literal: a request to it has many answers. RFC 7252 §8.
bool isGroupUri(const QString &uri);

} // namespace copper
