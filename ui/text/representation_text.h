// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observation_book.h"
#include "core/payload/representation.h"

#include <QString>

namespace copper {

// A value as a row shows it: "23.5" with unit "°C", "on", "2 h 41 min".
struct ShownValue
{
    QString text;
    QString unit; // already in its usual sign
    QString joined() const { return unit.isEmpty() ? text : text + QChar(0x202f) + unit; }
};

ShownValue shownValue(double value, const QString &unit);
// Of the newest representation: its one number, its short text, else nothing: of several numbers
// none stands for the whole.
ShownValue shownValue(const LatestValue &latest);
// "23.5 °C", "3 links", "text, 14 bytes": a payload in a few words.
QString payloadLine(const Representation &representation, std::size_t bytes);
QString formatName(Representation::Format format); // "SenML · CBOR"
// "[ ]", "{ }", "abc", "123", "0/1": the kind as a glyph.
QString kindGlyph(NodeKind kind);
// Of a CBOR item that begins with these bytes: what a tag says, an indefinite length, the width of
// a float. Empty for what is plain.
QString cborMeaning(const ValueNode &node, ByteView encoded);
// What a value means inside this tag: a time in words.
QString taggedMeaning(const std::string &tag, const ValueNode &node);
// A leaf's value with the quotes of its kind, cut to a line.
QString nodeValue(const ValueNode &node);

} // namespace copper
