// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/large_payload_model.h"

#include <QElapsedTimer>

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kStep = 64U << 10U; // bytes between two looks at the clock

} // namespace

LargePayloadModel::LargePayloadModel(QObject *parent) : QAbstractItemModel(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &LargePayloadModel::advance);
}

void LargePayloadModel::setPayload(std::shared_ptr<const Bytes> payload,
                                   std::optional<ScanFormat> format, Content content)
{
    beginResetModel();
    m_timer.stop();
    m_jobs.clear();
    m_nodes.clear();
    m_free.clear();
    m_reveal.reset();
    m_fault = PayloadFault::None;
    m_payload = std::move(payload);
    m_format = format;
    m_senml.reset();
    if (m_payload) {
        if (content == Content::Senml)
            m_senml = std::make_shared<SenmlTimeline>(*m_payload, format == ScanFormat::Cbor);
        ScannedItem root;
        root.kind = content == Content::Text ? NodeKind::Text : NodeKind::ByteString;
        root.length = m_payload->size();
        make(0, 0, format ? ContainerScan::root(*m_payload, *format) : root);
    }
    endResetModel();
}

std::uint32_t LargePayloadModel::make(std::uint32_t parent, int row, const ScannedItem &item)
{
    std::uint32_t at = 0;
    if (m_free.empty()) {
        at = static_cast<std::uint32_t>(m_nodes.size());
        m_nodes.emplace_back();
    } else {
        at = m_free.back();
        m_free.pop_back();
        m_nodes[at] = {};
    }
    Node &node = m_nodes[at];
    node.parent = parent;
    node.row = row;
    node.item = item;
    node.state = ContainerScan::isContainer(item.kind) ? State::Unread : State::Leaf;
    // "[]" and 80: nothing to open.
    const bool json = m_format == ScanFormat::Json;
    if (item.length == (json ? 2U : 1U) && m_format != ScanFormat::CborSequence)
        node.state = State::Leaf;
    return at;
}

ScanFormat LargePayloadModel::formatOf(std::uint32_t node) const
{
    if (node != 0 && m_format == ScanFormat::CborSequence)
        return ScanFormat::Cbor;
    return m_format.value_or(ScanFormat::Json);
}

QModelIndex LargePayloadModel::indexOf(std::uint32_t node, int column) const
{
    return createIndex(m_nodes[node].row, column, quintptr(node));
}

void LargePayloadModel::touched(std::uint32_t node)
{
    Q_EMIT dataChanged(indexOf(node), indexOf(node, columnCount() - 1));
}

bool LargePayloadModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && at(parent).state == State::Unread;
}

void LargePayloadModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        startReading(static_cast<std::uint32_t>(parent.internalId()));
}

void LargePayloadModel::startReading(std::uint32_t at)
{
    Node &node = m_nodes[at];
    // Rows never come inside the call: a view may be in the middle of adding others.
    node.state = State::Reading;
    if (node.range && node.count > kPage) {
        m_jobs.push_back({at, std::nullopt});
    } else if (node.range) {
        const Known &known = *node.known;
        const auto after =
            std::upper_bound(known.marks.begin(), known.marks.end(), node.index,
                             [](std::uint64_t index, const ContainerScan::Mark &mark) {
                                 return index < mark.index;
                             });
        m_jobs.push_back(
            {at, ContainerScan(*m_payload, known.format, known.container,
                               {node.index, node.index + node.count}, *std::prev(after))});
    } else {
        m_jobs.push_back({at, ContainerScan(*m_payload, formatOf(at), node.item, {0, kPage})});
        if (m_senml && at == 0 && node.item.kind == NodeKind::Array)
            m_jobs.back().scan->setObserver(
                [senml = m_senml](std::uint64_t index, const ScannedItem &item) {
                    senml->take(index, item);
                });
    }
    m_timer.start();
}

void LargePayloadModel::advance()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_jobs.empty() && clock.elapsed() < kSlice_ms) {
        if (m_jobs.front().scan && !m_jobs.front().scan->step(kStep))
            continue;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        finish(job);
        return; // rows were added: the view's turn
    }
    if (!m_jobs.empty())
        touched(m_jobs.front().node);
}

void LargePayloadModel::finish(Job &job)
{
    const std::uint32_t at = job.node;
    if (job.scan && !m_nodes[at].range) {
        auto known = std::make_shared<Known>();
        known->container = m_nodes[at].item;
        known->format = formatOf(at);
        known->count = job.scan->count();
        known->fault = job.scan->fault();
        known->faultOffset = job.scan->faultOffset();
        if (known->count > kPage)
            known->marks = job.scan->marks();
        if (m_fault == PayloadFault::None && known->fault != PayloadFault::None) {
            m_fault = known->fault;
            m_faultOffset = known->faultOffset;
        }
        m_nodes[at].known = std::move(known);
    }
    const bool range = m_nodes[at].range;
    const std::uint64_t count = range ? m_nodes[at].count : m_nodes[at].known->count;
    if (count > kPage)
        addRanges(at, m_nodes[at].index * (range ? 1 : 0), count);
    else
        addItems(at, job.scan->items(), range ? m_nodes[at].index : 0);
    if (m_jobs.empty())
        m_timer.stop();
    continueRevealing();
    if (m_jobs.empty())
        Q_EMIT idle();
}

bool LargePayloadModel::hasRoom(std::uint32_t at, std::size_t rows)
{
    if (m_nodes.size() - m_free.size() + rows <= kMaxRows)
        return true;
    m_nodes[at].state = State::Refused;
    touched(at);
    return false;
}

void LargePayloadModel::addItems(std::uint32_t at, const std::vector<ScannedItem> &items,
                                 std::uint64_t first)
{
    if (!hasRoom(at, items.size()))
        return;
    m_nodes[at].state = State::Read;
    if (holdsRecords(at))
        addBases(at, items, first);
    if (!items.empty() && m_nodes[at].range)
        settleBegin(at, items[0].keyLength > 0 ? items[0].keyOffset : items[0].offset);
    if (!items.empty()) {
        beginInsertRows(indexOf(at), 0, static_cast<int>(items.size()) - 1);
        std::vector<std::uint32_t> children;
        for (std::size_t i = 0; i < items.size(); ++i) {
            children.push_back(make(at, static_cast<int>(i), items[i]));
            m_nodes[children.back()].index = first + i;
            // Where the container's fault is known, its Invalid child can name it.
            m_nodes[children.back()].known =
                items[i].kind == NodeKind::Invalid ? m_nodes[at].known : nullptr;
        }
        m_nodes[at].children = std::move(children);
        endInsertRows();
    }
    touched(at);
}

// Of a range only a place before its first value is known until it is opened: not every value has a
// mark. What lies between belongs to the range before, also where that stands in another.
void LargePayloadModel::settleBegin(std::uint32_t at, std::size_t begin)
{
    while (m_nodes[at].range) {
        ScannedItem &item = m_nodes[at].item;
        item.length -= std::min(item.length, begin - item.offset);
        item.offset = begin;
        const Node &above = m_nodes[m_nodes[at].parent];
        if (m_nodes[at].row > 0) {
            const std::uint32_t before =
                above.children[static_cast<std::size_t>(m_nodes[at].row) - 1];
            ScannedItem &other = m_nodes[before].item;
            other.length = begin - other.offset;
            return;
        }
        at = m_nodes[at].parent;
    }
}

// The root of a pack, and the ranges in it.
bool LargePayloadModel::holdsRecords(std::uint32_t at) const
{
    return m_senml && m_nodes[0].item.kind == NodeKind::Array &&
           (at == 0 || (m_nodes[at].range && m_nodes[at].known == m_nodes[0].known));
}

void LargePayloadModel::addBases(std::uint32_t at, const std::vector<ScannedItem> &items,
                                 std::uint64_t first)
{
    auto bases = std::make_shared<std::vector<RowBases>>();
    SenmlBases now = m_senml->before(first);
    bases->push_back({0, now});
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
        m_senml->apply(items[i], now);
        if (!(now == bases->back().bases))
            bases->push_back({i + 1, now});
    }
    m_nodes[at].bases = std::move(bases);
}

void LargePayloadModel::addRanges(std::uint32_t at, std::uint64_t first, std::uint64_t count)
{
    std::uint64_t size = kPage;
    while ((count + size - 1) / size > kPage)
        size *= kPage;
    const std::uint64_t rows = (count + size - 1) / size;
    if (!hasRoom(at, static_cast<std::size_t>(rows)))
        return;
    m_nodes[at].state = State::Read;
    const std::shared_ptr<Known> known = m_nodes[at].known;
    const std::size_t end = m_nodes[at].item.offset + m_nodes[at].item.length;
    beginInsertRows(indexOf(at), 0, static_cast<int>(rows) - 1);
    std::vector<std::uint32_t> children;
    for (std::uint64_t i = 0; i < rows; ++i) {
        const std::uint64_t from = first + i * size;
        const auto after =
            std::upper_bound(known->marks.begin(), known->marks.end(), from,
                             [](std::uint64_t index, const ContainerScan::Mark &mark) {
                                 return index < mark.index;
                             });
        ScannedItem item;
        item.kind = NodeKind::Array;
        item.offset = std::prev(after)->offset; // at the latest
        item.length = end - item.offset;
        const std::uint32_t child = make(at, static_cast<int>(i), item);
        Node &node = m_nodes[child];
        node.range = true;
        node.state = State::Unread;
        node.index = from;
        node.count = std::min(size, first + count - from);
        node.known = known;
        if (!children.empty())
            m_nodes[children.back()].item.length =
                item.offset - m_nodes[children.back()].item.offset;
        children.push_back(child);
    }
    m_nodes[at].children = std::move(children);
    endInsertRows();
    touched(at);
}

void LargePayloadModel::forget(std::uint32_t at)
{
    std::vector<std::uint32_t> open{at};
    while (!open.empty()) {
        const std::uint32_t one = open.back();
        open.pop_back();
        std::erase_if(m_jobs, [one](const Job &job) { return job.node == one; });
        for (const std::uint32_t child : m_nodes[one].children)
            open.push_back(child);
        if (one != at) {
            m_nodes[one] = {};
            m_free.push_back(one);
        }
    }
    m_nodes[at].children.clear();
    m_nodes[at].bases.reset();
}

void LargePayloadModel::release(const QModelIndex &index)
{
    if (!index.isValid() || at(index).state == State::Leaf)
        return;
    const auto node = static_cast<std::uint32_t>(index.internalId());
    const auto rows = static_cast<int>(m_nodes[node].children.size());
    if (rows > 0)
        beginRemoveRows(index.siblingAtColumn(0), 0, rows - 1);
    forget(node);
    m_nodes[node].state = State::Unread;
    if (rows > 0)
        endRemoveRows();
    // What was refused may have room now.
    for (Node &each : m_nodes) {
        if (each.state == State::Refused)
            each.state = State::Unread;
    }
    if (m_jobs.empty())
        m_timer.stop();
    touched(node);
}

std::uint32_t LargePayloadModel::deepest(std::size_t offset) const
{
    std::uint32_t at = 0;
    while (true) {
        const auto &children = m_nodes[at].children;
        const auto after =
            std::upper_bound(children.begin(), children.end(), offset,
                             [this](std::size_t value, std::uint32_t child) {
                                 const ScannedItem &item = m_nodes[child].item;
                                 return value < (item.keyLength > 0 ? item.keyOffset : item.offset);
                             });
        if (after == children.begin())
            return at;
        const std::uint32_t child = *std::prev(after);
        const ScannedItem &item = m_nodes[child].item;
        if (offset >= item.offset + item.length)
            return at;
        at = child;
    }
}

QModelIndex LargePayloadModel::indexForByte(std::size_t offset) const
{
    return m_nodes.empty() ? QModelIndex() : indexOf(deepest(offset));
}

void LargePayloadModel::reveal(std::size_t offset)
{
    if (m_nodes.empty())
        return;
    m_reveal = offset;
    continueRevealing();
}

void LargePayloadModel::continueRevealing()
{
    while (m_reveal) {
        const std::uint32_t at = deepest(*m_reveal);
        const State before = m_nodes[at].state;
        if (before == State::Reading)
            return;
        if (before == State::Unread)
            startReading(at);
        if (before == State::Unread)
            return;
        m_reveal.reset();
        Q_EMIT revealed(indexOf(at));
    }
}

} // namespace copper
