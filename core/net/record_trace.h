// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace copper {

// The trace of one port: brings together what was on the wire and what was inside it. A session
// opens a datagram record by record and seals messages one by one, and answers may go out before
// the last record is opened; whoever reads the trace wants whole datagrams, in order, and keys
// before the first record that needs them. In the driver's thread.
class RecordTrace
{
public:
    using Handler = std::function<void(MessageRecord &&record)>;

    // An empty one turns the trace off.
    void setHandler(Handler handler);
    bool isOn() const { return static_cast<bool>(m_handler); }

    // A datagram with CoAP in the clear.
    void add(MessageRecord &&message);

    // A datagram of DTLS records came in. Until it is handled, or its last record is opened, all
    // that is traced waits behind it.
    void arrived(MessageRecord &&datagram);
    // A CoAP message from the record with this DtlsRecord::counter(), of the datagram that is being
    // handled unless it came too early. Layer Secure.
    void opened(std::uint64_t counter, MessageRecord &&message);
    void handled();

    // A CoAP message of Layer Secure goes into the next record of application data that is sent to
    // its peer; the ticket is for the case that it does not.
    std::uint64_t sealing(MessageRecord &&message);
    void notSealed(std::uint64_t ticket);
    // A datagram of DTLS records goes out.
    void sent(MessageRecord &&datagram);

    // What opens the records of a session with this peer that come from here on, and those of the
    // datagram being handled.
    void keysExported(WallTime at, const SocketAddress &peer, const DtlsKeys &keys);

private:
    struct Sealing
    {
        std::uint64_t ticket = 0;
        MessageRecord message;
    };
    void emitOrHold(MessageRecord &&record);

    Handler m_handler;
    bool m_handling = false;
    std::vector<MessageRecord> m_held;    // in order
    std::size_t m_arrived = 0;            // the datagram being handled, in m_held
    std::vector<std::uint64_t> m_records; // its counters
    std::deque<Sealing> m_sealing;        // in order
    std::uint64_t m_lastTicket = 0;
};

} // namespace copper
