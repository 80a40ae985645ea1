// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/link_format.h"

#include <algorithm>

namespace copper {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class LinkReader
{
public:
    LinkReader(std::string_view text, const LinkLimits &limits)
        : m_text(text.substr(0, limits.maxBytes)), m_limits(limits)
    {
        m_list.bytesCut = m_text.size() < text.size();
    }

    LinkList read()
    {
        skipBlanks();
        while (m_at < m_text.size() && readLink()) {
        }
        return std::move(m_list);
    }

private:
    bool readLink();
    bool readAttribute(Link &link);
    std::optional<std::string> readQuoted();
    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool stop(LinkFault fault, std::size_t offset)
    {
        // What the byte limit cut in two is no fault of the device.
        if (!(m_list.bytesCut && reachedEnd())) {
            m_list.fault = fault;
            m_list.faultOffset = offset;
        }
        return false;
    }
    bool reachedEnd() const { return m_at >= m_text.size(); }
    void checkUtf8(std::size_t from)
    {
        if (!m_list.notUtf8At && !isValidUtf8(asBytes(m_text.substr(from, m_at - from))))
            m_list.notUtf8At = from;
    }

    std::string_view m_text;
    LinkLimits m_limits;
    std::size_t m_at = 0;
    LinkList m_list;
};

// True when another link follows.
bool LinkReader::readLink()
{
    if (!at('<'))
        return stop(LinkFault::ExpectedTarget, m_at);
    if (m_list.links.size() == m_limits.maxLinks) {
        m_list.linksCut = true;
        return false;
    }
    const std::size_t close = m_text.find('>', m_at);
    if (close == std::string_view::npos) {
        const std::size_t open = m_at;
        m_at = m_text.size();
        return stop(LinkFault::UnclosedTarget, open);
    }
    Link &link = m_list.links.emplace_back();
    link.offset = m_at;
    link.target = m_text.substr(m_at + 1, close - m_at - 1);
    m_at = close + 1;
    link.length = m_at - link.offset;
    checkUtf8(link.offset);
    while (true) {
        skipBlanks();
        if (reachedEnd())
            return false;
        if (at(';')) {
            ++m_at;
            if (!readAttribute(link))
                return false;
            link.length = m_at - link.offset;
            continue;
        }
        if (!at(','))
            return stop(LinkFault::ExpectedSeparator, m_at);
        ++m_at;
        skipBlanks();
        // A trailing comma is a slip that loses nothing; two of them are not a list any more.
        return !reachedEnd();
    }
}

bool LinkReader::readAttribute(Link &link)
{
    skipBlanks();
    const std::size_t start = m_at;
    while (!reachedEnd() && !isBlank(m_text[m_at]) &&
           std::string_view("=;,<>\"").find(m_text[m_at]) == std::string_view::npos)
        ++m_at;
    if (m_at == start)
        return stop(LinkFault::MissingAttributeName, start);
    LinkAttribute attribute;
    attribute.name = m_text.substr(start, m_at - start);
    attribute.offset = start;
    attribute.length = m_at - start;
    const std::size_t nameEnd = m_at;
    skipBlanks();
    if (at('=')) {
        ++m_at;
        skipBlanks();
        if (at('"')) {
            attribute.value = readQuoted();
            if (!attribute.value)
                return false;
        } else {
            const std::size_t valueStart = m_at;
            while (!reachedEnd() && !isBlank(m_text[m_at]) && !at(';') && !at(','))
                ++m_at;
            attribute.value = m_text.substr(valueStart, m_at - valueStart);
        }
        attribute.length = m_at - start;
    } else {
        m_at = nameEnd;
    }
    checkUtf8(start);
    if (link.attributes.size() == m_limits.maxAttributes)
        m_list.attributesCut = true;
    else
        link.attributes.push_back(std::move(attribute));
    return true;
}

std::optional<std::string> LinkReader::readQuoted()
{
    const std::size_t open = m_at++;
    std::string value;
    while (!reachedEnd()) {
        char c = m_text[m_at++];
        if (c == '"')
            return value;
        if (c == '\\' && !reachedEnd())
            c = m_text[m_at++];
        value.push_back(c);
    }
    stop(LinkFault::UnclosedQuote, open);
    return std::nullopt;
}

bool isListAttribute(std::string_view name)
{
    return equalIgnoringCase(name, "rt") || equalIgnoringCase(name, "if") ||
           equalIgnoringCase(name, "rel") || equalIgnoringCase(name, "rev") ||
           equalIgnoringCase(name, "ct");
}

bool matchesText(std::string_view text, const LinkFilter &filter)
{
    if (filter.prefix)
        return text.substr(0, filter.value.size()) == filter.value;
    return text == filter.value;
}

bool matchesAnyMember(std::string_view list, const LinkFilter &filter)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end > 0 && matchesText(list.substr(0, end), filter))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool isWrittenBare(std::string_view name, std::string_view value)
{
    if (value.empty())
        return false;
    if (!name.empty() && name.back() == '*') // unless something in it would end it
        return value.find_first_of(" \t\r\n,;\"") == std::string_view::npos;
    return std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void appendQuoted(std::string &text, std::string_view value)
{
    text.push_back('"');
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text.push_back('\\');
        text.push_back(c);
    }
    text.push_back('"');
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

} // namespace

const LinkAttribute *Link::attribute(std::string_view name) const
{
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [name](const LinkAttribute &each) {
            return equalIgnoringCase(each.name, name);
        });
    return found == attributes.end() ? nullptr : &*found;
}

std::string_view Link::value(std::string_view name) const
{
    const LinkAttribute *const found = attribute(name);
    return found != nullptr && found->value ? std::string_view(*found->value) : std::string_view();
}

LinkList parseLinkFormat(std::string_view text, const LinkLimits &limits)
{
    return LinkReader(text, limits).read();
}

std::string toLinkFormat(const std::vector<Link> &links)
{
    std::string text;
    for (const Link &link : links) {
        if (!text.empty())
            text.push_back(',');
        text.push_back('<');
        for (const char c : link.target) {
            if (c == '>') // would end the target
                text += "%3E";
            else
                text.push_back(c);
        }
        text.push_back('>');
        for (const LinkAttribute &attribute : link.attributes) {
            text += ';' + attribute.name;
            if (!attribute.value)
                continue;
            text.push_back('=');
            const std::string &value = *attribute.value;
            if (isWrittenBare(attribute.name, value))
                text += value;
            else
                appendQuoted(text, value);
        }
    }
    return text;
}

std::optional<std::string> decodeExtendedValue(std::string_view value)
{
    const std::size_t first = value.find('\'');
    if (first == std::string_view::npos || !equalIgnoringCase(value.substr(0, first), "UTF-8"))
        return std::nullopt;
    const std::size_t second = value.find('\'', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    std::string result;
    for (std::size_t i = second + 1; i < value.size(); ++i) {
        if (value[i] != '%') {
            result.push_back(value[i]);
            continue;
        }
        const int high = i + 1 < value.size() ? hexValue(value[i + 1]) : -1;
        const int low = i + 2 < value.size() ? hexValue(value[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        result.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!isValidUtf8(asBytes(result)))
        return std::nullopt;
    return result;
}

std::optional<LinkFilter> parseLinkFilter(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return std::nullopt;
    LinkFilter filter;
    filter.name = text.substr(0, equals);
    filter.value = text.substr(equals + 1);
    if (!filter.value.empty() && filter.value.back() == '*') {
        filter.value.pop_back();
        filter.prefix = true;
    }
    return filter;
}

bool matches(const Link &link, const LinkFilter &filter)
{
    if (equalIgnoringCase(filter.name, "href"))
        return matchesText(link.target, filter);
    for (const LinkAttribute &attribute : link.attributes) {
        if (!equalIgnoringCase(attribute.name, filter.name))
            continue;
        if (filter.prefix && filter.value.empty()) // "*": it is there
            return true;
        if (!attribute.value)
            continue;
        if (isListAttribute(attribute.name) ? matchesAnyMember(*attribute.value, filter)
                                            : matchesText(*attribute.value, filter))
            return true;
    }
    return false;
}

} // namespace copper
