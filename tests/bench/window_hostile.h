// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace copper::test {

// The whole program for span_s seconds on a network where a hostile board answers each scan tens of
// thousands of times and storms; prints the histogram of stalls, the memory and what was cut.
int runHostile(QApplication &qt, int span_s);

} // namespace copper::test
