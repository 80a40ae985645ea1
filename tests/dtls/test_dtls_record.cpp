// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/dtls_dissection.h"
#include "tests/support/dtls_samples.h"
#include "tests/support/test_registry.h"

#include "core/base/random.h"

#include <QTest>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

const DtlsField *find(const std::vector<DtlsField> &fields, DtlsFieldKind kind)
{
    for (const DtlsField &field : fields) {
        if (field.kind == kind)
            return &field;
    }
    return nullptr;
}

// Parents before their parts, and all within the record.
bool isTree(const std::vector<DtlsField> &fields, std::size_t size)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].parent >= static_cast<std::int32_t>(i) ||
            fields[i].offset + fields[i].length > size)
            return false;
    }
    return true;
}

} // namespace

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

    void whatAHandshakeSays()
    {
        const Bytes cookie(20, 0xcc);
        const auto headerOf = [](const Bytes &record) {
            return readDtlsDatagram(record).records.at(0).handshakes.at(0);
        };
        const Bytes verify = dtlsHelloVerify(0, cookie);
        QVERIFY(equalBytes(*readVerifyCookie(headerOf(verify)), cookie));
        const Bytes hello = dtlsClientHello(7, 1, cookie);
        QVERIFY(equalBytes(readClientHello(headerOf(hello))->cookie, cookie));
        const Bytes identity = dtlsIdentity("demo", 2);
        QCOMPARE(asText(*readPskIdentity(headerOf(identity))), std::string_view("demo"));
        // Each says nothing of another.
        QVERIFY(!readVerifyCookie(headerOf(hello)) && !readPskIdentity(headerOf(verify)));
    }

    // The largest epoch and sequence number there are.
    void numbersAreKeptWhole()
    {
        const Bytes bytes =
            dtlsRecord(DtlsContentType::ApplicationData, 0xffff, 0xffff'ffff'ffffULL, Bytes(8, 1));
        const DtlsDatagram read = readDtlsDatagram(bytes);
        QCOMPARE(read.records[0].sequence, std::uint64_t{0xffff'ffff'ffff});
        QCOMPARE(read.records[0].counter(), UINT64_MAX);
        const auto fields = dissectDtlsRecord(bytes);
        QCOMPARE(find(fields, DtlsFieldKind::SequenceNumber)->number,
                 std::uint64_t{0xffff'ffff'ffff});
        QCOMPARE(find(fields, DtlsFieldKind::Encrypted)->length, std::size_t{8});
        QVERIFY(!find(fields, DtlsFieldKind::Content));
    }

    void fieldsOfAHello()
    {
        const Bytes cookie(20, 0xcc);
        const Bytes bytes = dtlsClientHello(7, 1, cookie);
        const auto fields = dissectDtlsRecord(bytes);
        QVERIFY(isTree(fields, bytes.size()));
        const DtlsField *found = find(fields, DtlsFieldKind::Cookie);
        QVERIFY(equalBytes(ByteView(bytes).subspan(found->offset, found->length), cookie));
        const DtlsField *list = find(fields, DtlsFieldKind::CipherSuites);
        QCOMPARE(list->number, std::uint64_t{2});
        const DtlsField *first = find(fields, DtlsFieldKind::CipherSuite);
        QCOMPARE(first->offset, list->offset);
        QCOMPARE(dtlsSuiteText(static_cast<std::uint16_t>(first->number)),
                 std::string("TLS_PSK_WITH_AES_128_CCM_8"));
        QCOMPARE(dtlsSuiteText(0xc02b), std::string("0xC02B"));
        QVERIFY(dissectDtlsRecord(ByteView(bytes).first(bytes.size() - 1)).empty());
    }

    // A hello may offer 32,767.
    void suitesHaveALimit()
    {
        Bytes body{0xfe, 0xfd};
        body.insert(body.end(), 32, 7);
        const Bytes lists = *fromHex("0000 03e8");
        body.insert(body.end(), lists.begin(), lists.end());
        body.insert(body.end(), 1000, 1);
        const Bytes bytes = dtlsHandshake(DtlsHandshakeType::ClientHello, 0, body);
        const auto fields = dissectDtlsRecord(bytes);
        QCOMPARE(find(fields, DtlsFieldKind::CipherSuites)->number, std::uint64_t{500});
        QCOMPARE(std::count_if(fields.begin(), fields.end(),
                               [](const DtlsField &field) {
                                   return field.kind == DtlsFieldKind::CipherSuite;
                               }),
                 static_cast<std::ptrdiff_t>(kMaxSuiteFields));
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
                    readPskIdentity(header);
                    readVerifyCookie(header);
                }
            }
            QVERIFY(isTree(dissectDtlsRecord(noise), noise.size()));
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
