// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_matcher.h"

#include "core/domain/resource_uri.h"
#include "ui/text/protocol_text.h"

#include <QUrl>

#include <algorithm>

namespace copper {

namespace {

using QueryField = DeviceQuery::Field;
using Mark = DeviceQuery::Mark;
using Compare = DeviceQuery::Compare;
using Term = DeviceQuery::Term;

bool holds(const Term &term, double value)
{
    switch (term.compare) {
    case Compare::Less:
        return value < term.number;
    case Compare::LessOrEqual:
        return value <= term.number;
    case Compare::Equal:
        return value == term.number;
    case Compare::GreaterOrEqual:
        return value >= term.number;
    case Compare::Greater:
        return value > term.number;
    }
    return false;
}

bool inAny(const DeviceQuery::Needle &needle, const QStringList &texts)
{
    return std::any_of(texts.begin(), texts.end(),
                       [&needle](const QString &text) { return needle.in(text); });
}

bool inAddresses(const DeviceQuery::Needle &needle, const Device &device)
{
    if (needle.in(device.addressText()) || needle.in(device.hostUri))
        return true;
    return std::any_of(
        device.addresses.begin(), device.addresses.end(),
        [&needle](const DeviceAddress &address) { return needle.in(address.uri()); });
}

} // namespace

// For each term and text of a list whether it was found there; looked for once.
class RowMatcher::Texts
{
public:
    Texts(const ResourceList &list, std::size_t terms)
        : m_list(list), m_known(terms * list.textCount(), Unknown)
    {}
    bool has(const Term &term, std::size_t index, ResourceList::TextId id)
    {
        char &known = m_known[index * m_list.textCount() + id];
        if (known == Unknown)
            known = term.needle.in(m_list.text(id)) ? Yes : No;
        return known == Yes;
    }
    std::size_t current = 0; // the term that is asked for now

private:
    enum : char { Unknown, Yes, No };
    const ResourceList &m_list;
    std::vector<char> m_known;
};

void RowMatcher::setQuery(DeviceQuery query)
{
    m_query = std::move(query);
}

void RowMatcher::followValues(bool on)
{
    if (on == m_follows)
        return;
    m_follows = on;
    m_live.clear();
    if (!on)
        return;
    const QStringList uris = m_workspace.observations().uris();
    for (const QString &uri : uris)
        note(uri);
}

std::optional<RowMatcher::Place> RowMatcher::note(const QString &uri)
{
    const auto place = m_follows ? m_workspace.devices().locate(uri) : std::nullopt;
    if (!place)
        return std::nullopt;
    const Device *device = m_workspace.devices().device(place->device);
    const ObservedResource *resource = m_workspace.observations().find(uri);
    const QByteArray path = QUrl::fromPercentEncoding(place->path.toUtf8()).toUtf8();
    const std::string_view wanted(path.constData(), static_cast<std::size_t>(path.size()));
    const ResourceList &links = device->links;
    for (std::uint32_t i = 0; i < links.size(); ++i) {
        if (links.text(links.texts(i).path) != wanted)
            continue;
        std::vector<Live> &known = m_live[place->device.value];
        std::erase_if(known, [i](const Live &live) { return live.link == i; });
        Live live{i, {}, false, false};
        if (resource != nullptr) {
            live.read = resource->latest.has_value();
            live.observed = resource->isObserved();
            if (live.read && resource->latest->primary)
                live.value = resource->latest->primary->value;
        }
        if (resource != nullptr)
            known.push_back(live);
        if (known.empty())
            m_live.erase(place->device.value);
        return Place{place->device, i, live.value};
    }
    return std::nullopt;
}

void RowMatcher::noteDevice(DeviceId id)
{
    if (!m_follows)
        return;
    m_live.erase(id.value);
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr)
        return;
    const auto read = [this](const QString &base) {
        const std::optional<ResourceUri> parts = splitUri(base);
        const QStringList uris =
            parts ? m_workspace.observations().urisAt(parts->endpoint) : QStringList();
        for (const QString &uri : uris)
            note(uri);
    };
    for (const DeviceAddress &address : device->addresses) {
        read(address.uri());
        if (device->securePort)
            read(device->secured(address).uri());
    }
    if (!device->hostUri.isEmpty())
        read(device->hostUri);
    if (device->securePort && !device->hostUri.isEmpty())
        read(device->securedHostUri());
}

const std::vector<RowMatcher::Live> *RowMatcher::valuesOf(DeviceId id) const
{
    const auto known = m_live.find(id.value);
    return known == m_live.end() ? nullptr : &known->second;
}

const RowMatcher::Live *RowMatcher::liveOf(DeviceId device, std::size_t link) const
{
    const auto known = m_live.find(device.value);
    if (known == m_live.end())
        return nullptr;
    const auto at = std::find_if(known->second.begin(), known->second.end(),
                                 [link](const Live &live) { return live.link == link; });
    return at == known->second.end() ? nullptr : &*at;
}

bool RowMatcher::deviceSays(const Term &term, const Device &device, const QString &place) const
{
    switch (term.field) {
    case QueryField::Word:
        return term.needle.in(device.name()) || term.needle.in(device.selfName) ||
               term.needle.in(device.addressText()) || term.needle.in(place) ||
               term.needle.in(device.note) || inAny(term.needle, device.tags);
    case QueryField::Name:
        return term.needle.in(device.name()) || term.needle.in(device.selfName);
    case QueryField::Address:
        return inAddresses(term.needle, device);
    case QueryField::Network:
        return term.needle.in(device.networkName) ||
               term.needle.in(m_workspace.devices().networkTitle(device.networkName));
    case QueryField::Tag:
        return inAny(term.needle, device.tags);
    case QueryField::Group:
        return inAny(term.needle, device.groups);
    case QueryField::Note:
        return term.needle.in(device.note);
    case QueryField::State:
        return device.state == term.state;
    case QueryField::Is:
        if (term.mark == Mark::Favourite)
            return device.favourite;
        return term.mark == Mark::Secure && device.isSecure();
    case QueryField::Type:
    case QueryField::Interface:
    case QueryField::Format:
    case QueryField::Path:
    case QueryField::Value:
        return false;
    }
    return false;
}

bool RowMatcher::linkSays(const Term &term, const Device &device, std::size_t link,
                          Texts &texts) const
{
    const ResourceList::Texts ids = device.links.texts(link);
    const auto has = [&](ResourceList::TextId id) {
        return texts.has(term, texts.current, id);
    };
    switch (term.field) {
    case QueryField::Word:
        return has(ids.path) || has(ids.rt) || has(ids.interfaceDescription) || has(ids.title);
    case QueryField::Type:
        return has(ids.rt);
    case QueryField::Interface:
        return has(ids.interfaceDescription);
    case QueryField::Path:
        return has(ids.path);
    case QueryField::Format: {
        const auto formats = device.links.contentFormats(link);
        return std::any_of(formats.begin(), formats.end(), [&term](std::uint32_t format) {
            return QString::number(format) == term.needle.text ||
                   term.needle.in(contentFormatShort(format));
        });
    }
    case QueryField::Is: {
        if (term.mark == Mark::Observable)
            return device.links.observable(link);
        const Live *live = liveOf(device.id, link);
        return term.mark == Mark::Observed && live != nullptr && live->observed;
    }
    case QueryField::Value: {
        const Live *live = liveOf(device.id, link);
        return live != nullptr && live->value && holds(term, *live->value);
    }
    case QueryField::Name:
    case QueryField::Address:
    case QueryField::Network:
    case QueryField::Tag:
    case QueryField::Group:
    case QueryField::Note:
    case QueryField::State:
        return false;
    }
    return false;
}

RowMatcher::Match RowMatcher::match(const Device &device, const QString &place) const
{
    const std::vector<Term> &terms = m_query.terms;
    Match result;
    std::vector<std::size_t> open; // terms the device leaves to its links
    bool wantsLinks = false;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const bool said = deviceSays(terms[i], device, place);
        if (said && terms[i].negated)
            return result;
        if (said)
            continue;
        open.push_back(i);
        wantsLinks = wantsLinks || !terms[i].negated;
    }
    result.device = !wantsLinks;
    result.all = open.empty();
    const std::size_t count = device.links.size();
    if (result.all) {
        result.matched = count;
        return result;
    }
    Texts texts(device.links, terms.size());
    result.links.assign(count, false);
    for (std::size_t link = 0; link < count; ++link) {
        const bool fits = std::all_of(open.begin(), open.end(), [&](std::size_t i) {
            texts.current = i;
            return linkSays(terms[i], device, link, texts) != terms[i].negated;
        });
        result.links[link] = fits;
        result.matched += fits ? 1 : 0;
    }
    if (result.matched == count && result.device) {
        result.all = true;
        result.links.clear();
    }
    return result;
}

} // namespace copper
