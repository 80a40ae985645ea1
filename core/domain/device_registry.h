// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/device.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <vector>

namespace copper {

// All devices the program knows, under the network they were found on. UI thread. It is told what
// arrived and what time it is; it asks nothing and keeps no timer.
class DeviceRegistry : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxDevices = 10'000; // unless setLimits() says otherwise
    static constexpr std::size_t kMaxAddresses = 8;    // per device
    static constexpr std::size_t kMaxLinks = 10'000;   // per device; more sets linksCut; as above
    static constexpr qsizetype kMaxNameLength = 200;   // characters, of every name
    static constexpr qsizetype kMaxNoteLength = 4000;
    static constexpr qsizetype kMaxTagLength = 60;
    static constexpr qsizetype kMaxTags = 32;   // per device
    static constexpr qsizetype kMaxGroups = 16; // per device

    enum class AddError { InvalidUri, UnsupportedScheme, LimitReached };
    // A resource of a known device.
    struct Place
    {
        DeviceId device;
        QString path; // without query, as it stands in the URI
    };

    explicit DeviceRegistry(QObject *parent = nullptr);

    // For devices and links that come from now on; what is there stays.
    void setLimits(std::size_t devices, std::size_t linksEach);

    // In the order they became known. References last until the next change.
    const std::vector<Device> &devices() const { return m_devices; }
    const Device *device(DeviceId id) const;
    int indexOf(DeviceId id) const; // -1 when unknown
    // By any of its addresses or by its host URI; query and path do not count.
    const Device *deviceAt(const QString &uri) const;
    const Device *deviceAt(const SocketAddress &peer) const;
    std::optional<Place> locate(const QString &uri) const;
    // Name for a peer: the device's, else the address.
    QString peerName(const SocketAddress &peer) const;

    // Networks in the order they appeared; a device added by host name stands under "".
    QStringList networkNames() const;
    // The user's or program's title for a network ("Demo network"); empty when it has none.
    QString networkTitle(const QString &networkName) const;
    void setNetworkTitle(const QString &networkName, const QString &title);

    // Adds by hand: "coap://192.168.1.7", "coap://meter.local:5700/ignored". A device that is
    // already known by this address is returned as it is.
    Result<DeviceId, AddError> addManually(const QString &uri, const QString &name = {});
    // The next DeviceFound of this job belongs to that device (unicast discovery by host name).
    void expect(JobId job, DeviceId id);
    // Merges with every device that shares an address with it; at an address nobody knows, with the
    // one that has its ep, if that one is not alive at another. Nothing when the registry is full.
    std::optional<DeviceId> merge(const DeviceFound &found);
    // Who answered at `before` went on with that secure session at `now`: one device, which is at
    // the new address. The row that was there already gives it its links and goes.
    void sameSession(const SocketAddress &before, const SocketAddress &now);
    // From storage: with names, addresses and links, state NotAsked. Its id is kept when it is
    // free.
    std::optional<DeviceId> restore(Device device);

    void rename(DeviceId id, const QString &name); // empty: its own name again
    void setFavourite(DeviceId id, bool on);
    // What is beyond the limits, empty or there already is left out.
    void setNote(DeviceId id, const QString &note);
    void setTags(DeviceId id, const QStringList &tags);
    void setGroups(DeviceId id, const QStringList &groups);
    void setParameters(DeviceId id, const std::optional<TransmissionParameters> &parameters);
    // For observations that begin from now on.
    void setObserving(DeviceId id, const ObservationPolicy &policy);
    // By coaps at this port from now on, whatever it says of itself; nothing: as it says.
    void setSecurePort(DeviceId id, std::optional<std::uint16_t> port);
    void remove(DeviceId id) { remove(std::vector<DeviceId>{id}); }
    void remove(const std::vector<DeviceId> &ids);

    void heard(DeviceId id, WallTime at);
    // By `messages` datagrams.
    void heard(const SocketAddress &peer, WallTime at, std::uint64_t messages = 1);
    void unanswered(DeviceId id, WallTime at) { unanswered(id, Unanswered{at, {}, {}, 0}); }
    void unanswered(DeviceId id, const Unanswered &question);
    // Moves states on; call about once a second.
    void tick(WallTime now);
    WallTime now() const { return m_now; }

Q_SIGNALS:
    void deviceAdded(copper::DeviceId id);
    // Name, favourite, note, tags, groups, state, addresses, network.
    void deviceChanged(copper::DeviceId id);
    void linksChanged(copper::DeviceId id);
    // It answers at another address now; `before` is its base URI until then.
    void deviceMoved(copper::DeviceId id, const QString &before);
    void deviceAboutToBeRemoved(copper::DeviceId id);
    void deviceRemoved(copper::DeviceId id);
    void networkChanged(const QString &networkName);
    // Ages moved on.
    void ticked();
    // Something that is kept over a restart is different now.
    void persistentChange();

private:
    Device *find(DeviceId id);
    Device *findBySocket(const SocketAddress &socket);
    DeviceId append(Device device);
    // The one device that has this ep, is not at its old address any more, and so moved.
    std::optional<DeviceId> movedFrom(const DeviceFound &found) const;
    void absorb(Device &into, const DeviceFound &found);
    static void adopt(Device &into, const Device &other);
    void updateState(Device &device);
    void index(const Device &device);
    void unindex(const Device &device);

    std::vector<Device> m_devices;
    std::map<DeviceId, std::size_t> m_places;        // in m_devices
    std::multimap<SocketAddress, DeviceId> m_byPeer; // zone kept; of equals the first counts
    std::multimap<QString, DeviceId> m_byEndpoint;   // ResourceUri::endpoint; the same
    std::map<QString, QString> m_networkTitles;
    std::map<JobId, DeviceId> m_expected;
    std::size_t m_maxDevices = kMaxDevices;
    std::size_t m_maxLinks = kMaxLinks;
    std::uint32_t m_nextId = 1;
    WallTime m_now;
};

} // namespace copper
