// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/security_desk.h"
#include "ui/models/credential_model.h"
#include "ui/security/credential_editor.h"
#include "ui/security/credential_table.h"
#include "ui/security/handshake_panel.h"
#include "ui/security/key_entry.h"
#include "ui/security/pattern_field.h"
#include "ui/security/session_panel.h"
#include "ui/widgets/secret_field.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {
using Desk = SecurityDesk;
}

class TestSecurityRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyRoomSaysWhatToDo()
    {
        Desk desk;
        QVERIFY(desk.find<QPushButton>("emptyAdd")->isVisible());
        QVERIFY(desk.text("keptText").startsWith(QLatin1String("0, kept in this run only")));
        QVERIFY(desk.text("keptText").contains(QLatin1String("no system keychain answers")));
        desk.shoot("security-empty");
        desk.click("emptyAdd");
        QVERIFY(desk.find("credentialEditor")->isVisible());
        QVERIFY(desk.find("credentialName")->hasFocus());
        QVERIFY(desk.find("editorMakeVault")->isVisible());
    }
    void addedByHandTestedAndUsed()
    {
        Desk desk;
        desk.click("emptyAdd");
        desk.fillIn(QStringLiteral("Lamps"), QStringLiteral("demo-client"), QLatin1String(kKeyHex),
                    QStringLiteral("127.0.0.12, 127.0.0.14"));
        QCOMPARE(desk.text("identityNote"), QStringLiteral("11 bytes, readable by anyone on the "
                                                           "link"));
        QCOMPARE(desk.text("keyMessage"), QStringLiteral("16 bytes, right for most boards"));
        QCOMPARE(desk.text("patternNote"), QStringLiteral("Matches lamp-2 and board-4."));
        QCOMPARE(desk.find<QPushButton>("credentialSave")->text(), QStringLiteral("Save and test"));
        desk.click("credentialSave");
        QCOMPARE(desk.store().book().size(), std::size_t(1));
        const Credential &kept = desk.store().book().credentials().front();
        QCOMPARE(kept.patterns.size(), std::size_t(2));
        QCOMPARE(kept.key.size(), std::size_t(16));
        // The network has it before the test begins.
        QVERIFY(desk.session.credentials && desk.session.credentials->size() == 1);
        QCOMPARE(desk.session.handshakes.size(), std::size_t(1));
        QCOMPARE(desk.session.handshakes.back().second.uri, QStringLiteral("coaps://127.0.0.12"));
        QCOMPARE(desk.session.handshakes.back().second.credential, kept.id);
        QVERIFY(desk.text("handshakeVerdict").startsWith(QLatin1String("Testing")));
        desk.works(kept.id);
        QVERIFY(desk.text("handshakeVerdict").startsWith(QLatin1String("Works, 4.4")));
        QCOMPARE(desk.text("handshakeWhat"), QStringLiteral("Lamps with lamp-2"));
        const auto *table = desk.security->table();
        QCOMPARE(table->model()->index(0, CredentialModel::LastTested).data().toString(),
                 QStringLiteral("works"));
        CredentialUsed used;
        used.credential = kept.id;
        desk.take({used});
        QCOMPARE(table->model()->index(0, CredentialModel::LastUsed).data().toString(),
                 QStringLiteral("now"));
    }
    void byKeyboardAlone()
    {
        Desk desk;
        const auto press = [](Qt::Key key, Qt::KeyboardModifiers with = {}) {
            QTest::keyClick(QApplication::focusWidget(), key, with);
        };
        const auto type = [](const char *typed) {
            QTest::keyClicks(QApplication::focusWidget(), QLatin1String(typed));
        };
        desk.find("emptyAdd")->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Space);
        type("Lamps");
        press(Qt::Key_Tab);
        type("demo");
        press(Qt::Key_Tab);
        type("00112233");
        press(Qt::Key_Tab); // the eye
        press(Qt::Key_Tab); // text, hex, base64
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("patternLine"));
        type("127.0.0.12");
        press(Qt::Key_Return);
        QCOMPARE(desk.security->editor()->findChildren<PatternChip *>().size(), 1);
        press(Qt::Key_Return); // saves and tests
        QCOMPARE(desk.store().book().size(), std::size_t(1));
        QCOMPARE(desk.session.handshakes.size(), std::size_t(1));
        desk.fails(DtlsFailure::SilentAfterFinished);
        QVERIFY(desk.security->table()->hasFocus());
        press(Qt::Key_F5);
        QCOMPARE(desk.session.handshakes.size(), std::size_t(2));
        press(Qt::Key_Return);
        QVERIFY(desk.find("credentialName")->hasFocus());
        press(Qt::Key_Escape);
        press(Qt::Key_Delete);
        QVERIFY(desk.find("confirmNo")->hasFocus());
        press(Qt::Key_Space);
        QCOMPARE(desk.store().book().size(), std::size_t(1));
    }
    void badInput_data()
    {
        QTest::addColumn<QString>("identity");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QString &identity, const char *key,
                            const char *hosts, const char *note, const char *sentence) {
            QTest::newRow(name) << identity << QString::fromLatin1(key)
                                << QString::fromLatin1(hosts) << QString::fromLatin1(note)
                                << QString::fromLatin1(sentence);
        };
        row("empty identity", QString(), kKeyHex, "127.0.0.12", "identityNote",
            "An identity is needed");
        row("identity of 129 bytes", QString(129, QLatin1Char('i')), kKeyHex, "127.0.0.12",
            "identityNote", "129 bytes: an identity has 128 at most.");
        row("no key", QStringLiteral("id"), "", "127.0.0.12", "keyMessage", "A key is needed");
        row("odd hex digits", QStringLiteral("id"), "001", "127.0.0.12", "keyMessage",
            "3 hex digits");
        row("33 bytes", QStringLiteral("id"),
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00", "127.0.0.12",
            "keyMessage", "mbedTLS takes 32 bytes at most");
        row("no pattern", QStringLiteral("id"), kKeyHex, "10.0.0.300", "patternNote",
            "looks like an address and is none");
    }
    void badInput()
    {
        QFETCH(QString, identity);
        QFETCH(QString, key);
        QFETCH(QString, hosts);
        QFETCH(QString, note);
        QFETCH(QString, sentence);
        Desk desk;
        desk.click("emptyAdd");
        desk.fillIn(QStringLiteral("Lamps"), identity, key, hosts);
        desk.click("credentialSave");
        QVERIFY(desk.store().book().isEmpty());
        const QString said = desk.text(note.toLatin1().constData());
        QVERIFY2(said.contains(sentence), qPrintable(said));
        QCOMPARE(said.count(QLatin1String(". ")), 0); // one sentence, or a clause and a hint
        // Nothing that was typed is lost.
        QCOMPARE(desk.find<QLineEdit>("credentialName")->text(), QStringLiteral("Lamps"));
        QCOMPARE(desk.find<QLineEdit>("credentialIdentity")->text(), identity);
    }
    void tieAndIdlePatternAreHints()
    {
        Desk desk;
        desk.add("Bench", "bench", "127.0.0.12");
        desk.click("credentialAdd");
        desk.fillIn(QStringLiteral("Lamps"), QStringLiteral("demo"), QLatin1String(kKeyHex),
                    QStringLiteral("127.0.0.12 10.9.8.7"));
        QVERIFY2(desk.text("patternNote").contains(QString::fromUtf8("“Bench” is as specific")),
                 qPrintable(desk.text("patternNote")));
        desk.click("credentialSave");
        QCOMPARE(desk.store().book().size(), std::size_t(2));
        desk.click("credentialAdd");
        desk.fillIn(QStringLiteral("Idle"), QStringLiteral("idle"), QLatin1String(kKeyHex),
                    QStringLiteral("*.nowhere.local"));
        QCOMPARE(desk.text("patternNote"),
                 QStringLiteral("*.nowhere.local matches no device known now."));
        QCOMPARE(desk.find<QPushButton>("credentialSave")->text(), QStringLiteral("Save"));
        desk.click("credentialSave");
        QCOMPARE(desk.store().book().size(), std::size_t(3));
    }
    void refusalOpensBelowItsRow()
    {
        Desk desk;
        const CredentialId id = desk.add("Lamps", "demo-client", "127.0.0.12");
        desk.add("Bench", "bench", "127.0.0.13");
        auto *table = desk.security->table();
        table->select(id);
        table->setFocus();
        const int before = table->visualRect(table->model()->index(0, 0)).height();
        QTest::keyClick(table, Qt::Key_F5);
        desk.fails(DtlsFailure::UnknownIdentity);
        QCoreApplication::processEvents();
        const QModelIndex row = table->model()->index(0, 0);
        QVERIFY(table->visualRect(row).height() > before);
        QCOMPARE(row.data(CredentialModel::TroubleRole).toString(),
                 QStringLiteral("lamp-2: The device does not know this identity."));
        QCOMPARE(table->model()->index(0, CredentialModel::LastTested).data().toString(),
                 QStringLiteral("refused"));
        QCOMPARE(desk.text("handshakeVerdict"), QStringLiteral("Refused"));
        const auto click = [table](TroubleAction action) {
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                              table->actionRect(0, action).center());
        };
        QSignalSpy packets(&desk.navigator, &Navigator::packetsRequested);
        click(TroubleAction::ShowPackets);
        QCOMPARE(packets.count(), 1);
        QCOMPARE(packets.front().front().toString(), QStringLiteral("127.0.0.12"));
        desk.window->showRoom(RoomId::Security);
        click(TroubleAction::Edit);
        QVERIFY(desk.find("credentialName")->hasFocus());
        click(TroubleAction::TestAgain);
        QCOMPARE(desk.session.handshakes.size(), std::size_t(2));
        QVERIFY(table->actionRect(0, TroubleAction::Edit).isEmpty());
    }
    void whatWentWrong_data()
    {
        QTest::addColumn<int>("why");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, DtlsFailure why, const char *sentence) {
            QTest::newRow(name) << static_cast<int>(why) << QString::fromLatin1(sentence);
        };
        row("no answer", DtlsFailure::NoAnswer, "Nothing answered the handshake.");
        row("no suite", DtlsFailure::NoCommonSuite, "No cipher suite is common to both.");
        row("identity", DtlsFailure::UnknownIdentity, "does not know this identity");
        row("key", DtlsFailure::KeyWrong, "The key is wrong.");
        row("silence", DtlsFailure::SilentAfterFinished, "The key is probably wrong");
    }
    void whatWentWrong()
    {
        QFETCH(int, why);
        QFETCH(QString, sentence);
        Desk desk;
        desk.security->test(desk.add("Lamps", "demo", "127.0.0.12"),
                            QStringLiteral("coaps://127.0.0.12"));
        desk.fails(static_cast<DtlsFailure>(why));
        QVERIFY2(desk.text("handshakeHint").contains(sentence),
                 qPrintable(desk.text("handshakeHint")));
    }
    void whatIsNotSavedStays()
    {
        Desk desk;
        const CredentialId first = desk.add("Lamps", "demo", "127.0.0.12");
        const CredentialId second = desk.add("Bench", "bench", "127.0.0.13");
        auto *table = desk.security->table();
        table->select(first);
        desk.type("credentialName", QStringLiteral("Lamps, upstairs"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        QCOMPARE(table->current(), first);
        QVERIFY(desk.text("editorMessage").contains(QLatin1String("not saved")));
        desk.click("credentialRevert");
        QCOMPARE(desk.find<QLineEdit>("credentialName")->text(), QStringLiteral("Lamps"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        QCOMPARE(table->current(), second);
        QCOMPARE(desk.find<QLineEdit>("credentialName")->text(), QStringLiteral("Bench"));
        // A change without a new key keeps the old one.
        desk.type("credentialIdentity", QStringLiteral("bench-02"));
        desk.click("credentialSave");
        QCOMPARE(desk.store().book().find(second)->key.size(), std::size_t(16));
        QCOMPARE(desk.store().book().find(second)->identity.size(), std::size_t(8));
    }
    void deletedAfterAQuestion()
    {
        Desk desk;
        desk.security->table()->select(desk.add("Lamps", "demo", "127.0.0.12"));
        desk.click("credentialDelete");
        QVERIFY(desk.text("confirmQuestion").contains(QLatin1String("Lamps")));
        desk.click("confirmYes");
        QVERIFY(desk.store().book().isEmpty());
        QVERIFY(desk.find("emptyAdd")->isVisible());
    }
    void sessionsEndAndResume()
    {
        Desk desk;
        desk.add("Lamps", "demo", "127.0.0.12");
        desk.twoSessions();
        QCOMPARE(desk.text("sessionCount"), QStringLiteral("2 up, DTLS 1.2"));
        SessionPanel *panel = desk.security->sessions();
        QCoreApplication::processEvents();
        QCOMPARE(panel->height(), panel->sizeHint().height());
        const auto cell = [panel](int column) {
            return panel->table()->model()->index(0, column).data().toString();
        };
        QCOMPARE(cell(SecureSessionModel::Device), QStringLiteral("lamp-2"));
        QCOMPARE(cell(SecureSessionModel::Suite), QStringLiteral("TLS_PSK_WITH_AES_128_CCM_8"));
        QCOMPARE(cell(SecureSessionModel::Age), QStringLiteral("43 min"));
        QTest::mouseClick(panel->table()->viewport(), Qt::LeftButton, {},
                          panel->buttonRect(0, SessionAction::End).center());
        QCOMPARE(desk.session.endedSessions, std::vector{socketAt("127.0.0.12", 5684)});
        panel->table()->setFocus();
        panel->table()->setCurrentIndex(panel->table()->model()->index(1, 0));
        QTest::keyClick(panel->table(), Qt::Key_F5);
        QCOMPARE(desk.session.resumedSessions, std::vector{socketAt("192.168.20.31", 5684)});
        // One row less, one row less high.
        const int before = panel->height();
        std::vector<SecureSession> left = desk.workspace.secureSessions().sessions();
        left.pop_back();
        desk.take({SecureSessionsChanged{left}});
        QTRY_COMPARE(panel->height(),
                     before -
                         panel->table()->visualRect(panel->table()->model()->index(0, 0)).height());
    }
    void narrowWindowShowsOneAfterTheOther()
    {
        Desk desk;
        desk.add("Lamps", "demo", "127.0.0.12");
        desk.window->resize(1024, 640);
        QCoreApplication::processEvents();
        auto *table = desk.security->table();
        QVERIFY(table->isVisible());
        QVERIFY(!desk.security->editor()->isVisible());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(desk.security->editor()->isVisible());
        QVERIFY(!table->isVisible());
        desk.click("editorClose");
        QVERIFY(table->isVisible());
    }
    void statusLineCountsSessions()
    {
        Desk desk;
        QCOMPARE(desk.text("statusProtection"), QStringLiteral("In the clear"));
        desk.twoSessions();
        QCOMPARE(desk.text("statusProtection"), QStringLiteral("DTLS 2 up"));
        QVERIFY(!desk.window->findChild<QLabel *>(QStringLiteral("statusKeyLog"))->isVisible());
        desk.window->setKeyLog(QStringLiteral("/tmp/<keys>"));
        QVERIFY(
            desk.find<QLabel>("statusKeyLog")->toolTip().contains(QLatin1String("&lt;keys&gt;")));
    }
    void askedForFromElsewhere()
    {
        Desk desk;
        desk.window->showRoom(RoomId::Resource);
        Q_EMIT desk.navigator.keyRequested(QStringLiteral("127.0.0.13"));
        QCOMPARE(desk.window->currentRoom(), RoomId::Security);
        QCOMPARE(desk.text("patternNote"), QStringLiteral("Matches meter-3."));
        QVERIFY(desk.find("credentialName")->hasFocus());
    }
    void demoKeyIsOneEntryWhateverTheRun()
    {
        Desk desk;
        QVERIFY(!desk.keyRing.hasDemoKey());
        desk.window->offer(QStringLiteral("They are secure."), QStringLiteral("Add it"),
                           [&] { desk.keyRing.addDemoKey(SecretBytes::random(16)); });
        desk.click("noticeAction");
        QVERIFY(!desk.window->findChild<QWidget *>(QStringLiteral("noticeBar"))->isVisible());
        QVERIFY(desk.keyRing.hasDemoKey());
        const Credential first = desk.store().book().credentials().front().clone();
        QCOMPARE(first.patterns.size(), std::size_t(2));
        desk.keyRing.addDemoKey(SecretBytes::random(16));
        QCOMPARE(desk.store().book().size(), std::size_t(1));
        QVERIFY(!desk.store().book().credentials().front().key.equals(first.key));
        QCOMPARE(desk.text("statusActivity"), QStringLiteral("The demo key is added. "));
    }
    void renewedSessionIsOneLine()
    {
        Desk desk;
        SecureSessionRenewed renewed;
        renewed.peer = socketAt("127.0.0.12", 5684);
        desk.take({renewed});
        QCOMPARE(desk.text("statusActivity"),
                 QStringLiteral("lamp-2 had forgotten the session: a new one is up."));
    }
    void asDrawn_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light);
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark);
        QTest::newRow("contrast") << static_cast<int>(ThemeChoice::Contrast);
    }
    void asDrawn()
    {
        QFETCH(int, theme);
        Desk desk(static_cast<ThemeChoice>(theme));
        const CredentialId lamps =
            desk.add("Lamps and demo board", "demo-client", "127.0.0.12 127.0.0.14");
        desk.add("Bench rack", "bench-01", "192.168.20.100-119");
        desk.add("Greenhouse north", "gh-north-7c21", "gh-north 192.168.20.31");
        const CredentialId south =
            desk.add("Greenhouse south", "gh-south-7c22", "gh-south 192.168.20.32");
        desk.add("Field kit, spare", "field-kit-3", "*.site7.local");
        desk.security->test(south, QStringLiteral("coaps://gh-south"));
        desk.fails(DtlsFailure::UnknownIdentity);
        desk.twoSessions();
        desk.security->table()->select(lamps);
        desk.security->test(lamps, QStringLiteral("coaps://127.0.0.12"));
        desk.works(lamps);
        QVERIFY(desk.security->editor()->isVisible());
        desk.shoot(
            qPrintable(QStringLiteral("security-") + QString::fromLatin1(QTest::currentDataTag())));
    }
};

COPPER_TEST(TestSecurityRoom);
#include "test_security_room.moc"
