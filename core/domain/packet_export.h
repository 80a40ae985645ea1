// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/message_log.h"

#include <functional>

namespace copper {

// Saves the wanted messages of a log as pcapng and returns how many these are. The file is there
// whole or not at all; the failure is the system's words. Called in the log's thread.
Result<std::size_t, QString> savePcapng(const MessageLog &log, const QString &path,
                                        const std::function<bool(std::uint64_t)> &isWanted);

} // namespace copper
