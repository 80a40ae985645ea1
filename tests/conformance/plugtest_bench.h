// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conformance/plugtest_run.h"
#include "core/sim/board_defects.h"
#include "core/sim/fault_injector.h"
#include "core/sim/virtual_device.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace copper::test {

// A plugtest run against a virtual board, in virtual time. One seed decides everything.
class PlugtestBench
{
public:
    struct Setup
    {
        std::uint64_t seed = 1;
        std::vector<std::string> profiles{"plugtest"};
        LinkFaults faults;
        std::vector<BoardDefect> defects;
        std::vector<std::string> only; // ids
        bool silent = false;           // the board hears nothing
        // What the board does not get to hear, or never sends, when these say no.
        std::function<bool(const MessageView &)> hears;
        std::function<bool(const Transmit &)> sends;
        // A server of the test's own: gets each datagram, gives those it answers.
        std::function<std::vector<Bytes>(const Bytes &)> server;
    };

    explicit PlugtestBench(Setup setup);
    // Plays to the end.
    void play();
    // Nobody listens: the transport says so, now.
    void loseServer();

    const std::vector<PlugtestResult> &results() const { return m_results; }
    const PlugtestResult &result(const std::string &id) const;
    // Ids without TD_COAP_ of the tests with this verdict, in order, separated by blanks.
    std::string idsWith(PlugtestVerdict verdict) const;
    // What did not pass, line by line; for messages of failing tests.
    std::string account() const;
    bool finished() const { return m_finished; }
    bool anythingReceived() const { return m_anythingReceived; }
    Duration duration() const { return m_now - m_begin; }
    std::size_t datagrams() const { return m_datagrams; }

private:
    struct Datagram
    {
        bool toBoard = false;
        Bytes bytes;
    };
    void drain();
    void post(bool toBoard, const Bytes &bytes);
    void deliver(Datagram datagram);

    Setup m_setup;
    SeededRandom m_clientRandom;
    SeededRandom m_boardRandom;
    SeededRandom m_linkRandom;
    TimePoint m_begin{seconds(1000)};
    TimePoint m_now = m_begin;
    TimerQueue<Datagram> m_wire;
    std::unique_ptr<Endpoint> m_board;
    std::unique_ptr<VirtualDevice> m_device;
    std::unique_ptr<PlugtestRun> m_run;
    std::vector<PlugtestResult> m_results;
    bool m_finished = false;
    bool m_anythingReceived = false;
    std::size_t m_datagrams = 0;
};

} // namespace copper::test
