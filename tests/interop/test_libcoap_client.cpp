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
            QSKIP("libcoap3-bin is not installed");
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
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("greenhouse")});
        // -s 4: observe for four seconds, then cancel.
        const Finished done =
            client({QStringLiteral("-s"), QStringLiteral("4"), QStringLiteral("-w"),
                    board.uri(QStringLiteral("/sensors/light"))});
        QCOMPARE(done.exitCode, 0);
        QVERIFY2(done.out.count("lx") >= 3, done.out.constData());
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
    static Finished client(const QStringList &arguments)
    {
        return run(QStringLiteral("coap-client-notls"), arguments, 60'000);
    }
};

COPPER_TEST(TestLibcoapClient);
#include "test_libcoap_client.moc"
