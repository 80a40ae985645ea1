// SPDX-License-Identifier: GPL-3.0-or-later
// Every byte of a saved file damaged: what was saved, or what was saved before it with the damaged
// file kept beside. Never something else, never nothing. (Resume records: test_resume_record.)
#include "core/domain/workspace.h"
#include "core/storage/json_file.h"
#include "tests/durability/hindered.h"
#include "tests/durability/writers.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

QByteArray withFlipped(QByteArray bytes, qsizetype at, int mask)
{
    bytes[at] = static_cast<char>(bytes[at] ^ mask);
    return bytes;
}

// Two generations saved; what damage to the newer one does is tried from here.
struct Saved
{
    Saved(const QString &writerName, const char *fileName)
        : writer(makeWriter(writerName)), path(place.path(fileName))
    {
        if (!writer->save(place.folder(), 1) || !writer->save(place.folder(), 2))
            qFatal("cannot save");
        good = contentOf(path);
        previous = contentOf(path + QStringLiteral(".previous"));
    }

    // 2 where the damage changes no value, 1 where it was seen and the file kept; else 0.
    int generationWith(const QByteArray &damaged)
    {
        fileWith(path, damaged);
        fileWith(path + QStringLiteral(".previous"), previous);
        const QString aside = path + QStringLiteral(".damaged-1");
        QFile::remove(aside);
        const Generation found = writer->load(place.folder());
        if (found.state != Generation::State::Whole)
            return 0;
        const bool isKept = contentOf(aside) == damaged;
        return (found.number == 2) != isKept ? found.number : 0;
    }

    HinderedRun place;
    std::unique_ptr<Writer> writer;
    QString path;
    QByteArray good;
    QByteArray previous;
};

} // namespace

class TestFlips : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBitOfTheSettings()
    {
        Saved saved(QStringLiteral("settings"), "settings.json");
        int seen = 0;
        for (qsizetype at = 0; at < saved.good.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                const int found = saved.generationWith(withFlipped(saved.good, at, 1 << bit));
                QVERIFY2(found != 0, qPrintable(QStringLiteral("byte %1 bit %2").arg(at).arg(bit)));
                seen += found == 1 ? 1 : 0;
            }
        }
        qInfo("%d of %lld flipped bits were seen", seen,
              static_cast<long long>(saved.good.size() * 8));
        QVERIFY(seen > saved.good.size() * 7); // all but white space and the checksum's own name
    }

    void everyByteOfTheWorkspace()
    {
        Saved saved(QStringLiteral("workspace"), "workspace.json");
        for (qsizetype at = 0; at < saved.good.size(); ++at) {
            for (const int mask : {0x01, 0x02, 0xff}) {
                QVERIFY2(saved.generationWith(withFlipped(saved.good, at, mask)) != 0,
                         qPrintable(QStringLiteral("byte %1 mask %2").arg(at).arg(mask)));
            }
        }
    }

    void everyShorterWorkspace()
    {
        Saved saved(QStringLiteral("workspace"), "workspace.json");
        for (qsizetype size = 0; size < saved.good.size() - 1; ++size)
            QCOMPARE(saved.generationWith(saved.good.first(size)), 1);
    }

    // Nothing is left to read: said, and both files are kept.
    void bothGenerationsDamaged()
    {
        const Saved saved(QStringLiteral("workspace"), "workspace.json");
        const QByteArray damaged = withFlipped(saved.good, saved.good.size() / 2, 1);
        const QByteArray damagedPrevious = withFlipped(saved.previous, 40, 2);
        fileWith(saved.path, damaged);
        fileWith(saved.path + QStringLiteral(".previous"), damagedPrevious);
        QVERIFY(saved.writer->load(saved.place.folder()).state == Generation::State::Aside);
        QVERIFY(saved.writer->save(saved.place.folder(), 3));
        QVERIFY(saved.writer->save(saved.place.folder(), 4));
        QCOMPARE(contentOf(saved.path + QStringLiteral(".damaged-1")), damaged);
        QCOMPARE(contentOf(saved.path + QStringLiteral(".previous.damaged-1")), damagedPrevious);
    }

    // Where the damaged file cannot be kept, it is not written over either.
    void damagedAndNoRoomBeside()
    {
        const Saved saved(QStringLiteral("settings"), "settings.json");
        const QByteArray damaged = withFlipped(saved.good, 5, 0xff);
        fileWith(saved.path, damaged);
        for (int i = 1; i <= 100; ++i)
            fileWith(saved.path + QStringLiteral(".damaged-%1").arg(i), "earlier");
        const JsonFile::Loaded loaded = JsonFile(saved.path).load();
        QVERIFY(loaded.status == JsonFile::LoadStatus::Unreadable);
        QVERIFY(!loaded.detail.isEmpty());
        QCOMPARE(contentOf(saved.path), damaged);
    }
};

COPPER_TEST(TestFlips);
#include "test_flips.moc"
