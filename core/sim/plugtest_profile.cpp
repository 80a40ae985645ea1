// SPDX-License-Identifier: GPL-3.0-or-later
// The server side of the ETSI CoAP tests: resources named and behaving as their descriptions say.
#include "core/sim/device_profiles.h"

#include <cmath>

namespace copper {

namespace {

constexpr std::uint32_t kText = 0;
constexpr std::uint32_t kLinkFormat = 40;
constexpr std::uint32_t kXml = 41;
constexpr std::size_t kLargeBytes = 1'280;
constexpr std::uint64_t kUploadLimit = 16U << 10U;
constexpr Duration kPeriod = seconds(5);
constexpr Duration kSeparateDelay = seconds(1.5);

using Attributes = std::vector<std::pair<const char *, const char *>>;
using Handler = std::function<std::optional<Response>(const DeviceRequest &)>;

// A representation that PUT replaces; what it is a copy of is shared by all handlers.
struct Stored
{
    bool exists = true;
    Bytes content;
    std::uint32_t format = kText;
};

DeviceResource resourceAt(const std::string &path, const Attributes &attributes, Handler handle)
{
    DeviceResource resource;
    resource.path = path;
    for (const auto &[name, value] : attributes)
        resource.attributes.push_back({name, std::string(value), 0, 0});
    resource.handle = std::move(handle);
    resource.uploadLimit = kUploadLimit;
    return resource;
}

Response answer(Code code)
{
    Response response;
    response.code = code;
    return response;
}

Response content(ByteView bytes, std::uint32_t format)
{
    Response response;
    response.options.addUint(OptionNumber::ContentFormat, format);
    response.payload = toOwned(bytes);
    return response;
}

// `size` bytes of text whose lines say where they stand.
std::string numberedText(const std::string &title, std::size_t size)
{
    std::string text = title + "\n";
    while (text.size() < size)
        text += "byte " + std::to_string(text.size()) + "\n";
    text.resize(size);
    return text;
}

Handler readOnly(const std::string &text)
{
    return [text](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method != code::kGet)
            return std::nullopt;
        return textResponse(text);
    };
}

// GET, PUT, DELETE of something stored. What was deleted, or never was, is created by PUT.
Handler storedHandler(const std::shared_ptr<Stored> &stored)
{
    return [stored](const DeviceRequest &request) -> std::optional<Response> {
        if (request.method == code::kGet)
            return stored->exists ? content(stored->content, stored->format)
                                  : errorResponse(code::kNotFound, "create it by PUT");
        if (request.method == code::kDelete) {
            stored->exists = false;
            return answer(code::kDeleted);
        }
        if (request.method != code::kPut)
            return std::nullopt;
        const bool created = !stored->exists;
        *stored = {true, toOwned(request.content()),
                   request.options.uintValue(OptionNumber::ContentFormat).value_or(kText)};
        return answer(created ? code::kCreated : code::kChanged);
    };
}

std::shared_ptr<Stored> storedText(const std::string &text)
{
    return std::make_shared<Stored>(Stored{true, toOwned(asBytes(text)), kText});
}

// --- CORE ---

std::optional<Response> test(const DeviceRequest &request)
{
    if (request.method == code::kGet)
        return textResponse("Hello from /test");
    if (request.method == code::kPut)
        return answer(code::kChanged);
    if (request.method == code::kDelete)
        return answer(code::kDeleted);
    if (request.method != code::kPost)
        return std::nullopt;
    Response created = answer(code::kCreated);
    for (const char *segment : {"location1", "location2", "location3"})
        created.options.addString(OptionNumber::LocationPath, segment);
    return created;
}

std::optional<Response> query(const DeviceRequest &request)
{
    if (request.method != code::kGet)
        return std::nullopt;
    std::string text;
    for (const std::string &argument : request.options.strings(OptionNumber::UriQuery))
        text += argument + "\n";
    return textResponse(text.empty() ? "no query" : text);
}

std::optional<Response> locationQuery(const DeviceRequest &request)
{
    if (request.method != code::kPost)
        return std::nullopt;
    Response created = answer(code::kCreated);
    for (const char *argument : {"first=1", "second=2"})
        created.options.addString(OptionNumber::LocationQuery, argument);
    return created;
}

std::optional<Response> multiFormat(const DeviceRequest &request)
{
    if (request.method != code::kGet)
        return std::nullopt;
    switch (request.options.uintValue(OptionNumber::Accept).value_or(kText)) {
    case kText:
        return textResponse("in plain text");
    case kXml:
        return content(asBytes("<in>XML</in>"), kXml);
    default:
        return errorResponse(code::kNotAcceptable, "0 or 41");
    }
}

void addCore(VirtualDevice &device)
{
    device.addResource(resourceAt("/test", {}, test));
    device.addResource(resourceAt("/seg1/seg2/seg3", {}, readOnly("three segments")));
    device.addResource(resourceAt("/query", {{"rt", ""}}, query));
    DeviceResource separate = resourceAt("/separate", {}, readOnly("it took its time"));
    separate.responseDelay = kSeparateDelay;
    device.addResource(std::move(separate));
    device.addResource(resourceAt("/location-query", {}, locationQuery));
    device.addResource(resourceAt("/multi-format", {{"ct", "0 41"}}, multiFormat));
    device.addResource(resourceAt("/validate", {}, storedHandler(storedText("to be changed"))));
    const auto created = std::make_shared<Stored>();
    created->exists = false;
    device.addResource(resourceAt("/create1", {}, storedHandler(created)));
}

// --- LINK ---

void addLinks(VirtualDevice &device)
{
    device.addResource(
        resourceAt("/link1", {{"rt", "Type1 Type2"}, {"if", "If1"}}, readOnly("link 1")));
    device.addResource(
        resourceAt("/link2", {{"rt", "Type2 Type3"}, {"if", "If2"}}, readOnly("link 2")));
    device.addResource(
        resourceAt("/link3", {{"rt", "Type1 Type3"}, {"if", "foo"}}, readOnly("link 3")));
    device.addResource(resourceAt(
        "/path", {{"ct", "40"}}, [](const DeviceRequest &request) -> std::optional<Response> {
            if (request.method != code::kGet)
                return std::nullopt;
            return content(asBytes("</path/sub1>,</path/sub2>,</path/sub3>"), kLinkFormat);
        }));
    for (const char *path : {"/path/sub1", "/path/sub2", "/path/sub3"})
        device.addResource(resourceAt(path, {}, readOnly(path)));
}

// --- BLOCK ---

std::optional<Response> largePost(const DeviceRequest &request)
{
    if (request.method != code::kPost)
        return std::nullopt;
    Response changed = textResponse(numberedText(
        std::to_string(request.content().size()) + " bytes were received", kLargeBytes));
    changed.code = code::kChanged;
    return changed;
}

void addLarge(VirtualDevice &device)
{
    const std::string large = numberedText("a large representation", kLargeBytes);
    device.addResource(resourceAt("/large", {{"sz", "1280"}}, readOnly(large)));
    DeviceResource separate = resourceAt("/large-separate", {{"sz", "1280"}}, readOnly(large));
    separate.responseDelay = kSeparateDelay;
    device.addResource(std::move(separate));
    device.addResource(resourceAt("/large-update", {}, storedHandler(storedText(large))));
    device.addResource(resourceAt("/large-post", {}, largePost));
    // What was created last; not in the list of links, as its name is in Location-Path.
    const auto created = std::make_shared<Stored>();
    created->exists = false;
    device.addResource(resourceAt(
        "/large-create", {}, [created](const DeviceRequest &request) -> std::optional<Response> {
            if (request.method != code::kPost)
                return std::nullopt;
            *created = {true, toOwned(request.content()),
                        request.options.uintValue(OptionNumber::ContentFormat).value_or(kText)};
            Response response = answer(code::kCreated);
            response.options.addString(OptionNumber::LocationPath, "large-create");
            response.options.addString(OptionNumber::LocationPath, "1");
            return response;
        }));
    DeviceResource item = resourceAt("/large-create/1", {}, storedHandler(created));
    item.listed = false;
    device.addResource(std::move(item));
}

// --- OBS ---

// Counts the periods since the start: what makes an observed resource change by itself.
long long periods(const DeviceProfileContext &context, TimePoint now)
{
    return static_cast<long long>(std::floor((now - context.start) / kPeriod));
}

DeviceResource observable(DeviceProfileContext &context, const std::string &path, bool confirmable,
                          const std::function<std::string(long long)> &text)
{
    DeviceResource resource = resourceAt(
        path, {}, [&context, text](const DeviceRequest &request) -> std::optional<Response> {
            if (request.method != code::kGet)
                return std::nullopt;
            Response response = textResponse(text(periods(context, request.now)));
            response.options.addUint(OptionNumber::MaxAge, 5);
            return response;
        });
    resource.period = kPeriod;
    resource.confirmableNotifications = confirmable;
    resource.state = [&context](TimePoint now) {
        return std::to_string(periods(context, now));
    };
    return resource;
}

// /obs can be written and deleted besides: its text is what was put and the count.
DeviceResource obs(DeviceProfileContext &context)
{
    const auto stored = storedText("observed");
    const Handler storing = storedHandler(stored);
    DeviceResource resource = observable(context, "/obs", true, nullptr);
    resource.handle = [&context, storing](const DeviceRequest &request) {
        std::optional<Response> response = storing(request);
        if (response && response->code == code::kContent) {
            const std::string count = " " + std::to_string(periods(context, request.now));
            response->payload.insert(response->payload.end(), count.begin(), count.end());
            response->options.addUint(OptionNumber::MaxAge, 5);
        }
        return response;
    };
    resource.state = [&context, stored](TimePoint now) {
        return std::to_string(periods(context, now)) + (stored->exists ? "" : " deleted ") +
               std::to_string(stored->format) + std::string(asText(stored->content));
    };
    return resource;
}

void addObserved(VirtualDevice &device, DeviceProfileContext &context)
{
    const auto large = [](long long count) {
        return numberedText("change " + std::to_string(count), kLargeBytes);
    };
    const auto small = [](long long count) {
        return "change " + std::to_string(count);
    };
    const auto pumping = [large, small](long long count) {
        return count % 2 == 0 ? small(count) : large(count);
    };
    device.addResource(obs(context));
    device.addResource(observable(context, "/obs-non", false, small));
    device.addResource(observable(context, "/obs-large", true, large));
    device.addResource(observable(context, "/obs-pumping", true, pumping));
    device.addResource(observable(context, "/obs-pumping-non", false, pumping));
    device.addResource(
        resourceAt("/obs-reset", {{"title", "POST: forget all observers"}},
                   [&context](const DeviceRequest &request) -> std::optional<Response> {
                       if (request.method != code::kPost)
                           return std::nullopt;
                       for (const char *path :
                            {"/obs", "/obs-non", "/obs-large", "/obs-pumping", "/obs-pumping-non"})
                           context.forgetObservers(path);
                       return answer(code::kChanged);
                   }));
}

// --- DTLS ---

void addSecure(VirtualDevice &device)
{
    DeviceResource secure =
        resourceAt("/secure", {}, [](const DeviceRequest &request) -> std::optional<Response> {
            if (request.method != code::kGet)
                return std::nullopt;
            return textResponse("only by coaps");
        });
    secure.listed = false; // the list is of what can be had where it was asked for
    secure.secureOnly = true;
    device.addResource(std::move(secure));
}

} // namespace

void addPlugtest(VirtualDevice &device, DeviceProfileContext &context)
{
    addCore(device);
    addLinks(device);
    addLarge(device);
    addObserved(device, context);
    addSecure(device);
}

} // namespace copper
