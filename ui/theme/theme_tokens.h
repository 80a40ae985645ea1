// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QColor>
#include <QLatin1StringView>
#include <QString>

#include <array>

namespace copper {

// Every colour of the window by its meaning; the values stand in resources/theme/tokens.json and
// nowhere else. Copper is what the user does, verdigris what devices say.
enum class Tone {
    Chrome,
    Base,
    Raised,
    Sunken,
    Hover,
    Border,
    BorderButton,
    BorderControl,
    Text,
    Text2,
    Text3,
    Disabled,
    Copper,
    CopperFill,
    OnCopper,
    CopperTint,
    CopperLine,
    Verdigris,
    VerdigrisFill,
    VerdigrisTint,
    Ok,
    Warn,
    WarnFill,
    WarnTint,
    Error,
    ErrorFill,
    ErrorTint,
    Info,
    SyntaxKey,
    SyntaxText,
    SyntaxNumber,
    Grid,
    Scrim,
};
inline constexpr std::size_t kToneCount = static_cast<std::size_t>(Tone::Scrim) + 1;
inline constexpr int kSeriesColours = 8;

// The tone's name in tokens.json and in the style sheet template: "copper-tint".
QLatin1StringView toneName(Tone tone);

enum class ThemeVariant { Light, Dark, Contrast };

struct ThemeColours
{
    std::array<QColor, kToneCount> tones;
    std::array<QColor, kSeriesColours> series;

    const QColor &operator[](Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
};

// The three tables of tokens.json, all complete.
struct ThemeTokens
{
    ThemeColours light, dark, contrast;

    const ThemeColours &of(ThemeVariant variant) const;
    // Error: what is missing or wrong, for the developer who edited the file.
    static Result<ThemeTokens, QString> parse(const QByteArray &json);
};

} // namespace copper
