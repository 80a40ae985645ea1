// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key_ring.h"

#include "app/demo_network.h"
#include "core/credentials/system_keychain.h"
#include "ui/text/credential_text.h"
#include "ui/text/handshake_text.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace copper {

CredentialStore::Options KeyRing::optionsIn(const QString &folder)
{
    CredentialStore::Options options;
    if (folder.isEmpty()) {
        options.preference = CredentialStore::Preference::SessionOnly;
        return options;
    }
    options.folder = folder;
    options.keychain = std::make_unique<SystemKeychain>();
    return options;
}

KeyRing::KeyRing(CredentialStore::Options options, Workspace &workspace, Navigator &navigator,
                 QObject *parent)
    : QObject(parent), m_workspace(workspace), m_navigator(navigator), m_store(std::move(options)),
      m_deviceKeys(workspace.secureSessions(), m_store)
{
    connect(&m_store, &CredentialStore::changed, this, &KeyRing::handOver);
    // A locked vault takes the keys back from the network.
    connect(&m_store, &CredentialStore::placeChanged, this, &KeyRing::handOver);
    SessionFeed &feed = workspace.feed();
    connect(&feed, &SessionFeed::credentialUsed, this, [this](const CredentialUsed &event) {
        const QScopedValueRollback noting(m_noting, true);
        m_store.noteUsed(event.credential);
    });
    connect(&feed, &SessionFeed::secureSessionRenewed, this, &KeyRing::sayRenewed);
    connect(&feed, &SessionFeed::keyLogFailed, this, [this](const KeyLogFailed &event) {
        Q_EMIT m_navigator.remarkMade(
            tr("The key log %1 cannot be written: %2. It is off.").arg(event.path, event.reason));
    });
    connect(&workspace.handshakeTest(), &HandshakeTest::stateChanged, this, &KeyRing::noteTest);
    QCoreApplication::instance()->installEventFilter(this);
}

KeyRing::~KeyRing()
{
    m_store.flush();
}

void KeyRing::open()
{
    m_store.open([this](const Result<void, CredentialStore::Error> &) { sayDamage(); });
}

void KeyRing::sayDamage()
{
    const MetadataFile::Loaded &loaded = m_store.metadata();
    if (loaded.status == JsonFile::LoadStatus::DamagedSetAside)
        Q_EMIT m_navigator.remarkMade(
            tr("The list of keys was damaged; it is kept as %1.").arg(loaded.detail));
    else if (loaded.status == JsonFile::LoadStatus::PreviousLoaded)
        Q_EMIT m_navigator.remarkMade(
            tr("The list of keys was damaged or gone; the copy before it was taken."));
    else if (loaded.status == JsonFile::LoadStatus::Unreadable)
        Q_EMIT m_navigator.remarkMade(tr("The list of keys cannot be read: %1").arg(loaded.detail));
}

void KeyRing::handOver()
{
    if (!m_noting)
        m_workspace.session().setCredentials(m_store.snapshot());
}

void KeyRing::noteTest()
{
    const HandshakeTest &test = m_workspace.handshakeTest();
    const QScopedValueRollback noting(m_noting, true);
    if (test.state() == HandshakeTest::State::Works)
        m_store.noteTest(test.result()->credential, LastTest::Outcome::Works);
    else if (test.state() == HandshakeTest::State::Failed)
        m_store.noteTest(test.spec().credential, outcomeOf(*test.failure()));
}

void KeyRing::sayRenewed(const SecureSessionRenewed &event)
{
    Q_EMIT m_navigator.remarkMade(tr("%1 had forgotten the session: a new one is up.")
                                      .arg(secureName(m_workspace.devices(), event.peer)));
}

const Credential *KeyRing::demoCredential() const
{
    const std::string_view identity = DemoNetwork::kIdentity;
    for (const Credential &credential : m_store.book().credentials()) {
        if (std::ranges::equal(credential.identity, identity))
            return &credential;
    }
    return nullptr;
}

bool KeyRing::hasDemoKey() const
{
    return demoCredential() != nullptr;
}

void KeyRing::addDemoKey(const SecretBytes &key)
{
    const Credential *before = demoCredential();
    Credential credential = before != nullptr ? before->withoutKey() : Credential();
    credential.key = key.clone();
    const auto said = [this](const Result<void, CredentialStore::Error> &result) {
        const Explanation why =
            result ? Explanation{tr("The demo key is added."), {}} : storeErrorText(result.error());
        Q_EMIT m_navigator.remarkMade(why.sentence + QLatin1Char(' ') + why.hint);
    };
    if (before != nullptr) {
        m_store.update(std::move(credential), said);
        return;
    }
    credential.name = tr("Demo network").toStdString();
    const std::string_view identity = DemoNetwork::kIdentity;
    credential.identity.assign(identity.begin(), identity.end());
    for (const char *host : DemoNetwork::kSecureHosts)
        credential.patterns.push_back(*HostPattern::parse(host));
    credential.note = tr("Made for each run of the demo network.").toStdString();
    m_store.add(std::move(credential), said);
}

bool KeyRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        m_store.touch();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace copper
