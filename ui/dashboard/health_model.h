// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "core/domain/workspace.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace copper {

// How well each charted value arrives; a row for every series, in the order of the panels.
struct HealthRow
{
    enum class State { NotObserved, Registering, Live, Stale, Retrying, Ended };
    DashboardSeries series;
    QString place; // "greenhouse-1/sensors/temp"
    QString unit;  // for display
    std::optional<double> last;
    std::optional<double> age_s;
    std::uint32_t maxAge_s = 0;
    std::optional<double> maxAgeLeft_s; // negative: over by so much
    std::uint32_t gaps = 0;
    std::uint32_t outOfOrder = 0;
    std::uint32_t registrations = 0;
    double perMinute = 0;
    std::uint64_t skipped = 0; // came too fast to be shown
    State state = State::NotObserved;
    std::optional<double> nextAttempt_s;
    bool needsALook() const;
};

class HealthModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Series,
        LastValue,
        Age,
        MaxAgeLeft,
        Gaps,
        OutOfOrder,
        Registered,
        PerMinute,
        State,
        ColumnCount
    };

    explicit HealthModel(Workspace &workspace, QObject *parent = nullptr);

    void setSeries(std::vector<DashboardSeries> series);
    // Reads the stores; about once a second and after each batch.
    void refresh();
    const HealthRow &row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    int needingALook() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    HealthRow read(const DashboardSeries &series) const;
    QString text(const HealthRow &row, int column) const;

    Workspace &m_workspace;
    std::vector<HealthRow> m_rows;
};

QString healthStateText(const HealthRow &row);

} // namespace copper
