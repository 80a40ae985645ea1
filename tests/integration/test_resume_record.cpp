// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resume_record.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper;

namespace {

ResumeState someState()
{
    ResumeState state;
    state.uri = QStringLiteral("coap://127.0.0.1/firmware");
    state.method = QStringLiteral("PUT");
    state.localAddress = QStringLiteral("127.0.0.1:40000");
    state.sha256 = QByteArray(32, 'h');
    state.requestTag = {1, 2, 3, 4};
    state.blockSize = 512;
    state.nextBlock = 7;
    state.lastAnswerUnixMs = 1'778'594'531'000;
    return state;
}

} // namespace

class TestResumeRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip()
    {
        QTemporaryDir folder;
        const ResumeState state = someState();
        {
            ResumeRecord record(folder.path(), state.uri);
            QVERIFY(!record.load());
            QVERIFY(record.begin(state));
            record.advance(9, 256, state.lastAnswerUnixMs + 5);
        } // the program is gone
        ResumeRecord record(folder.path(), state.uri);
        const auto loaded = record.load();
        QVERIFY(loaded);
        QCOMPARE(loaded->nextBlock, 9U);
        QCOMPARE(loaded->blockSize, 256U);
        QCOMPARE(loaded->lastAnswerUnixMs, state.lastAnswerUnixMs + 5);
        QCOMPARE(loaded->localAddress, state.localAddress);
        QCOMPARE(loaded->sha256, state.sha256);
        QVERIFY(loaded->requestTag == state.requestTag);
        record.remove();
        QVERIFY(!record.load());
    }

    void everyDamagedByteCountsAsNoRecord()
    {
        QTemporaryDir folder;
        const ResumeState state = someState();
        QVERIFY(ResumeRecord(folder.path(), state.uri).begin(state));
        const QString name = QDir(folder.path()).entryList({QStringLiteral("*.next")}).constFirst();
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray good = file.readAll();
        for (int i = 0; i < good.size(); ++i) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x10);
            file.seek(0);
            file.write(bad);
            file.flush();
            QVERIFY2(!ResumeRecord(folder.path(), state.uri).load(),
                     qPrintable(QString::number(i)));
        }
        file.resize(10);
        QVERIFY(!ResumeRecord(folder.path(), state.uri).load());
    }

    void noFolderNoRecord()
    {
        ResumeRecord record({}, QStringLiteral("coap://h/"));
        QVERIFY(!record.begin(someState()));
        QVERIFY(!record.load());
    }
};

COPPER_TEST(TestResumeRecord);
#include "test_resume_record.moc"
