// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/value_text.h"

#include "ui/text/plain_text.h"

#include <array>
#include <cmath>
#include <utility>

namespace copper {

QString numberText(double value)
{
    if (!std::isfinite(value))
        return QString(QChar(0x2013));
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e9))
        return QString::number(value, 'g', 4);
    if (value == std::floor(value))
        return groupedNumber(static_cast<qint64>(value));
    const int decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3;
    const QString digits = QString::number(size, 'f', decimals);
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    const QString whole = groupedNumber(digits.left(point).toLongLong()) + digits.mid(point);
    return value < 0 ? QChar(0x2212) + whole : whole;
}

QString numberText(double value, int decimals)
{
    constexpr int kMaxDecimals = 6;
    const double size = std::abs(value);
    if (!std::isfinite(value) || size >= 1e9 || decimals < 0 || decimals > kMaxDecimals)
        return numberText(value);
    const QString digits = QString::number(size, 'f', decimals);
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    const QString whole = groupedNumber((point < 0 ? digits : digits.left(point)).toLongLong()) +
                          (point < 0 ? QString() : digits.mid(point));
    return value < 0 ? QChar(0x2212) + whole : whole;
}

QString unitText(const QString &asSent)
{
    // RFC 8428 §12.1 writes units in plain ASCII; these have a usual sign.
    static constexpr std::array<std::pair<QLatin1StringView, const char16_t *>, 12> kSigns{{
        {QLatin1StringView("Cel"), u"\u00b0C"},
        {QLatin1StringView("degC"), u"\u00b0C"},
        {QLatin1StringView("C"), u"\u00b0C"},
        {QLatin1StringView("degF"), u"\u00b0F"},
        {QLatin1StringView("%RH"), u"%"},
        {QLatin1StringView("%EL"), u"%"},
        {QLatin1StringView("m2"), u"m\u00b2"},
        {QLatin1StringView("m3"), u"m\u00b3"},
        {QLatin1StringView("m/s2"), u"m/s\u00b2"},
        {QLatin1StringView("ug/m3"), u"\u00b5g/m\u00b3"},
        {QLatin1StringView("1"), u""},
        {QLatin1StringView("Ohm"), u"\u03a9"},
    }};
    for (const auto &[sent, sign] : kSigns) {
        if (asSent == sent)
            return QString::fromUtf16(sign);
    }
    return displayText(asSent, 24);
}

} // namespace copper
