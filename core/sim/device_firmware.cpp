// SPDX-License-Identifier: GPL-3.0-or-later
// The profiles with a life of their own: a board that takes firmware, and one that misbehaves.
#include "core/sim/device_profiles.h"
#include "core/sim/senml_writer.h"

#include <cmath>
#include <sstream>

namespace copper {

namespace {

constexpr std::size_t kFactoryImageBytes = 48 * 1024;
constexpr std::uint64_t kMaxImageBytes = 128U << 20U;
constexpr std::uint64_t kMaxFileBytes = 128U << 20U;
constexpr std::size_t kVersionSearchBytes = 4096;

Bytes factoryImage(std::uint64_t seed)
{
    Bytes image(kFactoryImageBytes);
    SeededRandom(seed).fill(image);
    const std::string banner = "copperfield board firmware 1.4.0\n";
    std::copy(banner.begin(), banner.end(), image.begin());
    return image;
}

// The first "N.N.N" near the start of an image; else what tells it apart from others.
std::string versionOf(const Bytes &image)
{
    const std::size_t end = std::min(image.size(), kVersionSearchBytes);
    for (std::size_t i = 0; i < end; ++i) {
        std::string found;
        int points = 0;
        for (std::size_t k = i; k < end && found.size() < 20; ++k) {
            const char c = static_cast<char>(image[k]);
            if (c == '.' && !found.empty() && found.back() != '.')
                ++points;
            else if (c < '0' || c > '9')
                break;
            found += c;
        }
        if (points == 2 && found.back() != '.')
            return found;
    }
    std::ostringstream text;
    text << "unnamed " << std::hex << (digest64(image) & 0xffffffffU);
    return text.str();
}

std::optional<Response> handleFirmware(DeviceProfileContext &context, const DeviceRequest &request)
{
    if (request.method == code::kGet) {
        Response response;
        response.options.addUint(OptionNumber::ContentFormat, 42);
        response.payload = context.image;
        return response;
    }
    if (request.method != code::kPut && request.method != code::kPost)
        return std::nullopt;
    if (request.content().empty())
        return errorResponse(code::kBadRequest, "an image is not empty");
    context.image = toOwned(request.content());
    context.staged = versionOf(context.image);
    Response response;
    response.code = code::kChanged;
    return response;
}

// Whatever was put there last, in the format it was put in: to look at large bodies of all kinds.
std::optional<Response> handleFile(DeviceProfileContext &context, const DeviceRequest &request)
{
    if (request.method == code::kGet) {
        Response response;
        response.options.addUint(OptionNumber::ContentFormat, context.fileFormat);
        response.payload = context.file;
        return response;
    }
    if (request.method != code::kPut && request.method != code::kDelete)
        return std::nullopt;
    const bool isPut = request.method == code::kPut;
    context.file = isPut ? toOwned(request.content()) : Bytes{};
    context.fileFormat =
        isPut ? request.options.uintValue(OptionNumber::ContentFormat).value_or(42) : 0;
    Response response;
    response.code = isPut ? code::kChanged : code::kDeleted;
    return response;
}

// FETCH names keys, one a line; PATCH and iPATCH give "key=value" lines (RFC 8132).
std::optional<Response> handleConfiguration(DeviceProfileContext &context,
                                            const DeviceRequest &request)
{
    std::istringstream lines{std::string(asText(request.content()))};
    std::string line;
    std::string text;
    if (request.method == code::kGet) {
        for (const auto &[key, value] : context.configuration)
            text += key + "=" + value + "\n";
        return textResponse(text);
    }
    if (request.method == code::kFetch) {
        while (std::getline(lines, line)) {
            const auto it = context.configuration.find(line);
            if (it == context.configuration.end())
                return errorResponse(code::kUnprocessableEntity, "no such key: " + line);
            text += it->first + "=" + it->second + "\n";
        }
        return textResponse(text);
    }
    if (request.method != code::kPatch && request.method != code::kIPatch)
        return std::nullopt;
    std::map<std::string, std::string> changes;
    while (std::getline(lines, line)) {
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos || equals == 0)
            return errorResponse(code::kUnprocessableEntity, "key=value expected: " + line);
        changes[line.substr(0, equals)] = line.substr(equals + 1);
    }
    for (const auto &[key, value] : changes)
        context.configuration[key] = value;
    if (context.configuration.size() > 100)
        return errorResponse(code::kConflict, "too many keys");
    Response response;
    response.code = code::kChanged;
    return response;
}

} // namespace

void addBoard(VirtualDevice &device, DeviceProfileContext &context)
{
    context.image = factoryImage(context.seed);
    context.version = "1.4.0";
    context.configuration = {{"interval", "5"}, {"name", context.name}, {"tx_power", "8"}};

    DeviceResource firmware;
    firmware.path = "/firmware";
    firmware.attributes = linkAttributes("firmware", "core.p", "42", "Firmware image");
    firmware.attributes.push_back({"sz", std::to_string(kFactoryImageBytes), 0, 0});
    firmware.uploadLimit = kMaxImageBytes;
    firmware.handle = [&context](const DeviceRequest &r) {
        return handleFirmware(context, r);
    };
    device.addResource(std::move(firmware));

    DeviceResource version;
    version.path = "/firmware/version";
    version.attributes = linkAttributes("firmware.version", "core.rp", "0", "Running version");
    version.period = seconds(1);
    version.uploadLimit = 0;
    version.state = [&context](TimePoint) {
        return context.version;
    };
    version.handle = [&context](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        return textResponse(context.version);
    };
    device.addResource(std::move(version));

    DeviceResource reboot;
    reboot.path = "/reboot";
    reboot.attributes = linkAttributes("reboot", "core.a", "0", "POST restarts the board");
    reboot.uploadLimit = 0;
    reboot.handle = [&context](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kPost)
            return std::nullopt;
        context.requestReboot();
        Response response;
        response.code = code::kChanged;
        return response;
    };
    device.addResource(std::move(reboot));

    DeviceResource configuration;
    configuration.path = "/config";
    configuration.attributes = linkAttributes("config", "core.p", "0", "key=value settings");
    configuration.uploadLimit = 64U << 10U;
    configuration.handle = [&context](const DeviceRequest &r) {
        return handleConfiguration(context, r);
    };
    device.addResource(std::move(configuration));

    DeviceResource file;
    file.path = "/file";
    file.attributes = linkAttributes("file", "core.p", "42", "Keeps what is put there");
    file.uploadLimit = kMaxFileBytes;
    file.handle = [&context](const DeviceRequest &r) {
        return handleFile(context, r);
    };
    device.addResource(std::move(file));

    device.addResource(measuredResource(
        context, {"/sys/temp", "temperature", "Processor temperature", "temp", "Cel",
                  "\xc2\xb0"
                  "C",
                  1, seconds(1), [&context](TimePoint now) {
                      return 41 + 2.5 * context.wander(now, "cpu", 75);
                  }}));
    device.addResource(
        measuredResource(context, {"/sys/rssi", "rssi", "Radio signal", "rssi", "dBm", "dBm", 0,
                                   seconds(2), [&context](TimePoint now) {
                                       return -68 + 6 * context.wander(now, "rssi", 40);
                                   }}));
    device.addResource(
        measuredResource(context, {"/uptime", "uptime", "Time since start", "uptime", "s", "s", 0,
                                   seconds(10), [&context](TimePoint now) {
                                       return toSeconds(now - context.bootedAt);
                                   }}));
}

void addFlaky(VirtualDevice &device, DeviceProfileContext &context)
{
    device.addResource(measuredResource(
        context, {"/flaky/value", "temperature", "A value over a bad link", "value", "Cel",
                  "\xc2\xb0"
                  "C",
                  1, seconds(2), [&context](TimePoint now) {
                      return 18 + 2 * context.wander(now, "flaky", 60);
                  }}));
    DeviceResource slow;
    slow.path = "/flaky/slow";
    slow.attributes = linkAttributes("slow", "core.rp", "0", "Answers after 3 s, separately");
    slow.uploadLimit = 0;
    slow.responseDelay = seconds(3);
    slow.handle = [](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        return textResponse("sorry for the wait");
    };
    device.addResource(std::move(slow));
    DeviceResource busy;
    busy.path = "/flaky/busy";
    busy.attributes = linkAttributes("busy", "core.rp", "0", "Always 5.03, ask again in 5 s");
    busy.uploadLimit = 0;
    busy.handle = [](const DeviceRequest &) -> std::optional<Response> {
        Response response = errorResponse(code::kServiceUnavailable, "busy");
        response.options.addUint(OptionNumber::MaxAge, 5);
        return response;
    };
    device.addResource(std::move(busy));
}

} // namespace copper
