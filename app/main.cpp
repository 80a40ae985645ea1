// SPDX-License-Identifier: GPL-3.0-or-later
// copperfield: the desktop program.
#include "app/application.h"
#include "app/copper/signal_watch.h"
#include "app/tour.h"
#include "core/base/heap_policy.h"
#include "core/base/version.h"
#include "core/storage/data_folder.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTranslator>

#include <cstdio>

using namespace copper;

namespace {

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

// The program's language and Qt's own; English where there is no other.
void installTranslators(QApplication &qt)
{
    const QLocale locale;
    auto *qtWords = new QTranslator(&qt);
    if (qtWords->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qtWords);
    auto *words = new QTranslator(&qt);
    if (words->load(locale, QStringLiteral("copperfield"), QStringLiteral("_"),
                    QStringLiteral(":/translations"))
        // English has a file too: the forms for one and for many.
        || words->load(QStringLiteral(":/translations/copperfield_en.qm")))
        QCoreApplication::installTranslator(words);
}

// Before the application exists: a tour needs no display and must not open native dialogs, which
// nothing can click.
void prepareForTour()
{
#ifdef Q_OS_LINUX
    if (!hasDisplay() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

bool wantsTour(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (qstrncmp(argv[i], "--tour", 6) == 0)
            return true;
    }
    return false;
}

int report(const StartOptions &options)
{
    std::fputs(qPrintable(options.message + QLatin1Char('\n')),
               options.exitCode == 0 ? stdout : stderr);
    return options.exitCode;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList list;
    for (int i = 0; i < argc; ++i)
        list.append(QString::fromLocal8Bit(argv[i]));
    return list;
}

int runTour(QApplication &qt, const StartOptions &options)
{
    QTemporaryDir scratch;
    Application application(qt, options, QString(), scratch.path());
    Tour tour(application, options.tourFolder, scratch.path());
    QString reason;
    QObject::connect(&tour, &Tour::finished, &qt, [&](const QString &failure) {
        reason = failure;
        qt.exit(failure.isEmpty() ? 0 : 1);
    });
    application.show();
    tour.start();
    const int code = QApplication::exec();
    if (!reason.isEmpty())
        std::fputs(qPrintable(reason + QLatin1Char('\n')), stderr);
    return code;
}

int runWindow(QApplication &qt, const StartOptions &options)
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                           QStringLiteral("/copperfield");
    QDir().mkpath(config);
    Application application(qt, options, config + QStringLiteral("/workspace.json"), dataFolder());
    application.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    returnLargeBlocks();
    // Help and mistakes are answered without a display.
    const StartOptions options = parseStartOptions(argumentsOf(argc, argv));
    if (!options.message.isEmpty())
        return report(options);
    if (wantsTour(argc, argv))
        prepareForTour();
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Copperfield"));
    QApplication::setApplicationVersion(QLatin1String(kVersion));
    QApplication::setDesktopFileName(QStringLiteral("org.copperfield.Copperfield"));
    initUiResources();
    installTranslators(qt);
    // Ctrl+C and SIGTERM end the program as closing the window does: what is kept is saved.
    const cli::SignalWatch signalWatch([] {
        QApplication::closeAllWindows();
        QApplication::exit(130);
    });
    return options.tourFolder.isEmpty() ? runWindow(qt, options) : runTour(qt, options);
}
