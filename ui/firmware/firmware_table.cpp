// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_table.h"

#include "ui/firmware/firmware_delegate.h"
#include "ui/firmware/firmware_model.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace copper {

FirmwareTable::FirmwareTable(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QTableView(parent), m_queue(workspace.firmware()),
      m_model(new FirmwareModel(
          workspace.firmware(), [&workspace] { return workspace.now(); }, this)),
      m_delegate(new FirmwareDelegate(theme, this))
{
    setObjectName(QStringLiteral("firmwareTable"));
    setAccessibleName(tr("Devices of this update"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme.rowHeight(46));
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setFixedHeight(26);
    header->setMinimumSectionSize(40);
    const std::array<int, FirmwareModel::ColumnCount> widths{144, 280, 190, 104, 112, 68, 200};
    for (int column = 0; column < FirmwareModel::ColumnCount; ++column)
        header->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    header->setSectionResizeMode(FirmwareModel::State, QHeaderView::Stretch);
    const auto recolour = [this, &theme] {
        setPalette(theme.viewPalette());
        viewport()->update();
    };
    recolour();
    connect(&theme, &Theme::changed, this, recolour);
    connect(m_delegate, &FirmwareDelegate::actionClicked, this,
            [this](const QModelIndex &index, FirmwareAction action) {
                perform(m_model->idOf(index.row()), action);
            });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FirmwareTable::currentJobChanged);
}

FirmwareJobId FirmwareTable::currentJob() const
{
    const FirmwareJobId id = m_model->idOf(currentIndex().row());
    return id.isValid() ? id : m_model->idOf(0);
}

QRect FirmwareTable::actionRect(int row, FirmwareAction action) const
{
    const FirmwareJob *job = m_model->job(row);
    if (job == nullptr)
        return {};
    const QRect cell = visualRect(m_model->index(row, FirmwareModel::Actions));
    for (const auto &[found, rect] : m_delegate->buttons(cell, *job)) {
        if (found == action)
            return rect;
    }
    return {};
}

QList<FirmwareJobId> FirmwareTable::selectedJobs() const
{
    QList<FirmwareJobId> ids;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        ids.append(m_model->idOf(row.row()));
    return ids;
}

void FirmwareTable::perform(FirmwareJobId id, FirmwareAction action)
{
    switch (action) {
    case FirmwareAction::Pause:
        m_queue.pause(id);
        break;
    case FirmwareAction::Resume:
    case FirmwareAction::TryNow:
        m_queue.resume(id);
        break;
    case FirmwareAction::Cancel:
        m_queue.cancel(id);
        break;
    case FirmwareAction::StartAgain:
        m_queue.retry(id);
        break;
    case FirmwareAction::Open:
        Q_EMIT openRequested(id);
        break;
    }
}

void FirmwareTable::performOnSelection(FirmwareAction action)
{
    for (const FirmwareJobId id : selectedJobs())
        perform(id, action);
}

void FirmwareTable::keyPressEvent(QKeyEvent *event)
{
    const FirmwareJob *job = m_queue.job(m_model->idOf(currentIndex().row()));
    if (event->key() == Qt::Key_Space && job != nullptr)
        performOnSelection(job->canResume() ? FirmwareAction::Resume : FirmwareAction::Pause);
    else if (event->key() == Qt::Key_Delete)
        performOnSelection(FirmwareAction::Cancel);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && job != nullptr &&
             job->canRetry())
        performOnSelection(FirmwareAction::StartAgain);
    else
        QTableView::keyPressEvent(event);
}

void FirmwareTable::contextMenuEvent(QContextMenuEvent *event)
{
    const FirmwareJob *job = m_queue.job(m_model->idOf(currentIndex().row()));
    if (job == nullptr)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("firmwareMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, bool can, const QKeySequence &keys, auto run) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        action->setEnabled(can);
        connect(action, &QAction::triggered, this, run);
    };
    add(actionText(FirmwareAction::Pause), job->canPause(), QKeySequence(Qt::Key_Space),
        [this] { performOnSelection(FirmwareAction::Pause); });
    add(actionText(job->state == UploadState::LinkLost ? FirmwareAction::TryNow
                                                       : FirmwareAction::Resume),
        job->canResume(), QKeySequence(Qt::Key_Space),
        [this] { performOnSelection(FirmwareAction::Resume); });
    add(actionText(FirmwareAction::Cancel), job->canCancel(), QKeySequence(Qt::Key_Delete),
        [this] { performOnSelection(FirmwareAction::Cancel); });
    add(actionText(FirmwareAction::StartAgain), job->canRetry(), QKeySequence(Qt::Key_Return),
        [this] { performOnSelection(FirmwareAction::StartAgain); });
    menu->addSeparator();
    add(tr("Remove from the list"), true, QKeySequence(), [this] {
        for (const FirmwareJobId id : selectedJobs())
            m_queue.remove(id);
    });
    menu->popup(event->globalPos());
}

} // namespace copper
