// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/coap/endpoint.h"
#include "core/coap/link_format.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace copper {

// The request as a resource of a virtual device sees it.
struct DeviceRequest
{
    TimePoint now;
    Code method;
    OptionsView options;
    ByteView payload;                 // of a body that fits one message
    std::shared_ptr<MemorySink> body; // of one that came by Block1
    ByteView content() const { return body ? ByteView(body->bytes()) : payload; }
};

// One resource: its link, what it answers, when it changes.
struct DeviceResource
{
    std::string path; // "/sensors/temp"
    std::vector<LinkAttribute> attributes;
    // Answers a request it supports; nothing for a method it does not: 4.05.
    std::function<std::optional<Response>(const DeviceRequest &)> handle;
    // Observable when set: the value is looked at this often and observers are told of a change.
    std::optional<Duration> period;
    bool confirmableNotifications = true;
    // A string that differs when the state does.
    std::function<std::string(TimePoint)> state;
    std::optional<Duration> responseDelay; // separate response
    bool listed = true;                    // in /.well-known/core
    bool secureOnly = false;               // 4.01 for everybody in the clear
    std::uint64_t uploadLimit = 64U << 10U;
};

struct DeviceProfileContext;

struct VirtualDeviceConfig
{
    std::string name = "board";
    std::vector<std::string> profiles; // names of profileNames()
    std::uint64_t seed = 1;
    double unixSecondsAtStart = 0; // day time of the curves
    TimePoint start{};
    std::optional<std::uint8_t> maxSzx; // fault max_block
};

// A CoAP device that exists only here: resources by profile, over an Endpoint in server role that
// somebody else owns and drives. Pure: told the time, no sockets. Used by copper-board, by the demo
// network, and in virtual time by tests.
class VirtualDevice
{
public:
    explicit VirtualDevice(VirtualDeviceConfig config);
    ~VirtualDevice();
    VirtualDevice(VirtualDevice &&) noexcept;

    static const std::vector<std::string> &profileNames();

    void handleOutput(TimePoint now, Endpoint &endpoint, Output &output);
    // Looks at what is due: changed values, delayed responses.
    void tick(TimePoint now, Endpoint &endpoint);
    std::optional<TimePoint> nextTick() const;
    // Somebody asked for a reboot: the owner restarts endpoint and device.
    bool takeRebootRequest();
    // Volatile state is lost; an uploaded image is not, and becomes the running one.
    void rebooted(TimePoint now);

    void addResource(DeviceResource resource);

    // A device that is secure: in the clear it gives its link list, with targets made absolute by
    // `secureBase` ("coaps://127.0.0.12:5684"), and 4.01 for everything else. Or, where it is
    // `openToo`, for what is secureOnly alone.
    struct Security
    {
        std::function<bool(PeerId)> isSecure;
        std::function<std::string(PeerId)> secureBase;
        bool openToo = false;
    };
    void setSecurity(Security security) { m_security = std::move(security); }
    const std::string &name() const { return m_config.name; }
    std::string linkList() const;

private:
    struct Entry
    {
        DeviceResource resource;
        std::string lastState;
        std::optional<TimePoint> nextLook;
    };
    struct Delayed
    {
        TimePoint at;
        RequestId request;
        Response response;
    };

    void connectContext();
    void answer(TimePoint now, Endpoint &endpoint, const RequestReceived &request);
    void answerDiscovery(TimePoint now, Endpoint &endpoint, const RequestReceived &request);
    void answerEcho(TimePoint now, Endpoint &endpoint, const RequestReceived &request);
    Response respondFrom(TimePoint now, Entry &entry, const RequestReceived &request);
    // Such a peer gets nothing but the list.
    bool mustBeSecure(PeerId peer) const
    {
        return m_security.isSecure && !m_security.openToo && !m_security.isSecure(peer);
    }
    bool mustBeSecure(PeerId peer, const std::string &path);
    Entry *find(const std::string &path);
    Link linkOf(const DeviceResource &resource) const;

    VirtualDeviceConfig m_config;
    Security m_security;
    std::vector<Entry> m_entries;
    std::vector<Delayed> m_delayed;
    std::unique_ptr<DeviceProfileContext> m_context;
    bool m_rebootRequested = false;
    std::vector<std::string> m_toForget; // paths whose observers a request wants dropped
};

// State the profiles of one device share.
struct DeviceProfileContext
{
    std::string name;
    std::uint64_t seed = 1;
    double unixSecondsAtStart = 0;
    TimePoint start{};
    TimePoint bootedAt{};
    std::map<std::string, double> settings; // actuators
    std::map<std::string, std::string> configuration;
    Bytes image; // what GET /firmware gives
    Bytes file;  // what GET /file gives, and its Content-Format
    std::uint32_t fileFormat = 0;
    std::string version; // running
    std::string staged;  // version of the uploaded image, running after a reboot
    std::function<void()> requestReboot;
    std::function<void(const std::string &path)> forgetObservers;

    double seconds(TimePoint now) const { return toSeconds(now - start); }
    double unixSeconds(TimePoint now) const { return unixSecondsAtStart + seconds(now); }
    // A smooth wander in -1..1 with this period, different for each name and seed.
    double wander(TimePoint now, const std::string &key, double periodSeconds) const;
};

// Adds the resources of a profile; false when there is none of that name.
bool addProfile(VirtualDevice &device, DeviceProfileContext &context, const std::string &profile);

} // namespace copper
