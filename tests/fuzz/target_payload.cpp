// SPDX-License-Identifier: GPL-3.0-or-later
// The views of payloads. The first byte chooses among the Content-Formats of a target.
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/plain_text.h"
#include "core/payload/representation.h"
#include "core/payload/senml.h"
#include "core/payload/value_path.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>
#include <string>

namespace copper::fuzz {

namespace {

constexpr int kLookedAt = 16; // each is sought from the root
constexpr std::uint32_t kSenmlTimeNow = 1'778'594'531;

void requireTree(const Representation &tree, std::size_t size)
{
    require(tree.nodes.size() <= kMaxPayloadNodes + 1, "nodes are bounded");
    require(tree.faultOffset <= size, "the fault lies in the payload");
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const ValueNode &node = tree.nodes[i];
        require(node.offset <= size && node.length <= size - node.offset,
                "a node lies in the payload");
        require(node.parent < tree.nodes.size() && (i == 0 || node.parent < i),
                "a parent comes first");
        require(isValidUtf8(asBytes(node.name)) && isValidUtf8(asBytes(node.text)),
                "what is shown is UTF-8");
        for (const std::uint32_t child : node.children)
            require(child > i && child < tree.nodes.size() && tree.nodes[child].parent == i,
                    "a child knows its parent");
    }
}

void requireValues(const Representation &tree)
{
    int looked = 0;
    for (const ChartableValue &value : chartableValues(tree)) {
        if (++looked > kLookedAt)
            break;
        require(std::isfinite(value.value), "a charted number is finite");
        const auto found = valueAt(tree, value.path);
        require(found && found->node == value.node, "a value is found by its path");
        require(pathOf(tree, value.node) == value.path, "its node has that path");
    }
}

Representation view(ByteView payload, std::optional<std::uint32_t> format)
{
    Representation tree = readPayload(payload, format);
    requireTree(tree, payload.size());
    requireValues(tree);
    return tree;
}

} // namespace

void cbor(ByteView input)
{
    Reader reader(input);
    const std::uint32_t format = (reader.byte() & 1U) != 0 ? 63 : 60;
    (void)view(reader.rest(), format);
}

void notation(ByteView input)
{
    Reader reader(input);
    const std::uint8_t what = reader.byte();
    const ByteView rest = reader.rest();
    DiagnosticStyle style;
    style.sequence = (what & 1U) != 0;
    style.pretty = (what & 2U) != 0;
    style.asciiOnly = (what & 4U) != 0;
    // Bytes that can be written as text come back from it, whatever their form.
    Bytes bytes = toOwned(rest);
    if ((what & 8U) != 0) {
        auto written = fromDiagnostic(asText(rest), style.sequence);
        if (!written) {
            require(written.error().offset <= rest.size(), "the fault lies in the text");
            return;
        }
        bytes = std::move(*written);
        require(toDiagnostic(bytes, style).has_value(), "what was written can be read");
    }
    const auto text = toDiagnostic(bytes, style);
    if (!text) {
        require(text.error().offset <= bytes.size(), "the fault lies in the bytes");
        return;
    }
    const auto back = fromDiagnostic(*text, style.sequence);
    require(back.has_value() && *back == bytes, "notation says each byte");
}

void json(ByteView input)
{
    Reader reader(input);
    const std::uint8_t what = reader.byte();
    const ByteView payload = reader.rest();
    switch (what % 3) {
    case 0:
        (void)view(payload, 50);
        break;
    case 1:
        (void)view(payload, std::nullopt);
        break;
    default:
        (void)view(payload, 0);
        (void)numberWithUnit(asText(payload));
        require(isValidUtf8(asBytes(toValidUtf8(payload))), "made valid");
        break;
    }
}

void senml(ByteView input)
{
    Reader reader(input);
    const std::uint32_t format = (reader.byte() & 1U) != 0 ? 112 : 110;
    const Representation tree = view(reader.rest(), format);
    for (const SenmlRecord &record : senmlRecords(tree)) {
        require(record.node < tree.nodes.size(), "a record is a node");
        require(!record.valueNode || *record.valueNode < tree.nodes.size(), "a value is a node");
        (void)senmlAbsoluteTime(record.time, kSenmlTimeNow);
        (void)senmlEarlier(record.time, kSenmlTimeNow);
    }
}

} // namespace copper::fuzz
