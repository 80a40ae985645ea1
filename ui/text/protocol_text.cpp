// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/protocol_text.h"

#include "core/coap/content_format.h"
#include "core/coap/option_text.h"
#include "ui/text/plain_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <cmath>

namespace copper {

namespace {

// Not named tr: lupdate would not look inside its argument.
QString say(const char *text)
{
    return QCoreApplication::translate("Protocol", text);
}

} // namespace

QString codeDigitsText(Code code)
{
    return QString::fromStdString(codeDigits(code));
}

QString codeText(Code code)
{
    const QString name = qtText(codeName(code));
    if (code.isEmpty())
        return QStringLiteral("Empty");
    if (code.isRequest())
        return name.isEmpty() ? codeDigitsText(code) : name;
    return name.isEmpty() ? codeDigitsText(code) : codeDigitsText(code) + QLatin1Char(' ') + name;
}

QString codeMeaning(Code code)
{
    switch (code.raw) {
    case code::kCreated.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the resource was made"));
    case code::kDeleted.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the resource is gone"));
    case code::kValid.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the value you have is still good"));
    case code::kChanged.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device took it"));
    case code::kContent.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "here is the value"));
    case code::kContinue.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "send the next block"));
    case code::kBadRequest.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device does not understand the request"));
    case code::kUnauthorized.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "you may not do this"));
    case code::kBadOption.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device does not know a critical option"));
    case code::kForbidden.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device refuses"));
    case code::kNotFound.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device has no such resource"));
    case code::kMethodNotAllowed.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the resource does not take this method"));
    case code::kNotAcceptable.raw:
        return say(
            QT_TRANSLATE_NOOP("Protocol", "the device cannot answer in the format you accept"));
    case code::kRequestEntityIncomplete.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device lost earlier blocks"));
    case code::kConflict.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the change does not fit the state it is in"));
    case code::kPreconditionFailed.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "If-Match or If-None-Match does not hold"));
    case code::kRequestEntityTooLarge.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the body is too large for the device"));
    case code::kUnsupportedContentFormat.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device does not read this Content-Format"));
    case code::kUnprocessableEntity.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "well-formed, but the device cannot apply it"));
    case code::kTooManyRequests.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "you ask too often"));
    case code::kInternalServerError.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "something failed inside the device"));
    case code::kNotImplemented.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device does not know this method"));
    case code::kBadGateway.raw:
    case code::kGatewayTimeout.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the proxy got no good answer from the device"));
    case code::kServiceUnavailable.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the device cannot answer now"));
    case code::kProxyingNotSupported.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "this is no proxy"));
    case code::kHopLimitReached.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "the request went through too many proxies"));
    default:
        break;
    }
    if (code.isSuccess())
        return say(QT_TRANSLATE_NOOP("Protocol", "success"));
    if (code.classNumber() == 4)
        return say(QT_TRANSLATE_NOOP("Protocol", "the request is at fault"));
    if (code.classNumber() == 5)
        return say(QT_TRANSLATE_NOOP("Protocol", "the device is at fault"));
    return {};
}

QString codeHint(Code code)
{
    switch (code.raw) {
    case code::kUnauthorized.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "The resource may ask for a secure connection."));
    case code::kBadOption.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Remove the options marked critical one by one."));
    case code::kNotFound.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Read /.well-known/core to see what it has."));
    case code::kMethodNotAllowed.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Try GET to read, PUT or POST to write."));
    case code::kNotAcceptable.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Remove Accept, or name another format."));
    case code::kRequestEntityIncomplete.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Send it again from the first block."));
    case code::kRequestEntityTooLarge.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Try a smaller body or a smaller block size."));
    case code::kUnsupportedContentFormat.raw:
        return say(QT_TRANSLATE_NOOP("Protocol", "Set Content-Format to what the resource's ct "
                                                 "attribute says."));
    default:
        return {};
    }
}

QString typeText(MessageType type)
{
    return qtText(messageTypeName(type));
}

QString typeMeaning(MessageType type)
{
    switch (type) {
    case MessageType::Confirmable:
        return say(QT_TRANSLATE_NOOP("Protocol", "Confirmable"));
    case MessageType::NonConfirmable:
        return say(QT_TRANSLATE_NOOP("Protocol", "Non-confirmable"));
    case MessageType::Acknowledgement:
        return say(QT_TRANSLATE_NOOP("Protocol", "Acknowledgement"));
    case MessageType::Reset:
        return say(QT_TRANSLATE_NOOP("Protocol", "Reset"));
    }
    return {};
}

QString hexPairs(ByteView bytes, std::size_t limit)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    QString text;
    for (std::size_t i = 0; i < bytes.size() && i < limit; ++i) {
        if (i > 0)
            text += QLatin1Char(' ');
        text += QLatin1Char(kDigits[bytes[i] >> 4]);
        text += QLatin1Char(kDigits[bytes[i] & 15]);
    }
    if (bytes.size() > limit)
        text += QStringLiteral(" …");
    return text;
}

QString tokenText(ByteView token)
{
    return hexPairs(token, Token::kMaxLength);
}

QString midText(MessageId mid)
{
    return QStringLiteral("0x%1").arg(mid.value, 4, 16, QLatin1Char('0'));
}

QString optionNameText(OptionNumber number)
{
    return QString::fromStdString(optionName(number));
}

QString optionValueShown(OptionNumber number, ByteView value)
{
    constexpr std::size_t kShownBytes = 512;
    const ByteView part = value.subspan(0, std::min(value.size(), kShownBytes));
    QString text = displayText(QString::fromStdString(optionValueText(OptionView{number, part})));
    if (value.size() > kShownBytes)
        text += QChar(0x2026);
    return text;
}

namespace {

QString blockMeaning(std::uint32_t value)
{
    const std::optional<BlockInfo> block = blockInfo(value);
    if (!block)
        return say(QT_TRANSLATE_NOOP("Protocol", "reserved block size"));
    return (block->more ? say(QT_TRANSLATE_NOOP("Protocol", "block %1 of %2 bytes, more follow"))
                        : say(QT_TRANSLATE_NOOP("Protocol", "block %1 of %2 bytes, the last")))
        .arg(block->number)
        .arg(block->size);
}

QString fixedMeaning(OptionNumber number, bool inRequest)
{
    switch (number) {
    case OptionNumber::IfMatch:
        return say(QT_TRANSLATE_NOOP("Protocol", "only if the value is still this one"));
    case OptionNumber::IfNoneMatch:
        return say(QT_TRANSLATE_NOOP("Protocol", "only if the resource does not exist"));
    case OptionNumber::ETag:
        return inRequest ? say(QT_TRANSLATE_NOOP("Protocol",
                                                 "answer 2.03 Valid if this is still the value"))
                         : say(QT_TRANSLATE_NOOP("Protocol", "names this version of the value"));
    case OptionNumber::UriHost:
        return say(QT_TRANSLATE_NOOP("Protocol", "host, from the address"));
    case OptionNumber::UriPort:
        return say(QT_TRANSLATE_NOOP("Protocol", "port, from the address"));
    case OptionNumber::UriPath:
        return say(QT_TRANSLATE_NOOP("Protocol", "path segment"));
    case OptionNumber::UriQuery:
        return say(QT_TRANSLATE_NOOP("Protocol", "query argument"));
    case OptionNumber::LocationPath:
    case OptionNumber::LocationQuery:
        return say(QT_TRANSLATE_NOOP("Protocol", "where the new resource is"));
    case OptionNumber::HopLimit:
        return say(QT_TRANSLATE_NOOP("Protocol", "proxies it may still pass"));
    case OptionNumber::Size1:
        return say(QT_TRANSLATE_NOOP("Protocol", "bytes of the whole body sent"));
    case OptionNumber::Size2:
        return inRequest ? say(QT_TRANSLATE_NOOP("Protocol", "say how large the body is"))
                         : say(QT_TRANSLATE_NOOP("Protocol", "bytes of the whole body"));
    case OptionNumber::ProxyUri:
    case OptionNumber::ProxyScheme:
        return say(QT_TRANSLATE_NOOP("Protocol", "for a proxy"));
    case OptionNumber::Echo:
        return say(QT_TRANSLATE_NOOP("Protocol", "proves that the request is fresh"));
    case OptionNumber::NoResponse:
        return say(QT_TRANSLATE_NOOP("Protocol", "which answers are not wanted"));
    case OptionNumber::RequestTag:
        return say(QT_TRANSLATE_NOOP("Protocol", "tells this body from others"));
    case OptionNumber::Oscore:
        return say(QT_TRANSLATE_NOOP("Protocol", "protected end to end"));
    default:
        return {};
    }
}

} // namespace

QString optionMeaning(OptionNumber number, ByteView value, bool inRequest)
{
    const std::uint64_t whole = value.size() <= 4 ? OptionView{number, value}.asUint() : 0;
    const auto small = static_cast<std::uint32_t>(whole);
    switch (number) {
    case OptionNumber::ContentFormat:
    case OptionNumber::Accept:
        return contentFormatText(small);
    case OptionNumber::MaxAge:
        return say(QT_TRANSLATE_NOOP("Protocol", "fresh for %1")).arg(spanText(small));
    case OptionNumber::Observe:
        if (!inRequest)
            return say(QT_TRANSLATE_NOOP("Protocol", "sequence number of the notification"));
        return small == 0 ? say(QT_TRANSLATE_NOOP("Protocol", "register"))
                          : say(QT_TRANSLATE_NOOP("Protocol", "deregister"));
    case OptionNumber::Block1:
    case OptionNumber::Block2:
    case OptionNumber::QBlock1:
    case OptionNumber::QBlock2:
        return blockMeaning(small);
    default:
        break;
    }
    const QString fixed = fixedMeaning(number, inRequest);
    if (!fixed.isEmpty() || findOption(number) != nullptr)
        return fixed;
    return say(QT_TRANSLATE_NOOP("Protocol", "not registered"));
}

QString optionsLine(const MessageSummary &summary)
{
    constexpr qsizetype kMaxShown = 12;
    QStringList parts;
    for (const auto &[number, value] : summary.options) {
        if (parts.size() >= kMaxShown) {
            parts << QStringLiteral("…");
            break;
        }
        const QString shown = optionValueShown(number, value);
        parts << (shown.isEmpty() && findOption(number) != nullptr &&
                          findOption(number)->format == OptionFormat::Empty
                      ? optionNameText(number)
                      : optionNameText(number) + QLatin1Char(' ') + shown);
    }
    return parts.join(QStringLiteral(", "));
}

QString contentFormatText(std::uint32_t number)
{
    const ContentFormatRow *row = findContentFormat(number);
    if (row == nullptr)
        return say(QT_TRANSLATE_NOOP("Protocol", "Content-Format %1")).arg(number);
    QString text = qtText(row->mediaType);
    if (!row->coding.empty())
        text += QStringLiteral(", ") + qtText(row->coding);
    return text;
}

QString contentFormatShort(std::uint32_t number)
{
    switch (number) {
    case 50:
        return QStringLiteral("JSON");
    case 60:
        return QStringLiteral("CBOR");
    case 110:
        return QStringLiteral("SenML · JSON");
    case 112:
        return QStringLiteral("SenML · CBOR");
    case 42:
        return say(QT_TRANSLATE_NOOP("Protocol", "bytes"));
    case 0:
        return say(QT_TRANSLATE_NOOP("Protocol", "text"));
    default:
        break;
    }
    const QString name = qtText(contentFormatShortName(number));
    return name.isEmpty() ? QString::number(number) : name;
}

QString nodeFieldName(NodeMeaning meaning)
{
    switch (meaning) {
    case NodeMeaning::SenmlBaseName:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Name"));
    case NodeMeaning::SenmlBaseTime:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Time"));
    case NodeMeaning::SenmlBaseUnit:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Unit"));
    case NodeMeaning::SenmlBaseValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Value"));
    case NodeMeaning::SenmlBaseSum:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Sum"));
    case NodeMeaning::SenmlVersion:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base Version"));
    case NodeMeaning::SenmlName:
        return say(QT_TRANSLATE_NOOP("Protocol", "Name"));
    case NodeMeaning::SenmlUnit:
        return say(QT_TRANSLATE_NOOP("Protocol", "Unit"));
    case NodeMeaning::SenmlValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "Value"));
    case NodeMeaning::SenmlStringValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "String Value"));
    case NodeMeaning::SenmlBooleanValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "Boolean Value"));
    case NodeMeaning::SenmlDataValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "Data Value"));
    case NodeMeaning::SenmlSum:
        return say(QT_TRANSLATE_NOOP("Protocol", "Sum"));
    case NodeMeaning::SenmlTime:
        return say(QT_TRANSLATE_NOOP("Protocol", "Time"));
    case NodeMeaning::ProblemTitle:
        return say(QT_TRANSLATE_NOOP("Protocol", "Title"));
    case NodeMeaning::ProblemDetail:
        return say(QT_TRANSLATE_NOOP("Protocol", "Detail"));
    case NodeMeaning::ProblemInstance:
        return say(QT_TRANSLATE_NOOP("Protocol", "Instance"));
    case NodeMeaning::ProblemResponseCode:
        return say(QT_TRANSLATE_NOOP("Protocol", "Response code"));
    case NodeMeaning::ProblemBaseUri:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base URI"));
    case NodeMeaning::ProblemBaseLanguage:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base language"));
    case NodeMeaning::ProblemBaseDirection:
        return say(QT_TRANSLATE_NOOP("Protocol", "Base direction"));
    case NodeMeaning::SenmlUpdateTime:
        return say(QT_TRANSLATE_NOOP("Protocol", "Update Time"));
    case NodeMeaning::None:
    case NodeMeaning::SenmlPack:
    case NodeMeaning::SenmlUnknown:
    case NodeMeaning::LinkTarget:
    case NodeMeaning::LinkAttribute:
    case NodeMeaning::TlvObjectInstance:
    case NodeMeaning::TlvResource:
    case NodeMeaning::TlvMultipleResource:
    case NodeMeaning::TlvResourceInstance:
    case NodeMeaning::Bignum:
    case NodeMeaning::EmbeddedCbor:
        return {};
    }
    return {};
}

QString nodeMeaning(NodeMeaning meaning)
{
    switch (meaning) {
    case NodeMeaning::SenmlPack:
        return say(QT_TRANSLATE_NOOP("Protocol", "sensor measurement list, RFC 8428"));
    case NodeMeaning::SenmlBaseName:
        return say(QT_TRANSLATE_NOOP("Protocol", "put before every name below"));
    case NodeMeaning::SenmlBaseTime:
        return say(QT_TRANSLATE_NOOP("Protocol", "added to every time below"));
    case NodeMeaning::SenmlBaseUnit:
        return say(QT_TRANSLATE_NOOP("Protocol", "where no unit is given"));
    case NodeMeaning::SenmlBaseValue:
        return say(QT_TRANSLATE_NOOP("Protocol", "added to every value below"));
    case NodeMeaning::SenmlBaseSum:
        return say(QT_TRANSLATE_NOOP("Protocol", "added to every sum below"));
    case NodeMeaning::SenmlSum:
        return say(QT_TRANSLATE_NOOP("Protocol", "integrated over time"));
    case NodeMeaning::SenmlUpdateTime:
        return say(QT_TRANSLATE_NOOP("Protocol", "seconds until the next value at most"));
    case NodeMeaning::SenmlUnknown:
        return say(QT_TRANSLATE_NOOP("Protocol", "a field SenML does not know"));
    case NodeMeaning::ProblemTitle:
        return say(QT_TRANSLATE_NOOP("Protocol", "what went wrong, in short"));
    case NodeMeaning::ProblemDetail:
        return say(QT_TRANSLATE_NOOP("Protocol", "what went wrong this time"));
    case NodeMeaning::ProblemInstance:
        return say(QT_TRANSLATE_NOOP("Protocol", "where this occurrence is described"));
    case NodeMeaning::ProblemResponseCode:
        return say(QT_TRANSLATE_NOOP("Protocol", "the CoAP code that belongs to it"));
    case NodeMeaning::ProblemBaseUri:
        return say(QT_TRANSLATE_NOOP("Protocol", "references below are relative to it"));
    case NodeMeaning::ProblemBaseLanguage:
        return say(QT_TRANSLATE_NOOP("Protocol", "language of the texts"));
    case NodeMeaning::ProblemBaseDirection:
        return say(QT_TRANSLATE_NOOP("Protocol", "texts run from right to left if true"));
    case NodeMeaning::TlvObjectInstance:
        return say(QT_TRANSLATE_NOOP("Protocol", "object instance"));
    case NodeMeaning::TlvResource:
        return say(QT_TRANSLATE_NOOP("Protocol", "resource"));
    case NodeMeaning::TlvMultipleResource:
        return say(QT_TRANSLATE_NOOP("Protocol", "resource with several instances"));
    case NodeMeaning::TlvResourceInstance:
        return say(QT_TRANSLATE_NOOP("Protocol", "resource instance"));
    case NodeMeaning::Bignum:
        return say(QT_TRANSLATE_NOOP("Protocol", "a number beyond 64 bits"));
    case NodeMeaning::EmbeddedCbor:
        return say(QT_TRANSLATE_NOOP("Protocol", "bytes that are CBOR"));
    case NodeMeaning::LinkTarget:
        return say(QT_TRANSLATE_NOOP("Protocol", "link target"));
    case NodeMeaning::None:
    case NodeMeaning::SenmlVersion:
    case NodeMeaning::SenmlName:
    case NodeMeaning::SenmlUnit:
    case NodeMeaning::SenmlValue:
    case NodeMeaning::SenmlStringValue:
    case NodeMeaning::SenmlBooleanValue:
    case NodeMeaning::SenmlDataValue:
    case NodeMeaning::SenmlTime:
    case NodeMeaning::LinkAttribute:
        return {};
    }
    return {};
}

QString unitMeaning(const QString &unit)
{
    static constexpr std::pair<const char *, const char *> kUnits[] = {
        {"Cel", QT_TRANSLATE_NOOP("Protocol", "degrees Celsius")},
        {"K", QT_TRANSLATE_NOOP("Protocol", "kelvin")},
        {"%RH", QT_TRANSLATE_NOOP("Protocol", "relative humidity")},
        {"%EL", QT_TRANSLATE_NOOP("Protocol", "battery level")},
        {"%", QT_TRANSLATE_NOOP("Protocol", "percent")},
        {"/", QT_TRANSLATE_NOOP("Protocol", "ratio, 1 = 100 %")},
        {"lx", QT_TRANSLATE_NOOP("Protocol", "illuminance, lux")},
        {"lm", QT_TRANSLATE_NOOP("Protocol", "lumen")},
        {"W", QT_TRANSLATE_NOOP("Protocol", "watt")},
        {"kW", QT_TRANSLATE_NOOP("Protocol", "kilowatt")},
        {"Wh", QT_TRANSLATE_NOOP("Protocol", "watt hours")},
        {"kWh", QT_TRANSLATE_NOOP("Protocol", "kilowatt hours")},
        {"J", QT_TRANSLATE_NOOP("Protocol", "joule")},
        {"V", QT_TRANSLATE_NOOP("Protocol", "volt")},
        {"mV", QT_TRANSLATE_NOOP("Protocol", "millivolt")},
        {"A", QT_TRANSLATE_NOOP("Protocol", "ampere")},
        {"mA", QT_TRANSLATE_NOOP("Protocol", "milliampere")},
        {"Hz", QT_TRANSLATE_NOOP("Protocol", "hertz")},
        {"Pa", QT_TRANSLATE_NOOP("Protocol", "pascal")},
        {"hPa", QT_TRANSLATE_NOOP("Protocol", "hectopascal")},
        {"m", QT_TRANSLATE_NOOP("Protocol", "metre")},
        {"kg", QT_TRANSLATE_NOOP("Protocol", "kilogram")},
        {"s", QT_TRANSLATE_NOOP("Protocol", "seconds")},
        {"ms", QT_TRANSLATE_NOOP("Protocol", "milliseconds")},
        {"ppm", QT_TRANSLATE_NOOP("Protocol", "parts per million")},
        {"dB", QT_TRANSLATE_NOOP("Protocol", "decibel")},
        {"dBm", QT_TRANSLATE_NOOP("Protocol", "decibel over 1 mW")},
        {"lat", QT_TRANSLATE_NOOP("Protocol", "degrees latitude")},
        {"lon", QT_TRANSLATE_NOOP("Protocol", "degrees longitude")},
        {"pH", QT_TRANSLATE_NOOP("Protocol", "acidity")},
        {"count", QT_TRANSLATE_NOOP("Protocol", "count")},
        {"B", QT_TRANSLATE_NOOP("Protocol", "bytes")},
        {"1/min", QT_TRANSLATE_NOOP("Protocol", "per minute")},
        {"1/s", QT_TRANSLATE_NOOP("Protocol", "per second")},
    };
    for (const auto &[symbol, words] : kUnits) {
        if (unit == QLatin1String(symbol))
            return say(words);
    }
    return {};
}

QString markText(MessageRecord::Mark mark)
{
    switch (mark) {
    case MessageRecord::Mark::None:
        return {};
    case MessageRecord::Mark::Retransmission:
        return say(QT_TRANSLATE_NOOP("Protocol", "retransmitted"));
    case MessageRecord::Mark::Duplicate:
        return say(QT_TRANSLATE_NOOP("Protocol", "duplicate, our ACK was probably lost"));
    case MessageRecord::Mark::Rejected:
        return say(QT_TRANSLATE_NOOP("Protocol", "rejected"));
    case MessageRecord::Mark::Lost:
        return say(QT_TRANSLATE_NOOP("Protocol", "lost"));
    }
    return {};
}

QString clockText(WallTime at, bool milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(at.unixMicros / 1000)
        .toString(milliseconds ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

QString whenText(WallTime at, WallTime now)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at.unixMicros / 1000);
    const qint64 days =
        then.date().daysTo(QDateTime::fromMSecsSinceEpoch(now.unixMicros / 1000).date());
    if (days == 0)
        return clockText(at, false);
    const QString time = then.toString(QStringLiteral("HH:mm"));
    if (days == 1)
        return QCoreApplication::translate("ProtocolText", "yesterday %1").arg(time);
    if (days > 1 && days < 7)
        return QLocale().dayName(then.date().dayOfWeek(), QLocale::ShortFormat) + QLatin1Char(' ') +
               time;
    return then.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString utcText(double unixSeconds)
{
    constexpr double kYear10000 = 253'402'300'800.0;
    if (!std::isfinite(unixSeconds) || unixSeconds < 0 || unixSeconds >= kYear10000)
        return {};
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixSeconds * 1000), Qt::UTC)
               .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral(" UTC");
}

QString durationText(Duration duration)
{
    const double ms = toMilliseconds(duration);
    if (ms < 10)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 1);
    if (ms < 1000)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 0);
    if (ms < 60'000)
        return QStringLiteral("%1 s").arg(ms / 1000, 0, 'f', 1);
    return spanText(ms / 1000);
}

QString spanText(double span)
{
    const auto whole = static_cast<qint64>(std::min(std::max(span, 0.0), 1e12));
    const qint64 s = whole % 60, min = whole / 60 % 60, h = whole / 3600 % 24, d = whole / 86400;
    QStringList parts;
    const auto add = [&parts](qint64 n, const char *unit) {
        if (parts.size() < 2 && (n > 0 || !parts.isEmpty()))
            parts << say(unit).arg(n);
    };
    add(d, QT_TRANSLATE_NOOP("Protocol", "%1 d"));
    add(h, QT_TRANSLATE_NOOP("Protocol", "%1 h"));
    add(min, QT_TRANSLATE_NOOP("Protocol", "%1 min"));
    if (parts.isEmpty() || (d == 0 && h == 0 && s > 0))
        parts << say(QT_TRANSLATE_NOOP("Protocol", "%1 s")).arg(s);
    return parts.join(QLatin1Char(' '));
}

} // namespace copper
