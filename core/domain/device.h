// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/code.h"
#include "core/coap/transmission_parameters.h"
#include "core/domain/session_events.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace copper {

// Stable as long as the program knows the device; kept over a restart.
struct DeviceId
{
    std::uint32_t value = 0;
    auto operator<=>(const DeviceId &) const = default;
    bool isValid() const { return value != 0; }
};

enum class DeviceState {
    NotAsked, // known from an earlier session or added by hand, and nothing was sent to it yet
    Alive,
    Stale, // quiet for kDeviceStaleAfterSeconds, or the last question is unanswered
    Gone,  // unanswered, and quiet for kDeviceGoneAfterSeconds (or never heard at all)
};

inline constexpr double kDeviceStaleAfterSeconds = 300;
inline constexpr double kDeviceGoneAfterSeconds = 300;

// How the resources of a device are observed (RFC 7641).
struct ObservationPolicy
{
    bool nonConfirmable = false; // ask by NON: a hint that NON notifications will do
    bool endsByReset = false;    // a Reset to the next notification instead of a farewell
    bool operator==(const ObservationPolicy &) const = default;
};

// The question that nobody answered.
struct Unanswered
{
    WallTime at;
    Code method; // empty: none of ours, such as a notification that is overdue
    QString path;
    unsigned transmissions = 0; // 0: unknown
};

// One CoAP endpoint the user knows. All texts that came from the network are plain text and
// hostile: show them escaped, never as markup.
struct Device
{
    DeviceId id;
    QString networkName;  // interface it was found on; "lo"; empty for one added by host name
    QString selfName;     // what the device calls itself
    QString endpointName; // ep: the same device at another address has the same
    QString givenName;    // what the user calls it
    QString hostUri;      // "coap://meter.local", when it was added by name
    bool favourite = false;
    QString note;                         // the user's, may have lines
    QStringList tags;                     // the user's; one word each, none twice
    QStringList groups;                   // the user's; titles, none twice
    bool manual = false;                  // added by hand
    std::vector<DeviceAddress> addresses; // fastest first; may be empty with a hostUri
    ResourceList links;
    bool linksCut = false;
    bool linksAtLimit = false; // cut by what the user may raise; not kept over a restart
    QString linkError;
    std::optional<TransmissionParameters> parameters; // the user's, else the defaults
    ObservationPolicy observing;
    std::optional<std::uint16_t> securePort; // the user's wish: by coaps at this port, whatever
                                             // else is known of it

    Duration rtt{};                          // of the discovery answer
    std::optional<WallTime> lastHeard;       // in this session
    std::optional<WallTime> firstUnanswered; // since it was last heard
    std::optional<Unanswered> unanswered;    // the first of them
    DeviceState state = DeviceState::NotAsked;
    std::uint64_t messagesThisTick = 0; // heard since the last DeviceRegistry::tick()
    double messagesPerSecond = 0;       // between the last two

    // Given name, own name, else the address.
    QString name() const;
    // "127.0.0.11", "[fe80::3a:7c21]", "meter.local:5700": host, with a port that is not the
    // default one.
    QString addressText() const;
    // "coap://127.0.0.11": what resource paths are put behind.
    QString baseUri() const;
    bool isSecure() const;
    // Where coaps is spoken when `securePort` is set: each address, and the host, at that port.
    DeviceAddress secured(DeviceAddress address) const;
    QString securedHostUri() const; // empty without a host
    bool hasResource(const QString &path) const;
};

} // namespace copper
