// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace copper {

// One measurement of a virtual device, RFC 8428 §4.
struct SenmlRecord
{
    std::string name;
    std::string unit;
    std::optional<double> value;
    std::optional<bool> boolean;
    std::optional<double> time; // Unix seconds
};

// A pack with base name and, when baseTime is set, times relative to it.
std::string senmlJson(const std::string &baseName, std::optional<double> baseTime,
                      const std::vector<SenmlRecord> &records);
Bytes senmlCbor(const std::string &baseName, std::optional<double> baseTime,
                const std::vector<SenmlRecord> &records);

// "23.4": the shortest decimal form with at most `decimals` digits after the point.
std::string decimalText(double value, int decimals);

} // namespace copper
