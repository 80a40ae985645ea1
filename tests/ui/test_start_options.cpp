// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_options.h"
#include "core/base/version.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestStartOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void optionsAreRead()
    {
        const StartOptions none = parse({});
        QVERIFY(none.message.isEmpty() && !none.demo && !none.theme && none.tourFolder.isEmpty());
        const StartOptions all = parse({"--demo", "--theme", "dark", "--tour", "pictures"});
        QVERIFY(all.message.isEmpty());
        QVERIFY(all.demo);
        QVERIFY(all.theme == ThemeChoice::Dark);
        QCOMPARE(all.tourFolder, QStringLiteral("pictures"));
        QVERIFY(parse({"--theme=contrast"}).theme == ThemeChoice::Contrast);
    }
    void helpAndVersionSucceed()
    {
        QCOMPARE(parse({"--help"}).exitCode, 0);
        QVERIFY(parse({"--help"}).message.contains(QLatin1String("--tour")));
        QVERIFY(parse({"--version"}).message.contains(QLatin1String(kVersion)));
    }
    void mistakesAreExplained_data()
    {
        QTest::addColumn<QList<QByteArray>>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("unknown option")
            << QList<QByteArray>{"--no-such"} << QStringLiteral("no-such");
        QTest::newRow("unknown theme")
            << QList<QByteArray>{"--theme", "pink"} << QStringLiteral("pink");
        QTest::newRow("no folder") << QList<QByteArray>{"--tour"} << QStringLiteral("tour");
        QTest::newRow("stray word") << QList<QByteArray>{"hello"} << QStringLiteral("hello");
    }
    void mistakesAreExplained()
    {
        QFETCH(QList<QByteArray>, arguments);
        QFETCH(QString, word);
        const StartOptions options = parse(arguments);
        QCOMPARE(options.exitCode, 64);
        QVERIFY2(options.message.contains(word), qPrintable(options.message));
    }

private:
    static StartOptions parse(const QList<QByteArray> &arguments)
    {
        QStringList list{QStringLiteral("copperfield")};
        for (const QByteArray &argument : arguments)
            list.append(QString::fromLatin1(argument));
        return parseStartOptions(list);
    }
};

COPPER_TEST(TestStartOptions);
#include "test_start_options.moc"
