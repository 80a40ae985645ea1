// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace copper::test {

// The whole program under load for span_s seconds; prints the histogram of stalls and the memory.
int runLoad(QApplication &qt, int span_s);
// Ten devices on the loopback with ten observable resources each that change 20 times a second, and
// a /firmware that takes images. Prints their ports, then runs until it is ended.
int serveLoad();

} // namespace copper::test
