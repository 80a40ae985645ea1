// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/junit_report.h"
#include "core/domain/session_events.h"

#include <QJsonObject>
#include <QStringList>

namespace copper::cli {

// Verdicts and messages of the ETSI tests, as the command line shows them.

QString groupName(const PlugtestDescription &test); // "TD_COAP_CORE"
// Expectation or remark, and RFC section; empty where there is neither.
QString reasonText(const PlugtestResult &result);
// "CON 2.05 Content mid 4711 token a1b2 Observe 3 Block2 0/1/64 12 bytes", escaped.
QString datagramText(ByteView datagram);
// The ladder of a test: seconds since it began, direction, message, what became of it.
QStringList messageLines(const PlugtestJudged &judged);

JunitCase junitCase(const PlugtestJudged &judged);

QJsonObject plugtestJson(const PlugtestJudged &judged);
QJsonObject plugtestSummaryJson(const PlugtestEnded &ended);

} // namespace copper::cli
