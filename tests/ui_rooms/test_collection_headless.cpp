// SPDX-License-Identifier: GPL-3.0-or-later
// 30 requests made in the window by keys, run there against copper-board over sockets, saved, and
// run by 'copper run' from the file: the same results, step by step, and a JUnit report that says
// so.
#include "core/net/session.h"
#include "tests/support/fake_session.h"
#include "tests/support/junit_reader.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "ui/mainwindow/navigator.h"
#include "ui/models/collection_model.h"
#include "ui/resource/collection_panel.h"
#include "ui/resource/resource_room.h"
#include "ui/widgets/tint_tree.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

struct RealDesk
{
    FakeClock clock;
    Session session{SessionConfig()};
    Workspace workspace{session, QString(), clock.asFunction()};
    Navigator navigator;
    Theme theme;
    ResourceRoom room{theme, workspace, navigator};

    RealDesk()
    {
        session.setEventHandler([this](SessionEvent &&event) {
            // As from the net thread: later, and never from inside a command.
            const EventBatchPtr batch = batchOf({std::move(event)});
            QMetaObject::invokeMethod(
                &workspace, [this, batch] { workspace.feed().take(batch); }, Qt::QueuedConnection);
        });
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
        find<QTabBar>("sideTabs")->setCurrentIndex(1);
    }
    ~RealDesk() { session.setEventHandler({}); }

    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void type(const char *name, const QString &text)
    {
        auto *field = find<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void keep(const QString &uri, const QString &name)
    {
        type("addressField", uri);
        QTest::mouseClick(find<QToolButton>("collectionAdd"), Qt::LeftButton);
        type("requestName", name);
        QTest::keyClick(find<QLineEdit>("requestName"), Qt::Key_Return);
    }
    // Of the request that is selected: the method /echo saw must be this.
    void expectMethod(const QString &method)
    {
        QMenu *menu = find<QToolButton>("collectionMore")->menu();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(QStringLiteral("editExpectations"))->trigger();
        QTest::mouseClick(find<QPushButton>("addExpectation"), Qt::LeftButton);
        type("expectOf", QStringLiteral("/method"));
        type("expectWish", method);
        QTest::mouseClick(find<QPushButton>("saveExpectations"), Qt::LeftButton);
        QVERIFY(!find<QWidget>("expectationPopup")->isVisible());
    }
};

} // namespace

class TestCollectionHeadless : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thirtyRequests()
    {
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        RealDesk desk;
        for (int i = 0; i < 30; ++i) {
            const bool lost = i % 9 == 4;
            desk.keep(board.uri(lost ? QStringLiteral("/lost/%1").arg(i)
                                     : QStringLiteral("/echo?n=%1").arg(i)),
                      QStringLiteral("Request %1").arg(i));
            if (i % 5 == 0)
                desk.expectMethod(i == 10 ? QStringLiteral("PUT") : QStringLiteral("GET"));
        }
        CollectionModel &model = desk.room.collection()->model();
        QCOMPARE(model.rowCount(), 30);
        QTest::mouseClick(desk.find<QToolButton>("collectionRun"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(model.index(29, 0).data(CollectionModel::StateRole).toInt() >=
                                     CollectionModel::Passed,
                                 20'000);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("made.json"));
        const QString report = folder.filePath(QStringLiteral("report.xml"));
        desk.room.collection()->saveFile(file);
        const Finished done =
            run(QStringLiteral("copper"), {QStringLiteral("run"), QStringLiteral("--json"), file,
                                           QStringLiteral("--junit"), report});
        QCOMPARE(done.exitCode, 1);
        const auto steps = done.events(QStringLiteral("step"));
        const JunitSuite suite = readJunit(contentOf(report));
        QCOMPARE(steps.size(), std::size_t{30});
        QVERIFY2(suite.error.isEmpty() && suite.tests == 30, qPrintable(suite.error));
        int failed = 0;
        for (int i = 0; i < 30; ++i) {
            const QModelIndex row = model.index(i, 0);
            const QJsonObject &step = steps[std::size_t(i)];
            const bool passed = step.value(QStringLiteral("result")) == QLatin1String("passed");
            failed += passed ? 0 : 1;
            QCOMPARE(step.value(QStringLiteral("name")).toString(), row.data().toString());
            QCOMPARE(row.data(CollectionModel::ResultRole).toString(),
                     step.value(QStringLiteral("code")).toString() +
                         (passed ? QStringLiteral(" passed") : QStringLiteral(" failed")));
            QCOMPARE(suite.cases[std::size_t(i)].verdict,
                     passed ? QStringLiteral("passed") : QStringLiteral("failure"));
        }
        QCOMPARE(failed, 4); // three that are not there, and the one that wishes for PUT
    }
};

COPPER_TEST(TestCollectionHeadless);
#include "test_collection_headless.moc"
