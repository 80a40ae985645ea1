// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/key_store.h"
#include "app/copper/pcap_file.h"
#include "app/copper/run_command.h"
#include "app/copper/secret_prompt.h"
#include "app/copper/signal_watch.h"
#include "app/copper/verb_creds.h"
#include "core/credentials/system_keychain.h"
#include "core/domain/wall_clock.h"
#include "core/net/session.h"
#include "core/storage/data_folder.h"

#include <QCoreApplication>
#include <QFile>
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
    return std::holds_alternative<PingCommand>(command) ||
           std::holds_alternative<CredsTestCommand>(command);
}

KeyStore::Options storeOptions(const CommonOptions &common)
{
    KeyStore::Options options;
    options.folder = dataFolder();
    options.vaultPath = common.vaultPath;
    options.keychain = std::make_unique<SystemKeychain>();
    options.password = vaultPassword;
    return options;
}

// The credentials of the store, for a verb that needs some; nothing is opened for one that does
// not. Null: what went wrong was said, and is `status`.
std::unique_ptr<KeyStore> openKeys(const CommonOptions &common, Printer &printer,
                                   ExitStatus &status)
{
    auto keys = std::make_unique<KeyStore>(storeOptions(common));
    const auto opened = keys->open(false);
    if (const QString trouble = keys->troubleText(); !trouble.isEmpty())
        printer.note(trouble);
    if (opened)
        return keys;
    printer.complaint(opened.error());
    status = opened.error().status;
    return nullptr;
}

// --keylog, or what browsers know as SSLKEYLOGFILE; said before anything is sent.
QString announcedKeyLog(const CommonOptions &common, const Command &command, Printer &printer)
{
    QString path = common.keyLogPath;
    if (path.isEmpty() && usesDtls(command))
        path = qEnvironmentVariable("SSLKEYLOGFILE");
    if (!path.isEmpty())
        printer.note(
            QStringLiteral("key log on: %1: whoever reads it can read this traffic").arg(path));
    return path;
}

// A networked verb, from the socket to the exit status.
ExitStatus runNetworked(Command command, Printer &printer)
{
    const CommonOptions common = commonOptions(command);
    ExitStatus status = ExitStatus::Ok;
    std::unique_ptr<KeyStore> keys;
    if (!common.psk && usesDtls(command)) {
        keys = openKeys(common, printer, status);
        if (!keys)
            return status;
    }
    if (auto *test = std::get_if<CredsTestCommand>(&command); test && !test->which.isEmpty()) {
        const auto id = keys->find(test->which);
        if (!id) {
            printer.complaint(id.error());
            return id.error().status;
        }
        test->spec.credential = *id;
    }
    PcapFile pcap;
    if (!common.pcapPath.isEmpty() && !pcap.open(common.pcapPath)) {
        const Complaint complaint = badOutputFile(common.pcapPath, pcap.errorString());
        printer.complaint(complaint);
        return complaint.status;
    }

    SessionConfig config;
    config.stateFolder = dataFolder();
    config.handshakeTimeout = common.timeout.value_or(config.handshakeTimeout);
    auto session = std::make_unique<Session>(config);
    session->setCredentials(keys ? keys->snapshot() : common.psk);
    session->setSinglePeer(talksToOnePeer(command));
    session->setRecording(!common.pcapPath.isEmpty() || common.verbose);
    session->setTraceHandler([&](const MessageRecord &record) {
        if (!common.pcapPath.isEmpty())
            pcap.add(record);
        printer.message(record);
    });

    const RunContext context{
        *session, printer, [&session](Duration delay, std::function<void()> callback) {
            QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), session.get(),
                               std::move(callback));
        }};
    std::unique_ptr<VerbRunner> runner = makeRunner(command, context);
    session->setEventHandler([&runner, &keys](SessionEvent &&event) {
        if (keys)
            keys->note(event);
        runner->handle(event);
    });
    // Queued, because the verb may end before the event loop has begun.
    runner->setFinishedHandler([&session] {
        QMetaObject::invokeMethod(
            session.get(), [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
    });
    const SignalWatch signals([&runner] { runner->interrupt(); });
    session->setKeyLog(announcedKeyLog(common, command, printer));
    runner->run();
    QCoreApplication::exec();
    session->setEventHandler({});
    if (keys)
        keys->finish();

    status = runner->status();
    runner.reset();
    session.reset(); // says goodbye to its peers, which belongs into the capture
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

ExitStatus runCreds(const CredsCommand &command, Printer &printer)
{
    KeyStore keys(storeOptions(command.common));
    CredsContext context{keys, printer, {}};
    // What comes through a pipe is the key; otherwise a person is asked.
    if (::isatty(STDIN_FILENO) == 1 && hasTerminal())
        context.keyFromTerminal = askSecret;
    return runCreds(command, context);
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

    auto command = parseCommandLine(arguments);
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
    if (const auto *creds = std::get_if<CredsCommand>(&*command))
        return exitCode(runCreds(*creds, printer));
    return exitCode(runNetworked(std::move(*command), printer));
}
