// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/code.h"
#include "core/coap/option.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

using namespace copper;

// Codes and options against the registry vectors.
class TestCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesMatchTheRegistry()
    {
        const QJsonObject codes = test::loadVectors(QStringLiteral("coap-registry.json"))
                                      .value(QStringLiteral("codes"))
                                      .toObject();
        int compared = 0;
        for (const auto *group : {"methods", "responses", "signalling"}) {
            const QJsonObject rows = codes.value(QLatin1String(group)).toObject();
            for (auto row = rows.begin(); row != rows.end(); ++row, ++compared) {
                const QString digits = row.key();
                const Code code = makeCode(digits.left(1).toUInt(), digits.mid(2).toUInt());
                QCOMPARE(QString::fromStdString(codeDigits(code)), digits);
                QCOMPARE(QString::fromUtf8(codeName(code).data(),
                                           static_cast<qsizetype>(codeName(code).size())),
                         row.value().toString());
            }
        }
        QCOMPARE(compared, 39);
        QCOMPARE(codeName(code::kEmpty), std::string_view("Empty"));
        QVERIFY(codeName(makeCode(2, 30)).empty());
    }
    void classes()
    {
        QVERIFY(code::kEmpty.isEmpty() && !code::kEmpty.isRequest());
        QVERIFY(makeCode(0, 31).isRequest());
        QVERIFY(code::kContent.isResponse() && code::kContent.isSuccess());
        QVERIFY(code::kNotFound.isResponse() && !code::kNotFound.isSuccess());
        for (const unsigned reserved : {1U, 3U, 6U, 7U})
            QVERIFY(!makeCode(reserved, 1).isResponse() && !makeCode(reserved, 1).isRequest());
    }
    void methodsByName()
    {
        QVERIFY(methodByName("get") == code::kGet);
        QVERIFY(methodByName("iPATCH") == code::kIPatch);
        QVERIFY(methodByName("IPATCH") == code::kIPatch);
        QVERIFY(!methodByName("Content"));
        QVERIFY(!methodByName("Empty"));
        QVERIFY(!methodByName(""));
    }
    void optionsMatchTheRegistry()
    {
        const QJsonArray rows = test::loadVectors(QStringLiteral("coap-registry.json"))
                                    .value(QStringLiteral("options"))
                                    .toArray();
        QCOMPARE(static_cast<std::size_t>(rows.size()), optionRegistry().size());
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const auto number =
                static_cast<OptionNumber>(row.value(QStringLiteral("number")).toInt());
            const OptionDefinition *const definition = findOption(number);
            QVERIFY(definition != nullptr);
            const std::string name = row.value(QStringLiteral("name")).toString().toStdString();
            QCOMPARE(std::string(definition->name), name);
            QCOMPARE(findOptionByName(name), definition);
            QCOMPARE(int{definition->minLength}, row.value(QStringLiteral("min")).toInt());
            QCOMPARE(int{definition->maxLength}, row.value(QStringLiteral("max")).toInt());
            QCOMPARE(definition->repeatable, row.value(QStringLiteral("repeatable")).toBool());
            QCOMPARE(isCritical(number), row.value(QStringLiteral("critical")).toBool());
            QCOMPARE(isUnsafe(number), row.value(QStringLiteral("unsafe")).toBool());
            if (!isUnsafe(number))
                QCOMPARE(isNoCacheKey(number), row.value(QStringLiteral("no_cache_key")).toBool());
            static const QStringList formats{QStringLiteral("empty"), QStringLiteral("opaque"),
                                             QStringLiteral("uint"), QStringLiteral("string")};
            QCOMPARE(static_cast<qsizetype>(definition->format),
                     formats.indexOf(row.value(QStringLiteral("format")).toString()));
        }
        QVERIFY(findOption(OptionNumber{2}) == nullptr);
        QVERIFY(findOption(OptionNumber{65001}) == nullptr);
        QVERIFY(findOptionByName("uri-PATH")->number == OptionNumber::UriPath);
        QVERIFY(findOptionByName("Uri-Pat") == nullptr);
    }
};

COPPER_TEST(TestCode);
#include "test_code.moc"
