// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/system_keychain.h"

#include <qt6keychain/keychain.h>
#include <sodium.h>

#include <QDeadlineTimer>
#include <QTimer>

#include <memory>

namespace copper {

namespace {

using Problem = KeychainError::Problem;

QString serviceName()
{
    return QStringLiteral("Copperfield");
}

// Left in the keychain: reading it tells that it is unlocked, without writing at each start.
QString probeKey()
{
    return QStringLiteral("probe");
}

QString keyOf(const CredentialId &id)
{
    return QString::fromStdString(id.toText());
}

// QtKeychain takes and gives QByteArrays. This wipes the octets all copies of `bytes` share, the
// job's among them: constData() does not detach. What cannot be wiped is out of our hands: the
// base64 text QtKeychain makes of them on its way to libsecret, and the message to the service.
void wipe(const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(const_cast<char *>(bytes.constData()),
                       static_cast<std::size_t>(bytes.size()));
}

void wipeResult(QKeychain::Job *job)
{
    if (auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job))
        wipe(read->binaryData());
}

KeychainError errorOf(const QKeychain::Job *job)
{
    if (job == nullptr)
        return {Problem::TimedOut, {}};
    switch (job->error()) {
    case QKeychain::EntryNotFound:
        return {Problem::NotFound, job->errorString()};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Problem::Locked, job->errorString()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Problem::NotThere, job->errorString()};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return {Problem::Refused, job->errorString()};
}

Keychain::State stateOf(const KeychainError &error)
{
    switch (error.problem) {
    case Problem::Locked:
        return Keychain::State::Locked;
    case Problem::TimedOut:
        return Keychain::State::Hung;
    case Problem::NotThere:
    case Problem::NotFound:
    case Problem::Refused: // without a service libsecret has an error of the bus
        break;
    }
    return Keychain::State::NotThere;
}

bool isGood(const QKeychain::Job *job)
{
    return job != nullptr && job->error() == QKeychain::NoError;
}

} // namespace

SystemKeychain::SystemKeychain(std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent), m_limit(limit)
{}

void SystemKeychain::start(QKeychain::Job *job, const QString &key, std::chrono::milliseconds limit,
                           Ended ended)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    // QtKeychain runs one job after the other: behind an overdue one nothing would be done.
    if (m_overdue > 0) {
        delete job;
        QMetaObject::invokeMethod(
            this, [ended = std::move(ended)] { ended(nullptr); }, Qt::QueuedConnection);
        return;
    }
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer);
    const auto isOverdue = std::make_shared<bool>(false);
    // A job cannot be called back; what comes late is wiped and passed over.
    connect(job, &QKeychain::Job::finished, this,
            [this, timer, isOverdue, ended](QKeychain::Job *finished) {
                timer->deleteLater();
                timer->stop();
                if (*isOverdue)
                    --m_overdue;
                else
                    ended(finished);
                wipeResult(finished);
            });
    connect(timer, &QTimer::timeout, this, [this, isOverdue, ended] {
        *isOverdue = true;
        ++m_overdue;
        ended(nullptr);
    });
    timer->start(limit);
    job->start();
}

void SystemKeychain::probe(Probed probed)
{
    const QDeadlineTimer deadline(m_limit);
    start(new QKeychain::ReadPasswordJob(serviceName()), probeKey(), m_limit,
          [this, deadline, probed = std::move(probed)](QKeychain::Job *job) {
              if (isGood(job)) {
                  probed(State::Available, {});
                  return;
              }
              const KeychainError error = errorOf(job);
              if (error.problem != Problem::NotFound) {
                  probed(stateOf(error), error.detail);
                  return;
              }
              // Not there, or locked: only writing tells.
              probeByWriting(std::chrono::milliseconds(deadline.remainingTime()), probed);
          });
}

void SystemKeychain::probeByWriting(std::chrono::milliseconds limit, const Probed &probed)
{
    writeEntry(probeKey(), SecretBytes::copyOf(asBytes("probe")), limit,
               [probed](Result<void, KeychainError> written) {
                   if (written)
                       probed(State::Available, {});
                   else
                       probed(stateOf(written.error()), written.error().detail);
               });
}

void SystemKeychain::write(const CredentialId &id, const SecretBytes &secret, Done done)
{
    writeEntry(keyOf(id), secret, m_limit, std::move(done));
}

void SystemKeychain::writeEntry(const QString &key, const SecretBytes &secret,
                                std::chrono::milliseconds limit, Done done)
{
    const QByteArray octets(reinterpret_cast<const char *>(secret.view().data()),
                            static_cast<qsizetype>(secret.size()));
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setBinaryData(octets); // shares them
    connect(job, &QObject::destroyed, this, [octets] { wipe(octets); });
    start(job, key, limit, [done = std::move(done)](QKeychain::Job *finished) {
        if (isGood(finished))
            done({});
        else
            done(failure(errorOf(finished)));
    });
}

void SystemKeychain::read(const CredentialId &id, Read read)
{
    start(new QKeychain::ReadPasswordJob(serviceName()), keyOf(id), m_limit,
          [read = std::move(read)](QKeychain::Job *job) {
              if (!isGood(job)) {
                  read(failure(errorOf(job)));
                  return;
              }
              const QByteArray octets =
                  static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData();
              read(SecretBytes::copyOf(
                  asBytes({octets.constData(), static_cast<std::size_t>(octets.size())})));
          });
}

void SystemKeychain::remove(const CredentialId &id, Done done)
{
    removeEntry(keyOf(id), std::move(done));
}

void SystemKeychain::removeProbe(Done done)
{
    removeEntry(probeKey(), std::move(done));
}

void SystemKeychain::removeEntry(const QString &key, Done done)
{
    start(new QKeychain::DeletePasswordJob(serviceName()), key, m_limit,
          [done = std::move(done)](QKeychain::Job *job) {
              const KeychainError error = errorOf(job);
              if (isGood(job) || error.problem == Problem::NotFound)
                  done({});
              else
                  done(failure(error));
          });
}

} // namespace copper
