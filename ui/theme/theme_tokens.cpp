// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_tokens.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace copper {

namespace {

constexpr std::array<const char *, kToneCount> kNames{
    "chrome",         "base",           "raised",     "sunken",      "hover",       "border",
    "border-button",  "border-control", "text",       "text-2",      "text-3",      "disabled",
    "copper",         "copper-fill",    "on-copper",  "copper-tint", "copper-line", "verdigris",
    "verdigris-fill", "verdigris-tint", "ok",         "warn",        "warn-fill",   "warn-tint",
    "error",          "error-fill",     "error-tint", "info",        "syntax-key",  "syntax-text",
    "syntax-number",  "grid",           "scrim"};

Result<ThemeColours, QString> parseVariant(const QJsonObject &root, const QString &variant)
{
    const QJsonObject table = root.value(variant).toObject();
    ThemeColours colours;
    for (std::size_t i = 0; i < kToneCount; ++i) {
        const QString name = QString::fromLatin1(kNames[i]);
        colours.tones[i] = QColor(table.value(name).toString());
        if (!colours.tones[i].isValid())
            return failure(QStringLiteral("%1: %2 is no colour").arg(variant, name));
    }
    const QJsonArray series = table.value(QLatin1String("series")).toArray();
    for (int i = 0; i < kSeriesColours; ++i) {
        QColor &colour = colours.series[static_cast<std::size_t>(i)];
        colour = QColor(series.at(i).toString());
        if (!colour.isValid())
            return failure(QStringLiteral("%1: series %2 is no colour").arg(variant).arg(i + 1));
    }
    return colours;
}

} // namespace

QLatin1StringView toneName(Tone tone)
{
    return QLatin1StringView(kNames[static_cast<std::size_t>(tone)]);
}

const ThemeColours &ThemeTokens::of(ThemeVariant variant) const
{
    switch (variant) {
    case ThemeVariant::Light:
        return light;
    case ThemeVariant::Dark:
        return dark;
    case ThemeVariant::Contrast:
        break;
    }
    return contrast;
}

Result<ThemeTokens, QString> ThemeTokens::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return failure(error.errorString());
    const auto light = parseVariant(root, QStringLiteral("light"));
    const auto dark = parseVariant(root, QStringLiteral("dark"));
    const auto contrast = parseVariant(root, QStringLiteral("contrast"));
    for (const auto *variant : {&light, &dark, &contrast}) {
        if (!*variant)
            return failure(variant->error());
    }
    return ThemeTokens{*light, *dark, *contrast};
}

} // namespace copper
