// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/models/device_query.h"
#include "ui/text/device_text.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Field = DeviceQuery::Field;

// "-rt=lamp value>30 !state:x": the terms as they were understood, then what was wrong.
QString understood(const QString &text)
{
    static const QStringList kNames{
        QStringLiteral("word"),  QStringLiteral("rt"),   QStringLiteral("if"),
        QStringLiteral("ct"),    QStringLiteral("path"), QStringLiteral("name"),
        QStringLiteral("addr"),  QStringLiteral("net"),  QStringLiteral("tag"),
        QStringLiteral("group"), QStringLiteral("note"), QStringLiteral("state"),
        QStringLiteral("is"),    QStringLiteral("value")};
    static const QStringList kCompare{QStringLiteral("<"), QStringLiteral("<="),
                                      QStringLiteral("="), QStringLiteral(">="),
                                      QStringLiteral(">")};
    const DeviceQuery query = parseDeviceQuery(text);
    QStringList parts;
    for (const DeviceQuery::Term &term : query.terms) {
        QString part = term.negated ? QStringLiteral("-") : QString();
        part += kNames[static_cast<int>(term.field)];
        if (term.field == Field::Value)
            part += kCompare[static_cast<int>(term.compare)] + QString::number(term.number);
        else if (term.field == Field::State)
            part += QLatin1Char('=') + QString::number(static_cast<int>(term.state));
        else if (term.field == Field::Is)
            part += QLatin1Char('=') + QString::number(static_cast<int>(term.mark));
        else
            part += QLatin1Char('=') + term.needle.text;
        parts << part;
    }
    for (const DeviceQuery::Problem &problem : query.problems)
        parts << QStringLiteral("!") + QString::number(static_cast<int>(problem.kind)) +
                     QLatin1Char('(') + problem.word + QLatin1Char(')');
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestDeviceQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inputs_data()
    {
        QTest::addColumn<QString>("terms");
        const auto row = [](const char *text, const char *terms) {
            QTest::newRow(text) << QString::fromUtf8(terms);
        };
        row("", "");
        row("   ", "");
        row("temp", "word=temp");
        row("temp green", "word=temp word=green");
        row("rt:temperature", "rt=temperature");
        row("RT:Temperature", "rt=Temperature");
        row("if:core.s ct:50 path:/a name:x addr:10.0 net:eth0 tag:roof group:East note:key",
            "if=core.s ct=50 path=/a name=x addr=10.0 net=eth0 tag=roof group=East note=key");
        row("state:stale", "state=2");
        row("state:GONE", "state=3");
        row("state:", "");
        row("state:ill", "!0(state:ill)");
        row("is:observed is:favourite is:secure is:observable", "is=0 is=1 is=2 is=3");
        row("is:blue temp", "word=temp !1(is:blue)");
        row("value>30", "value>30");
        row("value<=5.5", "value<=5.5");
        row("value>=-3", "value>=-3");
        row("value<1e3", "value<1000");
        row("value=2", "value=2");
        row("value:2", "value=2");
        row("value>", "");
        row("value>warm", "!2(value>warm)");
        row("value>nan", "!2(value>nan)");
        row("value>inf", "!2(value>inf)");
        row("values", "word=values");
        row("\"north wing\"", "word=north wing");
        row("name:\"north wing\" x", "name=north wing word=x");
        row("\"north wing", "word=north wing !3(\"north wing)");
        row("-temp", "-word=temp");
        row("-rt:lamp", "-rt=lamp");
        row("-value>3", "-value>3");
        row("-", "");
        row("--", "");
        row("coap://10.0.0.1/a", "word=coap://10.0.0.1/a");
        row("foo:bar", "word=foo:bar");
        row("h\xc3\xb6he", "word=h\xc3\xb6he");
    }
    void inputs()
    {
        QFETCH(QString, terms);
        QCOMPARE(understood(QString::fromUtf8(QTest::currentDataTag())), terms);
    }
    void limits()
    {
        QStringList words;
        for (std::size_t i = 0; i < DeviceQuery::kMaxTerms + 3; ++i)
            words << QStringLiteral("w%1").arg(i);
        const DeviceQuery query = parseDeviceQuery(words.join(QLatin1Char(' ')));
        QCOMPARE(query.terms.size(), DeviceQuery::kMaxTerms);
        QCOMPARE(query.problems.size(), std::size_t(3));
        QVERIFY(query.problems[0].kind == DeviceQuery::Problem::Kind::TooMany);
        const QString endless(DeviceQuery::kMaxLength * 2, QLatin1Char('x'));
        QCOMPARE(parseDeviceQuery(endless).terms[0].needle.text.size(), DeviceQuery::kMaxLength);
    }
    void needlesFindWithoutCase()
    {
        const DeviceQuery ascii = parseDeviceQuery(QStringLiteral("TempEr"));
        QVERIFY(ascii.terms[0].needle.in(std::string_view("/a/temperature")));
        QVERIFY(ascii.terms[0].needle.in(std::string_view("TEMPER")));
        QVERIFY(!ascii.terms[0].needle.in(std::string_view("/a/tempe")));
        QVERIFY(!ascii.terms[0].needle.in(std::string_view("")));
        QVERIFY(ascii.terms[0].needle.in(std::string_view("ttemper")));
        const DeviceQuery other = parseDeviceQuery(QString::fromUtf8("H\xc3\x96HE"));
        QVERIFY(other.terms[0].needle.in(std::string_view("/h\xc3\xb6he")));
        QVERIFY(!other.terms[0].needle.in(std::string_view("/hohe")));
    }
    void problemsNameWhatWouldBeRight()
    {
        const DeviceQuery query = parseDeviceQuery(QStringLiteral("state:ill"));
        const QString text = queryProblemText(query.problems.at(0));
        QVERIFY2(text.contains(QLatin1String("state:ill")) && text.contains(QLatin1String("stale")),
                 qPrintable(text));
        QVERIFY(deviceQueryKeys().contains(QStringLiteral("rt:")));
        QVERIFY(deviceQueryValues(QStringLiteral("is:")).contains(QStringLiteral("observed")));
        QVERIFY(deviceQueryValues(QStringLiteral("rt:")).isEmpty());
    }
};

COPPER_TEST(TestDeviceQuery);
#include "test_device_query.moc"
