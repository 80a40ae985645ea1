// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/credential_support.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Error = HostPattern::Error;
using Form = HostPattern::Form;

// "host address port" with "-" for an empty host or an unknown address.
bool matches(std::string_view text, std::string_view host, std::string_view ip,
             std::uint16_t port = 5684)
{
    return pattern(text).matches(host == "-" ? std::string_view() : host,
                                 ip == "-" ? SocketAddress() : address(ip), port);
}

} // namespace

class TestHostPattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isRead()
    {
        struct Row
        {
            const char *typed;
            const char *text;
            Form form;
        };
        for (const Row &row : {
                 Row{"*", "*", Form::Any},
                 Row{" *:5684 ", "*:5684", Form::Any},
                 Row{"GH-South", "gh-south", Form::Name},
                 Row{"gh-south.:5684", "gh-south:5684", Form::Name},
                 Row{"bench_1.local", "bench_1.local", Form::Name},
                 Row{"m\xc3\xbchle.local", "m\xc3\xbchle.local", Form::Name},
                 Row{"1-2", "1-2", Form::Name},
                 Row{"*.Site7.local", "*.site7.local", Form::Suffix},
                 Row{"*.local:1", "*.local:1", Form::Suffix},
                 Row{"192.168.20.31", "192.168.20.31", Form::Address},
                 Row{"192.168.20.31:65535", "192.168.20.31:65535", Form::Address},
                 Row{"fe80::3A:7c21", "[fe80::3a:7c21]", Form::Address},
                 Row{"[fe80::3a:7c21]", "[fe80::3a:7c21]", Form::Address},
                 Row{"[fe80::3a:7c21%wlan-0]:5684", "[fe80::3a:7c21%wlan-0]:5684", Form::Address},
                 Row{"fe80::1%3", "[fe80::1%3]", Form::Address},
                 Row{"::ffff:10.0.0.1", "10.0.0.1", Form::Address},
                 Row{"192.168.20.100-119", "192.168.20.100-119", Form::Range},
                 Row{"192.168.20.100-192.168.21.5:5684", "192.168.20.100-192.168.21.5:5684",
                     Form::Range},
                 Row{"10.0.0.1-10.0.0.9", "10.0.0.1-9", Form::Range},
                 Row{"fd00::1-fd00::ff", "[fd00::1-fd00::ff]", Form::Range},
                 Row{"[fd00::1]-[fd00::ff]:99", "[fd00::1-fd00::ff]:99", Form::Range},
                 Row{"192.168.20.77/24", "192.168.20.0/24", Form::Network},
                 Row{"0.0.0.0/0:1", "0.0.0.0/0:1", Form::Network},
                 Row{"fd00:1::/32", "[fd00:1::/32]", Form::Network},
                 Row{"[fd00:1::]/33:7", "[fd00:1::/33]:7", Form::Network},
             }) {
            const auto parsed = HostPattern::parse(row.typed);
            QVERIFY2(parsed, row.typed);
            QCOMPARE(parsed->text(), std::string(row.text));
            QVERIFY2(parsed->form() == row.form, row.typed);
            QVERIFY2(pattern(parsed->text()) == *parsed, row.typed);
        }
    }
    void isRefused()
    {
        struct Row
        {
            std::string typed;
            Error error;
        };
        for (const Row &row : {
                 Row{"", Error::Empty},
                 Row{"  ", Error::Empty},
                 Row{":5684", Error::Empty},
                 Row{std::string(260, 'a'), Error::TooLong},
                 Row{std::string(64, 'a'), Error::BadName},
                 Row{"a:0", Error::BadPort},
                 Row{"a:65536", Error::BadPort},
                 Row{"a:", Error::BadPort},
                 Row{"a:56-57", Error::BadPort},
                 Row{"a:+1", Error::BadPort},
                 Row{"10.0.0.256", Error::BadAddress},
                 Row{"192.168.20", Error::BadAddress},
                 Row{"fe80::1::2", Error::BadAddress},
                 Row{"fe80::1%", Error::BadAddress},
                 Row{"fe80::1%a b", Error::BadAddress},
                 Row{"fe80::1%" + std::string(65, 'z'), Error::BadAddress},
                 Row{"[10.0.0.1]", Error::BadAddress},
                 Row{"10.0.0.9-1", Error::BadRange},
                 Row{"10.0.0.9-256", Error::BadRange},
                 Row{"10.0.0.9-", Error::BadRange},
                 Row{"10.0.0.1-lab", Error::BadRange},
                 Row{"10.0.0.1-fd00::1", Error::BadRange},
                 Row{"10.0.0.9-10.0.0.1", Error::BadRange},
                 Row{"fd00::1-9", Error::BadRange},
                 Row{"10.0.0.1-10.0.0.999", Error::BadAddress},
                 Row{"10.0.0.0/33", Error::BadPrefix},
                 Row{"10.0.0.0/", Error::BadPrefix},
                 Row{"fd00::/129", Error::BadPrefix},
                 Row{"board/24", Error::BadAddress},
                 Row{"a..b", Error::BadName},
                 Row{".a", Error::BadName},
                 Row{"a b", Error::BadName},
                 Row{"a%eth0", Error::BadName},
                 Row{"\xff", Error::BadName},
                 Row{"a*", Error::MisplacedStar},
                 Row{"*a", Error::MisplacedStar},
                 Row{"*.*.a", Error::MisplacedStar},
                 Row{"*.", Error::BadName},
                 Row{"[fe80::1", Error::BrokenBrackets},
                 Row{"[fe80::1]x", Error::BrokenBrackets},
                 Row{"[fe80::1]-[fe80::2", Error::BrokenBrackets},
                 Row{"[", Error::BrokenBrackets},
             }) {
            const auto parsed = HostPattern::parse(row.typed);
            QVERIFY2(!parsed && parsed.error() == row.error, row.typed.c_str());
        }
    }
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("ip");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *text, const char *host, const char *ip, bool expected,
                            int port = 5684) {
            QTest::addRow("%s for %s, %s, %d", text, host, ip, port)
                << QString::fromUtf8(text) << QString::fromUtf8(host) << QString::fromUtf8(ip)
                << port << expected;
        };
        row("*", "-", "-", true);
        row("*:1", "-", "-", false);
        row("GH-south", "gh-SOUTH.", "-", true);
        row("gh-south", "gh-south", "192.168.20.32", true);
        row("gh-south", "-", "192.168.20.32", false);
        row("gh-south", "gh-south2", "-", false);
        row("*.site7.local", "a.Site7.local", "-", true);
        row("*.site7.local", "a.b.site7.local", "-", true);
        row("*.site7.local", "site7.local", "-", false);
        row("*.site7.local", "asite7.local", "-", false);
        row("10.0.0.1", "-", "10.0.0.1", true);
        row("10.0.0.1", "10.0.0.1", "-", true); // not resolved, but it is an address
        row("10.0.0.1", "board", "10.0.0.1", true);
        row("10.0.0.1", "board", "-", false);
        row("10.0.0.1", "-", "::ffff:10.0.0.1", true);
        row("10.0.0.1", "-", "10.0.0.2", false);
        row("10.0.0.1:5684", "-", "10.0.0.1", true);
        row("10.0.0.1:5684", "-", "10.0.0.1", false, 5685);
        row("fe80::1", "[fe80::1]", "-", true);
        row("fe80::1", "-", "fe80::1%3", true);
        row("fe80::1%3", "-", "fe80::1%3", true);
        row("fe80::1%3", "-", "fe80::1%4", false);
        row("fe80::1%eth0", "[fe80::1%eth0]", "fe80::1%3", true);
        row("fe80::1%eth0", "[fe80::1%eth1]", "fe80::1%3", false);
        row("fe80::1%eth0", "-", "fe80::1%3", false);
        row("10.0.0.100-119", "-", "10.0.0.100", true);
        row("10.0.0.100-119", "-", "10.0.0.119", true);
        row("10.0.0.100-119", "-", "10.0.0.99", false);
        row("10.0.0.100-119", "-", "10.0.0.120", false);
        row("10.0.0.100-119", "10.0.0.101", "-", true);
        row("10.0.0.250-10.0.1.5", "-", "10.0.1.0", true);
        row("10.0.0.0/23", "-", "10.0.1.255", true);
        row("10.0.0.0/23", "-", "10.0.2.0", false);
        row("0.0.0.0/0", "-", "255.1.1.1", true);
        row("0.0.0.0/0", "-", "fd00::1", false);
        row("fd00::/17", "-", "fd00:7fff::1", true);
        row("fd00::/17", "-", "fd00:8000::1", false);
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, host);
        QFETCH(QString, ip);
        QFETCH(int, port);
        QFETCH(bool, expected);
        QCOMPARE(::matches(pattern.toStdString(), host.toStdString(), ip.toStdString(),
                           static_cast<std::uint16_t>(port)),
                 expected);
    }
    // From the most specific down; those of one row are equal.
    void specificity()
    {
        const std::vector<std::vector<const char *>> rows{
            {"[fe80::1%3]:5684"},
            {"10.0.0.1:5684", "board:5684"},
            {"fe80::1%eth0"},
            {"10.0.0.1", "board", "a.very.long.name.local", "fd00::1"},
            {"10.0.0.1/32", "10.0.0.1-1", "fd00::/128"},
            {"10.0.0.1-2:5684"},
            {"10.0.0.1-2", "10.0.0.0/31"},
            {"10.0.0.1-3"},
            {"10.0.0.0/24:1"},
            {"10.0.0.0/24", "fd00::/120"},
            {"10.0.0.0-10.0.1.0"},
            {"0.0.0.0/0"},
            {"fd00::/64"},
            {"::/0"},
            {"*.a.site7.local"},
            {"*.site7.local:5684"},
            {"*.site7.local", "*.site8.local"},
            {"*.local"},
            {"*:5684"},
            {"*"},
        };
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const char *text : rows[i]) {
                QVERIFY2(pattern(text).specificity() == pattern(rows[i][0]).specificity(), text);
                if (i > 0)
                    QVERIFY2(pattern(text).specificity() < pattern(rows[i - 1][0]).specificity(),
                             text);
            }
        }
    }
};

COPPER_TEST(TestHostPattern);
#include "test_host_pattern.moc"
