// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conformance/conversation.h"

#include "core/coap/codec.h"

#include <algorithm>
#include <array>

namespace copper::conformance {

namespace {

constexpr PeerId kServer{1};
using Fate = PlugtestMessage::Fate;
using Layer = PlugtestMessage::Layer;
// RFC 7252 §9.1.3.1: the one suite that every implementation of this mode has.
constexpr std::array kSuites{CipherSuite::PskAes128Ccm8};

std::optional<Message> decodeOwned(ByteView datagram)
{
    const auto view = decode(datagram);
    if (!view)
        return std::nullopt;
    Message message;
    static_cast<MessageHeader &>(message) = *view;
    message.options = Options(view->options);
    message.payload = toOwned(view->payload);
    return message;
}

Fate fateOf(TransmitMark mark)
{
    switch (mark) {
    case TransmitMark::Retransmission:
        return Fate::Retransmission;
    case TransmitMark::Repeated:
        return Fate::Repeated;
    case TransmitMark::None:
        break;
    }
    return Fate::Normal;
}

PlugtestRun::Arrival arrivalOf(Fate fate)
{
    switch (fate) {
    case Fate::Duplicate:
        return PlugtestRun::Arrival::Duplicate;
    case Fate::Lost:
        return PlugtestRun::Arrival::Lost;
    case Fate::Unexpected:
        return PlugtestRun::Arrival::Unmatched;
    case Fate::Malformed:
        return PlugtestRun::Arrival::Rejected;
    case Fate::Normal:
    case Fate::Retransmission:
    case Fate::Repeated:
        break;
    }
    return PlugtestRun::Arrival::Accepted;
}

// td-coap4, TD_COAP_DTLS: known to everybody, and meant to be.
PskCredentialPtr pairOfTheList()
{
    return *makePskCredential(toOwned(asBytes("password")), SecretBytes::copyOf(asBytes("sesame")));
}

EndpointConfig layerConfig(const PlugtestConfig &config)
{
    EndpointConfig result;
    result.parameters = config.parameters;
    return result;
}

} // namespace

Conversation::Conversation(const PlugtestConfig &config, RandomSource &random)
    : m_config(layerConfig(config)), m_uriHost(config.uriHost), m_random(random),
      m_layer(m_config, random, m_timers, m_output),
      m_credential(config.credential ? config.credential : pairOfTheList()),
      m_exportKeys(config.exportKeys)
{}

void Conversation::begin(TimePoint now)
{
    m_now = now;
    m_begunAt = now;
    for (const MessageId mid : m_sent)
        m_layer.stop(kServer, mid);
    m_sent.clear();
    m_record.clear();
    m_bytes = 0;
    m_losses.clear();
    m_tokens.clear();
    m_gaveUp.clear();
    m_repeats = 0;
    m_session.reset();
    m_secure = {};
}

std::vector<PlugtestMessage> Conversation::messages() const
{
    std::vector<PlugtestMessage> all;
    all.reserve(m_record.size());
    for (const Entry &entry : m_record)
        all.push_back(entry.message);
    return all;
}

// --- sending ---

Token Conversation::freshToken(std::size_t length)
{
    // An empty token is always the same one; any other is used once in a run.
    for (;;) {
        std::array<std::uint8_t, Token::kMaxLength> raw{};
        m_random.fill(raw);
        const Token token{ByteView(raw).first(length)};
        if (length == 0 || length == 1 || !wasOurs(token))
            return token;
    }
}

Sent Conversation::send(const Ask &ask)
{
    Sent sent;
    sent.token = ask.token ? *ask.token : freshToken(4);
    MessageHeader header;
    header.code = ask.method;
    header.token = sent.token;
    Options options = ask.options;
    for (const OptionView &option : m_uriHost)
        options.add(option.number, option.value);
    if (ask.confirmable) {
        sent.mid = m_layer.sendConfirmable(m_now, kServer, header, options, ask.payload,
                                           {TransmissionOwner::Kind::Request, 0});
        m_sent.push_back(sent.mid);
    } else {
        sent.mid = m_layer.sendNonConfirmable(m_now, kServer, header, options, ask.payload);
    }
    sent.tokenShared = m_tokens.contains(sent.token);
    std::optional<MessageId> &settled = m_tokens[sent.token];
    settled.reset();
    if (!sent.tokenShared)
        settled = sent.mid;
    m_everUsed.insert(sent.token);
    sent.entry = m_record.size();
    drain();
    return sent;
}

MessageId Conversation::ping()
{
    const MessageId mid =
        m_layer.sendConfirmable(m_now, kServer, {}, {}, {}, {TransmissionOwner::Kind::Ping, 0});
    m_sent.push_back(mid);
    drain();
    return mid;
}

void Conversation::lose(std::function<bool(const Entry &)> which, unsigned count)
{
    m_losses.push_back({std::move(which), count});
}

bool Conversation::isLost(const Entry &entry)
{
    for (Loss &loss : m_losses) {
        if (loss.left > 0 && loss.which(entry)) {
            --loss.left;
            return true;
        }
    }
    return false;
}

// What the message layer wants sent goes into the record, and to the socket unless it is lost.
void Conversation::drain()
{
    while (!m_output.empty()) {
        const Output output = std::move(m_output.front());
        m_output.pop_front();
        if (const auto *out = std::get_if<Transmit>(&output); out && !isFull())
            transmit(*out);
    }
}

void Conversation::transmit(const Transmit &out)
{
    const Fate fate = fateOf(out.mark);
    const Layer layer = m_session ? Layer::Secure : Layer::Clear;
    Entry entry{{m_now, true, fate, out.datagram, layer}, decodeOwned(out.datagram), {}};
    const bool lost = isLost(entry);
    if (lost)
        entry.message.fate = Fate::Lost;
    m_bytes += out.datagram.size();
    m_record.push_back(std::move(entry));
    if (lost)
        return;
    if (!m_session) {
        m_anythingSent = true;
        m_outputs.emplace_back(PlugtestSend{out.datagram, fate == Fate::Retransmission});
        return;
    }
    m_outputs.emplace_back(PlugtestInside{true, fate, out.datagram, 0});
    // Where the session has ended nothing goes out, and the request gets no answer.
    (void)m_session->send(m_now, out.datagram);
    drainSession();
}

std::optional<PlugtestOutput> Conversation::pollOutput()
{
    if (m_outputs.empty())
        return std::nullopt;
    PlugtestOutput next = std::move(m_outputs.front());
    m_outputs.pop_front();
    return next;
}

// --- receiving ---

PlugtestRun::Arrival Conversation::handleDatagram(TimePoint now, ByteView datagram)
{
    m_now = now;
    m_anythingHeard = true;
    if (isFull())
        return PlugtestRun::Arrival::Rejected;
    return m_session ? receiveRecords(datagram) : receiveMessage(datagram);
}

PlugtestRun::Arrival Conversation::receiveMessage(ByteView datagram, std::uint64_t record)
{
    m_layer.touchPeer(m_now, kServer);
    const Layer layer = m_session ? Layer::Secure : Layer::Clear;
    Entry entry{{m_now, false, Fate::Normal, toOwned(datagram), layer}, decodeOwned(datagram), {}};
    const std::size_t place = m_record.size();
    const bool lost = isLost(entry);
    m_bytes += datagram.size();
    m_record.push_back(std::move(entry));
    Fate fate = Fate::Lost;
    if (!lost) {
        const auto message = decode(datagram);
        fate = message ? receive(*message, datagram) : Fate::Malformed;
        // RFC 7252 §4.2: a Confirmable message that cannot be understood is answered by a Reset.
        if (!message && message.error().type == MessageType::Confirmable && message.error().mid)
            m_layer.rejectUnmatched(m_now, kServer, *message.error().mid);
    }
    m_record[place].message.fate = fate;
    if (m_session)
        m_outputs.emplace_back(PlugtestInside{false, fate, toOwned(datagram), record});
    drain();
    return arrivalOf(fate);
}

PlugtestMessage::Fate Conversation::receive(const MessageView &message, ByteView datagram)
{
    if (message.code.isEmpty())
        return receiveEmpty(message);
    if (message.code.isResponse() && message.type != MessageType::Reset)
        return receiveResponse(message, datagram);
    reject(message); // requests, and reserved classes: we serve nothing
    return Fate::Unexpected;
}

PlugtestMessage::Fate Conversation::receiveEmpty(const MessageView &message)
{
    switch (message.type) {
    case MessageType::Confirmable:
        m_layer.sendPong(kServer, message.mid);
        return Fate::Normal;
    case MessageType::Acknowledgement:
    case MessageType::Reset:
        m_layer.stop(kServer, message.mid);
        return std::find(m_sent.begin(), m_sent.end(), message.mid) == m_sent.end()
                   ? Fate::Unexpected
                   : Fate::Normal;
    case MessageType::NonConfirmable:
        break;
    }
    return Fate::Malformed;
}

PlugtestMessage::Fate Conversation::receiveResponse(const MessageView &message, ByteView datagram)
{
    const auto known = m_tokens.find(message.token);
    if (message.type == MessageType::Acknowledgement) {
        // RFC 7252 §5.3.2: Message ID and token must both match.
        const bool ours = std::find(m_sent.begin(), m_sent.end(), message.mid) != m_sent.end();
        m_layer.stop(kServer, message.mid);
        return ours && known != m_tokens.end() ? Fate::Normal : Fate::Unexpected;
    }
    if (m_layer.noteIncoming(m_now, kServer, message, datagram) == MessageLayer::Arrival::Duplicate)
        return Fate::Duplicate;
    if (known == m_tokens.end()) {
        reject(message);
        return Fate::Unexpected;
    }
    // RFC 7252 §5.2.2: the response also stops the request's retransmission.
    if (known->second)
        m_layer.stop(kServer, *known->second);
    if (message.type == MessageType::Confirmable)
        m_layer.sendEmpty(m_now, kServer, MessageType::Acknowledgement, message.mid);
    return Fate::Normal;
}

// A Reset to what nobody asked for; a server that still notifies learns by it (RFC 7641 §3.6).
void Conversation::reject(const MessageView &message)
{
    const bool confirmable = message.type == MessageType::Confirmable;
    const bool notification =
        message.type == MessageType::NonConfirmable && message.options.has(OptionNumber::Observe);
    if (confirmable || notification)
        m_layer.rejectUnmatched(m_now, kServer, message.mid);
}

// --- over DTLS ---

void Conversation::connect(const PskCredential &who, Duration giveUpAfter)
{
    DtlsSession::ClientOptions options;
    options.identity = who.identity;
    options.key = who.key.view();
    options.suites = kSuites;
    options.giveUpAfter = giveUpAfter;
    options.exportKeys = m_exportKeys;
    m_secure = {};
    m_outputs.emplace_back(PlugtestFreshPort{});
    m_session = DtlsSession::client(m_now, m_random, options);
    drainSession();
}

void Conversation::disconnect()
{
    if (!m_session)
        return;
    m_session->close(m_now);
    drainSession();
    m_session.reset();
}

void Conversation::drainSession()
{
    while (std::optional<DtlsOutput> output = m_session ? m_session->pollOutput() : std::nullopt) {
        if (auto *datagram = std::get_if<DtlsSend>(&*output))
            sendRecord(std::move(datagram->datagram));
        else if (const auto *received = std::get_if<DtlsReceived>(&*output))
            (void)receiveMessage(received->plaintext, received->record);
        else if (const auto *established = std::get_if<DtlsEstablished>(&*output))
            m_secure.session = established->info;
        else if (const auto *keys = std::get_if<DtlsKeys>(&*output))
            m_outputs.emplace_back(*keys);
        else if (const auto *ended = std::get_if<DtlsEnded>(&*output)) {
            m_secure.ended = true;
            m_secure.error = ended->error;
        }
    }
}

// A part of a handshake that was there before, the same way: sent again.
PlugtestMessage::Fate Conversation::fateOfRecord(const Entry &entry) const
{
    const auto wasBefore = [&](const HandshakePart &part) {
        return std::any_of(m_record.begin(), m_record.end(), [&](const Entry &before) {
            return before.message.outgoing == entry.message.outgoing &&
                   std::find(before.parts.begin(), before.parts.end(), part) != before.parts.end();
        });
    };
    const bool again =
        !entry.parts.empty() && std::all_of(entry.parts.begin(), entry.parts.end(), wasBefore);
    return again ? Fate::Retransmission : Fate::Normal;
}

void Conversation::sendRecord(Bytes datagram)
{
    Fate fate = Fate::Normal;
    if (!isApplicationData(datagram)) {
        if (isFull())
            return;
        Entry entry{
            {m_now, true, fate, datagram, Layer::Record}, std::nullopt, handshakeParts(datagram)};
        fate = isLost(entry) ? Fate::Lost : fateOfRecord(entry);
        entry.message.fate = fate;
        m_bytes += datagram.size();
        m_record.push_back(std::move(entry));
    }
    if (fate == Fate::Lost)
        return;
    m_anythingSent = true;
    m_outputs.emplace_back(PlugtestSend{std::move(datagram), fate == Fate::Retransmission});
}

PlugtestRun::Arrival Conversation::receiveRecords(ByteView datagram)
{
    Fate fate = Fate::Normal;
    if (!isApplicationData(datagram)) {
        Entry entry{{m_now, false, fate, toOwned(datagram), Layer::Record},
                    std::nullopt,
                    handshakeParts(datagram)};
        fate = isLost(entry) ? Fate::Lost : fateOfRecord(entry);
        entry.message.fate = fate;
        m_bytes += datagram.size();
        m_record.push_back(std::move(entry));
    }
    if (fate != Fate::Lost) {
        m_session->handleDatagram(m_now, datagram);
        drainSession();
    }
    return arrivalOf(fate);
}

// --- time ---

void Conversation::handleTimeout(TimePoint now)
{
    m_now = now;
    while (const std::optional<EngineTimer> timer = m_timers.popDue(now)) {
        if (timer->kind == EngineTimer::Kind::PeerSweep)
            m_layer.sweep(now);
        if (timer->kind != EngineTimer::Kind::Retransmit)
            continue;
        const MessageId mid{static_cast<std::uint16_t>(timer->id)};
        const auto outcome = m_layer.handleRetransmitTimer(now, kServer, mid);
        if (outcome.what == MessageLayer::RetransmitOutcome::What::GaveUp)
            m_gaveUp.insert(mid);
    }
    drain();
    if (m_session)
        m_session->handleTimeout(now);
    drainSession();
}

std::optional<TimePoint> Conversation::nextTimeout() const
{
    std::optional<TimePoint> next = m_timers.next();
    const auto orEarlier = [&next](std::optional<TimePoint> other) {
        if (other)
            next = next ? std::min(*next, *other) : *other;
    };
    if (m_session)
        orEarlier(m_session->nextTimeout());
    if (m_wait)
        orEarlier(m_wait->deadline);
    return next;
}

Conversation::Until Conversation::until(std::function<bool()> ready, Duration wait)
{
    return {*this, std::move(ready), m_now + wait};
}

Conversation::Until Conversation::pause(Duration wait)
{
    return until([] { return false; }, wait);
}

void Conversation::Until::await_suspend(std::coroutine_handle<> handle)
{
    conversation.m_wait = {handle, &ready, std::min(deadline, conversation.m_limit)};
}

bool Conversation::Until::await_resume() const
{
    if (conversation.isFull())
        throw TestEnd{PlugtestVerdict::Fail, "the server sent more messages than any test needs",
                      "RFC 7252 §4.7"};
    if (conversation.m_now >= conversation.m_limit)
        throw TestEnd{PlugtestVerdict::Inconclusive, "the time for the whole run is over", {}};
    return ready();
}

void Conversation::resumeWaiting()
{
    while (m_wait && (isFull() || m_now >= m_wait->deadline || (*m_wait->ready)())) {
        const std::coroutine_handle<> handle = m_wait->handle;
        m_wait.reset();
        handle.resume();
    }
}

} // namespace copper::conformance
