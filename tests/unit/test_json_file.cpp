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
