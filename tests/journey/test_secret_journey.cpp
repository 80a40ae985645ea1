// SPDX-License-Identifier: GPL-3.0-or-later
// A long session with one marked key and one marked password: typed wrong and right, kept in a
// vault, tested, used, locked and opened; and then a look at everything a person, a file, a log or
// another program could see of it.
#include "app/application.h"
#include "tests/journey/person.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kWhole_ms = 120'000;
constexpr int kMostRows = 500;
constexpr char kKey[] = "Marked!Key>17?oct";
constexpr char kPassword[] = "Marked Password~42";

// Everything the program has logged since.
QByteArray &logged()
{
    static QByteArray text;
    return text;
}

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged() += message.toUtf8() + '\n';
}

void addModel(QByteArray &seen, const QAbstractItemModel &model, const QModelIndex &parent)
{
    for (int row = 0; row < std::min(model.rowCount(parent), kMostRows); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {Qt::DisplayRole, Qt::EditRole, Qt::ToolTipRole,
                                   Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole})
                seen += index.data(role).toString().toUtf8() + '\n';
        }
        addModel(seen, model, model.index(row, 0, parent));
    }
}

// What the widgets say, shown or not, and what they would say to a screen reader.
QByteArray textsOfTheWindow()
{
    QByteArray seen;
    const QWidgetList all = QApplication::allWidgets();
    for (const QWidget *widget : all) {
        for (const char *property :
             {"text", "plainText", "placeholderText", "toolTip", "statusTip", "whatsThis",
              "accessibleName", "accessibleDescription", "windowTitle"})
            seen += widget->property(property).toString().toUtf8() + '\n';
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (view != nullptr && view->model() != nullptr)
            addModel(seen, *view->model(), {});
    }
    return seen + QApplication::clipboard()->text().toUtf8() + '\n';
}

class Desk
{
public:
    Desk()
    {
        initUiResources();
        fileWith(file("boardkey"), kKey);
        m_board = std::make_unique<RunningBoard>(
            QStringList{QStringLiteral("--profile"), QStringLiteral("board"),
                        QStringLiteral("--psk"), QStringLiteral("demo:") + file("boardkey")});
        QApplication::setQuitOnLastWindowClosed(false);
        m_app = std::make_unique<Application>(*qApp, StartOptions{}, file("home/workspace.json"),
                                              file("home/state"));
        m_app->window().resize(1440, 900);
        m_app->show();
        if (!QTest::qWaitForWindowActive(&m_app->window()))
            qFatal("the window does not appear");
    }
    QString perform(const Person::Script &script)
    {
        const QString pictures = qEnvironmentVariable("COPPER_PICTURES");
        return Person::perform(m_app->window(), script, kWhole_ms,
                               pictures.isEmpty() ? QString()
                                                  : pictures + QStringLiteral("/secret.png"));
    }
    void end() { m_app.reset(); }
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString home() const { return file("home"); }
    QString uri(const char *path) const
    {
        return QStringLiteral("coaps://127.0.0.1:%1%2")
            .arg(m_board->port + 1)
            .arg(QLatin1String(path));
    }
    CredentialStore &store() { return m_app->keyRing().store(); }
    Workspace &facts() { return m_app->workspace(); }
    QByteArray seen;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<RunningBoard> m_board;
    std::unique_ptr<Application> m_app;
};

void look(Person &person, Desk &desk)
{
    person.check(QStringLiteral("a look"), [&] {
        desk.seen += textsOfTheWindow();
        return true;
    });
}

void replaceText(Person &person, const char *field, const QString &text)
{
    person.click(field);
    person.press(Qt::CTRL | Qt::Key_A);
    person.write(text);
}

void makeVault(Person &person, Desk &desk)
{
    person.click("securityMore");
    person.chooseInMenu(QStringLiteral("Make a vault"));
    replaceText(person, "passwordNew", QLatin1String(kPassword));
    replaceText(person, "passwordAgain", QLatin1String(kPassword));
    look(person, desk);
    person.click("passwordAction");
    person.reads("keptText", QStringLiteral("in the vault"));
}

void addKey(Person &person, Desk &desk)
{
    const QString hex = QString::fromLatin1(QByteArray(kKey).toHex());
    person.click("credentialAdd");
    replaceText(person, "credentialName", QStringLiteral("Bench"));
    replaceText(person, "credentialIdentity", QStringLiteral("demo"));
    replaceText(person, "keyField", hex.chopped(1)); // one digit is missing
    person.click("patternLine");
    person.write(QStringLiteral("127.0.0.1"));
    person.press(Qt::Key_Return);
    person.click("credentialSave");
    person.reads("keyMessage", QStringLiteral("hex digits"));
    look(person, desk);
    replaceText(person, "keyField", hex);
    person.click("keyEye"); // shown on the screen, and nowhere else
    look(person, desk);
    person.click("credentialSave");
    person.waitFor(QStringLiteral("the key is kept"), 10'000,
                   [&] { return desk.store().book().size() == 1; });
}

void useKey(Person &person, Desk &desk)
{
    person.click("addDevice");
    person.sees("addDevicePopup");
    person.write(desk.uri(""));
    person.press(Qt::Key_Return);
    person.seesNot("addDevicePopup");
    showRoom(person, 0);
    replaceText(person, "addressField", desk.uri("/firmware/version"));
    person.press(Qt::Key_Return);
    person.reads("responseCode", QStringLiteral("2.05"));
    look(person, desk);
    replaceText(person, "addressField", desk.uri("/nope"));
    person.press(Qt::Key_Return);
    person.reads("responseCode", QStringLiteral("4.04"));
    showRoom(person, 3);
    person.click("savePcapng");
    answerFileDialog(person, desk.home() + QStringLiteral("/all.pcapng"));
    look(person, desk);
}

void lockAndOpen(Person &person, Desk &desk)
{
    showRoom(person, 4);
    person.click("securityMore");
    person.chooseInMenu(QStringLiteral("Lock the vault now"));
    person.sees("vaultGate");
    look(person, desk);
    replaceText(person, "vaultPassword", QLatin1String(kPassword).chopped(1));
    person.press(Qt::Key_Return);
    person.reads("vaultMessage", QStringLiteral("not the password"));
    look(person, desk);
    replaceText(person, "vaultPassword", QLatin1String(kPassword));
    person.press(Qt::Key_Return);
    person.seesNot("vaultGate");
    look(person, desk);
}

} // namespace

class TestSecretJourney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Add a key, bind it, test it, see the session, observe a secure board; no pointer.
    void secureBoardByKeyboardAlone()
    {
        Desk desk;
        const QString failure = desk.perform([&](Person &person) {
            person.press(Qt::CTRL | Qt::Key_N);
            person.sees("addDevicePopup");
            person.write(desk.uri(""));
            person.press(Qt::Key_Return);
            person.seesNot("addDevicePopup");
            person.press(Qt::CTRL | Qt::Key_5);
            person.tabTo("emptyAdd");
            person.press(Qt::Key_Space);
            person.write(QStringLiteral("Bench"));
            person.tabTo("credentialIdentity");
            person.write(QStringLiteral("demo"));
            person.tabTo("keyField");
            person.write(QString::fromLatin1(QByteArray(kKey).toHex()));
            person.tabTo("patternLine");
            person.write(QStringLiteral("127.0.0.1"));
            person.press(Qt::Key_Return);
            person.press(Qt::Key_Return); // saves and tests
            person.reads("handshakeVerdict", QStringLiteral("Works"));
            person.press(Qt::CTRL | Qt::Key_1);
            person.press(Qt::CTRL | Qt::Key_L);
            person.write(desk.uri("/sys/temp"));
            person.press(Qt::Key_Return);
            person.reads("responseCode", QStringLiteral("2.05"));
            person.press(Qt::CTRL | Qt::Key_O);
            person.reads("observeButton", QStringLiteral("Observing"));
            person.press(Qt::CTRL | Qt::Key_5);
            person.tabTo("sessionTable");
            person.press(Qt::Key_Down);
            person.press(Qt::Key_F5);
            const auto sessions = [&] {
                return desk.facts().secureSessions().sessions();
            };
            person.waitFor(QStringLiteral("the session is resumed"), 10'000, [&] {
                return sessions().size() == 1 && sessions().front().resumptions == 1;
            });
            // It goes on in the new session.
            const auto newest = [&] {
                const ObservedResource *seen =
                    desk.facts().observations().find(desk.uri("/sys/temp"));
                return seen != nullptr && seen->isObserved() && seen->latest
                           ? seen->latest->at.unixMicros
                           : 0;
            };
            std::int64_t before = 0;
            person.check(QStringLiteral("it is observed"), [&] {
                before = newest();
                return before > 0;
            });
            person.waitFor(QStringLiteral("another value"), 20'000,
                           [&] { return newest() > before; });
        });
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void noSecretIsSeenAnywhere()
    {
        logged().clear();
        const QtMessageHandler before = qInstallMessageHandler(keepLog);
        Desk desk;
        const QString failure = desk.perform([&](Person &person) {
            showRoom(person, 4);
            makeVault(person, desk);
            addKey(person, desk);
            useKey(person, desk);
            lockAndOpen(person, desk);
        });
        for (const char *file : {"/proc/self/cmdline", "/proc/self/environ"})
            desk.seen += contentOf(QLatin1String(file));
        desk.end();
        qInstallMessageHandler(before);
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        desk.seen += logged();
        int files = 0;
        QDirIterator every(desk.home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        for (; every.hasNext(); ++files)
            desk.seen += contentOf(every.next());
        QVERIFY(files >= 3); // workspace, vault, capture
        QVERIFY(desk.seen.contains("Bench") && desk.seen.contains("firmware/version"));
        for (const char *secret : {kKey, kPassword}) {
            const QByteArray whole(secret);
            for (const QByteArray &form : formsOf(whole))
                QVERIFY2(!desk.seen.contains(form), form.constData());
            // Nor all but its last octet, as it was typed on the way.
            for (const QByteArray &form : formsOf(whole.chopped(1)))
                QVERIFY2(!desk.seen.contains(form), form.constData());
        }
    }
};

COPPER_TEST(TestSecretJourney);
#include "test_secret_journey.moc"
