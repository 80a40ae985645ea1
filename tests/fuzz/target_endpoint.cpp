// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the peers, the network, the clock and the application. Most messages are built from
// a few bytes each, with tokens and Message IDs that fit, so that deep states are in reach; some
// are raw.
#include "core/coap/codec.h"
#include "core/coap/endpoint.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>

namespace copper::fuzz {

namespace {

constexpr std::size_t kRemembered = 8; // messages sent, to be answered
constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostPending = 16;
constexpr std::uint64_t kMaxBody = 4096;

class World
{
public:
    explicit World(std::uint8_t habits)
        : m_habits(habits), m_random(1), m_endpoint(configOf(habits), m_random)
    {}

    void play(Reader input)
    {
        for (std::size_t i = 0; i < kMostSteps && !input.atEnd(); ++i) {
            step(input);
            drain();
        }
    }

    // Everything is over, and nothing is left.
    void end()
    {
        m_answers = false;
        for (int attempt = 0; attempt < 2; ++attempt) {
            for (const auto &[id, ended] : m_exchanges) {
                if (!ended)
                    m_endpoint.cancel(m_now, id);
            }
            drain();
        }
        for (const RequestId id : m_pending)
            m_endpoint.ignoreRequest(m_now, id);
        for (const std::uint32_t peer : {1U, 2U, 3U})
            m_endpoint.handlePeerLost(m_now, PeerId{peer}, TransportError::Closed);
        drain();
        for (int i = 0; i < 10'000 && m_endpoint.nextTimeout(); ++i)
            toNextTimeout();
        for (const auto &[id, ended] : m_exchanges)
            require(ended, "each exchange ends");
        require(m_endpoint.tables().empty(), "tables are empty in the end");
    }

private:
    struct Sent
    {
        PeerId peer;
        MessageType type;
        Code code;
        MessageId mid;
        Token token;
    };

    static EndpointConfig configOf(std::uint8_t habits)
    {
        EndpointConfig config;
        config.serves = (habits & 1U) == 0;
        config.amplificationLimit = (habits & 2U) != 0;
        config.maxBody = kMaxBody;
        config.maxPendingRequests = 8;
        config.maxUploads = 4;
        config.maxResponseBodies = 4;
        config.maxObservers = 4;
        config.maxExchanges = 16;
        config.maxDedupEntriesPerPeer = 16;
        return config;
    }

    void step(Reader &input)
    {
        switch (const std::uint8_t what = input.byte(); what % 16) {
        case 0:
            raw(input);
            break;
        case 1:
        case 2:
        case 3:
        case 4:
            answer(input, what);
            break;
        case 5:
        case 6:
            ask(input);
            break;
        case 7:
            pass(input);
            break;
        case 8:
        case 9:
            send(input);
            break;
        case 10:
            steer(input);
            break;
        case 11:
            respondLater(input);
            break;
        case 12:
            m_habits = input.byte();
            break;
        case 13:
            m_endpoint.resourceChanged(m_now, "/a");
            break;
        case 14:
            toNextTimeout();
            break;
        default:
            if (const auto ping = m_endpoint.ping(m_now, peerOf(what)))
                m_exchanges.emplace(*ping, false);
            break;
        }
    }

    static PeerId peerOf(std::uint8_t what) { return PeerId{1U + (what >> 7U)}; }

    void raw(Reader &input)
    {
        const std::uint8_t how = input.byte();
        deliver(peerOf(how), input.bytes(how % 64U), false);
    }

    void deliver(PeerId peer, ByteView datagram, bool multicast)
    {
        (void)m_endpoint.handleDatagram(m_now, peer, datagram, multicast);
    }

    // A few options, each from one or two bytes.
    static Options optionsFrom(Reader &input)
    {
        Options options;
        for (unsigned left = input.byte() % 6U; left > 0; --left) {
            const std::uint8_t what = input.byte();
            switch (what % 16U) {
            case 0:
                options.addUint(OptionNumber::Observe, input.word());
                break;
            case 1:
                options.addUint(OptionNumber::Block2, input.byte());
                break;
            case 2:
                options.addUint(OptionNumber::Block1, input.byte());
                break;
            case 3:
                options.addUint(OptionNumber::Block2, input.word());
                break;
            case 4:
                options.addUint(OptionNumber::Block1, input.word());
                break;
            case 5:
                options.add(OptionNumber::ETag, input.bytes(1));
                break;
            case 6:
                options.addUint(OptionNumber::MaxAge, input.byte());
                break;
            case 7:
                options.addUint(OptionNumber::Size2, input.word());
                break;
            case 8:
                options.addUint(OptionNumber::Size1, input.word());
                break;
            case 9:
                options.addString(OptionNumber::UriPath, "a");
                break;
            case 10:
                options.add(OptionNumber::RequestTag, input.bytes(1));
                break;
            case 11:
                options.add(OptionNumber::Echo, input.bytes(8));
                break;
            case 12:
                options.addUint(OptionNumber::NoResponse, input.byte());
                break;
            case 13:
                options.addUint(OptionNumber::ContentFormat, input.byte());
                break;
            case 14:
                options.add(OptionNumber::IfMatch, input.bytes(1));
                break;
            default:
                options.add(static_cast<OptionNumber>(input.word()), input.bytes(2));
                break;
            }
        }
        return options;
    }

    static Bytes payloadFrom(Reader &input)
    {
        // Sizes of blocks, and odd ones.
        static constexpr std::size_t kSizes[] = {0, 1, 16, 32, 64, 128, 1024, 17};
        const std::uint8_t what = input.byte();
        return Bytes(kSizes[what % 8U], what);
    }

    // To a message of ours: piggybacked, separate, empty, reset; right or a little wrong.
    void answer(Reader &input, std::uint8_t what)
    {
        if (m_sent.empty())
            return;
        const Sent &sent = m_sent[m_sent.size() - 1 - (what >> 4U) % m_sent.size()];
        const std::uint8_t how = input.byte();
        MessageHeader header;
        header.type = static_cast<MessageType>(how & 3U);
        const bool piggybacked =
            header.type == MessageType::Acknowledgement || header.type == MessageType::Reset;
        header.mid = piggybacked ? sent.mid : MessageId{++m_peerMid};
        if ((how & 4U) != 0) { // empty
            deliver(sent.peer, encode(header, OptionsView(), {}), false);
            return;
        }
        static constexpr Code kCodes[] = {code::kContent, code::kChanged, code::kContinue,
                                          code::kValid};
        header.code = (how & 0x80U) != 0 ? Code{input.byte()} : kCodes[(how >> 3U) & 3U];
        header.token = sent.token;
        const PeerId from = (how & 0x60U) == 0x60U ? PeerId{3} : sent.peer;
        const Options options = optionsFrom(input);
        deliver(from, encode(header, options, payloadFrom(input)), false);
    }

    // A request of the peer.
    void ask(Reader &input)
    {
        const std::uint8_t how = input.byte();
        MessageHeader header;
        header.type = (how & 1U) != 0 ? MessageType::NonConfirmable : MessageType::Confirmable;
        header.mid = MessageId{(how & 2U) != 0 ? m_peerMid : ++m_peerMid}; // or once more
        header.code = Code{static_cast<std::uint8_t>((how & 4U) != 0 ? 1 + input.byte() % 7 : 1)};
        header.token = Token(Bytes{static_cast<std::uint8_t>((how >> 3U) & 3U)});
        const Options options = optionsFrom(input);
        deliver(peerOf(how), encode(header, options, payloadFrom(input)), (how & 0x60U) == 0x60U);
    }

    void pass(Reader &input)
    {
        const std::uint8_t much = input.byte();
        m_now += (much & 0x80U) != 0 ? seconds(much & 0x7fU) : seconds(much / 1000.0);
        m_endpoint.handleTimeout(m_now);
    }

    void toNextTimeout()
    {
        if (const auto next = m_endpoint.nextTimeout())
            m_now = std::max(m_now, *next);
        m_endpoint.handleTimeout(m_now);
        drain();
    }

    void send(Reader &input)
    {
        const std::uint8_t how = input.byte();
        const std::uint8_t more = input.byte();
        Request request;
        request.options.addString(OptionNumber::UriPath, "a");
        request.confirmable = (how & 1U) == 0;
        request.szx = static_cast<std::uint8_t>((how >> 1U) % 3U);
        if ((how & 8U) != 0) {
            request.method = (how & 0x10U) != 0 ? code::kFetch : code::kPut;
            request.body = std::make_shared<MemorySource>(Bytes(more, 'x'));
        }
        if ((more & 1U) != 0)
            request.sink = std::make_shared<MemorySink>(kMaxBody);
        if ((more & 2U) != 0)
            request.timeout = seconds(more >> 2U);
        if ((more & 4U) != 0)
            request.responseSzx = std::uint8_t{0};
        if ((more & 8U) != 0)
            request.token = Token(Bytes{static_cast<std::uint8_t>(more >> 6U)});
        if ((more & 0x10U) != 0)
            request.maxRegistrationAttempts = 2;
        if ((how & 0x60U) == 0x60U) {
            request.multicast = true;
            request.confirmable = false;
            request.body.reset();
            request.method = code::kGet;
        }
        const bool observes = (how & 0x60U) == 0x20U;
        const auto id = observes ? m_endpoint.observe(m_now, peerOf(how), std::move(request))
                                 : m_endpoint.sendRequest(m_now, peerOf(how), std::move(request));
        if (id)
            m_exchanges.emplace(*id, false);
    }

    void steer(Reader &input)
    {
        const std::uint8_t how = input.byte();
        if (m_exchanges.empty())
            return;
        const ExchangeId id =
            std::next(m_exchanges.begin(),
                      static_cast<std::ptrdiff_t>((how >> 3U) % m_exchanges.size()))
                ->first;
        switch (how % 8U) {
        case 0:
        case 1:
            m_endpoint.cancel(m_now, id);
            break;
        case 2:
            m_endpoint.pauseUpload(id);
            break;
        case 3:
            m_endpoint.resumeUpload(m_now, id);
            break;
        case 4:
            m_endpoint.retryNow(m_now, id);
            break;
        case 5: {
            TransmissionParameters parameters;
            parameters.ackTimeout = seconds((1 + input.byte()) / 1000.0);
            parameters.maxRetransmit = input.byte() % 5U;
            parameters.nstart = 1 + input.byte() % 3U;
            m_endpoint.setParameters(m_now, peerOf(how), parameters);
            break;
        }
        default:
            m_endpoint.handlePeerLost(m_now, peerOf(how),
                                      how % 8U == 6 ? TransportError::Unreachable
                                                    : TransportError::Closed);
            break;
        }
    }

    void respondLater(Reader &input)
    {
        if (m_pending.empty())
            return;
        const RequestId id = m_pending.front();
        m_pending.pop_front();
        respond(id, input.byte());
    }

    void respond(RequestId id, std::uint8_t how)
    {
        if (how % 8U == 7) {
            m_endpoint.ignoreRequest(m_now, id);
            return;
        }
        Response response;
        response.code = (how & 8U) != 0 ? code::kNotFound : code::kContent;
        if ((how & 0x10U) != 0)
            response.body = std::make_shared<MemorySource>(Bytes(300, 'z'));
        else
            response.payload = Bytes(how % 8U * 40U, 'y');
        if ((how & 0x20U) != 0)
            response.options.add(OptionNumber::ETag, Bytes{how});
        if ((how & 0x40U) != 0)
            response.observedResource = "/a";
        response.confirmableNotifications = (how & 0x80U) == 0;
        response.maxSzx = static_cast<std::uint8_t>(how % 3U);
        (void)m_endpoint.respond(m_now, id, std::move(response));
    }

    void drain()
    {
        while (const std::optional<Output> output = m_endpoint.pollOutput())
            std::visit([this](const auto &what) { take(what); }, *output);
    }

    void take(const Transmit &out)
    {
        const auto message = decode(out.datagram);
        require(message.has_value(), "what is sent is well-formed");
        if (message->type != MessageType::Confirmable &&
            message->type != MessageType::NonConfirmable)
            return; // nobody answers these
        m_sent.push_back({out.peer, message->type, message->code, message->mid, message->token});
        if (m_sent.size() > kRemembered)
            m_sent.pop_front();
    }
    void take(const ResponseReceived &response)
    {
        require(response.payload.size() <= kMaxBody, "a body is bounded");
        note(response.exchange, response.last);
    }
    void take(const ExchangeFailed &failed) { note(failed.exchange, true); }
    void take(const PongReceived &pong) { note(pong.exchange, true); }
    void take(const BlockProgress &progress) { note(progress.exchange, false); }
    void take(const ObservationChanged &change) { note(change.exchange, false); }
    void take(const ObserverLeft &) {}
    void take(const RequestReceived &request) { asked(request.request); }
    void take(const UploadOffered &offer)
    {
        if (m_answers && (m_habits & 0x0cU) != 0x0cU)
            (void)m_endpoint.acceptUpload(m_now, offer.request,
                                          std::make_shared<MemorySink>(kMaxBody), kMaxBody,
                                          static_cast<std::uint8_t>(m_habits % 3U));
        else
            respond(offer.request, 8);
    }

    // At once, or when the input says so.
    void asked(RequestId id)
    {
        if (!m_answers)
            m_endpoint.ignoreRequest(m_now, id);
        else if ((m_habits & 0x10U) != 0 && m_pending.size() < kMostPending)
            m_pending.push_back(id);
        else
            respond(id, m_habits | 0x40U);
    }

    void note(ExchangeId id, bool last)
    {
        // sendRequest() may have said so before it returned the number.
        const auto [it, isNew] = m_exchanges.emplace(id, last);
        if (isNew)
            return;
        require(!it->second, "nothing comes after the end");
        it->second = last;
    }

    std::uint8_t m_habits;
    SeededRandom m_random;
    Endpoint m_endpoint;
    TimePoint m_now{seconds(100)};
    std::deque<Sent> m_sent;
    std::map<ExchangeId, bool> m_exchanges; // and whether it has ended
    std::deque<RequestId> m_pending;
    std::uint16_t m_peerMid = 0;
    bool m_answers = true;
};

} // namespace

void endpoint(ByteView input)
{
    Reader reader(input);
    World world(reader.byte());
    world.play(reader);
    world.end();
}

} // namespace copper::fuzz
