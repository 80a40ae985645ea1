// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/secure_peers.h"

namespace copper {

namespace {

// A handshake that resumes costs two round trips; a request into a session that its peer has lost
// costs MAX_TRANSMIT_WAIT, 93 s.
constexpr Duration kIdleAfter = seconds(30);

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
    m_waiting.clear();
    if (m_keys)
        serve(*m_keys, m_serverOptions);
}

PeerId SecurePeers::established(const SocketAddress &address) const
{
    const auto it = m_peers.find(m_table->established(address));
    return it == m_peers.end() ? PeerId{} : it->second;
}

void SecurePeers::open(TimePoint now, const SocketAddress &address, const PskCredential &credential,
                       Duration giveUpAfter, Ready ready)
{
    // A session that was silent for long is renewed before it is used.
    const PeerId peer = established(address);
    if (peer.value != 0 && !isIdle(now, address))
        ready(peer);
    else
        shakeHands(now, address, credential, giveUpAfter, std::move(ready));
}

void SecurePeers::renew(TimePoint now, const SocketAddress &address, PeerId old,
                        const PskCredential &credential, Duration giveUpAfter, Ready ready)
{
    const PeerId peer = established(address);
    if (peer.value != 0 && peer != old)
        ready(peer);
    else
        shakeHands(now, address, credential, giveUpAfter, std::move(ready));
}

void SecurePeers::shakeHands(TimePoint now, const SocketAddress &address,
                             const PskCredential &credential, Duration giveUpAfter, Ready ready)
{
    AssociationId association = m_table->handshaking(address);
    if (association.value == 0) {
        DtlsSession::ClientOptions options;
        options.identity = credential.identity;
        options.key = credential.key.view();
        options.suites = credential.suites;
        options.giveUpAfter = giveUpAfter;
        association = m_table->connect(now, address, options);
    }
    m_waiting[association].push_back(std::move(ready));
    drain();
}

void SecurePeers::handleDatagram(TimePoint now, const SocketAddress &from, ByteView datagram)
{
    m_table->handleDatagram(now, from, datagram);
    drain();
}

void SecurePeers::handleTimeout(TimePoint now)
{
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
    return info && now - info->lastHeard > kIdleAfter;
}

void SecurePeers::send(TimePoint now, PeerId peer, ByteView plaintext)
{
    const auto it = m_associations.find(peer);
    if (it == m_associations.end())
        return; // the session has ended meanwhile
    static_cast<void>(m_table->send(now, it->second, plaintext));
    drain();
}

void SecurePeers::closeAll(TimePoint now)
{
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
        if (const auto it = m_peers.find(output.association); it != m_peers.end())
            m_owner.receivedSecurely(it->second, received->plaintext);
    } else if (std::holds_alternative<DtlsEstablished>(output.output)) {
        const PeerId peer = m_owner.numberPeer(output.peer);
        m_peers[output.association] = peer;
        m_associations[peer] = output.association;
        answerWaiting(output.association, peer);
    } else if (const auto *ended = std::get_if<DtlsEnded>(&output.output)) {
        if (const auto it = m_peers.find(output.association); it != m_peers.end()) {
            const PeerId peer = it->second;
            m_associations.erase(peer);
            m_peers.erase(it);
            m_owner.secureSessionEnded(peer);
        }
        answerWaiting(output.association,
                      failure(ended->error.value_or(DtlsError{DtlsFailure::ClosedByPeer})));
    }
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
