// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/device_tree_model.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QPointF>
#include <QSignalSpy>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

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
    // The whole tree, two blanks an indent.
    QString picture(const QModelIndex &parent = {}, int depth = 0) const
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            text += QString(depth * 2, QLatin1Char(' ')) + index.data().toString();
            const QString value = index.siblingAtColumn(1).data().toString();
            if (!value.isEmpty())
                text += QStringLiteral(" = ") + value;
            const QString trailing = index.data(DeviceTreeModel::TrailingRole).toString();
            if (!trailing.isEmpty())
                text += QStringLiteral(" [") + trailing + QLatin1Char(']');
            text += QLatin1Char('\n') + picture(index, depth + 1);
        }
        return text;
    }
};

} // namespace

class TestDeviceTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shapeFollowsTheRegistry()
    {
        Desk desk;
        desk.workspace.tick(timeAt(0));
        desk.take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                               {linkTo(QStringLiteral("/sensors/temp"), true),
                                linkTo(QStringLiteral("/sensors/hum"), true)},
                               timeAt(0)),
                   foundDevice("192.168.20.31", QStringLiteral("gh-north"), {}, timeAt(0),
                               QStringLiteral("enp3s0"))});
        QCOMPARE(desk.picture(), QStringLiteral("This computer [1]\n"
                                                "  greenhouse-1 [now]\n"
                                                "    sensors\n"
                                                "      temp\n"
                                                "      hum\n"
                                                "enp3s0 [1]\n"
                                                "  gh-north [now]\n"));
        // A longer list, another network, a name, a title.
        desk.take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                               {linkTo(QStringLiteral("/a"))}, timeAt(1), QStringLiteral("eth1"))});
        desk.workspace.devices().rename(desk.workspace.devices().devices()[1].id,
                                        QStringLiteral("North"));
        desk.workspace.devices().setNetworkTitle(QStringLiteral("eth1"), QStringLiteral("Bench"));
        QCOMPARE(desk.picture(), QStringLiteral("enp3s0 [1]\n"
                                                "  North [now]\n"
                                                "Bench [1]\n"
                                                "  greenhouse-1 [now]\n"
                                                "    a\n"));
        desk.workspace.tick(timeAt(400));
        QVERIFY(desk.picture().contains(QStringLiteral("North [stale 6 min]")));
        const auto ids = desk.workspace.devices().devices();
        for (const Device &device : ids)
            desk.workspace.removeDevice(device.id);
        QCOMPARE(desk.picture(), QString());
    }
    void orderAndFavourites()
    {
        Desk desk;
        DeviceTreeModel &filter = desk.model;
        for (const char *ip :
             {"127.0.0.13", "127.0.0.16", "127.0.0.14", "127.0.0.11", "127.0.0.12"})
            desk.take({foundDevice(ip, QString::fromLatin1(ip), {linkTo(QStringLiteral("/x"))},
                                   timeAt(0))});
        const auto names = [&filter] {
            QStringList list;
            const QModelIndex network = filter.index(0, 0);
            for (int row = 0; row < filter.rowCount(network); ++row)
                list
                    << filter.index(row, 0, network).data().toString().section(QLatin1Char('.'), 3);
            return list.join(QLatin1Char(' '));
        };
        QCOMPARE(names(), QStringLiteral("11 12 13 14 16"));
        desk.workspace.devices().setFavourite(
            desk.workspace.devices().deviceAt(socketAt("127.0.0.14"))->id, true);
        QCOMPARE(names(), QStringLiteral("14 11 12 13 16"));
        desk.take({foundDevice("127.0.0.15", QStringLiteral("127.0.0.15"), {}, timeAt(0))});
        QCOMPARE(names(), QStringLiteral("14 11 12 13 15 16"));
        filter.setFilter(QStringLiteral(".16"));
        QCOMPARE(names(), QStringLiteral("16"));
    }
    void packsShowTheirFormat()
    {
        Desk desk;
        desk.take({foundDevice("127.0.0.11", QStringLiteral("g"), {linkTo(QStringLiteral("/pack"))},
                               timeAt(0))});
        const QString uri = QStringLiteral("coap://127.0.0.11/pack");
        const QModelIndex row = desk.model.indexOfUri(uri);
        desk.take({contentResponse(JobId{99}, uri, R"({"a":1,"b":2})", 50, timeAt(1))});
        QCOMPARE(row.data(DeviceTreeModel::ValueTextRole).toString(), QString());
        QCOMPARE(row.data(DeviceTreeModel::NoteRole).toString(), QStringLiteral("JSON"));
        desk.take({contentResponse(JobId{99}, uri, R"({"a":1})", 50, timeAt(2))});
        QCOMPARE(row.data(DeviceTreeModel::ValueTextRole).toString(), QStringLiteral("1"));
    }
    void valuesAndSparkline()
    {
        Desk desk;
        desk.take({foundDevice("127.0.0.11", QStringLiteral("g"),
                               {linkTo(QStringLiteral("/t"), true)}, timeAt(0))});
        const QString uri = QStringLiteral("coap://127.0.0.11/t");
        const QModelIndex row = desk.model.indexOfUri(uri);
        QVERIFY(row.isValid());
        QVERIFY(!row.data(DeviceTreeModel::ObservedRole).toBool());
        const auto job = desk.workspace.observe(uri);
        QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
        desk.take({contentResponse(*job, uri, "23.4", 0, timeAt(1)),
                   contentResponse(*job, uri, "23.5", 0, timeAt(2))});
        QVERIFY(changed.size() >= 1 && changed.size() <= 2); // not one for each notification
        QCOMPARE(row.data(DeviceTreeModel::ValueTextRole).toString(), QStringLiteral("23.5"));
        QVERIFY(row.data(DeviceTreeModel::ObservedRole).toBool());
        QCOMPARE(row.data(DeviceTreeModel::ChangedAtRole).toLongLong(), timeAt(2).unixMicros);
        const auto points = row.data(DeviceTreeModel::PointsRole).value<QList<QPointF>>();
        QCOMPARE(points.size(), 2);
        QCOMPARE(points.last(), QPointF(0, 23.5));
        QVERIFY(!row.data(DeviceTreeModel::StaleRole).toBool());
        ObservationStatus status;
        status.job = *job;
        status.uri = uri;
        status.state = ObservationStatus::State::Stale;
        status.lastNotification = timeAt(2);
        desk.take({status});
        QVERIFY(row.data(DeviceTreeModel::StaleRole).toBool());
    }
    void dragCarriesUriAndPath()
    {
        Desk desk;
        desk.take(
            {foundDevice("127.0.0.11", QStringLiteral("g"),
                         {linkTo(QStringLiteral("/t")), linkTo(QStringLiteral("/u"))}, timeAt(0))});
        const QModelIndex device = desk.model.index(0, 0, desk.model.index(0, 0));
        QVERIFY(!(desk.model.flags(device) & Qt::ItemIsDragEnabled));
        const QModelIndex t = desk.model.indexOfUri(QStringLiteral("coap://127.0.0.11/t"));
        const QModelIndex u = desk.model.indexOfUri(QStringLiteral("coap://127.0.0.11/u"));
        QVERIFY(desk.model.flags(t) & Qt::ItemIsDragEnabled);
        const std::unique_ptr<QMimeData> mime(desk.model.mimeData({t, u, device}));
        QCOMPARE(mime->data(QString::fromLatin1(DeviceTreeModel::kMimeType)),
                 QByteArray("coap://127.0.0.11/t\t\ncoap://127.0.0.11/u\t\n"));
        QVERIFY(desk.model.mimeData({device}) == nullptr);
    }
    void namesAreShownAsPlainText()
    {
        Desk desk;
        desk.take(
            {foundDevice("127.0.0.11", QStringLiteral("<b>x</b>\u202e\u0007"), {}, timeAt(0))});
        const QModelIndex device = desk.model.index(0, 0, desk.model.index(0, 0));
        const QString shown = device.data().toString();
        QVERIFY(!shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x0007)));
        QVERIFY(shown.startsWith(QStringLiteral("<b>")));
        QVERIFY(!device.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
        QVERIFY(desk.model.setData(device, QStringLiteral("mine"), Qt::EditRole));
        QCOMPARE(device.data().toString(), QStringLiteral("mine"));
    }
};

COPPER_TEST(TestDeviceTreeModel);
#include "test_device_tree_model.moc"
