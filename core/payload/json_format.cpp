// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/json_format.h"

#include "core/payload/representation.h"

#include <algorithm>

namespace copper {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::string indentedJson(std::string_view json)
{
    std::string out;
    std::size_t depth = 0;
    const auto newLine = [&] {
        out += '\n' + std::string(2 * std::min<std::size_t>(depth, kMaxPayloadDepth), ' ');
    };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isBlank(c))
            continue;
        if (c == '"') {
            const std::size_t start = i++;
            while (i < json.size() && json[i] != '"')
                i += json[i] == '\\' ? 2 : 1;
            out += json.substr(start, i + 1 - start);
        } else if (c == '{' || c == '[') {
            out += c;
            std::size_t next = i + 1;
            while (next < json.size() && isBlank(json[next]))
                ++next;
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out += json[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == '}' || c == ']') {
            depth -= depth > 0 ? 1 : 0;
            newLine();
            out += c;
        } else {
            out += c;
            if (c == ',')
                newLine();
            else if (c == ':')
                out += ' ';
        }
    }
    return out;
}

} // namespace copper
