// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/health_model.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// The card below the charts: every observation with its gaps, drops and Max-Age.
class HealthTable : public Card
{
    Q_OBJECT
public:
    HealthTable(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void setSeries(std::vector<DashboardSeries> series);
    void refresh();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void registerAgain();
    void updateHead();
    void fitHeight();

    Workspace &m_workspace;
    HealthModel *m_model;
    QTableView *m_view;
    PlainLabel *m_summary;
    QPushButton *m_again;
};

} // namespace copper
