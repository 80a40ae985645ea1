// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conformance/conformance_page.h"

#include "core/coap/uri.h"
#include "ui/conformance/conformance_model.h"
#include "ui/conformance/test_detail.h"
#include "ui/text/failure_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/toggle_button.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace copper {

namespace {

constexpr int kDeviceWidth_px = 320;
constexpr int kRow_px = 24;
constexpr int kFillAfter_ms = 100;

} // namespace

ConformancePage::ConformancePage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                                 QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_report(workspace.plugtest()),
      m_device(new QComboBox(this)), m_run(new QPushButton(this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_model(new ConformanceModel(theme, m_report, this)), m_table(new QTableView(this)),
      m_detail(new TestDetail(theme, workspace, navigator, this))
{
    setObjectName(QStringLiteral("conformancePage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTable();
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({500, 240});
    m_detail->setMinimumHeight(150);
    column->addWidget(splitter, 1);
    connect(m_run, &QPushButton::clicked, this, &ConformancePage::startOrStop);
    connect(m_device->lineEdit(), &QLineEdit::returnPressed, this, &ConformancePage::startOrStop);
    connect(m_device, &QComboBox::editTextChanged, this, &ConformancePage::refresh);
    connect(&m_report, &PlugtestReport::stateChanged, this, &ConformancePage::refresh);
    connect(&m_report, &PlugtestReport::rowChanged, this, [this](int row) {
        if (row == m_table->currentIndex().row())
            showCurrent();
    });
    // Behind the model, which hears it first.
    connect(m_model, &ConformanceModel::modelReset, this,
            [this] { m_table->setCurrentIndex(m_model->index(0, 0)); });
    m_fill.setSingleShot(true);
    m_fill.setInterval(kFillAfter_ms);
    connect(&m_fill, &QTimer::timeout, this, &ConformancePage::fillDevices);
    connect(&workspace.devices(), &DeviceRegistry::deviceAdded, this,
            &ConformancePage::fillDevicesSoon);
    connect(&workspace.devices(), &DeviceRegistry::deviceRemoved, this,
            &ConformancePage::fillDevicesSoon);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
    m_table->setCurrentIndex(m_model->index(0, 0));
}

void ConformancePage::buildHead(QVBoxLayout *column)
{
    auto *head = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    auto *title = new PlainLabel(m_theme, tr("Is this board's stack right?"), TextRole::Title,
                                 Tone::Text, head);
    auto *hint = new PlainLabel(
        m_theme,
        tr("Plays the client of the ETSI CoAP tests against a device that serves their resources. "
           "It writes to them; a whole run takes some 5 minutes. With a coaps address it plays the "
           "DTLS tests."),
        TextRole::Small, Tone::Text2, head);
    hint->setElideMode(Qt::ElideRight);
    m_device->setObjectName(QStringLiteral("conformanceDevice"));
    m_device->setAccessibleName(tr("Device to test"));
    m_device->setEditable(true);
    m_device->setInsertPolicy(QComboBox::NoInsert);
    m_device->setFixedWidth(kDeviceWidth_px);
    m_device->lineEdit()->setPlaceholderText(tr("coap://192.168.20.40"));
    m_run->setObjectName(QStringLiteral("conformanceRun"));
    m_run->setProperty("primary", true);
    m_summary->setObjectName(QStringLiteral("conformanceSummary"));
    m_summary->setElideMode(Qt::ElideRight);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 10, 10, 11);
    layout->setSpacing(2);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_device);
    line->addWidget(m_run);
    line->addWidget(m_summary, 1);
    layout->addLayout(line);
    column->addWidget(head);
}

void ConformancePage::buildTable()
{
    m_table->setObjectName(QStringLiteral("conformanceTable"));
    m_table->setAccessibleName(tr("Tests and their verdicts"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight(kRow_px));
    m_table->setMinimumHeight(120);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setFixedHeight(26);
    const std::array<int, ConformanceModel::ColumnCount> widths{104, 210, 116, 300, 130, 92};
    for (int column = 0; column < ConformanceModel::ColumnCount; ++column)
        header->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    header->setSectionResizeMode(ConformanceModel::Reason, QHeaderView::Stretch);
    const auto recolour = [this] {
        m_table->setPalette(m_theme.viewPalette());
    };
    recolour();
    connect(&m_theme, &Theme::changed, this, recolour);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConformancePage::showCurrent);
}

// A scan brings hundreds at once: the list is made anew once for all of them, and only for eyes.
void ConformancePage::fillDevicesSoon()
{
    if (isVisible() && !m_fill.isActive())
        m_fill.start();
}

void ConformancePage::showEvent(QShowEvent *event)
{
    fillDevices();
    QWidget::showEvent(event);
}

void ConformancePage::fillDevices()
{
    const QString typed = m_device->currentText();
    const QSignalBlocker quiet(m_device);
    m_device->clear();
    for (const Device &device : m_workspace.devices().devices())
        m_device->addItem(displayText(device.name(), 60) + QStringLiteral("   ") +
                              displayText(device.addressText(), 60),
                          device.baseUri());
    if (typed.isEmpty() && m_device->count() > 0)
        m_device->setCurrentIndex(0);
    else
        m_device->setEditText(typed);
    refresh();
}

// The item whose text stands in the field, or what was typed instead.
QString ConformancePage::chosenUri() const
{
    const QString text = m_device->currentText().trimmed();
    const int item = m_device->findText(text);
    return item >= 0 ? m_device->itemData(item).toString() : text;
}

void ConformancePage::choose(const QString &uri)
{
    fillDevices();
    const int item = m_device->findData(uri);
    if (item >= 0)
        m_device->setCurrentIndex(item);
    else
        m_device->setEditText(uri);
}

void ConformancePage::startOrStop()
{
    if (m_report.isRunning()) {
        m_report.stop();
        return;
    }
    if (!m_run->isEnabled())
        return;
    PlugtestSpec spec;
    spec.uri = chosenUri();
    if (const Device *device = m_workspace.devices().deviceAt(spec.uri))
        spec.parameters = device->parameters;
    m_report.start(spec);
}

QString ConformancePage::summary() const
{
    const QString counts = tr("%1 passed, %2 failed, %3 inconclusive")
                               .arg(m_report.count(PlugtestVerdict::Pass))
                               .arg(m_report.count(PlugtestVerdict::Fail))
                               .arg(m_report.count(PlugtestVerdict::Inconclusive));
    switch (m_report.state()) {
    case PlugtestReport::State::Never:
        return {};
    case PlugtestReport::State::Running:
        return tr("%1 of %2: %3").arg(m_report.judged()).arg(m_report.rows().size()).arg(counts);
    case PlugtestReport::State::Ended:
        return tr("%1 in %2, %3")
            .arg(counts, durationText(m_report.duration()), displayText(m_report.uri(), 80));
    case PlugtestReport::State::Stopped:
        return tr("Stopped: %1").arg(counts);
    case PlugtestReport::State::Failed:
        break;
    }
    return explain(*m_report.failure()).sentence;
}

void ConformancePage::refresh()
{
    const bool running = m_report.isRunning();
    const bool address = parseUri(chosenUri().toStdString()).has_value();
    m_device->setEnabled(!running);
    m_run->setText(running ? tr("Stop") : tr("Run the tests"));
    m_run->setIcon(m_theme.fixedIcon(running ? QStringLiteral("stop") : QStringLiteral("play"),
                                     Tone::OnCopper));
    m_run->setEnabled(running || address);
    const auto tests = PlugtestReport::testsFor(chosenUri());
    const bool secure = isSecurePlugtest(tests.front());
    describe(m_run, running    ? tr("End the run; what was found stays")
                    : !address ? tr("Choose a device or write its address first")
                    : secure   ? tr("Play the %1 DTLS tests against this device").arg(tests.size())
                               : tr("Play all %1 tests against this device").arg(tests.size()));
    m_summary->setText(summary());
    m_summary->setTone(m_report.state() == PlugtestReport::State::Failed ? Tone::Error
                                                                         : Tone::Text2);
}

void ConformancePage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    m_detail->show(current.isValid() ? &m_model->row(current.row()) : nullptr);
}

void ConformancePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
