// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace copper::test {

using TestFactory = std::function<std::unique_ptr<QObject>()>;

// Called by COPPER_TEST before main().
bool registerTest(const char *name, TestFactory factory);
// Runs every registered class, or those whose name is given as first argument ("-only NAME").
// Returns the number of failed functions.
int runRegisteredTests(int argc, char **argv);

} // namespace copper::test

// Put below the class, in its source file.
#define COPPER_TEST(Class)                                                                         \
    static const bool registered_##Class =                                                         \
        ::copper::test::registerTest(#Class, [] { return std::unique_ptr<QObject>(new Class); })
