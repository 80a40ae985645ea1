// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/observation_tally.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

ResponseArrived notification(MessageType type, double at, std::size_t payload = 4)
{
    ResponseArrived each = contentResponse({}, QString(), std::string(payload, 'x').c_str(), 0,
                                           timeAt(at), socketAt("10.0.0.1"));
    each.type = type;
    each.token = Token(Bytes{1, 2, 3, 4});
    each.observeSequence = 7;
    return each;
}

RequestSpec temperature()
{
    RequestSpec spec;
    spec.uri = QStringLiteral("coap://10.0.0.1/temp");
    return spec;
}

} // namespace

class TestObservationTally : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void conAndNonAreCounted()
    {
        ObservationTally tally(timeAt(0));
        tally.note(notification(MessageType::Confirmable, 1), temperature());
        tally.note(notification(MessageType::NonConfirmable, 2), temperature());
        ResponseArrived many = notification(MessageType::NonConfirmable, 3);
        many.notificationsSkipped = 9;
        tally.note(many, temperature());
        QCOMPARE(tally.confirmable(), std::uint64_t{1});
        QCOMPARE(tally.nonConfirmable(), std::uint64_t{11});
    }

    // 4 header + 4 token + Content-Format 1 + marker 1 + 4 payload, and 28 of IP and UDP.
    void bytesOfANotification()
    {
        ObservationTally tally(timeAt(0));
        tally.note(notification(MessageType::NonConfirmable, 1), temperature());
        QCOMPARE(tally.bytes(), std::uint64_t{14 + 28});
        ObservationTally confirmed(timeAt(0));
        confirmed.note(notification(MessageType::Confirmable, 1), temperature());
        QCOMPARE(confirmed.bytes(), std::uint64_t{14 + 28 + 4 + 28});
    }

    void bytesByTheHour()
    {
        ObservationTally tally(timeAt(0));
        tally.note(notification(MessageType::NonConfirmable, 1), temperature());
        QVERIFY(!tally.bytesPerHour(timeAt(2)));
        QCOMPARE(*tally.bytesPerHour(timeAt(3600)), 42.0);
        QCOMPARE(*tally.bytesPerHour(timeAt(1800)), 84.0);
    }

    void rateFallsWhileNothingComes()
    {
        ObservationTally tally(timeAt(0));
        tally.note(notification(MessageType::NonConfirmable, 0), temperature());
        QVERIFY(!tally.perMinute(timeAt(1)));
        for (int i = 1; i <= 30; ++i)
            tally.note(notification(MessageType::NonConfirmable, i * 2), temperature());
        QCOMPARE(*tally.perMinute(timeAt(60)), 30.0);
        QCOMPARE(*tally.perMinute(timeAt(120)), 1.0);
    }
};

COPPER_TEST(TestObservationTally);
#include "test_observation_tally.moc"
