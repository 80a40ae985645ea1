// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/peer.h"
#include "core/dtls/dtls_associations.h"
#include "core/net/secure_watch.h"
#include "core/secrets/credential.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
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
    // The key log is on: what opens the records of a session that now begins.
    virtual void keysExported(const SocketAddress &, const DtlsKeys &) {}
};

// Who we are to a peer.
struct SecureWish
{
    std::shared_ptr<const Credential> credential; // with its key; null: there is none
    std::string host;                             // as it was typed
    Duration giveUpAfter = seconds(15);
};

// The DTLS sessions of one driver, and the PeerIds that stand for them: each session has its own,
// so that nothing from another session ever matches. In the driver's thread.
class SecurePeers
{
public:
    using Ready = std::function<void(Result<PeerId, DtlsError>)>;
    using Steps = std::function<void(const DtlsStep &)>;

    SecurePeers(RandomSource &random, SecurePeersOwner &owner);
    ~SecurePeers();

    // Must outlive this.
    void setWatch(SecureWatch *watch) { m_watch = watch; }
    // A session in which nothing was heard for so long is renewed before it is used: a handshake
    // that resumes costs two round trips, a request into a session that its peer has lost
    // MAX_TRANSMIT_WAIT, 93 s.
    void setIdleAfter(Duration idleAfter) { m_idleAfter = idleAfter; }
    // From now on hellos are answered with these keys, which must outlive this.
    void serve(const PskSource &keys, DtlsServerOptions options);
    bool serves() const { return m_context != nullptr; }
    // All sessions are lost, as after a restart; the peers are not told.
    void restart();

    bool hasSession(const SocketAddress &address) const { return established(address).value != 0; }
    // The peer of the session that stands, or of the one that a handshake now begins or has begun;
    // `ready` may be called at once. Without a credential there must be one that stands.
    void open(TimePoint now, const SocketAddress &address, const SecureWish &wish, Ready ready);
    // The same in another session than `old`'s, which its peer may have forgotten: the one that
    // stands meanwhile, or a new one.
    void renew(TimePoint now, const SocketAddress &address, PeerId old, const SecureWish &wish,
               Ready ready);
    // A whole handshake, whatever stands: its session takes the place when it works. (But see
    // Beside: where a peer answers none beside its session, that one is ended for it.)
    // It may have to wait for another handshake, and begins only while somebody holds `wanted`.
    void test(TimePoint now, const SocketAddress &address, const SecureWish &wish,
              std::weak_ptr<void> wanted, Steps steps, Ready ready);
    // Nobody waits for the test: its handshake ends, unless others wait for it too.
    void abandonTest(TimePoint now, const SocketAddress &address);
    // A new handshake in place of the session that stands.
    void resume(TimePoint now, const SocketAddress &address, const SecureWish &wish);
    // close_notify to the peer of the session that stands.
    void end(TimePoint now, const SocketAddress &address);
    bool isSecure(PeerId peer) const { return m_associations.contains(peer); }

    // A session that stands, and whose credential and under which name of the peer it was made.
    struct Standing
    {
        AssociationInfo info;
        CredentialId credential;
        std::string host;
    };
    std::vector<Standing> standing() const;
    // Nothing when it has ended meanwhile.
    std::optional<DtlsSessionInfo> sessionOf(PeerId peer) const;

    void handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram);
    void handleTimeout(TimePoint now);
    // ICMP said so. The established session's peer, if there is one.
    std::optional<PeerId> handleUnreachable(const SocketAddress &address);
    // Its peer may have forgotten the session that stands.
    bool isIdle(TimePoint now, const SocketAddress &address) const;
    std::optional<TimePoint> nextTimeout() const { return m_table->nextTimeout(); }
    // One message in one record. What does not go is lost, as on any network; false then.
    bool send(TimePoint now, PeerId peer, ByteView plaintext);
    // During receivedSecurely(): the DtlsRecord::counter() of the record it came in.
    std::uint64_t openedRecord() const { return m_openedRecord; }
    // close_notify to everybody.
    void closeAll(TimePoint now);
    const DtlsAssociations &table() const { return *m_table; }

private:
    // Whether a handshake that succeeds means that the peer had forgotten its session.
    enum class Renewal { No, IfWhole, Yes };
    // What we know of a handshake or session of ours that the table does not.
    struct Dialled
    {
        CredentialId credential;
        std::string host;
        Renewal renewal = Renewal::No;
        bool beside = false; // another session stood when it began
        Steps steps;
    };

    // How a peer takes a hello while it has a session with us. RFC 6347 §4.2.8 has it answer; some
    // do not until the session has ended, libcoap 4.3 among them.
    enum class Beside { Answers, Silent, NeverAnswers };

    PeerId established(const SocketAddress &address) const;
    // Joins the handshake that is under way, or begins one.
    void shakeHands(const SocketAddress &address, const SecureWish &wish, Renewal renewal,
                    Ready ready);
    // The same, and once more without the session that stands when nobody answers beside it.
    void replace(const SocketAddress &address, const SecureWish &wish, Renewal renewal,
                 Ready ready);
    bool neverAnswersBeside(const SocketAddress &address) const;
    bool wasSilentBeside(const SocketAddress &address, const Result<PeerId, DtlsError> &result);
    // So that its peer answers a hello; what uses it finds itself another.
    void makeWay(const SocketAddress &address, Renewal renewal);
    void noteEndedHere(const SocketAddress &address);
    // Silent until now, and yet there.
    void heardFrom(const SocketAddress &address);
    AssociationId dial(const SocketAddress &address, const SecureWish &wish, Renewal renewal);
    void begun(const AssociationOutput &output);
    void noteBegun(const SocketAddress &peer, const Dialled &dialled, const AssociationInfo &info);
    void ended(const AssociationOutput &output, const DtlsEnded &end);
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
    std::map<AssociationId, Dialled> m_dialled;
    std::map<AssociationId, std::vector<Ready>> m_waiting;
    std::set<SocketAddress> m_endedHere;       // until the next session with them
    std::set<SocketAddress> m_haveResumed;     // ever
    std::map<SocketAddress, Beside> m_besides; // Answers where there is none
    Duration m_idleAfter = seconds(30);
    SecureWatch *m_watch = nullptr;
    TimePoint m_now; // of the call
    std::uint64_t m_openedRecord = 0;
    bool m_draining = false;
};

} // namespace copper
