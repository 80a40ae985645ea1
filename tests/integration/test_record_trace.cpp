// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace makes of records in and out, in whatever order a session opens and seals them.
#include "core/capture/dtls_record.h"
#include "core/net/record_trace.h"
#include "tests/support/dtls_samples.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Layer = MessageRecord::Layer;

SocketAddress peerAt(std::uint16_t port)
{
    SocketAddress address = *parseIpLiteral("127.0.0.1");
    address.port = port;
    return address;
}

MessageRecord recordOf(Layer layer, Bytes bytes, std::uint16_t port = 1)
{
    MessageRecord record;
    record.layer = layer;
    record.peer = peerAt(port);
    record.datagram = std::move(bytes);
    return record;
}

MessageRecord message(std::uint8_t which, std::uint16_t port = 1)
{
    return recordOf(Layer::Secure, {which}, port);
}

Bytes data(std::uint64_t sequence)
{
    return dtlsRecord(DtlsContentType::ApplicationData, 1, sequence, Bytes(24, 0xdd));
}

std::uint64_t counterOf(std::uint64_t sequence)
{
    return std::uint64_t{1} << 48U | sequence;
}

struct Desk
{
    RecordTrace trace;
    std::vector<MessageRecord> seen;
    Desk()
    {
        trace.setHandler([this](MessageRecord &&record) { seen.push_back(std::move(record)); });
    }
};

} // namespace

class TestRecordTrace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The answer to the first record goes out before the second is opened.
    void answersComeAfterTheWholeDatagram()
    {
        Desk desk;
        desk.trace.arrived(recordOf(Layer::Record, joined({data(5), data(6), data(7)})));
        desk.trace.opened(counterOf(5), message(0x50));
        desk.trace.sealing(message(0x51));
        desk.trace.sent(recordOf(Layer::Record, data(1)));
        QVERIFY(desk.seen.empty());
        desk.trace.opened(counterOf(7), message(0x70)); // 6 was forged
        desk.trace.sent(recordOf(Layer::Record, data(2)));
        desk.trace.handled();
        QCOMPARE(desk.seen.size(), std::size_t{3});
        QCOMPARE(desk.seen[0].opened.size(), std::size_t{2});
        QCOMPARE(desk.seen[0].opened[0].record, std::size_t{0});
        QCOMPARE(desk.seen[0].opened[1].record, std::size_t{2});
        QCOMPARE(int{desk.seen[0].opened[1].message[0]}, 0x70);
        QCOMPARE(int{desk.seen[1].opened.at(0).message[0]}, 0x51);
    }
    // Who prints as it comes prints a message before what comes of it.
    void lastRecordEndsTheWaiting()
    {
        Desk desk;
        desk.trace.arrived(recordOf(Layer::Record, joined({data(5), data(6)})));
        desk.trace.opened(counterOf(5), message(0x50));
        QVERIFY(desk.seen.empty());
        desk.trace.opened(counterOf(6), message(0x60));
        QCOMPARE(desk.seen.size(), std::size_t{1});
        QCOMPARE(desk.seen[0].opened.size(), std::size_t{2});
        desk.trace.handled();
        QCOMPARE(desk.seen.size(), std::size_t{1});
    }
    // A reader of the capture meets the keys before the first record that needs them.
    void keysGoAhead()
    {
        Desk desk;
        desk.trace.arrived(recordOf(Layer::Record, dtlsChangeCipherSpec(3)));
        desk.trace.keysExported({}, {}, DtlsKeys{});
        desk.trace.sent(recordOf(Layer::Record, dtlsChangeCipherSpec(4)));
        desk.trace.opened(counterOf(1), message(1)); // of no record here
        desk.trace.handled();
        desk.trace.keysExported({}, {}, DtlsKeys{});
        std::vector<Layer> layers;
        for (const MessageRecord &record : desk.seen)
            layers.push_back(record.layer);
        QVERIFY((layers == std::vector<Layer>{Layer::Keys, Layer::Record, Layer::Record,
                                              Layer::Secure, Layer::Keys}));
    }
    // A handshake record may go out in between, and another session's too.
    void eachMessageInItsOwnRecord()
    {
        Desk desk;
        desk.trace.sealing(message(1, 1));
        desk.trace.sealing(message(2, 2));
        desk.trace.sent(recordOf(Layer::Record, dtlsAlert(1, 0, 9), 1));
        desk.trace.sent(recordOf(Layer::Record, data(1), 1));
        desk.trace.sent(recordOf(Layer::Record, data(1), 2));
        desk.trace.sent(recordOf(Layer::Record, data(2), 2));
        QCOMPARE(desk.seen.size(), std::size_t{4});
        QVERIFY(desk.seen[0].opened.empty() && desk.seen[3].opened.empty());
        QCOMPARE(int{desk.seen[1].opened.at(0).message[0]}, 1);
        QCOMPARE(int{desk.seen[2].opened.at(0).message[0]}, 2);
    }
    void whatDoesNotGoIsLost()
    {
        Desk desk;
        const std::uint64_t first = desk.trace.sealing(message(1));
        desk.trace.sealing(message(2));
        desk.trace.notSealed(first);
        desk.trace.sent(recordOf(Layer::Record, data(1)));
        QVERIFY(desk.seen[0].layer == Layer::Secure);
        QVERIFY(desk.seen[0].mark == MessageRecord::Mark::Lost);
        QCOMPARE(int{desk.seen[1].opened.at(0).message[0]}, 2);
        desk.trace.notSealed(first); // again
        QCOMPARE(desk.seen.size(), std::size_t{2});
    }
    void turnedOffInBetween()
    {
        Desk desk;
        desk.trace.arrived(recordOf(Layer::Record, data(5)));
        desk.trace.sealing(message(1));
        desk.trace.setHandler({});
        desk.trace.opened(counterOf(5), message(2));
        desk.trace.handled();
        QVERIFY(desk.seen.empty());
        desk.trace.setHandler(
            [&desk](MessageRecord &&record) { desk.seen.push_back(std::move(record)); });
        desk.trace.sent(recordOf(Layer::Record, data(6)));
        QVERIFY(desk.seen.at(0).opened.empty()); // and not the message of before
    }
};

COPPER_TEST(TestRecordTrace);
#include "test_record_trace.moc"
