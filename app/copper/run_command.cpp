// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/run_command.h"

#include "app/copper/run_options.h"
#include "app/copper/verb_creds_test.h"
#include "app/copper/verb_decode.h"
#include "app/copper/verb_discover.h"
#include "app/copper/verb_flash.h"
#include "app/copper/verb_observe.h"
#include "app/copper/verb_ping.h"
#include "app/copper/verb_plugtest.h"
#include "app/copper/verb_request.h"
#include "app/copper/verb_run.h"
#include "core/base/version.h"

#include <algorithm>

namespace copper::cli {

std::unique_ptr<VerbRunner> makeRunner(const Command &command, const RunContext &context)
{
    if (const auto *request = std::get_if<RequestCommand>(&command))
        return std::make_unique<RequestRunner>(context, *request);
    if (const auto *observe = std::get_if<ObserveCommand>(&command))
        return std::make_unique<ObserveRunner>(context, *observe);
    if (const auto *discover = std::get_if<DiscoverCommand>(&command))
        return std::make_unique<DiscoverRunner>(context, *discover);
    if (const auto *ping = std::get_if<PingCommand>(&command))
        return std::make_unique<PingRunner>(context, *ping);
    if (const auto *flash = std::get_if<FlashCommand>(&command))
        return std::make_unique<FlashRunner>(context, *flash);
    if (const auto *plugtest = std::get_if<PlugtestCommand>(&command))
        return std::make_unique<PlugtestRunner>(context, *plugtest);
    if (const auto *test = std::get_if<CredsTestCommand>(&command))
        return std::make_unique<CredsTestRunner>(context, test->spec);
    if (const auto *collection = std::get_if<CollectionCommand>(&command))
        return std::make_unique<CollectionRunner>(context, *collection);
    return nullptr;
}

bool usesDtls(const Command &command)
{
    QStringList uris;
    if (const auto *request = std::get_if<RequestCommand>(&command)) {
        for (const RequestSpec &spec : request->requests)
            uris << spec.uri;
    } else if (const auto *observe = std::get_if<ObserveCommand>(&command)) {
        for (const RequestSpec &spec : observe->requests)
            uris << spec.uri;
    } else if (const auto *flash = std::get_if<FlashCommand>(&command)) {
        for (const UploadSpec &spec : flash->uploads)
            uris << spec.uri;
    } else if (const auto *discover = std::get_if<DiscoverCommand>(&command)) {
        uris << discover->spec.uri;
    } else if (const auto *ping = std::get_if<PingCommand>(&command)) {
        uris << ping->spec.uri;
    } else if (const auto *plugtest = std::get_if<PlugtestCommand>(&command)) {
        if (plugtest->spec.isSecure())
            return true;
    } else if (const auto *collection = std::get_if<CollectionCommand>(&command)) {
        return mayUseDtls(*collection);
    } else if (const auto *test = std::get_if<CredsTestCommand>(&command)) {
        uris << test->spec.uri;
    }
    return std::any_of(uris.begin(), uris.end(), [](const QString &text) {
        const auto uri = parseUri(text.toStdString());
        return uri && uri->scheme == UriScheme::Coaps;
    });
}

CommonOptions commonOptions(const Command &command)
{
    return std::visit(
        [](const auto &each) {
            if constexpr (requires { each.common; })
                return each.common;
            else
                return CommonOptions();
        },
        command);
}

std::optional<ExitStatus> runLocally(const Command &command, Printer &printer)
{
    if (std::holds_alternative<VersionCommand>(command)) {
        printer.text(QStringLiteral("copper ") + QLatin1String(kVersion) + QLatin1Char('\n'));
    } else if (const auto *help = std::get_if<HelpCommand>(&command)) {
        printer.text(help->verb == nullptr ? helpText() : helpText(*help->verb));
    } else if (const auto *decode = std::get_if<DecodeCommand>(&command)) {
        return runDecode(*decode, printer);
    } else {
        return std::nullopt;
    }
    return printer.outputFailed() ? ExitStatus::OutputUnwritable : ExitStatus::Ok;
}

} // namespace copper::cli
