// SPDX-License-Identifier: GPL-3.0-or-later
// The vault in the Security room: made, locked, opened, damaged, exported, forgotten.
#include "tests/support/test_registry.h"
#include "tests/ui/security_desk.h"
#include "ui/security/credential_editor.h"
#include "ui/security/password_popup.h"
#include "ui/security/security_head.h"
#include "ui/widgets/secret_field.h"

#include <QFile>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {
using Desk = SecurityDesk;
}

class TestSecurityVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vaultMadeLockedAndOpened()
    {
        Desk desk;
        const CredentialId id = desk.add("Lamps", "demo", "127.0.0.12");
        desk.chooseFromMenu("actionMakeVault");
        desk.type("passwordNew", QStringLiteral("sesame"));
        desk.type("passwordAgain", QStringLiteral("sesam"));
        desk.click("passwordAction");
        QCOMPARE(desk.text("passwordMessage"), QStringLiteral("The two new passwords differ."));
        desk.type("passwordAgain", QStringLiteral("sesame"));
        desk.click("passwordAction");
        QTRY_VERIFY(desk.store().place() == CredentialStore::Place::Vault && desk.isIdle());
        QVERIFY(desk.text("keptText").startsWith(QLatin1String("1, kept in the vault")));
        desk.chooseFromMenu("actionLock");
        QVERIFY(desk.find("vaultGate")->isVisible());
        QVERIFY(!desk.security->editor()->isVisible());
        QVERIFY(desk.security->editor()->findChild<SecretField *>()->isEmpty());
        QVERIFY(desk.session.credentials->isEmpty());
        desk.shoot("security-locked");
        desk.type("vaultPassword", QStringLiteral("wrong"));
        QTest::keyClick(desk.find("vaultPassword"), Qt::Key_Return);
        QTRY_COMPARE(desk.text("vaultMessage"), QStringLiteral("This is not the password."));
        desk.type("vaultPassword", QStringLiteral("sesame"));
        desk.click("vaultUnlock");
        QTRY_VERIFY(!desk.store().isLocked());
        QVERIFY(desk.store().book().find(id) != nullptr);
        QVERIFY(desk.session.credentials->size() == 1);
    }
    void damagedVaultOffersItsStateBefore()
    {
        Desk desk;
        desk.store().createVault(SecretBytes::copyOf(Bytes{'p', 'w'}));
        QTRY_VERIFY(desk.store().place() == CredentialStore::Place::Vault && desk.isIdle());
        desk.add("Lamps", "demo", "127.0.0.12");
        desk.add("Bench", "bench", "127.0.0.13");
        desk.store().lock();
        QFile file(desk.store().vaultPath());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() / 2));
        file.write("x");
        file.close();
        desk.type("vaultPassword", QStringLiteral("pw"));
        desk.click("vaultUnlock");
        QTRY_VERIFY(desk.text("vaultMessage").contains(QLatin1String("is damaged")));
        desk.click("vaultBefore");
        QTRY_VERIFY(!desk.store().isLocked());
        QCOMPARE(desk.store().book().size(), std::size_t(1));
    }
    void passwordChangedEverythingForgotten()
    {
        Desk desk;
        desk.store().createVault(SecretBytes::copyOf(Bytes{'p', 'w'}));
        QTRY_VERIFY(desk.store().place() == CredentialStore::Place::Vault && desk.isIdle());
        desk.add("Lamps", "demo", "127.0.0.12");
        desk.chooseFromMenu("actionPassword");
        desk.type("passwordExisting", QStringLiteral("px"));
        desk.type("passwordNew", QStringLiteral("new"));
        desk.type("passwordAgain", QStringLiteral("new"));
        desk.click("passwordAction");
        QTRY_COMPARE(desk.text("passwordMessage"), QStringLiteral("This is not the password."));
        desk.type("passwordExisting", QStringLiteral("pw"));
        desk.click("passwordAction");
        auto *popup = desk.window->findChild<PasswordPopup *>();
        QTRY_VERIFY(!popup->isVisible());
        desk.chooseFromMenu("actionForget");
        desk.click("confirmNo");
        QCOMPARE(desk.store().book().size(), std::size_t(1));
        desk.chooseFromMenu("actionForget");
        desk.click("confirmYes");
        QTRY_VERIFY(desk.store().book().isEmpty() && !desk.store().hasVault());
        QCOMPARE(desk.store().place(), CredentialStore::Place::SessionOnly);
    }
    void exportedAndImported()
    {
        Desk desk;
        desk.add("Lamps", "demo", "127.0.0.12");
        const QString path = desk.keyFolder.filePath(QStringLiteral("keys.copvault"));
        desk.security->head()->exportTo(path);
        desk.type("passwordNew", QStringLiteral("out"));
        desk.type("passwordAgain", QStringLiteral("out"));
        QTest::keyClick(desk.find("passwordAgain"), Qt::Key_Return);
        auto *popup = desk.window->findChild<PasswordPopup *>();
        QTRY_VERIFY(!popup->isVisible());
        QVERIFY(QFile::exists(path));
        Desk other;
        other.security->head()->importFrom(path);
        other.type("passwordExisting", QStringLiteral("in"));
        other.click("passwordAction");
        QTRY_COMPARE(other.text("passwordMessage"), QStringLiteral("This is not the password."));
        other.type("passwordExisting", QStringLiteral("out"));
        other.click("passwordAction");
        QTRY_COMPARE(other.store().book().size(), std::size_t(1));
        QTRY_COMPARE(other.text("statusActivity"),
                     QStringLiteral("Imported: 1 new, 0 newer than ours, 0 kept as they were."));
    }
};

COPPER_TEST(TestSecurityVault);
#include "test_security_vault.moc"
