// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_network.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace copper;

class TestDemoNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sixBoardsStartAndEndWithTheirOwner()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", test::programFolder().toLocal8Bit() + ':' + path);
        auto demo = std::make_unique<DemoNetwork>();
        QSignalSpy ready(demo.get(), &DemoNetwork::ready);
        QSignalSpy failed(demo.get(), &DemoNetwork::failed);
        demo->start();
        demo->start(); // once more: nothing happens
        QVERIFY(ready.wait(DemoNetwork::kStart_ms + 1000));
        QCOMPARE(ready[0][0].toInt(), DemoNetwork::kBoards);
        QVERIFY(demo->isRunning());
        QCOMPARE(demo->key().size(), std::size_t(16));
        demo.reset();
        QCOMPARE(failed.count(), 0); // ending with its owner is no failure
        qputenv("PATH", path);
    }
    void missingProgramIsExplained()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        DemoNetwork demo;
        QSignalSpy failed(&demo, &DemoNetwork::failed);
        demo.start();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QLatin1String("copper-board")));
        qputenv("PATH", path);
    }
};

COPPER_TEST(TestDemoNetwork);
#include "test_demo_network.moc"
