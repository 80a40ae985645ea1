// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"

#include <QJsonDocument>

#include <algorithm>

namespace copper::test {

JobId CliSession::next()
{
    const JobId job{++m_last};
    if (duringCommand) {
        const auto callback = std::exchange(duringCommand, nullptr);
        callback(job);
    }
    return job;
}

JobId CliSession::discover(const DiscoverySpec &spec)
{
    discoveries.push_back(spec);
    return next();
}

JobId CliSession::request(const RequestSpec &spec)
{
    requests.push_back(spec);
    return next();
}

JobId CliSession::observe(const RequestSpec &spec)
{
    observations.push_back(spec);
    return next();
}

JobId CliSession::ping(const RequestSpec &spec, unsigned)
{
    pings.push_back(spec);
    return next();
}

JobId CliSession::plugtest(const PlugtestSpec &spec)
{
    plugtests.push_back(spec);
    return next();
}

JobId CliSession::testHandshake(const HandshakeSpec &spec)
{
    handshakes.push_back(spec);
    return next();
}

JobId CliSession::upload(const UploadSpec &spec)
{
    uploads.push_back(spec);
    return next();
}

CliRun::CliRun(const QStringList &arguments, cli::PrinterConfig config)
{
    m_out.open(QIODevice::WriteOnly);
    m_err.open(QIODevice::WriteOnly);
    const cli::Command command = commandOf(arguments);
    config.json = cli::commonOptions(command).json;
    config.verbose = cli::commonOptions(command).verbose;
    m_printer = std::make_unique<cli::Printer>(config, m_out, m_err,
                                               [] { return WallTime{1'700'000'000'000'000}; });
    m_runner = cli::makeRunner(
        command, {session, *m_printer, [this](Duration delay, std::function<void()> callback) {
                      m_timers.push_back({m_now + delay, std::move(callback)});
                  }});
    if (!m_runner)
        qFatal("not a networked verb");
    m_runner->run();
}

void CliRun::advance(Duration by)
{
    m_now += by;
    while (true) {
        const auto due =
            std::min_element(m_timers.begin(), m_timers.end(),
                             [](const Timer &a, const Timer &b) { return a.at < b.at; });
        if (due == m_timers.end() || due->at > m_now)
            return;
        const auto callback = std::move(due->callback);
        m_timers.erase(due);
        callback();
    }
}

std::vector<QJsonObject> CliRun::events() const
{
    return jsonLines(m_out.data());
}

cli::Command commandOf(const QStringList &arguments)
{
    auto command = cli::parseCommandLine(arguments);
    if (!command)
        qFatal("refused: %s", qPrintable(command.error().sentence));
    return std::move(*command);
}

cli::Complaint complaintOf(const QStringList &arguments)
{
    auto command = cli::parseCommandLine(arguments);
    if (command)
        qFatal("accepted: %s", qPrintable(arguments.join(QLatin1Char(' '))));
    return command.error();
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

ResponseArrived responseOf(JobId job, Code code, const char *payload)
{
    ResponseArrived response;
    response.job = job;
    response.uri = QStringLiteral("coap://127.0.0.11/a");
    response.code = code;
    response.messages = 2;
    response.rtt = seconds(0.0041);
    response.payload = std::make_shared<const Bytes>(toOwned(asBytes(payload)));
    response.payloadSize = response.payload->size();
    response.at = WallTime{1'700'000'001'000'000};
    return response;
}

JobFailed failedOf(JobId job, FailureKind kind, Code code)
{
    JobFailed failed;
    failed.job = job;
    failed.uri = QStringLiteral("coap://127.0.0.11/a");
    failed.kind = kind;
    failed.code = code;
    return failed;
}

ObservationStatus stateOf(JobId job, ObservationStatus::State state)
{
    ObservationStatus status;
    status.job = job;
    status.uri = QStringLiteral("coap://127.0.0.11/a");
    status.state = state;
    return status;
}

std::vector<QJsonObject> jsonLines(const QByteArray &text)
{
    std::vector<QJsonObject> objects;
    for (const QByteArray &line : text.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            qFatal("not a JSON object: %s", line.constData());
        objects.push_back(document.object());
    }
    return objects;
}

} // namespace copper::test
