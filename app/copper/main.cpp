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

#include <sys/ioctl.h>
#include <unistd.h>

using namespace copper;
using namespace copper::cli;

namespace {

int exitCode(ExitStatus status)
{
    return static_cast<int>(status);
}

int columnsOf(int terminal)
{
    winsize size{};
    return ::ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// One peer and no other: its socket can be connected, a shorter way through the kernel.
bool talksToOnePeer(const Command &command)
{
    if (const auto *request = std::get_if<RequestCommand>(&command))
        return request->requests.size() == 1;
    if (const auto *observe = std::get_if<ObserveCommand>(&command))
        return observe->requests.size() == 1;
    if (const auto *flash = std::get_if<FlashCommand>(&command))
        return flash->uploads.size() == 1;
    return std::holds_alternative<PingCommand>(command);
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
    config.stateFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                         QStringLiteral("/copperfield");
    config.handshakeTimeout = common.timeout.value_or(config.handshakeTimeout);
    Session session(config);
    session.setCredentials(common.psk);
    session.setSinglePeer(talksToOnePeer(command));
    session.setRecording(!common.pcapPath.isEmpty() || common.verbose);
    session.setTraceHandler([&](const MessageRecord &record) {
        if (!common.pcapPath.isEmpty())
            pcap.add(record);
        printer.message(record);
    });

    const RunContext context{
        session, printer, [&session](Duration delay, std::function<void()> callback) {
            QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), &session,
                               std::move(callback));
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
    config.errColumns = columnsOf(STDERR_FILENO);
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
