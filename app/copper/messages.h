// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/exit_status.h"
#include "core/coap/dissection.h"
#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "core/domain/address_range.h"
#include "core/domain/session_events.h"
#include "core/payload/representation.h"

#include <QString>

namespace copper::cli {

// What went wrong, in one clear sentence, with what to do about it. All words of the program that
// are not help or output stand in messages.cpp.
struct Complaint
{
    QString kind; // "timeout", "usage": the key of the JSON error event
    QString sentence;
    QString hint; // may be empty
    ExitStatus status = ExitStatus::Usage;
    QString uri; // when it is about one
};

Complaint usageComplaint(const QString &sentence, const QString &hint);
Complaint notBuilt(const QString &what);
Complaint unknownVerb(const QString &verb);
Complaint unknownOption(const QString &option, const QString &verb);
Complaint badNumber(const QString &option, const QString &value, const QString &range);
Complaint badUri(const QString &uri, const UriError &error);
Complaint badOption(const QString &text, const OptionTextError &error);
Complaint badHex(const QString &option);
Complaint badPayload(const QString &formatName, const Representation &read);
Complaint badInputFile(const QString &path, const QString &why);
Complaint badOutputFile(const QString &path, const QString &why);
Complaint failureComplaint(const JobFailed &failure, bool upload);
Complaint notObservable(const QString &uri);
Complaint silentObservation(const QString &uri);
Complaint silentServer(const QString &uri);
// With why, where that was found out.
Complaint noDevice(const std::vector<ScanReason> &reasons);
// To a group.
Complaint nobodyAnswered(const QString &uri);
Complaint badRange(const QString &text, AddressRange::Error error);
Complaint malformedMessage(const Dissection &dissection);
// Why an upload could not go on where it ended; empty when it could, or was not asked to.
QString resumeText(ResumeOutcome outcome);

// "option delta 15 is reserved", without reference.
QString findingText(FindingKind kind);

} // namespace copper::cli
