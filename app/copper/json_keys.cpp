// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON events about keys; no key is in one.
#include "app/copper/json_events.h"
#include "app/copper/key_store.h"

#include <QJsonArray>

namespace copper::cli {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue textOrNull(ByteView bytes)
{
    return isValidUtf8(bytes) ? QJsonValue(latin(asText(bytes))) : QJsonValue();
}

QJsonValue timeOrNull(std::int64_t ms)
{
    return ms == 0 ? QJsonValue() : QJsonValue(static_cast<qint64>(ms));
}

QJsonValue testJson(const LastTest &test)
{
    const char *outcome = "";
    switch (test.outcome) {
    case LastTest::Outcome::Never:
        return {};
    case LastTest::Outcome::Works:
        outcome = "works";
        break;
    case LastTest::Outcome::Refused:
        outcome = "refused";
        break;
    case LastTest::Outcome::TimedOut:
        outcome = "timeout";
        break;
    }
    return QJsonObject{{QStringLiteral("outcome"), QLatin1String(outcome)},
                       {QStringLiteral("time"), timeOrNull(test.atMs)}};
}

QString hex(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

} // namespace

QJsonObject credentialNameJson(const Credential &credential)
{
    return {{QStringLiteral("id"), QString::fromStdString(credential.id.toText())},
            {QStringLiteral("name"), QString::fromStdString(credential.name)}};
}

QJsonObject credentialJson(const Credential &credential)
{
    QJsonArray hosts;
    for (const HostPattern &pattern : credential.patterns)
        hosts.append(QString::fromStdString(pattern.text()));
    QJsonArray suites;
    for (const CipherSuite suite : credential.suites)
        suites.append(latin(cipherSuiteName(suite)));
    QJsonObject object = credentialNameJson(credential);
    object.insert(QStringLiteral("identity"), textOrNull(credential.identity));
    object.insert(QStringLiteral("identity_hex"), hex(credential.identity));
    object.insert(QStringLiteral("hosts"), hosts);
    object.insert(QStringLiteral("suites"), suites);
    object.insert(QStringLiteral("hint"), QString::fromStdString(credential.hint));
    object.insert(QStringLiteral("note"), QString::fromStdString(credential.note));
    object.insert(QStringLiteral("has_key"), credential.hasKey());
    object.insert(QStringLiteral("created"), timeOrNull(credential.createdMs));
    object.insert(QStringLiteral("changed"), timeOrNull(credential.changedMs));
    object.insert(QStringLiteral("last_used"), timeOrNull(credential.lastUsedMs));
    object.insert(QStringLiteral("last_test"), testJson(credential.lastTest));
    return object;
}

QJsonObject importedJson(const QString &path, const CredentialStore::Imported &imported)
{
    const auto number = [](std::size_t count) {
        return static_cast<qint64>(count);
    };
    return {{QStringLiteral("file"), path},
            {QStringLiteral("added"), number(imported.added)},
            {QStringLiteral("updated"), number(imported.updated)},
            {QStringLiteral("kept"), number(imported.kept)},
            {QStringLiteral("later"), number(imported.later)}};
}

QJsonObject handshakeStepJson(const HandshakeStepped &step)
{
    QJsonObject object{{QStringLiteral("step"), handshakeStageName(step.stage)},
                       {QStringLiteral("began_ms"), toMilliseconds(step.began)},
                       {QStringLiteral("took_ms"), toMilliseconds(step.took)}};
    switch (step.stage) {
    case HandshakeStage::Resolve:
        object.insert(QStringLiteral("address"), QString::fromStdString(ipLiteral(step.peer)));
        object.insert(QStringLiteral("port"), step.peer.port);
        break;
    case HandshakeStage::ClientHello:
        object.insert(QStringLiteral("suites"), static_cast<qint64>(step.suitesOffered));
        break;
    case HandshakeStage::ServerHello:
        object.insert(QStringLiteral("suite"),
                      step.suite ? QJsonValue(latin(cipherSuiteName(*step.suite))) : QJsonValue());
        break;
    case HandshakeStage::ServerKeyExchange:
        object.insert(QStringLiteral("hint"), identityText(step.text));
        break;
    case HandshakeStage::ClientKeyExchange:
        object.insert(QStringLiteral("identity"), identityText(step.text));
        break;
    case HandshakeStage::FirstRequest:
        object.insert(QStringLiteral("code"), latin(codeDigits(step.code)));
        object.insert(QStringLiteral("size"), static_cast<qint64>(step.payloadSize));
        break;
    case HandshakeStage::HelloVerifyRequest:
    case HandshakeStage::Finished:
        break;
    }
    return object;
}

QJsonObject handshakeJson(const HandshakeTested &tested)
{
    return {{QStringLiteral("uri"), tested.uri},
            {QStringLiteral("address"), QString::fromStdString(ipLiteral(tested.peer))},
            {QStringLiteral("port"), tested.peer.port},
            {QStringLiteral("credential"),
             tested.credential.isNull() ? QJsonValue()
                                        : QString::fromStdString(tested.credential.toText())},
            {QStringLiteral("suite"), latin(cipherSuiteName(tested.session.suite))},
            {QStringLiteral("identity"), identityText(tested.session.identity)},
            {QStringLiteral("duration_ms"), toMilliseconds(tested.duration)}};
}

} // namespace copper::cli
