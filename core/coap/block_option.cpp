// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/block_option.h"

namespace copper {

Result<BlockValue, BlockFault> decodeBlock(ByteView value)
{
    if (value.size() > 3)
        return failure(BlockFault::TooLong);
    const auto word = static_cast<std::uint32_t>(OptionView{OptionNumber::Block1, value}.asUint());
    BlockValue block;
    block.num = word >> 4U;
    block.more = (word & 8U) != 0;
    block.szx = static_cast<std::uint8_t>(word & 7U);
    if (block.szx > kMaxSzx)
        return failure(BlockFault::ReservedSize);
    return block;
}

std::optional<Result<BlockValue, BlockFault>> findBlock(OptionsView options, OptionNumber number)
{
    const std::optional<ByteView> value = options.first(number);
    if (!value)
        return std::nullopt;
    return decodeBlock(*value);
}

std::optional<std::uint8_t> szxForSize(std::uint32_t sizeBytes)
{
    for (std::uint8_t szx = 0; szx <= kMaxSzx; ++szx) {
        if (sizeBytes == 16U << szx)
            return szx;
    }
    return std::nullopt;
}

std::string blockText(const BlockValue &value)
{
    return std::to_string(value.num) + (value.more ? "/1/" : "/0/") + std::to_string(value.size());
}

} // namespace copper
