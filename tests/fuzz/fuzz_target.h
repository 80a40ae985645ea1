// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdio>
#include <cstdlib>

namespace copper::fuzz {

// What must hold for any input; libFuzzer and the replay test both see an abort.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

// One function a target; each takes any input. fuzz_main.cpp makes a libFuzzer program of each,
// test_replay.cpp runs them all over corpus and regressions.
void codec(ByteView input);       // strict and tolerant reading of a datagram, and writing it again
void options(ByteView input);     // option values by type, and as a person types them
void uri(ByteView input);         // a URI, and a reference against one
void links(ByteView input);       // RFC 6690
void cbor(ByteView input);        // and CBOR sequences
void notation(ByteView input);    // of CBOR, both ways
void json(ByteView input);        // and plain text
void senml(ByteView input);       // in JSON and CBOR
void files(ByteView input);       // settings and resume records
void collections(ByteView input); // and environments, and texts with variables
void commands(ByteView input);    // pasted ones
void endpoint(ByteView input);    // the input is peer, network, clock and application
void session(ByteView input);     // DTLS: the input is an attacker, network and clock

// Reads an input piece by piece; zeros when it has ended.
class Reader
{
public:
    explicit Reader(ByteView input) : m_left(input) {}
    bool atEnd() const { return m_left.empty(); }
    std::uint8_t byte()
    {
        if (m_left.empty())
            return 0;
        const std::uint8_t value = m_left.front();
        m_left = m_left.subspan(1);
        return value;
    }
    std::uint16_t word()
    {
        const unsigned high = byte();
        return static_cast<std::uint16_t>((high << 8U) | byte());
    }
    ByteView bytes(std::size_t size)
    {
        const ByteView piece = m_left.first(size < m_left.size() ? size : m_left.size());
        m_left = m_left.subspan(piece.size());
        return piece;
    }
    ByteView rest() { return bytes(m_left.size()); }

private:
    ByteView m_left;
};

} // namespace copper::fuzz
