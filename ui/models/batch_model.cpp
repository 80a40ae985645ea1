// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/batch_model.h"

#include "core/domain/resource_uri.h"
#include "ui/text/batch_export.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

namespace {

// 1 is A, 26 is Z, 27 is AA.
QString letters(std::size_t number)
{
    QString text;
    while (number > 0) {
        --number;
        text.prepend(QChar(static_cast<char16_t>(u'A' + number % 26)));
        number /= 26;
    }
    return text;
}

bool isRight(BatchModel::Column column)
{
    return column == BatchModel::RttColumn || column == BatchModel::SizeColumn;
}

} // namespace

BatchModel::BatchModel(RequestBatch &batch, QObject *parent)
    : QAbstractTableModel(parent), m_batch(batch), m_rows(static_cast<int>(batch.rows().size()))
{
    connect(&batch, &RequestBatch::aboutToReset, this, [this] { beginResetModel(); });
    connect(&batch, &RequestBatch::reset, this, [this] {
        m_rows = static_cast<int>(m_batch.rows().size());
        endResetModel();
    });
    connect(&batch, &RequestBatch::rowAboutToBeAdded, this,
            [this](int row) { beginInsertRows({}, row, row); });
    connect(&batch, &RequestBatch::rowAdded, this, [this] {
        ++m_rows;
        endInsertRows();
    });
    connect(&batch, &RequestBatch::rowChanged, this,
            [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
    connect(&batch, &RequestBatch::ruleChanged, this, [this] {
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    });
}

int BatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int BatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BatchModel::text(const RequestBatch::Row &row, Column column)
{
    switch (column) {
    case DeviceColumn: {
        if (!row.deviceName.isEmpty())
            return displayText(row.deviceName, 80);
        const auto parts = splitUri(row.uri);
        return parts ? displayText(bareHost(*parts), 80) : QString();
    }
    case ResourceColumn: {
        const auto parts = splitUri(row.uri);
        return displayText(parts ? parts->path + parts->query : row.uri, 120);
    }
    case CodeColumn:
        return row.response ? codeText(row.response->code) : QString();
    case AnswerColumn:
        return batchAnswerText(row);
    case KindColumn:
        return letters(row.answer);
    case RttColumn:
        return row.response ? durationText(row.response->rtt) : QString();
    case SizeColumn:
        return row.response ? byteSize(row.response->payloadSize) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant BatchModel::sortValue(const RequestBatch::Row &row, Column column)
{
    switch (column) {
    case KindColumn:
        return static_cast<qulonglong>(row.answer);
    case RttColumn:
        return row.response ? toSeconds(row.response->rtt) : -1.0;
    case SizeColumn:
        return row.response ? static_cast<qlonglong>(row.response->payloadSize) : -1LL;
    case DeviceColumn:
    case ResourceColumn:
    case CodeColumn:
    case AnswerColumn:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

// With what a small window has no column for.
QString BatchModel::tip(const RequestBatch::Row &row) const
{
    QStringList lines{displayText(row.uri).toHtmlEscaped()};
    for (const Column column : {RttColumn, SizeColumn}) {
        const QString name = headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const QString line = name + QStringLiteral(": ") + text(row, column);
        lines << line.toHtmlEscaped();
    }
    return QStringLiteral("<span>") + lines.join(QStringLiteral("<br>")) +
           QStringLiteral("</span>");
}

QVariant BatchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= static_cast<int>(m_batch.rows().size()))
        return {};
    const RequestBatch::Row &row = m_batch.rows()[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == AnswerColumn ? batchAnswerText(row).toHtmlEscaped() : tip(row);
    case UriRole:
        return row.uri;
    case SortRole:
        return sortValue(row, column);
    case DiffersRole:
        return row.differs || row.state == RequestBatch::State::Failed;
    case StateRole:
        return static_cast<int>(row.state);
    case ErrorRole:
        return row.failure || (row.response && !row.response->code.isSuccess());
    default:
        return {};
    }
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && column == KindColumn)
        return tr("Answers that are the same in code, format and bytes have the same letter");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case DeviceColumn:
        return tr("Device");
    case ResourceColumn:
        return tr("Resource");
    case CodeColumn:
        return tr("Code");
    case AnswerColumn:
        return tr("Answer");
    case KindColumn:
        return tr("Same");
    case RttColumn:
        return tr("Round trip");
    case SizeColumn:
        return tr("Size");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
