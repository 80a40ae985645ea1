// SPDX-License-Identifier: GPL-3.0-or-later
// libcoap's coap-client as client of copper-board.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

class TestLibcoapClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!isInstalled(QStringLiteral("coap-client-notls")))
            m_missing = QStringLiteral("libcoap3-bin is not installed");
    }

    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
    }

    void discovery()
    {
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        QVERIFY(
            client({board.uri(QStringLiteral("/.well-known/core"))}).out.contains("</firmware>"));
        const QByteArray filtered =
            client({board.uri(QStringLiteral("/.well-known/core?rt=firmware"))}).out;
        QVERIFY(filtered.contains("</firmware>"));
        QVERIFY(!filtered.contains("</uptime>"));
    }

    void observe()
    {
        // Power wanders day and night; light does not.
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("meter")});
        // -s 4: observe for four seconds, then cancel.
        const Finished done = client({QStringLiteral("-s"), QStringLiteral("4"),
                                      QStringLiteral("-w"), board.uri(QStringLiteral("/power"))});
        QCOMPARE(done.exitCode, 0);
        QVERIFY2(done.out.count(" W") >= 3, done.out.constData());
    }

    // The same over DTLS, with both libraries libcoap is built with here.
    void secure_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("OpenSSL") << QStringLiteral("coap-client-openssl");
        QTest::newRow("GnuTLS") << QStringLiteral("coap-client-gnutls");
    }
    void secure()
    {
        QFETCH(QString, program);
        QTemporaryDir folder;
        const QString key = fileWith(folder.filePath(QStringLiteral("key")), "sesame");
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board"),
                            QStringLiteral("--psk"), QStringLiteral("password:") + key});
        const QString firmware =
            QStringLiteral("coaps://127.0.0.1:%1/firmware").arg(board.port + 1);
        const QStringList who{QStringLiteral("-u"), QStringLiteral("password"),
                              QStringLiteral("-k"), QStringLiteral("sesame")};
        const QByteArray body = randomBytes(200'000);
        const QString up = fileWith(folder.filePath(QStringLiteral("up")), body);
        const QString down = folder.filePath(QStringLiteral("down"));
        QCOMPARE(run(program, who + QStringList{QStringLiteral("-m"), QStringLiteral("put"),
                                                QStringLiteral("-f"), up, firmware})
                     .exitCode,
                 0);
        QCOMPARE(run(program, who + QStringList{QStringLiteral("-o"), down, firmware}).exitCode, 0);
        QCOMPARE(sha256Hex(contentOf(down)), sha256Hex(body));
        // In the clear there is nothing but the list, and that names the secure one.
        QVERIFY(client({board.uri(QStringLiteral("/.well-known/core"))})
                    .out.contains(QByteArray("<" + firmware.toLatin1() + ">")));
        QVERIFY(client({board.uri(QStringLiteral("/firmware"))}).err.contains("4.01"));
    }

    void upAndDown_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {16, 64, 1024})
            QTest::addRow("%d bytes", size) << size;
    }
    void upAndDown()
    {
        QFETCH(int, size);
        QTemporaryDir folder;
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        const QByteArray body = randomBytes(200'000);
        const QString up = fileWith(folder.filePath(QStringLiteral("up")), body);
        const QString down = folder.filePath(QStringLiteral("down"));
        const QString block = QString::number(size);
        const QString firmware = board.uri(QStringLiteral("/firmware"));
        QCOMPARE(client({QStringLiteral("-b"), block, QStringLiteral("-m"), QStringLiteral("put"),
                         QStringLiteral("-f"), up, firmware})
                     .exitCode,
                 0);
        QCOMPARE(
            client({QStringLiteral("-b"), block, QStringLiteral("-o"), down, firmware}).exitCode,
            0);
        QCOMPARE(sha256Hex(contentOf(down)), sha256Hex(body));
    }

private:
    QString m_missing; // what these tests need and is not here
    static Finished client(const QStringList &arguments)
    {
        return run(QStringLiteral("coap-client-notls"), arguments, 60'000);
    }
};

COPPER_TEST(TestLibcoapClient);
#include "test_libcoap_client.moc"
