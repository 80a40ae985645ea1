// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/coap/codec.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

// Decodes, encodes again and compares: nothing may be lost on the way.
void verifyRoundTrip(const Bytes &datagram)
{
    const auto message = decode(datagram);
    QVERIFY(message.has_value());
    QVERIFY(encode(*message, message->options, message->payload) == datagram);
    QCOMPARE(encodedSize(*message, message->options, message->payload), datagram.size());

    Options rebuilt;
    for (const OptionView &option : message->options)
        rebuilt.add(option.number, option.value);
    Message owned;
    static_cast<MessageHeader &>(owned) = *message;
    owned.options = rebuilt;
    owned.payload = toOwned(message->payload);
    QVERIFY(encode(owned) == datagram);

    Bytes buffer(datagram.size());
    MessageWriter writer(buffer);
    writer.header(*message);
    for (const OptionView &option : message->options)
        writer.option(option.number, option.value);
    writer.payload(message->payload);
    QVERIFY(writer.finish() && equalBytes(*writer.finish(), datagram));
    Bytes tooSmall(datagram.size() - 1);
    QVERIFY(!MessageWriter(tooSmall)
                 .header(*message)
                 .options(message->options)
                 .payload(message->payload)
                 .finish());
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendixA()
    {
        const QJsonArray figures =
            test::loadVectors(key("coap-rfc7252.json")).value(key("appendix_a")).toArray();
        QVERIFY(figures.size() == 8);
        for (const auto &figure : figures) {
            for (const auto &row : figure.toObject().value(key("messages")).toArray()) {
                const Bytes datagram =
                    test::bytesFromHex(row.toObject().value(key("hex")).toString());
                QCOMPARE(static_cast<int>(datagram.size()),
                         row.toObject().value(key("length")).toInt());
                verifyRoundTrip(datagram);
            }
        }
    }
    void figure16Fields()
    {
        const Bytes datagram = test::bytesFromHex(key("40017d34bb74656d7065726174757265"));
        const auto message = decode(datagram);
        QVERIFY(message.has_value());
        QCOMPARE(message->type, MessageType::Confirmable);
        QVERIFY(message->code == code::kGet);
        QCOMPARE(message->mid.value, std::uint16_t{0x7d34});
        QCOMPARE(message->token.size(), std::size_t{0});
        QCOMPARE(message->options.uriPath(), std::string("/temperature"));
        QVERIFY(message->payload.empty());
    }
    void derivedValid()
    {
        int seen = 0;
        const QJsonArray rows =
            test::loadVectors(key("coap-rfc7252.json")).value(key("derived_valid")).toArray();
        for (const auto &row : rows) {
            const QString name = row.toObject().value(key("name")).toString();
            const QJsonValue hex = row.toObject().value(key("hex"));
            QStringList all;
            for (const auto &each : hex.isArray() ? hex.toArray() : QJsonArray{hex})
                all << each.toString();
            for (const QString &each : all) {
                const Bytes datagram = test::bytesFromHex(each);
                ++seen;
                if (name.startsWith(key("RFC 8974"))) {
                    // Extended tokens are not spoken here, so RFC 7252 §3 holds.
                    QCOMPARE(decode(datagram).error().fault, DecodeFault::ReservedTokenLength);
                } else if (name.startsWith(key("option number 65804"))) {
                    // Numbers have 16 bits (§5.4.6); malformed.json M20 says reject.
                    QCOMPARE(decode(datagram).error().fault, DecodeFault::OptionNumberOverflow);
                } else {
                    verifyRoundTrip(datagram);
                }
            }
        }
        QVERIFY(seen >= 16);
    }
    void derivedMalformed()
    {
        const QJsonArray rows =
            test::loadVectors(key("coap-rfc7252.json")).value(key("derived_malformed")).toArray();
        QVERIFY(rows.size() == 27);
        int refused = 0;
        for (const auto &row : rows) {
            const QString act = row.toObject().value(key("act")).toString();
            const Bytes datagram = test::bytesFromHex(row.toObject().value(key("hex")).toString());
            const bool formatError = act.startsWith(key("message format error")) ||
                                     datagram.size() < 4 || (datagram[0] >> 6U) != 1;
            const auto message = decode(datagram);
            QCOMPARE(!message.has_value(), formatError);
            if (!formatError)
                continue;
            ++refused;
            // A Reset needs type and Message ID; both are there unless nothing can be matched.
            const bool answerable = message.error().fault != DecodeFault::Truncated &&
                                    message.error().fault != DecodeFault::UnknownVersion;
            QCOMPARE(message.error().mid.has_value(), answerable);
            QCOMPARE(message.error().type.has_value(), answerable);
            if (answerable)
                QCOMPARE(message.error().mid->value, std::uint16_t{0x1234});
        }
        QCOMPARE(refused, 15);
    }
    void malformedVectors()
    {
        const QJsonArray cases =
            test::loadVectors(key("malformed.json")).value(key("cases")).toArray();
        QVERIFY(cases.size() > 40);
        for (const auto &row : cases) {
            const QJsonObject object = row.toObject();
            Bytes datagram = test::bytesFromHex(object.value(key("hex")).toString());
            const bool reject = object.value(key("parse")).toString().startsWith(key("reject"));
            QVERIFY2(decode(datagram).has_value() != reject,
                     qPrintable(object.value(key("id")).toString()));
            if (datagram.empty())
                continue;
            datagram[0] ^= 0x10U; // the same as NON: the format does not depend on the type
            QCOMPARE(decode(datagram).has_value(), !reject);
        }
    }
    void faultsByName_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *hex, DecodeFault fault, int offset) {
            QTest::newRow(hex) << key(hex) << static_cast<int>(fault) << offset;
        };
        row("400112", DecodeFault::Truncated, 3);
        row("80011234", DecodeFault::UnknownVersion, 0);
        row("49011234010101010101010101", DecodeFault::ReservedTokenLength, 0);
        row("48011234010203", DecodeFault::TruncatedToken, 4);
        row("41001234", DecodeFault::EmptyMessageNotEmpty, 0);
        row("4000123400", DecodeFault::EmptyMessageNotEmpty, 4);
        row("40011234f0", DecodeFault::ReservedOptionDelta, 4);
        row("40011234b161 1f", DecodeFault::ReservedOptionLength, 6);
        row("40011234e0fe", DecodeFault::TruncatedOption, 4);
        row("40011234de0000", DecodeFault::TruncatedOption, 4);
        row("40011234b16162", DecodeFault::TruncatedOption, 6);
        row("40011234e0fef2c0", DecodeFault::OptionNumberOverflow, 7);
        row("40011234b161ff", DecodeFault::EmptyPayload, 6);
    }
    void faultsByName()
    {
        QFETCH(QString, hex);
        QFETCH(int, fault);
        QFETCH(int, offset);
        const Bytes datagram = test::bytesFromHex(hex);
        const auto message = decode(datagram);
        QVERIFY(!message.has_value());
        QCOMPARE(static_cast<int>(message.error().fault), fault);
        QCOMPARE(static_cast<int>(message.error().offset), offset);
    }
    void randomMessagesRoundTrip()
    {
        SeededRandom random(42);
        for (int i = 0; i < 2000; ++i) {
            Message message;
            message.type = static_cast<MessageType>(random.below(4));
            message.code = Code{static_cast<std::uint8_t>(1 + random.below(255))};
            message.mid.value = static_cast<std::uint16_t>(random.next64());
            Bytes token(random.below(9));
            random.fill(token);
            message.token = Token(token);
            for (std::uint64_t n = random.below(6); n > 0; --n) {
                Bytes value(random.below(i % 10 == 0 ? 700 : 20));
                random.fill(value);
                message.options.add(static_cast<OptionNumber>(random.below(65'536)), value);
            }
            message.payload.resize(random.below(64));
            random.fill(message.payload);
            verifyRoundTrip(encode(message));
        }
    }
    void writerKeepsOptionOrder()
    {
        Options tail;
        tail.addUint(OptionNumber::Block2, 6).addUint(OptionNumber::Size1, 9);
        Bytes buffer(64);
        MessageWriter writer(buffer);
        writer.header({MessageType::NonConfirmable, code::kGet, MessageId{1}, Token()});
        writer.option(OptionNumber::UriPath, asBytes("x"));
        writer.optionUint(OptionNumber::ContentFormat, 0).options(tail);
        const auto message = decode(*writer.finish());
        QVERIFY(message.has_value());
        QVERIFY(message->options.uintValue(OptionNumber::Size1) == 9U);
        QVERIFY(message->options.uintValue(OptionNumber::Block2) == 6U);
        QVERIFY(message->options.uintValue(OptionNumber::ContentFormat) == 0U);
    }
};

COPPER_TEST(TestCodec);
#include "test_codec.moc"
