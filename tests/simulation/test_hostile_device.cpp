// SPDX-License-Identifier: GPL-3.0-or-later
// Each attack of the hostile device against an endpoint, in virtual time: the right end, and
// nothing left.
#include "core/sim/hostile_device.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

constexpr PeerId kDevice{1};
constexpr PeerId kOtherPort{2};
constexpr std::uint32_t kFirstSpoofed = 1000;

// A client and a hostile device on a link without delay or loss.
struct Arena
{
    explicit Arena(HostileConfig config = {}, EndpointConfig client = {})
        : device(started(config), deviceRandom), endpoint(client, random)
    {}
    static HostileConfig started(HostileConfig config)
    {
        config.start = TimePoint{seconds(100)};
        return config;
    }
    static Request get(const std::string &path)
    {
        Request request;
        std::size_t from = 1;
        while (from <= path.size()) {
            const std::size_t end = std::min(path.find('/', from), path.size());
            request.options.addString(OptionNumber::UriPath, path.substr(from, end - from));
            from = end + 1;
        }
        return request;
    }
    ExchangeId send(Request request)
    {
        const auto id = endpoint.sendRequest(now, kDevice, std::move(request));
        settle();
        return *id;
    }
    void settle()
    {
        for (bool moved = true; moved;) {
            moved = false;
            while (std::optional<Output> output = endpoint.pollOutput()) {
                moved = true;
                take(*output);
            }
            while (std::optional<HostileDatagram> datagram = device.pollDatagram()) {
                moved = true;
                ++received;
                endpoint.handleDatagram(now, peerOf(datagram->source), datagram->bytes);
            }
        }
    }
    static PeerId peerOf(HostileSource source)
    {
        switch (source.kind) {
        case HostileSource::Kind::Own:
            return kDevice;
        case HostileSource::Kind::OtherPort:
            return kOtherPort;
        case HostileSource::Kind::Spoofed:
            return {kFirstSpoofed + source.number};
        }
        return {};
    }
    void take(Output &output)
    {
        if (const auto *out = std::get_if<Transmit>(&output))
            device.handleDatagram(now, PeerId{1}, out->datagram, multicast);
        else if (auto *response = std::get_if<ResponseReceived>(&output))
            responses.push_back(std::move(*response));
        else if (const auto *failed = std::get_if<ExchangeFailed>(&output))
            failures.push_back(*failed);
    }
    // Until nothing is left to happen, or the time is up.
    void run(Duration length)
    {
        const TimePoint end = now + length;
        settle();
        for (;;) {
            std::optional<TimePoint> next = endpoint.nextTimeout();
            if (const auto other = device.nextTimeout())
                next = next ? std::min(*next, *other) : *other;
            if (!next || *next > end)
                break;
            now = std::max(now, *next);
            endpoint.handleTimeout(now);
            device.handleTimeout(now);
            settle();
        }
        now = end;
    }

    SeededRandom deviceRandom{5};
    SeededRandom random{6};
    HostileDevice device;
    Endpoint endpoint;
    TimePoint now{seconds(100)};
    bool multicast = false;
    std::uint64_t received = 0;
    std::vector<ResponseReceived> responses;
    std::vector<ExchangeFailed> failures;
};

constexpr int kDelivered = -1;

} // namespace

class TestHostileDevice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAttackEnds_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("reason");
        QTest::addColumn<QByteArray>("payload"); // when it is delivered and short
        const auto row = [this](const char *path, FailureReason reason) {
            m_rows << QString::fromLatin1(path);
            QTest::newRow(path) << QString::fromLatin1(path) << static_cast<int>(reason)
                                << QByteArray();
        };
        const auto delivered = [this](const char *path, const QByteArray &payload) {
            m_rows << QString::fromLatin1(path);
            QTest::newRow(path) << QString::fromLatin1(path) << kDelivered << payload;
        };
        row("/endless", FailureReason::BodyTooLarge);
        row("/stuck", FailureReason::MalformedResponse);
        row("/empty-blocks", FailureReason::MalformedResponse);
        row("/etag-changes", FailureReason::BodyChanged);
        row("/separate-never", FailureReason::Timeout);
        row("/wrong-token", FailureReason::Timeout);
        row("/wrong-source", FailureReason::Timeout);
        row("/unknown-critical", FailureReason::BadOption);
        delivered("/claims", "abc");
        delivered("/cbor-claims", {});
        delivered("/nesting/cbor", {});
        delivered("/nesting/json", {});
        delivered("/links", {});
        delivered("/markup", {});
        delivered("/storm", "calm"); // without Observe
        delivered("/reset-late", "after the Reset");
        delivered("/ack-twice", "first");
        delivered("/duplicates", "once");
        // One row for each attack.
        const auto &attacks = HostileDevice::attacks();
        for (const HostileDevice::Attack &attack : attacks)
            QVERIFY2(m_rows.contains(QString::fromLatin1(attack.path)), attack.path);
        QCOMPARE(m_rows.size(), static_cast<qsizetype>(attacks.size()));
    }
    void everyAttackEnds()
    {
        QFETCH(QString, path);
        QFETCH(int, reason);
        QFETCH(QByteArray, payload);
        Arena arena;
        arena.send(Arena::get(path.toStdString()));
        arena.run(seconds(3000));
        QCOMPARE(arena.responses.size(), std::size_t{reason == kDelivered ? 1U : 0U});
        QCOMPARE(arena.failures.size(), std::size_t{reason == kDelivered ? 0U : 1U});
        if (reason != kDelivered)
            QCOMPARE(static_cast<int>(arena.failures[0].reason), reason);
        else if (!payload.isEmpty())
            QCOMPARE(QByteArray(asText(arena.responses[0].payload).data(),
                                static_cast<qsizetype>(arena.responses[0].payload.size())),
                     payload);
        QVERIFY(arena.endpoint.tables().empty());
        QVERIFY(!arena.device.nextTimeout());
    }
    // What a body claims is not what it costs.
    void endlessIsCutAtTheLimit()
    {
        Arena arena;
        Request request = Arena::get("/endless");
        request.maxBody = 100'000;
        arena.send(std::move(request));
        arena.run(seconds(3000));
        QCOMPARE(arena.failures.size(), std::size_t{1});
        QCOMPARE(arena.failures[0].stats.blocks, 97U); // 97 of 1024 fit, the next does not
    }

    // Old blocks in messages of their own: three are borne, the fourth ends it.
    void stuckIsCutAfterThree()
    {
        Arena arena;
        arena.send(Arena::get("/stuck"));
        arena.run(seconds(0.075));
        QVERIFY(arena.failures.empty());
        arena.run(seconds(0.01));
        QCOMPARE(arena.failures.size(), std::size_t{1});
    }

    void stormEndsByItself()
    {
        HostileConfig config;
        config.stormPerSecond = 1000;
        config.stormLength = seconds(2);
        Arena arena(config);
        const auto id = arena.endpoint.observe(arena.now, kDevice, Arena::get("/storm"));
        QVERIFY(id);
        arena.run(seconds(60));
        QCOMPARE(arena.device.notificationsSent(), std::uint64_t{2000});
        // The answer to the registration, all notifications, and the success without Observe.
        QCOMPARE(arena.responses.size(), std::size_t{2002});
        QVERIFY(arena.responses.back().last);
        arena.run(seconds(1000));
        QVERIFY(arena.endpoint.tables().empty());
    }
    void stormStopsWhenTold()
    {
        Arena arena;
        const auto id = arena.endpoint.observe(arena.now, kDevice, Arena::get("/storm"));
        arena.run(seconds(0.1));
        arena.endpoint.cancel(arena.now, *id);
        arena.settle();
        const std::uint64_t sent = arena.device.notificationsSent();
        QVERIFY(sent > 100);
        arena.run(seconds(1000));
        QCOMPARE(arena.device.notificationsSent(), sent);
        QVERIFY(arena.endpoint.tables().empty());
    }

    // A flood: every answer is handed up, nothing is kept beyond the table of peers.
    void floodIsBounded()
    {
        HostileConfig config;
        config.floodAnswers = 3000;
        EndpointConfig client;
        client.maxPeers = 100;
        Arena arena(config, client);
        arena.multicast = true;
        Request request = Arena::get("/.well-known/core");
        request.confirmable = false;
        request.multicast = true;
        request.timeout = seconds(5);
        arena.send(std::move(request));
        arena.run(seconds(10));
        QCOMPARE(arena.device.floodAnswersSent(), 3000U);
        QVERIFY(arena.responses.size() > 99);
        QVERIFY(arena.endpoint.tables().peers <= 100);
        arena.run(seconds(1000));
        QVERIFY(arena.endpoint.tables().empty());
    }

    void everythingElseIsAnOrdinaryBoard()
    {
        Arena arena;
        arena.send(Arena::get("/echo"));
        arena.send(Arena::get("/nope"));
        arena.send(Arena::get("/.well-known/core"));
        Request put = Arena::get("/endless");
        put.method = code::kPut;
        put.body = std::make_shared<MemorySource>(Bytes(3, 'x'));
        arena.send(std::move(put));
        arena.run(seconds(5));
        QCOMPARE(arena.responses.size(), std::size_t{4});
        QVERIFY(arena.responses[0].code == code::kContent);
        QVERIFY(arena.responses[1].code == code::kNotFound);
        const LinkList links = parseLinkFormat(asText(arena.responses[2].payload));
        QVERIFY(links.complete());
        QCOMPARE(links.links.size(), HostileDevice::attacks().size() + 2);
        QVERIFY(arena.responses[3].code == code::kMethodNotAllowed);
    }

private:
    QStringList m_rows;
};

COPPER_TEST(TestHostileDevice);
#include "test_hostile_device.moc"
