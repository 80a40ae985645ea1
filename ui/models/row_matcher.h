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
    // These resources said something, or are observed now or no longer.
    void noteValues(const QStringList &uris);
    // `place`: title and name of the network or group it stands under.
    Match match(const Device &device, const QString &place) const;
    // Greatest value of what it says; with a query of those links that match.
    std::optional<double> greatestValue(const Device &device, const QString &place) const;
    // Reads all values anew; greatestValue() without a query that reads values needs it first.
    void readValues();

private:
    struct Live
    {
        std::uint32_t link;
        std::optional<double> value;
        bool observed;
    };
    class Texts;
    void readValue(const QString &uri);
    bool deviceSays(const DeviceQuery::Term &term, const Device &device,
                    const QString &place) const;
    bool linkSays(const DeviceQuery::Term &term, const Device &device, std::size_t link,
                  Texts &texts) const;
    const Live *liveOf(DeviceId device, std::size_t link) const;

    Workspace &m_workspace;
    DeviceQuery m_query;
    std::unordered_map<std::uint32_t, std::vector<Live>> m_live; // by DeviceId
};

} // namespace copper
