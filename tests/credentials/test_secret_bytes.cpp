// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/credential_support.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace copper;
using namespace copper::test;

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

class TestSecretBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsACopy()
    {
        const std::string text = "sixteen octets..";
        SecretBytes bytes = SecretBytes::copyOf(asBytes(text));
        QCOMPARE(bytes.size(), std::size_t(16));
        QVERIFY(bytes.equals(asBytes(text)));
        bytes.mutableView()[0] = 'S';
        QVERIFY(!bytes.equals(asBytes(text)));
        QVERIFY(!bytes.equals(asBytes("S")));
    }
    void movesAndClones()
    {
        SecretBytes first = secret("abc");
        const SecretBytes copy = first.clone();
        SecretBytes second = std::move(first);
        QVERIFY(second.equals(copy));
        first = std::move(second);
        QVERIFY(first.equals(copy) && second.isEmpty());
        SecretBytes &same = first;
        first = std::move(same);
        QVERIFY(first.equals(copy));
        first.clear();
        QVERIFY(first.isEmpty() && !first.isLocked() && first.view().empty());
        QVERIFY(first.equals(SecretBytes()));
        QVERIFY(first.clone().isEmpty());
    }
    void startsAsZeros()
    {
        const SecretBytes zeros(40);
        QVERIFY(std::all_of(zeros.view().begin(), zeros.view().end(),
                            [](std::uint8_t octet) { return octet == 0; }));
        QVERIFY(!SecretBytes::random(32).equals(SecretBytes::random(32)));
    }
    void isLockedWhereTheSystemAllows()
    {
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_MEMLOCK, &limit), 0);
        if (limit.rlim_cur < (64U << 10U) && ::geteuid() != 0)
            QSKIP("this user may lock no memory");
        QVERIFY(SecretBytes(32).isLocked());
    }
};

COPPER_TEST(TestSecretBytes);
#include "test_secret_bytes.moc"
