// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/resumable_session.h"

#include "core/dtls/dtls_types.h"

#include <utility>

namespace copper {

ResumableSession::ResumableSession(ResumableSession &&other) noexcept
    : m_state(std::exchange(other.m_state, {}))
{}

ResumableSession &ResumableSession::operator=(ResumableSession &&other) noexcept
{
    if (this != &other) {
        clear();
        m_state = std::exchange(other.m_state, {});
    }
    return *this;
}

void ResumableSession::clear()
{
    wipeSecret(m_state);
}

} // namespace copper
