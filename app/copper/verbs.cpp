// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verbs.h"

#include "app/copper/arguments.h"

#include <algorithm>
#include <array>

namespace copper::cli {

namespace {

using namespace group;

constexpr std::array kVerbs{
    VerbRow{Verb::Get, "get", "URI...", "ask for a representation", kRequest, code::kGet},
    VerbRow{Verb::Put, "put", "URI...", "create or replace a resource", kRequest, code::kPut},
    VerbRow{Verb::Post, "post", "URI...", "let a resource process a payload", kRequest,
            code::kPost},
    VerbRow{Verb::Delete, "delete", "URI...", "delete a resource", kRequest, code::kDelete},
    VerbRow{Verb::Fetch, "fetch", "URI...", "ask for parts of a representation (RFC 8132)",
            kRequest, code::kFetch},
    VerbRow{Verb::Patch, "patch", "URI...", "change parts of a resource (RFC 8132)", kRequest,
            code::kPatch},
    VerbRow{Verb::IPatch, "ipatch", "URI...", "the same, idempotent (RFC 8132)", kRequest,
            code::kIPatch},
    VerbRow{Verb::Observe, "observe", "URI...", "print a resource whenever it changes (RFC 7641)",
            kObserve, code::kGet},
    VerbRow{Verb::Discover,
            "discover",
            "[URI]",
            "find devices by multicast, or ask one for its resources",
            kDiscover,
            {}},
    VerbRow{Verb::Ping, "ping", "URI", "send CoAP pings (RFC 7252, 4.3)", kPing, {}},
    VerbRow{Verb::Flash, "flash", "IMAGE URI...", "upload a firmware image block by block", kFlash,
            code::kPut},
    VerbRow{
        Verb::Plugtest, "plugtest", "URI", "play the client of the ETSI CoAP tests", kPlugtest, {}},
    VerbRow{
        Verb::Decode, "decode", "HEX", "take one message apart and say what is wrong", kDecode, {}},
    VerbRow{Verb::Help, "help", "[VERB]", "this text, or all about one verb", kHelp, {}},
    VerbRow{Verb::Capture, "capture", "FILE", "print a recorded trace", 0, {}},
    VerbRow{Verb::Creds,
            "creds",
            "ACTION",
            "list, add, remove, test, export or import keys",
            kCreds,
            {}},
    VerbRow{Verb::Run, "run", "FILE", "run a saved collection of requests", kRun, {}},
};

constexpr std::array kCredsActions{
    VerbRow{
        Verb::Creds, "creds list", "", "print all keys but the keys themselves", kCredsList, {}},
    VerbRow{Verb::Creds,
            "creds add",
            "",
            "keep a key; it comes from a file, the terminal or standard input",
            kCredsAdd,
            {}},
    VerbRow{Verb::Creds, "creds remove", "WHICH...", "by id, name or identity", kCredsRemove, {}},
    VerbRow{Verb::Creds,
            "creds test",
            "URI",
            "shake hands with a device, step by step",
            kCredsTest,
            {}},
    VerbRow{
        Verb::Creds, "creds export", "FILE", "all keys into an encrypted file", kCredsExport, {}},
    VerbRow{Verb::Creds, "creds import", "FILE", "and out of one", kCredsImport, {}},
};

QString padded(const QString &text, qsizetype width)
{
    return text.leftJustified(width) + QStringLiteral("  ");
}

} // namespace

std::span<const VerbRow> verbTable()
{
    return kVerbs;
}

const VerbRow *findVerb(const QString &name)
{
    const auto found = std::find_if(kVerbs.begin(), kVerbs.end(), [&name](const VerbRow &row) {
        return name == QLatin1String(row.name);
    });
    return found == kVerbs.end() ? nullptr : &*found;
}

std::span<const VerbRow> credsTable()
{
    return kCredsActions;
}

const VerbRow *findCredsAction(const QString &name)
{
    const QString full = QStringLiteral("creds ") + name;
    const auto found =
        std::find_if(kCredsActions.begin(), kCredsActions.end(),
                     [&full](const VerbRow &row) { return full == QLatin1String(row.name); });
    return found == kCredsActions.end() ? nullptr : &*found;
}

const VerbRow &rowOf(Verb verb)
{
    return *std::find_if(kVerbs.begin(), kVerbs.end(),
                         [verb](const VerbRow &row) { return row.verb == verb; });
}

QString helpText()
{
    QString text = QStringLiteral("Usage: copper VERB [options] ARGUMENTS\n"
                                  "       copper help VERB\n"
                                  "       copper --version\n\nVerbs:\n");
    for (const VerbRow &row : kVerbs) {
        const QString call =
            QLatin1String(row.name) + QLatin1Char(' ') + QLatin1String(row.arguments);
        text += QStringLiteral("  ") + padded(call, 22) + QLatin1String(row.summary);
        if (row.groups == 0)
            text += QStringLiteral(" (not built yet)");
        text += QLatin1Char('\n');
    }
    text += QStringLiteral(
        "\nPayloads go to standard output, everything else to standard error. With --json\n"
        "standard output is one JSON object per event.\n\n"
        "Exit status: 0 success, 1 expectation failed, 3 no answer, 4 a 4.xx, 5 a 5.xx,\n"
        "64 usage, 65 malformed data, 66 input file, 73 output file, 130 interrupted.\n\n"
        "Examples:\n"
        "  copper discover\n"
        "  copper get coap://127.0.0.11/sensors/temp\n"
        "  copper put --payload on --content-format text coap://127.0.0.12/light\n"
        "  copper observe --count 5 --json coap://127.0.0.11/sensors/temp\n"
        "  copper flash --verify /firmware image.bin coap://127.0.0.13/firmware\n");
    return text;
}

QString helpText(const VerbRow &verb)
{
    const QString name = QLatin1String(verb.name);
    QString text = QStringLiteral("Usage: copper %1 [options] %2\n\n%1: %3")
                       .arg(name, QLatin1String(verb.arguments), QLatin1String(verb.summary));
    if (verb.groups == 0)
        return text + QStringLiteral(" (not built yet)\n");
    if (verb.groups == kCreds) {
        text += QStringLiteral("\n\n");
        for (const VerbRow &row : kCredsActions) {
            const QString call = QStringLiteral("copper ") + QLatin1String(row.name) +
                                 QLatin1Char(' ') + QLatin1String(row.arguments);
            text += QStringLiteral("  ") + padded(call, 30) + QLatin1String(row.summary) +
                    QLatin1Char('\n');
        }
        return text + QStringLiteral("\n'copper creds add --help' and so on list the options.\n");
    }
    text += QStringLiteral("\n\nOptions:\n");
    for (const OptionRow &row : optionTable()) {
        if ((row.groups & verb.groups) == 0)
            continue;
        QString option = QStringLiteral("--") + QLatin1String(row.name);
        if (row.value != nullptr)
            option += QLatin1Char(' ') + QLatin1String(row.value);
        text += QStringLiteral("  ") + padded(option, 28) + QLatin1String(row.description) +
                QLatin1Char('\n');
    }
    return text;
}

} // namespace copper::cli
