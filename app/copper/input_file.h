// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "core/base/result.h"
#include "core/secrets/secret_bytes.h"

#include <cstdint>

namespace copper::cli {

// Why a file cannot be sent: missing, empty, unreadable, larger than `mostBytes`. Nothing when it
// can.
std::optional<Complaint> checkInputFile(const QString &path, std::uint64_t mostBytes);
// The whole of it; "-" is standard input, which may be empty.
Result<Bytes, Complaint> readInputFile(const QString &path, std::uint64_t mostBytes);
// The same for what nobody else may see.
Result<SecretBytes, Complaint> readSecretInput(const QString &path, std::uint64_t mostBytes);

} // namespace copper::cli
