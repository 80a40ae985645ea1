// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QSocketNotifier;

namespace copper::cli {

// SIGINT and SIGTERM as calls in the event loop. One object in a program.
class SignalWatch final : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatch(std::function<void()> whenSignalled, QObject *parent = nullptr);
    ~SignalWatch() override;

private:
    std::function<void()> m_whenSignalled;
    QSocketNotifier *m_notifier = nullptr;
    int m_readEnd = -1;
};

} // namespace copper::cli
