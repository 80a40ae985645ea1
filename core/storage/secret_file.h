// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/secret_bytes.h"

#include <QString>

namespace copper {

// What a small file holds, or standard input for "-", in no other memory than this. A file with
// more than `most` bytes is refused. Failures are the system's words.
Result<SecretBytes, QString> readSecretFile(const QString &path, std::size_t most);

} // namespace copper
