// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

using namespace copper;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Outcome runCopper(const QStringList &arguments)
{
    QProcess process;
    process.start(copper::test::programFolder() + QStringLiteral("/copper"), arguments);
    if (!process.waitForFinished(20'000))
        qFatal("copper does not end");
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

// The real program, where no network is needed.
class TestDecodeProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void malformedVectors()
    {
        const QJsonArray cases = test::loadVectors(QStringLiteral("malformed.json"))
                                     .value(QStringLiteral("cases"))
                                     .toArray();
        QVERIFY(cases.size() > 40);
        for (const auto &value : cases) {
            const QJsonObject row = value.toObject();
            const QString id = row.value(QStringLiteral("id")).toString();
            const bool reject =
                row.value(QStringLiteral("parse")).toString().startsWith(QLatin1String("reject"));
            const Outcome outcome = runCopper({QStringLiteral("decode"), QStringLiteral("--json"),
                                               row.value(QStringLiteral("hex")).toString()});
            QVERIFY2(outcome.status == (reject ? 65 : 0), qPrintable(id));
            const auto events = test::jsonLines(outcome.out);
            QVERIFY2(!events.empty(), qPrintable(id));
            QCOMPARE(events.back().value(QStringLiteral("event")).toString(),
                     reject ? QStringLiteral("error") : QStringLiteral("field"));
            QCOMPARE(outcome.err.isEmpty(), !reject);
        }
    }
    void file()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        const Bytes datagram = *fromHex("41017d3520bb74656d7065726174757265");
        file.write(reinterpret_cast<const char *>(datagram.data()),
                   static_cast<qint64>(datagram.size()));
        file.flush();
        const Outcome outcome =
            runCopper({QStringLiteral("decode"), QStringLiteral("--file"), file.fileName()});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.contains("temperature"));
    }
    void usage()
    {
        QCOMPARE(runCopper({}).status, 64);
        QVERIFY(runCopper({QStringLiteral("--version")}).out.startsWith("copper "));
        QCOMPARE(runCopper({QStringLiteral("help"), QStringLiteral("flash")}).status, 0);
        const Outcome json = runCopper(
            {QStringLiteral("get"), QStringLiteral("--json"), QStringLiteral("nonsense")});
        QCOMPARE(json.status, 64);
        QCOMPARE(test::jsonLines(json.out).at(0).value(QStringLiteral("kind")).toString(),
                 QStringLiteral("invalid-uri"));
        QVERIFY(!json.err.isEmpty());
    }
};

COPPER_TEST(TestDecodeProgram);
#include "test_decode_program.moc"
