// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workspace.h"
#include "core/storage/history_database.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Fault = HistoryDatabase::Fault;

HistoryEntry entryOf(std::uint64_t id, const std::string &answer)
{
    HistoryEntry entry;
    entry.id = id;
    entry.sentAt = timeAt(static_cast<double>(id));
    entry.spec.uri = QStringLiteral("coap://127.0.0.1/config");
    entry.response = contentResponse(JobId{id}, entry.spec.uri, answer.c_str(), 50, timeAt(0),
                                     socketAt("127.0.0.1"));
    return entry;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestHistoryDatabase : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(QStringLiteral("history-%1.db").arg(++number));
    }

    void everythingComesBack()
    {
        HistoryEntry answered = entryOf(7, "{\"a\": 1}");
        answered.spec.method = code::kPost;
        answered.spec.confirmable = false;
        answered.spec.blockSize = 64;
        answered.spec.options.addUint(OptionNumber::Accept, 50);
        answered.spec.options.add(static_cast<OptionNumber>(65000), asBytes("free"));
        answered.spec.payload = std::make_shared<const Bytes>(Bytes{0, 1, 255});
        ResponseArrived &response = *answered.response;
        response.type = MessageType::NonConfirmable;
        response.mid = MessageId{0xbeef};
        response.token = Token(Bytes{1, 2, 3});
        response.rtt = std::chrono::microseconds(1234);
        response.messages = 4;
        response.retransmissions = 1;
        response.blocks = 2;
        response.options.add(OptionNumber::ETag, Bytes{9, 9});
        HistoryEntry failed = entryOf(8, "");
        failed.response.reset();
        failed.failure.emplace();
        failed.failure->kind = FailureKind::TransferRefused;
        failed.failure->code = code::kRequestEntityTooLarge;
        failed.failure->detail = QStringLiteral("no <b>room</b>");
        failed.failure->at = timeAt(3);
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({failed, answered}, {}));

        const auto loaded = database.load({});
        QVERIFY(loaded);
        QCOMPARE(loaded->size(), std::size_t{2});
        const HistoryEntry &first = loaded->front();
        QCOMPARE(first.id, std::uint64_t{7});
        QVERIFY(first.sentAt == answered.sentAt);
        QVERIFY(!first.job.isValid() && first.spec.method == code::kPost &&
                !first.spec.confirmable);
        QCOMPARE(first.spec.blockSize.value_or(0), 64U);
        QVERIFY(first.spec.options == answered.spec.options);
        QVERIFY(*first.spec.payload == *answered.spec.payload);
        const ResponseArrived &back = first.response.value();
        QVERIFY(back.code == response.code && back.type == response.type &&
                back.mid == response.mid && back.token == response.token &&
                back.peer == response.peer && back.rtt == response.rtt && back.at == response.at);
        QCOMPARE(back.messages, 4U);
        QCOMPARE(back.retransmissions, 1U);
        QCOMPARE(back.blocks, 2U);
        QVERIFY(back.options == response.options && *back.payload == *response.payload);
        QCOMPARE(back.payloadSize, response.payloadSize);
        const JobFailed &trouble = loaded->back().failure.value();
        QVERIFY(!loaded->back().response && trouble.kind == FailureKind::TransferRefused &&
                trouble.code == code::kRequestEntityTooLarge && trouble.at == timeAt(3));
        QCOMPARE(trouble.detail, QStringLiteral("no <b>room</b>"));
    }

    void anotherAnswerTakesThePlace()
    {
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, "before"), entryOf(2, "two")}, {}));
        QVERIFY(database.write({entryOf(1, "after")}, {}));
        const auto loaded = database.load({});
        QCOMPARE(loaded->size(), std::size_t{2});
        QVERIFY(asText(*loaded->front().response->payload) == "after");
    }

    void theOldestGoFirst()
    {
        const HistoryDatabase database(m_path);
        std::vector<HistoryEntry> entries;
        for (std::uint64_t id = 1; id <= 10; ++id)
            entries.push_back(entryOf(id, "ten bytes!"));
        QVERIFY(database.write(entries, {6, 1000}));
        QCOMPARE(database.load({})->front().id, std::uint64_t{5});
        QVERIFY(database.write({entryOf(11, "ten bytes!")}, {100, 35}));
        const auto loaded = database.load({});
        QCOMPARE(loaded->size(), std::size_t{3});
        QCOMPARE(loaded->front().id, std::uint64_t{9});
        // A reader with less room takes the newest.
        QCOMPARE(database.load({2, 1000})->front().id, std::uint64_t{10});
        QCOMPARE(database.load({100, 10})->size(), std::size_t{1});
    }

    void ofALargeBodyOnlyTheSizeIsKept()
    {
        const HistoryDatabase database(m_path);
        HistoryEntry entry = entryOf(1, "");
        const std::size_t size = HistoryDatabase::kMaxBody_bytes + 1;
        entry.response->payload = std::make_shared<const Bytes>(size);
        entry.response->payloadSize = size;
        HistoryEntry fits = entryOf(2, "");
        fits.response->payload = std::make_shared<const Bytes>(size - 1);
        QVERIFY(database.write({entry, fits}, {}));
        const auto loaded = database.load({});
        QVERIFY(!loaded->front().response->payload);
        QCOMPARE(loaded->front().response->payloadSize, std::uint64_t{size});
        QCOMPARE(loaded->back().response->payload->size(), size - 1);
    }

    void onlyTheOwnerMayRead()
    {
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, "x")}, {}));
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(m_path).permissions() & others));
    }

    void whatIsDamagedIsSetAside_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("the head") << 0;
        QTest::newRow("a page") << 4096;
    }
    void whatIsDamagedIsSetAside()
    {
        QFETCH(int, at);
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, std::string(10'000, 'x'))}, {}));
        overwrite(m_path, at, QByteArray(4096, '\xa5'));
        const QByteArray damaged = contentOf(m_path);
        const auto loaded = database.load({});
        QVERIFY(!loaded);
        QVERIFY(loaded.error().kind == Fault::Kind::Damaged);
        QVERIFY(contentOf(loaded.error().detail) == damaged);
        QVERIFY(!QFile::exists(m_path));
        QVERIFY(database.write({entryOf(2, "new")}, {}));
        QCOMPARE(database.load({})->size(), std::size_t{1});
    }

    void aRowThatMakesNoSenseIsPassedOver()
    {
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, "one"), entryOf(2, "two")}, {}));
        const QByteArray content = contentOf(m_path);
        // The request of the first row: still a file that SQLite reads.
        overwrite(m_path, content.lastIndexOf("{\"confirmable\""), "[[[");
        const auto loaded = database.load({});
        QVERIFY(loaded);
        QCOMPARE(loaded->size(), std::size_t{1});
    }

    void aLaterVersionIsLeftAlone()
    {
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, "x")}, {}));
        overwrite(m_path, 60, QByteArray("\0\0\0\x02", 4)); // user_version, file format 1.3
        const QByteArray before = contentOf(m_path);
        const auto loaded = database.load({});
        QVERIFY(!loaded && loaded.error().kind == Fault::Kind::TooNew);
        const auto written = database.write({entryOf(2, "y")}, {});
        QVERIFY(!written && written.error().kind == Fault::Kind::TooNew);
        QVERIFY(contentOf(m_path) == before);
    }

    void whatCannotBeWrittenIsSaid()
    {
        const HistoryDatabase database(m_folder.filePath(QStringLiteral("none/history.db")));
        QVERIFY(database.load({})->empty());
        const auto written = database.write({entryOf(1, "x")}, {});
        QVERIFY(!written && written.error().kind == Fault::Kind::CannotUse);
        QVERIFY(written.error().detail.contains(QLatin1String("none/history.db: ")));
    }

    void whatWasForgottenIsNotInTheFile()
    {
        const HistoryDatabase database(m_path);
        QVERIFY(database.write({entryOf(1, "a word nobody says")}, {}));
        QVERIFY(contentOf(m_path).contains("a word nobody says"));
        QVERIFY(database.clear());
        for (const char *part : {"", "-wal"})
            QVERIFY(!contentOf(m_path + QLatin1String(part)).contains("a word nobody says"));
        QVERIFY(database.load({})->empty());
    }
};

// The way through the workspace.
class TestHistoryKeeper : public QObject
{
    Q_OBJECT

private:
    FakeSession m_session;
    FakeClock m_clock;
    static void ask(Workspace &workspace, FakeSession &session, FakeClock &clock,
                    const char *answer)
    {
        const JobId job = workspace.get(QStringLiteral("coap://127.0.0.1/config"));
        workspace.feed().take(batchOf(
            {contentResponse(job, session.requests.back().second.uri, answer, 0, clock.now())},
            {}));
    }

private Q_SLOTS:
    void aRestartKeepsRequestsAndAnswers()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        {
            Workspace workspace(m_session, path, m_clock.asFunction());
            workspace.load();
            ask(workspace, m_session, m_clock, "interval=5");
            workspace.get(QStringLiteral("coap://127.0.0.1/never")); // runs when the program ends
        }
        m_clock.advance(86'400);
        Workspace workspace(m_session, path, m_clock.asFunction());
        QSignalSpy restored(&workspace.historyKeeper(), &HistoryKeeper::restored);
        workspace.load();
        ask(workspace, m_session, m_clock, "interval=9"); // before the file was read
        QTRY_COMPARE(restored.size(), 1);
        const auto &entries = workspace.history().entries();
        QCOMPARE(entries.size(), std::size_t{2});
        QVERIFY(asText(*entries.front().response->payload) == "interval=5");
        const HistoryEntry *previous = workspace.history().previousTo(entries.back().id);
        QVERIFY(previous == &entries.front());
        QVERIFY(entries.back().sentAt.secondsSince(previous->sentAt) == 86'400);
    }

    void whatEndedIsWrittenWithTheTick()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        const HistoryDatabase file(folder.filePath(QStringLiteral("history.db")));
        Workspace workspace(m_session, path, m_clock.asFunction());
        ask(workspace, m_session, m_clock, "one");
        QVERIFY(file.load({})->empty());
        workspace.tick(m_clock.now());
        QTRY_COMPARE(file.load({})->size(), std::size_t{1});
        QVERIFY(workspace.historyKeeper().forgetAll());
        QVERIFY(workspace.history().entries().empty());
        QVERIFY(file.load({})->empty());
    }

    void troubleIsSaidOnceAndTriedAgain()
    {
        QTemporaryDir folder;
        const QString inner = folder.filePath(QStringLiteral("inner"));
        Workspace workspace(m_session, inner + QStringLiteral("/workspace.json"),
                            m_clock.asFunction());
        QSignalSpy said(&workspace.historyKeeper(), &HistoryKeeper::faulted);
        ask(workspace, m_session, m_clock, "one");
        QVERIFY(!workspace.historyKeeper().save());
        QVERIFY(!workspace.historyKeeper().save());
        QCOMPARE(said.size(), 1);
        QVERIFY(QDir().mkpath(inner));
        QVERIFY(workspace.historyKeeper().save());
        QCOMPARE(HistoryDatabase(inner + QStringLiteral("/history.db")).load({})->size(),
                 std::size_t{1});
    }

    void noStorageKeepsNothing()
    {
        Workspace workspace(m_session, {}, m_clock.asFunction());
        workspace.load();
        ask(workspace, m_session, m_clock, "one");
        QVERIFY(workspace.historyKeeper().save());
        QVERIFY(!QFile::exists(QStringLiteral("history.db")));
    }
};

COPPER_TEST(TestHistoryDatabase);
COPPER_TEST(TestHistoryKeeper);
#include "test_history_database.moc"
