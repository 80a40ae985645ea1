// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace copper {

// JSON (RFC 8259) with two blanks for each level; strings and numbers stay as they are written.
// What is no JSON is only laid out, never changed: between strings blanks come and go.
std::string indentedJson(std::string_view json);

} // namespace copper
