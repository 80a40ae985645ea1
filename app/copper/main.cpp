// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/pcap_file.h"
#include "app/copper/run_command.h"
#include "app/copper/signal_watch.h"
#include "core/domain/wall_clock.h"
#include "core/net/session.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

#include <unistd.h>

using namespace copper;
using namespace copper::cli;

namespace {

int exitCode(ExitStatus status)
{
    return static_cast<int>(status);
}

// A networked verb, from the socket to the exit status.
ExitStatus runNetworked(const Command &command, Printer &printer)
{
    const CommonOptions common = commonOptions(command);
    PcapFile pcap;
    if (!common.pcapPath.isEmpty() && !pcap.open(common.pcapPath)) {
        const Complaint complaint = badOutputFile(common.pcapPath, pcap.errorString());
        printer.complaint(complaint);
        return complaint.status;
    }

    SessionConfig config;
    config.stateFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                         + QStringLiteral("/copperfield");
    Session session(config);
    session.setRecording(!common.pcapPath.isEmpty() || common.verbose);
    session.setTraceHandler([&](const MessageRecord &record) {
        if (!common.pcapPath.isEmpty())
            pcap.add(record);
        printer.message(record);
    });

    const RunContext context{session, printer,
                             [&session](Duration delay, std::function<void()> callback) {
                                 QTimer::singleShot(
                                     std::chrono::ceil<std::chrono::milliseconds>(delay),
                                     &session, std::move(callback));
                             }};
    const std::unique_ptr<VerbRunner> runner = makeRunner(command, context);
    session.setEventHandler([&runner](SessionEvent &&event) { runner->handle(event); });
    // Queued, because the verb may end before the event loop has begun.
    runner->setFinishedHandler([&session] {
        QMetaObject::invokeMethod(
            &session, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
    });
    const SignalWatch signals([&runner] { runner->interrupt(); });
    runner->run();
    QCoreApplication::exec();
    session.setEventHandler({});

    ExitStatus status = runner->status();
    if (!common.pcapPath.isEmpty() && !pcap.close()) {
        const Complaint complaint = badOutputFile(common.pcapPath, pcap.errorString());
        printer.complaint(complaint);
        status = worse(status, complaint.status);
    }
    if (printer.outputFailed() && status != ExitStatus::OutputUnwritable) {
        const Complaint complaint =
            badOutputFile(QStringLiteral("standard output"), printer.outputError());
        printer.complaint(complaint);
        status = worse(status, complaint.status);
    }
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("copper"));
    const QStringList arguments = QCoreApplication::arguments().mid(1);

    QFile out;
    QFile err;
    if (!out.open(stdout, QIODevice::WriteOnly) || !err.open(stderr, QIODevice::WriteOnly))
        return exitCode(ExitStatus::OutputUnwritable);

    const auto command = parseCommandLine(arguments);
    PrinterConfig config;
    config.outIsTerminal = ::isatty(STDOUT_FILENO) == 1;
    config.errIsTerminal = ::isatty(STDERR_FILENO) == 1;
    config.json = command ? commonOptions(*command).json : wantsJson(arguments);
    config.verbose = command && commonOptions(*command).verbose;
    Printer printer(config, out, err, systemWallTime);
    if (!command) {
        printer.complaint(command.error());
        return exitCode(command.error().status);
    }
    if (const auto status = runLocally(*command, printer))
        return exitCode(*status);
    return exitCode(runNetworked(*command, printer));
}
