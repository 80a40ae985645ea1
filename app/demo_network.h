// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTimer>

namespace copper {

// The six virtual boards, as the program copper-board beside this one. Ends with its owner.
class DemoNetwork : public QObject
{
    Q_OBJECT
public:
    static constexpr int kBoards = 6;
    static constexpr int kStart_ms = 5000;

    explicit DemoNetwork(QObject *parent = nullptr);
    ~DemoNetwork() override;

    void start();
    bool isRunning() const { return m_ready > 0; }

Q_SIGNALS:
    // All boards listen, or those that could start within kStart_ms.
    void ready(int boards);
    // In words, with what to do; also when it ends by itself later.
    void failed(const QString &sentence);

private:
    void readLines();
    void finishStart();
    static QString program();

    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_errors;
    int m_ready = 0;
    bool m_reported = false;
};

} // namespace copper
