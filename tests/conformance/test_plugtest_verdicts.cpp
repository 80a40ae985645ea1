// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that are not our board: without the resources, silent, absent, hostile.
#include "tests/conformance/plugtest_bench.h"
#include "tests/support/test_registry.h"

#include "core/coap/codec.h"

#include <QTest>

using namespace copper;
using copper::test::PlugtestBench;

namespace {

constexpr std::size_t kAllTests = 52;

Message requestIn(const Bytes &datagram)
{
    const auto view = decode(datagram);
    Message message;
    static_cast<MessageHeader &>(message) = *view;
    message.options = Options(view->options);
    return message;
}

Message piggybacked(const Message &request, Code code)
{
    Message answer;
    answer.type = MessageType::Acknowledgement;
    answer.code = code;
    answer.mid = request.mid;
    answer.token = request.token;
    return answer;
}

} // namespace

class TestPlugtestVerdicts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aServerWithNothingFailsNothing()
    {
        PlugtestBench::Setup setup;
        setup.profiles = {};
        PlugtestBench bench(setup);
        bench.play();
        QVERIFY(bench.finished());
        QVERIFY2(bench.idsWith(PlugtestVerdict::Fail).empty(), bench.account().c_str());
        // It has a list of links, and answers a ping.
        QCOMPARE(bench.idsWith(PlugtestVerdict::Pass), std::string("CORE_31 LINK_01"));
        QVERIFY(bench.result("CORE_01").reason.find("4.04 Not Found") != std::string::npos);
    }

    void aSilentServerIsInconclusiveAndSoonGivenUp()
    {
        PlugtestBench::Setup setup;
        setup.silent = true;
        PlugtestBench bench(setup);
        bench.play();
        QVERIFY(bench.finished());
        QVERIFY(!bench.anythingReceived());
        QCOMPARE(bench.results().size(), kAllTests);
        QVERIFY(bench.idsWith(PlugtestVerdict::Pass).empty());
        QVERIFY(bench.idsWith(PlugtestVerdict::Fail).empty());
        QVERIFY(bench.duration() < seconds(5 * 60));
        QVERIFY(bench.result("OBS_14").messages.empty());
        QVERIFY(bench.result("OBS_14").reason.find("does not answer") != std::string::npos);
    }

    void nobodyThereEndsTheRunAtOnce()
    {
        PlugtestBench::Setup setup;
        setup.silent = true;
        PlugtestBench bench(setup);
        bench.loseServer();
        QVERIFY(bench.finished());
        QCOMPARE(bench.results().size(), kAllTests);
        QVERIFY(bench.result("CORE_01").reason.find("nobody listens") != std::string::npos);
        QCOMPARE(bench.result("CORE_02").messages.size(), std::size_t{0});
    }

    // 4.04 where a server is asked, and a ping answered: the rest is a fault, not an absence.
    void aServerThatIgnoresNonRequestsFails()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_05"};
        setup.server = [](const Bytes &datagram) -> std::vector<Bytes> {
            const Message request = requestIn(datagram);
            if (request.type != MessageType::Confirmable)
                return {};
            Message pong;
            pong.type = MessageType::Reset;
            pong.mid = request.mid;
            return {encode(pong)};
        };
        PlugtestBench bench(setup);
        bench.play();
        const PlugtestResult &result = bench.result("CORE_05");
        QCOMPARE(verdictName(result.verdict), std::string_view("FAIL"));
        QVERIFY2(result.reason.find("sent 6 times, though the server answers a ping") !=
                     std::string::npos,
                 result.reason.c_str());
        // Five repeats in each of two attempts, and the second attempt itself.
        QCOMPARE(result.repeats, 11U);
    }

    void aWrongTokenIsSeenAtOnce()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_10"};
        setup.server = [](const Bytes &datagram) -> std::vector<Bytes> {
            Message answer = piggybacked(requestIn(datagram), code::kContent);
            Bytes token = toOwned(answer.token.view());
            token.resize(Token::kMaxLength, 0);
            answer.token = Token(token);
            answer.payload = {'x'};
            return {encode(answer)};
        };
        PlugtestBench bench(setup);
        bench.play();
        const PlugtestResult &result = bench.result("CORE_10");
        QCOMPARE(verdictName(result.verdict), std::string_view("FAIL"));
        QCOMPARE(result.rfc, std::string("RFC 7252 §5.3.1"));
        QVERIFY(result.duration < seconds(1));
    }

    void aMalformedAnswerFails()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_01", "CORE_31"};
        setup.server = [](const Bytes &datagram) -> std::vector<Bytes> {
            return {Bytes{0x6f, 0x45, datagram[2], datagram[3], 0xff}};
        };
        PlugtestBench bench(setup);
        bench.play();
        QCOMPARE(bench.idsWith(PlugtestVerdict::Fail), std::string("CORE_01 CORE_31"));
        QCOMPARE(bench.result("CORE_01").rfc, std::string("RFC 7252 §3"));
    }

    void aFloodEndsTheTest()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_01"};
        setup.server = [mid = std::uint16_t{0}](const Bytes &) mutable {
            std::vector<Bytes> flood;
            for (int i = 0; i < 3'000; ++i) {
                Message message;
                message.type = MessageType::NonConfirmable;
                message.code = code::kEmpty;
                message.mid = {mid++};
                message.type = MessageType::Acknowledgement;
                flood.push_back(encode(message));
            }
            return flood;
        };
        PlugtestBench bench(setup);
        bench.play();
        QVERIFY(bench.finished());
        QCOMPARE(bench.idsWith(PlugtestVerdict::Fail), std::string("CORE_01"));
        QVERIFY(bench.result("CORE_01").messages.size() <= 2'000);
    }

    void aBoardThatIgnoresResetsFails()
    {
        PlugtestBench::Setup setup;
        setup.only = {"OBS_01", "OBS_06", "OBS_12"};
        setup.hears = [](const MessageView &message) {
            return message.type != MessageType::Reset;
        };
        PlugtestBench bench(setup);
        bench.play();
        QCOMPARE(bench.idsWith(PlugtestVerdict::Fail), std::string("OBS_06"));
        QVERIFY(bench.result("OBS_06").reason.find("after 4 Resets") != std::string::npos);
    }

    void aBoardThatNeverSendsAgainFails()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_09", "CORE_15", "CORE_16"};
        setup.sends = [](const Transmit &transmit) {
            return transmit.mark == TransmitMark::None;
        };
        PlugtestBench bench(setup);
        bench.play();
        QCOMPARE(bench.idsWith(PlugtestVerdict::Pass), std::string("CORE_09"));
        QCOMPARE(bench.idsWith(PlugtestVerdict::Fail), std::string("CORE_15 CORE_16"));
        // What did not come was waited for twice.
        QVERIFY(bench.result("CORE_16").repeats >= 1);
    }

    void aBoardThatDoesNotHearTheDeregistrationFails()
    {
        PlugtestBench::Setup setup;
        setup.only = {"OBS_12"};
        setup.hears = [](const MessageView &message) {
            return message.options.uintValue(OptionNumber::Observe) != 1U;
        };
        PlugtestBench bench(setup);
        bench.play();
        QCOMPARE(bench.idsWith(PlugtestVerdict::Fail), std::string("OBS_12"));
        QVERIFY(!bench.result("OBS_12").reason.empty());
    }

    void anErrorSaysWhatCame()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_14"};
        setup.server = [](const Bytes &datagram) -> std::vector<Bytes> {
            const Message request = requestIn(datagram);
            return {encode(piggybacked(request, code::kInternalServerError))};
        };
        PlugtestBench bench(setup);
        bench.play();
        QCOMPARE(bench.result("CORE_14").reason,
                 std::string("2.05 Content expected, 5.00 Internal Server Error came"));
    }
};

COPPER_TEST(TestPlugtestVerdicts);
#include "test_plugtest_verdicts.moc"
