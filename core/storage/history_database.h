// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/request_history.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace copper {

// The requests of before, in an SQLite file that only its owner can read: one row a request with
// its answer. Each call opens the file and closes it again, so it may be made in any thread; two
// programs may use one file. A killed program loses nothing that a call returned for; after a power
// cut the last seconds may be missing, the file is whole.
class HistoryDatabase
{
public:
    // Larger bodies are not kept; their answer is, with its size.
    static constexpr std::uint64_t kMaxBody_bytes = 4U << 20U;
    static constexpr int kVersion = 1;

    struct Limits
    {
        std::size_t entries = RequestHistory::kMaxEntries;
        std::uint64_t bodies_bytes = RequestHistory::kMaxBodyBytes;
    };
    struct Fault
    {
        enum class Kind {
            Damaged,  // set aside where detail says; a new file begins with the next write
            TooNew,   // of a later version; left alone
            CannotUse // detail: path and reason
        };
        Kind kind = Kind::CannotUse;
        QString detail;
    };

    explicit HistoryDatabase(QString path) : m_path(std::move(path)) {}
    const QString &path() const { return m_path; }

    // Finished ones, oldest first; no file: none. What is beyond the limits is left out, the oldest
    // first, and rows that make no sense are.
    Result<std::vector<HistoryEntry>, Fault> load(const Limits &limits) const;
    // Finished ones; one that is there already is replaced. All or none. What is beyond the limits
    // then goes, the oldest first.
    Result<void, Fault> write(const std::vector<HistoryEntry> &entries, const Limits &limits) const;
    // All rows, also from the file's free pages.
    Result<void, Fault> clear() const;

private:
    QString m_path;
};

} // namespace copper
