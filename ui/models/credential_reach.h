// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/device_keys.h"

namespace copper {

// Which known devices a credential would be used for, were it kept as it stands.
struct CredentialReach
{
    struct Contest
    {
        QString device;
        CredentialId with;
    };
    std::vector<SecureTarget> targets; // of its devices, those that speak coaps first
    QStringList devices;               // names, in the same order, each once
    std::vector<Contest> ties;         // as specific: the one changed last is used
    std::vector<Contest> lost;         // the other is more specific
    std::vector<HostPattern> idle;     // match no device known now
};

CredentialReach reachOf(const CredentialBook &book, const CredentialId &id,
                        const std::vector<HostPattern> &patterns, const DeviceRegistry &devices);
// "Matches lamp-2 and board-4". Two sentences at most; safe to show.
QString reachText(const CredentialReach &reach, const CredentialBook &book);
// Where a test can begin: the first target, else the first pattern that is one host.
std::optional<QString> testUri(const CredentialReach &reach,
                               const std::vector<HostPattern> &patterns);

} // namespace copper
