// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QHash>

namespace copper {

namespace {

QString cssColour(const QColor &colour)
{
    return QStringLiteral("rgba(%1,%2,%3,%4)")
        .arg(colour.red())
        .arg(colour.green())
        .arg(colour.blue())
        .arg(colour.alpha());
}

QString cssSize(const QFont &font)
{
    return font.pointSizeF() > 0 ? QString::number(font.pointSizeF(), 'f', 2) + QStringLiteral("pt")
                                 : QString::number(font.pixelSize()) + QStringLiteral("px");
}

QHash<QString, QString> values(const Theme &theme)
{
    QHash<QString, QString> result;
    for (std::size_t i = 0; i < kToneCount; ++i) {
        const auto tone = static_cast<Tone>(i);
        result.insert(QString(toneName(tone)), cssColour(theme.color(tone)));
    }
    // High contrast puts the strong edge on every button.
    result.insert(
        QStringLiteral("edge-button"),
        cssColour(theme.color(theme.isContrast() ? Tone::BorderControl : Tone::BorderButton)));
    result.insert(QStringLiteral("size-small"), cssSize(theme.font(TextRole::Small)));
    result.insert(QStringLiteral("size-caption"), cssSize(theme.font(TextRole::Caption)));
    result.insert(QStringLiteral("size-title"), cssSize(theme.font(TextRole::Title)));
    return result;
}

} // namespace

QString buildStyleSheet(const Theme &theme)
{
    QFile file(QStringLiteral(":/copperfield/theme/copperfield.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> table = values(theme);
    QString result;
    result.reserve(source.size() * 2);
    qsizetype at = 0;
    while (at < source.size()) {
        const qsizetype start = source.indexOf(QLatin1Char('@'), at);
        const qsizetype end = start < 0 ? -1 : source.indexOf(QLatin1Char('@'), start + 1);
        if (end < 0)
            break;
        result += source.mid(at, start - at);
        const auto value = table.constFind(source.mid(start + 1, end - start - 1));
        result += value != table.constEnd() ? *value : source.mid(start, end - start + 1);
        at = end + 1;
    }
    return result + source.mid(at);
}

} // namespace copper
