// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/structural_diff.h"

#include "core/payload/flat_diff.h"
#include "core/payload/plain_text.h"
#include "core/payload/sequence_diff.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <string_view>
#include <unordered_map>

namespace copper {

namespace {

constexpr double kExactWhole = 9'007'199'254'740'992; // 2^53
constexpr std::size_t kTellingText = 3; // a scalar that is shorter may be equal by chance

std::uint64_t mix(std::uint64_t value)
{
    value ^= value >> 33U;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33U;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33U);
}

// A tree with what is compared of it.
struct Side
{
    Representation tree;
    std::vector<std::uint64_t> hashes;  // of the value below, name not included
    std::vector<std::uint32_t> weights; // nodes below, itself included

    Side(ByteView body, std::optional<std::uint32_t> format)
        : tree(readPayload(body, format, kMaxDiffNodes))
    {}
    const ValueNode &node(std::uint32_t at) const { return tree.nodes[at]; }
    // Members by name, whatever their order.
    bool isKeyed(std::uint32_t at) const
    {
        const ValueNode &node = tree.nodes[at];
        return node.kind == NodeKind::Object || node.kind == NodeKind::Record ||
               node.kind == NodeKind::Link || node.meaning == NodeMeaning::SenmlPack ||
               (at == 0 && (tree.format == Representation::Format::LinkFormat ||
                            tree.format == Representation::Format::Lwm2mTlv));
    }
    void hash();
};

std::uint64_t scalarHash(const ValueNode &node)
{
    const bool exact =
        node.kind == NodeKind::Number && node.number && std::fabs(*node.number) <= kExactWhole;
    if (exact)
        return std::bit_cast<std::uint64_t>(*node.number == 0 ? 0.0 : *node.number);
    return digest64(asBytes(node.text));
}

void Side::hash()
{
    hashes.resize(tree.nodes.size());
    weights.resize(tree.nodes.size());
    // Children stand behind their parent.
    for (auto at = static_cast<std::uint32_t>(tree.nodes.size()); at-- > 0;) {
        const ValueNode &node = tree.nodes[at];
        std::uint64_t sum = 0;
        std::uint32_t weight = 1;
        const bool keyed = isKeyed(at);
        for (const std::uint32_t child : node.children) {
            weight += weights[child];
            if (keyed)
                sum += mix(hashes[child] ^ mix(digest64(asBytes(tree.nodes[child].name)) + 1));
            else
                sum = mix(sum + hashes[child]) + 1;
        }
        const bool container =
            !node.children.empty() || node.kind == NodeKind::Object || node.kind == NodeKind::Array;
        hashes[at] = mix(sum + (container && node.kind != NodeKind::Tag ? 17 : scalarHash(node))) ^
                     mix(static_cast<std::uint64_t>(node.kind) + 100);
        weights[at] = weight;
    }
}

class Differ
{
public:
    Differ(Side &before, Side &after, const std::atomic<bool> *cancel, StructuralDiff &out)
        : m_a(before), m_b(after), m_cancel(cancel), m_out(out)
    {}
    void run()
    {
        m_a.hash();
        m_b.hash();
        compare(0, 0, {}, {});
        settle();
        for (DiffChange &change : m_found)
            add(std::move(change));
    }

private:
    using Kind = DiffChange::Kind;
    // A value that only one side has, until it is known whether it only moved.
    struct Single
    {
        std::uint32_t node = 0;
        std::string path;
        std::uint32_t parent = 0;  // of its own tree
        std::uint32_t sibling = 0; // the parent's counterpart in the other tree
        bool used = false;
        std::size_t place = 0; // in m_found
    };

    void compare(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                 const std::string &pathB);
    void compareMembers(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                        const std::string &pathB);
    void compareItems(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                      const std::string &pathB);
    bool pairs(std::uint32_t a, std::uint32_t b) const;
    void removed(std::uint32_t node, std::uint32_t parent, std::uint32_t sibling, std::string path);
    void added(std::uint32_t node, std::uint32_t parent, std::uint32_t sibling, std::string path);
    void settle();
    void join(Single &before, Single &after, Kind kind);
    bool isTelling(std::uint32_t node) const
    {
        return m_b.weights[node] > 1 || m_b.node(node).text.size() >= kTellingText;
    }
    void changed(Kind kind, std::uint32_t a, std::uint32_t b, const std::string &pathA,
                 const std::string &pathB)
    {
        m_found.push_back({kind, side(m_a, a, pathA), side(m_b, b, pathB)});
    }
    static DiffSide side(const Side &of, std::uint32_t at, const std::string &path);
    void add(DiffChange &&change)
    {
        if (change.before.length == 0 && change.after.length == 0 && change.before.path.empty() &&
            change.after.path.empty() && m_joined)
            return; // became a part of another change
        ++m_out.total;
        if (m_out.changes.size() < kMaxDiffChanges)
            m_out.changes.push_back(std::move(change));
    }

    Side &m_a;
    Side &m_b;
    const std::atomic<bool> *m_cancel;
    StructuralDiff &m_out;
    std::vector<DiffChange> m_found;
    std::vector<Single> m_removed;
    std::vector<Single> m_added;
    bool m_joined = false;
};

std::string escaped(std::string_view token)
{
    std::string text;
    for (const char c : token) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text.push_back(c);
    }
    return text;
}

DiffSide Differ::side(const Side &of, std::uint32_t at, const std::string &path)
{
    const ValueNode &node = of.node(at);
    DiffSide side;
    side.path = path;
    side.kind = node.kind;
    side.text = node.text.size() > kMaxDiffText
                    ? toValidUtf8(asBytes(std::string_view(node.text).substr(0, kMaxDiffText))) +
                          "\xe2\x80\xa6"
                    : node.text;
    side.children = static_cast<std::uint32_t>(node.children.size());
    side.offset = node.offset;
    side.length = node.length;
    return side;
}

void Differ::compare(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                     const std::string &pathB)
{
    if (m_a.hashes[a] == m_b.hashes[b])
        return;
    if (m_cancel != nullptr && m_cancel->load(std::memory_order_relaxed)) {
        m_out.cancelled = true;
        return;
    }
    const ValueNode &nodeA = m_a.node(a);
    const ValueNode &nodeB = m_b.node(b);
    const bool tags = nodeA.kind == NodeKind::Tag && nodeB.kind == NodeKind::Tag;
    if (nodeA.kind != nodeB.kind || (tags && nodeA.text != nodeB.text))
        changed(Kind::Retyped, a, b, pathA, pathB);
    else if (tags && !nodeA.children.empty() && !nodeB.children.empty())
        compare(nodeA.children[0], nodeB.children[0], pathA, pathB);
    else if (m_a.isKeyed(a) && m_b.isKeyed(b))
        compareMembers(a, b, pathA, pathB);
    else if (nodeA.kind == NodeKind::Array)
        compareItems(a, b, pathA, pathB);
    else
        changed(Kind::Changed, a, b, pathA, pathB);
}

void Differ::compareMembers(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                            const std::string &pathB)
{
    // The second of two members with one name is another one.
    using Key = std::pair<std::string_view, unsigned>;
    std::map<Key, std::uint32_t> known;
    std::unordered_map<std::string_view, unsigned> times;
    for (const std::uint32_t child : m_a.node(a).children)
        known[{m_a.node(child).name, times[m_a.node(child).name]++}] = child;
    times.clear();
    std::vector<std::pair<std::uint32_t, std::uint32_t>> both;
    std::vector<std::uint32_t> fresh;
    for (const std::uint32_t child : m_b.node(b).children) {
        const auto old = known.find({m_b.node(child).name, times[m_b.node(child).name]++});
        if (old == known.end()) {
            fresh.push_back(child);
            continue;
        }
        both.emplace_back(old->second, child);
        known.erase(old);
    }
    const auto below = [](const std::string &path, const ValueNode &node) {
        return path + '/' + escaped(node.name);
    };
    std::vector<std::uint32_t> gone;
    for (const auto &[key, child] : known)
        gone.push_back(child);
    std::sort(gone.begin(), gone.end());
    for (const std::uint32_t child : gone)
        removed(child, a, b, below(pathA, m_a.node(child)));
    for (const auto &[old, child] : both)
        compare(old, child, below(pathA, m_a.node(old)), below(pathB, m_b.node(child)));
    for (const std::uint32_t child : fresh)
        added(child, b, a, below(pathB, m_b.node(child)));
}

// Whether one became the other, or one went and the other came: members that name things tell.
bool Differ::pairs(std::uint32_t a, std::uint32_t b) const
{
    static constexpr std::array<std::string_view, 6> kNames{"id", "name", "key", "href", "ep", "n"};
    const ValueNode &nodeA = m_a.node(a);
    const ValueNode &nodeB = m_b.node(b);
    if (nodeA.kind != nodeB.kind || nodeA.kind != NodeKind::Object)
        return true;
    const auto member = [](const Side &side, const ValueNode &of, std::string_view name) {
        for (const std::uint32_t child : of.children) {
            if (side.node(child).name == name)
                return std::optional(side.hashes[child]);
        }
        return std::optional<std::uint64_t>();
    };
    for (const std::string_view name : kNames) {
        const auto one = member(m_a, nodeA, name);
        const auto other = member(m_b, nodeB, name);
        if (one && other)
            return *one == *other;
    }
    return true;
}

void Differ::compareItems(std::uint32_t a, std::uint32_t b, const std::string &pathA,
                          const std::string &pathB)
{
    const auto &itemsA = m_a.node(a).children;
    const auto &itemsB = m_b.node(b).children;
    std::vector<std::uint64_t> hashesA;
    std::vector<std::uint64_t> hashesB;
    for (const std::uint32_t item : itemsA)
        hashesA.push_back(m_a.hashes[item]);
    for (const std::uint32_t item : itemsB)
        hashesB.push_back(m_b.hashes[item]);
    const auto below = [](const std::string &path, std::size_t place) {
        return path + '/' + std::to_string(place);
    };
    for (const SequenceGap &gap : sequenceDiff(hashesA, hashesB)) {
        std::size_t x = gap.aFrom;
        std::size_t y = gap.bFrom;
        while (x < gap.aTo || y < gap.bTo) {
            const bool couple = x < gap.aTo && y < gap.bTo && pairs(itemsA[x], itemsB[y]);
            if (couple) {
                compare(itemsA[x], itemsB[y], below(pathA, x), below(pathB, y));
                ++x;
                ++y;
                continue;
            }
            // Of two that are none of one another the one whose side has more left stands alone.
            const bool first = gap.aTo - x >= gap.bTo - y;
            if (first) {
                removed(itemsA[x], a, b, below(pathA, x));
                ++x;
            } else {
                added(itemsB[y], b, a, below(pathB, y));
                ++y;
            }
        }
    }
}

void Differ::removed(std::uint32_t node, std::uint32_t parent, std::uint32_t sibling,
                     std::string path)
{
    m_found.push_back({Kind::Removed, side(m_a, node, path), {}});
    m_removed.push_back({node, std::move(path), parent, sibling, false, m_found.size() - 1});
}

void Differ::added(std::uint32_t node, std::uint32_t parent, std::uint32_t sibling,
                   std::string path)
{
    m_found.push_back({Kind::Added, {}, side(m_b, node, path)});
    m_added.push_back({node, std::move(path), parent, sibling, false, m_found.size() - 1});
}

void Differ::join(Single &before, Single &after, Kind kind)
{
    before.used = true;
    after.used = true;
    m_found[after.place].kind = kind;
    m_found[after.place].before = m_found[before.place].before;
    m_found[before.place] = {};
    m_joined = true;
}

// The same value gone here and come there: renamed inside one object, else moved.
void Differ::settle()
{
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> gone;
    for (std::size_t i = 0; i < m_removed.size(); ++i)
        gone[m_a.hashes[m_removed[i].node]].push_back(i);
    const auto best = [&](const Single &single, bool renamed) -> Single * {
        const auto found = gone.find(m_b.hashes[single.node]);
        if (found == gone.end())
            return nullptr;
        for (const std::size_t i : found->second) {
            Single &other = m_removed[i];
            const bool sameParent = other.parent == single.sibling;
            const bool named = m_a.node(other.node).name == m_b.node(single.node).name;
            const bool inObject = m_b.isKeyed(single.parent);
            const bool fits =
                renamed ? sameParent && inObject : isTelling(single.node) || (named && inObject);
            if (!other.used && fits)
                return &other;
        }
        return nullptr;
    };
    for (const bool renamed : {true, false}) {
        for (Single &single : m_added) {
            if (single.used)
                continue;
            if (Single *other = best(single, renamed))
                join(*other, single, renamed ? Kind::Renamed : Kind::Moved);
        }
    }
}

bool hasValues(const Representation &tree)
{
    const bool whole = tree.fault == PayloadFault::None || tree.fault == PayloadFault::NotUtf8;
    return whole && !tree.nodes.empty() && tree.format != Representation::Format::Text &&
           tree.format != Representation::Format::Binary;
}

} // namespace

StructuralDiff structuralDiff(ByteView before, std::optional<std::uint32_t> beforeFormat,
                              ByteView after, std::optional<std::uint32_t> afterFormat,
                              const std::atomic<bool> *cancel)
{
    StructuralDiff out;
    if (equalBytes(before, after))
        return out;
    if (before.size() <= kMaxDiffTree && after.size() <= kMaxDiffTree) {
        Side a(before, beforeFormat);
        if (hasValues(a.tree)) {
            Side b(after, afterFormat);
            if (hasValues(b.tree)) {
                Differ(a, b, cancel, out).run();
                return out;
            }
        }
    }
    if (isValidUtf8(before) && isValidUtf8(after)) {
        out.way = StructuralDiff::Way::ByLine;
        lineDiff(before, after, out);
    } else {
        out.way = StructuralDiff::Way::ByByte;
        byteDiff(before, after, out);
    }
    return out;
}

} // namespace copper
