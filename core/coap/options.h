// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/coap/option.h"

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace copper {

struct OptionView
{
    OptionNumber number;
    ByteView value;

    // RFC 7252 §3.2: network byte order; a longer value than 8 bytes keeps its last 8.
    std::uint64_t asUint() const;
};

// RFC 7252 §3.2, without leading zeros: 0 is the empty value.
Bytes encodeUint(std::uint64_t value);

// Options in wire form (RFC 7252 §3.1), already validated: the walk over them checks nothing.
// Borrowed; made only by the strict decoder and by Options.
class OptionsView
{
public:
    class Iterator
    {
    public:
        using value_type = OptionView;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        Iterator() = default;
        Iterator(const std::uint8_t *at, const std::uint8_t *end);
        const OptionView &operator*() const { return m_current; }
        const OptionView *operator->() const { return &m_current; }
        Iterator &operator++();
        Iterator operator++(int);
        bool operator==(const Iterator &other) const { return m_at == other.m_at; }

    private:
        void readCurrent();
        const std::uint8_t *m_at = nullptr;   // start of the current option, or the end
        const std::uint8_t *m_next = nullptr; // start of the following one
        const std::uint8_t *m_end = nullptr;
        OptionView m_current{};
    };

    OptionsView() = default;
    explicit OptionsView(ByteView validatedWire) : m_wire(validatedWire) {}

    Iterator begin() const { return {m_wire.data(), m_wire.data() + m_wire.size()}; }
    Iterator end() const { return {m_wire.data() + m_wire.size(), m_wire.data() + m_wire.size()}; }
    bool empty() const { return m_wire.empty(); }
    ByteView wire() const { return m_wire; }

    bool has(OptionNumber number) const;
    std::size_t count(OptionNumber number) const;
    std::optional<ByteView> first(OptionNumber number) const;
    // The value of the first occurrence; nothing when absent or longer than the registry allows,
    // which counts as unrecognised (RFC 7252 §5.4.3).
    std::optional<std::uint32_t> uintValue(OptionNumber number) const;
    std::vector<std::string> strings(OptionNumber number) const;
    // "/sensors/temp" as it stands in the log: segments joined, not percent-encoded.
    std::string uriPath() const;

private:
    ByteView m_wire;
};

// Owned options, kept in wire form and always in order, so that encoding a message copies them in
// one piece. Adding in ascending order appends; anything else rewrites what follows.
class Options
{
public:
    Options() = default;
    explicit Options(OptionsView view) : m_wire(toOwned(view.wire())), m_last(lastNumber(view)) {}

    // After the occurrences of the same number that are there. Values above 65,804 bytes are a
    // programming error.
    Options &add(OptionNumber number, ByteView value);
    Options &addUint(OptionNumber number, std::uint64_t value);
    Options &addString(OptionNumber number, std::string_view value);
    // Replaces every occurrence by one.
    Options &set(OptionNumber number, ByteView value);
    Options &setUint(OptionNumber number, std::uint64_t value);
    Options &remove(OptionNumber number);
    void clear();

    OptionsView view() const { return OptionsView(m_wire); }
    operator OptionsView() const { return view(); }
    OptionsView::Iterator begin() const { return view().begin(); }
    OptionsView::Iterator end() const { return view().end(); }
    bool empty() const { return m_wire.empty(); }
    bool has(OptionNumber number) const { return view().has(number); }
    std::optional<ByteView> first(OptionNumber number) const { return view().first(number); }
    std::optional<std::uint32_t> uintValue(OptionNumber number) const
    {
        return view().uintValue(number);
    }
    bool operator==(const Options &other) const { return m_wire == other.m_wire; }

private:
    static std::uint16_t lastNumber(OptionsView view);
    Bytes m_wire;
    std::uint16_t m_last = 0; // number of the last option, for the appending path
};

// A critical option that `understood` does not name, of a length outside its definition, or one too
// many of it (RFC 7252 §5.4.1, §5.4.3, §5.4.5).
bool hasUnusableCriticalOption(OptionsView options, bool (*understood)(OptionNumber));

} // namespace copper
