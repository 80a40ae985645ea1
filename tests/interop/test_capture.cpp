// SPDX-License-Identifier: GPL-3.0-or-later
// --pcap read by tshark: the same messages as in our own log, and nothing to complain about.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

class TestCapture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!isInstalled(QStringLiteral("tshark")))
            QSKIP("tshark is not installed");
    }

    void sameAsOurLog_data()
    {
        QTest::addColumn<QStringList>("profile");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("path");
        QTest::newRow("separate response")
            << QStringList{QStringLiteral("--profile"), QStringLiteral("flaky")}
            << QStringList{QStringLiteral("get")} << QStringLiteral("/flaky/slow");
        QTest::newRow("observation")
            << QStringList{QStringLiteral("--profile"), QStringLiteral("greenhouse")}
            << QStringList{QStringLiteral("observe"), QStringLiteral("--count"),
                           QStringLiteral("4")}
            << QStringLiteral("/sensors/light");
        QTest::newRow("download") << QStringList{QStringLiteral("--profile"),
                                                 QStringLiteral("board")}
                                  << QStringList{QStringLiteral("get"),
                                                 QStringLiteral("--block-size"),
                                                 QStringLiteral("256")}
                                  << QStringLiteral("/firmware");
        QTest::newRow("lossy") << QStringList{QStringLiteral("--profile"),
                                              QStringLiteral("board"),
                                              QStringLiteral("--fault"),
                                              QStringLiteral("duplicate=0.3"),
                                              QStringLiteral("--seed"),
                                              QStringLiteral("3")}
                               << QStringList{QStringLiteral("get"), QStringLiteral("--block-size"),
                                              QStringLiteral("1024")}
                               << QStringLiteral("/firmware");
    }
    void sameAsOurLog()
    {
        QFETCH(QStringList, profile);
        QFETCH(QStringList, arguments);
        QFETCH(QString, path);
        compare(profile, arguments, path);
    }

    void upload()
    {
        QTemporaryDir folder;
        const QString image =
            fileWith(folder.filePath(QStringLiteral("image")), randomBytes(200'000));
        compare({QStringLiteral("--profile"), QStringLiteral("board")},
                {QStringLiteral("put"), QStringLiteral("--file"), image},
                QStringLiteral("/firmware"));
    }

private:
    // Columns: code, Message ID, token, options; one line a message.
    static void compare(const QStringList &profile, const QStringList &arguments,
                        const QString &path)
    {
        QTemporaryDir folder;
        RunningBoard board(profile);
        const QString pcap = folder.filePath(QStringLiteral("trace.pcapng"));
        const Finished done =
            run(QStringLiteral("copper"),
                arguments + QStringList{QStringLiteral("--json"), QStringLiteral("--verbose"),
                                        QStringLiteral("--pcap"), pcap, board.uri(path)});
        QCOMPARE(done.exitCode, 0);
        const Finished dissected = run(
            QStringLiteral("tshark"),
            {QStringLiteral("-r"), pcap, QStringLiteral("-d"),
             QStringLiteral("udp.port==%1,coap").arg(board.port), QStringLiteral("-T"),
             QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("coap.code"),
             QStringLiteral("-e"), QStringLiteral("coap.mid"), QStringLiteral("-e"),
             QStringLiteral("coap.token"), QStringLiteral("-e"), QStringLiteral("coap.opt.name"),
             QStringLiteral("-o"), QStringLiteral("udp.check_checksum:TRUE")},
            60'000);
        QCOMPARE(dissected.exitCode, 0);
        QStringList theirs;
        for (const QByteArray &line : dissected.out.split('\n')) {
            if (!line.isEmpty())
                theirs << QString::fromUtf8(line.split('\t').mid(0, 3).join(' '));
        }
        QStringList ours;
        for (const QJsonObject &message : done.events(QStringLiteral("message"))) {
            const QStringList code =
                message.value(QLatin1String("code")).toString().split(QLatin1Char('.'));
            const int raw = code.at(0).toInt() * 32 + code.at(1).toInt();
            ours << QStringLiteral("%1 %2 %3")
                        .arg(raw)
                        .arg(message.value(QLatin1String("mid")).toInt())
                        .arg(message.value(QLatin1String("token")).toString());
        }
        QCOMPARE(theirs.size(), ours.size());
        for (int i = 0; i < ours.size(); ++i)
            QCOMPARE(theirs.at(i).trimmed(), ours.at(i).trimmed());
        // Nothing to warn about: expert infos of severity warning and above, bad checksums,
        // malformed.
        const Finished warnings =
            run(QStringLiteral("tshark"),
                {QStringLiteral("-r"), pcap, QStringLiteral("-d"),
                 QStringLiteral("udp.port==%1,coap").arg(board.port), QStringLiteral("-o"),
                 QStringLiteral("udp.check_checksum:TRUE"), QStringLiteral("-o"),
                 QStringLiteral("ip.check_checksum:TRUE"), QStringLiteral("-Y"),
                 QStringLiteral("_ws.expert.severity >= 0x00600000 || _ws.malformed")},
                60'000);
        QVERIFY2(warnings.out.trimmed().isEmpty(), warnings.out.constData());
    }
};

COPPER_TEST(TestCapture);
#include "test_capture.moc"
