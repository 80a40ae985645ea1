// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/device_matcher.h"
#include "core/net/interfaces.h"
#include "core/net/job.h"
#include "core/net/range_pace.h"
#include "core/net/scan_diagnosis.h"

#include <QTimer>

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
    bool isEmpty() const { return m_bytes.empty(); }
    bool scanIsFull() const { return m_scanIsFull; }

private:
    std::size_t m_limit;
    std::shared_ptr<std::uint64_t> m_left;
    Bytes m_bytes;
    bool m_scanIsFull = false;
};

// Asks for /.well-known/core: by multicast on every chosen interface (RFC 7252 §7.2, §8), one by
// one the addresses of a range and single hosts, or one device by unicast (DiscoverySpec::uri). A
// list longer than one block is fetched on by unicast. Emits DeviceFound as soon as a device's list
// is whole, again when another address proves to be the same device, DiscoveryProgress on the way
// and DiscoveryFinished at the end.
class DiscoveryJob final : public Job
{
    Q_OBJECT
public:
    DiscoveryJob(Session &session, JobId id, DiscoverySpec spec);
    ~DiscoveryJob() override;
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
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
        bool probe = false; // of an address of which nothing is known yet
    };

    // --- asking ---
    void ready(const Target &target, PeerId peer) override;
    void askGroups();
    std::vector<SocketAddress> chosenGroups() const;
    bool sendTo(const AskedGroup &group);
    void askRange();
    void askHosts();
    void askHost(const QString &text);
    // False: the endpoint has no room for another question now.
    bool probe(const SocketAddress &address);
    Options requestOptions() const;

    // --- collecting ---
    void handleAnswer(ResponseReceived &response);
    void handleFailure(const ExchangeFailed &failed);
    void handleGroupAnswer(const AskedGroup &group, const SocketAddress &from,
                           ResponseReceived &response);
    void fetchRest(const SocketAddress &from, const ResponseReceived &response);
    void fetched(ExchangeId exchange, Cut cut);
    void deviceAnswered(const SocketAddress &from, Bytes list, Cut cut);
    bool passesFilters(LinkList &links) const;
    DeviceAddress addressOf(const SocketAddress &from) const;
    void anotherAddress(std::size_t index, const DeviceAddress &address);
    void anotherDevice(DiscoveredDevice device);
    void emitDevice(std::size_t index);

    // --- counting and ending ---
    ScanInterface &tally(const QString &interfaceName);
    void noteNoRoute(const AskedGroup &group);
    ScanCuts cutsNow();
    void progressed();
    void tellProgress();
    void exchangeOver(ExchangeId exchange);
    void finishWhenOver();
    void conclude(std::vector<ScanReason> reasons);

    DiscoverySpec m_spec;
    std::vector<LinkFilter> m_filters;
    std::map<ExchangeId, AskedGroup> m_groups;
    std::vector<AskedGroup> m_asked;
    std::map<ExchangeId, Fetch> m_fetches;
    std::map<SocketAddress, Source> m_sources;
    std::vector<DiscoveredDevice> m_devices;
    DeviceMatcher m_matcher;
    std::optional<ExchangeId> m_unicast; // one of m_fetches
    RangePace m_pace;
    std::unique_ptr<ScanDiagnosis> m_diagnosis;
    unsigned m_resolving = 0; // host names
    QTimer m_report;
    TimePoint m_started{};
    std::shared_ptr<std::uint64_t> m_bytesLeft; // of the whole scan; shared with its sinks
    ScanCounts m_counts;
    ScanCuts m_cuts;
    std::vector<ScanInterface> m_interfaces;
    std::vector<ScanReason> m_reasons;
    std::uint64_t m_kernelDropsBefore = 0;
    bool m_cancelled = false;
    bool m_beginning = false; // it is not over before all has been asked
};

} // namespace copper
