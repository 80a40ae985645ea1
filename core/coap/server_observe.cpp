// SPDX-License-Identifier: GPL-3.0-or-later
// Observers on the answering side: RFC 7641 §4.
#include "core/coap/server.h"

#include "core/base/plant.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint32_t kSequenceMask = 0xffffffU;

// RFC 7641 §4.4: numbers grow by at most 2^23 in 128 s, and also from one registration of a client
// to its next, although nothing is remembered in between, not even over a restart. So they are the
// milliseconds of a clock that goes on, or one more than the last where that is more.
std::uint32_t sequenceAfter(std::optional<std::uint32_t> last, TimePoint now)
{
    using std::chrono::milliseconds;
    const auto elapsed = std::chrono::duration_cast<milliseconds>(now.time_since_epoch()).count();
    const auto clock = static_cast<std::uint32_t>(elapsed) & kSequenceMask;
    const std::uint32_t next = (last.value_or(clock) + (last ? 1U : 0U)) & kSequenceMask;
    const bool clockIsAhead = ((clock - next) & kSequenceMask) < (kSequenceMask + 1U) / 2;
    return clockIsAhead ? clock : next;
}

} // namespace

Server::Observer *Server::findObserver(PeerId peer, const Token &token)
{
    for (auto &[id, observer] : m_observers) {
        if (observer.peer == peer && observer.token == token)
            return &observer;
    }
    return nullptr;
}

std::size_t Server::observerCount(const std::string &resource) const
{
    return static_cast<std::size_t>(
        std::count_if(m_observers.begin(), m_observers.end(),
                      [&](const auto &entry) { return entry.second.resource == resource; }));
}

bool Server::wantsToObserve(const Pending &pending)
{
    return pending.options.uintValue(OptionNumber::Observe) == 0U &&
           (pending.method == code::kGet || pending.method == code::kFetch) && !pending.multicast;
}

void Server::registerObserver(TimePoint now, const Pending &pending, const Response &response,
                              Message &message)
{
    if (!wantsToObserve(pending) || response.observedResource.empty() || !response.code.isSuccess())
        return;
    Observer *observer = findObserver(pending.peer, pending.token);
    if (observer && observer->leaving) {
        removeObserver(observer->id); // it has begun anew; the end of the old one is settled
        observer = nullptr;
    }
    if (!observer) {
        // RFC 7641 §4.1: a server that cannot register the client answers without Observe.
        if (m_observers.size() >= m_config.maxObservers)
            return;
        const std::uint64_t id = m_nextId++;
        observer = &m_observers[id];
        observer->id = id;
        observer->peer = pending.peer;
        observer->token = pending.token;
        observer->sequence = sequenceAfter(std::nullopt, now);
    } else {
        observer->sequence = sequenceAfter(observer->sequence, now);
    }
    dropOlder(now, pending, *observer);
    observer->method = pending.method;
    observer->options = pending.options;
    observer->question = pending.question;
    observer->resource = response.observedResource;
    observer->confirmable = response.confirmableNotifications;
    observer->lastConfirmable = now;
    observer->contentFormat.reset();
    (void)keepsContentFormat(*observer, response);
    message.options.setUint(OptionNumber::Observe, observer->sequence);
}

// What is still sent, or waits to be, to an observer that has registered anew: the answer to this
// registration is newer, and an older one that comes after it could be taken for it.
void Server::dropOlder(TimePoint now, const Pending &registration, Observer &observer)
{
    std::vector<RequestId> older;
    for (const auto &[id, pending] : m_pending) {
        if (id != registration.id && pending.ready && pending.peer == observer.peer &&
            pending.token == observer.token)
            older.push_back(id);
    }
    for (const RequestId id : older)
        erasePending(m_pending.at(id));
    if (observer.underWay) {
        m_messages.stop(observer.peer, *observer.underWay);
        notificationDone(now, observer);
    }
}

// What is done to them may take others away with it.
template <typename Predicate>
std::vector<std::uint64_t> Server::observersThat(Predicate predicate) const
{
    std::vector<std::uint64_t> ids;
    for (const auto &[id, observer] : m_observers) {
        if (predicate(observer))
            ids.push_back(id);
    }
    return ids;
}

void Server::changed(TimePoint now, const std::string &resource)
{
    const auto concerned = observersThat([&](const auto &o) { return o.resource == resource; });
    for (const std::uint64_t id : concerned) {
        const auto it = m_observers.find(id);
        if (it != m_observers.end())
            notifyObserver(now, it->second);
    }
}

void Server::notifyObserver(TimePoint now, Observer &observer)
{
    if (observer.leaving)
        return;
    if (observer.underWay || observer.asked) {
        // One at a time; the newest state goes out next.
        observer.dirty = !planted(Plant::NewestStateForgotten);
        return;
    }
    if (observer.waiting)
        return;
    // RFC 7641 §4.5: also an otherwise non-confirmable stream asks once a day whether the client is
    // still there.
    const bool confirmable = observer.confirmable || now - observer.lastConfirmable >=
                                                         m_config.confirmableNotificationEvery;
    if (!confirmable) {
        askForState(observer);
        return;
    }
    const TransmissionOwner owner{TransmissionOwner::Kind::Notification, observer.id};
    switch (m_messages.requestSlot(now, observer.peer, owner)) {
    case MessageLayer::Slot::Granted:
        observer.holdsSlot = true;
        askForState(observer);
        return;
    case MessageLayer::Slot::Queued:
        observer.waiting = true;
        return;
    case MessageLayer::Slot::QueueFull:
        return; // never for a notification
    }
}

void Server::askForState(Observer &observer)
{
    observer.asked = true;
    observer.dirty = false;
    const RequestId id{m_nextId++};
    Pending &pending = m_pending[id];
    pending.id = id;
    pending.peer = observer.peer;
    pending.confirmable = false;
    pending.token = observer.token;
    pending.method = observer.method;
    pending.options = observer.options;
    pending.observer = observer.id;
    handUp(pending, observer.question);
}

void Server::sendNotification(TimePoint now, Pending &pending, Response &response, Message message)
{
    const auto it = m_observers.find(*pending.observer);
    if (it == m_observers.end()) {
        erasePending(pending);
        return;
    }
    Observer &observer = it->second;
    observer.asked = false;
    if (!keepsContentFormat(observer, response)) {
        response = {};
        response.code = code::kNotAcceptable;
        message.code = response.code;
        message.options.clear();
    }
    const bool stays = response.code.isSuccess() && !response.observedResource.empty();
    if (stays) {
        observer.sequence = sequenceAfter(observer.sequence, now);
        message.options.setUint(OptionNumber::Observe, observer.sequence);
    }
    const bool sliced = sliceBody(now, pending, response, message);
    erasePending(pending);
    if (!sliced) {
        message.code = code::kInternalServerError;
        message.options.clear();
        message.payload.clear();
    }
    // RFC 7641 §4.2: an error notification has no Observe option and ends the observation.
    observer.leaving = !sliced || !stays;
    sendToObserver(now, observer, message);
}

// RFC 7641 §4.2: notifications keep the Content-Format of the first answer.
bool Server::keepsContentFormat(Observer &observer, const Response &response)
{
    if (response.code != code::kContent)
        return true;
    const auto value = response.options.uintValue(OptionNumber::ContentFormat);
    const std::int64_t format = value ? std::int64_t{*value} : -1;
    if (!observer.contentFormat)
        observer.contentFormat = format;
    return *observer.contentFormat == format;
}

// The end of an observation goes as its notifications went: an observer that is promised
// Confirmable ones must not miss it.
void Server::sendToObserver(TimePoint now, Observer &observer, const Message &message)
{
    if (!observer.holdsSlot) {
        observer.lastNonConfirmable = m_messages.sendNonConfirmable(
            now, observer.peer, message, message.options, message.payload);
        if (observer.leaving)
            removeObserver(observer.id);
        else if (observer.dirty)
            notifyObserver(now, observer);
        return;
    }
    const TransmissionOwner owner{TransmissionOwner::Kind::Notification, observer.id};
    observer.lastConfirmable = now;
    if (observer.replaces) {
        observer.underWay = m_messages.sendConfirmable(now, observer.peer, message, message.options,
                                                       message.payload, owner, *observer.replaces);
        observer.replaces.reset();
    } else {
        observer.underWay = m_messages.sendConfirmable(now, observer.peer, message, message.options,
                                                       message.payload, owner);
    }
}

bool Server::replaceNotification(PeerId peer, MessageId mid, std::uint64_t observerId)
{
    const auto it = m_observers.find(observerId);
    if (it == m_observers.end() || !it->second.dirty || it->second.leaving)
        return false;
    const std::optional<RetransmitState> state = m_messages.supersede(peer, mid);
    if (!state)
        return false;
    it->second.underWay.reset();
    it->second.replaces = state;
    askForState(it->second);
    return true;
}

void Server::notificationDone(TimePoint now, Observer &observer)
{
    observer.underWay.reset();
    releaseObserverSlot(observer);
    if (observer.dirty) {
        observer.dirty = false;
        notifyObserver(now, observer);
    }
}

void Server::releaseObserverSlot(Observer &observer)
{
    if (observer.holdsSlot) {
        observer.holdsSlot = false;
        m_messages.releaseSlot(observer.peer);
    } else if (observer.waiting) {
        observer.waiting = false;
        m_messages.leaveQueue(observer.peer, {TransmissionOwner::Kind::Notification, observer.id});
    }
}

void Server::removeObserver(std::uint64_t id)
{
    const auto it = m_observers.find(id);
    if (it == m_observers.end())
        return;
    Observer &observer = it->second;
    if (observer.underWay)
        m_messages.stop(observer.peer, *observer.underWay);
    releaseObserverSlot(observer);
    // What the application was asked for this observer, nobody waits for any more; kept, it would
    // let those who come and go fill the table.
    if (observer.asked) {
        const auto question = std::find_if(m_pending.begin(), m_pending.end(),
                                           [id](const auto &p) { return p.second.observer == id; });
        if (question != m_pending.end())
            erasePending(question->second);
    }
    const PeerId peer = observer.peer;
    m_observers.erase(it);
    m_output.emplace_back(ObserverLeft{peer, static_cast<std::uint32_t>(m_observers.size())});
}

bool Server::handleStrayReset(PeerId from, MessageId mid)
{
    for (const auto &[id, observer] : m_observers) {
        if (observer.peer == from && observer.lastNonConfirmable == mid) {
            removeObserver(id);
            return true;
        }
    }
    return false;
}

void Server::handlePeerLost(PeerId peer)
{
    for (const std::uint64_t id : observersThat([&](const auto &o) { return o.peer == peer; }))
        removeObserver(id);
}

void Server::forgetObservers(const std::string &resource)
{
    for (const std::uint64_t id :
         observersThat([&](const auto &o) { return o.resource == resource; }))
        removeObserver(id);
}

} // namespace copper
