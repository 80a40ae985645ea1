// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/signal_watch.h"

#include <QSocketNotifier>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace copper::cli {

namespace {

// A signal handler may touch nothing but this: the write end of the pipe.
volatile std::sig_atomic_t writeEnd = -1;

void onSignal(int)
{
    const char byte = 0;
    // A full pipe means that a signal is on its way already.
    [[maybe_unused]] const auto ignored = ::write(static_cast<int>(writeEnd), &byte, 1);
}

} // namespace

SignalWatch::SignalWatch(std::function<void()> whenSignalled, QObject *parent)
    : QObject(parent), m_whenSignalled(std::move(whenSignalled))
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(m_readEnd, bytes, sizeof bytes) > 0) {
        }
        m_whenSignalled();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

SignalWatch::~SignalWatch()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (m_readEnd >= 0)
        ::close(m_readEnd);
    if (writeEnd >= 0)
        ::close(static_cast<int>(writeEnd));
    writeEnd = -1;
}

} // namespace copper::cli
