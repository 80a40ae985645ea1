// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "core/domain/wall_clock.h"
#include "ui/batch/batch_page.h"
#include "ui/conformance/conformance_page.h"
#include "ui/dashboard/dashboard_room.h"
#include "ui/discovery/discovery_page.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/firmware/firmware_room.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/observations/observations_page.h"
#include "ui/packets/packets_room.h"
#include "ui/resource/resource_room.h"
#include "ui/security/security_room.h"
#include "ui/text/credential_text.h"

#include <cstdio>

namespace copper {

namespace {

constexpr int kRoomsAtLatest_ms = 300;

SessionConfig sessionConfig(const QString &stateFolder)
{
    SessionConfig config;
    config.stateFolder = stateFolder;
    return config;
}

} // namespace

Application::Application(QApplication &qt, const StartOptions &options, const QString &storagePath,
                         const QString &stateFolder)
    : m_net(sessionConfig(stateFolder)), m_workspace(m_net, storagePath, &systemWallTime),
      // What keeps no workspace keeps no keys.
      m_keyRing(KeyRing::optionsIn(storagePath.isEmpty() ? QString() : stateFolder), m_workspace,
                m_navigator)
{
    if (options.theme)
        m_theme.setChoice(*options.theme);
    m_theme.applyTo(qt);
    connect(&m_net, &NetThread::batchReady, &m_workspace.feed(), &SessionFeed::take);
    m_window = std::make_unique<MainWindow>(m_theme, m_workspace, m_navigator);
    m_explorer = new ExplorerDock(m_theme, m_workspace, m_navigator);
    m_explorer->setKeys(m_keyRing.deviceKeys());
    m_window->setExplorer(m_explorer);
    beginKeyLog();
    connectDemo();
    m_workspace.load();
    if (options.theme)
        m_window->fixTheme(*options.theme);
    m_window->restoreLayout();
    m_explorer->restoreLayout();
    for (QAction *edit : m_explorer->editActions())
        m_window->addCommand(edit);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] { m_workspace.tick(m_workspace.now()); });
    m_second.start();
    // A tour starts the demo network by its own hands.
    if (options.demo && options.tourFolder.isEmpty())
        QTimer::singleShot(0, this, &Application::startDemo);
}

Application::~Application()
{
    // Widgets read the stores and the theme: they go first.
    m_window.reset();
}

void Application::makeRooms()
{
    if (hasRooms())
        return;
    auto *resource = new ResourceRoom(m_theme, m_workspace, m_navigator);
    resource->setKeys(m_keyRing.deviceKeys());
    m_window->setRoom(RoomId::Resource, resource);
    connect(&m_navigator, &Navigator::resourceRequested, resource, &ResourceRoom::setAddress);
    connect(&m_navigator, &Navigator::getRequested, resource, &ResourceRoom::get);
    connect(&m_navigator, &Navigator::requestRequested, resource, &ResourceRoom::showRequest);
    connect(m_explorer, &ExplorerDock::resourceSelected, resource, &ResourceRoom::setAddress);
    m_dashboard = new DashboardRoom(m_theme, m_workspace, m_navigator);
    m_window->setRoom(RoomId::Dashboard, m_dashboard);
    m_firmware = new FirmwareRoom(m_theme, m_workspace, m_navigator);
    m_window->setRoom(RoomId::Firmware, m_firmware);
    auto *packets = new PacketsRoom(m_theme, m_workspace, m_navigator);
    m_window->setRoom(RoomId::Packets, packets);
    connect(&m_navigator, &Navigator::packetsRequested, packets, &PacketsRoom::showMatching);
    makeSecurity();
    m_window->addPage(tr("Is this board's stack right? CoAP conformance tests (ETSI)"),
                      QStringLiteral("verify"),
                      new ConformancePage(m_theme, m_workspace, m_navigator));
    addPages();
    m_window->setDiscoveryPage(new DiscoveryPage(m_theme, m_workspace, m_navigator));
    m_dashboard->restore();
}

void Application::addPages()
{
    auto *batch = new BatchPage(m_theme, m_workspace, m_navigator);
    QAction *many = m_window->addPage(tr("Many at once: one request to many devices"),
                                      QStringLiteral("send"), batch);
    connect(&m_navigator, &Navigator::manyRequested, batch,
            [batch, many](const RequestSpec &request, const QStringList &uris) {
                batch->show(request, uris);
                many->trigger();
            });
    m_window->addPage(tr("Observations of all devices"), QStringLiteral("observe"),
                      new ObservationsPage(m_theme, m_workspace, m_navigator));
}

void Application::makeSecurity()
{
    m_security = new SecurityRoom(m_theme, m_workspace, m_keyRing.store(), m_navigator);
    m_window->setRoom(RoomId::Security, m_security);
    connect(&m_navigator, &Navigator::keyRequested, m_security, &SecurityRoom::addKey);
    const auto command = [this](const QString &text, const QString &icon, auto what) {
        auto *action = new QAction(text, m_window.get());
        action->setData(icon);
        m_window->addCommand(action);
        connect(action, &QAction::triggered, m_security, what);
        return action;
    };
    command(tr("Add key"), QStringLiteral("key"), [this] { Q_EMIT m_navigator.keyRequested({}); });
    command(tr("Test handshake"), QStringLiteral("retry"), [this] {
        m_window->showRoom(RoomId::Security);
        m_security->testCurrent();
    });
    QAction *lock =
        command(tr("Lock vault"), QStringLiteral("secure"), [this] { m_keyRing.store().lock(); });
    const auto lockable = [this, lock] {
        const CredentialStore &store = m_keyRing.store();
        lock->setEnabled(store.place() == CredentialStore::Place::Vault && !store.isLocked());
    };
    lockable();
    connect(&m_keyRing.store(), &CredentialStore::placeChanged, lock, lockable);
    // Everybody who shows keys is there now; the window was painted before.
    m_keyRing.open();
}

// As browsers and curl do; off unless somebody asked for it, and announced while it is on.
void Application::beginKeyLog()
{
    const QString path = qEnvironmentVariable("SSLKEYLOGFILE");
    if (path.isEmpty())
        return;
    std::fputs(qPrintable(tr("The keys of DTLS sessions are written to %1.").arg(path) +
                          QLatin1Char('\n')),
               stderr);
    m_net.setKeyLog(path);
    m_window->setKeyLog(path);
    connect(&m_workspace.feed(), &SessionFeed::keyLogFailed, this,
            [this] { m_window->setKeyLog({}); });
}

void Application::connectDemo()
{
    connect(m_window.get(), &MainWindow::demoRequested, this, &Application::startDemo);
    connect(&m_demo, &DemoNetwork::ready, this, &Application::discoverDemo);
    connect(&m_demo, &DemoNetwork::failed, this, [this](const QString &sentence) {
        m_window->welcome().setDemoAvailable(true);
        m_window->welcome().setDemoMessage(sentence, true);
        Q_EMIT m_navigator.remarkMade(sentence);
        Q_EMIT demoFailed(sentence);
    });
}

void Application::startDemo()
{
    if (m_demo.isRunning()) {
        discoverDemo();
        return;
    }
    m_window->welcome().setDemoAvailable(false);
    m_window->welcome().setDemoMessage(tr("Starting the boards"), false);
    m_demo.start();
}

void Application::discoverDemo()
{
    m_window->welcome().setDemoAvailable(true);
    m_window->welcome().setDemoMessage(QString(), false);
    m_workspace.devices().setNetworkTitle(QStringLiteral("lo"), tr("Demo network"));
    DiscoverySpec spec;
    spec.interfaces = QStringList{QStringLiteral("lo")};
    spec.ipv6LinkLocal = false; // the loopback takes IPv4 groups only
    spec.ipv6SiteLocal = false;
    m_workspace.discover(spec);
    offerDemoKey();
}

// Once asked for, the key of each further run is taken without a question.
void Application::offerDemoKey()
{
    CredentialStore &store = m_keyRing.store();
    if (m_keyRing.hasDemoKey()) {
        m_keyRing.addDemoKey(m_demo.key());
        return;
    }
    m_window->offer(tr("Two of the demo boards, lamp and meter, are secure: they answer nothing "
                       "without their key. It would be kept here: %1.")
                        .arg(placeName(store.place())),
                    tr("Add the demo key"), [this] { m_keyRing.addDemoKey(m_demo.key()); });
}

void Application::show()
{
    m_window->centralWidget()->installEventFilter(this);
    m_window->show();
    // A window that starts minimised is not painted.
    QTimer::singleShot(kRoomsAtLatest_ms, this, &Application::makeRooms);
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &Application::makeRooms, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace copper
