// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "ui/models/packet_needle.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <deque>
#include <vector>

namespace copper {

// What the user typed: a text for any column and one for each. All that are filled must hold; case
// does not count.
struct PacketFilters
{
    QString any; // also in the title of the message's conversation
    std::array<QString, PacketColumnCount> columns;
    bool withRecords = true; // DTLS records that hold no message we could read
    bool operator==(const PacketFilters &) const = default;
};

// Looks for the messages of the log that pass the filters, in the log's order and in slices, so
// that a full log never holds up the window. Follows what comes and goes; a change of the filters
// begins anew. Matches are known by ordinals, which count up over the search's whole life. UI
// thread.
class PacketSearch : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kMaxFilterLength = 200;
    // A slice ends after so many messages or kSlice_ns, whichever is first.
    static constexpr std::uint64_t kMaxPerSlice = 16'384;
    static constexpr qint64 kSlice_ns = 6'000'000;

    explicit PacketSearch(Workspace &workspace, QObject *parent = nullptr,
                          std::uint64_t perSlice = kMaxPerSlice);

    // Trimmed and cut to kMaxFilterLength.
    void setFilters(const PacketFilters &filters);
    const PacketFilters &filters() const { return m_filters; }
    // Whether any filter is filled or something is left out. Without one nothing is searched and
    // nothing is found.
    bool isActive() const { return m_active; }
    // Whether this message of the log passes. All do when no filter is filled.
    bool accepts(std::uint64_t sequence) const;

    // Whether the search has been through the log. It stays so while it follows what comes.
    bool isDone() const { return m_done; }
    int percentDone() const;
    // Matches still in the log: ordinals [firstMatch, endMatch), ascending sequences.
    std::uint64_t firstMatch() const { return m_firstMatch; }
    std::uint64_t endMatch() const { return m_firstMatch + m_matches.size(); }
    std::uint64_t matchCount() const { return m_matches.size(); }
    std::uint64_t matchAt(std::uint64_t ordinal) const
    {
        return m_matches[static_cast<std::size_t>(ordinal - m_firstMatch)];
    }
    // The ordinal of the first match not before this sequence.
    std::uint64_t ordinalFrom(std::uint64_t sequence) const;

Q_SIGNALS:
    // Other filters, or the log was cleared: the matches so far are gone.
    void restarted();
    // New ones: ordinals [first, end).
    void found(quint64 first, quint64 end);
    // The log is trimmed: matches before newFirst go; they can still be read in the slot.
    void aboutToForget(quint64 newFirst);
    // Through the log for the first time since the restart.
    void finished();

private:
    void restart();
    void trim(quint64 newFirst);
    void onNamesChanged();
    void follow();
    void turn();
    void scan();
    bool announce();
    void finishWhenThrough();
    bool titleMatches(ConversationId id) const;

    struct TitleAnswer
    {
        ConversationId id;
        bool matches = false;
    };

    Workspace &m_workspace;
    const std::uint64_t m_perSlice;
    PacketFilters m_filters;
    PacketNeedle m_any;
    std::array<PacketNeedle, PacketColumnCount> m_columns;
    mutable std::vector<TitleAnswer> m_titles; // by id, the newest in each place
    std::deque<std::uint64_t> m_matches;
    std::uint64_t m_firstMatch = 0; // ordinal
    std::uint64_t m_announced = 0;  // the next ordinal to hand over
    std::uint64_t m_cursor = 0;     // the next sequence to look at
    std::uint64_t m_restarts = 0;
    bool m_active = false;
    bool m_done = true;
    QTimer m_next;
    QElapsedTimer m_sinceAnnounced;
};

} // namespace copper
