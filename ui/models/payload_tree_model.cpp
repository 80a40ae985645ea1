// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/payload_tree_model.h"

#include "ui/models/tree_items.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"
#include "ui/text/value_text.h"

#include <algorithm>

namespace copper {

namespace {

QString utf8(const std::string &text)
{
    return displayText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), 200);
}

} // namespace

PayloadTreeModel::PayloadTreeModel(QObject *parent) : QAbstractItemModel(parent) {}

void PayloadTreeModel::setPayload(std::shared_ptr<const Bytes> payload,
                                  std::optional<std::uint32_t> contentFormat, WallTime at)
{
    beginResetModel();
    m_payload = std::move(payload);
    m_representation = m_payload ? readPayload(*m_payload, contentFormat) : Representation();
    m_at = at;
    endResetModel();
}

void PayloadTreeModel::setPrevious(std::shared_ptr<const Bytes> payload,
                                   std::optional<std::uint32_t> contentFormat, WallTime at)
{
    m_previous.reset();
    m_previousPayload = std::move(payload);
    m_previousFormat = contentFormat;
    m_previousAt = at;
    const int rows = rowCount();
    if (rows > 0)
        Q_EMIT dataChanged(index(0, MeaningColumn), index(rows - 1, MeaningColumn));
}

void PayloadTreeModel::clear()
{
    beginResetModel();
    m_payload.reset();
    m_representation = {};
    m_previous.reset();
    m_previousPayload.reset();
    endResetModel();
}

const Representation *PayloadTreeModel::previous() const
{
    if (!m_previousPayload)
        return nullptr;
    if (!m_previous)
        m_previous = readPayload(*m_previousPayload, m_previousFormat);
    return &*m_previous;
}

int PayloadTreeModel::rowOf(std::uint32_t at) const
{
    if (at == 0)
        return 0;
    const auto &siblings = m_representation.nodes[m_representation.nodes[at].parent].children;
    // Children are made in order, so their indexes ascend.
    const auto place = std::lower_bound(siblings.begin(), siblings.end(), at);
    return static_cast<int>(place - siblings.begin());
}

QModelIndex PayloadTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    const auto &children = m_representation.nodes[parent.internalId()].children;
    return createIndex(row, column, quintptr(children[static_cast<std::size_t>(row)]));
}

QModelIndex PayloadTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    const std::uint32_t at = m_representation.nodes[index.internalId()].parent;
    return createIndex(rowOf(at), 0, quintptr(at));
}

int PayloadTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_representation.nodes.empty() ? 0 : 1;
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(m_representation.nodes[parent.internalId()].children.size());
}

int PayloadTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const ValueNode *PayloadTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? &m_representation.nodes[index.internalId()] : nullptr;
}

std::optional<ValuePath> PayloadTreeModel::valuePath(const QModelIndex &index) const
{
    if (!index.isValid())
        return std::nullopt;
    const auto at = static_cast<std::uint32_t>(index.internalId());
    if (const auto own = pathOf(m_representation, at))
        return own;
    // A SenML record stands for its value.
    const ValueNode &row = m_representation.nodes[at];
    if (const ValueNode *measured = measuredChild(row))
        return pathOf(m_representation,
                      static_cast<std::uint32_t>(measured - m_representation.nodes.data()));
    return std::nullopt;
}

const ValueNode *PayloadTreeModel::measuredChild(const ValueNode &record) const
{
    if (record.kind != NodeKind::Record)
        return nullptr;
    for (const std::uint32_t child : record.children) {
        const ValueNode &field = m_representation.nodes[child];
        switch (field.meaning) {
        case NodeMeaning::SenmlValue:
        case NodeMeaning::SenmlStringValue:
        case NodeMeaning::SenmlBooleanValue:
        case NodeMeaning::SenmlDataValue:
            return &field;
        case NodeMeaning::None:
        case NodeMeaning::SenmlPack:
        case NodeMeaning::SenmlBaseName:
        case NodeMeaning::SenmlBaseTime:
        case NodeMeaning::SenmlBaseUnit:
        case NodeMeaning::SenmlBaseValue:
        case NodeMeaning::SenmlBaseSum:
        case NodeMeaning::SenmlVersion:
        case NodeMeaning::SenmlName:
        case NodeMeaning::SenmlUnit:
        case NodeMeaning::SenmlSum:
        case NodeMeaning::SenmlTime:
        case NodeMeaning::SenmlUpdateTime:
        case NodeMeaning::SenmlUnknown:
        case NodeMeaning::LinkTarget:
        case NodeMeaning::LinkAttribute:
        case NodeMeaning::ProblemTitle:
        case NodeMeaning::ProblemDetail:
        case NodeMeaning::ProblemInstance:
        case NodeMeaning::ProblemResponseCode:
        case NodeMeaning::ProblemBaseUri:
        case NodeMeaning::ProblemBaseLanguage:
        case NodeMeaning::ProblemBaseDirection:
        case NodeMeaning::TlvObjectInstance:
        case NodeMeaning::TlvResource:
        case NodeMeaning::TlvMultipleResource:
        case NodeMeaning::TlvResourceInstance:
        case NodeMeaning::Bignum:
        case NodeMeaning::EmbeddedCbor:
            break;
        }
    }
    return nullptr;
}

QString PayloadTreeModel::nameOf(std::uint32_t at) const
{
    const ValueNode &row = m_representation.nodes[at];
    if (at == 0) {
        switch (m_representation.format) {
        case Representation::Format::SenmlJson:
        case Representation::Format::SenmlCbor:
            return tr("SenML pack");
        case Representation::Format::LinkFormat:
            return tr("Links");
        case Representation::Format::Json:
        case Representation::Format::Cbor:
        case Representation::Format::Text:
        case Representation::Format::CborSequence:
        case Representation::Format::Lwm2mTlv:
        case Representation::Format::Binary:
            return row.name.empty() ? formatName(m_representation.format) : utf8(row.name);
        }
    }
    const QString field = nodeFieldName(row.meaning);
    if (!field.isEmpty())
        return field;
    const QString name = utf8(row.name);
    if (row.kind != NodeKind::Record || !name.contains(QLatin1Char('/')))
        return name.isEmpty() ? QStringLiteral("–") : name;
    // The last part tells records apart; the whole resolved name is the meaning.
    return name.section(QLatin1Char('/'), -1).isEmpty() ? name : name.section(QLatin1Char('/'), -1);
}

QString PayloadTreeModel::valueOf(std::uint32_t at) const
{
    const ValueNode &row = m_representation.nodes[at];
    if (at == 0 && row.meaning == NodeMeaning::SenmlPack)
        return tr("%n record(s)", nullptr, static_cast<int>(row.children.size()));
    if (at == 0 && m_representation.format == Representation::Format::LinkFormat)
        return tr("%n link(s)", nullptr, static_cast<int>(row.children.size()));
    if (const ValueNode *measured = measuredChild(row)) {
        if (measured->number && measured->kind == NodeKind::Number)
            return shownValue(*measured->number, QString::fromStdString(row.unit)).text;
        return utf8(measured->text);
    }
    if (row.kind == NodeKind::Object || row.kind == NodeKind::Array)
        return tr("%n value(s)", nullptr, static_cast<int>(row.children.size()));
    return nodeValue(row);
}

QString PayloadTreeModel::unitOf(std::uint32_t at) const
{
    const ValueNode &row = m_representation.nodes[at];
    const ValueNode *measured = measuredChild(row);
    if (measured == nullptr || !measured->number || measured->kind != NodeKind::Number)
        return {};
    return shownValue(*measured->number, QString::fromStdString(row.unit)).unit;
}

QString PayloadTreeModel::meaningOf(std::uint32_t at) const
{
    const ValueNode &row = m_representation.nodes[at];
    if (row.kind == NodeKind::Invalid && m_representation.fault != PayloadFault::None)
        return tr("%1, at byte %2")
            .arg(faultText(m_representation.fault))
            .arg(m_representation.faultOffset);
    const Representation *earlier = row.number ? previous() : nullptr;
    if (earlier) {
        const auto path = pathOf(m_representation, at);
        const auto before = path ? valueAt(*earlier, *path) : std::nullopt;
        if (before && before->value != *row.number) {
            return tr("was %1, %2 ago")
                .arg(numberText(before->value), spanText(m_at.secondsSince(m_previousAt)));
        }
    }
    switch (row.meaning) {
    case NodeMeaning::SenmlUnit:
    case NodeMeaning::SenmlBaseUnit: {
        const QString words = unitMeaning(QString::fromStdString(row.text));
        return words.isEmpty() ? nodeMeaning(row.meaning) : words;
    }
    case NodeMeaning::SenmlBaseTime:
    case NodeMeaning::SenmlTime: {
        // RFC 8428 §4.5.3: smaller values are relative to now.
        constexpr double kFirstAbsolute = 268'435'456;
        if (row.number && *row.number >= kFirstAbsolute)
            return utcText(*row.number);
        return nodeMeaning(row.meaning);
    }
    case NodeMeaning::None:
    case NodeMeaning::SenmlPack:
    case NodeMeaning::SenmlBaseName:
    case NodeMeaning::SenmlBaseValue:
    case NodeMeaning::SenmlBaseSum:
    case NodeMeaning::SenmlVersion:
    case NodeMeaning::SenmlName:
    case NodeMeaning::SenmlValue:
    case NodeMeaning::SenmlStringValue:
    case NodeMeaning::SenmlBooleanValue:
    case NodeMeaning::SenmlDataValue:
    case NodeMeaning::SenmlSum:
    case NodeMeaning::SenmlUpdateTime:
    case NodeMeaning::SenmlUnknown:
    case NodeMeaning::LinkTarget:
    case NodeMeaning::LinkAttribute:
    case NodeMeaning::ProblemTitle:
    case NodeMeaning::ProblemDetail:
    case NodeMeaning::ProblemInstance:
    case NodeMeaning::ProblemResponseCode:
    case NodeMeaning::ProblemBaseUri:
    case NodeMeaning::ProblemBaseLanguage:
    case NodeMeaning::ProblemBaseDirection:
    case NodeMeaning::TlvObjectInstance:
    case NodeMeaning::TlvResource:
    case NodeMeaning::TlvMultipleResource:
    case NodeMeaning::TlvResourceInstance:
    case NodeMeaning::Bignum:
    case NodeMeaning::EmbeddedCbor:
        break;
    }
    if (row.kind == NodeKind::Record) {
        const QString unit = unitMeaning(QString::fromStdString(row.unit));
        const QString whole = utf8(row.name);
        if (unit.isEmpty())
            return whole;
        return whole.isEmpty() ? unit : whole + QStringLiteral(", ") + unit;
    }
    const QString meaning = nodeMeaning(row.meaning);
    const bool cbor = m_representation.format == Representation::Format::Cbor ||
                      m_representation.format == Representation::Format::CborSequence;
    if (!meaning.isEmpty() || !cbor || row.offset >= payload().size())
        return meaning;
    const ValueNode &around = m_representation.nodes[row.parent];
    // The items of a sequence stand under a row that is none of them.
    if (at == 0 && m_representation.format == Representation::Format::CborSequence)
        return {};
    const QString tagged =
        around.kind == NodeKind::Tag ? taggedMeaning(around.text, row) : QString();
    return tagged.isEmpty() ? cborMeaning(row, payload().subspan(row.offset)) : tagged;
}

QModelIndex PayloadTreeModel::indexForByte(std::size_t offset) const
{
    if (m_representation.nodes.empty())
        return {};
    const auto holds = [&](const ValueNode &n) {
        return offset >= n.offset && offset < n.offset + n.length;
    };
    if (!holds(m_representation.nodes[0]))
        return {};
    std::uint32_t at = 0;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const std::uint32_t child : m_representation.nodes[at].children) {
            if (holds(m_representation.nodes[child])) {
                at = child;
                deeper = true;
                break;
            }
        }
    }
    return createIndex(rowOf(at), 0, quintptr(at));
}

QVariant PayloadTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto at = static_cast<std::uint32_t>(index.internalId());
    const ValueNode &row = m_representation.nodes[at];
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case NameColumn:
            return nameOf(at);
        case KindColumn:
            return kindGlyph(row.kind);
        case ValueColumn:
            return valueOf(at);
        case MeaningColumn:
            return meaningOf(at);
        case BytesColumn:
            return byteRangeText(row.offset, row.length);
        case ColumnCount:
            return {};
        }
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == BytesColumn ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                             : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case OffsetRole:
        return static_cast<qulonglong>(row.offset);
    case LengthRole:
        return static_cast<qulonglong>(row.length);
    case KindRole:
        return static_cast<int>(row.kind);
    case StrongRole:
        return !row.children.empty();
    case UnitTextRole:
        return unitOf(at);
    case FailedRole:
        return row.kind == NodeKind::Invalid;
    case LinkTargetRole:
        return row.kind == NodeKind::Link ? QString::fromStdString(row.name) : QString();
    case PathRole: {
        const auto path = valuePath(index);
        return path ? QVariant(QString::fromStdString(path->text)) : QVariant();
    }
    default:
        return {};
    }
}

QVariant PayloadTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader(section, orientation, role);
}

QVariant PayloadTreeModel::columnHeader(int section, Qt::Orientation orientation, int role)
{
    if (role == Qt::TextAlignmentRole && section == BytesColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case NameColumn:
        return tr("Name");
    case KindColumn:
        return QString();
    case ValueColumn:
        return tr("Value");
    case MeaningColumn:
        return tr("Meaning");
    case BytesColumn:
        return tr("Bytes");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
