// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conformance/conformance_model.h"

#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_text.h"

namespace copper {

namespace {

constexpr int kReasonLength = 300;

Tone toneOf(PlugtestVerdict verdict)
{
    switch (verdict) {
    case PlugtestVerdict::Pass:
        return Tone::Ok;
    case PlugtestVerdict::Fail:
        return Tone::Error;
    case PlugtestVerdict::Inconclusive:
        break;
    }
    return Tone::Text3;
}

} // namespace

QString shortTestId(const PlugtestDescription &test)
{
    return QString::fromUtf8(test.id).section(QLatin1Char('_'), 2);
}

ConformanceModel::ConformanceModel(const Theme &theme, PlugtestReport &report, QObject *parent)
    : QAbstractTableModel(parent), m_theme(theme), m_report(report)
{
    connect(&report, &PlugtestReport::rowChanged, this, [this](int changed) {
        Q_EMIT dataChanged(index(changed, 0), index(changed, ColumnCount - 1));
    });
    connect(&report, &PlugtestReport::aboutToReset, this, [this] { beginResetModel(); });
    connect(&report, &PlugtestReport::reset, this, [this] { endResetModel(); });
    connect(&theme, &Theme::changed, this,
            [this] { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); });
}

int ConformanceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_report.rows().size());
}

int ConformanceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConformanceModel::stateWord(const PlugtestReport::Row &row)
{
    switch (row.state) {
    case PlugtestReport::Row::State::Waiting:
        return {};
    case PlugtestReport::Row::State::Running:
        return tr("running");
    case PlugtestReport::Row::State::Judged:
        break;
    }
    switch (row.judged.result->verdict) {
    case PlugtestVerdict::Pass:
        return tr("passed");
    case PlugtestVerdict::Fail:
        return tr("failed");
    case PlugtestVerdict::Inconclusive:
        break;
    }
    return tr("inconclusive");
}

QString ConformanceModel::textOf(const PlugtestReport::Row &row, int column) const
{
    const PlugtestResult *result =
        row.state == PlugtestReport::Row::State::Judged ? row.judged.result.get() : nullptr;
    switch (static_cast<Column>(column)) {
    case Test:
        return shortTestId(*row.test);
    case Objective:
        return QString::fromUtf8(row.test->objective);
    case Verdict:
        return stateWord(row);
    case Reason:
        return result ? displayText(QString::fromStdString(result->reason), kReasonLength)
                      : QString();
    case Rfc:
        return result ? QString::fromStdString(result->rfc) : QString::fromUtf8(row.test->rfc);
    case Time:
        return result ? durationText(result->duration) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ConformanceModel::iconOf(const PlugtestReport::Row &row) const
{
    if (row.state == PlugtestReport::Row::State::Running)
        return m_theme.fixedIcon(QStringLiteral("sending"), Tone::Copper);
    if (row.state == PlugtestReport::Row::State::Waiting)
        return {};
    const PlugtestVerdict verdict = row.judged.result->verdict;
    const QString name = verdict == PlugtestVerdict::Pass   ? QStringLiteral("ok")
                         : verdict == PlugtestVerdict::Fail ? QStringLiteral("error")
                                                            : QStringLiteral("info");
    return m_theme.fixedIcon(name, toneOf(verdict));
}

QVariant ConformanceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PlugtestReport::Row &shown = row(index.row());
    const bool judged = shown.state == PlugtestReport::Row::State::Judged;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(shown, index.column());
    case Qt::DecorationRole:
        return index.column() == Verdict ? iconOf(shown) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == Verdict && judged)
            return m_theme.color(toneOf(shown.judged.result->verdict));
        return m_theme.color(index.column() == Test        ? Tone::Text
                             : index.column() == Objective ? Tone::Text
                                                           : Tone::Text2);
    case Qt::FontRole:
        return m_theme.font(index.column() == Test ? TextRole::BodyStrong : TextRole::Body);
    case Qt::ToolTipRole:
        return index.column() == Reason ? toolTipText(textOf(shown, Reason)) : QString();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() == Time ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant ConformanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section == Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Test:
        return QString(QStringLiteral("   ") + tr("Test")); // over the indented ids
    case Objective:
        return tr("What it tries");
    case Verdict:
        return tr("Verdict");
    case Reason:
        return tr("Reason");
    case Rfc:
        return tr("Section");
    case Time:
        return tr("Time");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
