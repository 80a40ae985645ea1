// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ladders/ladder.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QTest>

using namespace copper::test;

class TestLadders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ladder_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(sourceFolder() + QStringLiteral("/tests/ladders"));
        for (const QString &name : folder.entryList({QStringLiteral("*.ladder")}, QDir::Files))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void ladder()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString problem = Ladder(QString::fromUtf8(file.readAll())).run();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    // A ladder that cannot fail proves nothing.
    void seesWhatIsWrong()
    {
        QVERIFY(
            !Ladder(QStringLiteral("role client\ndo GET /a\nexpect CON PUT /a\n")).run().isEmpty());
        QVERIFY(
            !Ladder(QStringLiteral("role client\ndo GET /a\nexpect CON GET /b\n")).run().isEmpty());
        QVERIFY(!Ladder(QStringLiteral("role client\ndo GET /a\n")).run().isEmpty());
        QVERIFY(!Ladder(QStringLiteral(
                            "role client\ndo GET /a\nexpect CON GET /a mid=1\nexpect CON GET"))
                     .run()
                     .isEmpty());
    }
};

COPPER_TEST(TestLadders);
#include "test_ladders.moc"
