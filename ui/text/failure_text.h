// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/dissection.h"
#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "core/domain/device_registry.h"
#include "core/domain/session_events.h"
#include "core/payload/representation.h"

#include <QString>

namespace copper {

// What happened, and what to do about it. Both plain text; the hint may be empty.
struct Explanation
{
    QString sentence;
    QString hint;
};

Explanation explain(const JobFailed &failure);
Explanation explain(FailureKind kind);
// One or two words for a narrow column: "no answer", "reset".
QString failureWord(FailureKind kind);
// "option delta 15 is reserved", in lower case, to be put behind "byte 6: ".
QString findingText(FindingKind kind);
// "byte 6: option delta 15 is reserved, RFC 7252 §3.1"
QString findingLine(const Finding &finding);
QString faultText(PayloadFault fault);
// Why an option cannot be sent as it is written.
QString optionErrorText(const OptionTextError &error);
QString uriErrorText(UriFault fault);
QString addErrorText(DeviceRegistry::AddError error);

} // namespace copper
