// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

namespace copper {

// RFC 8949: all major types, indefinite lengths, half floats. Map keys that are no scalar become a
// child "key" before their "value". Adds the tree to `out`.
void readCbor(ByteView payload, Representation &out);
// RFC 8742: a sequence of data items, under one Array.
void readCborSequence(ByteView payload, Representation &out);

} // namespace copper
