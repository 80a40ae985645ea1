// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"

#include "core/coap/codec.h"
#include "tests/support/dtls_samples.h"

#include <string_view>

namespace copper::test {

JobId FakeSession::discover(const DiscoverySpec &spec)
{
    discoveries.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::request(const RequestSpec &spec)
{
    requests.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::observe(const RequestSpec &spec)
{
    observations.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::ping(const RequestSpec &spec, unsigned)
{
    pings.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::upload(const UploadSpec &spec)
{
    uploads.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::plugtest(const PlugtestSpec &spec)
{
    plugtests.emplace_back(next(), spec);
    return lastJob();
}

JobId FakeSession::testHandshake(const HandshakeSpec &spec)
{
    handshakes.emplace_back(next(), spec);
    return lastJob();
}

void FakeSession::setParameters(const QString &endpoint, const TransmissionParameters &p)
{
    parameters[endpoint] = p;
}

WallTime timeAt(double seconds)
{
    return plusSeconds(WallTime{1'778'594'531'000'000}, seconds);
}

SocketAddress socketAt(const char *ip, std::uint16_t port)
{
    std::optional<SocketAddress> socket = parseIpLiteral(ip);
    if (!socket)
        qFatal("not an IP literal: %s", ip);
    socket->port = port;
    return *socket;
}

InterfaceInfo interfaceNamed(const char *name)
{
    InterfaceInfo info;
    info.name = QString::fromLatin1(name);
    info.loopback = info.name == QLatin1String("lo");
    info.index = info.loopback ? 1 : 2;
    info.addresses << (info.loopback ? QStringLiteral("127.0.0.1/8")
                                     : QStringLiteral("192.168.20.5/24"));
    info.up = true;
    info.multicast = !info.loopback;
    return info;
}

EventBatchPtr batchOf(std::vector<SessionEvent> events, std::vector<MessageRecord> messages)
{
    auto batch = std::make_shared<EventBatch>();
    batch->events = std::move(events);
    batch->messages = std::move(messages);
    return batch;
}

ResponseArrived contentResponse(JobId job, const QString &uri, const char *payload,
                                std::optional<std::uint32_t> contentFormat, WallTime at,
                                SocketAddress peer)
{
    ResponseArrived response;
    response.job = job;
    response.uri = uri;
    response.peer = peer;
    response.code = code::kContent;
    response.messages = 2;
    response.rtt = seconds(0.0041);
    response.at = at;
    const Bytes bytes = toOwned(asBytes(std::string_view(payload)));
    response.payload = std::make_shared<const Bytes>(bytes);
    response.payloadSize = bytes.size();
    if (contentFormat)
        response.options.addUint(OptionNumber::ContentFormat, *contentFormat);
    return response;
}

ResourceLink linkTo(const QString &path, bool observable, const QString &rt)
{
    ResourceLink link;
    link.path = path;
    link.href = path;
    link.observable = observable;
    link.rt = rt;
    if (!rt.isEmpty())
        link.attributes.emplace_back(QStringLiteral("rt"), rt);
    if (observable)
        link.attributes.emplace_back(QStringLiteral("obs"), QString());
    return link;
}

DeviceFound foundDevice(const char *ip, const QString &name, std::vector<ResourceLink> links,
                        WallTime at, const QString &network)
{
    DeviceFound found;
    DeviceAddress address;
    address.socket = socketAt(ip);
    address.interfaceName = network;
    found.addresses.push_back(address);
    found.name = name;
    found.networkName = network;
    found.links = std::move(links);
    found.at = at;
    return found;
}

MessageRecord recordOf(MessageRecord::Direction direction, const SocketAddress &peer,
                       const Message &message, WallTime at, MessageRecord::Mark mark)
{
    MessageRecord record;
    record.at = at;
    record.direction = direction;
    record.mark = mark;
    record.local = socketAt("127.0.0.1", 40'000);
    record.peer = peer;
    record.datagram = encode(message);
    return record;
}

MessageRecord wireOf(MessageRecord::Direction direction, const SocketAddress &peer, Bytes datagram,
                     WallTime at, const Message *message)
{
    MessageRecord record;
    record.at = at;
    record.direction = direction;
    record.layer = MessageRecord::Layer::Record;
    record.peer = peer;
    record.local = socketAt("127.0.0.1", 40'000);
    record.datagram = std::move(datagram);
    if (message != nullptr) {
        const std::size_t last = readDtlsDatagram(record.datagram).records.size() - 1;
        record.opened.push_back({last, MessageRecord::Mark::None, encode(*message)});
    }
    return record;
}

std::vector<MessageRecord> handshakeWith(const SocketAddress &peer, double at, std::uint8_t random)
{
    using Direction = MessageRecord::Direction;
    const Bytes cookie(20, 0xcc);
    const Bytes hidden(40, 0xee);
    const Bytes done = dtlsHandshake(DtlsHandshakeType::ServerHelloDone, 3, {});
    const Bytes finished = dtlsRecord(DtlsContentType::Handshake, 1, 0, hidden);
    const auto out = [&](Bytes bytes, double after) {
        return wireOf(Direction::Sent, peer, std::move(bytes), timeAt(at + after));
    };
    const auto in = [&](Bytes bytes, double after) {
        return wireOf(Direction::Received, peer, std::move(bytes), timeAt(at + after));
    };
    return {out(dtlsClientHello(random, 0), 0),
            in(dtlsHelloVerify(0, cookie), 0.001),
            out(dtlsClientHello(random, 1, cookie), 0.002),
            in(joined({dtlsServerHello(0xc0a8, 1), dtlsHint("lamps", 2), done}), 0.004),
            out(joined({dtlsIdentity("demo", 2), dtlsChangeCipherSpec(3), finished}), 0.005),
            in(joined({dtlsChangeCipherSpec(4), finished}), 0.007)};
}

std::vector<MessageRecord> secureExchange(const SocketAddress &peer, const char *path,
                                          std::uint16_t mid, double at)
{
    using Direction = MessageRecord::Direction;
    const Bytes record =
        dtlsRecord(DtlsContentType::ApplicationData, 1, mid, Bytes(48, std::uint8_t{0xdd}));
    const Message request = requestMessage(code::kGet, path, mid, "aa");
    const Message answer =
        responseMessage(code::kContent, MessageType::Acknowledgement, mid, "aa", "23.5");
    return {wireOf(Direction::Sent, peer, record, timeAt(at), &request),
            wireOf(Direction::Received, peer, record, timeAt(at + 0.002), &answer)};
}

Message requestMessage(Code method, const char *path, std::uint16_t mid, const char *tokenHex,
                       MessageType type)
{
    Message message;
    message.type = type;
    message.code = method;
    message.mid = MessageId{mid};
    message.token = Token(*fromHex(tokenHex));
    std::string_view rest(path);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = rest.find('/');
        message.options.addString(OptionNumber::UriPath, rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    }
    return message;
}

Message emptyMessage(MessageType type, std::uint16_t mid)
{
    Message message;
    message.type = type;
    message.mid = MessageId{mid};
    return message;
}

Message responseMessage(Code code, MessageType type, std::uint16_t mid, const char *tokenHex,
                        const char *payload)
{
    Message message;
    message.type = type;
    message.code = code;
    message.mid = MessageId{mid};
    message.token = Token(*fromHex(tokenHex));
    message.payload = toOwned(asBytes(std::string_view(payload)));
    return message;
}

} // namespace copper::test
