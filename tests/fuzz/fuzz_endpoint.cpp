// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzzer is peer, clock and network: pieces of its input are datagrams, pauses and commands.
// When all is over the tables must be empty.
#include "core/coap/endpoint.h"

#include <cstdlib>

namespace {

using namespace copper;

class World
{
public:
    World() : m_endpoint(config(), m_random) {}

    void play(ByteView input)
    {
        std::size_t at = 0;
        while (at + 2 <= input.size()) {
            const std::uint8_t what = input[at];
            const std::size_t length = input[at + 1];
            at += 2;
            const ByteView piece = input.subspan(at, std::min(length, input.size() - at));
            at += piece.size();
            step(what, piece);
            drain();
        }
    }

    void end()
    {
        for (const ExchangeId id : m_exchanges) {
            m_endpoint.cancel(m_now, id);
            drain();
            m_endpoint.cancel(m_now, id);
            drain();
        }
        m_endpoint.handlePeerLost(m_now, PeerId{1}, TransportError::Closed);
        m_endpoint.handlePeerLost(m_now, PeerId{2}, TransportError::Closed);
        drain();
        for (int i = 0; i < 4000 && m_endpoint.nextTimeout(); ++i) {
            m_now = std::max(m_now, *m_endpoint.nextTimeout());
            m_endpoint.handleTimeout(m_now);
            drain();
        }
        if (!m_endpoint.tables().empty())
            std::abort();
    }

private:
    static EndpointConfig config()
    {
        EndpointConfig config;
        config.serves = true;
        config.maxBody = 4096;
        return config;
    }
    void step(std::uint8_t what, ByteView piece)
    {
        const PeerId peer{1U + (what >> 7)};
        switch (what % 8) {
        case 0:
        case 1:
        case 2:
        case 3: { // a datagram, with a Message ID and token of ours when the fuzzer asks
            Bytes datagram = toOwned(piece);
            if ((what & 0x40) && datagram.size() >= 4 && !m_sent.empty()) {
                const Bytes &last = m_sent.back();
                std::copy(last.begin() + 2, last.begin() + 4, datagram.begin() + 2);
            }
            m_endpoint.handleDatagram(m_now, peer, datagram, (what & 0x20) != 0);
            break;
        }
        case 4:
            m_now += seconds(piece.empty() ? 1 : piece[0]);
            m_endpoint.handleTimeout(m_now);
            break;
        case 5: {
            Request request;
            request.token = Token(ByteView(piece).first(std::min<std::size_t>(piece.size(), 2)));
            request.options.addString(OptionNumber::UriPath, "a");
            request.confirmable = (what & 0x10) != 0;
            if (what & 0x08) {
                request.method = code::kPut;
                request.szx = 0;
                request.body = std::make_shared<MemorySource>(Bytes(100, 'x'));
            }
            const auto id = (what & 0x20) ? m_endpoint.observe(m_now, peer, std::move(request))
                                          : m_endpoint.sendRequest(m_now, peer, std::move(request));
            if (id)
                m_exchanges.push_back(*id);
            break;
        }
        case 6:
            m_endpoint.resourceChanged(m_now, "/a");
            break;
        case 7:
            if (!m_exchanges.empty())
                m_endpoint.cancel(m_now, m_exchanges[piece.size() % m_exchanges.size()]);
            break;
        }
    }
    void drain()
    {
        while (std::optional<Output> output = m_endpoint.pollOutput()) {
            if (const auto *out = std::get_if<Transmit>(&*output)) {
                m_sent.push_back(out->datagram);
            } else if (const auto *request = std::get_if<RequestReceived>(&*output)) {
                Response response;
                response.payload = Bytes(200, 'y');
                response.observedResource = "/a";
                response.maxSzx = std::uint8_t{1};
                (void)m_endpoint.respond(m_now, request->request, std::move(response));
            } else if (const auto *offer = std::get_if<UploadOffered>(&*output)) {
                (void)m_endpoint.acceptUpload(m_now, offer->request,
                                              std::make_shared<MemorySink>(4096), 4096);
            }
        }
    }
    SeededRandom m_random{1};
    Endpoint m_endpoint;
    TimePoint m_now{seconds(100)};
    std::vector<Bytes> m_sent;
    std::vector<ExchangeId> m_exchanges;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    World world;
    world.play(ByteView(data, size));
    world.end();
    return 0;
}
