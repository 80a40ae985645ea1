// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/named_body.h"

namespace copper::test {

Bytes bodyNamed(const std::string &name, std::size_t size)
{
    Bytes body(name.begin(), name.end());
    body.push_back('\n');
    body.reserve(size);
    std::uint32_t state = 2166136261U;
    for (const char c : name)
        state = (state ^ static_cast<std::uint8_t>(c)) * 16777619U;
    while (body.size() < size) {
        state = state * 1664525U + 1013904223U;
        body.push_back(static_cast<std::uint8_t>(state >> 24U));
    }
    return body;
}

std::string nameOf(ByteView body)
{
    const std::string_view text = asText(body);
    return std::string(text.substr(0, text.find('\n')));
}

std::size_t sizeOf(const std::string &path)
{
    for (const ResourceKind &kind : kResources) {
        if (path == kind.path)
            return kind.size;
    }
    return 0;
}

std::string resourceName(std::size_t server, const std::string &path, unsigned version)
{
    return "s" + std::to_string(server) + "/" + path + "/" + std::to_string(version);
}

} // namespace copper::test
