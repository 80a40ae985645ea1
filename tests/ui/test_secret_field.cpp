// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/security/key_entry.h"
#include "ui/widgets/secret_field.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace copper;

namespace {

std::string text(const SecretField &field)
{
    const ByteView typed = field.typed();
    return {typed.begin(), typed.end()};
}

SecretBytes secret(std::string_view octets)
{
    return SecretBytes::copyOf(
        {reinterpret_cast<const std::uint8_t *>(octets.data()), octets.size()});
}

} // namespace

class TestSecretField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        initUiResources();
        m_theme = std::make_unique<Theme>();
    }
    void cleanupTestCase() { m_theme.reset(); }

    void typedMovedAndRemoved()
    {
        SecretField field(*m_theme);
        field.show();
        QSignalSpy edits(&field, &SecretField::edited);
        QTest::keyClicks(&field, QStringLiteral("sesame"));
        QCOMPARE(text(field), std::string("sesame"));
        QCOMPARE(edits.count(), 6);
        QTest::keyClick(&field, Qt::Key_Home);
        QTest::keyClick(&field, Qt::Key_Right);
        QTest::keyClick(&field, Qt::Key_X);
        QCOMPARE(text(field), std::string("sxesame"));
        QTest::keyClick(&field, Qt::Key_Delete);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QCOMPARE(text(field), std::string("ssame"));
        QTest::keyClick(&field, Qt::Key_End);
        QTest::keyClick(&field, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&field, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&field, Qt::Key_Y);
        QCOMPARE(text(field), std::string("ssay"));
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QVERIFY(field.isEmpty());
        // No octet of it is left behind the end.
        QTest::keyClicks(&field, QStringLiteral("a"));
        QCOMPARE(text(field), std::string("a"));
    }
    void whatIsNotAsciiIsOneCharacter()
    {
        SecretField field(*m_theme);
        field.show();
        QApplication::clipboard()->setText(QString::fromUtf8("a\u00e4\u20ac\U0001f511z\n"));
        QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(text(field), std::string("a\u00e4\u20ac\U0001f511z"));
        QCOMPARE(field.characterCount(), 5);
        QTest::keyClick(&field, Qt::Key_Left);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QCOMPARE(text(field), std::string("a\u00e4\u20acz"));
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown,
                            QString::fromUtf8("\u00fc\u20ac\U0001f511"), Qt::NoModifier);
        QCOMPARE(text(field), std::string("a\u00e4\u20ac\u00fc\u20ac\U0001f511z"));
    }
    void nothingComesOut()
    {
        SecretField field(*m_theme);
        field.show();
        QApplication::clipboard()->setText(QStringLiteral("before"));
        QTest::keyClicks(&field, QStringLiteral("sesame"));
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        QCOMPARE(text(field), std::string("sesame"));
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&field);
        QVERIFY(accessible != nullptr);
        QVERIFY(accessible->state().passwordEdit);
        QCOMPARE(accessible->role(), QAccessible::EditableText);
        for (const QAccessible::Text part : {QAccessible::Name, QAccessible::Value})
            QVERIFY(!accessible->text(part).contains(QLatin1String("sesame")));
        QVERIFY(!field.inputMethodQuery(Qt::ImSurroundingText).isValid());
    }
    void whatDoesNotFitIsLeftOut()
    {
        SecretField field(*m_theme);
        field.show();
        QTest::keyClicks(&field, QStringLiteral("ab"));
        QApplication::clipboard()->setText(
            QString(static_cast<int>(SecretField::kCapacity), QLatin1Char('x')));
        QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(field.hasOverflowed());
        QCOMPARE(text(field), std::string("ab"));
        QTest::keyClick(&field, Qt::Key_Backspace);
        QVERIFY(!field.hasOverflowed());
    }
    void masked()
    {
        // Two secrets of one length look the same; shown they do not.
        const auto picture = [this](const char *typed, bool shown) {
            SecretField field(*m_theme);
            field.resize(240, 28);
            field.setTyped(secret(typed).view());
            field.reveal(shown);
            return field.grab().toImage();
        };
        QCOMPARE(picture("sesame", false), picture("secret", false));
        QVERIFY(picture("sesame", true) != picture("secret", true));
    }
    void shownForTenSecondsAtMost()
    {
        KeyEntry entry(*m_theme);
        entry.show();
        SecretField *field = entry.field();
        QTest::keyClicks(field, QStringLiteral("00112233"));
        auto *eye = entry.findChild<QToolButton *>(QStringLiteral("keyEye"));
        QTest::mouseClick(eye, Qt::LeftButton);
        QVERIFY(field->isRevealed());
        QVERIFY(field->hideTimer().isSingleShot());
        QCOMPARE(field->hideTimer().interval(), 10'000);
        // What the timer does when it is over.
        QSignalSpy hidden(field, &SecretField::revealedChanged);
        field->hideTimer().setInterval(0);
        QTRY_COMPARE(hidden.count(), 1);
        QVERIFY(!field->isRevealed());
        QVERIFY(!eye->isChecked());
    }
    void keysInEachForm_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, KeyForm form, const char *typed,
                            const char *message) {
            QTest::newRow(name) << static_cast<int>(form) << QString::fromLatin1(typed)
                                << QString::fromLatin1(message);
        };
        row("hex", KeyForm::Hex, "00112233445566778899aabbccddeeff",
            "16 bytes, right for most boards");
        row("base64", KeyForm::Base64,
            "ABEiM0RVZneImaq7zN3u/w==", "16 bytes, right for most boards");
        row("text", KeyForm::Text, "open sesame", "11 bytes");
        row("short", KeyForm::Text, "a", "short enough to guess");
        row("odd", KeyForm::Hex, "00112", "5 hex digits: two make a byte");
        row("no hex", KeyForm::Hex, "00zz", "Character 3 is no hex digit");
        row("noise", KeyForm::Base64, "ABEi*0RV", "This is not base64");
        row("33 bytes", KeyForm::Text, "123456789012345678901234567890123",
            "33 bytes: mbedTLS takes 32 bytes at most.");
    }
    void keysInEachForm()
    {
        QFETCH(int, form);
        QFETCH(QString, typed);
        QFETCH(QString, message);
        KeyEntry entry(*m_theme);
        entry.resize(280, 80);
        entry.show();
        auto *forms = entry.findChild<QTabBar *>(QStringLiteral("keyForm"));
        QTest::mouseClick(forms, Qt::LeftButton, {}, forms->tabRect(form).center());
        QTest::keyClicks(entry.field(), typed);
        QVERIFY2(entry.message().contains(message), qPrintable(entry.message()));
        QCOMPARE(entry.field()->isInvalid(), !entry.key().has_value());
        QCOMPARE(entry.field()->accessibleDescription(), entry.message());
    }
    void keptKeyIsWrittenAnewTypedOneIsReadAnew()
    {
        KeyEntry entry(*m_theme);
        entry.show();
        entry.setKey(secret("sesame"));
        QCOMPARE(text(*entry.field()), std::string("736573616d65"));
        QVERIFY(!entry.isEdited());
        entry.setForm(KeyForm::Text);
        QCOMPARE(text(*entry.field()), std::string("sesame"));
        entry.setForm(KeyForm::Base64);
        QCOMPARE(text(*entry.field()), std::string("c2VzYW1l"));
        QVERIFY(!entry.isEdited());
        QTest::keyClick(entry.field(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(entry.field(), QStringLiteral("00ff"));
        QVERIFY(entry.isEdited());
        entry.setForm(KeyForm::Hex);
        QCOMPARE(text(*entry.field()), std::string("00ff"));
        QCOMPARE(entry.key()->size(), std::size_t(2));
    }
    void bytesThatAreNoTextAreNotOfferedAsText()
    {
        KeyEntry entry(*m_theme);
        entry.show();
        entry.setForm(KeyForm::Text);
        entry.setKey(secret("\xff\x01"));
        QCOMPARE(entry.form(), KeyForm::Hex);
        QVERIFY(!entry.findChild<QTabBar *>(QStringLiteral("keyForm"))->isTabEnabled(0));
        QCOMPARE(text(*entry.field()), std::string("ff01"));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

COPPER_TEST(TestSecretField);
#include "test_secret_field.moc"
