// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace copper::test {

// Bodies of `mib` MiB, fetched by Block2 from copper-board, or from coap-server-notls, into the
// whole window and shown in every view: the longest step of the event loop, and what memory grows
// by over the idle window.
int runBody(QApplication &qt, int mib, bool fromLibcoap);

} // namespace copper::test
