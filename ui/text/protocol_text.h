// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/code.h"
#include "core/coap/dissection.h"
#include "core/coap/message.h"
#include "core/coap/options.h"
#include "core/domain/message_summary.h"
#include "core/domain/session_events.h"
#include "core/payload/representation.h"

#include <QString>

#include <optional>

namespace copper {

// The protocol's fields in the RFCs' words, with their plain meaning. All results are safe to show
// as plain text: what came from a device has gone through displayText().

inline QString qtText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString codeDigitsText(Code code);     // "2.05"
QString codeText(Code code);           // "2.05 Content", "GET", "Empty", "2.31 Continue"
QString codeMeaning(Code code);        // one sentence
QString codeHint(Code code);           // what to do about an error; empty for others
QString typeText(MessageType type);    // "CON"
QString typeMeaning(MessageType type); // "Confirmable"
QString tokenText(ByteView token);     // "8d 41 6e 02"
QString hexPairs(ByteView bytes, std::size_t limit = 64); // "5f 2c 82 ..."
QString midText(MessageId mid);                           // "0x7c52"

QString optionNameText(OptionNumber number);                   // "ETag", "65000"
QString optionValueShown(OptionNumber number, ByteView value); // "0x5f2c82", "112", "sensors"
// What the value says: "application/senml+cbor", "fresh for 60 s". Empty when nothing is to add.
QString optionMeaning(OptionNumber number, ByteView value, bool inRequest);
// "critical · unsafe · repeatable": what the number's bits say, RFC 7252 §5.4.6. What is safe to
// forward and part of the cache key is not said.
QString optionProperties(OptionNumber number);
// The same in sentences, one a line.
QString optionPropertiesHint(OptionNumber number);
// "Observe 12, Content-Format 112, Max-Age 60"
QString optionsLine(const MessageSummary &summary);

QString contentFormatText(std::uint32_t number);  // "application/senml+cbor", else the number
QString contentFormatShort(std::uint32_t number); // "SenML · CBOR", "JSON", "link-format"

// The field's full name: "Base Name"; empty where the name in the payload says it.
QString nodeFieldName(NodeMeaning meaning);
// What it does; empty where the name says it.
QString nodeMeaning(NodeMeaning meaning);
QString unitMeaning(const QString &unit); // "degrees Celsius"; empty when unknown
QString markText(MessageRecord::Mark mark);
// "12:33:07.481", local time.
QString clockText(WallTime at, bool milliseconds = true);
// "12:33:07" on the day of `now`, "yesterday 12:33", "Mon 12:33" in the six days before, else
// "2026-11-30 12:33"; local time.
QString whenText(WallTime at, WallTime now);
// "2026-05-12 14:02:11 UTC"
QString utcText(double unixSeconds);
// "4.1 ms", "2.3 s"
QString durationText(Duration duration);
// "2 h 41 min", "53 s": a length of time in at most two units.
QString spanText(double seconds);

} // namespace copper
