// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <string>

namespace copper::test {

struct ResourceKind
{
    const char *path;
    std::size_t size;
};
// "a" fits the smallest block, "c" the largest; the others do not.
inline constexpr std::array<ResourceKind, 5> kResources{
    {{"a", 12}, {"b", 700}, {"c", 1024}, {"d", 5'000}, {"e", 20'000}}};
std::size_t sizeOf(const std::string &path);

// A body that says what it is in its first line, and is otherwise different in each byte's place.
Bytes bodyNamed(const std::string &name, std::size_t size);
std::string nameOf(ByteView body);
// "s2/d/7": server, path, version.
std::string resourceName(std::size_t server, const std::string &path, unsigned version);

} // namespace copper::test
