// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/simulated_network.h"

#include <functional>
#include <memory>
#include <vector>

namespace copper::test {

// A client (node 0) and a server (node 1) that answers through `serve` and keeps uploads.
struct SimPair
{
    explicit SimPair(std::uint64_t seed = 1, EndpointConfig server = {}, EndpointConfig client = {})
        : network(seed)
    {
        network.addNode(client, [this](Output &o) { onClient(o); });
        server.serves = true;
        network.addNode(server, [this](Output &o) { onServer(o); });
    }

    void onClient(Output &output)
    {
        if (auto *r = std::get_if<ResponseReceived>(&output))
            responses.push_back(std::move(*r));
        else if (auto *f = std::get_if<ExchangeFailed>(&output))
            failures.push_back(*f);
        else if (auto *p = std::get_if<BlockProgress>(&output))
            progress.push_back(*p);
        else if (auto *o = std::get_if<ObservationChanged>(&output))
            observations.push_back(*o);
        else if (std::get_if<PongReceived>(&output))
            ++pongs;
    }
    void onServer(Output &output)
    {
        if (auto *r = std::get_if<RequestReceived>(&output)) {
            requests.push_back(*r);
            if (serve)
                serve(requests.back());
        } else if (auto *u = std::get_if<UploadOffered>(&output)) {
            offers.push_back(*u);
            if (offer) {
                offer(*u);
                return;
            }
            uploaded = std::make_shared<MemorySink>(uploadLimit);
            (void)server().acceptUpload(network.now(), u->request, uploaded, uploadLimit,
                                        uploadSzx);
        }
    }
    Endpoint &client() { return network.endpoint(0); }
    Endpoint &server() { return network.endpoint(1); }
    void answer(RequestId id, Response response)
    {
        (void)server().respond(network.now(), id, std::move(response));
    }
    static Request get(const std::string &path = "temperature")
    {
        Request request;
        request.options.addString(OptionNumber::UriPath, path);
        return request;
    }
    static Request put(Bytes body)
    {
        Request request = get("firmware");
        request.method = code::kPut;
        request.body = std::make_shared<MemorySource>(std::move(body));
        return request;
    }
    ExchangeId send(Request request)
    {
        const auto id = client().sendRequest(network.now(), network.peer(1), std::move(request));
        network.drain();
        return id ? *id : ExchangeId{};
    }
    ExchangeId observe(Request request)
    {
        const auto id = client().observe(network.now(), network.peer(1), std::move(request));
        network.drain();
        return id ? *id : ExchangeId{};
    }
    bool settled() const { return !responses.empty() || !failures.empty(); }
    // Nothing may be left when all is over.
    bool emptyAfterLifetimes()
    {
        network.runFor(seconds(1000));
        return client().tables().empty() && server().tables().empty();
    }

    SimulatedNetwork network;
    std::vector<ResponseReceived> responses;
    std::vector<ExchangeFailed> failures;
    std::vector<BlockProgress> progress;
    std::vector<ObservationChanged> observations;
    std::vector<RequestReceived> requests;
    std::vector<UploadOffered> offers;
    unsigned pongs = 0;
    std::function<void(RequestReceived &)> serve;
    std::function<void(UploadOffered &)> offer;
    std::shared_ptr<MemorySink> uploaded;
    std::uint64_t uploadLimit = 16U << 20U;
    std::optional<std::uint8_t> uploadSzx;
};

inline Bytes pattern(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>((i * 131) ^ (i >> 8));
    return bytes;
}

} // namespace copper::test
