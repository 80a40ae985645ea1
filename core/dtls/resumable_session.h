// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace copper {

// What a later, shorter handshake needs of an ended session: a master secret, and a session id or a
// ticket. Wiped when it goes; never written anywhere.
class ResumableSession
{
public:
    ResumableSession() = default;
    explicit ResumableSession(Bytes state) : m_state(std::move(state)) {}
    ResumableSession(ResumableSession &&other) noexcept;
    ResumableSession &operator=(ResumableSession &&other) noexcept;
    ResumableSession(const ResumableSession &) = delete;
    ResumableSession &operator=(const ResumableSession &) = delete;
    ~ResumableSession() { clear(); }

    bool isEmpty() const { return m_state.empty(); }
    ByteView state() const { return m_state; }
    void clear();

private:
    Bytes m_state;
};

} // namespace copper
