// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/senml_writer.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace copper {

namespace {

// CBOR labels of RFC 8428 §6.
constexpr int kBaseName = -2;
constexpr int kBaseTime = -3;
constexpr int kName = 0;
constexpr int kUnit = 1;
constexpr int kValue = 2;
constexpr int kBoolean = 4;
constexpr int kTime = 6;

class CborWriter
{
public:
    void array(std::size_t count) { head(4, count); }
    void map(std::size_t count) { head(5, count); }
    void integer(std::int64_t value)
    {
        if (value >= 0)
            head(0, static_cast<std::uint64_t>(value));
        else
            head(1, static_cast<std::uint64_t>(-1 - value));
    }
    void text(const std::string &value)
    {
        head(3, value.size());
        bytes.insert(bytes.end(), value.begin(), value.end());
    }
    void boolean(bool value) { bytes.push_back(value ? 0xf5 : 0xf4); }
    void number(double value)
    {
        if (std::floor(value) == value && std::fabs(value) < 9e15) {
            integer(static_cast<std::int64_t>(value));
            return;
        }
        bytes.push_back(0xfb);
        const auto raw = std::bit_cast<std::uint64_t>(value);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(raw >> shift));
    }
    Bytes bytes;

private:
    void head(unsigned major, std::uint64_t value)
    {
        const auto type = static_cast<std::uint8_t>(major << 5);
        if (value < 24) {
            bytes.push_back(static_cast<std::uint8_t>(type | value));
            return;
        }
        const int size = value < 0x100 ? 1 : value < 0x10000 ? 2 : value < 0x100000000 ? 4 : 8;
        const std::uint8_t code = size == 1 ? 24 : size == 2 ? 25 : size == 4 ? 26 : 27;
        bytes.push_back(static_cast<std::uint8_t>(type | code));
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
};

std::string quoted(const std::string &text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

} // namespace

std::string decimalText(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    std::string text(buffer.data(), result.ptr);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string senmlJson(const std::string &baseName, std::optional<double> baseTime,
                      const std::vector<SenmlRecord> &records)
{
    std::string text = "[";
    bool first = true;
    for (const SenmlRecord &record : records) {
        text += first ? "{\"bn\":" + quoted(baseName) + "," : std::string(",{");
        if (first && baseTime)
            text += "\"bt\":" + decimalText(*baseTime, 0) + ",";
        first = false;
        text += "\"n\":" + quoted(record.name);
        if (!record.unit.empty())
            text += ",\"u\":" + quoted(record.unit);
        if (record.value)
            text += ",\"v\":" + decimalText(*record.value, 3);
        if (record.boolean)
            text += std::string(",\"vb\":") + (*record.boolean ? "true" : "false");
        if (record.time)
            text += ",\"t\":" + decimalText(*record.time - baseTime.value_or(0), 0);
        text += "}";
    }
    return text + "]";
}

Bytes senmlCbor(const std::string &baseName, std::optional<double> baseTime,
                const std::vector<SenmlRecord> &records)
{
    CborWriter out;
    out.array(records.size());
    bool first = true;
    for (const SenmlRecord &record : records) {
        const std::size_t fields = 1U + (first ? 1U : 0U) + (first && baseTime ? 1U : 0U) +
                                   (record.unit.empty() ? 0U : 1U) + (record.value ? 1U : 0U) +
                                   (record.boolean ? 1U : 0U) + (record.time ? 1U : 0U);
        out.map(fields);
        if (first) {
            out.integer(kBaseName);
            out.text(baseName);
            if (baseTime) {
                out.integer(kBaseTime);
                out.number(*baseTime);
            }
        }
        first = false;
        out.integer(kName);
        out.text(record.name);
        if (!record.unit.empty()) {
            out.integer(kUnit);
            out.text(record.unit);
        }
        if (record.value) {
            out.integer(kValue);
            out.number(*record.value);
        }
        if (record.boolean) {
            out.integer(kBoolean);
            out.boolean(*record.boolean);
        }
        if (record.time) {
            out.integer(kTime);
            out.number(*record.time - baseTime.value_or(0));
        }
    }
    return out.bytes;
}

} // namespace copper
