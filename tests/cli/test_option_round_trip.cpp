// SPDX-License-Identifier: GPL-3.0-or-later
// Every option of the registry, from the editor over the wire and the packet view to the command
// and back: the same bytes everywhere. Generated, so that an option that is added is in it.
#include "core/coap/codec.h"
#include "core/coap/dissection.h"
#include "core/coap/option_text.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"
#include "ui/models/dissection_model.h"
#include "ui/models/option_model.h"
#include "ui/text/command_import.h"
#include "ui/text/protocol_text.h"
#include "ui/text/shell_words.h"

#include <QTest>

#include <set>

using namespace copper;

namespace {

bool isBlock(OptionNumber number)
{
    return number == OptionNumber::Block1 || number == OptionNumber::Block2;
}

// As a person would type them: the shortest, the longest, and some between.
QStringList valuesOf(const OptionDefinition &row)
{
    const auto hexOf = [](std::size_t length) -> QString {
        return QStringLiteral("0x") + QStringLiteral("a7").repeated(qsizetype(length));
    };
    const std::size_t most = row.maxLength;
    QStringList values;
    switch (row.format) {
    case OptionFormat::Empty:
        return {QString()};
    case OptionFormat::Opaque:
        values << QStringLiteral("cafe") << hexOf(std::min<std::size_t>(most, 8)) << hexOf(most);
        if (row.minLength == 0)
            values << QString();
        break;
    case OptionFormat::Uint:
        values << QStringLiteral("0") << QStringLiteral("1")
               << QString::number((std::uint64_t{1} << (8 * most)) - 1);
        if (most > 1)
            values << QStringLiteral("0x0001"); // leading zeros are bytes too
        break;
    case OptionFormat::String:
        values << QStringLiteral("a=b c'd\"e") << QStringLiteral("ä€") << QStringLiteral("0x41")
               << QString(qsizetype(most), QLatin1Char('x'));
        if (row.minLength == 0)
            values << QString();
        break;
    }
    if (row.number == OptionNumber::ContentFormat || row.number == OptionNumber::Accept)
        values << QStringLiteral("senml+cbor");
    if (row.number == OptionNumber::QBlock1 || row.number == OptionNumber::QBlock2)
        values << QStringLiteral("3/1/512");
    return values;
}

} // namespace

class TestOptionRoundTrip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOption_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("text");
        std::set<OptionNumber> covered;
        for (const OptionDefinition &row : optionRegistry()) {
            covered.insert(row.number);
            if (isBlock(row.number))
                continue;
            const QStringList values = valuesOf(row);
            for (qsizetype i = 0; i < values.size(); ++i)
                QTest::addRow("%s %d", std::string(row.name).c_str(), int(i))
                    << int(toNumber(row.number)) << values.at(i);
        }
        QCOMPARE(covered.size(), optionRegistry().size());
        for (const char *text : {"", "17", "0x00ff", "plain"})
            QTest::addRow("65001 %s", text) << 65001 << QString::fromLatin1(text);
    }
    void everyOption()
    {
        QFETCH(int, number);
        QFETCH(QString, text);
        const auto optionNumber = static_cast<OptionNumber>(number);
        // The editor: added by name, then typed.
        OptionModel model;
        QCOMPARE(model.addOption(optionNameText(optionNumber)), QString());
        const QModelIndex value = model.index(0, OptionModel::ValueColumn);
        const OptionDefinition *known = findOption(optionNumber);
        const bool empty = known != nullptr && known->format == OptionFormat::Empty;
        QCOMPARE(model.flags(value).testFlag(Qt::ItemIsEditable), !empty);
        if (!empty)
            QVERIFY(model.setData(value, text, Qt::EditRole));
        QVERIFY2(model.isValid(), qPrintable(value.data(OptionModel::ErrorRole).toString()));
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://127.0.0.1/");
        spec.options = model.ownOptions();
        const Bytes sent = toOwned(*spec.options.first(optionNumber));
        // The wire, and the packet view's reading of it.
        Message message;
        message.code = code::kGet;
        message.options = spec.options;
        const Bytes datagram = encode(message);
        const auto decoded = decode(datagram);
        QVERIFY(decoded && equalBytes(*decoded->options.first(optionNumber), sent));
        const Dissection dissection = dissect(datagram);
        const Field *field = dissection.field(FieldKind::Option);
        QVERIFY(field != nullptr && !dissection.malformed);
        QCOMPARE(field->number, std::uint64_t(number));
        QVERIFY(
            equalBytes(ByteView(datagram).subspan(field->valueOffset, field->valueLength), sent));
        // The command of the program, read by the program, and pasted.
        const CopiedCommand command = commandFor(ClientTool::Copper, spec);
        QVERIFY2(command.leftOut.isEmpty(), qPrintable(command.text));
        const auto line = splitShellLine(command.text);
        const auto parsed = cli::parseCommandLine(line->words.mid(1));
        QVERIFY2(parsed.has_value(), qPrintable(command.text));
        QVERIFY2(std::get<cli::RequestCommand>(*parsed).requests.at(0).options == spec.options,
                 qPrintable(command.text));
        const auto pasted = importCommand(command.text);
        // Observe is a verb of its own there.
        QVERIFY2(pasted && (pasted->spec.options == spec.options ||
                            optionNumber == OptionNumber::Observe),
                 qPrintable(command.text));
        // And into the editor again.
        OptionModel again;
        again.setOwnOptions(spec.options);
        QVERIFY(again.isValid() && again.ownOptions() == spec.options);
    }
    // They are the transfer's: the editor and the command say so, with the same way out.
    void blockOptionsAreRefused()
    {
        OptionModel model;
        for (const char *text : {"Block1=3/1/512", "Block2=0/0/64"}) {
            QVERIFY(!model.addOption(QString::fromLatin1(text)).isEmpty());
            const auto complaint =
                test::complaintOf({QStringLiteral("get"), QStringLiteral("--option"),
                                   QString::fromLatin1(text), QStringLiteral("coap://h/")});
            QVERIFY(complaint.hint.contains(QLatin1String("--block-size")));
        }
    }
};

COPPER_TEST(TestOptionRoundTrip);
#include "test_option_round_trip.moc"
