// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/resource_tree.h"
#include "core/domain/workspace.h"
#include "ui/models/row_matcher.h"

#include <QAbstractItemModel>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace copper {

class DeviceKeys;

// Groups and networks > devices > folders > resources; filters and sorts itself. Reads names,
// states and values from the stores when a cell is shown; keeps only the shape, and that of a
// device's resources only once somebody has asked for them. An index is a number made of the row's
// and the node's, no pointer. While it is filtered and sorted by value, a branch before all others
// is the ranking: the resources the filter leaves, of all devices, the greatest number first; a
// resource without a number is not in it. UI thread.
class DeviceTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind { Network, Group, Device, Folder, Resource, Ranking };
    enum Column {
        NameColumn,
        ValueColumn,
        TypeColumn,
        InterfaceColumn,
        FormatColumn,
        SizeColumn,
        LastHeardColumn,
        AddressColumn,
        TagsColumn,
        NoteColumn,
        RttColumn,
        ResourcesColumn,
        BytesColumn, // of the newest value, else what the device says (sz)
        ObservedColumn,
        ColumnCount
    };
    enum Role {
        KindRole = Qt::UserRole, // int(Kind)
        DeviceIdRole,            // quint32; 0 for a network or group
        UriRole,                 // of a resource; a device's base URI
        PathRole,                // of a resource or folder
        AddressRole,             // of a device; interface of a network; name of a group
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
        MatchedRole,    // int: resources of a device that the filter leaves
        OwnerRole,      // QString: the device's name, of a resource in the ranking; else empty
        AliveRole,      // int, of a branch: devices that are alive, stale, gone
        StaleCountRole,
        GoneCountRole,
    };
    // Favourites are first in each.
    enum class SortBy { Address, Name, State, LastHeard, Value, Found };
    // Lines of "uri<TAB>value path", UTF-8; what the dashboard takes.
    static constexpr char kMimeType[] = "application/x-copperfield-resource";
    static constexpr double kSparklineSeconds = 300;
    static constexpr int kSparklinePixels = 60;
    static constexpr std::size_t kMaxBranches = 4000; // networks and groups; more share the last
    static constexpr int kSlice_ms = 8;               // of filtering, then the window's turn
    static constexpr int kSortAgain_s = 5;            // where the order depends on what comes in

    explicit DeviceTreeModel(Workspace &workspace, QObject *parent = nullptr);
    ~DeviceTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
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
    // What is to be done with a name that was typed; without it the registry is told.
    void onRename(std::function<void(DeviceId, const QString &)> rename);
    // Its row under its network. Invalid when the filter hides it.
    QModelIndex indexOf(DeviceId id) const;
    QModelIndex indexOfUri(const QString &uri) const;

    // The newest counts. What can be done in kSlice_ms is done at once, the rest in slices; rows
    // that stay keep their indexes.
    void setFilter(const QString &text);
    const DeviceQuery &query() const { return m_matcher.query(); }
    bool isFiltering() const { return m_matcher.isActive(); }
    bool isFilterPending() const { return !m_waiting.empty(); }
    std::size_t devicesShown() const;
    // Resources the filter leaves, each once, and how many of them never said anything.
    struct Found
    {
        std::size_t resources = 0;
        std::size_t unread = 0;
    };
    Found found() const;
    // Their URIs in the order shown, at most so many.
    QStringList foundUris(std::size_t most) const;
    std::size_t ranked() const { return m_ranking.size(); }

    void setSort(SortBy by);
    SortBy sortedBy() const { return m_sort; }

    // Devices whose resources were asked for; for tests and the bench.
    std::size_t treesMade() const;

Q_SIGNALS:
    // All rows have been looked at.
    void filtered();

private:
    struct Row;
    struct Branch;
    struct ShownNodes;
    struct SortKey;
    struct Place // what an index's number says
    {
        std::uint32_t branch;
        std::uint32_t row; // kNoRow: the branch itself
        std::uint32_t node;
        std::uint32_t link = kNoLink; // in the ranking: which of the row's; it has no node there
        bool isRanked() const { return link != kNoLink; }
    };
    struct Ranked
    {
        DeviceId device;
        std::uint32_t row;
        std::uint32_t link;
        double value;
    };
    struct Counters;
    static constexpr std::uint32_t kNoRow = 0xffff'ffff;
    static constexpr std::uint32_t kNoLink = 0xffff'ffff;
    static constexpr std::uint32_t kRankedBit = 0x8000'0000; // of a row's number
    static constexpr std::uint32_t kRankingBranch = 0;

    static Place placeOf(const QModelIndex &index);
    static quintptr numberOf(std::uint32_t row, std::uint32_t node);
    Kind kindOf(const Place &place) const;
    QModelIndex branchIndex(std::uint32_t branch, int column = 0) const;
    QModelIndex rowIndex(std::uint32_t row, int column = 0) const;
    QModelIndex nodeIndex(std::uint32_t row, std::uint32_t node, int column = 0) const;
    const Device *deviceOf(const Place &place) const;
    const ResourceTree &treeOf(std::uint32_t row) const;

    // device_tree_rows.cpp
    void addDevice(DeviceId id);
    void removeDevice(DeviceId id);
    void changeDevice(DeviceId id);
    void changeLinks(DeviceId id);
    void addRow(DeviceId id, std::uint32_t branch);
    void removeRow(std::uint32_t row);
    void moveRow(std::uint32_t row);
    std::uint32_t branchFor(Kind kind, const QString &name); // makes it
    std::vector<std::uint32_t> rowsOf(DeviceId id) const;
    void showBranch(std::uint32_t branch);
    void hideBranch(std::uint32_t branch);
    int branchRow(std::uint32_t branch) const; // -1: not shown
    void renumber(Branch &branch, std::size_t from);
    SortKey keyOf(const Device &device, const Row &row) const;
    void sortAll();
    bool sortBranch(std::uint32_t branch);
    void sayChanged(std::uint32_t row);
    void sayBranch(std::uint32_t branch);
    void noteValues(const QStringList &uris);
    void noteSeries(const std::vector<SeriesId> &ids);
    void refreshAges();
    void refreshProtection();
    void refreshForeign(); // links to other hosts

    // device_tree_ranking.cpp
    void followValues();
    void applyRanking();
    std::vector<Ranked> wantedRanking() const;
    void hideRanking();
    void takeOutOfRanking(const std::vector<std::uint32_t> &places); // sorted
    void dropRanked(std::uint32_t row);
    void noteNumber(std::uint32_t row, const RowMatcher::Place &live);
    void sortRanking(std::vector<Ranked> wanted);
    QModelIndex rankedIndex(std::uint32_t place, int column = 0) const;
    void indexRanking();
    static quint64 rankKey(std::uint32_t row, std::uint32_t link);

    // device_tree_filter.cpp
    RowMatcher::Match matchOf(const Row &row) const;
    void noteMatch(Row &row, const RowMatcher::Match &match) const;
    QString placeText(std::uint32_t branch) const;
    void look(std::uint32_t row); // soon
    void filterSlice();
    void applyDecisions(const std::vector<std::pair<std::uint32_t, RowMatcher::Match>> &decided);
    void hideRows(std::uint32_t branch, const std::vector<std::uint32_t> &rows);
    void showRows(std::uint32_t branch, std::vector<std::uint32_t> rows);
    std::vector<bool> shownNodesOf(const ResourceTree &tree, const RowMatcher::Match &match) const;
    void setNodes(Row &row, const RowMatcher::Match &match) const; // without a word
    void changeNodes(std::uint32_t row, const RowMatcher::Match &match);
    void changeChildren(std::uint32_t row, std::uint32_t node, const std::vector<bool> &wanted);

    // device_tree_cells.cpp
    QVariant branchData(const Place &place, int role) const;
    QVariant deviceData(const Place &place, int role) const;
    QVariant resourceData(const Place &place, int role) const;
    QVariant valueData(const QString &uri, int role) const;
    QVariant columnText(const Place &place, int column) const;
    QVariant deviceColumn(const Device &device, int column) const;
    QVariant resourceColumn(const Place &place, int column) const;
    QString branchName(const Branch &branch) const;
    QString tooltip(const Place &place) const;
    QStringList branchLines(const Branch &branch) const;
    QStringList deviceLines(const Device &device) const;
    QString noteOf(const Place &place, const QString &uri) const;
    ResourceList linksOf(const Place &place) const;
    std::optional<std::size_t> linkOf(const Place &place) const; // nothing: a folder
    const Counters &countersOf(const Branch &branch) const;
    int observedOf(DeviceId id) const; // its resources
    bool isForeign(const Place &place) const;
    QString resourceName(const Place &place) const;
    QString uriOf(const Place &place) const;

    Workspace &m_workspace;
    const DeviceKeys *m_keys = nullptr;
    std::function<void(DeviceId, const QString &)> m_rename;
    mutable std::vector<Row> m_rows; // by number; free ones are used again
    std::vector<std::uint32_t> m_freeRows;
    std::vector<Branch> m_branches; // by number
    std::vector<std::uint32_t> m_freeBranches;
    std::vector<std::uint32_t> m_top;                  // branches that are shown, in their order
    std::multimap<DeviceId, std::uint32_t> m_byDevice; // rows; the one of the network first
    RowMatcher m_matcher;
    std::vector<Ranked> m_ranking;                             // as it is shown
    std::unordered_map<quint64, std::uint32_t> m_rankOf;       // by rankKey(): place in it
    bool m_isForeignOld = false;                               // a device came, went or got a name
    bool m_isRankingDue = false;                               // behind this pass of the filter
    bool m_isRankingOld = false;                               // with the next tick
    mutable std::unordered_map<std::uint32_t, int> m_observed; // by device
    mutable bool m_isObservedOld = true;
    std::deque<std::uint32_t> m_waiting; // rows for the filter to look at
    QTimer m_slice;
    SortBy m_sort = SortBy::Address;
    std::uint32_t m_order = 0;
    int m_ticksSinceSort = 0;
};

} // namespace copper
