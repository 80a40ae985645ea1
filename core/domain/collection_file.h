// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/collection.h"

#include <QByteArray>
#include <QJsonObject>

namespace copper {

// A collection as a JSON file, for people, version control and CI: members always in the same
// order, what is not said left out. Reading is strict: a member this version does not know would
// change what is sent or tested, so it is an error with its place, and never passed over.
inline constexpr int kCollectionVersion = 1;

enum class CollectionFaultKind {
    NotJson,       // `line`, and `detail` is the parser's
    TooLarge,      // kMaxCollectionBytes
    OtherFile,     // JSON, but no collection
    LaterVersion,  // `detail`: its number
    UnknownMember, // `detail`: its name
    MissingMember, // `detail`: its name
    WrongKind,     // not text, number, list, object as it must be: `detail`
    BadValue,      // of the right kind, but not one that can be: `detail` is the value
    TooMany,       // `limit`
    TooDeep,       // `limit`
    TooLong,       // `limit`, characters
    Twice,         // a variable or an environment of this name: `detail`
};

struct CollectionFault
{
    CollectionFaultKind kind = CollectionFaultKind::NotJson;
    QString where; // "items[2].items[0].expect[1].is"; empty: the file itself
    QString detail;
    int line = 0; // of NotJson, from 1
    qint64 limit = 0;
};

Result<Collection, CollectionFault> readCollection(const QByteArray &file);
QByteArray writeCollection(const Collection &collection);

// The same as an object, for what is kept inside another file.
Result<Collection, CollectionFault> collectionFromJson(const QJsonObject &object);
QJsonObject collectionToJson(const Collection &collection);

// An environment by itself: "name" and "variables" as in a collection; the latter may also be an
// object of names and texts, which is easier to write by hand.
Result<Environment, CollectionFault> readEnvironment(const QByteArray &file);

// The words of the file: "value", ">=", "json".
QString subjectKey(Subject subject);
QString comparisonKey(Comparison comparison);
QString payloadKey(PayloadSource source); // empty for None
std::optional<Subject> subjectByKey(const QString &key);
std::optional<Comparison> comparisonByKey(const QString &key);

} // namespace copper
