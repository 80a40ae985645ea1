// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/key_text.h"
#include "tests/credentials/credential_support.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Problem = KeyTextError::Problem;

std::string keyOf(std::string_view typed, KeyForm form)
{
    const auto key = parseKey(asBytes(typed), form);
    return key ? toHex(key->view()) : std::string("error");
}

KeyTextError errorOf(std::string_view typed, KeyForm form)
{
    const auto key = parseKey(asBytes(typed), form);
    return key ? KeyTextError{Problem::Empty, 12345} : key.error();
}

bool fails(std::string_view typed, KeyForm form, Problem problem, std::size_t count)
{
    return errorOf(typed, form) == KeyTextError{problem, count};
}

} // namespace

class TestKeyText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text()
    {
        QCOMPARE(keyOf("sesame", KeyForm::Text), std::string("736573616d65"));
        QCOMPARE(keyOf(" s\n", KeyForm::Text), std::string("20730a")); // as it stands
        QCOMPARE(keyOf("\xff", KeyForm::Text), std::string("ff"));
        QVERIFY(fails("", KeyForm::Text, Problem::Empty, 0));
        QVERIFY(parseKey(asBytes(std::string(32, 'k')), KeyForm::Text));
        QVERIFY(fails(std::string(33, 'k'), KeyForm::Text, Problem::TooLong, 33));
        QVERIFY(fails(std::string(1'000'000, 'k'), KeyForm::Text, Problem::TooLong, 33));
    }
    void hex()
    {
        for (const char *typed : {"00aAff", "00 aa FF", "00:aa:ff", "0x00AAff", " 0x00 0xaa 0XFF\n",
                                  "00:\taa ff", "0 0 a a f f"})
            QCOMPARE(keyOf(typed, KeyForm::Hex), std::string("00aaff"));
        QVERIFY(fails("", KeyForm::Hex, Problem::Empty, 0));
        QVERIFY(fails(" : 0x ", KeyForm::Hex, Problem::Empty, 0));
        QVERIFY(fails("00a", KeyForm::Hex, Problem::OddHexDigits, 3));
        QVERIFY(fails("0x0", KeyForm::Hex, Problem::OddHexDigits, 1));
        QVERIFY(fails("00ag", KeyForm::Hex, Problem::NotHex, 3));
        QVERIFY(fails("00x00", KeyForm::Hex, Problem::NotHex, 2));
        QVERIFY(fails("00,00", KeyForm::Hex, Problem::NotHex, 2));
        QVERIFY(fails(std::string_view("00\0", 3), KeyForm::Hex, Problem::NotHex, 2));
        QVERIFY(parseKey(asBytes(std::string(64, 'a')), KeyForm::Hex));
        QVERIFY(fails(std::string(66, 'a'), KeyForm::Hex, Problem::TooLong, 33));
    }
    void base64()
    {
        QCOMPARE(keyOf("c2VzYW1l", KeyForm::Base64), std::string("736573616d65"));
        QCOMPARE(keyOf(" /+8= \n", KeyForm::Base64), std::string("ffef"));
        QCOMPARE(keyOf("/+8", KeyForm::Base64), std::string("ffef"));
        QCOMPARE(keyOf("_-8", KeyForm::Base64), std::string("ffef"));
        QCOMPARE(keyOf("_-8=", KeyForm::Base64), std::string("ffef"));
        QVERIFY(fails("", KeyForm::Base64, Problem::Empty, 0));
        for (const char *noise :
             {"c2Vz!YW1l", "c2Vz YW1l", "=", "c2VzYW1l=", "/-8=", "c", "c2VzYW1lx=x"})
            QVERIFY2(fails(noise, KeyForm::Base64, Problem::NotBase64, 0), noise);
        QVERIFY(fails("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB", KeyForm::Base64,
                      Problem::TooLong, 36));
    }
    void shown()
    {
        const SecretBytes key = std::move(*parseKey(asBytes("00ffef"), KeyForm::Hex));
        QVERIFY(keyText(key, KeyForm::Hex).equals(asBytes("00ffef")));
        QVERIFY(keyText(key, KeyForm::Base64).equals(asBytes("AP/v")));
        QVERIFY(keyText(key, KeyForm::Text).equals(key));
        QVERIFY(!canBeText(key));
        QVERIFY(canBeText(secret("sesame, \xc3\xbc")));
        QVERIFY(keyText(SecretBytes(), KeyForm::Hex).isEmpty());
        // Each size there and back, in each form.
        for (std::size_t size = 1; size <= kMaxKeySize; ++size) {
            const SecretBytes random = SecretBytes::random(size);
            for (const KeyForm form : {KeyForm::Text, KeyForm::Hex, KeyForm::Base64}) {
                const auto again = parseKey(keyText(random, form).view(), form);
                QVERIFY(again && again->equals(random));
            }
        }
    }
    void identities()
    {
        QVERIFY(checkIdentity(asBytes("demo-client")));
        QVERIFY(checkIdentity(Bytes{0xff, 0x00}));
        QVERIFY(checkIdentity(Bytes(128)));
        QVERIFY(checkIdentity(Bytes(129)).error() == IdentityError::TooLong);
        QVERIFY(checkIdentity({}).error() == IdentityError::Empty);
    }
};

COPPER_TEST(TestKeyText);
#include "test_key_text.moc"
