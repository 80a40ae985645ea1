// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_room.h"

#include "core/storage/durable_file.h"
#include "ui/dashboard/chart_panel.h"
#include "ui/dashboard/csv_export.h"
#include "ui/dashboard/dropped_values.h"
#include "ui/dashboard/health_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/number_tile.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/toggle_button.h"
#include "ui/widgets/value_text.h"

#include <QAction>
#include <QBuffer>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr std::array<int, 3> kRanges_s{60, 300, 3600};
constexpr int kGap_px = 10;
constexpr int kTileColumnWidth_px = 362;

// The disc before "Live".
class LiveMark final : public QWidget
{
public:
    LiveMark(const Theme &theme, const TimeWindow &window, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_window(window)
    {
        setObjectName(QStringLiteral("liveMark"));
        setFixedSize(12, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintStateMark(&painter, QRectF(rect()).center(),
                       m_window.isLive() ? StateMark::Alive : StateMark::Stale, m_theme);
    }

private:
    const Theme &m_theme;
    const TimeWindow &m_window;
};

} // namespace

DashboardRoom::DashboardRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                             QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator)
{
    setObjectName(QStringLiteral("dashboardRoom"));
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("dashboardScroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body = new QWidget;
    m_body->setObjectName(QStringLiteral("dashboardBody"));
    m_scroll->setWidget(m_body);
    m_body->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(kGap_px, kGap_px, kGap_px, kGap_px);
    body->setSpacing(kGap_px);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(kGap_px);
    m_panelColumn = new QVBoxLayout;
    m_panelColumn->setSpacing(kGap_px);
    upper->addLayout(m_panelColumn, 1);
    m_tileColumn = new QWidget(m_body);
    m_tileColumn->setFixedWidth(kTileColumnWidth_px);
    m_tileGrid = new QGridLayout(m_tileColumn);
    m_tileGrid->setContentsMargins(0, 0, 0, 0);
    m_tileGrid->setSpacing(kGap_px);
    upper->addWidget(m_tileColumn, 0, Qt::AlignTop);
    body->addLayout(upper, 1);
    m_health = new HealthTable(theme, workspace, m_body);
    body->addWidget(m_health);
    m_empty = new EmptyState(theme, QStringLiteral("dashboard"), tr("Nothing is charted yet"),
                             tr("Drag a resource from the left on to this room, or choose "
                                "\"Chart this\" on any number of a response."),
                             this);
    m_empty->setObjectName(QStringLiteral("dashboardEmpty"));
    QPushButton *find = m_empty->addButton(QStringLiteral("search"), tr("Find a value"));
    find->setObjectName(QStringLiteral("dashboardFind"));
    describe(find, tr("Search for a resource to chart"), QKeySequence(Qt::CTRL | Qt::Key_K));
    connect(find, &QPushButton::clicked, this,
            [this] { Q_EMIT m_navigator.paletteRequested(QStringLiteral(">Chart ")); });
    layout->addWidget(m_empty, 1);
    m_tick.setInterval(kTick_ms);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &DashboardRoom::onTick);
    SampleStore &samples = workspace.samples();
    connect(&samples, &SampleStore::seriesChanged, this, [this] { m_dataChanged = true; });
    connect(&samples, &SampleStore::seriesAdded, this, &DashboardRoom::adoptPaths);
    connect(&workspace.feed(), &SessionFeed::ticked, this, [this] {
        m_dataChanged = true;
        if (isVisible())
            m_health->refresh();
        updateHead();
    });
    connect(&navigator, &Navigator::chartRequested, this,
            [this](const QString &uri, const ValuePath &path) { addSeries(uri, path); });
    connect(&workspace, &Workspace::resourcesMoved, this,
            [this](const QString &from, const QString &to) {
                if (!m_dashboard.moveTo(from, to))
                    return;
                keep();
                rebuild();
            });
    // A project brought another one.
    connect(&workspace, &Workspace::sectionChanged, this, [this](const QString &name) {
        if (name == QLatin1String("dashboard") && !m_keeping)
            restore();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    rebuild();
}

DashboardRoom::~DashboardRoom() = default;

QWidget *DashboardRoom::makeHead()
{
    auto *head = new Ground(m_theme, Tone::Chrome, Qt::BottomEdge, this);
    head->setFixedHeight(44);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 0, 10, 1);
    layout->setSpacing(8);
    auto *addButton = new QPushButton(m_theme.icon(QStringLiteral("add")), tr("Panel"), head);
    addButton->setObjectName(QStringLiteral("addPanel"));
    addButton->setProperty("flatButton", true);
    describe(addButton, tr("Add an empty chart"));
    connect(addButton, &QPushButton::clicked, this, &DashboardRoom::addPanel);
    layout->addWidget(addButton);
    m_message = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Text2, head);
    m_message->setObjectName(QStringLiteral("dashboardMessage"));
    m_message->setElideMode(Qt::ElideMiddle);
    layout->addWidget(m_message, 1);
    layout->addWidget(new LiveMark(m_theme, m_window, head));
    m_liveText = new PlainLabel(m_theme, QString(), TextRole::Body, Tone::Text2, head);
    m_liveText->setObjectName(QStringLiteral("liveText"));
    layout->addWidget(m_liveText);
    m_backToLive = new QPushButton(tr("Back to live"), head);
    m_backToLive->setObjectName(QStringLiteral("backToLive"));
    describe(m_backToLive, tr("Show the newest values again"), QKeySequence(Qt::Key_Escape));
    connect(m_backToLive, &QPushButton::clicked, this, [this] {
        m_window.backToLive();
        afterWindowChange();
    });
    layout->addWidget(m_backToLive);
    m_ranges = new SegmentedControl(m_theme, head);
    m_ranges->setObjectName(QStringLiteral("ranges"));
    m_ranges->setAccessibleName(tr("Range"));
    m_ranges->addSegment(tr("1 min"));
    m_ranges->addSegment(tr("5 min"));
    m_ranges->addSegment(tr("1 h"));
    m_ranges->setCurrentIndex(1);
    connect(m_ranges, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index == m_ranges->currentIndex()) {
            m_window.setRange(kRanges_s[static_cast<std::size_t>(index)]);
            afterWindowChange();
        }
    });
    connect(m_ranges, &QTabBar::currentChanged, this, [this](int index) {
        m_window.setRange(kRanges_s[static_cast<std::size_t>(index)]);
        afterWindowChange();
        keep();
    });
    layout->addWidget(m_ranges);
    m_pause = new ToggleButton(m_theme, QStringLiteral("pause"), QString(), head);
    m_pause->setObjectName(QStringLiteral("pauseCharts"));
    describe(m_pause, tr("Stop the charts; data keeps arriving"), QKeySequence(Qt::Key_Space));
    connect(m_pause, &QToolButton::clicked, this, [this](bool on) {
        if (on)
            m_window.pause(m_workspace.now());
        else
            m_window.backToLive();
        afterWindowChange();
    });
    layout->addWidget(m_pause);
    m_cursorToggle = new ToggleButton(m_theme, QStringLiteral("cursor"), QString(), head);
    m_cursorToggle->setObjectName(QStringLiteral("cursorToggle"));
    m_cursorToggle->setChecked(true);
    describe(m_cursorToggle, tr("Show the values under the pointer"));
    connect(m_cursorToggle, &QToolButton::toggled, this,
            [this] { setCursor(std::nullopt, nullptr); });
    layout->addWidget(m_cursorToggle);
    layout->addWidget(new Line(m_theme, Qt::Vertical, head));
    m_export = new QPushButton(m_theme.icon(QStringLiteral("export")), tr("Export"), head);
    m_export->setObjectName(QStringLiteral("exportDashboard"));
    m_export->setProperty("flatButton", true);
    m_export->setMenu(makeExportMenu());
    describe(m_export, tr("Export the charts as a picture or their values as a table"));
    layout->addWidget(m_export);
    return head;
}

QMenu *DashboardRoom::makeExportMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("exportMenu"));
    connect(menu->addAction(tr("Picture (PNG)")), &QAction::triggered, this,
            [this] { askForFile(true, nullptr); });
    connect(menu->addAction(tr("Values in the shown range (CSV)")), &QAction::triggered, this,
            [this] { askForFile(false, nullptr); });
    return menu;
}

void DashboardRoom::connectPanel(ChartPanel *panel)
{
    ChartPlot *plot = &panel->plot();
    connect(plot, &ChartPlot::cursorMoved, this,
            [this, panel](std::optional<WallTime> at) { setCursor(at, panel); });
    connect(plot, &ChartPlot::spanChosen, this, [this](const TimeSpan &span) {
        m_window.zoomTo(span);
        afterWindowChange();
    });
    connect(plot, &ChartPlot::wheelZoomed, this, [this](WallTime at, double factor) {
        m_window.zoomAround(at, factor, m_workspace.now());
        afterWindowChange();
    });
    connect(plot, &ChartPlot::moveRequested, this, [this](double seconds) {
        m_window.moveBy(seconds, m_workspace.now());
        afterWindowChange();
    });
    connect(plot, &ChartPlot::backToLiveRequested, this, [this] {
        m_window.backToLive();
        afterWindowChange();
    });
    connect(plot, &ChartPlot::pauseRequested, m_pause, &QToolButton::click);
    connect(panel, &ChartPanel::titleChanged, this, [this, panel](const QString &title) {
        m_dashboard.panels[static_cast<std::size_t>(indexOf(panel))].title = title;
        keep();
    });
    connect(
        panel, &ChartPanel::seriesRemoved, this,
        [this, panel](int index) {
            auto &series = m_dashboard.panels[static_cast<std::size_t>(indexOf(panel))].series;
            if (index < static_cast<int>(series.size()))
                series.erase(series.begin() + index);
            keep();
            rebuild();
        },
        Qt::QueuedConnection); // the panel's menu is still open
    connect(
        panel, &ChartPanel::tileRequested, this,
        [this, panel](int index) {
            const auto &series =
                m_dashboard.panels[static_cast<std::size_t>(indexOf(panel))].series;
            if (index >= static_cast<int>(series.size()) ||
                m_dashboard.tiles.size() >= Dashboard::kMaxTiles)
                return;
            m_dashboard.tiles.push_back(series[static_cast<std::size_t>(index)]);
            keep();
            rebuild();
        },
        Qt::QueuedConnection);
    connect(
        panel, &ChartPanel::removeRequested, this,
        [this, panel] {
            m_dashboard.panels.erase(m_dashboard.panels.begin() + indexOf(panel));
            keep();
            rebuild();
        },
        Qt::QueuedConnection);
    connect(panel, &ChartPanel::pictureRequested, this, [this, panel] { askForFile(true, panel); });
    connect(panel, &ChartPanel::valuesRequested, this, [this, panel] { askForFile(false, panel); });
    connect(
        panel, &ChartPanel::valuesDropped, this,
        [this, panel](const std::vector<DroppedValue> &values) { drop(indexOf(panel), values); });
}

void DashboardRoom::setCursor(std::optional<WallTime> at, const ChartPanel *source)
{
    m_cursor = m_cursorToggle->isChecked() ? at : std::nullopt;
    for (ChartPanel *panel : m_panels)
        panel->plot().setCursor(m_cursor, panel == source);
}

void DashboardRoom::onTick()
{
    // Charts scroll by whole pixels: nothing to draw until one has passed or data came.
    const TimeSpan span = m_window.span(m_workspace.now());
    const double width = m_panels.empty() ? 1 : m_panels.front()->plot().frame().plot.width();
    const auto column = static_cast<std::int64_t>(static_cast<double>(span.to.unixMicros) * 1e-6 *
                                                  width / span.length_s());
    if (!m_dataChanged && column == m_lastColumn)
        return;
    m_lastColumn = column;
    m_dataChanged = false;
    refreshAll();
}

void DashboardRoom::refreshAll()
{
    if (!isVisible())
        return;
    const WallTime now = m_workspace.now();
    const TimeSpan span = m_window.span(now);
    for (ChartPanel *panel : m_panels)
        panel->refresh(span, m_window.isLive(), now);
    refreshTiles();
}

void DashboardRoom::refreshTiles()
{
    const WallTime now = m_workspace.now();
    const TimeSpan span = m_window.span(now);
    SampleStore &samples = m_workspace.samples();
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const DashboardSeries &series = m_dashboard.tiles[i];
        const auto id = samples.find(series.uri, series.path);
        if (!id || samples.series(*id)->empty()) {
            m_tiles[i]->setValue(QString(), QString(), tr("no value yet"), false);
            continue;
        }
        const SampleSeries &values = *samples.series(*id);
        const SeriesInfo &info = *samples.info(*id);
        QList<QPointF> points;
        for (const Sample &sample : values.decimated(span.from, span.to, 80))
            points << QPointF(sample.at.secondsSince(span.from), sample.value);
        m_tiles[i]->setPoints(points);
        QString note;
        if (info.staleSince) {
            note = tr("stale %1").arg(shortSpan(now.secondsSince(*info.staleSince)));
        } else if (const auto before = values.atOrBefore(span.from);
                   const double change =
                       values.last().value - (before ? before->value : values[0].value)) {
            note = (change > 0 ? QString(QChar(0x25b2)) : QString(QChar(0x25bc))) +
                   tr(" %1 in %2").arg(numberText(std::abs(change)), shortSpan(m_window.range_s()));
        } else {
            note = tr("steady for %1").arg(shortSpan(m_window.range_s()));
        }
        m_tiles[i]->setValue(numberText(values.last().value), unitText(info.unit), note,
                             info.staleSince.has_value());
    }
}

void DashboardRoom::afterWindowChange()
{
    m_dataChanged = true;
    refreshAll();
    updateHead();
}

void DashboardRoom::updateHead()
{
    const TimeSpan span = m_window.span(m_workspace.now());
    const bool ofTheButtons =
        std::find(kRanges_s.begin(), kRanges_s.end(), m_window.range_s()) != kRanges_s.end();
    if (m_window.isLive() && ofTheButtons)
        m_liveText->setText(tr("Live, %1").arg(timeOfDay(span.to)));
    else if (m_window.isLive())
        m_liveText->setText(
            tr("Live, last %1, %2").arg(shortSpan(m_window.range_s()), timeOfDay(span.to)));
    else if (m_window.isPaused())
        m_liveText->setText(tr("Paused at %1").arg(timeOfDay(span.to)));
    else
        m_liveText->setText(tr("Zoomed, %1 to %2").arg(timeOfDay(span.from), timeOfDay(span.to)));
    m_backToLive->setVisible(m_window.isZoomed());
    m_pause->setChecked(m_window.isPaused());
    m_pause->setIcon(
        m_theme.icon(m_window.isPaused() ? QStringLiteral("play") : QStringLiteral("pause")));
    findChild<QWidget *>(QStringLiteral("liveMark"))->update();
}

void DashboardRoom::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_health->refresh();
    afterWindowChange();
    m_tick.start();
}

void DashboardRoom::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QWidget::hideEvent(event);
}

void DashboardRoom::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Chrome));
}

void DashboardRoom::dragEnterEvent(QDragEnterEvent *event)
{
    if (hasDroppedValues(event->mimeData()))
        event->acceptProposedAction();
}

void DashboardRoom::dropEvent(QDropEvent *event)
{
    const auto values = droppedValues(event->mimeData());
    if (values.empty())
        return;
    event->acceptProposedAction();
    drop(-1, values);
}

void DashboardRoom::askForFile(bool picture, const ChartPanel *panel)
{
    auto *dialog = new QFileDialog(this, picture ? tr("Export picture") : tr("Export values"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(picture ? QStringLiteral("png") : QStringLiteral("csv"));
    dialog->setNameFilter(picture ? tr("Pictures (*.png)") : tr("Tables (*.csv)"));
    dialog->selectFile(picture ? QStringLiteral("dashboard.png") : QStringLiteral("dashboard.csv"));
    const int index = panel != nullptr ? indexOf(panel) : -1;
    connect(dialog, &QFileDialog::fileSelected, this, [this, picture, index](const QString &path) {
        if (index < 0 || index >= static_cast<int>(m_panels.size())) {
            reportExport(picture ? exportPicture(path) : exportValues(path), path);
            return;
        }
        ChartPanel *shown = m_panels[static_cast<std::size_t>(index)];
        if (!picture) {
            reportExport(writeValues(path, shown->panel().series), path);
            return;
        }
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        shown->grab().save(&buffer, "PNG");
        reportExport(saveWhole(path, bytes), path);
    });
    dialog->open();
}

void DashboardRoom::reportExport(const Result<void, QString> &result, const QString &path)
{
    m_message->setTone(result ? Tone::Ok : Tone::Error);
    m_message->setText(result ? tr("Written: %1").arg(displayText(path))
                              : tr("%1 cannot be written: %2. Choose another place.")
                                    .arg(displayText(path), displayText(result.error())));
    m_message->setToolTip(toolTipText(m_message->text()));
}

Result<void, QString> DashboardRoom::exportPicture(const QString &path)
{
    setCursor(std::nullopt, nullptr);
    QPixmap picture(m_body->size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(m_theme.color(Tone::Chrome));
    m_body->render(&picture);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return saveWhole(path, bytes);
}

Result<void, QString> DashboardRoom::exportValues(const QString &path)
{
    return writeValues(path, allSeries());
}

Result<void, QString> DashboardRoom::writeValues(const QString &path,
                                                 const std::vector<DashboardSeries> &series) const
{
    return saveWhole(path, csvOf(m_workspace.samples(), series, m_window.span(m_workspace.now())));
}

} // namespace copper
