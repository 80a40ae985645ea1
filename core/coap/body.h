// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>

namespace copper {

enum class BodyFault {
    Unreadable, // the source could not give the bytes
    Unwritable, // the sink could not keep them
    TooLarge,   // beyond the sink's limit
};

// A body that is asked for block by block and need never be whole in memory. The engine borrows it
// for the life of an exchange and calls it from within its own calls.
class BodySource
{
public:
    virtual ~BodySource() = default;
    virtual std::uint64_t size() const = 0;
    // Fills `out` from `offset`; the engine never asks beyond size().
    virtual Result<void, BodyFault> read(std::uint64_t offset, MutableByteView out) = 0;
};

// Takes a body block by block, in ascending order without gaps.
class BodySink
{
public:
    virtual ~BodySink() = default;
    virtual Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) = 0;
    // The transfer begins again at offset 0: forget what was written.
    virtual void restart() = 0;
};

class MemorySource final : public BodySource
{
public:
    explicit MemorySource(Bytes bytes) : m_bytes(std::move(bytes)) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    Result<void, BodyFault> read(std::uint64_t offset, MutableByteView out) override;
    const Bytes &bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

// Grows with what arrives, never from a claimed size. What is large is kept in pieces until it is
// asked for: one buffer that doubles would hold the body twice while it is copied.
class MemorySink final : public BodySink
{
public:
    static constexpr std::size_t kPieceBytes = 1U << 20U;

    explicit MemorySink(std::uint64_t limit) : m_limit(limit) {}
    Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) override;
    void restart() override;
    std::uint64_t size() const { return m_size; }
    const Bytes &bytes(); // joins the pieces
    Bytes take();         // and is empty

private:
    std::uint64_t m_limit;
    std::uint64_t m_size = 0;
    std::vector<Bytes> m_pieces{1}; // never none
};

} // namespace copper
