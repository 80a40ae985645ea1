// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/address_range.h"
#include "core/domain/session_control.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <optional>

namespace copper {

// What a discovery asks, as the user wrote it. Texts are checked when a spec is made of them.
struct DiscoverySettings
{
    static constexpr int kLongestWait_s = 600;
    static constexpr int kLongestPause_s = 86'400;

    QStringList excluded;                       // interfaces; those not named are asked
    bool ipv4 = true;                           // 224.0.1.187
    bool linkLocal = true;                      // ff02::fd
    bool siteLocal = true;                      // ff05::fd
    QString groups;                             // ADDRESS[:PORT] and spaces; beside those above
    QString rt, interfaceDescription, ct, href; // what a link must have; "*" at the end: any rest
    int wait_s = 5;                             // 1..kLongestWait_s, for answers
    int every_s = 0;                            // 0: once, else 5..kLongestPause_s
    QString range;                              // asked one by one
    int rate = static_cast<int>(DiscoverySpec::kRangeRate);
    QString hosts; // names or addresses, and spaces or commas
    bool operator==(const DiscoverySettings &) const = default;
};

// What keeps a part of the settings from being used.
struct DiscoveryProblem
{
    enum class Part { Nothing, Groups, Range, Hosts };
    Part part = Part::Nothing; // Nothing: there is nothing to ask
    QString text;              // the part that cannot be read
    std::optional<AddressRange::Error> range;
    bool operator==(const DiscoveryProblem &) const = default;
};

// The choice and the interfaces there are; what Discover does. UI thread.
class DiscoveryChoice : public QObject
{
    Q_OBJECT
public:
    explicit DiscoveryChoice(QObject *parent = nullptr);

    const DiscoverySettings &settings() const { return m_settings; }
    void setSettings(const DiscoverySettings &settings);
    // All there are now. A choice is kept by name, also for those that are gone.
    void setInterfaces(std::vector<InterfaceInfo> interfaces);
    const std::vector<InterfaceInfo> &interfaces() const { return m_interfaces; }
    // Those that can be asked, by name.
    QStringList usableInterfaces() const;
    bool isChosen(const QString &interfaceName) const;
    void choose(const QString &interfaceName, bool chosen);

    // How many addresses of the range; 0 without one, or with one that cannot be read.
    std::uint32_t rangeSize() const;
    std::optional<DiscoveryProblem> problem() const;
    bool canDiscover() const { return !problem(); }
    // Of the parts that have no problem.
    DiscoverySpec spec() const;

    QJsonObject toJson() const;
    // Tolerant: what is missing or wrong takes its preset.
    void fromJson(const QJsonObject &object);

Q_SIGNALS:
    void changed();

private:
    QStringList groupList() const;
    QStringList hostList() const;
    bool asksByMulticast() const;
    DiscoverySettings m_settings;
    std::vector<InterfaceInfo> m_interfaces;
};

} // namespace copper
