// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/options.h"

#include "core/coap/option_wire.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace copper {

namespace {

void appendOption(Bytes &wire, std::uint32_t delta, ByteView value)
{
    assert(value.size() <= kMaxOptionLength);
    value = value.first(std::min(value.size(), kMaxOptionLength));
    const OptionHeaderBytes header = writeOptionHeader(delta, value.size());
    wire.insert(wire.end(), header.bytes.begin(), header.bytes.begin() + header.size);
    wire.insert(wire.end(), value.begin(), value.end());
}

// Writes options in ascending order into a fresh wire form.
class Rewriter
{
public:
    void put(OptionNumber number, ByteView value)
    {
        appendOption(m_wire, toNumber(number) - std::uint32_t{m_last}, value);
        m_last = toNumber(number);
    }
    Bytes take() { return std::move(m_wire); }
    std::uint16_t last() const { return m_last; }

private:
    Bytes m_wire;
    std::uint16_t m_last = 0;
};

bool liesIn(ByteView part, const Bytes &whole)
{
    const std::less<const std::uint8_t *> before;
    return !part.empty() && !whole.empty() && !before(part.data(), whole.data()) &&
           before(part.data(), whole.data() + whole.size());
}

} // namespace

std::uint64_t OptionView::asUint() const
{
    std::uint64_t result = 0;
    for (const std::uint8_t byte : value)
        result = (result << 8U) | byte;
    return result;
}

Bytes encodeUint(std::uint64_t value)
{
    return toOwned(writeUint(value).view());
}

OptionsView::Iterator::Iterator(const std::uint8_t *at, const std::uint8_t *end)
    : m_at(at), m_next(at), m_end(end)
{
    m_current.number = OptionNumber{};
    readCurrent();
}

OptionsView::Iterator &OptionsView::Iterator::operator++()
{
    m_at = m_next;
    readCurrent();
    return *this;
}

OptionsView::Iterator OptionsView::Iterator::operator++(int)
{
    Iterator before = *this;
    ++*this;
    return before;
}

void OptionsView::Iterator::readCurrent()
{
    if (m_at == m_end)
        return;
    const OptionHeader header = readOptionHeader(m_at, m_end);
    const std::uint32_t number = toNumber(m_current.number) + header.delta;
    m_current.number = static_cast<OptionNumber>(number);
    m_current.value = {m_at + header.size, header.length};
    m_next = m_at + header.size + header.length;
}

bool OptionsView::has(OptionNumber number) const
{
    return first(number).has_value();
}

std::size_t OptionsView::count(OptionNumber number) const
{
    std::size_t found = 0;
    for (const OptionView &option : *this) {
        if (option.number > number)
            break;
        if (option.number == number)
            ++found;
    }
    return found;
}

std::optional<ByteView> OptionsView::first(OptionNumber number) const
{
    for (const OptionView &option : *this) {
        if (option.number == number)
            return option.value;
        if (option.number > number)
            break;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> OptionsView::uintValue(OptionNumber number) const
{
    const std::optional<ByteView> value = first(number);
    if (!value)
        return std::nullopt;
    const OptionDefinition *const definition = findOption(number);
    const std::size_t shortest = definition == nullptr ? 0 : definition->minLength;
    const std::size_t longest = definition == nullptr ? 4 : definition->maxLength;
    if (value->size() < shortest || value->size() > std::min<std::size_t>(longest, 4))
        return std::nullopt;
    return static_cast<std::uint32_t>(OptionView{number, *value}.asUint());
}

std::vector<std::string> OptionsView::strings(OptionNumber number) const
{
    std::vector<std::string> result;
    for (const OptionView &option : *this) {
        if (option.number > number)
            break;
        if (option.number == number)
            result.emplace_back(asText(option.value));
    }
    return result;
}

std::string OptionsView::uriPath() const
{
    std::string path;
    for (const OptionView &option : *this) {
        if (option.number > OptionNumber::UriPath)
            break;
        if (option.number != OptionNumber::UriPath)
            continue;
        path.push_back('/');
        path += asText(option.value);
    }
    return path.empty() ? "/" : path;
}

Options &Options::add(OptionNumber number, ByteView value)
{
    if (liesIn(value, m_wire)) {
        // Growing the wire form would move the value away under us.
        const Bytes copy = toOwned(value);
        return add(number, copy);
    }
    if (toNumber(number) >= m_last) {
        appendOption(m_wire, std::uint32_t{toNumber(number)} - m_last, value);
        m_last = toNumber(number);
        return *this;
    }
    Rewriter rewriter;
    bool placed = false;
    for (const OptionView &option : view()) {
        if (!placed && option.number > number) {
            rewriter.put(number, value);
            placed = true;
        }
        rewriter.put(option.number, option.value);
    }
    assert(placed);
    m_wire = rewriter.take();
    return *this;
}

Options &Options::addUint(OptionNumber number, std::uint64_t value)
{
    return add(number, writeUint(value).view());
}

Options &Options::addString(OptionNumber number, std::string_view value)
{
    return add(number, asBytes(value));
}

Options &Options::set(OptionNumber number, ByteView value)
{
    const Bytes copy = liesIn(value, m_wire) ? toOwned(value) : Bytes();
    if (!copy.empty())
        value = copy;
    remove(number);
    return add(number, value);
}

Options &Options::setUint(OptionNumber number, std::uint64_t value)
{
    return set(number, writeUint(value).view());
}

Options &Options::remove(OptionNumber number)
{
    if (toNumber(number) > m_last || !has(number))
        return *this;
    Rewriter rewriter;
    for (const OptionView &option : view()) {
        if (option.number != number)
            rewriter.put(option.number, option.value);
    }
    m_last = rewriter.last();
    m_wire = rewriter.take();
    return *this;
}

void Options::clear()
{
    m_wire.clear();
    m_last = 0;
}

std::uint16_t Options::lastNumber(OptionsView view)
{
    std::uint16_t last = 0;
    for (const OptionView &option : view)
        last = toNumber(option.number);
    return last;
}

bool hasUnusableCriticalOption(OptionsView options, bool (*understood)(OptionNumber))
{
    OptionNumber previous{};
    unsigned occurrences = 0;
    for (const OptionView &option : options) {
        occurrences = option.number == previous ? occurrences + 1 : 1;
        previous = option.number;
        if (!isCritical(option.number))
            continue;
        const OptionDefinition *definition = findOption(option.number);
        if (definition == nullptr || !understood(option.number) ||
            option.value.size() < definition->minLength ||
            option.value.size() > definition->maxLength ||
            (occurrences > 1 && !definition->repeatable))
            return true;
    }
    return false;
}

} // namespace copper
