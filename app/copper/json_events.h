// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "core/base/bytes.h"
#include "core/capture/dtls_record.h"
#include "core/coap/dissection.h"
#include "core/credentials/credential_store.h"
#include "core/domain/session_events.h"

#include <QJsonObject>

namespace copper::cli {

// The JSON events of the command line, without "event" and "time". Bytes are lower-case hex, codes
// "2.05", durations milliseconds.

QJsonObject responseJson(const ResponseArrived &response);
QJsonObject notificationJson(const ResponseArrived &response);
QJsonObject deviceJson(const DeviceFound &device);
// The end of a scan.
QJsonObject discoveredJson(const DiscoveryFinished &finished);
QJsonObject progressJson(const UploadProgress &progress);
QJsonObject flashedJson(const UploadFinished &finished);
QJsonObject pongJson(const PongArrived &pong);
// One datagram (--verbose): direction "sent" or "received", the whole as hex in `datagram`; type,
// code, mid, token and options are absent when it cannot be read.
// `around`: the DTLS record it was in, where it is known.
QJsonObject messageJson(const MessageRecord &record, const DtlsRecord *around = nullptr);
// The CoAP message that was in a record of this datagram, as a record of its own.
MessageRecord messageIn(const MessageRecord &datagram, const MessageRecord::Opened &opened);
QJsonObject recordJson(const MessageRecord &datagram, const DtlsRecord &record);
QJsonObject errorJson(const Complaint &complaint);
// All but the key.
QJsonObject credentialJson(const Credential &credential);
QJsonObject credentialNameJson(const Credential &credential);
QJsonObject importedJson(const QString &path, const CredentialStore::Imported &imported);
QJsonObject handshakeStepJson(const HandshakeStepped &step);
QJsonObject handshakeJson(const HandshakeTested &tested);
QJsonObject fieldJson(const Field &field, ByteView datagram);

// "version", "Uri-Path", "payload".
QString fieldName(const Field &field);
// What a field says, as people read it: "CON", "2.05 Content", "7d34", "50 (json)".
QString fieldValueText(const Field &field, ByteView datagram);
// "option delta 15 is reserved (RFC 7252 §3.1)".
QString findingLine(const Finding &finding);
QString uploadStateName(UploadState state);

} // namespace copper::cli
