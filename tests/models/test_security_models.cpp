// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/credential_model.h"
#include "ui/models/credential_reach.h"
#include "ui/models/device_keys.h"
#include "ui/models/handshake_model.h"
#include "ui/models/secure_session_model.h"
#include "ui/text/credential_text.h"
#include "ui/text/handshake_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

// Keys in this run alone, and the devices of a small network.
struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    QTemporaryDir folder;
    CredentialStore store{options()};

    Desk()
    {
        workspace.tick(clock.now());
        store.open();
        ResourceLink secure = linkTo(QStringLiteral("/light/on"));
        secure.href = QStringLiteral("coaps://127.0.0.12/light/on");
        take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"), {}, clock.now()),
              foundDevice("127.0.0.12", QStringLiteral("lamp-2"), {secure}, clock.now())});
        (void)workspace.devices().addManually(QStringLiteral("coaps://meter.site7.local:5700"),
                                              QStringLiteral("meter"));
    }
    CredentialStore::Options options()
    {
        CredentialStore::Options made;
        made.folder = folder.path();
        made.preference = CredentialStore::Preference::SessionOnly;
        made.wallMs = [this] {
            return clock.now().unixMicros / 1000;
        };
        return made;
    }
    void take(std::vector<SessionEvent> events)
    {
        workspace.feed().take(batchOf(std::move(events)));
    }
    static std::vector<HostPattern> patterns(const char *hosts)
    {
        std::vector<HostPattern> list;
        for (const QString &host :
             QString::fromLatin1(hosts).split(QLatin1Char(' '), Qt::SkipEmptyParts))
            list.push_back(*HostPattern::parse(host.toStdString()));
        return list;
    }
    CredentialId add(const char *name, const char *hosts)
    {
        Credential credential;
        credential.id = CredentialId::random();
        credential.name = name;
        credential.identity = {'i', 'd'};
        credential.key = SecretBytes(16);
        credential.patterns = patterns(hosts);
        const CredentialId id = credential.id;
        store.add(std::move(credential));
        return id;
    }
    const Device &device(const char *name) const
    {
        for (const Device &each : const_cast<Workspace &>(workspace).devices().devices()) {
            if (each.name() == QLatin1String(name))
                return each;
        }
        qFatal("no device %s", name);
    }
};

} // namespace

class TestSecurityModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void credentials()
    {
        Desk desk;
        CredentialModel model(desk.store, desk.clock.asFunction());
        QAbstractItemModelTester tester(&model);
        const CredentialId id = desk.add("Lamps", "127.0.0.12 *.site7.local");
        QCOMPARE(model.rowCount(), 1);
        const auto cell = [&](int column) {
            return model.index(0, column).data().toString();
        };
        QCOMPARE(cell(CredentialModel::Name), QStringLiteral("Lamps"));
        QCOMPARE(cell(CredentialModel::UsedFor), QStringLiteral("127.0.0.12, *.site7.local"));
        QCOMPARE(cell(CredentialModel::LastUsed), QStringLiteral("never"));
        QCOMPARE(cell(CredentialModel::LastTested), QStringLiteral("not tested"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        desk.store.noteUsed(id);
        desk.store.noteTest(id, LastTest::Outcome::Refused);
        desk.clock.advance(130);
        model.refreshAges();
        QCOMPARE(cell(CredentialModel::LastUsed), QStringLiteral("2 min ago"));
        QCOMPARE(cell(CredentialModel::LastTested), QStringLiteral("refused"));
        model.setTrouble(id, {QStringLiteral("what"), QStringLiteral("then")});
        QCOMPARE(model.index(0, 0).data(CredentialModel::TroubleRole).toString(),
                 QStringLiteral("what"));
        QCOMPARE(resets.count(), 0); // a selection stays
        desk.store.remove(id);
        QCOMPARE(model.rowCount(), 0);
    }
    void namesFromFilesArePlainText()
    {
        Desk desk;
        CredentialModel model(desk.store, desk.clock.asFunction());
        Credential hostile;
        hostile.name = "a\u202eb\n<b>";
        hostile.identity = {0xff, 0x00};
        hostile.key = SecretBytes(16);
        desk.store.add(std::move(hostile));
        QCOMPARE(model.index(0, CredentialModel::Name).data().toString(),
                 QString::fromUtf8("a\ufffdb <b>"));
        QCOMPARE(model.index(0, CredentialModel::Identity).data().toString(),
                 QStringLiteral("0xff00"));
    }
    void sessions()
    {
        Desk desk;
        SecureSessionModel model(desk.workspace.secureSessions(), desk.workspace.devices(),
                                 desk.clock.asFunction());
        QAbstractItemModelTester tester(&model);
        SecureSession lamp;
        lamp.peer = socketAt("127.0.0.12", 5684);
        lamp.since = desk.clock.now();
        lamp.recordsOut = 5;
        desk.take({SecureSessionsChanged{{lamp}}});
        desk.clock.advance(60);
        const auto cell = [&](int column) {
            return model.index(0, column).data().toString();
        };
        QCOMPARE(cell(SecureSessionModel::Device), QStringLiteral("lamp-2"));
        QCOMPARE(cell(SecureSessionModel::Address), QStringLiteral("127.0.0.12"));
        QCOMPARE(cell(SecureSessionModel::Age), QStringLiteral("1 min"));
        QCOMPARE(cell(SecureSessionModel::Records), QStringLiteral("5 out, 0 in"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        lamp.recordsOut = 6;
        desk.take({SecureSessionsChanged{{lamp}}});
        QCOMPARE(cell(SecureSessionModel::Records), QStringLiteral("6 out, 0 in"));
        QCOMPARE(resets.count(), 0);
        desk.take({SecureSessionsChanged{}});
        QCOMPARE(model.rowCount(), 0);
    }
    void handshakeSteps()
    {
        Desk desk;
        HandshakeTest &test = desk.workspace.handshakeTest();
        HandshakeModel model(test, desk.workspace.devices());
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        HandshakeSpec spec;
        spec.uri = QStringLiteral("coaps://127.0.0.12");
        test.start(spec);
        QCOMPARE(model.rowCount(), 1); // what it waits for
        HandshakeStepped step;
        step.job = desk.session.lastJob();
        step.peer = socketAt("127.0.0.12", 5684);
        step.took = std::chrono::microseconds(100);
        desk.take({step});
        step.stage = HandshakeStage::ClientHello;
        step.began = std::chrono::microseconds(100);
        step.took = std::chrono::microseconds(300);
        desk.take({step});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, HandshakeModel::Detail).data().toString(),
                 QStringLiteral("lamp-2 is 127.0.0.12, port 5684"));
        QCOMPARE(model.index(1, HandshakeModel::Bar).data(HandshakeModel::BeganRole).toDouble(),
                 0.25);
        QCOMPARE(model.index(1, HandshakeModel::Bar).data(HandshakeModel::ShareRole).toDouble(),
                 0.75);
        QCOMPARE(model.index(2, HandshakeModel::Step).data().toString(),
                 QStringLiteral("HelloVerifyRequest"));
        JobFailed failed;
        failed.job = desk.session.lastJob();
        failed.kind = FailureKind::HandshakeFailed;
        failed.handshake = DtlsError{DtlsFailure::NoAnswer, 0};
        desk.take({failed});
        QCOMPARE(model.index(2, HandshakeModel::Detail).data().toString(),
                 QStringLiteral("did not come"));
        QCOMPARE(outcomeOf(failed), LastTest::Outcome::TimedOut);
    }
    // Keys, sessions and steps that come and go in random order.
    void aThousandChanges()
    {
        using Mode = QAbstractItemModelTester::FailureReportingMode;
        Desk desk;
        HandshakeTest test(desk.session, desk.workspace.feed());
        CredentialModel keys(desk.store, desk.clock.asFunction());
        SecureSessionModel sessions(desk.workspace.secureSessions(), desk.workspace.devices(),
                                    desk.clock.asFunction());
        HandshakeModel steps(test, desk.workspace.devices());
        const QAbstractItemModelTester keyTester(&keys, Mode::QtTest);
        const QAbstractItemModelTester sessionTester(&sessions, Mode::QtTest);
        const QAbstractItemModelTester stepTester(&steps, Mode::QtTest);
        SeededRandom random(61);
        std::vector<CredentialId> known;
        std::vector<SecureSession> up;
        for (int change = 0; change < 1000; ++change) {
            switch (random.below(8)) {
            case 0:
                if (known.size() < 20)
                    known.push_back(desk.add(qPrintable(QString::number(change)), "10.0.0.0/8"));
                break;
            case 1:
                if (!known.empty()) {
                    const auto at = known.begin() + static_cast<int>(random.below(known.size()));
                    desk.store.remove(*at);
                    known.erase(at);
                }
                break;
            case 2: {
                SecureSession session;
                session.peer = socketAt("10.0.0.1", static_cast<std::uint16_t>(5684 + change));
                session.identity = {'i'};
                up.push_back(session);
                break;
            }
            case 3:
                if (!up.empty())
                    up.erase(up.begin() + static_cast<int>(random.below(up.size())));
                break;
            case 4:
                if (!up.empty())
                    ++up[random.below(up.size())].recordsIn;
                break;
            case 5: {
                HandshakeSpec spec;
                spec.uri = QStringLiteral("coaps://127.0.0.12");
                test.start(spec);
                break;
            }
            case 6: {
                HandshakeStepped step;
                step.job = desk.session.lastJob();
                step.stage = static_cast<HandshakeStage>(random.below(8));
                desk.take({step});
                break;
            }
            default: {
                JobFailed failed;
                failed.job = desk.session.lastJob();
                failed.kind = FailureKind::HandshakeFailed;
                failed.handshake = DtlsError{DtlsFailure::NoAnswer, 0};
                desk.take({failed});
                break;
            }
            }
            desk.take({SecureSessionsChanged{up}});
            QCOMPARE(keys.rowCount(), static_cast<int>(known.size()));
            QCOMPARE(sessions.rowCount(), static_cast<int>(up.size()));
        }
    }
    void reach()
    {
        Desk desk;
        const auto text = [&](const char *hosts) {
            return reachText(
                reachOf(desk.store.book(), {}, Desk::patterns(hosts), desk.workspace.devices()),
                desk.store.book());
        };
        QCOMPARE(text("127.0.0.0/24"), QStringLiteral("Matches greenhouse-1 and lamp-2."));
        QCOMPARE(text("*"), QStringLiteral("Matches greenhouse-1, lamp-2 and meter."));
        QCOMPARE(text("*.site7.local"), QStringLiteral("Matches meter."));
        QCOMPARE(text("10.0.0.1"), QStringLiteral("10.0.0.1 matches no device known now."));
        desk.add("Bench", "127.0.0.12");
        QCOMPARE(text("127.0.0.12"),
                 QString::fromUtf8("Matches lamp-2. For lamp-2 “Bench” is as specific: the one "
                                   "changed last is used."));
        QCOMPARE(text("127.0.0.0/24"),
                 QString::fromUtf8("Matches greenhouse-1. For lamp-2 “Bench” is more specific "
                                   "and is used instead."));
        const auto uri = [&](const char *hosts) {
            const auto patterns = Desk::patterns(hosts);
            return testUri(reachOf({}, {}, patterns, desk.workspace.devices()), patterns)
                .value_or(QString());
        };
        // What speaks coaps is tested before what may.
        QCOMPARE(uri("127.0.0.0/24"), QStringLiteral("coaps://127.0.0.12"));
        QCOMPARE(uri("*.site7.local"), QStringLiteral("coaps://meter.site7.local:5700"));
        QCOMPARE(uri("[fe80::1]:5700"), QStringLiteral("coaps://[fe80::1]:5700"));
        QCOMPARE(uri("10.0.0.0/8"), QString());
    }
    void oneDeviceWithBothSchemes()
    {
        Desk desk;
        const Device &lamp = desk.device("lamp-2");
        QCOMPARE(lamp.addresses.size(), std::size_t(2));
        QCOMPARE(lamp.links.front().path, QStringLiteral("/light/on"));
        QCOMPARE(lamp.baseUri(), QStringLiteral("coap://127.0.0.12"));
        QCOMPARE(desk.workspace.devices().deviceAt(QStringLiteral("coaps://127.0.0.12/light/on")),
                 &lamp);
        QCOMPARE(desk.workspace.devices().peerName(socketAt("127.0.0.12", 5684)),
                 QStringLiteral("lamp-2"));
        // Nobody speaks for somebody else.
        ResourceLink claim = linkTo(QStringLiteral("x"));
        claim.href = claim.path = QStringLiteral("coaps://127.0.0.99/light/on");
        desk.take({foundDevice("127.0.0.13", QStringLiteral("liar"), {claim}, desk.clock.now())});
        QCOMPARE(desk.device("liar").addresses.size(), std::size_t(1));
        QCOMPARE(desk.device("liar").links.front().path,
                 QStringLiteral("coaps://127.0.0.99/light/on"));
    }
    void protection()
    {
        Desk desk;
        DeviceKeys keys(desk.workspace.secureSessions(), desk.store);
        QSignalSpy changed(&keys, &DeviceKeys::changed);
        QCOMPARE(keys.of(desk.device("greenhouse-1")), Protection::Clear);
        QCOMPARE(keys.of(desk.device("lamp-2")), Protection::NoKey);
        QVERIFY(keys.describe(desk.device("lamp-2")).contains(QLatin1String("no key is for it")));
        desk.add("Lamps", "127.0.0.12");
        QVERIFY(changed.count() > 0);
        QCOMPARE(keys.of(desk.device("lamp-2")), Protection::HasKey);
        QCOMPARE(keys.of(desk.device("meter")), Protection::NoKey);
        QVERIFY(keys.describe(desk.device("lamp-2")).contains(QLatin1String("127.0.0.12")));
        SecureSession lamp;
        lamp.peer = socketAt("127.0.0.12", 5684);
        lamp.identity = {'i', 'd'};
        desk.take({SecureSessionsChanged{{lamp}}});
        QCOMPARE(keys.of(desk.device("lamp-2")), Protection::SessionUp);
        QCOMPARE(keys.ofUri(QStringLiteral("coaps://127.0.0.12/light/on")), Protection::SessionUp);
        QCOMPARE(keys.ofUri(QStringLiteral("coap://127.0.0.12/light/on")), Protection::Clear);
        QVERIFY(keys.describe(desk.device("lamp-2")).contains(QLatin1String("CCM_8")));
    }
    void words()
    {
        QCOMPARE(suitesText(std::array{CipherSuite::PskAes128Ccm8, CipherSuite::PskAes128Ccm}),
                 QStringLiteral("CCM_8, then CCM"));
        for (int i = 0; i <= static_cast<int>(DtlsFailure::Replaced); ++i) {
            const Explanation why = explainHandshake({static_cast<DtlsFailure>(i), 0});
            QVERIFY(!why.sentence.isEmpty() && !why.hint.isEmpty());
        }
        JobFailed failed;
        failed.kind = FailureKind::HandshakeFailed;
        failed.handshake = DtlsError{DtlsFailure::UnknownIdentity, 115};
        QVERIFY(explain(failed).sentence.contains(QLatin1String("identity")));
        QVERIFY(explain(FailureKind::NoCredential).hint.contains(QLatin1String("Security")));
    }
};

COPPER_TEST(TestSecurityModels);
#include "test_security_models.moc"
