// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/messages.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace copper;
using namespace copper::cli;

class TestMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFailureHasWordsAndAStatus()
    {
        std::set<QString> sentences;
        for (int kind = 0; kind <= static_cast<int>(FailureKind::SocketFailed); ++kind) {
            const JobFailed failed =
                test::failedOf(JobId{1}, static_cast<FailureKind>(kind), code::kNotFound);
            const Complaint complaint = failureComplaint(failed, false);
            QVERIFY(!complaint.kind.isEmpty() && !complaint.sentence.isEmpty());
            QVERIFY(sentences.insert(complaint.sentence).second);
            QVERIFY(complaint.status != ExitStatus::Ok);
        }
    }
    void everyFindingHasWords()
    {
        std::set<QString> texts;
        for (int kind = 0; kind <= static_cast<int>(FindingKind::PayloadNotUtf8); ++kind) {
            const QString text = findingText(static_cast<FindingKind>(kind));
            QVERIFY(!text.isEmpty());
            QVERIFY(texts.insert(text).second);
        }
    }
    void statuses()
    {
        const auto status = [](FailureKind kind, Code code = {}, bool upload = false) {
            return static_cast<int>(statusOf(test::failedOf(JobId{1}, kind, code), upload));
        };
        for (const FailureKind kind :
             {FailureKind::Timeout, FailureKind::Reset, FailureKind::Unreachable,
              FailureKind::NotResolved, FailureKind::NoInterface, FailureKind::LinkLost})
            QCOMPARE(status(kind), 3);
        QCOMPARE(status(FailureKind::ErrorResponse, code::kNotFound), 4);
        QCOMPARE(status(FailureKind::TransferRefused, code::kRequestEntityTooLarge), 4);
        QCOMPARE(status(FailureKind::ErrorResponse, code::kServiceUnavailable), 5);
        QCOMPARE(status(FailureKind::InvalidUri), 64);
        QCOMPARE(status(FailureKind::Malformed), 65);
        QCOMPARE(status(FailureKind::InputUnreadable), 66);
        QCOMPARE(status(FailureKind::TooLarge, {}, true), 66);
        QCOMPARE(status(FailureKind::OutputUnwritable), 73);
        QCOMPARE(status(FailureKind::VerificationFailed), 1);
        QCOMPARE(status(FailureKind::Cancelled), 130);
    }
    void ofSeveralTheFirstOf354()
    {
        using enum ExitStatus;
        QVERIFY(worse(ClientError, ServerError) == ServerError);
        QVERIFY(worse(ServerError, NoAnswer) == NoAnswer);
        QVERIFY(worse(NoAnswer, Ok) == NoAnswer);
        QVERIFY(worse(NoAnswer, Interrupted) == Interrupted);
        QVERIFY(worse(ExpectationFailed, ClientError) == ClientError);
        QVERIFY(worse(Ok, Ok) == Ok);
    }
};

COPPER_TEST(TestMessages);
#include "test_messages.moc"
