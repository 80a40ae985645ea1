// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/payload/representation.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace copper {

// A payload of any size is looked at container by container: what is inside one is skipped, not
// read. Formats whose values stand in containers of their own.
// (CborSequence and Links: only the root; what is in it is Cbor, or nothing more.)
enum class ScanFormat { Json, Cbor, CborSequence, Links };

// One value in a container. Only its outside is known; a scalar is read when it is shown.
struct ScannedItem
{
    NodeKind kind = NodeKind::Invalid;
    std::size_t offset = 0; // of the value
    std::size_t length = 0;
    std::size_t keyOffset = 0; // of an object's key, with its quotes; length 0: none
    std::size_t keyLength = 0;
};

// Goes over the children of one container in steps as small as wanted, counts them, keeps where
// some of them begin, and those of one range whole. Bounded: kMaxMarks marks, `collectTo -
// collectFrom` items; depth below a child is kMaxPayloadDepth.
class ContainerScan
{
public:
    static constexpr std::size_t kMaxMarks = 4096;
    struct Range
    {
        std::uint64_t from = 0;
        std::uint64_t to = 0; // not included
    };
    struct Mark
    {
        std::uint64_t index = 0;
        std::size_t offset = 0; // where the child, its key or the comma before begins
    };

    // The container at `offset`, which item() or root() gave. `data` must outlive the scan.
    ContainerScan(ByteView data, ScanFormat format, const ScannedItem &container, Range collect);
    // From a mark on, and no further than the range: what else is there is known already.
    ContainerScan(ByteView data, ScanFormat format, const ScannedItem &container, Range collect,
                  Mark from);

    // The whole payload as one item: what stands at its beginning, the list for a sequence and for
    // links. Its length is that of the payload.
    static ScannedItem root(ByteView data, ScanFormat format);
    // True for what has children here: objects, arrays, tags, a list of links.
    static bool isContainer(NodeKind kind);

    // Told each child that is gone over, whether it is collected or not.
    using Observer = std::function<void(std::uint64_t index, const ScannedItem &item)>;
    void setObserver(Observer observer) { m_observer = std::move(observer); }

    // Goes on for about `budget` bytes. True when it is done.
    bool step(std::size_t budget);
    bool isDone() const { return m_state == State::Done; }

    std::uint64_t count() const { return m_count; } // children so far
    const std::vector<ScannedItem> &items() const { return m_items; }
    const std::vector<Mark> &marks() const { return m_marks; }
    std::size_t at() const { return m_at; } // how far; behind the container when done
    // What was wrong; the rest of the container is then an Invalid item, counted too.
    PayloadFault fault() const { return m_fault; }
    std::size_t faultOffset() const { return m_faultOffset; }

private:
    enum class State { Child, Key, Colon, Value, Inside, String, Link, Rest, Done };

    void begin();
    void fail(PayloadFault fault, std::size_t offset);
    // The child that was begun ends here.
    void emit(std::size_t end);
    void mark();
    void ended(); // the container's closing was read
    bool skipBlanks(std::size_t limit);

    void jsonStep(std::size_t limit);
    void jsonChild();
    void jsonKey();
    void jsonColon();
    void jsonValue();
    void jsonInside(std::size_t limit);
    void jsonString(std::size_t limit);
    void jsonRest(std::size_t limit);

    void cborStep(std::size_t limit);
    void cborChild();
    void cborHead();
    void push(std::uint64_t left, bool indefinite, std::uint8_t chunkMajor = 0);
    void cborEndItem();

    void linkStep(std::size_t limit);

    // CBOR: what is left of a container or a string in pieces below the child.
    struct Frame
    {
        std::uint64_t left = 0;
        bool indefinite = false;
        std::uint8_t chunkMajor = 0; // of a string in pieces; else 0
    };

    ByteView m_data;
    ScanFormat m_format;
    Range m_collect;
    bool m_bounded = false; // ends with the range
    bool m_isRoot = false;
    State m_state = State::Child;
    NodeKind m_container = NodeKind::Array;
    std::size_t m_at = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_stride = 1;
    std::vector<ScannedItem> m_items;
    std::vector<Mark> m_marks;
    PayloadFault m_fault = PayloadFault::None;
    std::size_t m_faultOffset = 0;
    Observer m_observer;
    ScannedItem m_item; // the child that is being skipped

    std::uint64_t m_objects = 0; // JSON: a bit for each bracket open below the child, 1: an object
    std::uint32_t m_depth = 0;   // open below the child
    bool m_inKey = false;        // JSON: the string that is skipped is the key
    bool m_inTarget = false, m_inQuote = false;         // links
    std::array<Frame, kMaxPayloadDepth + 1> m_frames{}; // CBOR; m_depth of them
    bool m_indefinite = false;                          // CBOR: the container itself
    bool m_toEnd = false;                               // CBOR: a sequence
    std::uint64_t m_left = 0;                           // its children to come when it is not
};

// The kind by the first byte.
NodeKind jsonKind(std::uint8_t first);
// The same of CBOR; tags 2 and 3 before bytes are a Number.
NodeKind cborKind(ByteView data, std::size_t at);
// What one line shows of an item: kind, text (cut), number and unit are set as the readers set
// them; of a container nothing but its kind. The name of an object's member, else empty.
ValueNode shownItem(ByteView data, ScanFormat format, const ScannedItem &item);

} // namespace copper
