// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/coap/codec.h"
#include "core/coap/dissection.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace copper;

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

FindingKind kindOf(DecodeFault fault)
{
    switch (fault) {
    case DecodeFault::Truncated:
        return FindingKind::Truncated;
    case DecodeFault::UnknownVersion:
        return FindingKind::UnknownVersion;
    case DecodeFault::ReservedTokenLength:
        return FindingKind::ReservedTokenLength;
    case DecodeFault::TruncatedToken:
        return FindingKind::TruncatedToken;
    case DecodeFault::ReservedOptionDelta:
        return FindingKind::ReservedOptionDelta;
    case DecodeFault::ReservedOptionLength:
        return FindingKind::ReservedOptionLength;
    case DecodeFault::TruncatedOption:
        return FindingKind::TruncatedOption;
    case DecodeFault::OptionNumberOverflow:
        return FindingKind::OptionNumberOverflow;
    case DecodeFault::EmptyPayload:
        return FindingKind::EmptyPayload;
    case DecodeFault::EmptyMessageNotEmpty:
        return FindingKind::EmptyMessageNotEmpty;
    }
    return FindingKind::Truncated;
}

bool coversWithoutGaps(const Dissection &dissection, std::size_t size)
{
    std::size_t at = 0;
    for (const Field &field : dissection.fields) {
        const bool inFirstByte = field.offset == 0 && field.length == 1;
        if (!inFirstByte && field.offset != at)
            return false;
        if (field.length == 0)
            return false;
        if (field.valueOffset + field.valueLength > field.offset + field.length)
            return false;
        at = field.offset + field.length;
    }
    return at == size;
}

// What holds for every input.
void verifyInvariants(const Bytes &datagram)
{
    const Dissection dissection = dissect(datagram);
    const auto strict = decode(datagram);
    const QByteArray hex = QByteArray::fromStdString(toHex(datagram));
    QVERIFY2(dissection.malformed != strict.has_value(), hex.constData());
    QVERIFY2(coversWithoutGaps(dissection, datagram.size()), hex.constData());
    QVERIFY(std::is_sorted(dissection.findings.begin(), dissection.findings.end(),
                           [](const Finding &a, const Finding &b) { return a.offset < b.offset; }));
    for (const Finding &finding : dissection.findings)
        QVERIFY2(finding.offset + finding.length <= datagram.size(), hex.constData());
    if (!strict) {
        const auto wrong = std::find_if(dissection.findings.begin(), dissection.findings.end(),
                                        [](const Finding &f) { return isMalformed(f.kind); });
        QVERIFY2(wrong->kind == kindOf(strict.error().fault), hex.constData());
        return;
    }
    std::size_t options = 0;
    auto option = strict->options.begin();
    for (const Field &field : dissection.fields) {
        if (field.kind != FieldKind::Option)
            continue;
        QCOMPARE(field.number, std::uint64_t{toNumber(option->number)});
        QVERIFY(option->value.data() == datagram.data() + field.valueOffset);
        QCOMPARE(option->value.size(), field.valueLength);
        ++option;
        ++options;
    }
    QVERIFY(option == strict->options.end());
}

std::vector<Bytes> everyVector()
{
    std::vector<Bytes> all;
    const auto add = [&all](const QJsonValue &hex) {
        for (const auto &each : hex.isArray() ? hex.toArray() : QJsonArray{hex})
            all.push_back(test::bytesFromHex(each.toString()));
    };
    const QJsonObject base = test::loadVectors(key("coap-rfc7252.json"));
    for (const auto &figure : base.value(key("appendix_a")).toArray()) {
        for (const auto &row : figure.toObject().value(key("messages")).toArray())
            add(row.toObject().value(key("hex")));
    }
    for (const auto *list : {"derived_valid", "derived_malformed"}) {
        for (const auto &row : base.value(key(list)).toArray())
            add(row.toObject().value(key("hex")));
    }
    for (const auto &row : test::loadVectors(key("malformed.json")).value(key("cases")).toArray())
        add(row.toObject().value(key("hex")));
    return all;
}

} // namespace

class TestDissection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVectorAgrees()
    {
        const std::vector<Bytes> all = everyVector();
        QVERIFY(all.size() > 100);
        for (const Bytes &datagram : all)
            verifyInvariants(datagram);
    }
    void mutationsAgree()
    {
        const std::vector<Bytes> all = everyVector();
        SeededRandom random(20'000);
        int malformed = 0;
        for (int i = 0; i < 20'000; ++i) {
            Bytes datagram = all[random.below(all.size())];
            for (std::uint64_t n = 1 + random.below(4); n > 0; --n) {
                const std::uint64_t what = random.below(4);
                const auto byte = static_cast<std::uint8_t>(random.next64());
                if (what == 0 || datagram.empty())
                    datagram.insert(datagram.begin() + static_cast<std::ptrdiff_t>(
                                                           random.below(datagram.size() + 1)),
                                    byte);
                else if (what == 1)
                    datagram.resize(random.below(datagram.size()));
                else if (what == 2)
                    datagram[random.below(std::min<std::size_t>(datagram.size(), 16))] = byte;
                else
                    datagram[random.below(datagram.size())] ^=
                        static_cast<std::uint8_t>(1U << random.below(8));
            }
            malformed += dissect(datagram).malformed ? 1 : 0;
            verifyInvariants(datagram);
        }
        // Both kinds must really have been tried.
        QVERIFY(malformed > 2000 && malformed < 18'000);
    }
    void fieldsOfARequest()
    {
        const Bytes datagram = test::bytesFromHex(key("42011234beef3568656c6c6f846c6f6361ff2a"));
        const Dissection dissection = dissect(datagram);
        QVERIFY(!dissection.malformed);
        QCOMPARE(dissection.field(FieldKind::Version)->number, std::uint64_t{1});
        QCOMPARE(dissection.field(FieldKind::MessageId)->number, std::uint64_t{0x1234});
        QCOMPARE(dissection.field(FieldKind::Token)->valueLength, std::size_t{2});
        const Field *const option = dissection.field(FieldKind::Option);
        QCOMPARE(option->number, std::uint64_t{3});
        QCOMPARE(option->offset, std::size_t{6});
        QCOMPARE(option->length, std::size_t{6});
        QCOMPARE(option->valueOffset, std::size_t{7});
        QCOMPARE(dissection.field(FieldKind::Payload)->valueLength, std::size_t{1});
        QVERIFY(dissection.field(FieldKind::Rest) == nullptr);
    }
    void findings_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QList<int>>("kinds");
        const auto row = [](const char *name, const QString &hex,
                            std::initializer_list<FindingKind> kinds) {
            QList<int> list;
            for (const FindingKind kind : kinds)
                list << static_cast<int>(kind);
            QTest::newRow(name) << hex << list;
        };
        using enum FindingKind;
        row("ping", key("40001234"), {});
        row("reserved class", key("40211234"), {ReservedCodeClass});
        row("signalling", key("40e11234"), {SignallingCodeOverUdp});
        row("empty NON", key("50001234"), {EmptyNonConfirmable});
        row("reset with content", key("70451234"), {ResetNotEmpty});
        row("ACK with request", key("60011234"), {AcknowledgementWithRequest});
        row("unknown method", key("401f1234"), {UnknownMethod});
        row("unknown response", key("605e1234"), {UnknownResponseCode});
        row("class 3", key("60611234"), {UnknownResponseCode});
        row("unknown critical", key("40011234b161e106ed7a"), {UnknownCriticalOption});
        row("unknown elective", key("40011234e0fcdb"), {UnknownElectiveOption});
        row("option zero", key("400112340178b161"), {UnknownElectiveOption});
        row("option length", key("40011234308161"), {OptionLengthOutOfRange});
        row("repeated", key("40011234d0040128"), {OptionRepeated});
        row("not UTF-8", key("40011234b3fffe80"), {OptionNotUtf8});
        row("leading zeros", key("40011234b161120032"), {UintLeadingZeros});
        row("dot segment", key("40011234b22e2e"), {PathDotSegment});
        row("szx 7", key("40031234b161d1030fff64"), {ReservedBlockSize});
        row("short middle", key("40031234b161d1030eff6464"), {BlockLengthMismatch});
        row("block1 in a response", key("60441234d10e0e"), {});
        row("diagnostic", key("60841234fffffe"), {PayloadNotUtf8});
        row("text", key("60451234c0fffffe"), {PayloadNotUtf8});
        row("octets", key("60451234c12afffffe"), {});
        row("block cuts text", key("60451234c0b10efffffe"), {BlockLengthMismatch});
        row("malformed and remarkable", key("401f1234b2"), {UnknownMethod, TruncatedOption});
        row("last number", key("60451234d30afffff8ff") + QString(32, QLatin1Char('6')),
            {BlockNumberExhausted});
    }
    void findings()
    {
        QFETCH(QString, hex);
        QFETCH(QList<int>, kinds);
        QList<int> got;
        for (const Finding &finding : dissect(test::bytesFromHex(hex)).findings) {
            got << static_cast<int>(finding.kind);
            QVERIFY(findingReference(finding.kind).substr(0, 4) == "RFC ");
        }
        QCOMPARE(got, kinds);
    }
    void manyOptionsAreLinear()
    {
        // The largest UDP datagram, full of options: no scan of all for each.
        Bytes datagram{0x40, 1, 0, 1, 0xb0};
        datagram.resize(32'000, 0x00);
        datagram.push_back(0x60); // Accept, repeated
        datagram.resize(65'507, 0x00);
        const Dissection dissection = dissect(datagram);
        QVERIFY(!dissection.malformed);
        QCOMPARE(dissection.findings.size(), std::size_t{65'507 - 32'001});
    }
};

COPPER_TEST(TestDissection);
#include "test_dissection.moc"
