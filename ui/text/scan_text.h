// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/discovery_choice.h"
#include "core/domain/sweep_book.h"
#include "core/domain/user_limits.h"

#include <QString>
#include <QStringList>

namespace copper {

// Sentences for what a scan found out. Plain text; names from the network are escaped.
QString scanReasonSentence(const ScanReason &reason);
// What was not used, a sentence each; none when nothing was. `limits`: those in force.
QStringList scanCutSentences(const ScanCuts &cuts, const UserLimits &limits);
// What is wrong with the settings, and how it should be.
QString discoveryProblemSentence(const DiscoveryProblem &problem);
// "lo, eth0", "254 addresses", "rt=temperature*".
QString askedText(const Sweep &sweep);
// "new", "list of resources changed (12 → 13)", "address was 192.168.1.7", "did not answer".
QString sweepChangeText(const SweepChange &change);
// "254 addresses at 50 a second, 5 s", and that it is not welcome everywhere.
QString rangeWarning(std::uint32_t addresses, int perSecond);

} // namespace copper
