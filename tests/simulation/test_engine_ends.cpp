// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that cannot be read or kept, options of every kind, transfers that begin in the middle,
// peers that are lost: what the figures of the RFCs do not show.
#include "core/coap/codec.h"
#include "core/coap/option.h"
#include "tests/simulation/sim_pair.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace copper;
using namespace copper::test;

namespace {

// A file on a disk that goes bad after its first bytes.
class FailingSource final : public BodySource
{
public:
    FailingSource(std::uint64_t size, std::uint64_t good) : m_size(size), m_good(good) {}
    std::uint64_t size() const override { return m_size; }
    Result<void, BodyFault> read(std::uint64_t offset, MutableByteView out) override
    {
        if (offset + out.size() > m_good)
            return failure(BodyFault::Unreadable);
        std::fill(out.begin(), out.end(), std::uint8_t{'x'});
        return {};
    }

private:
    std::uint64_t m_size;
    std::uint64_t m_good;
};

class FailingSink final : public BodySink
{
public:
    explicit FailingSink(std::uint64_t good, BodyFault fault = BodyFault::Unwritable)
        : m_good(good), m_fault(fault)
    {}
    Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) override
    {
        if (offset + bytes.size() > m_good)
            return failure(m_fault);
        return {};
    }
    void restart() override {}

private:
    std::uint64_t m_good;
    BodyFault m_fault;
};

Request putFrom(std::uint64_t size, std::uint64_t good)
{
    Request request = SimPair::get("firmware");
    request.method = code::kPut;
    request.body = std::make_shared<FailingSource>(size, good);
    return request;
}

Response content(Bytes payload)
{
    Response response;
    response.payload = std::move(payload);
    return response;
}

// The shortest value the registry allows.
Bytes valueOf(const OptionDefinition &option)
{
    const std::uint16_t length =
        std::min(std::max<std::uint16_t>(option.minLength, 1), option.maxLength);
    return Bytes(length, std::uint8_t{'1'});
}

} // namespace

class TestEngineEnds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // RFC 9175 §4.2: over DTLS no two requests share a token, the blocks of a body included.
    void eachBlockItsOwnToken_data()
    {
        QTest::addColumn<bool>("fresh");
        QTest::newRow("over DTLS") << true;
        QTest::newRow("in the clear") << false;
    }
    void eachBlockItsOwnToken()
    {
        QFETCH(bool, fresh);
        SimPair pair;
        std::set<Bytes> tokens;
        std::size_t blocks = 0;
        pair.network.setFilter([&](const SimulatedNetwork::Datagram &datagram) {
            if (const auto message = decode(datagram.bytes); message && message->code.isRequest()) {
                tokens.insert(toOwned(message->token.view()));
                ++blocks;
            }
            return true;
        });
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = pattern(300);
            response.maxSzx = 2;
            pair.answer(r.request, response);
        };
        pair.uploadSzx = 2;
        Request request = SimPair::put(pattern(500));
        request.szx = 2;
        request.freshTokens = fresh;
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(30)));
        QCOMPARE(pair.responses.size(), std::size_t{1});
        QVERIFY(equalBytes(pair.responses[0].payload, pattern(300)));
        QVERIFY(equalBytes(pair.uploaded->bytes(), pattern(500)));
        QCOMPARE(blocks, std::size_t{8 + 4});
        QCOMPARE(tokens.size(), fresh ? blocks : std::size_t{1});
        QVERIFY(pair.emptyAfterLifetimes());
    }

    // The session a peer was reached by is gone: nothing more can come of it.
    void peerClosedEndsAll()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            if (r.method == code::kPost)
                return; // for ever
            Response response;
            response.observedResource = "/temperature";
            pair.answer(r.request, response);
        };
        pair.observe(SimPair::get());
        pair.network.runFor(seconds(1));
        Request slow = SimPair::get();
        slow.method = code::kPost;
        pair.send(std::move(slow));
        pair.network.runFor(seconds(0.1));
        pair.network.setReachable(1, false); // so that the body is still under way
        Request upload = SimPair::put(pattern(5000));
        upload.szx = 0;
        pair.send(std::move(upload));
        pair.network.runFor(seconds(0.2));
        pair.client().handlePeerLost(pair.network.now(), pair.network.peer(1),
                                     TransportError::Closed);
        pair.network.drain();
        QCOMPARE(pair.failures.size(), std::size_t{3});
        for (const ExchangeFailed &failed : pair.failures)
            QVERIFY(failed.reason == FailureReason::PeerLost);
        QCOMPARE(pair.client().tables().exchanges, std::size_t{0});
    }

    void aSourceThatCannotBeRead()
    {
        for (const auto &[size, good] : {std::pair{100U, 0U}, {5'000U, 2'048U}}) {
            SimPair pair;
            pair.send(putFrom(size, good));
            pair.network.runFor(seconds(1));
            QCOMPARE(pair.failures.size(), std::size_t(1));
            QCOMPARE(pair.failures[0].reason, FailureReason::SourceFailed);
            QVERIFY(pair.emptyAfterLifetimes());
        }
    }
    void anAnswerThatCannotBeRead()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            Response response;
            response.body = std::make_shared<FailingSource>(5'000, 2'048);
            pair.answer(request.request, std::move(response));
        };
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.responses.at(0).code, code::kInternalServerError);
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void aSinkThatCannotBeWritten()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            pair.answer(request.request, content(pattern(5'000)));
        };
        Request request = SimPair::get();
        request.sink = std::make_shared<FailingSink>(2'048);
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.failures.at(0).reason, FailureReason::SinkFailed);
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void anUploadThatCannotBeKept_data()
    {
        QTest::addColumn<int>("good");
        QTest::addColumn<bool>("tooLarge");
        QTest::newRow("first block") << 0 << false;
        QTest::newRow("third block") << 2'048 << false;
        QTest::newRow("third block, too large") << 2'048 << true;
    }
    void anUploadThatCannotBeKept()
    {
        QFETCH(int, good);
        QFETCH(bool, tooLarge);
        SimPair pair;
        pair.offer = [&](UploadOffered &offer) {
            (void)pair.server().acceptUpload(
                pair.network.now(), offer.request,
                std::make_shared<FailingSink>(good, tooLarge ? BodyFault::TooLarge
                                                             : BodyFault::Unwritable),
                1U << 20U);
        };
        pair.send(SimPair::put(pattern(5'000)));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.responses.at(0).code,
                 tooLarge ? code::kRequestEntityTooLarge : code::kInternalServerError);
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void anUploadFromTheMiddle()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            Response response;
            response.code = code::kChanged;
            pair.answer(request.request, std::move(response));
        };
        Request request = SimPair::put(pattern(5'000));
        request.firstUploadBlock = 4;
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        // A server that knows nothing of the blocks before says so, and gets them all.
        QCOMPARE(pair.offers.size(), std::size_t(1));
        QCOMPARE(pair.requests.at(0).bodySize, std::uint64_t(5'000));
    }
    void everyOptionOfTheRegistry_data()
    {
        QTest::addColumn<int>("number");
        for (const OptionDefinition &option : optionRegistry())
            QTest::newRow(option.name.data()) << int(toNumber(option.number));
    }
    // Each alone, in a request for blocks and in one with blocks: understood, passed by, or refused
    // as RFC 7252 §5.4 says by its number.
    void everyOptionOfTheRegistry()
    {
        QFETCH(int, number);
        const OptionDefinition &option = *findOption(static_cast<OptionNumber>(number));
        if (option.number == OptionNumber::Block1 || option.number == OptionNumber::Block2 ||
            option.number == OptionNumber::Observe)
            return; // the engine's own
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            pair.answer(request.request, content(pattern(3'000)));
        };
        for (const bool upload : {false, true}) {
            Request request = upload ? SimPair::put(pattern(3'000)) : SimPair::get();
            request.timeout = seconds(120);
            request.options.add(option.number, valueOf(option));
            pair.send(std::move(request));
        }
        QVERIFY(pair.network.runUntil(
            [&] { return pair.responses.size() + pair.failures.size() == 2; }, seconds(300)));
        const bool critical = (number & 1) != 0;
        const bool served =
            option.number == OptionNumber::IfMatch || option.number == OptionNumber::IfNoneMatch ||
            option.number == OptionNumber::Accept || option.number == OptionNumber::UriHost ||
            option.number == OptionNumber::UriPort || option.number == OptionNumber::UriPath ||
            option.number == OptionNumber::UriQuery;
        const bool proxy =
            option.number == OptionNumber::ProxyUri || option.number == OptionNumber::ProxyScheme;
        for (const ResponseReceived &response : pair.responses) {
            if (proxy)
                QCOMPARE(response.code, code::kProxyingNotSupported);
            else if (critical && !served)
                QCOMPARE(response.code, code::kBadOption);
            else
                QCOMPARE(response.payload, pattern(3'000));
        }
        if (option.number != OptionNumber::NoResponse)
            QCOMPARE(pair.failures.size(), std::size_t(0));
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void nobodyWantsTheAnswer()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            pair.answer(request.request, content(pattern(10)));
        };
        Request request = SimPair::get();
        request.options.addUint(OptionNumber::NoResponse, 2); // no 2.xx, RFC 7967 §2.1
        request.timeout = seconds(5);
        pair.send(std::move(request));
        pair.network.runFor(seconds(10));
        QCOMPARE(pair.responses.size(), std::size_t(0));
        QCOMPARE(pair.failures.at(0).reason, FailureReason::Timeout);
        QCOMPARE(pair.failures.at(0).stats.retransmissions, 0U); // it was acknowledged
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void oneBlockOfABody()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            pair.answer(request.request, content(pattern(5'000)));
        };
        Request request = SimPair::get();
        request.firstBlock2 = BlockValue{2, false, 6};
        request.singleBlock2 = true;
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        const Bytes all = pattern(5'000);
        QCOMPARE(pair.responses.at(0).payload, Bytes(all.begin() + 2'048, all.begin() + 3'072));
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void askAtOnce()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            pair.answer(request.request, content(pattern(10)));
        };
        pair.network.setReachable(1, false);
        const ExchangeId id = pair.send(SimPair::get());
        pair.network.runFor(seconds(20));
        pair.network.setReachable(1, true);
        const std::uint64_t before = pair.network.datagrams();
        pair.client().retryNow(pair.network.now(), id);
        pair.network.runFor(seconds(0.1));
        QCOMPARE(pair.responses.size(), std::size_t(1));
        QVERIFY(pair.network.datagrams() > before);
        pair.client().retryNow(pair.network.now(), id); // over: nothing
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void whatIsNoRequestIsRefused()
    {
        SimPair pair;
        Request request = SimPair::get();
        request.method = code::kContent;
        const auto sent =
            pair.client().sendRequest(pair.network.now(), pair.network.peer(1), std::move(request));
        QVERIFY(!sent && sent.error() == RequestError::InvalidMethod);
        QVERIFY(!pair.server().respond(pair.network.now(), RequestId{4711}, {}));
        QVERIFY(!pair.server().acceptUpload(pair.network.now(), RequestId{4711}, nullptr, 1));
        pair.server().ignoreRequest(pair.network.now(), RequestId{4711});
        pair.client().cancel(pair.network.now(), ExchangeId{4711});
        pair.client().pauseUpload(ExchangeId{4711});
        pair.client().resumeUpload(pair.network.now(), ExchangeId{4711});
        QVERIFY(pair.emptyAfterLifetimes());
    }
    // More observers of one client than its queue has places: each still gets the newest state,
    // also when no further change follows.
    void observersBeyondTheQueue()
    {
        EndpointConfig config;
        config.maxQueuedPerPeer = 2;
        SimPair pair(1, config);
        std::string state = "old";
        pair.serve = [&](RequestReceived &request) {
            Response response = content(Bytes(state.begin(), state.end()));
            response.observedResource = "/temperature";
            response.confirmableNotifications = true;
            pair.answer(request.request, std::move(response));
        };
        for (int i = 0; i < 6; ++i)
            pair.observe(SimPair::get());
        QVERIFY(pair.network.runUntil(
            [&] { return pair.server().observerCount("/temperature") == 6; }, seconds(10)));
        state = "new";
        pair.server().resourceChanged(pair.network.now(), "/temperature");
        pair.network.runFor(seconds(10));
        const auto told =
            std::count_if(pair.responses.begin(), pair.responses.end(), [](const auto &response) {
                return response.payload == Bytes{'n', 'e', 'w'};
            });
        QCOMPARE(told, 6);
    }
    // The transport says that nobody is there (ICMP).
    void aLostPeer()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &request) {
            Response response = content(pattern(10));
            response.observedResource = "/temperature";
            pair.answer(request.request, std::move(response));
        };
        const ExchangeId observation = pair.observe(SimPair::get());
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.server().observerCount("/temperature"), std::size_t(1));
        pair.network.setReachable(1, false);
        pair.send(SimPair::get());
        pair.client().handlePeerLost(pair.network.now(), pair.network.peer(1),
                                     TransportError::Unreachable);
        pair.network.drain();
        QCOMPARE(pair.failures.at(0).reason, FailureReason::PeerLost);
        QCOMPARE(pair.observations.back().state, ObservationChanged::State::Live);
        pair.server().handlePeerLost(pair.network.now(), pair.network.peer(0),
                                     TransportError::Unreachable);
        pair.network.drain();
        QCOMPARE(pair.server().observerCount("/temperature"), std::size_t(0));
        // Registering again meets the same; it is tried again until it is there.
        QVERIFY(pair.network.runUntil(
            [&] { return pair.observations.back().state == ObservationChanged::State::Stale; },
            seconds(100)));
        pair.client().handlePeerLost(pair.network.now(), pair.network.peer(1),
                                     TransportError::Unreachable);
        pair.network.drain();
        QCOMPARE(pair.observations.back().state, ObservationChanged::State::Retrying);
        pair.network.setReachable(1, true);
        QVERIFY(pair.network.runUntil(
            [&] { return pair.observations.back().state == ObservationChanged::State::Live; },
            seconds(100)));
        pair.client().cancel(pair.network.now(), observation);
        pair.client().handlePeerLost(pair.network.now(), pair.network.peer(1),
                                     TransportError::Unreachable);
        pair.network.drain();
        QCOMPARE(pair.failures.back().reason, FailureReason::Cancelled);
        QVERIFY(pair.emptyAfterLifetimes());
    }
    void aNotificationThatIsNotAnswered()
    {
        SimPair pair;
        bool silent = false;
        pair.serve = [&](RequestReceived &request) {
            if (silent) {
                pair.server().ignoreRequest(pair.network.now(), request.request);
                return;
            }
            Response response = content(pattern(10));
            response.observedResource = "/temperature";
            pair.answer(request.request, std::move(response));
        };
        const ExchangeId id = pair.observe(SimPair::get());
        pair.network.runFor(seconds(1));
        silent = true;
        pair.server().resourceChanged(pair.network.now(), "/temperature");
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.responses.size(), std::size_t(1));
        silent = false;
        pair.server().resourceChanged(pair.network.now(), "/temperature");
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.responses.size(), std::size_t(2));
        pair.client().cancel(pair.network.now(), id);
        QVERIFY(pair.emptyAfterLifetimes());
    }
    // RFC 9175 §2.3: an Echo that comes with a success stands in the next request.
    void anEchoForTheNextRequest()
    {
        SimPair pair;
        Bytes seen;
        pair.serve = [&](RequestReceived &request) {
            if (const auto echo = request.options.first(OptionNumber::Echo))
                seen = toOwned(*echo);
            Response response = content(pattern(10));
            response.options.add(OptionNumber::Echo, Bytes{1, 2, 3});
            pair.answer(request.request, std::move(response));
        };
        pair.send(SimPair::get());
        pair.network.runFor(seconds(1));
        QVERIFY(seen.empty());
        pair.send(SimPair::get());
        pair.network.runFor(seconds(1));
        QCOMPARE(seen, (Bytes{1, 2, 3}));
        QCOMPARE(pair.responses.size(), std::size_t(2));
        QVERIFY(pair.emptyAfterLifetimes());
    }
};

COPPER_TEST(TestEngineEnds);
#include "test_engine_ends.moc"
