// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/firmware_queue.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

struct Bench
{
    FakeSession session;
    FakeClock clock;
    QTemporaryDir folder;
    FirmwareQueue queue{session, clock.asFunction()};

    QString imageOf(qint64 bytes, const QString &name = QStringLiteral("node-1.5.0.bin"))
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || !file.resize(bytes))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    FirmwareJobId add(int number)
    {
        return *queue.addDevice(DeviceId{static_cast<std::uint32_t>(number)},
                                QStringLiteral("rack-%1").arg(number),
                                QStringLiteral("coap://10.0.0.%1").arg(number));
    }
    UploadState state(FirmwareJobId id) const { return queue.job(id)->state; }
    UploadProgress progress(FirmwareJobId id, std::uint64_t sent, UploadState state) const
    {
        UploadProgress event;
        event.job = queue.job(id)->upload;
        event.uri = queue.job(id)->uri;
        event.state = state;
        event.sent = sent;
        event.total = queue.job(id)->total;
        event.block = static_cast<std::uint32_t>(sent / 1024);
        event.rate = 1000;
        event.at = clock.now();
        return event;
    }
    void finish(FirmwareJobId id, std::optional<bool> verified)
    {
        UploadFinished event;
        event.job = queue.job(id)->upload;
        event.code = code::kChanged;
        event.bytes = queue.job(id)->total;
        event.duration = seconds(2);
        event.verified = verified;
        queue.take(event);
    }
    void fail(FirmwareJobId id, FailureKind kind)
    {
        JobFailed event;
        event.job = queue.job(id)->upload;
        event.kind = kind;
        queue.take(event);
    }
};

} // namespace

class TestFirmwareQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void planAndImage()
    {
        Bench bench;
        QVERIFY(bench.queue.plan().problem == FirmwarePlan::Problem::NoImage);
        QVERIFY(bench.queue.setImage(QStringLiteral("/nonexistent")) ==
                FirmwarePlan::Problem::ImageUnreadable);
        QVERIFY(bench.queue.setImage(bench.imageOf(0)) == FirmwarePlan::Problem::ImageEmpty);
        const QString image = bench.imageOf(2500);
        QVERIFY(bench.queue.setImage(image) == FirmwarePlan::Problem::None);
        QVERIFY(bench.queue.plan().problem == FirmwarePlan::Problem::NoDevices);
        bench.add(1);
        const FirmwarePlan plan = bench.queue.plan();
        QVERIFY(plan.problem == FirmwarePlan::Problem::None);
        QCOMPARE(plan.blocks, std::uint64_t(3));
        QCOMPARE(plan.toVersion, QStringLiteral("1.5.0"));
        QTRY_COMPARE(bench.queue.image()->sha256,
                     QCryptographicHash::hash(QByteArray(2500, '\0'), QCryptographicHash::Sha256));
        // 2^20 blocks of 16 bytes are 16 MiB; one byte more has no number (RFC 7959 §2.2).
        FirmwareSettings settings;
        settings.blockSize = 16;
        bench.queue.setSettings(settings);
        QVERIFY(bench.queue.setImage(bench.imageOf(16LL << 20)) == FirmwarePlan::Problem::None);
        QVERIFY(bench.queue.setImage(bench.imageOf((16LL << 20) + 1)) ==
                FirmwarePlan::Problem::ImageTooLarge);
        settings.blockSize = 100;
        bench.queue.setSettings(settings);
        QVERIFY(bench.queue.plan().problem == FirmwarePlan::Problem::BadBlockSize);
    }
    void soManyAtOnce()
    {
        Bench bench;
        bench.queue.setImage(bench.imageOf(4096));
        FirmwareSettings settings;
        settings.parallel = 2;
        bench.queue.setSettings(settings);
        const auto a = bench.add(1), b = bench.add(2), c = bench.add(3);
        QVERIFY(bench.queue.addDevice(DeviceId{1}, {}, QStringLiteral("coap://10.0.0.1")) == a);
        bench.queue.start();
        QCOMPARE(bench.session.uploads.size(), std::size_t(2));
        QVERIFY(bench.state(c) == UploadState::Queued);
        bench.finish(a, true);
        QVERIFY(bench.state(a) == UploadState::Verified);
        QVERIFY(bench.state(c) == UploadState::Sending);
        bench.finish(b, std::nullopt);
        QVERIFY(bench.state(b) == UploadState::Done);
        QVERIFY(bench.queue.isRunning());
        bench.finish(c, false);
        QVERIFY(bench.state(c) == UploadState::Failed);
        QVERIFY(bench.queue.job(c)->failure->kind == FailureKind::VerificationFailed);
        QVERIFY(!bench.queue.isRunning());
        const FirmwareTotals totals = bench.queue.totals();
        QCOMPARE(totals.verified, 1);
        QCOMPARE(totals.done, 1);
        QCOMPARE(totals.failed, 1);
    }
    void everyCommandInEveryState()
    {
        const auto reach = [](Bench &bench, FirmwareJobId id, UploadState state) {
            switch (state) {
            case UploadState::Queued:
                return;
            case UploadState::Sending:
                bench.queue.start();
                return;
            case UploadState::Paused:
                bench.queue.pause(id);
                return;
            case UploadState::LinkLost:
                bench.queue.start();
                bench.queue.take(bench.progress(id, 1024, UploadState::LinkLost));
                return;
            case UploadState::Verifying:
                bench.queue.start();
                bench.queue.take(bench.progress(id, 4096, UploadState::Verifying));
                return;
            case UploadState::Verified:
                bench.queue.start();
                bench.finish(id, true);
                return;
            case UploadState::Done:
                bench.queue.start();
                bench.finish(id, std::nullopt);
                return;
            case UploadState::Failed:
                bench.queue.start();
                bench.fail(id, FailureKind::TransferRefused);
                return;
            case UploadState::Cancelled:
                bench.queue.cancel(id);
                return;
            }
        };
        struct Row
        {
            UploadState from, pause, resume, cancel, retry;
        };
        using S = UploadState;
        const Row rows[] = {
            {S::Queued, S::Paused, S::Queued, S::Cancelled, S::Queued},
            {S::Sending, S::Paused, S::Sending, S::Cancelled, S::Sending},
            {S::Paused, S::Paused, S::Sending, S::Cancelled, S::Paused},
            {S::LinkLost, S::Paused, S::LinkLost, S::Cancelled, S::LinkLost},
            {S::Verifying, S::Verifying, S::Verifying, S::Cancelled, S::Verifying},
            {S::Verified, S::Verified, S::Verified, S::Verified, S::Sending},
            {S::Done, S::Done, S::Done, S::Done, S::Sending},
            {S::Failed, S::Failed, S::Failed, S::Failed, S::Sending},
            {S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Sending},
        };
        using Command = void (FirmwareQueue::*)(FirmwareJobId);
        const Command commands[] = {&FirmwareQueue::pause, &FirmwareQueue::resume,
                                    &FirmwareQueue::cancel, &FirmwareQueue::retry};
        for (const Row &row : rows) {
            const UploadState expected[] = {row.pause, row.resume, row.cancel, row.retry};
            for (std::size_t i = 0; i < 4; ++i) {
                Bench bench;
                bench.queue.setImage(bench.imageOf(4096));
                const auto id = bench.add(1);
                reach(bench, id, row.from);
                QVERIFY(bench.state(id) == row.from);
                const FirmwareJob &job = *bench.queue.job(id);
                const bool offered[] = {job.canPause(), job.canResume(), job.canCancel(),
                                        job.canRetry()};
                (bench.queue.*commands[i])(id);
                QVERIFY2(bench.state(id) == expected[i],
                         qPrintable(QStringLiteral("state %1 command %2")
                                        .arg(static_cast<int>(row.from))
                                        .arg(i)));
                if (bench.state(id) != row.from)
                    QVERIFY(offered[i]); // what does something is offered
            }
        }
    }
    void pauseHoldsAgainstLateNews()
    {
        Bench bench;
        bench.queue.setImage(bench.imageOf(4096));
        const auto id = bench.add(1);
        bench.queue.start();
        bench.queue.pause(id);
        QCOMPARE(bench.session.paused.size(), std::size_t(1));
        bench.queue.take(bench.progress(id, 2048, UploadState::Sending));
        QVERIFY(bench.state(id) == UploadState::Paused);
        QCOMPARE(bench.queue.job(id)->sent, std::uint64_t(2048));
        bench.queue.resume(id);
        QCOMPARE(bench.session.resumed.size(), std::size_t(1));
        QVERIFY(bench.state(id) == UploadState::Sending);
        // "Try now" after a lost link.
        bench.queue.take(bench.progress(id, 2048, UploadState::LinkLost));
        bench.queue.resume(id);
        QCOMPARE(bench.session.resumed.size(), std::size_t(2));
        bench.queue.take(bench.progress(id, 3072, UploadState::Sending));
        QVERIFY(bench.state(id) == UploadState::Sending);
        // A failure is gone on with from the record, a fresh start is not.
        bench.fail(id, FailureKind::LinkLost);
        bench.queue.retry(id);
        QVERIFY(bench.session.uploads.back().second.resume);
        bench.finish(id, true);
        bench.queue.retry(id);
        QVERIFY(!bench.session.uploads.back().second.resume);
        QCOMPARE(bench.queue.job(id)->sent, std::uint64_t(0));
    }
    void blockMap()
    {
        Bench bench;
        bench.queue.setImage(bench.imageOf(4096));
        const auto id = bench.add(1);
        bench.queue.start();
        UploadProgress event = bench.progress(id, 1024, UploadState::Sending);
        event.blocksSent = {{0, 1}, {1, 2}, {77, 1}};
        bench.queue.take(event);
        const FirmwareJob &job = *bench.queue.job(id);
        QCOMPARE(job.blockCounts, (std::vector<std::uint8_t>{1, 2, 0, 0}));
        QCOMPARE(job.confirmedBlocks(), 1U);
        event.blocksSent = {{1, 1000}};
        bench.queue.take(event);
        QCOMPARE(job.blockCounts[1], std::uint8_t(255));
        // The device asks for half of it: each cell becomes two.
        event = bench.progress(id, 1024, UploadState::Sending);
        event.blockSize = 512;
        event.block = 2;
        bench.queue.take(event);
        QCOMPARE(job.totalBlocks(), 8U);
        QCOMPARE(job.blockCounts, (std::vector<std::uint8_t>{1, 1, 255, 255, 0, 0, 0, 0}));
        for (std::size_t i = 0; i < FirmwareJob::kMaxRatePoints + 10; ++i)
            bench.queue.take(event);
        QCOMPARE(job.rateHistory.size(), FirmwareJob::kMaxRatePoints);
        event.blocksSent = {{1, 1}};
        for (std::size_t i = 0; i < FirmwareJob::kMaxEvents + 10; ++i)
            bench.queue.take(event);
        QCOMPARE(job.events.size(), FirmwareJob::kMaxEvents);
    }
    void versions()
    {
        Bench bench;
        bench.queue.setImage(bench.imageOf(4096));
        const auto id = bench.add(1);
        QCOMPARE(bench.session.requests.size(), std::size_t(1));
        QCOMPARE(bench.session.requests[0].second.uri,
                 QStringLiteral("coap://10.0.0.1/firmware/version"));
        const JobId read = bench.session.requests[0].first;
        QVERIFY(bench.queue.owns(read));
        bench.queue.take(contentResponse(read, {}, "1.4.0", 0, timeAt(0)));
        QCOMPARE(bench.queue.plan().fromVersion, QStringLiteral("1.4.0"));
        QVERIFY(!bench.queue.owns(read));
        bench.queue.start();
        bench.finish(id, true);
        bench.queue.take(
            contentResponse(bench.session.requests.back().first, {}, "1.5.0", 0, timeAt(1)));
        QCOMPARE(bench.queue.job(id)->versionAfter, QStringLiteral("1.5.0"));
    }
    void jobLimitAndAll()
    {
        Bench bench;
        bench.queue.setImage(bench.imageOf(4096));
        for (std::size_t i = 0; i < FirmwareQueue::kMaxJobs; ++i)
            QVERIFY(bench.queue.addUri(QStringLiteral("coap://h%1/f").arg(i)));
        QVERIFY(!bench.queue.addUri(QStringLiteral("coap://more/f")));
        bench.queue.start();
        QCOMPARE(bench.session.uploads.size(), std::size_t(3));
        bench.queue.pauseAll();
        QCOMPARE(bench.queue.totals().paused, 3);
        QCOMPARE(bench.session.uploads.size(), std::size_t(3));
        bench.queue.resumeAll();
        QCOMPARE(bench.session.resumed.size(), std::size_t(3));
        bench.queue.cancelAll();
        QCOMPARE(bench.session.cancelled.size(), std::size_t(3));
        QCOMPARE(static_cast<std::size_t>(bench.queue.totals().cancelled), FirmwareQueue::kMaxJobs);
        bench.queue.removeFinished();
        QVERIFY(bench.queue.jobs().empty());
    }
};

COPPER_TEST(TestFirmwareQueue);
#include "test_firmware_queue.moc"
