// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/content_format.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QJsonArray>
#include <QTest>

#include <set>

using namespace copper;

class TestContentFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void registry()
    {
        const QJsonObject file = test::loadVectors(QStringLiteral("coap-registry.json"));
        const QJsonArray rows = file.value(QStringLiteral("content_formats")).toArray();
        const QJsonArray legacy = file.value(QStringLiteral("content_format_legacy")).toArray();
        QCOMPARE(contentFormats().size(), static_cast<std::size_t>(rows.size() + legacy.size()));
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const int id = row.value(QStringLiteral("id")).toInt();
            const ContentFormatRow *const known = findContentFormat(static_cast<std::uint32_t>(id));
            QVERIFY(known != nullptr && !known->legacy);
            const std::string type = row.value(QStringLiteral("type")).toString().toStdString();
            QCOMPARE(std::string(known->mediaType), type);
            QCOMPARE(std::string(known->coding),
                     row.value(QStringLiteral("coding")).toString().toStdString());
            QVERIFY(contentFormatByName(known->shortName) == id);
            if (known->coding.empty())
                QVERIFY(contentFormatByName(type) == id);
        }
        for (const auto &value : legacy) {
            const auto id =
                static_cast<std::uint32_t>(value.toObject().value(QStringLiteral("id")).toInt());
            QVERIFY(findContentFormat(id) != nullptr && findContentFormat(id)->legacy);
        }
        std::set<std::string_view> names;
        for (const ContentFormatRow &row : contentFormats())
            QVERIFY(row.legacy || names.insert(row.shortName).second);
    }
    void names()
    {
        QVERIFY(contentFormatByName("json") == 50);
        QVERIFY(contentFormatByName("Application/JSON") == 50);
        QVERIFY(contentFormatByName("cbor") == 60);
        QVERIFY(contentFormatByName("link-format") == 40);
        QVERIFY(contentFormatByName("senml+json") == 110);
        QVERIFY(contentFormatByName("octet-stream") == 42);
        QVERIFY(contentFormatByName("text") == 0);
        QVERIFY(contentFormatByName("text/plain") == 0);
        QVERIFY(contentFormatByName("text/plain;charset=utf-8") == 0);
        QVERIFY(contentFormatByName("lwm2m+tlv") == 11542);
        QVERIFY(!contentFormatByName("application/cose")); // six of them
        QVERIFY(!contentFormatByName(""));
        QVERIFY(!contentFormatByName("nonsense"));
        QVERIFY(findContentFormat(70) == nullptr);
        QVERIFY(findContentFormat(100'000) == nullptr);
        QCOMPARE(contentFormatShortName(112), std::string_view("senml+cbor"));
    }
    void text()
    {
        for (const std::uint32_t yes : {0U, 40U, 41U, 50U, 110U, 432U, 30'000U})
            QVERIFY(isTextContentFormat(yes));
        for (const std::uint32_t no : {42U, 60U, 112U, 23U, 11'050U, 12'000U, 65'000U})
            QVERIFY(!isTextContentFormat(no));
    }
};

COPPER_TEST(TestContentFormat);
#include "test_content_format.moc"
