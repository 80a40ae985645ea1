// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/block_option.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;

class TestBlockOption : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors()
    {
        const QJsonArray rows = test::loadVectors(QStringLiteral("block-rfc7959.json"))
                                    .value(QStringLiteral("option_values"))
                                    .toArray();
        QVERIFY(rows.size() == 13);
        int reserved = 0;
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const Bytes bytes = test::bytesFromHex(row.value(QStringLiteral("hex")).toString());
            const auto block = decodeBlock(bytes);
            if (row.value(QStringLiteral("szx")).toInt() == 7) {
                QCOMPARE(block.error(), BlockFault::ReservedSize);
                ++reserved;
                continue;
            }
            QVERIFY(block.has_value());
            QCOMPARE(static_cast<int>(block->num), row.value(QStringLiteral("num")).toInt());
            QCOMPARE(int{block->more}, row.value(QStringLiteral("more")).toInt());
            QCOMPARE(int{block->szx}, row.value(QStringLiteral("szx")).toInt());
            QCOMPARE(static_cast<int>(block->size()), row.value(QStringLiteral("size")).toInt());
            QCOMPARE(static_cast<int>(block->toUint()), row.value(QStringLiteral("value")).toInt());
            QVERIFY(encodeUint(block->toUint()) == bytes);
        }
        QCOMPARE(reserved, 2);
    }
    void limits()
    {
        QCOMPARE(decodeBlock(Bytes{0, 0, 0, 6}).error(), BlockFault::TooLong);
        QCOMPARE(decodeBlock(Bytes{0xff, 0xff, 0xfe})->num, kMaxBlockNumber);
        QCOMPARE((BlockValue{kMaxBlockNumber, false, 6}.offset()),
                 std::uint64_t{kMaxBlockNumber} * 1024);
    }
    void sizes()
    {
        for (std::uint8_t szx = 0; szx <= kMaxSzx; ++szx)
            QVERIFY(szxForSize(BlockValue{0, false, szx}.size()) == szx);
        for (const std::uint32_t wrong : {0U, 15U, 17U, 100U, 2048U})
            QVERIFY(!szxForSize(wrong));
    }
    void found()
    {
        Options options;
        QVERIFY(!findBlock(options, OptionNumber::Block2));
        options.addUint(OptionNumber::Block2, BlockValue{3, true, 3}.toUint());
        QVERIFY(**findBlock(options, OptionNumber::Block2) == (BlockValue{3, true, 3}));
        QCOMPARE(blockText({3, true, 3}), std::string("3/1/128"));
    }
};

COPPER_TEST(TestBlockOption);
#include "test_block_option.moc"
