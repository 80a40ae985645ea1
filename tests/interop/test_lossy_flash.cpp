// SPDX-License-Identifier: GPL-3.0-or-later
// copper flash over sockets that lose, repeat and reorder, both ways.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

class TestLossyFlash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verifiedOnALossyLink()
    {
        QTemporaryDir folder;
        const QByteArray bytes = randomBytes(64 * 1024);
        const QString image = fileWith(folder.filePath(QStringLiteral("image")), bytes);
        QStringList faults{QStringLiteral("--profile"), QStringLiteral("board"),
                           QStringLiteral("--seed"), QStringLiteral("7")};
        for (const char *fault : {"loss=0.1", "duplicate=0.1", "reorder=0.1"})
            faults << QStringLiteral("--fault") << QLatin1String(fault);
        const RunningBoard board(faults);
        // RFC 7252's two seconds would make it a matter of minutes.
        const QStringList quick{QStringLiteral("--ack-timeout"), QStringLiteral("0.05"),
                                QStringLiteral("--max-retransmit"), QStringLiteral("8")};
        const Finished done =
            run(QStringLiteral("copper"),
                QStringList{QStringLiteral("flash"), QStringLiteral("--json"),
                            QStringLiteral("--verify"), QStringLiteral("/firmware")} +
                    quick + QStringList{image, board.uri(QStringLiteral("/firmware"))},
                120'000);
        QCOMPARE(done.exitCode, 0);
        const QJsonObject flashed = done.events(QStringLiteral("flashed")).at(0);
        QCOMPARE(flashed.value(QLatin1String("verified")).toBool(), true);
        QVERIFY(flashed.value(QLatin1String("retransmissions")).toInt() > 0);
        const QString back = folder.filePath(QStringLiteral("back"));
        QCOMPARE(run(QStringLiteral("copper"),
                     QStringList{QStringLiteral("get"), QStringLiteral("--output"), back} + quick +
                         QStringList{board.uri(QStringLiteral("/firmware"))},
                     120'000)
                     .exitCode,
                 0);
        QCOMPARE(sha256Hex(contentOf(back)), sha256Hex(bytes));
    }
};

COPPER_TEST(TestLossyFlash);
#include "test_lossy_flash.moc"
