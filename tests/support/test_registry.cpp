// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"

#include <QStringList>
#include <QTest>

#include <map>
#include <string>

namespace copper::test {

namespace {

std::map<std::string, TestFactory> &registry()
{
    static std::map<std::string, TestFactory> tests;
    return tests;
}

} // namespace

bool registerTest(const char *name, TestFactory factory)
{
    registry()[name] = std::move(factory);
    return true;
}

int runRegisteredTests(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    std::string only;
    if (arguments.size() > 2 && arguments.at(1) == QLatin1String("-only")) {
        only = arguments.at(2).toStdString();
        arguments.removeAt(2);
        arguments.removeAt(1);
    }
    int failed = 0;
    for (const auto &[name, factory] : registry()) {
        if (!only.empty() && only != name)
            continue;
        const std::unique_ptr<QObject> test = factory();
        failed += QTest::qExec(test.get(), arguments);
    }
    return failed;
}

} // namespace copper::test
