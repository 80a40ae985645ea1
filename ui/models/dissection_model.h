// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include "core/base/bytes.h"
#include "core/coap/dissection.h"
#include "ui/models/tree_items.h"

namespace copper {

// One message as its fields, with byte ranges; a secure one with the DTLS record around it, or a
// DTLS record. UI thread.
class DissectionModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { FieldColumn, ValueColumn, BytesColumn, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, // qulonglong
        LengthRole,
        MeaningRole, // QString, stands behind the value
        StrongRole,  // bool
        FailedRole,  // bool
        AroundRole,  // bool: the bytes are those of the DTLS record around the message
    };
    static constexpr std::size_t kMaxPayloadRows = 2000;

    explicit DissectionModel(QObject *parent = nullptr);

    // `around` is the DTLS record it was in, whose bytes are others; empty: none.
    void setDatagram(ByteView datagram, ByteView around = {});
    void setRecord(ByteView record);
    void clear();
    const Dissection &dissection() const { return m_dissection; }
    // The smallest field that holds this byte; invalid when there is none.
    QModelIndex indexForByte(std::size_t offset, bool around = false) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::uint32_t add(std::int32_t parent, ByteItem item);
    void build(ByteView datagram);
    void addHeader(ByteView datagram);
    void addOptions(ByteView datagram, bool isRequest);
    void addPayload(ByteView datagram);
    void addRecord(ByteView record, bool around);

    Dissection m_dissection;
    std::vector<ByteItem> m_items;
    std::vector<std::uint32_t> m_roots;
};

} // namespace copper
