// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/dissection_model.h"

#include "core/payload/representation.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/record_text.h"
#include "ui/text/representation_text.h"

#include <algorithm>

namespace copper {

QString byteRangeText(std::size_t offset, std::size_t length)
{
    if (length == 0)
        return {};
    if (length == 1)
        return QString::number(offset);
    return QString::number(offset) + QChar(0x2013) + QString::number(offset + length - 1);
}

DissectionModel::DissectionModel(QObject *parent) : QAbstractItemModel(parent) {}

std::uint32_t DissectionModel::add(std::int32_t parent, ByteItem item)
{
    const auto index = static_cast<std::uint32_t>(m_items.size());
    item.parent = parent;
    m_items.push_back(std::move(item));
    if (parent < 0)
        m_roots.push_back(index);
    else
        m_items[static_cast<std::size_t>(parent)].children.push_back(index);
    return index;
}

void DissectionModel::setDatagram(ByteView datagram, ByteView around)
{
    beginResetModel();
    m_items.clear();
    m_roots.clear();
    m_dissection = dissect(datagram);
    addRecord(around, true);
    build(datagram);
    endResetModel();
}

void DissectionModel::setRecord(ByteView record)
{
    beginResetModel();
    m_items.clear();
    m_roots.clear();
    m_dissection = {};
    addRecord(record, false);
    endResetModel();
}

// What is no whole record is one item.
void DissectionModel::addRecord(ByteView record, bool around)
{
    if (record.empty())
        return;
    const std::vector<DtlsField> fields = dissectDtlsRecord(record);
    std::vector<std::int32_t> rows; // of each field
    for (const DtlsField &field : fields) {
        ByteItem item;
        item.name = recordFieldName(field);
        item.value = recordFieldValue(field, record);
        item.meaning = recordFieldMeaning(field);
        item.offset = field.offset;
        item.length = field.length;
        item.strong = field.parent < 0;
        item.around = around;
        const auto parent = field.parent < 0 ? -1 : rows[static_cast<std::size_t>(field.parent)];
        rows.push_back(static_cast<std::int32_t>(add(parent, std::move(item))));
    }
    if (!fields.empty())
        return;
    ByteItem item;
    item.name = tr("Not readable");
    item.strong = true;
    item.failed = true;
    item.value = hexPairs(record, 16);
    item.length = record.size();
    item.around = around;
    add(-1, std::move(item));
}

void DissectionModel::clear()
{
    beginResetModel();
    m_items.clear();
    m_roots.clear();
    m_dissection = {};
    endResetModel();
}

void DissectionModel::addHeader(ByteView datagram)
{
    const Field *type = m_dissection.field(FieldKind::Type);
    const Field *code = m_dissection.field(FieldKind::Code);
    ByteItem header;
    header.name = tr("Header");
    header.strong = true;
    header.length = std::min<std::size_t>(datagram.size(), 4);
    if (type != nullptr && code != nullptr) {
        header.value = typeText(static_cast<MessageType>(type->number & 3U)) + QLatin1Char(' ') +
                       codeText(Code{static_cast<std::uint8_t>(code->number)});
    }
    const auto parent = static_cast<std::int32_t>(add(-1, header));
    for (const Field &field : m_dissection.fields) {
        ByteItem item;
        item.offset = field.offset;
        item.length = field.length;
        item.failed = !field.findings.empty();
        if (item.failed)
            item.meaning = findingText(field.findings.front().kind);
        switch (field.kind) {
        case FieldKind::Version:
            item.name = tr("Version");
            item.value = QString::number(field.number);
            break;
        case FieldKind::Type: {
            const auto value = static_cast<MessageType>(field.number & 3U);
            item.name = tr("Type");
            item.value = QString::number(field.number) + QStringLiteral(", ") + typeMeaning(value);
            break;
        }
        case FieldKind::TokenLength:
            item.name = tr("Token Length");
            item.value = tr("%n byte(s)", nullptr, static_cast<int>(field.number));
            break;
        case FieldKind::Code:
            item.name = tr("Code");
            item.value = codeText(Code{static_cast<std::uint8_t>(field.number)});
            break;
        case FieldKind::MessageId:
            item.name = tr("Message ID");
            item.value = midText(MessageId{static_cast<std::uint16_t>(field.number)});
            break;
        case FieldKind::Token:
        case FieldKind::Option:
        case FieldKind::PayloadMarker:
        case FieldKind::Payload:
        case FieldKind::Rest:
            continue;
        }
        add(parent, std::move(item));
    }
}

void DissectionModel::addOptions(ByteView datagram, bool isRequest)
{
    std::vector<const Field *> options;
    for (const Field &field : m_dissection.fields) {
        if (field.kind == FieldKind::Option)
            options.push_back(&field);
    }
    if (options.empty())
        return;
    ByteItem heading;
    heading.name = tr("Options");
    heading.strong = true;
    heading.value = QString::number(options.size());
    heading.offset = options.front()->offset;
    heading.length = options.back()->offset + options.back()->length - heading.offset;
    const auto parent = static_cast<std::int32_t>(add(-1, heading));
    for (const Field *field : options) {
        const auto number = static_cast<OptionNumber>(field->number);
        const ByteView value = datagram.subspan(field->valueOffset, field->valueLength);
        ByteItem item;
        item.name = optionNameText(number);
        item.value = optionValueShown(number, value);
        item.meaning = optionMeaning(number, value, isRequest);
        item.offset = field->offset;
        item.length = field->length;
        item.failed = !field->findings.empty();
        if (item.failed)
            item.meaning = findingText(field->findings.front().kind);
        add(parent, std::move(item));
    }
}

void DissectionModel::addPayload(ByteView datagram)
{
    const Field *field = m_dissection.field(FieldKind::Payload);
    if (field == nullptr || field->valueLength == 0)
        return;
    std::optional<std::uint32_t> contentFormat;
    bool piece = false;
    for (const Field &option : m_dissection.fields) {
        if (option.kind != FieldKind::Option || option.valueLength > 4)
            continue;
        const auto number = static_cast<OptionNumber>(option.number);
        const OptionView view{number, datagram.subspan(option.valueOffset, option.valueLength)};
        if (number == OptionNumber::ContentFormat)
            contentFormat = static_cast<std::uint32_t>(view.asUint());
        if (number == OptionNumber::Block1 || number == OptionNumber::Block2) {
            const auto block = blockInfo(static_cast<std::uint32_t>(view.asUint()));
            piece = piece || (block && (block->number > 0 || block->more));
        }
    }
    const ByteView payload = datagram.subspan(field->valueOffset, field->valueLength);
    ByteItem heading;
    heading.name = tr("Payload");
    heading.strong = true;
    heading.offset = field->valueOffset;
    heading.length = field->valueLength;
    heading.meaning = tr("%n byte(s)", nullptr, static_cast<int>(field->valueLength));
    Representation representation;
    if (piece) {
        heading.value = tr("one block of a body");
    } else {
        representation = readPayload(payload, contentFormat);
        heading.value = payloadLine(representation, payload.size());
        heading.meaning =
            formatName(representation.format) + QStringLiteral(", ") + heading.meaning;
        heading.failed = representation.fault != PayloadFault::None;
        if (heading.failed)
            heading.meaning = faultText(representation.fault);
    }
    const auto parent = static_cast<std::int32_t>(add(-1, heading));
    if (representation.nodes.size() < 2)
        return;
    // Nodes come parents first, so that each finds the row of its parent.
    std::vector<std::int32_t> rows(representation.nodes.size(), parent);
    for (std::size_t i = 1; i < representation.nodes.size() && i <= kMaxPayloadRows; ++i) {
        const ValueNode &node = representation.nodes[i];
        if (node.parent >= i)
            continue;
        ByteItem item;
        item.name = nodeFieldName(node.meaning);
        if (item.name.isEmpty())
            item.name = displayText(QString::fromStdString(node.name), 100);
        item.value = nodeValue(node);
        item.meaning = nodeMeaning(node.meaning);
        item.offset = field->valueOffset + node.offset;
        item.length = node.length;
        rows[i] = static_cast<std::int32_t>(add(rows[node.parent], std::move(item)));
    }
}

void DissectionModel::build(ByteView datagram)
{
    if (datagram.empty())
        return;
    addHeader(datagram);
    const Field *code = m_dissection.field(FieldKind::Code);
    const bool isRequest =
        code != nullptr && Code{static_cast<std::uint8_t>(code->number)}.isRequest();
    if (const Field *token = m_dissection.field(FieldKind::Token); token && token->length > 0) {
        ByteItem item;
        item.name = tr("Token");
        item.strong = true;
        item.value = tokenText(datagram.subspan(token->valueOffset, token->valueLength));
        item.offset = token->offset;
        item.length = token->length;
        add(-1, std::move(item));
    }
    addOptions(datagram, isRequest);
    addPayload(datagram);
    if (const Field *rest = m_dissection.field(FieldKind::Rest); rest && rest->length > 0) {
        ByteItem item;
        item.name = tr("Not readable");
        item.strong = true;
        item.failed = true;
        item.value = hexPairs(datagram.subspan(rest->offset, rest->length), 16);
        if (!m_dissection.findings.empty())
            item.meaning = findingText(m_dissection.findings.front().kind);
        item.offset = rest->offset;
        item.length = rest->length;
        add(-1, std::move(item));
    }
}

QModelIndex DissectionModel::indexForByte(std::size_t offset, bool around) const
{
    const ByteItem *best = nullptr;
    std::size_t bestIndex = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const ByteItem &item = m_items[i];
        const bool holds =
            item.around == around && offset >= item.offset && offset < item.offset + item.length;
        if (holds && (best == nullptr || item.length < best->length ||
                      (item.length == best->length && !item.children.empty() == false))) {
            best = &item;
            bestIndex = i;
        }
    }
    if (best == nullptr)
        return {};
    const auto &siblings =
        best->parent < 0 ? m_roots : m_items[static_cast<std::size_t>(best->parent)].children;
    const auto place = std::find(siblings.begin(), siblings.end(), bestIndex);
    return createIndex(static_cast<int>(place - siblings.begin()), 0, quintptr(bestIndex));
}

QModelIndex DissectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto &siblings = parent.isValid() ? m_items[parent.internalId()].children : m_roots;
    return createIndex(row, column, quintptr(siblings[static_cast<std::size_t>(row)]));
}

QModelIndex DissectionModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || m_items[index.internalId()].parent < 0)
        return {};
    const auto at = static_cast<std::uint32_t>(m_items[index.internalId()].parent);
    const ByteItem &item = m_items[at];
    const auto &siblings =
        item.parent < 0 ? m_roots : m_items[static_cast<std::size_t>(item.parent)].children;
    const auto place = std::find(siblings.begin(), siblings.end(), at);
    return createIndex(static_cast<int>(place - siblings.begin()), 0, quintptr(at));
}

int DissectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_roots.size());
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(m_items[parent.internalId()].children.size());
}

int DissectionModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant DissectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ByteItem &item = m_items[index.internalId()];
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case FieldColumn:
            return item.name;
        case ValueColumn:
            return item.value;
        case BytesColumn:
            return byteRangeText(item.offset, item.length);
        case ColumnCount:
            return {};
        }
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == BytesColumn ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                             : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case OffsetRole:
        return static_cast<qulonglong>(item.offset);
    case LengthRole:
        return static_cast<qulonglong>(item.length);
    case MeaningRole:
        return item.meaning;
    case StrongRole:
        return item.strong;
    case FailedRole:
        return item.failed;
    case AroundRole:
        return item.around;
    default:
        return {};
    }
}

QVariant DissectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == BytesColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case FieldColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case BytesColumn:
        return tr("Bytes");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
