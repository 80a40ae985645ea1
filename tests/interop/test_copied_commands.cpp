// SPDX-License-Identifier: GPL-3.0-or-later
// A request that is copied as a command of coap-client, run as such: copper-board's /echo says what
// came, and it must be what copper sends for the same request.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "ui/text/copper_command.h"
#include "ui/text/shell_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

// What /echo says of a request, but for what a client adds of its own accord.
QJsonObject echoOf(const QByteArray &json)
{
    QJsonObject object = QJsonDocument::fromJson(json).object();
    // libcoap says the port of the URI where it is not 5683, which changes nothing.
    QJsonArray options;
    for (const QJsonValue &option : object.value(QStringLiteral("options")).toArray()) {
        if (option.toObject().value(QStringLiteral("number")).toInt() != 7)
            options.append(option);
    }
    object.insert(QStringLiteral("options"), options);
    return object;
}

RequestSpec post(const RunningBoard &board, Bytes payload)
{
    RequestSpec spec;
    spec.uri = board.uri(QStringLiteral("/echo?a=b%20c"));
    spec.method = code::kPost;
    spec.payload = std::make_shared<const Bytes>(std::move(payload));
    return spec;
}

} // namespace

class TestCopiedCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void coapClient()
    {
        if (!isInstalled(QStringLiteral("coap-client-notls")))
            QSKIP("libcoap3-bin is not installed");
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        std::vector<RequestSpec> specs;
        specs.push_back(post(board, {0x00, 0xff, '%', '\'', '"', ' ', '\n'}));
        specs.back().options.setUint(OptionNumber::ContentFormat, 42);
        specs.push_back(post(board, toOwned(asBytes("{\"a\": \"$HOME\"}"))));
        specs.back().options.setUint(OptionNumber::ContentFormat, 50);
        specs.back().options.setUint(OptionNumber::Accept, 50);
        specs.back().options.add(OptionNumber::ETag, Bytes{0xca, 0xfe});
        specs.back().options.add(static_cast<OptionNumber>(65000), Bytes{0x00, 0x30});
        specs.back().confirmable = false;
        specs.push_back(post(board, toOwned(asBytes("0x41"))));
        specs.back().options.add(static_cast<OptionNumber>(65000), {});
        specs.back().method = code::kPut;
        for (const RequestSpec &spec : specs) {
            const auto wordsOf = [&spec](ClientTool tool) {
                return splitShellLine(commandFor(tool, spec).text)->words.mid(1);
            };
            const Finished ours =
                copper::test::run(QStringLiteral("copper"), wordsOf(ClientTool::Copper));
            const Finished theirs = copper::test::run(QStringLiteral("coap-client-notls"),
                                                      wordsOf(ClientTool::CoapClient));
            QCOMPARE(ours.exitCode, 0);
            QVERIFY2(!echoOf(ours.out).isEmpty(), ours.out.constData());
            QVERIFY2(echoOf(ours.out) == echoOf(theirs.out),
                     QByteArray(ours.out + '\n' + theirs.out + theirs.err).constData());
        }
    }
};

COPPER_TEST(TestCopiedCommands);
#include "test_copied_commands.moc"
