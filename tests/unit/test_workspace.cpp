// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/project_file.h"
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk
{
    FakeSession session;
    FakeClock clock;
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("workspace.json"));
    Workspace workspace{session, path, clock.asFunction()};
    SessionFeed &feed = workspace.feed();
};

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void discoveryFillsTheRegistry()
    {
        Desk desk;
        QSignalSpy ended(&desk.workspace, &Workspace::discoveryEnded);
        const JobId job = desk.workspace.discover({});
        QVERIFY(desk.workspace.isDiscovering());
        DeviceFound found = foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                                        {linkTo(QStringLiteral("/t"), true)}, timeAt(1));
        found.job = job;
        desk.feed.take(batchOf({found, DiscoveryFinished{job, 1, {}, {}, {}, {}, {}, {}}}));
        QCOMPARE(desk.workspace.devices().devices().size(), std::size_t(1));
        QCOMPARE(ended.size(), 1);
        QVERIFY(!desk.workspace.isDiscovering());
        QVERIFY(desk.workspace.lastDiscovery());
    }
    // The user's limits go into what begins afterwards, and survive a restart.
    void limitsOfTheUser()
    {
        Desk desk;
        UserLimits limits;
        limits.bodyBytes = 3U << 20U;
        limits.links = 50'000;
        limits.devices = 20;
        limits.answersPerSource = 5;
        limits.scanBytes = 8U << 20U;
        limits.traceBytes = 32U << 20U;
        desk.workspace.setLimits(limits);
        desk.workspace.discover({});
        const ScanLimits scan = desk.session.discoveries.back().second.limits;
        QCOMPARE(scan.maxDevices, std::size_t{20});
        QCOMPARE(scan.maxAnswersPerSource, std::size_t{5});
        QCOMPARE(scan.maxBytes, std::uint64_t{8U << 20U});
        QCOMPARE(scan.maxLinks, std::size_t{50'000});
        QVERIFY(scan.maxListBytes > 50'000U * 100);
        desk.workspace.get(QStringLiteral("coap://h/x"));
        QCOMPARE(desk.session.requests.back().second.maxBody, std::uint64_t{3U << 20U});
        desk.workspace.observe(QStringLiteral("coap://h/x"));
        QCOMPARE(desk.session.observations.back().second.maxBody, std::uint64_t{3U << 20U});
        QCOMPARE(desk.workspace.log().byteLimit(), std::uint64_t{32U << 20U});

        QVERIFY(desk.workspace.save());
        FakeSession session;
        Workspace again(session, desk.path, desk.clock.asFunction());
        again.load();
        QVERIFY(again.limits() == limits);
        QCOMPARE(again.log().byteLimit(), std::uint64_t{32U << 20U});
    }
    void limitsOutOfRangeAreTheStandard()
    {
        QJsonObject kept = toJson(UserLimits{});
        kept[QLatin1String("devices")] = -3;
        kept[QLatin1String("links")] = QStringLiteral("many");
        kept[QLatin1String("bodyBytes")] = 1e15;
        QVERIFY(userLimitsFromJson(kept) == UserLimits{});
        QVERIFY(userLimitsFromJson({}) == UserLimits{});
    }
    // Thousands of devices beyond the list are one notice, not thousands.
    void fullListIsSaidOnce()
    {
        Desk desk;
        UserLimits limits;
        limits.devices = UserLimits::kDevices.least;
        desk.workspace.setLimits(limits);
        QSignalSpy notices(&desk.workspace, &Workspace::noticeRaised);
        const auto flood = [&](int from) {
            for (int i = from; i < from + 40; ++i)
                desk.feed.take(batchOf({foundDevice(qPrintable(QStringLiteral("10.0.0.%1").arg(i)),
                                                    {}, {}, timeAt(1))}));
        };
        desk.workspace.discover({});
        flood(1);
        QCOMPARE(desk.workspace.devices().devices().size(),
                 static_cast<std::size_t>(UserLimits::kDevices.least));
        QCOMPARE(notices.size(), 1);
        desk.workspace.discover({});
        flood(41);
        QCOMPARE(notices.size(), 2);
    }
    // Painting and input come in between; what an event says refers to messages that are there.
    void aLargeBatchIsTakenInTurns()
    {
        Desk desk;
        const auto messages = [](std::size_t count) {
            return std::vector<MessageRecord>(
                count, recordOf(MessageRecord::Direction::Received, socketAt("127.0.0.11"),
                                responseMessage(code::kContent, MessageType::Confirmable, 1,
                                                "0102030405060708", "1"),
                                timeAt(1)));
        };
        QSignalSpy ended(&desk.workspace, &Workspace::discoveryEnded);
        const DiscoveryFinished finished{desk.workspace.discover({}), 0, {}, {}, {}, {}, {}, {}};
        const std::size_t turn = SessionFeed::kMessagesPerTurn;
        desk.feed.take(batchOf({finished}, messages(3 * turn)));
        QCOMPARE(desk.workspace.log().size(), turn);
        QCOMPARE(ended.size(), 0);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(desk.workspace.log().size(), 3 * turn);
        // The next batch does not overtake what is left of the one before.
        desk.feed.take(batchOf({}, messages(2 * turn)));
        desk.feed.take(batchOf({}, messages(1)));
        QCOMPARE(desk.workspace.log().size(), 4 * turn);
        QTRY_COMPARE(desk.workspace.log().size(), 5 * turn + 1);
        // And no more of them wait than can be borne.
        for (std::size_t i = 0; i < 3 * SessionFeed::kMostWaiting; ++i)
            desk.feed.take(batchOf({}, messages(2 * turn)));
        QVERIFY(desk.workspace.log().size() > 15 * turn);
    }
    void observedValuesReachEveryStore()
    {
        Desk desk;
        desk.feed.take(batchOf({foundDevice("127.0.0.11", QStringLiteral("g"),
                                            {linkTo(QStringLiteral("/t"), true)}, timeAt(0))}));
        const QString uri = QStringLiteral("coap://127.0.0.11/t");
        const auto job = desk.workspace.observe(uri);
        QVERIFY(job);
        int batches = 0;
        connect(&desk.workspace.samples(), &SampleStore::seriesChanged, this, [&] { ++batches; });
        ResponseArrived a = contentResponse(*job, uri, "23.4", 0, timeAt(1));
        a.observeSequence = 3;
        ResponseArrived b = contentResponse(*job, uri, "23.5", 0, timeAt(2));
        b.observeSequence = 4;
        desk.feed.take(batchOf({a, b}));
        QCOMPARE(batches, 1);
        const auto series = desk.workspace.samples().find(uri, ValuePath{});
        QVERIFY(series);
        QCOMPARE(desk.workspace.samples().series(*series)->size(), std::size_t(2));
        QCOMPARE(desk.workspace.observations().find(uri)->latest->primary->value, 23.5);
        // Silence beyond Max-Age.
        ObservationStatus status;
        status.job = *job;
        status.uri = uri;
        status.state = ObservationStatus::State::Stale;
        status.lastNotification = timeAt(2);
        status.maxAgeSeconds = 60;
        desk.feed.take(batchOf({status}));
        QVERIFY(desk.workspace.samples().info(*series)->staleSince == timeAt(62));
        // A removed device takes its values and observations with it.
        desk.workspace.removeDevice(desk.workspace.devices().devices().front().id);
        QCOMPARE(desk.session.cancelled.size(), std::size_t(1));
        QVERIFY(!desk.workspace.samples().find(uri, ValuePath{}));
        QVERIFY(desk.workspace.devices().devices().empty());
    }
    void onlyGetBringsTheRepresentation()
    {
        Desk desk;
        RequestSpec fetch;
        fetch.uri = QStringLiteral("coap://h/t");
        fetch.method = code::kFetch;
        const JobId job = desk.workspace.send(fetch);
        desk.feed.take(batchOf({contentResponse(job, fetch.uri, "5", 0, timeAt(0))}));
        QVERIFY(desk.workspace.observations().find(fetch.uri) == nullptr);
        QVERIFY(desk.workspace.samples().all().empty());
        QVERIFY(desk.workspace.history().entryOf(job)->response);
        const JobId get = desk.workspace.get(fetch.uri);
        desk.feed.take(batchOf({contentResponse(get, fetch.uri, "5", 0, timeAt(1))}));
        QVERIFY(desk.workspace.observations().find(fetch.uri) != nullptr);
    }
    void silenceAndSigns()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.feed.take(batchOf({foundDevice("127.0.0.11", QStringLiteral("g"), {}, timeAt(0))}));
        const auto state = [&] {
            return desk.workspace.devices().devices().front().state;
        };
        JobFailed failed;
        failed.uri = QStringLiteral("coap://127.0.0.11/x");
        failed.kind = FailureKind::Timeout;
        failed.at = timeAt(1);
        desk.feed.take(batchOf({failed}));
        QVERIFY(state() == DeviceState::Stale);
        failed.kind = FailureKind::Reset;
        failed.at = timeAt(2);
        desk.feed.take(batchOf({failed}));
        QVERIFY(state() == DeviceState::Alive);
        failed.kind = FailureKind::Unreachable;
        desk.feed.take(batchOf({failed}));
        QVERIFY(state() == DeviceState::Stale);
        desk.feed.take(
            batchOf({}, {recordOf(MessageRecord::Direction::Received, socketAt("127.0.0.11"),
                                  emptyMessage(MessageType::Acknowledgement, 1), timeAt(4))}));
        QVERIFY(state() == DeviceState::Alive);
        QCOMPARE(desk.workspace.log().size(), quint64(1));
    }
    void countersPerSecond()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        TrafficCounters counters;
        counters.messagesIn = 30;
        counters.messagesOut = 12;
        desk.feed.take(batchOf({counters}));
        desk.workspace.tick(timeAt(1));
        QCOMPARE(desk.feed.messagesPerSecond().back(), 42U);
        for (int i = 2; i < 200; ++i)
            desk.workspace.tick(timeAt(i));
        QCOMPARE(desk.feed.messagesPerSecond().size(), std::size_t(60));
        QCOMPARE(desk.feed.messagesPerSecond().back(), 0U);
    }
    // What is observed moves to coaps with its device, and nothing is asked in the clear any more.
    void deviceMovesToCoaps()
    {
        Desk desk;
        desk.feed.take(batchOf({foundDevice("127.0.0.11", QStringLiteral("g"),
                                            {linkTo(QStringLiteral("/t"), true)}, timeAt(0)),
                                foundDevice("127.0.0.12", QStringLiteral("h"), {}, timeAt(0))}));
        const DeviceId id = desk.workspace.devices().devices().front().id;
        QVERIFY(desk.workspace.observe(QStringLiteral("coap://127.0.0.11/t?a=1")));
        QVERIFY(desk.workspace.observe(QStringLiteral("coap://127.0.0.12/u")));
        desk.workspace.setDeviceSecurePort(id, std::uint16_t{5684});
        const QStringList moved{QStringLiteral("coap://127.0.0.12/u"),
                                QStringLiteral("coaps://127.0.0.11/t?a=1")};
        QCOMPARE(desk.workspace.observations().observed(), moved);
        QCOMPARE(desk.session.discoveries.back().second.uri, QStringLiteral("coaps://127.0.0.11"));
        desk.workspace.tick(timeAt(3));
        FakeSession session;
        Workspace again(session, desk.path, desk.clock.asFunction());
        again.load();
        QCOMPARE(again.devices().device(id)->baseUri(), QStringLiteral("coaps://127.0.0.11"));
        desk.workspace.setDeviceSecurePort(id, std::nullopt);
        QVERIFY(
            desk.workspace.observations().isObserved(QStringLiteral("coap://127.0.0.11/t?a=1")));
    }
    // Also what was asked at another of its addresses; what both said becomes one.
    void everyAddressMovesToCoaps()
    {
        Desk desk;
        DeviceFound found = foundDevice("127.0.0.11", QStringLiteral("g"),
                                        {linkTo(QStringLiteral("/t"), true)}, timeAt(0));
        found.addresses.push_back(foundDevice("127.0.0.21", {}, {}, timeAt(0)).addresses.front());
        desk.feed.take(batchOf({found}));
        const DeviceId id = desk.workspace.devices().devices().front().id;
        desk.feed.take(batchOf(
            {contentResponse(JobId{77}, QStringLiteral("coap://127.0.0.11/t"), "1", 0, timeAt(1)),
             contentResponse(JobId{78}, QStringLiteral("coap://127.0.0.21/t"), "2", 0,
                             timeAt(2))}));
        QVERIFY(desk.workspace.observe(QStringLiteral("coap://127.0.0.21/t")));
        desk.workspace.setDeviceSecurePort(id, std::uint16_t{5684});
        const QString now = QStringLiteral("coaps://127.0.0.11/t");
        QCOMPARE(desk.workspace.observations().observed(), QStringList(now));
        QCOMPARE(desk.workspace.samples().uris(), QStringList(now));
        const auto series = desk.workspace.samples().find(now, {});
        QCOMPARE(desk.workspace.samples().series(*series)->size(), std::size_t(2));
        QCOMPARE(desk.workspace.observations().find(now)->latest->primary->value, 2.0);
    }
    // Another address, the same ep: what it said so far goes along.
    void valuesFollowADeviceThatMoved()
    {
        Desk desk;
        const auto found = [](const char *ip, double at) {
            DeviceFound device = foundDevice(ip, QStringLiteral("node"),
                                             {linkTo(QStringLiteral("/t"), true)}, timeAt(at));
            device.endpointName = QStringLiteral("node-7");
            return device;
        };
        const QString before = QStringLiteral("coap://10.0.0.1/t?u=C");
        const QString after = QStringLiteral("coap://10.0.0.9/t?u=C");
        desk.workspace.tick(timeAt(0));
        desk.feed.take(batchOf({found("10.0.0.1", 0)}));
        desk.workspace.observe(before);
        const JobId job = desk.session.observations.back().first;
        for (int i = 0; i < 5; ++i)
            desk.feed.take(batchOf(
                {contentResponse(job, before, qPrintable(QString::number(20 + i)), 0, timeAt(i))}));
        // Its neighbour's address begins alike and is no part of it.
        desk.feed.take(batchOf(
            {foundDevice("10.0.0.10", QStringLiteral("n"), {}, timeAt(0)),
             contentResponse(JobId{77}, QStringLiteral("coap://10.0.0.10/t"), "1", 0, timeAt(0))}));
        desk.workspace.tick(timeAt(400));
        QSignalSpy moved(&desk.workspace, &Workspace::resourcesMoved);
        desk.feed.take(batchOf({found("10.0.0.9", 401)}));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toString(), QStringLiteral("coap://10.0.0.1"));
        QCOMPARE(moved[0][1].toString(), QStringLiteral("coap://10.0.0.9"));
        QVERIFY(!desk.workspace.samples().find(before, {}));
        const auto id = desk.workspace.samples().find(after, {});
        QVERIFY(id.has_value());
        QCOMPARE(desk.workspace.samples().series(*id)->size(), std::size_t(5));
        QCOMPARE(desk.workspace.observations().observed(), QStringList(after));
        QVERIFY(desk.workspace.observations().find(before) == nullptr);
        QCOMPARE(desk.workspace.observations().find(after)->latest->primary->value, 24.0);
        QVERIFY(desk.workspace.observations().find(QStringLiteral("coap://10.0.0.10/t")));
        // It goes on at the new place.
        desk.feed.take(batchOf({contentResponse(desk.session.observations.back().first, after, "30",
                                                0, timeAt(402))}));
        QCOMPARE(desk.workspace.samples().series(*id)->size(), std::size_t(6));
        QCOMPARE(desk.workspace.samples().series(*id)->gaps().size(), std::size_t(1));
    }
    void everythingComesBackAfterARestart()
    {
        Desk desk;
        desk.feed.take(batchOf({foundDevice(
            "127.0.0.11", QStringLiteral("g"),
            {linkTo(QStringLiteral("/t"), true, QStringLiteral("temperature"))}, timeAt(0))}));
        const DeviceId id = desk.workspace.devices().devices().front().id;
        desk.workspace.devices().rename(id, QStringLiteral("North"));
        desk.workspace.devices().setFavourite(id, true);
        desk.workspace.devices().setNetworkTitle(QStringLiteral("lo"), QStringLiteral("Demo"));
        TransmissionParameters parameters;
        parameters.maxRetransmit = 7;
        desk.workspace.setDeviceParameters(id, parameters);
        QCOMPARE(desk.session.parameters.size(), std::size_t(1));
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://127.0.0.11/valve");
        spec.method = code::kPut;
        spec.options.addUint(OptionNumber::ContentFormat, 50);
        spec.payload = std::make_shared<const Bytes>(toOwned(asBytes("{}")));
        desk.workspace.history().saveAs(QStringLiteral("close"), spec);
        desk.workspace.setSection(QStringLiteral("dashboards"),
                                  QJsonObject{{QStringLiteral("x"), 1}});
        QFile image(desk.folder.filePath(QStringLiteral("fw-2.0.bin")));
        QVERIFY(image.open(QIODevice::WriteOnly));
        QVERIFY(image.resize(3000));
        image.close();
        desk.workspace.firmware().setImage(image.fileName());
        desk.workspace.firmware().addDevice(id, QStringLiteral("North"),
                                            QStringLiteral("coap://127.0.0.11"));
        desk.workspace.firmware().start();
        UploadProgress progress;
        progress.job = desk.session.uploads.back().first;
        progress.state = UploadState::Sending;
        progress.sent = 2048;
        progress.total = 3000;
        desk.feed.take(batchOf({progress}));
        // Written some time after the change, not at once.
        desk.workspace.tick(timeAt(0.5));
        QVERIFY(!QFile::exists(desk.path));
        desk.workspace.tick(timeAt(3));
        QVERIFY(QFile::exists(desk.path));

        FakeSession session;
        Workspace again(session, desk.path, desk.clock.asFunction());
        again.load();
        QCOMPARE(again.devices().devices().size(), std::size_t(1));
        const Device &device = again.devices().devices().front();
        QVERIFY(device.id == id);
        QCOMPARE(device.name(), QStringLiteral("North"));
        QVERIFY(device.favourite);
        QVERIFY(device.state == DeviceState::NotAsked);
        QVERIFY(device.links == desk.workspace.devices().devices().front().links);
        QCOMPARE(device.parameters->maxRetransmit, 7U);
        QCOMPARE(session.parameters.size(), std::size_t(1));
        QCOMPARE(again.devices().networkTitle(QStringLiteral("lo")), QStringLiteral("Demo"));
        QCOMPARE(again.history().named().size(), std::size_t(1));
        const RequestSpec &kept = again.history().named().front().spec;
        QVERIFY(kept.method == code::kPut && kept.options == spec.options &&
                *kept.payload == *spec.payload);
        QCOMPARE(again.section(QStringLiteral("dashboards")).value(QStringLiteral("x")).toInt(), 1);
        QCOMPARE(again.firmware().jobs().size(), std::size_t(1));
        const FirmwareJob &job = *again.firmware().jobs().front();
        QVERIFY(job.state == UploadState::Paused);
        QCOMPARE(job.sent, std::uint64_t(2048));
        again.firmware().resume(job.id);
        QVERIFY(session.uploads.back().second.resume);
        QVERIFY(again.save());
    }
    void keptLinksHaveALimit()
    {
        Device device;
        device.id = DeviceId{1};
        device.hostUri = QStringLiteral("coap://h");
        device.links = std::vector<ResourceLink>(100, linkTo(QStringLiteral("/x")));
        std::size_t budget = kWorkspaceLinkBytes;
        QCOMPARE(deviceFromJson(deviceToJson(device, budget))->links.size(), std::size_t(100));
        QVERIFY(!deviceFromJson(deviceToJson(device, budget))->linksCut);
        // Nothing a device sends may make the file too large to be read again.
        device.links = std::vector<ResourceLink>(
            DeviceRegistry::kMaxLinks,
            linkTo(QStringLiteral("/") + QString(4000, QLatin1Char('x'))));
        budget = kWorkspaceLinkBytes;
        const QJsonObject cut = deviceToJson(device, budget);
        QVERIFY(deviceFromJson(cut)->linksCut);
        QVERIFY(deviceFromJson(cut)->links.size() < DeviceRegistry::kMaxLinks);
        QVERIFY(QJsonDocument(cut).toJson().size() < JsonFile::kMaxBytes / 2);
    }
    void aFailedSaveIsTriedAgainAndSaidOnce()
    {
        QTemporaryDir folder;
        // A file where the folder should be: nothing can be saved until it is gone.
        const QString place = folder.filePath(QStringLiteral("place"));
        QFile obstacle(place);
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        FakeSession session;
        FakeClock clock;
        const QString file = place + QStringLiteral("/w.json");
        Workspace workspace(session, file, clock.asFunction());
        QSignalSpy notices(&workspace, &Workspace::noticeRaised);
        const auto passes = [&](double seconds) {
            clock.advance(seconds);
            workspace.tick(clock.now());
        };
        workspace.setSection(QStringLiteral("layout"), {{QStringLiteral("x"), 1}});
        passes(3);
        QCOMPARE(notices.size(), 1);
        passes(3);
        passes(31);
        QCOMPARE(notices.size(), 1);
        QVERIFY(obstacle.remove());
        passes(10);
        QVERIFY(!QFile::exists(file));
        passes(21);
        QVERIFY(QFile::exists(file));
        QCOMPARE(notices.size(), 1);
    }
    void observationsFollowADeviceThatMoved()
    {
        FakeSession session;
        FakeClock clock;
        Workspace workspace(session, QString(), clock.asFunction());
        const auto found = [&](const char *ip, double at) {
            DeviceFound each = foundDevice(ip, QStringLiteral("node"),
                                           {linkTo(QStringLiteral("/a"), true)}, timeAt(at));
            each.endpointName = QStringLiteral("node-7");
            workspace.feed().take(batchOf({each}));
        };
        found("10.0.0.1", 0);
        workspace.observe(QStringLiteral("coap://10.0.0.1/a?x=1"));
        workspace.observe(QStringLiteral("coap://10.0.0.2/a"));
        workspace.tick(timeAt(400));
        found("10.0.0.9", 401);
        QCOMPARE(workspace.devices().devices().size(), std::size_t(1));
        QCOMPARE(workspace.observations().observed(),
                 (QStringList{QStringLiteral("coap://10.0.0.2/a"),
                              QStringLiteral("coap://10.0.0.9/a?x=1")}));
    }
    // What changes while another thread writes is written next; the last word is the destructor's.
    void aLargeWorkspaceIsWrittenBeside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        FakeSession session;
        FakeClock clock;
        const auto kept = [&] {
            FakeSession other;
            Workspace again(other, path, clock.asFunction());
            again.load();
            return again.devices().devices();
        };
        {
            Workspace workspace(session, path, clock.asFunction());
            std::vector<ResourceLink> links;
            for (std::size_t i = 0; i <= Workspace::kSaveBesideLinks; ++i)
                links.push_back(linkTo(QStringLiteral("/r/%1").arg(i)));
            workspace.feed().take(
                batchOf({foundDevice("10.0.0.1", QStringLiteral("big"), links, timeAt(0))}));
            const DeviceId id = workspace.devices().devices().front().id;
            const auto passes = [&](double seconds) {
                clock.advance(seconds);
                workspace.tick(clock.now());
            };
            passes(11);
            QVERIFY(workspace.isSaving());
            workspace.devices().rename(id, QStringLiteral("Meanwhile"));
            QTRY_VERIFY((passes(0), !workspace.isSaving()));
            QCOMPARE(kept().front().name(), QStringLiteral("big"));
            QCOMPARE(kept().front().links.size(), links.size());
            passes(11);
            QVERIFY(workspace.isSaving());
            QTRY_VERIFY((passes(0), !workspace.isSaving()));
            QCOMPARE(kept().front().name(), QStringLiteral("Meanwhile"));
            workspace.devices().rename(id, QStringLiteral("Last"));
            passes(11);
            workspace.devices().rename(id, QStringLiteral("Very last"));
        }
        QCOMPARE(kept().front().name(), QStringLiteral("Very last"));
    }
    void damagedAndTooNewFiles()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not json");
        file.close();
        FakeSession session;
        FakeClock clock;
        {
            Workspace workspace(session, path, clock.asFunction());
            QSignalSpy notices(&workspace, &Workspace::noticeRaised);
            workspace.load();
            QCOMPARE(notices.size(), 1);
            QVERIFY(workspace.devices().devices().empty());
            QVERIFY(!QFile::exists(path));
        }
        QVERIFY(
            JsonFile(path + QStringLiteral(".previous")).save({{QStringLiteral("version"), 1}}));
        {
            Workspace workspace(session, path, clock.asFunction());
            QSignalSpy notices(&workspace, &Workspace::noticeRaised);
            workspace.load();
            QCOMPARE(notices.size(), 1);
            QVERIFY(notices.front().front().value<Workspace::NoticeKind>() ==
                    Workspace::NoticeKind::WorkspaceGone);
        } // and soon there are two again
        QVERIFY(QFile::exists(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\": 99}");
        file.close();
        Workspace workspace(session, path, clock.asFunction());
        QSignalSpy notices(&workspace, &Workspace::noticeRaised);
        workspace.load();
        QCOMPARE(notices.size(), 1);
        workspace.addDevice(QStringLiteral("coap://h"));
        QVERIFY(!workspace.save()); // a later version's file is left alone
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"version\": 99}"));
    }
};

COPPER_TEST(TestWorkspace);
#include "test_workspace.moc"
