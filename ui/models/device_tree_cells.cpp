// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell of the device tree says, in every role.
#include "ui/models/device_tree_parts.h"

#include "core/domain/resource_uri.h"
#include "ui/models/device_keys.h"
#include "ui/text/device_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <QPointF>

namespace copper {

ResourceList DeviceTreeModel::linksOf(const Place &place) const
{
    if (!place.isRanked())
        return treeOf(place.row).links();
    const Device *device = deviceOf(place);
    return device == nullptr ? ResourceList() : device->links;
}

std::optional<std::size_t> DeviceTreeModel::linkOf(const Place &place) const
{
    // Between a change of the links and its word a place in the ranking may be of the old ones.
    if (place.isRanked())
        return place.link < linksOf(place).size() ? std::optional<std::size_t>(place.link)
                                                  : std::nullopt;
    const std::int32_t link = treeOf(place.row).node(place.node).link;
    return link < 0 ? std::nullopt : std::optional<std::size_t>(link);
}

QString DeviceTreeModel::uriOf(const Place &place) const
{
    const std::optional<std::size_t> link = linkOf(place);
    const Device *device = deviceOf(place);
    if (!link || device == nullptr)
        return {};
    const ResourceList links = linksOf(place);
    ResourceLink target;
    target.path = links.path(*link);
    target.href = links.href(*link);
    return resourceUri(device->baseUri(), target);
}

QVariant DeviceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Place place = placeOf(index);
    if (role == Qt::DisplayRole)
        return columnText(place, index.column());
    if (role == Qt::ToolTipRole) {
        const QString text = tooltip(place);
        return text.isEmpty() ? QVariant() : text;
    }
    const Kind kind = kindOf(place);
    if (role == KindRole)
        return static_cast<int>(kind);
    if (role == DeviceIdRole)
        return place.row == kNoRow ? 0U : m_rows[place.row].device.value;
    switch (kind) {
    case Kind::Ranking:
    case Kind::Network:
    case Kind::Group:
        return branchData(place, role);
    case Kind::Device:
        return deviceData(place, role);
    case Kind::Folder:
    case Kind::Resource:
        return resourceData(place, role);
    }
    return {};
}

QString DeviceTreeModel::branchName(const Branch &branch) const
{
    if (branch.kind == Kind::Ranking)
        return tr("Greatest value first");
    if (branch.kind == Kind::Group)
        return displayText(branch.name);
    const QString title = m_workspace.devices().networkTitle(branch.name);
    if (!title.isEmpty())
        return displayText(title);
    if (branch.name.isEmpty())
        return tr("By host name");
    return branch.name == QLatin1String("lo") ? tr("This computer") : displayText(branch.name);
}

QVariant DeviceTreeModel::columnText(const Place &place, int column) const
{
    switch (kindOf(place)) {
    case Kind::Ranking:
        return column == NameColumn ? branchName(m_branches[place.branch]) : QVariant();
    case Kind::Network:
    case Kind::Group: {
        const Branch &branch = m_branches[place.branch];
        if (column == NameColumn)
            return branchName(branch);
        if (column == ResourcesColumn)
            return groupedNumber(static_cast<qint64>(countersOf(branch).resources));
        if (column == ObservedColumn && countersOf(branch).observed > 0)
            return groupedNumber(countersOf(branch).observed);
        return {};
    }
    case Kind::Device: {
        const Device *device = deviceOf(place);
        return device == nullptr ? QVariant() : deviceColumn(*device, column);
    }
    case Kind::Folder:
        return column == NameColumn ? displayText(treeOf(place.row).name(place.node)) : QVariant();
    case Kind::Resource:
        return resourceColumn(place, column);
    }
    return {};
}

QVariant DeviceTreeModel::deviceColumn(const Device &device, int column) const
{
    switch (static_cast<Column>(column)) {
    case NameColumn:
        return displayText(device.name());
    case LastHeardColumn:
        return device.lastHeard ? clockText(*device.lastHeard, false) : QVariant();
    case AddressColumn:
        return displayText(device.addressText());
    case TagsColumn:
        return displayText(device.tags.join(QStringLiteral(", ")));
    case NoteColumn:
        return displayText(device.note.section(QLatin1Char('\n'), 0, 0));
    case RttColumn:
        return device.rtt > Duration::zero() ? durationText(device.rtt) : QVariant();
    case ResourcesColumn:
        return groupedNumber(static_cast<qint64>(device.links.size()));
    case ObservedColumn: {
        const int observed = observedOf(device.id);
        return observed > 0 ? groupedNumber(observed) : QVariant();
    }
    case BytesColumn:
    case ValueColumn:
    case TypeColumn:
    case InterfaceColumn:
    case FormatColumn:
    case SizeColumn:
    case ColumnCount:
        break;
    }
    return {};
}

// The target of a link to another host.
bool DeviceTreeModel::isForeign(const Place &place) const
{
    return !place.isRanked() && treeOf(place.row).name(place.node).contains(QLatin1String("://"));
}

QString DeviceTreeModel::resourceName(const Place &place) const
{
    if (place.isRanked()) {
        const Device *device = deviceOf(place);
        const QString owner = device == nullptr ? QString() : device->name() + QLatin1Char(' ');
        return displayText(owner + linksOf(place).path(place.link));
    }
    const QString name = displayText(treeOf(place.row).name(place.node));
    return isForeign(place) ? QStringLiteral("\u2192 ") + name : name;
}

QVariant DeviceTreeModel::resourceColumn(const Place &place, int column) const
{
    const std::optional<std::size_t> known = linkOf(place);
    if (!known)
        return {};
    const ResourceList links = linksOf(place);
    const std::size_t link = *known;
    switch (static_cast<Column>(column)) {
    case NameColumn:
        return resourceName(place);
    case ValueColumn: {
        const ObservedResource *resource = m_workspace.observations().find(uriOf(place));
        return resource != nullptr && resource->latest ? shownValue(*resource->latest).joined()
                                                       : QString();
    }
    case TypeColumn:
        return displayText(links.rt(link));
    case InterfaceColumn:
        return displayText(links.interfaceDescription(link));
    case FormatColumn: {
        QStringList formats;
        for (const std::uint32_t format : links.contentFormats(link))
            formats << contentFormatShort(format);
        return formats.join(QStringLiteral(", "));
    }
    case SizeColumn:
        return links.sizeHint(link) ? byteSize(*links.sizeHint(link)) : QString();
    case NoteColumn:
        return displayText(links.title(link));
    case BytesColumn: {
        const ObservedResource *resource = m_workspace.observations().find(uriOf(place));
        if (resource != nullptr && resource->latest)
            return byteSize(resource->latest->payload->size());
        return links.sizeHint(link) ? byteSize(*links.sizeHint(link)) : QString();
    }
    case AddressColumn: {
        const Device *device = place.isRanked() ? deviceOf(place) : nullptr;
        return device == nullptr ? QVariant() : displayText(device->addressText());
    }
    case ObservedColumn:
    case LastHeardColumn:
    case TagsColumn:
    case RttColumn:
    case ResourcesColumn:
    case ColumnCount:
        break;
    }
    return {};
}

int DeviceTreeModel::observedOf(DeviceId id) const
{
    if (std::exchange(m_isObservedOld, false)) {
        m_observed.clear();
        const QStringList observed = m_workspace.observations().observed();
        for (const QString &uri : observed) {
            if (const auto place = m_workspace.devices().locate(uri))
                ++m_observed[place->device.value];
        }
    }
    const auto found = m_observed.find(id.value);
    return found == m_observed.end() ? 0 : found->second;
}

const DeviceTreeModel::Counters &DeviceTreeModel::countersOf(const Branch &branch) const
{
    if (branch.counters)
        return *branch.counters;
    Counters counters;
    for (const std::uint32_t row : branch.all) {
        const Device *device = m_workspace.devices().device(m_rows[row].device);
        if (device == nullptr)
            continue;
        counters.resources += device->links.size();
        counters.observed += observedOf(device->id);
        counters.alive += device->state == DeviceState::Alive ? 1 : 0;
        counters.stale += device->state == DeviceState::Stale ? 1 : 0;
        counters.gone += device->state == DeviceState::Gone ? 1 : 0;
    }
    branch.counters = counters;
    return *branch.counters;
}

QStringList DeviceTreeModel::branchLines(const Branch &branch) const
{
    if (branch.kind == Kind::Ranking)
        return {branchName(branch),
                tr("%1 of what the filter leaves hold a number")
                    .arg(groupedNumber(static_cast<qint64>(m_ranking.size()))),
                tr("The order follows new values once a second.")};
    const Counters &counters = countersOf(branch);
    const QString devices = tr("%1 devices", nullptr, static_cast<int>(branch.all.size()))
                                .arg(groupedNumber(static_cast<qint64>(branch.all.size())));
    const QString resources = tr("%1 resources", nullptr, static_cast<int>(counters.resources))
                                  .arg(groupedNumber(static_cast<qint64>(counters.resources)));
    QStringList lines{branchName(branch), tr("%1 with %2").arg(devices, resources)};
    if (counters.alive > 0)
        lines << tr("%1 alive").arg(groupedNumber(counters.alive));
    if (counters.stale > 0)
        lines << tr("%1 stale").arg(groupedNumber(counters.stale));
    if (counters.gone > 0)
        lines << tr("%1 gone").arg(groupedNumber(counters.gone));
    if (counters.observed > 0)
        lines << tr("%1 observed").arg(groupedNumber(counters.observed));
    if (branch.shown.size() < branch.all.size())
        lines << tr("%1 match the filter")
                     .arg(groupedNumber(static_cast<qint64>(branch.shown.size())));
    return lines;
}

QStringList DeviceTreeModel::deviceLines(const Device &device) const
{
    constexpr int kNoteLines = 8;
    QStringList lines{device.name()};
    const QString reason = stateReason(device, m_workspace.devices().now());
    if (!reason.isEmpty())
        lines << reason;
    for (const DeviceAddress &address : device.addresses)
        lines << address.uri();
    if (!device.tags.isEmpty())
        lines << tr("Tags: %1").arg(device.tags.join(QStringLiteral(", ")));
    if (!device.note.isEmpty())
        lines << device.note.split(QLatin1Char('\n')).mid(0, kNoteLines);
    if (m_keys != nullptr && !m_keys->describe(device).isEmpty())
        lines << m_keys->describe(device);
    if (device.messagesPerSecond >= 1)
        lines << tr("%1 messages a second").arg(qRound(device.messagesPerSecond));
    if (device.linksAtLimit)
        lines << tr("The list of resources was cut after %1. Raise the number in Limits "
                    "(Ctrl+K), then ask again.")
                     .arg(groupedNumber(static_cast<qint64>(device.links.size())));
    else if (device.linksCut)
        lines << tr("The list of resources is longer than what is shown.");
    if (!device.linkError.isEmpty())
        lines << tr("The list of resources is broken at byte %1; what stands before it is "
                    "shown.")
                     .arg(device.linkError);
    return lines;
}

QString DeviceTreeModel::tooltip(const Place &place) const
{
    constexpr qsizetype kMostLines = 24;
    QStringList lines;
    switch (kindOf(place)) {
    case Kind::Ranking:
    case Kind::Network:
    case Kind::Group:
        lines = branchLines(m_branches[place.branch]);
        break;
    case Kind::Device:
        if (const Device *device = deviceOf(place))
            lines = deviceLines(*device);
        break;
    case Kind::Folder:
        break;
    case Kind::Resource: {
        const std::optional<std::size_t> known = linkOf(place);
        if (!known)
            break;
        const ResourceLink link = linksOf(place)[*known];
        lines << uriOf(place);
        if (!link.title.isEmpty())
            lines << link.title;
        for (const auto &[name, value] : link.attributes) {
            if (lines.size() > kMostLines)
                break;
            lines << (value.isNull() ? name : name + QStringLiteral(" = ") + value);
        }
        break;
    }
    }
    for (QString &line : lines)
        line = displayText(line, 200).toHtmlEscaped();
    return lines.isEmpty() ? QString()
                           : QStringLiteral("<span>") + lines.join(QStringLiteral("<br>")) +
                                 QStringLiteral("</span>");
}

QVariant DeviceTreeModel::branchData(const Place &place, int role) const
{
    const Branch &branch = m_branches[place.branch];
    switch (role) {
    case AddressRole:
        return displayText(branch.name);
    case AliveRole:
        return branch.kind == Kind::Ranking ? 0 : countersOf(branch).alive;
    case StaleCountRole:
        return branch.kind == Kind::Ranking ? 0 : countersOf(branch).stale;
    case GoneCountRole:
        return branch.kind == Kind::Ranking ? 0 : countersOf(branch).gone;
    case TrailingRole:
        if (branch.kind == Kind::Ranking)
            return groupedNumber(static_cast<qint64>(m_ranking.size()));
        if (branch.shown.size() < branch.all.size())
            return tr("%1 of %2")
                .arg(groupedNumber(static_cast<qint64>(branch.shown.size())),
                     groupedNumber(static_cast<qint64>(branch.all.size())));
        return groupedNumber(static_cast<qint64>(branch.all.size()));
    default:
        return {};
    }
}

QVariant DeviceTreeModel::deviceData(const Place &place, int role) const
{
    const Device *device = deviceOf(place);
    if (device == nullptr)
        return {};
    switch (role) {
    case Qt::EditRole:
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
    case MatchedRole: {
        const Row &row = m_rows[place.row];
        return row.isPart ? static_cast<int>(row.matched) : static_cast<int>(device->links.size());
    }
    case TrailingRole:
        return stateAge(*device, m_workspace.devices().now());
    default:
        return {};
    }
}

QString DeviceTreeModel::noteOf(const Place &place, const QString &uri) const
{
    const ObservedResource *resource = m_workspace.observations().find(uri);
    if (resource != nullptr && resource->latest)
        return shownValue(*resource->latest).text.isEmpty() ? formatName(resource->latest->format)
                                                            : QString();
    const ResourceList links = linksOf(place);
    const std::optional<std::size_t> link = linkOf(place);
    if (!link)
        return {};
    if (isForeign(place)) { // who that host is, once it is known
        const Device *target = m_workspace.devices().deviceAt(uri);
        return target == nullptr ? QString() : displayText(target->name());
    }
    const QString directory = directoryText(links.rt(*link));
    if (!directory.isEmpty())
        return directory;
    const std::optional<std::uint64_t> size = links.sizeHint(*link);
    if (size && *size >= 1024)
        return byteSize(*size);
    const auto formats = links.contentFormats(*link);
    return !formats.empty() && formats.front() != 0 ? contentFormatShort(formats.front())
                                                    : QString();
}

QVariant DeviceTreeModel::resourceData(const Place &place, int role) const
{
    const std::optional<std::size_t> link = linkOf(place);
    if (role == PathRole && !place.isRanked())
        return treeOf(place.row).path(place.node);
    if (!link)
        return {};
    const ResourceList links = linksOf(place);
    switch (role) {
    case PathRole:
        return links.path(*link);
    case UriRole:
        return uriOf(place);
    case OwnerRole: {
        const Device *device = place.isRanked() ? deviceOf(place) : nullptr;
        return device == nullptr ? QString() : displayText(device->name());
    }
    case NoteRole:
        return noteOf(place, uriOf(place));
    case ObservableRole:
        return links.observable(*link);
    case StepsRole: {
        // RFC 6690 §3.2 leaves "if" open; core.a and core.p are what devices use for actuators and
        // parameters: values somebody sets, which stay until they are set again.
        const QStringList interfaces = links.interfaceDescription(*link).split(QLatin1Char(' '));
        return interfaces.contains(QLatin1String("core.a")) ||
               interfaces.contains(QLatin1String("core.p"));
    }
    case ObservedRole:
    case ValueTextRole:
    case UnitTextRole:
    case SeriesPathRole:
    case ChangedAtRole:
    case StaleRole:
    case PointsRole:
        return valueData(uriOf(place), role);
    default:
        return {};
    }
}

QVariant DeviceTreeModel::valueData(const QString &uri, int role) const
{
    const ObservedResource *resource = m_workspace.observations().find(uri);
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
    const std::optional<SeriesId> id = m_workspace.samples().find(uri, path);
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
