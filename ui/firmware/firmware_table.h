// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/firmware/firmware_text.h"
#include "ui/theme/theme.h"

#include <QTableView>

namespace copper {

class FirmwareDelegate;
class FirmwareModel;

// The rows of the batch. Keys on the selected rows: Space pauses and resumes, Delete cancels,
// Return starts again; the context menu has them all.
class FirmwareTable : public QTableView
{
    Q_OBJECT
public:
    FirmwareTable(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    FirmwareJobId currentJob() const;
    // In the viewport; empty when the row has no such button now. For tests and tool tips.
    QRect actionRect(int row, FirmwareAction action) const;

Q_SIGNALS:
    void currentJobChanged();
    void openRequested(copper::FirmwareJobId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void perform(FirmwareJobId id, FirmwareAction action);
    void performOnSelection(FirmwareAction action);
    QList<FirmwareJobId> selectedJobs() const;

    FirmwareQueue &m_queue;
    FirmwareModel *m_model;
    FirmwareDelegate *m_delegate;
};

} // namespace copper
