// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/junit_report.h"

#include "app/copper/terminal_text.h"

#include <QStringList>
#include <QXmlStreamWriter>

#include <algorithm>

namespace copper::cli {

namespace {

using Verdict = JunitCase::Verdict;

QString secondsText(Duration duration)
{
    return QString::number(toSeconds(duration), 'f', 3);
}

// Reasons and messages hold bytes of the server's choosing; XML 1.0 has no control characters.
QString xmlText(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = escapedLine(line);
    return lines.join(QLatin1Char('\n'));
}

void writeVerdict(QXmlStreamWriter &xml, const char *element, const JunitCase &test)
{
    xml.writeStartElement(QLatin1String(element));
    xml.writeAttribute(QStringLiteral("message"), xmlText(test.message));
    if (!test.text.isEmpty())
        xml.writeCharacters(xmlText(test.text));
    xml.writeEndElement();
}

void writeCase(QXmlStreamWriter &xml, const JunitCase &test)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), xmlText(test.group));
    xml.writeAttribute(QStringLiteral("name"), xmlText(test.name));
    xml.writeAttribute(QStringLiteral("time"), secondsText(test.duration));
    switch (test.verdict) {
    case Verdict::Passed:
        if (!test.text.isEmpty())
            xml.writeTextElement(QStringLiteral("system-out"), xmlText(test.text));
        break;
    case Verdict::Failed:
        writeVerdict(xml, "failure", test);
        break;
    case Verdict::Error:
        writeVerdict(xml, "error", test);
        break;
    case Verdict::Skipped:
        writeVerdict(xml, "skipped", test);
        break;
    }
    xml.writeEndElement();
}

} // namespace

bool JunitReport::open(const QString &path, const QString &suite)
{
    m_suite = suite;
    m_file.setFileName(path);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) && write();
}

bool JunitReport::add(const JunitCase &test)
{
    m_tests.push_back(test);
    return write();
}

bool JunitReport::write()
{
    const auto count = [this](Verdict verdict) {
        return QString::number(
            std::count_if(m_tests.begin(), m_tests.end(),
                          [verdict](const JunitCase &test) { return test.verdict == verdict; }));
    };
    Duration total{};
    for (const JunitCase &test : m_tests)
        total += test.duration;
    if (!m_file.seek(0) || !m_file.resize(0))
        return false;
    QXmlStreamWriter xml(&m_file);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), xmlText(m_suite));
    xml.writeAttribute(QStringLiteral("tests"), QString::number(m_tests.size()));
    xml.writeAttribute(QStringLiteral("failures"), count(Verdict::Failed));
    xml.writeAttribute(QStringLiteral("errors"), count(Verdict::Error));
    xml.writeAttribute(QStringLiteral("skipped"), count(Verdict::Skipped));
    xml.writeAttribute(QStringLiteral("time"), secondsText(total));
    for (const JunitCase &test : m_tests)
        writeCase(xml, test);
    xml.writeEndDocument();
    return m_file.flush() && !xml.hasError();
}

} // namespace copper::cli
