// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "core/domain/collection_variables.h"
#include "core/domain/session_control.h"

namespace copper {

// From what is written to what is sent, and back.

enum class StepFaultKind {
    Variable, // `variable`
    BadUri,   // `uri` in `text`
    BadScheme,
    BadOption,   // `option`
    BlockOption, // block options follow from the block size
    BadHex,      // of the payload
    BadJson,     // `offset` in `text`
    BadCbor,     // `offset` in `text`, `detail` if there is more to say
    NoFile,      // `text` is the path, `detail` the system's reason
    BadToken,    // `text` is not 0 to 8 bytes in hex
};

struct StepFault
{
    StepFaultKind kind = StepFaultKind::Variable;
    VariableFault variable;
    UriError uri{UriFault::MissingScheme, 0};
    OptionTextError option{};
    QString text; // with the variables' values
    QString detail;
    std::size_t offset = 0; // bytes
};

// `folder`: where a payload's file is looked for when its path is relative; empty: the current one.
Result<RequestSpec, StepFault> toSpec(const CollectionRequest &request,
                                      const VariableLayers &layers, const QString &folder = {});
// A payload's bytes; null for none and for a file.
Result<std::shared_ptr<const Bytes>, StepFault> payloadBytes(PayloadSource source,
                                                             const QString &text);
// Expectations and saved values are not in a spec. The payload is written as what its
// Content-Format says where that gives the same bytes, else as text, else as hex.
CollectionRequest fromSpec(const RequestSpec &spec);

} // namespace copper
