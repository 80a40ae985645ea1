// SPDX-License-Identifier: GPL-3.0-or-later
// One device or two: what discovery found meets what is known.
#include "core/domain/device_registry.h"

#include "core/domain/device_fields.h"
#include "core/domain/resource_uri.h"

#include <QUrl>

#include <algorithm>

namespace copper {

namespace {

// A secure board answers discovery in the clear with coaps:// targets of its own: it is one device
// with two addresses, and its resources stand under their paths. What names another host is left as
// it is, so that nobody speaks for somebody else.
void adoptSecureLinks(Device &device)
{
    if (!device.links.hasAbsoluteTargets())
        return;
    std::vector<ResourceLink> links = device.links.all();
    for (ResourceLink &link : links) {
        if (!link.href.startsWith(QLatin1String("coaps://"), Qt::CaseInsensitive))
            continue;
        const auto parts = splitUri(link.href);
        const auto target = parts ? socketOf(*parts) : std::nullopt;
        if (!target)
            continue;
        const auto own = std::find_if(
            device.addresses.begin(), device.addresses.end(), [&](const DeviceAddress &address) {
                return address.socket.family == target->family && address.socket.ip == target->ip;
            });
        if (own == device.addresses.end())
            continue;
        link.path = QUrl::fromPercentEncoding(parts->path.toUtf8());
        DeviceAddress secure = *own;
        secure.scheme = parts->scheme;
        secure.socket.port = target->port;
        if (device.addresses.size() < DeviceRegistry::kMaxAddresses &&
            std::find(device.addresses.begin(), device.addresses.end(), secure) ==
                device.addresses.end())
            device.addresses.push_back(std::move(secure));
    }
    device.links = links;
}

} // namespace

void DeviceRegistry::absorb(Device &into, const DeviceFound &found)
{
    std::vector<DeviceAddress> addresses = found.addresses;
    for (const DeviceAddress &old : into.addresses) {
        const auto same = [&old](const DeviceAddress &a) {
            return a.socket == old.socket && a.scheme == old.scheme;
        };
        if (std::none_of(addresses.begin(), addresses.end(), same))
            addresses.push_back(old);
    }
    if (addresses.size() > kMaxAddresses)
        addresses.resize(kMaxAddresses);
    into.addresses = std::move(addresses);
    if (!found.name.isEmpty())
        into.selfName = bounded(found.name);
    if (!found.endpointName.isEmpty())
        into.endpointName = bounded(found.endpointName);
    if (!found.networkName.isEmpty())
        into.networkName = found.networkName;
    into.rtt = found.rtt;
    // What a filter let through is no list of the device.
    if (!found.filtered) {
        into.links = found.links;
        into.linksCut = found.linksCut;
        into.linksAtLimit = found.linksAtLimit;
        into.linkError = found.linkError;
    }
    if (into.links.size() > m_maxLinks) {
        into.links = into.links.first(m_maxLinks);
        into.linksCut = true;
        into.linksAtLimit = true;
    }
    adoptSecureLinks(into);
    into.lastHeard = std::max(into.lastHeard.value_or(found.at), found.at);
    into.firstUnanswered.reset();
    into.unanswered.reset();
}

// What the user said of a device that turned out to be another; of two names the first stays.
void DeviceRegistry::adopt(Device &into, const Device &other)
{
    if (into.givenName.isEmpty())
        into.givenName = other.givenName;
    into.favourite = into.favourite || other.favourite;
    if (!into.parameters)
        into.parameters = other.parameters;
    if (!into.securePort)
        into.securePort = other.securePort;
    if (into.observing == ObservationPolicy{})
        into.observing = other.observing;
    if (into.note.isEmpty())
        into.note = other.note;
    into.tags = boundedSet(into.tags + other.tags, kMaxTags, kMaxTagLength);
    into.groups = boundedSet(into.groups + other.groups, kMaxGroups, kMaxNameLength);
}

void DeviceRegistry::sameSession(const SocketAddress &before, const SocketAddress &now)
{
    const Device *one = findBySocket(before);
    if (one == nullptr || one == findBySocket(now))
        return;
    const DeviceId id = one->id;
    const QString baseBefore = one->baseUri();
    std::vector<DeviceAddress> addresses;
    ResourceList links = one->links;
    if (const Device *found = findBySocket(now)) {
        const Device other = *found;
        adopt(*find(id), other);
        addresses = other.addresses;
        if (!other.links.empty())
            links = other.links;
        remove(other.id);
    } else {
        for (const DeviceAddress &address : one->addresses) {
            if (address.socket != before)
                continue;
            addresses.push_back(address);
            addresses.back().socket = now;
        }
    }
    Device &moved = *find(id);
    const bool newLinks = !(moved.links == links);
    unindex(moved);
    moved.addresses = std::move(addresses);
    moved.links = links;
    moved.lastHeard = m_now;
    moved.firstUnanswered.reset();
    moved.unanswered.reset();
    index(moved);
    updateState(moved);
    Q_EMIT deviceChanged(id);
    if (newLinks)
        Q_EMIT linksChanged(id);
    Q_EMIT deviceMoved(id, baseBefore);
    Q_EMIT persistentChange();
}

std::optional<DeviceId> DeviceRegistry::movedFrom(const DeviceFound &found) const
{
    if (found.endpointName.isEmpty() || found.addresses.empty())
        return std::nullopt;
    std::optional<DeviceId> moved;
    for (const Device &each : m_devices) {
        if (each.endpointName != found.endpointName)
            continue;
        // Two of one name, or one that answers at both places: who is who cannot be told.
        if (moved || each.state == DeviceState::Alive)
            return std::nullopt;
        moved = each.id;
    }
    return moved;
}

std::optional<DeviceId> DeviceRegistry::merge(const DeviceFound &found)
{
    std::vector<DeviceId> known;
    const auto note = [&known](DeviceId id) {
        if (std::find(known.begin(), known.end(), id) == known.end())
            known.push_back(id);
    };
    const auto expected = m_expected.find(found.job);
    if (expected != m_expected.end()) {
        if (device(expected->second) != nullptr)
            note(expected->second);
        m_expected.erase(expected);
    }
    for (const DeviceAddress &address : found.addresses) {
        if (const Device *match = findBySocket(address.socket))
            note(match->id);
    }
    QString movedFromUri;
    if (known.empty()) {
        if (const std::optional<DeviceId> moved = movedFrom(found)) {
            // The old address may be another's soon.
            movedFromUri = find(*moved)->baseUri();
            unindex(*find(*moved));
            find(*moved)->addresses.clear();
            note(*moved);
        }
    }
    if (known.empty()) {
        if (m_devices.size() >= m_maxDevices || found.addresses.empty())
            return std::nullopt;
        Device added;
        absorb(added, found);
        return append(std::move(added));
    }
    // What turned out to be one device becomes one row: the first keeps its place.
    const DeviceId id = known.front();
    for (std::size_t i = 1; i < known.size(); ++i) {
        const Device other = *device(known[i]);
        Device &into = *find(id);
        adopt(into, other);
        for (const DeviceAddress &address : other.addresses)
            into.addresses.push_back(address);
        remove(other.id);
    }
    Device &into = *find(id);
    const ResourceList before = into.links;
    unindex(into);
    absorb(into, found);
    index(into);
    updateState(into);
    const bool newLinks = !(before == into.links);
    Q_EMIT deviceChanged(id);
    if (newLinks)
        Q_EMIT linksChanged(id);
    if (!movedFromUri.isEmpty())
        Q_EMIT deviceMoved(id, movedFromUri);
    Q_EMIT persistentChange();
    return id;
}

} // namespace copper
