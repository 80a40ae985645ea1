// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_file.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace copper {

namespace {

constexpr std::array kSubjects{
    std::pair{Subject::Code, "code"},
    std::pair{Subject::Option, "option"},
    std::pair{Subject::ContentFormat, "content-format"},
    std::pair{Subject::Value, "value"},
    std::pair{Subject::Payload, "payload"},
    std::pair{Subject::PayloadDigest, "payload-sha256"},
    std::pair{Subject::Rtt, "rtt"},
};

constexpr std::array kComparisons{
    std::pair{Comparison::Equal, "="},
    std::pair{Comparison::NotEqual, "!="},
    std::pair{Comparison::Less, "<"},
    std::pair{Comparison::LessOrEqual, "<="},
    std::pair{Comparison::Greater, ">"},
    std::pair{Comparison::GreaterOrEqual, ">="},
    std::pair{Comparison::Contains, "contains"},
    std::pair{Comparison::Matches, "matches"},
    std::pair{Comparison::Exists, "exists"},
    std::pair{Comparison::Absent, "absent"},
};

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

// A list and not an object: JSON keeps no order of members, and people do.
QJsonArray variablesToJson(const std::vector<Variable> &variables)
{
    QJsonArray array;
    for (const Variable &variable : variables)
        array.append(QJsonObject{{key("name"), variable.name}, {key("value"), variable.value}});
    return array;
}

QJsonObject expectationToJson(const Expectation &expectation)
{
    QJsonObject object{{key("what"), subjectKey(expectation.what)},
                       {key("is"), comparisonKey(expectation.is)}};
    if (expectation.what == Subject::Option || expectation.what == Subject::Value)
        object[key("of")] = expectation.of;
    if (expectation.is != Comparison::Exists && expectation.is != Comparison::Absent)
        object[key("wish")] = expectation.wish;
    return object;
}

QJsonObject savedToJson(const SavedValue &saved)
{
    QJsonObject object{{key("variable"), saved.variable}, {key("what"), subjectKey(saved.what)}};
    if (saved.what == Subject::Option || saved.what == Subject::Value)
        object[key("of")] = saved.of;
    return object;
}

QJsonObject transmissionToJson(const TransmissionParameters &parameters)
{
    return {{key("ack_timeout_ms"), toMilliseconds(parameters.ackTimeout)},
            {key("ack_random_factor"), parameters.ackRandomFactor},
            {key("max_retransmit"), static_cast<int>(parameters.maxRetransmit)},
            {key("nstart"), static_cast<int>(parameters.nstart)}};
}

void addRequest(QJsonObject &object, const CollectionRequest &request)
{
    const std::string_view method = codeName(request.method);
    object[key("method")] = method.empty()
                                ? QString::fromStdString(codeDigits(request.method))
                                : QString::fromUtf8(method.data(), qsizetype(method.size()));
    object[key("uri")] = request.uri;
    if (!request.confirmable)
        object[key("type")] = key("NON");
    QJsonArray options;
    for (const OptionText &option : request.options)
        options.append(QJsonObject{{key("name"), option.name}, {key("value"), option.value}});
    if (!options.isEmpty())
        object[key("options")] = options;
    if (request.payloadSource != PayloadSource::None)
        object[key("payload")] = QJsonObject{{payloadKey(request.payloadSource), request.payload}};
    if (request.blockSize)
        object[key("block_size")] = static_cast<int>(*request.blockSize);
    if (request.lateBlockSize)
        object[key("late_block_size")] = true;
    if (request.mid)
        object[key("message_id")] = *request.mid;
    if (!request.token.isEmpty())
        object[key("token")] = request.token;
    if (request.timeout)
        object[key("timeout_ms")] = toMilliseconds(*request.timeout);
    if (request.parameters)
        object[key("transmission")] = transmissionToJson(*request.parameters);
    QJsonArray expectations;
    for (const Expectation &expectation : request.expectations)
        expectations.append(expectationToJson(expectation));
    if (!expectations.isEmpty())
        object[key("expect")] = expectations;
    QJsonArray saved;
    for (const SavedValue &value : request.saved)
        saved.append(savedToJson(value));
    if (!saved.isEmpty())
        object[key("save")] = saved;
}

QJsonArray itemsToJson(const std::vector<CollectionItem> &items)
{
    QJsonArray array;
    for (const CollectionItem &item : items) {
        QJsonObject object{{key("name"), item.name}};
        if (item.isFolder())
            object[key("items")] = itemsToJson(item.items);
        else
            addRequest(object, *item.request);
        array.append(object);
    }
    return array;
}

template <class Rows, class Value>
QString keyIn(const Rows &rows, Value value)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.first == value; });
    return found == rows.end() ? QString() : QString::fromLatin1(found->second);
}

template <class Rows>
auto valueIn(const Rows &rows, const QString &text)
    -> std::optional<std::decay_t<decltype(rows.begin()->first)>>
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto &row) {
        return text == QLatin1String(row.second);
    });
    if (found == rows.end())
        return std::nullopt;
    return found->first;
}

} // namespace

QString subjectKey(Subject subject)
{
    return keyIn(kSubjects, subject);
}

QString comparisonKey(Comparison comparison)
{
    return keyIn(kComparisons, comparison);
}

std::optional<Subject> subjectByKey(const QString &text)
{
    return valueIn(kSubjects, text);
}

std::optional<Comparison> comparisonByKey(const QString &text)
{
    return valueIn(kComparisons, text);
}

QString payloadKey(PayloadSource source)
{
    switch (source) {
    case PayloadSource::None:
        return {};
    case PayloadSource::Text:
        return QStringLiteral("text");
    case PayloadSource::Hex:
        return QStringLiteral("hex");
    case PayloadSource::Json:
        return QStringLiteral("json");
    case PayloadSource::CborDiagnostic:
        return QStringLiteral("cbor");
    case PayloadSource::File:
        return QStringLiteral("file");
    }
    return {};
}

QJsonObject collectionToJson(const Collection &collection)
{
    QJsonObject object{{key("format"), key("copperfield-collection")},
                       {key("version"), kCollectionVersion},
                       {key("name"), collection.name},
                       {key("items"), itemsToJson(collection.items)}};
    if (!collection.variables.empty())
        object[key("variables")] = variablesToJson(collection.variables);
    QJsonArray environments;
    for (const Environment &environment : collection.environments)
        environments.append(
            QJsonObject{{key("name"), environment.name},
                        {key("variables"), variablesToJson(environment.variables)}});
    if (!environments.isEmpty())
        object[key("environments")] = environments;
    return object;
}

QByteArray writeCollection(const Collection &collection)
{
    return QJsonDocument(collectionToJson(collection)).toJson(QJsonDocument::Indented);
}

} // namespace copper
