// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/device_registry.h"

#include "core/domain/device_fields.h"
#include "core/domain/resource_uri.h"

#include <algorithm>
#include <utility>

namespace copper {

namespace {

constexpr std::size_t kMaxExpected = 1000;

// Of those that claim the same place, the one that came first has it.
template <typename Map>
void forget(Map &map, const typename Map::key_type &key, DeviceId id)
{
    auto [at, end] = map.equal_range(key);
    while (at != end)
        at = at->second == id ? map.erase(at) : std::next(at);
}

template <typename Map>
std::optional<DeviceId> firstAt(const Map &map, const typename Map::key_type &key)
{
    const auto found = map.lower_bound(key);
    if (found == map.end() || key < found->first)
        return std::nullopt;
    return found->second;
}

} // namespace

DeviceRegistry::DeviceRegistry(QObject *parent) : QObject(parent) {}

const Device *DeviceRegistry::device(DeviceId id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_devices[static_cast<std::size_t>(index)];
}

Device *DeviceRegistry::find(DeviceId id)
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_devices[static_cast<std::size_t>(index)];
}

int DeviceRegistry::indexOf(DeviceId id) const
{
    const auto found = m_places.find(id);
    return found == m_places.end() ? -1 : static_cast<int>(found->second);
}

const Device *DeviceRegistry::deviceAt(const QString &uri) const
{
    const std::optional<ResourceUri> parts = splitUri(uri);
    if (!parts)
        return nullptr;
    const auto found = firstAt(m_byEndpoint, parts->endpoint);
    return found ? device(*found) : nullptr;
}

const Device *DeviceRegistry::deviceAt(const SocketAddress &peer) const
{
    const auto found = firstAt(m_byPeer, peer);
    return found ? device(*found) : nullptr;
}

Device *DeviceRegistry::findBySocket(const SocketAddress &socket)
{
    const auto found = firstAt(m_byPeer, socket);
    return found ? find(*found) : nullptr;
}

std::optional<DeviceRegistry::Place> DeviceRegistry::locate(const QString &uri) const
{
    const std::optional<ResourceUri> parts = splitUri(uri);
    if (!parts)
        return std::nullopt;
    const auto found = firstAt(m_byEndpoint, parts->endpoint);
    if (!found)
        return std::nullopt;
    return Place{*found, parts->path};
}

QString DeviceRegistry::peerName(const SocketAddress &peer) const
{
    if (const Device *known = deviceAt(peer))
        return known->name();
    DeviceAddress address;
    address.socket = peer;
    // Without the scheme; the default port is left out.
    return address.uri().mid(7);
}

QStringList DeviceRegistry::networkNames() const
{
    QStringList names;
    for (const Device &each : m_devices) {
        if (!names.contains(each.networkName))
            names << each.networkName;
    }
    return names;
}

QString DeviceRegistry::networkTitle(const QString &networkName) const
{
    const auto found = m_networkTitles.find(networkName);
    return found == m_networkTitles.end() ? QString() : found->second;
}

void DeviceRegistry::setNetworkTitle(const QString &networkName, const QString &title)
{
    const QString text = bounded(title);
    if (networkTitle(networkName) == text)
        return;
    if (text.isEmpty())
        m_networkTitles.erase(networkName);
    else if (m_networkTitles.size() < kMaxDevices || m_networkTitles.contains(networkName))
        m_networkTitles[networkName] = text;
    Q_EMIT networkChanged(networkName);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setLimits(std::size_t devices, std::size_t linksEach)
{
    m_maxDevices = devices;
    m_maxLinks = linksEach;
}

void DeviceRegistry::index(const Device &device)
{
    for (const DeviceAddress &address : device.addresses) {
        m_byPeer.emplace(address.socket, device.id);
        if (const auto parts = splitUri(address.uri()))
            m_byEndpoint.emplace(parts->endpoint, device.id);
    }
    if (const auto parts = splitUri(device.hostUri))
        m_byEndpoint.emplace(parts->endpoint, device.id);
    if (!device.securePort)
        return;
    for (const DeviceAddress &plain : device.addresses) {
        const DeviceAddress address = device.secured(plain);
        m_byPeer.emplace(address.socket, device.id);
        if (const auto parts = splitUri(address.uri()))
            m_byEndpoint.emplace(parts->endpoint, device.id);
    }
    if (const auto parts = splitUri(device.securedHostUri()))
        m_byEndpoint.emplace(parts->endpoint, device.id);
}

void DeviceRegistry::unindex(const Device &device)
{
    const auto forgetUri = [this, &device](const QString &uri) {
        if (const auto parts = splitUri(uri))
            forget(m_byEndpoint, parts->endpoint, device.id);
    };
    for (const DeviceAddress &plain : device.addresses) {
        const DeviceAddress secured = device.secured(plain);
        forget(m_byPeer, plain.socket, device.id);
        forget(m_byPeer, secured.socket, device.id);
        forgetUri(plain.uri());
        forgetUri(secured.uri());
    }
    forgetUri(device.hostUri);
    forgetUri(device.securedHostUri());
}

DeviceId DeviceRegistry::append(Device added)
{
    if (!added.id.isValid() || device(added.id) != nullptr)
        added.id = DeviceId{m_nextId};
    m_nextId = std::max(m_nextId, added.id.value + 1);
    const DeviceId id = added.id;
    updateState(added);
    m_places[id] = m_devices.size();
    m_devices.push_back(std::move(added));
    index(m_devices.back());
    Q_EMIT deviceAdded(id);
    Q_EMIT persistentChange();
    return id;
}

Result<DeviceId, DeviceRegistry::AddError> DeviceRegistry::addManually(const QString &uri,
                                                                       const QString &name)
{
    const QString text =
        uri.contains(QLatin1String("://")) ? uri : QStringLiteral("coap://") + uri.trimmed();
    const std::optional<ResourceUri> parts = splitUri(text);
    if (!parts || text.contains(QLatin1Char(' ')))
        return failure(AddError::InvalidUri);
    if (parts->scheme != QLatin1String("coap") && parts->scheme != QLatin1String("coaps"))
        return failure(AddError::UnsupportedScheme);
    if (const Device *known = deviceAt(text))
        return known->id;
    if (m_devices.size() >= m_maxDevices)
        return failure(AddError::LimitReached);
    Device added;
    added.manual = true;
    added.givenName = bounded(name);
    if (const std::optional<SocketAddress> socket = socketOf(*parts)) {
        DeviceAddress address;
        address.scheme = parts->scheme;
        address.socket = *socket;
        const qsizetype zone = parts->endpoint.indexOf(QLatin1String("%25"));
        const qsizetype bracket = parts->endpoint.indexOf(QLatin1Char(']'));
        if (zone > 0 && bracket > zone)
            address.interfaceName = parts->endpoint.mid(zone + 3, bracket - zone - 3);
        added.networkName = socket->isLoopback() ? QStringLiteral("lo") : address.interfaceName;
        added.addresses.push_back(std::move(address));
    } else {
        added.hostUri = parts->endpoint;
    }
    return append(std::move(added));
}

void DeviceRegistry::expect(JobId job, DeviceId id)
{
    if (m_expected.size() >= kMaxExpected)
        m_expected.erase(m_expected.begin());
    m_expected[job] = id;
}

std::optional<DeviceId> DeviceRegistry::restore(Device restored)
{
    if (m_devices.size() >= m_maxDevices)
        return std::nullopt;
    if (restored.addresses.size() > kMaxAddresses)
        restored.addresses.resize(kMaxAddresses);
    if (restored.links.size() > m_maxLinks) {
        restored.links = restored.links.first(m_maxLinks);
        restored.linksCut = true;
    }
    restored.givenName = bounded(restored.givenName);
    restored.selfName = bounded(restored.selfName);
    restored.endpointName = bounded(restored.endpointName);
    restored.note = restored.note.left(kMaxNoteLength);
    restored.tags = boundedSet(restored.tags, kMaxTags, kMaxTagLength);
    restored.groups = boundedSet(restored.groups, kMaxGroups, kMaxNameLength);
    restored.lastHeard.reset();
    restored.firstUnanswered.reset();
    restored.unanswered.reset();
    return append(std::move(restored));
}

void DeviceRegistry::rename(DeviceId id, const QString &name)
{
    Device *known = find(id);
    if (known == nullptr || known->givenName == bounded(name))
        return;
    known->givenName = bounded(name);
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setFavourite(DeviceId id, bool on)
{
    Device *known = find(id);
    if (known == nullptr || known->favourite == on)
        return;
    known->favourite = on;
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setNote(DeviceId id, const QString &note)
{
    Device *known = find(id);
    const QString text = note.trimmed().left(kMaxNoteLength);
    if (known == nullptr || known->note == text)
        return;
    known->note = text;
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setTags(DeviceId id, const QStringList &tags)
{
    Device *known = find(id);
    const QStringList kept = boundedSet(tags, kMaxTags, kMaxTagLength);
    if (known == nullptr || known->tags == kept)
        return;
    known->tags = kept;
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setGroups(DeviceId id, const QStringList &groups)
{
    Device *known = find(id);
    const QStringList kept = boundedSet(groups, kMaxGroups, kMaxNameLength);
    if (known == nullptr || known->groups == kept)
        return;
    known->groups = kept;
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setParameters(DeviceId id,
                                   const std::optional<TransmissionParameters> &parameters)
{
    Device *known = find(id);
    if (known == nullptr || known->parameters == parameters)
        return;
    const std::optional<TransmissionParameters> before =
        std::exchange(known->parameters, parameters);
    Q_EMIT deviceChanged(id);
    Q_EMIT parametersSet(id, before);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setObserving(DeviceId id, const ObservationPolicy &policy)
{
    Device *known = find(id);
    if (known == nullptr || known->observing == policy)
        return;
    const ObservationPolicy before = std::exchange(known->observing, policy);
    Q_EMIT deviceChanged(id);
    Q_EMIT observingSet(id, before);
    Q_EMIT persistentChange();
}

void DeviceRegistry::setSecurePort(DeviceId id, std::optional<std::uint16_t> port)
{
    Device *known = find(id);
    if (known == nullptr || known->securePort == port)
        return;
    // What was learned only because of the wish goes with it; a device keeps one address.
    unindex(*known);
    const std::optional<std::uint16_t> old = std::exchange(known->securePort, port);
    std::vector<DeviceAddress> kept;
    std::copy_if(known->addresses.begin(), known->addresses.end(), std::back_inserter(kept),
                 [old](const DeviceAddress &address) {
                     return address.scheme != QLatin1String("coaps") || address.socket.port != old;
                 });
    if (!kept.empty())
        known->addresses = std::move(kept);
    index(*known);
    Q_EMIT deviceChanged(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::remove(const std::vector<DeviceId> &ids)
{
    std::vector<DeviceId> known;
    for (const DeviceId id : ids) {
        if (device(id) != nullptr)
            known.push_back(id);
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    if (known.empty())
        return;
    for (const DeviceId id : known)
        Q_EMIT deviceAboutToBeRemoved(id);
    std::size_t first = m_devices.size();
    for (const DeviceId id : known) {
        const std::size_t at = m_places.at(id);
        first = std::min(first, at);
        unindex(m_devices[at]);
        m_places.erase(id);
    }
    // In one go: to close the gap behind each of a thousand takes a second.
    std::erase_if(m_devices, [this](const Device &each) { return !m_places.contains(each.id); });
    for (std::size_t i = first; i < m_devices.size(); ++i)
        m_places[m_devices[i].id] = i;
    for (const DeviceId id : known)
        Q_EMIT deviceRemoved(id);
    Q_EMIT persistentChange();
}

void DeviceRegistry::heard(DeviceId id, WallTime at)
{
    Device *known = find(id);
    if (known == nullptr)
        return;
    known->lastHeard = std::max(known->lastHeard.value_or(at), at);
    known->firstUnanswered.reset();
    known->unanswered.reset();
    const DeviceState before = known->state;
    updateState(*known);
    if (known->state != before)
        Q_EMIT deviceChanged(id);
}

void DeviceRegistry::heard(const SocketAddress &peer, WallTime at, std::uint64_t messages)
{
    Device *known = findBySocket(peer);
    if (known == nullptr)
        return;
    known->messagesThisTick += messages;
    heard(known->id, at);
}

void DeviceRegistry::unanswered(DeviceId id, const Unanswered &question)
{
    Device *known = find(id);
    if (known == nullptr || known->firstUnanswered)
        return;
    known->firstUnanswered = question.at;
    known->unanswered = question;
    const DeviceState before = known->state;
    updateState(*known);
    if (known->state != before)
        Q_EMIT deviceChanged(id);
}

void DeviceRegistry::updateState(Device &known)
{
    if (!known.lastHeard) {
        known.state = known.firstUnanswered ? DeviceState::Gone : DeviceState::NotAsked;
        return;
    }
    const double quiet = std::max(m_now, *known.lastHeard).secondsSince(*known.lastHeard);
    if (known.firstUnanswered)
        known.state = quiet >= kDeviceGoneAfterSeconds ? DeviceState::Gone : DeviceState::Stale;
    else
        known.state = quiet >= kDeviceStaleAfterSeconds ? DeviceState::Stale : DeviceState::Alive;
}

void DeviceRegistry::tick(WallTime now)
{
    const double passed = now.secondsSince(m_now);
    m_now = now;
    std::vector<DeviceId> changed;
    for (Device &each : m_devices) {
        const std::uint64_t messages = std::exchange(each.messagesThisTick, 0);
        each.messagesPerSecond = passed > 0 ? static_cast<double>(messages) / passed : 0;
        const DeviceState before = each.state;
        updateState(each);
        if (each.state != before)
            changed.push_back(each.id);
    }
    for (const DeviceId id : changed)
        Q_EMIT deviceChanged(id);
    Q_EMIT ticked();
}

} // namespace copper
