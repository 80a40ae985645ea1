// SPDX-License-Identifier: GPL-3.0-or-later
// Every input of the repository through its target: the corpus, and what was once found. An input
// that breaks a target ends the program; the row before it is the last in the log.
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace copper;

namespace {

struct Target
{
    const char *name;
    void (*run)(ByteView);
};

constexpr Target kTargets[] = {
    {"codec", fuzz::codec},       {"options", fuzz::options}, {"uri", fuzz::uri},
    {"links", fuzz::links},       {"cbor", fuzz::cbor},       {"json", fuzz::json},
    {"notation", fuzz::notation}, {"senml", fuzz::senml},     {"files", fuzz::files},
    {"endpoint", fuzz::endpoint}, {"session", fuzz::session}, {"collections", fuzz::collections},
    {"commands", fuzz::commands},
};

QDir folderOf(const char *kind, const char *target)
{
    return {test::sourceFolder() + QStringLiteral("/tests/fuzz/") + QLatin1String(kind) +
            QLatin1Char('/') + QLatin1String(target)};
}

} // namespace

class TestFuzzReplay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inputs_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("path");
        for (int i = 0; i < static_cast<int>(std::size(kTargets)); ++i) {
            for (const char *kind : {"corpus", "regressions"}) {
                const QDir folder = folderOf(kind, kTargets[i].name);
                for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
                    QTest::addRow("%s %s %s", kTargets[i].name, kind, qPrintable(name))
                        << i << folder.filePath(name);
            }
        }
    }
    void inputs()
    {
        QFETCH(int, target);
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        kTargets[target].run(asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
    }

    void everyTargetHasItsCorpus_data()
    {
        QTest::addColumn<QString>("target");
        for (const Target &target : kTargets)
            QTest::newRow(target.name) << QString::fromLatin1(target.name);
    }
    void everyTargetHasItsCorpus()
    {
        QFETCH(QString, target);
        const QDir folder = folderOf("corpus", qPrintable(target));
        const QFileInfoList files = folder.entryInfoList(QDir::Files);
        QVERIFY(files.size() >= 8);
        for (const QFileInfo &file : files)
            QVERIFY2(file.size() <= 2048, qPrintable(file.fileName()));
    }
};

COPPER_TEST(TestFuzzReplay);
#include "test_replay.moc"
