// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_file.h"

#include "core/coap/block_option.h"
#include "core/coap/message.h"
#include "core/coap/option_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

constexpr double kLongestTimeout_ms = 7 * 24 * 3600'000.0;
constexpr const char *kFormat = "copperfield-collection";

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

// Reads members and keeps the first thing that is wrong; after it every getter gives its default.
class Reader
{
public:
    bool failed() const { return m_fault.has_value(); }
    CollectionFault takeFault() { return std::move(*m_fault); }

    void fail(CollectionFaultKind kind, const QString &where, const QString &detail = {},
              qint64 limit = 0)
    {
        if (!m_fault)
            m_fault = CollectionFault{kind, where, detail, 0, limit};
    }

    // Members that are not among `known` are an error.
    void only(const QJsonObject &object, const QString &where,
              std::initializer_list<const char *> known)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool here = std::any_of(known.begin(), known.end(), [&](const char *each) {
                return it.key() == QLatin1String(each);
            });
            if (!here)
                fail(CollectionFaultKind::UnknownMember, where, it.key().left(80));
        }
    }

    QString text(const QJsonObject &object, const QString &where, const char *name, qsizetype most,
                 bool required = true)
    {
        const QJsonValue value = object.value(key(name));
        if (value.isUndefined() && !required)
            return {};
        if (value.isUndefined()) {
            fail(CollectionFaultKind::MissingMember, where, key(name));
            return {};
        }
        return checked(value, at(where, name), most);
    }

    QString checked(const QJsonValue &value, const QString &where, qsizetype most)
    {
        if (!value.isString()) {
            fail(CollectionFaultKind::WrongKind, where, QStringLiteral("text"));
            return {};
        }
        const QString text = value.toString();
        if (text.size() > most) {
            fail(CollectionFaultKind::TooLong, where, {}, most);
            return {};
        }
        return text;
    }

    QJsonArray list(const QJsonObject &object, const QString &where, const char *name,
                    std::size_t most)
    {
        const QJsonValue value = object.value(key(name));
        if (value.isUndefined())
            return {};
        if (!value.isArray()) {
            fail(CollectionFaultKind::WrongKind, at(where, name), QStringLiteral("list"));
            return {};
        }
        if (value.toArray().size() > static_cast<qsizetype>(most)) {
            fail(CollectionFaultKind::TooMany, at(where, name), {}, static_cast<qint64>(most));
            return {};
        }
        return value.toArray();
    }

    QJsonObject object(const QJsonValue &value, const QString &where)
    {
        if (!value.isObject())
            fail(CollectionFaultKind::WrongKind, where, QStringLiteral("object"));
        return value.toObject();
    }

    std::optional<double> number(const QJsonObject &object, const QString &where, const char *name,
                                 double least, double most, bool whole)
    {
        const QJsonValue value = object.value(key(name));
        if (value.isUndefined())
            return std::nullopt;
        if (!value.isDouble()) {
            fail(CollectionFaultKind::WrongKind, at(where, name), QStringLiteral("number"));
            return std::nullopt;
        }
        const double number = value.toDouble();
        if (!(number >= least && number <= most) || (whole && number != std::floor(number))) {
            fail(CollectionFaultKind::BadValue, at(where, name), QString::number(number));
            return std::nullopt;
        }
        return number;
    }

    static QString at(const QString &where, const char *name)
    {
        return where.isEmpty() ? QString(key(name)) : where + QLatin1Char('.') + key(name);
    }
    static QString at(const QString &where, const char *name, qsizetype index)
    {
        return at(where, name) + QStringLiteral("[%1]").arg(index);
    }

private:
    std::optional<CollectionFault> m_fault;
};

void addVariable(Reader &reader, std::vector<Variable> &variables, const QString &where,
                 const QString &name, const QString &value)
{
    if (reader.failed())
        return;
    if (!isVariableName(name))
        reader.fail(CollectionFaultKind::BadValue, where, name.left(80));
    else if (findVariable(variables, name) != nullptr)
        reader.fail(CollectionFaultKind::Twice, where, name);
    else
        variables.push_back({name, value});
}

std::vector<Variable> variablesFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    std::vector<Variable> variables;
    const QJsonValue value = object.value(key("variables"));
    if (value.isObject()) {
        const QJsonObject members = value.toObject();
        if (members.size() > static_cast<qsizetype>(kMaxVariables))
            reader.fail(CollectionFaultKind::TooMany, Reader::at(where, "variables"), {},
                        static_cast<qint64>(kMaxVariables));
        for (auto it = members.begin(); it != members.end() && !reader.failed(); ++it) {
            const QString here =
                Reader::at(where, "variables") + QLatin1Char('.') + it.key().left(80);
            addVariable(reader, variables, here, it.key(),
                        reader.checked(it.value(), here, kMaxCollectionText));
        }
        return variables;
    }
    const QJsonArray rows = reader.list(object, where, "variables", kMaxVariables);
    for (qsizetype i = 0; i < rows.size() && !reader.failed(); ++i) {
        const QString here = Reader::at(where, "variables", i);
        const QJsonObject row = reader.object(rows.at(i), here);
        reader.only(row, here, {"name", "value"});
        const QString name = reader.text(row, here, "name", kMaxCollectionText);
        addVariable(reader, variables, Reader::at(here, "name"), name,
                    reader.text(row, here, "value", kMaxCollectionText));
    }
    return variables;
}

// Whether this option can be named; one with a variable in it is looked at when it is sent.
void checkOptionName(Reader &reader, const QString &name, const QString &where)
{
    if (reader.failed() || name.contains(QLatin1String("{{")))
        return;
    if (!parseOptionNumber(name.toStdString()))
        reader.fail(CollectionFaultKind::BadValue, where, name.left(80));
}

Subject subjectFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    const QString text = reader.text(object, where, "what", kMaxCollectionName);
    const auto subject = subjectByKey(text);
    if (!subject)
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "what"), text);
    return subject.value_or(Subject::Code);
}

QString ofFrom(Reader &reader, const QJsonObject &object, const QString &where, Subject what)
{
    const bool takesOf = what == Subject::Option || what == Subject::Value;
    if (!takesOf && object.contains(key("of")))
        reader.fail(CollectionFaultKind::UnknownMember, where, QStringLiteral("of"));
    const QString of = reader.text(object, where, "of", kMaxCollectionText, takesOf);
    if (what == Subject::Option)
        checkOptionName(reader, of, Reader::at(where, "of"));
    return of;
}

Expectation expectationFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    reader.only(object, where, {"what", "of", "is", "wish"});
    Expectation expectation;
    expectation.what = subjectFrom(reader, object, where);
    expectation.of = ofFrom(reader, object, where, expectation.what);
    const QString is = reader.text(object, where, "is", kMaxCollectionName);
    const auto comparison = comparisonByKey(is);
    if (!comparison)
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "is"), is);
    expectation.is = comparison.value_or(Comparison::Equal);
    const bool takesWish =
        expectation.is != Comparison::Exists && expectation.is != Comparison::Absent;
    if (!takesWish && object.contains(key("wish")))
        reader.fail(CollectionFaultKind::UnknownMember, where, QStringLiteral("wish"));
    expectation.wish = reader.text(object, where, "wish", kMaxPayloadText, takesWish);
    return expectation;
}

SavedValue savedFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    reader.only(object, where, {"variable", "what", "of"});
    SavedValue saved;
    saved.variable = reader.text(object, where, "variable", kMaxCollectionText);
    if (!reader.failed() && !isVariableName(saved.variable))
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "variable"),
                    saved.variable.left(80));
    saved.what = subjectFrom(reader, object, where);
    if (saved.what == Subject::Rtt)
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "what"),
                    subjectKey(Subject::Rtt));
    saved.of = ofFrom(reader, object, where, saved.what);
    return saved;
}

TransmissionParameters transmissionFrom(Reader &reader, const QJsonObject &object,
                                        const QString &where)
{
    reader.only(object, where, {"ack_timeout_ms", "ack_random_factor", "max_retransmit", "nstart"});
    TransmissionParameters parameters;
    if (const auto timeout = reader.number(object, where, "ack_timeout_ms", 1, 3'600'000, false))
        parameters.ackTimeout = std::chrono::round<std::chrono::microseconds>(
            std::chrono::duration<double, std::milli>(*timeout));
    parameters.ackRandomFactor =
        reader.number(object, where, "ack_random_factor", 1, 10, false).value_or(1.5);
    parameters.maxRetransmit = static_cast<unsigned>(
        reader.number(object, where, "max_retransmit", 0, 20, true).value_or(4));
    parameters.nstart =
        static_cast<unsigned>(reader.number(object, where, "nstart", 1, 64, true).value_or(1));
    return parameters;
}

void readPayload(Reader &reader, const QJsonObject &object, const QString &where,
                 CollectionRequest &request)
{
    const QJsonValue value = object.value(key("payload"));
    if (value.isUndefined())
        return;
    const QString here = Reader::at(where, "payload");
    const QJsonObject payload = reader.object(value, here);
    if (reader.failed())
        return;
    for (const PayloadSource source : {PayloadSource::Text, PayloadSource::Hex, PayloadSource::Json,
                                       PayloadSource::CborDiagnostic, PayloadSource::File}) {
        const QString name = payloadKey(source);
        if (payload.size() == 1 && payload.contains(name)) {
            request.payloadSource = source;
            request.payload = reader.checked(payload.value(name), here + QLatin1Char('.') + name,
                                             kMaxPayloadText);
            return;
        }
    }
    reader.fail(CollectionFaultKind::BadValue, here,
                payload.keys().join(QLatin1Char(',')).left(80));
}

void readOptions(Reader &reader, const QJsonObject &object, const QString &where,
                 CollectionRequest &request)
{
    const QJsonArray rows = reader.list(object, where, "options", kMaxRequestOptions);
    for (qsizetype i = 0; i < rows.size() && !reader.failed(); ++i) {
        const QString here = Reader::at(where, "options", i);
        const QJsonObject row = reader.object(rows.at(i), here);
        reader.only(row, here, {"name", "value"});
        OptionText option;
        option.name = reader.text(row, here, "name", kMaxCollectionName);
        checkOptionName(reader, option.name, Reader::at(here, "name"));
        option.value = reader.text(row, here, "value", 2 * kMaxCollectionText + 2, false);
        request.options.push_back(std::move(option));
    }
}

Code methodFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    const QString text = reader.text(object, where, "method", kMaxCollectionName);
    if (const auto method = methodByName(text.toStdString()))
        return *method;
    // "0.08": a method that has no name here.
    bool valid = false;
    const uint detail = text.startsWith(QLatin1String("0.")) ? text.mid(2).toUInt(&valid) : 0;
    if (!valid || detail < 1 || detail > 31)
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "method"), text);
    return makeCode(0, std::clamp(detail, 1U, 31U));
}

CollectionRequest requestFrom(Reader &reader, const QJsonObject &object, const QString &where)
{
    reader.only(object, where,
                {"name", "method", "uri", "type", "options", "payload", "block_size",
                 "late_block_size", "message_id", "token", "timeout_ms", "transmission", "expect",
                 "save"});
    CollectionRequest request;
    request.method = methodFrom(reader, object, where);
    request.uri = reader.text(object, where, "uri", kMaxCollectionText);
    const QString type = reader.text(object, where, "type", kMaxCollectionName, false);
    if (!type.isEmpty() && type != key("CON") && type != key("NON"))
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "type"), type);
    request.confirmable = type != key("NON");
    readOptions(reader, object, where, request);
    readPayload(reader, object, where, request);
    if (const auto size = reader.number(object, where, "block_size", 16, 1024, true)) {
        request.blockSize = static_cast<std::uint32_t>(*size);
        if (!szxForSize(*request.blockSize))
            reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "block_size"),
                        QString::number(*request.blockSize));
    }
    const QJsonValue late = object.value(key("late_block_size"));
    if (!late.isUndefined() && (!late.isBool() || (late.toBool() && !request.blockSize)))
        reader.fail(CollectionFaultKind::BadValue, Reader::at(where, "late_block_size"), {});
    request.lateBlockSize = late.toBool();
    if (const auto mid = reader.number(object, where, "message_id", 0, 0xffff, true))
        request.mid = static_cast<std::uint16_t>(*mid);
    request.token = reader.text(object, where, "token", kMaxCollectionText, false);
    if (const auto timeout =
            reader.number(object, where, "timeout_ms", 1, kLongestTimeout_ms, false))
        request.timeout = std::chrono::round<std::chrono::microseconds>(
            std::chrono::duration<double, std::milli>(*timeout));
    if (object.contains(key("transmission"))) {
        const QString here = Reader::at(where, "transmission");
        request.parameters =
            transmissionFrom(reader, reader.object(object.value(key("transmission")), here), here);
    }
    const QJsonArray expectations = reader.list(object, where, "expect", kMaxExpectations);
    for (qsizetype i = 0; i < expectations.size() && !reader.failed(); ++i) {
        const QString here = Reader::at(where, "expect", i);
        request.expectations.push_back(
            expectationFrom(reader, reader.object(expectations.at(i), here), here));
    }
    const QJsonArray saved = reader.list(object, where, "save", kMaxSavedValues);
    for (qsizetype i = 0; i < saved.size() && !reader.failed(); ++i) {
        const QString here = Reader::at(where, "save", i);
        request.saved.push_back(savedFrom(reader, reader.object(saved.at(i), here), here));
    }
    return request;
}

std::vector<CollectionItem> itemsFrom(Reader &reader, const QJsonObject &object,
                                      const QString &where, int depth, std::size_t &count)
{
    std::vector<CollectionItem> items;
    if (depth > kMaxFolderDepth) {
        reader.fail(CollectionFaultKind::TooDeep, where, {}, kMaxFolderDepth);
        return items;
    }
    const QJsonArray rows = reader.list(object, where, "items", kMaxCollectionItems);
    for (qsizetype i = 0; i < rows.size() && !reader.failed(); ++i) {
        const QString here = Reader::at(where, "items", i);
        if (++count > kMaxCollectionItems) {
            reader.fail(CollectionFaultKind::TooMany, here, {},
                        static_cast<qint64>(kMaxCollectionItems));
            break;
        }
        const QJsonObject row = reader.object(rows.at(i), here);
        CollectionItem item;
        item.name = reader.text(row, here, "name", kMaxCollectionName);
        if (row.contains(key("items"))) {
            reader.only(row, here, {"name", "items"});
            item.items = itemsFrom(reader, row, here, depth + 1, count);
        } else {
            item.request = requestFrom(reader, row, here);
        }
        items.push_back(std::move(item));
    }
    return items;
}

Result<QJsonObject, CollectionFault> parse(const QByteArray &file)
{
    CollectionFault fault;
    if (file.size() > kMaxCollectionBytes) {
        fault.kind = CollectionFaultKind::TooLarge;
        fault.limit = kMaxCollectionBytes;
        return failure(fault);
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file, &error);
    if (error.error != QJsonParseError::NoError) {
        fault.line = static_cast<int>(file.left(error.offset).count('\n')) + 1;
        fault.detail = error.errorString();
        return failure(fault);
    }
    if (!document.isObject()) {
        fault.kind = CollectionFaultKind::OtherFile;
        return failure(fault);
    }
    return document.object();
}

} // namespace

Result<Collection, CollectionFault> collectionFromJson(const QJsonObject &object)
{
    Reader reader;
    CollectionFault fault;
    if (object.value(key("format")).toString() != key(kFormat)) {
        fault.kind = CollectionFaultKind::OtherFile;
        return failure(fault);
    }
    // Before anything else is looked at: a later version may say all of it in another way.
    const auto version = reader.number(object, {}, "version", 1, 1e9, true);
    if (!version && !reader.failed())
        reader.fail(CollectionFaultKind::MissingMember, {}, key("version"));
    if (version && *version > kCollectionVersion)
        reader.fail(CollectionFaultKind::LaterVersion, {}, QString::number(*version));
    if (reader.failed())
        return failure(reader.takeFault());
    reader.only(object, {}, {"format", "version", "name", "variables", "environments", "items"});
    Collection collection;
    collection.name = reader.text(object, {}, "name", kMaxCollectionName, false);
    collection.variables = variablesFrom(reader, object, {});
    const QJsonArray environments = reader.list(object, {}, "environments", kMaxEnvironments);
    for (qsizetype i = 0; i < environments.size() && !reader.failed(); ++i) {
        const QString here = Reader::at({}, "environments", i);
        const QJsonObject row = reader.object(environments.at(i), here);
        reader.only(row, here, {"name", "variables"});
        Environment environment;
        environment.name = reader.text(row, here, "name", kMaxCollectionName);
        environment.variables = variablesFrom(reader, row, here);
        if (collection.environment(environment.name) != nullptr)
            reader.fail(CollectionFaultKind::Twice, Reader::at(here, "name"), environment.name);
        collection.environments.push_back(std::move(environment));
    }
    std::size_t count = 0;
    collection.items = itemsFrom(reader, object, {}, 0, count);
    if (reader.failed())
        return failure(reader.takeFault());
    return collection;
}

Result<Collection, CollectionFault> readCollection(const QByteArray &file)
{
    const auto object = parse(file);
    if (!object)
        return failure(object.error());
    return collectionFromJson(*object);
}

Result<Environment, CollectionFault> readEnvironment(const QByteArray &file)
{
    const auto object = parse(file);
    if (!object)
        return failure(object.error());
    Reader reader;
    reader.only(*object, {}, {"name", "variables"});
    if (!object->contains(key("variables")))
        reader.fail(CollectionFaultKind::MissingMember, {}, key("variables"));
    Environment environment;
    environment.name = reader.text(*object, {}, "name", kMaxCollectionName, false);
    environment.variables = variablesFrom(reader, *object, {});
    if (reader.failed())
        return failure(reader.takeFault());
    return environment;
}

} // namespace copper
