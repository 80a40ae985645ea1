// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/uri.h"
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

Options optionsFrom(const QJsonArray &list)
{
    Options options;
    for (const auto &value : list)
        options.addString(static_cast<OptionNumber>(value.toArray().at(0).toInt()),
                          value.toArray().at(1).toString().toStdString());
    return options;
}

} // namespace

class TestUri : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendixB()
    {
        const QJsonArray rows =
            test::loadVectors(key("coap-rfc7252.json")).value(key("appendix_b_compose")).toArray();
        QVERIFY(rows.size() == 5);
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            SocketAddress destination =
                *parseIpLiteral(row.value(key("dst_ip")).toString().toStdString());
            destination.port = static_cast<std::uint16_t>(row.value(key("dst_port")).toInt());
            const Options options = optionsFrom(row.value(key("options")).toArray());
            const std::string text = row.value(key("uri")).toString().toStdString();
            QCOMPARE(composeUri(UriScheme::Coap, destination, options), text);
            // And back: the URI gives the same options to the same endpoint.
            const auto uri = parseUri(text);
            QVERIFY(uri.has_value());
            QVERIFY(toOptions(*uri) == options);
            QCOMPARE(uri->effectivePort(), destination.port);
            QCOMPARE(toText(*uri), text);
        }
    }
    void decomposeClarified()
    {
        const QJsonArray rows =
            test::loadVectors(key("coap-rfc7252.json")).value(key("decompose_clarified")).toArray();
        QVERIFY(rows.size() == 8);
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            const auto uri = parseUri(row.value(key("uri")).toString().toStdString());
            QVERIFY(uri.has_value());
            Options options = toOptions(*uri);
            QCOMPARE(asText(*options.first(OptionNumber::UriHost)), std::string_view("host"));
            options.remove(OptionNumber::UriHost);
            QVERIFY(options == optionsFrom(row.value(key("options")).toArray()));
        }
    }
    void schemes()
    {
        const std::array<std::pair<const char *, std::uint16_t>, 6> table{{{"coap", 5683},
                                                                           {"coaps", 5684},
                                                                           {"coap+tcp", 5683},
                                                                           {"coaps+tcp", 5684},
                                                                           {"coap+ws", 80},
                                                                           {"coaps+ws", 443}}};
        for (const auto &[name, port] : table) {
            const auto uri = parseUri(std::string(name) + "://h/a");
            QVERIFY(uri.has_value());
            QCOMPARE(schemeName(uri->scheme), std::string_view(name));
            QCOMPARE(uri->effectivePort(), port);
            QCOMPARE(isSecure(uri->scheme), std::string_view(name).substr(0, 5) == "coaps");
        }
        QVERIFY(parseUri("COAP://H/A")->host == "h");
        QVERIFY(parseUri("COAP://H/A")->path.front() == "A");
    }
    void refused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *text, UriFault fault, int offset) {
            QTest::newRow(text) << key(text) << static_cast<int>(fault) << offset;
        };
        row("", UriFault::MissingScheme, 0);
        row("127.0.0.1/a", UriFault::MissingScheme, 0);
        row("coap:host", UriFault::MissingScheme, 0);
        row("://h", UriFault::MissingScheme, 0);
        row("http://h/", UriFault::UnknownScheme, 0);
        row("coap://", UriFault::BadHost, 7);
        row("coap:///a", UriFault::BadHost, 7);
        row("coap://:5683/a", UriFault::BadHost, 7);
        row("coap://user@h/", UriFault::BadHost, 7);
        row("coap://[::1", UriFault::BadHost, 7);
        row("coap://[::1]x/", UriFault::BadHost, 12);
        row("coap://[1.2.3.4]/", UriFault::BadHost, 8);
        row("coap://[::g]/", UriFault::BadHost, 8);
        row("coap://fe80::1/", UriFault::BadHost, 7);
        row("coap://1.2.3/", UriFault::BadHost, 7);
        row("coap://1.2.3.256/", UriFault::BadHost, 7);
        row("coap://h%00/", UriFault::BadHost, 7);
        row("coap://h%2fa/", UriFault::BadHost, 7);
        row("coap://h:0/", UriFault::BadPort, 9);
        row("coap://h:65536/", UriFault::BadPort, 9);
        row("coap://h:x/", UriFault::BadPort, 9);
        row("coap://h:-1/", UriFault::BadPort, 9);
        row("coap://h/%", UriFault::BadPercentEncoding, 9);
        row("coap://h/a%4", UriFault::BadPercentEncoding, 10);
        row("coap://h/%zz", UriFault::BadPercentEncoding, 9);
        row("coap://h/%ff", UriFault::BadPercentEncoding, 9);
        row("coap://h/a?b&c%", UriFault::BadPercentEncoding, 14);
        row("coap://h%/", UriFault::BadPercentEncoding, 8);
        row("coap://h/a#f", UriFault::Fragment, 10);
        row("coap://h/a b", UriFault::BadCharacter, 10);
        row("coap://h/\n", UriFault::BadCharacter, 9);
        row("coap://[fe80::1%]/", UriFault::BadZone, 16);
        row("coap://[2001:db8::1%25eth0]/", UriFault::BadZone, 20);
        row("coap://[fe80::1%25a%2fb]/", UriFault::BadZone, 18);
    }
    void refused()
    {
        QFETCH(QString, text);
        QFETCH(int, fault);
        QFETCH(int, offset);
        const auto uri = parseUri(text.toStdString());
        QVERIFY(!uri.has_value());
        QCOMPARE(static_cast<int>(uri.error().fault), fault);
        QCOMPARE(static_cast<int>(uri.error().offset), offset);
    }
    void limits()
    {
        const std::string start = "coap://h/";
        QVERIFY(parseUri(start + std::string(255, 'a')).has_value());
        QCOMPARE(parseUri(start + std::string(256, 'a')).error().fault, UriFault::SegmentTooLong);
        QVERIFY(parseUri(start + '?' + std::string(255, 'a')).has_value());
        QCOMPARE(parseUri(start + '?' + std::string(256, 'a')).error().fault,
                 UriFault::SegmentTooLong);
        QVERIFY(parseUri("coap://" + std::string(255, 'a')).has_value());
        QCOMPARE(parseUri("coap://" + std::string(256, 'a')).error().fault, UriFault::BadHost);
        std::string longest = start;
        while (longest.size() + 2 <= kMaxUriLength)
            longest += "a/";
        longest.resize(kMaxUriLength, 'b');
        QVERIFY(parseUri(longest).has_value());
        QCOMPARE(parseUri(longest + 'b').error().fault, UriFault::TooLong);
        QVERIFY(parseUri("coap://[fe80::1%25" + std::string(64, 'z') + "]").has_value());
        QCOMPARE(parseUri("coap://[fe80::1%25" + std::string(65, 'z') + "]").error().fault,
                 UriFault::BadZone);
    }
    void notUtf8()
    {
        QCOMPARE(parseUri("coap://h/\xff").error().fault, UriFault::BadCharacter);
        const auto typed = parseUri("coap://h/n\xc3\xa4me?\xc3\xa4");
        QVERIFY(typed.has_value());
        QCOMPARE(toText(*typed), std::string("coap://h/n%C3%A4me?%C3%A4"));
    }
    void zones()
    {
        const auto encoded = parseUri("coap://[fe80::1%25eth0]:61616/a");
        QVERIFY(encoded.has_value());
        QCOMPARE(encoded->zone, std::string("eth0"));
        QCOMPARE(encoded->host, std::string("fe80::1"));
        QCOMPARE(encoded->literal->zone, 0U);
        QVERIFY(!toOptions(*encoded).has(OptionNumber::UriHost));
        QCOMPARE(toText(*encoded), std::string("coap://[fe80::1%25eth0]:61616/a"));
        QCOMPARE(parseUri("coap://[fe80::1%eth0]/")->zone, std::string("eth0"));
        QCOMPARE(parseUri("coap://[ff02::fd%2525]/")->zone, std::string("25"));
        QCOMPARE(parseUri("coap://[fe80::1%25]/")->zone, std::string("25"));
        SocketAddress address = *parseIpLiteral("fe80::1%3");
        address.port = 5683;
        QCOMPARE(composeUri(UriScheme::Coap, address, Options()),
                 std::string("coap://[fe80::1%253]/"));
    }
    void dotSegments_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *path, const char *result) {
            QTest::newRow(path) << key(path) << key(result);
        };
        row("/a/b/../c", "/a/c");
        row("/a/./b", "/a/b");
        row("/a/.", "/a/");
        row("/a/b/..", "/a/");
        row("/a/..", "/");
        row("/..", "/");
        row("/../../a", "/a");
        row("/%2e%2E/a", "/a");
        row("/a/...", "/a/...");
    }
    void dotSegments()
    {
        QFETCH(QString, path);
        QFETCH(QString, result);
        const auto uri = parseUri("coap://h" + path.toStdString());
        QVERIFY(uri.has_value());
        QCOMPARE(toText(*uri), "coap://h" + result.toStdString());
    }
    void hosts()
    {
        QCOMPARE(parseUri("coap://EXAMPLE.net/")->host, std::string("example.net"));
        QCOMPARE(parseUri("coap://ex%41mple/")->host, std::string("example"));
        QCOMPARE(parseUri("coap://h:/a")->effectivePort(), std::uint16_t{5683});
        QCOMPARE(parseUri("coap://[2001:DB8:0::1]/")->host, std::string("2001:db8::1"));
        QVERIFY(parseUri("coap://127.0.0.11")->literal.has_value());
        QVERIFY(!toOptions(*parseUri("coap://127.0.0.11")).has(OptionNumber::UriHost));
        Options options;
        options.addString(OptionNumber::UriHost, "a b");
        options.addUint(OptionNumber::UriPort, 99);
        SocketAddress address = *parseIpLiteral("127.0.0.1");
        address.port = 5683;
        QCOMPARE(composeUri(UriScheme::Coap, address, options), std::string("coap://a%20b:99/"));
    }
    void references()
    {
        const Uri base = *parseUri("coap://[fe80::1%25eth0]:61616/.well-known/core?rt=x");
        QCOMPARE(toText(*resolveReference(base, "/sensors/temp")),
                 std::string("coap://[fe80::1%25eth0]:61616/sensors/temp"));
        QCOMPARE(toText(*resolveReference(base, "sensors?x=1")),
                 std::string("coap://[fe80::1%25eth0]:61616/sensors?x=1"));
        QCOMPARE(toText(*resolveReference(base, "coaps://other/a:b")),
                 std::string("coaps://other/a:b"));
        QCOMPARE(toText(*resolveReference(base, "//other:99/a")), std::string("coap://other:99/a"));
        QCOMPARE(toText(*resolveReference(base, "/a:b")),
                 std::string("coap://[fe80::1%25eth0]:61616/a:b"));
        QCOMPARE(toText(*resolveReference(base, "")),
                 std::string("coap://[fe80::1%25eth0]:61616/"));
        QCOMPARE(resolveReference(base, "http://x/").error().fault, UriFault::UnknownScheme);
    }
};

COPPER_TEST(TestUri);
#include "test_uri.moc"
