// SPDX-License-Identifier: GPL-3.0-or-later
// Nanoseconds a message for our strict decoder and for MessageWriter, on the two messages
// libcoap_codec_bench.c uses; and how often they allocate.
#include "core/coap/codec.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace {

long g_allocations = 0;

double nowSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

void *operator new(std::size_t size)
{
    ++g_allocations;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace copper;

namespace {

std::size_t build(MutableByteView buffer, bool big, ByteView payload)
{
    static constexpr std::uint8_t kToken[] = {1, 2, 3, 4};
    MessageHeader header;
    header.code = code::kPost;
    header.mid = {0x1234};
    header.token = Token(ByteView(kToken));
    MessageWriter writer(buffer);
    writer.header(header)
        .option(OptionNumber::UriPath, asBytes("sensor"))
        .option(OptionNumber::UriPath, asBytes("temp"))
        .optionUint(OptionNumber::ContentFormat, 50)
        .option(OptionNumber::UriQuery, asBytes("unit=C"));
    if (big)
        writer.optionUint(OptionNumber::Block1, (1234U << 4U) | 8U | 6U);
    writer.payload(payload);
    return writer.finish()->size();
}

} // namespace

int main()
{
    constexpr long kRounds = 2'000'000;
    const Bytes payload(1024, 'A');
    for (const bool big : {false, true}) {
        Bytes wire(1200);
        wire.resize(build(wire, big, ByteView(payload).first(big ? 1024 : 16)));
        Bytes buffer(1200);
        double bestParse = 1e9;
        double bestBuild = 1e9;
        unsigned long sum = 0;
        const long before = g_allocations;
        for (int round = 0; round < 5; ++round) {
            double start = nowSeconds();
            for (long i = 0; i < kRounds; ++i) {
                wire[2] = static_cast<std::uint8_t>(i);
                const auto message = decode(wire);
                if (!message)
                    return 1;
                sum += message->payload.size() + message->mid.value;
            }
            bestParse = std::min(bestParse, (nowSeconds() - start) / kRounds * 1e9);
            start = nowSeconds();
            for (long i = 0; i < kRounds; ++i) {
                sum += build(buffer, big, ByteView(payload).first(big ? 1024 : 16));
                __asm__ volatile("" ::"r"(buffer.data()) : "memory");
            }
            bestBuild = std::min(bestBuild, (nowSeconds() - start) / kRounds * 1e9);
        }
        std::printf("%s wire=%zu B: copper parse %.0f ns, build %.0f ns, %ld allocations (%lu)\n",
                    big ? "block 1024" : "small post", wire.size(), bestParse, bestBuild,
                    g_allocations - before, sum % 10);
    }
    return 0;
}
