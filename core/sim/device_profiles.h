// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/virtual_device.h"

#include <string>

namespace copper {

// A resource that gives one number: text/plain by default, SenML JSON or CBOR when asked for.
struct MeasuredValue
{
    std::string path;
    std::string resourceType; // rt
    std::string title;
    std::string name;  // in SenML
    std::string unit;  // SenML unit, "Cel"
    std::string shown; // the unit in text, "°C"
    int decimals = 1;
    Duration period = seconds(1);
    std::function<double(TimePoint)> value;
};

DeviceResource measuredResource(DeviceProfileContext &context, const MeasuredValue &measured);

// A number that PUT sets within a range.
struct SettableValue
{
    std::string path;
    std::string resourceType;
    std::string title;
    std::string unit;
    std::string key; // in DeviceProfileContext::settings
    double smallest = 0;
    double largest = 100;
    double initial = 0;
};

DeviceResource settableResource(DeviceProfileContext &context, const SettableValue &settable);

void addGreenhouse(VirtualDevice &device, DeviceProfileContext &context);
void addMeter(VirtualDevice &device, DeviceProfileContext &context);
void addLamp(VirtualDevice &device, DeviceProfileContext &context);
void addBoard(VirtualDevice &device, DeviceProfileContext &context);
void addFlaky(VirtualDevice &device, DeviceProfileContext &context);
void addPlugtest(VirtualDevice &device, DeviceProfileContext &context);

Response textResponse(const std::string &text);
Response errorResponse(Code code, const std::string &diagnostic);
std::vector<LinkAttribute> linkAttributes(const std::string &rt, const std::string &interface,
                                          const std::string &ct, const std::string &title);

} // namespace copper
