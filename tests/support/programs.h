// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace copper::test {

struct Finished
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    // The JSON Lines of stdout with this "event"; all of them when empty.
    std::vector<QJsonObject> events(const QString &event = {}) const;
};

// Runs to the end. `program`: a name in our build's folder, a path, or a name on the PATH.
Finished run(const QString &program, const QStringList &arguments, int timeoutMs = 30'000,
             const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
// Runs it until it has said its first line, then for some milliseconds, then kills it. `program`: a
// path. What it said.
QByteArray runAndKill(const QString &program, const QStringList &arguments, int runs_ms);
bool isInstalled(const QString &program);
// A UDP port nothing listens on now.
quint16 freePort();

// A program that runs until this object goes.
class Background
{
public:
    Background(const QString &program, const QStringList &arguments);
    ~Background();
    // Until `text` appears on its output.
    bool waitForOutput(const QByteArray &text, int timeoutMs = 5000);

private:
    QProcess m_process;
    QByteArray m_seen;
};

// copper-board on a free port of 127.0.0.1.
struct RunningBoard
{
    explicit RunningBoard(const QStringList &arguments);
    quint16 port;
    Background process;
    QString uri(const QString &path) const
    {
        return QStringLiteral("coap://127.0.0.1:%1%2").arg(port).arg(path);
    }
};

// Of a person whose home is this folder, with no keychain and no key log.
QProcessEnvironment environmentAt(const QString &home);
// What must be nowhere: as text, as hex of either case, as base64 wherever it begins.
std::vector<QByteArray> formsOf(const QByteArray &secret);
QString fileWith(const QString &path, const QByteArray &content);
QByteArray contentOf(const QString &path);
QByteArray randomBytes(int size);
QString sha256Hex(const QByteArray &bytes);

} // namespace copper::test
