// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/printer.h"
#include "core/coap/codec.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/dtls_samples.h"
#include "tests/support/test_registry.h"

#include <QBuffer>
#include <QJsonArray>
#include <QTest>

using namespace copper;
using namespace copper::cli;

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

struct Screen
{
    explicit Screen(PrinterConfig config)
        : printer((out.open(QIODevice::WriteOnly), err.open(QIODevice::WriteOnly), config), out,
                  err, [] { return WallTime{1'700'000'000'123'456}; })
    {}
    QJsonObject last() const { return test::jsonLines(out.data()).back(); }
    QBuffer out, err;
    Printer printer;
};

// A device that takes no bytes: a full disk.
class FullDevice final : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override
    {
        setErrorString(QStringLiteral("full"));
        return -1;
    }
};

ResponseArrived fullResponse()
{
    ResponseArrived response = test::responseOf(JobId{1}, code::kContent, "{\"a\":1}");
    response.token = Token(Bytes{0xca, 0xfe});
    response.mid = MessageId{77};
    response.blocks = 3;
    response.retransmissions = 1;
    response.options.add(OptionNumber::ETag, Bytes{1, 2});
    response.options.addUint(OptionNumber::ContentFormat, 50);
    response.options.addString(OptionNumber::LocationPath, "x");
    response.options.add(OptionNumber{65000}, Bytes{9});
    return response;
}

UploadProgress progressAt(double second, std::uint64_t sent)
{
    UploadProgress progress;
    progress.job = JobId{1};
    progress.uri = QStringLiteral("coap://h/f");
    progress.state = UploadState::Sending;
    progress.sent = sent;
    progress.total = 1000;
    progress.rate = 100;
    progress.timeLeft = seconds(5);
    progress.at = WallTime{1'700'000'000'000'000 + static_cast<std::int64_t>(second * 1e6)};
    return progress;
}

} // namespace

class TestPrinter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void responseAsJson()
    {
        Screen screen({true, false, false, false, 80});
        screen.printer.response(fullResponse());
        const QJsonObject event = screen.last();
        QCOMPARE(event.value(key("event")).toString(), key("response"));
        QCOMPARE(event.value(key("time")).toDouble(), 1'700'000'001'000.0);
        QCOMPARE(event.value(key("uri")).toString(), key("coap://127.0.0.11/a"));
        QCOMPARE(event.value(key("code")).toString(), key("2.05"));
        QCOMPARE(event.value(key("name")).toString(), key("Content"));
        QCOMPARE(event.value(key("type")).toString(), key("ACK"));
        QCOMPARE(event.value(key("mid")).toInt(), 77);
        QCOMPARE(event.value(key("token")).toString(), key("cafe"));
        QVERIFY(std::abs(event.value(key("rtt_ms")).toDouble() - 4.1) < 0.001);
        QCOMPARE(event.value(key("messages")).toInt(), 2);
        QCOMPARE(event.value(key("retransmissions")).toInt(), 1);
        QCOMPARE(event.value(key("blocks")).toInt(), 3);
        QCOMPARE(event.value(key("content_format")).toInt(), 50);
        QCOMPARE(event.value(key("payload")).toString(), key("7b2261223a317d"));
        QCOMPARE(event.value(key("text")).toString(), key("{\"a\":1}"));
        const QJsonArray options = event.value(key("options")).toArray();
        QCOMPARE(options.size(), 4);
        QCOMPARE(options[0].toObject().value(key("name")).toString(), key("ETag"));
        QCOMPARE(options[0].toObject().value(key("value")).toString(), key("0102"));
        QCOMPARE(options[1].toObject().value(key("value")).toString(), key("x"));
        QCOMPARE(options[2].toObject().value(key("value")).toInt(), 50);
        QCOMPARE(options[3].toObject().value(key("number")).toInt(), 65000);
        QCOMPARE(options[3].toObject().value(key("value")).toString(), key("09"));
        QVERIFY(screen.err.data().isEmpty());
    }
    void bytesHaveNoText()
    {
        Screen screen({true, false, false, false, 80});
        screen.printer.response(test::responseOf(JobId{1}, code::kContent, "\xff"));
        QVERIFY(!screen.last().contains(key("text")));
        QVERIFY(screen.last().value(key("content_format")).isNull());
        ResponseArrived toFile = test::responseOf(JobId{1}, code::kContent, "");
        toFile.payload = nullptr;
        toFile.payloadSize = 5;
        toFile.outputPath = QStringLiteral("f");
        screen.printer.response(toFile);
        QVERIFY(screen.last().value(key("payload")).isNull());
        QCOMPARE(screen.last().value(key("size")).toInt(), 5);
        QCOMPARE(screen.last().value(key("output")).toString(), key("f"));
    }
    void notificationAsJson()
    {
        Screen screen({true, false, false, false, 80});
        ResponseArrived response = fullResponse();
        response.observeSequence = 12;
        response.notificationIndex = 4;
        screen.printer.notification(response);
        QCOMPARE(screen.last().value(key("event")).toString(), key("notification"));
        QCOMPARE(screen.last().value(key("observe")).toInt(), 12);
        QCOMPARE(screen.last().value(key("index")).toInt(), 4);
    }
    void payloadUnchangedUnlessOnATerminal()
    {
        const char *payload = "a\x1b[31m\nb";
        Screen pipe({});
        pipe.printer.response(test::responseOf(JobId{1}, code::kContent, payload));
        QCOMPARE(pipe.out.data(), QByteArray(payload));
        QVERIFY(pipe.err.data().startsWith("2.05 Content, 4.1 ms, 2 messages"));
        QCOMPARE(pipe.err.data().count('\n'), 1);
        Screen terminal({false, false, true, true, 80});
        terminal.printer.response(test::responseOf(JobId{1}, code::kContent, payload));
        QCOMPARE(terminal.out.data(), QByteArray("a\\x1b[31m\nb\n"));
    }
    void notificationsAreLines()
    {
        Screen screen({});
        screen.printer.notification(test::responseOf(JobId{1}, code::kContent, "1"));
        screen.printer.notification(test::responseOf(JobId{1}, code::kContent, "2\n"));
        QCOMPARE(screen.out.data(), QByteArray("1\n2\n"));
    }
    void retryAfter()
    {
        Screen screen({});
        ResponseArrived response = test::responseOf(JobId{1}, code::kServiceUnavailable, "busy");
        response.options.addUint(OptionNumber::MaxAge, 5);
        screen.printer.response(response);
        QVERIFY(screen.err.data().contains("retry after 5 s"));
        QCOMPARE(screen.out.data(), QByteArray("busy"));
    }
    void device()
    {
        DeviceFound device;
        DeviceAddress address;
        address.socket = *parseIpLiteral("fe80::1%3");
        address.socket.port = 61616;
        address.interfaceName = QStringLiteral("eth0");
        device.addresses = {address};
        device.name = QStringLiteral("evil\x1b[0m\u202e");
        device.networkName = QStringLiteral("eth0");
        ResourceLink link;
        link.href = QStringLiteral("/a");
        link.rt = QStringLiteral("t");
        link.contentFormats = {0, 50};
        link.observable = true;
        link.size = 12;
        link.attributes = {{QStringLiteral("rt"), QStringLiteral("t")},
                           {QStringLiteral("obs"), QString()}};
        device.links = {link};
        Screen json({true, false, false, false, 80});
        json.printer.device(device);
        const QJsonObject event = json.last();
        QCOMPARE(event.value(key("event")).toString(), key("device"));
        QCOMPARE(event.value(key("address")).toString(), key("fe80::1%eth0"));
        QCOMPARE(event.value(key("port")).toInt(), 61616);
        QCOMPARE(event.value(key("interface")).toString(), key("eth0"));
        QCOMPARE(event.value(key("secure")).toBool(true), false);
        QCOMPARE(event.value(key("name")).toString(), device.name);
        const QJsonObject resource = event.value(key("resources")).toArray()[0].toObject();
        QCOMPARE(resource.value(key("href")).toString(), key("/a"));
        QCOMPARE(resource.value(key("ct")).toArray().size(), 2);
        QCOMPARE(resource.value(key("obs")).toBool(), true);
        QCOMPARE(resource.value(key("sz")).toInt(), 12);
        QVERIFY(resource.value(key("if")).isNull());
        QCOMPARE(resource.value(key("attributes")).toArray().size(), 2);
        Screen text({});
        text.printer.device(device);
        QVERIFY(text.out.data().startsWith("coap://[fe80::1%25eth0]:61616"));
        QVERIFY(text.out.data().contains("evil\\x1b[0m\\u202e"));
        QVERIFY(text.out.data().contains("\n  /a  rt=t  obs\n"));
    }
    void progressAndFlashed()
    {
        Screen json({true, false, false, false, 80});
        json.printer.progress(progressAt(0, 500));
        QCOMPARE(json.last().value(key("event")).toString(), key("progress"));
        QCOMPARE(json.last().value(key("sent")).toInt(), 500);
        QCOMPARE(json.last().value(key("total")).toInt(), 1000);
        QCOMPARE(json.last().value(key("block_size")).toInt(), 1024);
        QCOMPARE(json.last().value(key("eta_ms")).toDouble(), 5000.0);
        QCOMPARE(json.last().value(key("state")).toString(), key("sending"));
        UploadFinished finished;
        finished.uri = QStringLiteral("coap://h/f");
        finished.code = code::kChanged;
        finished.bytes = 1000;
        finished.sha256 = QByteArray(32, '\x11');
        finished.duration = seconds(2);
        json.printer.flashed(finished);
        QCOMPARE(json.last().value(key("event")).toString(), key("flashed"));
        QCOMPARE(json.last().value(key("sha256")).toString(), QString(key("11").repeated(32)));
        QCOMPARE(json.last().value(key("duration_ms")).toDouble(), 2000.0);
        QVERIFY(json.last().value(key("verified")).isNull());
        finished.verified = true;
        json.printer.flashed(finished);
        QCOMPARE(json.last().value(key("verified")).toBool(), true);
    }
    void plainProgressLines()
    {
        Screen screen({});
        screen.printer.progress(progressAt(0, 0));
        screen.printer.progress(progressAt(0.5, 300));
        QVERIFY(screen.err.data().isEmpty()); // it may be over in a moment
        screen.printer.progress(progressAt(2, 410));
        screen.printer.progress(progressAt(2.1, 420));
        QCOMPARE(screen.err.data().count('\n'), 1);
        screen.printer.progress(progressAt(3, 510));
        QCOMPARE(screen.err.data().count('\n'), 2);
        QVERIFY(!screen.err.data().contains('\x1b'));
        QVERIFY(screen.out.data().isEmpty());
    }
    void barsAreTakenAwayForOtherLines()
    {
        Screen screen({false, false, true, true, 80});
        screen.printer.progress(progressAt(0, 500));
        QVERIFY(screen.err.data().contains("[############............]  50 %"));
        screen.printer.complaint(noDevice({}));
        QVERIFY(screen.err.data().contains("\x1b[1A\r\x1b[Jcopper: no device answered\n"));
        screen.printer.transferEnded(JobId{1});
        screen.printer.progress(progressAt(1, 1000));
        QVERIFY(screen.err.data().endsWith("\n\x1b[J"));
    }
    void barsFitTheTerminal()
    {
        Screen screen({false, false, true, true, 40});
        UploadProgress progress = progressAt(0, 500);
        progress.uri = QStringLiteral("coap://h/") + QString(200, QLatin1Char('x'));
        screen.printer.progress(progress);
        const QByteArray line = screen.err.data().split('\n').first();
        QCOMPARE(line.size(), 1 + 39 + 3); // carriage return, bar, clear to the end
    }
    void errors()
    {
        Screen json({true, false, false, false, 80});
        const Complaint complaint =
            failureComplaint(test::failedOf(JobId{1}, FailureKind::Timeout), false);
        json.printer.complaint(complaint);
        QCOMPARE(json.last().value(key("event")).toString(), key("error"));
        QCOMPARE(json.last().value(key("kind")).toString(), key("timeout"));
        QCOMPARE(json.last().value(key("uri")).toString(), key("coap://127.0.0.11/a"));
        QVERIFY(!json.last().value(key("message")).toString().isEmpty());
        QVERIFY(!json.last().value(key("hint")).toString().isEmpty());
        QCOMPARE(json.last().value(key("time")).toDouble(), 1'700'000'000'123.0);
        Screen text({});
        text.printer.complaint(complaint);
        QVERIFY(text.out.data().isEmpty());
        QCOMPARE(text.err.data().count('\n'), 2);
    }
    void dissection()
    {
        const Bytes datagram = *fromHex("41017d3520bb74656d7065726174757265ff");
        Screen text({});
        text.printer.dissection(dissect(datagram), datagram);
        QVERIFY(text.out.data().contains("5-16  Uri-Path         temperature\n"));
        QVERIFY(text.out.data().contains("! payload marker without a payload (RFC 7252"));
        Screen json({true, false, false, false, 80});
        json.printer.dissection(dissect(datagram), datagram);
        const auto events = test::jsonLines(json.out.data());
        QCOMPARE(events.size(), std::size_t{8});
        QCOMPARE(events[6].value(key("name")).toString(), key("Uri-Path"));
        QCOMPARE(events[6].value(key("offset")).toInt(), 5);
        QCOMPARE(events[6].value(key("length")).toInt(), 12);
        QCOMPARE(events[6].value(key("value")).toString(), key("temperature"));
        QCOMPARE(events[7].value(key("findings")).toArray().size(), 1);
        Screen cut({});
        cut.printer.dissection(dissect({}), {});
        QVERIFY(cut.out.data().contains("shorter than the header"));
    }
    void messagesOnlyWhenVerbose()
    {
        MessageRecord record;
        record.peer = *parseIpLiteral("127.0.0.1");
        record.datagram = *fromHex("41017d3520bb74656d7065726174757265");
        Screen quiet({});
        quiet.printer.message(record);
        QVERIFY(quiet.err.data().isEmpty());
        Screen verbose({false, true, false, false, 80});
        verbose.printer.message(record);
        QCOMPARE(verbose.err.data(),
                 QByteArray("> 127.0.0.1:0 CON 0.01 GET mid 32053 token 20 /temperature\n"));
    }
    // Handshakes among them, and a message with the record it was in.
    void recordsOfAHandshake()
    {
        MessageRecord hello;
        hello.layer = MessageRecord::Layer::Record;
        hello.peer = *parseIpLiteral("127.0.0.1");
        hello.direction = MessageRecord::Direction::Received;
        hello.datagram =
            test::joined({test::dtlsServerHello(0xc0a8, 1), test::dtlsAlert(2, 40, 2),
                          test::dtlsRecord(DtlsContentType::Handshake, 1, 0, Bytes(40, 1)),
                          test::dtlsRecord(DtlsContentType::ApplicationData, 1, 1, Bytes(32, 1))});
        hello.opened.push_back(
            {3, MessageRecord::Mark::None, *fromHex("41017d3520bb74656d7065726174757265")});
        Screen text({false, true, false, false, 80});
        text.printer.message(hello);
        QCOMPARE(text.err.data(),
                 QByteArray("< 127.0.0.1:0 DTLS ServerHello TLS_PSK_WITH_AES_128_CCM_8 epoch 0 "
                            "seq 1, 63 bytes\n"
                            "< 127.0.0.1:0 DTLS alert fatal handshake_failure epoch 0 seq 2, 15 "
                            "bytes\n"
                            "< 127.0.0.1:0 DTLS handshake (encrypted) epoch 1 seq 0, 53 bytes\n"
                            "< 127.0.0.1:0 CON 0.01 GET mid 32053 token 20 /temperature\n"));
        Screen json({true, true, false, false, 80});
        json.printer.message(hello);
        const auto events = test::jsonLines(json.out.data());
        QCOMPARE(events.size(), std::size_t{4});
        QCOMPARE(events[0].value(key("event")).toString(), key("record"));
        QCOMPARE(events[0].value(key("suite")).toString(), key("TLS_PSK_WITH_AES_128_CCM_8"));
        QCOMPARE(events[0].value(key("encrypted")).toBool(), false);
        QCOMPARE(events[1].value(key("alert_name")).toString(), key("handshake_failure"));
        QCOMPARE(events[2].value(key("encrypted")).toBool(), true);
        QCOMPARE(events[2].value(key("epoch")).toInt(), 1);
        QCOMPARE(events[3].value(key("event")).toString(), key("message"));
        QCOMPARE(events[3].value(key("secure")).toBool(), true);
        QCOMPARE(events[3].value(key("sequence")).toInt(), 1);
        // Keys are for the capture alone.
        MessageRecord keys;
        keys.layer = MessageRecord::Layer::Keys;
        keys.keys = std::make_shared<const SecretBytes>(SecretBytes::copyOf(asBytes("secret")));
        Screen silent({true, true, false, false, 80});
        silent.printer.message(keys);
        QVERIFY(silent.out.data().isEmpty() && silent.err.data().isEmpty());
        MessageRecord broken = hello;
        broken.datagram = {22, 1};
        Screen cut({false, true, false, false, 80});
        cut.printer.message(broken);
        QVERIFY(cut.err.data().contains("not a whole record"));
    }
    void fullDisk()
    {
        FullDevice full;
        full.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        QBuffer err;
        err.open(QIODevice::WriteOnly);
        Printer printer({}, full, err, [] { return WallTime{}; });
        QVERIFY(!printer.outputFailed());
        printer.response(test::responseOf(JobId{1}, code::kContent, "x"));
        QVERIFY(printer.outputFailed());
        QCOMPARE(printer.outputError(), QStringLiteral("full"));
    }
};

COPPER_TEST(TestPrinter);
#include "test_printer.moc"
