// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_pair.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

Response text(const std::string &value)
{
    Response response;
    response.payload = toOwned(asBytes(value));
    response.options.addUint(OptionNumber::ContentFormat, 0);
    return response;
}

} // namespace

class TestEndpointPair : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void piggybacked()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, text("22.3 C"));
        };
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(1)));
        QCOMPARE(pair.responses.size(), std::size_t{1});
        QCOMPARE(pair.responses[0].code.raw, code::kContent.raw);
        QVERIFY(pair.responses[0].type == MessageType::Acknowledgement);
        QCOMPARE(asText(pair.responses[0].payload), std::string_view("22.3 C"));
        QCOMPARE(pair.responses[0].stats.messages, 2U);
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void separate()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            pair.network.after(seconds(3),
                               [&pair, id = r.request] { pair.answer(id, text("late")); });
        };
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.responses.size(), std::size_t{1});
        QVERIFY(pair.responses[0].type == MessageType::Confirmable);
        QCOMPARE(pair.responses[0].stats.retransmissions, 0U);
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void timeoutAfterAllRetransmissions()
    {
        SimPair pair;
        pair.network.setReachable(1, false);
        const TimePoint start = pair.network.now();
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(100)));
        QCOMPARE(pair.failures.size(), std::size_t{1});
        QVERIFY(pair.failures[0].reason == FailureReason::Timeout);
        QCOMPARE(pair.failures[0].stats.messages, 5U);
        const double took = toSeconds(pair.network.now() - start);
        QVERIFY2(took >= 62 && took <= 93, qPrintable(QString::number(took)));
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void pingAndReset()
    {
        SimPair pair;
        (void)pair.client().ping(pair.network.now(), pair.network.peer(1));
        QVERIFY(pair.network.runUntil([&] { return pair.pongs == 1; }, seconds(1)));
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void upload_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("szx");
        QTest::addColumn<int>("serverSzx");
        QTest::newRow("one byte over") << 1025 << 6 << 6;
        QTest::newRow("exact") << 4096 << 6 << 6;
        QTest::newRow("small blocks") << 1000 << 0 << 6;
        QTest::newRow("server lowers") << 5000 << 6 << 2;
        QTest::newRow("64 KiB") << 65536 << 6 << 6;
    }
    void upload()
    {
        QFETCH(int, size);
        QFETCH(int, szx);
        QFETCH(int, serverSzx);
        SimPair pair;
        pair.uploadSzx = static_cast<std::uint8_t>(serverSzx);
        const Bytes body = pattern(static_cast<std::size_t>(size));
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.code = code::kChanged;
            pair.answer(r.request, response);
        };
        Request request = SimPair::put(body);
        request.szx = static_cast<std::uint8_t>(szx);
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.failures.size(), std::size_t{0});
        QCOMPARE(pair.responses[0].code.raw, code::kChanged.raw);
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(pair.progress.back().confirmed, static_cast<std::uint64_t>(size));
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void download_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("szx");
        QTest::newRow("late negotiation") << 5000 << -1;
        QTest::newRow("early 64") << 5000 << 2;
        QTest::newRow("early 16, exact") << 160 << 0;
        QTest::newRow("single block") << 10 << 4;
    }
    void download()
    {
        QFETCH(int, size);
        QFETCH(int, szx);
        SimPair pair;
        const Bytes body = pattern(static_cast<std::size_t>(size));
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = body;
            pair.answer(r.request, response);
        };
        Request request = SimPair::get();
        if (szx >= 0)
            request.responseSzx = static_cast<std::uint8_t>(szx);
        pair.send(std::move(request));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.failures.size(), std::size_t{0});
        QVERIFY(pair.responses[0].payload == body);
        QCOMPARE(pair.requests.size(), std::size_t{1}); // the later blocks come from the kept body
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void lossyMegabyte_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void lossyMegabyte()
    {
        QFETCH(int, seed);
        SimPair pair(static_cast<std::uint64_t>(seed));
        LinkFaults faults;
        faults.loss = 0.2;
        faults.delay = seconds(0.02);
        pair.network.setFaults(faults);
        const Bytes body = pattern(1U << 20U);
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.code = code::kChanged;
            pair.answer(r.request, response);
        };
        pair.send(SimPair::put(body));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(100000)));
        QVERIFY2(pair.failures.empty(),
                 qPrintable(QString::number(
                     pair.failures.empty() ? -1 : static_cast<int>(pair.failures[0].reason))));
        QVERIFY(pair.responses[0].code.isSuccess());
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(pair.offers.size(), std::size_t{1}); // never from block 0 again
        pair.network.setFaults({});
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void observeAndDeregister()
    {
        SimPair pair;
        int value = 0;
        pair.serve = [&](RequestReceived &r) {
            Response response = text(std::to_string(value));
            response.observedResource = "/temperature";
            pair.answer(r.request, response);
        };
        const ExchangeId id = pair.observe(SimPair::get());
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.responses.size(), std::size_t{1});
        QCOMPARE(pair.responses[0].index, std::uint64_t{0});
        for (value = 1; value <= 5; ++value) {
            pair.server().resourceChanged(pair.network.now(), "/temperature");
            pair.network.runFor(seconds(1));
        }
        QCOMPARE(pair.responses.size(), std::size_t{6});
        QCOMPARE(asText(pair.responses.back().payload), std::string_view("5"));
        pair.client().cancel(pair.network.now(), id);
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.failures.size(), std::size_t{1});
        QVERIFY(pair.failures[0].reason == FailureReason::Cancelled);
        QCOMPARE(pair.server().tables().observers, std::size_t{0});
        QVERIFY(pair.emptyAfterLifetimes());
    }

    // RFC 8132 §2.4: each notification is the answer to the question that was asked.
    void observedFetchKeepsItsBody_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("one message") << 40;
        QTest::newRow("three blocks") << 2500;
    }
    void observedFetchKeepsItsBody()
    {
        QFETCH(int, size);
        const Bytes question = pattern(static_cast<std::size_t>(size));
        SimPair pair;
        const auto asked = [&pair](const RequestReceived &r) {
            return r.sink ? pair.uploaded->bytes() : r.payload;
        };
        pair.serve = [&](RequestReceived &r) {
            Response response = text(std::to_string(asked(r).size()));
            response.observedResource = "/fetch";
            pair.answer(r.request, response);
        };
        Request request = SimPair::get("fetch");
        request.method = code::kFetch;
        request.body = std::make_shared<MemorySource>(question);
        const ExchangeId id = pair.observe(std::move(request));
        pair.network.runFor(seconds(1));
        pair.server().resourceChanged(pair.network.now(), "/fetch");
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.requests.size(), std::size_t{2});
        QVERIFY(pair.requests.back().notification);
        QVERIFY(asked(pair.requests.back()) == question);
        QCOMPARE(pair.responses.size(), std::size_t{2});
        QCOMPARE(asText(pair.responses.back().payload), std::to_string(size));
        pair.client().cancel(pair.network.now(), id);
        pair.network.runFor(seconds(1));
        QCOMPARE(pair.server().tables().observers, std::size_t{0});
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void largeNotifications()
    {
        SimPair pair;
        std::size_t size = 3000;
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = pattern(size);
            response.observedResource = "/large";
            pair.answer(r.request, response);
        };
        const ExchangeId id = pair.observe(SimPair::get("large"));
        pair.network.runFor(seconds(1));
        QVERIFY(!pair.responses.empty());
        QVERIFY(pair.responses[0].payload == pattern(3000));
        size = 4000;
        pair.server().resourceChanged(pair.network.now(), "/large");
        pair.network.runFor(seconds(1));
        QVERIFY(pair.responses.back().payload == pattern(4000));
        pair.client().cancel(pair.network.now(), id);
        pair.network.runFor(seconds(1));
        QVERIFY(pair.emptyAfterLifetimes());
    }

    void reregistersAfterMaxAge()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            Response response = text("x");
            response.observedResource = "/temperature";
            response.options.addUint(OptionNumber::MaxAge, 10);
            pair.answer(r.request, response);
        };
        pair.observe(SimPair::get());
        pair.network.runFor(seconds(1));
        pair.network.restartNode(1); // the observer list is lost
        pair.network.runFor(seconds(30));
        QVERIFY(pair.responses.size() >= 2);
        QVERIFY(!pair.observations.empty());
        QVERIFY(pair.observations.back().registrations >= 2);
        QCOMPARE(pair.observations.back().gaps, pair.observations.back().registrations - 1);
    }
};

COPPER_TEST(TestEndpointPair);
#include "test_endpoint_pair.moc"
