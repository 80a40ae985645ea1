// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace copper {

// Where all our programs keep what is theirs beside settings: resume records, credentials.
QString dataFolder();

} // namespace copper
