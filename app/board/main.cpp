// SPDX-License-Identifier: GPL-3.0-or-later
// copper-board: virtual CoAP devices on real UDP sockets.
#include "app/board/board_options.h"
#include "core/net/interfaces.h"
#include "core/net/system_random.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

namespace {

int g_signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    (void)!::write(g_signalPipe[1], &byte, 1);
}

// SIGTERM and Ctrl+C end the event loop, so that destructors run.
std::unique_ptr<QSocketNotifier> quitOnSignals()
{
    if (::pipe(g_signalPipe) != 0)
        return nullptr;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    auto notifier = std::make_unique<QSocketNotifier>(g_signalPipe[0], QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, qApp,
                     [] { QCoreApplication::exit(0); });
    return notifier;
}

// A thousand boards have some thousands of sockets.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const copper::BoardOptions options = copper::parseBoardOptions(QCoreApplication::arguments());
    if (!options.message.isEmpty()) {
        std::fputs(qPrintable(options.message + QLatin1Char('\n')),
                   options.exitCode == 0 ? stdout : stderr);
        return options.exitCode;
    }
    if (options.boards > 0)
        raiseDescriptorLimit();
    const auto notifier = quitOnSignals();
    copper::SystemRandom random;
    copper::BoardFleet fleet(random);
    const QString problem = fleet.start(options);
    if (!problem.isEmpty()) {
        std::fputs(qPrintable(problem + QLatin1Char('\n')), stderr);
        return 74;
    }
    for (const QString &line : fleet.readyLines()) {
        std::fputs(qPrintable(line + QLatin1Char('\n')), stdout);
        std::fflush(stdout);
    }
    return QCoreApplication::exec();
}
