// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plain_text.h"

#include <QCoreApplication>

#include <cmath>

namespace copper {

namespace {

bool reorders(QChar c)
{
    const char16_t u = c.unicode();
    // Directional marks, embeddings, overrides and isolates (Unicode TR 9), and the BOM.
    return u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e) ||
           (u >= 0x2066 && u <= 0x2069) || u == 0xfeff;
}

QString trSpan(const char *text, int n)
{
    return QCoreApplication::translate("Span", text).arg(n);
}

} // namespace

QString displayText(const QString &untrusted, qsizetype limit)
{
    QString result = untrusted.left(limit);
    for (QChar &c : result) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t') ||
            c.unicode() == 0x2028 || c.unicode() == 0x2029)
            c = QLatin1Char(' ');
        else if (c.category() == QChar::Other_Control || reorders(c))
            c = QChar(QChar::ReplacementCharacter);
    }
    if (untrusted.size() > limit)
        result += QChar(0x2026);
    return result;
}

QString toolTipText(const QString &untrusted)
{
    return QStringLiteral("<span>") + displayText(untrusted, 4096).toHtmlEscaped() +
           QStringLiteral("</span>");
}

QString groupedNumber(qint64 value)
{
    QString digits = QString::number(std::abs(value));
    if (digits.size() > 4) {
        for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
            digits.insert(at, QChar(0x2009));
    }
    return value < 0 ? QChar(0x2212) + digits : digits;
}

QString byteSize(quint64 bytes)
{
    const auto value = static_cast<double>(bytes);
    if (bytes < 1024) {
        const auto count = static_cast<int>(bytes);
        return QCoreApplication::translate("ByteSize", "%n bytes", nullptr, count);
    }
    const bool mebi = bytes >= (1U << 20U) * 10U;
    const double scaled = mebi ? value / (1 << 20) : value / 1024;
    const int digits = scaled < 100 && scaled != std::floor(scaled) ? 1 : 0;
    return QString::number(scaled, 'f', digits) +
           (mebi ? QStringLiteral(" MiB") : QStringLiteral(" KiB"));
}

QString shortSpan(double seconds)
{
    const double s = std::abs(seconds);
    if (s < 1)
        return QCoreApplication::translate("Span", "now");
    if (s < 60)
        return trSpan(QT_TRANSLATE_NOOP("Span", "%1 s"), static_cast<int>(s));
    if (s < 3600)
        return trSpan(QT_TRANSLATE_NOOP("Span", "%1 min"), static_cast<int>(s / 60));
    if (s < 86400)
        return trSpan(QT_TRANSLATE_NOOP("Span", "%1 h"), static_cast<int>(s / 3600));
    return trSpan(QT_TRANSLATE_NOOP("Span", "%1 d"), static_cast<int>(s / 86400));
}

} // namespace copper
