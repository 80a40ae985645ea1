// SPDX-License-Identifier: GPL-3.0-or-later
// A URI that parses gives options, text, and the same URI again.
#include "core/coap/uri.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace copper;
    const auto uri = parseUri(asText(ByteView(data, size)));
    if (!uri)
        return 0;
    (void)toOptions(*uri);
    const auto again = parseUri(toText(*uri));
    if (!again || again->path != uri->path || again->query != uri->query ||
        again->host != uri->host)
        std::abort();
    return 0;
}
