// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/peer.h"
#include "core/dtls/dtls_associations.h"
#include "core/dtls/psk_credential.h"

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace copper {

// What the DTLS side of a driver needs of it.
class SecurePeersOwner
{
public:
    virtual ~SecurePeersOwner() = default;
    virtual void sendRecord(const SocketAddress &to, const Bytes &record) = 0;
    virtual PeerId numberPeer(const SocketAddress &address) = 0;
    virtual void receivedSecurely(PeerId peer, ByteView plaintext) = 0;
    virtual void secureSessionEnded(PeerId peer) = 0;
};

// The DTLS sessions of one driver, and the PeerIds that stand for them: each session has its own,
// so that nothing from another session ever matches. In the driver's thread.
class SecurePeers
{
public:
    using Ready = std::function<void(Result<PeerId, DtlsError>)>;

    SecurePeers(RandomSource &random, SecurePeersOwner &owner);
    ~SecurePeers();

    // From now on hellos are answered with these keys, which must outlive this.
    void serve(const PskSource &keys, DtlsServerOptions options);
    bool serves() const { return m_context != nullptr; }
    // All sessions are lost, as after a restart; the peers are not told.
    void restart();

    // The peer of the session that stands, or of the one that a handshake now begins or has begun;
    // `ready` may be called at once.
    void open(TimePoint now, const SocketAddress &address, const PskCredential &credential,
              Duration giveUpAfter, Ready ready);
    // The same in another session than `old`'s, which its peer may have forgotten: the one that
    // stands meanwhile, or a new one.
    void renew(TimePoint now, const SocketAddress &address, PeerId old,
               const PskCredential &credential, Duration giveUpAfter, Ready ready);
    bool isSecure(PeerId peer) const { return m_associations.contains(peer); }

    void handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram);
    void handleTimeout(TimePoint now);
    // ICMP said so. The established session's peer, if there is one.
    std::optional<PeerId> handleUnreachable(const SocketAddress &address);
    // Nothing has been heard from this session's peer for so long that it may have forgotten it.
    bool isIdle(TimePoint now, const SocketAddress &address) const;
    std::optional<TimePoint> nextTimeout() const { return m_table->nextTimeout(); }
    // One message in one record. What does not go is lost, as on any network.
    void send(TimePoint now, PeerId peer, ByteView plaintext);
    // close_notify to everybody.
    void closeAll(TimePoint now);
    const DtlsAssociations &table() const { return *m_table; }

private:
    PeerId established(const SocketAddress &address) const;
    void shakeHands(TimePoint now, const SocketAddress &address, const PskCredential &credential,
                    Duration giveUpAfter, Ready ready);
    void drain();
    void take(AssociationOutput &output);
    void answerWaiting(AssociationId association, const Result<PeerId, DtlsError> &result);

    RandomSource &m_random;
    SecurePeersOwner &m_owner;
    const PskSource *m_keys = nullptr;
    DtlsServerOptions m_serverOptions;
    std::unique_ptr<DtlsServerContext> m_context;
    std::unique_ptr<DtlsAssociations> m_table;
    std::map<AssociationId, PeerId> m_peers;
    std::unordered_map<PeerId, AssociationId> m_associations;
    std::map<AssociationId, std::vector<Ready>> m_waiting;
    bool m_draining = false;
};

} // namespace copper
