// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/credential.h"

#include <QJsonObject>

namespace copper {

// Everything of a credential but its key: in credentials.json, and as CBOR in the vault.
QJsonObject metadataOf(const Credential &credential);

// Nothing where something is missing, breaks a limit or is not known here: then it is a later
// version's and must be kept as it is.
std::optional<Credential> credentialOf(const QJsonObject &metadata);

} // namespace copper
