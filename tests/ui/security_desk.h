// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/scene.h"

#include <QLabel>
#include <QMenu>
#include <QTest>

namespace copper::test {

inline constexpr char kKeyHex[] = "00112233445566778899aabbccddeeff";

// The window with six boards, its Security room in front, and what the network would say.
struct SecurityDesk : Scene
{
    explicit SecurityDesk(ThemeChoice choice = ThemeChoice::Light) : Scene({}, choice)
    {
        show();
        sixBoards();
        window->showRoom(RoomId::Security);
    }
    CredentialStore &store() { return keyRing.store(); }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    void type(const char *name, const QString &typed) const
    {
        auto *field = find(name);
        QTest::mouseClick(field, Qt::LeftButton);
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, typed);
    }
    // By hand, as far as it is filled in; not saved.
    void fillIn(const QString &name, const QString &identity, const QString &key,
                const QString &hosts) const
    {
        type("credentialName", name);
        type("credentialIdentity", identity);
        if (!key.isEmpty())
            type("keyField", key);
        if (!hosts.isEmpty()) {
            type("patternLine", hosts);
            QTest::keyClick(find("patternLine"), Qt::Key_Return);
        }
    }
    CredentialId add(const char *name, const char *identity, const char *hosts)
    {
        Credential credential;
        credential.id = CredentialId::random();
        credential.name = name;
        const std::string_view bytes(identity);
        credential.identity.assign(bytes.begin(), bytes.end());
        credential.key = SecretBytes(16);
        for (const QString &host : QString::fromLatin1(hosts).split(QLatin1Char(' ')))
            credential.patterns.push_back(*HostPattern::parse(host.toStdString()));
        const CredentialId id = credential.id;
        store().add(std::move(credential));
        return id;
    }
    HandshakeStepped step(HandshakeStage stage, int beganMicros, int tookMicros) const
    {
        HandshakeStepped stepped;
        stepped.job = session.lastJob();
        stepped.stage = stage;
        stepped.began = std::chrono::microseconds(beganMicros);
        stepped.took = std::chrono::microseconds(tookMicros);
        stepped.peer = socketAt("127.0.0.12", 5684);
        stepped.at = clock.now();
        return stepped;
    }
    // The test that was asked for last works.
    void works(const CredentialId &id)
    {
        using Stage = HandshakeStage;
        HandshakeStepped hello = step(Stage::ClientHello, 100, 40);
        hello.suitesOffered = 4;
        HandshakeStepped chosen = step(Stage::ServerHello, 700, 900);
        chosen.suite = CipherSuite::PskAes128Ccm8;
        HandshakeStepped hint = step(Stage::ServerKeyExchange, 1600, 100);
        hint.text = {'l', 'a', 'm', 'p'};
        HandshakeStepped ours = step(Stage::ClientKeyExchange, 1700, 200);
        ours.text = {'d', 'e', 'm', 'o'};
        HandshakeStepped get = step(Stage::FirstRequest, 2600, 1800);
        get.code = code::kContent;
        get.payloadSize = 187;
        HandshakeTested tested;
        tested.job = session.lastJob();
        tested.uri = QStringLiteral("coaps://127.0.0.12");
        tested.peer = socketAt("127.0.0.12", 5684);
        tested.credential = id;
        tested.duration = std::chrono::microseconds(4400);
        take({step(Stage::Resolve, 0, 100), hello, step(Stage::HelloVerifyRequest, 140, 560),
              chosen, hint, ours, step(Stage::Finished, 1900, 700), get, tested});
    }
    void fails(DtlsFailure why)
    {
        JobFailed failed;
        failed.job = session.lastJob();
        failed.uri = session.handshakes.back().second.uri;
        failed.kind = FailureKind::HandshakeFailed;
        failed.handshake = DtlsError{why, 115};
        failed.at = clock.now();
        take({step(HandshakeStage::Resolve, 0, 100), step(HandshakeStage::ClientHello, 100, 40),
              failed});
    }
    void twoSessions()
    {
        SecureSession lamp;
        lamp.peer = socketAt("127.0.0.12", 5684);
        lamp.identity = {'d', 'e', 'm', 'o'};
        lamp.since = plusSeconds(clock.now(), -43 * 60.0);
        lamp.recordsOut = 1044;
        lamp.recordsIn = 1102;
        SecureSession north = lamp;
        north.peer = socketAt("192.168.20.31", 5684);
        north.resumptions = 5;
        north.recordsIn = 98'740;
        take({SecureSessionsChanged{{lamp, north}}});
    }
    void chooseFromMenu(const char *name) const
    {
        auto *menu = window->findChild<QMenu *>(QStringLiteral("securityMenu"));
        QVERIFY(QMetaObject::invokeMethod(menu, "aboutToShow"));
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        QVERIFY2(action != nullptr && action->isEnabled(), name);
        action->trigger();
    }
    // Argon2 runs beside the window.
    bool isIdle() { return !store().isBusy(); }
};

} // namespace copper::test
