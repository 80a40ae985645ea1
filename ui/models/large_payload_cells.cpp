// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of a LargePayloadModel say.
#include "core/payload/plain_text.h"
#include "ui/models/large_payload_model.h"
#include "ui/models/payload_tree_model.h"
#include "ui/models/tree_items.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kShownOfRoot = 1024;
constexpr double kFirstAbsolute = 268'435'456; // RFC 8428 §4.5.3: below it is relative to now

QString utf8(const std::string &text)
{
    return displayText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), 200);
}

QString grouped(std::uint64_t value)
{
    return groupedNumber(static_cast<qint64>(value));
}

} // namespace

QModelIndex LargePayloadModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(0, column, quintptr(0));
    return createIndex(row, column, quintptr(at(parent).children[static_cast<std::size_t>(row)]));
}

QModelIndex LargePayloadModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return indexOf(at(index).parent);
}

int LargePayloadModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_nodes.empty() ? 0 : 1;
    return parent.column() > 0 ? 0 : static_cast<int>(at(parent).children.size());
}

int LargePayloadModel::columnCount(const QModelIndex &) const
{
    return PayloadTreeModel::ColumnCount;
}

bool LargePayloadModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_nodes.empty();
    if (parent.column() > 0)
        return false;
    const Node &node = at(parent);
    return node.state == State::Read ? !node.children.empty() : node.state != State::Leaf;
}

ValueNode LargePayloadModel::shownOf(std::uint32_t at) const
{
    const Node &node = m_nodes[at];
    if (m_format && !node.range)
        return shownItem(*m_payload, formatOf(at), node.item);
    ValueNode shown;
    shown.kind = node.item.kind;
    shown.offset = node.item.offset;
    shown.length = node.item.length;
    const ByteView first = ByteView(*m_payload).first(std::min(m_payload->size(), kShownOfRoot));
    if (!node.range)
        shown.text = node.item.kind == NodeKind::Text ? toValidUtf8(first) : hexText(first);
    return shown;
}

std::optional<SenmlRecord> LargePayloadModel::recordOf(std::uint32_t at) const
{
    const Node &node = m_nodes[at];
    const auto &bases = m_nodes[node.parent].bases;
    if (at == 0 || node.range || !bases || node.item.kind != NodeKind::Object)
        return std::nullopt;
    const auto after =
        std::upper_bound(bases->begin(), bases->end(), static_cast<std::size_t>(node.row),
                         [](std::size_t row, const RowBases &each) { return row < each.row; });
    SenmlBases inForce = std::prev(after)->bases;
    return resolveSenml(ByteView(*m_payload).subspan(node.item.offset, node.item.length),
                        m_senml->isCbor(), inForce);
}

NodeMeaning LargePayloadModel::fieldOf(std::uint32_t at, const ValueNode &shown) const
{
    const std::uint32_t parent = m_nodes[at].parent;
    const bool inRecord = at != 0 && parent != 0 && !m_nodes[parent].range && !m_nodes[at].range &&
                          m_nodes[parent].item.kind == NodeKind::Object &&
                          m_nodes[m_nodes[parent].parent].bases;
    return inRecord ? senmlField(shown.name, m_senml->isCbor()) : NodeMeaning::None;
}

QString LargePayloadModel::nameOf(std::uint32_t at, const ValueNode &shown) const
{
    const Node &node = m_nodes[at];
    if (node.range)
        return tr("%1 to %2").arg(grouped(node.index), grouped(node.index + node.count - 1));
    if (at == 0) {
        if (!m_format)
            return formatName(node.item.kind == NodeKind::Text ? Representation::Format::Text
                                                               : Representation::Format::Binary);
        if (m_senml)
            return PayloadTreeModel::tr("SenML pack");
        switch (*m_format) {
        case ScanFormat::Json:
            return formatName(Representation::Format::Json);
        case ScanFormat::Cbor:
            return formatName(Representation::Format::Cbor);
        case ScanFormat::CborSequence:
            return formatName(Representation::Format::CborSequence);
        case ScanFormat::Links:
            return tr("Links");
        }
    }
    const QString field = nodeFieldName(fieldOf(at, shown));
    if (!field.isEmpty())
        return field;
    if (const auto record = recordOf(at); record && !record->name.empty()) {
        // The last part tells records apart; the whole resolved name is the meaning.
        const QString name = utf8(record->name);
        const QString last = name.section(QLatin1Char('/'), -1);
        return last.isEmpty() ? name : last;
    }
    if (!shown.name.empty())
        return utf8(shown.name);
    return node.item.keyLength > 0 ? QStringLiteral("–") : QString::number(node.index);
}

QString LargePayloadModel::valueOf(std::uint32_t at, const ValueNode &shown) const
{
    const Node &node = m_nodes[at];
    if (node.state == State::Reading) {
        for (const Job &job : m_jobs) {
            const std::size_t place = job.scan ? job.scan->at() : 0;
            const std::size_t done = place - std::min(place, node.item.offset);
            if (job.node == at)
                return tr("reading, %1 %")
                    .arg(100 * done / std::max<std::size_t>(1, node.item.length));
        }
    }
    if (node.range)
        return tr("%1 values").arg(grouped(node.count));
    if (!ContainerScan::isContainer(node.item.kind) || node.item.kind == NodeKind::Tag)
        return nodeValue(shown);
    if (const auto record = recordOf(at)) {
        const auto withUnit = [&record](double number) {
            const ShownValue value = shownValue(number, QString::fromStdString(record->unit));
            return value.unit.isEmpty() ? value.text : value.text + QLatin1Char(' ') + value.unit;
        };
        if (record->value)
            return withUnit(*record->value);
        if (record->booleanValue)
            return *record->booleanValue ? QStringLiteral("true") : QStringLiteral("false");
        for (const auto &text : {record->stringValue, record->dataValue}) {
            if (text)
                return utf8(*text);
        }
        if (record->sum)
            return withUnit(*record->sum);
    }
    if (!node.known)
        return node.state == State::Leaf ? tr("empty") : byteSize(node.item.length);
    return m_format == ScanFormat::Links ? tr("%1 links").arg(grouped(node.known->count))
                                         : tr("%1 values").arg(grouped(node.known->count));
}

QString LargePayloadModel::meaningOf(std::uint32_t at, const ValueNode &shown) const
{
    const Node &node = m_nodes[at];
    if (node.state == State::Refused)
        return tr("%1 rows are open already. Close others first.").arg(grouped(kMaxRows));
    if (node.item.kind == NodeKind::Invalid)
        return node.known ? tr("%1, at byte %2")
                                .arg(faultText(node.known->fault))
                                .arg(node.known->faultOffset)
                          : tr("cannot be read, at byte %1").arg(node.item.offset);
    if (shown.kind == NodeKind::Invalid)
        return tr("cannot be read, at byte %1").arg(node.item.offset);
    if (const auto record = recordOf(at)) {
        QStringList words;
        for (const QString &word :
             {utf8(record->name), unitMeaning(QString::fromStdString(record->unit)),
              record->time >= kFirstAbsolute ? utcText(record->time) : QString()}) {
            if (!word.isEmpty())
                words << word;
        }
        return words.join(QStringLiteral(", "));
    }
    if (const NodeMeaning field = fieldOf(at, shown); field != NodeMeaning::None)
        return nodeMeaning(field);
    if (node.range || m_format == ScanFormat::Json || !m_format)
        return {};
    return cborMeaning(shown, ByteView(*m_payload).subspan(node.item.offset));
}

QVariant LargePayloadModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto at = static_cast<std::uint32_t>(index.internalId());
    const Node &node = m_nodes[at];
    switch (role) {
    case Qt::DisplayRole: {
        const ValueNode shown = shownOf(at);
        switch (static_cast<PayloadTreeModel::Column>(index.column())) {
        case PayloadTreeModel::NameColumn:
            return nameOf(at, shown);
        case PayloadTreeModel::KindColumn:
            return node.range ? QString() : kindGlyph(shown.kind);
        case PayloadTreeModel::ValueColumn:
            return valueOf(at, shown);
        case PayloadTreeModel::MeaningColumn:
            return meaningOf(at, shown);
        case PayloadTreeModel::BytesColumn:
            return node.range ? QString() : byteRangeText(node.item.offset, node.item.length);
        case PayloadTreeModel::ColumnCount:
            break;
        }
        return {};
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>(index.column() == PayloadTreeModel::BytesColumn
                                    ? Qt::AlignRight | Qt::AlignVCenter
                                    : Qt::AlignLeft | Qt::AlignVCenter);
    case PayloadTreeModel::OffsetRole:
        return static_cast<qulonglong>(node.item.offset);
    case PayloadTreeModel::LengthRole:
        return static_cast<qulonglong>(node.range ? 0 : node.item.length);
    case PayloadTreeModel::KindRole:
        return static_cast<int>(node.item.kind);
    case PayloadTreeModel::StrongRole:
        return hasChildren(index.siblingAtColumn(0)) && !node.range;
    case PayloadTreeModel::FailedRole:
        return node.item.kind == NodeKind::Invalid || node.state == State::Refused;
    case PayloadTreeModel::LinkTargetRole:
        return node.item.kind == NodeKind::Link ? QString::fromStdString(shownOf(at).name)
                                                : QString();
    default:
        return {};
    }
}

QVariant LargePayloadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return PayloadTreeModel::columnHeader(section, orientation, role);
}

} // namespace copper
