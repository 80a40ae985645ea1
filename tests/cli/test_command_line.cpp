// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/arguments.h"
#include "app/copper/command_line.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::cli;
using test::commandOf;
using test::complaintOf;
using test::words;

namespace {

RequestSpec requestOf(const char *line)
{
    return std::get<RequestCommand>(commandOf(words(line))).requests.at(0);
}

QString fileWith(const QTemporaryDir &folder, const char *name, const QByteArray &content)
{
    QFile file(folder.filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void methods()
    {
        QVERIFY(requestOf("get coap://h/").method == code::kGet);
        QVERIFY(requestOf("put coap://h/").method == code::kPut);
        QVERIFY(requestOf("post coap://h/").method == code::kPost);
        QVERIFY(requestOf("delete coap://h/").method == code::kDelete);
        QVERIFY(requestOf("fetch coap://h/").method == code::kFetch);
        QVERIFY(requestOf("patch coap://h/").method == code::kPatch);
        QVERIFY(requestOf("ipatch coap://h/").method == code::kIPatch);
    }
    // What a key file holds, and what becomes of it.
    void preSharedKeys_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("status"); // of the complaint, if there is one
        const auto row = [](const char *name, const char *option, const QByteArray &content,
                            const QByteArray &key, int status = 0) {
            QTest::newRow(name) << QString::fromLatin1(option) << content << key << status;
        };
        row("text", "--psk-file", "sesame", "sesame");
        row("one line end is cut off", "--psk-file", "sesame\n", "sesame");
        row("of Windows too", "--psk-file", "sesame\r\n", "sesame");
        row("but one only", "--psk-file", "sesame\n\n", "sesame\n\n");
        row("and none of bytes", "--psk-file", "\x01\x02\n", "\x01\x02\n");
        row("32 bytes", "--psk-file", QByteArray(32, 'k'), QByteArray(32, 'k'));
        row("33 bytes", "--psk-file", QByteArray(33, 'k'), {}, 66);
        row("nothing", "--psk-file", "", {}, 66);
        row("a line end alone", "--psk-file", "\n", {}, 66);
        row("very long", "--psk-file", QByteArray(5000, 'k'), {}, 66);
        row("hex", "--psk-hex-file", "736573616D65\n", "sesame");
        row("hex with spaces", "--psk-hex-file", "73 65 73 61 6d 65", "sesame");
        row("odd hex", "--psk-hex-file", "73657", {}, 65);
        row("no hex", "--psk-hex-file", "sesame", {}, 65);
    }
    void preSharedKeys()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, key);
        QFETCH(int, status);
        const QTemporaryDir folder;
        const QString path = fileWith(folder, "key", content);
        const QStringList line{QStringLiteral("get"),
                               QStringLiteral("--psk-identity"),
                               QStringLiteral("me"),
                               option,
                               path,
                               QStringLiteral("coaps://h/")};
        if (status != 0) {
            const Complaint complaint = complaintOf(line);
            QCOMPARE(static_cast<int>(complaint.status), status);
            // What is in the file is said to nobody.
            for (const QString &text : {complaint.sentence, complaint.hint})
                QVERIFY(content.trimmed().isEmpty() ||
                        !text.contains(QString::fromLatin1(content.trimmed())));
            return;
        }
        const auto command = std::get<RequestCommand>(commandOf(line));
        QVERIFY(command.common.psk);
        const Credential &used = command.common.psk->credentials().front();
        QCOMPARE(asText(used.identity), std::string_view("me"));
        QVERIFY(used.id.isNull());
        QCOMPARE(asText(used.key.view()),
                 std::string_view(key.constData(), static_cast<std::size_t>(key.size())));
    }
    void identityHasALimit()
    {
        const QTemporaryDir folder;
        const QString path = fileWith(folder, "key", "sesame");
        const auto line = [&](int length) {
            return QStringList{QStringLiteral("get"),
                               QStringLiteral("--psk-identity"),
                               QString(length, u'i'),
                               QStringLiteral("--psk-file"),
                               path,
                               QStringLiteral("coaps://h/")};
        };
        QVERIFY(std::get<RequestCommand>(commandOf(line(128))).common.psk);
        QCOMPARE(complaintOf(line(129)).kind, QStringLiteral("usage"));
    }
    void requestOptions()
    {
        const RequestSpec spec =
            requestOf("put --payload 21 --content-format json --accept 60 --option Uri-Query=a=b "
                      "--option 65000=0xcafe --non --block-size 64 --token 0102 --timeout 2.5 "
                      "--bind 127.0.0.1:40000 --interface eth0 --ack-timeout 1 --max-retransmit 2 "
                      "coap://h/x");
        QCOMPARE(spec.uri, QStringLiteral("coap://h/x"));
        QVERIFY(!spec.confirmable);
        QCOMPARE(asText(*spec.payload), std::string_view("21"));
        QVERIFY(spec.options.uintValue(OptionNumber::ContentFormat) == 50U);
        QVERIFY(spec.options.uintValue(OptionNumber::Accept) == 60U);
        QCOMPARE(asText(*spec.options.first(OptionNumber::UriQuery)), std::string_view("a=b"));
        QVERIFY(spec.options.has(OptionNumber{65000}));
        QVERIFY(spec.blockSize == 64U);
        QVERIFY(spec.token == Token(Bytes{1, 2}));
        QVERIFY(spec.timeout == seconds(2.5));
        QCOMPARE(spec.bindAddress, QStringLiteral("127.0.0.1:40000"));
        QCOMPARE(spec.interfaceName, QStringLiteral("eth0"));
        QVERIFY(spec.parameters->ackTimeout == seconds(1));
        QCOMPARE(spec.parameters->maxRetransmit, 2U);
        const RequestSpec plain = requestOf("get coap://h/");
        QVERIFY(plain.confirmable && !plain.payload && !plain.blockSize && !plain.parameters);
        QVERIFY(!plain.mid && !plain.lateBlockSize);
        const RequestSpec late =
            requestOf("get --block-size 64 --late-block-size --mid 65535 coap://h/");
        QVERIFY(late.lateBlockSize && late.blockSize == 64U && late.mid == std::uint16_t{65535});
        QCOMPARE(requestOf("put --payload-hex 00FF coap://h/").payload->size(), std::size_t{2});
    }
    void commonOptions()
    {
        const auto command = std::get<RequestCommand>(
            commandOf(words("get --json -v --pcap x.pcapng coap://a/ coap://b/")));
        QVERIFY(command.common.json && command.common.verbose);
        QCOMPARE(command.common.pcapPath, QStringLiteral("x.pcapng"));
        QCOMPARE(command.requests.size(), std::size_t{2});
        QCOMPARE(command.requests[1].uri, QStringLiteral("coap://b/"));
    }
    void payloadFiles()
    {
        const QTemporaryDir folder;
        const QString json = fileWith(folder, "a.json", "{\"a\":1}");
        const auto spec = std::get<RequestCommand>(
                              commandOf({QStringLiteral("put"), QStringLiteral("--file"), json,
                                         QStringLiteral("--content-format"), QStringLiteral("json"),
                                         QStringLiteral("coap://h/")}))
                              .requests[0];
        QCOMPARE(spec.payloadFile, json);
        const QString bad = fileWith(folder, "b.json", "{\"a\":");
        QCOMPARE(static_cast<int>(complaintOf({QStringLiteral("put"), QStringLiteral("--file"), bad,
                                               QStringLiteral("--content-format"),
                                               QStringLiteral("json"), QStringLiteral("coap://h/")})
                                      .status),
                 65);
        // Said by number as a plain option it goes out unchecked.
        commandOf({QStringLiteral("put"), QStringLiteral("--file"), bad, QStringLiteral("--option"),
                   QStringLiteral("12=50"), QStringLiteral("coap://h/")});
        const QString empty = fileWith(folder, "empty", "");
        QCOMPARE(static_cast<int>(complaintOf({QStringLiteral("put"), QStringLiteral("--file"),
                                               empty, QStringLiteral("coap://h/")})
                                      .status),
                 66);
        // 16 MiB is what 2^20 blocks of 16 bytes hold.
        QFile large(folder.filePath(QStringLiteral("large")));
        QVERIFY(large.open(QIODevice::WriteOnly));
        QVERIFY(large.resize(16 * 1024 * 1024));
        const QStringList line{QStringLiteral("flash"), QStringLiteral("--block-size"),
                               QStringLiteral("16"), large.fileName(), QStringLiteral("coap://h/")};
        commandOf(line);
        QVERIFY(large.resize(16 * 1024 * 1024 + 1));
        QCOMPARE(complaintOf(line).kind, QStringLiteral("too-large"));
        QCOMPARE(static_cast<int>(complaintOf(line).status), 66);
    }
    void observe()
    {
        const auto command = std::get<ObserveCommand>(
            commandOf(words("observe --count 3 --duration 10 coap://a/ coap://b/")));
        QVERIFY(command.count == 3U);
        QVERIFY(command.duration == seconds(10));
        QCOMPARE(command.requests.size(), std::size_t{2});
        QVERIFY(command.requests[0].maxRegistrationAttempts.has_value());
    }
    void discover()
    {
        const auto command = std::get<DiscoverCommand>(
            commandOf(words("discover --interface eth0 --interface lo --group 224.0.1.187 "
                            "--group [ff02::fd]:5683 --timeout 3 --filter rt=t*")));
        QCOMPARE(command.spec.interfaces.size(), 2);
        QCOMPARE(command.spec.groups.size(), 2);
        QVERIFY(command.spec.collectFor == seconds(3));
        QCOMPARE(command.spec.filters, QStringList{QStringLiteral("rt=t*")});
        const auto range = std::get<DiscoverCommand>(commandOf(
            words("discover --range 192.168.1.0/24 --rate 200 --filter rt=t* --filter ct=40")));
        QCOMPARE(range.spec.range, QStringLiteral("192.168.1.0/24"));
        QCOMPARE(range.spec.rangeRate, 200.0);
        QVERIFY(!range.spec.multicast);
        QCOMPARE(range.spec.filters.size(), 2);
        QCOMPARE(std::get<DiscoverCommand>(commandOf(words("discover coap://h"))).spec.uri,
                 QStringLiteral("coap://h"));
    }
    void ping()
    {
        QCOMPARE(std::get<PingCommand>(commandOf(words("ping coap://h"))).count, 1U);
        QCOMPARE(std::get<PingCommand>(commandOf(words("ping --count 5 coap://h"))).count, 5U);
    }
    void flash()
    {
        const QTemporaryDir folder;
        const QString image = fileWith(folder, "image", "x");
        const auto command = std::get<FlashCommand>(commandOf(
            {QStringLiteral("flash"), QStringLiteral("--method"), QStringLiteral("post"),
             QStringLiteral("--verify"), QStringLiteral("/firmware"), QStringLiteral("--resume"),
             QStringLiteral("--parallel"), QStringLiteral("2"), image, QStringLiteral("coap://a/f"),
             QStringLiteral("coap://b/f")}));
        QCOMPARE(command.parallel, 2U);
        QCOMPARE(command.uploads.size(), std::size_t{2});
        const UploadSpec &spec = command.uploads[1];
        QCOMPARE(spec.uri, QStringLiteral("coap://b/f"));
        QCOMPARE(spec.imagePath, image);
        QVERIFY(spec.method == code::kPost && spec.resume);
        QCOMPARE(spec.verifyPath, QStringLiteral("/firmware"));
        QCOMPARE(spec.blockSize, 1024U);
        QVERIFY(spec.contentFormat == 42U);
    }
    void decode()
    {
        QCOMPARE(std::get<DecodeCommand>(commandOf(words("decode 4000 1234"))).message.size(),
                 std::size_t{4});
        QVERIFY(std::get<DecodeCommand>(commandOf({QStringLiteral("decode"), QString()}))
                    .message.empty());
    }
    void helpAndVersion()
    {
        QVERIFY(std::holds_alternative<VersionCommand>(commandOf(words("--version"))));
        QVERIFY(std::get<HelpCommand>(commandOf(words("help"))).verb == nullptr);
        QCOMPARE(std::get<HelpCommand>(commandOf(words("help get"))).verb,
                 findVerb(QStringLiteral("get")));
        QCOMPARE(std::get<HelpCommand>(commandOf(words("get --help"))).verb,
                 findVerb(QStringLiteral("get")));
        for (const VerbRow &verb : verbTable()) {
            QVERIFY(helpText().contains(QLatin1String(verb.name)));
            QVERIFY(helpText(verb).contains(QLatin1String(verb.summary)));
        }
        QVERIFY(helpText(rowOf(Verb::Get)).contains(QLatin1String("--payload-hex HEX")));
        QVERIFY(!helpText(rowOf(Verb::Ping)).contains(QLatin1String("--payload")));
    }
    void refused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *line, int status, const char *kind) {
            QTest::newRow(line) << QString::fromLatin1(line) << status << QString::fromLatin1(kind);
        };
        row("", 64, "usage");
        row("--json get coap://h", 64, "usage");
        row("nonsense", 64, "usage");
        row("get", 64, "usage");
        row("get --nonsense coap://h", 64, "usage");
        row("get --count 3 coap://h", 64, "usage");
        row("get coap://h --timeout", 64, "usage");
        row("get nonsense", 64, "invalid-uri");
        row("get http://h/", 64, "invalid-uri");
        row("get coap://h:0/", 64, "invalid-uri");
        row("get coap://h/#x", 64, "invalid-uri");
        row("get coap+tcp://h/", 64, "unsupported-scheme");
        row("get --block-size 17 coap://h", 64, "usage");
        row("get --block-size 2048 coap://h", 64, "usage");
        row("get --block-size x coap://h", 64, "usage");
        row("get --late-block-size coap://h", 64, "usage");
        row("get --mid 65536 coap://h", 64, "usage");
        row("get --token 010203040506070809 coap://h", 64, "usage");
        row("get --token 0 coap://h", 64, "usage");
        row("get --timeout 0 coap://h", 64, "usage");
        row("get --timeout -1 coap://h", 64, "usage");
        row("get --timeout nan coap://h", 64, "usage");
        row("get --timeout 1e99 coap://h", 64, "usage");
        row("get --ack-timeout 0 coap://h", 64, "usage");
        row("get --max-retransmit 21 coap://h", 64, "usage");
        row("get --max-retransmit -1 coap://h", 64, "usage");
        row("get --accept nonsense coap://h", 64, "usage");
        row("get --accept 65536 coap://h", 64, "usage");
        row("get --bind nonsense coap://h", 64, "usage");
        row("get --bind 127.0.0.1:99999 coap://h", 64, "usage");
        row("get --bind [::1 coap://h", 64, "usage");
        row("get --option Nonsense=1 coap://h", 64, "usage");
        row("get --option Max-Age=x coap://h", 64, "usage");
        row("get --option ETag=123456789 coap://h", 64, "usage");
        row("get --option Block1=0 coap://h", 64, "usage");
        row("get --output a coap://h coap://i", 64, "usage");
        row("get --interface a --interface b coap://h", 64, "usage");
        row("put --payload a --payload-hex 00 coap://h", 64, "usage");
        row("put --payload-hex 0 coap://h", 65, "malformed");
        row("put --payload-hex zz coap://h", 65, "malformed");
        row("put --payload {x} --content-format json coap://h", 65, "malformed");
        row("put --payload-hex ff --content-format text coap://h", 65, "malformed");
        row("put --payload-hex 8201 --content-format cbor coap://h", 65, "malformed");
        row("put --payload <a --content-format link-format coap://h", 65, "malformed");
        row("put --file /nonexistent coap://h", 66, "input-unreadable");
        row("put --file / coap://h", 66, "input-unreadable");
        row("observe --count 0 coap://h", 64, "usage");
        row("observe --duration 0 coap://h", 64, "usage");
        row("discover --group 127.0.0.1", 64, "usage");
        row("discover --filter rt", 64, "usage");
        row("discover --filter rt=a --filter rt", 64, "usage");
        row("discover --range 10.0.0.0/8", 64, "usage");
        row("discover --range everything", 64, "usage");
        row("discover --range 10.0.0.9-1", 64, "usage");
        row("discover --range 10.0.0.1-9 --group 224.0.1.187", 64, "usage");
        row("discover --range 10.0.0.1-9 coap://h", 64, "usage");
        row("discover --range 10.0.0.1-9 --rate 0", 64, "usage");
        row("discover --range 10.0.0.1-9 --rate 5000", 64, "usage");
        row("discover --group ff02::fd coap://h", 64, "usage");
        row("discover coap://h coap://i", 64, "usage");
        row("ping coap://h coap://i", 64, "usage");
        row("ping --count 0 coap://h", 64, "usage");
        row("flash", 64, "usage");
        row("flash image", 64, "usage");
        row("flash /nonexistent coap://h", 66, "input-unreadable");
        row("flash --method DELETE /nonexistent coap://h", 64, "usage");
        row("flash --verify firmware /nonexistent coap://h", 64, "usage");
        row("flash --parallel 0 /nonexistent coap://h", 64, "usage");
        row("decode", 64, "usage");
        row("decode 0", 65, "malformed");
        row("decode xy", 65, "malformed");
        row("decode --file /nonexistent", 66, "input-unreadable");
        row("decode --file /nonexistent 00", 64, "usage");
        row("help nonsense", 64, "usage");
        row("plugtest coap://h coap://i", 64, "usage");
        row("plugtest --only CORE_24 coap://h", 64, "usage");
        row("plugtest --only , coap://h", 64, "usage");
        row("plugtest --only CORE_01,DTLS_01 coap://h", 64, "usage");
        row("plugtest --only DTLS_01,CORE_01 coaps://h", 64, "usage");
        row("plugtest --only CORE_01 coaps://h", 64, "usage");
        row("plugtest", 64, "usage");
        row("capture file.pcapng", 64, "not-built");
        row("capture x", 64, "not-built");
        row("creds", 64, "usage");
        row("run /nonexistent/x", 66, "input-unreadable");
        row("run", 64, "usage");
        row("get --proxy coap://p coap://h", 64, "not-built");
        row("get --psk-identity me coaps://h", 64, "usage");
        row("get --psk-file x coaps://h", 64, "usage");
        row("get --psk-hex-file x coaps://h", 64, "usage");
        row("get --psk-identity me --psk-file x --psk-hex-file y coaps://h", 64, "usage");
        row("get coaps+tcp://h", 64, "unsupported-scheme");
    }
    void refused()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QString, kind);
        const Complaint complaint = complaintOf(words(line.toUtf8().constData()));
        QCOMPARE(static_cast<int>(complaint.status), status);
        QCOMPARE(complaint.kind, kind);
        QVERIFY(!complaint.sentence.isEmpty());
        QVERIFY(!complaint.sentence.contains(QLatin1Char('\n')));
    }
    void addresses()
    {
        QCOMPARE(parseAddressAndPort(QStringLiteral("127.0.0.1:5"))->port, std::uint16_t{5});
        QCOMPARE(parseAddressAndPort(QStringLiteral("::1"))->port, std::uint16_t{0});
        QVERIFY(parseAddressAndPort(QStringLiteral("[fe80::1%eth0]:5")).has_value());
        for (const char *bad :
             {"", "h", "1.2.3.4:", "[::1]:", "[::1]5", "[::1", "fe80::1%", "1.2.3.4:65536"})
            QVERIFY(!parseAddressAndPort(QLatin1String(bad)));
    }
};

COPPER_TEST(TestCommandLine);
#include "test_command_line.moc"
