// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/board_defects.h"

#include "core/capture/dtls_record.h"
#include "core/coap/block_option.h"
#include "core/coap/codec.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

constexpr std::uint32_t kStuckAt = 7;

constexpr std::array kDefects{
    BoardDefectRow{BoardDefect::WrongToken, "wrong-token",
                   "a separate response carries another token than the request"},
    BoardDefectRow{BoardDefect::NoContentFormat, "no-content-format",
                   "responses lack Content-Format"},
    BoardDefectRow{BoardDefect::ObserveStuck, "observe-stuck",
                   "Observe has the same value in every notification"},
    BoardDefectRow{BoardDefect::Block2Short, "block2-short",
                   "a block that is not the last is one byte short"},
    BoardDefectRow{BoardDefect::CreateTwice, "create-twice", "2.01 where 4.12 is due"},
    BoardDefectRow{BoardDefect::AnyKey, "any-key",
                   "goes on where the client's Finished shows a wrong key (coaps)"},
    BoardDefectRow{BoardDefect::HandshakeOnce, "handshake-once",
                   "no flight of the handshake is sent again (coaps)"},
};

void plant(BoardDefect defect, Message &message)
{
    switch (defect) {
    case BoardDefect::WrongToken:
        if (message.type == MessageType::Confirmable && message.code.isSuccess() &&
            !message.options.has(OptionNumber::Observe) && message.token.size() > 0) {
            Bytes token = toOwned(message.token.view());
            token.back() ^= 1;
            message.token = Token(token);
        }
        return;
    case BoardDefect::NoContentFormat:
        message.options.remove(OptionNumber::ContentFormat);
        return;
    case BoardDefect::ObserveStuck:
        if (message.options.has(OptionNumber::Observe))
            message.options.setUint(OptionNumber::Observe, kStuckAt);
        return;
    case BoardDefect::Block2Short: {
        const auto block = findBlock(message.options, OptionNumber::Block2);
        if (block && *block && (*block)->more && !message.payload.empty())
            message.payload.pop_back();
        return;
    }
    case BoardDefect::CreateTwice:
        if (message.code == code::kPreconditionFailed)
            message.code = code::kCreated;
        return;
    case BoardDefect::AnyKey:
    case BoardDefect::HandshakeOnce:
        return; // not in messages
    }
}

bool has(const std::vector<BoardDefect> &defects, BoardDefect defect)
{
    return std::find(defects.begin(), defects.end(), defect) != defects.end();
}

bool isKeyAlert(const DtlsRecord &record)
{
    constexpr std::uint8_t kBadRecordMac = 20;
    constexpr std::uint8_t kDecryptError = 51;
    return record.epoch == 0 && record.alert &&
           (record.alert->second == kBadRecordMac || record.alert->second == kDecryptError);
}

void addRecord(Bytes &out, DtlsContentType type, std::uint8_t epoch, std::uint8_t sequence,
               const Bytes &fragment)
{
    const Bytes header{
        static_cast<std::uint8_t>(type),           0xfe, 0xfd, 0, epoch, 0, 0, 0, 0, 0, sequence, 0,
        static_cast<std::uint8_t>(fragment.size())};
    out.insert(out.end(), header.begin(), header.end());
    out.insert(out.end(), fragment.begin(), fragment.end());
}

// ChangeCipherSpec and a Finished of the length it has with CCM_8. No key fits it, as the server's
// fits none that the client has.
Bytes lastFlight()
{
    constexpr std::uint8_t kBeyondTheFlight = 200; // a record number that was not used
    constexpr std::size_t kFinished = 8 + 24 + 8;  // nonce, message, tag
    Bytes flight;
    addRecord(flight, DtlsContentType::ChangeCipherSpec, 0, kBeyondTheFlight, {1});
    addRecord(flight, DtlsContentType::Handshake, 1, 0, Bytes(kFinished, 0x5a));
    return flight;
}

} // namespace

std::span<const BoardDefectRow> boardDefects()
{
    return kDefects;
}

std::optional<BoardDefect> boardDefectByName(std::string_view name)
{
    const auto found = std::find_if(kDefects.begin(), kDefects.end(),
                                    [&](const BoardDefectRow &row) { return row.name == name; });
    return found == kDefects.end() ? std::nullopt : std::optional(found->defect);
}

Bytes withDefects(const std::vector<BoardDefect> &defects, ByteView datagram)
{
    const auto view = decode(datagram);
    if (!view || !view->code.isResponse())
        return toOwned(datagram);
    Message message;
    static_cast<MessageHeader &>(message) = *view;
    message.options = Options(view->options);
    message.payload = toOwned(view->payload);
    for (const BoardDefect defect : defects)
        plant(defect, message);
    return encode(message);
}

RecordDefects::RecordDefects(const std::vector<BoardDefect> &defects)
    : m_anyKey(has(defects, BoardDefect::AnyKey)), m_once(has(defects, BoardDefect::HandshakeOnce))
{}

Bytes RecordDefects::apply(const SocketAddress &peer, ByteView datagram)
{
    const std::vector<DtlsRecord> records = readDtlsDatagram(datagram).records;
    if (m_anyKey && std::any_of(records.begin(), records.end(), isKeyAlert))
        return lastFlight();
    if (m_once && wasSent(peer, datagram))
        return {};
    return toOwned(datagram);
}

bool RecordDefects::wasSent(const SocketAddress &peer, ByteView datagram)
{
    constexpr int kFinished = 256; // beyond the types of messages in the clear
    if (m_sent.size() >= kMaxPeers && !m_sent.contains(peer))
        m_sent.clear();
    Sent &sent = m_sent[peer];
    bool before = false;
    for (const DtlsRecord &record : readDtlsDatagram(datagram).records) {
        for (const DtlsHandshakeHeader &header : record.handshakes) {
            // A server that has no session yet answers each hello by itself (RFC 6347 §4.2.1).
            if (header.type == static_cast<std::uint8_t>(DtlsHandshakeType::HelloVerifyRequest))
                continue;
            if (header.type == static_cast<std::uint8_t>(DtlsHandshakeType::ServerHello) &&
                !equalBytes(sent.serverHello, header.fragment))
                sent = {toOwned(header.fragment), {}};
            before |= !sent.parts.insert({header.type, header.fragmentOffset}).second;
        }
        if (record.epoch == 1 &&
            record.type == static_cast<std::uint8_t>(DtlsContentType::Handshake))
            before |= !sent.parts.insert({kFinished, 0}).second;
    }
    return before;
}

} // namespace copper
