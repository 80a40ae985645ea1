// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/message.h"

namespace copper {

std::string_view messageTypeName(MessageType type)
{
    switch (type) {
    case MessageType::Confirmable:
        return "CON";
    case MessageType::NonConfirmable:
        return "NON";
    case MessageType::Acknowledgement:
        return "ACK";
    case MessageType::Reset:
        return "RST";
    }
    return {};
}

} // namespace copper
