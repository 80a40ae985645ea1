// SPDX-License-Identifier: GPL-3.0-or-later
// The ETSI tests against our own board in virtual time: all pass, also on a lossy network; each
// planted defect fails the tests that ask for it, and no other.
#include "tests/conformance/plugtest_bench.h"
#include "tests/support/test_registry.h"

#include "core/coap/codec.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace copper;
using copper::test::PlugtestBench;

namespace {

constexpr std::size_t kAllTests = 52;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

void compareVerdicts(const PlugtestBench &bench, const QString &failing)
{
    QVERIFY(bench.finished());
    QCOMPARE(text(bench.idsWith(PlugtestVerdict::Fail)), failing);
    QVERIFY2(bench.idsWith(PlugtestVerdict::Inconclusive).empty(), bench.account().c_str());
}

} // namespace

class TestPlugtestRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTableIsTheListOfTheTests()
    {
        const auto all = plugtestDescriptions();
        QCOMPARE(all.size(), kAllTests);
        std::size_t at = 0;
        const QJsonObject list = test::loadVectors(QStringLiteral("plugtest-td.json"));
        for (const QJsonValue &value : list.value(QStringLiteral("tests")).toArray()) {
            const QString id = value[QStringLiteral("id")].toString();
            if (id.startsWith(QStringLiteral("TD_COAP_DTLS")))
                continue;
            QVERIFY(at < all.size());
            QCOMPARE(QString::fromUtf8(all[at].id), id);
            QCOMPARE(QString::fromUtf8(all[at].objective),
                     value[QStringLiteral("objective")].toString());
            QCOMPARE(QString::fromUtf8(all[at].resource),
                     value[QStringLiteral("resource")].toString());
            QVERIFY(std::string(all[at].rfc).rfind("RFC ", 0) == 0);
            ++at;
        }
        QCOMPARE(at, kAllTests);
        QCOMPARE(findPlugtest("CORE_31"), findPlugtest("td_coap_core_31"));
        QVERIFY(findPlugtest("OBS_14") != nullptr);
        QVERIFY(findPlugtest("CORE_24") == nullptr);
        QVERIFY(findPlugtest("") == nullptr);
    }

    void theBoardHasTheResourcesOfTheList()
    {
        VirtualDeviceConfig config;
        config.profiles = {"plugtest"};
        const std::string links = VirtualDevice(std::move(config)).linkList();
        // In one message, so that a defect of blocks leaves the LINK tests alone.
        QVERIFY(links.size() <= 1024);
        const QJsonObject list = test::loadVectors(QStringLiteral("plugtest-td.json"));
        static const QRegularExpression path(QStringLiteral("/[a-z0-9-]+(/[a-z0-9-]+)*"));
        for (const QJsonValue &value : list.value(QStringLiteral("server_resources")).toArray()) {
            auto each = path.globalMatch(value[QStringLiteral("path")].toString());
            while (each.hasNext()) {
                const QString wanted = each.next().captured();
                const bool listed =
                    links.find("<" + wanted.toStdString() + ">") != std::string::npos;
                QVERIFY2(listed != (wanted == QLatin1String("/secure")), qPrintable(wanted));
            }
        }
    }

    void allPassAgainstOurBoard()
    {
        PlugtestBench bench({});
        bench.play();
        compareVerdicts(bench, {});
        QCOMPARE(bench.results().size(), kAllTests);
        QVERIFY(bench.duration() < seconds(15 * 60));
        QVERIFY(bench.anythingReceived());
        for (const PlugtestResult &result : bench.results()) {
            QVERIFY2(result.reason.empty(), result.test->id);
            QVERIFY2(result.messages.size() >= 2, result.test->id);
            QVERIFY2(result.repeats == 0, result.test->id);
        }
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
        PlugtestBench::Setup setup;
        setup.seed = static_cast<std::uint64_t>(seed);
        setup.faults.loss = 0.1;
        PlugtestBench bench(setup);
        bench.play();
        compareVerdicts(bench, {});
        QCOMPARE(bench.results().size(), kAllTests);
        QVERIFY2(bench.duration() < seconds(15 * 60), "a run takes too long");
    }

    void duplicatesAndReorderingAreNoFault()
    {
        PlugtestBench::Setup setup;
        setup.seed = 5;
        setup.faults.duplicate = 0.1;
        setup.faults.reorder = 0.1;
        PlugtestBench bench(setup);
        bench.play();
        compareVerdicts(bench, {});
    }

    void aDefectFailsTheTestsThatAskForIt_data()
    {
        QTest::addColumn<QString>("defects");
        QTest::addColumn<QString>("failing");
        QTest::newRow("wrong-token") << "wrong-token"
                                     << "CORE_09 CORE_11 CORE_16";
        QTest::newRow("no-content-format") << "no-content-format"
                                           << "CORE_01 CORE_05 CORE_09 CORE_20 LINK_01 LINK_09";
        QTest::newRow("observe-stuck") << "observe-stuck"
                                       << "OBS_01";
        QTest::newRow("block2-short")
            << "block2-short"
            << "BLOCK_01 BLOCK_02 BLOCK_04 BLOCK_05 BLOCK_06 OBS_13 OBS_14";
        QTest::newRow("create-twice") << "create-twice"
                                      << "CORE_22 CORE_23";
        QTest::newRow("all five")
            << "wrong-token no-content-format observe-stuck block2-short create-twice"
            << "CORE_01 CORE_05 CORE_09 CORE_11 CORE_16 CORE_20 CORE_22 CORE_23 LINK_01 LINK_09 "
               "BLOCK_01 BLOCK_02 BLOCK_04 BLOCK_05 BLOCK_06 OBS_01 OBS_13 OBS_14";
    }
    void aDefectFailsTheTestsThatAskForIt()
    {
        QFETCH(QString, defects);
        QFETCH(QString, failing);
        PlugtestBench::Setup setup;
        for (const QString &name : defects.split(QLatin1Char(' ')))
            setup.defects.push_back(*boardDefectByName(name.toStdString()));
        PlugtestBench bench(setup);
        bench.play();
        compareVerdicts(bench, failing);
        for (const PlugtestResult &result : bench.results()) {
            QVERIFY(result.verdict == PlugtestVerdict::Pass ||
                    (!result.reason.empty() && !result.rfc.empty() && !result.messages.empty()));
        }
    }

    // What a test says it withholds never leaves, and what it says was sent does.
    void lossIsPlayedOnOurSide()
    {
        PlugtestBench::Setup setup;
        setup.only = {"CORE_15", "CORE_16"};
        PlugtestBench bench(setup);
        bench.play();
        compareVerdicts(bench, {});
        for (const char *id : {"CORE_15", "CORE_16"}) {
            int lostOut = 0;
            int lostIn = 0;
            int retransmissions = 0;
            for (const PlugtestMessage &message : bench.result(id).messages) {
                const bool lost = message.fate == PlugtestMessage::Fate::Lost;
                lostOut += lost && message.outgoing ? 1 : 0;
                lostIn += lost && !message.outgoing ? 1 : 0;
                retransmissions += message.fate == PlugtestMessage::Fate::Retransmission ? 1 : 0;
            }
            const bool separate = std::string(id) == "CORE_16";
            QCOMPARE(lostOut, separate ? 2 : 1);
            QCOMPARE(lostIn, separate ? 2 : 1);
            QVERIFY(retransmissions >= 1);
        }
    }

    void messageIdsAreNotUsedAgainInARun()
    {
        PlugtestBench bench({});
        bench.play();
        std::set<std::uint16_t> used;
        for (const PlugtestResult &result : bench.results()) {
            for (const PlugtestMessage &message : result.messages) {
                const auto decoded = decode(message.datagram);
                if (!message.outgoing || !decoded || decoded->type != MessageType::Confirmable ||
                    message.fate == PlugtestMessage::Fate::Retransmission)
                    continue;
                QVERIFY2(used.insert(decoded->mid.value).second, result.test->id);
            }
        }
    }
};

COPPER_TEST(TestPlugtestRun);
#include "test_plugtest_run.moc"
