// SPDX-License-Identifier: GPL-3.0-or-later
// copper as client of libcoap's coap-server and of a server on npm's coap.
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
        const QString missing = whatIsMissing();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
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

    void observeTenNotifications()
    {
        const Finished done =
            copper({QStringLiteral("observe"), QStringLiteral("--json"), QStringLiteral("--count"),
                    QStringLiteral("10"), uri(QStringLiteral("/time"))});
        QCOMPARE(done.exitCode, 0);
        const auto notifications = done.events(QStringLiteral("notification"));
        QCOMPARE(notifications.size(), std::size_t{10});
        for (int i = 0; i < 10; ++i)
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

private:
    static Finished copper(const QStringList &arguments)
    {
        return run(QStringLiteral("copper"), arguments);
    }
    QString uri(const QString &path) const
    {
        return QStringLiteral("coap://127.0.0.1:%1%2").arg(m_port).arg(path);
    }
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
#include "test_foreign_servers.moc"
