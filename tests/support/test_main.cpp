// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"

#ifdef COPPER_TEST_WIDGETS
#include <QApplication>
using TestApplication = QApplication;
#else
#include <QCoreApplication>
using TestApplication = QCoreApplication;
#endif

#ifdef __SANITIZE_THREAD__
// Qt is not instrumented: what its own libraries do is left out, not what our slots do.
extern "C" const char *__tsan_default_options();
extern "C" const char *__tsan_default_options()
{
    return "ignore_noninstrumented_modules=1:die_after_fork=0"; // tests start programs
}
#endif

int main(int argc, char **argv)
{
    // No test asks the keychain of whoever runs it; those that want one start their own bus.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    TestApplication application(argc, argv);
    return copper::test::runRegisteredTests(argc, argv) == 0 ? 0 : 1;
}
