// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep over a thousand boards in one group, each on a socket of its own.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <sys/resource.h>

using namespace copper::test;

class TestThousandBoards : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSweepFindsThem()
    {
        rlimit limit{};
        if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max < 3'000)
            QSKIP("a thousand boards need 3,000 descriptors");
        const quint16 port = freePort();
        const QString group = QStringLiteral("224.0.1.187:%1").arg(port);
        Background boards(programFolder() + QStringLiteral("/copper-board"),
                          {QStringLiteral("--boards"), QStringLiteral("1000"),
                           QStringLiteral("--port"), QString::number(port),
                           QStringLiteral("--group"), group});
        // The last one of them, 127.1.4.1, is ready after all others.
        QVERIFY(boards.waitForOutput("127.1.4.1:", 60'000));
        const Finished done =
            run(QStringLiteral("copper"),
                {QStringLiteral("discover"), QStringLiteral("--json"),
                 QStringLiteral("--interface"), QStringLiteral("lo"), QStringLiteral("--group"),
                 group, QStringLiteral("--timeout"), QStringLiteral("8")},
                60'000);
        QCOMPARE(done.exitCode, 0);
        QSet<QString> addresses;
        QSet<QString> names;
        const auto devices = done.events(QStringLiteral("device"));
        for (const QJsonObject &device : devices) {
            addresses.insert(device.value(QLatin1String("address")).toString());
            names.insert(device.value(QLatin1String("name")).toString());
            QVERIFY(!device.value(QLatin1String("resources")).toArray().isEmpty());
        }
        QVERIFY2(addresses.size() >= 990, qPrintable(QString::number(addresses.size())));
        QCOMPARE(addresses.size(), static_cast<qsizetype>(devices.size())); // none twice
        QCOMPARE(names.size(), addresses.size());
        // What was lost is said: found and lost are all of them.
        const auto ends = done.events(QStringLiteral("discovered"));
        QCOMPARE(ends.size(), std::size_t{1});
        QCOMPARE(ends[0].value(QLatin1String("devices")).toInt(), addresses.size());
        QVERIFY(ends[0].contains(QLatin1String("lost")));
        qInfo("%d of 1000 boards, %d lost in the receive buffer", int(addresses.size()),
              ends[0].value(QLatin1String("lost")).toInt());
    }
};

COPPER_TEST(TestThousandBoards);
#include "test_thousand_boards.moc"
