// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/senml_timeline.h"

#include <algorithm>

namespace copper {

SenmlTimeline::SenmlTimeline(ByteView data, bool cbor)
    : m_data(data), m_cbor(cbor),
      m_root(ContainerScan::root(data, cbor ? ScanFormat::Cbor : ScanFormat::Json))
{}

void SenmlTimeline::apply(const ScannedItem &record, SenmlBases &bases) const
{
    const ByteView bytes = m_data.subspan(record.offset, record.length);
    if (record.kind == NodeKind::Object && mayChangeBases(bytes, m_cbor))
        resolveSenml(bytes, m_cbor, bases);
}

void SenmlTimeline::take(std::uint64_t index, const ScannedItem &record)
{
    if (index != m_taken)
        return; // gone over once more
    // The first record is where a scan begins by itself.
    if (index > 0 && index % m_distance == 0) {
        if (m_marks.size() == kMaxMarks) {
            // Every other one: those at even multiples of the distance.
            for (std::size_t i = 0; i < kMaxMarks / 2; ++i)
                m_marks[i] = std::move(m_marks[2 * i + 1]);
            m_marks.resize(kMaxMarks / 2);
            m_distance *= 2;
        }
        if (index % m_distance == 0)
            m_marks.push_back({{index, m_end}, m_bases});
    }
    apply(record, m_bases);
    m_end = record.offset + record.length;
    ++m_taken;
}

SenmlBases SenmlTimeline::before(std::uint64_t index) const
{
    index = std::min(index, m_taken);
    if (index == m_taken)
        return m_bases;
    const auto after = std::upper_bound(
        m_marks.begin(), m_marks.end(), index,
        [](std::uint64_t value, const Mark &mark) { return value < mark.place.index; });
    SenmlBases bases;
    ContainerScan::Range range{0, index};
    const ScanFormat format = m_cbor ? ScanFormat::Cbor : ScanFormat::Json;
    // The distance is short: at most some thousand records are gone over again.
    if (after == m_marks.begin()) {
        if (index == 0)
            return bases;
        // Nothing else is known of the first: it is right behind the opening of the array.
        ContainerScan scan(m_data, format, m_root, range);
        while (scan.count() < index && !scan.step(4096)) {
        }
        for (const ScannedItem &item : scan.items())
            apply(item, bases);
        return bases;
    }
    const Mark &mark = *std::prev(after);
    bases = mark.bases;
    range.from = mark.place.index;
    if (range.from == index)
        return bases;
    ContainerScan scan(m_data, format, m_root, range, mark.place);
    while (!scan.step(m_data.size())) {
    }
    for (const ScannedItem &item : scan.items())
        apply(item, bases);
    return bases;
}

} // namespace copper
