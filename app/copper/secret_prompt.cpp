// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/secret_prompt.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace copper::cli {

namespace {

constexpr std::size_t kMostTyped = 1024;

// So that read() returns.
void onSignal(int) {}

// Echo off, and signals that end a program only interrupt a read, until this goes.
class QuietTerminal
{
public:
    QuietTerminal() : m_terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (!isOpen() || ::tcgetattr(m_terminal, &m_before) != 0)
            return;
        struct sigaction action = {};
        action.sa_handler = onSignal;
        sigemptyset(&action.sa_mask);
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            ::sigaction(kSignals[i], &action, &m_handlers[i]);
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_isQuiet = ::tcsetattr(m_terminal, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_isQuiet) {
            ::tcsetattr(m_terminal, TCSAFLUSH, &m_before);
            for (std::size_t i = 0; i < kSignals.size(); ++i)
                ::sigaction(kSignals[i], &m_handlers[i], nullptr);
        }
        if (isOpen())
            ::close(m_terminal);
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;

    bool isOpen() const { return m_terminal >= 0; }
    bool isQuiet() const { return m_isQuiet; }
    int descriptor() const { return m_terminal; }
    void say(const QByteArray &text) const
    {
        [[maybe_unused]] const auto written =
            ::write(m_terminal, text.constData(), static_cast<std::size_t>(text.size()));
    }

private:
    // Stopped with Ctrl+Z, the shell would have a terminal without echo.
    static constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
    int m_terminal = -1;
    bool m_isQuiet = false;
    termios m_before = {};
    std::array<struct sigaction, kSignals.size()> m_handlers = {};
};

} // namespace

bool hasTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal >= 0)
        ::close(terminal);
    return terminal >= 0;
}

Result<SecretBytes, Complaint> askSecret(const QString &prompt)
{
    const QuietTerminal terminal;
    if (!terminal.isQuiet())
        return failure(usageComplaint(QStringLiteral("there is no terminal to ask at"), {}));
    terminal.say(prompt.toUtf8() + ": ");
    SecretBytes typed(kMostTyped);
    const ssize_t got = ::read(terminal.descriptor(), typed.mutableView().data(), typed.size());
    terminal.say("\n");
    if (got < 0 && errno == EINTR)
        return failure(Complaint{QStringLiteral("cancelled"),
                                 QStringLiteral("interrupted"),
                                 {},
                                 ExitStatus::Interrupted,
                                 {}});
    if (got < 0)
        return failure(usageComplaint(QStringLiteral("the terminal cannot be read: ") +
                                          QString::fromLocal8Bit(std::strerror(errno)),
                                      {}));
    ByteView line = typed.view().first(static_cast<std::size_t>(got));
    if (!line.empty() && line.back() == '\n')
        line = line.first(line.size() - 1);
    return SecretBytes::copyOf(line);
}

} // namespace copper::cli
