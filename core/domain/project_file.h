// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "core/domain/firmware_job.h"
#include "core/domain/request_history.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace copper {

// Values of the domain to and from JSON, for storage. Reading is tolerant: a field of the wrong
// kind takes its default, a value without its key fields gives nothing.
inline constexpr int kWorkspaceFormatVersion = 1;

// Links are written while linkBudget_bytes lasts, which shrinks by what they take; what is left out
// is read from the device again.
inline constexpr std::size_t kWorkspaceLinkBytes = 8U << 20U;
QJsonObject deviceToJson(const Device &device, std::size_t &linkBudget_bytes);
std::optional<Device> deviceFromJson(const QJsonObject &object);
QJsonArray optionsToJson(const Options &options); // [number, hex] each
Options optionsFromJson(const QJsonArray &array); // what is none is left out
QJsonObject requestToJson(const RequestSpec &spec);
std::optional<RequestSpec> requestFromJson(const QJsonObject &object);
QJsonObject firmwareJobToJson(const FirmwareJob &job);
std::optional<FirmwareJob> firmwareJobFromJson(const QJsonObject &object);
QJsonObject firmwareSettingsToJson(const FirmwareSettings &settings);
FirmwareSettings firmwareSettingsFromJson(const QJsonObject &object);
QJsonObject parametersToJson(const TransmissionParameters &parameters);
TransmissionParameters parametersFromJson(const QJsonObject &object);

} // namespace copper
