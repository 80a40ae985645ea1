// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programs.h"

#include "tests/support/vectors.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QUdpSocket>

namespace copper::test {

namespace {

QString pathOf(const QString &program)
{
    const QString own = programFolder() + QLatin1Char('/') + program;
    return QFileInfo::exists(own) ? own : program;
}

} // namespace

std::vector<QJsonObject> Finished::events(const QString &event) const
{
    std::vector<QJsonObject> found;
    for (const QByteArray &line : out.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.isEmpty() &&
            (event.isEmpty() || object.value(QLatin1String("event")).toString() == event))
            found.push_back(object);
    }
    return found;
}

Finished run(const QString &program, const QStringList &arguments, int timeoutMs,
             const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(pathOf(program), arguments);
    Finished finished;
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        finished.err = "timed out: " + process.readAllStandardError();
        return finished;
    }
    finished.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    finished.out = process.readAllStandardOutput();
    finished.err = process.readAllStandardError();
    return finished;
}

QByteArray runAndKill(const QString &program, const QStringList &arguments, int runs_ms)
{
    QProcess process;
    process.start(program, arguments);
    QByteArray out;
    while (!out.contains('\n') && process.waitForReadyRead(10'000))
        out += process.readAllStandardOutput();
    process.waitForFinished(runs_ms);
    process.kill();
    process.waitForFinished();
    return out + process.readAllStandardOutput();
}

bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

quint16 freePort()
{
    QUdpSocket socket;
    if (!socket.bind(QHostAddress::LocalHost, 0))
        qFatal("no free port");
    return socket.localPort();
}

Background::Background(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(pathOf(program), arguments);
    if (!m_process.waitForStarted())
        qFatal("cannot start %s", qPrintable(program));
}

Background::~Background()
{
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool Background::waitForOutput(const QByteArray &text, int timeoutMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!m_seen.contains(text) && elapsed.elapsed() < timeoutMs) {
        m_process.waitForReadyRead(50);
        m_seen += m_process.readAll();
    }
    return m_seen.contains(text);
}

RunningBoard::RunningBoard(const QStringList &arguments)
    : port(freePort()),
      process(QStringLiteral("copper-board"),
              QStringList{QStringLiteral("--port"), QString::number(port)} + arguments)
{
    if (!process.waitForOutput("listening"))
        qFatal("copper-board does not start");
}

QProcessEnvironment environmentAt(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_DATA_HOME", "HOME"})
        environment.insert(QLatin1String(name), home);
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                       QStringLiteral("unix:path=/nonexistent"));
    environment.remove(QStringLiteral("SSLKEYLOGFILE"));
    return environment;
}

std::vector<QByteArray> formsOf(const QByteArray &secret)
{
    const QByteArray hex = secret.toHex();
    std::vector<QByteArray> forms{secret, hex, hex.toUpper(), secret.toHex(' '), secret.toHex(':')};
    for (int shift = 0; shift < 3; ++shift) {
        // Whole groups of three octets look the same wherever the secret stands.
        const QByteArray whole = secret.mid(shift, (secret.size() - shift) / 3 * 3);
        forms.push_back(whole.toBase64());
        forms.push_back(whole.toBase64(QByteArray::Base64UrlEncoding));
    }
    return forms;
}

QString fileWith(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray randomBytes(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(7);
    for (char &byte : bytes)
        byte = static_cast<char>(random.generate());
    return bytes;
}

QString sha256Hex(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace copper::test
