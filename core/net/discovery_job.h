// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/device_identity.h"
#include "core/net/interfaces.h"
#include "core/net/job.h"

#include <map>
#include <set>

namespace copper {

// Limits of one scan; each answers to something a hostile network does.
struct DiscoveryLimits
{
    std::size_t maxDevices = 16'384;
    std::size_t maxAnswersPerSource = 8;
    std::uint64_t maxBytes = 64U << 20U;
};

// Asks for /.well-known/core: by multicast on every chosen interface (RFC 7252 §7.2, §8), or one
// device by unicast. A list longer than one block is fetched on by unicast. Emits DeviceFound as
// soon as a device's list is whole, again when another address proves to be the same device, and
// DiscoveryFinished at the end.
class DiscoveryJob final : public Job
{
    Q_OBJECT
public:
    DiscoveryJob(Session &session, JobId id, DiscoverySpec spec);
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
    struct Group
    {
        SocketAddress address; // zone: the interface's index
        QString interfaceName;
    };
    struct Source // one responder
    {
        QString interfaceName;
        Duration rtt{};
        unsigned answers = 0;
        bool complete = false;
    };
    struct Fetch // the rest of a list
    {
        SocketAddress from;
        std::shared_ptr<MemorySink> sink;
    };

    void ready(const Target &target, PeerId peer) override;
    std::vector<Group> chosenGroups(const std::vector<MulticastInterface> &interfaces) const;
    bool sendTo(const Group &group);
    Options requestOptions() const;
    void handleAnswer(ResponseReceived &response);
    void fetchRest(const SocketAddress &from, const ResponseReceived &response);
    void deviceAnswered(const SocketAddress &from, Bytes list, bool cut);
    void emitDevice(std::size_t index);
    void exchangeOver(ExchangeId exchange);

    DiscoverySpec m_spec;
    DiscoveryLimits m_limits;
    std::map<ExchangeId, Group> m_groups;
    std::map<ExchangeId, Fetch> m_fetches;
    std::map<SocketAddress, Source> m_sources;
    std::vector<DiscoveredDevice> m_devices;
    std::optional<ExchangeId> m_unicast;
    QStringList m_interfaces;
    TimePoint m_started{};
    std::uint64_t m_bytes = 0;
    std::uint32_t m_dropped = 0;
    std::uint64_t m_kernelDropsBefore = 0;
    bool m_cancelled = false;
};

} // namespace copper
