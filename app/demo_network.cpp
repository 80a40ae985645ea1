// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_network.h"

#include "core/credentials/private_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace copper {

namespace {
constexpr int kEnd_ms = 1500;
constexpr qsizetype kMaxErrorText = 2000;
constexpr std::size_t kKeySize = 16;
} // namespace

DemoNetwork::DemoNetwork(QObject *parent) : QObject(parent)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(kStart_ms);
    connect(&m_deadline, &QTimer::timeout, this, &DemoNetwork::finishStart);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoNetwork::readLines);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_errors += m_process.readAllStandardError();
        m_errors.truncate(kMaxErrorText);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(tr("The demo network cannot start: %1 is missing or may not be run. "
                             "Install Copperfield again.")
                              .arg(m_process.program()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        m_deadline.stop();
        m_ready = 0;
        const QString why = QString::fromUtf8(m_errors).trimmed();
        Q_EMIT failed(why.isEmpty() ? tr("The demo network has ended.")
                                    : tr("The demo network has ended: %1").arg(why));
    });
}

DemoNetwork::~DemoNetwork()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kEnd_ms))
        m_process.kill();
    m_process.waitForFinished(kEnd_ms);
}

QString DemoNetwork::program()
{
    const QString name = QStringLiteral("copper-board");
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + name;
    if (QFileInfo(beside).isExecutable())
        return beside;
    const QString inPath = QStandardPaths::findExecutable(name);
    return inPath.isEmpty() ? beside : inPath;
}

QString DemoNetwork::writeKey()
{
    m_key = SecretBytes::random(kKeySize);
    m_keyFolder.emplace();
    const QString path = m_keyFolder->filePath(QStringLiteral("key"));
    return m_keyFolder->isValid() && savePrivately(path, m_key.view(), Previous::None) ? path
                                                                                       : QString();
}

void DemoNetwork::start()
{
    if (m_process.state() != QProcess::NotRunning)
        return;
    const QString keyFile = writeKey();
    if (keyFile.isEmpty()) {
        Q_EMIT failed(tr("The demo network cannot start: a file for its key cannot be written."));
        return;
    }
    m_ready = 0;
    m_reported = false;
    m_errors.clear();
    m_process.start(program(), {QStringLiteral("--fleet"), QStringLiteral("--psk"),
                                QLatin1String(kIdentity) + QStringLiteral(":") + keyFile});
    m_deadline.start();
}

void DemoNetwork::readLines()
{
    while (m_process.canReadLine()) {
        if (m_process.readLine(512).startsWith("listening coap:"))
            ++m_ready;
    }
    if (m_ready >= kBoards)
        finishStart();
}

void DemoNetwork::finishStart()
{
    m_deadline.stop();
    m_keyFolder.reset(); // the boards have read it
    if (m_reported || m_process.state() != QProcess::Running)
        return;
    m_reported = true;
    if (m_ready > 0)
        Q_EMIT ready(m_ready);
    else
        Q_EMIT failed(tr("The demo network does not answer. Is another program using port 5683 on "
                         "127.0.0.11 to 127.0.0.16?"));
}

} // namespace copper
