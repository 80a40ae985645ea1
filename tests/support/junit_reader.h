// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace copper::test {

struct JunitTest
{
    QString group, name;
    double seconds = 0;
    QString verdict; // "passed", "failure", "error", "skipped"
    QString message, text;
};

struct JunitSuite
{
    QString name;
    int tests = 0, failures = 0, errors = 0, skipped = 0;
    std::vector<JunitTest> cases;
    QString error; // where it is not well-formed, or its sums are not those of its cases
};

JunitSuite readJunit(const QByteArray &xml);

} // namespace copper::test
