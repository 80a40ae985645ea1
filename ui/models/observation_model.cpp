// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/observation_model.h"

#include "core/domain/resource_uri.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <algorithm>

namespace copper {

namespace {

constexpr int kName = 120;

QString stateWord(const ObservedResource &resource)
{
    if (!resource.isObserved())
        return resource.failure ? ObservationModel::tr("ended by itself")
                                : ObservationModel::tr("stopped");
    switch (resource.status->state) {
    case ObservationStatus::State::Registering:
        return ObservationModel::tr("registering");
    case ObservationStatus::State::Live:
        return ObservationModel::tr("live");
    case ObservationStatus::State::Stale:
        return ObservationModel::tr("stale");
    case ObservationStatus::State::Retrying:
        return ObservationModel::tr("registering again");
    case ObservationStatus::State::Ended:
        break;
    }
    return ObservationModel::tr("ended");
}

// Which types its notifications had.
QString typeText(const ObservationTally &tally)
{
    const std::uint64_t con = tally.confirmable();
    const std::uint64_t non = tally.nonConfirmable();
    if (con + non == 0)
        return QStringLiteral("–");
    if (non == 0)
        return QStringLiteral("CON");
    if (con == 0)
        return QStringLiteral("NON");
    return QStringLiteral("%1 CON, %2 NON")
        .arg(groupedNumber(static_cast<qint64>(con)), groupedNumber(static_cast<qint64>(non)));
}

std::optional<double> maxAgeLeft(const ObservedResource &resource, WallTime now)
{
    if (!resource.status || resource.status->lastNotification.unixMicros == 0)
        return std::nullopt;
    return resource.status->maxAgeSeconds - now.secondsSince(resource.status->lastNotification);
}

} // namespace

ObservationModel::ObservationModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace),
      m_uris(workspace.observations().everObserved())
{
    ObservationBook &book = workspace.observations();
    connect(&book, &ObservationBook::observationStarted, this, &ObservationModel::follow);
    connect(&book, &ObservationBook::observationEnded, this, &ObservationModel::follow);
    connect(&book, &ObservationBook::changed, this, &ObservationModel::note);
    connect(&book, &ObservationBook::resourceRemoved, this, &ObservationModel::follow);
    connect(&workspace.feed(), &SessionFeed::ticked, this, [this] {
        if (!m_uris.isEmpty())
            Q_EMIT dataChanged(index(0, RateColumn), index(rowCount() - 1, CostColumn));
    });
}

// Rows come and go one by one, so that a selection stays.
void ObservationModel::follow()
{
    const QStringList now = m_workspace.observations().everObserved();
    for (int row = static_cast<int>(m_uris.size()) - 1; row >= 0; --row) {
        if (std::binary_search(now.begin(), now.end(), m_uris[row]))
            continue;
        beginRemoveRows({}, row, row);
        m_uris.removeAt(row);
        endRemoveRows();
    }
    for (const QString &uri : now) {
        const auto place = std::lower_bound(m_uris.begin(), m_uris.end(), uri);
        if (place != m_uris.end() && *place == uri)
            continue;
        const int row = static_cast<int>(place - m_uris.begin());
        beginInsertRows({}, row, row);
        m_uris.insert(row, uri);
        endInsertRows();
    }
}

void ObservationModel::note(const QStringList &uris)
{
    for (const QString &uri : uris) {
        const auto place = std::lower_bound(m_uris.begin(), m_uris.end(), uri);
        if (place == m_uris.end() || *place != uri)
            continue;
        const int row = static_cast<int>(place - m_uris.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

QString ObservationModel::uri(const QModelIndex &index) const
{
    return index.isValid() ? m_uris.value(index.row()) : QString();
}

int ObservationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_uris.size());
}

int ObservationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ObservationModel::placeOf(const QString &uri) const
{
    const auto parts = splitUri(uri);
    const Device *device = m_workspace.devices().deviceAt(uri);
    if (!parts || device == nullptr)
        return displayText(uri, kName);
    return displayText(device->name() + parts->path + parts->query, kName);
}

QString ObservationModel::text(const ObservedResource &resource, Column column) const
{
    const WallTime now = m_workspace.now();
    const QString none = QStringLiteral("–");
    const auto count = [](std::uint64_t value) {
        return groupedNumber(static_cast<qint64>(value));
    };
    switch (column) {
    case ResourceColumn:
        return placeOf(resource.uri);
    case StateColumn:
        return stateWord(resource);
    case ValueColumn: {
        if (!resource.latest)
            return none;
        const QString shown = shownValue(*resource.latest).joined();
        return shown.isEmpty() ? none : shown;
    }
    case RateColumn: {
        const auto rate = resource.isObserved() ? resource.tally.perMinute(now) : std::nullopt;
        return rate ? tr("%1/min").arg(*rate, 0, 'f', *rate < 10 ? 1 : 0) : none;
    }
    case AgeColumn:
        return resource.latest ? shortSpan(now.secondsSince(resource.latest->at)) : none;
    case FreshColumn: {
        const auto left = resource.isObserved() ? maxAgeLeft(resource, now) : std::nullopt;
        if (!left)
            return none;
        return *left >= 0 ? shortSpan(*left) : tr("over by %1").arg(shortSpan(-*left));
    }
    case GapsColumn:
        return resource.status ? count(resource.status->gaps) : none;
    case ReorderedColumn:
        return resource.status ? count(resource.status->outOfOrder) : none;
    case RegisteredColumn:
        return resource.status ? count(resource.status->registrations) : none;
    case TypeColumn:
        return typeText(resource.tally);
    case CostColumn: {
        const auto cost = resource.isObserved() ? resource.tally.bytesPerHour(now) : std::nullopt;
        return cost ? tr("%1/h").arg(byteSize(static_cast<std::uint64_t>(*cost))) : none;
    }
    case ColumnCount:
        break;
    }
    return {};
}

// All that is known of it: a small window has no room for every column.
QString ObservationModel::tip(const ObservedResource &resource) const
{
    QStringList lines{displayText(resource.uri).toHtmlEscaped()};
    for (int i = StateColumn; i < ColumnCount; ++i) {
        const QString name = headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        const QString line = name + QStringLiteral(": ") + text(resource, static_cast<Column>(i));
        lines << line.toHtmlEscaped();
    }
    return QStringLiteral("<span>") + lines.join(QStringLiteral("<br>")) +
           QStringLiteral("</span>");
}

QVariant ObservationModel::sortValue(const ObservedResource &resource, Column column) const
{
    const WallTime now = m_workspace.now();
    switch (column) {
    case ValueColumn:
        if (resource.latest && resource.latest->primary)
            return resource.latest->primary->value;
        break;
    case RateColumn:
        return resource.tally.perMinute(now).value_or(-1);
    case AgeColumn:
        return resource.latest ? now.secondsSince(resource.latest->at) : -1.0;
    case FreshColumn:
        return maxAgeLeft(resource, now).value_or(-1e9);
    case GapsColumn:
        return resource.status ? resource.status->gaps : 0U;
    case ReorderedColumn:
        return resource.status ? resource.status->outOfOrder : 0U;
    case RegisteredColumn:
        return resource.status ? resource.status->registrations : 0U;
    case CostColumn:
        return resource.tally.bytesPerHour(now).value_or(-1);
    case ResourceColumn:
    case StateColumn:
    case TypeColumn:
    case ColumnCount:
        break;
    }
    return text(resource, column);
}

QVariant ObservationModel::data(const QModelIndex &index, int role) const
{
    const ObservedResource *resource = m_workspace.observations().find(uri(index));
    if (resource == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*resource, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (column >= ValueColumn && column != TypeColumn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (column == StateColumn && resource->failure)
            return explain(*resource->failure).sentence.toHtmlEscaped();
        if (column == CostColumn)
            return tr("Datagrams both ways with IP and UDP headers, about; %1 since it began")
                .arg(byteSize(resource->tally.bytes()))
                .toHtmlEscaped();
        return column == ResourceColumn ? tip(*resource) : QString();
    case UriRole:
        return resource->uri;
    case SortRole:
        return sortValue(*resource, column);
    case StateRole:
        return static_cast<int>(resource->isObserved() ? resource->status->state
                                                       : ObservationStatus::State::Ended);
    case ObservedRole:
        return resource->isObserved();
    case SeriesPathRole:
        return resource->latest && resource->latest->primary
                   ? QString::fromStdString(resource->latest->primary->path.text)
                   : QString();
    case FailureRole:
        return resource->failure ? explain(*resource->failure).sentence : QString();
    default:
        return {};
    }
}

QVariant ObservationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(
            (column >= ValueColumn && column != TypeColumn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ResourceColumn:
        return tr("Resource");
    case StateColumn:
        return tr("State");
    case ValueColumn:
        return tr("Value");
    case RateColumn:
        return tr("Rate");
    case AgeColumn:
        return tr("Age");
    case FreshColumn:
        return tr("Max-Age left");
    case GapsColumn:
        return tr("Gaps");
    case ReorderedColumn:
        return tr("Reordered");
    case RegisteredColumn:
        return tr("Registered");
    case TypeColumn:
        return tr("Type");
    case CostColumn:
        return tr("Cost");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
