// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conformance/handshake_part.h"

#include "core/capture/dtls_record.h"
#include "core/conformance/plugtest_result.h"

#include <algorithm>

namespace copper {

namespace conformance {

namespace {

bool is(const DtlsRecord &record, DtlsContentType type)
{
    return record.type == static_cast<std::uint8_t>(type);
}

std::string number(unsigned value)
{
    return std::to_string(value);
}

std::string alertText(const DtlsRecord &record)
{
    if (!record.alert)
        return "alert, encrypted";
    const std::string_view name = dtlsAlertName(record.alert->second);
    return "alert " + (name.empty() ? number(record.alert->second) : std::string(name));
}

// Of epoch 1 only Finished is in a handshake.
std::string handshakeText(const DtlsRecord &record)
{
    if (record.epoch > 0)
        return "Finished, encrypted";
    std::string text;
    for (const DtlsHandshakeHeader &header : record.handshakes) {
        const std::string_view name = dtlsHandshakeName(header.type);
        text += (text.empty() ? "" : ", ") +
                (name.empty() ? "handshake message " + number(header.type) : std::string(name));
        if (header.fragmentOffset > 0)
            text += " from byte " + number(header.fragmentOffset);
    }
    return text.empty() ? "handshake, not readable" : text;
}

std::string textOf(const DtlsRecord &record)
{
    if (is(record, DtlsContentType::Handshake))
        return handshakeText(record);
    if (is(record, DtlsContentType::Alert))
        return alertText(record);
    const std::string_view name = dtlsContentTypeName(record.type);
    return name.empty() ? "record of type " + number(record.type) : std::string(name);
}

} // namespace

std::vector<HandshakePart> handshakeParts(ByteView datagram)
{
    std::vector<HandshakePart> parts;
    for (const DtlsRecord &record : readDtlsDatagram(datagram).records) {
        if (is(record, DtlsContentType::ChangeCipherSpec))
            parts.push_back({HandshakePart::Kind::ChangeCipherSpec, 0, 0, 0});
        else if (is(record, DtlsContentType::Handshake) && record.epoch > 0)
            parts.push_back({HandshakePart::Kind::Finished, 0, 0, 0});
        for (const DtlsHandshakeHeader &header : record.handshakes)
            parts.push_back({HandshakePart::Kind::Message, header.type, header.sequence,
                             header.fragmentOffset});
    }
    return parts;
}

bool isApplicationData(ByteView datagram)
{
    const std::vector<DtlsRecord> records = readDtlsDatagram(datagram).records;
    return !records.empty() && std::all_of(records.begin(), records.end(), [](const auto &record) {
        return is(record, DtlsContentType::ApplicationData);
    });
}

} // namespace conformance

std::string recordText(ByteView datagram)
{
    const DtlsDatagram read = readDtlsDatagram(datagram);
    std::string text;
    for (const DtlsRecord &record : read.records)
        text += (text.empty() ? "" : ", ") + conformance::textOf(record);
    if (text.empty())
        return "no DTLS record";
    return read.cut ? text + ", and bytes that are no record" : text;
}

} // namespace copper
