// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

namespace copper {

// RFC 6690 as a tree: one Array of Link nodes, their attributes as Text. Adds the tree to `out`.
void readLinkTree(ByteView payload, Representation &out);

} // namespace copper
