// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/memory_search.h"

#include "core/secrets/secret_bytes.h"

#include <QByteArray>
#include <QFile>

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace copper::test {

namespace {

constexpr std::size_t kChunk = 1U << 20U;

struct Mapping
{
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    QByteArray line;
};

std::vector<Mapping> mappings()
{
    std::vector<Mapping> found;
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return found;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        Mapping mapping;
        char rights[5] = {};
        if (std::sscanf(line.constData(), "%lx-%lx %4s", &mapping.start, &mapping.end, rights) != 3)
            continue;
        mapping.line = line;
        found.push_back(mapping);
    }
    return found;
}

std::vector<std::size_t> hitsIn(const MaskedBytes &wanted, const std::uint8_t *bytes, ssize_t size)
{
    std::vector<std::size_t> hits;
    const std::uint8_t *end = bytes + size;
    for (const std::uint8_t *at = bytes + wanted.anchor(); at < end; ++at) {
        const void *found =
            std::memchr(at, wanted.anchorOctet(), static_cast<std::size_t>(end - at));
        if (found == nullptr)
            break;
        at = static_cast<const std::uint8_t *>(found);
        const std::uint8_t *start = at - wanted.anchor();
        if (static_cast<std::size_t>(end - start) >= wanted.size() && wanted.isAt(start))
            hits.push_back(static_cast<std::size_t>(start - bytes));
    }
    return hits;
}

} // namespace

MaskedBytes::MaskedBytes(ByteView bytes) : m_masked(bytes.size()), m_mask(bytes.size())
{
    prepareSodium();
    randombytes_buf(m_mask.data(), m_mask.size());
    for (std::size_t i = 0; i < bytes.size(); ++i)
        m_masked[i] = static_cast<std::uint8_t>(bytes[i] ^ m_mask[i]);
    while (m_anchor + 1 < bytes.size() && (bytes[m_anchor] == 0 || bytes[m_anchor] == 0xff))
        ++m_anchor;
}

bool MaskedBytes::isAt(const std::uint8_t *place) const
{
    for (std::size_t i = 0; i < m_masked.size(); ++i) {
        if ((place[i] ^ m_mask[i]) != m_masked[i])
            return false;
    }
    return true;
}

QStringList placesOf(const MaskedBytes &wanted)
{
    QStringList places;
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC); // NOLINT(*-vararg)
    void *mapped =
        ::mmap(nullptr, kChunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    auto *buffer = static_cast<std::uint8_t *>(mapped);
    if (memory < 0 || mapped == MAP_FAILED)
        qFatal("cannot read this process's memory");
    const auto own = reinterpret_cast<std::uint64_t>(buffer);
    for (const Mapping &mapping : mappings()) {
        // Chunks overlap by what is looked for.
        for (std::uint64_t at = mapping.start; at < mapping.end; at += kChunk - wanted.size() + 1) {
            const std::size_t size = std::min<std::uint64_t>(kChunk, mapping.end - at);
            const ssize_t got = ::pread(memory, buffer, size, static_cast<off_t>(at));
            for (const std::size_t i : hitsIn(wanted, buffer, got > 0 ? got : 0)) {
                const std::uint64_t address = at + i;
                if (address < own || address >= own + kChunk)
                    places << QString::fromLatin1(mapping.line) + QStringLiteral(" +") +
                                  QString::number(address - mapping.start, 16);
            }
        }
    }
    std::memset(buffer, 0, kChunk);
    ::munmap(mapped, kChunk);
    ::close(memory);
    return places;
}

} // namespace copper::test
