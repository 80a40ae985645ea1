// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_file.h"
#include "core/domain/collection_run.h"
#include "core/domain/workspace.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace copper {

// The collection the window works with: kept in the workspace, opened from and saved to files, run
// through the session like any request, so that each step is in the history. UI thread.
class CollectionBook : public QObject
{
    Q_OBJECT
public:
    static constexpr const char *kSection = "collection";

    struct FileError
    {
        std::optional<CollectionFault> fault; // what is in it
        QString reason;                       // else the system's words
    };

    explicit CollectionBook(Workspace &workspace, QObject *parent = nullptr);

    const Collection &collection() const { return m_collection; }
    // Changes it in one step. False, and nothing is changed, when it would go beyond a limit.
    bool edit(const std::function<void(Collection &)> &change);
    // Into this folder, or the one that holds this request; the root when empty. Where it is now;
    // nothing at a limit.
    std::optional<ItemPath> add(const ItemPath &near, CollectionItem item);
    void remove(const ItemPath &path);

    QString environment() const { return m_environment; }
    void setEnvironment(const QString &name); // empty: none
    // Variables of the environment and the collection.
    VariableLayers layers() const;

    const QString &path() const { return m_path; } // of the file; empty: never saved
    Result<void, FileError> open(const QString &path);
    Result<void, FileError> save(const QString &path);
    // What is kept was written by a later version or is damaged; it is left alone until another
    // collection is opened.
    const std::optional<CollectionFault> &unreadable() const { return m_unreadable; }

    // All steps, or these. Does nothing while a run is under way.
    void run(std::vector<std::size_t> only = {}, bool stopAtFailure = false);
    void stop();
    bool isRunning() const { return m_run && !m_run->isOver(); }
    const CollectionRun *lastRun() const { return m_run ? &*m_run : nullptr; }
    // Of the last run; null: not part of it.
    const StepResult *resultOf(std::size_t step) const;
    // In the history; 0: never sent.
    std::uint64_t entryOf(std::size_t step) const;

Q_SIGNALS:
    void changed();
    void environmentChanged();
    void stepChanged(std::size_t step);
    void runStarted(); // what the last one said is gone
    void runEnded();

private:
    void load();
    void keep();
    void advance();
    void tellNew();

    Workspace &m_workspace;
    Collection m_collection;
    QString m_environment;
    QString m_path;
    std::optional<CollectionFault> m_unreadable;
    std::optional<CollectionRun> m_run;
    std::map<std::size_t, std::uint64_t> m_entries; // history entry of each step
    std::size_t m_told = 0;                         // results of the run
    JobId m_job;
    bool m_keeping = false;
};

} // namespace copper
