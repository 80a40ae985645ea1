// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/copper_style.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/system_appearance.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QIconEngine>
#include <QPainter>
#include <QPointer>

// Outside the namespace, as the macro demands.
static void initResourcesOfThisLibrary()
{
    Q_INIT_RESOURCE(copperfield);
}

namespace copper {

void initUiResources()
{
    initResourcesOfThisLibrary();
}

namespace {

// Reads the colours at paint time, so an icon set once follows the theme.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(const Theme *theme, IconLoader *loader, QString name, Tone rest, bool fixed)
        : m_theme(theme), m_loader(loader), m_name(std::move(name)), m_rest(rest), m_fixed(fixed)
    {}

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return QStringLiteral("copper"); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        const int edge = std::min(rect.width(), rect.height());
        QPixmap pixmap = render(qRound(edge * ratio), mode, state);
        pixmap.setDevicePixelRatio(ratio);
        painter->drawPixmap(QPointF(rect.left(), rect.top() + (rect.height() - edge) / 2), pixmap);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const int edge = std::min(size.width(), size.height());
        QPixmap icon = render(edge, mode, state);
        if (size.width() == size.height())
            return icon;
        // Wider than high: the icon stands at the left, what follows is the gap before a text.
        QPixmap wide(size);
        wide.fill(Qt::transparent);
        QPainter painter(&wide);
        painter.drawPixmap(0, (size.height() - edge) / 2, icon);
        return wide;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

private:
    QPixmap render(int edge_px, QIcon::Mode mode, QIcon::State state)
    {
        if (!m_theme)
            return {};
        return m_loader->pixmap(m_name, m_theme->color(tone(mode, state)), edge_px);
    }

    Tone tone(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return Tone::Disabled;
        if (m_fixed)
            return m_rest;
        if (state == QIcon::On)
            return Tone::Copper;
        return mode == QIcon::Active ? Tone::Text : m_rest;
    }

    QPointer<const Theme> m_theme;
    IconLoader *m_loader; // lives in the theme
    QString m_name;
    Tone m_rest;
    bool m_fixed;
};

ThemeTokens loadTokens()
{
    QFile file(QStringLiteral(":/copperfield/theme/tokens.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme", "initUiResources() was not called");
    Q_UNUSED(opened);
    auto tokens = ThemeTokens::parse(file.readAll());
    if (!tokens)
        qFatal("tokens.json: %s", qUtf8Printable(tokens.error()));
    return *tokens;
}

ThemeVariant resolve(ThemeChoice choice, const SystemAppearance &system)
{
    switch (choice) {
    case ThemeChoice::Light:
        return ThemeVariant::Light;
    case ThemeChoice::Dark:
        return ThemeVariant::Dark;
    case ThemeChoice::Contrast:
        return ThemeVariant::Contrast;
    case ThemeChoice::System:
        break;
    }
    if (system.highContrast())
        return ThemeVariant::Contrast;
    return system.dark() ? ThemeVariant::Dark : ThemeVariant::Light;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent), m_tokens(loadTokens()), m_colours(&m_tokens.light),
      m_system(std::make_unique<SystemAppearance>()),
      m_baseFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont)),
      m_fixedFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    connect(m_system.get(), &SystemAppearance::changed, this, &Theme::onSystemChanged);
    refresh();
}

Theme::~Theme() = default;

void Theme::applyTo(QApplication &application)
{
    m_application = &application;
    application.setStyle(new CopperStyle(*this)); // the application takes ownership
    refresh();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    refresh();
}

bool Theme::reducedMotion() const
{
    return m_reducedMotion || m_system->reducedMotion();
}

void Theme::onSystemChanged()
{
    if (m_choice == ThemeChoice::System)
        refresh();
}

void Theme::refresh()
{
    m_variant = resolve(m_choice, *m_system);
    m_colours = &m_tokens.of(m_variant);
    m_icons.clear();
    if (m_application != nullptr) {
        m_application->setPalette(palette());
        m_application->setStyleSheet(buildStyleSheet(*this));
    }
    Q_EMIT changed();
}

const QColor &Theme::seriesColor(int index) const
{
    return m_colours->series[static_cast<std::size_t>(index % kSeriesColours)];
}

QList<qreal> Theme::seriesDash(int index)
{
    switch (index % kSeriesColours) {
    case 2:
    case 6:
        return {5, 3};
    case 4:
        return {8, 3, 2, 3};
    case 5:
        return {2, 3};
    case 7:
        return {1.5, 3};
    default:
        return {};
    }
}

QFont Theme::font(TextRole role) const
{
    const auto scaled = [](QFont font, double factor, QFont::Weight weight = QFont::Normal) {
        // A system font may be given in points or in pixels.
        if (font.pointSizeF() > 0)
            font.setPointSizeF(font.pointSizeF() * factor);
        else
            font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
        font.setWeight(weight);
        return font;
    };
    switch (role) {
    case TextRole::Number:
        return scaled(m_baseFont, 2.15);
    case TextRole::Display:
        return scaled(m_baseFont, 1.7, QFont::DemiBold);
    case TextRole::Title:
        return scaled(m_baseFont, 1.15, QFont::DemiBold);
    case TextRole::Body:
        return scaled(m_baseFont, 1.0);
    case TextRole::BodyStrong:
        return scaled(m_baseFont, 1.0, QFont::DemiBold);
    case TextRole::Small:
        return scaled(m_baseFont, 0.92);
    case TextRole::SmallStrong:
        return scaled(m_baseFont, 0.92, QFont::DemiBold);
    case TextRole::Caption:
        return scaled(m_baseFont, 0.85);
    case TextRole::Mono:
        return scaled(m_fixedFont, 0.92);
    case TextRole::MonoSmall:
        return scaled(m_fixedFont, 0.85);
    case TextRole::MonoStrong:
        return scaled(m_fixedFont, 0.92, QFont::DemiBold);
    }
    return m_baseFont;
}

int Theme::rowHeight(int tableValue_px, TextRole role) const
{
    return std::max(tableValue_px, QFontMetrics(font(role)).height() + 6);
}

QIcon Theme::icon(const QString &name, Tone rest) const
{
    return QIcon(new ThemedIconEngine(this, &m_icons, name, rest, false));
}

QIcon Theme::fixedIcon(const QString &name, Tone tone) const
{
    return QIcon(new ThemedIconEngine(this, &m_icons, name, tone, true));
}

void Theme::paintIcon(QPainter *painter, const QRectF &rect, const QString &name, Tone tone) const
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap pixmap = m_icons.pixmap(name, color(tone), qRound(rect.width() * ratio));
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(
        QPointF(std::round(rect.x() * ratio) / ratio, std::round(rect.y() * ratio) / ratio),
        pixmap);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Tone tone) {
        palette.setColor(QPalette::All, role, color(tone));
    };
    set(QPalette::Window, Tone::Chrome);
    set(QPalette::Base, Tone::Base);
    set(QPalette::AlternateBase, Tone::Sunken);
    set(QPalette::Button, Tone::Raised);
    set(QPalette::ToolTipBase, Tone::Raised);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText})
        set(role, Tone::Text);
    set(QPalette::PlaceholderText, Tone::Text3);
    set(QPalette::Highlight, Tone::CopperFill);
    set(QPalette::HighlightedText, Tone::OnCopper);
    set(QPalette::Link, Tone::Copper);
    set(QPalette::LinkVisited, Tone::Copper);
    set(QPalette::Light, Tone::Raised);
    set(QPalette::Midlight, Tone::Hover);
    set(QPalette::Mid, Tone::Border);
    set(QPalette::Dark, Tone::BorderControl);
    set(QPalette::Shadow, Tone::BorderControl);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Tone::Disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Tone::Hover));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color(Tone::Disabled));
    return palette;
}

QPalette Theme::viewPalette(Tone ground) const
{
    QPalette result = palette();
    result.setColor(QPalette::All, QPalette::Base, color(ground));
    result.setColor(QPalette::All, QPalette::Highlight, color(Tone::CopperTint));
    result.setColor(QPalette::All, QPalette::HighlightedText, color(Tone::Text));
    return result;
}

} // namespace copper
