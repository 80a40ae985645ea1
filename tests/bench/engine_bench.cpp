// SPDX-License-Identifier: GPL-3.0-or-later
// Our endpoint on both ends over loopback, server in a child process, as libcoap_bench.c does it.
// usage: engine_bench con N | put BYTES | get BYTES
#include "core/net/coap_driver.h"
#include "core/net/monotonic_clock.h"
#include "core/net/system_random.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace copper;

namespace {

SocketAddress loopback(std::uint16_t port)
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {127, 0, 0, 1};
    address.port = port;
    return address;
}

Bytes body(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 131);
    return bytes;
}

[[noreturn]] void serve(int argc, char **argv, std::size_t size, int readyPipe)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    QCoreApplication application(argc, argv);
    SystemRandom random;
    EndpointConfig config;
    config.serves = true;
    CoapDriver driver(config, random);
    if (!driver.bind(loopback(0), {}))
        std::_Exit(1);
    const auto source = std::make_shared<MemorySource>(body(size));
    driver.setOutputHandler([&](Output &output) {
        if (const auto *request = std::get_if<RequestReceived>(&output)) {
            Response response;
            const std::string path = request->options.view().uriPath();
            if (path == "/hello")
                response.payload = toOwned(asBytes("hello"));
            else if (path == "/big")
                response.body = source;
            else
                response.code = code::kChanged;
            (void)driver.endpoint().respond(driver.now(), request->request, std::move(response));
        } else if (const auto *offer = std::get_if<UploadOffered>(&output)) {
            (void)driver.endpoint().acceptUpload(
                driver.now(), offer->request, std::make_shared<MemorySink>(1U << 30U), 1U << 30U);
        }
    });
    const std::uint16_t port = driver.localAddress(SocketAddress::Family::IPv4).port;
    if (::write(readyPipe, &port, sizeof port) != sizeof port)
        std::_Exit(1);
    std::_Exit(QCoreApplication::exec());
}

Request requestFor(const std::string &mode, const std::shared_ptr<BodySource> &source)
{
    Request request;
    request.maxBody = 1U << 30U;
    request.options.addString(OptionNumber::UriPath, mode == "con"   ? "hello"
                                                     : mode == "put" ? "up"
                                                                     : "big");
    if (mode == "put") {
        request.method = code::kPut;
        request.body = source;
    }
    return request;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string mode = argc > 1 ? argv[1] : "con";
    const long n = argc > 2 ? std::atol(argv[2]) : 20'000;
    int ready[2];
    if (::pipe(ready) != 0)
        return 1;
    const std::size_t size = mode == "con" ? 0 : static_cast<std::size_t>(n);
    const pid_t child = ::fork();
    if (child == 0)
        serve(argc, argv, size, ready[1]);
    std::uint16_t port = 0;
    if (::read(ready[0], &port, sizeof port) != sizeof port)
        return 1;
    QCoreApplication application(argc, argv);
    SystemRandom random;
    CoapDriver driver(EndpointConfig{}, random);
    const auto peer = driver.peer(loopback(port));
    driver.dedicateTo(loopback(port));
    const auto source = std::make_shared<MemorySource>(body(mode == "put" ? size : 0));
    long left = mode == "con" ? n : 1;
    std::uint64_t received = 0;
    bool failed = false;
    const auto ask = [&] {
        (void)driver.endpoint().sendRequest(driver.now(), *peer, requestFor(mode, source));
    };
    driver.setOutputHandler([&](Output &output) {
        if (const auto *response = std::get_if<ResponseReceived>(&output)) {
            received = response->bodySize;
            if (--left > 0)
                ask();
            else
                QCoreApplication::exit();
        } else if (std::get_if<ExchangeFailed>(&output)) {
            failed = true;
            QCoreApplication::exit();
        }
    });
    const TimePoint start = monotonicNow();
    ask();
    driver.pump();
    QCoreApplication::exec();
    const double seconds = toSeconds(monotonicNow() - start);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (failed || (mode == "get" && received != size)) {
        std::puts("copper FAILED");
        return 1;
    }
    if (mode == "con")
        std::printf("copper sequential con GET: %.0f req/s\n", static_cast<double>(n) / seconds);
    else
        std::printf("copper %s %ld bytes: %.3f s %.2f MiB/s\n", mode == "put" ? "PUT" : "GET", n,
                    seconds, static_cast<double>(n) / seconds / 1048576);
    return 0;
}
