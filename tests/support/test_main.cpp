// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"

#ifdef COPPER_TEST_WIDGETS
#include <QApplication>
using TestApplication = QApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

int main(int argc, char **argv)
{
    TestApplication application(argc, argv);
    return copper::test::runRegisteredTests(argc, argv) == 0 ? 0 : 1;
}
