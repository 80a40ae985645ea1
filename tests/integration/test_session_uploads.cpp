// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resume_record.h"
#include "tests/integration/net_bench.h"
#include "tests/support/test_registry.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QThreadPool>

using namespace copper;
using namespace copper::test;

namespace {

UploadSpec uploadTo(LoopbackBoard &board, const QString &image)
{
    UploadSpec spec;
    spec.uri = board.uri(QStringLiteral("/firmware"));
    spec.imagePath = image;
    return spec;
}

} // namespace

class TestSessionUploads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void uploadAndVerify_data() { addBackends(); }
    void uploadAndVerify()
    {
        LoopbackBoard board("board-1", {"board"}, currentBackend());
        QTemporaryDir folder;
        const QByteArray image = patternBytes(200'000);
        SessionBench bench(currentBackend(), folder.path());
        UploadSpec spec = uploadTo(board, writeFile(folder, QStringLiteral("image"), image));
        spec.verifyPath = QStringLiteral("/firmware");
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>());
        const UploadFinished finished = bench.all<UploadFinished>().front();
        QCOMPARE(finished.code.raw, code::kChanged.raw);
        QCOMPARE(finished.bytes, std::uint64_t{200'000});
        QCOMPARE(finished.sha256, QCryptographicHash::hash(image, QCryptographicHash::Sha256));
        QVERIFY(finished.verified == true);
        std::uint32_t blocks = 0;
        for (const UploadProgress &p : bench.all<UploadProgress>()) {
            QVERIFY(p.sent <= p.total);
            blocks += static_cast<std::uint32_t>(p.blocksSent.size());
        }
        QCOMPARE(blocks, 196U); // each block told once, for the map
    }

    void verifyWithoutSuccess()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        SessionBench bench(UdpSocket::defaultBackend(), folder.path());
        UploadSpec spec =
            uploadTo(board, writeFile(folder, QStringLiteral("image"), patternBytes(5000)));
        spec.verifyPath = QStringLiteral("/firmware/version");
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>());
        QVERIFY(bench.all<UploadFinished>().front().verified == false);
    }

    // A job that has ended before its image was read to the end is not called back.
    void endedWhileHashing()
    {
        QTemporaryDir folder;
        SessionBench bench(UdpSocket::defaultBackend(), folder.path());
        const QString image =
            writeFile(folder, QStringLiteral("image"), patternBytes(32 * 1024 * 1024));
        for (int i = 0; i < 5; ++i) {
            UploadSpec spec;
            spec.uri = QStringLiteral("coap://127.0.0.1:9/firmware");
            spec.imagePath = image;
            const JobId job = bench.session().upload(spec);
            QCoreApplication::processEvents();
            bench.session().cancel(job);
            QVERIFY(bench.waitForEnd());
        }
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!bench.all<JobFailed>().empty());
    }

    void badImages_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << QStringLiteral("nothere") << QStringLiteral("missing");
        QTest::newRow("empty") << QStringLiteral("empty") << QStringLiteral("empty");
        QTest::newRow("folder") << QStringLiteral(".") << QStringLiteral("not a file");
    }
    void badImages()
    {
        QFETCH(QString, name);
        QFETCH(QString, says);
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        writeFile(folder, QStringLiteral("empty"), {});
        SessionBench bench(UdpSocket::defaultBackend());
        bench.session().upload(uploadTo(board, folder.filePath(name)));
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::InputUnreadable);
        QVERIFY(bench.all<JobFailed>().front().detail.endsWith(says));
    }

    void imageBeyondTheBlockNumber()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        QFile sparse(folder.filePath(QStringLiteral("big")));
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        QVERIFY(sparse.resize((qint64{16} << 20) + 1));
        sparse.close();
        SessionBench bench(UdpSocket::defaultBackend());
        UploadSpec spec = uploadTo(board, sparse.fileName());
        spec.blockSize = 16;
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::TooLarge);
    }

    void refusedByTheDevice()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        SessionBench bench(UdpSocket::defaultBackend());
        UploadSpec spec =
            uploadTo(board, writeFile(folder, QStringLiteral("image"), patternBytes(5000)));
        spec.uri = board.uri(QStringLiteral("/nope"));
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::ErrorResponse);
        QCOMPARE(bench.all<JobFailed>().front().code.raw, code::kNotFound.raw);
    }

    void pauseResumeCancel()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        // Slow enough to be caught in the middle.
        board.driver().setFaultHook([] { return std::vector<Duration>{seconds(0.002)}; });
        QTemporaryDir folder;
        SessionBench bench(UdpSocket::defaultBackend(), folder.path());
        const UploadSpec spec =
            uploadTo(board, writeFile(folder, QStringLiteral("image"), patternBytes(300'000)));
        const JobId job = bench.session().upload(spec);
        QVERIFY(spinUntil(
            [&] {
                const auto all = bench.all<UploadProgress>();
                return !all.empty() && all.back().sent > 20'000;
            },
            10'000));
        bench.session().pauseUpload(job);
        QVERIFY(bench.all<UploadProgress>().back().state == UploadState::Paused);
        bench.session().resumeUpload(job);
        QVERIFY(bench.all<UploadProgress>().back().state == UploadState::Sending);
        const std::uint64_t before = bench.all<UploadProgress>().back().sent;
        QVERIFY(spinUntil([&] { return bench.all<UploadProgress>().back().sent > before + 5000; },
                          10'000));
        bench.session().cancel(job);
        QVERIFY(bench.waitForEnd());
        QVERIFY(bench.all<JobFailed>().back().kind == FailureKind::Cancelled);
    }

    // The program is killed in the middle and started again: the same port, the next block.
    void resumeAfterARestart()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        board.driver().setFaultHook([] { return std::vector<Duration>{seconds(0.001)}; });
        QTemporaryDir folder;
        const QByteArray image = patternBytes(300'000);
        UploadSpec spec = uploadTo(board, writeFile(folder, QStringLiteral("image"), image));
        spec.verifyPath = QStringLiteral("/firmware");
        SessionBench first(UdpSocket::defaultBackend(), folder.path());
        first.session().upload(spec);
        QVERIFY(spinUntil(
            [&] {
                const auto all = first.all<UploadProgress>();
                return !all.empty() && all.back().sent > 60'000;
            },
            10'000));
        first.drop();
        SessionBench second(UdpSocket::defaultBackend(), folder.path());
        spec.resume = true;
        second.session().upload(spec);
        QVERIFY(second.waitFor<UploadFinished>());
        QVERIFY(second.all<UploadFinished>().front().verified == true);
        const auto progress = second.all<UploadProgress>();
        QVERIFY(progress.front().resume == ResumeOutcome::Resumed);
        QVERIFY(progress.front().sent >= 60'000);
        QCOMPARE(progress.back().restarts, 0U);
        QCOMPARE(board.driver().endpoint().tables().uploads, std::size_t{1});
    }

    void resumeRefusedByTheDevice()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        board.driver().setFaultHook([] { return std::vector<Duration>{seconds(0.001)}; });
        QTemporaryDir folder;
        UploadSpec spec =
            uploadTo(board, writeFile(folder, QStringLiteral("image"), patternBytes(200'000)));
        spec.verifyPath = QStringLiteral("/firmware");
        SessionBench first(UdpSocket::defaultBackend(), folder.path());
        first.session().upload(spec);
        QVERIFY(spinUntil(
            [&] {
                const auto all = first.all<UploadProgress>();
                return !all.empty() && all.back().sent > 40'000;
            },
            10'000));
        first.drop();
        board.driver().restartEndpoint(); // rebooted meanwhile: 4.08
        SessionBench second(UdpSocket::defaultBackend(), folder.path());
        spec.resume = true;
        second.session().upload(spec);
        QVERIFY(second.waitFor<UploadFinished>());
        QVERIFY(second.all<UploadFinished>().front().verified == true);
        QVERIFY(second.all<UploadProgress>().back().resume == ResumeOutcome::Refused);
        QCOMPARE(second.all<UploadProgress>().back().restarts, 1U);
    }

    void resumeWithoutOrWithAnotherImage()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        UploadSpec spec =
            uploadTo(board, writeFile(folder, QStringLiteral("image"), patternBytes(10'000)));
        spec.resume = true;
        SessionBench bench(UdpSocket::defaultBackend(), folder.path());
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>());
        QVERIFY(bench.all<UploadProgress>().back().resume == ResumeOutcome::NoRecord);

        ResumeState state;
        state.uri = spec.uri;
        state.sha256 = QByteArray(32, 'x');
        state.localAddress = QStringLiteral("127.0.0.1:0");
        state.nextBlock = 3;
        state.lastAnswerUnixMs = QDateTime::currentMSecsSinceEpoch();
        ResumeRecord(folder.path(), spec.uri).begin(state);
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>(2));
        QVERIFY(bench.all<UploadProgress>().back().resume == ResumeOutcome::ImageChanged);

        state.sha256 = bench.all<UploadFinished>().front().sha256;
        state.lastAnswerUnixMs -= 248'000; // EXCHANGE_LIFETIME has passed
        ResumeRecord(folder.path(), spec.uri).begin(state);
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>(3));
        QVERIFY(bench.all<UploadProgress>().back().resume == ResumeOutcome::TooOld);

        state.lastAnswerUnixMs += 248'000;
        state.localAddress = QString::fromStdString(toText(board.address())); // it has that port
        ResumeRecord(folder.path(), spec.uri).begin(state);
        bench.session().upload(spec);
        QVERIFY(bench.waitFor<UploadFinished>(4));
        QVERIFY(bench.all<UploadProgress>().back().resume == ResumeOutcome::PortTaken);
    }
};

COPPER_TEST(TestSessionUploads);
#include "test_session_uploads.moc"
