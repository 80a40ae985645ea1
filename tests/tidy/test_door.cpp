// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev itself, in a folder of its own with a cmake that builds nothing: what its exit status and
// its last line say is what continuous integration believes.
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

void writeScript(const QString &path, const QString &body)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write("#!/bin/sh\n" + body.toUtf8() + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString totals(int passed, int failed)
{
    return QStringLiteral("echo 'Totals: %1 passed, %2 failed, 0 skipped'; exit %2")
        .arg(passed)
        .arg(failed);
}

} // namespace

class TestDoor : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString &name) const { return m_folder.filePath(name); }

    struct Outcome
    {
        int status = -1;
        QString lastLine;
    };

    Outcome testVerb() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"), at(QStringLiteral("bin")) + QLatin1Char(':') +
                                                       environment.value(QStringLiteral("PATH")));
        QProcess dev;
        dev.setProcessEnvironment(environment);
        dev.start(at(QStringLiteral("dev")), {QStringLiteral("test")});
        if (!dev.waitForFinished(60000))
            return {};
        const QString out = QString::fromUtf8(dev.readAllStandardOutput()).trimmed();
        return {dev.exitCode(), out.section(QLatin1Char('\n'), -1)};
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QFile::remove(at(QStringLiteral("dev")));
        QVERIFY(QFile::copy(copper::test::sourceFolder() + QStringLiteral("/dev"),
                            at(QStringLiteral("dev"))));
        writeScript(at(QStringLiteral("bin/cmake")), QStringLiteral("exit 0"));
        writeScript(at(QStringLiteral("bin/dpkg-query")), QStringLiteral("echo installed"));
        QDir().mkpath(at(QStringLiteral("build/node/node_modules/coap")));
        for (const char *preset : {"release", "debug"}) {
            const QString build = QStringLiteral("build/") + QLatin1String(preset);
            writeScript(at(build + QStringLiteral("/build.ninja")), QString());
            writeScript(at(build + QStringLiteral("/tests/bin/tests_engine")), totals(3, 0));
        }
    }

    // The debug build that runs beside the tests has ended by then: nothing is left to stop, and
    // that is no failure.
    void allPassed()
    {
        const Outcome outcome = testVerb();
        QCOMPARE(outcome.lastLine, QStringLiteral("6 passed, 0 failed"));
        QCOMPARE(outcome.status, 0);
    }

    void oneFailed()
    {
        writeScript(at(QStringLiteral("build/debug/tests/bin/tests_engine")), totals(2, 1));
        const Outcome outcome = testVerb();
        QCOMPARE(outcome.lastLine, QStringLiteral("5 passed, 1 failed"));
        QCOMPARE(outcome.status, 1);
    }

    void aCrashCounts()
    {
        writeScript(at(QStringLiteral("build/release/tests/bin/tests_engine")),
                    QStringLiteral("kill -SEGV $$"));
        const Outcome outcome = testVerb();
        QCOMPARE(outcome.lastLine, QStringLiteral("3 passed, 1 failed"));
        QCOMPARE(outcome.status, 1);
    }
};

COPPER_TEST(TestDoor);
#include "test_door.moc"
