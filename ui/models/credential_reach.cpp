// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/credential_reach.h"

#include "ui/text/credential_text.h"
#include "ui/text/plain_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace copper {

namespace {

constexpr qsizetype kNamed = 4;
constexpr std::uint16_t kSecurePort = 5684;

QString say(const char *text)
{
    return QCoreApplication::translate("CredentialReach", text);
}

bool hits(const HostPattern &pattern, const SecureTarget &target)
{
    const std::uint16_t port = target.socket.port != 0 ? target.socket.port : kSecurePort;
    return pattern.matches(target.host.toStdString(), target.socket, port);
}

std::optional<Specificity> bestOf(const std::vector<HostPattern> &patterns,
                                  const SecureTarget &target)
{
    std::optional<Specificity> best;
    for (const HostPattern &pattern : patterns) {
        if (hits(pattern, target) && (!best || *best < pattern.specificity()))
            best = pattern.specificity();
    }
    return best;
}

// "a, b and c"
QString joined(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.mid(0, kNamed))
        shown << displayText(name, 60);
    if (names.size() > kNamed)
        return say(QT_TRANSLATE_NOOP("CredentialReach", "%1 and %2 more"))
            .arg(shown.join(QStringLiteral(", ")))
            .arg(names.size() - kNamed);
    if (shown.size() < 2)
        return shown.join(QString());
    const QString last = shown.takeLast();
    return say(QT_TRANSLATE_NOOP("CredentialReach", "%1 and %2"))
        .arg(shown.join(QStringLiteral(", ")), last);
}

QString nameOf(const CredentialBook &book, const CredentialId &id)
{
    const Credential *found = book.find(id);
    return found != nullptr ? credentialTitle(*found) : QString();
}

} // namespace

CredentialReach reachOf(const CredentialBook &book, const CredentialId &id,
                        const std::vector<HostPattern> &patterns, const DeviceRegistry &devices)
{
    CredentialReach reach;
    std::vector<bool> used(patterns.size(), false);
    std::vector<SecureTarget> plain;
    for (const Device &device : devices.devices()) {
        for (const SecureTarget &target : secureTargets(device)) {
            const auto ours = bestOf(patterns, target);
            if (!ours)
                continue;
            for (std::size_t i = 0; i < patterns.size(); ++i)
                used[i] = used[i] || hits(patterns[i], target);
            bool loses = false;
            for (const Credential &other : book.credentials()) {
                const auto theirs = other.id == id ? std::nullopt : bestOf(other.patterns, target);
                if (!theirs || *theirs < *ours)
                    continue;
                loses = loses || *ours < *theirs;
                (*ours < *theirs ? reach.lost : reach.ties).push_back({device.name(), other.id});
            }
            if (!loses) {
                reach.devices << device.name();
                (speaksCoaps(device) ? reach.targets : plain).push_back(target);
            }
            break; // a device is named once
        }
    }
    reach.targets.insert(reach.targets.end(), plain.begin(), plain.end());
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        if (!used[i])
            reach.idle.push_back(patterns[i]);
    }
    return reach;
}

QString reachText(const CredentialReach &reach, const CredentialBook &book)
{
    QStringList sentences;
    if (!reach.devices.isEmpty())
        sentences
            << say(QT_TRANSLATE_NOOP("CredentialReach", "Matches %1.")).arg(joined(reach.devices));
    if (!reach.ties.empty())
        sentences << say(QT_TRANSLATE_NOOP("CredentialReach",
                                           "For %1 “%2” is as specific: the one changed last is "
                                           "used."))
                         .arg(displayText(reach.ties.front().device, 60),
                              nameOf(book, reach.ties.front().with));
    else if (!reach.lost.empty())
        sentences << say(QT_TRANSLATE_NOOP("CredentialReach",
                                           "For %1 “%2” is more specific and is used instead."))
                         .arg(displayText(reach.lost.front().device, 60),
                              nameOf(book, reach.lost.front().with));
    else if (!reach.idle.empty())
        sentences << say(QT_TRANSLATE_NOOP("CredentialReach", "%1 matches no device known now."))
                         .arg(displayText(QString::fromStdString(reach.idle.front().text()), 80));
    return sentences.join(QLatin1Char(' '));
}

std::optional<QString> testUri(const CredentialReach &reach,
                               const std::vector<HostPattern> &patterns)
{
    if (!reach.targets.empty())
        return reach.targets.front().uri;
    for (const HostPattern &pattern : patterns) {
        if (pattern.form() == HostPattern::Form::Name ||
            pattern.form() == HostPattern::Form::Address) {
            QString text = QString::fromStdString(pattern.text());
            return QStringLiteral("coaps://") +
                   text.replace(QLatin1Char('%'), QLatin1String("%25"));
        }
    }
    return std::nullopt;
}

} // namespace copper
