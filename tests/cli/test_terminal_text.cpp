// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/terminal_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::cli;

class TestTerminalText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void escapes()
    {
        QCOMPARE(escapedForTerminal(asBytes("a\n\tb")), QByteArray("a\n\tb"));
        QCOMPARE(escapedForTerminal(asBytes("\x1b]0;x\x07")), QByteArray("\\x1b]0;x\\x07"));
        QCOMPARE(escapedForTerminal(asBytes("\r\x7f")), QByteArray("\\x0d\\x7f"));
        QCOMPARE(escapedForTerminal(asBytes("\xc2\x9b"
                                            "31m")),
                 QByteArray("\\x9b31m"));
        QCOMPARE(escapedForTerminal(asBytes("a\xe2\x80\xae"
                                            "b")),
                 QByteArray("a\\u202eb"));
        QCOMPARE(escapedForTerminal(asBytes("\xe2\x81\xa6")), QByteArray("\\u2066"));
        QCOMPARE(escapedForTerminal(asBytes("\xd8\x9c")), QByteArray("\\u061c"));
        QCOMPARE(escapedForTerminal(asBytes("\xe2\x80\xa8")), QByteArray("\\u2028"));
        QCOMPARE(escapedForTerminal(asBytes("n\xc3\xa4 \xf0\x9f\x8c\xa1")),
                 QByteArray("n\xc3\xa4 \xf0\x9f\x8c\xa1"));
        QCOMPARE(escapedForTerminal(asBytes("\xff\xc3")), QByteArray("\\xff\\xc3"));
        QCOMPARE(escapedLine(asBytes("a\nb")), QByteArray("a\\x0ab"));
        QCOMPARE(escapedLine(QStringLiteral("a\tb")), QStringLiteral("a\\x09b"));
    }
    void amounts()
    {
        QCOMPARE(durationText(seconds(0.0041)), QStringLiteral("4.1 ms"));
        QCOMPARE(durationText(seconds(0.25)), QStringLiteral("250 ms"));
        QCOMPARE(durationText(seconds(2.5)), QStringLiteral("2.50 s"));
        QCOMPARE(durationText(seconds(42)), QStringLiteral("42.0 s"));
        QCOMPARE(durationText(seconds(200)), QStringLiteral("3 min 20 s"));
        QCOMPARE(sizeText(1023), QStringLiteral("1023 B"));
        QCOMPARE(sizeText(212 * 1024), QStringLiteral("212.0 KiB"));
        QCOMPARE(sizeText(10U << 20U), QStringLiteral("10.0 MiB"));
        QCOMPARE(rateText(-1), QStringLiteral("0 B/s"));
    }
};

COPPER_TEST(TestTerminalText);
#include "test_terminal_text.moc"
