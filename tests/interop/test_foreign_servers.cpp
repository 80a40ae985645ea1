// SPDX-License-Identifier: GPL-3.0-or-later
// copper as client of libcoap's coap-server, in the clear and over DTLS, and of a server on npm's
// coap.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

// What every server of somebody else's must be good for.
class ForeignServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!whatIsMissing().isEmpty())
            return;
        m_port = freePort();
        m_server = start(m_port);
        // It says nothing when it is ready: ask until it answers.
        for (int i = 0; i < 50; ++i) {
            if (copper({QStringLiteral("get"), QStringLiteral("--timeout"), QStringLiteral("0.2"),
                        uri(QStringLiteral("/time"))})
                    .exitCode == 0)
                return;
        }
        QFAIL("the server does not answer");
    }
    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        const QString missing = whatIsMissing();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
    }
    void cleanupTestCase() { m_server.reset(); }

    void linkList()
    {
        const Finished done =
            copper({QStringLiteral("discover"), QStringLiteral("--json"), uri({})});
        QCOMPARE(done.exitCode, 0);
        QStringList hrefs;
        for (const QJsonValue &link : done.events(QStringLiteral("device"))
                                          .at(0)
                                          .value(QLatin1String("resources"))
                                          .toArray())
            hrefs << link[QLatin1String("href")].toString();
        QVERIFY(hrefs.contains(QStringLiteral("/time")));
        QVERIFY(hrefs.contains(QStringLiteral("/async")));
    }

    void observe()
    {
        const Finished done =
            copper({QStringLiteral("observe"), QStringLiteral("--json"), QStringLiteral("--count"),
                    QString::number(notificationsWanted()), uri(QStringLiteral("/time"))});
        QCOMPARE(done.exitCode, 0);
        const auto notifications = done.events(QStringLiteral("notification"));
        QCOMPARE(notifications.size(), static_cast<std::size_t>(notificationsWanted()));
        for (int i = 0; i < notificationsWanted(); ++i)
            QCOMPARE(
                notifications[static_cast<std::size_t>(i)].value(QLatin1String("index")).toInt(),
                i);
    }

    void upAndDown()
    {
        QTemporaryDir folder;
        const QByteArray body = randomBytes(200'000);
        const QString up = fileWith(folder.filePath(QStringLiteral("up")), body);
        const QString down = folder.filePath(QStringLiteral("down"));
        QCOMPARE(copper({QStringLiteral("put"), QStringLiteral("--file"), up,
                         uri(QStringLiteral("/example_data"))})
                     .exitCode,
                 0);
        QCOMPARE(copper({QStringLiteral("get"), QStringLiteral("--output"), down,
                         uri(QStringLiteral("/example_data"))})
                     .exitCode,
                 0);
        QCOMPARE(sha256Hex(contentOf(down)), sha256Hex(body));
    }

    void separateResponse()
    {
        const Finished done = copper(
            {QStringLiteral("get"), QStringLiteral("--json"), uri(QStringLiteral("/async?2"))});
        QCOMPARE(done.exitCode, 0);
        const QJsonObject response = done.events(QStringLiteral("response")).at(0);
        QCOMPARE(response.value(QLatin1String("type")).toString(), QStringLiteral("CON"));
        QVERIFY(response.value(QLatin1String("rtt_ms")).toDouble() >= 1900);
    }

    void notFound()
    {
        QCOMPARE(copper({QStringLiteral("get"), uri(QStringLiteral("/nope"))}).exitCode, 4);
    }

protected:
    // Empty when the server can be started.
    virtual QString whatIsMissing() const = 0;
    virtual std::unique_ptr<Background> start(quint16 port) const = 0;
    virtual int notificationsWanted() const { return 10; } // one a second
    virtual QString base(quint16 port) const
    {
        return QStringLiteral("coap://127.0.0.1:%1").arg(port);
    }
    virtual QStringList credentials() const { return {}; }

    Finished copper(const QStringList &arguments) const
    {
        return run(QStringLiteral("copper"), arguments + credentials());
    }
    QString uri(const QString &path) const { return base(m_port) + path; }

private:
    quint16 m_port = 0;
    std::unique_ptr<Background> m_server;
};

class TestLibcoapServer final : public ForeignServer
{
    Q_OBJECT
    QString whatIsMissing() const override
    {
        return isInstalled(QStringLiteral("coap-server-notls"))
                   ? QString()
                   : QStringLiteral("libcoap3-bin is not installed");
    }
    std::unique_ptr<Background> start(quint16 port) const override
    {
        return std::make_unique<Background>(
            QStringLiteral("coap-server-notls"),
            QStringList{QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                        QString::number(port), QStringLiteral("-d"), QStringLiteral("10")});
    }
};

// The same over DTLS, with a server on another library than ours.
class SecureServer : public ForeignServer
{
    Q_OBJECT
private Q_SLOTS:
    // These servers take any identity; a wrong key they answer with silence.
    void wrongKey()
    {
        const Finished done =
            run(QStringLiteral("copper"),
                {QStringLiteral("get"), QStringLiteral("--json"), QStringLiteral("--timeout"),
                 QStringLiteral("2"), QStringLiteral("--psk-identity"), QStringLiteral("password"),
                 QStringLiteral("--psk-file"), keyFile(QByteArrayLiteral("wrong")),
                 uri(QStringLiteral("/time"))});
        QCOMPARE(done.exitCode, 3);
        const QJsonObject error = done.events(QStringLiteral("error")).at(0);
        QCOMPARE(error.value(QLatin1String("kind")).toString(), QStringLiteral("handshake"));
        QVERIFY(error.value(QLatin1String("message")).toString().contains(QLatin1String("key")));
    }
    void withoutAKey()
    {
        const Finished done =
            run(QStringLiteral("copper"), {QStringLiteral("get"), uri(QStringLiteral("/time"))});
        QCOMPARE(done.exitCode, 64);
        QVERIFY(done.err.contains("--psk-identity"));
    }

protected:
    virtual QString program() const = 0;

private:
    QString whatIsMissing() const override
    {
        return isInstalled(program()) ? QString() : QStringLiteral("libcoap3-bin is not installed");
    }
    std::unique_ptr<Background> start(quint16 port) const override
    {
        return std::make_unique<Background>(
            program(),
            QStringList{QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                        QString::number(port), QStringLiteral("-d"), QStringLiteral("10"),
                        QStringLiteral("-k"), QStringLiteral("sesame"), QStringLiteral("-h"),
                        QStringLiteral("hint")});
    }
    int notificationsWanted() const override { return 3; }
    QString base(quint16 port) const override
    {
        return QStringLiteral("coaps://127.0.0.1:%1").arg(port + 1);
    }
    QString keyFile(const QByteArray &key) const
    {
        return fileWith(m_folder.filePath(QString::fromLatin1(key)), key);
    }
    QStringList credentials() const override
    {
        return {QStringLiteral("--psk-identity"), QStringLiteral("password"),
                QStringLiteral("--psk-file"), keyFile(QByteArrayLiteral("sesame"))};
    }
    QTemporaryDir m_folder;
};

class TestSecureOpenSslServer final : public SecureServer
{
    Q_OBJECT
    QString program() const override { return QStringLiteral("coap-server-openssl"); }
};

class TestSecureGnuTlsServer final : public SecureServer
{
    Q_OBJECT
    QString program() const override { return QStringLiteral("coap-server-gnutls"); }
};

// ./dev test fetches the package from npm's registry where npm is installed.
class TestNodeServer final : public ForeignServer
{
    Q_OBJECT
    static QString modules() { return sourceFolder() + QStringLiteral("/build/node/node_modules"); }
    QString whatIsMissing() const override
    {
        return isInstalled(QStringLiteral("node")) && QFileInfo::exists(modules())
                   ? QString()
                   : QStringLiteral("node or its package coap is not installed");
    }
    std::unique_ptr<Background> start(quint16 port) const override
    {
        qputenv("NODE_PATH", modules().toLocal8Bit());
        return std::make_unique<Background>(
            QStringLiteral("node"),
            QStringList{sourceFolder() + QStringLiteral("/tests/interop/node_server.js"),
                        QString::number(port)});
    }
};

COPPER_TEST(TestLibcoapServer);
COPPER_TEST(TestNodeServer);
COPPER_TEST(TestSecureOpenSslServer);
COPPER_TEST(TestSecureGnuTlsServer);
#include "test_foreign_servers.moc"
