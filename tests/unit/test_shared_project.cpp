// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dashboard.h"
#include "core/domain/shared_project.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};

    DeviceId found(const char *ip, const char *name)
    {
        workspace.feed().take(batchOf({foundDevice(
            ip, QLatin1String(name), {linkTo(QStringLiteral("/t"), true)}, timeAt(0))}));
        return workspace.devices().deviceAt(socketAt(ip))->id;
    }
    const Device &at(const char *ip) { return *workspace.devices().deviceAt(socketAt(ip)); }
    void saveRequest(const char *name, const char *uri)
    {
        RequestSpec spec;
        spec.uri = QLatin1String(uri);
        workspace.history().saveAs(QLatin1String(name), spec);
    }
};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSharedProject : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // One of before dashboards is read as ever, and what is here of it stays.
    void withoutADashboard()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.copperfield"));
        Desk theirs;
        theirs.found("10.0.0.1", "a");
        QJsonObject old = projectOf(theirs.workspace);
        QVERIFY(old.contains(QLatin1String("dashboard")));
        QCOMPARE(old.value(QLatin1String("version")).toInt(), 1); // others read it too
        old.remove(QStringLiteral("dashboard"));
        write(path, JsonFile::encode(old));
        Desk mine;
        Dashboard dashboard;
        dashboard.panels.push_back({QStringLiteral("Mine"), {}});
        mine.workspace.setSection(QStringLiteral("dashboard"), dashboard.toJson());
        const auto project = readProject(path);
        QVERIFY(project.has_value());
        const ProjectMerge merge = mergeProject(mine.workspace, *project);
        QCOMPARE(merge.devicesNew, std::size_t(1));
        QCOMPARE(merge.chartsNew, std::size_t(0));
        QCOMPARE(
            Dashboard::fromJson(mine.workspace.section(QStringLiteral("dashboard"))).panels.size(),
            std::size_t(1));
    }
    // Theirs comes behind ours, as far as there is room; what else the window keeps there stays.
    void dashboardsAreMerged()
    {
        Desk theirs;
        Dashboard full;
        for (std::size_t i = 0; i < Dashboard::kMaxPanels; ++i)
            full.panels.push_back({QStringLiteral("P%1").arg(i), {}});
        full.tiles.push_back({QStringLiteral("coap://h/t"), {}, QStringLiteral("t"), 0});
        theirs.workspace.setSection(QStringLiteral("dashboard"), full.toJson());
        Desk mine;
        Dashboard ours;
        ours.panels = {{QStringLiteral("Mine"), {}}, {QStringLiteral("P3"), {}}};
        QJsonObject section = ours.toJson();
        section[QStringLiteral("range")] = 2;
        mine.workspace.setSection(QStringLiteral("dashboard"), section);
        const ProjectMerge merge = mergeProject(mine.workspace, projectOf(theirs.workspace));
        QCOMPARE(merge.chartsNew, Dashboard::kMaxPanels - 2 + 1);
        QCOMPARE(merge.chartsLeftOut, std::size_t(1)); // P3 was there already
        const QJsonObject now = mine.workspace.section(QStringLiteral("dashboard"));
        QCOMPARE(now.value(QLatin1String("range")).toInt(), 2);
        QCOMPARE(Dashboard::fromJson(now).panels.size(), Dashboard::kMaxPanels);
        QCOMPARE(Dashboard::fromJson(now).panels.front().title, QStringLiteral("Mine"));
    }
    void goesToAnotherUser()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.copperfield"));
        Desk mine;
        const DeviceId id = mine.found("10.0.0.1", "boiler");
        mine.workspace.devices().rename(id, QStringLiteral("Boiler"));
        mine.workspace.devices().setNote(id, QStringLiteral("cellar"));
        mine.workspace.devices().setTags(id, {QStringLiteral("heat")});
        mine.workspace.devices().setGroups(id, {QStringLiteral("House")});
        mine.workspace.devices().setFavourite(id, true);
        mine.workspace.devices().setNetworkTitle(QStringLiteral("lo"), QStringLiteral("Home"));
        mine.saveRequest("ask", "coap://10.0.0.1/t");
        // What is no part of a project, marked.
        mine.workspace.setSection(QStringLiteral("window"),
                                  {{QStringLiteral("x"), QStringLiteral("MARKED-SECRET")}});
        mine.workspace.feed().take(batchOf({contentResponse(
            JobId{9}, QStringLiteral("coap://10.0.0.1/t"), "MARKED-SECRET", 0, timeAt(1))}));
        QVERIFY(saveProject(mine.workspace, path));
        QVERIFY(!read(path).contains("MARKED-SECRET"));

        Desk other;
        const auto project = readProject(path);
        QVERIFY(project.has_value());
        const ProjectMerge merge = mergeProject(other.workspace, *project);
        QCOMPARE(merge.devicesNew, std::size_t(1));
        QCOMPARE(merge.requestsNew, std::size_t(1));
        QVERIFY(merge.conflicts.empty());
        QCOMPARE(other.at("10.0.0.1").name(), QStringLiteral("Boiler"));
        QCOMPARE(other.at("10.0.0.1").note, QStringLiteral("cellar"));
        QVERIFY(other.at("10.0.0.1").favourite);
        QVERIFY(other.at("10.0.0.1").links == mine.at("10.0.0.1").links);
        QCOMPARE(other.workspace.devices().networkTitle(QStringLiteral("lo")),
                 QStringLiteral("Home"));
        QVERIFY(projectOf(other.workspace).value(QLatin1String("requests")) ==
                project->value(QLatin1String("requests")));
        // Once more: nothing is new, nothing is twice.
        const ProjectMerge again = mergeProject(other.workspace, *project);
        QCOMPARE(again.devicesSame, std::size_t(1));
        QCOMPARE(again.devicesNew + again.devicesChanged + again.requestsNew, std::size_t(0));
        QVERIFY(again.conflicts.empty());
        QCOMPARE(other.workspace.devices().devices().size(), std::size_t(1));
    }
    void oursIsKeptAndSaid()
    {
        Desk theirs;
        const DeviceId id = theirs.found("10.0.0.1", "a");
        theirs.workspace.devices().rename(id, QStringLiteral("Theirs"));
        theirs.workspace.devices().setNote(id, QStringLiteral("their note"));
        theirs.workspace.devices().setTags(id, {QStringLiteral("t"), QStringLiteral("both")});
        theirs.found("10.0.0.2", "b");
        theirs.saveRequest("ask", "coap://10.0.0.1/theirs");
        Desk ours;
        const DeviceId mine = ours.found("10.0.0.1", "a");
        ours.workspace.devices().rename(mine, QStringLiteral("Ours"));
        ours.workspace.devices().setTags(mine, {QStringLiteral("both"), QStringLiteral("o")});
        ours.saveRequest("ask", "coap://10.0.0.1/ours");
        const ProjectMerge merge = mergeProject(ours.workspace, projectOf(theirs.workspace));
        QCOMPARE(merge.devicesNew, std::size_t(1));
        QCOMPARE(merge.devicesChanged, std::size_t(1));
        QCOMPARE(merge.conflicts.size(), std::size_t(2));
        QVERIFY(merge.conflicts[0].field == ProjectMerge::Field::Name);
        QVERIFY(merge.conflicts[1].field == ProjectMerge::Field::Request);
        QCOMPARE(ours.at("10.0.0.1").name(), QStringLiteral("Ours"));
        QCOMPARE(ours.at("10.0.0.1").note, QStringLiteral("their note"));
        QCOMPARE(ours.at("10.0.0.1").tags,
                 (QStringList{QStringLiteral("both"), QStringLiteral("o"), QStringLiteral("t")}));
        QCOMPARE(ours.workspace.history().named().front().spec.uri,
                 QStringLiteral("coap://10.0.0.1/ours"));
    }
    void badFilesAreLeftAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.copperfield"));
        const auto fault = [&path](const QByteArray &bytes) {
            write(path, bytes);
            const auto project = readProject(path);
            // It stays as it is.
            return project || read(path) != bytes ? -1 : static_cast<int>(project.error());
        };
        QCOMPARE(static_cast<int>(readProject(path).error()),
                 static_cast<int>(ProjectFault::Unreadable));
        QCOMPARE(fault("not json"), static_cast<int>(ProjectFault::Damaged));
        QCOMPARE(fault("{}"), static_cast<int>(ProjectFault::NotAProject));
        QCOMPARE(fault(R"({"kind":"copperfield project","version":2})"),
                 static_cast<int>(ProjectFault::TooNew));
        QCOMPARE(fault(QByteArray(JsonFile::kMaxBytes + 1, ' ')),
                 static_cast<int>(ProjectFault::TooLarge));
        Desk desk;
        desk.found("10.0.0.1", "a");
        QVERIFY(saveProject(desk.workspace, path));
        QByteArray bytes = read(path);
        bytes.replace("10.0.0.1", "10.0.0.7");
        QCOMPARE(fault(bytes), static_cast<int>(ProjectFault::Damaged));
        // What is in it may be anything.
        const QJsonObject odd{{QStringLiteral("devices"),
                               QJsonArray{1, QStringLiteral("x"), QJsonObject{}, QJsonArray{}}},
                              {QStringLiteral("requests"), QJsonArray{QJsonObject{}}},
                              {QStringLiteral("networkTitles"), 7}};
        const ProjectMerge merge = mergeProject(desk.workspace, odd);
        QCOMPARE(merge.devicesLeftOut, std::size_t(4));
        QCOMPARE(merge.requestsLeftOut, std::size_t(1));
        QCOMPARE(desk.workspace.devices().devices().size(), std::size_t(1));
    }
};

COPPER_TEST(TestSharedProject);
#include "test_shared_project.moc"
