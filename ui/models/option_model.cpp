// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/option_model.h"

#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "ui/text/collection_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

OptionModel::OptionModel(QObject *parent) : QAbstractTableModel(parent) {}

const OptionModel::Row &OptionModel::at(int row) const
{
    if (isDerived(row))
        return m_derived[static_cast<std::size_t>(row)];
    return m_own[static_cast<std::size_t>(row) - m_derived.size()];
}

OptionModel::Row OptionModel::rowOf(const OptionView &option)
{
    Row row;
    row.number = option.number;
    row.value = toOwned(option.value);
    row.text = QString::fromStdString(optionSourceText(option).value_or(optionValueText(option)));
    return row;
}

void OptionModel::check(Row &row) const
{
    const auto text = m_expander ? m_expander(row.text) : Result<QString, VariableFault>(row.text);
    if (!text) {
        row.error = variableFaultText(text.error());
        return;
    }
    const auto parsed = parseOptionValue(row.number, text->toStdString());
    if (parsed) {
        row.value = *parsed;
        row.error.clear();
    } else {
        row.error = optionErrorText(parsed.error());
    }
}

void OptionModel::setAddress(const QString &uri)
{
    std::vector<Row> derived;
    if (const auto parsed = parseUri(uri.toStdString())) {
        const Options options = toOptions(*parsed);
        for (const OptionView &option : options)
            derived.push_back(rowOf(option));
    }
    const bool same = derived.size() == m_derived.size() &&
                      std::equal(derived.begin(), derived.end(), m_derived.begin(),
                                 [](const Row &a, const Row &b) {
                                     return a.number == b.number && a.value == b.value;
                                 });
    if (same)
        return;
    if (!m_derived.empty()) {
        beginRemoveRows({}, 0, static_cast<int>(m_derived.size()) - 1);
        m_derived.clear();
        endRemoveRows();
    }
    if (!derived.empty()) {
        beginInsertRows({}, 0, static_cast<int>(derived.size()) - 1);
        m_derived = std::move(derived);
        endInsertRows();
    }
    Q_EMIT optionsChanged();
}

QString OptionModel::addOption(const QString &text)
{
    if (m_own.size() >= kMaxOwn)
        return tr("A request takes at most %1 options here").arg(kMaxOwn);
    const QString name = text.section(QLatin1Char('='), 0, 0).trimmed();
    const QString value =
        text.contains(QLatin1Char('=')) ? text.section(QLatin1Char('='), 1) : QString();
    const auto number = parseOptionNumber(name.toStdString());
    if (!number)
        return optionErrorText(number.error());
    if (*number == OptionNumber::Block1 || *number == OptionNumber::Block2)
        return tr("Block options follow from the block size under Advanced");
    Row row;
    row.number = *number;
    row.text = value;
    check(row);
    const int at = rowCount();
    beginInsertRows({}, at, at);
    m_own.push_back(std::move(row));
    endInsertRows();
    Q_EMIT optionsChanged();
    return {};
}

void OptionModel::removeOption(int row)
{
    if (row < 0 || row >= rowCount() || isDerived(row))
        return;
    beginRemoveRows({}, row, row);
    m_own.erase(m_own.begin() + (row - static_cast<int>(m_derived.size())));
    endRemoveRows();
    Q_EMIT optionsChanged();
}

int OptionModel::moveOption(int row, bool up)
{
    if (row < 0 || row >= rowCount() || isDerived(row))
        return -1;
    const int first = static_cast<int>(m_derived.size());
    const auto number = at(row).number;
    int other = row + (up ? -1 : 1);
    while (other >= first && other < rowCount() && at(other).number != number)
        other += up ? -1 : 1;
    if (other < first || other >= rowCount())
        return -1;
    return moveOptionTo(row, up ? other : other + 1);
}

int OptionModel::moveOptionTo(int row, int before)
{
    const int first = static_cast<int>(m_derived.size());
    if (row < first || row >= rowCount() || before < first || before > rowCount() ||
        before == row || before == row + 1)
        return -1;
    const int to = before > row ? before - 1 : before;
    beginMoveRows({}, row, row, {}, before);
    Row moved = std::move(m_own[static_cast<std::size_t>(row - first)]);
    m_own.erase(m_own.begin() + (row - first));
    m_own.insert(m_own.begin() + (to - first), std::move(moved));
    endMoveRows();
    Q_EMIT optionsChanged();
    return to;
}

void OptionModel::clearOwn()
{
    setOwnOptions({});
}

void OptionModel::setOwnOptions(const Options &options)
{
    beginResetModel();
    m_own.clear();
    for (const OptionView &option : options) {
        if (m_own.size() >= kMaxOwn)
            break;
        // These are values: braces in them name no variable.
        m_own.push_back(rowOf(option));
        m_own.back().text = escapeVariables(m_own.back().text);
    }
    endResetModel();
    Q_EMIT optionsChanged();
}

std::vector<OptionText> OptionModel::ownTexts() const
{
    std::vector<OptionText> texts;
    for (const Row &row : m_own)
        texts.push_back({optionNameText(row.number), row.text});
    return texts;
}

void OptionModel::setOwnTexts(const std::vector<OptionText> &texts)
{
    beginResetModel();
    m_own.clear();
    for (const OptionText &text : texts) {
        const auto number = parseOptionNumber(text.name.toStdString());
        if (!number || m_own.size() >= kMaxOwn)
            continue;
        Row row;
        row.number = *number;
        row.text = text.value;
        check(row);
        m_own.push_back(std::move(row));
    }
    endResetModel();
    Q_EMIT optionsChanged();
}

void OptionModel::setExpander(Expander expander)
{
    m_expander = std::move(expander);
    expandAgain();
}

void OptionModel::expandAgain()
{
    for (Row &row : m_own) {
        if (row.text.contains(QLatin1String("{{")))
            check(row);
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT optionsChanged();
}

Options OptionModel::ownOptions() const
{
    Options options;
    for (const Row &row : m_own) {
        if (row.error.isEmpty())
            options.add(row.number, row.value);
    }
    return options;
}

bool OptionModel::isValid() const
{
    for (const Row &row : m_own) {
        if (!row.error.isEmpty())
            return false;
    }
    return true;
}

std::size_t OptionModel::encodedBytes() const
{
    Options options = ownOptions();
    for (const Row &row : m_derived)
        options.add(row.number, row.value);
    return options.view().wire().size();
}

int OptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_derived.size() + m_own.size());
}

int OptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString OptionModel::meaning(int row) const
{
    const Row &option = at(row);
    if (!option.error.isEmpty())
        return option.error;
    if (!isDerived(row))
        return optionMeaning(option.number, option.value, true);
    int place = 0;
    for (int i = 0; i <= row; ++i)
        place += at(i).number == option.number ? 1 : 0;
    if (option.number == OptionNumber::UriPath)
        return tr("path segment %1, from the address").arg(place);
    if (option.number == OptionNumber::UriQuery)
        return tr("query argument %1, from the address").arg(place);
    return optionMeaning(option.number, option.value, true);
}

QVariant OptionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case NumberColumn:
            return static_cast<int>(toNumber(row.number));
        case NameColumn: {
            const OptionDefinition *known = findOption(row.number);
            return known == nullptr ? tr("unregistered") : optionNameText(row.number);
        }
        case ValueColumn:
            return displayText(row.text);
        case MeaningColumn:
            return meaning(index.row());
        case PropertiesColumn:
            return optionProperties(row.number);
        case ColumnCount:
            return {};
        }
        return {};
    case Qt::EditRole:
        return index.column() == ValueColumn ? QVariant(row.text) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == PropertiesColumn ? optionPropertiesHint(row.number) : QString();
    case DerivedRole:
        return isDerived(index.row());
    case ErrorRole:
        return row.error;
    case OptionNumberRole:
        return static_cast<int>(toNumber(row.number));
    default:
        return {};
    }
}

bool OptionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || index.column() != ValueColumn ||
        isDerived(index.row()))
        return false;
    Row &row = m_own[static_cast<std::size_t>(index.row()) - m_derived.size()];
    row.text = value.toString();
    check(row);
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT optionsChanged();
    return true;
}

QVariant OptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case NumberColumn:
        return tr("No.");
    case NameColumn:
        return tr("Option");
    case ValueColumn:
        return tr("Value");
    case MeaningColumn:
        return tr("Meaning");
    case PropertiesColumn:
        return tr("Properties");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags OptionModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags result = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == ValueColumn && !isDerived(index.row())) {
        const OptionDefinition *known = findOption(at(index.row()).number);
        if (known == nullptr || known->format != OptionFormat::Empty)
            result |= Qt::ItemIsEditable;
    }
    return result;
}

} // namespace copper
