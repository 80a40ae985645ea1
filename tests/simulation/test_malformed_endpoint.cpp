// SPDX-License-Identifier: GPL-3.0-or-later
// Every datagram of malformed.json against an endpoint, as CON and, where the case is a CON, as
// NON: does it react by the case's `action`?
#include "core/coap/codec.h"
#include "tests/simulation/sim_pair.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

bool startsConfirmable(const Bytes &datagram)
{
    return !datagram.empty() && ((datagram[0] >> 4) & 3) == 0;
}

// What came out when `datagram` was given to a server with the resource /a.
struct Reaction
{
    std::vector<Message> sent;
    std::vector<RequestReceived> requests;
};

Reaction reactionOf(const Bytes &datagram)
{
    SeededRandom random(7);
    EndpointConfig config;
    config.serves = true;
    Endpoint server(config, random);
    const TimePoint now{seconds(100)};
    server.handleDatagram(now, PeerId{1}, datagram);
    Reaction reaction;
    while (std::optional<Output> output = server.pollOutput()) {
        if (const auto *out = std::get_if<Transmit>(&*output)) {
            const auto decoded = decode(out->datagram);
            Message message;
            static_cast<MessageHeader &>(message) = *decoded;
            message.options = Options(decoded->options);
            message.payload = toOwned(decoded->payload);
            reaction.sent.push_back(std::move(message));
        } else if (const auto *request = std::get_if<RequestReceived>(&*output)) {
            reaction.requests.push_back(*request);
            Response response;
            if (request->options.view().uriPath() != "/a")
                response.code = code::kNotFound;
            else
                response.payload = toOwned(asBytes("value"));
            (void)server.respond(now, request->request, response);
        } else if (const auto *offer = std::get_if<UploadOffered>(&*output)) {
            (void)server.acceptUpload(now, offer->request, std::make_shared<MemorySink>(1U << 20U),
                                      1U << 20U);
        }
    }
    return reaction;
}

// A client that waits for the answer to a GET with an empty token; the datagram gets the Message ID
// of its request where it is an ACK or RST.
struct WaitingClient
{
    explicit WaitingClient(bool observe, bool inDownload)
    {
        Request request;
        request.token = Token{};
        request.options.addString(OptionNumber::UriPath, "a");
        if (observe)
            (void)client.observe(now, PeerId{1}, std::move(request));
        else
            (void)client.sendRequest(now, PeerId{1}, std::move(request));
        drain();
        if (!inDownload)
            return;
        MessageHeader header{MessageType::Acknowledgement, code::kContent, mid, Token{}};
        Options options;
        options.addUint(OptionNumber::Block2, BlockValue{0, true, 6}.toUint());
        client.handleDatagram(now, PeerId{1}, encode(header, options, Bytes(1024, 'a')));
        drain();
    }
    void give(Bytes datagram)
    {
        if (((datagram[0] >> 4) & 3) >= 2) {
            datagram[2] = static_cast<std::uint8_t>(mid.value >> 8);
            datagram[3] = static_cast<std::uint8_t>(mid.value);
        }
        client.handleDatagram(now, PeerId{1}, datagram);
        drain();
    }
    void drain()
    {
        while (std::optional<Output> output = client.pollOutput()) {
            if (const auto *out = std::get_if<Transmit>(&*output)) {
                const auto decoded = decode(out->datagram);
                if (decoded->type == MessageType::Confirmable)
                    mid = decoded->mid;
                ++sent;
            } else if (const auto *response = std::get_if<ResponseReceived>(&*output)) {
                responses.push_back(*response);
            } else if (const auto *failed = std::get_if<ExchangeFailed>(&*output)) {
                failures.push_back(*failed);
            }
        }
    }
    SeededRandom random{9};
    Endpoint client{EndpointConfig{}, random};
    TimePoint now{seconds(100)};
    MessageId mid;
    unsigned sent = 0;
    std::vector<ResponseReceived> responses;
    std::vector<ExchangeFailed> failures;
};

} // namespace

class TestMalformedEndpoint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serverCase_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QString>("action");
        const QJsonArray cases =
            loadVectors(QStringLiteral("malformed.json")).value(QLatin1String("cases")).toArray();
        for (const QJsonValue &value : cases) {
            if (value[QLatin1String("receiver")].toString() == QLatin1String("client"))
                continue;
            QTest::newRow(qPrintable(value[QLatin1String("id")].toString()))
                << value[QLatin1String("hex")].toString()
                << value[QLatin1String("action")].toString();
        }
    }

    void serverCase()
    {
        QFETCH(QString, hex);
        QFETCH(QString, action);
        Bytes datagram = bytesFromHex(hex);
        check(datagram, action, startsConfirmable(datagram));
        if (startsConfirmable(datagram)) {
            datagram[0] |= 0x10;
            check(datagram, action, false);
        }
    }

    // The same, one by one, on the client's side.
    void longContentFormatIsIgnored() { delivers("60451234c3010203ff78", false); }
    void longEtagIsIgnored() { delivers("6045123449313233343536373839ff78", false); }
    void longObserveIsIgnored() { delivers("404512346400000001ff78", true); }

    void resetWithPayloadIsDropped()
    {
        WaitingClient client(false, false);
        client.give(bytesFromHex(QStringLiteral("70451234ff78")));
        QVERIFY(client.responses.empty());
        QVERIFY(client.failures.empty());
        QCOMPARE(client.sent, 1U);
    }
    void wrongBlockNumberIsNotSpliced()
    {
        WaitingClient client(false, true);
        Bytes payload(1024, 'd');
        client.give(withBlock2(BlockValue{9, true, 6}, payload));
        QVERIFY(client.responses.empty());
        QCOMPARE(client.failures.size(), std::size_t{1});
        QVERIFY(client.failures[0].reason == FailureReason::MalformedResponse);
    }
    void lastNumberWithMoreEnds()
    {
        WaitingClient client(false, false);
        client.give(withBlock2(BlockValue{0xfffff, true, 6}, Bytes(1024, 'd')));
        QVERIFY(client.responses.empty());
        QCOMPARE(client.failures.size(), std::size_t{1});
    }

private:
    static Bytes withBlock2(BlockValue block, const Bytes &payload)
    {
        MessageHeader header{MessageType::Acknowledgement, code::kContent, MessageId{0}, Token{}};
        Options options;
        options.addUint(OptionNumber::Block2, block.toUint());
        return encode(header, options, payload);
    }

    void delivers(const char *hex, bool observe)
    {
        WaitingClient client(observe, false);
        client.give(bytesFromHex(QLatin1String(hex)));
        QCOMPARE(client.responses.size(), std::size_t{1});
        QCOMPARE(asText(client.responses[0].payload), std::string_view("x"));
        QVERIFY(!client.responses[0].options.uintValue(OptionNumber::ContentFormat));
        QVERIFY(!client.responses[0].observe);
    }

    // `confirmable`: the datagram is a CON; then `action` is what must happen, else its form for
    // NON.
    static void check(const Bytes &datagram, const QString &action, bool confirmable)
    {
        const Reaction reaction = reactionOf(datagram);
        const auto answeredBy = [&](std::initializer_list<Code> codes) {
            QCOMPARE(reaction.sent.size(), std::size_t{1});
            const Message &answer = reaction.sent[0];
            QVERIFY2(std::find(codes.begin(), codes.end(), answer.code) != codes.end(),
                     codeDigits(answer.code).c_str());
            QVERIFY(answer.type ==
                    (confirmable ? MessageType::Acknowledgement : MessageType::NonConfirmable));
        };
        if (action.startsWith(QLatin1String("silent drop"))) {
            QVERIFY(reaction.sent.empty());
            QVERIFY(reaction.requests.empty());
        } else if (action.startsWith(QLatin1String("RST"))) {
            if (confirmable) {
                QCOMPARE(reaction.sent.size(), std::size_t{1});
                QVERIFY(reaction.sent[0].type == MessageType::Reset);
                QVERIFY(reaction.sent[0].code.isEmpty());
                QCOMPARE(int{reaction.sent[0].mid.value}, (datagram[2] << 8) | datagram[3]);
            } else {
                QVERIFY(reaction.sent.empty());
            }
        } else if (action.startsWith(QLatin1String("4.02"))) {
            if (confirmable)
                answeredBy({code::kBadOption});
            else
                QVERIFY(reaction.sent.empty());
        } else if (action.startsWith(QLatin1String("4.05"))) {
            answeredBy({code::kMethodNotAllowed});
        } else if (action.startsWith(QLatin1String("4.00 or 4.04"))) {
            answeredBy({code::kBadRequest, code::kNotFound});
        } else if (action.startsWith(QLatin1String("4.00"))) {
            answeredBy({code::kBadRequest});
        } else if (action.startsWith(QLatin1String("4.04"))) {
            answeredBy({code::kNotFound});
        } else if (action.startsWith(QLatin1String("4.13"))) {
            // Without the short middle block that the case also has, as the claim is what counts.
            answeredBy({code::kRequestEntityTooLarge, code::kBadRequest});
        } else if (action.startsWith(QLatin1String("4.08"))) {
            answeredBy({code::kRequestEntityIncomplete, code::kContent, code::kBadRequest});
        } else if (action.startsWith(QLatin1String("normal processing")) ||
                   action.startsWith(QLatin1String("ignore option 0"))) {
            answeredBy({code::kContent});
        } else {
            QFAIL(qPrintable(QStringLiteral("no check for: ") + action));
        }
    }
};

COPPER_TEST(TestMalformedEndpoint);
#include "test_malformed_endpoint.moc"
