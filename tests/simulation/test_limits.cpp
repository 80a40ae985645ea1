// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit of EndpointConfig, reached.
#include "core/coap/codec.h"
#include "tests/simulation/sim_pair.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace copper;
using namespace copper::test;

namespace {

// A bare server endpoint and a hand that forges datagrams for it.
struct Bare
{
    explicit Bare(EndpointConfig config) : endpoint(withServer(config), random) {}
    static EndpointConfig withServer(EndpointConfig config)
    {
        config.serves = true;
        return config;
    }
    void give(PeerId peer, MessageType type, Code code, std::uint16_t mid, const Options &options,
              const Bytes &payload = {})
    {
        MessageHeader header;
        header.type = type;
        header.code = code;
        header.mid = {mid};
        header.token = Token(Bytes{static_cast<std::uint8_t>(mid), 1});
        endpoint.handleDatagram(now, peer, encode(header, options, payload));
        drain();
    }
    void drain()
    {
        while (std::optional<Output> output = endpoint.pollOutput()) {
            if (const auto *out = std::get_if<Transmit>(&*output)) {
                sent.push_back(out->datagram);
                continue;
            }
            if (const auto *request = std::get_if<RequestReceived>(&*output)) {
                ++requests;
                if (answer && (answersNotifications || !request->notification))
                    (void)endpoint.respond(now, request->request, *answer);
            } else if (const auto *offer = std::get_if<UploadOffered>(&*output)) {
                (void)endpoint.acceptUpload(now, offer->request,
                                            std::make_shared<MemorySink>(1U << 20U), uploadLimit);
            }
        }
    }
    bool answersNotifications = true;
    Code lastCode() const { return decode(sent.back())->code; }
    static Options path(const std::string &segment)
    {
        Options options;
        options.addString(OptionNumber::UriPath, segment);
        return options;
    }
    SeededRandom random{3};
    Endpoint endpoint;
    TimePoint now{seconds(10)};
    std::vector<Bytes> sent;
    unsigned requests = 0;
    std::uint64_t uploadLimit = 1U << 20U;
    std::optional<Response> answer = Response{};
};

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void peersAreForgottenOldestFirst()
    {
        EndpointConfig config;
        config.maxPeers = 3;
        Bare bare(config);
        for (std::uint32_t peer = 1; peer <= 5; ++peer) {
            bare.now += seconds(1);
            bare.give({peer}, MessageType::Confirmable, code::kGet, 1, Bare::path("a"));
        }
        QCOMPARE(bare.endpoint.tables().peers, std::size_t{3});
        QCOMPARE(bare.requests, 5U);
        QVERIFY(!bare.endpoint.remembers({1}));
        QVERIFY(bare.endpoint.remembers({5}));
    }

    void busyPeersAreKeptAndNewOnesRefused()
    {
        EndpointConfig config;
        config.maxPeers = 1;
        Bare bare(config);
        QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, SimPair::get()));
        bare.now += seconds(1);
        const auto refused = bare.endpoint.sendRequest(bare.now, {2}, SimPair::get());
        QVERIFY(!refused && refused.error() == RequestError::LimitReached);
        bare.drain();
        const std::size_t before = bare.sent.size();
        bare.give({2}, MessageType::Confirmable, code::kGet, 1, Bare::path("a"));
        QCOMPARE(bare.sent.size(), before);
        QCOMPARE(bare.endpoint.counters().peersRefused, std::uint64_t{2});
    }

    void exchanges()
    {
        EndpointConfig config;
        config.maxExchanges = 2;
        Bare bare(config);
        QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, SimPair::get()));
        QVERIFY(bare.endpoint.sendRequest(bare.now, {2}, SimPair::get()));
        const auto refused = bare.endpoint.sendRequest(bare.now, {3}, SimPair::get());
        QVERIFY(!refused && refused.error() == RequestError::LimitReached);
    }

    void queueOfOnePeer()
    {
        EndpointConfig config;
        config.maxQueuedPerPeer = 2;
        Bare bare(config);
        for (int i = 0; i < 3; ++i) // one under way, two waiting
            QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, SimPair::get()));
        const auto refused = bare.endpoint.sendRequest(bare.now, {1}, SimPair::get());
        QVERIFY(!refused && refused.error() == RequestError::LimitReached);
        const auto ping = bare.endpoint.ping(bare.now, {1});
        QVERIFY(!ping && ping.error() == RequestError::LimitReached);
        QCOMPARE(bare.endpoint.tables().exchanges, std::size_t{3});
    }

    void sameTokenTwice()
    {
        Bare bare({});
        Request request = SimPair::get();
        request.token = Token(Bytes{1, 2});
        QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, request));
        const auto refused = bare.endpoint.sendRequest(bare.now, {1}, request);
        QVERIFY(!refused && refused.error() == RequestError::TokenInUse);
    }

    void sameMessageIdTwice()
    {
        Bare bare({});
        Request request = SimPair::get();
        request.mid = MessageId{7};
        QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, request));
        const auto refused = bare.endpoint.sendRequest(bare.now, {1}, request);
        QVERIFY(!refused && refused.error() == RequestError::MessageIdInUse);
        QVERIFY(bare.endpoint.sendRequest(bare.now, {2}, request)); // another peer's are its own
    }

    void duplicatesByCount()
    {
        EndpointConfig config;
        config.maxDedupEntriesPerPeer = 4;
        Bare bare(config);
        for (std::uint16_t mid = 1; mid <= 6; ++mid)
            bare.give({1}, MessageType::Confirmable, code::kGet, mid, Bare::path("a"));
        QCOMPARE(bare.requests, 6U);
        bare.give({1}, MessageType::Confirmable, code::kGet, 6, Bare::path("a"));
        QCOMPARE(bare.requests, 6U); // remembered
        bare.give({1}, MessageType::Confirmable, code::kGet, 1, Bare::path("a"));
        QCOMPARE(bare.requests, 7U); // forgotten, and counted
        QVERIFY(bare.endpoint.counters().dedupEvicted >= 2);
    }

    void duplicatesByBytes()
    {
        EndpointConfig config;
        config.maxDedupBytesPerPeer = 3000;
        Bare bare(config);
        bare.answer->payload = Bytes(1000, 'x');
        for (std::uint16_t mid = 1; mid <= 5; ++mid)
            bare.give({1}, MessageType::Confirmable, code::kGet, mid, Bare::path("a"));
        QVERIFY(bare.endpoint.counters().dedupEvicted >= 2);
    }

    void pendingRequests()
    {
        EndpointConfig config;
        config.maxPendingRequests = 2;
        Bare bare(config);
        bare.answer.reset(); // the application is slow
        for (std::uint16_t mid = 1; mid <= 3; ++mid)
            bare.give({1}, MessageType::Confirmable, code::kGet, mid, Bare::path("a"));
        QCOMPARE(bare.requests, 2U);
        QCOMPARE(bare.lastCode().raw, code::kServiceUnavailable.raw);
        QVERIFY(decode(bare.sent.back())->options.uintValue(OptionNumber::MaxAge));
    }

    // Seeds 9018994 and 9128566: who observes and leaves again while the application is slow to say
    // what is new, one after the other, leaves nothing behind.
    void questionsForObserversWhoLeft()
    {
        EndpointConfig config;
        config.maxPendingRequests = 2;
        Bare bare(config);
        bare.answersNotifications = false;
        for (std::uint16_t round = 0; round < 10; ++round) {
            bare.answer->observedResource = "/a";
            Options options = Bare::path("a");
            options.addUint(OptionNumber::Observe, 0);
            const PeerId peer{round + 1U};
            const auto mid = static_cast<std::uint16_t>(round + 1);
            bare.give(peer, MessageType::Confirmable, code::kGet, mid, options);
            QCOMPARE(bare.endpoint.tables().observers, std::size_t{1});
            bare.endpoint.resourceChanged(bare.now, "/a");
            bare.drain();
            QCOMPARE(bare.endpoint.tables().pendingRequests, std::size_t{1});
            bare.endpoint.handlePeerLost(bare.now, peer, TransportError::Unreachable);
            bare.drain();
            QCOMPARE(bare.endpoint.tables().observers, std::size_t{0});
            QCOMPARE(bare.endpoint.tables().pendingRequests, std::size_t{0});
        }
    }

    void uploads()
    {
        EndpointConfig config;
        config.maxUploads = 2;
        Bare bare(config);
        for (std::uint32_t peer = 1; peer <= 3; ++peer) {
            Options options = Bare::path("a");
            options.addUint(OptionNumber::Block1, BlockValue{0, true, 0}.toUint());
            bare.give({peer}, MessageType::Confirmable, code::kPut, 1, options, Bytes(16, 'x'));
        }
        QCOMPARE(bare.endpoint.tables().uploads, std::size_t{2});
        QCOMPARE(bare.lastCode().raw, code::kServiceUnavailable.raw);
    }

    // A finished body is only kept to answer its last block again: it gives way.
    void finishedUploadsDoNotCount()
    {
        EndpointConfig config;
        config.maxUploads = 2;
        Bare bare(config);
        std::uint16_t mid = 0;
        for (std::uint8_t body = 1; body <= 5; ++body) {
            for (const bool last : {false, true}) {
                Options options = Bare::path("a");
                options.add(OptionNumber::RequestTag, Bytes{body});
                options.addUint(OptionNumber::Block1,
                                BlockValue{last ? 1U : 0U, !last, 0}.toUint());
                bare.give({1}, MessageType::Confirmable, code::kPut, ++mid, options,
                          Bytes(16, 'x'));
            }
            QVERIFY(bare.lastCode().isSuccess());
        }
        QCOMPARE(bare.endpoint.tables().uploads, std::size_t{2});
    }

    void uploadBeyondItsLimit()
    {
        Bare bare({});
        bare.uploadLimit = 20;
        Options options = Bare::path("a");
        options.addUint(OptionNumber::Block1, BlockValue{0, true, 0}.toUint());
        bare.give({1}, MessageType::Confirmable, code::kPut, 1, options, Bytes(16, 'x'));
        QCOMPARE(bare.lastCode().raw, code::kContinue.raw);
        options.setUint(OptionNumber::Block1, BlockValue{1, true, 0}.toUint());
        bare.give({1}, MessageType::Confirmable, code::kPut, 2, options, Bytes(16, 'x'));
        QCOMPARE(bare.lastCode().raw, code::kRequestEntityTooLarge.raw);
        QCOMPARE(*decode(bare.sent.back())->options.uintValue(OptionNumber::Size1), 20U);
        QCOMPARE(bare.endpoint.tables().uploads, std::size_t{0});
    }

    void claimedSizeIsRefusedAtOnce()
    {
        Bare bare({});
        Options options = Bare::path("a");
        options.addUint(OptionNumber::Block1, BlockValue{0, true, 0}.toUint());
        options.addUint(OptionNumber::Size1, 0xffffffff);
        bare.give({1}, MessageType::Confirmable, code::kPut, 1, options, Bytes(16, 'x'));
        QCOMPARE(bare.lastCode().raw, code::kRequestEntityTooLarge.raw);
        QVERIFY(decode(bare.sent.back())->options.has(OptionNumber::Size1));
    }

    void keptBodies()
    {
        EndpointConfig config;
        config.maxResponseBodies = 2;
        Bare bare(config);
        bare.answer->payload = pattern(3000);
        for (std::uint32_t peer = 1; peer <= 4; ++peer)
            bare.give({peer}, MessageType::Confirmable, code::kGet, 1, Bare::path("a"));
        QCOMPARE(bare.endpoint.tables().bodies, std::size_t{2});
    }

    void observers()
    {
        EndpointConfig config;
        config.maxObservers = 2;
        Bare bare(config);
        bare.answer->observedResource = "/a";
        Options options = Bare::path("a");
        options.addUint(OptionNumber::Observe, 0);
        for (std::uint32_t peer = 1; peer <= 3; ++peer)
            bare.give({peer}, MessageType::Confirmable, code::kGet, 1, options);
        QCOMPARE(bare.endpoint.tables().observers, std::size_t{2});
        // RFC 7641 §4.1: answered like a plain GET
        QVERIFY(!decode(bare.sent.back())->options.has(OptionNumber::Observe));
    }

    void bodyInMemory()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = pattern(5000);
            pair.answer(r.request, response);
        };
        Request request = SimPair::get();
        request.maxBody = 4000;
        pair.send(std::move(request));
        pair.network.runUntil([&] { return pair.settled(); }, seconds(10));
        QCOMPARE(pair.failures.size(), std::size_t{1});
        QVERIFY(pair.failures[0].reason == FailureReason::BodyTooLarge);
    }

    void bodyBeyondTheBlockNumber()
    {
        struct Huge final : BodySource
        {
            std::uint64_t bytes;
            explicit Huge(std::uint64_t n) : bytes(n) {}
            std::uint64_t size() const override { return bytes; }
            Result<void, BodyFault> read(std::uint64_t, MutableByteView) override { return {}; }
        };
        Bare bare({});
        Request request = SimPair::get();
        request.method = code::kPut;
        request.szx = 0;
        request.body = std::make_shared<Huge>((16U << 20U) + 1U);
        const auto refused = bare.endpoint.sendRequest(bare.now, {1}, request);
        QVERIFY(!refused && refused.error() == RequestError::BodyTooLarge);
        request.body = std::make_shared<Huge>(16U << 20U);
        QVERIFY(bare.endpoint.sendRequest(bare.now, {1}, request));
    }

    void resetsPerSecond()
    {
        EndpointConfig config;
        config.maxResetsPerSecond = 3;
        Bare bare(config);
        for (std::uint16_t mid = 1; mid <= 8; ++mid)
            bare.give({1}, MessageType::Confirmable, code::kContent, mid, {});
        QCOMPARE(bare.sent.size(), std::size_t{3});
        QCOMPARE(bare.endpoint.counters().resetsSuppressed, std::uint64_t{5});
        bare.now += seconds(1);
        bare.give({1}, MessageType::Confirmable, code::kContent, 99, {});
        QCOMPARE(bare.sent.size(), std::size_t{4});
    }

    void amplification()
    {
        EndpointConfig config;
        config.amplificationLimit = true;
        Bare bare(config);
        bare.answer->payload = Bytes(600, 'x');
        bare.give({1}, MessageType::Confirmable, code::kGet, 1, Bare::path("a"));
        QCOMPARE(bare.lastCode().raw, code::kUnauthorized.raw);
        const Bytes echo = toOwned(*decode(bare.sent.back())->options.first(OptionNumber::Echo));
        Options options = Bare::path("a");
        options.add(OptionNumber::Echo, echo);
        bare.give({1}, MessageType::Confirmable, code::kGet, 2, options);
        QCOMPARE(bare.lastCode().raw, code::kContent.raw);
        bare.give({2}, MessageType::Confirmable, code::kGet, 3, options); // another's Echo
        QCOMPARE(bare.lastCode().raw, code::kUnauthorized.raw);
    }

    // Seed 23069471: a group's member took a late copy for a new message, because the one to the
    // group had the Message ID of one to itself.
    void groupsHaveMessageIdsOfTheirOwn()
    {
        std::set<std::uint16_t> toOne;
        std::set<std::uint16_t> toGroups;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            SeededRandom random(seed);
            const EndpointConfig config;
            Endpoint endpoint(config, random);
            for (int i = 0; i < 300; ++i) {
                Request request;
                request.confirmable = false;
                request.multicast = i % 2 == 0;
                const PeerId peer{i % 2 == 0 ? 1U + static_cast<unsigned>(i) % 3U : 9U};
                const auto id = endpoint.sendRequest(TimePoint{}, peer, std::move(request));
                QVERIFY(id.has_value());
                while (const std::optional<Output> output = endpoint.pollOutput()) {
                    if (const auto *out = std::get_if<Transmit>(&*output)) {
                        const std::uint16_t mid = decode(out->datagram)->mid.value;
                        (out->peer == PeerId{9} ? toOne : toGroups).insert(mid);
                    }
                }
                endpoint.cancel(TimePoint{}, *id);
            }
        }
        QVERIFY(toOne.size() > 20'000);
        QVERIFY(toGroups.size() > 4000);
        for (const std::uint16_t mid : toGroups)
            QVERIFY2(!toOne.contains(mid), qPrintable(QString::number(mid)));
    }
};

COPPER_TEST(TestLimits);
#include "test_limits.moc"
