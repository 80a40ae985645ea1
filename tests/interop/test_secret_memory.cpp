// SPDX-License-Identifier: GPL-3.0-or-later
// A vault's key on its whole way: unlocked, handed to the net thread, into a DTLS session and its
// resumption, a handshake test and a renewal. When all is closed and locked, it is nowhere in this
// process. The board that knows it too is another one.
#include "core/credentials/credential_store.h"
#include "core/net/net_thread.h"
#include "tests/credentials/credential_support.h"
#include "tests/credentials/memory_search.h"
#include "tests/integration/net_bench.h"
#include "tests/integration/secure_board.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace copper;
using namespace copper::test;

namespace {

using Store = CredentialStore;

// Past every buffer of Qt's, which would keep a copy.
bool writeFile(const QString &path, ByteView bytes)
{
    // NOLINTNEXTLINE(*-vararg)
    const int file = ::open(path.toLocal8Bit().constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const bool written = file >= 0 && ::write(file, bytes.data(), bytes.size()) ==
                                          static_cast<ssize_t>(bytes.size());
    ::close(file);
    return written;
}

// What the sessions of one net thread came to.
struct Heard
{
    std::size_t responses = 0;
    std::size_t failures = 0;
    std::size_t tests = 0;
    std::size_t sessions = 0;
    unsigned resumptions = 0;

    void take(const EventBatch &batch)
    {
        for (const SessionEvent &event : batch.events) {
            responses += std::holds_alternative<ResponseArrived>(event) ? 1 : 0;
            failures += std::holds_alternative<JobFailed>(event) ? 1 : 0;
            tests += std::holds_alternative<HandshakeTested>(event) ? 1 : 0;
            const auto *changed = std::get_if<SecureSessionsChanged>(&event);
            if (changed == nullptr)
                continue;
            sessions = changed->sessions.size();
            for (const SecureSession &session : changed->sessions)
                resumptions = session.resumptions;
        }
    }
};

} // namespace

class TestSecretMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftOfAKeyThatASessionUsed()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's shadow is terabytes, and keeps what was freed");
#endif
        QTemporaryDir folder;
        SecretBytes key = SecretBytes::random(16);
        const MaskedBytes wanted(key.view());
        const QString keyFile = folder.filePath(QStringLiteral("key"));
        QVERIFY(writeFile(keyFile, key.view()));
        Store store(optionsIn(folder.filePath(QStringLiteral("keys"))));
        QVERIFY(Store::finish([&](Store::Done done) { store.open(done); }));
        QVERIFY(Store::finish([&](Store::Done done) { store.createVault(secret("pw"), done); }));
        Credential credential = numbered(1);
        credential.identity = toOwned(asBytes("demo"));
        credential.key = std::move(key);
        credential.patterns = {pattern("127.0.0.1")};
        credential.suites.clear();
        QVERIFY(Store::finish([&](Store::Done done) { store.add(std::move(credential), done); }));
        store.lock();
        QCOMPARE(placesOf(wanted), QStringList());

        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board"),
                                  QStringLiteral("--psk"), QStringLiteral("demo:") + keyFile});
        const QString uri = QStringLiteral("coaps://127.0.0.1:%1").arg(board.port + 1);
        SocketAddress address = socketAddress(board.port + 1);
        NetThread net{SessionConfig{}};
        Heard heard;
        connect(&net, &NetThread::batchReady, this,
                [&](const EventBatchPtr &batch) { heard.take(*batch); });
        QVERIFY(Store::finish([&](Store::Done done) { store.unlock(secret("pw"), done); }));
        net.setCredentials(store.snapshot());
        net.request(getRequest(uri + QStringLiteral("/firmware/version")));
        QVERIFY(spinUntil([&] { return heard.responses == 1 && heard.sessions == 1; }, 10'000));
        HandshakeSpec handshake;
        handshake.uri = uri;
        net.testHandshake(handshake);
        QVERIFY(spinUntil([&] { return heard.tests == 1; }, 10'000));
        net.resumeSecureSession(address);
        QVERIFY(spinUntil([&] { return heard.resumptions == 1; }, 10'000));
        QVERIFY(!placesOf(wanted).isEmpty()); // the search sees it while it is in use

        net.endSecureSession(address);
        QVERIFY(spinUntil([&] { return heard.sessions == 0; }, 10'000));
        store.lock();
        net.setCredentials(store.snapshot());
        net.request(getRequest(uri + QStringLiteral("/firmware/version")));
        QVERIFY(spinUntil([&] { return heard.failures == 1; }, 10'000)); // no key is there
        const QStringList places = placesOf(wanted);
        QVERIFY2(places.isEmpty(), qPrintable(places.join(QStringLiteral("; "))));
    }

private:
    static SocketAddress socketAddress(int port)
    {
        SocketAddress made;
        made.family = SocketAddress::Family::IPv4;
        made.ip = {127, 0, 0, 1};
        made.port = static_cast<std::uint16_t>(port);
        return made;
    }
};

COPPER_TEST(TestSecretMemory);
#include "test_secret_memory.moc"
