// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/option_text.h"

#include "core/coap/block_option.h"
#include "core/coap/content_format.h"
#include "core/coap/option_wire.h"

#include <algorithm>
#include <charconv>

namespace copper {

namespace {

OptionTextError fault(OptionTextFault kind, OptionNumber number, std::string_view value)
{
    return {kind, optionName(number), std::string(value), 0, 0};
}

std::optional<std::uint64_t> decimal(std::string_view text)
{
    std::uint64_t value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 10);
    if (text.empty() || error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

bool looksLikeHex(std::string_view text)
{
    return text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

std::optional<Bytes> hexBytes(std::string_view text)
{
    return looksLikeHex(text) ? fromHex(text.substr(2)) : std::nullopt;
}

bool isBlockOption(OptionNumber number)
{
    return number == OptionNumber::Block1 || number == OptionNumber::Block2 ||
           number == OptionNumber::QBlock1 || number == OptionNumber::QBlock2;
}

// "NUM/M/SIZE"
std::optional<Bytes> blockBytes(std::string_view text)
{
    const std::size_t first = text.find('/');
    const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    const auto num = decimal(text.substr(0, first));
    const auto more = decimal(text.substr(first + 1, second - first - 1));
    const auto size = decimal(text.substr(second + 1));
    if (!num || *num > kMaxBlockNumber || !more || *more > 1 || !size || *size > 1024)
        return std::nullopt;
    const auto szx = szxForSize(static_cast<std::uint32_t>(*size));
    if (!szx)
        return std::nullopt;
    return encodeUint(BlockValue{static_cast<std::uint32_t>(*num), *more == 1, *szx}.toUint());
}

// A uint's value from a name or another written form that belongs to this option alone.
std::optional<Bytes> specialUint(OptionNumber number, std::string_view text)
{
    if (number == OptionNumber::ContentFormat || number == OptionNumber::Accept) {
        const auto format = contentFormatByName(text);
        return format ? std::optional(encodeUint(*format)) : std::nullopt;
    }
    return isBlockOption(number) ? blockBytes(text) : std::nullopt;
}

Result<Bytes, OptionTextError> uintValue(const OptionDefinition &definition, std::string_view text)
{
    if (const auto special = specialUint(definition.number, text))
        return *special;
    const auto value = decimal(text);
    if (!value)
        return failure(fault(OptionTextFault::NotANumber, definition.number, text));
    Bytes bytes = encodeUint(*value);
    // Hop-Limit has a fixed length of one byte, RFC 8768 §3.
    if (bytes.size() < definition.minLength)
        bytes.insert(bytes.begin(), definition.minLength - bytes.size(), 0);
    return bytes;
}

Result<Bytes, OptionTextError> byFormat(const OptionDefinition &definition, std::string_view text)
{
    if (const auto bytes = hexBytes(text))
        return *bytes;
    switch (definition.format) {
    case OptionFormat::Empty:
        if (!text.empty())
            return failure(fault(OptionTextFault::NoValueAllowed, definition.number, text));
        return Bytes();
    case OptionFormat::String:
        return toOwned(asBytes(text));
    case OptionFormat::Opaque:
        if (looksLikeHex(text))
            return failure(fault(OptionTextFault::NotHex, definition.number, text));
        return toOwned(asBytes(text));
    case OptionFormat::Uint:
        if (looksLikeHex(text))
            return failure(fault(OptionTextFault::NotHex, definition.number, text));
        return uintValue(definition, text);
    }
    return Bytes();
}

Result<Bytes, OptionTextError> unregistered(OptionNumber number, std::string_view text)
{
    Bytes bytes;
    if (const auto hex = hexBytes(text))
        bytes = *hex;
    else if (looksLikeHex(text))
        return failure(fault(OptionTextFault::NotHex, number, text));
    else if (const auto value = decimal(text))
        bytes = encodeUint(*value);
    else
        bytes = toOwned(asBytes(text));
    if (bytes.size() > kMaxOptionLength) {
        OptionTextError error = fault(OptionTextFault::WrongLength, number, text);
        error.maxLength = kMaxOptionLength;
        return failure(error);
    }
    return bytes;
}

} // namespace

std::string optionName(OptionNumber number)
{
    const OptionDefinition *const definition = findOption(number);
    return definition == nullptr ? std::to_string(toNumber(number)) : std::string(definition->name);
}

Result<OptionNumber, OptionTextError> parseOptionNumber(std::string_view text)
{
    if (const OptionDefinition *const definition = findOptionByName(text))
        return definition->number;
    const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return failure(OptionTextError{OptionTextFault::UnknownName, std::string(text), {}, 0, 0});
    const auto number = decimal(text);
    if (!number || *number > UINT16_MAX)
        return failure(
            OptionTextError{OptionTextFault::NumberOutOfRange, std::string(text), {}, 0, 0});
    return static_cast<OptionNumber>(*number);
}

Result<Bytes, OptionTextError> parseOptionValue(OptionNumber number, std::string_view text)
{
    const OptionDefinition *const definition = findOption(number);
    if (definition == nullptr)
        return unregistered(number, text);
    auto bytes = byFormat(*definition, text);
    if (!bytes)
        return bytes;
    if (bytes->size() < definition->minLength || bytes->size() > definition->maxLength) {
        OptionTextError error = fault(OptionTextFault::WrongLength, number, text);
        error.minLength = definition->minLength;
        error.maxLength = definition->maxLength;
        return failure(error);
    }
    return bytes;
}

Result<ParsedOption, OptionTextError> parseOption(std::string_view text)
{
    const std::size_t equals = text.find('=');
    const auto number = parseOptionNumber(text.substr(0, equals));
    if (!number)
        return failure(number.error());
    const OptionDefinition *const definition = findOption(*number);
    const bool empty = definition != nullptr && definition->format == OptionFormat::Empty;
    if (equals == std::string_view::npos && !empty)
        return failure(fault(OptionTextFault::MissingValue, *number, {}));
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
    auto bytes = parseOptionValue(*number, value);
    if (!bytes)
        return failure(bytes.error());
    return ParsedOption{*number, std::move(*bytes)};
}

std::string optionValueText(const OptionView &option)
{
    const OptionDefinition *const definition = findOption(option.number);
    const auto hex = [&option] {
        return option.value.empty() ? std::string() : "0x" + toHex(option.value);
    };
    if (definition == nullptr)
        return hex();
    switch (definition->format) {
    case OptionFormat::Empty:
    case OptionFormat::Opaque:
        return hex();
    case OptionFormat::String:
        return isValidUtf8(option.value) ? std::string(asText(option.value)) : hex();
    case OptionFormat::Uint:
        break;
    }
    if (option.value.size() > definition->maxLength)
        return hex();
    if (isBlockOption(option.number)) {
        if (const auto block = decodeBlock(option.value))
            return blockText(*block);
    }
    return std::to_string(option.asUint());
}

std::optional<std::string> optionSourceText(const OptionView &option)
{
    for (std::string text : {optionValueText(option), "0x" + toHex(option.value)}) {
        const auto back = parseOptionValue(option.number, text);
        if (back && equalBytes(*back, option.value))
            return text;
    }
    return std::nullopt;
}

} // namespace copper
