// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/discovery_page.h"

#include "ui/discovery/discovery_form.h"
#include "ui/discovery/sweep_detail_delegate.h"
#include "ui/models/sweep_model.h"
#include "ui/text/plain_text.h"
#include "ui/text/scan_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace copper {

namespace {
constexpr int kRow_px = 24;
constexpr int kSoon_ms = 100; // a sweep may bring hundreds of devices in one turn
} // namespace

DiscoveryPage::DiscoveryPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                             QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_form(new DiscoveryForm(theme, workspace, this)), m_run(new QPushButton(this)),
      m_live(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_sweeps(new SweepModel(workspace.sweeps(), this)),
      m_detail(new SweepDetailModel(workspace.sweeps(), this)), m_table(new QTableView(this)),
      m_list(new QListView(this))
{
    setObjectName(QStringLiteral("discoveryPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildSweeps();
    buildDetail();
    auto *right = new QSplitter(Qt::Vertical, this);
    right->setHandleWidth(1);
    right->setChildrenCollapsible(false);
    right->addWidget(m_table);
    right->addWidget(m_list);
    right->setSizes({240, 400});
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(m_form);
    line->addWidget(right, 1);
    column->addLayout(line, 1);
    connect(m_run, &QPushButton::clicked, this, &DiscoveryPage::startOrStop);
    connect(m_form, &DiscoveryForm::discoverRequested, this, [this] {
        if (!m_workspace.isDiscovering())
            startOrStop();
    });
    connect(&workspace.discoveryChoice(), &DiscoveryChoice::changed, this, &DiscoveryPage::refresh);
    connect(&workspace, &Workspace::discoveryStarted, this, &DiscoveryPage::refresh);
    connect(&workspace, &Workspace::discoveryEnded, this, &DiscoveryPage::refresh);
    connect(&workspace, &Workspace::repeatingChanged, this, &DiscoveryPage::refresh);
    connect(&workspace.feed(), &SessionFeed::ticked, this, &DiscoveryPage::refresh);
    connect(&workspace.sweeps(), &SweepBook::sweepChanged, this, [this](quint64 id) {
        const Sweep *shown = m_sweeps->sweep(m_table->currentIndex());
        if (shown != nullptr && shown->id == id && !m_soon.isActive())
            m_soon.start();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon_ms);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            showCurrent();
            refresh();
        }
    });
    connect(&workspace.sweeps(), &SweepBook::sweepEnded, this, &DiscoveryPage::showCurrent);
    // The newest one is looked at, unless another was chosen. Behind the model, which hears first.
    connect(&workspace.sweeps(), &SweepBook::sweepAdded, this, [this] {
        if (m_table->currentIndex().row() <= 1)
            m_table->setCurrentIndex(m_sweeps->index(0, 0));
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
    m_table->setCurrentIndex(m_sweeps->index(0, 0));
}

void DiscoveryPage::buildHead(QVBoxLayout *column)
{
    auto *head = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    auto *title = new PlainLabel(m_theme, tr("Discovery"), TextRole::Title, Tone::Text, head);
    m_run->setObjectName(QStringLiteral("discoveryRun"));
    m_run->setProperty("primary", true);
    m_live->setObjectName(QStringLiteral("discoveryLive"));
    m_live->setElideMode(Qt::ElideRight);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 10, 12, 10);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_run);
    layout->addWidget(m_live, 1);
    column->addWidget(head);
}

void DiscoveryPage::buildSweeps()
{
    m_table->setObjectName(QStringLiteral("sweepTable"));
    m_table->setAccessibleName(tr("Sweeps of this session"));
    m_table->setModel(m_sweeps);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight(kRow_px));
    m_table->setMinimumHeight(100);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setFixedHeight(26);
    const std::array<int, SweepModel::ColumnCount> widths{86, 200, 66, 62, 46, 66, 52, 46, 72};
    for (int i = 0; i < SweepModel::ColumnCount; ++i)
        header->resizeSection(i, widths[static_cast<std::size_t>(i)]);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(SweepModel::AskedColumn, QHeaderView::Stretch);
    const auto recolour = [this] {
        m_table->setPalette(m_theme.viewPalette());
        m_list->setPalette(m_theme.viewPalette());
    };
    recolour();
    connect(&m_theme, &Theme::changed, this, recolour);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DiscoveryPage::showCurrent);
}

void DiscoveryPage::buildDetail()
{
    m_list->setObjectName(QStringLiteral("sweepDetail"));
    m_list->setAccessibleName(tr("What the sweep found out"));
    m_list->setModel(m_detail);
    m_list->setItemDelegate(new SweepDetailDelegate(m_theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(100);
    connect(m_list, &QListView::activated, this, &DiscoveryPage::openDevice);
}

void DiscoveryPage::startOrStop()
{
    if (m_workspace.isDiscovering())
        m_workspace.stopDiscovery();
    else
        m_workspace.discover();
}

QString DiscoveryPage::liveText() const
{
    const Sweep *sweep = m_workspace.sweeps().running();
    if (sweep == nullptr) {
        if (const auto problem = m_workspace.discoveryChoice().problem())
            return discoveryProblemSentence(*problem);
        const auto last = m_workspace.lastDiscovery();
        if (m_workspace.isRepeating() && last) {
            const double left = m_workspace.discoveryChoice().settings().every_s -
                                m_workspace.now().secondsSince(*last);
            return tr("The next sweep begins in %1").arg(shortSpan(std::max(1.0, left)));
        }
        return last ? tr("The last sweep ended %1 ago")
                          .arg(shortSpan(std::max(1.0, m_workspace.now().secondsSince(*last))))
                    : tr("Asks every CoAP device on the chosen networks what it has");
    }
    const auto number = [](std::uint64_t value) {
        return groupedNumber(static_cast<qint64>(value));
    };
    QStringList parts{tr("%1 answers").arg(number(sweep->counts.answers)),
                      tr("%1 devices").arg(number(sweep->counts.devices))};
    if (sweep->counts.toAsk > 0)
        parts << tr("%1 of %2 addresses asked")
                     .arg(number(sweep->counts.asked), number(sweep->counts.toAsk));
    if (sweep->counts.outsideFilter > 0)
        parts << tr("%1 outside the filters").arg(number(sweep->counts.outsideFilter));
    if (sweep->cuts.total() > 0)
        parts << tr("%1 lost").arg(number(sweep->cuts.total()));
    return parts.join(QStringLiteral("  ·  "));
}

void DiscoveryPage::refresh()
{
    const bool running = m_workspace.isDiscovering();
    const bool can = m_workspace.discoveryChoice().canDiscover();
    m_run->setText(running ? tr("Stop") : tr("Discover"));
    m_run->setIcon(m_theme.fixedIcon(running ? QStringLiteral("stop") : QStringLiteral("discover"),
                                     Tone::OnCopper));
    m_run->setEnabled(running || can);
    describe(m_run,
             running ? tr("End the sweep; what was found stays") : tr("Ask as it is set below"));
    m_live->setText(liveText());
    m_live->setTone(running || can ? Tone::Text2 : Tone::Error);
}

void DiscoveryPage::showCurrent()
{
    m_detail->show(m_sweeps->sweep(m_table->currentIndex()), m_workspace.limits());
}

void DiscoveryPage::openDevice(const QModelIndex &index)
{
    const DeviceId id{index.data(SweepDetailModel::DeviceIdRole).toUInt()};
    if (const Device *device = m_workspace.devices().device(id))
        Q_EMIT m_navigator.resourceRequested(device->baseUri() + QLatin1Char('/'));
}

void DiscoveryPage::showEvent(QShowEvent *event)
{
    showCurrent();
    refresh();
    QWidget::showEvent(event);
}

void DiscoveryPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
