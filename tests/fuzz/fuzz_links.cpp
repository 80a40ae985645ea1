// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/link_format.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace copper;
    LinkLimits limits;
    limits.maxLinks = 50;
    limits.maxAttributes = 8;
    const LinkList list = parseLinkFormat(asText(ByteView(data, size)), limits);
    if (list.links.size() > 50)
        __builtin_trap();
    (void)toLinkFormat(list.links);
    for (const Link &link : list.links) {
        (void)matches(link, {"rt", "a", true});
        (void)decodeExtendedValue(link.value("title*"));
    }
    return 0;
}
