// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/junit_report.h"

#include "app/copper/plugtest_text.h"
#include "app/copper/terminal_text.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace copper::cli {

namespace {

QString secondsText(Duration duration)
{
    return QString::number(toSeconds(duration), 'f', 3);
}

QString messagesText(const PlugtestJudged &judged)
{
    return messageLines(judged).join(QLatin1Char('\n'));
}

// Reasons and messages hold bytes of the server's choosing; XML 1.0 has no control characters.
QString xmlText(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = escapedLine(line);
    return lines.join(QLatin1Char('\n'));
}

void writeCase(QXmlStreamWriter &xml, const PlugtestJudged &judged)
{
    const PlugtestResult &result = *judged.result;
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), groupName(*result.test));
    xml.writeAttribute(QStringLiteral("name"), QString::fromUtf8(result.test->id));
    xml.writeAttribute(QStringLiteral("time"), secondsText(result.duration));
    const QString reason = xmlText(reasonText(result));
    if (result.verdict == PlugtestVerdict::Fail) {
        xml.writeStartElement(QStringLiteral("failure"));
        xml.writeAttribute(QStringLiteral("message"), reason);
        xml.writeCharacters(xmlText(messagesText(judged)));
        xml.writeEndElement();
    } else if (result.verdict == PlugtestVerdict::Inconclusive) {
        xml.writeStartElement(QStringLiteral("skipped"));
        xml.writeAttribute(QStringLiteral("message"), reason);
        xml.writeEndElement();
    } else if (!reason.isEmpty()) {
        xml.writeTextElement(QStringLiteral("system-out"), reason);
    }
    xml.writeEndElement();
}

} // namespace

bool JunitReport::open(const QString &path, const QString &uri)
{
    m_uri = uri;
    m_file.setFileName(path);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) && write();
}

bool JunitReport::add(const PlugtestJudged &judged)
{
    m_tests.push_back(judged);
    return write();
}

bool JunitReport::write()
{
    const auto count = [this](PlugtestVerdict verdict) {
        return QString::number(
            std::count_if(m_tests.begin(), m_tests.end(), [verdict](const PlugtestJudged &test) {
                return test.result->verdict == verdict;
            }));
    };
    Duration total{};
    for (const PlugtestJudged &test : m_tests)
        total += test.result->duration;
    if (!m_file.seek(0) || !m_file.resize(0))
        return false;
    QXmlStreamWriter xml(&m_file);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("ETSI CoAP plugtest ") + m_uri);
    xml.writeAttribute(QStringLiteral("tests"), QString::number(m_tests.size()));
    xml.writeAttribute(QStringLiteral("failures"), count(PlugtestVerdict::Fail));
    xml.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
    xml.writeAttribute(QStringLiteral("skipped"), count(PlugtestVerdict::Inconclusive));
    xml.writeAttribute(QStringLiteral("time"), secondsText(total));
    for (const PlugtestJudged &test : m_tests)
        writeCase(xml, test);
    xml.writeEndDocument();
    return m_file.flush() && !xml.hasError();
}

} // namespace copper::cli
