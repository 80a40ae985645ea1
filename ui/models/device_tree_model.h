// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/resource_tree.h"
#include "core/domain/workspace.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <map>
#include <memory>
#include <vector>

namespace copper {

class DeviceKeys;

// Networks > devices > folders > resources. Reads names, states and values from the stores when a
// cell is shown; keeps only the shape. UI thread.
class DeviceTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind { Network, Device, Folder, Resource };
    enum Column {
        NameColumn,
        ValueColumn,
        TypeColumn,
        InterfaceColumn,
        FormatColumn,
        SizeColumn,
        ColumnCount
    };
    enum Role {
        KindRole = Qt::UserRole, // int(Kind)
        DeviceIdRole,            // quint32; 0 for a network
        UriRole,                 // of a resource; a device's base URI
        PathRole,                // of a resource or folder
        AddressRole,             // of a device; interface of a network
        StateRole,               // int(DeviceState)
        TrailingRole,            // "now", "stale 4 min", the device count of a network
        ProtectionRole,          // int(Protection) of a device
        FavouriteRole,           // bool
        NoteRole,                // small text behind a resource: "SenML · CBOR", "14.2 KiB"
        ValueTextRole,
        UnitTextRole,
        SeriesPathRole, // QString: value path of the number shown
        ObservedRole,   // bool
        ObservableRole, // bool: the device says so
        PointsRole,     // QList<QPointF>: seconds and values of the last minutes
        StepsRole,      // bool: set or on/off values
        StaleRole,      // bool
        ChangedAtRole,  // qlonglong: Unix microseconds of the last change, 0 for none
        FilterRole,     // everything a filter may look for
        SortRole,
    };
    // Lines of "uri<TAB>value path", UTF-8; what the dashboard takes.
    static constexpr char kMimeType[] = "application/x-copperfield-resource";
    static constexpr double kSparklineSeconds = 300;
    static constexpr int kSparklinePixels = 60;

    explicit DeviceTreeModel(Workspace &workspace, QObject *parent = nullptr);
    ~DeviceTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override; // rename
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    // "uri<TAB>value path" a line for each resource. See kMimeType.
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    // Without it every device counts as in the clear.
    void setKeys(const DeviceKeys &keys);
    QModelIndex indexOf(DeviceId id) const;
    QModelIndex indexOfUri(const QString &uri) const;

private:
    struct Item;
    static const Item *itemOf(const QModelIndex &index);
    QModelIndex indexFor(const Item *item, int column = 0) const;
    Item *networkItem(const QString &name); // makes it
    Item *deviceItem(DeviceId id) const;
    void addDevice(DeviceId id);
    void removeDevice(DeviceId id);
    void changeDevice(DeviceId id);
    void rebuildLinks(DeviceId id);
    void buildChildren(Item &device);
    void forgetUris(const Item &item);
    void noteValues(const QStringList &uris);
    void noteSeries(const std::vector<SeriesId> &ids);
    void refreshAges();
    QVariant networkData(const Item &item, int role) const;
    QVariant deviceData(const Item &item, int role) const;
    QVariant resourceData(const Item &item, int role) const;
    QVariant valueData(const Item &item, int role) const;
    QVariant columnText(const Item &item, int column) const;
    QString tooltip(const Item &item) const;
    QString noteOf(const Item &item, const ResourceLink &link) const;
    const ResourceLink *linkOf(const Item &item) const;
    const LatestValue *latestOf(const Item &item) const;

    void refreshProtection();

    Workspace &m_workspace;
    const DeviceKeys *m_keys = nullptr;
    std::vector<std::unique_ptr<Item>> m_networks;
    std::map<QString, Item *> m_byUri;
    std::map<DeviceId, Item *> m_byDevice;
};

} // namespace copper
