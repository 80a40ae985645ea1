// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timer_queue.h"
#include "core/conformance/plugtest_run.h"
#include "core/dtls/dtls_associations.h"
#include "core/sim/board_defects.h"
#include "core/sim/fault_injector.h"
#include "core/sim/virtual_device.h"
#include "tests/dtls/dtls_network.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace copper::test {

// The DTLS tests against a virtual board with DTLS, in virtual time. One seed decides everything.
class SecurePlugtestBench
{
public:
    struct Setup
    {
        std::uint64_t seed = 1;
        std::vector<std::string> profiles{"plugtest"};
        LinkFaults faults;
        std::vector<BoardDefect> defects;
        std::vector<std::string> only; // ids; empty: all DTLS tests
        // What the board lets in, and with which suites; empty: all.
        std::map<std::string, std::string> keys{{"password", "sesame"}};
        std::vector<CipherSuite> suites;
        PskCredentialPtr credential;         // of the run
        std::function<bool(ByteView)> hears; // false: it does not reach the board
        // What the board sends in its place; nothing where it is empty.
        std::function<Bytes(ByteView)> sends;
    };

    explicit SecurePlugtestBench(Setup setup);
    // Plays to the end.
    void play();

    const std::vector<PlugtestResult> &results() const { return m_results; }
    const PlugtestResult &result(const std::string &id) const;
    // "DTLS_01 PASS, DTLS_02 FAIL"
    std::string verdicts() const;
    // Every test with its reason; for messages of failing tests.
    std::string account() const;
    bool finished() const { return m_finished; }
    bool anythingReceived() const { return m_anythingReceived; }
    std::size_t ports() const { return m_port; }
    std::size_t keysExported() const { return m_keys; }
    // Of datagrams for the board that were no DTLS record.
    std::size_t sentInTheClear() const { return m_clear; }

private:
    struct Datagram
    {
        bool toBoard = false;
        SocketAddress client;
        Bytes bytes;
    };
    void drain();
    void drainBoard();
    void drainSessions();
    void post(bool toBoard, const SocketAddress &client, const Bytes &bytes);
    void deliver(const Datagram &datagram);
    SocketAddress client() const;
    std::optional<TimePoint> next();

    Setup m_setup;
    SeededRandom m_clientRandom;
    SeededRandom m_boardRandom;
    SeededRandom m_linkRandom;
    TimePoint m_begin{seconds(1000)};
    TimePoint m_now = m_begin;
    TimerQueue<Datagram> m_wire;
    FixedKeys m_boardKeys;
    RecordDefects m_recordDefects;
    std::unique_ptr<DtlsServerContext> m_context;
    std::unique_ptr<DtlsAssociations> m_sessions;
    std::unique_ptr<Endpoint> m_board;
    std::unique_ptr<VirtualDevice> m_device;
    std::unique_ptr<PlugtestRun> m_run;
    std::vector<PlugtestResult> m_results;
    std::uint16_t m_port = 0;
    std::size_t m_keys = 0;
    std::size_t m_clear = 0;
    bool m_finished = false;
    bool m_anythingReceived = false;
};

} // namespace copper::test
