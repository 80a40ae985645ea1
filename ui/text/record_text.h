// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/dtls_dissection.h"
#include "core/domain/session_events.h"

#include <QString>

namespace copper {

// DTLS records in the RFCs' words. All results are safe to show as plain text. Where `record` may
// be null, it is of bytes that are none.

// "ClientHello", "ChangeCipherSpec", "Encrypted handshake".
QString recordName(const DtlsRecord *record);
// "epoch 0, seq 1, handshake"
QString recordPlace(const DtlsRecord &record);
// Whether it was in the clear, and what it then said: "in the clear, 5 cipher suites, no cookie".
QString recordOutcome(const DtlsRecord *record, MessageRecord::Mark mark);
// One or two sentences about who can read it.
QString recordRemark(const DtlsRecord *record, MessageRecord::Mark mark);

// A field, its value and what that means; `record` begins with the record's header.
QString recordFieldName(const DtlsField &field);
QString recordFieldValue(const DtlsField &field, ByteView record);
QString recordFieldMeaning(const DtlsField &field);

} // namespace copper
