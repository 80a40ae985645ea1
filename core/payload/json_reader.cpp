// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/json_reader.h"

#include "core/payload/node_builder.h"
#include "core/payload/plain_text.h"

#include <charconv>
#include <cmath>

namespace copper {

namespace {

class JsonReader
{
public:
    JsonReader(ByteView payload, Representation &out)
        : m_text(asText(payload)), m_builder(payload, out)
    {}

    void read();

private:
    enum class Step { Value, Opened, Failed };

    Step readValue();
    Step openContainer(NodeKind kind, char closing);
    Step readWord(std::string_view word, NodeKind kind, std::optional<double> number);
    Step readNumber();
    Step readStringValue();
    bool readKey();
    // After a complete value: closes what ends here and reads the separator. True when another
    // value is due.
    bool advance();
    std::optional<std::string> readString();
    bool readEscape(std::string &text);
    std::optional<std::uint32_t> readHex4();
    std::optional<std::uint32_t> addValue(NodeKind kind, std::size_t offset);

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' ||
                                        m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    // A fault at the end of the text means that it was cut.
    void failAt(std::size_t offset)
    {
        m_builder.fail(offset >= m_text.size() ? PayloadFault::Truncated : PayloadFault::Syntax,
                       offset);
    }
    Step refuse(std::size_t offset)
    {
        failAt(offset);
        return Step::Failed;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_key; // of the value that comes next, in an object
    NodeBuilder m_builder;
};

void JsonReader::read()
{
    while (true) {
        switch (readValue()) {
        case Step::Failed:
            return;
        case Step::Opened:
            break;
        case Step::Value:
            if (!advance())
                return;
            break;
        }
    }
}

std::optional<std::uint32_t> JsonReader::addValue(NodeKind kind, std::size_t offset)
{
    std::string name;
    if (m_builder.hasOpen()) {
        const std::uint32_t parent = m_builder.innermost();
        name = m_builder.node(parent).kind == NodeKind::Array
                   ? std::to_string(m_builder.childCount(parent))
                   : std::move(m_key);
    }
    return m_builder.add(kind, std::move(name), offset);
}

JsonReader::Step JsonReader::readValue()
{
    skipBlanks();
    if (m_at >= m_text.size())
        return refuse(m_at);
    const char c = m_text[m_at];
    if (c == '{')
        return openContainer(NodeKind::Object, '}');
    if (c == '[')
        return openContainer(NodeKind::Array, ']');
    if (c == '"')
        return readStringValue();
    if (c == 't')
        return readWord("true", NodeKind::Boolean, 1.0);
    if (c == 'f')
        return readWord("false", NodeKind::Boolean, 0.0);
    if (c == 'n')
        return readWord("null", NodeKind::Null, std::nullopt);
    if (c == '-' || (c >= '0' && c <= '9'))
        return readNumber();
    return refuse(m_at);
}

JsonReader::Step JsonReader::openContainer(NodeKind kind, char closing)
{
    const auto node = addValue(kind, m_at);
    if (!node || !m_builder.open(*node))
        return Step::Failed;
    ++m_at;
    skipBlanks();
    if (at(closing)) {
        ++m_at;
        m_builder.close(m_at);
        return Step::Value;
    }
    if (kind == NodeKind::Object && !readKey())
        return Step::Failed;
    return Step::Opened;
}

bool JsonReader::readKey()
{
    skipBlanks();
    if (!at('"')) {
        failAt(m_at);
        return false;
    }
    auto key = readString();
    if (!key)
        return false;
    m_key = std::move(*key);
    skipBlanks();
    if (!at(':')) {
        failAt(m_at);
        return false;
    }
    ++m_at;
    return true;
}

JsonReader::Step JsonReader::readWord(std::string_view word, NodeKind kind,
                                      std::optional<double> number)
{
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (m_at + i >= m_text.size())
            return refuse(m_text.size());
        if (m_text[m_at + i] != word[i])
            return refuse(m_at);
    }
    const auto node = addValue(kind, m_at);
    if (!node)
        return Step::Failed;
    m_builder.node(*node).text = word;
    m_builder.node(*node).number = number;
    m_builder.node(*node).length = word.size();
    m_at += word.size();
    return Step::Value;
}

JsonReader::Step JsonReader::readNumber()
{
    const std::size_t start = m_at;
    std::size_t end = m_at;
    const auto digits = [&] {
        const std::size_t before = end;
        while (end < m_text.size() && m_text[end] >= '0' && m_text[end] <= '9')
            ++end;
        return end > before;
    };
    const auto isAt = [&](char c) {
        return end < m_text.size() && m_text[end] == c;
    };
    if (isAt('-'))
        ++end;
    const bool zero = isAt('0');
    if (zero)
        ++end;
    else if (!digits())
        return refuse(end);
    if (isAt('.')) {
        ++end;
        if (!digits())
            return refuse(end);
    }
    if (isAt('e') || isAt('E')) {
        ++end;
        if (isAt('+') || isAt('-'))
            ++end;
        if (!digits())
            return refuse(end);
    }
    const auto node = addValue(NodeKind::Number, start);
    if (!node)
        return Step::Failed;
    ValueNode &value = m_builder.node(*node);
    value.text = m_text.substr(start, end - start);
    value.length = end - start;
    double number = 0;
    const auto [stop, error] = std::from_chars(m_text.data() + start, m_text.data() + end, number);
    if (error == std::errc() && std::isfinite(number))
        value.number = number;
    m_at = end;
    return Step::Value;
}

JsonReader::Step JsonReader::readStringValue()
{
    const std::size_t start = m_at;
    auto text = readString();
    if (!text)
        return Step::Failed;
    const auto node = addValue(NodeKind::Text, start);
    if (!node)
        return Step::Failed;
    m_builder.node(*node).text = std::move(*text);
    m_builder.node(*node).length = m_at - start;
    return Step::Value;
}

std::optional<std::string> JsonReader::readString()
{
    const std::size_t open = m_at++;
    std::string text;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            if (!isValidUtf8(asBytes(text))) {
                m_builder.noteNotUtf8(open);
                text = toValidUtf8(asBytes(text));
            }
            return text;
        }
        if (static_cast<std::uint8_t>(c) < 0x20) {
            failAt(m_at);
            return std::nullopt;
        }
        ++m_at;
        if (c != '\\')
            text.push_back(c);
        else if (!readEscape(text))
            return std::nullopt;
    }
    failAt(m_text.size());
    return std::nullopt;
}

bool JsonReader::readEscape(std::string &text)
{
    static constexpr std::string_view kLetters = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (m_at >= m_text.size()) {
        failAt(m_at);
        return false;
    }
    const char letter = m_text[m_at];
    const std::size_t known = kLetters.find(letter);
    if (known != std::string_view::npos) {
        text.push_back(kMeanings[known]);
        ++m_at;
        return true;
    }
    if (letter != 'u') {
        failAt(m_at);
        return false;
    }
    ++m_at;
    const auto first = readHex4();
    if (!first)
        return false;
    std::uint32_t character = *first;
    if (character >= 0xd800 && character <= 0xdbff && m_text.substr(m_at, 2) == "\\u") {
        const std::size_t back = m_at;
        m_at += 2;
        const auto second = readHex4();
        if (!second)
            return false;
        if (*second >= 0xdc00 && *second <= 0xdfff)
            character = 0x10000 + ((character - 0xd800) << 10U) + (*second - 0xdc00);
        else
            m_at = back;
    }
    // Half of a surrogate pair is no character.
    if (character >= 0xd800 && character <= 0xdfff)
        character = 0xfffd;
    appendUtf8(text, character);
    return true;
}

std::optional<std::uint32_t> JsonReader::readHex4()
{
    if (m_text.size() - m_at < 4) {
        failAt(m_text.size());
        return std::nullopt;
    }
    std::uint32_t value = 0;
    const char *const begin = m_text.data() + m_at;
    const auto [stop, error] = std::from_chars(begin, begin + 4, value, 16);
    if (error != std::errc() || stop != begin + 4) {
        failAt(m_at);
        return std::nullopt;
    }
    m_at += 4;
    return value;
}

bool JsonReader::advance()
{
    while (m_builder.hasOpen()) {
        skipBlanks();
        const bool object = m_builder.node(m_builder.innermost()).kind == NodeKind::Object;
        if (at(',')) {
            ++m_at;
            return !object || readKey();
        }
        if (!at(object ? '}' : ']')) {
            failAt(m_at);
            return false;
        }
        ++m_at;
        m_builder.close(m_at);
    }
    skipBlanks();
    if (m_at < m_text.size())
        failAt(m_at); // something after the document
    return false;
}

} // namespace

void readJson(ByteView payload, Representation &out)
{
    JsonReader(payload, out).read();
}

} // namespace copper
