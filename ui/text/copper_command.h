// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"

#include <QString>
#include <QStringList>

namespace copper {

// Whose command line a request is written as, or was read from.
enum class ClientTool {
    Copper,
    CoapClient, // coap-client of libcoap 4.3
    Aiocoap,    // aiocoap-client
};

// The program's name: "coap-client".
QString toolName(ClientTool tool);

struct CopiedCommand
{
    QString text;        // quoted for a POSIX shell
    QStringList leftOut; // what of the request this program cannot be told, in words
};

// The request as a command line. Keys are never in it: a request does not know them.
CopiedCommand commandFor(ClientTool tool, const RequestSpec &spec, bool observe = false);

// The request as a command line of the program `copper`.
QString copperCommand(const RequestSpec &spec, bool observe = false);

} // namespace copper
