// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_check.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

class TestCollectionLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A regular expression is tried on so many characters and no more.
    void matchesHasALimit()
    {
        const auto verdictOf = [](qsizetype before) {
            QByteArray text(before, 'a');
            text += 'Z';
            const ResponseArrived response = contentResponse(JobId{1}, QStringLiteral("coap://h/a"),
                                                             text.constData(), 0, timeAt(0));
            const AnswerReader reader(response);
            const Expectation wish{Subject::Payload, {}, Comparison::Matches, QStringLiteral("Z$")};
            return reader.check(wish, {}).verdict;
        };
        QVERIFY(verdictOf(kMaxMatched - 1) == CheckVerdict::Met);
        QVERIFY(verdictOf(kMaxMatched) == CheckVerdict::NotMet);
    }
};

COPPER_TEST(TestCollectionLimits);
#include "test_collection_limits.moc"
