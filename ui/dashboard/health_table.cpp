// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/health_table.h"

#include "ui/dashboard/health_delegate.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <numeric>

namespace copper {

namespace {
constexpr int kHeader_px = 26;
constexpr int kMostRowsWithoutScrolling = 12;
constexpr std::array<int, HealthModel::ColumnCount> kWidths_px{240, 92, 64, 156, 56,
                                                               90,  84, 84, 176};
constexpr int kSeriesLeast_px = 150;
// What goes first where there is no room.
constexpr std::array kGiveWay{HealthModel::Registered, HealthModel::OutOfOrder,
                              HealthModel::PerMinute, HealthModel::Gaps, HealthModel::MaxAgeLeft};
} // namespace

HealthTable::HealthTable(const Theme &theme, Workspace &workspace, QWidget *parent)
    : Card(theme, parent), m_workspace(workspace), m_model(new HealthModel(workspace, this)),
      m_view(new QTableView(this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_again(new QPushButton(theme.icon(QStringLiteral("retry")), tr("Register again"), this))
{
    setObjectName(QStringLiteral("healthCard"));
    m_view->setObjectName(QStringLiteral("healthTable"));
    m_view->setAccessibleName(tr("Observation health"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new HealthDelegate(theme, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(theme.rowHeight(24));
    m_view->verticalHeader()->setMinimumSectionSize(1);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setFixedHeight(kHeader_px);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(HealthModel::Series, QHeaderView::Stretch);
    for (int column = 1; column < HealthModel::ColumnCount; ++column)
        header->resizeSection(column, kWidths_px[static_cast<std::size_t>(column)]);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto recolour = [this, &theme] {
        m_view->setPalette(theme.viewPalette(Tone::Raised));
        m_view->setStyleSheet(
            QStringLiteral("QTableView, QHeaderView::section { background: transparent; }"));
        m_view->viewport()->setAutoFillBackground(false);
    };
    recolour();
    connect(&theme, &Theme::changed, m_view, recolour);
    m_again->setObjectName(QStringLiteral("registerAgain"));
    m_again->setProperty("flatButton", true);
    describe(m_again,
             tr("Cancel and register the selected observations, or those that need a look"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 2, 6, 2);
    head->setSpacing(10);
    head->addWidget(
        new PlainLabel(theme, tr("Observation health"), TextRole::BodyStrong, Tone::Text, this));
    head->addWidget(m_summary, 1);
    head->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_view);
    connect(m_again, &QPushButton::clicked, this, &HealthTable::registerAgain);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HealthTable::updateHead);
    fitHeight();
    updateHead();
}

void HealthTable::setSeries(std::vector<DashboardSeries> series)
{
    m_model->setSeries(std::move(series));
    fitHeight();
    updateHead();
}

void HealthTable::fitHeight()
{
    const int rows = std::min(m_model->rowCount(), kMostRowsWithoutScrolling);
    m_view->setFixedHeight(kHeader_px + rows * m_view->verticalHeader()->defaultSectionSize() + 2);
}

void HealthTable::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    int wanted = std::accumulate(kWidths_px.begin() + 1, kWidths_px.end(), kSeriesLeast_px);
    for (const HealthModel::Column column : kGiveWay) {
        const bool hidden = wanted > width();
        m_view->setColumnHidden(column, hidden);
        if (hidden)
            wanted -= kWidths_px[column];
    }
}

void HealthTable::refresh()
{
    m_model->refresh();
    updateHead();
}

void HealthTable::updateHead()
{
    const int look = m_model->needingALook();
    const QString count = tr("%n observations", nullptr, m_model->rowCount());
    m_summary->setText(look == 0 ? count : tr("%1, %2 need a look").arg(count).arg(look));
    m_again->setEnabled(look > 0 || m_view->selectionModel()->hasSelection());
}

void HealthTable::registerAgain()
{
    QStringList uris;
    const QModelIndexList selected = m_view->selectionModel()->selectedRows();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const HealthRow &entry = m_model->row(row);
        const bool wanted =
            selected.isEmpty() ? entry.needsALook() : m_view->selectionModel()->isRowSelected(row);
        if (wanted && !uris.contains(entry.series.uri))
            uris.append(entry.series.uri);
    }
    for (const QString &uri : std::as_const(uris)) {
        if (m_workspace.observations().isObserved(uri))
            m_workspace.observations().registerAgain(uri);
        else
            m_workspace.observe(uri);
    }
    refresh();
}

} // namespace copper
