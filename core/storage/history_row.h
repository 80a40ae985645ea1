// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/request_history.h"

#include <QJsonObject>

#include <optional>

namespace copper {

// One request with what came of it, as JSON without the two bodies, which stand beside it in the
// row. Reading is tolerant: a member of the wrong kind takes its default.
QJsonObject historyAnswerToJson(const HistoryEntry &entry);
// Puts the response or the failure into the entry; false where there is neither.
bool takeHistoryAnswer(const QJsonObject &object, HistoryEntry &entry);

} // namespace copper
