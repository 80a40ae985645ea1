// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses: options on the wire, an edited list of options, or option text.
#include "core/coap/block_option.h"
#include "core/coap/codec.h"
#include "core/coap/option_text.h"
#include "core/coap/uri.h"
#include "tests/fuzz/fuzz_target.h"

namespace copper::fuzz {

namespace {

constexpr int kLookedAt = 16; // each is sought from the start

void readTyped(OptionsView options)
{
    int looked = 0;
    for (const OptionView &option : options) {
        if (++looked > kLookedAt)
            break;
        (void)optionName(option.number);
        (void)optionValueText(option);
        require(options.has(option.number) && options.count(option.number) > 0 &&
                    options.first(option.number).has_value(),
                "an option is found by its number");
        (void)options.uintValue(option.number);
        (void)options.strings(option.number);
        if (const auto block = decodeBlock(option.value)) {
            require(block->num <= kMaxBlockNumber && block->szx <= kMaxSzx, "a block is in range");
            require(decodeBlock(encodeUint(block->toUint())) == block, "a block survives");
            (void)blockText(*block);
        }
        const Bytes number = encodeUint(option.asUint());
        require(OptionView{option.number, number}.asUint() == option.asUint(), "a number survives");
    }
    (void)options.uriPath();
    (void)pathAndQuery(options);
    (void)composeUri(UriScheme::Coap, SocketAddress{}, options);
    (void)findBlock(options, OptionNumber::Block1);
    (void)findBlock(options, OptionNumber::Block2);
}

// A header before the input makes a message of it.
void onTheWire(ByteView wire)
{
    Bytes datagram{0x40, 0x01, 0x00, 0x01};
    datagram.insert(datagram.end(), wire.begin(), wire.end());
    if (const auto message = decode(datagram))
        readTyped(message->options);
}

void edited(Reader input)
{
    Options options;
    while (!input.atEnd()) {
        const std::uint8_t what = input.byte();
        const auto number = static_cast<OptionNumber>(
            (what & 0x80U) != 0 ? input.word() : std::uint16_t{input.byte()});
        switch (what % 4) {
        case 0:
            options.add(number, input.bytes(input.byte()));
            break;
        case 1:
            options.set(number, input.bytes(input.byte()));
            require(options.view().count(number) == 1, "set leaves one");
            break;
        case 2:
            options.addUint(number, input.word());
            break;
        default:
            options.remove(number);
            require(!options.has(number), "remove leaves none");
            break;
        }
    }
    std::uint16_t last = 0;
    for (const OptionView &option : options) {
        require(toNumber(option.number) >= last, "options ascend");
        last = toNumber(option.number);
    }
    readTyped(options);
    require(Options(options.view()) == options, "a copy is the same");
}

void typed(std::string_view text)
{
    (void)parseOptionNumber(text);
    const auto option = parseOption(text);
    if (!option)
        return;
    Options options;
    options.add(option->number, option->value);
    readTyped(options);
}

} // namespace

void options(ByteView input)
{
    Reader reader(input);
    switch (reader.byte() % 3) {
    case 0:
        onTheWire(reader.rest());
        break;
    case 1:
        edited(Reader(reader.rest()));
        break;
    default:
        typed(asText(reader.rest()));
        break;
    }
}

} // namespace copper::fuzz
