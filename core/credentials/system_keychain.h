// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/keychain.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace copper {

// QtKeychain: Secret Service (libsecret, found at run time) or KWallet. Service "Copperfield", the
// credential's id in hex as the key of an entry. Never its plain-text fallback.
//
// A service that hangs is waited for by QtKeychain up to 50 s, job after job: here each call ends
// after `limit`, and while a job is overdue further calls end at once. With QT_NO_GLIB=1
// libsecret's answers never come, which looks the same.
class SystemKeychain final : public QObject, public Keychain
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLimit{2000};

    explicit SystemKeychain(std::chrono::milliseconds limit = kLimit, QObject *parent = nullptr);

    void probe(Probed probed) override;
    void write(const CredentialId &id, const SecretBytes &secret, Done done) override;
    void read(const CredentialId &id, Read read) override;
    void remove(const CredentialId &id, Done done) override;
    void removeProbe(Done done) override;

private:
    // Null: it took too long.
    using Ended = std::function<void(QKeychain::Job *)>;
    void start(QKeychain::Job *job, const QString &key, std::chrono::milliseconds limit,
               Ended ended);
    void probeByWriting(std::chrono::milliseconds limit, const Probed &probed);
    void writeEntry(const QString &key, const SecretBytes &secret, std::chrono::milliseconds limit,
                    Done done);
    void removeEntry(const QString &key, Done done);

    std::chrono::milliseconds m_limit;
    int m_overdue = 0;
};

} // namespace copper
