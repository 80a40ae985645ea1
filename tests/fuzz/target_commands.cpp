// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of three programs as they are pasted into the address field.
#include "core/coap/uri.h"
#include "tests/fuzz/fuzz_target.h"
#include "ui/text/command_import.h"

namespace copper::fuzz {

namespace {

Bytes payloadOf(const RequestSpec &spec)
{
    return spec.payload ? *spec.payload : Bytes();
}

void requireSame(const RequestSpec &a, const RequestSpec &b)
{
    require(a.uri == b.uri, "the URI survives as a command");
    require(a.method == b.method, "the method survives");
    require(a.confirmable == b.confirmable, "the type survives");
    require(a.options == b.options, "options survive");
    require(payloadOf(a) == payloadOf(b) && a.payloadFile == b.payloadFile, "the payload survives");
    require(a.token == b.token && a.blockSize == b.blockSize, "token and blocks survive");
}

} // namespace

void commands(ByteView input)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(input.data()),
                                           static_cast<qsizetype>(input.size()));
    (void)looksLikeCommand(text);
    const auto imported = importCommand(text);
    if (!imported) {
        require(!imported.error().isEmpty(), "what is no command is said");
        require(!imported.error().contains(QLatin1Char('\n')), "in one sentence");
        return;
    }
    require(parseUri(imported->spec.uri.toStdString()).has_value(), "what is taken can be sent");
    for (const ClientTool tool :
         {ClientTool::Copper, ClientTool::CoapClient, ClientTool::Aiocoap}) {
        const CopiedCommand command = commandFor(tool, imported->spec, imported->observe);
        if (!command.leftOut.isEmpty())
            continue;
        const auto again = importCommand(command.text);
        require(again.has_value(), "what is copied can be pasted");
        require(again->tool == tool, "it is that program's");
        require(again->observe == imported->observe, "observing survives");
        requireSame(again->spec, imported->spec);
    }
}

} // namespace copper::fuzz
