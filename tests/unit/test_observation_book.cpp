// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/observation_book.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestObservationBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What a storm brought too fast is counted for each resource, from its registration on.
    void skippedNotifications()
    {
        FakeSession session;
        FakeClock clock;
        ObservationBook book(session, clock.asFunction());
        const QString uri = QStringLiteral("coap://h/t");
        ResponseArrived response;
        response.job = *book.observe(uri);
        response.uri = uri;
        response.code = code::kContent;
        response.payload = std::make_shared<const Bytes>(Bytes{'1'});
        response.observeSequence = 9;
        response.notificationIndex = 500;
        response.notificationsSkipped = 400;
        book.take(response, nullptr, {});
        response.notificationIndex = 600;
        response.notificationsSkipped = 99;
        book.take(response, nullptr, {});
        QCOMPARE(book.find(uri)->skipped, std::uint64_t{499});
        QCOMPARE(book.find(uri)->status->notifications, std::uint64_t{601});
        book.registerAgain(uri);
        QCOMPARE(book.find(uri)->skipped, std::uint64_t{0});
    }
    void lifeOfAnObservation()
    {
        FakeSession session;
        FakeClock clock;
        ObservationBook book(session, clock.asFunction());
        QSignalSpy started(&book, &ObservationBook::observationStarted);
        QSignalSpy ended(&book, &ObservationBook::observationEnded);
        const QString uri = QStringLiteral("coap://h/t");
        const auto job = book.observe(QStringLiteral("coap://H:5683/t"));
        QVERIFY(job);
        QVERIFY(book.observe(uri) == job); // once is enough
        QCOMPARE(session.observations.size(), std::size_t(1));
        QVERIFY(book.isObserved(uri));
        QCOMPARE(started.size(), 1);

        ObservationStatus status;
        status.job = *job;
        status.uri = uri;
        status.state = ObservationStatus::State::Live;
        book.take(status);
        QVERIFY(book.find(uri)->status->state == ObservationStatus::State::Live);
        status.state = ObservationStatus::State::Ended;
        book.take(status);
        QVERIFY(!book.isObserved(uri));
        QCOMPARE(ended.size(), 1);
        QVERIFY(book.find(uri) != nullptr);

        book.observe(uri);
        book.stop(uri);
        QCOMPARE(session.cancelled.size(), std::size_t(1));
        QCOMPARE(ended.size(), 2);
        book.stop(uri); // harmless
        QCOMPARE(session.cancelled.size(), std::size_t(1));

        const auto third = book.observe(uri);
        book.registerAgain(uri);
        QCOMPARE(session.observations.size(), std::size_t(4));
        QVERIFY(!book.owns(*third));
        JobFailed failed;
        failed.job = session.lastJob();
        failed.kind = FailureKind::Timeout;
        book.take(failed);
        QVERIFY(book.find(uri)->failure);
        QCOMPARE(book.observationCount(), std::size_t(0));
    }
    void latestValueAndItsChange()
    {
        FakeSession session;
        FakeClock clock;
        ObservationBook book(session, clock.asFunction());
        const QString uri = QStringLiteral("coap://h/t");
        const auto say = [&](const char *text, double value, double at) {
            const ResponseArrived response = contentResponse(JobId{50}, uri, text, 0, timeAt(at));
            Representation representation;
            representation.format = Representation::Format::Text;
            ChartableValue number;
            number.value = value;
            book.take(response, &representation, {number});
        };
        say("23.4", 23.4, 0);
        say("23.5", 23.5, 1);
        say("23.5", 23.5, 2);
        const LatestValue &latest = *book.find(uri)->latest;
        QCOMPARE(latest.primary->value, 23.5);
        QCOMPARE(*latest.previousPrimary, 23.4);
        QVERIFY(latest.changedAt == timeAt(1));
        QVERIFY(latest.at == timeAt(2));
        QCOMPARE(latest.text, std::string("23.5"));
        // 2.03 makes it fresh again.
        ResponseArrived valid = contentResponse(JobId{50}, uri, "", {}, timeAt(9));
        valid.code = code::kValid;
        valid.options.addUint(OptionNumber::MaxAge, 7);
        book.take(valid, nullptr, {});
        QVERIFY(book.find(uri)->latest->at == timeAt(9));
        QCOMPARE(book.find(uri)->latest->maxAgeSeconds, 7U);
        int told = 0;
        connect(&book, &ObservationBook::changed, this, [&](const QStringList &uris) {
            ++told;
            QCOMPARE(uris, QStringList(uri));
        });
        book.commit();
        book.commit();
        QCOMPARE(told, 1);
    }
    void everyNotificationCounts()
    {
        FakeSession session;
        FakeClock clock;
        ObservationBook book(session, clock.asFunction());
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        const JobId job = *book.observe(uri);
        ObservationStatus status;
        status.job = job;
        status.state = ObservationStatus::State::Live;
        status.registrations = 1;
        book.take(status);
        ResponseArrived response = contentResponse(job, uri, "21.5", 0, timeAt(7));
        response.options.addUint(OptionNumber::MaxAge, 20);
        response.observeSequence = 12;
        response.notificationIndex = 4;
        book.take(response, nullptr, {});
        const ObservationStatus &now = *book.find(uri)->status;
        QCOMPARE(now.notifications, 5U);
        QVERIFY(now.lastNotification == timeAt(7));
        QCOMPARE(now.maxAgeSeconds, 20U);
        QCOMPARE(now.registrations, 1U);
        // An answer to a GET is no notification.
        book.take(contentResponse(JobId{9999}, uri, "22", 0, timeAt(9)), nullptr, {});
        QVERIFY(book.find(uri)->status->lastNotification == timeAt(7));
    }
    void limits()
    {
        FakeSession session;
        FakeClock clock;
        ObservationBook book(session, clock.asFunction());
        for (std::size_t i = 0; i < ObservationBook::kMaxObservations; ++i)
            QVERIFY(book.observe(QStringLiteral("coap://h/%1").arg(i)));
        QVERIFY(!book.observe(QStringLiteral("coap://h/more")));
        for (std::size_t i = 0; i < ObservationBook::kMaxResources + 10; ++i) {
            book.take(contentResponse(JobId{9999}, QStringLiteral("coap://g/%1").arg(i), "1", 0,
                                      timeAt(static_cast<double>(i))),
                      nullptr, {});
        }
        QCOMPARE(static_cast<std::size_t>(book.uris().size()), ObservationBook::kMaxResources);
        QCOMPARE(book.observationCount(), ObservationBook::kMaxObservations);
        QVERIFY(book.find(QStringLiteral("coap://g/0")) == nullptr);
        const std::string large(ObservationBook::kMaxValueBytes + 1, 'x');
        book.take(contentResponse(JobId{9999}, QStringLiteral("coap://g/large"), large.c_str(), 0,
                                  timeAt(0)),
                  nullptr, {});
        QVERIFY(book.find(QStringLiteral("coap://g/large")) == nullptr);
        book.stopAll();
        QCOMPARE(book.observationCount(), std::size_t(0));
    }
};

COPPER_TEST(TestObservationBook);
#include "test_observation_book.moc"
