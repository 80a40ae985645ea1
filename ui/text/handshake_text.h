// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"
#include "ui/text/failure_text.h"

#include <QString>

namespace copper {

// What went wrong in a handshake, in a person's words, and what to do about it.
Explanation explainHandshake(const DtlsError &error);
// For one word in a table: "no answer", "refused".
LastTest::Outcome outcomeOf(const JobFailed &failure);

// The message's name as RFC 5246 has it; "Resolve" and "GET /.well-known/core" at the ends.
QString stageName(HandshakeStage stage);
// "lamp-2 is 127.0.0.12, port 5684", "identity demo-client". Safe to show.
QString stageDetail(const HandshakeStepped &step, const QString &deviceName);
// "fe80::1, port 5684"
QString addressAndPort(const SocketAddress &address);
// What has not come yet, after `last`.
QString waitingFor(HandshakeStage last);

} // namespace copper
