// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/codec.h"
#include "core/coap/dissection.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace copper::fuzz {

namespace {

void requireSame(const MessageView &a, const MessageView &b)
{
    require(a.type == b.type && a.code == b.code && a.mid == b.mid && a.token == b.token,
            "a header survives");
    require(equalBytes(a.payload, b.payload), "a payload survives");
    require(std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(),
                       [](const OptionView &x, const OptionView &y) {
                           return x.number == y.number && equalBytes(x.value, y.value);
                       }),
            "options survive");
}

// By one allocation, and by the writer that needs none.
void writeAgain(const MessageView &message)
{
    const Bytes written = encode(message, message.options, message.payload);
    require(written.size() == encodedSize(message, message.options, message.payload),
            "the size is known before");
    const auto second = decode(written);
    require(second.has_value(), "what is written can be read");
    requireSame(message, *second);
    Bytes buffer(written.size());
    MessageWriter writer(buffer);
    writer.header(message);
    for (const OptionView &option : message.options)
        writer.option(option.number, option.value);
    const auto piecewise = writer.payload(message.payload).finish();
    require(piecewise && equalBytes(*piecewise, written), "both writers agree");
}

void requireInside(const Dissection &dissection, std::size_t size)
{
    const auto inside = [size](std::size_t offset, std::size_t length) {
        return offset <= size && length <= size - offset;
    };
    for (const Field &field : dissection.fields)
        require(inside(field.offset, field.length) && inside(field.valueOffset, field.valueLength),
                "a field lies in the datagram");
    for (const Finding &finding : dissection.findings)
        require(inside(finding.offset, finding.length), "a finding lies in the datagram");
}

} // namespace

void codec(ByteView input)
{
    const auto message = decode(input);
    const Dissection dissection = dissect(input);
    require(message.has_value() != dissection.malformed, "strict and tolerant agree");
    requireInside(dissection, input.size());
    if (message)
        writeAgain(*message);
    else
        require(message.error().offset <= input.size(), "the fault lies in the datagram");
}

} // namespace copper::fuzz
