// SPDX-License-Identifier: GPL-3.0-or-later
// The README's command-line examples, run as they stand there.
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper::test;

class TestReadme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // Another fleet on this machine may have the addresses already: then it answers.
        m_fleet = std::make_unique<Background>(QStringLiteral("copper-board"),
                                               QStringList{QStringLiteral("--fleet")});
        QVERIFY(m_fleet->waitForOutput("listening"));
        m_path = qgetenv("PATH");
        qputenv("PATH", programFolder().toLocal8Bit() + ':' + m_path);
    }
    void cleanupTestCase()
    {
        qputenv("PATH", m_path);
        m_fleet.reset();
    }

    void examples()
    {
        const QString readme =
            QString::fromUtf8(contentOf(sourceFolder() + QStringLiteral("/README.md")));
        QStringList commands;
        for (const QString &line : readme.split(QLatin1Char('\n'))) {
            if (line.startsWith(QLatin1String("$ ")))
                commands << line.mid(2);
        }
        QVERIFY(commands.filter(QStringLiteral("copper ")).size() >= 10);
        QTemporaryDir folder;
        for (const QString &command : commands) {
            const Finished done = run(
                QStringLiteral("sh"),
                {QStringLiteral("-c"), QStringLiteral("cd %1 && %2").arg(folder.path(), command)},
                60'000);
            QVERIFY2(done.exitCode == 0,
                     qPrintable(command + QStringLiteral(": ") + QString::fromUtf8(done.err)));
        }
    }

private:
    std::unique_ptr<Background> m_fleet;
    QByteArray m_path;
};

COPPER_TEST(TestReadme);
#include "test_readme.moc"
