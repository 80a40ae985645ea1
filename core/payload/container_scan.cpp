// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/container_scan.h"

#include "core/payload/cbor_head.h"

#include <algorithm>
#include <cstring>

namespace copper {

namespace {

constexpr std::size_t kLongestScalar = 1U << 16U; // of JSON, in bytes
constexpr std::size_t kMostLeadingBlanks = 1U << 16U;

bool isBlank(std::uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsScalar(std::uint8_t c)
{
    return isBlank(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '"' || c == '[' ||
           c == '{';
}

} // namespace

bool ContainerScan::isContainer(NodeKind kind)
{
    return kind == NodeKind::Object || kind == NodeKind::Array || kind == NodeKind::Tag;
}

ScannedItem ContainerScan::root(ByteView data, ScanFormat format)
{
    ScannedItem item;
    item.length = data.size();
    if (data.empty())
        return item;
    item.kind = NodeKind::Array; // sequences and links
    if (format == ScanFormat::Cbor)
        item.kind = cborKind(data, 0);
    if (format != ScanFormat::Json)
        return item;
    std::size_t at = 0;
    while (at < data.size() && at < kMostLeadingBlanks && isBlank(data[at]))
        ++at;
    item.kind = at < data.size() ? jsonKind(data[at]) : NodeKind::Invalid;
    item.offset = at;
    item.length = data.size() - at;
    return item;
}

ContainerScan::ContainerScan(ByteView data, ScanFormat format, const ScannedItem &container,
                             Range collect)
    : m_data(data.first(container.offset + container.length)), m_format(format), m_collect(collect),
      m_isRoot(container.offset + container.length == data.size() && container.keyLength == 0),
      m_container(container.kind), m_at(container.offset)
{
    begin();
}

ContainerScan::ContainerScan(ByteView data, ScanFormat format, const ScannedItem &container,
                             Range collect, Mark from)
    : ContainerScan(data, format, container, collect)
{
    if (m_state == State::Done)
        return;
    m_bounded = true;
    m_at = from.offset;
    m_item.offset = from.offset;
    m_count = from.index;
    m_left -= std::min(m_left, from.index);
}

void ContainerScan::begin()
{
    CborHead head;
    switch (m_format) {
    case ScanFormat::Json:
        ++m_at;
        return;
    case ScanFormat::Links:
        m_state = State::Link;
        m_item.kind = NodeKind::Link;
        mark();
        return;
    case ScanFormat::CborSequence:
        m_toEnd = true;
        return;
    case ScanFormat::Cbor:
        if (readCborHead(m_data, m_at, head) != CborHeadFault::None)
            return fail(PayloadFault::Truncated, m_at);
        m_at += head.size;
        m_indefinite = head.indefinite;
        m_left = head.major == CborMajor::Tag ? 1 : head.argument;
        return;
    }
}

bool ContainerScan::step(std::size_t budget)
{
    const std::size_t limit = m_at + std::min(budget, m_data.size() - m_at) + 1;
    while (m_state != State::Done && m_at < limit) {
        const std::size_t before = m_at;
        const State state = m_state;
        const std::uint32_t depth = m_depth;
        const std::uint64_t count = m_count;
        if (m_format == ScanFormat::Json)
            jsonStep(limit);
        else if (m_format == ScanFormat::Links)
            linkStep(limit);
        else
            cborStep(limit);
        // Blanks up to the limit: the caller comes again.
        if (m_at == before && m_state == state && m_depth == depth && m_count == count)
            break;
    }
    return isDone();
}

void ContainerScan::fail(PayloadFault fault, std::size_t offset)
{
    m_fault = fault;
    m_faultOffset = std::min(offset, m_data.size());
    if (m_faultOffset < m_data.size()) {
        m_item = {};
        m_item.offset = m_faultOffset;
        emit(m_data.size());
    }
    m_at = m_data.size();
    m_state = State::Done;
}

void ContainerScan::emit(std::size_t end)
{
    m_item.length = end - m_item.offset;
    if (m_count >= m_collect.from && m_count < m_collect.to)
        m_items.push_back(m_item);
    if (m_observer)
        m_observer(m_count, m_item);
    ++m_count;
    m_item = {};
    m_state = m_bounded && m_count >= m_collect.to ? State::Done : State::Child;
}

// Where a child begins. Of many children some are marked, at even distances that grow.
void ContainerScan::mark()
{
    if (m_bounded || m_count % m_stride != 0)
        return;
    if (m_marks.size() == kMaxMarks) {
        for (std::size_t i = 0; i < kMaxMarks / 2; ++i)
            m_marks[i] = m_marks[2 * i];
        m_marks.resize(kMaxMarks / 2);
        m_stride *= 2;
        if (m_count % m_stride != 0)
            return;
    }
    m_marks.push_back({m_count, m_at});
}

void ContainerScan::ended()
{
    m_state = m_isRoot ? State::Rest : State::Done;
}

bool ContainerScan::skipBlanks(std::size_t limit)
{
    while (m_at < m_data.size() && isBlank(m_data[m_at])) {
        if (m_at >= limit)
            return false;
        ++m_at;
    }
    return true;
}

void ContainerScan::jsonStep(std::size_t limit)
{
    if (m_state != State::Inside && m_state != State::String) {
        if (!skipBlanks(limit))
            return;
        if (m_at >= m_data.size() && m_state != State::Rest)
            return fail(PayloadFault::Truncated, m_at);
    }
    switch (m_state) {
    case State::Child:
        return jsonChild();
    case State::Key:
        return jsonKey();
    case State::Colon:
        return jsonColon();
    case State::Value:
        return jsonValue();
    case State::Inside:
        return jsonInside(limit);
    case State::String:
        return jsonString(limit);
    case State::Rest:
        if (m_at < m_data.size())
            fail(PayloadFault::Syntax, m_at); // something after the document
        m_state = State::Done;
        return;
    case State::Link:
    case State::Done:
        return;
    }
}

void ContainerScan::jsonChild()
{
    const bool object = m_container == NodeKind::Object;
    if (m_data[m_at] == (object ? '}' : ']')) {
        ++m_at;
        return ended();
    }
    mark();
    if (m_count > 0) {
        if (m_data[m_at] != ',')
            return fail(PayloadFault::Syntax, m_at);
        ++m_at;
    }
    m_state = object ? State::Key : State::Value;
}

void ContainerScan::jsonKey()
{
    if (m_data[m_at] != '"')
        return fail(PayloadFault::Syntax, m_at);
    m_item.keyOffset = m_at++;
    m_inKey = true;
    m_state = State::String;
}

void ContainerScan::jsonColon()
{
    if (m_data[m_at] != ':')
        return fail(PayloadFault::Syntax, m_at);
    ++m_at;
    m_state = State::Value;
}

void ContainerScan::jsonValue()
{
    const std::uint8_t first = m_data[m_at];
    m_item.kind = jsonKind(first);
    m_item.offset = m_at;
    if (m_item.kind == NodeKind::Invalid)
        return fail(PayloadFault::Syntax, m_at);
    if (m_item.kind == NodeKind::Text) {
        ++m_at;
        m_inKey = false;
        m_state = State::String;
    } else if (isContainer(m_item.kind)) {
        m_depth = 0;
        m_state = State::Inside;
    } else {
        std::size_t end = m_at;
        while (end < m_data.size() && end - m_at <= kLongestScalar && !endsScalar(m_data[end]))
            ++end;
        if (end - m_at > kLongestScalar)
            return fail(PayloadFault::Syntax, m_at);
        m_at = end;
        emit(m_at);
    }
}

void ContainerScan::jsonInside(std::size_t limit)
{
    while (m_at < m_data.size() && m_at < limit) {
        const std::uint8_t c = m_data[m_at];
        if (c == '"') {
            ++m_at;
            m_inKey = false;
            m_state = State::String;
            return;
        }
        if (c == '{' || c == '[') {
            if (m_depth >= kMaxPayloadDepth)
                return fail(PayloadFault::TooDeep, m_item.offset);
            m_objects = (m_objects << 1U) | (c == '{' ? 1U : 0U);
            ++m_depth;
        } else if (c == '}' || c == ']') {
            if ((m_objects & 1U) != (c == '}' ? 1U : 0U))
                return fail(PayloadFault::Syntax, m_at);
            m_objects >>= 1U;
            --m_depth;
        }
        ++m_at;
        if (m_depth == 0)
            return emit(m_at);
    }
    if (m_at >= m_data.size())
        fail(PayloadFault::Truncated, m_item.offset);
}

void ContainerScan::jsonString(std::size_t limit)
{
    while (m_at < m_data.size() && m_at < limit) {
        const std::uint8_t c = m_data[m_at];
        if (c < 0x20)
            return fail(PayloadFault::Syntax, m_at);
        m_at += c == '\\' ? 2 : 1;
        if (c != '"')
            continue;
        if (m_inKey) {
            m_item.keyLength = m_at - m_item.keyOffset;
            m_state = State::Colon;
        } else if (m_depth > 0) {
            m_state = State::Inside;
        } else {
            emit(m_at);
        }
        return;
    }
    if (m_at >= m_data.size())
        fail(PayloadFault::Truncated, m_inKey ? m_item.keyOffset : m_item.offset);
}

void ContainerScan::cborStep(std::size_t limit)
{
    if (m_state == State::Rest) {
        if (m_at < m_data.size())
            fail(PayloadFault::Syntax, m_at);
        m_state = State::Done;
        return;
    }
    if (m_depth == 0)
        cborChild();
    while (m_state == State::Inside && m_at < limit)
        cborHead();
}

void ContainerScan::cborChild()
{
    const bool breaks = m_indefinite && m_at < m_data.size() && m_data[m_at] == kCborBreak;
    if (breaks)
        ++m_at;
    if (breaks || (!m_indefinite && !m_toEnd && m_left == 0))
        return ended();
    if (m_at >= m_data.size()) {
        if (!m_toEnd)
            return fail(PayloadFault::Truncated, m_at);
        m_state = State::Done;
        return;
    }
    mark();
    m_left -= m_left > 0 ? 1 : 0;
    const bool map = m_container == NodeKind::Object;
    if (map)
        m_item.keyOffset = m_at;
    m_item.offset = m_at;
    m_item.kind = cborKind(m_data, m_at);
    m_state = State::Inside;
    push(map ? 2 : 1, false);
}

void ContainerScan::push(std::uint64_t left, bool indefinite, std::uint8_t chunkMajor)
{
    if (m_depth > kMaxPayloadDepth)
        return fail(PayloadFault::TooDeep, m_item.offset);
    m_frames[m_depth++] = {left, indefinite, chunkMajor};
}

// An item is complete, and with it perhaps the containers around it.
void ContainerScan::cborEndItem()
{
    while (true) {
        Frame &frame = m_frames[m_depth - 1];
        if (frame.indefinite)
            return;
        --frame.left;
        if (m_depth == 1 && frame.left == 1) {
            // The key; the value follows.
            m_item.keyLength = m_at - m_item.keyOffset;
            m_item.offset = m_at;
            m_item.kind = m_at < m_data.size() ? cborKind(m_data, m_at) : NodeKind::Invalid;
        }
        if (frame.left > 0)
            return;
        if (--m_depth == 0)
            return emit(m_at);
    }
}

void ContainerScan::cborHead()
{
    const Frame &frame = m_frames[m_depth - 1];
    if (frame.indefinite && m_at < m_data.size() && m_data[m_at] == kCborBreak) {
        ++m_at;
        --m_depth;
        return cborEndItem();
    }
    CborHead head;
    const CborHeadFault fault = readCborHead(m_data, m_at, head);
    if (fault != CborHeadFault::None)
        return fail(fault == CborHeadFault::Truncated ? PayloadFault::Truncated
                                                      : PayloadFault::Syntax,
                    m_at);
    const auto major = static_cast<std::uint8_t>(head.major);
    if (frame.chunkMajor != 0 && (major != frame.chunkMajor || head.indefinite))
        return fail(PayloadFault::Syntax, m_at);
    const std::size_t left = m_data.size() - m_at - head.size;
    switch (head.major) {
    case CborMajor::Unsigned:
    case CborMajor::Negative:
        break;
    case CborMajor::SimpleOrFloat:
        if (head.info == 24 && head.argument < 32)
            return fail(PayloadFault::Syntax, m_at);
        break;
    case CborMajor::ByteString:
    case CborMajor::TextString:
        if (head.indefinite) {
            m_at += head.size;
            return push(0, true, major);
        }
        if (head.argument > left)
            return fail(PayloadFault::Truncated, m_at);
        m_at += static_cast<std::size_t>(head.argument);
        break;
    case CborMajor::Array:
    case CborMajor::Map:
        // Each item takes a byte at least.
        if (head.argument > left)
            return fail(PayloadFault::Truncated, m_at);
        if (head.indefinite || head.argument > 0) {
            m_at += head.size;
            return push(head.argument * (head.major == CborMajor::Map ? 2 : 1), head.indefinite);
        }
        break;
    case CborMajor::Tag:
        m_at += head.size;
        return push(1, false);
    }
    m_at += head.size;
    cborEndItem();
}

// RFC 6690 §2: commas outside of targets and quotation marks part the links.
void ContainerScan::linkStep(std::size_t limit)
{
    while (m_at < m_data.size() && m_at < limit) {
        const std::uint8_t c = m_data[m_at];
        if (m_inQuote) {
            m_at += c == '\\' ? 1 : 0;
            m_inQuote = c != '"';
        } else if (m_inTarget) {
            m_inTarget = c != '>';
        } else if (c == ',') {
            emit(m_at);
            ++m_at;
            if (m_state == State::Done)
                return;
            m_state = State::Link;
            m_item.kind = NodeKind::Link;
            m_item.offset = m_at;
            mark();
            return;
        } else {
            m_inQuote = c == '"';
            m_inTarget = c == '<';
        }
        ++m_at;
    }
    m_at = std::min(m_at, m_data.size());
    if (m_at < m_data.size())
        return;
    emit(m_at);
    m_state = State::Done;
}

} // namespace copper
