// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/endpoint.h"
#include "core/domain/session_events.h"
#include "core/net/record_trace.h"
#include "core/net/secure_peers.h"
#include "core/net/udp_socket.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace copper {

// Gives an Endpoint its sockets, its clock and its timer: moves datagrams in, drains outputs, arms
// one QTimer. Lives in the thread that made it. Owned by Session or by the virtual board.
class CoapDriver final : public QObject, private UdpSocketListener, private SecurePeersOwner
{
    Q_OBJECT
public:
    static constexpr std::uint32_t kReceiveBufferBytes = 4U << 20U; // asked for; may be less

    using OutputHandler = std::function<void(Output &output)>;
    using TraceHandler = RecordTrace::Handler;

    CoapDriver(const EndpointConfig &config, RandomSource &random,
               UdpSocket::Backend backend = UdpSocket::defaultBackend(), QObject *parent = nullptr);
    ~CoapDriver() override;

    // Every output but Transmit, in order. Commands may be given from within.
    void setOutputHandler(OutputHandler handler) { m_handler = std::move(handler); }
    // Each datagram in and out, and keys while the key log is on; an empty function turns the trace
    // off.
    void setTraceHandler(TraceHandler handler) { m_trace.setHandler(std::move(handler)); }

    // A socket for a family is opened when it is first needed, on any port; or by this.
    Result<void, SocketFailure> bind(const SocketAddress &local, const UdpOptions &options);
    // A second socket that only listens: what comes in is answered from the unicast one.
    Result<void, SocketFailure> listenToGroup(const SocketAddress &group,
                                              std::uint32_t interfaceIndex,
                                              const SocketAddress &interfaceAddress);
    SocketAddress localAddress(SocketAddress::Family family) const;

    // The peer for an address, numbered on first use; nothing when its socket cannot be opened.
    Result<PeerId, SocketFailure> peer(const SocketAddress &address);
    // The DTLS sessions that leave from the same sockets; made on first use.
    SecurePeers &secure();
    bool hasSecure() const { return m_secure != nullptr; }
    // Before the first use; `watch` must outlive the driver.
    void setSecureWatch(SecureWatch *watch, Duration idleAfter)
    {
        m_watch = watch;
        m_idleAfter = idleAfter;
    }
    const DtlsAssociations &secureTable() const { return m_secure->table(); } // once made
    bool isSecure(PeerId peer) const { return m_secure && m_secure->isSecure(peer); }
    // A socket of its own on which DTLS is served with these keys, which must outlive the driver.
    Result<void, SocketFailure> serveSecurely(const SocketAddress &local, const PskSource &keys,
                                              const DtlsServerOptions &options = {});
    // Where multicast to this group leaves from (loopback needs 127.0.0.1).
    void setMulticastSource(const SocketAddress &group, const SocketAddress &source);
    SocketAddress addressOf(PeerId peer) const;
    // Only this peer will be talked to: its socket is connected.
    void dedicateTo(const SocketAddress &peer);

    Endpoint &endpoint() { return *m_endpoint; }
    TimePoint now() const;
    // After every command to the endpoint: send, report, arm the timer.
    void pump();

    // Of its sockets for CoAP in the clear, those that are opened later too. The least that the
    // system gave; 0 where it does not tell or none is open.
    std::size_t setReceiveBuffer(std::size_t bytes);
    // Of all its sockets.
    std::uint64_t kernelDrops() const;
    // Datagrams at the sockets: before faults on the way in, after them on the way out.
    struct SocketCounters
    {
        std::uint64_t received = 0;
        std::uint64_t sent = 0;
    };
    const SocketCounters &socketCounters() const { return m_counters; }
    // What a send failed with last, and how often; for the hint beside a time-out.
    const std::optional<SocketFailure> &lastSendFailure() const { return m_lastSendFailure; }

    // Puts faults between sockets and endpoint (the virtual board). Called for each datagram; gives
    // the delays after which its copies go on.
    using FaultHook = std::function<std::vector<Duration>()>;
    void setFaultHook(FaultHook hook) { m_faults = std::move(hook); }
    // Every datagram goes out as this gives it back (a virtual board's planted defects).
    using RewriteHook = std::function<Bytes(ByteView)>;
    void setRewriteHook(RewriteHook hook) { m_rewrite = std::move(hook); }
    // The same for the records of DTLS; nothing goes out where it gives nothing back.
    using RecordHook = std::function<Bytes(const SocketAddress &to, ByteView records)>;
    void setRecordHook(RecordHook hook) { m_recordHook = std::move(hook); }
    // While true, nothing comes in or goes out.
    void setSilent(bool silent) { m_silent = silent; }
    // State lost, the sockets stay: a reboot.
    void restartEndpoint();

private:
    struct Socket
    {
        SocketAddress::Family family;
        std::unique_ptr<UdpSocket> udp;
        bool groupListener = false;
        bool secure = false; // all that comes in is DTLS
    };
    // Tells what came in on the socket for DTLS.
    class SecureListener final : public UdpSocketListener
    {
    public:
        explicit SecureListener(CoapDriver &driver) : m_driver(driver) {}
        void datagramReceived(const ReceivedDatagram &datagram) override
        {
            m_driver.received(datagram, true);
        }
        void peerUnreachable(const SocketAddress &) override {}
        void readFinished() override { m_driver.readFinished(); }

    private:
        CoapDriver &m_driver;
    };
    struct Arrival
    {
        SocketAddress from;
        SocketAddress local;
        WallTime at;
        bool multicast = false;
        bool secure = false;
    };
    struct AddressHash
    {
        std::size_t operator()(const SocketAddress &address) const;
    };

    void datagramReceived(const ReceivedDatagram &datagram) override;
    void peerUnreachable(const SocketAddress &peer) override;
    void readFinished() override;

    // --- SecurePeersOwner ---
    void sendRecord(const SocketAddress &to, const Bytes &record) override;
    PeerId numberPeer(const SocketAddress &address) override;
    void receivedSecurely(PeerId peer, ByteView plaintext) override;
    void secureSessionEnded(PeerId peer) override;
    void keysExported(const SocketAddress &peer, const DtlsKeys &keys) override;

    void received(const ReceivedDatagram &datagram, bool secure);
    void accept(const Arrival &arrival, ByteView bytes);
    static MessageRecord receivedRecord(DatagramVerdict verdict, const Arrival &arrival,
                                        ByteView bytes, MessageRecord::Layer layer);
    MessageRecord sentRecord(const SocketAddress &to, const Bytes &bytes, TransmitMark mark,
                             MessageRecord::Layer layer);
    void sendThroughFaults(const SocketAddress &to, const Bytes &bytes, bool secure);
    void drain();
    SocketAddress localAddressTowards(const SocketAddress &to);
    void transmit(Transmit &&out);
    void sendNow(const SocketAddress &to, ByteView bytes, bool secure);
    UdpSocket *unicastSocket(SocketAddress::Family family) const;
    UdpSocket *secureSocket(SocketAddress::Family family) const;
    std::optional<TimePoint> nextTimeout() const;
    PeerId peerIdFor(const SocketAddress &address);
    void forgetUnusedPeers();
    void armTimer();

    EndpointConfig m_config;
    RandomSource &m_random;
    UdpSocket::Backend m_backend;
    std::unique_ptr<Endpoint> m_endpoint;
    OutputHandler m_handler;
    RecordTrace m_trace;
    FaultHook m_faults;
    RewriteHook m_rewrite;
    RecordHook m_recordHook;
    std::size_t m_receiveBytes = kReceiveBufferBytes;
    bool m_silent = false;
    bool m_pumping = false;
    SecureListener m_secureListener{*this};
    std::vector<Socket> m_sockets;
    std::unique_ptr<SecurePeers> m_secure;
    SecureWatch *m_watch = nullptr;
    Duration m_idleAfter = seconds(30);
    std::optional<Arrival> m_arrival; // of the record being opened
    std::unordered_map<SocketAddress, PeerId, AddressHash> m_peers;
    std::unordered_map<PeerId, SocketAddress> m_addresses;
    std::map<SocketAddress, SocketAddress> m_multicastSources;
    std::map<SocketAddress, SocketAddress> m_localTowards; // for the trace alone
    std::uint32_t m_nextPeer = 1;
    QTimer m_timer;
    std::optional<TimePoint> m_armedFor;
    SocketCounters m_counters;
    std::optional<SocketFailure> m_lastSendFailure;
};

} // namespace copper
