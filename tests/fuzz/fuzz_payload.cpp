// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses the Content-Format.
#include "core/payload/representation.h"
#include "core/payload/value_path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace copper;
    static constexpr std::uint32_t kFormats[] = {0, 40, 42, 50, 60, 110, 112};
    if (size == 0)
        return 0;
    const ByteView payload(data + 1, size - 1);
    std::optional<std::uint32_t> format;
    if (data[0] % 8 < 7)
        format = kFormats[data[0] % 8];
    const Representation representation = readPayload(payload, format);
    if (representation.nodes.size() > kMaxPayloadNodes + 1)
        __builtin_trap();
    for (const ValueNode &node : representation.nodes) {
        if (node.offset > payload.size() || node.length > payload.size() - node.offset)
            __builtin_trap();
    }
    for (const ChartableValue &value : chartableValues(representation))
        (void)valueAt(representation, value.path);
    return 0;
}
