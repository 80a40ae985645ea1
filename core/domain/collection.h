// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/coap/code.h"
#include "core/coap/transmission_parameters.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace copper {

// Requests one keeps, shares and tests with: a value, as it is written in the file. Texts may hold
// variables, "{{board}}" (collection_variables.h); nothing in it is a secret, for it knows no keys.

struct Variable
{
    QString name;  // letters, digits, "_", "-", "."; at most kMaxVariableName of them
    QString value; // may hold variables itself
    bool operator==(const Variable &) const = default;
};

struct Environment
{
    QString name;
    std::vector<Variable> variables;
    bool operator==(const Environment &) const = default;
};

enum class PayloadSource {
    None,
    Text,
    Hex,
    Json,
    CborDiagnostic, // RFC 8949 §8, sent as CBOR
    File,           // the text is its path, seen from the collection's folder
};

// What of an answer an expectation or a saved value is about.
enum class Subject {
    Code,          // "2.05"
    Option,        // `of`: its name or number
    ContentFormat, // number or name
    Value,         // `of`: a path into the payload (core/payload/payload_query.h)
    Payload,       // all of it: text, or "0x..." bytes
    PayloadDigest, // SHA-256 in hex
    Rtt,           // milliseconds
};

enum class Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains, // a text in it; of an array one of its elements, of an object a member's name
    Matches,  // a regular expression (PCRE), somewhere in the text
    Exists,
    Absent,
};

struct Expectation
{
    Subject what = Subject::Code;
    QString of; // of Option and Value
    Comparison is = Comparison::Equal;
    QString wish; // of a Code "2.05", or "2.xx" for its class; empty for Exists and Absent
    bool operator==(const Expectation &) const = default;
};

// A part of the answer that later steps use as a variable. What a device said is never searched
// for variables itself.
struct SavedValue
{
    QString variable;
    Subject what = Subject::Value; // but Rtt
    QString of;
    bool operator==(const SavedValue &) const = default;
};

struct OptionText
{
    QString name;  // or number
    QString value; // as option_text.h reads it; empty for an empty option
    bool operator==(const OptionText &) const = default;
};

struct CollectionRequest
{
    Code method = code::kGet;
    QString uri;
    bool confirmable = true;
    std::vector<OptionText> options;
    PayloadSource payloadSource = PayloadSource::None;
    QString payload;                        // as written
    std::optional<std::uint32_t> blockSize; // 16..1024
    bool lateBlockSize = false;
    std::optional<std::uint16_t> mid;
    QString token; // hex; empty: random
    std::optional<Duration> timeout;
    std::optional<TransmissionParameters> parameters;
    std::vector<Expectation> expectations; // without one about the code 2.xx is expected
    std::vector<SavedValue> saved;
    bool operator==(const CollectionRequest &) const = default;
};

struct CollectionItem
{
    QString name;
    std::optional<CollectionRequest> request; // none: a folder
    std::vector<CollectionItem> items;        // of a folder
    bool isFolder() const { return !request.has_value(); }
    bool operator==(const CollectionItem &) const = default;
};

struct Collection
{
    QString name;
    std::vector<Variable> variables; // where the environment says nothing
    std::vector<Environment> environments;
    std::vector<CollectionItem> items;

    const Environment *environment(const QString &wanted) const;
    bool operator==(const Collection &) const = default;
};

// Each has a test that reaches it.
inline constexpr std::size_t kMaxCollectionItems = 5000; // folders and requests
inline constexpr int kMaxFolderDepth = 16;
inline constexpr std::size_t kMaxEnvironments = 100;
inline constexpr std::size_t kMaxVariables = 500; // of one environment
inline constexpr std::size_t kMaxExpectations = 100;
inline constexpr std::size_t kMaxSavedValues = 100;
inline constexpr std::size_t kMaxRequestOptions = 200;
inline constexpr qsizetype kMaxCollectionName = 200;
inline constexpr qsizetype kMaxVariableName = 64;
inline constexpr qsizetype kMaxCollectionText = 65'536; // of a URI, a value, a wish
inline constexpr qsizetype kMaxPayloadText = 1 << 20;
inline constexpr qint64 kMaxCollectionBytes = 16 << 20; // of a file

// Where an item is: its place in the root, in that folder, and so on.
using ItemPath = std::vector<std::size_t>;

const CollectionItem *itemAt(const Collection &collection, const ItemPath &path);
CollectionItem *itemAt(Collection &collection, const ItemPath &path);
// Folders and requests together.
std::size_t countItems(const Collection &collection);

// One request of a collection in the order they are run: folder by folder, from top to bottom.
struct Step
{
    ItemPath path;
    QStringList folders;
    QString name;
    QString fullName() const; // "Sensors/Read it"
};
std::vector<Step> stepsOf(const Collection &collection);

bool isVariableName(const QString &name);
const Variable *findVariable(const std::vector<Variable> &variables, const QString &name);
// Replaces one of the same name.
void setVariable(std::vector<Variable> &variables, const QString &name, const QString &value);

} // namespace copper
