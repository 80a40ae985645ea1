// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resume_record.h"
#include "tests/support/test_registry.h"

#include <QDir>
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
            QVERIFY(!record.load().state);
            QVERIFY(record.begin(state));
            QVERIFY(record.advance(9, 256, state.lastAnswerUnixMs + 5));
        } // the program is gone
        ResumeRecord record(folder.path(), state.uri);
        const auto loaded = record.load().state;
        QVERIFY(loaded);
        QCOMPARE(loaded->nextBlock, 9U);
        QCOMPARE(loaded->blockSize, 256U);
        QCOMPARE(loaded->lastAnswerUnixMs, state.lastAnswerUnixMs + 5);
        QCOMPARE(loaded->localAddress, state.localAddress);
        QCOMPARE(loaded->sha256, state.sha256);
        QVERIFY(loaded->requestTag == state.requestTag);
        record.remove();
        QVERIFY(!record.load().state);
    }

    void everyFlippedBitIsSeen()
    {
        const QByteArray good = ResumeRecord::encode(someState());
        QVERIFY(ResumeRecord::decode(good));
        for (qsizetype i = 0; i < good.size() * 8; ++i) {
            QByteArray bad = good;
            bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << (i % 8)));
            QVERIFY2(!ResumeRecord::decode(bad), qPrintable(QString::number(i)));
        }
        for (qsizetype size = 0; size < good.size(); ++size)
            QVERIFY(!ResumeRecord::decode(good.first(size)));
        QVERIFY(!ResumeRecord::decode(QByteArray(good + '\0')));
    }

    // The block number of one image must not go with the description of another.
    void partsOfTwoRecordsAreNone()
    {
        ResumeState other = someState();
        other.requestTag = {5, 6, 7, 8};
        const QByteArray one = ResumeRecord::encode(someState());
        const QByteArray two = ResumeRecord::encode(other);
        QCOMPARE(one.size(), two.size());
        QVERIFY(!ResumeRecord::decode(QByteArray(one.first(28) + two.sliced(28))));
    }

    void damagedIsKeptAside()
    {
        QTemporaryDir folder;
        const ResumeState state = someState();
        QVERIFY(ResumeRecord(folder.path(), state.uri).begin(state));
        QFile file(folder.filePath(QDir(folder.path()).entryList(QDir::Files).constFirst()));
        QVERIFY(file.resize(10));
        const auto loaded = ResumeRecord(folder.path(), state.uri).load();
        QVERIFY(!loaded.state);
        QVERIFY(loaded.aside.endsWith(QStringLiteral(".damaged-1")));
        QCOMPARE(QFileInfo(loaded.aside).size(), 10);
        QVERIFY(!file.exists());
    }

    void noFolderNoRecord()
    {
        ResumeRecord record({}, QStringLiteral("coap://h/"));
        QVERIFY(!record.begin(someState()));
        QVERIFY(!record.load().state);
    }
};

COPPER_TEST(TestResumeRecord);
#include "test_resume_record.moc"
