// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/device_query.h"

#include <unordered_map>
#include <vector>

namespace copper {

// Which devices and which of their links a query asks for. Looks at each distinct text of a list
// once. UI thread.
class RowMatcher
{
public:
    struct Match
    {
        bool device = false;     // its row stays, whatever its links are
        bool all = false;        // and everything below it
        std::vector<bool> links; // those that match; empty when `all`
        std::size_t matched = 0;
        bool any() const { return device || matched > 0; }
    };

    explicit RowMatcher(Workspace &workspace) : m_workspace(workspace) {}

    void setQuery(DeviceQuery query);
    const DeviceQuery &query() const { return m_query; }
    bool isActive() const { return m_query.isActive(); }
    // What a resource said last. A link of a device that is read is one with an answer to GET,
    // whether it holds a number or not.
    struct Live
    {
        std::uint32_t link;
        std::optional<double> value;
        bool observed;
        bool read;
    };
    struct Place
    {
        DeviceId device;
        std::uint32_t link;
        std::optional<double> value;
    };
    // From now on what resources say is followed, by note() and noteDevice(): wanted by a query
    // and by whoever sorts by values. Off: it is forgotten.
    void followValues(bool on);
    // This resource said something, is observed now or no longer, or is not known any more.
    // Nothing when no device lists it, or values are not followed.
    std::optional<Place> note(const QString &uri);
    // Its links or addresses are others, or it came.
    void noteDevice(DeviceId id);
    void forgetDevice(DeviceId id) { m_live.erase(id.value); }
    // In no order; null when nothing is known of any of its links.
    const std::vector<Live> *valuesOf(DeviceId id) const;
    // `place`: title and name of the network or group it stands under.
    Match match(const Device &device, const QString &place) const;

private:
    class Texts;
    bool deviceSays(const DeviceQuery::Term &term, const Device &device,
                    const QString &place) const;
    bool linkSays(const DeviceQuery::Term &term, const Device &device, std::size_t link,
                  Texts &texts) const;
    const Live *liveOf(DeviceId device, std::size_t link) const;

    Workspace &m_workspace;
    DeviceQuery m_query;
    bool m_follows = false;
    std::unordered_map<std::uint32_t, std::vector<Live>> m_live; // by DeviceId
};

} // namespace copper
