// SPDX-License-Identifier: GPL-3.0-or-later
// The device tree while everything changes, and what its filter and its order leave.
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/device_tree_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace copper;
using namespace copper::test;

namespace {

using Model = DeviceTreeModel;

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    DeviceTreeModel model{workspace};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void take(std::vector<SessionEvent> events)
    {
        workspace.feed().take(batchOf(std::move(events)));
    }
    void say(const QString &uri, const char *value, double at)
    {
        take({contentResponse(JobId{99}, uri, value, 0, timeAt(at))});
    }
    DeviceRegistry &devices() { return workspace.devices(); }
    DeviceId at(const char *ip) { return devices().deviceAt(socketAt(ip))->id; }
    void settle()
    {
        while (model.isFilterPending())
            QCoreApplication::processEvents();
    }
    // "branch/device/path" of every resource, and "branch/device" of those without any.
    QStringList rows(const QModelIndex &parent = {}, const QString &above = {}) const
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            const auto kind = static_cast<Model::Kind>(index.data(Model::KindRole).toInt());
            QString here = above;
            if (kind == Model::Kind::Resource)
                here += index.data(Model::PathRole).toString();
            else if (kind != Model::Kind::Folder)
                here += QLatin1Char('|') + index.data().toString();
            const QStringList below = rows(index, kind == Model::Kind::Resource ? above : here);
            if (kind == Model::Kind::Resource || (kind == Model::Kind::Device && below.isEmpty()))
                list << here;
            list << below;
        }
        return list;
    }
    QStringList names(int branch = 0) const
    {
        QStringList list;
        const QModelIndex parent = model.index(branch, 0);
        for (int row = 0; row < model.rowCount(parent); ++row)
            list << model.index(row, 0, parent).data().toString();
        return list;
    }
};

DeviceFound board(const char *ip, const char *name, const char *network = "lo")
{
    ResourceLink temp =
        linkTo(QStringLiteral("/sensors/temp"), true, QStringLiteral("temperature"));
    temp.contentFormats = {50};
    ResourceLink lamp = linkTo(QStringLiteral("/lamp"), false, QStringLiteral("light"));
    lamp.interfaceDescription = QStringLiteral("core.a");
    return foundDevice(ip, QLatin1String(name), {temp, lamp}, timeAt(0), QLatin1String(network));
}

Desk &withBoards(Desk &desk)
{
    desk.workspace.tick(timeAt(0));
    desk.take({board("10.0.0.1", "north"), board("10.0.0.2", "south"),
               board("10.0.0.3", "east", "eth1")});
    return desk;
}

} // namespace

class TestDeviceTreeChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filters_data()
    {
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *text, const char *rows) {
            QTest::newRow(text) << QString::fromLatin1(rows);
        };
        const char *all = "|This computer|north/sensors/temp |This computer|north/lamp "
                          "|This computer|south/sensors/temp |This computer|south/lamp "
                          "|eth1|east/sensors/temp |eth1|east/lamp";
        row("", all);
        row("zzz", "");
        row("rt:temperature", "|This computer|north/sensors/temp "
                              "|This computer|south/sensors/temp |eth1|east/sensors/temp");
        row("rt:temperature -south", "|This computer|north/sensors/temp |eth1|east/sensors/temp");
        row("if:core.a name:north", "|This computer|north/lamp");
        row("ct:50 net:eth1", "|eth1|east/sensors/temp");
        row("ct:json addr:10.0.0.2", "|This computer|south/sensors/temp");
        row("path:/lamp -rt:temperature east", "|eth1|east/lamp");
        row("-rt:temperature east", "|eth1|east/lamp");
        row("eth1", "|eth1|east/sensors/temp |eth1|east/lamp");
        row("tag:roof", "|This computer|north/sensors/temp |This computer|north/lamp");
        row("note:\"second key\"", "|This computer|south/sensors/temp |This computer|south/lamp");
        row("is:favourite lamp", "|eth1|east/lamp");
        row("is:observable north", "|This computer|north/sensors/temp");
        row("is:observed", "|This computer|south/sensors/temp");
        row("value>30", "|This computer|north/sensors/temp");
        row("value<=20.5", "|This computer|south/sensors/temp");
        row("-value>30 rt:temperature net:lo", "|This computer|south/sensors/temp");
        row("state:gone", "");
        row("state:alive east", "|eth1|east/sensors/temp |eth1|east/lamp");
        row("is:nonsense east", "|eth1|east/sensors/temp |eth1|east/lamp");
    }
    void filters()
    {
        QFETCH(QString, rows);
        Desk desk;
        withBoards(desk);
        desk.devices().setTags(desk.at("10.0.0.1"), {QStringLiteral("Roof"), QStringLiteral("x")});
        desk.devices().setNote(desk.at("10.0.0.2"), QStringLiteral("behind\nthe Second Key"));
        desk.devices().setFavourite(desk.at("10.0.0.3"), true);
        desk.workspace.observe(QStringLiteral("coap://10.0.0.2/sensors/temp"));
        desk.say(QStringLiteral("coap://10.0.0.1/sensors/temp"), "31", 1);
        desk.say(QStringLiteral("coap://10.0.0.2/sensors/temp"), "20.5", 1);
        // With all trees open, and with none.
        const QString text = QString::fromLatin1(QTest::currentDataTag());
        desk.model.setFilter(text);
        desk.settle();
        QCOMPARE(desk.rows().join(QLatin1Char(' ')), rows);
        desk.model.setFilter(QStringLiteral("zzz"));
        desk.model.setFilter(text);
        desk.settle();
        QCOMPARE(desk.rows().join(QLatin1Char(' ')), rows);
        desk.model.setFilter(QString());
        desk.settle();
        QCOMPARE(desk.rows().size(), 6);
    }
    // What is asked for is known only when somebody looks.
    void treesAreMadeWhenTheyAreLookedAt()
    {
        Desk desk;
        DeviceTreeModel model(desk.workspace); // one that no tester walks through
        withBoards(desk);
        QCOMPARE(model.devicesShown(), std::size_t(3));
        QVERIFY(model.hasChildren(model.index(0, 0, model.index(0, 0))));
        QCOMPARE(model.treesMade(), std::size_t(0));
        model.setFilter(QStringLiteral("rt:temperature"));
        QCOMPARE(model.treesMade(), std::size_t(0));
        QCOMPARE(model.index(0, 0, model.index(0, 0)).data(Model::MatchedRole).toInt(), 1);
        QCOMPARE(model.rowCount(model.index(0, 0, model.index(0, 0))), 1);
        QCOMPARE(model.treesMade(), std::size_t(1));
    }
    void valuesDecideAsTheyCome()
    {
        Desk desk;
        withBoards(desk);
        desk.model.setFilter(QStringLiteral("value>30"));
        desk.settle();
        QCOMPARE(desk.rows(), QStringList());
        desk.say(QStringLiteral("coap://10.0.0.2/sensors/temp"), "42", 1);
        desk.settle();
        QCOMPARE(desk.rows(), QStringList(QStringLiteral("|This computer|south/sensors/temp")));
        desk.say(QStringLiteral("coap://10.0.0.2/sensors/temp"), "3", 2);
        desk.settle();
        QCOMPARE(desk.rows(), QStringList());
        desk.model.setFilter(QStringLiteral("state:stale"));
        desk.settle();
        desk.workspace.tick(timeAt(400));
        desk.settle();
        QCOMPARE(desk.rows().size(), 6);
    }
    // Rows that stay are the same rows, through every letter.
    void indexesOutliveTheFilter()
    {
        Desk desk;
        withBoards(desk);
        const QPersistentModelIndex temp =
            desk.model.indexOfUri(QStringLiteral("coap://10.0.0.2/sensors/temp"));
        QVERIFY(temp.isValid());
        for (const char *text : {"t", "te", "temp", "temp south", "rt:temperature", "south", ""}) {
            desk.model.setFilter(QString::fromLatin1(text));
            desk.settle();
            QVERIFY2(temp.isValid(), text);
            QCOMPARE(temp.data(Model::UriRole).toString(),
                     QStringLiteral("coap://10.0.0.2/sensors/temp"));
            QVERIFY(temp == desk.model.indexOfUri(QStringLiteral("coap://10.0.0.2/sensors/temp")));
        }
        desk.model.setFilter(QStringLiteral("lamp"));
        desk.settle();
        QVERIFY(!temp.isValid());
    }
    void orders()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take(
            {board("10.0.0.3", "alpha"), board("10.0.0.1", "Gamma"), board("10.0.0.2", "beta")});
        const auto order = [&desk](Model::SortBy by) {
            desk.model.setSort(by);
            return desk.names().join(QLatin1Char(' '));
        };
        desk.say(QStringLiteral("coap://10.0.0.1/sensors/temp"), "20", 30);
        desk.say(QStringLiteral("coap://10.0.0.1/lamp"), "99", 30);
        desk.say(QStringLiteral("coap://10.0.0.2/sensors/temp"), "25", 20);
        desk.devices().unanswered(desk.at("10.0.0.3"), timeAt(40));
        const QPersistentModelIndex beta =
            desk.model.indexOfUri(QStringLiteral("coap://10.0.0.2/lamp"));
        QCOMPARE(order(Model::SortBy::Address), QStringLiteral("Gamma beta alpha"));
        QCOMPARE(order(Model::SortBy::Name), QStringLiteral("alpha beta Gamma"));
        QCOMPARE(order(Model::SortBy::State), QStringLiteral("alpha Gamma beta"));
        QCOMPARE(order(Model::SortBy::LastHeard), QStringLiteral("Gamma beta alpha"));
        QCOMPARE(order(Model::SortBy::Value), QStringLiteral("Gamma beta alpha"));
        QCOMPARE(order(Model::SortBy::Found), QStringLiteral("alpha Gamma beta"));
        QCOMPARE(beta.data(Model::UriRole).toString(), QStringLiteral("coap://10.0.0.2/lamp"));
        // The greatest of what the filter leaves; the ranking stands before the network.
        desk.model.setFilter(QStringLiteral("rt:temperature"));
        desk.settle();
        desk.model.setSort(Model::SortBy::Value);
        QCOMPARE(desk.names(1).join(QLatin1Char(' ')), QStringLiteral("beta Gamma alpha"));
        // Later values count within some seconds, a favourite at once.
        desk.say(QStringLiteral("coap://10.0.0.3/sensors/temp"), "80", 41);
        desk.settle();
        for (int i = 0; i < Model::kSortAgain_s; ++i)
            desk.workspace.tick(timeAt(50 + i));
        QCOMPARE(desk.names(1).join(QLatin1Char(' ')), QStringLiteral("alpha beta Gamma"));
        desk.devices().setFavourite(desk.at("10.0.0.1"), true);
        QCOMPARE(desk.names(1).join(QLatin1Char(' ')), QStringLiteral("Gamma alpha beta"));
    }
    void groupsAreBranchesOfTheirOwn()
    {
        Desk desk;
        withBoards(desk);
        desk.devices().setGroups(desk.at("10.0.0.1"), {QStringLiteral("Roof")});
        desk.devices().setGroups(desk.at("10.0.0.3"),
                                 {QStringLiteral("Roof"), QStringLiteral("Cellar")});
        QCOMPARE(desk.model.rowCount(), 4);
        QCOMPARE(desk.model.index(0, 0).data().toString(), QStringLiteral("Roof"));
        QCOMPARE(desk.names(0), (QStringList{QStringLiteral("north"), QStringLiteral("east")}));
        QCOMPARE(desk.names(1), QStringList(QStringLiteral("east")));
        QCOMPARE(desk.model.index(0, 0).data(Model::KindRole).toInt(),
                 static_cast<int>(Model::Kind::Group));
        // Both places say the same.
        desk.say(QStringLiteral("coap://10.0.0.3/lamp"), "1", 1);
        QCOMPARE(desk.rows().filter(QStringLiteral("east/lamp")).size(), 3);
        desk.take({foundDevice("10.0.0.3", QStringLiteral("east"), {linkTo(QStringLiteral("/new"))},
                               timeAt(2), QStringLiteral("eth1"))});
        QCOMPARE(desk.rows().filter(QStringLiteral("east/new")).size(), 3);
        desk.devices().setGroups(desk.at("10.0.0.3"), {});
        QCOMPARE(desk.model.rowCount(), 3);
        QCOMPARE(desk.names(0), QStringList(QStringLiteral("north")));
        desk.workspace.removeDevice(desk.at("10.0.0.1"));
        QCOMPARE(desk.model.rowCount(), 2);
    }
    void reasonsAreSaid()
    {
        Desk desk;
        withBoards(desk);
        const auto tip = [&desk] {
            return desk.model.indexOf(desk.at("10.0.0.1")).data(Qt::ToolTipRole).toString();
        };
        JobFailed failure;
        failure.job = JobId{7};
        failure.uri = QStringLiteral("coap://10.0.0.1/sensors/temp");
        failure.kind = FailureKind::Timeout;
        failure.retransmissions = 4;
        failure.at = timeAt(30);
        desk.take({failure});
        QVERIFY2(tip().contains(QLatin1String("GET /sensors/temp, 5 transmissions")),
                 qPrintable(tip()));
        QVERIFY(tip().contains(QLatin1String("unanswered since")));
        desk.say(failure.uri, "1", 31);
        QVERIFY(!tip().contains(QLatin1String("unanswered")));
        desk.workspace.tick(timeAt(31 + 360));
        QVERIFY2(tip().contains(QLatin1String("quiet for 6 min")), qPrintable(tip()));
        const QString branch = desk.model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(branch.contains(QLatin1String("2 devices with 4 resources")), qPrintable(branch));
        QVERIFY(branch.contains(QLatin1String("2 stale")));
    }
    void linksToOtherHostsAreMarked()
    {
        Desk desk;
        desk.take({foundDevice("10.0.0.1", QStringLiteral("a"),
                               {linkTo(QStringLiteral("coap://10.0.0.9/x/y"))}, timeAt(0))});
        const QModelIndex device = desk.model.indexOf(desk.at("10.0.0.1"));
        QCOMPARE(desk.model.rowCount(device), 1);
        QCOMPARE(desk.model.index(0, 0, device).data().toString(),
                 QString::fromUtf8("\u2192 coap://10.0.0.9/x/y"));
        QCOMPARE(desk.model.index(0, 0, device).data(Model::UriRole).toString(),
                 QStringLiteral("coap://10.0.0.9/x/y"));
    }
    void resourceDirectoriesAreNamed()
    {
        Desk desk;
        desk.take(
            {foundDevice("10.0.0.1", QStringLiteral("rd"),
                         {linkTo(QStringLiteral("/rd"), false, QStringLiteral("core.rd")),
                          linkTo(QStringLiteral("/rd-lookup/res"), false,
                                 QStringLiteral("x core.rd-lookup-res")),
                          linkTo(QStringLiteral("/ep"), false, QStringLiteral("core.rd-lookup-ep")),
                          linkTo(QStringLiteral("/core.rd"))},
                         timeAt(0))});
        const auto note = [&desk](const char *path) {
            return desk.model.indexOfUri(QStringLiteral("coap://10.0.0.1") + QLatin1String(path))
                .data(Model::NoteRole)
                .toString();
        };
        QVERIFY(note("/rd").endsWith(QLatin1String("registration")));
        QVERIFY(note("/rd-lookup/res").endsWith(QLatin1String("of resources")));
        QVERIFY(note("/ep").endsWith(QLatin1String("of endpoints")));
        QVERIFY(note("/core.rd").isEmpty());
    }
    void randomChanges_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 2; ++seed)
            QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
    }
    // The tester looks at each step; at the end the filter is done once more, slowly.
    void randomChanges()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto pick = [&random](int below) {
            return static_cast<int>(random() % static_cast<unsigned>(below));
        };
        Desk desk;
        QString filter;
        const QStringList filterTexts{QStringLiteral("s1"),
                                      QStringLiteral("r2"),
                                      QStringLiteral("b1"),
                                      QStringLiteral("1 b"),
                                      QString(),
                                      QStringLiteral("eth1"),
                                      QStringLiteral("s")};
        const auto found = [&](int board) {
            std::vector<ResourceLink> links;
            for (int i = pick(7); i > 0; --i)
                links.push_back(linkTo(QStringLiteral("/f%1/s%2").arg(pick(3)).arg(pick(9)), true,
                                       QStringLiteral("r%1").arg(pick(4))));
            return foundDevice(qPrintable(QStringLiteral("10.0.0.%1").arg(board + 1)),
                               QStringLiteral("b%1").arg(board), links, timeAt(1),
                               QStringLiteral("eth%1").arg(pick(3)));
        };
        for (int step = 0; step < 1000; ++step) {
            const int number = pick(14);
            const Device *device = desk.devices().deviceAt(
                socketAt(qPrintable(QStringLiteral("10.0.0.%1").arg(number + 1))));
            switch (device == nullptr ? 0 : pick(11)) {
            case 0:
            case 1:
                desk.take({found(number)});
                break;
            case 2:
                desk.workspace.removeDevice(device->id);
                break;
            case 3:
                desk.devices().setFavourite(device->id, pick(2) == 0);
                break;
            case 4:
                desk.devices().rename(device->id, QStringLiteral("b%1").arg(pick(30)));
                break;
            case 5:
                desk.devices().setGroups(
                    device->id,
                    pick(2) == 0 ? QStringList() : QStringList(QStringLiteral("g%1").arg(pick(3))));
                break;
            case 6:
            case 7:
                filter = filterTexts[pick(static_cast<int>(filterTexts.size()))];
                desk.model.setFilter(filter);
                break;
            case 8:
                if (!device->links.empty())
                    desk.say(QStringLiteral("coap://10.0.0.%1").arg(number + 1) +
                                 device->links.path(0),
                             qPrintable(QString::number(pick(100))), step);
                break;
            case 9:
                desk.model.setSort(static_cast<Model::SortBy>(pick(6)));
                break;
            case 10:
                desk.workspace.tick(timeAt(step));
                break;
            default:
                break;
            }
            if (pick(4) == 0)
                QCoreApplication::processEvents();
        }
        desk.model.setSort(Model::SortBy::Address); // no ranking
        desk.settle();
        QCOMPARE(sorted(desk.rows()), sorted(slowly(desk, filter)));
    }

private:
    static QStringList sorted(QStringList list)
    {
        list.sort();
        return list;
    }
    // Every word in the resource's own texts or in what is above it.
    static QStringList slowly(Desk &desk, const QString &filter)
    {
        const QStringList words = filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const auto has = [&words](const QString &text) {
            return std::all_of(words.begin(), words.end(), [&text](const QString &word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
        };
        QStringList rows;
        for (const Device &device : desk.devices().devices()) {
            for (const QString &branch : QStringList(device.networkName) + device.groups) {
                const QString row = QLatin1Char('|') + branch + QLatin1Char('|') + device.name();
                const QString above = branch + QLatin1Char('\n') + device.name() +
                                      QLatin1Char('\n') + device.selfName + QLatin1Char('\n') +
                                      device.addressText() + QLatin1Char('\n');
                QStringList below;
                for (const ResourceLink &link : device.links) {
                    // A path that is listed twice is one row.
                    if (has(above + link.path + QLatin1Char('\n') + link.rt) &&
                        !below.contains(row + link.path))
                        below << row + link.path;
                }
                if (below.isEmpty() && has(above))
                    rows << row;
                rows << below;
            }
        }
        return rows;
    }
};

COPPER_TEST(TestDeviceTreeChanges);
#include "test_device_tree_changes.moc"
