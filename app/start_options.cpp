// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_options.h"

#include "core/base/version.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace copper {

namespace {

constexpr int kUsage = 64;

QString say(const char *text)
{
    return QCoreApplication::translate("StartOptions", text);
}

StartOptions refused(const QString &message)
{
    StartOptions options;
    options.message = message;
    options.exitCode = kUsage;
    return options;
}

} // namespace

StartOptions parseStartOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        say(QT_TRANSLATE_NOOP("StartOptions", "Desktop explorer and dashboard for CoAP devices")));
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        say(QT_TRANSLATE_NOOP("StartOptions", "Start the demo network and discover it.")));
    const QCommandLineOption tour(
        QStringLiteral("tour"),
        say(QT_TRANSLATE_NOOP("StartOptions", "Walk through every room with the demo network, save "
                                              "pictures into DIR and end.")),
        QStringLiteral("DIR"));
    const QCommandLineOption theme(
        QStringLiteral("theme"),
        say(QT_TRANSLATE_NOOP("StartOptions", "light, dark or contrast; else as the system.")),
        QStringLiteral("THEME"));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     say(QT_TRANSLATE_NOOP("StartOptions", "Print the version.")));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  say(QT_TRANSLATE_NOOP("StartOptions", "Print this help.")));
    parser.addOptions({demo, tour, theme, version, help});
    if (!parser.parse(arguments))
        return refused(
            parser.errorText() + QLatin1Char('\n') +
            say(QT_TRANSLATE_NOOP("StartOptions", "copperfield --help lists the options.")));
    StartOptions options;
    if (parser.isSet(help)) {
        options.message = parser.helpText();
        return options;
    }
    if (parser.isSet(version)) {
        options.message = QStringLiteral("copperfield ") + QLatin1String(kVersion);
        return options;
    }
    if (!parser.positionalArguments().isEmpty())
        return refused(
            say(QT_TRANSLATE_NOOP("StartOptions", "%1 is not understood. copperfield --help lists "
                                                  "the options."))
                .arg(parser.positionalArguments().constFirst()));
    options.demo = parser.isSet(demo);
    options.tourFolder = parser.value(tour);
    if (parser.isSet(theme)) {
        const QString name = parser.value(theme);
        if (name == QLatin1String("light"))
            options.theme = ThemeChoice::Light;
        else if (name == QLatin1String("dark"))
            options.theme = ThemeChoice::Dark;
        else if (name == QLatin1String("contrast"))
            options.theme = ThemeChoice::Contrast;
        else
            return refused(say(QT_TRANSLATE_NOOP("StartOptions",
                                                 "There is no theme \"%1\": choose light, dark or "
                                                 "contrast."))
                               .arg(name));
    }
    return options;
}

} // namespace copper
