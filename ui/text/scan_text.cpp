// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/scan_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace copper {

namespace {

struct ScanText
{
    Q_DECLARE_TR_FUNCTIONS(copper::ScanText)
};

constexpr int kName = 40;

QString number(std::uint64_t value)
{
    return groupedNumber(static_cast<qint64>(value));
}

QString rangeErrorText(AddressRange::Error error)
{
    switch (error) {
    case AddressRange::Error::Syntax:
        return ScanText::tr("Write addresses such as 192.168.1.0/24, 10.0.0.5-40 or fd00::/120.");
    case AddressRange::Error::TwoFamilies:
        return ScanText::tr("Both ends must be IPv4 or both IPv6.");
    case AddressRange::Error::Backwards:
        return ScanText::tr("Write the lower address first.");
    case AddressRange::Error::TooMany:
        return ScanText::tr("At most %1 addresses can be asked one by one.")
            .arg(number(AddressRange::kMaxAddresses));
    case AddressRange::Error::Multicast:
        return ScanText::tr("This is a group; write it under Groups.");
    }
    return {};
}

} // namespace

QString scanReasonSentence(const ScanReason &reason)
{
    const QString name = displayText(reason.interfaceName, kName);
    const QString detail = displayText(reason.detail, 200);
    switch (reason.finding) {
    case ScanFinding::NoInterface:
        return name.isEmpty()
                   ? ScanText::tr("No interface can ask: none that is chosen is up, takes "
                                  "multicast and has an address. Plug in the cable or join the "
                                  "wireless network; it appears here by itself.")
                   : ScanText::tr("%1 is not there or cannot ask: it must be up, take multicast "
                                  "and have an address.")
                         .arg(name);
    case ScanFinding::NoRoute:
        return ScanText::tr("No route: nothing could be sent on %1 (%2). Give the interface an "
                            "address of this kind, or take the group out.")
            .arg(name, detail);
    case ScanFinding::JoinRefused:
        return ScanText::tr("The system does not let Copperfield into the group on %1 (%2). "
                            "Another program may use up the memberships, or a policy forbids it.")
            .arg(name, detail);
    case ScanFinding::FirewallLikely:
        return ScanText::tr("A firewall likely keeps answers away: a datagram of our own to %1 on "
                            "%2 did not come back. Let UDP from port 5683 in.")
            .arg(detail, name);
    case ScanFinding::HostNotFound:
        return ScanText::tr("%1 has no address. Is the name right, and does it end in .local?")
            .arg(detail);
    case ScanFinding::OutsideFilter:
        return ScanText::tr("%n devices answered, but nothing there is as the filters want it. "
                            "Clear a filter to see them.",
                            nullptr, reason.detail.toInt());
    case ScanFinding::NobodyThere:
        return ScanText::tr("On this computer all is well, and nobody answered. Is the device on "
                            "this network and switched on? Some do not listen to groups: ask them "
                            "one by one, or by their address.");
    }
    return {};
}

namespace {

// For the form of the word.
int counted(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, 1'000'000));
}

} // namespace

QStringList scanCutSentences(const ScanCuts &cuts, const UserLimits &limits)
{
    QStringList sentences;
    if (cuts.lostInKernel > 0)
        sentences << ScanText::tr("%1 answers lost in the receive buffer: they came faster than "
                                  "they can be read. Raise it in Limits (Ctrl+K); it is %2 MiB.",
                                  nullptr, counted(cuts.lostInKernel))
                         .arg(number(cuts.lostInKernel),
                              number(limits.receiveBytes / UserLimits::kMiB));
    if (cuts.beyondDevices > 0)
        sentences << ScanText::tr("%1 answers came from more than %2 devices. Raise it in Limits "
                                  "(Ctrl+K).",
                                  nullptr, counted(cuts.beyondDevices))
                         .arg(number(cuts.beyondDevices), number(limits.devices));
    if (cuts.beyondAnswers > 0)
        sentences << ScanText::tr("%1 answers were more than %2 of one source. Raise it in Limits "
                                  "(Ctrl+K).",
                                  nullptr, counted(cuts.beyondAnswers))
                         .arg(number(cuts.beyondAnswers), number(limits.answersPerSource));
    if (cuts.beyondBytes > 0)
        sentences << ScanText::tr("%1 lists were beyond the %2 MiB of one scan. Raise it in Limits "
                                  "(Ctrl+K).",
                                  nullptr, counted(cuts.beyondBytes))
                         .arg(number(cuts.beyondBytes),
                              number(limits.scanBytes / UserLimits::kMiB));
    return sentences;
}

QString discoveryProblemSentence(const DiscoveryProblem &problem)
{
    const QString text = displayText(problem.text, 80);
    switch (problem.part) {
    case DiscoveryProblem::Part::Nothing:
        return ScanText::tr("Nothing is chosen to ask. Choose an interface and a group, or write a "
                            "range or a host.");
    case DiscoveryProblem::Part::Groups:
        return ScanText::tr("%1 is no group. Write a multicast address such as 224.0.1.187:5700 or "
                            "[ff05::fd]:5700.")
            .arg(text);
    case DiscoveryProblem::Part::Range:
        return rangeErrorText(problem.range.value_or(AddressRange::Error::Syntax));
    case DiscoveryProblem::Part::Hosts:
        return ScanText::tr("%1 is no host. Write a name or an address, such as meter.local or "
                            "192.168.1.7:5700.")
            .arg(text);
    }
    return {};
}

QString askedText(const Sweep &sweep)
{
    QStringList parts;
    for (const ScanInterface &each : sweep.interfaces)
        parts << displayText(each.name, kName);
    if (sweep.interfaces.empty() && sweep.spec.multicast)
        parts << (sweep.spec.interfaces.isEmpty()
                      ? ScanText::tr("all interfaces")
                      : displayText(sweep.spec.interfaces.join(QStringLiteral(", ")), 2 * kName));
    if (!sweep.spec.range.isEmpty())
        parts << displayText(sweep.spec.range, kName);
    if (!sweep.spec.hosts.isEmpty())
        parts << ScanText::tr("%n hosts", nullptr, static_cast<int>(sweep.spec.hosts.size()));
    for (const QString &filter : sweep.spec.filters)
        parts << displayText(filter, kName);
    return parts.join(QStringLiteral(", "));
}

QString sweepChangeText(const SweepChange &change)
{
    QStringList parts;
    switch (change.kind) {
    case SweepChange::Kind::Appeared:
        parts << ScanText::tr("new")
              << ScanText::tr("%n resources", nullptr, static_cast<int>(change.links));
        break;
    case SweepChange::Kind::Back:
        parts << ScanText::tr("answers again");
        break;
    case SweepChange::Kind::Changed:
        break;
    case SweepChange::Kind::Went:
        parts << ScanText::tr("did not answer");
        break;
    }
    if (!change.addressBefore.isEmpty())
        parts << ScanText::tr("address was %1").arg(displayText(change.addressBefore, kName));
    if (change.linksChanged)
        parts << (change.linksBefore == change.links
                      ? ScanText::tr("list of resources changed")
                      : ScanText::tr("list of resources changed (%1 → %2)")
                            .arg(number(change.linksBefore), number(change.links)));
    return parts.join(QStringLiteral(" · "));
}

QString rangeWarning(std::uint32_t addresses, int perSecond)
{
    const double took = static_cast<double>(addresses) / std::max(1, perSecond);
    return ScanText::tr("%n addresses, one by one, in %1. Some networks take this for an attack: "
                        "only where you may.",
                        nullptr, static_cast<int>(addresses))
        .arg(shortSpan(std::max(1.0, took)));
}

} // namespace copper
