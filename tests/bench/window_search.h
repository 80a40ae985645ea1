// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace copper::test {

// The packet room over a full trace: what typing, changing and clearing a filter costs the event
// loop, flat and by conversation.
int runSearch(QApplication &qt);

} // namespace copper::test
