// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_search.h"

#include <algorithm>
#include <utility>

namespace copper {

namespace {

constexpr std::uint64_t kBetweenLooks = 32; // messages from one look at the clock to the next
constexpr qint64 kAnnounce_ms = 50;
constexpr std::size_t kTitles = 1024;

QString bounded(const QString &text)
{
    return text.trimmed().left(PacketSearch::kMaxFilterLength);
}

} // namespace

PacketSearch::PacketSearch(Workspace &workspace, QObject *parent, std::uint64_t perSlice)
    : QObject(parent), m_workspace(workspace), m_perSlice(perSlice)
{
    m_next.setInterval(0);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &PacketSearch::turn);
    MessageLog &log = workspace.log();
    connect(&log, &MessageLog::appended, this, &PacketSearch::follow);
    connect(&log, &MessageLog::aboutToTrim, this, &PacketSearch::trim);
    connect(&log, &MessageLog::trimmed, this, [this](quint64 newFirst) {
        while (!m_matches.empty() && m_matches.front() < newFirst) {
            m_matches.pop_front();
            ++m_firstMatch;
        }
    });
    connect(&log, &MessageLog::cleared, this, &PacketSearch::restart);
    DeviceRegistry &devices = workspace.devices();
    for (const auto signal : {&DeviceRegistry::deviceAdded, &DeviceRegistry::deviceChanged,
                              &DeviceRegistry::deviceRemoved})
        connect(&devices, signal, this, &PacketSearch::onNamesChanged);
}

void PacketSearch::setFilters(const PacketFilters &filters)
{
    PacketFilters wanted;
    wanted.withRecords = filters.withRecords;
    wanted.any = bounded(filters.any);
    std::transform(filters.columns.begin(), filters.columns.end(), wanted.columns.begin(), bounded);
    if (wanted == m_filters)
        return;
    m_filters = wanted;
    restart();
}

void PacketSearch::restart()
{
    m_any = PacketNeedle(m_filters.any);
    std::transform(m_filters.columns.begin(), m_filters.columns.end(), m_columns.begin(),
                   [](const QString &text) { return PacketNeedle(text); });
    m_active = m_filters != PacketFilters();
    m_titles.assign(m_any.isEmpty() ? 0 : kTitles, {});
    m_firstMatch += m_matches.size();
    m_matches.clear();
    m_announced = m_firstMatch;
    m_cursor = m_workspace.log().firstSequence();
    m_done = !m_active;
    const std::uint64_t restarts = ++m_restarts;
    m_next.stop();
    Q_EMIT restarted();
    if (!m_active || restarts != m_restarts)
        return;
    // At once, so that a small log is filtered without an empty list in between.
    scan();
    if (announce())
        finishWhenThrough();
}

// A name is a cell too. Rescans only when it makes a difference to what was searched for.
void PacketSearch::onNamesChanged()
{
    const DeviceRegistry &devices = m_workspace.devices();
    if (m_active && (m_any.isOutdated(devices) || m_columns[PacketPeer].isOutdated(devices)))
        restart();
}

bool PacketSearch::titleMatches(ConversationId id) const
{
    TitleAnswer &answer = m_titles[id.value % kTitles];
    if (answer.id != id) {
        const Conversation *conversation = m_workspace.log().conversations().find(id);
        answer = {id, conversation != nullptr && m_any.isIn(conversationTitle(*conversation))};
    }
    return answer.matches;
}

bool PacketSearch::accepts(std::uint64_t sequence) const
{
    if (!m_active)
        return true;
    const PacketReading message(m_workspace.log(), sequence);
    if (message.entry().isRecord && !m_filters.withRecords)
        return false;
    for (const int column : PacketNeedle::columnsByCost()) {
        const PacketNeedle &needle = m_columns[static_cast<std::size_t>(column)];
        if (!needle.isEmpty() && !needle.isInCell(m_workspace, message, column))
            return false;
    }
    return m_any.isEmpty() || titleMatches(message.entry().conversation) ||
           m_any.isInAnyCell(m_workspace, message);
}

int PacketSearch::percentDone() const
{
    const MessageLog &log = m_workspace.log();
    if (m_done || log.size() == 0)
        return 100;
    return static_cast<int>((m_cursor - log.firstSequence()) * 100 / log.size());
}

std::uint64_t PacketSearch::ordinalFrom(std::uint64_t sequence) const
{
    const auto place = std::lower_bound(m_matches.begin(), m_matches.end(), sequence);
    return m_firstMatch + static_cast<std::uint64_t>(place - m_matches.begin());
}

void PacketSearch::trim(quint64 newFirst)
{
    if (!m_active)
        return;
    m_cursor = std::max<std::uint64_t>(m_cursor, newFirst);
    if (!announce())
        return; // nobody forgets what he has not heard of
    const std::uint64_t ordinal = ordinalFrom(newFirst);
    if (ordinal > m_firstMatch)
        Q_EMIT aboutToForget(ordinal);
}

void PacketSearch::follow()
{
    if (!m_active || m_next.isActive())
        return;
    scan();
    if (announce())
        finishWhenThrough();
}

// A tree view lays out all its rows after each change. With very many that takes as long as a
// slice, so it happens now and then, in a turn without a slice.
void PacketSearch::turn()
{
    const bool through = m_cursor >= m_workspace.log().endSequence();
    const bool pending = m_announced < endMatch();
    if (pending && (through || m_sinceAnnounced.hasExpired(kAnnounce_ms))) {
        if (!announce())
            return;
    } else {
        scan();
        if (m_announced < endMatch()) {
            m_next.start();
            return;
        }
    }
    finishWhenThrough();
}

// Hands over what was found since. False when that began another search.
bool PacketSearch::announce()
{
    const std::uint64_t restarts = m_restarts;
    const std::uint64_t first = std::exchange(m_announced, endMatch());
    m_sinceAnnounced.start();
    if (first < m_announced)
        Q_EMIT found(first, m_announced);
    return restarts == m_restarts;
}

void PacketSearch::finishWhenThrough()
{
    if (m_cursor < m_workspace.log().endSequence()) {
        m_next.start();
    } else if (!m_done) {
        m_done = true;
        Q_EMIT finished();
    }
}

void PacketSearch::scan()
{
    QElapsedTimer clock;
    clock.start();
    const std::uint64_t limit = std::min(m_workspace.log().endSequence(), m_cursor + m_perSlice);
    while (m_cursor < limit && clock.nsecsElapsed() < kSlice_ns) {
        const std::uint64_t pause = std::min(limit, m_cursor + kBetweenLooks);
        for (; m_cursor < pause; ++m_cursor) {
            if (accepts(m_cursor))
                m_matches.push_back(m_cursor);
        }
    }
}

} // namespace copper
