// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/credential.h"

#include <QString>

#include <functional>

namespace copper {

struct KeychainError
{
    enum class Problem {
        NotThere, // no service answers
        Locked,   // and nobody unlocked it
        TimedOut,
        NotFound, // no such entry
        Refused,  // `detail`
    };
    Problem problem = Problem::NotThere;
    QString detail; // the service's words
};

// The system's place for secrets. Every call is answered exactly once, later and in this thread,
// within a time limit; or never, when this object goes first.
class Keychain
{
public:
    enum class State { Unknown, Available, NotThere, Locked, Hung };

    using Probed = std::function<void(State, const QString &detail)>;
    using Done = std::function<void(Result<void, KeychainError>)>;
    using Read = std::function<void(Result<SecretBytes, KeychainError>)>;

    virtual ~Keychain() = default;
    // Whether secrets can be written now.
    virtual void probe(Probed probed) = 0;
    virtual void write(const CredentialId &id, const SecretBytes &secret, Done done) = 0;
    virtual void read(const CredentialId &id, Read read) = 0;
    // What is not there is removed.
    virtual void remove(const CredentialId &id, Done done) = 0;
    // What probe() left there.
    virtual void removeProbe(Done done) = 0;
};

} // namespace copper
