// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as command lines and back: over our own parser of pasted lines, over the one of the
// program itself, and for words that a shell would split.
#include "core/coap/block_option.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"
#include "ui/text/command_import.h"
#include "ui/text/shell_words.h"

#include <QTest>

#include <random>

using namespace copper;
using namespace copper::cli;

namespace {

using Random = std::mt19937;

std::uint32_t below(Random &random, std::uint32_t limit)
{
    return static_cast<std::uint32_t>(random() % limit);
}

Bytes randomBytes(Random &random, std::size_t size, bool text)
{
    static const std::string letters = "abcXYZ019 '\"\\$`|&;<>#%{}=,@-~\xc3\xa4";
    Bytes bytes;
    while (bytes.size() < size)
        bytes.push_back(text ? static_cast<std::uint8_t>(letters[below(random, 29)])
                             : static_cast<std::uint8_t>(random()));
    return bytes;
}

void addRandomOption(Random &random, Options &options)
{
    const auto registry = optionRegistry();
    const OptionDefinition &row = registry[below(random, std::uint32_t(registry.size()))];
    const bool engine = row.number == OptionNumber::Block1 || row.number == OptionNumber::Block2 ||
                        row.number == OptionNumber::Observe;
    if (engine || (!row.repeatable && options.has(row.number)))
        return;
    const std::size_t most = std::min<std::size_t>(row.maxLength, 12);
    const std::size_t size =
        row.minLength +
        (most > row.minLength ? below(random, std::uint32_t(most - row.minLength + 1)) : 0);
    options.add(row.number,
                randomBytes(random, size, row.format == OptionFormat::String && random() % 2 == 0));
}

RequestSpec randomSpec(Random &random)
{
    static constexpr Code kMethods[] = {code::kGet,   code::kPost,  code::kPut,   code::kDelete,
                                        code::kFetch, code::kPatch, code::kIPatch};
    RequestSpec spec;
    spec.uri = QStringLiteral("coap://127.0.0.1:5683/a b'c?d=%26&e")
                   .replace(QLatin1Char(' '), QStringLiteral("%20"));
    spec.method = kMethods[below(random, 7)];
    spec.confirmable = random() % 2 == 0;
    const std::uint32_t count = below(random, 5);
    for (std::uint32_t i = 0; i < count; ++i)
        addRandomOption(random, spec.options);
    if (random() % 4 == 0)
        spec.options.add(static_cast<OptionNumber>(65000 + below(random, 4)),
                         randomBytes(random, below(random, 6), false));
    if (random() % 3 != 0)
        spec.payload = std::make_shared<const Bytes>(
            randomBytes(random, 1 + below(random, 40), random() % 2 == 0));
    if (random() % 3 == 0)
        spec.blockSize = 16U << below(random, 7);
    if (random() % 3 == 0)
        spec.token = Token(randomBytes(random, below(random, 9), false));
    if (random() % 3 == 0)
        spec.timeout = seconds(1 + below(random, 1000) / 8.0);
    if (random() % 3 == 0) {
        spec.parameters = TransmissionParameters{};
        spec.parameters->ackTimeout = seconds(0.25 + below(random, 40) / 16.0);
        spec.parameters->maxRetransmit = below(random, 21);
    }
    return spec;
}

QString difference(const RequestSpec &a, const RequestSpec &b, bool transmission)
{
    const auto bytes = [](const RequestSpec &spec) {
        return spec.payload ? *spec.payload : Bytes();
    };
    if (a.uri != b.uri)
        return QStringLiteral("uri");
    if (!(a.method == b.method))
        return QStringLiteral("method");
    if (a.confirmable != b.confirmable)
        return QStringLiteral("type");
    if (!(a.options == b.options))
        return QStringLiteral("options");
    if (bytes(a) != bytes(b) || a.payloadFile != b.payloadFile)
        return QStringLiteral("payload");
    if (a.blockSize != b.blockSize)
        return QStringLiteral("block size");
    if (!transmission)
        return {};
    if (a.token != b.token)
        return QStringLiteral("token");
    if (a.timeout != b.timeout)
        return QStringLiteral("timeout");
    const TransmissionParameters defaults;
    return a.parameters.value_or(defaults) == b.parameters.value_or(defaults)
               ? QString()
               : QStringLiteral("parameters");
}

QByteArray said(const QString &what, const QString &command)
{
    return (what + QLatin1Char('\n') + command).toUtf8();
}

ImportedRequest imported(const QString &text)
{
    const auto request = importCommand(text);
    if (!request)
        qFatal("%s\n%s", qPrintable(request.error()), qPrintable(text));
    return *request;
}

} // namespace

class TestCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What we write as a copper command is the same request for the program itself, and pasted.
    void copperRoundTrip()
    {
        Random random(1); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 2000; ++i) {
            const RequestSpec spec = randomSpec(random);
            const CopiedCommand copied = commandFor(ClientTool::Copper, spec);
            QVERIFY2(copied.leftOut.isEmpty(), qPrintable(copied.leftOut.join(u',')));
            const auto line = splitShellLine(copied.text);
            QVERIFY2(line && line->leftOut.isEmpty(), qPrintable(copied.text));
            const auto command = parseCommandLine(line->words.mid(1));
            QVERIFY2(command.has_value(),
                     said(command ? QString() : command.error().sentence, copied.text));
            const RequestSpec &parsed = std::get<RequestCommand>(*command).requests.at(0);
            QString what = difference(parsed, spec, true);
            QVERIFY2(what.isEmpty(), said(what, copied.text));
            what = difference(imported(copied.text).spec, spec, true);
            QVERIFY2(what.isEmpty(), said(what, copied.text));
        }
    }
    void libcoapRoundTrip()
    {
        Random random(2); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 2000; ++i) {
            RequestSpec spec = randomSpec(random);
            spec.parameters.reset();
            const CopiedCommand copied = commandFor(ClientTool::CoapClient, spec);
            const ImportedRequest back = imported(copied.text);
            QVERIFY(back.tool == ClientTool::CoapClient && back.leftOut.isEmpty());
            const QString what = difference(back.spec, spec, false);
            QVERIFY2(what.isEmpty(), said(what, copied.text));
        }
    }
    void aiocoapRoundTrip()
    {
        Random random(3); // NOLINT(cert-msc51-cpp)
        int whole = 0;
        for (int i = 0; i < 4000; ++i) {
            RequestSpec spec = randomSpec(random);
            spec.parameters.reset();
            const CopiedCommand copied = commandFor(ClientTool::Aiocoap, spec);
            const ImportedRequest back = imported(copied.text);
            if (!copied.leftOut.isEmpty())
                continue;
            ++whole;
            const QString what = difference(back.spec, spec, true);
            QVERIFY2(what.isEmpty(), said(what, copied.text));
        }
        QVERIFY(whole > 100);
    }
    void pasted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("copper"); // the same request
        QTest::addColumn<QString>("leftOut");
        const auto row = [](const char *line, const char *copper, const char *leftOut = "") {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(copper)
                                << QString::fromUtf8(leftOut);
        };
        row("$ coap-client -m get coap://h/a", "copper get coap://h/a");
        row("coap-client-notls -mput -Nw -t json -e '{\"a\":%201}' coap://h/a",
            "copper put coap://h/a --content-format 50 --payload '{\"a\": 1}' --non");
        row("coap-client -O 6, -A link coap://h/", "copper observe coap://h/ --accept 40");
        row("coap-client -O15,a=b -O 4,0xcafe coap://h/",
            "copper get coap://h/ --option ETag=0xcafe --option Uri-Query=a=b");
        row("coap-client -b 2,64 -k secret -u me coaps://h/x",
            "copper get coaps://h/x --block-size 64",
            "the first block;-k: keys belong into Security;-u: keys belong into Security");
        row("coap-client coap://h/ | hexdump -C", "copper get coap://h/", "| hexdump -C");
        row("sudo /usr/bin/copper put --payload=\"$X y\" coap://h/",
            "copper put coap://h/ --payload '$X y'", "$X");
        row("copper get \\\n  --accept cbor \\\n  coap://h/", "copper get coap://h/ --accept 60");
        row("copper get --mid 7 --late-block-size --block-size 64 coap://h/",
            "copper get coap://h/ --block-size 64 --late-block-size --mid 7");
        row("aiocoap-client coap://h/ -m POST --payload @up.bin --payload-initial-szx 2",
            "copper post coap://h/ --file up.bin --block-size 64");
        row("python3 -m aiocoap.cli.client --observe coap://h/", "copper observe coap://h/");
        row("A=1 copper get -v --pcap x.pcapng coap://h/ coap://i/", "copper get coap://h/",
            "--pcap x.pcapng;coap://i/");
        row("coap-client -m put -e $'a\\x09b' coap://h/",
            "copper put coap://h/ --payload-hex 610962");
    }
    void pasted()
    {
        QFETCH(QString, line);
        QFETCH(QString, copper);
        QFETCH(QString, leftOut);
        QVERIFY(looksLikeCommand(line));
        const ImportedRequest request = imported(line);
        QCOMPARE(copperCommand(request.spec, request.observe), copper);
        QCOMPARE(request.leftOut.join(QLatin1Char(';')), leftOut);
    }
    // One clear sentence each.
    void noCommand_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"", "hello there", "coap://h/a", "curl http://h/", "copper", "copper discover",
              "copper get", "copper get http://h/", "copper get coap://h/ --payload 'open",
              "coap-client -m", "coap-client -m gett coap://h/",
              "coap-client -t nonsense coap://h/", "coap-client -b 100 coap://h/",
              "copper get --token 0 coap://h/", "copper get --option Nothing=1 coap://h/",
              "coap-client -O x,1 coap://h/"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void noCommand()
    {
        QFETCH(QString, line);
        const auto request = importCommand(line);
        QVERIFY(!request);
        QVERIFY2(request.error().size() > 10 && !request.error().contains(QLatin1Char('\n')),
                 qPrintable(request.error()));
    }
    void limits()
    {
        QVERIFY(splitShellLine(QString(kMaxCommandText, QLatin1Char('a'))));
        QVERIFY(splitShellLine(QString(kMaxCommandText + 1, QLatin1Char('a'))).error() ==
                ShellFault::TooLong);
        const QString many = QStringLiteral("a ").repeated(kMaxCommandWords);
        QCOMPARE(splitShellLine(many)->words.size(), kMaxCommandWords);
        QVERIFY(splitShellLine(many + QStringLiteral("a b")).error() == ShellFault::TooManyWords);
        QVERIFY(!looksLikeCommand(QString(kMaxCommandText + 1, QLatin1Char('a'))));
    }
    // Any text at all: a request or a sentence.
    void anyText()
    {
        Random random(4); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 5000; ++i) {
            const Bytes bytes = randomBytes(random, below(random, 60), true);
            const QString text = QStringLiteral("coap-client ") +
                                 QString::fromUtf8(asText(bytes).data(), qsizetype(bytes.size()));
            const auto request = importCommand(text);
            QVERIFY(request || !request.error().isEmpty());
        }
    }
    // No key is ever shown again, and none goes into a command.
    void secretsStayOut()
    {
        for (const char *line :
             {"coap-client -u me -k sEsAmE coaps://h/", "coap-client -ksEsAmE coaps://h/",
              "copper get --psk-identity me --psk-hex-file sEsAmE coaps://h/",
              "aiocoap-client --credentials sEsAmE coaps://h/",
              "aiocoap-client --credentials=sEsAmE coaps://h/"}) {
            const ImportedRequest request = imported(QString::fromLatin1(line));
            QString all = request.leftOut.join(QLatin1Char(' ')) + request.spec.uri;
            for (const ClientTool tool :
                 {ClientTool::Copper, ClientTool::CoapClient, ClientTool::Aiocoap})
                all += commandFor(tool, request.spec).text;
            QVERIFY2(!all.contains(QLatin1String("sEsAmE")), qPrintable(all));
            QVERIFY(!request.leftOut.isEmpty());
        }
    }
};

COPPER_TEST(TestCommands);
#include "test_commands.moc"
