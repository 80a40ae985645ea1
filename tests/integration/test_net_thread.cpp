// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/net_thread.h"
#include "tests/integration/net_bench.h"
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
        std::vector<EventBatchPtr> batches;
        std::size_t responses = 0;
        std::size_t messages = 0;
        connect(&net, &NetThread::batchReady, this, [&](const EventBatchPtr &batch) {
            batches.push_back(batch);
            messages += batch->messages.size();
            for (const SessionEvent &event : batch->events)
                responses += std::holds_alternative<ResponseArrived>(event) ? 1 : 0;
        });
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/firmware"));
        for (int i = 0; i < 20; ++i)
            QVERIFY(net.request(spec).isValid());
        QVERIFY(spinUntil([&] { return responses == 20 && messages >= 20 * 96; }, 10'000));
        QVERIFY(batches.size() < 20 * 96 / 2); // collected, not one by one
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
