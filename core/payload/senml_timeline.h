// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/container_scan.h"
#include "core/payload/senml.h"

#include <cstdint>
#include <vector>

namespace copper {

// The base values of a SenML pack of any size (RFC 8428 §4.1), as they are met while it is gone
// over. At even distances that grow they are kept, so that any record can be resolved from the
// nearest place before it. Bounded: kMaxMarks.
class SenmlTimeline
{
public:
    static constexpr std::uint64_t kDistance = 1000; // records, at first
    static constexpr std::size_t kMaxMarks = 1024;

    // Of the pack as a whole; `data` must outlive it.
    SenmlTimeline(ByteView data, bool cbor);

    bool isCbor() const { return m_cbor; }
    // The records one after the other, from 0 on.
    void take(std::uint64_t index, const ScannedItem &record);
    // What is in force before this record, of those taken.
    SenmlBases before(std::uint64_t index) const;
    // Applies the base fields of one record.
    void apply(const ScannedItem &record, SenmlBases &bases) const;

private:
    struct Mark
    {
        ContainerScan::Mark place;
        SenmlBases bases;
    };

    ByteView m_data;
    bool m_cbor;
    ScannedItem m_root;
    std::vector<Mark> m_marks;
    std::uint64_t m_distance = kDistance;
    SenmlBases m_bases; // behind what was taken
    std::uint64_t m_taken = 0;
    std::size_t m_end = 0; // of the last record
};

} // namespace copper
