// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a scan (discovery) tells, beside the devices it finds: values only. Part of the vocabulary
// of session_events.h.

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace copper {

// One network interface of this computer, as it is now.
struct InterfaceInfo
{
    QString name;
    std::uint32_t index = 0;
    QStringList addresses; // with prefix: "192.168.20.5/24", "fe80::1/64"
    bool up = false;       // and running: a cable is in
    bool multicast = false;
    bool loopback = false;
    bool operator==(const InterfaceInfo &) const = default;
    // Discovery can ask there: IPv4 multicast works on Linux's loopback, which lacks the flag.
    bool canDiscover() const { return up && (multicast || loopback) && !addresses.isEmpty(); }
};

// Answers to a scan that were not used, by what they were beyond of (ScanLimits).
struct ScanCuts
{
    std::uint64_t lostInKernel = 0; // its buffer was full
    std::uint64_t beyondDevices = 0;
    std::uint64_t beyondAnswers = 0; // of one source
    std::uint64_t beyondBytes = 0;
    std::uint64_t total() const
    {
        return lostInKernel + beyondDevices + beyondAnswers + beyondBytes;
    }
    bool operator==(const ScanCuts &) const = default;
};

struct ScanCounts
{
    std::uint32_t asked = 0; // addresses by unicast, so far
    std::uint32_t toAsk = 0; // in all
    std::uint32_t answers = 0;
    std::uint32_t devices = 0;
    std::uint32_t outsideFilter = 0; // answered, but no link is as the filters want it
    std::uint64_t listBytes = 0;
    bool operator==(const ScanCounts &) const = default;
};

// What went out on one interface by multicast, and what came back there.
struct ScanInterface
{
    QString name;
    QStringList groups;  // asked: "224.0.1.187:5683"
    QStringList refused; // of these, those the system could not send to
    std::uint32_t answers = 0;
    std::uint32_t devices = 0;
    bool operator==(const ScanInterface &) const = default;
};

// Why nothing was found, in the order in which it is to be looked at.
enum class ScanFinding {
    NoInterface,    // that is up, takes multicast and has an address
    NoRoute,        // a group could not be sent to; `detail`: the group
    JoinRefused,    // the system does not let us into a group; `detail`: its words
    FirewallLikely, // our own datagram to a group did not come back to us
    HostNotFound,   // a name without an address; `detail`: the name
    OutsideFilter,  // devices answered, but none has what the filters want; `detail`: how many
    NobodyThere,    // all is well on this side
};

struct ScanReason
{
    ScanFinding finding = ScanFinding::NobodyThere;
    QString interfaceName; // empty: none in particular
    QString detail;
    bool operator==(const ScanReason &) const = default;
};

} // namespace copper
