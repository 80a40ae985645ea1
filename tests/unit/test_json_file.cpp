// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/json_file.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;

namespace {

QJsonObject numbered(int n)
{
    return QJsonObject{{QStringLiteral("n"), n}};
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestJsonFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsOneGeneration()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("deep/er/workspace.json"));
        const JsonFile file(path);
        QVERIFY(file.load().status == JsonFile::LoadStatus::Missing);
        QVERIFY(file.save(numbered(1)));
        QVERIFY(file.save(numbered(2)));
        QVERIFY(file.load().status == JsonFile::LoadStatus::Loaded);
        QCOMPARE(file.load().object, numbered(2));
        QCOMPARE(JsonFile(path + QStringLiteral(".previous")).load().object, numbered(1));
    }
    void damagedIsSetAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        const JsonFile file(path);
        QVERIFY(file.save(numbered(1)));
        QVERIFY(file.save(numbered(2)));
        write(path, "{\"n\": 3, ");
        JsonFile::Loaded loaded = file.load();
        QVERIFY(loaded.status == JsonFile::LoadStatus::PreviousLoaded);
        QCOMPARE(loaded.object, numbered(1));
        QVERIFY(QFile::exists(loaded.detail));
        write(path, "[]");
        write(path + QStringLiteral(".previous"), "\xff");
        loaded = file.load();
        QVERIFY(loaded.status == JsonFile::LoadStatus::DamagedSetAside);
        QVERIFY(loaded.object.isEmpty());
        QVERIFY(loaded.detail.endsWith(QStringLiteral(".damaged-2")));
    }
    void aFileOfAnEarlierVersionHasNoChecksum()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        write(path, "{\"n\": 7}");
        const JsonFile file(path);
        QVERIFY(file.load().status == JsonFile::LoadStatus::Loaded);
        QCOMPARE(file.load().object, numbered(7));
        QVERIFY(file.save(numbered(8)));
        QVERIFY(JsonFile::encode(numbered(8)).contains("\"checksum\": \"sha256:"));
    }
    void checksum()
    {
        // -0, a number no double holds, half a surrogate pair, keys beyond ASCII.
        const QJsonObject odd{
            {QStringLiteral("zero"), -0.0},
            {QStringLiteral("large"), qint64{9'007'199'254'740'993}},
            {QStringLiteral("small"), 1e-300},
            {QString(QChar(0xe4)), QString(QString(QChar(0xd800)) + QLatin1Char('x'))},
            {QStringLiteral("checksum"), QStringLiteral("not the file's own")},
        };
        const auto read = JsonFile::decode(JsonFile::encode(odd));
        QVERIFY(read);
        QCOMPARE(read->size(), odd.size() - 1);
        QCOMPARE(read->value(QLatin1String("large")).toInteger(), qint64{9'007'199'254'740'993});
        // White space is nobody's content, a digit is.
        const QByteArray bytes = JsonFile::encode(numbered(12));
        QVERIFY(JsonFile::decode(QByteArray(bytes).replace("\n", " ")));
        QVERIFY(!JsonFile::decode(QByteArray(bytes).replace("12", "13")));
        QVERIFY(!JsonFile::decode("{\"checksum\": 5, \"n\": 12}"));
        QVERIFY(JsonFile::encode({}) != JsonFile::encode(numbered(0)));
        QVERIFY(JsonFile::decode(JsonFile::encode({}))->isEmpty());
    }
    void theCopyIsDamagedToo()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        const JsonFile file(path);
        write(path + QStringLiteral(".previous"), "{");
        const JsonFile::Loaded loaded = file.load();
        QVERIFY(loaded.status == JsonFile::LoadStatus::DamagedSetAside);
        QCOMPARE(loaded.detail, path + QStringLiteral(".previous.damaged-1"));
        QVERIFY(QFile::exists(loaded.detail));
    }
    void crashBetweenTheRenames()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("w.json"));
        const JsonFile file(path);
        QVERIFY(file.save(numbered(1)));
        QVERIFY(file.save(numbered(2)));
        QVERIFY(QFile::remove(path));
        QCOMPARE(file.load().object, numbered(1));
    }
    void refusals()
    {
        QVERIFY(JsonFile(QString()).save(numbered(1)));
        QVERIFY(JsonFile(QString()).load().status == JsonFile::LoadStatus::Missing);
        const auto saved = JsonFile(QStringLiteral("/proc/nope/w.json")).save(numbered(1));
        QVERIFY(!saved);
        QVERIFY(!saved.error().reason.isEmpty());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("large.json"));
        QFile large(path);
        QVERIFY(large.open(QIODevice::WriteOnly));
        QVERIFY(large.resize(JsonFile::kMaxBytes + 1));
        large.close();
        QVERIFY(JsonFile(path).load().status == JsonFile::LoadStatus::Unreadable);
        QVERIFY(QFile::exists(path));
    }
};

COPPER_TEST(TestJsonFile);
#include "test_json_file.moc"
