// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/health_model.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/value_text.h"

namespace copper {

namespace {

HealthRow::State stateOf(const ObservedResource &observed)
{
    using State = HealthRow::State;
    if (!observed.isObserved())
        return observed.failure ? State::Ended : State::NotObserved;
    if (!observed.status)
        return State::Registering;
    switch (observed.status->state) {
    case ObservationStatus::State::Registering:
        return State::Registering;
    case ObservationStatus::State::Live:
        return State::Live;
    case ObservationStatus::State::Stale:
        return State::Stale;
    case ObservationStatus::State::Retrying:
        return State::Retrying;
    case ObservationStatus::State::Ended:
        return State::Ended;
    }
    return State::NotObserved;
}

} // namespace

bool HealthRow::needsALook() const
{
    return state == State::Stale || state == State::Retrying || state == State::Ended;
}

QString healthStateText(const HealthRow &row)
{
    switch (row.state) {
    case HealthRow::State::NotObserved:
        return HealthModel::tr("not observed");
    case HealthRow::State::Registering:
        return HealthModel::tr("registering");
    case HealthRow::State::Live:
        return row.skipped > 0 ? HealthModel::tr("live, %1 too fast to show")
                                     .arg(groupedNumber(static_cast<qint64>(row.skipped)))
                               : HealthModel::tr("live");
    case HealthRow::State::Stale:
        return row.nextAttempt_s && *row.nextAttempt_s > 0
                   ? HealthModel::tr("stale, asks again in %1").arg(shortSpan(*row.nextAttempt_s))
                   : HealthModel::tr("stale");
    case HealthRow::State::Retrying:
        return row.nextAttempt_s && *row.nextAttempt_s > 0
                   ? HealthModel::tr("no answer, tries again in %1")
                         .arg(shortSpan(*row.nextAttempt_s))
                   : HealthModel::tr("no answer, trying again");
    case HealthRow::State::Ended:
        return HealthModel::tr("ended");
    }
    return {};
}

HealthModel::HealthModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace)
{}

void HealthModel::setSeries(std::vector<DashboardSeries> series)
{
    beginResetModel();
    m_rows.clear();
    for (const DashboardSeries &entry : series)
        m_rows.push_back(read(entry));
    endResetModel();
}

void HealthModel::refresh()
{
    if (m_rows.empty())
        return;
    for (HealthRow &row : m_rows)
        row = read(DashboardSeries(row.series));
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int HealthModel::needingALook() const
{
    int count = 0;
    for (const HealthRow &row : m_rows)
        count += row.needsALook() ? 1 : 0;
    return count;
}

HealthRow HealthModel::read(const DashboardSeries &series) const
{
    HealthRow row;
    row.series = series;
    const WallTime now = m_workspace.now();
    const DeviceRegistry &devices = m_workspace.devices();
    if (const auto place = devices.locate(series.uri))
        row.place = devices.device(place->device)->name() + place->path;
    else
        row.place = series.uri;
    SampleStore &samples = m_workspace.samples();
    if (const auto id = samples.find(series.uri, series.path)) {
        row.unit = unitText(samples.info(*id)->unit);
        if (const SampleSeries &data = *samples.series(*id); !data.empty()) {
            row.last = data.last().value;
            row.age_s = now.secondsSince(data.last().at);
        }
    }
    const ObservedResource *observed = m_workspace.observations().find(series.uri);
    if (observed == nullptr)
        return row;
    row.state = stateOf(*observed);
    if (!observed->status)
        return row;
    const ObservationStatus &status = *observed->status;
    row.gaps = status.gaps;
    row.outOfOrder = status.outOfOrder;
    row.registrations = status.registrations;
    row.maxAge_s = status.maxAgeSeconds;
    row.skipped = observed->skipped;
    if (status.lastNotification.unixMicros != 0 && observed->isObserved())
        row.maxAgeLeft_s = status.maxAgeSeconds - now.secondsSince(status.lastNotification);
    if (status.nextAttempt > now)
        row.nextAttempt_s = status.nextAttempt.secondsSince(now);
    const double minutes = now.secondsSince(observed->since) / 60;
    if (minutes > 1.0 / 60)
        row.perMinute = static_cast<double>(status.notifications) / minutes;
    return row;
}

int HealthModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HealthModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HealthModel::text(const HealthRow &row, int column) const
{
    const QString dash(QChar(0x2013));
    switch (static_cast<Column>(column)) {
    case Series:
        return displayText(row.series.name, 80);
    case LastValue:
        if (!row.last)
            return dash;
        return row.unit.isEmpty() ? numberText(*row.last)
                                  : numberText(*row.last) + QLatin1Char(' ') + row.unit;
    case Age:
        return row.age_s ? shortSpan(*row.age_s) : dash;
    case MaxAgeLeft:
        if (!row.maxAgeLeft_s)
            return dash;
        return *row.maxAgeLeft_s >= 0 ? shortSpan(*row.maxAgeLeft_s)
                                      : tr("over by %1").arg(shortSpan(-*row.maxAgeLeft_s));
    case Gaps:
        return groupedNumber(row.gaps);
    case OutOfOrder:
        return groupedNumber(row.outOfOrder);
    case Registered:
        return groupedNumber(row.registrations);
    case PerMinute:
        return QString::number(row.perMinute, 'f', 1);
    case State:
        return healthStateText(row);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HealthModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const HealthRow &entry = row(index.row());
    if (role == Qt::DisplayRole)
        return text(entry, index.column());
    if (role == Qt::ToolTipRole && index.column() == Series)
        return toolTipText(entry.place);
    if (role == Qt::ToolTipRole && index.column() == State && entry.skipped > 0)
        return toolTipText(tr("Of very many notifications only the newest are drawn, 30 times a "
                              "second. The packet log has all of them, up to its limit."));
    return {};
}

QVariant HealthModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == LastValue || section >= Gaps;
        return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Series:
        return tr("Series");
    case LastValue:
        return tr("Last value");
    case Age:
        return tr("Age");
    case MaxAgeLeft:
        return tr("Max-Age left");
    case Gaps:
        return tr("Gaps");
    case OutOfOrder:
        return tr("Out of order");
    case Registered:
        return tr("Registered");
    case PerMinute:
        return tr("Per minute");
    case State:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
