// SPDX-License-Identifier: GPL-3.0-or-later
// What is printed about keys and secure sessions; no key is.
#include "app/copper/json_events.h"
#include "app/copper/key_store.h"
#include "app/copper/printer.h"
#include "app/copper/terminal_text.h"

#include <QDateTime>

namespace copper::cli {

namespace {

constexpr qsizetype kIdDigits = 8;

QString suiteText(CipherSuite suite)
{
    const std::string_view name = cipherSuiteName(suite);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString dayText(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString testText(const LastTest &test)
{
    switch (test.outcome) {
    case LastTest::Outcome::Never:
        return QStringLiteral("not tested");
    case LastTest::Outcome::Works:
        return QStringLiteral("worked ") + dayText(test.atMs);
    case LastTest::Outcome::Refused:
        return QStringLiteral("refused ") + dayText(test.atMs);
    case LastTest::Outcome::TimedOut:
        return QStringLiteral("no answer ") + dayText(test.atMs);
    }
    return {};
}

QString nameOf(const Credential &credential)
{
    return QString::fromStdString(credential.name);
}

QString stepText(const HandshakeStepped &step)
{
    switch (step.stage) {
    case HandshakeStage::Resolve:
        return QString::fromStdString(toText(step.peer));
    case HandshakeStage::ClientHello:
        return step.suitesOffered == 1
                   ? QStringLiteral("1 suite offered")
                   : QStringLiteral("%1 suites offered").arg(step.suitesOffered);
    case HandshakeStage::HelloVerifyRequest:
        return QStringLiteral("the device asked for a cookie");
    case HandshakeStage::ServerHello:
        return step.suite ? suiteText(*step.suite) : QStringLiteral("a suite nobody offered");
    case HandshakeStage::ServerKeyExchange:
        return step.text.empty() ? QStringLiteral("no hint")
                                 : QStringLiteral("hint ") + identityText(step.text);
    case HandshakeStage::ClientKeyExchange:
        return QStringLiteral("identity ") + identityText(step.text);
    case HandshakeStage::Finished:
        return QStringLiteral("both have the same key");
    case HandshakeStage::FirstRequest:
        return QString::fromStdString(std::string(codeDigits(step.code))) + QLatin1Char(' ') +
               QString::fromStdString(std::string(codeName(step.code))) +
               QStringLiteral(", %1 bytes").arg(step.payloadSize);
    }
    return {};
}

} // namespace

void Printer::note(const QString &text)
{
    line(QStringLiteral("copper: ") + escapedLine(text));
}

void Printer::sessionRenewed(const SecureSessionRenewed &renewed)
{
    note(QString::fromStdString(toText(renewed.peer)) +
         QStringLiteral(" had lost the secure session, as after a restart: a new one is up"));
}

void Printer::credential(const Credential &credential)
{
    if (m_config.json) {
        event(QStringLiteral("credential"), credentialJson(credential), {});
        return;
    }
    QStringList hosts;
    for (const HostPattern &pattern : credential.patterns)
        hosts << QString::fromStdString(pattern.text());
    QStringList parts{QString::fromStdString(credential.id.toText()).left(kIdDigits),
                      escapedLine(nameOf(credential)),
                      QStringLiteral("identity ") + escapedLine(identityText(credential.identity)),
                      hosts.isEmpty() ? QStringLiteral("for no host")
                                      : QStringLiteral("for ") + hosts.join(QStringLiteral(", "))};
    if (!credential.suites.empty()) {
        QStringList suites;
        for (const CipherSuite suite : credential.suites)
            suites << suiteText(suite);
        parts << QStringLiteral("by ") + suites.join(QStringLiteral(", "));
    }
    if (!credential.hasKey())
        parts << QStringLiteral("its key is not to be had");
    parts << (credential.lastUsedMs == 0 ? QStringLiteral("never used")
                                         : QStringLiteral("used ") + dayText(credential.lastUsedMs))
          << testText(credential.lastTest);
    outLine(parts.join(QStringLiteral("  ")));
}

void Printer::credentialRemoved(const Credential &credential)
{
    if (m_config.json)
        event(QStringLiteral("removed"), credentialNameJson(credential), {});
    else
        note(nameOf(credential) + QStringLiteral(" is removed"));
}

void Printer::credentialsExported(const QString &path, std::size_t count)
{
    if (m_config.json)
        event(QStringLiteral("exported"),
              {{QStringLiteral("file"), path},
               {QStringLiteral("credentials"), static_cast<qint64>(count)}},
              {});
    else
        note(QStringLiteral("%1 written to %2").arg(count).arg(path));
}

void Printer::credentialsImported(const QString &path, const CredentialStore::Imported &imported)
{
    if (m_config.json) {
        event(QStringLiteral("imported"), importedJson(path, imported), {});
        return;
    }
    QString text = QStringLiteral("%1 new, %2 changed, %3 as they were")
                       .arg(imported.added)
                       .arg(imported.updated)
                       .arg(imported.kept);
    if (imported.later > 0)
        text += QStringLiteral(", %1 of a later version passed over").arg(imported.later);
    note(text);
}

void Printer::handshakeStep(const HandshakeStepped &step)
{
    if (m_config.json) {
        event(QStringLiteral("step"), handshakeStepJson(step), step.at);
        return;
    }
    outLine(handshakeStageName(step.stage).leftJustified(22) +
            durationText(step.took).rightJustified(10) + QStringLiteral("  ") +
            escapedLine(stepText(step)));
}

void Printer::handshakeTested(const HandshakeTested &tested)
{
    if (m_config.json)
        event(QStringLiteral("handshake"), handshakeJson(tested), tested.at);
    else
        note(QStringLiteral("works, %1: %2, identity %3")
                 .arg(durationText(tested.duration), suiteText(tested.session.suite),
                      identityText(tested.session.identity)));
}

} // namespace copper::cli
