// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_request.h"

#include "core/payload/cbor_diagnostic.h"
#include "core/payload/representation.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint32_t kJsonFormat = 50;
constexpr std::uint32_t kCborFormat = 60;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Failure<StepFault> fault(StepFaultKind kind, const QString &text, const QString &detail = {})
{
    StepFault result;
    result.kind = kind;
    result.text = text;
    result.detail = detail;
    return failure(result);
}

Result<QString, StepFault> expanded(const QString &text, const VariableLayers &layers)
{
    auto result = expandVariables(text, layers);
    if (result)
        return std::move(*result);
    StepFault wrong;
    wrong.kind = StepFaultKind::Variable;
    wrong.variable = result.error();
    return failure(wrong);
}

Result<QString, StepFault> checkedUri(const QString &text)
{
    const auto parsed = parseUri(text.toStdString());
    if (!parsed) {
        StepFault wrong;
        wrong.kind = StepFaultKind::BadUri;
        wrong.uri = parsed.error();
        wrong.text = text;
        return failure(wrong);
    }
    if (parsed->scheme != UriScheme::Coap && parsed->scheme != UriScheme::Coaps)
        return fault(StepFaultKind::BadScheme, text);
    return QString::fromStdString(toText(*parsed));
}

Result<Options, StepFault> optionsOf(const CollectionRequest &request, const VariableLayers &layers)
{
    Options options;
    for (const OptionText &each : request.options) {
        const auto name = expanded(each.name, layers);
        if (!name)
            return failure(name.error());
        const auto value = expanded(each.value, layers);
        if (!value)
            return failure(value.error());
        const auto number = parseOptionNumber(name->toStdString());
        auto bytes = number ? parseOptionValue(*number, value->toStdString())
                            : Result<Bytes, OptionTextError>(failure(number.error()));
        if (!bytes) {
            StepFault wrong;
            wrong.kind = StepFaultKind::BadOption;
            wrong.option = bytes.error();
            return failure(wrong);
        }
        if (*number == OptionNumber::Block1 || *number == OptionNumber::Block2)
            return fault(StepFaultKind::BlockOption, *name);
        options.add(*number, *bytes);
    }
    return options;
}

Result<void, StepFault> takePayload(RequestSpec &spec, const CollectionRequest &request,
                                    const VariableLayers &layers, const QString &folder)
{
    auto text = expanded(request.payload, layers);
    if (!text)
        return failure(text.error());
    if (request.payloadSource == PayloadSource::File) {
        const QFileInfo file(folder.isEmpty() ? *text : QDir(folder).filePath(*text));
        if (!file.isFile() || !file.isReadable())
            return fault(StepFaultKind::NoFile, file.filePath());
        spec.payloadFile = file.filePath();
        return {};
    }
    auto bytes = payloadBytes(request.payloadSource, *text);
    if (!bytes)
        return failure(bytes.error());
    spec.payload = std::move(*bytes);
    return {};
}

// As CBOR where that says the same bytes; else it stays as it is.
void takeDiagnostic(CollectionRequest &request, ByteView bytes)
{
    const auto notation = toDiagnostic(bytes);
    if (!notation)
        return;
    const auto back = fromDiagnostic(*notation);
    if (!back || !equalBytes(*back, bytes))
        return;
    request.payloadSource = PayloadSource::CborDiagnostic;
    request.payload = escapeVariables(fromUtf8(*notation));
}

bool isPlainText(ByteView bytes)
{
    return isValidUtf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](std::uint8_t b) {
               return (b < 0x20 && b != '\n' && b != '\t') || b == 0x7f;
           });
}

} // namespace

Result<std::shared_ptr<const Bytes>, StepFault> payloadBytes(PayloadSource source,
                                                             const QString &text)
{
    using Payload = std::shared_ptr<const Bytes>;
    const std::string utf8 = text.toStdString();
    switch (source) {
    case PayloadSource::None:
    case PayloadSource::File:
        return Payload();
    case PayloadSource::Hex: {
        auto bytes = fromHex(utf8);
        if (!bytes)
            return fault(StepFaultKind::BadHex, text);
        return Payload(std::make_shared<const Bytes>(std::move(*bytes)));
    }
    case PayloadSource::Json: {
        const Representation read = readPayload(asBytes(utf8), kJsonFormat);
        if (read.fault == PayloadFault::Syntax || read.fault == PayloadFault::Truncated) {
            StepFault wrong;
            wrong.kind = StepFaultKind::BadJson;
            wrong.text = text;
            wrong.offset = read.faultOffset;
            return failure(wrong);
        }
        break;
    }
    case PayloadSource::CborDiagnostic: {
        auto bytes = fromDiagnostic(utf8);
        if (!bytes) {
            StepFault wrong;
            wrong.kind = StepFaultKind::BadCbor;
            wrong.text = text;
            wrong.offset = bytes.error().offset;
            return failure(wrong);
        }
        return Payload(std::make_shared<const Bytes>(std::move(*bytes)));
    }
    case PayloadSource::Text:
        break;
    }
    return Payload(std::make_shared<const Bytes>(toOwned(asBytes(utf8))));
}

Result<RequestSpec, StepFault> toSpec(const CollectionRequest &request,
                                      const VariableLayers &layers, const QString &folder)
{
    RequestSpec spec;
    const auto uri = expanded(request.uri, layers);
    if (!uri)
        return failure(uri.error());
    const auto checked = checkedUri(*uri);
    if (!checked)
        return failure(checked.error());
    spec.uri = *checked;
    spec.method = request.method;
    spec.confirmable = request.confirmable;
    auto options = optionsOf(request, layers);
    if (!options)
        return failure(options.error());
    spec.options = std::move(*options);
    if (const auto taken = takePayload(spec, request, layers, folder); !taken)
        return failure(taken.error());
    spec.blockSize = request.blockSize;
    spec.lateBlockSize = request.lateBlockSize;
    spec.mid = request.mid;
    const auto token = expanded(request.token, layers);
    if (!token)
        return failure(token.error());
    if (!token->trimmed().isEmpty()) {
        const auto bytes = fromHex(token->toStdString());
        if (!bytes || bytes->size() > Token::kMaxLength)
            return fault(StepFaultKind::BadToken, *token);
        spec.token = Token(*bytes);
    }
    spec.timeout = request.timeout;
    spec.parameters = request.parameters;
    return spec;
}

CollectionRequest fromSpec(const RequestSpec &spec)
{
    CollectionRequest request;
    request.method = spec.method;
    request.uri = escapeVariables(spec.uri);
    request.confirmable = spec.confirmable;
    for (const OptionView &option : spec.options)
        request.options.push_back({QString::fromStdString(optionName(option.number)),
                                   escapeVariables(QString::fromStdString(
                                       optionSourceText(option).value_or(std::string())))});
    if (!spec.payloadFile.isEmpty()) {
        request.payloadSource = PayloadSource::File;
        request.payload = escapeVariables(spec.payloadFile);
    } else if (spec.payload && !spec.payload->empty()) {
        const bool text = isPlainText(*spec.payload);
        request.payload = text ? escapeVariables(fromUtf8(asText(*spec.payload)))
                               : QString::fromStdString(toHex(*spec.payload));
        request.payloadSource = text ? PayloadSource::Text : PayloadSource::Hex;
        const bool json =
            text && spec.options.uintValue(OptionNumber::ContentFormat) == kJsonFormat;
        if (json && payloadBytes(PayloadSource::Json, fromUtf8(asText(*spec.payload))))
            request.payloadSource = PayloadSource::Json;
        if (spec.options.uintValue(OptionNumber::ContentFormat) == kCborFormat)
            takeDiagnostic(request, *spec.payload);
    }
    request.blockSize = spec.blockSize;
    request.lateBlockSize = spec.lateBlockSize;
    request.mid = spec.mid;
    if (spec.token)
        request.token = QString::fromStdString(toHex(spec.token->view()));
    request.timeout = spec.timeout;
    request.parameters = spec.parameters;
    return request;
}

} // namespace copper
