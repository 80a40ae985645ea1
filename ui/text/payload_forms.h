// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/senml_pack.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace copper {

// How a body is typed, and the bytes each form stands for. Qt Core only.
enum class PayloadForm { Text, Hex, Json, Cbor, Links, Senml, File };

// A sentence, and where in the typed text it applies (UTF-16 units; -1: nowhere).
struct FormError
{
    QString sentence;
    qsizetype at = -1;
};

// SenML is written as JSON or, with `senmlCbor`, as CBOR; a CBOR body may be a sequence.
struct FormOptions
{
    bool sequence = false;
    bool senmlCbor = false;
};

// The bytes of what was typed. Not for Senml (a table) and File.
Result<Bytes, FormError> bytesOfForm(PayloadForm form, const QString &typed, FormOptions options);
// These bytes in that form; the error says why there is none.
Result<QString, QString> formOfBytes(PayloadForm form, ByteView bytes, FormOptions options);
// From one form's bytes to those of another that mean the same: JSON and CBOR, SenML in both. The
// same bytes between all others.
Result<Bytes, QString> convertedBytes(ByteView bytes, PayloadForm from, PayloadForm to,
                                      FormOptions options);
// 0, 50, 60 or 63, 40, 110 or 112; nothing for hex and files.
std::optional<std::uint32_t> formatOfForm(PayloadForm form, FormOptions options);
// The form in which a body of that Content-Format is edited best, and how.
PayloadForm formOfFormat(ByteView bytes, std::optional<std::uint32_t> contentFormat,
                         FormOptions &options);

// "line 1, column 5: a value is missing here"
QString diagnosticErrorText(const DiagnosticError &error, std::string_view text);
QString diagnosticFaultText(DiagnosticFault fault);
QString senmlErrorText(const SenmlPackError &error);

} // namespace copper
