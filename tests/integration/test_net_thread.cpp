// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/board/hostile_host.h"
#include "core/net/net_thread.h"
#include "tests/integration/secure_board.h"
#include "tests/support/test_registry.h"

using namespace copper;
using namespace copper::test;

class TestNetThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eventsComeInBatches()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        NetThread net{SessionConfig{}};
        std::size_t batches = 0;
        std::size_t responses = 0;
        std::size_t messages = 0;
        connect(&net, &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            ++batches;
            messages += batch->messages.size();
            for (const SessionEvent &event : batch->events)
                responses += std::holds_alternative<ResponseArrived>(event) ? 1 : 0;
        });
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/firmware"));
        for (int i = 0; i < 20; ++i)
            QVERIFY(net.request(spec).isValid());
        QVERIFY(spinUntil([&] { return responses == 20 && messages >= 20 * 96; }, 10'000));
        QVERIFY(batches < 20 * 96 / 2); // collected, not one by one
    }

    // A reader that holds on to its batches gets no more than four; what it lacks comes later, and
    // of a storm only the newest values.
    void slowReaderIsWaitedFor()
    {
        SystemRandom random;
        HostileConfig device;
        device.stormPerSecond = 20'000;
        HostileHost host({device, {}, false}, random);
        SocketAddress local;
        local.family = SocketAddress::Family::IPv4;
        local.ip = {127, 0, 0, 1};
        QVERIFY(host.listen(local));
        NetThread net{SessionConfig{}};
        std::vector<EventBatchPtr> held;
        std::uint64_t values = 0;
        std::uint64_t skipped = 0;
        std::uint64_t newest = 0;
        std::size_t most = 0;
        bool holding = true;
        connect(&net, &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            if (holding)
                held.push_back(batch);
            std::size_t here = 0;
            for (const SessionEvent &event : batch->events) {
                const auto *response = std::get_if<ResponseArrived>(&event);
                if (response == nullptr)
                    continue;
                ++here;
                skipped += response->notificationsSkipped;
                newest = response->notificationIndex;
            }
            values += here;
            most = std::max(most, here);
        });
        RequestSpec spec;
        spec.uri =
            QStringLiteral("coap://%1/storm").arg(QString::fromStdString(toText(host.address())));
        net.observe(spec);
        QVERIFY(spinUntil([&] { return held.size() == 4; }, 5000));
        QVERIFY(!spinUntil([&] { return held.size() > 4; }, 500));
        const std::uint64_t whileHolding = newest;
        holding = false;
        held.clear();
        QVERIFY(spinUntil([&] { return newest > whileHolding + 5000; }, 10'000));
        QVERIFY(skipped > 1000);
        QVERIFY(most <= 257); // 256, and one that is always the newest
        // Handed up or skipped and counted: no notification is lost without a word.
        QCOMPARE(values + skipped, newest + 1);
    }

    void endingDeregisters()
    {
        LoopbackBoard board("lamp-1", {"lamp"}, UdpSocket::defaultBackend());
        auto net = std::make_unique<NetThread>(SessionConfig{});
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/light/level"));
        net->observe(spec);
        QVERIFY(spinUntil(
            [&] { return board.driver().endpoint().observerCount("/light/level") == 1; }, 5000));
        // The destructor waits for the net thread; the board answers from a thread of its own then.
        QThread *ending = QThread::create([&net] { net.reset(); });
        net->moveToThread(ending);
        ending->start();
        QVERIFY(spinUntil([&] { return ending->isFinished(); }, 5000));
        delete ending;
        QCOMPARE(board.driver().endpoint().observerCount("/light/level"), std::size_t{0});
    }

    // Sessions that are up at the end get their close_notify, traced like any other datagram while
    // the worker goes away.
    void endingSaysGoodbye()
    {
        SecureBoard board;
        auto net = std::make_unique<NetThread>(SessionConfig{});
        net->setCredentials(everywhere("password", "sesame"));
        bool answered = false;
        connect(net.get(), &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            for (const SessionEvent &event : batch->events)
                answered = answered || std::holds_alternative<ResponseArrived>(event);
        });
        net->request(getRequest(board.uri(QStringLiteral("/firmware"))));
        QVERIFY(spinUntil([&] { return answered; }, 5000));
        QCOMPARE(board.sessions().size(), std::size_t{1});
        net.reset();
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 5000));
    }

    // Keys go down and what became of sessions comes up, across the threads.
    void keysAndSessions()
    {
        SecureBoard board;
        QTemporaryDir folder;
        const QString keyLog = folder.filePath(QStringLiteral("keys"));
        NetThread net{SessionConfig{}};
        std::size_t steps = 0;
        std::size_t sessions = 0;
        bool tested = false;
        bool renewed = false;
        connect(&net, &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            for (const SessionEvent &event : batch->events) {
                steps += std::holds_alternative<HandshakeStepped>(event) ? 1 : 0;
                tested = tested || std::holds_alternative<HandshakeTested>(event);
                if (const auto *changed = std::get_if<SecureSessionsChanged>(&event)) {
                    sessions = changed->sessions.size();
                    renewed = sessions == 1 && changed->sessions.front().resumed;
                }
            }
        });
        net.setKeyLog(keyLog);
        net.setCredentials(everywhere("password", "sesame"));
        HandshakeSpec spec;
        spec.uri = board.uri({});
        QVERIFY(net.testHandshake(spec).isValid());
        QVERIFY(spinUntil([&] { return tested && sessions == 1; }, 5000));
        QCOMPARE(steps, std::size_t{7});
        net.resumeSecureSession(board.address());
        QVERIFY(spinUntil([&] { return renewed; }, 5000));
        net.endSecureSession(board.address());
        QVERIFY(spinUntil([&] { return sessions == 0; }, 5000));
        QFile file(keyLog);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 2);
    }

    void noRecordingNoRecords()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        NetThread net{SessionConfig{}};
        net.setRecording(false);
        std::size_t messages = 0;
        bool answered = false;
        connect(&net, &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            messages += batch->messages.size();
            for (const SessionEvent &event : batch->events)
                answered = answered || std::holds_alternative<ResponseArrived>(event);
        });
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/uptime"));
        net.request(spec);
        QVERIFY(spinUntil([&] { return answered; }, 5000));
        QCOMPARE(messages, std::size_t{0});
    }
};

COPPER_TEST(TestNetThread);
#include "test_net_thread.moc"
