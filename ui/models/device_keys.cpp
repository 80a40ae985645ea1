// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_keys.h"

#include "core/domain/resource_uri.h"
#include "ui/text/credential_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint16_t kPlainPort = 5683;
constexpr std::uint16_t kSecurePort = 5684;

bool isCoaps(const QString &scheme)
{
    return scheme == QLatin1String("coaps");
}

void addTarget(std::vector<SecureTarget> &targets, const QString &uri)
{
    const auto target = secureTarget(uri);
    if (target && std::none_of(targets.begin(), targets.end(),
                               [&](const SecureTarget &each) { return each.uri == target->uri; }))
        targets.push_back(*target);
}

} // namespace

std::optional<SecureTarget> secureTarget(const QString &uri)
{
    const auto parts = splitUri(uri);
    if (!parts || !isCoaps(parts->scheme))
        return std::nullopt;
    return SecureTarget{parts->endpoint, bareHost(*parts),
                        socketOf(*parts).value_or(SocketAddress())};
}

bool speaksCoaps(const Device &device)
{
    return device.isSecure() ||
           std::any_of(device.addresses.begin(), device.addresses.end(),
                       [](const DeviceAddress &address) { return isCoaps(address.scheme); });
}

std::vector<SecureTarget> secureTargets(const Device &device)
{
    std::vector<SecureTarget> targets;
    if (device.securePort) {
        for (const DeviceAddress &address : device.addresses)
            addTarget(targets, device.secured(address).uri());
        addTarget(targets, device.securedHostUri());
        return targets;
    }
    for (const DeviceAddress &address : device.addresses) {
        if (isCoaps(address.scheme))
            addTarget(targets, address.uri());
    }
    addTarget(targets, device.hostUri);
    if (!targets.empty())
        return targets;
    for (DeviceAddress address : device.addresses) {
        address.scheme = QStringLiteral("coaps");
        address.socket.port = kSecurePort;
        addTarget(targets, address.uri());
    }
    if (const auto parts = splitUri(device.hostUri); parts && targets.empty())
        addTarget(targets, QStringLiteral("coaps://") + uriHost(*parts));
    return targets;
}

const Device *deviceOfPeer(const DeviceRegistry &devices, const SocketAddress &peer)
{
    if (const Device *known = devices.deviceAt(peer))
        return known;
    SocketAddress plain = peer;
    plain.port = kPlainPort;
    if (const Device *known = devices.deviceAt(plain); known != nullptr && peer.port == kSecurePort)
        return known;
    for (const Device &device : devices.devices()) {
        const std::vector<SecureTarget> targets = secureTargets(device);
        if (std::any_of(targets.begin(), targets.end(),
                        [&](const SecureTarget &each) { return each.socket == peer; }))
            return &device;
    }
    return nullptr;
}

QString packetPeerName(const DeviceRegistry &devices, const SocketAddress &peer)
{
    if (peer.port == kSecurePort && devices.deviceAt(peer) == nullptr) {
        SocketAddress plain = peer;
        plain.port = kPlainPort;
        if (devices.deviceAt(plain) != nullptr)
            return devices.peerName(plain);
    }
    return devices.peerName(peer);
}

QString secureName(const DeviceRegistry &devices, const SocketAddress &peer)
{
    if (const Device *known = deviceOfPeer(devices, peer))
        return displayText(known->name(), 80);
    return QString::fromStdString(peer.port == kSecurePort ? ipLiteral(peer) : toText(peer));
}

DeviceKeys::DeviceKeys(SecureSessionList &sessions, CredentialStore &store, QObject *parent)
    : QObject(parent), m_sessions(sessions), m_store(store)
{
    connect(&sessions, &SecureSessionList::sessionsChanged, this, &DeviceKeys::changed);
    connect(&store, &CredentialStore::changed, this, &DeviceKeys::changed);
    connect(&store, &CredentialStore::placeChanged, this, &DeviceKeys::changed);
}

const SecureSession *DeviceKeys::sessionWith(const SecureTarget &target) const
{
    return target.socket.isValid() ? m_sessions.find(target.socket) : nullptr;
}

std::optional<CredentialMatch> DeviceKeys::matchFor(const SecureTarget &target) const
{
    const std::uint16_t port = target.socket.port != 0 ? target.socket.port : kSecurePort;
    return m_store.book().match(target.host.toStdString(), target.socket, port);
}

Protection DeviceKeys::ofTargets(const std::vector<SecureTarget> &targets) const
{
    bool hasKey = false;
    for (const SecureTarget &target : targets) {
        if (sessionWith(target) != nullptr)
            return Protection::SessionUp;
        hasKey = hasKey || matchFor(target).has_value();
    }
    return hasKey ? Protection::HasKey : Protection::NoKey;
}

Protection DeviceKeys::of(const Device &device) const
{
    return speaksCoaps(device) ? ofTargets(secureTargets(device)) : Protection::Clear;
}

Protection DeviceKeys::ofUri(const QString &uri) const
{
    const auto target = secureTarget(uri);
    return target ? ofTargets({*target}) : Protection::Clear;
}

QString DeviceKeys::describeTargets(const std::vector<SecureTarget> &targets) const
{
    for (const SecureTarget &target : targets) {
        if (const SecureSession *session = sessionWith(target))
            return tr("DTLS session up: identity %1, %2")
                .arg(identityShown(session->identity), qtText(cipherSuiteName(session->suite)));
    }
    if (m_store.isLocked())
        return tr("The vault is locked: no key for it yet");
    for (const SecureTarget &target : targets) {
        const auto match = matchFor(target);
        const Credential *found = match ? m_store.book().find(match->chosen.id) : nullptr;
        if (found != nullptr)
            return tr("Reached by coaps with %1, because of %2; no session is up")
                .arg(credentialTitle(*found), QString::fromStdString(match->chosen.pattern.text()));
    }
    return tr("Reached by coaps, and no key is for it");
}

QString DeviceKeys::describe(const Device &device) const
{
    return speaksCoaps(device) ? describeTargets(secureTargets(device)) : QString();
}

QString DeviceKeys::describeUri(const QString &uri) const
{
    const auto target = secureTarget(uri);
    return target ? describeTargets({*target}) : QString();
}

} // namespace copper
