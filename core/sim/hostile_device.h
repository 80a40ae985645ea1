// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timer_queue.h"
#include "core/coap/codec.h"
#include "core/coap/endpoint.h"
#include "core/sim/virtual_device.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace copper {

// What a datagram of a hostile device claims to come from.
struct HostileSource
{
    enum class Kind : std::uint8_t {
        Own,
        OtherPort, // the same address, another port
        Spoofed,   // another address of the loopback network
    };
    Kind kind = Kind::Own;
    std::uint32_t number = 0; // Spoofed: 1..2^22-1
    bool operator==(const HostileSource &) const = default;
};

struct HostileDatagram
{
    PeerId to;
    Bytes bytes;
    HostileSource source;
};

// Bounds of what it does; every attack ends by itself.
struct HostileConfig
{
    std::string name = "hostile-1";
    std::uint64_t seed = 1;
    TimePoint start{};
    unsigned stormPerSecond = 2000; // notifications, at most kMaxPerSecond
    Duration stormLength = seconds(30);
    std::size_t maxStorms = 32;     // at a time; further observers get one answer
    std::uint32_t floodAnswers = 0; // to one multicast request, each from a device of its own
    unsigned floodPerSecond = 20'000;
    static constexpr unsigned kMaxPerSecond = 66'000;
    static constexpr std::uint32_t kMaxFlood = 1'000'000;
};

// A device that breaks the rules on purpose, for the tests of everything that must bear it: one
// behaviour for each resource, listed with a title in its /.well-known/core. What is no attack
// (discovery, /echo, ping) goes through an ordinary VirtualDevice. Pure: told the time and the
// datagrams, no sockets. Never sends to anybody who has not asked.
class HostileDevice
{
public:
    HostileDevice(const HostileConfig &config, RandomSource &random);
    ~HostileDevice();
    HostileDevice(const HostileDevice &) = delete;
    HostileDevice &operator=(const HostileDevice &) = delete;

    void handleDatagram(TimePoint now, PeerId from, ByteView datagram, bool multicast);
    void handleTimeout(TimePoint now);
    std::optional<TimePoint> nextTimeout() const;
    std::optional<HostileDatagram> pollDatagram();

    std::uint64_t notificationsSent() const { return m_notificationsSent; }
    std::uint32_t floodAnswersSent() const { return m_floodAnswersSent; }

    // One GET as an attack sees it.
    struct Ask
    {
        TimePoint now;
        PeerId from;
        MessageType type = MessageType::Confirmable;
        MessageId mid;
        Token token;
        BlockValue block2; // asked for; block 0 of 1024 bytes when nothing was
        std::optional<std::uint32_t> observe;
    };
    struct Attack
    {
        const char *path;
        const char *title;
        bool observable;
        void (HostileDevice::*run)(const Ask &ask);
    };
    static const std::vector<Attack> &attacks();

private:
    struct Storm
    {
        Ask ask;
        std::uint64_t sent = 0;
    };
    struct Flood
    {
        PeerId to;
        Token token;
        TimePoint start{};
        std::uint32_t sent = 0;
    };

    // --- attacks ---
    void endless(const Ask &ask);
    void stuck(const Ask &ask);
    void emptyBlocks(const Ask &ask);
    void etagChanges(const Ask &ask);
    void claims(const Ask &ask);
    void cborClaims(const Ask &ask);
    void nestedCbor(const Ask &ask);
    void nestedJson(const Ask &ask);
    void links(const Ask &ask);
    void markup(const Ask &ask);
    void storm(const Ask &ask);
    void separateNever(const Ask &ask);
    void resetLate(const Ask &ask);
    void acknowledgedTwice(const Ask &ask);
    void duplicates(const Ask &ask);
    void wrongToken(const Ask &ask);
    void wrongSource(const Ask &ask);
    void unknownCritical(const Ask &ask);

    // --- means ---
    void send(PeerId to, Bytes bytes, HostileSource source = {});
    void sendLater(TimePoint at, PeerId to, Bytes bytes);
    // In the ACK, or a NON to a NON.
    void answer(const Ask &ask, const Options &options, ByteView payload);
    // A message of its own with the token of the request.
    Bytes separate(const Ask &ask, MessageType type, const Options &options, ByteView payload);
    void sendEmpty(const Ask &ask, MessageType type);
    void answerBlock(const Ask &ask, ByteView body, std::uint32_t contentFormat, Options options);
    void goOnStorming(TimePoint now);
    void goOnFlooding(TimePoint now);
    void drainEndpoint(TimePoint now);

    HostileConfig m_config;
    Endpoint m_endpoint;
    VirtualDevice m_device;
    std::uint16_t m_nextMid = 1;
    std::deque<HostileDatagram> m_output;
    TimerQueue<HostileDatagram> m_later;
    std::unordered_map<PeerId, Storm> m_storms;
    std::optional<Flood> m_flood;
    TimePoint m_nextBurst{};
    std::uint64_t m_notificationsSent = 0;
    std::uint32_t m_floodAnswersSent = 0;
};

} // namespace copper
