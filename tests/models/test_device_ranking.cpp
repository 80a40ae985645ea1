// SPDX-License-Identifier: GPL-3.0-or-later
// The greatest of what the filter leaves, and what of it was never read.
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
    void say(const QString &uri, const char *value, double at = 1)
    {
        take({contentResponse(JobId{99}, uri, value, 0, timeAt(at))});
    }
    void sayBytes(const char *uri, const QByteArray &payload, std::uint32_t format)
    {
        ResponseArrived response =
            contentResponse(JobId{99}, QLatin1String(uri), "", format, timeAt(1));
        const std::string_view bytes(payload.constData(), static_cast<std::size_t>(payload.size()));
        response.payload = std::make_shared<const Bytes>(toOwned(asBytes(bytes)));
        response.payloadSize = bytes.size();
        take({response});
    }
    DeviceRegistry &devices() { return workspace.devices(); }
    DeviceId at(const char *ip) { return devices().deviceAt(socketAt(ip))->id; }
    void settle()
    {
        while (model.isFilterPending())
            QCoreApplication::processEvents();
    }
    void filter(const char *text)
    {
        model.setFilter(QString::fromLatin1(text));
        settle();
    }
    bool hasRanking() const
    {
        return model.index(0, 0).data(Model::KindRole).toInt() == int(Model::Kind::Ranking);
    }
    QStringList ranking() const
    {
        QStringList list;
        const QModelIndex top = model.index(0, 0);
        for (int row = 0; hasRanking() && row < model.rowCount(top); ++row)
            list << model.index(row, 0, top).data().toString();
        return list;
    }
};

DeviceFound board(const char *ip, const char *name, const char *network = "lo")
{
    return foundDevice(ip, QLatin1String(name),
                       {linkTo(QStringLiteral("/t"), true, QStringLiteral("temperature")),
                        linkTo(QStringLiteral("/lamp"), false, QStringLiteral("light"))},
                       timeAt(0), QLatin1String(network));
}

} // namespace

class TestDeviceRanking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greatestOfAllTemperatures()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take({board("10.0.0.1", "a"), board("10.0.0.2", "b"), board("10.0.0.3", "c", "eth1"),
                   board("10.0.0.4", "d", "eth1")});
        desk.say(QStringLiteral("coap://10.0.0.1/t"), "20");
        desk.say(QStringLiteral("coap://10.0.0.2/t"), "-5.5");
        desk.say(QStringLiteral("coap://10.0.0.3/t"), "31");
        desk.say(QStringLiteral("coap://10.0.0.3/lamp"), "99");
        desk.model.setSort(Model::SortBy::Value);
        QVERIFY(!desk.hasRanking()); // of everything there is no greatest
        desk.filter("rt:temperature");
        QCOMPARE(desk.ranking(), (QStringList{QStringLiteral("c /t"), QStringLiteral("a /t"),
                                              QStringLiteral("b /t")}));
        QCOMPARE(desk.model.found().resources, std::size_t(4));
        QCOMPARE(desk.model.found().unread, std::size_t(1));
        const QModelIndex top = desk.model.index(0, 0);
        const QModelIndex first = desk.model.index(0, 0, top);
        QCOMPARE(first.data(Model::UriRole).toString(), QStringLiteral("coap://10.0.0.3/t"));
        QCOMPARE(first.data(Model::KindRole).toInt(), int(Model::Kind::Resource));
        QCOMPARE(first.data(Model::OwnerRole).toString(), QStringLiteral("c"));
        QCOMPARE(first.data(Model::ValueTextRole).toString(), QStringLiteral("31"));
        QCOMPARE(first.siblingAtColumn(Model::AddressColumn).data().toString(),
                 QStringLiteral("10.0.0.3"));
        QVERIFY(!desk.model.hasChildren(first));
        // The devices stand below it in the same order.
        QCOMPARE(desk.model.rowCount(), 3);
        // What leads to a resource leads to its place under its device.
        QVERIFY(desk.model.indexOfUri(QStringLiteral("coap://10.0.0.3/t")) != first);
        desk.model.setSort(Model::SortBy::Address);
        QVERIFY(!desk.hasRanking());
        desk.model.setSort(Model::SortBy::Value);
        QCOMPARE(desk.ranking().size(), 3);
        desk.filter("rt:light");
        QCOMPARE(desk.ranking(), QStringList(QStringLiteral("c /lamp")));
        desk.filter("");
        QVERIFY(!desk.hasRanking());
    }
    // Whatever form a number comes in.
    void everyFormOfANumber()
    {
        Desk desk;
        std::vector<ResourceLink> links;
        for (const char *path : {"/text", "/unit", "/json", "/cbor", "/senml", "/senml-cbor",
                                 "/words", "/on", "/empty"})
            links.push_back(linkTo(QLatin1String(path), false, QStringLiteral("temperature")));
        desk.take({foundDevice("10.0.0.1", QStringLiteral("a"), links, timeAt(0))});
        desk.sayBytes("coap://10.0.0.1/text", "11.5", 0);
        desk.sayBytes("coap://10.0.0.1/unit", "12 C", 0);
        desk.sayBytes("coap://10.0.0.1/json", R"({"name":"x","t":13})", 50);
        desk.sayBytes("coap://10.0.0.1/cbor", QByteArray::fromHex("a1617418 0e"), 60); // {"t": 14}
        desk.sayBytes("coap://10.0.0.1/senml", R"([{"n":"t","u":"Cel","v":15}])", 110);
        // [{0: "t", 1: "Cel", 2: 16}]
        desk.sayBytes("coap://10.0.0.1/senml-cbor",
                      QByteArray::fromHex("81a300617401634365 6c0210"), 112);
        desk.sayBytes("coap://10.0.0.1/words", "open", 0);
        desk.sayBytes("coap://10.0.0.1/on", "", 0);
        desk.model.setSort(Model::SortBy::Value);
        desk.filter("rt:temperature");
        QCOMPARE(desk.ranking(),
                 (QStringList{QStringLiteral("a /senml-cbor"), QStringLiteral("a /senml"),
                              QStringLiteral("a /cbor"), QStringLiteral("a /json"),
                              QStringLiteral("a /unit"), QStringLiteral("a /text")}));
        // What was read and holds no number is not asked for again.
        QCOMPARE(desk.model.found().unread, std::size_t(1));
    }
    void theOrderFollowsOnceASecond()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take({board("10.0.0.1", "a"), board("10.0.0.2", "b"), board("10.0.0.3", "c")});
        desk.say(QStringLiteral("coap://10.0.0.1/t"), "1");
        desk.say(QStringLiteral("coap://10.0.0.2/t"), "2");
        desk.filter("rt:temperature");
        desk.model.setSort(Model::SortBy::Value);
        const QModelIndex top = desk.model.index(0, 0);
        const QPersistentModelIndex a(desk.model.index(1, 0, top));
        QCOMPARE(a.data(Model::OwnerRole).toString(), QStringLiteral("a"));
        desk.say(QStringLiteral("coap://10.0.0.1/t"), "3");
        QCOMPARE(a.data(Model::ValueTextRole).toString(), QStringLiteral("3"));
        QCOMPARE(a.row(), 1);
        desk.workspace.tick(timeAt(2));
        QCOMPARE(a.row(), 0);
        QCOMPARE(a.data(Model::OwnerRole).toString(), QStringLiteral("a"));
        // One that was never read comes in.
        desk.say(QStringLiteral("coap://10.0.0.3/t"), "2.5");
        desk.settle();
        desk.workspace.tick(timeAt(3));
        QCOMPARE(desk.ranking().size(), 3);
        QCOMPARE(desk.ranking().at(1), QStringLiteral("c /t"));
        QCOMPARE(desk.model.found().unread, std::size_t(0));
        // It says no number any more.
        desk.say(QStringLiteral("coap://10.0.0.3/t"), "broken");
        desk.settle();
        desk.workspace.tick(timeAt(4));
        QCOMPARE(desk.ranking().size(), 2);
        desk.workspace.observations().removeResource(QStringLiteral("coap://10.0.0.1/t"));
        desk.settle();
        desk.workspace.tick(timeAt(5));
        QCOMPARE(desk.ranking(), QStringList(QStringLiteral("b /t")));
        QCOMPARE(desk.model.found().unread, std::size_t(1));
    }
    void onceOfADeviceInGroups()
    {
        Desk desk;
        desk.take({board("10.0.0.1", "a"), board("10.0.0.2", "b")});
        desk.devices().setGroups(desk.at("10.0.0.1"),
                                 {QStringLiteral("Roof"), QStringLiteral("Hall")});
        desk.say(QStringLiteral("coap://10.0.0.1/t"), "1");
        desk.model.setSort(Model::SortBy::Value);
        desk.filter("rt:temperature");
        QCOMPARE(desk.ranking(), QStringList(QStringLiteral("a /t")));
        QCOMPARE(desk.model.found().resources, std::size_t(2));
        QCOMPARE(desk.model.foundUris(10).size(), 2);
        QCOMPARE(desk.model.foundUris(1).size(), 1);
        // The group's name as a word leaves its own rows only.
        desk.filter("roof temperature");
        QCOMPARE(desk.ranking(), QStringList(QStringLiteral("a /t")));
        QCOMPARE(desk.model.foundUris(10), QStringList(QStringLiteral("coap://10.0.0.1/t")));
    }
    void whatGoesIsGoneAtOnce()
    {
        Desk desk;
        desk.take({board("10.0.0.1", "a"), board("10.0.0.2", "b"), board("10.0.0.3", "c")});
        for (int i = 1; i <= 3; ++i)
            desk.say(QStringLiteral("coap://10.0.0.%1/t").arg(i), qPrintable(QString::number(i)));
        desk.model.setSort(Model::SortBy::Value);
        desk.filter("rt:temperature");
        QCOMPARE(desk.ranking().size(), 3);
        desk.workspace.removeDevice(desk.at("10.0.0.2"));
        QCOMPARE(desk.ranking(), (QStringList{QStringLiteral("c /t"), QStringLiteral("a /t")}));
        // Other links, in another order: the number stays with its path.
        desk.take({foundDevice("10.0.0.3", QStringLiteral("c"),
                               {linkTo(QStringLiteral("/x"), false, QStringLiteral("temperature")),
                                linkTo(QStringLiteral("/t"), true, QStringLiteral("temperature"))},
                               timeAt(2))});
        desk.settle();
        QCOMPARE(desk.ranking(), (QStringList{QStringLiteral("c /t"), QStringLiteral("a /t")}));
        desk.workspace.removeDevice(desk.at("10.0.0.3"));
        desk.workspace.removeDevice(desk.at("10.0.0.1"));
        QVERIFY(!desk.hasRanking());
    }
    void countersOfABranch()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take({board("10.0.0.1", "a"), board("10.0.0.2", "b"), board("10.0.0.3", "c")});
        desk.devices().setGroups(desk.at("10.0.0.1"), {QStringLiteral("Roof")});
        const auto column = [&desk](int branch, int at) {
            return desk.model.index(branch, at).data().toString();
        };
        QCOMPARE(column(0, Model::ResourcesColumn), QStringLiteral("2"));
        QCOMPARE(column(1, Model::ResourcesColumn), QStringLiteral("6"));
        QCOMPARE(column(1, Model::ObservedColumn), QString());
        desk.workspace.observe(QStringLiteral("coap://10.0.0.1/t"));
        desk.workspace.observe(QStringLiteral("coap://10.0.0.2/t"));
        QCOMPARE(column(0, Model::ObservedColumn), QStringLiteral("1"));
        QCOMPARE(column(1, Model::ObservedColumn), QStringLiteral("2"));
        desk.workspace.stopObserving(QStringLiteral("coap://10.0.0.2/t"));
        QCOMPARE(column(1, Model::ObservedColumn), QStringLiteral("1"));
        const QModelIndex network = desk.model.index(1, 0);
        QCOMPARE(network.data(Model::AliveRole).toInt(), 3);
        desk.devices().unanswered(desk.at("10.0.0.2"), timeAt(40));
        QCOMPARE(network.data(Model::StaleCountRole).toInt(), 1);
        QCOMPARE(network.data(Model::AliveRole).toInt(), 2);
        desk.workspace.tick(timeAt(400));
        QCOMPARE(network.data(Model::GoneCountRole).toInt(), 1);
        QCOMPARE(network.data(Model::StaleCountRole).toInt(), 2);
        const QString tip = network.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QLatin1String("1 gone")) && tip.contains(QLatin1String("1 observed")),
                 qPrintable(tip));
    }
    void bytesOfTheNewestValue()
    {
        Desk desk;
        ResourceLink link = linkTo(QStringLiteral("/log"));
        link.size = 2048;
        desk.take({foundDevice("10.0.0.1", QStringLiteral("a"), {link}, timeAt(0))});
        const auto bytes = [&desk] {
            return desk.model.indexOfUri(QStringLiteral("coap://10.0.0.1/log"))
                .siblingAtColumn(Model::BytesColumn)
                .data()
                .toString();
        };
        QVERIFY2(bytes().contains(QLatin1String("KiB")), qPrintable(bytes())); // as it says itself
        desk.sayBytes("coap://10.0.0.1/log", "twelve bytes", 0);
        QVERIFY2(bytes().startsWith(QLatin1String("12")), qPrintable(bytes()));
    }
    // Links that lead to a host which becomes known, and is known no longer.
    void linksToOtherHostsFollow()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take({foundDevice("10.0.0.1", QStringLiteral("rd"),
                               {linkTo(QStringLiteral("coap://10.0.0.9/x"))}, timeAt(0))});
        const QPersistentModelIndex link(
            desk.model.index(0, 0, desk.model.indexOf(desk.at("10.0.0.1"))));
        QCOMPARE(link.data(Model::NoteRole).toString(), QString());
        int told = 0;
        connect(&desk.model, &QAbstractItemModel::dataChanged, this,
                [&](const QModelIndex &from, const QModelIndex &to) {
                    told += from.parent() == link.parent() && from.row() <= link.row() &&
                                    to.row() >= link.row()
                                ? 1
                                : 0;
                });
        desk.take({board("10.0.0.9", "nine")});
        desk.workspace.tick(timeAt(1));
        QCOMPARE(told, 1);
        QCOMPARE(link.data(Model::NoteRole).toString(), QStringLiteral("nine"));
        desk.devices().rename(desk.at("10.0.0.9"), QStringLiteral("ninth"));
        desk.workspace.tick(timeAt(2));
        QCOMPARE(told, 2);
        QCOMPARE(link.data(Model::NoteRole).toString(), QStringLiteral("ninth"));
        desk.workspace.removeDevice(desk.at("10.0.0.9"));
        desk.workspace.tick(timeAt(3));
        QCOMPARE(told, 3);
        QCOMPARE(link.data(Model::NoteRole).toString(), QString());
        desk.workspace.tick(timeAt(4));
        QCOMPARE(told, 3); // nothing happened
    }
    // More networks than have a branch of their own share the last one.
    void branchesHaveALimit()
    {
        FakeSession session;
        FakeClock clock;
        Workspace workspace(session, QString(), clock.asFunction());
        DeviceTreeModel model(workspace); // a tester would walk through all of them each time
        const int most = static_cast<int>(Model::kMaxBranches);
        for (int i = 0; i < most + 50; ++i) {
            Device device;
            device.networkName = QStringLiteral("net%1").arg(i);
            device.hostUri = QStringLiteral("coap://h%1").arg(i);
            QVERIFY(workspace.devices().restore(device));
        }
        QVERIFY(model.rowCount() <= most);
        QCOMPARE(model.devicesShown(), std::size_t(most + 50));
        // All are reached, and all go.
        const QModelIndex last = model.indexOf(workspace.devices().devices().back().id);
        QVERIFY(last.isValid() && last.parent().isValid());
        std::vector<DeviceId> ids;
        for (const Device &device : workspace.devices().devices())
            ids.push_back(device.id);
        workspace.devices().remove(ids);
        QCOMPARE(model.rowCount(), 0);
        Device again;
        again.networkName = QStringLiteral("again");
        again.hostUri = QStringLiteral("coap://again");
        QVERIFY(workspace.devices().restore(again));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("again"));
    }
    void randomChanges_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed)
            QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
    }
    // The tester looks at each step; at the end the ranking is made once more, slowly.
    void randomChanges()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto pick = [&random](int below) {
            return static_cast<int>(random() % static_cast<unsigned>(below));
        };
        Desk desk;
        desk.model.setSort(Model::SortBy::Value);
        QString filter = QStringLiteral("rt:r");
        desk.model.setFilter(filter);
        const QStringList filters{QStringLiteral("rt:r1"), QStringLiteral("rt:r"),
                                  QStringLiteral("value>40"), QStringLiteral("b1 rt:r"), QString()};
        for (int step = 0; step < 1000; ++step) {
            const QByteArray ip = QByteArray("10.0.0.") + QByteArray::number(1 + pick(12));
            const Device *device = desk.devices().deviceAt(socketAt(ip.constData()));
            switch (device == nullptr ? 0 : pick(12)) {
            case 0: {
                std::vector<ResourceLink> links;
                for (int i = pick(8); i > 0; --i)
                    links.push_back(linkTo(QStringLiteral("/s%1").arg(pick(9)), true,
                                           QStringLiteral("r%1").arg(pick(3))));
                desk.take({foundDevice(ip.constData(), QStringLiteral("b%1").arg(pick(20)), links,
                                       timeAt(step), QStringLiteral("eth%1").arg(pick(2)))});
                break;
            }
            case 1:
                desk.workspace.removeDevice(device->id);
                break;
            case 2:
                desk.devices().setGroups(
                    device->id,
                    pick(2) == 0 ? QStringList() : QStringList(QStringLiteral("g%1").arg(pick(3))));
                break;
            case 3:
                filter = filters.at(pick(static_cast<int>(filters.size())));
                desk.model.setFilter(filter);
                break;
            case 4:
                desk.model.setSort(static_cast<Model::SortBy>(pick(6)));
                break;
            case 5:
            case 6:
                desk.workspace.tick(timeAt(step));
                break;
            default:
                if (!device->links.empty()) {
                    const QString path =
                        device->links.path(std::size_t(pick(int(device->links.size()))));
                    desk.say(device->baseUri() + path,
                             pick(5) == 0 ? "words" : qPrintable(QString::number(pick(100))), step);
                }
                break;
            }
            if (pick(4) == 0)
                QCoreApplication::processEvents();
        }
        filter = QStringLiteral("rt:r1");
        desk.model.setFilter(filter);
        desk.model.setSort(Model::SortBy::Value);
        desk.settle();
        desk.workspace.tick(timeAt(1001));
        QStringList wanted;
        std::vector<double> values;
        for (const Device &device : desk.devices().devices()) {
            for (const ResourceLink &link : device.links) {
                const ObservedResource *resource =
                    desk.workspace.observations().find(device.baseUri() + link.path);
                if (link.rt != QLatin1String("r1") || resource == nullptr || !resource->latest ||
                    !resource->latest->primary)
                    continue;
                // Of a path that is listed twice the first link has the value.
                const auto first = [&] {
                    for (const ResourceLink &each : device.links) {
                        if (each.path == link.path)
                            return each.rt;
                    }
                    return QString();
                };
                const QString row = device.name() + QLatin1Char(' ') + link.path;
                if (first() == link.rt && !wanted.contains(device.baseUri() + row))
                    wanted << device.baseUri() + row;
            }
        }
        QStringList shown;
        const QModelIndex top = desk.model.index(0, 0);
        for (int row = 0; desk.hasRanking() && row < desk.model.rowCount(top); ++row) {
            const QModelIndex index = desk.model.index(row, 0, top);
            const QString uri = index.data(Model::UriRole).toString();
            shown << uri.left(uri.indexOf(QLatin1Char('/'), 7)) + index.data().toString();
            values.push_back(desk.workspace.observations().find(uri)->latest->primary->value);
        }
        QVERIFY(std::is_sorted(values.rbegin(), values.rend()));
        wanted.sort();
        shown.sort();
        QCOMPARE(shown, wanted);
    }
};

COPPER_TEST(TestDeviceRanking);
#include "test_device_ranking.moc"
