// SPDX-License-Identifier: GPL-3.0-or-later
// Boards that misbehave in the middle of a body, each with the right end.
#include "core/coap/codec.h"
#include "core/sim/virtual_device.h"
#include "tests/simulation/sim_pair.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

Response changed()
{
    Response response;
    response.code = code::kChanged;
    return response;
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boardWithSmallBlocks()
    {
        SimPair pair;
        pair.uploadSzx = 2; // 64 bytes
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, changed());
        };
        const Bytes body = pattern(10'000);
        pair.send(SimPair::put(body));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(pair.progress.back().blockSize, 64U);
    }

    void boardThatAnswers413WithSmallerSize()
    {
        SimPair pair;
        unsigned offers = 0;
        pair.offer = [&](UploadOffered &offer) {
            if (offers++ == 0) {
                Response refusal;
                refusal.code = code::kRequestEntityTooLarge;
                refusal.maxSzx = 2;
                pair.answer(offer.request, refusal);
                return;
            }
            pair.uploaded = std::make_shared<MemorySink>(1U << 20U);
            (void)pair.server().acceptUpload(pair.network.now(), offer.request, pair.uploaded,
                                             1U << 20U);
        };
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, changed());
        };
        const Bytes body = pattern(5'000);
        pair.send(SimPair::put(body));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QCOMPARE(pair.failures.size(), std::size_t{0});
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(offers, 2U);
    }

    void lostContinue()
    {
        SimPair pair;
        unsigned continues = 0;
        pair.network.setFilter([&](const SimulatedNetwork::Datagram &d) {
            const auto message = decode(d.bytes);
            const bool lost = d.from == 1 && message->code == code::kContinue && ++continues == 3;
            return !lost;
        });
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, changed());
        };
        const Bytes body = pattern(10'000);
        pair.send(SimPair::put(body));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(20)));
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(pair.responses[0].stats.retransmissions, 1U);
        QCOMPARE(pair.offers.size(), std::size_t{1});
    }

    void rebootInMidBody()
    {
        SimPair pair;
        bool rebooted = false;
        pair.network.setFilter([&](const SimulatedNetwork::Datagram &d) {
            const auto message = decode(d.bytes);
            const auto raw = message->options.first(OptionNumber::Block1);
            if (!rebooted && raw && usableBlock(*raw)->num == 5) {
                rebooted = true;
                pair.network.after(Duration{}, [&] { pair.network.restartNode(1); });
                return false;
            }
            return true;
        });
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, changed());
        };
        const Bytes body = pattern(10'000);
        pair.send(SimPair::put(body));
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(60)));
        QVERIFY(rebooted);
        QCOMPARE(pair.failures.size(), std::size_t{0});
        QVERIFY(pair.uploaded->bytes() == body);
        QCOMPARE(pair.offers.size(), std::size_t{2}); // once from block 0 again
    }

    void etagChangesInMidDownload()
    {
        SimPair pair;
        Bytes body = pattern(5'000);
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = body;
            pair.answer(r.request, response);
        };
        unsigned blocks = 0;
        pair.network.setFilter([&](const SimulatedNetwork::Datagram &d) {
            if (d.from == 1 && ++blocks == 3) {
                // The board forgets and has something else now.
                body = pattern(4'000);
                std::reverse(body.begin(), body.end());
                pair.network.after(Duration{}, [&] { pair.network.restartNode(1); });
            }
            return true;
        });
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(30)));
        QCOMPARE(pair.failures.size(), std::size_t{0});
        QVERIFY(pair.responses[0].payload == body);
    }

    void bodyThatNeverSettles()
    {
        SimPair pair;
        EndpointConfig config;
        pair.serve = [&](RequestReceived &r) {
            Response response;
            response.payload = pattern(3'000 + pair.requests.size());
            response.options.addUint(OptionNumber::MaxAge, 1);
            pair.answer(r.request, response);
        };
        // The kept body is lost before each later block is asked for.
        pair.network.setFilter([&](const SimulatedNetwork::Datagram &d) {
            if (d.from == 1)
                pair.network.after(Duration{}, [&] { pair.network.restartNode(1); });
            return true;
        });
        pair.send(SimPair::get());
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(100)));
        QCOMPARE(pair.failures.size(), std::size_t{1});
        QVERIFY(pair.failures[0].reason == FailureReason::BodyChanged);
    }

    void pauseAndResume()
    {
        SimPair pair;
        pair.serve = [&](RequestReceived &r) {
            pair.answer(r.request, changed());
        };
        LinkFaults faults;
        faults.delay = seconds(0.05);
        pair.network.setFaults(faults);
        const Bytes body = pattern(20'000);
        const ExchangeId id = pair.send(SimPair::put(body));
        pair.network.runFor(seconds(0.5));
        pair.client().pauseUpload(id);
        pair.network.runFor(seconds(1));
        const std::uint64_t at = pair.progress.back().confirmed;
        pair.network.runFor(seconds(60));
        QCOMPARE(pair.progress.back().confirmed, at);
        QVERIFY(!pair.settled());
        pair.client().resumeUpload(pair.network.now(), id);
        QVERIFY(pair.network.runUntil([&] { return pair.settled(); }, seconds(10)));
        QVERIFY(pair.uploaded->bytes() == body);
    }

    void timers()
    {
        const QJsonObject vectors = loadVectors(QStringLiteral("timers-rfc7252.json"));
        QJsonArray sets = vectors.value(QLatin1String("other")).toArray();
        sets.append(vectors.value(QLatin1String("default")));
        for (const QJsonValue &set : sets) {
            const auto number = [&](const char *key) {
                return set[QLatin1String(key)].toDouble();
            };
            TransmissionParameters p;
            p.ackTimeout = seconds(number("ACK_TIMEOUT"));
            p.ackRandomFactor = number("ACK_RANDOM_FACTOR");
            p.maxRetransmit = static_cast<unsigned>(number("MAX_RETRANSMIT"));
            p.maxLatency = seconds(number("MAX_LATENCY"));
            QCOMPARE(toSeconds(p.maxTransmitSpan()), number("MAX_TRANSMIT_SPAN"));
            QCOMPARE(toSeconds(p.maxTransmitWait()), number("MAX_TRANSMIT_WAIT"));
            QCOMPARE(toSeconds(p.processingDelay()), number("PROCESSING_DELAY"));
            QCOMPARE(toSeconds(p.maxRtt()), number("MAX_RTT"));
            QCOMPARE(toSeconds(p.exchangeLifetime()), number("EXCHANGE_LIFETIME"));
            QCOMPARE(toSeconds(p.nonLifetime()), number("NON_LIFETIME"));
        }
    }

    void retransmissionTimes()
    {
        // Between the vector's earliest and latest times, for many random first timeouts.
        const QJsonObject times = loadVectors(QStringLiteral("timers-rfc7252.json"))
                                      .value(QLatin1String("retransmission_times"))
                                      .toObject();
        const QJsonArray earliest = times.value(QLatin1String("min_initial")).toArray();
        const QJsonArray latest = times.value(QLatin1String("max_initial")).toArray();
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            SimPair pair(seed);
            pair.network.setReachable(1, false);
            std::vector<double> sentAt;
            const TimePoint start = pair.network.now();
            pair.network.setFilter([&](const SimulatedNetwork::Datagram &d) {
                sentAt.push_back(toSeconds(d.at - start));
                return true;
            });
            pair.send(SimPair::get());
            pair.network.runFor(seconds(100));
            QCOMPARE(sentAt.size(), std::size_t{5});
            for (int i = 0; i < 5; ++i) {
                const double at = sentAt[static_cast<std::size_t>(i)];
                QVERIFY(at >= earliest[i].toDouble() - 1e-6 && at <= latest[i].toDouble() + 1e-6);
            }
        }
    }

    void freshness()
    {
        const QJsonArray cases = loadVectors(QStringLiteral("observe-rfc7641.json"))
                                     .value(QLatin1String("cases"))
                                     .toArray();
        QVERIFY(cases.size() >= 12);
        for (const QJsonValue &c : cases) {
            const auto at = [&](const char *key) {
                return TimePoint{seconds(1000 + c[QLatin1String(key)].toDouble())};
            };
            QCOMPARE(isFresher(static_cast<std::uint32_t>(c[QLatin1String("v1")].toInt()), at("t1"),
                               static_cast<std::uint32_t>(c[QLatin1String("v2")].toInt()),
                               at("t2")),
                     c[QLatin1String("fresh")].toBool());
        }
    }

    // 64 KiB at loss, duplication and reordering of 0.1 each, seed 7, through the board's own
    // profile.
    void lossyBoard()
    {
        SimulatedNetwork network(7);
        std::vector<ResponseReceived> responses;
        std::vector<ExchangeFailed> failures;
        network.addNode({}, [&](Output &output) {
            if (auto *r = std::get_if<ResponseReceived>(&output))
                responses.push_back(std::move(*r));
            else if (auto *f = std::get_if<ExchangeFailed>(&output))
                failures.push_back(*f);
        });
        VirtualDeviceConfig config;
        config.profiles = {"board"};
        config.start = network.now();
        VirtualDevice device(config);
        EndpointConfig server;
        server.serves = true;
        std::size_t board = 0;
        board = network.addNode(server, [&](Output &output) {
            device.handleOutput(network.now(), network.endpoint(board), output);
        });
        LinkFaults faults;
        faults.loss = faults.duplicate = faults.reorder = 0.1;
        network.setFaults(faults);
        const Bytes image = pattern(65'536);
        const auto run = [&](Request request) {
            (void)network.endpoint(0).sendRequest(network.now(), network.peer(board),
                                                  std::move(request));
            const std::size_t before = responses.size() + failures.size();
            return network.runUntil([&] { return responses.size() + failures.size() > before; },
                                    seconds(10'000));
        };
        QVERIFY(run(SimPair::put(image)));
        QVERIFY(run(SimPair::get("firmware")));
        QCOMPARE(failures.size(), std::size_t{0});
        QVERIFY(responses.at(1).payload == image);
    }
};

COPPER_TEST(TestFaults);
#include "test_faults.moc"
