// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's door to one target, which the build names.
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    copper::fuzz::COPPER_FUZZ_TARGET(copper::ByteView(data, size));
    return 0;
}
