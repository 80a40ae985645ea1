// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/container_scan.h"
#include "core/payload/senml_timeline.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace copper {

// A payload of any size as a tree over its one unchanged buffer. A container is gone over when it
// is opened, in slices of a few milliseconds of the window's thread; of more than kPage values rows
// for ranges stand between. What was closed is forgotten. Records of a SenML pack show what they
// mean, with the base values of all before them. Columns and roles are PayloadTreeModel's.
class LargePayloadModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr std::uint64_t kPage = 1000;
    static constexpr std::size_t kMaxRows = 100'000; // at a time
    static constexpr int kSlice_ms = 4;

    explicit LargePayloadModel(QObject *parent = nullptr);

    enum class Content { Values, Text, Senml };
    // Nothing as format: bytes or text without values inside, as one row.
    void setPayload(std::shared_ptr<const Bytes> payload, std::optional<ScanFormat> format,
                    Content content = Content::Values);
    void clear() { setPayload(nullptr, std::nullopt); }
    const std::shared_ptr<const Bytes> &payload() const { return m_payload; }
    bool isReading() const { return !m_jobs.empty(); }
    // The first fault that was met, if any.
    PayloadFault fault() const { return m_fault; }
    std::size_t faultOffset() const { return m_faultOffset; }

    // Forgets what is below: its row was closed.
    void release(const QModelIndex &index);
    // Opens what holds this byte, one level after the other; ends with revealed().
    void reveal(std::size_t offset);
    // The smallest value that holds this byte, of those that are rows.
    QModelIndex indexForByte(std::size_t offset) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void revealed(const QModelIndex &index);
    void idle(); // nothing is left to be read

private:
    enum class State { Leaf, Unread, Reading, Refused, Read };
    // What one pass over a container found.
    struct Known
    {
        ScannedItem container;
        ScanFormat format = ScanFormat::Json;
        std::uint64_t count = 0;
        std::vector<ContainerScan::Mark> marks;
        PayloadFault fault = PayloadFault::None;
        std::size_t faultOffset = 0;
    };
    // What is in force before some of the rows below a node: of the row, and of those after it.
    struct RowBases
    {
        std::size_t row = 0;
        SenmlBases bases;
    };
    struct Node
    {
        std::uint32_t parent = 0;
        int row = 0;
        State state = State::Leaf;
        bool range = false;
        ScannedItem item;
        std::uint64_t index = 0; // among its siblings; of a range its first
        std::uint64_t count = 0; // of a range
        std::shared_ptr<Known> known;
        std::shared_ptr<const std::vector<RowBases>> bases; // SenML: its children are records
        std::vector<std::uint32_t> children;
    };
    struct Job
    {
        std::uint32_t node = 0;
        std::optional<ContainerScan> scan; // nothing: ranges in a range, which need none
    };

    const Node &at(const QModelIndex &index) const { return m_nodes[index.internalId()]; }
    QModelIndex indexOf(std::uint32_t node, int column = 0) const;
    ScanFormat formatOf(std::uint32_t node) const;
    std::uint32_t make(std::uint32_t parent, int row, const ScannedItem &item);
    void startReading(std::uint32_t node);
    void advance();
    void finish(Job &job);
    void addItems(std::uint32_t node, const std::vector<ScannedItem> &items, std::uint64_t first);
    void addRanges(std::uint32_t node, std::uint64_t first, std::uint64_t count);
    void settleBegin(std::uint32_t range, std::size_t begin);
    bool hasRoom(std::uint32_t node, std::size_t rows);
    void addBases(std::uint32_t node, const std::vector<ScannedItem> &items, std::uint64_t first);
    bool holdsRecords(std::uint32_t node) const;
    // What this row means, if it is a record that can be resolved.
    std::optional<SenmlRecord> recordOf(std::uint32_t node) const;
    NodeMeaning fieldOf(std::uint32_t node, const ValueNode &shown) const; // None: in no record
    void forget(std::uint32_t node);
    void continueRevealing();
    std::uint32_t deepest(std::size_t offset) const;
    void touched(std::uint32_t node);
    QString nameOf(std::uint32_t node, const ValueNode &shown) const;
    QString valueOf(std::uint32_t node, const ValueNode &shown) const;
    QString meaningOf(std::uint32_t node, const ValueNode &shown) const;
    ValueNode shownOf(std::uint32_t node) const;

    std::shared_ptr<const Bytes> m_payload;
    std::optional<ScanFormat> m_format;
    std::shared_ptr<SenmlTimeline> m_senml; // null: no pack
    std::vector<Node> m_nodes;              // [0] is the root when there is a payload
    std::vector<std::uint32_t> m_free;
    std::deque<Job> m_jobs;
    QTimer m_timer;
    std::optional<std::size_t> m_reveal;
    PayloadFault m_fault = PayloadFault::None;
    std::size_t m_faultOffset = 0;
};

} // namespace copper
