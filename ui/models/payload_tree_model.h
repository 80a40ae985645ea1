// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include "core/domain/session_events.h"
#include "core/payload/representation.h"
#include "core/payload/value_path.h"

#include <memory>
#include <optional>

namespace copper {

// A payload as a tree of values over its one unchanged buffer. Each row knows its bytes. UI thread.
class PayloadTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, ValueColumn, MeaningColumn, BytesColumn, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, // qulonglong
        LengthRole,
        KindRole,       // int(NodeKind)
        StrongRole,     // bool: has children
        LinkTargetRole, // QString: href of a link, else empty
        PathRole,       // QString: value path; null when the row carries no number
        FailedRole,     // bool
        UnitTextRole,   // behind the value, in its usual sign
    };

    explicit PayloadTreeModel(QObject *parent = nullptr);

    // `previous` is the representation before, for "was 23.4, 63 s ago".
    void setPayload(std::shared_ptr<const Bytes> payload,
                    std::optional<std::uint32_t> contentFormat, WallTime at);
    void setPrevious(std::shared_ptr<const Bytes> payload,
                     std::optional<std::uint32_t> contentFormat, WallTime at);
    void clear();
    const Representation &representation() const { return m_representation; }
    ByteView payload() const { return m_payload ? ByteView(*m_payload) : ByteView(); }

    // The smallest value that holds this byte.
    QModelIndex indexForByte(std::size_t offset) const;
    std::optional<ValuePath> valuePath(const QModelIndex &index) const;
    // "half-precision float", "text", for the foot line.
    const ValueNode *node(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    static QVariant columnHeader(int section, Qt::Orientation orientation, int role);
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString nameOf(std::uint32_t at) const;
    QString valueOf(std::uint32_t at) const;
    QString unitOf(std::uint32_t at) const;
    QString meaningOf(std::uint32_t at) const;
    const ValueNode *measuredChild(const ValueNode &record) const;
    int rowOf(std::uint32_t at) const;

    std::shared_ptr<const Bytes> m_payload;
    Representation m_representation;
    WallTime m_at;
    const Representation *previous() const;
    std::shared_ptr<const Bytes> m_previousPayload;
    std::optional<std::uint32_t> m_previousFormat;
    mutable std::optional<Representation> m_previous; // read when a number is first compared
    WallTime m_previousAt;
};

} // namespace copper
