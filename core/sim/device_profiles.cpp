// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/device_profiles.h"

#include "core/sim/senml_writer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace copper {

namespace {

constexpr double kDay = 86'400;

// Where the sun stands: 0 at night, 1 at noon, by the device's own clock (UTC).
double daylight(double unixSeconds)
{
    const double hour = std::fmod(unixSeconds, kDay) / 3600;
    return std::max(0.0, std::sin(std::numbers::pi * (hour - 6) / 12));
}

// The day's warmth lags behind the sun: coldest before dawn, warmest in the afternoon.
double dayWarmth(double unixSeconds)
{
    const double hour = std::fmod(unixSeconds, kDay) / 3600;
    return std::sin(2 * std::numbers::pi * (hour - 9) / 24);
}

double setting(const DeviceProfileContext &context, const std::string &key, double fallback)
{
    const auto it = context.settings.find(key);
    return it == context.settings.end() ? fallback : it->second;
}

} // namespace

const std::vector<std::string> &VirtualDevice::profileNames()
{
    static const std::vector<std::string> names{"greenhouse", "meter", "lamp",
                                                "board",      "flaky", "plugtest"};
    return names;
}

bool addProfile(VirtualDevice &device, DeviceProfileContext &context, const std::string &profile)
{
    if (profile == "greenhouse")
        addGreenhouse(device, context);
    else if (profile == "meter")
        addMeter(device, context);
    else if (profile == "lamp")
        addLamp(device, context);
    else if (profile == "board")
        addBoard(device, context);
    else if (profile == "flaky")
        addFlaky(device, context);
    else if (profile == "plugtest")
        addPlugtest(device, context);
    else
        return false;
    return true;
}

// --- greenhouse ---

void addGreenhouse(VirtualDevice &device, DeviceProfileContext &context)
{
    const auto temperature = [&context](TimePoint now) {
        const double vent = setting(context, "valve", 40) / 100;
        return 21.5 + 4.5 * dayWarmth(context.unixSeconds(now)) +
               0.9 * context.wander(now, "temp", 240) + 0.3 * context.wander(now, "draught", 22) -
               1.5 * (vent - 0.4);
    };
    const auto humidity = [&context, temperature](TimePoint now) {
        return std::clamp(62 - 2.2 * (temperature(now) - 21.5) +
                              2.5 * context.wander(now, "hum", 400),
                          5.0, 100.0);
    };
    const auto light = [&context](TimePoint now) {
        const double clouds = 0.75 + 0.25 * context.wander(now, "clouds", 180);
        return 24'000 * daylight(context.unixSeconds(now)) * clouds + 120 +
               40 * context.wander(now, "lamps", 90);
    };
    const auto soil = [&context](TimePoint now) {
        // Dries over six hours, is watered, dries again.
        const double phase = std::fmod(context.unixSeconds(now), 21'600) / 21'600;
        return 45 - 12 * phase + 0.4 * context.wander(now, "soil", 600);
    };
    device.addResource(
        measuredResource(context, {"/sensors/temp", "temperature", "Air temperature", "temp", "Cel",
                                   "\xc2\xb0"
                                   "C",
                                   1, seconds(1), temperature}));
    device.addResource(measuredResource(context, {"/sensors/hum", "humidity", "Relative humidity",
                                                  "hum", "%RH", "%", 1, seconds(2), humidity}));
    device.addResource(measuredResource(context, {"/sensors/light", "light-lux", "Illuminance",
                                                  "light", "lx", "lx", 0, seconds(1), light}));
    device.addResource(measuredResource(context, {"/sensors/soil", "moisture", "Soil moisture",
                                                  "soil", "%", "%", 2, seconds(5), soil}));

    DeviceResource pack;
    pack.path = "/sensors/pack";
    pack.attributes = linkAttributes("senml", "core.ll", "112 110", "All sensors");
    pack.period = seconds(2);
    pack.uploadLimit = 0;
    pack.state = [temperature](TimePoint now) {
        return decimalText(temperature(now), 1);
    };
    pack.handle = [&context, temperature, humidity, light,
                   soil](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        const auto round = [](double value, double scale) {
            return std::round(value * scale) / scale;
        };
        const std::vector<SenmlRecord> records{
            {"temp", "Cel", round(temperature(request.now), 10), {}, {}},
            {"hum", "%RH", round(humidity(request.now), 10), {}, {}},
            {"light", "lx", round(light(request.now), 1), {}, {}},
            {"soil", "/", round(soil(request.now) / 100, 1000), {}, {}},
            {"valve", "/", setting(context, "valve", 40) / 100, {}, {}},
            {"pump", "", {}, setting(context, "valve", 40) > 50, {}},
        };
        const double at = std::floor(context.unixSeconds(request.now));
        const std::uint32_t accept = request.options.uintValue(OptionNumber::Accept).value_or(112);
        Response response;
        response.options.addUint(OptionNumber::ContentFormat, accept);
        if (accept == 112)
            response.payload = senmlCbor(context.name + "/", at, records);
        else if (accept == 110)
            response.payload = toOwned(asBytes(senmlJson(context.name + "/", at, records)));
        else
            return errorResponse(code::kNotAcceptable, "112 or 110");
        return response;
    };
    device.addResource(std::move(pack));
    device.addResource(
        settableResource(context, {"/actuators/valve", "valve", "Vent", "%", "valve", 0, 100, 40}));
}

// --- meter ---

void addMeter(VirtualDevice &device, DeviceProfileContext &context)
{
    const auto power = [&context](TimePoint now) {
        const double base = 180 + 60 * dayWarmth(context.unixSeconds(now));
        const double heater = context.wander(now, "heater", 120) > 0.35 ? 190 : 0;
        return base + heater + 14 * context.wander(now, "load", 17);
    };
    const auto energy = [&context](TimePoint now) {
        // 0.31 kW on average since the start of the year 2026.
        return (context.unixSeconds(now) - 1'767'225'600) / 3600 * 0.31;
    };
    device.addResource(measuredResource(
        context, {"/power", "power", "Active power", "power", "W", "W", 0, seconds(1), power}));
    device.addResource(measuredResource(
        context, {"/energy", "energy", "Energy", "energy", "kWh", "kWh", 3, seconds(5), energy}));
    const auto history = [&context](TimePoint now, std::size_t count, double step) {
        std::vector<SenmlRecord> records;
        const double end = std::floor(context.unixSeconds(now) / step) * step;
        for (std::size_t i = 0; i < count; ++i) {
            const double at = end - step * static_cast<double>(count - 1 - i);
            const double value = 240 + 60 * dayWarmth(at) +
                                 50 * std::sin(at / 1700 + static_cast<double>(context.seed));
            records.push_back({"power", "W", std::round(value), {}, at});
        }
        return records;
    };
    for (const bool large : {false, true}) {
        DeviceResource resource;
        resource.path = large ? "/history" : "/pack";
        resource.attributes =
            linkAttributes("senml", "core.ll", "110 112",
                           large ? "Last day, a value each 3 min" : "Last 12 minutes");
        if (large)
            resource.attributes.push_back({"sz", std::string("14600"), 0, 0});
        resource.uploadLimit = 0;
        resource.handle = [&context, history,
                           large](const DeviceRequest &request) -> std::optional<Response> {
            if (request.method != code::kGet)
                return std::nullopt;
            const auto records =
                large ? history(request.now, 480, 180) : history(request.now, 12, 60);
            const double base = records.front().time.value_or(0);
            const std::uint32_t accept =
                request.options.uintValue(OptionNumber::Accept).value_or(110);
            Response response;
            response.options.addUint(OptionNumber::ContentFormat, accept);
            if (accept == 110)
                response.payload = toOwned(asBytes(senmlJson(context.name + "/", base, records)));
            else if (accept == 112)
                response.payload = senmlCbor(context.name + "/", base, records);
            else
                return errorResponse(code::kNotAcceptable, "110 or 112");
            return response;
        };
        device.addResource(std::move(resource));
    }
}

// --- lamp ---

void addLamp(VirtualDevice &device, DeviceProfileContext &context)
{
    device.addResource(
        settableResource(context, {"/light/on", "switch", "Lamp on", "", "on", 0, 1, 1}));
    device.addResource(settableResource(
        context, {"/light/level", "dimmer", "Brightness", "%", "level", 0, 100, 70}));
    const auto power = [&context](TimePoint now) {
        const double level = setting(context, "on", 1) * setting(context, "level", 70) / 100;
        return level > 0 ? 0.4 + 8.6 * level + 0.15 * context.wander(now, "power", 30) : 0.4;
    };
    device.addResource(measuredResource(context, {"/light/power", "power", "Power drawn", "power",
                                                  "W", "W", 2, seconds(1), power}));
}

} // namespace copper
