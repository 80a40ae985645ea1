// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS records as rows of the packet list, and around a message in its fields.
#include "tests/support/dtls_samples.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/conversation_model.h"
#include "ui/models/dissection_model.h"
#include "ui/models/packet_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;

const SocketAddress &lamp()
{
    static const SocketAddress address = socketAt("127.0.0.12", 5684);
    return address;
}

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    PacketSearch search{workspace};
    PacketModel flat{workspace, search};
    ConversationModel grouped{workspace, search};

    void take(const std::vector<MessageRecord> &records) { workspace.log().append(records); }
    void takeSession()
    {
        take(handshakeWith(lamp(), 0));
        take(secureExchange(lamp(), "/light/on", 7, 1));
    }
    QString cell(int row, int column) const { return flat.index(row, column).data().toString(); }
    QVariant role(int row, int column, int role) const
    {
        return flat.index(row, column).data(role);
    }
};

QString valueOf(const DissectionModel &model, const QString &path)
{
    QModelIndex at;
    for (const QString &name : path.split(QLatin1Char('/'))) {
        QModelIndex found;
        for (int row = 0; row < model.rowCount(at); ++row) {
            const QModelIndex index = model.index(row, 0, at);
            if (index.data().toString() == name && !found.isValid())
                found = index;
        }
        if (!found.isValid())
            return QStringLiteral("there is no ") + path;
        at = found;
    }
    const QModelIndex value = at.siblingAtColumn(DissectionModel::ValueColumn);
    const QString meaning = value.data(DissectionModel::MeaningRole).toString();
    return value.data().toString() +
           (meaning.isEmpty() ? QString() : QStringLiteral(" | ") + meaning);
}

} // namespace

class TestRecordRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cells_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("outcome");
        const auto add = [](int row, const char *name, const char *place, const char *outcome) {
            QTest::addRow("%d %s", row, name)
                << row << QString::fromUtf8(name) << QString::fromUtf8(place)
                << QString::fromUtf8(outcome);
        };
        add(0, "ClientHello", "epoch 0, seq 0, handshake",
            "in the clear, 2 cipher suite(s), no cookie");
        add(1, "HelloVerifyRequest", "epoch 0, seq 0, handshake",
            "in the clear, cookie of 20 byte(s)");
        add(2, "ClientHello", "epoch 0, seq 1, handshake",
            "in the clear, 2 cipher suite(s), cookie of 20 byte(s)");
        add(3, "ServerHello", "epoch 0, seq 1, handshake",
            "in the clear, TLS_PSK_WITH_AES_128_CCM_8");
        add(4, "ServerKeyExchange", "epoch 0, seq 2, handshake",
            "in the clear, hint \u201clamps\u201d");
        add(5, "ServerHelloDone", "epoch 0, seq 3, handshake", "in the clear");
        add(6, "ClientKeyExchange", "epoch 0, seq 2, handshake",
            "in the clear, identity \u201cdemo\u201d");
        add(7, "ChangeCipherSpec", "epoch 0, seq 3, change_cipher_spec", "in the clear");
        add(8, "Encrypted handshake", "epoch 1, seq 0, handshake", "encrypted");
    }
    void cells()
    {
        QFETCH(int, row);
        Desk desk;
        desk.takeSession();
        QCOMPARE(desk.flat.rowCount(), 13);
        QCOMPARE(desk.cell(row, PacketType), QStringLiteral("DTLS"));
        QTEST(desk.cell(row, PacketCode), "name");
        QTEST(desk.cell(row, PacketResource), "place");
        QTEST(desk.cell(row, PacketOptions), "outcome");
        QVERIFY(desk.cell(row, PacketMid).isEmpty() && desk.cell(row, PacketToken).isEmpty());
        QVERIFY(desk.role(row, 0, PacketRecordRole).toBool());
        QCOMPARE(desk.role(row, 0, PacketSecureRole).toBool(), row == 8);
    }
    // A message is a row as it would be in the clear, but says that it was not.
    void messageInItsRecord()
    {
        Desk desk;
        desk.takeSession();
        QCOMPARE(desk.cell(11, PacketType), QStringLiteral("CON"));
        QCOMPARE(desk.cell(11, PacketResource), QStringLiteral("/light/on"));
        QVERIFY(desk.role(11, 0, PacketSecureRole).toBool());
        QVERIFY(!desk.role(11, 0, PacketRecordRole).toBool());
        QCOMPARE(desk.role(11, PacketPeer, Qt::ToolTipRole).toString(),
                 QStringLiteral("In a DTLS record, epoch 1, sequence 7; shown decrypted"));
    }
    void whatIsRemarkable()
    {
        Desk desk;
        desk.take(
            {wireOf(Direction::Received, lamp(), dtlsAlert(2, 115, 4), timeAt(0)),
             wireOf(Direction::Received, lamp(),
                    dtlsRecord(DtlsContentType::ApplicationData, 1, 3, Bytes(30, 1)), timeAt(1)),
             wireOf(Direction::Received, lamp(), Bytes{22, 1}, timeAt(2)),
             wireOf(Direction::Received, lamp(), dtlsRecord(DtlsContentType{42}, 0, 3, Bytes(3, 1)),
                    timeAt(3))});
        QCOMPARE(desk.cell(0, PacketCode), QStringLiteral("Alert"));
        QCOMPARE(desk.cell(0, PacketOptions),
                 QStringLiteral("in the clear, fatal, unknown_psk_identity"));
        QVERIFY(desk.role(0, 0, PacketErrorRole).toBool());
        QCOMPARE(desk.cell(1, PacketOptions), QStringLiteral("encrypted, not taken"));
        QVERIFY(desk.role(2, 0, PacketMalformedRole).toBool());
        QCOMPARE(desk.cell(2, PacketOptions), QStringLiteral("not a whole DTLS record"));
        QCOMPARE(desk.cell(3, PacketCode), QStringLiteral("type 42"));
    }
    // What a peer writes into a handshake is text and nothing else.
    void hostileIdentity()
    {
        Desk desk;
        desk.take(
            {wireOf(Direction::Sent, lamp(),
                    dtlsIdentity("<b>\u202e\n\x1b[31m" + std::string(4000, 'x'), 2), timeAt(0))});
        const QString shown = desk.cell(0, PacketOptions);
        QVERIFY(shown.size() < 200);
        for (const char16_t bad : {u'\u202e', u'\n', u'\x1b'})
            QVERIFY(!shown.contains(QChar(bad)));
        QVERIFY(desk.role(0, PacketOptions, Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("&lt;b&gt;")));
    }

    void handshakeIsOneConversation()
    {
        Desk desk;
        QAbstractItemModelTester tester(&desk.grouped,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.takeSession();
        QCOMPARE(desk.grouped.rowCount(), 2);
        const QModelIndex handshake = desk.grouped.index(0, 0);
        QCOMPARE(desk.grouped.rowCount(handshake), 11);
        QCOMPARE(handshake.data(ConversationTitleRole).toString(),
                 QStringLiteral("DTLS handshake"));
        QCOMPARE(handshake.data(ConversationBadgesRole).toStringList(),
                 QStringList{QStringLiteral("TLS_PSK_WITH_AES_128_CCM_8")});
        QVERIFY(handshake.data(ConversationDetailRole)
                    .toString()
                    .contains(QLatin1String("11 record(s)")));
        const auto badge = [&](int row) {
            return desk.grouped.index(row, 0)
                .data(ConversationBadgesRole)
                .toStringList()
                .join(QLatin1Char(' '));
        };
        // Refused, not answered, and abbreviated.
        const auto with = [](const char *ip, Direction direction, Bytes bytes) {
            return wireOf(direction, socketAt(ip, 5684), std::move(bytes), timeAt(9));
        };
        desk.take({with("10.0.0.1", Direction::Sent, dtlsClientHello(1, 0)),
                   with("10.0.0.1", Direction::Received, dtlsAlert(2, 40, 1)),
                   with("10.0.0.2", Direction::Sent, dtlsClientHello(1, 0)),
                   with("10.0.0.3", Direction::Sent, dtlsClientHello(1, 0))});
        const Bytes finished = dtlsRecord(DtlsContentType::Handshake, 1, 0, Bytes(40, 1));
        desk.take({with("10.0.0.3", Direction::Received,
                        joined({dtlsServerHello(0x00a8, 1), dtlsChangeCipherSpec(2), finished})),
                   with("10.0.0.3", Direction::Sent, joined({dtlsChangeCipherSpec(2), finished}))});
        QCOMPARE(badge(2), QStringLiteral("handshake_failure"));
        QCOMPARE(badge(3), QStringLiteral("no answer yet"));
        QCOMPARE(badge(4), QStringLiteral("TLS_PSK_WITH_AES_128_GCM_SHA256, resumed"));
    }

    // --- filters ---

    void filtered()
    {
        Desk desk;
        desk.takeSession();
        desk.search.setFilters({QStringLiteral("dtls"), {}});
        QCOMPARE(desk.flat.rowCount(), 11);
        desk.search.setFilters({QStringLiteral("identity"), {}});
        QCOMPARE(desk.flat.rowCount(), 1);
        PacketFilters filters;
        filters.columns[PacketCode] = QStringLiteral("serverhello");
        desk.search.setFilters(filters);
        QCOMPARE(desk.flat.rowCount(), 2);
        filters = {};
        filters.columns[PacketType] = QStringLiteral("CON");
        desk.search.setFilters(filters);
        QCOMPARE(desk.flat.rowCount(), 1);
    }
    void leftOut()
    {
        Desk desk;
        desk.takeSession();
        PacketFilters filters;
        filters.withRecords = false;
        desk.search.setFilters(filters);
        QVERIFY(desk.search.isActive());
        QCOMPARE(desk.flat.rowCount(), 2);
        QCOMPARE(desk.grouped.rowCount(), 1);
        desk.takeSession();
        QCOMPARE(desk.flat.rowCount(), 4);
        desk.search.setFilters({});
        QCOMPARE(desk.flat.rowCount(), 26);
    }

    // --- fields ---

    void fieldsOfARecord()
    {
        DissectionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Bytes hello = dtlsClientHello(7, 1, Bytes(20, 0xcc));
        model.setRecord(hello);
        const QString record = QStringLiteral("DTLS record");
        QCOMPARE(valueOf(model, record), QStringLiteral("handshake"));
        QCOMPARE(valueOf(model, record + QStringLiteral("/Version")),
                 QStringLiteral("0xfefd | DTLS 1.2"));
        QCOMPARE(valueOf(model, record + QStringLiteral("/Epoch")),
                 QStringLiteral("0 | in the clear"));
        QCOMPARE(valueOf(model, record + QStringLiteral("/Sequence Number")), QStringLiteral("1"));
        QCOMPARE(valueOf(model, QStringLiteral("ClientHello/Cipher Suites/Cipher Suite")),
                 QStringLiteral("TLS_PSK_WITH_AES_128_CCM_8"));
        QVERIFY(valueOf(model, QStringLiteral("ClientHello/Cookie"))
                    .startsWith(QLatin1String("cc cc")));
        const QModelIndex epoch = model.indexForByte(4);
        QCOMPARE(epoch.data().toString(), QStringLiteral("Epoch"));
        QVERIFY(!model.indexForByte(4, true).isValid());
        model.setRecord(Bytes{22, 1, 2});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.index(0, 0).data(DissectionModel::FailedRole).toBool());
    }
    void fieldsAroundAMessage()
    {
        Desk desk;
        desk.takeSession();
        const MessageLog &log = desk.workspace.log();
        DissectionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDatagram(log.datagram(11), log.recordAround(11));
        QCOMPARE(valueOf(model, QStringLiteral("DTLS record")), QStringLiteral("application_data"));
        QCOMPARE(valueOf(model, QStringLiteral("DTLS record/Epoch")),
                 QStringLiteral("1 | encrypted"));
        QCOMPARE(valueOf(model, QStringLiteral("Encrypted")), QStringLiteral("48 byte(s)"));
        QCOMPARE(valueOf(model, QStringLiteral("Header/Code")), QStringLiteral("GET"));
        // The same place is another field in either.
        QCOMPARE(model.indexForByte(1).data().toString(), QStringLiteral("Code"));
        QCOMPARE(model.indexForByte(1, true).data().toString(), QStringLiteral("Version"));
        QVERIFY(model.dissection().findings.empty());
    }
};

COPPER_TEST(TestRecordRows);
#include "test_record_rows.moc"
