// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plugtest_report.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace copper {

// The tests of a run, one row each, with the verdict as shape, colour and word.
class ConformanceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Test, Objective, Verdict, Reason, Rfc, Time, ColumnCount };

    ConformanceModel(const Theme &theme, PlugtestReport &report, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const PlugtestReport::Row &row(int row) const
    {
        return m_report.rows()[static_cast<std::size_t>(row)];
    }
    // "passed", "failed", "inconclusive", "running", and nothing for a test not played.
    static QString stateWord(const PlugtestReport::Row &row);

private:
    QString textOf(const PlugtestReport::Row &row, int column) const;
    QVariant iconOf(const PlugtestReport::Row &row) const;

    const Theme &m_theme;
    PlugtestReport &m_report;
};

// "CORE_01"
QString shortTestId(const PlugtestDescription &test);

} // namespace copper
