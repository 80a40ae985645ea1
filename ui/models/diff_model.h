// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/structural_diff.h"

#include <QAbstractTableModel>

#include <memory>

namespace copper {

// What changed from one body to another, compared in a thread of the pool. A new pair cancels the
// one under way. UI thread.
class DiffModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { KindColumn, PathColumn, BeforeColumn, AfterColumn, ColumnCount };
    enum Role {
        ChangeRole = Qt::UserRole, // int(DiffChange::Kind)
        OffsetRole,                // qulonglong, in the newer body
        LengthRole,                // 0 when nothing stands there
    };

    explicit DiffModel(QObject *parent = nullptr);
    ~DiffModel() override;

    void compare(std::shared_ptr<const Bytes> before, std::optional<std::uint32_t> beforeFormat,
                 std::shared_ptr<const Bytes> after, std::optional<std::uint32_t> afterFormat);
    void clear();
    bool isComparing() const { return m_cancel != nullptr; }
    const StructuralDiff &diff() const { return m_diff; }
    // "12 changes by path", "no change".
    QString summary() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void compared();

private:
    void cancel();
    StructuralDiff m_diff;
    bool m_known = false;
    std::shared_ptr<std::atomic<bool>> m_cancel; // of the comparison under way
};

} // namespace copper
