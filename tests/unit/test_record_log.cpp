// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS in the packet log and in what is saved of it.
#include "core/base/random.h"
#include "core/domain/packet_export.h"
#include "tests/support/dtls_samples.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;
using Mark = MessageRecord::Mark;

const SocketAddress &lamp()
{
    static const SocketAddress address = socketAt("127.0.0.12", 5684);
    return address;
}

constexpr std::string_view kLine = "CLIENT_RANDOM 0101 2222\n";

MessageRecord keysFor(const SocketAddress &peer, std::string_view line = kLine)
{
    MessageRecord record;
    record.layer = MessageRecord::Layer::Keys;
    record.peer = peer;
    record.keys = std::make_shared<const SecretBytes>(SecretBytes::copyOf(asBytes(line)));
    return record;
}

const Conversation &conversation(const MessageLog &log, std::size_t row)
{
    return *log.conversations().find(log.conversations().order()[row]);
}

// The types of the blocks, without the two of the header.
QByteArray blocksOf(const QByteArray &file)
{
    QByteArray types;
    for (qsizetype at = 0; at + 12 <= file.size();) {
        const auto word = [&](qsizetype place) {
            return static_cast<unsigned char>(file[place]) |
                   static_cast<unsigned char>(file[place + 1]) << 8U |
                   static_cast<unsigned char>(file[place + 2]) << 16U;
        };
        types += word(at) == 10 ? 'S' : word(at) == 6 ? 'P' : 'H';
        at += word(at + 4);
    }
    return types.mid(2);
}

struct Saved
{
    QByteArray content;
    SavedCapture counts;
};

Saved saved(const MessageLog &log, const std::function<bool(std::uint64_t)> &isWanted)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pcapng"));
    const auto done = savePcapng(log, path, isWanted);
    QFile file(path);
    if (!done || !file.open(QIODevice::ReadOnly))
        return {};
    return {file.readAll(), *done};
}

const auto kAll = [](std::uint64_t) {
    return true;
};

} // namespace

class TestRecordLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowForEachRecord()
    {
        MessageLog log;
        log.append(handshakeWith(lamp(), 0));
        log.append(secureExchange(lamp(), "/light/on", 7, 1));
        // Six datagrams of 1, 1, 1, 3, 3 and 2 records, then two messages.
        QCOMPARE(log.size(), std::uint64_t{13});
        for (std::uint64_t at = 0; at < 11; ++at) {
            QVERIFY(log.entry(at).isRecord && !log.entry(at).secure && !log.entry(at).malformed);
            QVERIFY(equalBytes(log.datagram(at), log.recordAround(at)));
        }
        QVERIFY(!log.entry(3).sameDatagram && log.entry(4).sameDatagram);
        QVERIFY(equalBytes(log.wire(4), log.wire(3)));
        const LogEntry &request = log.entry(11);
        QVERIFY(request.secure && !request.isRecord && request.hasHeader);
        QVERIFY(request.code == code::kGet);
        QCOMPARE(readDtlsDatagram(log.recordAround(11)).records.at(0).sequence, std::uint64_t{7});
        QVERIFY(log.datagram(11).size() != log.recordAround(11).size());
        // The handshake is one conversation, the request another.
        QCOMPARE(log.conversations().size(), std::size_t{2});
        const Conversation &handshake = conversation(log, 0);
        QVERIFY(handshake.kind == Conversation::Kind::Handshake);
        QCOMPARE(*handshake.handshake.suite, std::uint16_t{0xc0a8});
        QVERIFY(handshake.handshake.finishedSent && handshake.handshake.finishedReceived);
        QVERIFY(handshake.handshake.keyExchanged && !handshake.handshake.fatalAlert);
        QCOMPARE(conversation(log, 1).path, std::string("/light/on"));
    }

    void anotherHelloIsAnotherHandshake()
    {
        MessageLog log;
        log.append(handshakeWith(lamp(), 0, 1));
        log.append(handshakeWith(lamp(), 10, 1)); // the same random: all of it came again
        QCOMPARE(log.conversations().size(), std::size_t{1});
        QVERIFY(log.entry(11).mark == Mark::Retransmission);
        QVERIFY(log.entry(12).mark == Mark::Duplicate);
        log.append(handshakeWith(lamp(), 20, 2));
        QCOMPARE(log.conversations().size(), std::size_t{2});
        QVERIFY(log.entry(22).mark == Mark::None);
        log.append(handshakeWith(socketAt("127.0.0.13", 5684), 30, 2));
        QCOMPARE(log.conversations().size(), std::size_t{3});
    }

    void whatNoSessionOpened()
    {
        MessageLog log;
        const Bytes forged = dtlsRecord(DtlsContentType::ApplicationData, 1, 9, Bytes(30, 1));
        Message answer =
            responseMessage(code::kContent, MessageType::Acknowledgement, 3, "aa", "x");
        // The last one of the two was opened.
        log.append(std::vector<MessageRecord>{
            wireOf(Direction::Received, lamp(), joined({forged, forged}), timeAt(0), &answer)});
        QCOMPARE(log.size(), std::uint64_t{2});
        QVERIFY(log.entry(0).isRecord && log.entry(0).mark == Mark::Rejected);
        QVERIFY(log.entry(1).secure && log.entry(1).mark == Mark::None);
        // An alert in the clear belongs to it as well.
        log.append(std::vector<MessageRecord>{
            wireOf(Direction::Received, lamp(), dtlsAlert(2, 115, 3), timeAt(1))});
        QCOMPARE(int{*conversation(log, 0).handshake.fatalAlert}, 115);
    }

    void whatIsNoRecord()
    {
        MessageLog log;
        for (const Bytes &bytes : {Bytes{22, 1, 2}, Bytes{}, Bytes(200, 0xff)}) {
            const std::uint64_t at = log.endSequence();
            log.append(
                std::vector<MessageRecord>{wireOf(Direction::Received, lamp(), bytes, timeAt(0))});
            QCOMPARE(log.endSequence(), at + 1);
            QVERIFY(log.entry(at).isRecord && log.entry(at).malformed);
            QVERIFY(equalBytes(log.datagram(at), bytes));
        }
        // A record and a cut one.
        log.append(std::vector<MessageRecord>{wireOf(
            Direction::Received, lamp(), joined({dtlsAlert(1, 0, 1), Bytes{22, 254}}), timeAt(0))});
        QCOMPARE(log.size(), std::uint64_t{5});
        QVERIFY(!log.entry(3).malformed && log.entry(4).malformed && log.entry(4).sameDatagram);
        QCOMPARE(log.entry(4).length, 2U);
    }

    // 4000 records in one datagram are as many rows as the reader takes, and the rest.
    void rowsOfADatagramHaveALimit()
    {
        MessageLog log;
        Bytes many;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            const Bytes one = dtlsRecord(DtlsContentType::ApplicationData, 1, i, {});
            many.insert(many.end(), one.begin(), one.end());
        }
        log.append(std::vector<MessageRecord>{
            wireOf(Direction::Received, lamp(), std::move(many), timeAt(0))});
        QCOMPARE(log.size(), kMaxRecordsPerDatagram + 1);
        QVERIFY(log.bytesUsed() < 100'000);
    }

    void randomDatagramsAreCountedRight()
    {
        SeededRandom random(5);
        MessageLog log;
        log.setByteLimit(0);
        for (int i = 0; i < 30'000; ++i) {
            Bytes noise(random.below(200));
            random.fill(noise);
            if (noise.size() > 13) {
                noise[0] = static_cast<std::uint8_t>(20 + random.below(5));
                noise[3] = 0;
                noise[4] = static_cast<std::uint8_t>(random.below(2));
                noise[11] = 0;
                noise[12] = static_cast<std::uint8_t>(random.below(noise.size()));
            }
            log.append(std::vector<MessageRecord>{
                wireOf(Direction::Received, lamp(), std::move(noise), timeAt(i))});
        }
        QVERIFY(log.firstSequence() > 0);
        QVERIFY(log.bytesUsed() <= MessageLog::kMinByteLimit + MessageLog::kChunkBytes);
        for (std::uint64_t at = log.firstSequence(); at < log.endSequence(); ++at)
            QVERIFY(log.datagram(at).size() <= log.wire(at).size());
        log.clear();
        QCOMPARE(log.bytesUsed(), std::uint64_t{0});
    }

    // --- keys ---

    void keysLeaveWithWhatTheyOpen()
    {
        MessageLog log;
        log.append(std::vector<MessageRecord>{keysFor(lamp())});
        QCOMPARE(log.size(), std::uint64_t{0});
        QCOMPARE(log.keys().size(), std::size_t{1});
        log.append(handshakeWith(lamp(), 0));
        std::weak_ptr<const SecretBytes> watched = log.keys().front().line;
        log.setByteLimit(0);
        Message large = requestMessage(code::kPut, "/x", 0, "ee");
        large.payload.assign(1000, 1);
        for (std::uint16_t i = 0; i < 4000; ++i)
            log.append(std::vector<MessageRecord>{
                recordOf(Direction::Sent, lamp(), large, timeAt(i), Mark::Retransmission)});
        QVERIFY(log.firstSequence() > 11);
        QVERIFY(log.keys().empty() && watched.expired());
        log.append(std::vector<MessageRecord>{keysFor(lamp())});
        watched = log.keys().front().line;
        log.clear();
        QVERIFY(log.keys().empty() && watched.expired());
    }
    void keysHaveALimit()
    {
        MessageLog log;
        for (std::size_t i = 0; i < MessageLog::kMaxKeys + 10; ++i)
            log.append(std::vector<MessageRecord>{keysFor(lamp(), std::to_string(i))});
        QCOMPARE(log.keys().size(), MessageLog::kMaxKeys);
        QCOMPARE(asText(log.keys().front().line->view()), std::string_view("10"));
    }

    // --- saved ---

    void savedAsItWasOnTheWire()
    {
        MessageLog log;
        log.append(handshakeWith(lamp(), 0));
        log.append(secureExchange(lamp(), "/light/on", 7, 1));
        // What never was on the wire is in no capture.
        MessageRecord never = recordOf(Direction::Sent, lamp(),
                                       requestMessage(code::kGet, "/never", 9, "bb"), timeAt(2));
        never.layer = MessageRecord::Layer::Secure;
        log.append(std::vector<MessageRecord>{never});
        const Saved all = saved(log, kAll);
        QCOMPARE(blocksOf(all.content), QByteArray("PPPPPPPP"));
        QCOMPARE(all.counts.datagrams, std::size_t{8});
        QCOMPARE(all.counts.keys, std::size_t{0});
        for (const char *inside : {"light", "never", "23.5"})
            QVERIFY(!all.content.contains(inside));
        QVERIFY(all.content.contains("demo")); // as any handshake says it
    }
    // Of a secure message alone its handshake is saved too, and of no other peer.
    void aHandshakeComesWithItsMessages()
    {
        MessageLog log;
        const SocketAddress meter = socketAt("127.0.0.13", 5684);
        log.append(std::vector<MessageRecord>{keysFor(lamp()), keysFor(meter, "of the meter")});
        log.append(handshakeWith(meter, 0));
        log.append(handshakeWith(lamp(), 0));
        log.append(secureExchange(lamp(), "/light/on", 7, 1));
        log.append(secureExchange(meter, "/power", 7, 1));
        const Saved one = saved(log, [&](std::uint64_t at) { return at + 4 == log.endSequence(); });
        QCOMPARE(blocksOf(one.content), QByteArray("SPPPPPPP"));
        QVERIFY(one.content.contains(QByteArray(kLine.data())));
        QVERIFY(!one.content.contains("of the meter"));
        QCOMPARE(one.counts.keys, std::size_t{1});
        // A capture of what is in the clear has no keys.
        log.append(std::vector<MessageRecord>{
            recordOf(Direction::Sent, socketAt("127.0.0.11"),
                     requestMessage(code::kGet, "/plain", 1, "01"), timeAt(2))});
        const Saved clear =
            saved(log, [&](std::uint64_t at) { return at + 1 == log.endSequence(); });
        QCOMPARE(blocksOf(clear.content), QByteArray("P"));
        QVERIFY(clear.content.contains("plain"));
    }
};

COPPER_TEST(TestRecordLog);
#include "test_record_log.moc"
