// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/device_matcher.h"
#include "core/net/interfaces.h"
#include "core/net/job.h"

#include <map>
#include <set>

namespace copper {

// Takes a link list, cut at its own limit and at what is left for the whole scan.
class LinkListSink final : public BodySink
{
public:
    LinkListSink(std::size_t limit, std::shared_ptr<std::uint64_t> scanBytesLeft);
    Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) override;
    void restart() override { m_bytes.clear(); }
    Bytes take() { return std::move(m_bytes); }
    bool scanIsFull() const { return m_scanIsFull; }

private:
    std::size_t m_limit;
    std::shared_ptr<std::uint64_t> m_left;
    Bytes m_bytes;
    bool m_scanIsFull = false;
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
    enum class Cut { No, BrokeOff, AtLimit };
    struct Fetch // a list, or the rest of one
    {
        SocketAddress from;
        std::shared_ptr<LinkListSink> sink;
    };

    void ready(const Target &target, PeerId peer) override;
    std::vector<Group> chosenGroups(const std::vector<MulticastInterface> &interfaces) const;
    bool sendTo(const Group &group);
    Options requestOptions() const;
    void handleAnswer(ResponseReceived &response);
    void handleFailure(const ExchangeFailed &failed);
    void handleGroupAnswer(const Group &group, const SocketAddress &from,
                           ResponseReceived &response);
    void fetchRest(const SocketAddress &from, const ResponseReceived &response);
    void fetched(ExchangeId exchange, Cut cut);
    void deviceAnswered(const SocketAddress &from, Bytes list, Cut cut);
    void anotherAddress(std::size_t index, const DeviceAddress &address);
    void anotherDevice(DiscoveredDevice device);
    void emitDevice(std::size_t index);
    void exchangeOver(ExchangeId exchange);

    DiscoverySpec m_spec;
    std::map<ExchangeId, Group> m_groups;
    std::map<ExchangeId, Fetch> m_fetches;
    std::map<SocketAddress, Source> m_sources;
    std::vector<DiscoveredDevice> m_devices;
    DeviceMatcher m_matcher;
    std::optional<ExchangeId> m_unicast; // one of m_fetches
    QStringList m_interfaces;
    TimePoint m_started{};
    std::shared_ptr<std::uint64_t> m_bytesLeft; // of the whole scan; shared with its sinks
    ScanCuts m_cuts;
    std::uint64_t m_kernelDropsBefore = 0;
    bool m_cancelled = false;
};

} // namespace copper
