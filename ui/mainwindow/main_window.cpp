// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/main_window.h"

#include "ui/mainwindow/add_device_popup.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/discovery_menu.h"
#include "ui/mainwindow/limits_popup.h"
#include "ui/mainwindow/notice_bar.h"
#include "ui/mainwindow/palette_sources.h"
#include "ui/mainwindow/status_strip.h"
#include "ui/mainwindow/top_bar.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/text/scan_text.h"
#include "ui/widgets/room_bar.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kDockWidth_px = 336;
constexpr int kDockMinimum_px = 240;
constexpr QSize kDefaultSize_px(1440, 900);
constexpr QSize kSmallestSize_px(900, 560);

struct RoomName
{
    const char *text;
    const char *icon;
};
constexpr std::array<RoomName, kRoomCount> kRooms{{
    {QT_TRANSLATE_NOOP("copper::MainWindow", "Resource"), "resource"},
    {QT_TRANSLATE_NOOP("copper::MainWindow", "Dashboard"), "dashboard"},
    {QT_TRANSLATE_NOOP("copper::MainWindow", "Firmware"), "firmware"},
    {QT_TRANSLATE_NOOP("copper::MainWindow", "Packets"), "packets"},
    {QT_TRANSLATE_NOOP("copper::MainWindow", "Security"), "security"},
}};

constexpr QLatin1StringView kSection("window");

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decoded(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

MainWindow::MainWindow(Theme &theme, Workspace &workspace, Navigator &navigator, QWidget *parent)
    : QMainWindow(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Copperfield"));
    setWindowIcon(QIcon(QStringLiteral(":/copperfield/copperfield.svg")));
    setMinimumSize(kSmallestSize_px);
    resize(kDefaultSize_px);
    setContextMenuPolicy(Qt::NoContextMenu);
    buildLayout();
    buildActions();
    buildMenu();
    connectEverything();
    updatePage();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = new TopBar(m_theme, m_workspace, m_menu, central);
    column->addWidget(m_topBar);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setObjectName(QStringLiteral("mainSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    column->addWidget(m_splitter, 1);
    m_explorer = new Ground(m_theme, Tone::Chrome, {}, m_splitter);
    m_splitter->addWidget(m_explorer);
    auto *right = new QWidget(m_splitter);
    auto *rooms = new QVBoxLayout(right);
    rooms->setContentsMargins(0, 0, 0, 0);
    rooms->setSpacing(0);
    auto *tabRow = new Ground(m_theme, Tone::Chrome, Qt::BottomEdge, right);
    tabRow->setFixedHeight(38);
    auto *tabs = new QHBoxLayout(tabRow);
    tabs->setContentsMargins(9, 0, 0, 1);
    m_roomBar = new RoomBar(m_theme, RoomBar::Size::Rooms, tabRow);
    m_roomBar->setObjectName(QStringLiteral("roomBar"));
    m_roomBar->setAccessibleName(tr("Rooms"));
    tabs->addWidget(m_roomBar);
    tabs->addStretch(1);
    rooms->addWidget(tabRow);
    m_notices = new NoticeBar(m_theme, right);
    rooms->addWidget(m_notices);
    m_stack = new QStackedWidget(right);
    m_stack->setObjectName(QStringLiteral("roomStack"));
    rooms->addWidget(m_stack, 1);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kDockWidth_px, kDefaultSize_px.width() - kDockWidth_px});
    m_explorer->setMinimumWidth(kDockMinimum_px);
    m_status = new StatusStrip(m_theme, m_workspace, central);
    column->addWidget(m_status);
    setCentralWidget(central);
    for (std::size_t i = 0; i < kRooms.size(); ++i) {
        const int index = m_roomBar->addRoom(QLatin1String(kRooms[i].icon), tr(kRooms[i].text));
        m_roomBar->setTabToolTip(
            index,
            tr("%1 (%2)").arg(tr(kRooms[i].text), QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1))
                                                      .toString(QKeySequence::NativeText)));
    }
    m_welcome = new WelcomePage(m_theme, m_workspace, m_stack);
    m_stack->addWidget(m_welcome);
    m_blank = new Ground(m_theme, Tone::Base, {}, m_stack);
    m_stack->addWidget(m_blank);
    m_palette = new CommandPalette(m_theme, m_workspace, this);
    m_addDevice = new AddDevicePopup(m_theme, m_workspace, this);
    m_limits = new LimitsPopup(m_theme, m_workspace, this);
}

QAction *MainWindow::command(const QString &text, const QString &icon, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setData(icon); // the palette's icon
    action->setShortcut(keys);
    addCommand(action);
    return action;
}

void MainWindow::addCommand(QAction *action)
{
    addAction(action); // shortcuts work in the whole window
    m_commands.append(action);
}

void MainWindow::buildActions()
{
    connect(command(tr("Discover"), QStringLiteral("discover"), QKeySequence(Qt::CTRL | Qt::Key_D)),
            &QAction::triggered, this, &MainWindow::discover);
    connect(command(tr("Add device"), QStringLiteral("add"), QKeySequence(Qt::CTRL | Qt::Key_N)),
            &QAction::triggered, this, &MainWindow::addDevice);
    connect(command(tr("Start the demo network"), QStringLiteral("play"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)),
            &QAction::triggered, this, &MainWindow::demoRequested);
    auto *search = new QAction(tr("Search"), this);
    search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    addAction(search);
    connect(search, &QAction::triggered, this, [this] { openPalette(); });
    for (int i = 0; i < kRoomCount; ++i) {
        const RoomName &name = kRooms[static_cast<std::size_t>(i)];
        QAction *action = command(tr("Show %1").arg(tr(name.text)), QLatin1String(name.icon),
                                  QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)));
        connect(action, &QAction::triggered, this, [this, i] { showRoom(static_cast<RoomId>(i)); });
    }
    connect(command(tr("Record or stop recording"), QStringLiteral("packets"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)),
            &QAction::triggered, this,
            [this] { m_workspace.setRecording(!m_workspace.isRecording()); });
    QAction *dock = command(tr("Show or hide the devices"), QStringLiteral("network"),
                            QKeySequence(Qt::Key_F9));
    connect(dock, &QAction::triggered, this,
            [this] { m_explorer->setVisible(!m_explorer->isVisible()); });
    connect(command(tr("Limits…"), QStringLiteral("threshold"), QKeySequence()),
            &QAction::triggered, this, &MainWindow::openLimits);
    for (const int direction : {1, -1}) {
        auto *next = new QAction(this);
        next->setShortcut(direction > 0 ? QKeySequence(Qt::Key_F6)
                                        : QKeySequence(Qt::SHIFT | Qt::Key_F6));
        addAction(next);
        connect(next, &QAction::triggered, this, [this, direction] { cycleArea(direction); });
    }
    connect(command(tr("Quit"), QStringLiteral("close"), QKeySequence(Qt::CTRL | Qt::Key_Q)),
            &QAction::triggered, this, &QWidget::close);
}

void MainWindow::buildMenu()
{
    m_menu->setObjectName(QStringLiteral("mainMenu"));
    for (QAction *action : std::as_const(m_commands)) {
        if (action == m_commands.last())
            buildThemeMenu(m_menu->addMenu(tr("Appearance")));
        if (action == m_commands.last() || action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_1))
            m_menu->addSeparator();
        m_menu->addAction(action);
    }
    auto *open = new QAction(this);
    open->setShortcut(QKeySequence(Qt::Key_F10));
    addAction(open);
    connect(open, &QAction::triggered, this, [this] {
        m_menu->popup(m_topBar->mapToGlobal(QPoint(10, m_topBar->height() - 6)));
        m_menu->setActiveAction(m_menu->actions().value(0));
    });
}

void MainWindow::buildThemeMenu(QMenu *menu)
{
    m_themeChoices = new QActionGroup(this);
    const auto choice = [&](const QString &text, ThemeChoice value) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(value));
        m_themeChoices->addAction(action);
        connect(action, &QAction::triggered, this, [this, value] {
            m_themeFixed = false;
            m_theme.setChoice(value);
        });
    };
    choice(tr("As the system"), ThemeChoice::System);
    choice(tr("Light"), ThemeChoice::Light);
    choice(tr("Dark"), ThemeChoice::Dark);
    choice(tr("High contrast"), ThemeChoice::Contrast);
    menu->addSeparator();
    QAction *motion = menu->addAction(tr("Reduced motion"));
    motion->setObjectName(QStringLiteral("reducedMotion"));
    motion->setCheckable(true);
    connect(motion, &QAction::toggled, this, [this](bool on) { m_theme.setReducedMotion(on); });
    const auto check = [this] {
        for (QAction *action : m_themeChoices->actions())
            action->setChecked(action->data().toInt() == static_cast<int>(m_theme.choice()));
    };
    check();
    connect(&m_theme, &Theme::changed, this, check);
}

void MainWindow::connectEverything()
{
    connect(m_topBar, &TopBar::discoverClicked, this, &MainWindow::discover);
    connect(m_topBar, &TopBar::addDeviceClicked, this, &MainWindow::addDevice);
    connect(m_topBar, &TopBar::searchClicked, this, [this] { openPalette(); });
    connect(m_welcome, &WelcomePage::discoverClicked, this, &MainWindow::discover);
    connect(m_welcome, &WelcomePage::demoClicked, this, &MainWindow::demoRequested);
    // Also the current room's tab leads back from a page.
    connect(m_roomBar, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0)
            showRoom(static_cast<RoomId>(index));
    });
    connect(m_roomBar, &QTabBar::currentChanged, this, [this] {
        m_page = nullptr;
        updatePage();
        Q_EMIT roomChanged(currentRoom());
    });
    connect(&m_workspace, &Workspace::noticeRaised, this,
            [this](Workspace::NoticeKind kind, const QString &detail) {
                m_notices->showNotice(noticeSentence(kind, detail));
            });
    connect(&m_workspace, &Workspace::discoveryStarted, this, &MainWindow::refreshSecondly);
    connect(&m_workspace, &Workspace::discoveryEnded, this,
            [this](std::uint32_t devices, const ScanCuts &cuts) {
                refreshSecondly();
                const QStringList cut = scanCutSentences(cuts, m_workspace.limits());
                if (!cut.isEmpty())
                    m_notices->showOffer(cut.join(QLatin1Char(' ')), tr("Limits"),
                                         [this] { openLimits(); });
                sayDiscovered(devices);
            });
    connect(&m_workspace.devices(), &DeviceRegistry::deviceAdded, this, &MainWindow::updatePage);
    connect(&m_workspace.devices(), &DeviceRegistry::deviceRemoved, this, &MainWindow::updatePage);
    connect(&m_workspace.firmware(), &FirmwareQueue::totalsChanged, this, [this] {
        const FirmwareTotals totals = m_workspace.firmware().totals();
        const bool under = totals.active + totals.linkLost > 0 && totals.total > 0;
        setRoomBadge(RoomId::Firmware,
                     under ? tr("%1 %").arg(100 * totals.sent / totals.total) : QString());
    });
    SessionFeed &feed = m_workspace.feed();
    connect(&feed, &SessionFeed::ticked, this, &MainWindow::refreshSecondly);
    connect(&feed, &SessionFeed::interfacesChanged, m_status, &StatusStrip::refresh);
    connect(&m_workspace.sweeps(), &SweepBook::sweepChanged, m_status, &StatusStrip::refresh);
    connect(&m_navigator, &Navigator::roomRequested, this, &MainWindow::showRoom);
    const auto showResource = [this] {
        m_resourceAsked = true;
        showRoom(RoomId::Resource);
    };
    connect(&m_navigator, &Navigator::resourceRequested, this, showResource);
    connect(&m_navigator, &Navigator::getRequested, this, showResource);
    connect(&m_navigator, &Navigator::requestRequested, this, showResource);
    connect(&m_navigator, &Navigator::firmwareRequested, this,
            [this] { showRoom(RoomId::Firmware); });
    connect(&m_navigator, &Navigator::packetsRequested, this,
            [this] { showRoom(RoomId::Packets); });
    connect(&m_navigator, &Navigator::keyRequested, this, [this] { showRoom(RoomId::Security); });
    connect(&m_navigator, &Navigator::addDeviceRequested, this, &MainWindow::addDevice);
    connect(&m_navigator, &Navigator::discoverRequested, this, &MainWindow::discover);
    connect(&m_navigator, &Navigator::paletteRequested, this, &MainWindow::openPalette);
    connect(&m_navigator, &Navigator::remarkMade, m_status, &StatusStrip::showRemark);
}

void MainWindow::setExplorer(QWidget *explorer)
{
    delete m_splitter->replaceWidget(0, explorer);
    m_explorer = explorer;
    m_explorer->setMinimumWidth(kDockMinimum_px);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setSizes({kDockWidth_px, kDefaultSize_px.width() - kDockWidth_px});
}

void MainWindow::setRoom(RoomId room, QWidget *widget)
{
    m_rooms[static_cast<std::size_t>(room)] = widget;
    m_stack->addWidget(widget);
    updatePage();
}

QAction *MainWindow::addPage(const QString &name, const QString &icon, QWidget *page)
{
    m_stack->addWidget(page);
    QAction *action = command(name, icon, QKeySequence());
    connect(action, &QAction::triggered, this, [this, page] {
        m_page = page;
        updatePage();
    });
    return action;
}

void MainWindow::setDiscoveryPage(QWidget *page)
{
    m_discoveryPage = addPage(tr("Steer discovery"), QStringLiteral("discover"), page);
    m_discoveryPage->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_D));
    m_topBar->discoveryMenu().setPageAction(m_discoveryPage);
    connect(m_status, &StatusStrip::discoveryClicked, m_discoveryPage, &QAction::trigger);
}

RoomId MainWindow::currentRoom() const
{
    return static_cast<RoomId>(m_roomBar->currentIndex());
}

void MainWindow::showRoom(RoomId room)
{
    m_page = nullptr;
    m_roomBar->setCurrentIndex(static_cast<int>(room));
    updatePage();
}

void MainWindow::setRoomBadge(RoomId room, const QString &text)
{
    m_roomBar->setBadge(static_cast<int>(room), text);
}

void MainWindow::updatePage()
{
    const bool first = m_workspace.devices().devices().empty() && !m_resourceAsked;
    QWidget *room = m_rooms[static_cast<std::size_t>(currentRoom())];
    if (currentRoom() == RoomId::Resource && first)
        room = m_welcome;
    if (m_page != nullptr)
        room = m_page;
    m_stack->setCurrentWidget(room != nullptr ? room : m_blank);
    m_status->refresh();
}

void MainWindow::refreshSecondly()
{
    m_topBar->setDiscovering(m_workspace.isDiscovering());
    m_topBar->refresh();
    m_status->refresh();
}

void MainWindow::openPalette(const QString &query)
{
    m_palette->open(paletteItems(m_workspace, m_navigator, m_commands), query);
}

void MainWindow::discover()
{
    if (m_workspace.isDiscovering()) {
        m_workspace.stopDiscovery();
        return;
    }
    if (const auto problem = m_workspace.discoveryChoice().problem())
        m_status->showRemark(discoveryProblemSentence(*problem));
    else
        m_workspace.discover();
}

// The first reason is the one to look at first.
void MainWindow::sayDiscovered(std::uint32_t devices)
{
    const auto &sweeps = m_workspace.sweeps().sweeps();
    const bool repeats = m_workspace.isRepeating();
    if (devices > 0 || sweeps.empty() || sweeps.back().stopped || repeats) {
        m_status->showRemark(tr("%n devices answered", nullptr, static_cast<int>(devices)));
        return;
    }
    m_status->showRemark(tr("No device answered"));
    const std::vector<ScanReason> &reasons = sweeps.back().reasons;
    m_notices->showOffer(tr("No device answered.") + QLatin1Char(' ') +
                             (reasons.empty() ? QString() : scanReasonSentence(reasons.front())),
                         tr("Steer discovery"), [this] {
                             if (m_discoveryPage != nullptr)
                                 m_discoveryPage->trigger();
                         });
}

void MainWindow::openLimits()
{
    m_limits->open(m_topBar->addDeviceAnchor());
}

void MainWindow::addDevice()
{
    m_addDevice->open(m_topBar->addDeviceAnchor());
}

void MainWindow::cycleArea(int direction)
{
    const QList<QWidget *> areas{m_topBar, m_explorer, m_roomBar, m_stack};
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = direction > 0 ? -1 : 0;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (focused != nullptr && (areas[i] == focused || areas[i]->isAncestorOf(focused)))
            at = i;
    }
    for (qsizetype step = 0; step < areas.size(); ++step) {
        at = (at + direction + areas.size()) % areas.size();
        QWidget *area = areas[at] == m_stack ? m_stack->currentWidget() : areas[at];
        if (area == nullptr || !area->isVisible())
            continue;
        if (area == m_topBar)
            area = m_topBar->firstFocus();
        // The first widget inside that takes the focus by keyboard.
        QWidget *target = area;
        for (QWidget *next = area; target == area || !(target->focusPolicy() & Qt::TabFocus);) {
            if ((area->focusPolicy() & Qt::TabFocus) != 0)
                break;
            next = next->nextInFocusChain();
            if (next == area || !area->isAncestorOf(next)) {
                target = nullptr;
                break;
            }
            if (next->isVisible() && next->isEnabled())
                target = next;
        }
        if (target != nullptr) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::restoreLayout()
{
    const QJsonObject kept = m_workspace.section(kSection);
    if (kept.isEmpty())
        return;
    restoreGeometry(decoded(kept.value(QLatin1String("geometry"))));
    m_splitter->restoreState(decoded(kept.value(QLatin1String("splitter"))));
    m_splitter->setHandleWidth(1);
    m_explorer->setVisible(kept.value(QLatin1String("dock")).toBool(true));
    const int room = kept.value(QLatin1String("room")).toInt();
    if (room >= 0 && room < kRoomCount)
        showRoom(static_cast<RoomId>(room));
    const int choice = kept.value(QLatin1String("theme")).toInt();
    if (!m_themeFixed && choice >= 0 && choice <= static_cast<int>(ThemeChoice::Contrast))
        m_theme.setChoice(static_cast<ThemeChoice>(choice));
    findChild<QAction *>(QStringLiteral("reducedMotion"))
        ->setChecked(kept.value(QLatin1String("reducedMotion")).toBool());
}

void MainWindow::keepLayout()
{
    QJsonObject kept = m_workspace.section(kSection);
    kept.insert(QStringLiteral("geometry"), encoded(saveGeometry()));
    kept.insert(QStringLiteral("splitter"), encoded(m_splitter->saveState()));
    kept.insert(QStringLiteral("dock"), m_explorer->isVisibleTo(this));
    kept.insert(QStringLiteral("room"), m_roomBar->currentIndex());
    if (!m_themeFixed)
        kept.insert(QStringLiteral("theme"), static_cast<int>(m_theme.choice()));
    kept.insert(QStringLiteral("reducedMotion"),
                findChild<QAction *>(QStringLiteral("reducedMotion"))->isChecked());
    m_workspace.setSection(kSection, kept);
}

void MainWindow::offer(const QString &sentence, const QString &action, std::function<void()> run)
{
    m_notices->showOffer(sentence, action, std::move(run));
}

void MainWindow::setKeyLog(const QString &path)
{
    m_status->setKeyLog(path);
}

void MainWindow::fixTheme(ThemeChoice choice)
{
    m_themeFixed = true;
    m_theme.setChoice(choice);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Nobody has asked for a focus ring yet; Tab begins at the top bar from here.
    if (focusWidget() == nullptr)
        centralWidget()->setFocus();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepLayout();
    QMainWindow::closeEvent(event);
}

} // namespace copper
