// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/history_database.h"

#include "core/domain/project_file.h"
#include "core/storage/durable_file.h"
#include "core/storage/history_row.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

namespace copper {

namespace {

using Fault = HistoryDatabase::Fault;

constexpr int kBusy_ms = 3000; // another window writes
constexpr qsizetype kMaxJson_bytes = 1 << 20;

// What SQLite says where a file is none of its own, or is damaged (SQLITE_CORRUPT, _NOTADB).
bool meansDamage(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == 11 || code == 26;
}

// One open connection of the calling thread.
class Connection
{
public:
    explicit Connection(const QString &path)
        : m_path(path), m_name(QUuid::createUuid().toString(QUuid::Id128))
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kBusy_ms));
    }
    ~Connection()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Opens, and makes the table in a new file.
    Result<void, Fault> open()
    {
        if (!m_database.isValid() || !m_database.open())
            return failure(fault(m_database.lastError()));
        // The journal survives a kill; it is synced when it is merged into the file.
        for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"}) {
            if (auto done = run(QLatin1String(pragma)); !done)
                return done;
        }
        QSqlQuery version(m_database);
        if (!version.exec(QStringLiteral("PRAGMA user_version")) || !version.next())
            return failure(fault(version.lastError()));
        const int found = version.value(0).toInt();
        version.finish();
        if (found > HistoryDatabase::kVersion)
            return failure(Fault{Fault::Kind::TooNew, m_path});
        if (found == HistoryDatabase::kVersion)
            return {};
        if (auto made = run(QStringLiteral("CREATE TABLE IF NOT EXISTS requests ("
                                           "id INTEGER PRIMARY KEY, sent_at INTEGER NOT NULL, "
                                           "request TEXT NOT NULL, request_body BLOB, "
                                           "answer TEXT NOT NULL, answer_body BLOB, "
                                           "bytes INTEGER NOT NULL)"));
            !made)
            return made;
        return run(QStringLiteral("PRAGMA user_version=%1").arg(HistoryDatabase::kVersion));
    }
    Result<void, Fault> run(const QString &statement)
    {
        QSqlQuery query(m_database);
        if (!query.exec(statement))
            return failure(fault(query.lastError()));
        return {};
    }
    Fault fault(const QSqlError &error) const
    {
        return {meansDamage(error) ? Fault::Kind::Damaged : Fault::Kind::CannotUse,
                m_path + QStringLiteral(": ") + error.databaseText()};
    }
    QSqlDatabase &database() { return m_database; }

private:
    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
};

// A damaged file is somebody's evidence, with the journals that belong to it.
Fault asideIfDamaged(const QString &path, Fault fault)
{
    if (fault.kind != Fault::Kind::Damaged)
        return fault;
    const std::optional<QString> aside = setAside(path);
    if (!aside)
        return {Fault::Kind::CannotUse, fault.detail};
    for (const char *journal : {"-wal", "-shm"}) {
        QFile::remove(*aside + QLatin1String(journal));
        QFile::rename(path + QLatin1String(journal), *aside + QLatin1String(journal));
    }
    return {Fault::Kind::Damaged, *aside};
}

// SQLite gives its journals the permissions of the file.
Result<void, Fault> makePrivate(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return {};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(
            Fault{Fault::Kind::CannotUse, path + QStringLiteral(": ") + file.errorString()});
    return {};
}

QByteArray viewOf(const Bytes &bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()),
                                   static_cast<qsizetype>(bytes.size()));
}

std::shared_ptr<const Bytes> bodyOf(const QVariant &value)
{
    if (value.isNull())
        return nullptr;
    const QByteArray bytes = value.toByteArray();
    return std::make_shared<const Bytes>(bytes.begin(), bytes.end());
}

QString toLine(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<QJsonObject> toObject(const QVariant &value)
{
    const QByteArray text = value.toByteArray();
    if (text.size() > kMaxJson_bytes)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

bool isKept(const std::shared_ptr<const Bytes> &body)
{
    return body != nullptr && body->size() <= HistoryDatabase::kMaxBody_bytes;
}

Result<void, Fault> insert(Connection &connection, const std::vector<HistoryEntry> &entries)
{
    QSqlQuery query(connection.database());
    if (!query.prepare(QStringLiteral("INSERT OR REPLACE INTO requests VALUES (?,?,?,?,?,?,?)")))
        return failure(connection.fault(query.lastError()));
    for (const HistoryEntry &entry : entries) {
        RequestSpec spec = entry.spec;
        const std::shared_ptr<const Bytes> sent = std::exchange(spec.payload, nullptr);
        const std::shared_ptr<const Bytes> got = entry.response ? entry.response->payload : nullptr;
        query.bindValue(0, static_cast<qint64>(entry.id));
        query.bindValue(1, static_cast<qint64>(entry.sentAt.unixMicros));
        query.bindValue(2, toLine(requestToJson(spec)));
        query.bindValue(3, isKept(sent) ? QVariant(viewOf(*sent)) : QVariant());
        query.bindValue(4, toLine(historyAnswerToJson(entry)));
        query.bindValue(5, isKept(got) ? QVariant(viewOf(*got)) : QVariant());
        query.bindValue(6, static_cast<qint64>((isKept(sent) ? sent->size() : 0) +
                                               (isKept(got) ? got->size() : 0)));
        if (!query.exec())
            return failure(connection.fault(query.lastError()));
    }
    return {};
}

// What is beyond either limit, the oldest first.
Result<void, Fault> trim(Connection &connection, const HistoryDatabase::Limits &limits)
{
    return connection.run(
        QStringLiteral("DELETE FROM requests WHERE id IN (SELECT id FROM (SELECT id, "
                       "ROW_NUMBER() OVER (ORDER BY id DESC) AS place, "
                       "SUM(bytes) OVER (ORDER BY id DESC) AS whole FROM requests) "
                       "WHERE place > %1 OR whole > %2)")
            .arg(limits.entries)
            .arg(limits.bodies_bytes));
}

std::optional<HistoryEntry> entryOf(const QSqlQuery &row)
{
    HistoryEntry entry;
    const qint64 id = row.value(0).toLongLong();
    const auto request = toObject(row.value(2));
    const auto answer = toObject(row.value(4));
    if (id <= 0 || !request || !answer)
        return std::nullopt;
    auto spec = requestFromJson(*request);
    if (!spec || !takeHistoryAnswer(*answer, entry))
        return std::nullopt;
    entry.id = static_cast<std::uint64_t>(id);
    entry.sentAt.unixMicros = row.value(1).toLongLong();
    entry.spec = std::move(*spec);
    entry.spec.payload = bodyOf(row.value(3));
    if (entry.response)
        entry.response->payload = bodyOf(row.value(5));
    return entry;
}

Result<std::vector<HistoryEntry>, Fault> readAll(Connection &connection,
                                                 const HistoryDatabase::Limits &limits)
{
    std::vector<HistoryEntry> entries;
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT id, sent_at, request, request_body, answer, answer_body "
                                   "FROM requests ORDER BY id DESC LIMIT %1")
                        .arg(limits.entries)))
        return failure(connection.fault(query.lastError()));
    std::uint64_t bodies_bytes = 0;
    while (query.next()) {
        std::optional<HistoryEntry> entry = entryOf(query);
        if (!entry)
            continue;
        bodies_bytes += entry->spec.payload ? entry->spec.payload->size() : 0;
        bodies_bytes +=
            entry->response && entry->response->payload ? entry->response->payload->size() : 0;
        if (bodies_bytes > limits.bodies_bytes)
            break;
        entries.push_back(std::move(*entry));
    }
    if (query.lastError().isValid())
        return failure(connection.fault(query.lastError()));
    std::reverse(entries.begin(), entries.end());
    return entries;
}

} // namespace

Result<std::vector<HistoryEntry>, Fault> HistoryDatabase::load(const Limits &limits) const
{
    if (!QFileInfo::exists(m_path))
        return std::vector<HistoryEntry>{};
    auto loaded = [&]() -> Result<std::vector<HistoryEntry>, Fault> {
        Connection connection(m_path);
        if (auto opened = connection.open(); !opened)
            return failure(std::move(opened.error()));
        return readAll(connection, limits);
    }();
    if (!loaded)
        return failure(asideIfDamaged(m_path, std::move(loaded.error())));
    return loaded;
}

Result<void, Fault> HistoryDatabase::write(const std::vector<HistoryEntry> &entries,
                                           const Limits &limits) const
{
    if (auto made = makePrivate(m_path); !made)
        return made;
    auto written = [&]() -> Result<void, Fault> {
        Connection connection(m_path);
        if (auto opened = connection.open(); !opened)
            return opened;
        if (auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        if (auto inserted = insert(connection, entries); !inserted)
            return inserted; // closed without COMMIT: none of them is there
        if (auto trimmed = trim(connection, limits); !trimmed)
            return trimmed;
        return connection.run(QStringLiteral("COMMIT"));
    }();
    if (!written)
        return failure(asideIfDamaged(m_path, std::move(written.error())));
    return {};
}

Result<void, Fault> HistoryDatabase::clear() const
{
    if (!QFileInfo::exists(m_path))
        return {};
    auto cleared = [&]() -> Result<void, Fault> {
        Connection connection(m_path);
        if (auto opened = connection.open(); !opened)
            return opened;
        for (const char *statement : {"PRAGMA secure_delete=ON", "DELETE FROM requests", "VACUUM",
                                      "PRAGMA wal_checkpoint(TRUNCATE)"}) {
            if (auto done = connection.run(QLatin1String(statement)); !done)
                return done;
        }
        return {};
    }();
    if (!cleared)
        return failure(asideIfDamaged(m_path, std::move(cleared.error())));
    return {};
}

} // namespace copper
