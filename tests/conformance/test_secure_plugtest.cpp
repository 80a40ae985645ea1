// SPDX-License-Identifier: GPL-3.0-or-later
// The ETSI DTLS tests against our own board in virtual time: what passes and with which records,
// planted defects that fail exactly one, and servers that cannot be judged.
#include "core/capture/dtls_record.h"
#include "core/sim/device_profiles.h"
#include "tests/conformance/secure_plugtest_bench.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;
using copper::test::SecurePlugtestBench;

namespace {

const QString kPsk = QStringLiteral("DTLS_01 PASS, DTLS_02 PASS, DTLS_03 PASS");
const QString kRpk = QStringLiteral("DTLS_04 INCONCLUSIVE, DTLS_05 INCONCLUSIVE, "
                                    "DTLS_06 INCONCLUSIVE, DTLS_07 INCONCLUSIVE");

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

bool says(const PlugtestResult &result, const char *words)
{
    return result.reason.find(words) != std::string::npos;
}

// "-> ClientHello"
QStringList steps(const PlugtestResult &result, PlugtestMessage::Fate fate)
{
    QStringList lines;
    for (const PlugtestMessage &message : result.messages) {
        if (message.layer == PlugtestMessage::Layer::Record && message.fate == fate)
            lines << QLatin1String(message.outgoing ? "-> " : "<- ") +
                         text(recordText(message.datagram));
    }
    return lines;
}

bool isAlert(ByteView datagram)
{
    const auto records = readDtlsDatagram(datagram).records;
    return !records.empty() &&
           records.front().type == static_cast<std::uint8_t>(DtlsContentType::Alert);
}

void compare(const SecurePlugtestBench &bench, const QString &verdicts)
{
    QVERIFY(bench.finished());
    QVERIFY2(text(bench.verdicts()) == verdicts, bench.account().c_str());
    QCOMPARE(bench.sentInTheClear(), std::size_t{0});
}

} // namespace

class TestSecurePlugtest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGroupIsTheListOfTheTests()
    {
        const auto all = securePlugtestDescriptions();
        QCOMPARE(all.size(), std::size_t{7});
        std::size_t at = 0;
        const QJsonObject list = test::loadVectors(QStringLiteral("plugtest-td.json"));
        for (const QJsonValue &value : list.value(QStringLiteral("tests")).toArray()) {
            const QString id = value[QStringLiteral("id")].toString();
            if (!id.startsWith(QStringLiteral("TD_COAP_DTLS")))
                continue;
            QVERIFY(at < all.size());
            QCOMPARE(QString::fromUtf8(all[at].id), id);
            QCOMPARE(QString::fromUtf8(all[at].objective),
                     value[QStringLiteral("objective")].toString());
            QCOMPARE(QString::fromUtf8(all[at].resource),
                     value[QStringLiteral("resource")].toString());
            QVERIFY(std::string(all[at].rfc).rfind("RFC ", 0) == 0);
            QCOMPARE(findPlugtest(all[at].id + std::string("TD_COAP_").size()), &all[at]);
            QVERIFY(isSecurePlugtest(all[at]));
            ++at;
        }
        QCOMPARE(at, all.size());
        for (const PlugtestDescription &clear : plugtestDescriptions())
            QVERIFY(!isSecurePlugtest(clear));
    }

    void ourBoardPasses()
    {
        SecurePlugtestBench bench({});
        bench.play();
        compare(bench, kPsk + QStringLiteral(", ") + kRpk);
        QVERIFY(bench.anythingReceived());
        // A handshake each, each from a port of its own; mbedTLS has keys before they are proved.
        QCOMPARE(bench.ports(), std::size_t{3});
        QCOMPARE(bench.keysExported(), std::size_t{3});
        QCOMPARE(text(bench.result("DTLS_01").reason), QString());
        QVERIFY(says(bench.result("DTLS_04"), "raw public keys are not in the DTLS library"));
        QCOMPARE(bench.result("DTLS_04").rfc, std::string("RFC 7252 §9.1.3.2"));
    }

    void theRecordsProveIt()
    {
        SecurePlugtestBench bench({});
        bench.play();
        const auto &messages = bench.result("DTLS_01").messages;
        QCOMPARE(
            steps(bench.result("DTLS_01"), PlugtestMessage::Fate::Normal),
            (QStringList{QStringLiteral("-> ClientHello"), QStringLiteral("<- HelloVerifyRequest"),
                         QStringLiteral("-> ClientHello"),
                         QStringLiteral("<- ServerHello, ServerHelloDone"),
                         QStringLiteral("-> ClientKeyExchange, change_cipher_spec, "
                                        "Finished, encrypted"),
                         QStringLiteral("<- NewSessionTicket, change_cipher_spec, "
                                        "Finished, encrypted"),
                         QStringLiteral("-> alert, encrypted")}));
        const auto secure =
            std::count_if(messages.begin(), messages.end(), [](const PlugtestMessage &message) {
                return message.layer == PlugtestMessage::Layer::Secure;
            });
        QCOMPARE(secure, 2); // GET /secure and its answer
        QVERIFY(steps(bench.result("DTLS_02"), PlugtestMessage::Fate::Normal)
                    .contains(QStringLiteral("<- alert bad_record_mac")));
        QVERIFY(says(bench.result("DTLS_02"), "refused with the alert bad_record_mac"));
    }

    void eachDatagramOfTheHandshakeIsLostOnce()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_03"};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_03 PASS"));
        const PlugtestResult &result = bench.result("DTLS_03");
        QCOMPARE(steps(result, PlugtestMessage::Fate::Lost).size(), 6); // three each way
        for (const QString &lost : steps(result, PlugtestMessage::Fate::Lost))
            QVERIFY2(steps(result, PlugtestMessage::Fate::Retransmission).contains(lost),
                     qPrintable(lost));
        QVERIFY(result.repeats == 0);
        QVERIFY(result.duration < seconds(20));
    }

    void allPassOnALossyNetwork_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void allPassOnALossyNetwork()
    {
        QFETCH(int, seed);
        SecurePlugtestBench::Setup setup;
        setup.seed = static_cast<std::uint64_t>(seed);
        setup.faults.loss = 0.1;
        setup.faults.duplicate = 0.1;
        setup.faults.reorder = 0.1;
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, kPsk + QStringLiteral(", ") + kRpk);
    }

    void aDefectFailsTheTestThatAsksForIt_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::addColumn<QString>("verdicts");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("any-key") << "any-key"
                                 << "DTLS_01 PASS, DTLS_02 FAIL, DTLS_03 PASS"
                                 << QByteArray("made with a wrong key, and the server went on");
        QTest::newRow("handshake-once") << "handshake-once"
                                        << "DTLS_01 PASS, DTLS_02 PASS, DTLS_03 FAIL"
                                        << QByteArray("was lost once and did not come again");
    }
    void aDefectFailsTheTestThatAsksForIt()
    {
        QFETCH(QString, defect);
        QFETCH(QString, verdicts);
        QFETCH(QByteArray, reason);
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01", "DTLS_02", "DTLS_03"};
        setup.defects = {*boardDefectByName(defect.toStdString())};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, verdicts);
        for (const PlugtestResult &result : bench.results()) {
            if (result.verdict == PlugtestVerdict::Fail)
                QVERIFY2(says(result, reason.constData()), result.reason.c_str());
        }
    }

    // The last flight of the server is not sent again either, though the first was.
    void aLastFlightThatIsNotSentAgainFails()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_03"};
        setup.sends = [sent = 0](ByteView datagram) mutable {
            const auto records = readDtlsDatagram(datagram).records;
            const bool last =
                !records.empty() && records.back().epoch == 1 &&
                records.back().type == static_cast<std::uint8_t>(DtlsContentType::Handshake);
            return !last || sent++ == 0 ? toOwned(datagram) : Bytes();
        };
        SecurePlugtestBench bench(setup);
        bench.play();
        QVERIFY2(says(bench.result("DTLS_03"), "Finished, encrypted was lost once and did not") ||
                     says(bench.result("DTLS_03"), "no answer to our Finished"),
                 bench.account().c_str());
        QCOMPARE(text(bench.verdicts()), QStringLiteral("DTLS_03 FAIL"));
        QCOMPARE(bench.result("DTLS_03").repeats, 1U); // what does not come is waited for twice
    }

    void silenceAfterAWrongKeyPassesWithARemark()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01", "DTLS_02"};
        setup.sends = [](ByteView datagram) {
            return isAlert(datagram) ? Bytes() : toOwned(datagram);
        };
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_01 PASS, DTLS_02 PASS"));
        QVERIFY(says(bench.result("DTLS_02"), "says nothing more after a Finished"));
        QCOMPARE(bench.result("DTLS_02").rfc, std::string("RFC 6347 §4.1.2.7"));
    }

    void aGoodbyeAfterAWrongKeyPassesWithARemark()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_02"};
        setup.sends = [](ByteView datagram) {
            Bytes out = toOwned(datagram);
            if (isAlert(datagram)) { // a warning, close_notify
                out[kDtlsRecordHeader] = 1;
                out[kDtlsRecordHeader + 1] = 0;
            }
            return out;
        };
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_02 PASS"));
        QVERIFY(says(bench.result("DTLS_02"), "refused by close_notify"));
    }

    void aServerThatTakesTheWrongKeyFails()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_02"};
        setup.keys = {{"password", "wrong"}};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_02 FAIL"));
        QVERIFY(says(bench.result("DTLS_02"), "the handshake with a wrong key came to its end"));
    }

    void aServerWithAnotherKeyFailsTheRightOne()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01", "DTLS_02", "DTLS_03"};
        setup.keys = {{"password", "another"}};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_01 FAIL, DTLS_02 PASS, DTLS_03 FAIL"));
        QVERIFY(says(bench.result("DTLS_01"), "another key for the identity \"password\""));
    }

    // Nothing can be said about a key that is never asked for.
    void aServerThatDoesNotKnowUsCannotBeJudged()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01", "DTLS_02", "DTLS_03"};
        setup.keys = {{"somebody", "sesame"}};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench,
                QStringLiteral("DTLS_01 INCONCLUSIVE, DTLS_02 INCONCLUSIVE, DTLS_03 INCONCLUSIVE"));
        for (const PlugtestResult &result : bench.results())
            QVERIFY2(says(result, "does not know the identity \"password\""),
                     result.reason.c_str());
    }

    void ourOwnPairForOurOwnBoard()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01", "DTLS_02", "DTLS_03"};
        setup.keys = {{"bench", "wrong"}}; // a key that the test would else take for the wrong one
        setup.credential =
            *makePskCredential(toOwned(asBytes("bench")), SecretBytes::copyOf(asBytes("wrong")));
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, kPsk);
    }

    void withoutTheSuiteThatAllHaveItFails()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_01"};
        setup.suites = {CipherSuite::PskAes128GcmSha256};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_01 FAIL"));
        QVERIFY(says(bench.result("DTLS_01"), "does not take TLS_PSK_WITH_AES_128_CCM_8"));
        QCOMPARE(bench.result("DTLS_01").rfc, std::string("RFC 7252 §9.1.3.1"));
    }

    void withoutTheResourceItCannotBeTried()
    {
        SecurePlugtestBench::Setup setup;
        setup.profiles = {};
        setup.only = {"DTLS_01", "DTLS_02"};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_01 INCONCLUSIVE, DTLS_02 PASS"));
        QVERIFY(says(bench.result("DTLS_01"), "4.04 Not Found"));
    }

    void aSilentServerIsInconclusive()
    {
        SecurePlugtestBench::Setup setup;
        setup.hears = [](ByteView) {
            return false;
        };
        SecurePlugtestBench bench(setup);
        bench.play();
        QVERIFY(bench.finished());
        QVERIFY(!bench.anythingReceived());
        QCOMPARE(
            text(bench.verdicts()),
            QStringLiteral("DTLS_01 INCONCLUSIVE, DTLS_02 INCONCLUSIVE, DTLS_03 INCONCLUSIVE, ") +
                kRpk);
        QVERIFY(says(bench.result("DTLS_01"), "no answer to the ClientHello"));
    }

    // Where nothing is asked, nobody was silent.
    void rawPublicKeysAloneAskNothing()
    {
        SecurePlugtestBench::Setup setup;
        setup.only = {"DTLS_04"};
        SecurePlugtestBench bench(setup);
        bench.play();
        compare(bench, QStringLiteral("DTLS_04 INCONCLUSIVE"));
        QVERIFY(bench.anythingReceived());
        QVERIFY(bench.result("DTLS_04").messages.empty());
    }
};

COPPER_TEST(TestSecurePlugtest);
#include "test_secure_plugtest.moc"
