// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"
#include "ui/text/value_text.h"

#include <QSet>
#include <QTest>

using namespace copper;

class TestText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFailureHasItsOwnSentence()
    {
        QSet<QString> sentences, words;
        const int count = static_cast<int>(FailureKind::SocketFailed) + 1;
        for (int i = 0; i < count; ++i) {
            const auto kind = static_cast<FailureKind>(i);
            QVERIFY(!explain(kind).sentence.isEmpty());
            QVERIFY(!failureWord(kind).isEmpty());
            sentences << explain(kind).sentence;
            words << failureWord(kind);
        }
        QCOMPARE(sentences.size(), count);
        QCOMPARE(words.size(), count);
    }
    void failureWithCodeAndDiagnostic()
    {
        JobFailed failed;
        failed.kind = FailureKind::ErrorResponse;
        failed.code = code::kMethodNotAllowed;
        failed.detail = QStringLiteral("only PUT\u202e works here");
        const Explanation why = explain(failed);
        QVERIFY(why.sentence.startsWith(QStringLiteral("4.05 Method Not Allowed: ")));
        QVERIFY(why.sentence.contains(QStringLiteral("only PUT")));
        QVERIFY(!why.sentence.contains(QChar(0x202e)));
        QVERIFY(!why.hint.isEmpty());
        failed.code = code::kServiceUnavailable;
        failed.retryAfterSeconds = 30;
        QVERIFY(explain(failed).hint.contains(QStringLiteral("30")));
    }
    void everyFindingHasItsOwnSentence()
    {
        QSet<QString> texts;
        const int count = static_cast<int>(FindingKind::PayloadNotUtf8) + 1;
        for (int i = 0; i < count; ++i)
            texts << findingText(static_cast<FindingKind>(i));
        QVERIFY(!texts.contains(QString()));
        QCOMPARE(texts.size(), count);
        QCOMPARE(findingLine({FindingKind::ReservedOptionDelta, 6, 1}),
                 QStringLiteral("byte 6: option delta 15 is reserved, RFC 7252 §3.1"));
    }
    void codesTypesAndOptions()
    {
        QCOMPARE(codeText(code::kContent), QStringLiteral("2.05 Content"));
        QCOMPARE(codeText(code::kIPatch), QStringLiteral("iPATCH"));
        QCOMPARE(codeText(code::kEmpty), QStringLiteral("Empty"));
        QCOMPARE(codeText(makeCode(4, 30)), QStringLiteral("4.30"));
        QVERIFY(!codeMeaning(makeCode(4, 30)).isEmpty());
        QCOMPARE(midText(MessageId{0x7c}), QStringLiteral("0x007c"));
        QCOMPARE(optionProperties(OptionNumber::UriPath),
                 QStringLiteral("critical · unsafe · repeatable"));
        QCOMPARE(optionProperties(OptionNumber::Accept), QStringLiteral("critical"));
        QCOMPARE(optionProperties(OptionNumber::MaxAge), QStringLiteral("elective · unsafe"));
        QCOMPARE(optionProperties(OptionNumber::Size1), QStringLiteral("elective · no cache key"));
        QCOMPARE(optionProperties(OptionNumber::ETag), QStringLiteral("elective · repeatable"));
        QVERIFY(optionPropertiesHint(OptionNumber::Size1).contains(QLatin1String("No cache key")));
        QVERIFY(optionPropertiesHint(OptionNumber::MaxAge).contains(QLatin1String("Unsafe")));
        const Bytes sixty{60};
        QCOMPARE(optionMeaning(OptionNumber::MaxAge, sixty, false),
                 QStringLiteral("fresh for 1 min"));
        QCOMPARE(optionMeaning(OptionNumber::ContentFormat, sixty, false),
                 QStringLiteral("application/cbor"));
        QCOMPARE(optionMeaning(OptionNumber::Block2, Bytes{0x1a}, false),
                 QStringLiteral("block 1 of 64 bytes, more follow"));
        QCOMPARE(optionMeaning(static_cast<OptionNumber>(65001), {}, true),
                 QStringLiteral("not registered"));
        // Too long for its type: shown, not believed.
        QVERIFY(!optionValueShown(OptionNumber::UriPath, Bytes(70'000, 'x')).isEmpty());
    }
    void valuesAndUnits()
    {
        QCOMPARE(shownValue(23.5, QStringLiteral("Cel")).joined(), QStringLiteral("23.5\u202f°C"));
        QCOMPARE(shownValue(9660, QStringLiteral("s")).joined(), QStringLiteral("2 h 41 min"));
        QCOMPARE(shownValue(0.375, QStringLiteral("/")).joined(), QStringLiteral("37.5\u202f%"));
        QCOMPARE(numberText(18240), QStringLiteral("18\u2009240"));
        QCOMPARE(spanText(53), QStringLiteral("53 s"));
        QCOMPARE(spanText(0), QStringLiteral("0 s"));
        QCOMPARE(spanText(90'000), QStringLiteral("1 d 1 h"));
        QCOMPARE(durationText(seconds(0.0041)), QStringLiteral("4.1 ms"));
        QCOMPARE(durationText(seconds(2.34)), QStringLiteral("2.3 s"));
        QCOMPARE(utcText(1778594531), QStringLiteral("2026-05-12 14:02:11 UTC"));
        QCOMPARE(utcText(1e300), QString());
        LatestValue latest;
        latest.text = "on";
        QCOMPARE(shownValue(latest).joined(), QStringLiteral("on"));
        // As many decimals as the device sends.
        ChartableValue number;
        number.value = 20;
        number.unit = "C";
        latest.primary = number;
        latest.text = "20.0 C";
        QCOMPARE(shownValue(latest).joined(), QStringLiteral("20.0\u202f°C"));
        latest.text = "2e1 C";
        QCOMPARE(shownValue(latest).joined(), QStringLiteral("20\u202f°C"));
        QCOMPARE(numberText(-18240.25, 2), QStringLiteral("\u221218\u2009240.25"));
        QCOMPARE(numberText(1e300, 2), numberText(1e300));
    }
    void hostileText()
    {
        QCOMPARE(displayText(QStringLiteral("a\nb\u0000c\u202e")),
                 QStringLiteral("a b\ufffdc\ufffd").left(2) + QStringLiteral("b\ufffdc\ufffd"));
        QVERIFY(!toolTipText(QStringLiteral("<img src=x>")).contains(QStringLiteral("<img")));
        QCOMPARE(displayText(QString(1000, QLatin1Char('x')), 10).size(), 11);
    }
};

COPPER_TEST(TestText);
#include "test_text.moc"
