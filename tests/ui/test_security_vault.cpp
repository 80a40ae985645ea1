// SPDX-License-Identifier: GPL-3.0-or-later
// The vault in the Security room: made, locked, opened, damaged, exported, forgotten.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/ui/security_desk.h"
#include "ui/security/credential_editor.h"
#include "ui/security/password_popup.h"
#include "ui/security/security_head.h"
#include "ui/widgets/secret_field.h"

#include <QFile>
#include <QLineEdit>
#include <QTest>

#include <sys/resource.h>

#include <cerrno>
#include <csignal>

using namespace copper;
using namespace copper::test;

namespace {

using Desk = SecurityDesk;

// A disk that takes nothing more while this is there: writes fail, also root's. (With EFBIG: the
// kernel has no way to fill a disk for one process.)
class FullDisk
{
public:
    FullDisk()
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 16;
        setrlimit(RLIMIT_FSIZE, &none);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

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
    // One sentence where it was typed, nothing lost there or on the disk; and it works afterwards.
    void vaultThatCannotBeWritten()
    {
        Desk desk;
        desk.store().createVault(SecretBytes::copyOf(Bytes{'p', 'w'}));
        QTRY_VERIFY(desk.store().place() == CredentialStore::Place::Vault && desk.isIdle());
        desk.add("Lamps", "demo", "127.0.0.12");
        QTRY_VERIFY(desk.isIdle());
        const QByteArray before = contentOf(desk.store().vaultPath());
        desk.click("credentialAdd");
        desk.fillIn(QStringLiteral("Bench"), QStringLiteral("bench"), QLatin1String(kKeyHex),
                    QStringLiteral("10.9.8.7"));
        {
            const FullDisk disk;
            desk.click("credentialSave");
            QTRY_COMPARE(desk.text("editorMessage"),
                         QStringLiteral("It could not be written; nothing has changed. ") +
                             qt_error_string(EFBIG));
        }
        QCOMPARE(desk.store().book().size(), std::size_t(1));
        QCOMPARE(contentOf(desk.store().vaultPath()), before);
        QCOMPARE(desk.find<QLineEdit>("credentialName")->text(), QStringLiteral("Bench"));
        desk.shoot("security-disk-full");
        desk.click("credentialSave");
        QTRY_COMPARE(desk.store().book().size(), std::size_t(2));
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
