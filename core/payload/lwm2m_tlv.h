// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

namespace copper {

// OMA LwM2M TLV (Content-Format 11542) as a tree under one Object: object instances and resources
// with several instances are Objects, named by their identifier. A value's type stands in the
// object model and not in the bytes: printable UTF-8 of three bytes or more is Text, else one, two,
// four or eight bytes are a signed Number, anything else a ByteString. Adds the tree to `out`.
void readLwm2mTlv(ByteView payload, Representation &out);

} // namespace copper
