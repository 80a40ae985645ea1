// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/dtls_dissection.h"

#include "core/base/cipher_suite.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kHandshakeHeader = 12;
constexpr std::uint16_t kRenegotiationScsv = 0x00ff; // RFC 5746 §3.3: no suite, but in the list

class Dissector
{
public:
    explicit Dissector(ByteView bytes) : m_bytes(bytes) {}

    std::vector<DtlsField> run(const DtlsRecord &record)
    {
        const std::size_t size = kDtlsRecordHeader + record.fragment.size();
        const std::int32_t root = add(DtlsFieldKind::Record, 0, size, record.type, -1);
        add(DtlsFieldKind::ContentType, 0, 1, record.type, root);
        add(DtlsFieldKind::Version, 1, 2, record.version, root);
        add(DtlsFieldKind::Epoch, 3, 2, record.epoch, root);
        add(DtlsFieldKind::SequenceNumber, 5, 6, record.sequence, root);
        add(DtlsFieldKind::Length, 11, 2, record.fragment.size(), root);
        if (record.isEncrypted())
            addView(DtlsFieldKind::Encrypted, record.fragment, -1);
        else if (!record.handshakes.empty())
            handshakes(record);
        else if (record.alert)
            alert(record);
        else if (!record.fragment.empty())
            addView(DtlsFieldKind::Content, record.fragment, -1);
        return std::move(m_fields);
    }

private:
    std::int32_t add(DtlsFieldKind kind, std::size_t offset, std::size_t length,
                     std::uint64_t number, std::int32_t parent)
    {
        m_fields.push_back({kind, offset, length, number, parent});
        return static_cast<std::int32_t>(m_fields.size()) - 1;
    }
    // The readers give views into the record.
    std::size_t placeOf(ByteView view) const
    {
        return static_cast<std::size_t>(view.data() - m_bytes.data());
    }
    void addView(DtlsFieldKind kind, ByteView view, std::int32_t parent)
    {
        add(kind, placeOf(view), view.size(), 0, parent);
    }

    void alert(const DtlsRecord &record)
    {
        const std::size_t at = placeOf(record.fragment);
        add(DtlsFieldKind::AlertLevel, at, 1, record.alert->first, -1);
        add(DtlsFieldKind::AlertDescription, at + 1, 1, record.alert->second, -1);
    }

    void handshakes(const DtlsRecord &record)
    {
        std::size_t end = kDtlsRecordHeader;
        for (const DtlsHandshakeHeader &header : record.handshakes) {
            handshake(header);
            end = placeOf(header.fragment) + header.fragment.size();
        }
        const std::size_t size = kDtlsRecordHeader + record.fragment.size();
        if (end < size)
            add(DtlsFieldKind::Content, end, size - end, 0, -1);
    }

    void handshake(const DtlsHandshakeHeader &header)
    {
        const std::size_t at = placeOf(header.fragment) - kHandshakeHeader;
        const std::int32_t parent = add(DtlsFieldKind::Handshake, at,
                                        kHandshakeHeader + header.fragment.size(), header.type, -1);
        add(DtlsFieldKind::MessageType, at, 1, header.type, parent);
        add(DtlsFieldKind::MessageLength, at + 1, 3, header.length, parent);
        add(DtlsFieldKind::MessageSequence, at + 4, 2, header.sequence, parent);
        add(DtlsFieldKind::FragmentOffset, at + 6, 3, header.fragmentOffset, parent);
        add(DtlsFieldKind::FragmentLength, at + 9, 3, header.fragment.size(), parent);
        if (const auto client = readClientHello(header)) {
            addView(DtlsFieldKind::Random, client->random, parent);
            addView(DtlsFieldKind::SessionId, client->sessionId, parent);
            addView(DtlsFieldKind::Cookie, client->cookie, parent);
            // After its length, which is after the cookie.
            suites(client->suites, placeOf(client->cookie) + client->cookie.size() + 2, parent);
        } else if (const auto server = readServerHello(header)) {
            addView(DtlsFieldKind::SessionId, server->sessionId, parent);
            add(DtlsFieldKind::CipherSuite, placeOf(server->sessionId) + server->sessionId.size(),
                2, server->suite, parent);
        } else if (const auto cookie = readVerifyCookie(header)) {
            addView(DtlsFieldKind::Cookie, *cookie, parent);
        } else if (const auto hint = readPskIdentityHint(header)) {
            addView(DtlsFieldKind::IdentityHint, *hint, parent);
        } else if (const auto identity = readPskIdentity(header)) {
            addView(DtlsFieldKind::Identity, *identity, parent);
        } else if (!header.fragment.empty()) {
            addView(DtlsFieldKind::Content, header.fragment, parent);
        }
    }

    void suites(const std::vector<std::uint16_t> &suites, std::size_t at, std::int32_t parent)
    {
        const std::int32_t list =
            add(DtlsFieldKind::CipherSuites, at, 2 * suites.size(), suites.size(), parent);
        for (std::size_t i = 0; i < std::min(suites.size(), kMaxSuiteFields); ++i)
            add(DtlsFieldKind::CipherSuite, at + 2 * i, 2, suites[i], list);
    }

    ByteView m_bytes;
    std::vector<DtlsField> m_fields;
};

} // namespace

std::vector<DtlsField> dissectDtlsRecord(ByteView bytes)
{
    const DtlsDatagram read = readDtlsDatagram(bytes);
    if (read.records.empty())
        return {};
    return Dissector(bytes).run(read.records.front());
}

std::string dtlsSuiteText(std::uint16_t suite)
{
    if (const auto ours = cipherSuiteFromNumber(suite))
        return std::string(cipherSuiteName(*ours));
    if (suite == kRenegotiationScsv)
        return "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text = "0x";
    for (unsigned shift = 16; shift > 0; shift -= 4)
        text.push_back(kDigits[suite >> (shift - 4U) & 15U]);
    return text;
}

} // namespace copper
