// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_book.h"

#include "core/storage/durable_file.h"

#include <QFile>
#include <QFileInfo>

namespace copper {

CollectionBook::CollectionBook(Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::sectionChanged, this, [this](const QString &name) {
        if (name == QLatin1String(kSection) && !m_keeping)
            load();
    });
    connect(&workspace.feed(), &SessionFeed::responseArrived, this,
            [this](const ResponseArrived &response) {
                if (!isRunning() || response.job != m_job)
                    return;
                m_run->take(response);
                tellNew();
                advance();
            });
    connect(&workspace.feed(), &SessionFeed::jobFailed, this, [this](const JobFailed &failure) {
        if (!isRunning() || failure.job != m_job)
            return;
        m_run->take(failure);
        tellNew();
        advance();
    });
    load();
}

void CollectionBook::load()
{
    const QJsonObject section = m_workspace.section(QLatin1String(kSection));
    if (section.isEmpty())
        return;
    auto read = collectionFromJson(section.value(QLatin1String("collection")).toObject());
    m_unreadable.reset();
    if (!read) {
        m_unreadable = read.error();
        return;
    }
    m_collection = std::move(*read);
    m_path = section.value(QLatin1String("path")).toString();
    m_environment = section.value(QLatin1String("environment")).toString();
    m_run.reset();
    Q_EMIT changed();
    Q_EMIT environmentChanged();
}

void CollectionBook::keep()
{
    if (m_unreadable)
        return;
    m_keeping = true;
    m_workspace.setSection(QLatin1String(kSection),
                           {{QStringLiteral("collection"), collectionToJson(m_collection)},
                            {QStringLiteral("path"), m_path},
                            {QStringLiteral("environment"), m_environment}});
    m_keeping = false;
}

bool CollectionBook::edit(const std::function<void(Collection &)> &change)
{
    Collection changedOne = m_collection;
    change(changedOne);
    // What could not be read again must not be written; the reader knows all limits.
    if (!collectionFromJson(collectionToJson(changedOne)))
        return false;
    if (isRunning())
        stop();
    m_collection = std::move(changedOne);
    m_run.reset();
    m_entries.clear();
    keep();
    Q_EMIT changed();
    return true;
}

std::optional<ItemPath> CollectionBook::add(const ItemPath &near, CollectionItem item)
{
    ItemPath folder = near;
    const CollectionItem *there = itemAt(m_collection, near);
    if (!folder.empty() && (there == nullptr || !there->isFolder()))
        folder.pop_back();
    ItemPath place = folder;
    const bool added = edit([&](Collection &collection) {
        CollectionItem *parent = folder.empty() ? nullptr : itemAt(collection, folder);
        auto &items = parent == nullptr ? collection.items : parent->items;
        place.push_back(items.size());
        items.push_back(std::move(item));
    });
    return added ? std::optional(place) : std::nullopt;
}

void CollectionBook::remove(const ItemPath &path)
{
    if (itemAt(m_collection, path) == nullptr)
        return;
    edit([&path](Collection &collection) {
        ItemPath folder = path;
        folder.pop_back();
        CollectionItem *parent = folder.empty() ? nullptr : itemAt(collection, folder);
        auto &items = parent == nullptr ? collection.items : parent->items;
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(path.back()));
    });
}

void CollectionBook::setEnvironment(const QString &name)
{
    if (name == m_environment)
        return;
    m_environment = name;
    keep();
    Q_EMIT environmentChanged();
}

VariableLayers CollectionBook::layers() const
{
    VariableLayers layers;
    if (const Environment *environment = m_collection.environment(m_environment))
        layers.environment = environment->variables;
    layers.collection = m_collection.variables;
    return layers;
}

Result<void, CollectionBook::FileError> CollectionBook::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(FileError{std::nullopt, file.errorString()});
    auto read = readCollection(file.read(kMaxCollectionBytes + 1));
    if (!read)
        return failure(FileError{read.error(), {}});
    stop();
    m_unreadable.reset();
    m_collection = std::move(*read);
    m_path = path;
    m_run.reset();
    m_entries.clear();
    keep();
    Q_EMIT changed();
    Q_EMIT environmentChanged();
    return {};
}

Result<void, CollectionBook::FileError> CollectionBook::save(const QString &path)
{
    if (const auto saved = saveWhole(path, writeCollection(m_collection)); !saved)
        return failure(FileError{std::nullopt, saved.error()});
    m_path = path;
    keep();
    return {};
}

void CollectionBook::run(std::vector<std::size_t> only, bool stopAtFailure)
{
    if (isRunning())
        return;
    RunSetup setup;
    setup.only = std::move(only);
    setup.stopAtFailure = stopAtFailure;
    setup.folder = m_path.isEmpty() ? QString() : QFileInfo(m_path).path();
    if (const Environment *environment = m_collection.environment(m_environment))
        setup.environment = *environment;
    m_run.emplace(m_collection, setup);
    m_told = 0;
    m_entries.clear();
    Q_EMIT runStarted();
    advance();
}

void CollectionBook::advance()
{
    const auto spec = m_run->next(m_workspace.now());
    tellNew();
    if (!spec) {
        m_job = {};
        Q_EMIT runEnded();
        return;
    }
    m_job = m_workspace.send(*spec);
    const std::size_t step = m_run->current().index;
    if (const HistoryEntry *entry = m_workspace.history().entryOf(m_job))
        m_entries[step] = entry->id;
    Q_EMIT stepChanged(step);
}

void CollectionBook::tellNew()
{
    const std::size_t ended = m_run->results().size() - (m_run->isWaiting() ? 1 : 0);
    while (m_told < ended)
        Q_EMIT stepChanged(m_run->results()[m_told++].index);
}

void CollectionBook::stop()
{
    if (!isRunning())
        return;
    const JobId job = m_job;
    m_job = {};
    m_run->stop();
    m_workspace.session().cancel(job);
    tellNew();
    Q_EMIT runEnded();
}

const StepResult *CollectionBook::resultOf(std::size_t step) const
{
    if (!m_run)
        return nullptr;
    for (const StepResult &result : m_run->results()) {
        if (result.index == step)
            return &result;
    }
    return nullptr;
}

std::uint64_t CollectionBook::entryOf(std::size_t step) const
{
    const auto found = m_entries.find(step);
    return found == m_entries.end() ? 0 : found->second;
}

} // namespace copper
