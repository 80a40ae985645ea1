// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/representation_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/value_text.h"

#include <QCoreApplication>

#include <optional>

namespace copper {

namespace {

constexpr qsizetype kMaxShownText = 200;

QString textOf(const std::string &utf8)
{
    return displayText(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min<std::size_t>(
                                                          utf8.size(), 1024))),
                       kMaxShownText);
}

// Digits behind the point of a plain number at the start of the text; none for "1e5" and words.
std::optional<int> decimalsSent(const std::string &text)
{
    std::size_t i = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto digits = [&text, &i] {
        int count = 0;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
            ++i;
            ++count;
        }
        return count;
    };
    if (digits() == 0)
        return std::nullopt;
    int decimals = 0;
    if (i < text.size() && text[i] == '.') {
        ++i;
        decimals = digits();
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E'))
        return std::nullopt;
    return decimals;
}

} // namespace

ShownValue shownValue(double value, const QString &unit)
{
    // A long time in seconds is easier read in its largest units.
    if (unit == QLatin1String("s") && value >= 120)
        return {spanText(value), {}};
    if (unit == QLatin1String("/") && value >= 0 && value <= 1)
        return {numberText(value * 100), QStringLiteral("%")};
    return {numberText(value), unitText(unit)};
}

ShownValue shownValue(const LatestValue &latest)
{
    if (latest.primary && latest.numbers > 1)
        return {};
    if (latest.primary) {
        const QString unit = QString::fromStdString(latest.primary->unit);
        ShownValue shown = shownValue(latest.primary->value, unit);
        const std::optional<int> decimals = decimalsSent(latest.text);
        if (decimals && latest.primary->path.text.empty() && shown.unit == unitText(unit))
            shown.text = unit == QLatin1String("s") ? shown.text
                                                    : numberText(latest.primary->value, *decimals);
        return shown;
    }
    return {textOf(latest.text), {}};
}

QString formatName(Representation::Format format)
{
    switch (format) {
    case Representation::Format::Text:
        return QCoreApplication::translate("Payload", "text");
    case Representation::Format::Json:
        return QStringLiteral("JSON");
    case Representation::Format::Cbor:
        return QStringLiteral("CBOR");
    case Representation::Format::CborSequence:
        return QCoreApplication::translate("Payload", "CBOR sequence");
    case Representation::Format::Lwm2mTlv:
        return QStringLiteral("LwM2M TLV");
    case Representation::Format::LinkFormat:
        return QStringLiteral("link-format");
    case Representation::Format::SenmlJson:
        return QStringLiteral("SenML · JSON");
    case Representation::Format::SenmlCbor:
        return QStringLiteral("SenML · CBOR");
    case Representation::Format::Binary:
        return QCoreApplication::translate("Payload", "bytes");
    }
    return {};
}

QString payloadLine(const Representation &representation, std::size_t bytes)
{
    const std::vector<ChartableValue> values = chartableValues(representation);
    if (!values.empty())
        return shownValue(values.front().value, QString::fromStdString(values.front().unit))
            .joined();
    if (representation.format == Representation::Format::LinkFormat &&
        !representation.nodes.empty()) {
        const auto count = static_cast<int>(representation.nodes.front().children.size());
        return QCoreApplication::translate("Payload", "%n link(s)", nullptr, count);
    }
    if (representation.format == Representation::Format::Text && !representation.nodes.empty())
        return textOf(representation.nodes.front().text);
    return formatName(representation.format) + QStringLiteral(", ") + byteSize(bytes);
}

QString kindGlyph(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Object:
    case NodeKind::Record:
        return QStringLiteral("{ }");
    case NodeKind::Array:
        return QStringLiteral("[ ]");
    case NodeKind::Text:
        return QStringLiteral("abc");
    case NodeKind::Number:
        return QStringLiteral("123");
    case NodeKind::Boolean:
        return QStringLiteral("0/1");
    case NodeKind::Null:
    case NodeKind::Undefined:
        return QStringLiteral("–");
    case NodeKind::ByteString:
        return QStringLiteral("hex");
    case NodeKind::Tag:
        return QStringLiteral("tag");
    case NodeKind::Link:
        return QStringLiteral("< >");
    case NodeKind::Invalid:
        return QStringLiteral("?");
    }
    return {};
}

QString cborMeaning(const ValueNode &node, ByteView encoded)
{
    const auto say = [](const char *text) {
        return QCoreApplication::translate("Cbor", text);
    };
    if (encoded.empty())
        return {};
    if (node.kind == NodeKind::Tag) {
        struct TagWords
        {
            const char *number;
            const char *words;
        };
        // RFC 8949 §3.4 and the registry of tags.
        static constexpr TagWords kTags[] = {
            {"0", QT_TRANSLATE_NOOP("Cbor", "date and time as text")},
            {"1", QT_TRANSLATE_NOOP("Cbor", "seconds since 1970")},
            {"2", QT_TRANSLATE_NOOP("Cbor", "a number beyond 64 bits")},
            {"3", QT_TRANSLATE_NOOP("Cbor", "a number beyond 64 bits, negative")},
            {"4", QT_TRANSLATE_NOOP("Cbor", "decimal fraction")},
            {"5", QT_TRANSLATE_NOOP("Cbor", "binary fraction")},
            {"16", QT_TRANSLATE_NOOP("Cbor", "COSE, encrypted")},
            {"17", QT_TRANSLATE_NOOP("Cbor", "COSE, authenticated")},
            {"18", QT_TRANSLATE_NOOP("Cbor", "COSE, signed")},
            {"21", QT_TRANSLATE_NOOP("Cbor", "base64url in JSON")},
            {"22", QT_TRANSLATE_NOOP("Cbor", "base64 in JSON")},
            {"23", QT_TRANSLATE_NOOP("Cbor", "hex in JSON")},
            {"24", QT_TRANSLATE_NOOP("Cbor", "CBOR in bytes")},
            {"32", QT_TRANSLATE_NOOP("Cbor", "URI")},
            {"33", QT_TRANSLATE_NOOP("Cbor", "text in base64url")},
            {"34", QT_TRANSLATE_NOOP("Cbor", "text in base64")},
            {"36", QT_TRANSLATE_NOOP("Cbor", "MIME message")},
            {"37", QT_TRANSLATE_NOOP("Cbor", "UUID")},
            {"38", QT_TRANSLATE_NOOP("Cbor", "text in a language")},
            {"61", QT_TRANSLATE_NOOP("Cbor", "CBOR Web Token")},
            {"63", QT_TRANSLATE_NOOP("Cbor", "CBOR sequence in bytes")},
            {"55799", QT_TRANSLATE_NOOP("Cbor", "marks CBOR")},
        };
        for (const TagWords &tag : kTags) {
            if (node.text == tag.number)
                return say(tag.words);
        }
        return {};
    }
    const unsigned major = encoded[0] >> 5U;
    const unsigned info = encoded[0] & 31U;
    if (major == 7 && info >= 25 && info <= 27) {
        static constexpr const char *kWidths[] = {
            QT_TRANSLATE_NOOP("Cbor", "half-precision float"),
            QT_TRANSLATE_NOOP("Cbor", "single-precision float"),
            QT_TRANSLATE_NOOP("Cbor", "double-precision float")};
        return say(kWidths[info - 25]);
    }
    if (major >= 2 && major <= 5 && info == 31)
        return major < 4 ? say(QT_TRANSLATE_NOOP("Cbor", "in pieces, of indefinite length"))
                         : say(QT_TRANSLATE_NOOP("Cbor", "of indefinite length"));
    return {};
}

QString taggedMeaning(const std::string &tag, const ValueNode &node)
{
    return tag == "1" && node.number ? utcText(*node.number) : QString();
}

QString nodeValue(const ValueNode &node)
{
    switch (node.kind) {
    case NodeKind::Text:
        return QLatin1Char('"') + textOf(node.text) + QLatin1Char('"');
    case NodeKind::Number:
    case NodeKind::Boolean:
    case NodeKind::Null:
    case NodeKind::Undefined:
    case NodeKind::ByteString:
    case NodeKind::Tag:
    case NodeKind::Link:
    case NodeKind::Invalid:
        return textOf(node.text);
    case NodeKind::Object:
    case NodeKind::Array:
    case NodeKind::Record:
        return {};
    }
    return {};
}

} // namespace copper
