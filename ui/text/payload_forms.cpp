// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/payload_forms.h"

#include "core/coap/content_format.h"
#include "core/coap/link_format.h"
#include "core/payload/plain_text.h"
#include "core/payload/representation.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace copper {

namespace {

// Not named tr: lupdate would not look inside its argument.
QString say(const char *text)
{
    return QCoreApplication::translate("PayloadForm", text);
}

QString lineAndColumn(std::string_view text, std::size_t offset)
{
    const TextPlace place = placeInText(text, offset);
    return say(QT_TRANSLATE_NOOP("PayloadForm", "Line %1, column %2: %3"))
        .arg(place.line)
        .arg(place.column);
}

FormError errorAt(std::string_view text, std::size_t offset, const QString &words)
{
    const auto before = static_cast<qsizetype>(std::min(offset, text.size()));
    return {lineAndColumn(text, offset).arg(words), QString::fromUtf8(text.data(), before).size()};
}

QString linkFaultText(LinkFault fault)
{
    switch (fault) {
    case LinkFault::None:
        break;
    case LinkFault::ExpectedTarget:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a link begins with < and its target"));
    case LinkFault::UnclosedTarget:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "the > behind the target is missing"));
    case LinkFault::UnclosedQuote:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "the closing quotation mark is missing"));
    case LinkFault::MissingAttributeName:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "an attribute needs a name"));
    case LinkFault::ExpectedSeparator:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a comma or a semicolon belongs here"));
    }
    return {};
}

Result<Bytes, FormError> checkedJson(const std::string &utf8)
{
    const Representation read = readPayload(asBytes(utf8), 50);
    if (read.fault == PayloadFault::None && !utf8.empty())
        return toOwned(asBytes(utf8));
    return failure(
        errorAt(utf8, read.faultOffset,
                say(QT_TRANSLATE_NOOP("PayloadForm", "not JSON, %1")).arg(faultText(read.fault))));
}

Result<Bytes, FormError> checkedLinks(const std::string &utf8)
{
    const LinkList list = parseLinkFormat(utf8);
    if (list.fault != LinkFault::None)
        return failure(errorAt(utf8, list.faultOffset, linkFaultText(list.fault)));
    if (list.bytesCut || list.linksCut || list.attributesCut)
        return failure(FormError{
            say(QT_TRANSLATE_NOOP("PayloadForm",
                                  "These are more links or attributes than can be read: at most "
                                  "64 attributes for a link and 10,000 links.")),
            -1});
    return toOwned(asBytes(utf8));
}

QString notUtf8()
{
    return say(QT_TRANSLATE_NOOP(
        "PayloadForm", "These bytes are no text in UTF-8. Hex shows each of them as it is."));
}

} // namespace

QString diagnosticFaultText(DiagnosticFault fault)
{
    switch (fault) {
    case DiagnosticFault::ExpectedValue:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a value belongs here"));
    case DiagnosticFault::ExpectedNothing:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "nothing may follow the value"));
    case DiagnosticFault::ExpectedCommaOrBracket:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a comma or ] belongs here"));
    case DiagnosticFault::ExpectedCommaOrBrace:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a comma or } belongs here"));
    case DiagnosticFault::ExpectedCommaOrParenthesis:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a comma or ) belongs here"));
    case DiagnosticFault::ExpectedCommaOrAngle:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a comma or >> belongs here"));
    case DiagnosticFault::ExpectedColon:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a colon belongs behind the key"));
    case DiagnosticFault::ExpectedClosing:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "a closing ) belongs here"));
    case DiagnosticFault::ExpectedChunk:
        return say(
            QT_TRANSLATE_NOOP("PayloadForm", "only strings of one kind can be pieces of a string"));
    case DiagnosticFault::UnclosedString:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this string is not closed"));
    case DiagnosticFault::UnclosedComment:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this comment is not closed"));
    case DiagnosticFault::UnknownWord:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this word is no value; text stands in "
                                                    "quotation marks"));
    case DiagnosticFault::BadEscape:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "no character is written like this"));
    case DiagnosticFault::BadHex:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "two hex digits make one byte"));
    case DiagnosticFault::BadBase64:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this is no base64"));
    case DiagnosticFault::BadBase32:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this is no base32"));
    case DiagnosticFault::BadNumber:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this is no number"));
    case DiagnosticFault::NumberTooLong:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this number is too long"));
    case DiagnosticFault::BadSimple:
        return say(QT_TRANSLATE_NOOP("PayloadForm",
                                     "a simple value has a number from 0 to 23 or 32 to 255"));
    case DiagnosticFault::BadIndicator:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "the value does not fit the length behind _"));
    case DiagnosticFault::NotUtf8:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "this is no text in UTF-8"));
    case DiagnosticFault::TooDeep:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "nested deeper than 64 levels"));
    case DiagnosticFault::TooLarge:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "more than can be typed here; send it as a "
                                                    "file"));
    }
    return {};
}

QString diagnosticErrorText(const DiagnosticError &error, std::string_view text)
{
    return lineAndColumn(text, error.offset).arg(diagnosticFaultText(error.fault));
}

QString senmlErrorText(const SenmlPackError &error)
{
    switch (error.reason) {
    case SenmlPackError::Reason::NotSenml:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "These bytes are no SenML pack."));
    case SenmlPackError::Reason::OtherField:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "The table has no place for the field %1. "
                                                    "Edit the pack as JSON or CBOR."))
            .arg(displayText(QString::fromStdString(error.field), 20));
    case SenmlPackError::Reason::WrongType:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "The field %1 has no value of its type. Edit "
                                                    "the pack as JSON or CBOR."))
            .arg(displayText(QString::fromStdString(error.field), 20));
    case SenmlPackError::Reason::TooMany:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "The table holds 1,000 records at most. Edit "
                                                    "the pack as JSON or CBOR."));
    case SenmlPackError::Reason::NotRepeated:
        return say(QT_TRANSLATE_NOOP("PayloadForm", "The table would not write the same data "
                                                    "again. Edit the pack as JSON or CBOR."));
    }
    return {};
}

Result<Bytes, FormError> bytesOfForm(PayloadForm form, const QString &typed, FormOptions options)
{
    const std::string utf8 = typed.toStdString();
    switch (form) {
    case PayloadForm::Text:
        return toOwned(asBytes(utf8));
    case PayloadForm::Hex:
        if (auto bytes = fromHex(utf8))
            return std::move(*bytes);
        return failure(
            FormError{say(QT_TRANSLATE_NOOP("PayloadForm",
                                            "Not hex: two digits from 0-9 and a-f make one byte.")),
                      -1});
    case PayloadForm::Json:
        return checkedJson(utf8);
    case PayloadForm::Cbor: {
        auto bytes = fromDiagnostic(utf8, options.sequence);
        if (bytes)
            return std::move(*bytes);
        return failure(
            errorAt(utf8, bytes.error().offset, diagnosticFaultText(bytes.error().fault)));
    }
    case PayloadForm::Links:
        return checkedLinks(utf8);
    case PayloadForm::Senml:
    case PayloadForm::File:
        break;
    }
    return Bytes();
}

Result<QString, QString> formOfBytes(PayloadForm form, ByteView bytes, FormOptions options)
{
    switch (form) {
    case PayloadForm::Hex:
        return hexPairs(bytes, std::numeric_limits<std::size_t>::max());
    case PayloadForm::Text:
    case PayloadForm::Json:
    case PayloadForm::Links: {
        if (!isValidUtf8(bytes))
            return failure(notUtf8());
        // A text field knows one kind of line break, and no other control character comes back.
        const bool back = std::none_of(bytes.begin(), bytes.end(), [](std::uint8_t b) {
            return b < 0x20 && b != '\n' && b != '\t';
        });
        if (!back)
            return failure(
                say(QT_TRANSLATE_NOOP("PayloadForm", "There are control characters among these "
                                                     "bytes. Hex shows each of them as it is.")));
        return QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()),
                                 static_cast<qsizetype>(bytes.size()));
    }
    case PayloadForm::Cbor: {
        DiagnosticStyle style;
        style.sequence = options.sequence;
        style.pretty = true;
        const auto text = toDiagnostic(bytes, style);
        if (text)
            return QString::fromStdString(*text);
        return failure(QString(say(QT_TRANSLATE_NOOP("PayloadForm", "No CBOR: %1, at byte %2."))
                                   .arg(faultText(text.error().fault))
                                   .arg(text.error().offset)));
    }
    case PayloadForm::Senml:
    case PayloadForm::File:
        break;
    }
    return QString();
}

Result<Bytes, QString> convertedBytes(ByteView bytes, PayloadForm from, PayloadForm to,
                                      FormOptions options)
{
    const bool toNotation = from == PayloadForm::Json && to == PayloadForm::Cbor;
    const bool toJson = from == PayloadForm::Cbor && to == PayloadForm::Json;
    if (toNotation) {
        // JSON is diagnostic notation already (RFC 8949 §8).
        auto cbor = fromDiagnostic(asText(bytes));
        if (cbor)
            return std::move(*cbor);
        return failure(diagnosticErrorText(cbor.error(), asText(bytes)));
    }
    if (!toJson)
        return toOwned(bytes);
    DiagnosticStyle style;
    style.pretty = true;
    style.sequence = options.sequence;
    const auto text = toDiagnostic(bytes, style);
    if (!text)
        return failure(faultText(text.error().fault));
    const Representation read = readPayload(asBytes(*text), 50);
    if (read.fault == PayloadFault::None)
        return toOwned(asBytes(*text));
    const std::size_t at = std::min(read.faultOffset, text->size());
    const std::size_t end = std::min(text->find('\n', at), at + 24);
    const std::string rest = text->substr(at, end - at);
    return failure(
        QString(say(QT_TRANSLATE_NOOP("PayloadForm", "JSON cannot say “%1” so that the same bytes "
                                                     "come back."))
                    .arg(displayText(QString::fromStdString(rest), 24))));
}

std::optional<std::uint32_t> formatOfForm(PayloadForm form, FormOptions options)
{
    switch (form) {
    case PayloadForm::Text:
        return 0;
    case PayloadForm::Json:
        return 50;
    case PayloadForm::Cbor:
        return options.sequence ? 63 : 60;
    case PayloadForm::Links:
        return 40;
    case PayloadForm::Senml:
        return options.senmlCbor ? 112 : 110;
    case PayloadForm::Hex:
    case PayloadForm::File:
        break;
    }
    return std::nullopt;
}

PayloadForm formOfFormat(ByteView bytes, std::optional<std::uint32_t> contentFormat,
                         FormOptions &options)
{
    const auto fits = [&](PayloadForm form) {
        const auto text = formOfBytes(form, bytes, options);
        if (!text)
            return false;
        const auto back = bytesOfForm(form, *text, options);
        return back && equalBytes(*back, bytes);
    };
    options.sequence = contentFormat == 63U;
    options.senmlCbor = contentFormat == 112U;
    PayloadForm form = PayloadForm::Text;
    if (contentFormat == 110U || contentFormat == 112U) {
        if (readSenmlPack(bytes, options.senmlCbor))
            return PayloadForm::Senml;
        form = options.senmlCbor ? PayloadForm::Cbor : PayloadForm::Json;
    } else if (contentFormat == 40U) {
        form = PayloadForm::Links;
    } else if (contentFormat == 60U || contentFormat == 63U) {
        form = PayloadForm::Cbor;
    } else if (contentFormat) {
        const ContentFormatRow *row = findContentFormat(*contentFormat);
        const std::string_view type = row != nullptr ? row->mediaType : std::string_view();
        if (type.ends_with("+cbor"))
            form = PayloadForm::Cbor;
        else if (type.ends_with("json"))
            form = PayloadForm::Json;
    }
    if (fits(form))
        return form;
    return fits(PayloadForm::Text) ? PayloadForm::Text : PayloadForm::Hex;
}

} // namespace copper
