// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/virtual_device.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kEtagBytes = 4;

Bytes etagOf(ByteView payload)
{
    const std::uint64_t digest = digest64(payload);
    Bytes etag(kEtagBytes);
    for (std::size_t i = 0; i < etag.size(); ++i)
        etag[i] = static_cast<std::uint8_t>(digest >> (8 * i));
    return etag;
}

Response failed(Code code, const std::string &diagnostic = {})
{
    Response response;
    response.code = code;
    response.payload = toOwned(asBytes(diagnostic));
    return response;
}

bool anyEquals(OptionsView options, OptionNumber number, ByteView value)
{
    for (const OptionView &option : options) {
        if (option.number == number && equalBytes(option.value, value))
            return true;
    }
    return false;
}

std::string escapedJson(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += "0123456789abcdef"[byte >> 4];
            out += "0123456789abcdef"[byte & 15];
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

VirtualDevice::VirtualDevice(VirtualDeviceConfig config)
    : m_config(std::move(config)), m_context(std::make_unique<DeviceProfileContext>())
{
    m_context->name = m_config.name;
    m_context->seed = m_config.seed;
    m_context->unixSecondsAtStart = m_config.unixSecondsAtStart;
    m_context->start = m_config.start;
    m_context->bootedAt = m_config.start;
    connectContext();
    for (const std::string &profile : m_config.profiles)
        addProfile(*this, *m_context, profile);
}

VirtualDevice::~VirtualDevice() = default;

VirtualDevice::VirtualDevice(VirtualDevice &&other) noexcept
    : m_config(std::move(other.m_config)), m_entries(std::move(other.m_entries)),
      m_delayed(std::move(other.m_delayed)), m_context(std::move(other.m_context)),
      m_rebootRequested(other.m_rebootRequested), m_toForget(std::move(other.m_toForget))
{
    connectContext();
}

void VirtualDevice::connectContext()
{
    m_context->requestReboot = [this] {
        m_rebootRequested = true;
    };
    m_context->forgetObservers = [this](const std::string &path) {
        m_toForget.push_back(path);
    };
}

void VirtualDevice::addResource(DeviceResource resource)
{
    Entry entry;
    entry.resource = std::move(resource);
    if (entry.resource.period)
        entry.nextLook = m_config.start + *entry.resource.period;
    m_entries.push_back(std::move(entry));
}

bool VirtualDevice::mustBeSecure(PeerId peer, const std::string &path)
{
    const Entry *entry = find(path);
    if (entry && entry->resource.secureOnly)
        return !m_security.isSecure || !m_security.isSecure(peer);
    return mustBeSecure(peer);
}

VirtualDevice::Entry *VirtualDevice::find(const std::string &path)
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Entry &e) { return e.resource.path == path; });
    return it == m_entries.end() ? nullptr : &*it;
}

// --- discovery ---

Link VirtualDevice::linkOf(const DeviceResource &resource) const
{
    Link link;
    link.target = resource.path;
    link.attributes = resource.attributes;
    if (resource.period)
        link.attributes.push_back({"obs", std::nullopt, 0, 0});
    return link;
}

std::string VirtualDevice::linkList() const
{
    std::vector<Link> links;
    Link root;
    root.target = "/";
    // ep names the device, so that two of its addresses can be seen to be one.
    root.attributes = {{"ep", m_config.name, 0, 0}, {"rt", std::string("copperfield.board"), 0, 0}};
    links.push_back(root);
    for (const Entry &entry : m_entries) {
        if (entry.resource.listed)
            links.push_back(linkOf(entry.resource));
    }
    links.push_back({"/echo",
                     {{"rt", std::string("echo"), 0, 0},
                      {"title", std::string("Echo"), 0, 0},
                      {"ct", std::string("50"), 0, 0}},
                     0,
                     0});
    return toLinkFormat(links);
}

void VirtualDevice::answerDiscovery(TimePoint now, Endpoint &endpoint,
                                    const RequestReceived &request)
{
    if (request.method != code::kGet) {
        (void)endpoint.respond(now, request.request, failed(code::kMethodNotAllowed));
        return;
    }
    LinkList all = parseLinkFormat(linkList());
    const std::vector<std::string> queries = request.options.view().strings(OptionNumber::UriQuery);
    for (const std::string &query : queries) {
        if (const auto filter = parseLinkFilter(query))
            std::erase_if(all.links, [&](const Link &link) { return !matches(link, *filter); });
    }
    if (all.links.empty() && request.multicast) {
        endpoint.ignoreRequest(now, request.request); // RFC 6690 §4.1
        return;
    }
    if (mustBeSecure(request.from)) {
        const std::string base = m_security.secureBase(request.from);
        for (Link &link : all.links)
            link.target.insert(0, base);
    }
    Response response;
    response.options.addUint(OptionNumber::ContentFormat, 40);
    response.payload = toOwned(asBytes(toLinkFormat(all.links)));
    response.maxSzx = m_config.maxSzx;
    (void)endpoint.respond(now, request.request, std::move(response));
}

void VirtualDevice::answerEcho(TimePoint now, Endpoint &endpoint, const RequestReceived &request)
{
    std::string text =
        "{\"method\":\"" + std::string(codeName(request.method)) + "\",\"options\":[";
    bool first = true;
    for (const OptionView &option : request.options) {
        text += std::string(first ? "" : ",") +
                "{\"number\":" + std::to_string(toNumber(option.number)) + ",\"value\":\"" +
                toHex(option.value) + "\"}";
        first = false;
    }
    const auto sink = std::dynamic_pointer_cast<MemorySink>(request.sink);
    const ByteView payload = sink ? ByteView(sink->bytes()) : ByteView(request.payload);
    text += "],\"payload\":\"" + toHex(payload) + "\"";
    if (isValidUtf8(payload))
        text += ",\"text\":\"" + escapedJson(asText(payload)) + "\"";
    text += "}";
    Response response;
    response.options.addUint(OptionNumber::ContentFormat, 50);
    response.payload = toOwned(asBytes(text));
    response.maxSzx = m_config.maxSzx;
    (void)endpoint.respond(now, request.request, std::move(response));
}

// --- requests ---

Response VirtualDevice::respondFrom(TimePoint now, Entry &entry, const RequestReceived &request)
{
    DeviceRequest view{now, request.method, request.options.view(), request.payload,
                       std::dynamic_pointer_cast<MemorySink>(request.sink)};
    // RFC 7252 §5.10.8: preconditions look at the state as GET would give it.
    const bool conditional = request.options.has(OptionNumber::IfMatch) ||
                             request.options.has(OptionNumber::IfNoneMatch);
    if (conditional && request.method != code::kGet) {
        DeviceRequest get{now, code::kGet, OptionsView(), {}, nullptr};
        const std::optional<Response> current = entry.resource.handle(get);
        const bool exists = current && current->code.isSuccess();
        const bool matchesOne = exists && (anyEquals(request.options, OptionNumber::IfMatch,
                                                     etagOf(current->payload)) ||
                                           anyEquals(request.options, OptionNumber::IfMatch, {}));
        if ((request.options.has(OptionNumber::IfNoneMatch) && exists) ||
            (request.options.has(OptionNumber::IfMatch) && !matchesOne))
            return failed(code::kPreconditionFailed);
    }
    std::optional<Response> response = entry.resource.handle(view);
    if (!response)
        return failed(code::kMethodNotAllowed);
    const bool readable = request.method == code::kGet && response->code == code::kContent;
    if (readable && !response->options.has(OptionNumber::ETag) && !response->body) {
        const Bytes etag = etagOf(response->payload);
        response->options.add(OptionNumber::ETag, etag);
        if (anyEquals(request.options, OptionNumber::ETag, etag)) {
            response->code = code::kValid;
            response->payload.clear();
            response->options.remove(OptionNumber::ContentFormat);
        }
    }
    if (entry.resource.period && response->code.isSuccess() && request.method == code::kGet) {
        response->observedResource = entry.resource.path;
        response->confirmableNotifications = entry.resource.confirmableNotifications;
    }
    response->maxSzx = m_config.maxSzx;
    return std::move(*response);
}

void VirtualDevice::answer(TimePoint now, Endpoint &endpoint, const RequestReceived &request)
{
    const std::string path = request.options.view().uriPath();
    if (path == "/.well-known/core") {
        answerDiscovery(now, endpoint, request);
        return;
    }
    if (mustBeSecure(request.from, path)) {
        if (request.multicast)
            endpoint.ignoreRequest(now, request.request);
        else
            (void)endpoint.respond(now, request.request, failed(code::kUnauthorized));
        return;
    }
    if (path == "/echo") {
        answerEcho(now, endpoint, request);
        return;
    }
    Entry *entry = find(path);
    if (!entry) {
        (void)endpoint.respond(now, request.request, failed(code::kNotFound));
        return;
    }
    Response response = respondFrom(now, *entry, request);
    if (entry->resource.responseDelay && !request.notification) {
        m_delayed.push_back(
            {now + *entry->resource.responseDelay, request.request, std::move(response)});
        return;
    }
    (void)endpoint.respond(now, request.request, std::move(response));
    for (const std::string &forgotten : std::exchange(m_toForget, {}))
        endpoint.forgetObservers(now, forgotten);
    // What a write changed, its observers learn at once.
    if (request.method != code::kGet && entry->resource.state) {
        for (Entry &other : m_entries) {
            if (other.resource.state && other.resource.state(now) != other.lastState &&
                other.resource.period) {
                other.lastState = other.resource.state(now);
                endpoint.resourceChanged(now, other.resource.path);
            }
        }
    }
}

void VirtualDevice::handleOutput(TimePoint now, Endpoint &endpoint, Output &output)
{
    if (const auto *request = std::get_if<RequestReceived>(&output)) {
        answer(now, endpoint, *request);
        return;
    }
    const auto *offer = std::get_if<UploadOffered>(&output);
    if (!offer)
        return;
    const std::string path = offer->options.view().uriPath();
    if (mustBeSecure(offer->from, path)) {
        (void)endpoint.respond(now, offer->request, failed(code::kUnauthorized));
        return;
    }
    const Entry *entry = find(path);
    if (!entry && path != "/echo") {
        (void)endpoint.respond(now, offer->request, failed(code::kNotFound));
        return;
    }
    if (entry && entry->resource.uploadLimit == 0) {
        (void)endpoint.respond(now, offer->request, failed(code::kMethodNotAllowed));
        return;
    }
    const std::uint64_t limit = entry ? entry->resource.uploadLimit : 64U << 10U;
    (void)endpoint.acceptUpload(now, offer->request, std::make_shared<MemorySink>(limit), limit,
                                m_config.maxSzx);
}

// --- time ---

void VirtualDevice::tick(TimePoint now, Endpoint &endpoint)
{
    for (std::size_t i = 0; i < m_delayed.size();) {
        if (m_delayed[i].at > now) {
            ++i;
            continue;
        }
        Delayed due = std::move(m_delayed[i]);
        m_delayed.erase(m_delayed.begin() + static_cast<std::ptrdiff_t>(i));
        (void)endpoint.respond(now, due.request, std::move(due.response));
    }
    for (Entry &entry : m_entries) {
        if (!entry.nextLook || *entry.nextLook > now)
            continue;
        while (*entry.nextLook <= now)
            *entry.nextLook += *entry.resource.period;
        const std::string state = entry.resource.state ? entry.resource.state(now) : std::string();
        if (state == entry.lastState)
            continue;
        entry.lastState = state;
        endpoint.resourceChanged(now, entry.resource.path);
    }
}

std::optional<TimePoint> VirtualDevice::nextTick() const
{
    std::optional<TimePoint> next;
    const auto consider = [&](TimePoint at) {
        next = next ? std::min(*next, at) : at;
    };
    for (const Entry &entry : m_entries) {
        if (entry.nextLook)
            consider(*entry.nextLook);
    }
    for (const Delayed &delayed : m_delayed)
        consider(delayed.at);
    return next;
}

bool VirtualDevice::takeRebootRequest()
{
    return std::exchange(m_rebootRequested, false);
}

void VirtualDevice::rebooted(TimePoint now)
{
    m_delayed.clear();
    m_context->bootedAt = now;
    m_context->settings.clear();
    if (!m_context->staged.empty())
        m_context->version = std::exchange(m_context->staged, {});
}

} // namespace copper
