// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/terminal_text.h"

#include <array>
#include <cmath>

namespace copper::cli {

namespace {

bool changesDirection(std::uint32_t character)
{
    return character == 0x061c || character == 0x200e || character == 0x200f ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

// Line and paragraph separators break lines in some terminals.
bool isControl(std::uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character <= 0x9f) || character == 0x2028 ||
           character == 0x2029;
}

std::size_t sequenceLength(ByteView text)
{
    const std::uint8_t lead = text[0];
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return text.size() >= length && isValidUtf8(text.first(length)) ? length : 0;
}

std::uint32_t decodeOne(ByteView sequence)
{
    static constexpr std::array<std::uint32_t, 5> kLeadMask{0, 0x7f, 0x1f, 0x0f, 0x07};
    std::uint32_t character = sequence[0] & kLeadMask[sequence.size()];
    for (const std::uint8_t byte : sequence.subspan(1))
        character = (character << 6U) | (byte & 0x3fU);
    return character;
}

QByteArray escaped(ByteView text, bool keepLines)
{
    QByteArray result;
    result.reserve(static_cast<qsizetype>(text.size()));
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) {
            result += "\\x" + QByteArray::fromStdString(toHex(text.first(1)));
            text = text.subspan(1);
            continue;
        }
        const ByteView sequence = text.first(length);
        const std::uint32_t character = decodeOne(sequence);
        if (keepLines && (character == '\n' || character == '\t'))
            result += static_cast<char>(character);
        else if (character < 0x100 && isControl(character))
            result += "\\x" + QByteArray::number(character, 16).rightJustified(2, '0');
        else if (isControl(character) || changesDirection(character))
            result += "\\u" + QByteArray::number(character, 16).rightJustified(4, '0');
        else
            result += QByteArray(reinterpret_cast<const char *>(sequence.data()),
                                 static_cast<qsizetype>(length));
        text = text.subspan(length);
    }
    return result;
}

} // namespace

QByteArray escapedForTerminal(ByteView text)
{
    return escaped(text, true);
}

QByteArray escapedLine(ByteView text)
{
    return escaped(text, false);
}

QString escapedLine(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return QString::fromUtf8(escapedLine(
        asBytes(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())))));
}

QString durationText(Duration duration)
{
    const double value = toSeconds(duration);
    if (value < 1)
        return QString::number(value * 1000, 'f', value < 0.1 ? 1 : 0) + QStringLiteral(" ms");
    if (value < 60)
        return QString::number(value, 'f', value < 10 ? 2 : 1) + QStringLiteral(" s");
    const auto whole = static_cast<qint64>(std::llround(value));
    return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

QString sizeText(std::uint64_t bytes)
{
    if (bytes < 1024)
        return QString::number(bytes) + QStringLiteral(" B");
    const auto value = static_cast<double>(bytes);
    if (bytes < 1024 * 1024)
        return QString::number(value / 1024, 'f', 1) + QStringLiteral(" KiB");
    return QString::number(value / (1024 * 1024), 'f', 1) + QStringLiteral(" MiB");
}

QString rateText(double bytesPerSecond)
{
    return sizeText(static_cast<std::uint64_t>(std::max(0.0, bytesPerSecond))) +
           QStringLiteral("/s");
}

} // namespace copper::cli
