// SPDX-License-Identifier: GPL-3.0-or-later
// Which key a session takes, what is told of sessions, and the key log.
#include "tests/integration/secure_board.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

std::vector<Credential> listOf(Credential one)
{
    std::vector<Credential> list;
    list.push_back(std::move(one));
    return list;
}

} // namespace

class TestSecureKeys : public QObject
{
    Q_OBJECT

    static std::unique_ptr<SessionBench> bench(CredentialSnapshotPtr keys,
                                               Duration idleAfter = seconds(30))
    {
        SessionConfig config;
        config.secureIdleAfter = idleAfter;
        config.handshakeTimeout = seconds(2);
        auto client = std::make_unique<SessionBench>(std::move(config));
        client->session().setCredentials(std::move(keys));
        return client;
    }
    static QString version(const SecureBoard &board)
    {
        return board.uri(QStringLiteral("/firmware/version"));
    }
    static bool hasSession(const SessionBench &client)
    {
        const auto all = client.all<SecureSessionsChanged>();
        return !all.empty() && !all.back().sessions.empty();
    }

private Q_SLOTS:
    void theMostSpecificIsUsed()
    {
        SecureBoard board;
        Credential right = stored("password", "sesame", {"127.0.0.1"});
        right.suites = {CipherSuite::PskAes128GcmSha256};
        const CredentialId id = right.id;
        std::vector<Credential> list = listOf(stored("nobody", "wrong", {"*"}));
        list.push_back(std::move(right));
        const auto client = bench(bookOf(std::move(list)));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>());
        QVERIFY(spinUntil([&] { return hasSession(*client); }, 2000));
        const auto used = client->all<CredentialUsed>();
        QCOMPARE(used.size(), std::size_t{1});
        QVERIFY(used.front().credential == id);
        QVERIFY(used.front().peer == board.address());
        const SecureSession session = client->all<SecureSessionsChanged>().back().sessions.front();
        QVERIFY(session.credential == id);
        QVERIFY(session.suite == CipherSuite::PskAes128GcmSha256);
        QCOMPARE(asText(session.identity), std::string_view("password"));
        QVERIFY(session.peer == board.address());
        QVERIFY(!session.resumed);
        const double age = client->all<ResponseArrived>().front().at.secondsSince(session.since);
        QVERIFY(age >= -0.001 && age < 5);
        // A second request in the same session is no second use.
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QCOMPARE(client->all<CredentialUsed>().size(), std::size_t{1});
    }

    void theHostIsMatchedAsTyped()
    {
        SecureBoard board;
        QString uri = version(board);
        uri.replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"));
        SessionConfig config;
        const auto client = bench(bookOf(listOf(stored("password", "sesame", {"localhost"}))));
        RequestSpec spec = getRequest(uri);
        spec.bindAddress = QStringLiteral("127.0.0.1"); // of the name's addresses the IPv4 one
        client->session().request(spec);
        QVERIFY(client->waitFor<ResponseArrived>());
    }

    void none_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("hasKey");
        QTest::newRow("no match") << QStringLiteral("10.0.0.1") << true;
        QTest::newRow("another port") << QStringLiteral("127.0.0.1:5684") << true;
        QTest::newRow("without its key") << QStringLiteral("127.0.0.1") << false;
    }
    void none()
    {
        QFETCH(QString, pattern);
        QFETCH(bool, hasKey);
        SecureBoard board;
        Credential one = stored("password", "sesame", {pattern.toStdString()});
        if (!hasKey)
            one.key.clear();
        const auto client = bench(bookOf(listOf(std::move(one))));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<JobFailed>());
        const JobFailed failed = client->all<JobFailed>().front();
        QVERIFY(failed.kind == FailureKind::NoCredential);
        QCOMPARE(failed.detail, QStringLiteral("127.0.0.1"));
        QVERIFY(client->records().empty()); // neither a hello nor a word in the clear
    }

    // As when the vault is locked: what stands goes on, nothing new begins, nothing goes in the
    // clear.
    void keysMayGo()
    {
        SecureBoard board;
        const auto client = bench(bookOf(listOf(stored("password", "sesame", {"127.0.0.1"}))));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>());
        client->session().setCredentials(std::make_shared<CredentialBook>());
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        client->session().endSecureSession(board.address());
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<JobFailed>());
        QVERIFY(client->all<JobFailed>().front().kind == FailureKind::NoCredential);
        for (const MessageRecord &record : client->records())
            QVERIFY(record.layer != MessageRecord::Layer::Clear);
    }

    // --- what is told of sessions ---

    void sessionsAreTold()
    {
        SecureBoard first;
        SecureBoard second;
        const auto client = bench(everywhere("password", "sesame"));
        for (const SecureBoard *board : {&second, &first})
            client->session().request(getRequest(version(*board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        const auto newest = [&] {
            const auto all = client->all<SecureSessionsChanged>();
            return all.empty() ? std::vector<SecureSession>() : all.back().sessions;
        };
        QVERIFY(spinUntil([&] { return newest().size() == 2; }, 2000));
        QVERIFY(newest()[0].peer < newest()[1].peer);
        QVERIFY(newest()[0].credential.isNull());
        QVERIFY(client->all<CredentialUsed>().empty());
        // Counts come once a second, not with each record.
        QVERIFY(spinUntil([&] { return newest()[0].recordsOut == 1 && newest()[1].recordsIn == 1; },
                          3000));
        client->events().clear();
        for (int i = 0; i < 20; ++i)
            client->session().request(getRequest(version(first)));
        QVERIFY(client->waitFor<ResponseArrived>(20));
        QVERIFY(client->waitFor<SecureSessionsChanged>());
        QCOMPARE(client->all<SecureSessionsChanged>().size(), std::size_t{1});
        QVERIFY(newest()[0].recordsOut == 21 || newest()[1].recordsOut == 21);
        client->session().endSecureSession(first.address());
        QVERIFY(spinUntil([&] { return newest().size() == 1; }, 2000));
        QVERIFY(newest()[0].peer == second.address());
        QVERIFY(spinUntil([&] { return first.sessions().size() == 0; }, 2000)); // close_notify
    }

    void resumedByHand()
    {
        SecureBoard board;
        const auto client = bench(bookOf(listOf(stored("password", "sesame", {"127.0.0.1"}))));
        client->session().observe(getRequest(board.uri(QStringLiteral("/sys/temp"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        client->events().clear();
        client->session().resumeSecureSession(board.address());
        const auto resumed = [&] {
            const auto all = client->all<SecureSessionsChanged>();
            return !all.empty() && all.back().sessions.size() == 1 &&
                   all.back().sessions.front().resumed &&
                   all.back().sessions.front().resumptions == 1;
        };
        QVERIFY(spinUntil(resumed, 3000));
        // The observation goes on in the new session, and nobody had forgotten anything.
        QVERIFY(client->waitFor<ResponseArrived>());
        QVERIFY(client->all<SecureSessionRenewed>().empty());
        QVERIFY(client->all<JobFailed>().empty());
        QCOMPARE(board.sessions().size(), std::size_t{1});
        QCOMPARE(client->all<CredentialUsed>().size(), std::size_t{1});
    }

    // Each time after silence; that the peer had forgotten is said when it had.
    void renewedAfterSilence()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"), seconds(0));
        for (std::size_t i = 1; i <= 3; ++i) {
            client->session().request(getRequest(version(board)));
            QVERIFY(client->waitFor<ResponseArrived>(i));
        }
        const auto resumptions = [&] {
            const auto all = client->all<SecureSessionsChanged>();
            return all.empty() || all.back().sessions.empty()
                       ? 0U
                       : all.back().sessions.front().resumptions;
        };
        QVERIFY(spinUntil([&] { return resumptions() == 2; }, 2000));
        QVERIFY(client->all<SecureSessionRenewed>().empty());
        RequestSpec reboot = getRequest(board.uri(QStringLiteral("/reboot")));
        reboot.method = code::kPost;
        client->session().request(reboot);
        QVERIFY(client->waitFor<ResponseArrived>(4));
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 10'000));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(5));
        QCOMPARE(client->all<SecureSessionRenewed>().size(), std::size_t{1});
        QVERIFY(client->all<JobFailed>().empty());
    }

    void endedByHand()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>());
        client->session().endSecureSession(board.address());
        client->session().endSecureSession(board.address()); // there is none
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 2000));
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QVERIFY(client->all<SecureSessionRenewed>().empty());
    }

    void closedAtTheEnd()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().observe(getRequest(board.uri(QStringLiteral("/sys/temp"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        QCOMPARE(board.sessions().size(), std::size_t{1});
        client->drop();
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 2000));
    }

    void forgottenByThePeer()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().observe(hasty(getRequest(board.uri(QStringLiteral("/sys/temp")))));
        QVERIFY(client->waitFor<ResponseArrived>());
        RequestSpec reboot = getRequest(board.uri(QStringLiteral("/reboot")));
        reboot.method = code::kPost;
        client->session().request(reboot);
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 10'000));
        client->session().request(hasty(getRequest(version(board))));
        QVERIFY(client->waitFor<SecureSessionRenewed>());
        QVERIFY(client->all<SecureSessionRenewed>().front().peer == board.address());
        QVERIFY(client->waitFor<ResponseArrived>(4)); // the version and the observation's
        QCOMPARE(client->all<SecureSessionRenewed>().size(), std::size_t{1}); // for both at once
        QCOMPARE(board.sessions().size(), std::size_t{1});
    }

    // --- the key log ---

    void keyLog()
    {
        SecureBoard board;
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("keys"));
        QFile file(path);
        const auto lines = [&] {
            if (!file.isOpen() && !file.open(QIODevice::ReadOnly))
                return QStringList();
            file.seek(0);
            return QString::fromLatin1(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        };
        const auto client = bench(everywhere("password", "sesame"));
        // Off unless it was asked for.
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>());
        QVERIFY(!QFile::exists(path));
        client->session().setKeyLog(path);
        QVERIFY(QFile::exists(path));
        QCOMPARE(QFile::permissions(path) & 0x0077, QFile::Permissions());
        // A session that stands is not in it; one that is resumed is.
        QVERIFY(lines().isEmpty());
        client->session().resumeSecureSession(board.address());
        QVERIFY(spinUntil([&] { return lines().size() == 1; }, 3000));
        client->session().endSecureSession(board.address());
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QCOMPARE(lines().size(), 2);
        const QRegularExpression form(QStringLiteral("^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}$"));
        for (const QString &line : lines())
            QVERIFY(form.match(line).hasMatch());
        client->session().setKeyLog({});
        client->session().endSecureSession(board.address());
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(3));
        QCOMPARE(lines().size(), 2);
        QVERIFY(client->all<KeyLogFailed>().empty());
    }

    void keyLogCannotBeWritten_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << QStringLiteral("/no/such/folder/keys");
        QTest::newRow("disk full") << QStringLiteral("/dev/full");
    }
    void keyLogCannotBeWritten()
    {
        QFETCH(QString, path);
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().setKeyLog(path);
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>()); // the session itself is none the worse
        QCOMPARE(client->all<KeyLogFailed>().size(), std::size_t{1});
        QCOMPARE(client->all<KeyLogFailed>().front().path, path);
        QVERIFY(!client->all<KeyLogFailed>().front().reason.isEmpty());
        client->session().endSecureSession(board.address());
        client->session().request(getRequest(version(board)));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QCOMPARE(client->all<KeyLogFailed>().size(), std::size_t{1}); // it is off
    }
};

COPPER_TEST(TestSecureKeys);

#include "test_secure_keys.moc"
