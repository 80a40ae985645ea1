// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_tree.h"

#include <QStringList>

#include <algorithm>
#include <map>

namespace copper {

namespace {

// Segments with their slashes' meaning kept: "/a//b" has an empty one between.
QStringList segmentsOf(const QString &path)
{
    const QString relative = path.startsWith(QLatin1Char('/')) ? path.mid(1) : path;
    QStringList segments = relative.split(QLatin1Char('/'));
    if (segments.size() > ResourceTree::kMaxDepth) {
        const QString rest =
            QStringList(segments.mid(ResourceTree::kMaxDepth - 1)).join(QLatin1Char('/'));
        segments = segments.mid(0, ResourceTree::kMaxDepth - 1);
        segments << rest;
    }
    return segments;
}

} // namespace

ResourceTree::ResourceTree()
{
    m_nodes.emplace_back();
    m_nodes.front().path = QString();
}

ResourceTree::ResourceTree(const std::vector<ResourceLink> &links) : ResourceTree()
{
    for (std::size_t i = 0; i < links.size(); ++i)
        insert(links[i].path, static_cast<std::int32_t>(i));
    // What every device has goes below what this one is for.
    std::vector<std::uint32_t> &top = m_nodes.front().children;
    std::stable_partition(top.begin(), top.end(), [this](std::uint32_t child) {
        return m_nodes[child].name != QLatin1String(".well-known");
    });
}

void ResourceTree::insert(const QString &path, std::int32_t link)
{
    std::uint32_t at = 0;
    QString soFar;
    for (const QString &segment : segmentsOf(path)) {
        soFar += QLatin1Char('/') + segment;
        std::uint32_t next = 0;
        // Newest first: link lists come sorted by path more often than not.
        const std::vector<std::uint32_t> &children = m_nodes[at].children;
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
            if (m_nodes[*child].path == soFar) {
                next = *child;
                break;
            }
        }
        if (next == 0) {
            if (m_nodes.size() >= kMaxNodes) {
                m_cut = true;
                return;
            }
            next = static_cast<std::uint32_t>(m_nodes.size());
            Node node;
            node.name = segment.isEmpty() ? QStringLiteral("/") : segment;
            node.path = soFar;
            node.parent = at;
            m_nodes.push_back(std::move(node));
            m_nodes[at].children.push_back(next);
        }
        at = next;
    }
    if (m_nodes[at].link < 0)
        m_nodes[at].link = link;
}

int ResourceTree::row(std::uint32_t index) const
{
    const std::vector<std::uint32_t> &siblings = m_nodes[m_nodes[index].parent].children;
    const auto found = std::find(siblings.begin(), siblings.end(), index);
    return static_cast<int>(found - siblings.begin());
}

std::uint32_t ResourceTree::find(const QString &path) const
{
    std::uint32_t at = 0;
    QString soFar;
    for (const QString &segment : segmentsOf(path)) {
        soFar += QLatin1Char('/') + segment;
        const std::vector<std::uint32_t> &children = m_nodes[at].children;
        const auto next = std::find_if(children.begin(), children.end(), [&](std::uint32_t child) {
            return m_nodes[child].path == soFar;
        });
        if (next == children.end())
            return 0;
        at = *next;
    }
    return at;
}

} // namespace copper
