// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_tree.h"

#include <QByteArray>

#include <functional>
#include <string_view>
#include <unordered_map>

namespace copper {

namespace {

// Segments with their slashes' meaning kept: "/a//b" has an empty one between. Calls
// visit(begin, end) in octets; stops when it says false.
template <typename Visit>
void forSegments(std::string_view path, const Visit &visit)
{
    std::size_t begin = path.starts_with('/') ? 1 : 0;
    if (begin == 0 && path.find("://") != std::string_view::npos) {
        visit(begin, path.size());
        return;
    }
    for (int depth = 1;; ++depth) {
        std::size_t end = path.find('/', begin);
        if (end == std::string_view::npos || depth == ResourceTree::kMaxDepth)
            end = path.size();
        if (!visit(begin, end) || end == path.size())
            return;
        begin = end + 1;
    }
}

struct Key
{
    std::uint32_t parent;
    std::string_view name;
    bool operator==(const Key &) const = default;
};

struct KeyHash
{
    std::size_t operator()(const Key &key) const
    {
        return std::hash<std::string_view>{}(key.name) ^ (key.parent * 0x9e3779b97f4a7c15U);
    }
};

} // namespace

struct ResourceTree::Builder
{
    std::vector<Node> nodes{Node{}}; // in the order they were first named
    std::unordered_map<Key, std::uint32_t, KeyHash> known;
    bool cut = false;

    void insert(const ResourceList &links, std::size_t link)
    {
        const ResourceList::TextId source = links.texts(link).path;
        const std::string_view path = links.text(source);
        std::uint32_t at = 0;
        bool whole = true;
        forSegments(path, [&](std::size_t begin, std::size_t end) {
            const Key key{at, path.substr(begin, end - begin)};
            const auto next = known.find(key);
            if (next != known.end()) {
                at = next->second;
                return true;
            }
            if (nodes.size() >= kMaxNodes) {
                whole = false;
                return false;
            }
            Node node;
            node.parent = at;
            node.source = source;
            node.nameBegin = static_cast<std::uint32_t>(begin);
            node.pathEnd = static_cast<std::uint32_t>(end);
            at = static_cast<std::uint32_t>(nodes.size());
            nodes.push_back(node);
            known.emplace(key, at);
            return true;
        });
        cut = cut || !whole;
        if (whole && nodes[at].link < 0)
            nodes[at].link = static_cast<std::int32_t>(link);
    }

    // Children together, each level behind the one above. What every device has goes below what
    // this one is for.
    std::vector<Node> inOrder(std::uint32_t wellKnown) const
    {
        const std::size_t count = nodes.size();
        std::vector<std::uint32_t> first(count + 1, 0);
        for (std::size_t i = 1; i < count; ++i)
            ++first[nodes[i].parent + 1];
        for (std::size_t i = 1; i <= count; ++i)
            first[i] += first[i - 1];
        std::vector<std::uint32_t> children(count > 0 ? count - 1 : 0);
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (std::uint32_t i = 1; i < count; ++i) {
            if (i != wellKnown)
                children[next[nodes[i].parent]++] = i;
        }
        if (wellKnown != 0)
            children[next[0]] = wellKnown;
        std::vector<Node> result;
        result.reserve(count);
        result.push_back(nodes.front());
        std::vector<std::uint32_t> before{0}; // index in `nodes` of each in `result`
        before.reserve(count);
        for (std::uint32_t at = 0; at < result.size(); ++at) {
            const std::uint32_t old = before[at];
            result[at].firstChild = static_cast<std::uint32_t>(result.size());
            result[at].children = first[old + 1] - first[old];
            for (std::uint32_t i = first[old]; i < first[old + 1]; ++i) {
                result.push_back(nodes[children[i]]);
                result.back().parent = at;
                before.push_back(children[i]);
            }
        }
        return result;
    }
};

ResourceTree::ResourceTree() : m_nodes{Node{}} {}

ResourceTree::ResourceTree(ResourceList links) : m_links(std::move(links))
{
    Builder builder;
    for (std::size_t i = 0; i < m_links.size(); ++i)
        builder.insert(m_links, i);
    const auto wellKnown = builder.known.find({0, ".well-known"});
    m_nodes = builder.inOrder(wellKnown == builder.known.end() ? 0 : wellKnown->second);
    m_cut = builder.cut;
}

std::string_view ResourceTree::nameOf(const Node &node) const
{
    return m_links.text(node.source).substr(node.nameBegin, node.pathEnd - node.nameBegin);
}

QString ResourceTree::name(std::uint32_t index) const
{
    if (index == 0)
        return {};
    const std::string_view name = nameOf(m_nodes[index]);
    return name.empty() ? QStringLiteral("/")
                        : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString ResourceTree::path(std::uint32_t index) const
{
    if (index == 0)
        return {};
    const Node &node = m_nodes[index];
    const std::string_view path = m_links.text(node.source).substr(0, node.pathEnd);
    const QString text = QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
    const bool whole = path.starts_with('/') || path.find("://") != std::string_view::npos;
    return whole ? text : QLatin1Char('/') + text;
}

std::uint32_t ResourceTree::find(const QString &path) const
{
    const QByteArray utf8 = path.toUtf8();
    const std::string_view text(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    std::uint32_t at = 0;
    forSegments(text, [&](std::size_t begin, std::size_t end) {
        const std::string_view name = text.substr(begin, end - begin);
        const Node &parent = m_nodes[at];
        at = 0;
        for (std::uint32_t i = parent.firstChild; i < parent.firstChild + parent.children; ++i) {
            if (nameOf(m_nodes[i]) == name) {
                at = i;
                break;
            }
        }
        return at != 0;
    });
    return at;
}

} // namespace copper
