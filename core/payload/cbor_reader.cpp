// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/cbor_reader.h"

#include "core/payload/cbor_head.h"
#include "core/payload/node_builder.h"
#include "core/payload/plain_text.h"

#include <bit>
#include <cmath>

namespace copper {

namespace {

using Head = CborHead;

class CborReader
{
public:
    CborReader(ByteView payload, Representation &out) : m_data(payload), m_builder(payload, out) {}

    void readItem();
    void readSequence();

private:
    struct Frame
    {
        std::uint64_t remaining = 0; // items, or pairs of a map
        bool indefinite = false;
        bool map = false;
        bool valueDue = false; // the key of this pair has been read
        std::string name;      // for the value that is due
    };
    struct Scalar
    {
        NodeKind kind = NodeKind::Null;
        std::string text;
        std::optional<double> number;
        bool valid = true; // false: fail() has been called
    };

    // Reads until the item that was begun is complete. False after a failure.
    bool drain();
    bool readOne(std::string name);
    bool readKey();
    bool closeFinished();
    bool openContainer(const Head &head, std::size_t start, std::string name);
    std::optional<Head> readHead();
    Scalar readScalar(const Head &head, std::size_t start);
    Scalar readString(const Head &head, std::size_t start);
    std::optional<Bytes> joinChunks(CborMajor major, std::size_t start);
    Scalar simpleOrFloat(const Head &head, std::size_t start);
    Scalar refuse(PayloadFault fault, std::size_t offset)
    {
        m_builder.fail(fault, offset);
        Scalar scalar;
        scalar.valid = false;
        return scalar;
    }

    ByteView m_data;
    std::size_t m_at = 0;
    std::vector<Frame> m_frames; // one for each container of ours that is open
    NodeBuilder m_builder;
};

void CborReader::readItem()
{
    if (readOne({}) && drain() && m_at < m_data.size())
        m_builder.fail(PayloadFault::Syntax, m_at); // something after the item
}

void CborReader::readSequence()
{
    const auto root = m_builder.add(NodeKind::Array, {}, 0);
    if (!root || !m_builder.open(*root))
        return;
    std::size_t count = 0;
    while (m_at < m_data.size()) {
        if (!readOne(std::to_string(count++)) || !drain())
            return;
    }
    m_builder.close(m_data.size());
}

bool CborReader::drain()
{
    while (!m_frames.empty()) {
        if (closeFinished())
            continue;
        Frame &frame = m_frames.back();
        if (m_at >= m_data.size()) {
            m_builder.fail(PayloadFault::Truncated, m_at);
            return false;
        }
        if (frame.map && !frame.valueDue) {
            if (!readKey())
                return false;
            continue;
        }
        std::string name = frame.map ? std::move(frame.name)
                                     : std::to_string(m_builder.childCount(m_builder.innermost()));
        frame.valueDue = false;
        if (!frame.indefinite)
            --frame.remaining;
        if (!readOne(std::move(name)))
            return false;
    }
    return true;
}

// True when a container ended here.
bool CborReader::closeFinished()
{
    const Frame &frame = m_frames.back();
    if (frame.valueDue)
        return false;
    if (frame.indefinite) {
        if (m_at >= m_data.size() || m_data[m_at] != kCborBreak)
            return false;
        ++m_at;
    } else if (frame.remaining > 0) {
        return false;
    }
    m_builder.close(m_at);
    m_frames.pop_back();
    return true;
}

bool CborReader::readKey()
{
    Frame &frame = m_frames.back();
    const auto major = static_cast<CborMajor>(m_data[m_at] >> 5U);
    frame.valueDue = true;
    if (major == CborMajor::Array || major == CborMajor::Map || major == CborMajor::Tag) {
        frame.name = "value";
        return readOne("key");
    }
    const std::size_t start = m_at;
    const auto head = readHead();
    if (!head)
        return false;
    Scalar key = readScalar(*head, start);
    if (!key.valid)
        return false;
    frame.name = std::move(key.text);
    return true;
}

bool CborReader::readOne(std::string name)
{
    const std::size_t start = m_at;
    const auto head = readHead();
    if (!head)
        return false;
    if (head->major == CborMajor::Array || head->major == CborMajor::Map ||
        head->major == CborMajor::Tag)
        return openContainer(*head, start, std::move(name));
    Scalar scalar = readScalar(*head, start);
    if (!scalar.valid)
        return false;
    const auto node = m_builder.add(scalar.kind, std::move(name), start);
    if (!node)
        return false;
    ValueNode &value = m_builder.node(*node);
    value.text = std::move(scalar.text);
    value.number = scalar.number;
    value.length = m_at - start;
    return true;
}

bool CborReader::openContainer(const Head &head, std::size_t start, std::string name)
{
    NodeKind kind = NodeKind::Array;
    if (head.major == CborMajor::Map)
        kind = NodeKind::Object;
    else if (head.major == CborMajor::Tag)
        kind = NodeKind::Tag;
    const auto node = m_builder.add(kind, std::move(name), start);
    if (!node || !m_builder.open(*node))
        return false;
    Frame frame;
    frame.map = head.major == CborMajor::Map;
    frame.indefinite = head.indefinite;
    frame.remaining = head.argument;
    if (head.major == CborMajor::Tag) {
        m_builder.node(*node).text = std::to_string(head.argument);
        frame.remaining = 1;
    }
    m_frames.push_back(std::move(frame));
    return true;
}

std::optional<Head> CborReader::readHead()
{
    Head head;
    switch (readCborHead(m_data, m_at, head)) {
    case CborHeadFault::Truncated:
        m_builder.fail(PayloadFault::Truncated, m_at);
        return std::nullopt;
    case CborHeadFault::Reserved:
        m_builder.fail(PayloadFault::Syntax, m_at);
        return std::nullopt;
    case CborHeadFault::None:
        break;
    }
    m_at += head.size;
    return head;
}

CborReader::Scalar CborReader::readScalar(const Head &head, std::size_t start)
{
    Scalar scalar;
    scalar.kind = NodeKind::Number;
    if (head.major == CborMajor::Unsigned) {
        scalar.text = std::to_string(head.argument);
        scalar.number = static_cast<double>(head.argument);
        return scalar;
    }
    if (head.major == CborMajor::Negative) {
        // -1 - 2^64 does not fit any integer type here.
        scalar.text = head.argument == UINT64_MAX ? "-18446744073709551616"
                                                  : '-' + std::to_string(head.argument + 1);
        scalar.number = -1.0 - static_cast<double>(head.argument);
        return scalar;
    }
    if (head.major == CborMajor::SimpleOrFloat)
        return simpleOrFloat(head, start);
    return readString(head, start);
}

CborReader::Scalar CborReader::readString(const Head &head, std::size_t start)
{
    Bytes joined;
    ByteView content;
    if (head.indefinite) {
        auto chunks = joinChunks(head.major, start);
        if (!chunks) {
            Scalar bad;
            bad.valid = false;
            return bad;
        }
        joined = std::move(*chunks);
        content = joined;
    } else {
        if (head.argument > m_data.size() - m_at)
            return refuse(PayloadFault::Truncated, start);
        content = m_data.subspan(m_at, static_cast<std::size_t>(head.argument));
        m_at += content.size();
    }
    Scalar scalar;
    if (head.major == CborMajor::ByteString) {
        scalar.kind = NodeKind::ByteString;
        scalar.text = hexText(content);
        return scalar;
    }
    scalar.kind = NodeKind::Text;
    if (!isValidUtf8(content))
        m_builder.noteNotUtf8(start);
    scalar.text = toValidUtf8(content);
    return scalar;
}

// RFC 8949 §3.2.3: chunks of the same major type and of definite length.
std::optional<Bytes> CborReader::joinChunks(CborMajor major, std::size_t start)
{
    Bytes joined;
    while (true) {
        if (m_at >= m_data.size()) {
            m_builder.fail(PayloadFault::Truncated, start);
            return std::nullopt;
        }
        if (m_data[m_at] == kCborBreak) {
            ++m_at;
            return joined;
        }
        const std::size_t chunkStart = m_at;
        const auto head = readHead();
        if (!head)
            return std::nullopt;
        if (head->major != major || head->indefinite) {
            m_builder.fail(PayloadFault::Syntax, chunkStart);
            return std::nullopt;
        }
        if (head->argument > m_data.size() - m_at) {
            m_builder.fail(PayloadFault::Truncated, chunkStart);
            return std::nullopt;
        }
        const ByteView chunk = m_data.subspan(m_at, static_cast<std::size_t>(head->argument));
        joined.insert(joined.end(), chunk.begin(), chunk.end());
        m_at += chunk.size();
    }
}

CborReader::Scalar CborReader::simpleOrFloat(const Head &head, std::size_t start)
{
    Scalar scalar;
    switch (head.info) {
    case 20:
    case 21:
        scalar.kind = NodeKind::Boolean;
        scalar.text = head.info == 21 ? "true" : "false";
        scalar.number = head.info == 21 ? 1.0 : 0.0;
        return scalar;
    case 22:
        scalar.kind = NodeKind::Null;
        scalar.text = "null";
        return scalar;
    case 25:
    case 26:
    case 27:
        break;
    case 24: // RFC 8949 §3.3: values below 32 are written in the initial byte
        if (head.argument < 32)
            return refuse(PayloadFault::Syntax, start);
        [[fallthrough]];
    default:
        scalar.kind = NodeKind::Undefined;
        scalar.text =
            head.argument == 23 ? "undefined" : "simple(" + std::to_string(head.argument) + ')';
        return scalar;
    }
    double value = 0;
    if (head.info == 25) {
        value = halfToDouble(static_cast<std::uint16_t>(head.argument));
        scalar.text = numberText(value);
    } else if (head.info == 26) {
        const auto single = std::bit_cast<float>(static_cast<std::uint32_t>(head.argument));
        value = static_cast<double>(single);
        scalar.text = numberText(single);
    } else {
        value = std::bit_cast<double>(head.argument);
        scalar.text = numberText(value);
    }
    scalar.kind = NodeKind::Number;
    if (std::isfinite(value))
        scalar.number = value;
    return scalar;
}

} // namespace

void readCbor(ByteView payload, Representation &out)
{
    CborReader(payload, out).readItem();
}

void readCborSequence(ByteView payload, Representation &out)
{
    CborReader(payload, out).readSequence();
}

} // namespace copper
