// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

namespace copper {

// RFC 8259, strictly, but for text that is not UTF-8, which is noted. Adds the tree to `out`.
void readJson(ByteView payload, Representation &out);

} // namespace copper
