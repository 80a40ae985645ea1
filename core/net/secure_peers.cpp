// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/secure_peers.h"

#include <algorithm>

namespace copper {

namespace {

// Whose habits are remembered. Beyond, one is forgotten: it costs a round trip, no more.
constexpr std::size_t kMaxRemembered = 4096;

template <class Remembered>
void makeRoom(Remembered &remembered)
{
    if (remembered.size() >= kMaxRemembered)
        remembered.erase(remembered.begin());
}

// For an answer beside a session that stands: a hello, and one more after a second.
constexpr Duration kWaitBeside = seconds(2.5);

} // namespace

SecurePeers::SecurePeers(RandomSource &random, SecurePeersOwner &owner)
    : m_random(random), m_owner(owner), m_table(std::make_unique<DtlsAssociations>(random))
{}

SecurePeers::~SecurePeers() = default;

void SecurePeers::serve(const PskSource &keys, DtlsServerOptions options)
{
    m_keys = &keys;
    m_serverOptions = std::move(options);
    m_context = std::make_unique<DtlsServerContext>(m_serverOptions, keys, m_random);
    m_table->serve(*m_context);
}

void SecurePeers::restart()
{
    m_table = std::make_unique<DtlsAssociations>(m_random);
    m_peers.clear();
    m_associations.clear();
    m_dialled.clear();
    m_waiting.clear();
    if (m_keys)
        serve(*m_keys, m_serverOptions);
}

PeerId SecurePeers::established(const SocketAddress &address) const
{
    const auto it = m_peers.find(m_table->established(address));
    return it == m_peers.end() ? PeerId{} : it->second;
}

void SecurePeers::open(TimePoint now, const SocketAddress &address, const SecureWish &wish,
                       Ready ready)
{
    m_now = now;
    const PeerId peer = established(address);
    if (peer.value == 0) {
        shakeHands(address, wish, Renewal::No, std::move(ready));
        return;
    }
    if (!wish.credential || neverAnswersBeside(address) || !isIdle(now, address)) {
        ready(peer);
        return;
    }
    // Silence says nothing about the session, which is tried then.
    shakeHands(address, wish, Renewal::IfWhole,
               [this, address, ready](const Result<PeerId, DtlsError> &result) {
                   if (wasSilentBeside(address, result) && hasSession(address))
                       ready(established(address));
                   else
                       ready(result);
               });
}

void SecurePeers::renew(TimePoint now, const SocketAddress &address, PeerId old,
                        const SecureWish &wish, Ready ready)
{
    m_now = now;
    const PeerId peer = established(address);
    if (peer.value != 0 && peer != old)
        ready(peer);
    else
        replace(address, wish, Renewal::Yes, std::move(ready));
}

void SecurePeers::resume(TimePoint now, const SocketAddress &address, const SecureWish &wish)
{
    m_now = now;
    replace(address, wish, Renewal::No, [](const Result<PeerId, DtlsError> &) {});
}

void SecurePeers::test(TimePoint now, const SocketAddress &address, const SecureWish &wish,
                       std::weak_ptr<void> wanted, Steps steps, Ready ready)
{
    if (wanted.expired())
        return;
    m_now = now;
    // One handshake with a peer at a time: its answers do not tell for which they are.
    if (const AssociationId other = m_table->handshaking(address); other.value != 0) {
        m_waiting[other].push_back(
            [this, address, wish, wanted, steps, ready](const Result<PeerId, DtlsError> &) {
                test(m_now, address, wish, wanted, steps, ready);
            });
        return;
    }
    m_table->forgetResumable(address);
    const AssociationId association = dial(address, wish, Renewal::No);
    m_dialled[association].steps = steps;
    m_waiting[association].push_back(
        [this, address, wish, wanted, steps, ready](const Result<PeerId, DtlsError> &result) {
            if (!wasSilentBeside(address, result) || wanted.expired()) {
                ready(result);
                return;
            }
            makeWay(address, Renewal::No);
            test(m_now, address, wish, wanted, steps, ready);
        });
    drain();
}

void SecurePeers::abandonTest(TimePoint now, const SocketAddress &address)
{
    m_now = now;
    const AssociationId association = m_table->handshaking(address);
    const auto it = m_dialled.find(association);
    if (it == m_dialled.end() || !it->second.steps)
        return;
    it->second.steps = {};
    if (m_waiting[association].size() == 1)
        m_table->close(now, association);
    drain();
}

void SecurePeers::end(TimePoint now, const SocketAddress &address)
{
    m_now = now;
    const AssociationId association = m_table->established(address);
    if (association.value == 0)
        return;
    noteEndedHere(address);
    m_table->close(now, association);
    drain();
}

void SecurePeers::shakeHands(const SocketAddress &address, const SecureWish &wish, Renewal renewal,
                             Ready ready)
{
    AssociationId association = m_table->handshaking(address);
    if (association.value == 0) {
        association = dial(address, wish, renewal);
    } else if (m_dialled[association].credential != wish.credential->id) {
        // Somebody tests another key. If it is wrong, ours is tried after it.
        ready = [this, address, wish, renewal,
                 ready = std::move(ready)](const Result<PeerId, DtlsError> &result) {
            if (result)
                ready(result);
            else
                shakeHands(address, wish, renewal, ready);
        };
    }
    Dialled &dialled = m_dialled[association];
    dialled.renewal = std::max(dialled.renewal, renewal);
    m_waiting[association].push_back(std::move(ready));
    drain();
}

void SecurePeers::replace(const SocketAddress &address, const SecureWish &wish, Renewal renewal,
                          Ready ready)
{
    shakeHands(address, wish, renewal,
               [this, address, wish, renewal, ready](const Result<PeerId, DtlsError> &result) {
                   if (!wasSilentBeside(address, result)) {
                       ready(result);
                       return;
                   }
                   makeWay(address, renewal);
                   shakeHands(address, wish, renewal, ready);
               });
}

// Of several who have waited, the first makes way and the others join its new handshake.
bool SecurePeers::wasSilentBeside(const SocketAddress &address,
                                  const Result<PeerId, DtlsError> &result)
{
    if (result || result.error().failure != DtlsFailure::NoAnswer)
        return false;
    if (hasSession(address)) {
        makeRoom(m_besides);
        m_besides.try_emplace(address, Beside::Silent);
        return true;
    }
    return m_table->handshaking(address).value != 0;
}

bool SecurePeers::neverAnswersBeside(const SocketAddress &address) const
{
    const auto it = m_besides.find(address);
    return it != m_besides.end() && it->second == Beside::NeverAnswers;
}

void SecurePeers::heardFrom(const SocketAddress &address)
{
    if (const auto it = m_besides.find(address); it != m_besides.end())
        it->second = Beside::NeverAnswers;
}

void SecurePeers::makeWay(const SocketAddress &address, Renewal renewal)
{
    const AssociationId standing = m_table->established(address);
    if (standing.value == 0)
        return;
    if (renewal == Renewal::No)
        noteEndedHere(address);
    m_table->close(m_now, standing);
}

void SecurePeers::noteEndedHere(const SocketAddress &address)
{
    makeRoom(m_endedHere);
    m_endedHere.insert(address);
}

AssociationId SecurePeers::dial(const SocketAddress &address, const SecureWish &wish,
                                Renewal renewal)
{
    if (neverAnswersBeside(address))
        makeWay(address, renewal);
    const bool beside = hasSession(address);
    const Credential &credential = *wish.credential;
    DtlsSession::ClientOptions options;
    options.identity = credential.identity;
    options.key = credential.key.view();
    options.suites = credential.suites;
    options.giveUpAfter = wish.giveUpAfter;
    if (beside)
        options.answerWithin = kWaitBeside;
    options.exportKeys = m_watch && m_watch->wantsKeys();
    const AssociationId association = m_table->connect(m_now, address, options);
    m_dialled[association] = {credential.id, wish.host, Renewal::No, beside, {}};
    return association;
}

std::vector<SecurePeers::Standing> SecurePeers::standing() const
{
    std::vector<Standing> found;
    for (AssociationInfo &info : m_table->all()) {
        const auto it = m_dialled.find(info.id);
        if (info.established && it != m_dialled.end())
            found.push_back({std::move(info), it->second.credential, it->second.host});
    }
    return found;
}

std::optional<DtlsSessionInfo> SecurePeers::sessionOf(PeerId peer) const
{
    const auto it = m_associations.find(peer);
    const auto info = it == m_associations.end() ? std::nullopt : m_table->info(it->second);
    return info ? std::optional(info->session) : std::nullopt;
}

void SecurePeers::handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram)
{
    m_now = now;
    m_table->handleDatagram(now, from, datagram);
    drain();
}

void SecurePeers::handleTimeout(TimePoint now)
{
    m_now = now;
    m_table->handleTimeout(now);
    drain();
}

std::optional<PeerId> SecurePeers::handleUnreachable(const SocketAddress &address)
{
    m_table->handleUnreachable(address);
    drain();
    const PeerId peer = established(address);
    return peer.value == 0 ? std::nullopt : std::optional{peer};
}

bool SecurePeers::isIdle(TimePoint now, const SocketAddress &address) const
{
    const auto info = m_table->info(m_table->established(address));
    return info && now - info->lastHeard > m_idleAfter;
}

bool SecurePeers::send(TimePoint now, PeerId peer, ByteView plaintext)
{
    const auto it = m_associations.find(peer);
    if (it == m_associations.end())
        return false; // the session has ended meanwhile
    m_now = now;
    const bool goes = m_table->send(now, it->second, plaintext).has_value();
    if (goes && m_watch)
        m_watch->countsChanged();
    drain();
    return goes;
}

void SecurePeers::closeAll(TimePoint now)
{
    m_now = now;
    m_table->closeAll(now);
    drain();
}

void SecurePeers::drain()
{
    if (m_draining)
        return; // the loop below goes on with what was added
    m_draining = true;
    while (auto output = m_table->pollOutput())
        take(*output);
    m_draining = false;
}

void SecurePeers::take(AssociationOutput &output)
{
    if (const auto *send = std::get_if<DtlsSend>(&output.output)) {
        m_owner.sendRecord(output.peer, send->datagram);
    } else if (const auto *received = std::get_if<DtlsReceived>(&output.output)) {
        heardFrom(output.peer);
        if (m_watch)
            m_watch->countsChanged();
        m_openedRecord = received->record;
        if (const auto it = m_peers.find(output.association); it != m_peers.end())
            m_owner.receivedSecurely(it->second, received->plaintext);
    } else if (const auto *step = std::get_if<DtlsStep>(&output.output)) {
        const auto it = m_dialled.find(output.association);
        const Steps steps = it == m_dialled.end() ? Steps() : it->second.steps;
        if (steps)
            steps(*step); // which may abandon the test
    } else if (const auto *keys = std::get_if<DtlsKeys>(&output.output)) {
        if (m_watch)
            m_watch->keysExported(*keys);
        if (m_watch && m_watch->wantsKeys()) // not when the log has just failed
            m_owner.keysExported(output.peer, *keys);
    } else if (std::holds_alternative<DtlsEstablished>(output.output)) {
        begun(output);
    } else if (const auto *end = std::get_if<DtlsEnded>(&output.output)) {
        ended(output, *end);
    }
}

void SecurePeers::begun(const AssociationOutput &output)
{
    const PeerId peer = m_owner.numberPeer(output.peer);
    m_peers[output.association] = peer;
    m_associations[peer] = output.association;
    if (const auto dialled = m_dialled.find(output.association); dialled != m_dialled.end())
        noteBegun(output.peer, dialled->second, *m_table->info(output.association));
    answerWaiting(output.association, peer);
}

void SecurePeers::noteBegun(const SocketAddress &peer, const Dialled &dialled,
                            const AssociationInfo &info)
{
    const bool resumed = info.session.resumed;
    if (dialled.beside)
        m_besides.erase(peer); // it answers all the same
    else
        heardFrom(peer);
    const bool endedHere = m_endedHere.erase(peer) != 0;
    // A peer that has never resumed a session may not be able to.
    const bool forgotten =
        dialled.renewal == Renewal::Yes ||
        (dialled.renewal == Renewal::IfWhole && !resumed && m_haveResumed.contains(peer));
    if (resumed) {
        makeRoom(m_haveResumed);
        m_haveResumed.insert(peer);
    }
    if (m_watch)
        m_watch->sessionBegan(
            {peer, dialled.credential, resumed, forgotten && !endedHere, info.movedFrom});
}

void SecurePeers::ended(const AssociationOutput &output, const DtlsEnded &end)
{
    m_dialled.erase(output.association);
    if (const auto it = m_peers.find(output.association); it != m_peers.end()) {
        const PeerId peer = it->second;
        m_associations.erase(peer);
        m_peers.erase(it);
        if (m_watch)
            m_watch->sessionEnded();
        m_owner.secureSessionEnded(peer);
    }
    answerWaiting(output.association,
                  failure(end.error.value_or(DtlsError{DtlsFailure::ClosedByPeer})));
}

void SecurePeers::answerWaiting(AssociationId association, const Result<PeerId, DtlsError> &result)
{
    const auto it = m_waiting.find(association);
    if (it == m_waiting.end())
        return;
    const std::vector<Ready> waiting = std::move(it->second);
    m_waiting.erase(it);
    for (const Ready &ready : waiting)
        ready(result);
}

} // namespace copper
