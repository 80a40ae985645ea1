// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/codec.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/dissection_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

QString picture(const DissectionModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth * 2, QLatin1Char(' ')) + index.data().toString() +
                QStringLiteral(": ") + index.siblingAtColumn(1).data().toString() +
                QStringLiteral(" @") + index.siblingAtColumn(2).data().toString() +
                QLatin1Char('\n') + picture(model, index, depth + 1);
    }
    return text;
}

} // namespace

class TestDissectionModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsWithTheirBytes()
    {
        DissectionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        Message message = requestMessage(code::kGet, "/temp", 0x3c1a, "5a1f");
        message.options.addUint(OptionNumber::Accept, 112);
        const Bytes datagram = encode(message);
        model.setDatagram(datagram);
        QCOMPARE(picture(model), QStringLiteral("Header: CON GET @0–3\n"
                                                "  Version: 1 @0\n"
                                                "  Type: 0, Confirmable @0\n"
                                                "  Token Length: 2 byte(s) @0\n"
                                                "  Code: GET @1\n"
                                                "  Message ID: 0x3c1a @2–3\n"
                                                "Token: 5a 1f @4–5\n"
                                                "Options: 2 @6–12\n"
                                                "  Uri-Path: temp @6–10\n"
                                                "  Accept: 112 @11–12\n"));
        QCOMPARE(model.indexForByte(12).data().toString(), QStringLiteral("Accept"));
        QCOMPARE(model.indexForByte(12).data(DissectionModel::MeaningRole).toString(),
                 QStringLiteral("application/senml+cbor"));
        QCOMPARE(model.indexForByte(4).data().toString(), QStringLiteral("Token"));
        QCOMPARE(model.indexForByte(2).data().toString(), QStringLiteral("Message ID"));
        QVERIFY(!model.indexForByte(99).isValid());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
    void malformedSaysWhatAndWhere()
    {
        DissectionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDatagram(*fromHex("4001 51d0 f0 11 22"));
        QVERIFY(model.dissection().malformed);
        const QModelIndex rest = model.indexForByte(5);
        QVERIFY(rest.data(DissectionModel::FailedRole).toBool());
        QVERIFY(rest.data(DissectionModel::MeaningRole)
                    .toString()
                    .contains(QStringLiteral("delta 15 is reserved")));
        for (const char *hex : {"", "40", "4001", "ffffffff", "4f010000"})
            model.setDatagram(*fromHex(hex)); // the tester looks at each
    }
    void payloadValuesAreRowsToo()
    {
        DissectionModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        Message message = responseMessage(code::kContent, MessageType::Acknowledgement, 1, "aa",
                                          R"({"temp":23.5,"on":true})");
        message.options.addUint(OptionNumber::ContentFormat, 50);
        const Bytes datagram = encode(message);
        model.setDatagram(datagram);
        const QString text = asText(datagram).data() != nullptr
                                 ? QString::fromLatin1(asText(datagram).data(),
                                                       static_cast<qsizetype>(datagram.size()))
                                 : QString();
        const auto at = static_cast<std::size_t>(text.indexOf(QStringLiteral("23.5")));
        const QModelIndex value = model.indexForByte(at + 1);
        QCOMPARE(value.siblingAtColumn(DissectionModel::ValueColumn).data().toString(),
                 QStringLiteral("23.5"));
        // One block of a body is not read by itself.
        message.options.addUint(OptionNumber::Block2, 0x1a);
        const Bytes piece = encode(message);
        model.setDatagram(piece);
        QVERIFY(picture(model).contains(QStringLiteral("one block of a body")));
    }
};

COPPER_TEST(TestDissectionModel);
#include "test_dissection_model.moc"
