// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/body.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

class TestBody : public QObject
{
    Q_OBJECT

private:
    static Bytes block(std::size_t size, std::size_t number)
    {
        Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(number * 31 + i);
        return bytes;
    }

private Q_SLOTS:
    void whatIsWrittenIsThere_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("count");
        const int piece = static_cast<int>(MemorySink::kPieceBytes);
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("one block") << 16 << 1;
        QTest::newRow("a piece, filled") << 1024 << piece / 1024;
        QTest::newRow("a block more") << 1024 << piece / 1024 + 1;
        QTest::newRow("three pieces and a bit") << 1000 << 3 * piece / 1000 + 1;
        QTest::newRow("larger than a piece each") << piece + 5 << 3;
    }
    void whatIsWrittenIsThere()
    {
        QFETCH(int, size);
        QFETCH(int, count);
        Bytes sent;
        MemorySink sink(1U << 30U);
        for (int i = 0; i < count; ++i) {
            const Bytes bytes = block(static_cast<std::size_t>(size), static_cast<std::size_t>(i));
            QVERIFY(sink.write(sent.size(), bytes));
            sent.insert(sent.end(), bytes.begin(), bytes.end());
            if (i == count / 2)
                QVERIFY(sink.bytes() == sent); // looked at in the middle, it goes on
        }
        QCOMPARE(sink.size(), std::uint64_t{sent.size()});
        QVERIFY(sink.bytes() == sent);
        QVERIFY(sink.take() == sent);
        QCOMPARE(sink.size(), std::uint64_t{0});
        QVERIFY(sink.bytes().empty());
    }

    void gapsAndWhatIsBeyondTheLimitAreRefused()
    {
        MemorySink sink(40);
        QVERIFY(sink.write(0, block(16, 0)));
        QVERIFY(sink.write(0, block(16, 0)).error() == BodyFault::Unwritable);
        QVERIFY(sink.write(32, block(16, 0)).error() == BodyFault::Unwritable);
        QVERIFY(sink.write(16, block(25, 1)).error() == BodyFault::TooLarge);
        QVERIFY(sink.write(16, block(24, 1)));
        QVERIFY(sink.write(40, block(1, 1)).error() == BodyFault::TooLarge);
        QCOMPARE(sink.size(), std::uint64_t{40});
    }

    void itBeginsAgain()
    {
        MemorySink sink(4U << 20U);
        for (std::size_t i = 0; i < 2048; ++i)
            QVERIFY(sink.write(i * 1024, block(1024, i)));
        sink.restart();
        QCOMPARE(sink.size(), std::uint64_t{0});
        QVERIFY(sink.write(0, block(16, 9)));
        QVERIFY(sink.take() == block(16, 9));
    }
};

COPPER_TEST(TestBody);
#include "test_body.moc"
