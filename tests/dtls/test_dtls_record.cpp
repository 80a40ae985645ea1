// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/dtls_record.h"
#include "tests/support/test_registry.h"

#include "core/base/random.h"

#include <QTest>

using namespace copper;

class TestDtlsRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void handshakeInTheClear()
    {
        // A ServerKeyExchange with the hint "lamp" and a ServerHelloDone in one datagram.
        const Bytes bytes = *fromHex("16fefd 0000 000000000002 0012 0c 000006 0002 000000 000006"
                                     "0004 6c616d70 16fefd 0000 000000000003 000c 0e 000000 0003"
                                     "000000 000000");
        const DtlsDatagram read = readDtlsDatagram(bytes);
        QVERIFY(!read.cut);
        QCOMPARE(read.records.size(), std::size_t{2});
        QCOMPARE(read.records[0].sequence, std::uint64_t{2});
        QCOMPARE(read.records[1].offset, std::size_t{31});
        QCOMPARE(read.records[0].handshakes.size(), std::size_t{1});
        const auto hint = readPskIdentityHint(read.records[0].handshakes[0]);
        QVERIFY(hint);
        QCOMPARE(asText(*hint), std::string_view("lamp"));
        QCOMPARE(dtlsHandshakeName(read.records[1].handshakes[0].type),
                 std::string_view("ServerHelloDone"));
    }

    void encryptedIsNotLookedInto()
    {
        const Bytes bytes = *fromHex("16fefd 0001 000000000000 0004 14000000");
        const DtlsDatagram read = readDtlsDatagram(bytes);
        QCOMPARE(read.records.size(), std::size_t{1});
        QVERIFY(read.records[0].handshakes.empty());
        QCOMPARE(int{read.records[0].epoch}, 1);
    }

    void alert()
    {
        const Bytes bytes = *fromHex("15fefd 0000 000000000005 0002 0273");
        const DtlsDatagram read = readDtlsDatagram(bytes);
        QVERIFY(read.records[0].alert);
        QCOMPARE(dtlsAlertName(read.records[0].alert->second),
                 std::string_view("unknown_psk_identity"));
    }

    void everyCutIsSeen()
    {
        const Bytes bytes = *fromHex("15fefd 0000 000000000005 0002 0273");
        for (std::size_t length = 1; length < bytes.size(); ++length) {
            const DtlsDatagram read = readDtlsDatagram(ByteView(bytes).first(length));
            QVERIFY(read.cut);
            QVERIFY(read.records.empty());
        }
        QVERIFY(!readDtlsDatagram({}).cut);
    }

    void recordsHaveALimit()
    {
        Bytes many;
        for (std::size_t i = 0; i <= kMaxRecordsPerDatagram; ++i) {
            const Bytes one = *fromHex("17fefd 0001 000000000005 0000");
            many.insert(many.end(), one.begin(), one.end());
        }
        const DtlsDatagram read = readDtlsDatagram(many);
        QCOMPARE(read.records.size(), kMaxRecordsPerDatagram);
        QVERIFY(read.cut);
    }

    void noiseIsReadWithoutHarm()
    {
        SeededRandom random(3);
        for (int i = 0; i < 20'000; ++i) {
            Bytes noise(random.below(120));
            random.fill(noise);
            if (noise.size() > 13) {
                noise[0] = 22;
                noise[3] = noise[4] = 0;
                noise[11] = 0;
                noise[12] = static_cast<std::uint8_t>(random.below(noise.size()));
            }
            for (const DtlsRecord &record : readDtlsDatagram(noise).records) {
                QVERIFY(record.offset + kDtlsRecordHeader + record.fragment.size() <= noise.size());
                for (const DtlsHandshakeHeader &header : record.handshakes) {
                    readClientHello(header);
                    readServerHello(header);
                    readPskIdentityHint(header);
                }
            }
        }
    }

    void firstByteTellsDtlsFromCoap() // RFC 7983
    {
        for (int first = 0; first < 256; ++first) {
            const Bytes one{static_cast<std::uint8_t>(first)};
            QCOMPARE(looksLikeDtls(one), first >= 20 && first <= 63);
        }
        QVERIFY(!looksLikeDtls({}));
    }
};

COPPER_TEST(TestDtlsRecord);

#include "test_dtls_record.moc"
