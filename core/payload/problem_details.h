// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

namespace copper {

// RFC 9290 §2.1: given a tree read as CBOR, the standard entries of the outer map get their
// meaning. What has another type, and custom entries, stay as they are.
void annotateProblem(Representation &representation);

} // namespace copper
