// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conformance/plugtest_run.h"

#include "core/conformance/conversation.h"
#include "core/conformance/test_scripts.h"

#include <deque>

namespace copper {

using conformance::Conversation;
using conformance::Script;
using conformance::TestEnd;

namespace {

// Tests in a row without a single answer after which the rest is not tried.
constexpr unsigned kSilentTests = 2;

} // namespace

// Plays the tests one after the other; a script itself.
class PlugtestRun::Player
{
public:
    Player(TimePoint now, PlugtestConfig config, RandomSource &random)
        : m_config(withTests(std::move(config))), m_conversation(m_config, random), m_play(play())
    {
        m_conversation.setLimit(now + m_config.limit);
        m_conversation.begin(now);
        m_play.resume();
        settle();
    }

    Conversation &conversation() { return m_conversation; }
    const Conversation &conversation() const { return m_conversation; }
    bool finished() const { return m_play.done(); }

    // Runs the scripts as far as they go without waiting, and gathers what is to be sent.
    void settle()
    {
        m_conversation.resumeWaiting();
        gatherSends();
    }

    // Nobody is there: what has not been played is not tried.
    void abandon()
    {
        m_unreachable = true;
        m_conversation.cutShort();
        settle();
    }

    std::optional<PlugtestOutput> pollOutput()
    {
        if (m_outputs.empty())
            return std::nullopt;
        PlugtestOutput next = std::move(m_outputs.front());
        m_outputs.pop_front();
        return next;
    }

private:
    static PlugtestConfig withTests(PlugtestConfig config)
    {
        if (config.tests.empty()) {
            for (const PlugtestDescription &description : plugtestDescriptions())
                config.tests.push_back(&description);
        }
        return config;
    }

    void gatherSends()
    {
        while (std::optional<PlugtestOutput> output = m_conversation.pollOutput())
            m_outputs.push_back(std::move(*output));
    }

    // What there is to send belongs to the test that ends now, so it goes first.
    void report(PlugtestOutput output)
    {
        gatherSends();
        m_outputs.push_back(std::move(output));
    }

    Script<> play()
    {
        unsigned silentInARow = 0;
        for (const PlugtestDescription *test : m_config.tests) {
            report(PlugtestStarted{test});
            if (m_conversation.timeIsOver() || silentInARow >= kSilentTests) {
                report(notTried(*test));
                continue;
            }
            bool silent = false;
            report(co_await playTest(*test, silent));
            silentInARow = silent ? silentInARow + 1 : 0;
        }
        report(PlugtestFinished{m_conversation.anythingHeard() || !m_conversation.anythingSent()});
    }

    PlugtestResult notTried(const PlugtestDescription &test) const
    {
        PlugtestResult result;
        result.test = &test;
        result.reason = m_unreachable ? "not tried: nobody listens at this address and port"
                        : m_conversation.timeIsOver()
                            ? "not tried: the time for the whole run is over"
                            : "not tried: the server does not answer";
        result.rfc = test.rfc;
        result.started = m_conversation.now();
        return result;
    }

    // What did not come may have been lost: such a test is played once more, unless nothing at all
    // has ever come from there.
    Script<PlugtestResult> playTest(const PlugtestDescription &test, bool &silent)
    {
        TestEnd end;
        PlugtestResult result = co_await attempt(test, end);
        if (end.absent && m_conversation.anythingHeard() && !m_unreachable) {
            const PlugtestResult first = std::move(result);
            result = co_await attempt(test, end);
            result.repeats += first.repeats + 1;
            result.duration += result.started - first.started;
            result.started = first.started;
            result.messages.insert(result.messages.begin(), first.messages.begin(),
                                   first.messages.end());
        }
        silent = end.silent;
        co_return result;
    }

    Script<PlugtestResult> attempt(const PlugtestDescription &test, TestEnd &end)
    {
        m_conversation.begin(m_conversation.now());
        end = TestEnd{PlugtestVerdict::Pass, {}, {}};
        try {
            co_await conformance::caseOf(test).play(m_conversation);
        } catch (const TestEnd &thrown) {
            end = thrown;
        }
        m_conversation.disconnect();
        PlugtestResult result;
        result.test = &test;
        result.verdict = end.verdict;
        result.reason = m_unreachable ? "nobody listens at this address and port" : end.reason;
        result.rfc = end.rfc.empty() ? test.rfc : end.rfc;
        result.started = m_conversation.begunAt();
        result.duration = m_conversation.now() - result.started;
        result.repeats = m_conversation.repeats();
        result.messages = m_conversation.messages();
        co_return result;
    }

    PlugtestConfig m_config;
    Conversation m_conversation;
    std::deque<PlugtestOutput> m_outputs;
    bool m_unreachable = false;
    Script<> m_play; // last: it uses all of the above
};

PlugtestRun::PlugtestRun(TimePoint now, PlugtestConfig config, RandomSource &random)
    : m_player(std::make_unique<Player>(now, std::move(config), random))
{}

PlugtestRun::~PlugtestRun() = default;

PlugtestRun::Arrival PlugtestRun::handleDatagram(TimePoint now, ByteView datagram)
{
    if (finished())
        return Arrival::Unmatched;
    const Arrival arrival = m_player->conversation().handleDatagram(now, datagram);
    m_player->settle();
    return arrival;
}

void PlugtestRun::handleTimeout(TimePoint now)
{
    if (finished())
        return;
    m_player->conversation().handleTimeout(now);
    m_player->settle();
}

void PlugtestRun::handleServerLost(TimePoint now)
{
    if (finished() || m_player->conversation().anythingHeard())
        return;
    m_player->conversation().handleTimeout(now);
    m_player->abandon();
}

std::optional<PlugtestOutput> PlugtestRun::pollOutput()
{
    return m_player->pollOutput();
}

std::optional<TimePoint> PlugtestRun::nextTimeout() const
{
    return finished() ? std::nullopt : m_player->conversation().nextTimeout();
}

bool PlugtestRun::finished() const
{
    return m_player->finished();
}

} // namespace copper
