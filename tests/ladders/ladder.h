// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/endpoint.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <deque>
#include <memory>

namespace copper::test {

// Plays one ladder: a text file that says, line by line, what the other side sends, what must come
// out and when. Message IDs and tokens written as names are bound where they first appear.
//
//   role client|server          which side is the endpoint under test
//   do GET /path [NON] [observe] [token=HEX] [body=@N] [szx=SIZE] [ask=SIZE]
//                               [ends-by-reset]
//   do cancel | do ping
//   serve /path body=.. [observable] [separate] [szx=SIZE] [etag=HEX] [max-age=N] [ct=N]
//   change /path body=.. [ct=N] the state changes; observers are notified
//   delete /path                the resource is gone; observers are notified
//   forget /path                its observers are dropped without a word
//   answer                      the separate response is ready now
//   send MESSAGE                from the other side
//   expect MESSAGE              the next datagram out must be this
//   expect nothing
//   advance SECONDS             time passes; timers fire
//   wait SECONDS                the same, only until something comes out
//   event response CODE [body=..] [observe]   the next event handed up
//   event failed REASON | event pong | event upload N | event nothing
//
// MESSAGE: TYPE CODE [/path] [mid=NAME] [token=NAME|HEX] [observe=N] [block1=N/M/SIZE]
//          [block2=N/M/SIZE] [etag=HEX] [max-age=N] [size1=N] [opt=NUMBER:HEX] [body=..]
// body: a word, or @N for N bytes of a pattern, or @FROM+N for a piece of it.
class Ladder
{
public:
    explicit Ladder(const QString &text);
    // Empty, or the first line that was not kept, with what happened instead.
    QString run();

private:
    using Words = QStringList;
    QString runLine(const Words &words);
    QString runDo(const Words &words);
    QString runServe(const Words &words);
    void runRemoval(const Words &words);
    QString runSend(const Words &words);
    QString runExpect(const Words &words);
    QString runEvent(const Words &words);
    void advance(double secondsToPass, bool untilOutput);
    void drain();
    void handle(Output &output);
    void respond(RequestId id, const std::string &path);
    Bytes bodyOf(const Words &words) const;
    QString bindOrCompare(const QString &name, const QString &actual);
    QString describe(const MessageView &message) const;
    QString compare(const Words &words, const MessageView &message);

    struct Resource
    {
        Bytes body;
        bool observable = false;
        bool separate = false;
        std::optional<std::uint8_t> szx;
        Bytes etag;
        std::optional<std::uint32_t> maxAge;
        std::optional<std::uint32_t> contentFormat;
    };

    QStringList m_lines;
    SeededRandom m_random{42};
    std::unique_ptr<Endpoint> m_endpoint;
    TimePoint m_now{seconds(1000)};
    PeerId m_peer{1};
    std::deque<Bytes> m_out;
    std::deque<QString> m_events;
    QMap<QString, QString> m_names;
    QMap<QString, Resource> m_resources;
    std::deque<std::pair<RequestId, std::string>> m_waiting;
    std::optional<ExchangeId> m_exchange;
    std::shared_ptr<MemorySink> m_upload;
    std::uint16_t m_nextMid = 0x4000;
};

} // namespace copper::test
