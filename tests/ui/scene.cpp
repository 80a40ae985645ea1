// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scene.h"

#include "ui/discovery/discovery_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

namespace copper::test {

namespace {

// Before the theme, a member, reads them.
QString withResources(const QString &path)
{
    initUiResources();
    return path;
}

// Neither a keychain nor a person's patience: Argon2 does its least.
CredentialStore::Options storeOptions(Scene &scene, const QString &folder)
{
    CredentialStore::Options options;
    options.folder = folder;
    options.kdf = leastKdfParameters();
    options.wallMs = [&scene] {
        return scene.clock.now().unixMicros / 1000;
    };
    return options;
}

} // namespace

Scene::Scene(const QString &storagePath, ThemeChoice choice)
    : workspace(session, withResources(storagePath), clock.asFunction()),
      keyRing(storeOptions(*this, keyFolder.path()), workspace, navigator)
{
    theme.setChoice(choice);
    theme.applyTo(*qApp);
    window = std::make_unique<MainWindow>(theme, workspace, navigator);
    dashboard = new DashboardRoom(theme, workspace, navigator);
    firmware = new FirmwareRoom(theme, workspace, navigator);
    window->setRoom(RoomId::Dashboard, dashboard);
    window->setRoom(RoomId::Firmware, firmware);
    security = new SecurityRoom(theme, workspace, keyRing.store(), navigator);
    window->setRoom(RoomId::Security, security);
    QObject::connect(&navigator, &Navigator::keyRequested, security, &SecurityRoom::addKey);
    window->setDiscoveryPage(new DiscoveryPage(theme, workspace, navigator));
    workspace.load();
    window->restoreLayout();
    dashboard->restore();
    keyRing.open();
}

Scene::~Scene()
{
    window.reset();
    qApp->setStyleSheet(QString());
    qApp->setStyle(QStringLiteral("Fusion")); // the window's style refers to our theme
}

void Scene::show()
{
    window->resize(1440, 900);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        qFatal("the window did not appear");
    window->activateWindow();
}

void Scene::click(const char *name) const
{
    QTest::mouseClick(find(name), Qt::LeftButton);
}

void Scene::take(std::vector<SessionEvent> events)
{
    workspace.feed().take(batchOf(std::move(events)));
}

void Scene::sixBoards()
{
    const auto board = [&](const char *ip, const char *name, std::vector<ResourceLink> links) {
        take({foundDevice(ip, QLatin1String(name), std::move(links), clock.now())});
    };
    const auto link = [](const char *path, bool observable = true) {
        return linkTo(QLatin1String(path), observable);
    };
    board("127.0.0.11", "greenhouse-1",
          {link("/sensors/temp"), link("/sensors/hum"), link("/sensors/light"),
           link("/actuators/valve", false)});
    board("127.0.0.12", "lamp-2", {link("/light/on"), link("/light/power")});
    board("127.0.0.13", "meter-3", {link("/energy"), link("/power")});
    board("127.0.0.14", "board-4", {link("/firmware", false), link("/firmware/version", false)});
    board("127.0.0.15", "flaky-5", {link("/sensors/temp"), link("/firmware", false)});
    board("127.0.0.16", "plugtest-6", {link("/test", false)});
}

void Scene::notify(const QString &uri, double value)
{
    const ObservedResource *observed = workspace.observations().find(uri);
    if (observed == nullptr || !observed->isObserved())
        qFatal("%s is not observed", qUtf8Printable(uri));
    ResponseArrived response =
        contentResponse(observed->job, uri, QByteArray::number(value).constData(), 0, clock.now());
    response.observeSequence = 1;
    ObservationStatus status;
    status.job = observed->job;
    status.uri = uri;
    status.state = ObservationStatus::State::Live;
    status.notifications = observed->status ? observed->status->notifications + 1 : 1;
    status.registrations = 1;
    status.lastNotification = clock.now();
    take({response, status});
}

void Scene::pass(double seconds)
{
    for (double left = seconds; left > 0; left -= 1) {
        clock.advance(std::min(left, 1.0));
        workspace.tick(clock.now());
    }
}

void Scene::shoot(const char *name) const
{
    const QString folder = qEnvironmentVariable("COPPER_PICTURES");
    if (folder.isEmpty())
        return;
    QCoreApplication::processEvents();
    window->grab().save(folder + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png"));
}

} // namespace copper::test
