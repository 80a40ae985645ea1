// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"
#include "core/base/timer_queue.h"
#include "core/dtls/dtls_server_context.h"
#include "core/dtls/dtls_session.h"

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace copper {

// One session with one peer. Never used again for another: it is the security epoch of a PeerId.
struct AssociationId
{
    std::uint32_t value = 0; // 0: none
    constexpr auto operator<=>(const AssociationId &) const = default;
};

struct AssociationOutput
{
    AssociationId association; // none: a cookie for a peer of whom nothing is kept
    SocketAddress peer;
    DtlsOutput output;
};

struct AssociationInfo
{
    AssociationId id;
    SocketAddress peer;
    bool server = false; // our role
    bool established = false;
    DtlsSessionInfo session; // once established
    TimePoint since;
    TimePoint lastUsed;
    TimePoint lastHeard;         // a record that opened
    std::uint64_t recordsIn = 0; // of application data
    std::uint64_t recordsOut = 0;
    unsigned resumptions = 0; // with this peer, one after the other
    // It resumed the session of another address: the same server, which alone has its secret.
    std::optional<SocketAddress> movedFrom;
};

// All DTLS sessions of one UDP port, with the contract of DtlsSession: which datagram belongs to
// which session, who may begin one, and who goes when there are too many. One peer has one session;
// beside it at most one that is to take its place, which happens when its handshake has ended well
// and not before (RFC 6347 §4.2.8), so that a forged hello cuts nobody off.
class DtlsAssociations
{
public:
    struct Limits
    {
        std::size_t maxSessions = 1000;  // the one idle longest is closed for a new one
        std::size_t maxHandshakes = 256; // of peers with a valid cookie; the oldest goes
        std::size_t maxDialled = 1000;   // handshakes that we began; the oldest goes
        std::size_t maxResumable = 1000; // servers we can come back to faster
    };

    DtlsAssociations(RandomSource &random, Limits limits);
    explicit DtlsAssociations(RandomSource &random) : DtlsAssociations(random, Limits{}) {}
    ~DtlsAssociations();

    // From now on hellos are answered. Borrows the context.
    void serve(DtlsServerContext &context);

    // Begins a session, resumed where there was one with the same identity and key (`resume` of the
    // options is not looked at). Where there was none with this peer, the last one with a peer that
    // has fallen silent is offered: a server that takes it has moved (AssociationInfo::movedFrom).
    // One that lives is replaced when the new one stands.
    AssociationId connect(TimePoint now, const SocketAddress &peer,
                          const DtlsSession::ClientOptions &options);
    // The established session with this peer, or none.
    AssociationId established(const SocketAddress &peer) const;
    // A handshake with this peer that is under way, or none.
    AssociationId handshaking(const SocketAddress &peer) const;

    void handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram);
    void handleTimeout(TimePoint now);
    std::optional<TimePoint> nextTimeout() const { return m_timers.next(); }
    std::optional<AssociationOutput> pollOutput();

    Result<void, DtlsSession::SendFailure> send(TimePoint now, AssociationId id,
                                                ByteView plaintext);
    void close(TimePoint now, AssociationId id);
    // Ends a handshake with this peer, if there is one, as Unreachable.
    void handleUnreachable(const SocketAddress &peer);
    void closeAll(TimePoint now);
    // So that the next session with this peer needs a whole handshake.
    void forgetResumable(const SocketAddress &peer) { m_resumable.erase(peer); }

    std::size_t size() const { return m_entries.size(); }
    std::optional<AssociationInfo> info(AssociationId id) const;
    std::vector<AssociationInfo> all() const;

private:
    struct Entry
    {
        AssociationInfo info;
        std::unique_ptr<DtlsSession> session;
        TimerId timer;
        Bytes helloRandom;      // a server's: tells a hello sent again from a new one
        Bytes credentialDigest; // a client's: of identity and key
        std::optional<SocketAddress> offeredFrom; // a client's: whose session it would resume
        bool changedCipher = false;               // epoch 1 of this handshake has begun
    };
    struct Peer
    {
        AssociationId current; // established, or the first handshake
        AssociationId next;    // the handshake that would replace it
    };
    struct Resumable
    {
        ResumableSession session;
        Bytes credentialDigest;
        unsigned resumptions = 0;
        TimePoint since;
    };

    Entry *find(AssociationId id);
    enum class Role { Client, Server };
    Entry &add(TimePoint now, const SocketAddress &peer, Role role,
               std::unique_ptr<DtlsSession> session);
    bool give(TimePoint now, AssociationId to, ByteView datagram);
    void greet(TimePoint now, const SocketAddress &from, ByteView datagram, ByteView helloRandom);
    void collect(TimePoint now, AssociationId id);
    void take(TimePoint now, Entry &entry, DtlsOutput &&output);
    void establish(TimePoint now, Entry &entry, const DtlsSessionInfo &info);
    void arm(Entry &entry);
    void remove(AssociationId id);
    void makeRoom(TimePoint now, Role role);
    template <class Matches>
    AssociationId oldest(Matches matches) const;
    void rememberResumable(TimePoint now, Entry &entry);
    std::optional<SocketAddress> silentPeerOf(TimePoint now, const Bytes &credentialDigest) const;

    RandomSource &m_random;
    Limits m_limits;
    DtlsServerContext *m_server = nullptr;
    std::unique_ptr<DtlsSession> m_listener;
    std::map<AssociationId, Entry> m_entries;
    std::map<SocketAddress, Peer> m_peers;
    std::map<SocketAddress, Resumable> m_resumable;
    TimerQueue<AssociationId> m_timers;
    std::deque<AssociationOutput> m_outputs;
    std::uint32_t m_lastId = 0;
};

} // namespace copper
