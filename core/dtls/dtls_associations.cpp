// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/dtls_associations.h"

#include "core/capture/dtls_record.h"

#include <mbedtls/sha256.h>

#include <algorithm>

namespace copper {

namespace {

// With retransmissions of two requests on the way, a peer that lives is heard more often.
constexpr Duration kSilentAfter = std::chrono::seconds(10);

Bytes digestOf(ByteView identity, ByteView key)
{
    mbedtls_sha256_context hash;
    mbedtls_sha256_init(&hash);
    mbedtls_sha256_starts_ret(&hash, 0);
    const std::uint8_t length = static_cast<std::uint8_t>(identity.size());
    mbedtls_sha256_update_ret(&hash, &length, 1);
    mbedtls_sha256_update_ret(&hash, identity.data(), identity.size());
    mbedtls_sha256_update_ret(&hash, key.data(), key.size());
    Bytes out(32);
    mbedtls_sha256_finish_ret(&hash, out.data());
    mbedtls_sha256_free(&hash);
    return out;
}

// What the routing looks at.
struct Kind
{
    std::optional<Bytes> helloRandom; // the first record is a ClientHello
    bool clear = false;               // the first record is of epoch 0
    bool changesCipher = false;
};

Kind kindOf(ByteView datagram)
{
    Kind kind;
    const DtlsDatagram read = readDtlsDatagram(datagram);
    for (const DtlsRecord &record : read.records) {
        kind.changesCipher |=
            record.type == static_cast<std::uint8_t>(DtlsContentType::ChangeCipherSpec);
    }
    if (read.records.empty())
        return kind;
    const DtlsRecord &first = read.records.front();
    kind.clear = first.epoch == 0;
    if (!first.handshakes.empty()) {
        if (const auto hello = readClientHello(first.handshakes.front()))
            kind.helloRandom = toOwned(hello->random);
    }
    return kind;
}

} // namespace

DtlsAssociations::DtlsAssociations(RandomSource &random, Limits limits)
    : m_random(random), m_limits(limits)
{}

DtlsAssociations::~DtlsAssociations() = default;

void DtlsAssociations::serve(DtlsServerContext &context)
{
    m_server = &context;
    m_listener = DtlsSession::server(context);
}

// --- the table ---

DtlsAssociations::Entry *DtlsAssociations::find(AssociationId id)
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second;
}

DtlsAssociations::Entry &DtlsAssociations::add(TimePoint now, const SocketAddress &peer, Role role,
                                               std::unique_ptr<DtlsSession> session)
{
    makeRoom(now, role);
    const AssociationId id{++m_lastId};
    Peer &place = m_peers[peer];
    if (find(place.current)) {
        remove(place.next); // a newer hello of the same peer
        m_peers[peer].next = id;
    } else {
        place.current = id;
    }
    Entry &entry = m_entries[id];
    entry.info.id = id;
    entry.info.peer = peer;
    entry.info.server = role == Role::Server;
    entry.info.since = now;
    entry.info.lastUsed = now;
    entry.session = std::move(session);
    return entry;
}

void DtlsAssociations::remove(AssociationId id)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    m_timers.cancel(it->second.timer);
    if (const auto peer = m_peers.find(it->second.info.peer); peer != m_peers.end()) {
        if (peer->second.next == id)
            peer->second.next = {};
        if (peer->second.current == id) {
            peer->second.current = peer->second.next;
            peer->second.next = {};
        }
        if (peer->second.current.value == 0)
            m_peers.erase(peer);
    }
    m_entries.erase(it);
}

template <class Matches>
AssociationId DtlsAssociations::oldest(Matches matches) const
{
    AssociationId found;
    std::optional<TimePoint> at;
    for (const auto &[id, entry] : m_entries) {
        if (matches(entry) && (!at || entry.info.lastUsed < *at)) {
            at = entry.info.lastUsed;
            found = id;
        }
    }
    return found;
}

// Handshakes that strangers begin never cost one of ours its place.
void DtlsAssociations::makeRoom(TimePoint now, Role role)
{
    const auto isOpen = [](const Entry &entry) {
        return entry.info.established;
    };
    const auto isAlike = [role](const Entry &entry) {
        return !entry.info.established && entry.info.server == (role == Role::Server);
    };
    const auto count = [this](const auto &matches) {
        return static_cast<std::size_t>(
            std::count_if(m_entries.begin(), m_entries.end(),
                          [&](const auto &pair) { return matches(pair.second); }));
    };
    if (count(isAlike) >= (role == Role::Server ? m_limits.maxHandshakes : m_limits.maxDialled)) {
        const Entry &gone = *find(oldest(isAlike));
        m_outputs.push_back(
            {gone.info.id, gone.info.peer, DtlsEnded{DtlsError{DtlsFailure::TooManySessions}}});
        remove(AssociationId{gone.info.id});
    }
    if (count(isOpen) >= m_limits.maxSessions)
        close(now, oldest(isOpen));
}

void DtlsAssociations::arm(Entry &entry)
{
    m_timers.cancel(entry.timer);
    if (const auto next = entry.session->nextTimeout())
        entry.timer = m_timers.schedule(*next, entry.info.id);
}

// --- commands ---

AssociationId DtlsAssociations::connect(TimePoint now, const SocketAddress &peer,
                                        const DtlsSession::ClientOptions &options)
{
    DtlsSession::ClientOptions wanted = options;
    const Bytes digest = digestOf(options.identity, options.key);
    auto known = m_resumable.find(peer);
    std::optional<SocketAddress> elsewhere;
    if (known == m_resumable.end()) {
        elsewhere = silentPeerOf(now, digest);
        if (elsewhere)
            known = m_resumable.find(*elsewhere);
    }
    wanted.resume = known != m_resumable.end() && known->second.credentialDigest == digest
                        ? &known->second.session
                        : nullptr;
    Entry &entry = add(now, peer, Role::Client, DtlsSession::client(now, m_random, wanted));
    entry.credentialDigest = digest;
    entry.offeredFrom = elsewhere;
    const AssociationId id = entry.info.id;
    collect(now, id);
    return id;
}

// Who was last known by this credential and is not heard any more. One that is still there has not
// moved, and would lose its place to whoever shares the key with it.
std::optional<SocketAddress> DtlsAssociations::silentPeerOf(TimePoint now,
                                                            const Bytes &credentialDigest) const
{
    std::optional<SocketAddress> silent;
    TimePoint newest{};
    for (const auto &[peer, resumable] : m_resumable) {
        if (resumable.credentialDigest != credentialDigest || (silent && resumable.since <= newest))
            continue;
        const auto standing = m_entries.find(established(peer));
        if (standing != m_entries.end() && now - standing->second.info.lastHeard < kSilentAfter)
            continue;
        silent = peer;
        newest = resumable.since;
    }
    return silent;
}

AssociationId DtlsAssociations::established(const SocketAddress &peer) const
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end())
        return {};
    const auto entry = m_entries.find(it->second.current);
    return entry != m_entries.end() && entry->second.info.established ? entry->first
                                                                      : AssociationId{};
}

AssociationId DtlsAssociations::handshaking(const SocketAddress &peer) const
{
    const auto it = m_peers.find(peer);
    if (it == m_peers.end())
        return {};
    if (it->second.next.value != 0)
        return it->second.next;
    const auto entry = m_entries.find(it->second.current);
    return entry != m_entries.end() && !entry->second.info.established ? entry->first
                                                                       : AssociationId{};
}

Result<void, DtlsSession::SendFailure> DtlsAssociations::send(TimePoint now, AssociationId id,
                                                              ByteView plaintext)
{
    Entry *entry = find(id);
    if (!entry)
        return failure(DtlsSession::SendFailure::NotEstablished);
    const auto sent = entry->session->send(now, plaintext);
    if (sent) {
        ++entry->info.recordsOut;
        entry->info.lastUsed = now;
    }
    collect(now, id);
    return sent;
}

void DtlsAssociations::close(TimePoint now, AssociationId id)
{
    if (Entry *entry = find(id)) {
        entry->session->close(now);
        collect(now, id);
    }
}

void DtlsAssociations::handleUnreachable(const SocketAddress &peer)
{
    const AssociationId id = handshaking(peer);
    if (id.value == 0)
        return;
    m_outputs.push_back({id, peer, DtlsEnded{DtlsError{DtlsFailure::Unreachable}}});
    remove(id);
}

void DtlsAssociations::closeAll(TimePoint now)
{
    while (!m_entries.empty())
        close(now, m_entries.begin()->first);
}

// --- what the world does ---

void DtlsAssociations::handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram)
{
    const Kind kind = kindOf(datagram);
    const auto peer = m_peers.find(from);
    const Peer known = peer == m_peers.end() ? Peer{} : peer->second;
    const AssociationId handshake = handshaking(from);
    Entry *handshaker = find(handshake);
    if (kind.helloRandom) {
        // Sent again, or with the cookie it was asked for, it goes where the first one went.
        if (!handshaker || handshaker->helloRandom != *kind.helloRandom) {
            greet(now, from, datagram, *kind.helloRandom);
            return;
        }
    }
    if (kind.clear) {
        if (handshaker)
            handshaker->changedCipher |= kind.changesCipher;
        give(now, handshaker ? handshake : known.current, datagram);
        return;
    }
    // Both may have begun epoch 1, and its records do not tell whose they are. What the session
    // that stands can open is its own; a record it cannot open does it no harm.
    const bool opened = give(now, known.current, datagram);
    handshaker = find(handshake);
    if (!opened && handshake != known.current && handshaker && handshaker->changedCipher)
        give(now, handshake, datagram);
}

// True when something came out of it.
bool DtlsAssociations::give(TimePoint now, AssociationId to, ByteView datagram)
{
    Entry *entry = find(to);
    if (!entry)
        return false;
    const std::uint64_t before = entry->info.recordsIn;
    entry->session->handleDatagram(now, datagram);
    collect(now, to);
    entry = find(to);
    return !entry || entry->info.recordsIn != before;
}

// A hello from somebody we know nothing of: the listener checks its cookie and keeps nothing of
// it; with a valid one the listener becomes this peer's session.
void DtlsAssociations::greet(TimePoint now, const SocketAddress &from, ByteView datagram,
                             ByteView helloRandom)
{
    if (!m_listener)
        return;
    // The cookie is bound to the address (RFC 6347 §4.2.1).
    m_listener->handleDatagram(now, datagram, asBytes(toText(from)));
    if (m_listener->state() == DtlsSession::State::Listening) {
        while (auto output = m_listener->pollOutput())
            m_outputs.push_back({{}, from, std::move(*output)});
        return;
    }
    Entry &entry = add(now, from, Role::Server, std::move(m_listener));
    m_listener = DtlsSession::server(*m_server);
    entry.helloRandom = toOwned(helloRandom);
    collect(now, entry.info.id);
}

void DtlsAssociations::handleTimeout(TimePoint now)
{
    while (const auto due = m_timers.popDue(now)) {
        if (Entry *entry = find(*due)) {
            entry->timer = {};
            entry->session->handleTimeout(now);
            collect(now, *due);
        }
    }
}

// --- what a session has to say ---

void DtlsAssociations::collect(TimePoint now, AssociationId id)
{
    for (Entry *entry = find(id); entry; entry = find(id)) {
        auto output = entry->session->pollOutput();
        if (!output) {
            arm(*entry);
            return;
        }
        take(now, *entry, std::move(*output));
    }
}

void DtlsAssociations::take(TimePoint now, Entry &entry, DtlsOutput &&output)
{
    const AssociationId id = entry.info.id;
    const SocketAddress peer = entry.info.peer;
    const bool ended = std::holds_alternative<DtlsEnded>(output);
    if (std::holds_alternative<DtlsReceived>(output)) {
        ++entry.info.recordsIn;
        entry.info.lastUsed = now;
        entry.info.lastHeard = now;
    }
    if (const auto *step = std::get_if<DtlsStep>(&output);
        step && step->outgoing &&
        step->type == static_cast<std::uint8_t>(DtlsHandshakeType::Finished))
        entry.changedCipher = true; // from here on the peer's epoch 1 is this handshake's
    std::optional<DtlsSessionInfo> up;
    if (const auto *established = std::get_if<DtlsEstablished>(&output))
        up = established->info;
    m_outputs.push_back({id, peer, std::move(output)});
    // After it: who loses the session that stood finds the new one.
    if (up)
        establish(now, entry, *up);
    if (ended)
        remove(id);
}

void DtlsAssociations::establish(TimePoint now, Entry &entry, const DtlsSessionInfo &info)
{
    entry.info.established = true;
    entry.info.session = info;
    entry.info.since = now;
    entry.info.lastUsed = now;
    entry.info.lastHeard = now;
    if (!entry.info.server)
        rememberResumable(now, entry);
    Peer &peer = m_peers[entry.info.peer];
    if (peer.next != entry.info.id)
        return;
    const AssociationId old = peer.current;
    m_outputs.push_back({old, entry.info.peer, DtlsEnded{DtlsError{DtlsFailure::Replaced}}});
    remove(old);
}

void DtlsAssociations::rememberResumable(TimePoint now, Entry &entry)
{
    if (entry.offeredFrom && entry.info.session.resumed) {
        entry.info.movedFrom = entry.offeredFrom;
        m_resumable.erase(*entry.offeredFrom);
    }
    const auto known = m_resumable.find(entry.info.peer);
    const bool goesOn = entry.info.session.resumed && known != m_resumable.end();
    entry.info.resumptions = goesOn ? known->second.resumptions + 1 : 0;
    if (known == m_resumable.end() && m_resumable.size() >= m_limits.maxResumable)
        m_resumable.erase(m_resumable.begin());
    m_resumable[entry.info.peer] = {entry.session->resumable(), entry.credentialDigest,
                                    entry.info.resumptions, now};
}

std::optional<AssociationOutput> DtlsAssociations::pollOutput()
{
    if (m_outputs.empty())
        return std::nullopt;
    std::optional<AssociationOutput> output = std::move(m_outputs.front());
    m_outputs.pop_front();
    return output;
}

std::optional<AssociationInfo> DtlsAssociations::info(AssociationId id) const
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? std::nullopt : std::optional{it->second.info};
}

std::vector<AssociationInfo> DtlsAssociations::all() const
{
    std::vector<AssociationInfo> out;
    out.reserve(m_entries.size());
    for (const auto &[id, entry] : m_entries)
        out.push_back(entry.info);
    return out;
}

} // namespace copper
