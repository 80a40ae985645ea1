// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace copper;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initUiResources(); }

    void choiceChangesColoursAndTells()
    {
        Theme theme;
        theme.setChoice(ThemeChoice::Light);
        const QColor light = theme.color(Tone::Base);
        QSignalSpy spy(&theme, &Theme::changed);
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
        QVERIFY(theme.color(Tone::Base).lightness() < light.lightness());
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(spy.count(), 1);
    }
    void everyPlaceholderHasAValue()
    {
        Theme theme;
        const QString sheet = buildStyleSheet(theme);
        QVERIFY(sheet.size() > 1000);
        QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet));
    }
    void tokensMissingAColourAreRefused()
    {
        const auto tokens = ThemeTokens::parse("{\"light\": {\"chrome\": \"#ffffff\"}}");
        QVERIFY(!tokens);
        QVERIFY2(tokens.error().contains(QLatin1String("base")), qPrintable(tokens.error()));
        QVERIFY(!ThemeTokens::parse("no json"));
    }
    void textContrastHoldsInEveryVariant()
    {
        Theme theme;
        for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast}) {
            theme.setChoice(choice);
            for (const Tone text : {Tone::Text, Tone::Text2, Tone::Text3, Tone::Copper,
                                    Tone::Verdigris, Tone::Warn, Tone::Error, Tone::Ok}) {
                for (const Tone ground : {Tone::Base, Tone::Chrome, Tone::Raised, Tone::Hover})
                    QVERIFY2(
                        ratio(theme.color(text), theme.color(ground)) >= 4.45,
                        qPrintable(QString(toneName(text)) + QLatin1Char('/') + toneName(ground)));
            }
        }
    }
    void everyIconRendersInTheAskedColour()
    {
        IconLoader icons;
        const QStringList files = QDir(QStringLiteral(":/copperfield/icons")).entryList();
        QVERIFY(files.size() > 40);
        const QColor colour(200, 30, 60);
        for (const QString &file : files) {
            const QImage image = icons.pixmap(file.chopped(4), colour, 32)
                                     .toImage()
                                     .convertToFormat(QImage::Format_ARGB32);
            int painted = 0;
            for (int y = 0; y < 32; ++y) {
                for (int x = 0; x < 32; ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() < 250)
                        continue;
                    ++painted;
                    QVERIFY2(std::abs(pixel.red() - colour.red()) < 4, qPrintable(file));
                }
            }
            QVERIFY2(painted > 0, qPrintable(file));
        }
    }
    void iconCacheIsBounded()
    {
        IconLoader icons;
        for (int i = 0; i < IconLoader::kMaxCached + 40; ++i)
            icons.pixmap(QStringLiteral("add"), QColor::fromRgb(static_cast<QRgb>(i * 77)), 8);
        QVERIFY(icons.cached() <= IconLoader::kMaxCached);
    }
    void iconFollowsTheTheme()
    {
        Theme theme;
        theme.setChoice(ThemeChoice::Light);
        const QIcon icon = theme.icon(QStringLiteral("add"));
        const QImage light = icon.pixmap(16, 16).toImage();
        theme.setChoice(ThemeChoice::Dark);
        QVERIFY(icon.pixmap(16, 16).toImage() != light);
    }

private:
    static double luminance(const QColor &c)
    {
        const auto linear = [](double v) {
            return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    }
    // WCAG 2.
    static double ratio(const QColor &a, const QColor &b)
    {
        const double x = luminance(a);
        const double y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    }
};

COPPER_TEST(TestTheme);
#include "test_theme.moc"
