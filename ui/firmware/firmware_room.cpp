// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_room.h"

#include "core/domain/resource_uri.h"
#include "ui/firmware/batch_line.h"
#include "ui/firmware/device_chooser.h"
#include "ui/firmware/firmware_detail.h"
#include "ui/firmware/firmware_head.h"
#include "ui/firmware/firmware_table.h"
#include "ui/firmware/firmware_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kRefresh_ms = 50;
}

FirmwareRoom::FirmwareRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                           QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_queue(workspace.firmware()), m_head(new FirmwareHead(theme, workspace, this)),
      m_batch(new BatchLine(theme, this)), m_splitter(new QSplitter(Qt::Vertical, this)),
      m_table(new FirmwareTable(theme, workspace, m_splitter)),
      m_detail(new FirmwareDetail(theme, m_splitter)),
      m_noImage(new EmptyState(theme, QStringLiteral("firmware"), tr("No image chosen"),
                               tr("Choose a firmware file, or drop one here. You see the plan "
                                  "before anything is sent."),
                               this)),
      m_noDevices(new EmptyState(theme, QStringLiteral("network"), tr("No device chosen"),
                                 tr("Choose which devices get this image."), this)),
      m_imageProblem(new PlainLabel(theme, QString(), TextRole::Body, Tone::Error, this))
{
    setObjectName(QStringLiteral("firmwareRoom"));
    setAcceptDrops(true);
    m_noImage->setObjectName(QStringLiteral("firmwareEmpty"));
    QPushButton *open = m_noImage->addButton(QStringLiteral("open"), tr("Choose an image"));
    open->setObjectName(QStringLiteral("chooseImage"));
    describe(open, tr("Choose a firmware file"), QKeySequence(Qt::CTRL | Qt::Key_O));
    QPushButton *choose = m_noDevices->addButton(QStringLiteral("add"), tr("Choose devices"));
    choose->setObjectName(QStringLiteral("chooseDevices"));
    describe(choose, tr("Choose the devices to update"));
    m_imageProblem->setObjectName(QStringLiteral("firmwareProblem"));
    m_imageProblem->setAlignment(Qt::AlignCenter);
    m_imageProblem->setWordWrap(true);
    m_imageProblem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_batch);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_table->setMinimumHeight(120);
    m_splitter->setSizes({420, 286});
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_noImage, 1);
    layout->addWidget(m_noDevices, 1);
    layout->addWidget(m_imageProblem);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh_ms);
    connect(&m_refresh, &QTimer::timeout, this, &FirmwareRoom::refresh);
    auto *openAction = new QAction(this);
    openAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    addAction(openAction);
    connect(openAction, &QAction::triggered, this, &FirmwareRoom::askForImage);
    connect(open, &QPushButton::clicked, this, &FirmwareRoom::askForImage);
    connect(choose, &QPushButton::clicked, this, [this, choose] { chooseDevices(choose); });
    connect(m_head, &FirmwareHead::imageWanted, this, &FirmwareRoom::askForImage);
    connect(m_head, &FirmwareHead::devicesWanted, this, &FirmwareRoom::chooseDevices);
    connect(m_table, &FirmwareTable::currentJobChanged, this, &FirmwareRoom::scheduleRefresh);
    connect(m_table, &FirmwareTable::openRequested, this, [this](FirmwareJobId id) {
        if (const FirmwareJob *job = m_queue.job(id))
            Q_EMIT m_navigator.resourceRequested(job->uri);
    });
    const auto pages = [this] {
        updatePages();
        scheduleRefresh();
    };
    connect(&m_queue, &FirmwareQueue::imageChanged, this, pages);
    connect(&m_queue, &FirmwareQueue::jobAdded, this, pages);
    connect(&m_queue, &FirmwareQueue::jobRemoved, this, pages);
    connect(&m_queue, &FirmwareQueue::jobChanged, this, &FirmwareRoom::scheduleRefresh);
    connect(&m_queue, &FirmwareQueue::totalsChanged, this, &FirmwareRoom::scheduleRefresh);
    connect(&m_queue, &FirmwareQueue::settingsChanged, this, &FirmwareRoom::scheduleRefresh);
    connect(&m_queue, &FirmwareQueue::runningChanged, this, &FirmwareRoom::scheduleRefresh);
    connect(&workspace.feed(), &SessionFeed::ticked, this, &FirmwareRoom::scheduleRefresh);
    connect(&navigator, &Navigator::firmwareRequested, this, &FirmwareRoom::addDevice);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    updatePages();
    refresh();
}

void FirmwareRoom::scheduleRefresh()
{
    // Unseen, nothing has to be read; showEvent() catches up.
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void FirmwareRoom::updatePages()
{
    const bool anything = m_queue.image().has_value() || !m_queue.jobs().empty();
    const bool jobs = !m_queue.jobs().empty();
    m_noImage->setVisible(!anything);
    m_head->setVisible(anything);
    m_noDevices->setVisible(anything && !jobs);
    m_batch->setVisible(jobs);
    m_splitter->setVisible(jobs);
    if (jobs && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
}

void FirmwareRoom::refresh()
{
    m_head->refresh();
    m_batch->setTotals(m_queue.totals());
    m_detail->setJob(m_queue.job(m_table->currentJob()));
    m_table->viewport()->update();
}

void FirmwareRoom::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void FirmwareRoom::setImage(const QString &path)
{
    const FirmwarePlan::Problem problem = m_queue.setImage(path);
    const bool taken = problem == FirmwarePlan::Problem::None;
    const QString sentence = taken ? QString() : problemSentence(problem, m_queue.settings());
    m_head->showProblem(sentence);
    m_imageProblem->setText(sentence);
    m_imageProblem->setVisible(!taken && !m_queue.image());
    updatePages();
    scheduleRefresh();
}

void FirmwareRoom::askForImage()
{
    auto *dialog = new QFileDialog(this, tr("Choose an image"));
    dialog->setObjectName(QStringLiteral("imageDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Firmware images (*.bin *.hex *.img *.fw *.suit)"), tr("All files (*)")});
    if (m_queue.image())
        dialog->selectFile(m_queue.image()->path);
    connect(dialog, &QFileDialog::fileSelected, this, &FirmwareRoom::setImage);
    dialog->open();
}

void FirmwareRoom::chooseDevices(QWidget *anchor)
{
    if (m_chooser == nullptr)
        m_chooser = new DeviceChooser(m_theme, m_workspace, window());
    m_chooser->open(anchor);
}

void FirmwareRoom::addDevice(DeviceId id)
{
    if (const Device *device = m_workspace.devices().device(id))
        m_queue.addDevice(id, device->name(), device->baseUri());
    updatePages();
}

void FirmwareRoom::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

void FirmwareRoom::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void FirmwareRoom::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return;
    event->acceptProposedAction();
    setImage(urls.front().toLocalFile());
}

} // namespace copper
