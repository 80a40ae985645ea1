// SPDX-License-Identifier: GPL-3.0-or-later
// The files copper is told to write: whole, or as they were with a clear line and status 73.
#include "tests/durability/hindered.h"
#include "tests/durability/pcapng_blocks.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <cerrno>
#include <vector>

using namespace copper::test;

namespace {

constexpr int kOutputUnwritable = 73;
constexpr int kMostCalls = 100;

std::vector<Fault> faults()
{
    const auto fault = [](const char *call, const char *action, int error) {
        return Fault{QLatin1String(call), 1, QLatin1String(action), error};
    };
    return {fault("write", "once", ENOSPC), fault("write", "onward", ENOSPC),
            fault("write", "once", EIO),    fault("write", "short", 0),
            fault("write", "full", ENOSPC), fault("sync", "once", EIO),
            fault("rename", "once", EIO),   fault("link", "once", ENOSPC),
            fault("open", "once", ENOSPC),  fault("close", "once", EIO)};
}

QByteArray described(const Fault &fault, const Finished &finished)
{
    return (fault.text() + QStringLiteral(": exit %1, ").arg(finished.exitCode)).toUtf8() +
           finished.err;
}

} // namespace

class TestCopperFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outputIsOldOrNew()
    {
        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("meter")});
        const QString uri = board.uri(QStringLiteral("/.well-known/core"));
        HinderedRun place;
        const QString path = place.path("body");
        QCOMPARE(run(QStringLiteral("copper"),
                     {QStringLiteral("get"), uri, QStringLiteral("--output"), path})
                     .exitCode,
                 0);
        const QByteArray body = contentOf(path);
        QVERIFY(body.size() > 300);
        int refused = 0;
        for (Fault fault : faults()) {
            for (; fault.at < kMostCalls; ++fault.at) {
                fileWith(path, "what was there before");
                const Finished finished =
                    place.run(fault, QStringLiteral("copper"),
                              {QStringLiteral("get"), uri, QStringLiteral("--output"), path});
                if (!place.wasReached())
                    break;
                const QByteArray found = contentOf(path);
                if (finished.exitCode == 0) {
                    QCOMPARE(found, body);
                    continue;
                }
                ++refused;
                QVERIFY2(finished.exitCode == kOutputUnwritable, described(fault, finished));
                QVERIFY2(finished.err.contains("cannot be written"), described(fault, finished));
                QVERIFY2(found == "what was there before" || found == body,
                         described(fault, finished));
            }
            QVERIFY(fault.at < kMostCalls);
        }
        QVERIFY(refused >= 5);
    }

    void traceEndsAtAWholeMessage()
    {
        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("meter")});
        const QStringList arguments{QStringLiteral("get"), board.uri(QStringLiteral("/history")),
                                    QStringLiteral("--pcap")};
        HinderedRun place;
        const QString path = place.path("trace.pcapng");
        QCOMPARE(run(QStringLiteral("copper"), arguments + QStringList{path}).exitCode, 0);
        const auto all = blocksOf(contentOf(path));
        QVERIFY(all.whole && all.count > 6);
        int refused = 0;
        for (Fault fault : faults()) {
            for (; fault.at < kMostCalls; ++fault.at) {
                QFile::remove(path);
                const Finished finished =
                    place.run(fault, QStringLiteral("copper"), arguments + QStringList{path});
                if (!place.wasReached())
                    break;
                const auto blocks = blocksOf(contentOf(path));
                QVERIFY2(blocks.whole, described(fault, finished));
                if (finished.exitCode == 0) {
                    QCOMPARE(blocks.count, all.count);
                    continue;
                }
                ++refused;
                QVERIFY2(finished.exitCode == kOutputUnwritable, described(fault, finished));
                QVERIFY2(finished.err.contains("cannot be written"), described(fault, finished));
                QVERIFY2(!finished.err.contains("Unknown error"), described(fault, finished));
            }
            QVERIFY(fault.at < kMostCalls);
        }
        QVERIFY(refused >= 5);
    }

    // A record that cannot be written costs the resuming, not the upload.
    void uploadGoesOnWithoutARecord()
    {
        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        HinderedRun place;
        QTemporaryDir images;
        const QString image = fileWith(images.filePath(QStringLiteral("image")), randomBytes(9000));
        int reached = 0;
        for (Fault fault : faults()) {
            for (; fault.at < kMostCalls; ++fault.at) {
                const Finished finished = place.run(
                    fault, QStringLiteral("copper"),
                    {QStringLiteral("flash"), image, board.uri(QStringLiteral("/firmware")),
                     QStringLiteral("--verify"), QStringLiteral("/firmware"),
                     QStringLiteral("--resume")}); // which waits for the hash a record needs
                QVERIFY2(finished.exitCode == 0, described(fault, finished));
                if (!place.wasReached())
                    break;
                ++reached;
            }
            QVERIFY(fault.at < kMostCalls);
        }
        QVERIFY(reached >= 10);
    }
};

COPPER_TEST(TestCopperFiles);
#include "test_copper_files.moc"
