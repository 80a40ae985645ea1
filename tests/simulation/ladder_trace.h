// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/simulated_network.h"

#include <deque>
#include <string>
#include <vector>

namespace copper::test {

// The last messages of a scenario, or the last before its failure, as a ladder: one column a node,
// one line a message, and between them what the nodes did. Keeps nothing while it is off.
class LadderTrace
{
public:
    static constexpr std::size_t kMessages = 200;
    enum class Fate { Sent, Lost };

    explicit LadderTrace(bool on) : m_on(on) {}
    void addNode(const std::string &name); // up to 6 characters, "c0"
    void message(TimePoint at, std::size_t from, std::size_t to, ByteView bytes, Fate fate);
    void note(TimePoint at, std::size_t node, const std::string &what);
    // What comes from now on is not what led here.
    void end() { m_on = false; }
    bool isOn() const { return m_on; }
    std::vector<std::string> lines() const;

private:
    static constexpr std::size_t kLane = 8; // columns of a node

    struct Line
    {
        std::string text;
        bool message = false;
    };
    std::string lanes() const;
    std::string arrow(std::size_t from, std::size_t to, Fate fate) const;
    void push(TimePoint at, std::string drawn, const std::string &what, bool message);

    bool m_on;
    std::vector<std::string> m_names;
    std::deque<Line> m_lines;
    std::size_t m_messages = 0;
};

} // namespace copper::test
