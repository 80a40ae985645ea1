// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/problem_details.h"

#include <array>
#include <string_view>

namespace copper {

namespace {

struct Entry
{
    std::string_view key; // as its decimal text
    NodeMeaning meaning;
    NodeKind kind;
};

constexpr std::array kEntries{
    Entry{"-1", NodeMeaning::ProblemTitle, NodeKind::Text},
    Entry{"-2", NodeMeaning::ProblemDetail, NodeKind::Text},
    Entry{"-3", NodeMeaning::ProblemInstance, NodeKind::Text},
    Entry{"-4", NodeMeaning::ProblemResponseCode, NodeKind::Number},
    Entry{"-5", NodeMeaning::ProblemBaseUri, NodeKind::Text},
    Entry{"-6", NodeMeaning::ProblemBaseLanguage, NodeKind::Text},
    Entry{"-7", NodeMeaning::ProblemBaseDirection, NodeKind::Boolean},
};

} // namespace

void annotateProblem(Representation &representation)
{
    if (representation.nodes.empty() || representation.nodes[0].kind != NodeKind::Object)
        return;
    for (const std::uint32_t child : representation.nodes[0].children) {
        ValueNode &node = representation.nodes[child];
        for (const Entry &entry : kEntries) {
            // A text may carry its language in tag 38.
            const bool fits = node.kind == entry.kind ||
                              (entry.kind == NodeKind::Text && node.kind == NodeKind::Tag);
            if (node.name == entry.key && fits)
                node.meaning = entry.meaning;
        }
    }
}

} // namespace copper
