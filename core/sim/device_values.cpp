// SPDX-License-Identifier: GPL-3.0-or-later
// The resources profiles are made of: measured and settable numbers.
#include "core/sim/device_profiles.h"
#include "core/sim/senml_writer.h"

#include <charconv>
#include <cmath>
#include <numbers>

namespace copper {

namespace {

constexpr std::uint32_t kText = 0;
constexpr std::uint32_t kSenmlJson = 110;
constexpr std::uint32_t kSenmlCbor = 112;

std::optional<double> parseNumber(ByteView content)
{
    std::string_view text = asText(content);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.remove_suffix(1);
    if (text == "true" || text == "on")
        return 1;
    if (text == "false" || text == "off")
        return 0;
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace

double DeviceProfileContext::wander(TimePoint now, const std::string &key,
                                    double periodSeconds) const
{
    // Three sines whose periods do not divide each other: smooth, and never the same twice.
    const std::uint64_t hash = digest64(asBytes(key)) ^ (seed * 0x9e3779b97f4a7c15ULL);
    const double phase = static_cast<double>(hash % 10'000) / 10'000 * 2 * std::numbers::pi;
    const double turn = 2 * std::numbers::pi * unixSeconds(now) / periodSeconds;
    return 0.55 * std::sin(turn + phase) + 0.3 * std::sin(2.37 * turn + 2 * phase) +
           0.15 * std::sin(6.11 * turn + 3 * phase);
}

Response textResponse(const std::string &text)
{
    Response response;
    response.options.addUint(OptionNumber::ContentFormat, kText);
    response.payload = toOwned(asBytes(text));
    return response;
}

Response errorResponse(Code code, const std::string &diagnostic)
{
    Response response;
    response.code = code;
    response.payload = toOwned(asBytes(diagnostic));
    return response;
}

std::vector<LinkAttribute> linkAttributes(const std::string &rt, const std::string &interface,
                                          const std::string &ct, const std::string &title)
{
    return {{"rt", rt, 0, 0}, {"if", interface, 0, 0}, {"ct", ct, 0, 0}, {"title", title, 0, 0}};
}

DeviceResource measuredResource(DeviceProfileContext &context, const MeasuredValue &measured)
{
    DeviceResource resource;
    resource.path = measured.path;
    resource.attributes =
        linkAttributes(measured.resourceType, "core.s", "0 110 112", measured.title);
    resource.period = measured.period;
    resource.uploadLimit = 0;
    const auto rounded = [measured](TimePoint now) {
        const double scale = std::pow(10, measured.decimals);
        return std::round(measured.value(now) * scale) / scale;
    };
    resource.state = [rounded, measured](TimePoint now) {
        return decimalText(rounded(now), measured.decimals);
    };
    resource.handle = [&context, measured,
                       rounded](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        const double value = rounded(request.now);
        const std::uint32_t accept =
            request.options.uintValue(OptionNumber::Accept).value_or(kText);
        SenmlRecord record{measured.name, measured.unit, value, {}, {}};
        Response response;
        if (accept == kText) {
            std::string text = decimalText(value, measured.decimals);
            if (!measured.shown.empty())
                text += ' ' + measured.shown;
            response = textResponse(text);
        } else if (accept == kSenmlJson) {
            response.options.addUint(OptionNumber::ContentFormat, kSenmlJson);
            response.payload =
                toOwned(asBytes(senmlJson(context.name + "/", std::nullopt, {record})));
        } else if (accept == kSenmlCbor) {
            response.options.addUint(OptionNumber::ContentFormat, kSenmlCbor);
            response.payload = senmlCbor(context.name + "/", std::nullopt, {record});
        } else {
            return errorResponse(code::kNotAcceptable, "0, 110 or 112");
        }
        response.options.addUint(OptionNumber::MaxAge, 60);
        return response;
    };
    return resource;
}

DeviceResource settableResource(DeviceProfileContext &context, const SettableValue &settable)
{
    DeviceResource resource;
    resource.path = settable.path;
    resource.attributes = linkAttributes(settable.resourceType, "core.a", "0", settable.title);
    resource.period = seconds(1);
    resource.uploadLimit = 64;
    const auto current = [&context, settable] {
        const auto it = context.settings.find(settable.key);
        return it == context.settings.end() ? settable.initial : it->second;
    };
    resource.state = [current](TimePoint) {
        return decimalText(current(), 2);
    };
    resource.handle = [&context, settable,
                       current](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method == code::kGet) {
            const std::uint32_t accept =
                request.options.uintValue(OptionNumber::Accept).value_or(kText);
            if (accept != kText)
                return errorResponse(code::kNotAcceptable, "0");
            std::string text = decimalText(current(), 2);
            if (!settable.unit.empty())
                text += ' ' + settable.unit;
            return textResponse(text);
        }
        if (request.method != code::kPut && request.method != code::kPost)
            return std::nullopt;
        const std::optional<double> value = parseNumber(request.content());
        if (!value || *value < settable.smallest || *value > settable.largest)
            return errorResponse(code::kBadRequest, "a number from " +
                                                        decimalText(settable.smallest, 2) + " to " +
                                                        decimalText(settable.largest, 2));
        context.settings[settable.key] = *value;
        Response response;
        response.code = code::kChanged;
        return response;
    };
    return resource;
}

} // namespace copper
