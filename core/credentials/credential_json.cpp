// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/credential_json.h"

#include <QJsonArray>
#include <QSet>
#include <QString>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace copper {

namespace {

constexpr const char *kOutcomes[] = {"never", "works", "refused", "timed out"};

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString hexOf(ByteView bytes)
{
    return textOf(toHex(bytes));
}

// Times as numbers: a double holds milliseconds exactly for 285,000 years.
std::optional<std::int64_t> timeOf(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number < 9e15) || number != std::floor(number))
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

QJsonArray suitesOf(const Credential &credential)
{
    QJsonArray suites;
    for (const CipherSuite suite : credential.suites)
        suites.append(textOf(cipherSuiteName(suite)));
    return suites;
}

bool readSuites(const QJsonValue &value, Credential &credential)
{
    if (!value.isArray())
        return false;
    for (const QJsonValue &each : value.toArray()) {
        const auto suite = cipherSuiteFromName(each.toString().toStdString());
        if (!suite)
            return false;
        credential.suites.push_back(*suite);
    }
    return true;
}

bool readPatterns(const QJsonValue &value, Credential &credential)
{
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() > static_cast<qsizetype>(Credential::kMaxPatterns))
        return false;
    for (const QJsonValue &each : array) {
        const auto pattern = HostPattern::parse(each.toString().toStdString());
        if (!pattern)
            return false;
        credential.patterns.push_back(*pattern);
    }
    return true;
}

bool readLastTest(const QJsonObject &metadata, Credential &credential)
{
    const QString name = metadata.value(QLatin1String("lastTest")).toString();
    const auto at = timeOf(metadata.value(QLatin1String("lastTestAt")));
    const auto *known =
        std::find_if(std::begin(kOutcomes), std::end(kOutcomes),
                     [&](const char *outcome) { return name == QLatin1String(outcome); });
    if (!at || known == std::end(kOutcomes))
        return false;
    credential.lastTest = {static_cast<LastTest::Outcome>(known - std::begin(kOutcomes)), *at};
    return true;
}

bool readTimes(const QJsonObject &metadata, Credential &credential)
{
    const auto created = timeOf(metadata.value(QLatin1String("created")));
    const auto changed = timeOf(metadata.value(QLatin1String("changed")));
    const auto used = timeOf(metadata.value(QLatin1String("lastUsed")));
    if (!created || !changed || !used)
        return false;
    credential.createdMs = *created;
    credential.changedMs = *changed;
    credential.lastUsedMs = *used;
    return true;
}

// A member that is not known here may change what the entry means.
bool knowsEveryMember(const QJsonObject &metadata)
{
    static const QSet<QString> known{
        QStringLiteral("id"),        QStringLiteral("kind"),     QStringLiteral("name"),
        QStringLiteral("identity"),  QStringLiteral("patterns"), QStringLiteral("hint"),
        QStringLiteral("note"),      QStringLiteral("suites"),   QStringLiteral("created"),
        QStringLiteral("changed"),   QStringLiteral("lastUsed"), QStringLiteral("lastTest"),
        QStringLiteral("lastTestAt")};
    const QStringList keys = metadata.keys();
    return std::all_of(keys.begin(), keys.end(),
                       [](const QString &key) { return known.contains(key); });
}

} // namespace

QJsonObject metadataOf(const Credential &credential)
{
    QJsonArray patterns;
    for (const HostPattern &pattern : credential.patterns)
        patterns.append(textOf(pattern.text()));
    const auto number = [](std::int64_t ms) {
        return static_cast<double>(ms);
    };
    return {
        {QStringLiteral("id"), textOf(credential.id.toText())},
        {QStringLiteral("kind"), static_cast<int>(credential.kind)},
        {QStringLiteral("name"), textOf(credential.name)},
        {QStringLiteral("identity"), hexOf(credential.identity)},
        {QStringLiteral("patterns"), patterns},
        {QStringLiteral("hint"), textOf(credential.hint)},
        {QStringLiteral("note"), textOf(credential.note)},
        {QStringLiteral("suites"), suitesOf(credential)},
        {QStringLiteral("created"), number(credential.createdMs)},
        {QStringLiteral("changed"), number(credential.changedMs)},
        {QStringLiteral("lastUsed"), number(credential.lastUsedMs)},
        {QStringLiteral("lastTest"),
         QLatin1String(kOutcomes[static_cast<std::size_t>(credential.lastTest.outcome)])},
        {QStringLiteral("lastTestAt"), number(credential.lastTest.atMs)},
    };
}

std::optional<Credential> credentialOf(const QJsonObject &metadata)
{
    const auto text = [&](QLatin1String key) {
        return metadata.value(key).toString().toStdString();
    };
    if (metadata.value(QLatin1String("kind")).toInt() !=
            static_cast<int>(CredentialKind::DtlsPsk) ||
        !knowsEveryMember(metadata))
        return std::nullopt;
    const auto id = CredentialId::fromText(text(QLatin1String("id")));
    const auto identity = fromHex(text(QLatin1String("identity")));
    if (!id || !identity)
        return std::nullopt;
    Credential credential;
    credential.id = *id;
    credential.identity = *identity;
    credential.name = text(QLatin1String("name"));
    credential.hint = text(QLatin1String("hint"));
    credential.note = text(QLatin1String("note"));
    if (!readPatterns(metadata.value(QLatin1String("patterns")), credential) ||
        !readSuites(metadata.value(QLatin1String("suites")), credential) ||
        !readTimes(metadata, credential) || !readLastTest(metadata, credential) ||
        !checkCredential(credential))
        return std::nullopt;
    return credential;
}

} // namespace copper
