// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/net/device_matcher.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

namespace {

DiscoveredDevice device(const char *ip, const char *links, std::uint32_t zone = 0)
{
    DiscoveredDevice result;
    DeviceAddress address;
    address.socket = *parseIpLiteral(ip);
    address.socket.port = 5683;
    address.socket.zone = zone;
    result.found.addresses.push_back(address);
    result.found.linkText = std::make_shared<const Bytes>(toOwned(asBytes(links)));
    result.endpointName = endpointNameOf(parseLinkFormat(links));
    return result;
}

constexpr const char *kLinks = "</a>;rt=\"x\",</b>";

} // namespace

class TestDeviceIdentity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameEndpointName()
    {
        QVERIFY(isSameDevice(device("10.0.0.1", "</>;ep=n1"), device("2001:db8::1", "</>;ep=n1")));
        QVERIFY(!isSameDevice(device("10.0.0.1", "</>;ep=n1"), device("10.0.0.2", "</>;ep=n2")));
    }
    void equalListsAloneProveNothing()
    {
        QVERIFY(!isSameDevice(device("10.0.0.1", kLinks), device("10.0.0.2", kLinks)));
        QVERIFY(!isSameDevice(device("fe80::1", kLinks, 2), device("fe80::1", kLinks, 3)));
    }
    void sameMacInBothFamiliesOfAddresses()
    {
        const char *linkLocal = "fe80::211:22ff:fe33:4455";
        const char *global = "2001:db8::211:22ff:fe33:4455";
        QVERIFY(isSameDevice(device(linkLocal, kLinks, 2), device(global, kLinks)));
        QVERIFY(!isSameDevice(device(linkLocal, kLinks, 2), device(global, "</other>")));
        QVERIFY(!isSameDevice(device(linkLocal, kLinks, 2),
                              device("2001:db8::211:22ff:fe33:4456", kLinks)));
    }
    void sameAddressOnTwoInterfaces()
    {
        QVERIFY(isSameDevice(device("10.0.0.1", kLinks), device("10.0.0.1", kLinks)));
    }
    // The index finds what comparing with each finds.
    void matcherAgreesWithComparingEach()
    {
        SeededRandom random(3);
        DeviceMatcher matcher;
        std::vector<DiscoveredDevice> known;
        unsigned same = 0;
        for (int i = 0; i < 600; ++i) {
            const std::array<const char *, 4> lists{kLinks, "</other>", "</>;ep=n1", "</>;ep=n2"};
            const std::array<std::string, 3> families{
                "10.0.0." + std::to_string(random.below(200)),
                "fe80::211:22ff:fe33:" + std::to_string(random.below(90)),
                "2001:db8::211:22ff:fe33:" + std::to_string(random.below(90))};
            const std::string &ip = families[random.below(3)];
            const auto zone = static_cast<std::uint32_t>(ip[0] == 'f' ? 1 + random.below(2) : 0);
            DiscoveredDevice next = device(ip.c_str(), lists[random.below(4)], zone);
            const auto brute =
                std::find_if(known.begin(), known.end(), [&](const DiscoveredDevice &each) {
                    return isSameDevice(each, next);
                });
            const auto found = matcher.find(next, known);
            QCOMPARE(found.has_value(), brute != known.end());
            same += found ? 1 : 0;
            if (found)
                continue;
            matcher.add(known.size(), next);
            known.push_back(std::move(next));
        }
        QVERIFY(same > 50 && known.size() > 50);
    }
    void embeddedAddress()
    {
        QCOMPARE(*embeddedMac(*parseIpLiteral("fe80::211:22ff:fe33:4455")),
                 QStringLiteral("00:11:22:33:44:55"));
        QVERIFY(!embeddedMac(*parseIpLiteral("fe80::1")));
        QVERIFY(!embeddedMac(*parseIpLiteral("10.0.0.1")));
    }
    void linksAndNames()
    {
        DeviceAddress address;
        address.socket = *parseIpLiteral("127.0.0.11");
        address.socket.port = 5683;
        const LinkList list = parseLinkFormat(
            "</>;title=\"Kitchen\",</a%20b>;ct=\"0 50 x\";sz=12;obs;title*=UTF-8''n%C3%A4me,"
            "<coap://10.0.0.9/x>;rt=\"r1 r2\"");
        QCOMPARE(deviceName(list), QStringLiteral("Kitchen"));
        const auto links = toResourceLinks(list, address);
        QCOMPARE(links.size(), std::size_t{3});
        QCOMPARE(links[1].path, QStringLiteral("/a b"));
        QVERIFY((links[1].contentFormats == std::vector<std::uint32_t>{0, 50}));
        QVERIFY(links[1].observable);
        QCOMPARE(*links[1].size, std::uint64_t{12});
        QCOMPARE(links[1].title, QStringLiteral("n\u00e4me"));
        QCOMPARE(links[2].path, QStringLiteral("coap://10.0.0.9/x"));
        QCOMPARE(links[2].rt, QStringLiteral("r1 r2"));
    }
};

COPPER_TEST(TestDeviceIdentity);
#include "test_device_identity.moc"
