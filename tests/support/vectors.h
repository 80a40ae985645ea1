// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QJsonObject>
#include <QString>

namespace copper::test {

// The project's folder, and where this build put its programs. Functions, not macros: a path on the
// command line of every test would make each compilation unlike any other.
QString sourceFolder();
QString programFolder();
// A file of tests/vectors, parsed. Ends the test program when it is missing or not JSON.
QJsonObject loadVectors(const QString &fileName);
// The bytes of a hex string of a vector file; ends the program when it is not hex.
Bytes bytesFromHex(const QString &hex);

} // namespace copper::test
