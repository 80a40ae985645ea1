// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message_summary.h"

#include "core/coap/codec.h"

#include <QString>

namespace copper {

namespace {

// Invalid UTF-8 becomes U+FFFD.
std::string cleanUtf8(std::string_view text)
{
    if (isValidUtf8(asBytes(text)))
        return std::string(text);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

std::string pathAndQuery(OptionsView options)
{
    std::string text;
    for (const OptionView &option : options) {
        if (option.number == OptionNumber::UriPath) {
            text += '/';
            text += asText(option.value);
        }
    }
    if (text.empty())
        text.push_back('/');
    char separator = '?';
    for (const OptionView &option : options) {
        if (option.number == OptionNumber::UriQuery) {
            text += separator;
            text += asText(option.value);
            separator = '&';
        }
    }
    return cleanUtf8(text);
}

} // namespace

std::optional<BlockInfo> blockInfo(std::optional<std::uint32_t> optionValue)
{
    if (!optionValue || (*optionValue & 7U) == 7U || *optionValue > 0xffffffU)
        return std::nullopt;
    BlockInfo info;
    info.number = *optionValue >> 4U;
    info.more = (*optionValue & 8U) != 0;
    info.size = 16U << (*optionValue & 7U);
    return info;
}

MessageSummary summarize(ByteView datagram)
{
    MessageSummary summary;
    const auto decoded = decode(datagram);
    if (decoded) {
        if (decoded->code.isRequest())
            summary.path = pathAndQuery(decoded->options);
        for (const OptionView &option : decoded->options) {
            if (option.number != OptionNumber::UriPath && option.number != OptionNumber::UriQuery)
                summary.options.emplace_back(option.number, toOwned(option.value));
        }
        summary.contentFormat = decoded->options.uintValue(OptionNumber::ContentFormat);
        summary.observe = decoded->options.uintValue(OptionNumber::Observe);
        summary.block1 = blockInfo(decoded->options.uintValue(OptionNumber::Block1));
        summary.block2 = blockInfo(decoded->options.uintValue(OptionNumber::Block2));
        summary.payloadLength = decoded->payload.size();
        summary.payloadOffset = datagram.size() - decoded->payload.size();
    }
    const Dissection dissection = dissect(datagram);
    summary.malformed = dissection.malformed;
    for (const Finding &finding : dissection.findings) {
        const bool worse = !summary.firstFinding ||
                           (isMalformed(finding.kind) && !isMalformed(summary.firstFinding->kind));
        if (worse)
            summary.firstFinding = finding;
    }
    return summary;
}

} // namespace copper
