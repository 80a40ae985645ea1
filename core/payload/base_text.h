// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace copper {

// RFC 4648. Reading: either alphabet of base64, with or without padding; nothing else between.
std::optional<Bytes> fromBase64(std::string_view text);
std::string toBase64Url(ByteView bytes); // without padding
// Base 32, `extended` with the alphabet of base32hex; upper and lower case, padding may be missing.
std::optional<Bytes> fromBase32(std::string_view text, bool extended);

} // namespace copper
