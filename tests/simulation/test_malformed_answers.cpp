// SPDX-License-Identifier: GPL-3.0-or-later
// Every datagram of malformed.json as the answer to a request that waits: as it is, and with type,
// code, Message ID and token forged so that it fits. Nothing malformed is ever delivered or ends an
// exchange, and nothing is left when the lifetimes have passed.
#include "core/coap/codec.h"
#include "core/coap/endpoint.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

constexpr PeerId kServer{1};

enum class Waiting { Con, Non, Observation, Download, Upload };

// An asker whose request is under way; in the middle of the body for Download and Upload.
struct Asker
{
    explicit Asker(Waiting kind)
    {
        Request request;
        request.options.addString(OptionNumber::UriPath, "a");
        request.confirmable = kind != Waiting::Non;
        if (kind == Waiting::Upload) {
            request.method = code::kPut;
            request.body = std::make_shared<MemorySource>(Bytes(3000, 'u'));
        }
        const auto id = kind == Waiting::Observation
                            ? endpoint.observe(now, kServer, std::move(request))
                            : endpoint.sendRequest(now, kServer, std::move(request));
        exchange = *id;
        drain();
        if (kind == Waiting::Observation)
            answer(code::kContent, OptionNumber::Observe, 1, Bytes(1, 'r'));
        else if (kind == Waiting::Download)
            answer(code::kContent, OptionNumber::Block2, BlockValue{0, true, 6}.toUint(),
                   Bytes(1024, 'a'));
        else if (kind == Waiting::Upload)
            answer(code::kContinue, OptionNumber::Block1, BlockValue{0, true, 6}.toUint(), {});
        sent.clear();
        responses.clear();
    }
    void answer(Code with, OptionNumber option, std::uint32_t value, const Bytes &payload)
    {
        Options options;
        options.addUint(option, value);
        give(encode({MessageType::Acknowledgement, with, mid, token}, options, payload));
    }
    void give(const Bytes &datagram)
    {
        endpoint.handleDatagram(now, kServer, datagram);
        drain();
    }
    void drain()
    {
        while (std::optional<Output> output = endpoint.pollOutput()) {
            if (const auto *out = std::get_if<Transmit>(&*output)) {
                const auto decoded = decode(out->datagram);
                QVERIFY(decoded);
                if (decoded->code.isRequest()) {
                    mid = decoded->mid;
                    token = decoded->token;
                }
                sent.push_back(out->datagram);
            } else if (const auto *response = std::get_if<ResponseReceived>(&*output)) {
                responses.push_back(*response);
            } else if (const auto *failed = std::get_if<ExchangeFailed>(&*output)) {
                failures.push_back(*failed);
            }
        }
    }
    // Until nothing is left to happen; nobody answers any more.
    void runOut()
    {
        const TimePoint end = now + seconds(3000);
        while (const std::optional<TimePoint> next = endpoint.nextTimeout()) {
            if (*next > end)
                return;
            now = std::max(now, *next);
            endpoint.handleTimeout(now);
            drain();
        }
    }
    std::size_t terminalEvents() const
    {
        return failures.size() + static_cast<std::size_t>(std::count_if(
                                     responses.begin(), responses.end(),
                                     [](const ResponseReceived &r) { return r.last; }));
    }
    SeededRandom random{9};
    Endpoint endpoint{EndpointConfig{}, random};
    TimePoint now{seconds(100)};
    ExchangeId exchange;
    MessageId mid;
    Token token;
    std::vector<Bytes> sent;
    std::vector<ResponseReceived> responses;
    std::vector<ExchangeFailed> failures;
};

// The vector as the hostile peer would send it to fit this request. What has no room for a Message
// ID or claims a token length of its own stays as it is there.
Bytes forged(Bytes datagram, MessageType type, std::optional<Code> code, const Asker &asker)
{
    if (datagram.size() < 4)
        return datagram;
    datagram[0] = static_cast<std::uint8_t>((datagram[0] & 0xcf) | (static_cast<int>(type) << 4));
    if (code)
        datagram[1] = code->raw;
    datagram[2] = static_cast<std::uint8_t>(asker.mid.value >> 8);
    datagram[3] = static_cast<std::uint8_t>(asker.mid.value);
    if ((datagram[0] & 0x0f) == 0 && datagram[1] != 0) {
        const ByteView token = asker.token.view();
        datagram[0] |= static_cast<std::uint8_t>(token.size());
        datagram.insert(datagram.begin() + 4, token.begin(), token.end());
    }
    return datagram;
}

// RFC 7252 §4.2, §4.3 and §5.3.2: may this be taken for the answer at all?
bool mayAnswer(const Result<MessageView, DecodeError> &message, const Asker &asker)
{
    return message && message->type != MessageType::Reset && message->code.isResponse() &&
           message->token == asker.token &&
           (message->type != MessageType::Acknowledgement || message->mid == asker.mid);
}

} // namespace

class TestMalformedAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVector_data()
    {
        QTest::addColumn<int>("waiting");
        QTest::newRow("CON") << static_cast<int>(Waiting::Con);
        QTest::newRow("NON") << static_cast<int>(Waiting::Non);
        QTest::newRow("observation") << static_cast<int>(Waiting::Observation);
        QTest::newRow("download") << static_cast<int>(Waiting::Download);
        QTest::newRow("upload") << static_cast<int>(Waiting::Upload);
    }
    void everyVector()
    {
        QFETCH(int, waiting);
        const auto kind = static_cast<Waiting>(waiting);
        const QJsonArray cases =
            loadVectors(QStringLiteral("malformed.json")).value(QLatin1String("cases")).toArray();
        QVERIFY(cases.size() > 40);
        unsigned refused = 0;
        unsigned delivered = 0;
        for (const QJsonValue &value : cases) {
            const Bytes vector = bytesFromHex(value[QLatin1String("hex")].toString());
            for (const MessageType type : {MessageType::Confirmable, MessageType::NonConfirmable,
                                           MessageType::Acknowledgement, MessageType::Reset}) {
                for (const std::optional<Code> code :
                     {std::optional<Code>(), std::optional<Code>(code::kContent)}) {
                    const Bytes datagram = forged(vector, type, code, Asker(kind));
                    check(kind, datagram, refused, delivered);
                    if (QTest::currentTestFailed()) {
                        qWarning("%s as type %d", qPrintable(value[QLatin1String("id")].toString()),
                                 static_cast<int>(type));
                        return;
                    }
                }
            }
            check(kind, vector, refused, delivered);
        }
        QVERIFY(refused > 100);
        // In the middle of an upload a success without Block1 is none (RFC 7959 §2.3).
        QCOMPARE(delivered > 0, kind != Waiting::Upload);
    }

    // The cases about answers, one by one: what the right end is.
    void rightEnd_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("reason"); // -1: delivered
        QTest::newRow("bad ETag") << QStringLiteral("M43-etag-9-bytes") << -1;
        QTest::newRow("markup") << QStringLiteral("M61-linkformat-markup") << -1;
        QTest::newRow("depth bomb") << QStringLiteral("M64-cbor-depth-bomb") << -1;
        QTest::newRow("critical option")
            << QStringLiteral("M37-unknown-critical") << static_cast<int>(FailureReason::BadOption);
        QTest::newRow("block nobody asked for")
            << QStringLiteral("M55-block2-num-unasked")
            << static_cast<int>(FailureReason::MalformedResponse);
        QTest::newRow("last number, more") << QStringLiteral("M56-block2-last-number-more")
                                           << static_cast<int>(FailureReason::MalformedResponse);
        QTest::newRow("marker only")
            << QStringLiteral("M23-marker-only") << static_cast<int>(FailureReason::Timeout);
        QTest::newRow("Reset with payload")
            << QStringLiteral("M34-rst-with-payload") << static_cast<int>(FailureReason::Timeout);
    }
    void rightEnd()
    {
        QFETCH(QString, id);
        QFETCH(int, reason);
        const bool reset = id == QLatin1String("M34-rst-with-payload");
        Asker asker(Waiting::Con);
        const QJsonArray cases =
            loadVectors(QStringLiteral("malformed.json")).value(QLatin1String("cases")).toArray();
        const auto found = std::find_if(cases.begin(), cases.end(), [&](const QJsonValue &value) {
            return value[QLatin1String("id")].toString() == id;
        });
        QVERIFY(found != cases.end());
        const QJsonValue value = *found;
        asker.give(forged(bytesFromHex(value[QLatin1String("hex")].toString()),
                          reset ? MessageType::Reset : MessageType::Acknowledgement, code::kContent,
                          asker));
        asker.runOut();
        QCOMPARE(asker.responses.size(), std::size_t{reason < 0 ? 1U : 0U});
        QCOMPARE(asker.failures.size(), std::size_t{reason < 0 ? 0U : 1U});
        if (reason >= 0)
            QCOMPARE(static_cast<int>(asker.failures[0].reason), reason);
        QVERIFY(asker.endpoint.tables().empty());
    }

private:
    static void check(Waiting kind, const Bytes &datagram, unsigned &refused, unsigned &delivered)
    {
        Asker asker(kind);
        const MessageId mid = asker.mid;
        const auto message = decode(datagram);
        const bool may = mayAnswer(message, asker);
        asker.give(datagram);
        for (const ResponseReceived &response : asker.responses) {
            QVERIFY(may);
            // Never spliced with what came before.
            QVERIFY(equalBytes(response.payload, message->payload));
            ++delivered;
        }
        if (!may) {
            ++refused;
            checkRefused(asker, datagram, message, mid);
        }
        if (QTest::currentTestFailed())
            return;
        if (kind == Waiting::Observation)
            asker.endpoint.cancel(asker.now, asker.exchange);
        asker.drain();
        asker.runOut();
        QCOMPARE(asker.terminalEvents(), std::size_t{1});
        QVERIFY(asker.endpoint.tables().empty());
    }

    // What is no answer ends nothing, but for the proper Reset of our message; it draws a Reset
    // when it is a CON, an answer of our side when it is a request, else nothing.
    static void checkRefused(const Asker &asker, const Bytes &datagram,
                             const Result<MessageView, DecodeError> &message, MessageId mid)
    {
        const bool properReset = message && message->type == MessageType::Reset &&
                                 message->code.isEmpty() && message->mid == mid;
        QVERIFY(asker.responses.empty());
        if (!properReset)
            QVERIFY(asker.failures.empty());
        const bool confirmable = datagram.size() >= 4 && (datagram[0] >> 4) == 4;
        const bool request = message && message->code.isRequest();
        if (!confirmable && !request)
            QVERIFY(asker.sent.empty());
        if (message || !confirmable)
            return;
        QCOMPARE(asker.sent.size(), std::size_t{1});
        const auto reply = decode(asker.sent[0]);
        QVERIFY(reply && reply->type == MessageType::Reset && reply->code.isEmpty());
        QCOMPARE(int{reply->mid.value}, (datagram[2] << 8) | datagram[3]);
    }
};

COPPER_TEST(TestMalformedAnswers);
#include "test_malformed_answers.moc"
