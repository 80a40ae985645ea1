// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/ladder_trace.h"

#include "core/coap/codec.h"
#include "core/coap/option_text.h"

#include <algorithm>
#include <cstdio>

namespace copper::test {

void LadderTrace::addNode(const std::string &name)
{
    m_names.push_back(name);
}

std::string LadderTrace::lanes() const
{
    std::string drawn(m_names.size() * kLane, ' ');
    for (std::size_t i = 0; i < m_names.size(); ++i)
        drawn[i * kLane] = '|';
    return drawn;
}

std::string LadderTrace::arrow(std::size_t from, std::size_t to, Fate fate) const
{
    std::string drawn = lanes();
    if (from >= m_names.size() || to == from)
        return drawn;
    const std::size_t last = m_names.size() - 1;
    const std::size_t a = from * kLane;
    const std::size_t b = (to > last ? (from == last ? 0 : last) : to) * kLane; // a group: all
    const bool right = b > a;
    for (std::size_t i = std::min(a, b) + 1; i < std::max(a, b); ++i)
        drawn[i] = '-';
    drawn[right ? b - 1 : b + 1] = right ? '>' : '<';
    if (fate == Fate::Lost)
        drawn[(a + b) / 2] = 'x';
    return drawn;
}

void LadderTrace::push(TimePoint at, std::string drawn, const std::string &what, bool message)
{
    char time[24];
    std::snprintf(time, sizeof time, "%11.4f  ", toSeconds(at.time_since_epoch()));
    m_lines.push_back({time + std::move(drawn) + " " + what, message});
    m_messages += message ? 1 : 0;
    while (m_messages > kMessages) {
        m_messages -= m_lines.front().message ? 1 : 0;
        m_lines.pop_front();
    }
}

void LadderTrace::message(TimePoint at, std::size_t from, std::size_t to, ByteView bytes, Fate fate)
{
    if (!m_on)
        return;
    std::string what = "malformed";
    if (const auto message = decode(bytes)) {
        what = std::string(messageTypeName(message->type)) + " " + codeDigits(message->code) +
               " mid=" + std::to_string(message->mid.value);
        if (message->token.size() > 0)
            what += " token=" + toHex(message->token.view());
        for (const OptionView &option : message->options)
            what += " " + optionName(option.number) + "=" + optionValueText(option);
        if (!message->payload.empty())
            what += " +" + std::to_string(message->payload.size());
    }
    push(at, arrow(from, to, fate), what, true);
}

void LadderTrace::note(TimePoint at, std::size_t node, const std::string &what)
{
    if (!m_on)
        return;
    std::string drawn = lanes();
    if (node < m_names.size())
        drawn[node * kLane] = '*';
    push(at, std::move(drawn), what, false);
}

std::vector<std::string> LadderTrace::lines() const
{
    std::vector<std::string> all;
    std::string head(13, ' ');
    for (const std::string &name : m_names) {
        head += name;
        head.resize(head.size() + kLane - std::min(kLane, name.size()), ' ');
    }
    all.push_back(head);
    for (const Line &line : m_lines)
        all.push_back(line.text);
    return all;
}

} // namespace copper::test
