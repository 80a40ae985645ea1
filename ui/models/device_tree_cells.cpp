// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell of the device tree says, in every role.
#include "ui/models/device_tree_item.h"

#include "core/domain/resource_uri.h"
#include "ui/models/device_keys.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <QPointF>

namespace copper {

const ResourceLink *DeviceTreeModel::linkOf(const Item &item) const
{
    const Device *device = m_workspace.devices().device(item.device);
    if (device == nullptr || item.link < 0 ||
        static_cast<std::size_t>(item.link) >= device->links.size())
        return nullptr;
    return &device->links[static_cast<std::size_t>(item.link)];
}

const LatestValue *DeviceTreeModel::latestOf(const Item &item) const
{
    const ObservedResource *resource = m_workspace.observations().find(item.uri);
    return resource != nullptr && resource->latest ? &*resource->latest : nullptr;
}

QVariant DeviceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = *itemOf(index);
    if (role == Qt::DisplayRole)
        return columnText(item, index.column());
    if (role == Qt::ToolTipRole) {
        const QString text = tooltip(item);
        return text.isEmpty() ? QVariant() : text;
    }
    if (role == KindRole)
        return static_cast<int>(item.kind);
    if (role == DeviceIdRole)
        return item.device.value;
    switch (item.kind) {
    case Kind::Network:
        return networkData(item, role);
    case Kind::Device:
        return deviceData(item, role);
    case Kind::Folder:
    case Kind::Resource:
        return resourceData(item, role);
    }
    return {};
}

QVariant DeviceTreeModel::columnText(const Item &item, int column) const
{
    if (column == NameColumn) {
        switch (item.kind) {
        case Kind::Network: {
            const QString title = m_workspace.devices().networkTitle(item.network);
            if (!title.isEmpty())
                return displayText(title);
            if (item.network.isEmpty())
                return tr("By host name");
            return item.network == QLatin1String("lo") ? tr("This computer")
                                                       : displayText(item.network);
        }
        case Kind::Device: {
            const Device *device = m_workspace.devices().device(item.device);
            return device == nullptr ? QString() : displayText(device->name());
        }
        case Kind::Folder:
        case Kind::Resource:
            return displayText(item.name);
        }
    }
    if (item.kind != Kind::Resource)
        return {};
    if (column == ValueColumn) {
        const LatestValue *latest = latestOf(item);
        return latest == nullptr ? QString() : shownValue(*latest).joined();
    }
    const ResourceLink *link = linkOf(item);
    if (link == nullptr)
        return {};
    switch (static_cast<Column>(column)) {
    case TypeColumn:
        return displayText(link->rt);
    case InterfaceColumn:
        return displayText(link->interfaceDescription);
    case FormatColumn: {
        QStringList formats;
        for (const std::uint32_t format : link->contentFormats)
            formats << contentFormatShort(format);
        return formats.join(QStringLiteral(", "));
    }
    case SizeColumn:
        return link->size ? byteSize(*link->size) : QString();
    case NameColumn:
    case ValueColumn:
    case ColumnCount:
        break;
    }
    return {};
}

QString DeviceTreeModel::tooltip(const Item &item) const
{
    QStringList lines;
    if (item.kind == Kind::Device) {
        const Device *device = m_workspace.devices().device(item.device);
        if (device == nullptr)
            return {};
        lines << device->name();
        for (const DeviceAddress &address : device->addresses)
            lines << address.uri();
        if (m_keys != nullptr && !m_keys->describe(*device).isEmpty())
            lines << m_keys->describe(*device);
        if (device->messagesPerSecond >= 1)
            lines << tr("%1 messages a second").arg(qRound(device->messagesPerSecond));
        if (device->linksAtLimit)
            lines << tr("The list of resources was cut after %1. Raise the number in Limits "
                        "(Ctrl+K), then ask again.")
                         .arg(groupedNumber(static_cast<qint64>(device->links.size())));
        else if (device->linksCut)
            lines << tr("The list of resources is longer than what is shown.");
        if (!device->linkError.isEmpty())
            lines << tr("The list of resources is broken at byte %1; what stands before it is "
                        "shown.")
                         .arg(device->linkError);
    } else if (item.kind == Kind::Resource) {
        lines << item.uri;
        if (const ResourceLink *link = linkOf(item)) {
            if (!link->title.isEmpty())
                lines << link->title;
            for (const auto &[name, value] : link->attributes) {
                if (lines.size() > 24)
                    break;
                lines << (value.isNull() ? name : name + QStringLiteral(" = ") + value);
            }
        }
    }
    for (QString &line : lines)
        line = displayText(line, 200).toHtmlEscaped();
    return lines.isEmpty() ? QString()
                           : QStringLiteral("<span>") + lines.join(QStringLiteral("<br>")) +
                                 QStringLiteral("</span>");
}

QVariant DeviceTreeModel::networkData(const Item &item, int role) const
{
    switch (role) {
    case AddressRole:
        return displayText(item.network);
    case TrailingRole:
        return QString::number(item.children.size());
    case FilterRole:
        return QString(columnText(item, NameColumn).toString() + QLatin1Char(' ') + item.network);
    case SortRole:
        return columnText(item, NameColumn);
    default:
        return {};
    }
}

QVariant DeviceTreeModel::deviceData(const Item &item, int role) const
{
    const Device *device = m_workspace.devices().device(item.device);
    if (device == nullptr)
        return {};
    switch (role) {
    case Qt::EditRole:
    case SortRole:
        return device->name();
    case UriRole:
        return device->baseUri();
    case AddressRole:
        return displayText(device->addressText());
    case StateRole:
        return static_cast<int>(device->state);
    case ProtectionRole:
        return static_cast<int>(m_keys != nullptr ? m_keys->of(*device) : Protection::Clear);
    case FavouriteRole:
        return device->favourite;
    case FilterRole:
        return QString(device->name() + QLatin1Char(' ') + device->addressText() +
                       QLatin1Char(' ') + device->selfName);
    case TrailingRole: {
        const WallTime now = m_workspace.devices().now();
        const double quiet = device->lastHeard ? now.secondsSince(*device->lastHeard) : 0;
        switch (device->state) {
        case DeviceState::NotAsked:
            return tr("not asked yet");
        case DeviceState::Alive:
            return shortSpan(std::max(quiet, 0.0));
        case DeviceState::Stale:
            return tr("stale %1").arg(shortSpan(std::max(quiet, 1.0)));
        case DeviceState::Gone:
            return device->lastHeard ? tr("gone %1").arg(shortSpan(std::max(quiet, 1.0)))
                                     : tr("no answer");
        }
        return {};
    }
    default:
        return {};
    }
}

QString DeviceTreeModel::noteOf(const Item &item, const ResourceLink &link) const
{
    const LatestValue *latest = latestOf(item);
    if (latest != nullptr && shownValue(*latest).text.isEmpty())
        return formatName(latest->format);
    if (latest != nullptr)
        return {};
    if (link.size && *link.size >= 1024)
        return byteSize(*link.size);
    if (!link.contentFormats.empty() && link.contentFormats.front() != 0)
        return contentFormatShort(link.contentFormats.front());
    return {};
}

QVariant DeviceTreeModel::resourceData(const Item &item, int role) const
{
    switch (role) {
    case PathRole:
        return item.path;
    case UriRole:
        return item.uri;
    case SortRole:
        return item.name;
    default:
        break;
    }
    const ResourceLink *link = linkOf(item);
    if (role == FilterRole) {
        QString text = item.path;
        if (link != nullptr)
            text += QLatin1Char(' ') + link->rt + QLatin1Char(' ') + link->interfaceDescription +
                    QLatin1Char(' ') + link->title;
        return text;
    }
    if (item.kind == Kind::Folder || link == nullptr)
        return {};
    switch (role) {
    case NoteRole:
        return noteOf(item, *link);
    case ObservableRole:
        return link->observable;
    case StepsRole: {
        // RFC 6690 §3.2 leaves "if" open; core.a and core.p are what devices use for actuators and
        // parameters: values somebody sets, which stay until they are set again.
        const QStringList interfaces = link->interfaceDescription.split(QLatin1Char(' '));
        return interfaces.contains(QLatin1String("core.a")) ||
               interfaces.contains(QLatin1String("core.p"));
    }
    default:
        return valueData(item, role);
    }
}

QVariant DeviceTreeModel::valueData(const Item &item, int role) const
{
    const ObservedResource *resource = m_workspace.observations().find(item.uri);
    if (role == ObservedRole)
        return resource != nullptr && resource->isObserved();
    if (resource == nullptr || !resource->latest)
        return {};
    const LatestValue &latest = *resource->latest;
    const ValuePath path = latest.primary ? latest.primary->path : ValuePath{};
    switch (role) {
    case ValueTextRole:
        return shownValue(latest).text;
    case UnitTextRole:
        return shownValue(latest).unit;
    case SeriesPathRole:
        return QString::fromStdString(path.text);
    case ChangedAtRole:
        return static_cast<qlonglong>(latest.changedAt.unixMicros);
    default:
        break;
    }
    const std::optional<SeriesId> id = m_workspace.samples().find(item.uri, path);
    if (!id || !resource->isObserved())
        return {};
    if (role == StaleRole)
        return m_workspace.samples().info(*id)->staleSince.has_value();
    if (role != PointsRole)
        return {};
    const SampleSeries &series = *m_workspace.samples().series(*id);
    QList<QPointF> points;
    if (!series.empty()) {
        // Old values keep their picture: the window ends at the newest sample.
        const WallTime end = series.last().at;
        const WallTime begin = plusSeconds(end, -kSparklineSeconds);
        for (const Sample &sample : series.decimated(begin, end, kSparklinePixels)) {
            if (sample.at >= begin)
                points << QPointF(sample.at.secondsSince(end), sample.value);
        }
    }
    return QVariant::fromValue(points);
}

} // namespace copper
