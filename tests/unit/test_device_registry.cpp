// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/device_registry.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestDeviceRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Another address, the same ep: the same row, with what the user wrote on it.
    void aDeviceThatMovedStaysOne()
    {
        DeviceRegistry registry;
        const auto at = [](const char *ip, double when, const char *ep = "node-7") {
            DeviceFound found = foundDevice(ip, QStringLiteral("node"),
                                            {linkTo(QStringLiteral("/a"))}, timeAt(when));
            found.endpointName = QLatin1String(ep);
            return found;
        };
        registry.tick(timeAt(0));
        const auto id = registry.merge(at("10.0.0.1", 0));
        registry.rename(*id, QStringLiteral("Boiler"));
        registry.setNote(*id, QStringLiteral("mine"));
        // Alive at the old address: two devices that say the same of themselves.
        const auto twin = registry.merge(at("10.0.0.2", 1));
        QVERIFY(twin && *twin != *id);
        registry.remove(*twin);
        registry.tick(timeAt(400));
        QVERIFY(registry.device(*id)->state == DeviceState::Stale);
        const auto moved = registry.merge(at("10.0.0.9", 401));
        QVERIFY(moved && *moved == *id);
        QCOMPARE(registry.devices().size(), std::size_t(1));
        QCOMPARE(registry.device(*id)->name(), QStringLiteral("Boiler"));
        QCOMPARE(registry.device(*id)->note, QStringLiteral("mine"));
        QCOMPARE(registry.device(*id)->addressText(), QStringLiteral("10.0.0.9"));
        QVERIFY(registry.deviceAt(socketAt("10.0.0.1")) == nullptr);
        QVERIFY(registry.deviceAt(QStringLiteral("coap://10.0.0.9/a"))->id == *id);
        // No ep, no moving; another ep, another device.
        registry.tick(timeAt(900));
        QVERIFY(*registry.merge(at("10.0.0.10", 901, "")) != *id);
        QVERIFY(*registry.merge(at("10.0.0.11", 901, "node-8")) != *id);
        QCOMPARE(registry.devices().size(), std::size_t(3));
    }
    void userFieldsAreBounded()
    {
        DeviceRegistry registry;
        const auto id = registry.merge(foundDevice("10.0.0.1", {}, {}, timeAt(0)));
        registry.setNote(*id, QString(9000, QLatin1Char('n')));
        QCOMPARE(registry.device(*id)->note.size(), DeviceRegistry::kMaxNoteLength);
        QStringList many{QStringLiteral(" a  b "), QStringLiteral("A B"), QString()};
        for (int i = 0; i < 100; ++i)
            many << QString::number(i) + QString(100, QLatin1Char('t'));
        registry.setTags(*id, many);
        QCOMPARE(registry.device(*id)->tags.size(), DeviceRegistry::kMaxTags);
        QCOMPARE(registry.device(*id)->tags[0], QStringLiteral("a b"));
        QCOMPARE(registry.device(*id)->tags[1].size(), DeviceRegistry::kMaxTagLength);
        registry.setGroups(*id, many);
        QCOMPARE(registry.device(*id)->groups.size(), DeviceRegistry::kMaxGroups);
    }
    // The same secure session at another address: the row that is known goes there.
    void whoGoesOnWithItsSessionIsOne()
    {
        DeviceRegistry devices;
        devices.tick(timeAt(0));
        const auto at = [](const char *ip, const char *name) {
            DeviceFound found =
                foundDevice(ip, QLatin1String(name), {linkTo(QStringLiteral("/a"))}, timeAt(0));
            return found;
        };
        const DeviceId lamp = *devices.merge(at("10.0.0.5", "lamp"));
        devices.setNote(lamp, QStringLiteral("on the roof"));
        const DeviceId other = *devices.merge(at("10.0.0.9", "unnamed"));
        devices.setTags(other, {QStringLiteral("new")});
        QSignalSpy moved(&devices, &DeviceRegistry::deviceMoved);
        devices.sameSession(socketAt("10.0.0.5"), socketAt("10.0.0.9"));
        QCOMPARE(devices.devices().size(), std::size_t{1});
        const Device &one = devices.devices().front();
        QVERIFY(one.id == lamp);
        QCOMPARE(one.baseUri(), QStringLiteral("coap://10.0.0.9"));
        QCOMPARE(one.note, QStringLiteral("on the roof"));
        QCOMPARE(one.tags, QStringList{QStringLiteral("new")});
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.front().at(1).toString(), QStringLiteral("coap://10.0.0.5"));
        QVERIFY(devices.deviceAt(QStringLiteral("coap://10.0.0.5/a")) == nullptr);
        // To a place nobody found yet, and from a place nobody knows.
        devices.sameSession(socketAt("10.0.0.9"), socketAt("10.0.0.20"));
        QCOMPARE(devices.devices().front().baseUri(), QStringLiteral("coap://10.0.0.20"));
        devices.sameSession(socketAt("10.0.0.77"), socketAt("10.0.0.78"));
        devices.sameSession(socketAt("10.0.0.20"), socketAt("10.0.0.20"));
        QCOMPARE(devices.devices().size(), std::size_t{1});
        QCOMPARE(moved.size(), 2);
    }

    void manyAreRemovedInOneGo()
    {
        DeviceRegistry registry;
        std::vector<DeviceId> odd;
        for (int i = 0; i < 200; ++i) {
            const QByteArray ip = QStringLiteral("10.0.0.%1").arg(i + 1).toLatin1();
            const auto id = registry.merge(foundDevice(ip.constData(), {}, {}, timeAt(0)));
            if (i % 2 == 1)
                odd.push_back(*id);
        }
        odd.push_back(odd.front()); // twice does no harm
        odd.push_back(DeviceId{99'999});
        QSignalSpy removed(&registry, &DeviceRegistry::deviceRemoved);
        registry.remove(odd);
        QCOMPARE(removed.size(), 100);
        QCOMPARE(registry.devices().size(), std::size_t(100));
        for (int i = 0; i < 200; ++i) {
            const QByteArray ip = QStringLiteral("10.0.0.%1").arg(i + 1).toLatin1();
            const Device *device = registry.deviceAt(socketAt(ip.constData()));
            QCOMPARE(device != nullptr, i % 2 == 0);
            if (device != nullptr)
                QCOMPARE(registry.device(device->id), device);
        }
    }
    void foundTwiceIsOneDevice()
    {
        DeviceRegistry registry;
        QSignalSpy added(&registry, &DeviceRegistry::deviceAdded);
        QSignalSpy links(&registry, &DeviceRegistry::linksChanged);
        const auto id = registry.merge(foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                                                   {linkTo(QStringLiteral("/temp"))}, timeAt(0)));
        QVERIFY(id);
        registry.rename(*id, QStringLiteral("North"));
        const auto again = registry.merge(foundDevice(
            "127.0.0.11", QStringLiteral("greenhouse-1"),
            {linkTo(QStringLiteral("/temp")), linkTo(QStringLiteral("/hum"))}, timeAt(5)));
        QVERIFY(again && *again == *id);
        QCOMPARE(added.size(), 1);
        QCOMPARE(links.size(), 1);
        QCOMPARE(registry.devices().size(), std::size_t(1));
        QCOMPARE(registry.device(*id)->name(), QStringLiteral("North"));
        QCOMPARE(registry.device(*id)->links.size(), std::size_t(2));
        QVERIFY(registry.device(*id)->state == DeviceState::Alive);
    }
    void severalAddressesMergeTwoRows()
    {
        DeviceRegistry registry;
        const auto a = registry.merge(foundDevice("10.0.0.1", QStringLiteral("a"), {}, timeAt(0)));
        const auto b = registry.merge(foundDevice("10.0.0.2", QStringLiteral("b"), {}, timeAt(0)));
        registry.rename(*b, QStringLiteral("Mine"));
        registry.setFavourite(*b, true);
        DeviceFound both = foundDevice("10.0.0.1", QStringLiteral("same"), {}, timeAt(1));
        both.addresses.push_back(both.addresses.front());
        both.addresses.back().socket = socketAt("10.0.0.2");
        QSignalSpy removed(&registry, &DeviceRegistry::deviceRemoved);
        QVERIFY(registry.merge(both) == a);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(registry.devices().size(), std::size_t(1));
        const Device &device = registry.devices().front();
        QCOMPARE(device.name(), QStringLiteral("Mine"));
        QVERIFY(device.favourite);
        QCOMPARE(device.addresses.size(), std::size_t(2));
        QVERIFY(registry.deviceAt(socketAt("10.0.0.2"))->id == *a);
        QVERIFY(registry.deviceAt(QStringLiteral("coap://10.0.0.2/x/y"))->id == *a);
    }
    void states()
    {
        DeviceRegistry registry;
        registry.tick(timeAt(0));
        const auto id = registry.addManually(QStringLiteral("coap://10.0.0.9"));
        QVERIFY(id);
        const auto state = [&] {
            return registry.device(*id)->state;
        };
        QVERIFY(state() == DeviceState::NotAsked);
        registry.unanswered(*id, timeAt(1));
        QVERIFY(state() == DeviceState::Gone);
        registry.heard(socketAt("10.0.0.9"), timeAt(10));
        QVERIFY(state() == DeviceState::Alive);
        registry.tick(timeAt(10 + kDeviceStaleAfterSeconds - 1));
        QVERIFY(state() == DeviceState::Alive);
        registry.tick(timeAt(10 + kDeviceStaleAfterSeconds));
        QVERIFY(state() == DeviceState::Stale);
        registry.heard(*id, timeAt(1000));
        registry.tick(timeAt(1001));
        registry.unanswered(*id, timeAt(1001));
        QVERIFY(state() == DeviceState::Stale);
        registry.tick(timeAt(1000 + kDeviceGoneAfterSeconds));
        QVERIFY(state() == DeviceState::Gone);
    }
    void addByHand()
    {
        DeviceRegistry registry;
        const auto bare = registry.addManually(QStringLiteral("192.168.1.7"));
        QVERIFY(bare);
        QCOMPARE(registry.device(*bare)->baseUri(), QStringLiteral("coap://192.168.1.7"));
        QVERIFY(registry.addManually(QStringLiteral("coap://192.168.1.7:5683/x")) == bare);
        const auto named = registry.addManually(QStringLiteral("coap://Meter.local:5700"));
        QVERIFY(named);
        QCOMPARE(registry.device(*named)->name(), QStringLiteral("meter.local:5700"));
        const auto zoned = registry.addManually(QStringLiteral("coap://[fe80::1%25eth0]:61616"));
        QVERIFY(zoned);
        QCOMPARE(registry.device(*zoned)->baseUri(),
                 QStringLiteral("coap://[fe80::1%25eth0]:61616"));
        QCOMPARE(registry.device(*zoned)->addressText(), QStringLiteral("[fe80::1]:61616"));
        QCOMPARE(registry.device(*zoned)->networkName, QStringLiteral("eth0"));
        QVERIFY(registry.addManually(QStringLiteral("http://x")).error() ==
                DeviceRegistry::AddError::UnsupportedScheme);
        QVERIFY(registry.addManually(QStringLiteral("coap://a b")).error() ==
                DeviceRegistry::AddError::InvalidUri);
        // The answer to a unicast discovery of a name belongs to that row.
        registry.expect(JobId{7}, *named);
        DeviceFound found = foundDevice("10.1.1.1", QStringLiteral("meter"), {}, timeAt(0));
        found.job = JobId{7};
        QVERIFY(registry.merge(found) == *named);
        QVERIFY(registry.deviceAt(QStringLiteral("coap://meter.local:5700/a"))->id == *named);
        QVERIFY(registry.deviceAt(socketAt("10.1.1.1"))->id == *named);
    }
    // The user's word for a device that does not say it speaks coaps: one row, whatever is found
    // again, and as before when it is taken back.
    void byCoapsAtThisPort()
    {
        DeviceRegistry registry;
        const DeviceFound found = foundDevice("10.0.0.1", {}, {}, timeAt(0));
        const auto id = registry.merge(found);
        registry.setSecurePort(*id, std::uint16_t{7684});
        QCOMPARE(registry.device(*id)->baseUri(), QStringLiteral("coaps://10.0.0.1:7684"));
        QVERIFY(registry.device(*id)->isSecure());
        QVERIFY(registry.deviceAt(QStringLiteral("coaps://10.0.0.1:7684/x"))->id == *id);
        QVERIFY(registry.deviceAt(socketAt("10.0.0.1", 7684))->id == *id);
        QVERIFY(registry.merge(found) == *id);
        QCOMPARE(registry.device(*id)->baseUri(), QStringLiteral("coaps://10.0.0.1:7684"));
        // Its own answer to the question by coaps.
        DeviceFound secure = found;
        secure.addresses.front().scheme = QStringLiteral("coaps");
        secure.addresses.front().socket.port = 7684;
        QVERIFY(registry.merge(secure) == *id);
        QCOMPARE(registry.devices().size(), std::size_t(1));
        registry.setSecurePort(*id, std::nullopt);
        QCOMPARE(registry.device(*id)->baseUri(), QStringLiteral("coap://10.0.0.1"));
        QVERIFY(!registry.device(*id)->isSecure());
        QVERIFY(registry.deviceAt(QStringLiteral("coaps://10.0.0.1:7684/x")) == nullptr);
        const auto named = registry.addManually(QStringLiteral("coap://meter.local:5700"));
        registry.setSecurePort(*named, std::uint16_t{5684});
        QCOMPARE(registry.device(*named)->baseUri(), QStringLiteral("coaps://meter.local"));
        QVERIFY(registry.deviceAt(QStringLiteral("coaps://meter.local/x"))->id == *named);
    }
    // Datagrams of a device in a second, for who wonders which one storms.
    void messagesPerSecond()
    {
        DeviceRegistry registry;
        const auto id = registry.merge(foundDevice("10.0.0.1", {}, {}, timeAt(0)));
        registry.tick(timeAt(1));
        registry.heard(socketAt("10.0.0.1"), timeAt(2), 5000);
        registry.tick(timeAt(3));
        QCOMPARE(registry.device(*id)->messagesPerSecond, 2500.0);
        registry.tick(timeAt(4));
        QCOMPARE(registry.device(*id)->messagesPerSecond, 0.0);
    }
    // What is merged stays found by every address, also without a new index.
    void addressesStayKnown()
    {
        DeviceRegistry registry;
        const auto id = registry.merge(foundDevice("10.0.0.1", {}, {}, timeAt(0)));
        registry.merge(foundDevice("10.0.0.2", {}, {}, timeAt(0)));
        DeviceFound more = foundDevice("10.0.0.1", QStringLiteral("two"), {}, timeAt(1));
        more.addresses.push_back(more.addresses.front());
        more.addresses.back().socket.port = 7000;
        QVERIFY(registry.merge(more) == *id);
        QVERIFY(registry.deviceAt(QStringLiteral("coap://10.0.0.1:7000/x"))->id == *id);
        QVERIFY(registry.merge(foundDevice("10.0.0.1", QStringLiteral("one"), {}, timeAt(2))) ==
                *id);
        QVERIFY(registry.deviceAt(QStringLiteral("coap://10.0.0.2"))->id != *id);
    }
    void raisedLimits()
    {
        DeviceRegistry registry;
        registry.setLimits(2, 3);
        DeviceFound found = foundDevice(
            "10.0.0.1", {}, std::vector<ResourceLink>(4, linkTo(QStringLiteral("/x"))), timeAt(0));
        const auto id = registry.merge(found);
        QCOMPARE(registry.device(*id)->links.size(), std::size_t{3});
        QVERIFY(registry.device(*id)->linksAtLimit);
        registry.merge(foundDevice("10.0.0.2", {}, {}, timeAt(0)));
        QVERIFY(!registry.merge(foundDevice("10.0.0.3", {}, {}, timeAt(0))));
        registry.setLimits(3, 10);
        QVERIFY(registry.merge(foundDevice("10.0.0.3", {}, {}, timeAt(0))));
        QVERIFY(registry.merge(found) == *id);
        QVERIFY(!registry.device(*id)->linksCut);
    }
    void limits()
    {
        DeviceRegistry registry;
        for (std::size_t i = 0; i < DeviceRegistry::kMaxDevices; ++i) {
            const QString uri = QStringLiteral("coap://10.0.%1.%2").arg(i / 250).arg(i % 250);
            QVERIFY(registry.addManually(uri));
        }
        QVERIFY(registry.addManually(QStringLiteral("coap://10.9.9.9")).error() ==
                DeviceRegistry::AddError::LimitReached);
        QVERIFY(!registry.merge(foundDevice("10.9.9.9", {}, {}, timeAt(0))));

        std::vector<ResourceLink> links(DeviceRegistry::kMaxLinks + 1,
                                        linkTo(QStringLiteral("/x")));
        DeviceFound found =
            foundDevice("10.0.0.1", QString(5000, QLatin1Char('n')), std::move(links), timeAt(0));
        for (int i = 0; i < 20; ++i) {
            found.addresses.push_back(found.addresses.front());
            found.addresses.back().socket.port = static_cast<quint16>(6000 + i);
        }
        const auto id = registry.merge(found);
        QVERIFY(id);
        const Device *device = registry.device(*id);
        QCOMPARE(device->links.size(), DeviceRegistry::kMaxLinks);
        QVERIFY(device->linksCut);
        QCOMPARE(device->addresses.size(), DeviceRegistry::kMaxAddresses);
        QCOMPARE(device->selfName.size(), DeviceRegistry::kMaxNameLength);
    }
};

COPPER_TEST(TestDeviceRegistry);
#include "test_device_registry.moc"
