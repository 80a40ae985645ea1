// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/junit_reader.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace copper::test {

namespace {

JunitTest readCase(QXmlStreamReader &xml)
{
    JunitTest test;
    test.group = xml.attributes().value(QLatin1String("classname")).toString();
    test.name = xml.attributes().value(QLatin1String("name")).toString();
    test.seconds = xml.attributes().value(QLatin1String("time")).toDouble();
    test.verdict = QStringLiteral("passed");
    while (xml.readNextStartElement()) {
        const QString element = xml.name().toString();
        if (element != QLatin1String("system-out")) {
            test.verdict = element;
            test.message = xml.attributes().value(QLatin1String("message")).toString();
        }
        test.text = xml.readElementText();
    }
    return test;
}

} // namespace

JunitSuite readJunit(const QByteArray &bytes)
{
    JunitSuite suite;
    QXmlStreamReader xml(bytes);
    if (!xml.readNextStartElement() || xml.name() != QLatin1String("testsuite")) {
        suite.error = QStringLiteral("no testsuite");
        return suite;
    }
    const QXmlStreamAttributes attributes = xml.attributes();
    suite.name = attributes.value(QLatin1String("name")).toString();
    suite.tests = attributes.value(QLatin1String("tests")).toInt();
    suite.failures = attributes.value(QLatin1String("failures")).toInt();
    suite.errors = attributes.value(QLatin1String("errors")).toInt();
    suite.skipped = attributes.value(QLatin1String("skipped")).toInt();
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("testcase"))
            suite.cases.push_back(readCase(xml));
        else
            xml.raiseError(QStringLiteral("element ") + xml.name().toString());
    }
    while (!xml.atEnd())
        xml.readNext();
    if (xml.hasError())
        suite.error = xml.errorString();
    const auto count = [&suite](const char *verdict) {
        return static_cast<int>(
            std::count_if(suite.cases.begin(), suite.cases.end(), [&](const JunitTest &each) {
                return each.verdict == QLatin1String(verdict);
            }));
    };
    if (suite.tests != static_cast<int>(suite.cases.size()) || suite.failures != count("failure") ||
        suite.errors != count("error") || suite.skipped != count("skipped"))
        suite.error = QStringLiteral("sums");
    return suite;
}

} // namespace copper::test
