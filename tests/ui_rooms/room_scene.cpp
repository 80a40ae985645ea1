// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui_rooms/room_scene.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QWidget>

#include <cmath>

namespace copper::test {

RoomScene::RoomScene()
{
    initUiResources();
    theme.setChoice(ThemeChoice::Light);
    theme.applyTo(*qApp);
    workspace.tick(clock.now());
}

void RoomScene::take(std::vector<SessionEvent> events, std::vector<MessageRecord> messages)
{
    workspace.feed().take(batchOf(std::move(events), std::move(messages)));
}

void RoomScene::say(const QString &uri, const QString &text, double at)
{
    const ObservedResource *resource = workspace.observations().find(uri);
    const JobId job = resource != nullptr && resource->isObserved() ? resource->job : JobId{9999};
    take({contentResponse(job, uri, text.toUtf8().constData(), 0, timeAt(at))});
}

void RoomScene::addDemoDevices()
{
    const auto sensor = [](const char *path, const char *rt) {
        ResourceLink link = linkTo(QString::fromLatin1(path), true, QString::fromLatin1(rt));
        link.interfaceDescription = QStringLiteral("core.s");
        return link;
    };
    const auto actuator = [](const char *path) {
        ResourceLink link = linkTo(QString::fromLatin1(path), true);
        link.interfaceDescription = QStringLiteral("core.a");
        return link;
    };
    ResourceLink pack = linkTo(QStringLiteral("/sensors/pack"), true, QStringLiteral("pack"));
    pack.contentFormats = {112};
    ResourceLink history = linkTo(QStringLiteral("/history"));
    history.size = 14'540;
    take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                      {sensor("/sensors/temp", "temperature"), sensor("/sensors/hum", "humidity"),
                       sensor("/sensors/light", "light"), pack, actuator("/actuators/valve"),
                       linkTo(QStringLiteral("/.well-known/core"))},
                      timeAt(0)),
          foundDevice("127.0.0.12", QStringLiteral("lamp-2"),
                      {actuator("/light/on"), sensor("/light/power", "power")}, timeAt(0)),
          foundDevice("127.0.0.13", QStringLiteral("meter-3"),
                      {sensor("/energy", "energy"), sensor("/power", "power"), history}, timeAt(0)),
          foundDevice("192.168.20.31", QStringLiteral("gh-north"), {}, timeAt(0),
                      QStringLiteral("enp3s0"))});
    workspace.devices().addManually(QStringLiteral("coap://[fe80::3a:7c21%25enp3s0]"),
                                    QStringLiteral("tank"));
    workspace.devices().setNetworkTitle(QStringLiteral("lo"), QStringLiteral("Demo network"));
    workspace.devices().setNetworkTitle(QStringLiteral("enp3s0"), QStringLiteral("Greenhouse LAN"));
}

void RoomScene::addHistory()
{
    const QString greenhouse = QStringLiteral("coap://127.0.0.11");
    const QString lamp = QStringLiteral("coap://127.0.0.12");
    for (const char *path : {"/sensors/temp", "/sensors/hum", "/sensors/light", "/actuators/valve"})
        workspace.observe(greenhouse + QLatin1String(path));
    workspace.observe(lamp + QStringLiteral("/light/on"));
    workspace.observe(QStringLiteral("coap://127.0.0.13/power"));
    for (int i = 0; i <= 60; ++i) {
        const double at = i * 5;
        say(greenhouse + QStringLiteral("/sensors/temp"),
            QString::number(23 + std::sin(i * 0.1) * 0.5, 'f', 1) + QStringLiteral(" C"), at);
        say(greenhouse + QStringLiteral("/sensors/hum"),
            QString::number(61 + std::sin(i * 0.2), 'f', 1) + QStringLiteral(" %"), at);
        say(greenhouse + QStringLiteral("/sensors/light"),
            QString::number(18'000 + i * 4) + QStringLiteral(" lx"), at);
        say(greenhouse + QStringLiteral("/actuators/valve"),
            i < 20   ? QStringLiteral("20 %")
            : i < 40 ? QStringLiteral("30 %")
                     : QStringLiteral("40 %"),
            at);
        say(lamp + QStringLiteral("/light/on"),
            i % 20 < 10 ? QStringLiteral("1") : QStringLiteral("0"), at);
        if (i < 20)
            say(QStringLiteral("coap://127.0.0.13/power"),
                QString::number(312 + i % 7) + QStringLiteral(" W"), at);
    }
    clock.set(timeAt(301));
    ObservationStatus stale;
    stale.job = workspace.observations().find(QStringLiteral("coap://127.0.0.13/power"))->job;
    stale.uri = QStringLiteral("coap://127.0.0.13/power");
    stale.state = ObservationStatus::State::Retrying;
    stale.lastNotification = timeAt(95);
    take({stale});
    workspace.tick(clock.now());
}

void RoomScene::picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("COPPER_PICTURES");
    if (folder.isEmpty())
        return;
    QCoreApplication::processEvents(); // what was just made is polished in the theme it was made in
    for (const auto &[choice, suffix] :
         {std::pair{ThemeChoice::Contrast, QStringLiteral("-contrast.png")},
          std::pair{ThemeChoice::Dark, QStringLiteral("-dark.png")},
          std::pair{ThemeChoice::Light, QStringLiteral("-light.png")}}) {
        theme.setChoice(choice);
        QCoreApplication::processEvents();
        widget.grab().save(QDir(folder).filePath(name + suffix));
    }
}

} // namespace copper::test
