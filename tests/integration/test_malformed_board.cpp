// SPDX-License-Identifier: GPL-3.0-or-later
// Every datagram of malformed.json, as CON and as NON, against a copper-board on a socket.
#include "core/coap/codec.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QNetworkDatagram>
#include <QTest>
#include <QUdpSocket>

using namespace copper;
using namespace copper::test;

namespace {

constexpr std::uint16_t kFence = 0x7777; // Message ID of the ping behind each datagram

struct Reply
{
    MessageType type = MessageType::Reset;
    Code code;
    MessageId mid;
};

QByteArray toBytes(const Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

// What the board says to one datagram. A ping goes out behind it: loopback keeps the order and the
// board answers at once, so what came before the pong is all there is.
std::vector<Reply> repliesTo(const Bytes &datagram, quint16 port)
{
    QUdpSocket socket;
    [&] {
        QVERIFY(socket.bind(QHostAddress(QHostAddress::LocalHost), 0));
    }();
    MessageHeader ping;
    ping.mid = {kFence};
    socket.writeDatagram(toBytes(datagram), QHostAddress(QHostAddress::LocalHost), port);
    socket.writeDatagram(toBytes(encode(ping, {}, {})), QHostAddress(QHostAddress::LocalHost),
                         port);
    std::vector<Reply> replies;
    while (socket.hasPendingDatagrams() || socket.waitForReadyRead(5000)) {
        const QByteArray bytes = socket.receiveDatagram().data();
        const auto message =
            decode(ByteView(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                            static_cast<std::size_t>(bytes.size())));
        [&] {
            QVERIFY2(message, "the board sent something malformed");
        }();
        if (!message)
            return replies;
        if (message->type == MessageType::Reset && message->mid.value == kFence)
            return replies;
        replies.push_back({message->type, message->code, message->mid});
    }
    [] {
        QFAIL("no pong: the board is gone");
    }();
    return replies;
}

// A board has no /a: 4.04 stands for what the vector's own resource would have answered.
std::vector<Code> allowedCodes(const QString &action)
{
    if (action.startsWith(QLatin1String("4.02")))
        return {code::kBadOption};
    if (action.startsWith(QLatin1String("4.00")))
        return {code::kBadRequest, code::kNotFound};
    if (action.startsWith(QLatin1String("4.13")))
        return {code::kRequestEntityTooLarge, code::kBadRequest, code::kNotFound};
    if (action.startsWith(QLatin1String("4.05")))
        return {code::kMethodNotAllowed, code::kNotFound};
    if (action.startsWith(QLatin1String("4.08")))
        return {code::kRequestEntityIncomplete, code::kBadRequest, code::kNotFound};
    return {code::kNotFound};
}

} // namespace

class TestMalformedBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_board = std::make_unique<RunningBoard>(
            QStringList{QStringLiteral("--profile"), QStringLiteral("lamp")});
    }
    void cleanupTestCase() { m_board.reset(); }

    void everyVector_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QString>("action");
        const QJsonArray cases =
            loadVectors(QStringLiteral("malformed.json")).value(QLatin1String("cases")).toArray();
        for (const QJsonValue &value : cases) {
            const bool forClients =
                value[QLatin1String("receiver")].toString() == QLatin1String("client");
            // An answer nobody asked for: a Reset where it is a CON, else silence.
            QTest::newRow(qPrintable(value[QLatin1String("id")].toString()))
                << value[QLatin1String("hex")].toString()
                << (forClients ? QStringLiteral("RST: unmatched")
                               : value[QLatin1String("action")].toString());
        }
    }
    void everyVector()
    {
        QFETCH(QString, hex);
        QFETCH(QString, action);
        Bytes datagram = bytesFromHex(hex);
        const bool confirmable = !datagram.empty() && (datagram[0] & 0x30) == 0;
        check(datagram, action, confirmable);
        if (confirmable) {
            datagram[0] |= 0x10;
            check(datagram, action, false);
        }
    }
    void stillAnswers()
    {
        MessageHeader get{MessageType::Confirmable, code::kGet, MessageId{7}, Token{}};
        Options options;
        options.addString(OptionNumber::UriPath, ".well-known");
        options.addString(OptionNumber::UriPath, "core");
        const std::vector<Reply> replies = repliesTo(encode(get, options, {}), m_board->port);
        QCOMPARE(replies.size(), std::size_t{1});
        QVERIFY(replies[0].code == code::kContent);
        QVERIFY(replies[0].type == MessageType::Acknowledgement);
    }

private:
    void check(const Bytes &datagram, const QString &action, bool confirmable) const
    {
        const std::vector<Reply> replies = repliesTo(datagram, m_board->port);
        if (QTest::currentTestFailed())
            return;
        const bool rejected = action.startsWith(QLatin1String("RST"));
        const bool silence =
            action.startsWith(QLatin1String("silent drop")) ||
            (!confirmable && (rejected || action.startsWith(QLatin1String("4.02"))));
        if (silence) {
            // A notification nobody waits for may be reset, NON too (RFC 7641 §3.6).
            for (const Reply &reply : replies)
                QVERIFY(action == QLatin1String("RST: unmatched") &&
                        reply.type == MessageType::Reset);
            return;
        }
        QCOMPARE(replies.size(), std::size_t{1});
        if (rejected) {
            QVERIFY(replies[0].type == MessageType::Reset && replies[0].code.isEmpty());
            QCOMPARE(int{replies[0].mid.value}, (datagram[2] << 8) | datagram[3]);
            return;
        }
        const std::vector<Code> allowed = allowedCodes(action);
        QVERIFY2(std::find(allowed.begin(), allowed.end(), replies[0].code) != allowed.end(),
                 codeDigits(replies[0].code).c_str());
        QVERIFY(replies[0].type ==
                (confirmable ? MessageType::Acknowledgement : MessageType::NonConfirmable));
    }

    std::unique_ptr<RunningBoard> m_board;
};

COPPER_TEST(TestMalformedBoard);
#include "test_malformed_board.moc"
