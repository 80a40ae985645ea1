// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/request_batch.h"

#include <QByteArray>

namespace copper {

// The answers of a batch, a line each, in the order of its rows.
// "device,uri,state,code,content_format,rtt_ms,bytes,differs,text,payload,error", CRLF line ends
// (RFC 4180 §2); text beside the hex of the payload when it is valid UTF-8.
QByteArray batchAsCsv(const RequestBatch &batch);
// The same as one JSON object a line, keys as those of `copper --json`.
QByteArray batchAsJsonLines(const RequestBatch &batch);
// "no answer", "differs: 2.05, text, 4 bytes": the answer of a row in a few words.
QString batchAnswerText(const RequestBatch::Row &row);

} // namespace copper
