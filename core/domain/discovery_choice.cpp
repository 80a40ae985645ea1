// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/discovery_choice.h"

#include "core/domain/resource_uri.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace copper {

namespace {

constexpr qsizetype kMaxText = 2000;
constexpr int kShortestPause_s = 5;

QStringList words(const QString &text)
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
    return text.left(kMaxText).split(kBetween, Qt::SkipEmptyParts);
}

struct TextField
{
    const char *key;
    QString DiscoverySettings::*value;
};

constexpr std::array kTexts{
    TextField{"groups", &DiscoverySettings::groups},
    TextField{"rt", &DiscoverySettings::rt},
    TextField{"if", &DiscoverySettings::interfaceDescription},
    TextField{"ct", &DiscoverySettings::ct},
    TextField{"href", &DiscoverySettings::href},
    TextField{"range", &DiscoverySettings::range},
    TextField{"hosts", &DiscoverySettings::hosts},
};

struct Flag
{
    const char *key;
    bool DiscoverySettings::*value;
};

constexpr std::array kFlags{
    Flag{"ipv4", &DiscoverySettings::ipv4},
    Flag{"linkLocal", &DiscoverySettings::linkLocal},
    Flag{"siteLocal", &DiscoverySettings::siteLocal},
};

DiscoverySettings bounded(DiscoverySettings settings)
{
    settings.wait_s = std::clamp(settings.wait_s, 1, DiscoverySettings::kLongestWait_s);
    if (settings.every_s != 0)
        settings.every_s =
            std::clamp(settings.every_s, kShortestPause_s, DiscoverySettings::kLongestPause_s);
    settings.rate = std::clamp(settings.rate, 1, static_cast<int>(DiscoverySpec::kMaxRangeRate));
    for (const TextField &field : kTexts)
        settings.*field.value = (settings.*field.value).left(kMaxText);
    return settings;
}

// "224.0.1.187", "224.0.1.187:5700", "ff02::fd", "[ff02::fd]:5700".
bool isGroup(const QString &text)
{
    QString literal = text;
    if (literal.startsWith(QLatin1Char('[')))
        literal = literal.mid(1).section(QLatin1Char(']'), 0, 0);
    else if (literal.count(QLatin1Char(':')) == 1)
        literal = literal.section(QLatin1Char(':'), 0, 0);
    const auto address = parseIpLiteral(literal.toStdString());
    return address && address->isMulticast();
}

bool isHost(const QString &text)
{
    const QString uri =
        text.contains(QLatin1String("://")) ? text : QStringLiteral("coap://") + text;
    const auto parts = splitUri(uri);
    return parts && parts->scheme == QLatin1String("coap");
}

} // namespace

DiscoveryChoice::DiscoveryChoice(QObject *parent) : QObject(parent) {}

void DiscoveryChoice::setSettings(const DiscoverySettings &settings)
{
    DiscoverySettings wanted = bounded(settings);
    if (wanted == m_settings)
        return;
    m_settings = std::move(wanted);
    Q_EMIT changed();
}

void DiscoveryChoice::setInterfaces(std::vector<InterfaceInfo> interfaces)
{
    if (interfaces == m_interfaces)
        return;
    m_interfaces = std::move(interfaces);
    Q_EMIT changed();
}

QStringList DiscoveryChoice::usableInterfaces() const
{
    QStringList names;
    for (const InterfaceInfo &each : m_interfaces) {
        if (each.canDiscover())
            names << each.name;
    }
    return names;
}

bool DiscoveryChoice::isChosen(const QString &interfaceName) const
{
    return !m_settings.excluded.contains(interfaceName);
}

void DiscoveryChoice::choose(const QString &interfaceName, bool chosen)
{
    if (chosen == isChosen(interfaceName))
        return;
    if (chosen)
        m_settings.excluded.removeAll(interfaceName);
    else
        m_settings.excluded << interfaceName;
    Q_EMIT changed();
}

QStringList DiscoveryChoice::groupList() const
{
    QStringList own;
    for (const QString &word : words(m_settings.groups)) {
        if (isGroup(word))
            own << word;
    }
    if (own.isEmpty())
        return own; // the standard ones have flags of their own
    if (m_settings.ipv4)
        own.prepend(QStringLiteral("224.0.1.187"));
    if (m_settings.linkLocal)
        own << QStringLiteral("[ff02::fd]");
    if (m_settings.siteLocal)
        own << QStringLiteral("[ff05::fd]");
    return own;
}

QStringList DiscoveryChoice::hostList() const
{
    QStringList hosts;
    for (const QString &word : words(m_settings.hosts)) {
        if (isHost(word) && hosts.size() < DiscoverySpec::kMaxHosts)
            hosts << word;
    }
    return hosts;
}

bool DiscoveryChoice::asksByMulticast() const
{
    const bool anyGroup =
        m_settings.ipv4 || m_settings.linkLocal || m_settings.siteLocal || !groupList().isEmpty();
    // Before the interfaces are known, what there is will be asked.
    bool anyInterface = m_interfaces.empty();
    for (const QString &name : usableInterfaces())
        anyInterface = anyInterface || isChosen(name);
    return anyGroup && anyInterface;
}

std::uint32_t DiscoveryChoice::rangeSize() const
{
    if (m_settings.range.trimmed().isEmpty())
        return 0;
    const auto range = AddressRange::parse(m_settings.range);
    return range ? range->size() : 0;
}

std::optional<DiscoveryProblem> DiscoveryChoice::problem() const
{
    using Part = DiscoveryProblem::Part;
    for (const QString &word : words(m_settings.groups)) {
        if (!isGroup(word))
            return DiscoveryProblem{Part::Groups, word, {}};
    }
    if (!m_settings.range.trimmed().isEmpty()) {
        const auto range = AddressRange::parse(m_settings.range);
        if (!range)
            return DiscoveryProblem{Part::Range, m_settings.range, range.error()};
    }
    for (const QString &word : words(m_settings.hosts)) {
        if (!isHost(word))
            return DiscoveryProblem{Part::Hosts, word, {}};
    }
    if (!asksByMulticast() && rangeSize() == 0 && hostList().isEmpty())
        return DiscoveryProblem{};
    return std::nullopt;
}

DiscoverySpec DiscoveryChoice::spec() const
{
    DiscoverySpec spec;
    bool all = true;
    for (const QString &name : usableInterfaces()) {
        if (isChosen(name))
            spec.interfaces << name;
        else
            all = false;
    }
    if (all)
        spec.interfaces.clear(); // then one that comes right now counts too
    spec.multicast = asksByMulticast();
    spec.ipv4 = m_settings.ipv4;
    spec.ipv6LinkLocal = m_settings.linkLocal;
    spec.ipv6SiteLocal = m_settings.siteLocal;
    spec.groups = groupList();
    spec.collectFor = seconds(m_settings.wait_s);
    const auto filter = [&spec](const char *name, const QString &value) {
        if (!value.trimmed().isEmpty())
            spec.filters << QLatin1String(name) + QLatin1Char('=') + value.trimmed();
    };
    filter("rt", m_settings.rt);
    filter("if", m_settings.interfaceDescription);
    filter("ct", m_settings.ct);
    filter("href", m_settings.href);
    if (rangeSize() > 0)
        spec.range = m_settings.range.trimmed();
    spec.rangeRate = m_settings.rate;
    spec.hosts = hostList();
    spec.explain = true;
    return spec;
}

QJsonObject DiscoveryChoice::toJson() const
{
    QJsonObject object{
        {QStringLiteral("excluded"), QJsonArray::fromStringList(m_settings.excluded)},
        {QStringLiteral("seconds"), m_settings.wait_s},
        {QStringLiteral("every"), m_settings.every_s},
        {QStringLiteral("rate"), m_settings.rate}};
    for (const TextField &field : kTexts)
        object[QLatin1String(field.key)] = m_settings.*field.value;
    for (const Flag &flag : kFlags)
        object[QLatin1String(flag.key)] = m_settings.*flag.value;
    return object;
}

void DiscoveryChoice::fromJson(const QJsonObject &object)
{
    DiscoverySettings settings;
    const QJsonArray excluded = object.value(QLatin1String("excluded")).toArray();
    for (const QJsonValue &name : excluded) {
        if (!name.toString().isEmpty())
            settings.excluded << name.toString();
    }
    settings.wait_s = object.value(QLatin1String("seconds")).toInt(settings.wait_s);
    settings.every_s = object.value(QLatin1String("every")).toInt(settings.every_s);
    settings.rate = object.value(QLatin1String("rate")).toInt(settings.rate);
    for (const TextField &field : kTexts)
        settings.*field.value = object.value(QLatin1String(field.key)).toString();
    for (const Flag &flag : kFlags)
        settings.*flag.value = object.value(QLatin1String(flag.key)).toBool(true);
    setSettings(settings);
}

} // namespace copper
