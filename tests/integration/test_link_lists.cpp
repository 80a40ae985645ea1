// SPDX-License-Identifier: GPL-3.0-or-later
// Link lists nobody sane serves: too long, too many, not text.
#include "core/coap/link_format.h"
#include "core/domain/device_registry.h"
#include "tests/integration/net_bench.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

// Serves one list, block by block, whatever is in it.
class ListServer
{
public:
    explicit ListServer(Bytes list) : m_list(std::move(list)), m_driver(config(), m_random)
    {
        SocketAddress local;
        local.family = SocketAddress::Family::IPv4;
        local.ip = {127, 0, 0, 1};
        if (!m_driver.bind(local, {}))
            qFatal("cannot bind a loopback address");
        m_driver.setOutputHandler([this](Output &output) {
            const auto *request = std::get_if<RequestReceived>(&output);
            if (request == nullptr)
                return;
            Response response;
            response.code = code::kContent;
            response.options.addUint(OptionNumber::ContentFormat, 40);
            response.body = std::make_shared<MemorySource>(m_list);
            (void)m_driver.endpoint().respond(m_driver.now(), request->request,
                                              std::move(response));
        });
    }
    QString uri() const
    {
        return QStringLiteral("coap://127.0.0.1:%1")
            .arg(m_driver.localAddress(SocketAddress::Family::IPv4).port);
    }

private:
    static EndpointConfig config()
    {
        EndpointConfig config;
        config.serves = true;
        return config;
    }
    Bytes m_list;
    SystemRandom m_random;
    CoapDriver m_driver;
};

Bytes listOf(int links, const QByteArray &tail)
{
    QByteArray text;
    for (int i = 0; i < links; ++i)
        text += (i > 0 ? ",</" : "</") + QByteArray::number(i) + ">" + tail;
    return Bytes(text.begin(), text.end());
}

} // namespace

class TestLinkLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostileList_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<int>("links"); // that are kept
        QTest::addColumn<bool>("cut");
        QTest::addColumn<bool>("broken");
        const auto bytes = [](const Bytes &list) {
            return QByteArray(reinterpret_cast<const char *>(list.data()),
                              static_cast<qsizetype>(list.size()));
        };
        const QByteArray title = ";title=\"" + QByteArray(1000, 'x') + '"';
        const Bytes large = listOf(2100, title);
        QVERIFY(large.size() > 2'000'000U);
        QTest::newRow("2 MB") << bytes(large) << -1 << true << false;
        QTest::newRow("100,000 links")
            << bytes(listOf(100'000, {})) << static_cast<int>(DeviceRegistry::kMaxLinks) << true
            << false;
        QTest::newRow("not UTF-8")
            << QByteArray("</a>;title=\"\xff\xfe\",</b>") << 2 << false << false;
        QTest::newRow("broken") << QByteArray("</a>,</b") << 1 << false << true;
        QTest::newRow("not a list") << QByteArray("\x00\x01\x02", 3) << 0 << false << true;
        QTest::newRow("nothing") << QByteArray() << 0 << false << false;
    }
    void hostileList()
    {
        QFETCH(QByteArray, list);
        QFETCH(int, links);
        QFETCH(bool, cut);
        QFETCH(bool, broken);
        const ListServer server(Bytes(list.begin(), list.end()));
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.uri = server.uri();
        bench.session().discover(spec);
        QVERIFY(bench.waitForEnd(30'000));
        const auto devices = bench.all<DeviceFound>();
        QCOMPARE(devices.size(), std::size_t{1});
        QCOMPARE(devices[0].linksCut, cut);
        QCOMPARE(!devices[0].linkError.isEmpty(), broken);
        if (links >= 0)
            QCOMPARE(devices[0].links.size(), static_cast<std::size_t>(links));
        else
            QVERIFY(devices[0].links.size() > 500);
        DeviceRegistry registry;
        QVERIFY(registry.merge(devices[0]));
        QCOMPARE(registry.devices().size(), std::size_t{1});
    }
};

COPPER_TEST(TestLinkLists);
#include "test_link_lists.moc"
