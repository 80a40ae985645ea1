// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/senml_table_model.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/value_text.h"

#include <cmath>

namespace copper {

namespace {

constexpr qsizetype kLongestCell = 1024;

QString utf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString timeText(const std::optional<double> &time)
{
    if (!time)
        return {};
    SenmlEntry number;
    number.value = *time;
    return utf8(senmlValueText(number));
}

std::optional<double> timeOf(const QString &typed)
{
    bool good = false;
    const double value = typed.trimmed().toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

SenmlTableModel::SenmlTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void SenmlTableModel::setPack(const SenmlPack &pack)
{
    beginResetModel();
    m_pack = pack;
    m_values.clear();
    m_times.clear();
    for (const SenmlEntry &entry : m_pack.entries) {
        m_values.push_back(utf8(senmlValueText(entry)));
        m_times.push_back(timeText(entry.time));
    }
    endResetModel();
    Q_EMIT packChanged();
}

void SenmlTableModel::setBase(const std::string &name, std::optional<double> time)
{
    m_pack.baseName = name;
    m_pack.baseTime = time;
    if (!m_pack.entries.empty())
        Q_EMIT dataChanged(index(0, MeaningColumn), index(rowCount() - 1, MeaningColumn));
    Q_EMIT packChanged();
}

// RFC 8428 §4.2 and §4.5.1: a name, and either a value or a sum.
QString SenmlTableModel::errorOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    const SenmlEntry &entry = m_pack.entries[at];
    const std::string name = m_pack.baseName + entry.name;
    if (name.empty())
        return tr("A record needs a name, or a base name above.");
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool letter =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || (c != '-' && c != ':' && c != '.' && c != '/' && c != '_')))
            return tr("A name begins with a letter or digit and has only - : . / _ besides.");
    }
    if (std::holds_alternative<std::monostate>(entry.value))
        return tr("A record needs a value.");
    if (!m_times[at].trimmed().isEmpty() && !entry.time)
        return tr("The time is a number of seconds.");
    return {};
}

QString SenmlTableModel::problem() const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QString error = errorOf(row);
        if (!error.isEmpty())
            return tr("Row %1: %2").arg(row + 1).arg(error);
    }
    return {};
}

QString SenmlTableModel::meaningOf(int row) const
{
    const QString error = errorOf(row);
    if (!error.isEmpty())
        return error;
    const SenmlEntry &entry = m_pack.entries[static_cast<std::size_t>(row)];
    QStringList parts;
    if (!m_pack.baseName.empty())
        parts << displayText(utf8(m_pack.baseName + entry.name), 100);
    const QString unit = unitMeaning(utf8(entry.unit));
    if (!unit.isEmpty())
        parts << unit;
    if (std::holds_alternative<std::string>(entry.value))
        parts << tr("text");
    else if (std::holds_alternative<bool>(entry.value))
        parts << tr("yes or no");
    else if (std::holds_alternative<Bytes>(entry.value))
        parts << tr("bytes");
    // RFC 8428 §4.5.3
    constexpr double kFirstAbsolute = 268'435'456;
    const double time = entry.time.value_or(0) + m_pack.baseTime.value_or(0);
    if (time >= kFirstAbsolute)
        parts << utcText(time);
    return parts.join(QStringLiteral(", "));
}

bool SenmlTableModel::addRow()
{
    const int row = rowCount();
    if (static_cast<std::size_t>(row) >= kMaxSenmlEntries)
        return false;
    beginInsertRows({}, row, row);
    m_pack.entries.emplace_back();
    m_values.emplace_back();
    m_times.emplace_back();
    endInsertRows();
    Q_EMIT packChanged();
    return true;
}

void SenmlTableModel::removeRow(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_pack.entries.erase(m_pack.entries.begin() + row);
    m_values.erase(m_values.begin() + row);
    m_times.erase(m_times.begin() + row);
    endRemoveRows();
    Q_EMIT packChanged();
}

int SenmlTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pack.entries.size());
}

int SenmlTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant SenmlTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == ErrorRole)
        return errorOf(index.row());
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const SenmlEntry &entry = m_pack.entries[at];
    QString text;
    switch (static_cast<Column>(index.column())) {
    case NameColumn:
        text = utf8(entry.name);
        break;
    case UnitColumn:
        text = utf8(entry.unit);
        break;
    case ValueColumn:
        text = m_values[at];
        break;
    case TimeColumn:
        text = m_times[at];
        break;
    case MeaningColumn:
        return role == Qt::DisplayRole ? QVariant(meaningOf(index.row())) : QVariant();
    case ColumnCount:
        return {};
    }
    return role == Qt::EditRole ? text : displayText(text, 200);
}

bool SenmlTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    const auto at = static_cast<std::size_t>(index.row());
    SenmlEntry &entry = m_pack.entries[at];
    const QString typed = value.toString().left(kLongestCell);
    switch (static_cast<Column>(index.column())) {
    case NameColumn:
        entry.name = typed.trimmed().toStdString();
        break;
    case UnitColumn:
        entry.unit = typed.trimmed().toStdString();
        break;
    case ValueColumn:
        m_values[at] = typed;
        setSenmlValue(entry, typed.toStdString());
        break;
    case TimeColumn:
        m_times[at] = typed;
        entry.time = timeOf(typed);
        break;
    case MeaningColumn:
    case ColumnCount:
        return false;
    }
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT packChanged();
    return true;
}

QVariant SenmlTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case NameColumn:
        return tr("Name");
    case UnitColumn:
        return tr("Unit");
    case ValueColumn:
        return tr("Value");
    case TimeColumn:
        return tr("Time");
    case MeaningColumn:
        return tr("Meaning");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags SenmlTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags result = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() < MeaningColumn)
        result |= Qt::ItemIsEditable;
    return result;
}

} // namespace copper
