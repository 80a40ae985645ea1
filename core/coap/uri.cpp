// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/uri.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace copper {

namespace {

struct SchemeRow
{
    UriScheme scheme;
    std::string_view name;
    std::uint16_t port;
    bool secure;
};

constexpr std::array kSchemes{
    SchemeRow{UriScheme::Coap, "coap", 5683, false},
    SchemeRow{UriScheme::Coaps, "coaps", 5684, true},
    SchemeRow{UriScheme::CoapTcp, "coap+tcp", 5683, false},
    SchemeRow{UriScheme::CoapsTcp, "coaps+tcp", 5684, true},
    SchemeRow{UriScheme::CoapWs, "coap+ws", 80, false},
    SchemeRow{UriScheme::CoapsWs, "coaps+ws", 443, true},
};

constexpr std::size_t kMaxSegmentLength = 255; // of Uri-Host, Uri-Path, Uri-Query: RFC 7252 §5.10
constexpr std::size_t kMaxZoneLength = 64;

const SchemeRow &rowOf(UriScheme scheme)
{
    return kSchemes[static_cast<std::size_t>(scheme)];
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool isAlpha(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool isUnreserved(char c)
{
    return isAlpha(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool isSubDelimiter(char c)
{
    return std::string_view("!$&'()*+,;=").find(c) != std::string_view::npos;
}

// The text of one component; on a bad "%" the offset of it inside `text`.
Result<std::string, std::size_t> percentDecode(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result.push_back(text[i]);
            continue;
        }
        const int high = i + 1 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return failure(i);
        result.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!isValidUtf8(asBytes(result)))
        return failure(std::size_t{0});
    return result;
}

template <class Allowed>
std::string percentEncode(std::string_view text, Allowed allowed)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        if (isUnreserved(c) || allowed(c)) {
            result.push_back(c);
        } else {
            const auto byte = static_cast<std::uint8_t>(c);
            result.push_back('%');
            result.push_back(kDigits[byte >> 4U]);
            result.push_back(kDigits[byte & 0x0fU]);
        }
    }
    return result;
}

std::string encodeHost(std::string_view name)
{
    return percentEncode(name, isSubDelimiter);
}

std::string encodeSegment(std::string_view segment)
{
    return percentEncode(segment, [](char c) { return isSubDelimiter(c) || c == ':' || c == '@'; });
}

// "/" is encoded although a query may hold it: the example of RFC 7252 appendix B does.
std::string encodeArgument(std::string_view argument)
{
    return percentEncode(argument, [](char c) {
        return (isSubDelimiter(c) && c != '&') || c == ':' || c == '@' || c == '?';
    });
}

// Cuts a URI text into its parts, remembering where each stands for the errors.
class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<Uri, UriError> absolute();
    Result<Uri, UriError> relativeTo(const Uri &base);

private:
    using Step = std::optional<UriError>;

    Step checkCharacters();
    Step readScheme();
    Step readAuthority();
    Step readHost(std::string_view host);
    Step readBracketed(std::string_view host);
    Step readZone(std::string_view zone);
    Step readPort(std::string_view port);
    Step readPathAndQuery();
    Step decodeList(std::string_view list, char separator, std::vector<std::string> &into);
    void removeDotSegments();
    std::size_t offsetOf(std::string_view part) const
    {
        return static_cast<std::size_t>(part.data() - m_text.data());
    }
    UriError error(UriFault fault, std::string_view at) const { return {fault, offsetOf(at)}; }

    std::string_view m_text;
    std::string_view m_rest; // not read yet; always a part of m_text
    Uri m_uri;
};

Result<Uri, UriError> Parser::absolute()
{
    m_rest = m_text;
    Step step = checkCharacters();
    if (!step)
        step = readScheme();
    if (!step)
        step = readAuthority();
    if (!step)
        step = readPathAndQuery();
    if (step)
        return failure(*step);
    return std::move(m_uri);
}

Result<Uri, UriError> Parser::relativeTo(const Uri &base)
{
    m_rest = m_text;
    m_uri = base;
    m_uri.path.clear();
    m_uri.query.clear();
    Step step = checkCharacters();
    if (!step && m_rest.substr(0, 2) == "//") {
        m_rest.remove_prefix(2);
        m_uri.zone.clear();
        m_uri.port.reset();
        m_uri.literal.reset();
        step = readAuthority();
    }
    if (!step)
        step = readPathAndQuery();
    if (step)
        return failure(*step);
    return std::move(m_uri);
}

Parser::Step Parser::checkCharacters()
{
    if (m_text.size() > kMaxUriLength)
        return UriError{UriFault::TooLong, kMaxUriLength};
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(m_text[i]);
        if (byte <= 0x20 || byte == 0x7f)
            return UriError{UriFault::BadCharacter, i};
    }
    if (!isValidUtf8(asBytes(m_text)))
        return UriError{UriFault::BadCharacter, 0};
    const std::size_t fragment = m_text.find('#');
    if (fragment != std::string_view::npos)
        return UriError{UriFault::Fragment, fragment};
    return std::nullopt;
}

Parser::Step Parser::readScheme()
{
    const std::size_t end = m_rest.find("://");
    if (end == std::string_view::npos || end == 0)
        return UriError{UriFault::MissingScheme, 0};
    const std::string name = lowered(m_rest.substr(0, end));
    const auto row = std::find_if(kSchemes.begin(), kSchemes.end(),
                                  [&name](const SchemeRow &each) { return each.name == name; });
    if (row == kSchemes.end())
        return UriError{UriFault::UnknownScheme, 0};
    m_uri.scheme = row->scheme;
    m_rest.remove_prefix(end + 3);
    return std::nullopt;
}

Parser::Step Parser::readAuthority()
{
    const std::size_t end = std::min(m_rest.find_first_of("/?"), m_rest.size());
    const std::string_view authority = m_rest.substr(0, end);
    m_rest.remove_prefix(end);
    if (authority.find('@') != std::string_view::npos)
        return error(UriFault::BadHost, authority);
    std::string_view host = authority;
    std::string_view port;
    if (!authority.empty() && authority.front() == '[') {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos)
            return error(UriFault::BadHost, authority);
        host = authority.substr(0, close + 1);
        port = authority.substr(close + 1);
        if (!port.empty() && port.front() != ':')
            return error(UriFault::BadHost, port);
    } else {
        const std::size_t colon = authority.find(':');
        // A second colon is an IPv6 address without its brackets.
        if (colon != std::string_view::npos &&
            authority.find(':', colon + 1) != std::string_view::npos)
            return error(UriFault::BadHost, authority);
        host = authority.substr(0, colon);
        port = authority.substr(host.size());
    }
    const Step step = readHost(host);
    if (step)
        return step;
    return port.empty() ? Step() : readPort(port.substr(1));
}

Parser::Step Parser::readHost(std::string_view host)
{
    if (host.empty())
        return error(UriFault::BadHost, host);
    if (host.front() == '[')
        return readBracketed(host.substr(1, host.size() - 2));
    const auto decoded = percentDecode(host);
    if (!decoded)
        return UriError{UriFault::BadPercentEncoding, offsetOf(host) + decoded.error()};
    if (const auto ipv4 = parseIpLiteral(*decoded)) {
        m_uri.literal = ipv4;
        m_uri.host = ipLiteral(*ipv4);
        return std::nullopt;
    }
    const bool allDigits = std::all_of(decoded->begin(), decoded->end(),
                                       [](char c) { return isDigit(c) || c == '.'; });
    const bool foreign = std::any_of(decoded->begin(), decoded->end(), [](char c) {
        const auto byte = static_cast<std::uint8_t>(c);
        return byte <= 0x20 || byte == 0x7f ||
               std::string_view("/?#[]@:\\\"<>").find(c) != std::string_view::npos;
    });
    // Digits and dots alone are an address with a slip in it, never a name.
    if (allDigits || foreign || decoded->size() > kMaxSegmentLength)
        return error(UriFault::BadHost, host);
    m_uri.host = lowered(*decoded);
    return std::nullopt;
}

Parser::Step Parser::readBracketed(std::string_view host)
{
    const std::size_t percent = host.find('%');
    const auto address = parseIpLiteral(host.substr(0, percent));
    if (!address || address->family != SocketAddress::Family::IPv6)
        return error(UriFault::BadHost, host);
    m_uri.literal = address;
    m_uri.host = ipLiteral(*address);
    if (percent == std::string_view::npos)
        return std::nullopt;
    std::string_view zone = host.substr(percent + 1);
    if (!address->isLinkLocal())
        return error(UriFault::BadZone, zone);
    if (zone.size() > 2 && zone.substr(0, 2) == "25") // RFC 6874 §2; else the bare form people type
        zone.remove_prefix(2);
    return readZone(zone);
}

Parser::Step Parser::readZone(std::string_view zone)
{
    const auto decoded = percentDecode(zone);
    if (!decoded)
        return UriError{UriFault::BadPercentEncoding, offsetOf(zone) + decoded.error()};
    const bool plain = std::all_of(decoded->begin(), decoded->end(), [](char c) {
        return static_cast<std::uint8_t>(c) > 0x20 && c != '/' && c != '%' && c != ']';
    });
    if (decoded->empty() || decoded->size() > kMaxZoneLength || !plain)
        return error(UriFault::BadZone, zone);
    m_uri.zone = *decoded;
    return std::nullopt;
}

Parser::Step Parser::readPort(std::string_view port)
{
    if (port.empty()) // RFC 3986 §3.2.3: the default
        return std::nullopt;
    std::uint32_t value = 0;
    const char *const end = port.data() + port.size();
    const auto [stop, fault] = std::from_chars(port.data(), end, value, 10);
    if (fault != std::errc() || stop != end || value == 0 || value > 65'535)
        return error(UriFault::BadPort, port);
    m_uri.port = static_cast<std::uint16_t>(value);
    return std::nullopt;
}

Parser::Step Parser::readPathAndQuery()
{
    const std::size_t mark = m_rest.find('?');
    std::string_view path = m_rest.substr(0, mark);
    if (!path.empty()) {
        if (path.front() == '/')
            path.remove_prefix(1);
        if (const Step step = decodeList(path, '/', m_uri.path))
            return step;
        removeDotSegments();
    }
    if (mark == std::string_view::npos)
        return std::nullopt;
    return decodeList(m_rest.substr(mark + 1), '&', m_uri.query);
}

Parser::Step Parser::decodeList(std::string_view list, char separator,
                                std::vector<std::string> &into)
{
    while (true) {
        const std::size_t end = std::min(list.find(separator), list.size());
        const std::string_view part = list.substr(0, end);
        const auto decoded = percentDecode(part);
        if (!decoded)
            return UriError{UriFault::BadPercentEncoding, offsetOf(part) + decoded.error()};
        if (decoded->size() > kMaxSegmentLength)
            return error(UriFault::SegmentTooLong, part);
        into.push_back(*decoded);
        if (end == list.size())
            return std::nullopt;
        list.remove_prefix(end + 1);
    }
}

void Parser::removeDotSegments()
{
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < m_uri.path.size(); ++i) {
        std::string &segment = m_uri.path[i];
        const bool last = i + 1 == m_uri.path.size();
        if (segment != "." && segment != "..") {
            kept.push_back(std::move(segment));
            continue;
        }
        if (segment == ".." && !kept.empty())
            kept.pop_back();
        if (last)
            kept.emplace_back();
    }
    // The lone root is no segment, RFC 7252 §6.4 step 8.
    if (kept.size() == 1 && kept.front().empty())
        kept.clear();
    m_uri.path = std::move(kept);
}

std::string bracketed(const std::string &literal, const std::string &zone)
{
    return '[' + literal + (zone.empty() ? "" : "%25" + encodeHost(zone)) + ']';
}

std::string hostText(const SocketAddress &address)
{
    SocketAddress bare = address;
    bare.zone = 0;
    if (address.family != SocketAddress::Family::IPv6)
        return ipLiteral(bare);
    return bracketed(ipLiteral(bare), address.zone == 0 ? "" : std::to_string(address.zone));
}

// Uri-Host may itself hold an address in brackets, RFC 7252 §6.5 step 4.
std::string hostText(std::string_view uriHost)
{
    if (uriHost.size() > 2 && uriHost.front() == '[' && uriHost.back() == ']' &&
        parseIpLiteral(uriHost.substr(1, uriHost.size() - 2)))
        return std::string(uriHost);
    return encodeHost(uriHost);
}

} // namespace

std::string_view schemeName(UriScheme scheme)
{
    return rowOf(scheme).name;
}

std::uint16_t defaultPort(UriScheme scheme)
{
    return rowOf(scheme).port;
}

bool isSecure(UriScheme scheme)
{
    return rowOf(scheme).secure;
}

Result<Uri, UriError> parseUri(std::string_view text)
{
    return Parser(text).absolute();
}

Result<Uri, UriError> resolveReference(const Uri &base, std::string_view reference)
{
    // RFC 3986 §4.2: a colon before any slash ends a scheme.
    const std::size_t colon = reference.find(':');
    if (colon != std::string_view::npos && colon < reference.find_first_of("/?#")) {
        const std::string_view scheme = reference.substr(0, colon);
        if (!scheme.empty() && std::all_of(scheme.begin(), scheme.end(), [](char c) {
                return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
            }))
            return parseUri(reference);
    }
    return Parser(reference).relativeTo(base);
}

Options toOptions(const Uri &uri)
{
    Options options;
    if (!uri.literal)
        options.addString(OptionNumber::UriHost, uri.host);
    for (const std::string &segment : uri.path)
        options.addString(OptionNumber::UriPath, segment);
    for (const std::string &argument : uri.query)
        options.addString(OptionNumber::UriQuery, argument);
    return options;
}

std::string pathAndQuery(OptionsView options)
{
    std::string path;
    std::string query;
    for (const OptionView &option : options) {
        if (option.number == OptionNumber::UriPath)
            path += '/' + encodeSegment(asText(option.value));
        else if (option.number == OptionNumber::UriQuery)
            query += (query.empty() ? '?' : '&') + encodeArgument(asText(option.value));
    }
    return (path.empty() ? "/" : path) + query;
}

std::string composeUri(UriScheme scheme, const SocketAddress &destination, OptionsView options)
{
    const std::optional<ByteView> uriHost = options.first(OptionNumber::UriHost);
    std::string text(schemeName(scheme));
    text += "://";
    text += uriHost ? hostText(asText(*uriHost)) : hostText(destination);
    const std::uint32_t port = options.uintValue(OptionNumber::UriPort).value_or(destination.port);
    if (port != defaultPort(scheme))
        text += ':' + std::to_string(port);
    return text + pathAndQuery(options);
}

std::string toText(const Uri &uri)
{
    std::string text(schemeName(uri.scheme));
    text += "://";
    if (uri.literal && uri.literal->family == SocketAddress::Family::IPv6)
        text += bracketed(uri.host, uri.zone);
    else
        text += encodeHost(uri.host);
    if (uri.effectivePort() != defaultPort(uri.scheme))
        text += ':' + std::to_string(uri.effectivePort());
    Options options;
    for (const std::string &segment : uri.path)
        options.addString(OptionNumber::UriPath, segment);
    for (const std::string &argument : uri.query)
        options.addString(OptionNumber::UriQuery, argument);
    return text + pathAndQuery(options);
}

} // namespace copper
