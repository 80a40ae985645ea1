// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_bytes.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <optional>

namespace copper {

// The six virtual boards, as the program copper-board beside this one. Ends with its owner. Lamp
// and meter are secure, with a key that is made for each run.
class DemoNetwork : public QObject
{
    Q_OBJECT
public:
    static constexpr int kBoards = 6;
    static constexpr int kStart_ms = 5000;
    static constexpr char kIdentity[] = "demo-client";
    // Of the boards that are secure.
    static constexpr std::array kSecureHosts = {"127.0.0.12", "127.0.0.13"};

    explicit DemoNetwork(QObject *parent = nullptr);
    ~DemoNetwork() override;

    void start();
    bool isRunning() const { return m_ready > 0; }
    // Empty before start().
    const SecretBytes &key() const { return m_key; }

Q_SIGNALS:
    // All boards listen, or those that could start within kStart_ms.
    void ready(int boards);
    // In words, with what to do; also when it ends by itself later.
    void failed(const QString &sentence);

private:
    void readLines();
    void finishStart();
    // A file the boards read the key from, for their start alone. Empty: it could not be written.
    QString writeKey();
    static QString program();

    SecretBytes m_key;
    std::optional<QTemporaryDir> m_keyFolder; // 0700
    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_errors;
    int m_ready = 0;
    bool m_reported = false;
};

} // namespace copper
