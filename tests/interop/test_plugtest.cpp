// SPDX-License-Identifier: GPL-3.0-or-later
// The ETSI tests over sockets: copper plugtest against copper-board and libcoap's server, and the
// plugtest board as libcoap's client sees it. What takes long is played in virtual time elsewhere.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace copper::test;

namespace {

const QString kQuick = QStringLiteral(
    "CORE_01,CORE_05,CORE_10,CORE_12,CORE_18,CORE_22,CORE_23,CORE_31,LINK_04,BLOCK_01,BLOCK_05");

QStringList boardArguments(const QStringList &more = {})
{
    return QStringList{QStringLiteral("--profile"), QStringLiteral("plugtest")} + more;
}

QString verdictOf(const std::vector<QJsonObject> &tests, const QString &id)
{
    for (const QJsonObject &test : tests) {
        if (test.value(QStringLiteral("id")).toString() == QStringLiteral("TD_COAP_") + id)
            return test.value(QStringLiteral("verdict")).toString();
    }
    return {};
}

} // namespace

class TestPlugtest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ourBoardPasses()
    {
        RunningBoard board(boardArguments());
        QTemporaryDir folder;
        const QString junit = folder.filePath(QStringLiteral("report.xml"));
        const Finished done = copper({QStringLiteral("--json"), QStringLiteral("--only"), kQuick,
                                      QStringLiteral("--junit"), junit, board.uri(QString())});
        QCOMPARE(done.exitCode, 0);
        const auto tests = done.events(QStringLiteral("test"));
        QCOMPARE(tests.size(), std::size_t(kQuick.count(QLatin1Char(',')) + 1));
        for (const QJsonObject &test : tests)
            QCOMPARE(test.value(QStringLiteral("verdict")).toString(), QStringLiteral("PASS"));
        const QJsonObject first = tests.front();
        QCOMPARE(first.value(QStringLiteral("rfc")).toString(), QStringLiteral("RFC 7252 §5.8.1"));
        const QJsonArray messages = first.value(QStringLiteral("messages")).toArray();
        QCOMPARE(messages.size(), 2);
        const QJsonObject answer = messages.at(1).toObject();
        QCOMPARE(answer.value(QStringLiteral("direction")).toString(), QStringLiteral("received"));
        QCOMPARE(answer.value(QStringLiteral("code")).toString(), QStringLiteral("2.05"));
        QVERIFY(answer.value(QStringLiteral("time")).toDouble() > 1.7e12);
        const auto summary = done.events(QStringLiteral("summary"));
        QCOMPARE(summary.size(), std::size_t{1});
        QCOMPARE(summary.front().value(QStringLiteral("passed")).toInt(), int(tests.size()));
        QCOMPARE(attributeOf(junit, QStringLiteral("testsuite"), QStringLiteral("tests")),
                 QString::number(tests.size()));
        QCOMPARE(attributeOf(junit, QStringLiteral("testsuite"), QStringLiteral("failures")),
                 QStringLiteral("0"));
    }

    void aDefectFails()
    {
        RunningBoard board(
            boardArguments({QStringLiteral("--fault"), QStringLiteral("defect=create-twice")}));
        QTemporaryDir folder;
        const QString junit = folder.filePath(QStringLiteral("report.xml"));
        const Finished done = copper({QStringLiteral("--only"), kQuick, QStringLiteral("--junit"),
                                      junit, board.uri(QString())});
        QCOMPARE(done.exitCode, 1);
        QVERIFY2(done.out.contains("FAIL          CORE_23"), done.out.constData());
        QVERIFY(done.out.contains("4.12 Precondition Failed expected, 2.01 Created came"));
        QVERIFY(done.out.contains("<-  ACK 2.01 Created"));
        QVERIFY(done.out.contains("9 passed, 2 failed, 0 inconclusive"));
        QCOMPARE(attributeOf(junit, QStringLiteral("testsuite"), QStringLiteral("failures")),
                 QStringLiteral("2"));
        QVERIFY(attributeOf(junit, QStringLiteral("failure"), QStringLiteral("message"))
                    .contains(QStringLiteral("4.12 Precondition Failed expected")));
    }

    // A coaps URI plays the DTLS tests, and a coap URI when they are named.
    void ourBoardPassesTheDtlsTests()
    {
        RunningBoard board(boardArguments({QStringLiteral("--psk"), QStringLiteral("plugtest")}));
        const QString secure = QStringLiteral("127.0.0.1:%1").arg(board.port + 1);
        const Finished done =
            copper({QStringLiteral("--json"), QStringLiteral("coaps://") + secure});
        QCOMPARE(done.exitCode, 0);
        const auto tests = done.events(QStringLiteral("test"));
        QCOMPARE(tests.size(), std::size_t{7});
        for (const char *id : {"DTLS_01", "DTLS_02", "DTLS_03"})
            QCOMPARE(verdictOf(tests, QLatin1String(id)), QStringLiteral("PASS"));
        for (const char *id : {"DTLS_04", "DTLS_05", "DTLS_06", "DTLS_07"})
            QCOMPARE(verdictOf(tests, QLatin1String(id)), QStringLiteral("INCONCLUSIVE"));
        const QJsonArray messages = tests.front().value(QStringLiteral("messages")).toArray();
        QCOMPARE(messages.first().toObject().value(QStringLiteral("dtls")).toString(),
                 QStringLiteral("ClientHello"));
        QVERIFY(std::any_of(messages.begin(), messages.end(), [](const QJsonValue &message) {
            return message[QStringLiteral("secure")].toBool() &&
                   message[QStringLiteral("code")].toString() == QLatin1String("2.05");
        }));
        const Finished named = copper({QStringLiteral("--only"), QStringLiteral("dtls_01"),
                                       QStringLiteral("coap://") + secure});
        QVERIFY2(named.out.contains("PASS          DTLS_01"), named.out.constData());
        QVERIFY(named.out.contains("1 passed, 0 failed, 0 inconclusive"));
        // The tests in the clear go on beside it, but /secure is not to be had there.
        QCOMPARE(copper({QStringLiteral("--only"), kQuick, board.uri(QString())}).exitCode, 0);
        QCOMPARE(run(QStringLiteral("copper"),
                     {QStringLiteral("get"), board.uri(QStringLiteral("/secure"))})
                     .exitCode,
                 4);
    }

    void aDefectOfTheHandshakeFails()
    {
        RunningBoard board(
            boardArguments({QStringLiteral("--psk"), QStringLiteral("plugtest"),
                            QStringLiteral("--fault"), QStringLiteral("defect=any-key")}));
        const Finished done = copper({QStringLiteral("--only"), QStringLiteral("DTLS_01,DTLS_02"),
                                      QStringLiteral("coaps://127.0.0.1:%1").arg(board.port + 1)});
        QCOMPARE(done.exitCode, 1);
        QVERIFY2(done.out.contains("PASS          DTLS_01"), done.out.constData());
        QVERIFY2(done.out.contains("FAIL          DTLS_02"), done.out.constData());
        QVERIFY(done.out.contains("<-  DTLS change_cipher_spec, Finished, encrypted"));
    }

    // OpenSSL meets a wrong key by silence, GnuTLS by a goodbye after 5 s. Flights come again.
    void libcoapServersPassTheDtlsTests_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("OpenSSL") << QStringLiteral("coap-server-openssl");
        QTest::newRow("GnuTLS") << QStringLiteral("coap-server-gnutls");
    }
    void libcoapServersPassTheDtlsTests()
    {
        QFETCH(QString, program);
        if (!isInstalled(program))
            QSKIP("libcoap3-bin is not installed");
        QTemporaryDir folder;
        const QString key = fileWith(folder.filePath(QStringLiteral("key")), "sesame");
        const quint16 port = freePort();
        const QString server = QStringLiteral("coaps://127.0.0.1:%1").arg(port + 1);
        Background libcoap(program,
                           {QStringLiteral("-d"), QStringLiteral("20"), QStringLiteral("-A"),
                            QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                            QString::number(port), QStringLiteral("-k"), QStringLiteral("sesame")});
        QTRY_COMPARE_WITH_TIMEOUT(
            run(QStringLiteral("copper"),
                {QStringLiteral("put"), QStringLiteral("--payload"), QStringLiteral("text"),
                 QStringLiteral("--psk-identity"), QStringLiteral("password"),
                 QStringLiteral("--psk-file"), key, server + QStringLiteral("/secure")})
                .exitCode,
            0, 10'000);
        const Finished done = copper({QStringLiteral("--json"), QStringLiteral("--only"),
                                      QStringLiteral("DTLS_01,DTLS_02,DTLS_03"), server});
        QVERIFY2(done.exitCode == 0, done.out.constData());
        const auto tests = done.events(QStringLiteral("test"));
        QCOMPARE(tests.size(), std::size_t{3});
        for (const QJsonObject &test : tests)
            QCOMPARE(test.value(QStringLiteral("verdict")).toString(), QStringLiteral("PASS"));
        const bool openSsl = program == QLatin1String("coap-server-openssl");
        QVERIFY(tests[1]
                    .value(QStringLiteral("reason"))
                    .toString()
                    .contains(QLatin1String(openSsl ? "says nothing more" : "close_notify")));
    }

    void aBoardWithoutTheResources()
    {
        RunningBoard board({QStringLiteral("--profile"), QStringLiteral("lamp")});
        const Finished done = copper(
            {QStringLiteral("--json"), QStringLiteral("--only"), kQuick, board.uri(QString())});
        QCOMPARE(done.exitCode, 0);
        const auto summary = done.events(QStringLiteral("summary"));
        QCOMPARE(summary.front().value(QStringLiteral("failed")).toInt(), 0);
        QCOMPARE(summary.front().value(QStringLiteral("passed")).toInt(), 1); // the ping
    }

    void nobodyThere()
    {
        const Finished done = copper({QStringLiteral("--json"), QStringLiteral("--only"), kQuick,
                                      QStringLiteral("coap://127.0.0.1:%1").arg(freePort())});
        QCOMPARE(done.exitCode, 3);
        QCOMPARE(done.events(QStringLiteral("error")).size(), std::size_t{1});
    }

    void libcoapServer()
    {
        if (!isInstalled(QStringLiteral("coap-server-notls")))
            QSKIP("libcoap3-bin is not installed");
        const QString port = QString::number(freePort());
        const QString server = QStringLiteral("coap://127.0.0.1:") + port;
        Background libcoap(QStringLiteral("coap-server-notls"),
                           {QStringLiteral("-d"), QStringLiteral("20"), QStringLiteral("-A"),
                            QStringLiteral("127.0.0.1"), QStringLiteral("-p"), port});
        QTRY_COMPARE_WITH_TIMEOUT(
            run(QStringLiteral("copper"), {QStringLiteral("ping"), server}).exitCode, 0, 10'000);
        for (const char *path : {"/test", "/seg1/seg2/seg3"})
            QCOMPARE(run(QStringLiteral("copper"),
                         {QStringLiteral("put"), QStringLiteral("--payload"),
                          QStringLiteral("text"), server + QLatin1String(path)})
                         .exitCode,
                     0);
        const Finished done =
            copper({QStringLiteral("--json"), QStringLiteral("--only"),
                    QStringLiteral("CORE_02,CORE_03,CORE_07,CORE_10,CORE_12,CORE_13,CORE_14,"
                                   "CORE_31,LINK_01,LINK_04"),
                    server});
        const auto tests = done.events(QStringLiteral("test"));
        QCOMPARE(done.exitCode, 0);
        for (const char *id : {"CORE_02", "CORE_03", "CORE_07", "CORE_10", "CORE_12", "CORE_13",
                               "CORE_31", "LINK_01"})
            QCOMPARE(verdictOf(tests, QLatin1String(id)), QStringLiteral("PASS"));
        // No such resources there.
        for (const char *id : {"CORE_14", "LINK_04"})
            QCOMPARE(verdictOf(tests, QLatin1String(id)), QStringLiteral("INCONCLUSIVE"));
    }

    void libcoapClient_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("seen");
        const auto row = [](const char *name, const QStringList &options, const char *path,
                            const char *seen) {
            QTest::newRow(name) << options << QString::fromLatin1(path) << QByteArray(seen);
        };
        const auto method = [](const char *name, const QStringList &more = {}) {
            return QStringList{QStringLiteral("-m"), QLatin1String(name)} + more;
        };
        const QStringList text{QStringLiteral("-t"), QStringLiteral("0"), QStringLiteral("-e"),
                               QStringLiteral("text")};
        row("CORE_01", method("get"), "/test", "Content-Format:text/plain");
        row("CORE_02", method("delete"), "/test", "2.02");
        row("CORE_03", method("put", text), "/test", "2.04");
        row("CORE_04", method("post", text), "/test", "2.01");
        row("CORE_05", method("get", {QStringLiteral("-N")}), "/test", "t:NON c:2.05");
        row("CORE_09", method("get"), "/separate", "t:CON c:2.05");
        row("CORE_13", method("get"), "/seg1/seg2/seg3", "2.05");
        row("CORE_14", method("get"), "/query?first=1&second=2", "second=2");
        row("CORE_18", method("post", text), "/test",
            "Location-Path:location1, Location-Path:location2, Location-Path:location3");
        row("CORE_19", method("post", text), "/location-query",
            "Location-Query:first=1, Location-Query:second=2");
        row("CORE_20 text", method("get", {QStringLiteral("-A"), QStringLiteral("0")}),
            "/multi-format", "Content-Format:text/plain");
        row("CORE_20 xml", method("get", {QStringLiteral("-A"), QStringLiteral("41")}),
            "/multi-format", "Content-Format:application/xml");
        row("CORE_21", method("get"), "/validate", "ETag:0x");
        row("LINK_01", method("get"), "/.well-known/core",
            "Content-Format:application/link-format");
        row("LINK_04", method("get"), "/.well-known/core?rt=Type2",
            "</link1>;rt=\"Type1 Type2\";if=\"If1\",</link2>;rt=\"Type2 Type3\"");
        row("LINK_09", method("get"), "/path", "</path/sub1>");
        row("BLOCK_01", method("get", {QStringLiteral("-b"), QStringLiteral("64")}), "/large",
            "Block2:19/_/64");
        row("BLOCK_02", method("get"), "/large", "Block2:0/M/1024");
        row("OBS_01", method("get", {QStringLiteral("-s"), QStringLiteral("1")}), "/obs",
            "Observe:1");
    }
    void libcoapClient()
    {
        if (!isInstalled(QStringLiteral("coap-client-notls")))
            QSKIP("libcoap3-bin is not installed");
        QFETCH(QStringList, options);
        QFETCH(QString, path);
        QFETCH(QByteArray, seen);
        RunningBoard board(boardArguments());
        const Finished done = run(QStringLiteral("coap-client-notls"),
                                  QStringList{QStringLiteral("-v"), QStringLiteral("7"),
                                              QStringLiteral("-B"), QStringLiteral("5")} +
                                      options + QStringList{board.uri(path)});
        const QByteArray all = done.out + done.err;
        QVERIFY2(all.contains(seen), all.constData());
    }

private:
    static Finished copper(const QStringList &arguments)
    {
        return run(QStringLiteral("copper"), QStringList{QStringLiteral("plugtest")} + arguments,
                   60'000);
    }

    static QString attributeOf(const QString &path, const QString &element, const QString &name)
    {
        QXmlStreamReader xml(contentOf(path));
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == element)
                return xml.attributes().value(name).toString();
        }
        return xml.hasError() ? xml.errorString() : QStringLiteral("no such element");
    }
};

COPPER_TEST(TestPlugtest);
#include "test_plugtest.moc"
