// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_page.h"

#include "core/storage/durable_file.h"
#include "ui/batch/batch_delegate.h"
#include "ui/batch/batch_request_form.h"
#include "ui/models/batch_model.h"
#include "ui/text/batch_export.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/column_room.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/tint_tree.h"
#include "ui/widgets/toggle_button.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <array>

namespace copper {

namespace {
constexpr int kRow_px = 24;
constexpr int kRefresh_ms = 50;
constexpr std::array<int, BatchModel::ColumnCount> kWidths_px{160, 170, 150, 220, 52, 88, 80};
constexpr std::array kGiveWay{BatchModel::ResourceColumn, BatchModel::SizeColumn,
                              BatchModel::RttColumn};
} // namespace

void BatchFilter::setOnlyDiffering(bool on)
{
    m_onlyDiffering = on;
    invalidateFilter();
}

bool BatchFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return !m_onlyDiffering ||
           sourceModel()->index(row, 0, parent).data(BatchModel::DiffersRole).toBool();
}

BatchPage::BatchPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                     QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_batch(workspace.batch()), m_form(new BatchRequestForm(theme, workspace, this)),
      m_model(new BatchModel(workspace.batch(), this)), m_table(new TintTree(theme, kRow_px, this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_only(new ToggleButton(theme, QStringLiteral("filter"), tr("Only what differs"), this)),
      m_csv(new QPushButton(theme.icon(QStringLiteral("export")), tr("CSV"), this)),
      m_json(new QPushButton(theme.icon(QStringLiteral("export")), tr("JSON Lines"), this))
{
    setObjectName(QStringLiteral("batchPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTable();
    m_pages = new QStackedLayout;
    m_pages->addWidget(new EmptyState(
        theme, QStringLiteral("send"), tr("One request, many answers"),
        tr("Write a path, choose whom to ask, and see all answers side by side: what most devices "
           "say, and who says something else."),
        this));
    m_pages->addWidget(m_table);
    column->addLayout(m_pages, 1);
    connect(m_form, &BatchRequestForm::runRequested, this, &BatchPage::run);
    connect(m_form, &BatchRequestForm::stopRequested, &m_batch, &RequestBatch::stop);
    connect(&m_batch, &RequestBatch::reset, this, &BatchPage::refresh);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kRefresh_ms);
    connect(&m_soon, &QTimer::timeout, this, &BatchPage::refresh);
    connect(&m_batch, &RequestBatch::rowChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&m_batch, &RequestBatch::ended, this, &BatchPage::refresh);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void BatchPage::buildHead(QVBoxLayout *column)
{
    auto *head = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    m_summary->setObjectName(QStringLiteral("batchSummary"));
    m_summary->setElideMode(Qt::ElideRight);
    m_only->setObjectName(QStringLiteral("batchOnly"));
    m_only->setCheckable(true);
    m_csv->setObjectName(QStringLiteral("batchCsv"));
    m_json->setObjectName(QStringLiteral("batchJson"));
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(16, 10, 12, 10);
    lines->setSpacing(8);
    lines->addWidget(
        new PlainLabel(m_theme, tr("Many at once"), TextRole::Title, Tone::Text, head));
    lines->addWidget(m_form);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_summary, 1);
    line->addWidget(m_only);
    line->addWidget(m_csv);
    line->addWidget(m_json);
    lines->addLayout(line);
    column->addWidget(head);
    connect(m_only, &QToolButton::toggled, &m_filter, &BatchFilter::setOnlyDiffering);
    connect(m_csv, &QPushButton::clicked, this,
            [this] { save(tr("Save the answers as CSV"), QStringLiteral("csv"), &batchAsCsv); });
    connect(m_json, &QPushButton::clicked, this, [this] {
        save(tr("Save the answers as JSON Lines"), QStringLiteral("jsonl"), &batchAsJsonLines);
    });
}

void BatchPage::buildTable()
{
    m_filter.setSourceModel(m_model);
    m_filter.setSortRole(BatchModel::SortRole);
    m_filter.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("batchTable"));
    m_table->setAccessibleName(tr("Answers"));
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new BatchDelegate(m_theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as they were asked
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(44);
    for (int i = 0; i < BatchModel::ColumnCount; ++i)
        header->resizeSection(i, kWidths_px[static_cast<std::size_t>(i)]);
    header->setSectionResizeMode(BatchModel::AnswerColumn, QHeaderView::Stretch);
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT m_navigator.resourceRequested(index.data(BatchModel::UriRole).toString());
    });
}

void BatchPage::show(const RequestSpec &request, const QStringList &uris)
{
    m_form->show(request, uris);
}

void BatchPage::run()
{
    RequestSpec request = m_form->request();
    const QStringList targets = m_form->targets();
    if (m_form->isGroup()) {
        request.uri = targets.first();
        m_batch.startGroup(request);
    } else if (const std::size_t left = m_batch.start(request, targets, m_form->pace()); left > 0) {
        Q_EMIT m_navigator.remarkMade(tr("%n more were left out: so many at once are too many",
                                         nullptr, static_cast<int>(left)));
    }
    refresh();
}

QString BatchPage::summary() const
{
    const RequestBatch::Counts &counts = m_batch.counts();
    const auto number = [](std::size_t value) {
        return groupedNumber(static_cast<qint64>(value));
    };
    QStringList parts{
        tr("%1 of %2 answered").arg(number(counts.answered), number(m_batch.rows().size()))};
    if (m_batch.isGroup())
        parts = {tr("%n answers", nullptr, static_cast<int>(counts.answered))};
    if (counts.kinds > 1)
        parts << tr("%1 differ, %2 kinds of answer")
                     .arg(number(counts.differing), number(counts.kinds));
    else if (counts.answered > 1)
        parts << tr("all the same");
    if (counts.failed > 0)
        parts << tr("%1 without an answer").arg(number(counts.failed));
    if (counts.stopped > 0)
        parts << tr("%1 stopped").arg(number(counts.stopped));
    return parts.join(QStringLiteral("  ·  "));
}

void BatchPage::refresh()
{
    const bool any = !m_batch.rows().empty() || m_batch.isRunning();
    m_pages->setCurrentIndex(any ? 1 : 0);
    m_form->setRunning(m_batch.isRunning());
    m_summary->setText(any ? summary() : QString());
    for (QWidget *each : {static_cast<QWidget *>(m_only), static_cast<QWidget *>(m_csv),
                          static_cast<QWidget *>(m_json)})
        each->setEnabled(any);
}

void BatchPage::save(const QString &title, const QString &suffix,
                     QByteArray (*form)(const RequestBatch &))
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("answers.") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, form](const QString &path) {
        if (const auto saved = saveWhole(path, form(m_batch)); !saved)
            Q_EMIT m_navigator.remarkMade(
                tr("%1 cannot be written: %2").arg(displayText(path, 80), saved.error()));
        else
            Q_EMIT m_navigator.remarkMade(tr("Saved as %1").arg(displayText(path, 120)));
    });
    dialog->open();
}

// The answer keeps its room: where the window is small others give way; they are in the row's tip.
void BatchPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    letColumnsGiveWay(*m_table, width(), kWidths_px, kGiveWay);
}

void BatchPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
