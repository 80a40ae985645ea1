// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/board_defects.h"

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
    }
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

} // namespace copper
