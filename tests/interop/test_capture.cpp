// SPDX-License-Identifier: GPL-3.0-or-later
// --pcap read by tshark: the same messages as in our own log, and nothing to complain about.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

namespace {

// The bytes an option's value takes, from what --json says of it.
qsizetype lengthOf(const QJsonObject &option)
{
    const QJsonValue value = option.value(QLatin1String("value"));
    if (value.isDouble()) {
        qsizetype length = 0;
        for (auto rest = static_cast<quint64>(value.toDouble()); rest > 0; rest >>= 8U)
            ++length;
        return length;
    }
    const bool opaque = option.value(QLatin1String("name")).toString() == QLatin1String("ETag");
    return opaque ? value.toString().size() / 2 : value.toString().toUtf8().size();
}

// A message as the fields of tshark have it: code, Message ID, token, names and lengths of the
// options, then the values of some.
QString lineOf(const QJsonObject &message)
{
    const QStringList code =
        message.value(QLatin1String("code")).toString().split(QLatin1Char('.'));
    QStringList names, lengths, path, etag, observe, block;
    for (const QJsonValue &entry : message.value(QLatin1String("options")).toArray()) {
        const QJsonObject option = entry.toObject();
        const QString name = option.value(QLatin1String("name")).toString();
        const QJsonValue value = option.value(QLatin1String("value"));
        names << QStringLiteral("#%1: %2").arg(names.size() + 1).arg(name);
        lengths << QString::number(lengthOf(option));
        if (name == QLatin1String("Uri-Path"))
            path << value.toString();
        else if (name == QLatin1String("ETag"))
            etag << value.toString();
        else if (name == QLatin1String("Observe"))
            observe << QString::number(value.toInt());
        else if (name.startsWith(QLatin1String("Block")))
            block << QString::number(value.toInt() >> 4);
    }
    const int raw = code.at(0).toInt() * 32 + code.at(1).toInt();
    QStringList fields{QString::number(raw),
                       QString::number(message.value(QLatin1String("mid")).toInt()),
                       message.value(QLatin1String("token")).toString()};
    for (const QStringList &list : {names, lengths, path, etag, observe, block})
        fields << list.join(QLatin1Char(';'));
    return fields.join(QLatin1Char('\t'));
}

} // namespace

class TestCapture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!isInstalled(QStringLiteral("tshark")))
            m_missing = QStringLiteral("tshark is not installed");
    }

    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
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
        compare(RunningBoard(profile), arguments, path);
    }

    void bothWays()
    {
        QTemporaryDir folder;
        const QString image =
            fileWith(folder.filePath(QStringLiteral("image")), randomBytes(200'000));
        const RunningBoard board({QStringLiteral("--profile"), QStringLiteral("board")});
        compare(board, {QStringLiteral("put"), QStringLiteral("--file"), image},
                QStringLiteral("/firmware"));
        compare(board,
                {QStringLiteral("get"), QStringLiteral("--output"),
                 folder.filePath(QStringLiteral("back"))},
                QStringLiteral("/firmware"));
    }

private:
    QString m_missing; // what these tests need and is not here
    static void compare(const RunningBoard &board, const QStringList &arguments,
                        const QString &path)
    {
        QTemporaryDir folder;
        const QString pcap = folder.filePath(QStringLiteral("trace.pcapng"));
        const Finished done =
            run(QStringLiteral("copper"),
                arguments + QStringList{QStringLiteral("--json"), QStringLiteral("--verbose"),
                                        QStringLiteral("--pcap"), pcap, board.uri(path)});
        QCOMPARE(done.exitCode, 0);
        QStringList command{
            QStringLiteral("-r"), pcap,
            QStringLiteral("-d"), QStringLiteral("udp.port==%1,coap").arg(board.port),
            QStringLiteral("-T"), QStringLiteral("fields"),
            QStringLiteral("-E"), QStringLiteral("aggregator=;"),
            QStringLiteral("-o"), QStringLiteral("udp.check_checksum:TRUE")};
        for (const char *field :
             {"coap.code", "coap.mid", "coap.token", "coap.opt.name", "coap.opt.length",
              "coap.opt.uri_path", "coap.opt.etag", "coap.opt.observe", "coap.opt.block_number"})
            command << QStringLiteral("-e") << QLatin1String(field);
        const Finished dissected = run(QStringLiteral("tshark"), command, 60'000);
        QCOMPARE(dissected.exitCode, 0);
        QStringList theirs;
        for (const QByteArray &line : dissected.out.split('\n')) {
            if (!line.isEmpty())
                theirs << QString::fromUtf8(line).toLower();
        }
        QStringList ours;
        for (const QJsonObject &message : done.events(QStringLiteral("message")))
            ours << lineOf(message).toLower();
        QCOMPARE(theirs.size(), ours.size());
        for (int i = 0; i < ours.size(); ++i)
            QCOMPARE(theirs.at(i), ours.at(i));
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
