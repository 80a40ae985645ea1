// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/arguments.h"
#include "app/copper/messages.h"
#include "app/copper/verbs.h"
#include "core/base/result.h"
#include "core/domain/collection_run.h"
#include "core/domain/session_control.h"
#include "core/secrets/credential_book.h"

#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace copper::cli {

// How to print, and what every networked verb shares.
struct CommonOptions
{
    bool json = false;
    bool verbose = false;
    QString pcapPath;
    CredentialSnapshotPtr psk; // for every coaps URI; null: none was given
    QString vaultPath;         // empty: the keychain, or our own vault
    QString keyLogPath;        // --keylog
    std::optional<Duration> timeout;
};

struct VersionCommand
{};
struct HelpCommand
{
    const VerbRow *verb = nullptr; // null: all of them
};
struct DecodeCommand
{
    CommonOptions common;
    Bytes message;
};
struct RequestCommand
{
    CommonOptions common;
    std::vector<RequestSpec> requests; // done one after another
};
struct ObserveCommand
{
    CommonOptions common;
    std::vector<RequestSpec> requests;  // together
    std::optional<std::uint32_t> count; // of notifications of each URI
    std::optional<Duration> duration;
};
struct DiscoverCommand
{
    CommonOptions common;
    DiscoverySpec spec;
};
struct PingCommand
{
    CommonOptions common;
    RequestSpec spec;
    std::uint32_t count = 1;
};
struct PlugtestCommand
{
    CommonOptions common;
    PlugtestSpec spec;
    QString junitPath;
};
struct FlashCommand
{
    CommonOptions common;
    std::vector<UploadSpec> uploads;
    std::uint32_t parallel = 4;
};

// 'creds' but for 'creds test'.
struct CredsCommand
{
    enum class Action { List, Add, Remove, Export, Import };
    CommonOptions common;
    Action action = Action::List;
    Credential fresh; // of Add; without id, times and key
    QString keyPath;  // empty: the terminal, or standard input where that is none
    KeyForm keyForm = KeyForm::Text;
    QStringList which;    // of Remove
    QString path;         // of Export and Import
    QString passwordPath; // of its password; empty: the terminal
};
struct CredsTestCommand
{
    CommonOptions common;
    HandshakeSpec spec;
    QString which; // empty: the one that matches best
};

struct CollectionCommand
{
    CommonOptions common;
    QString path;
    Collection collection;
    RunSetup setup;
    QString junitPath;
};

using Command = std::variant<VersionCommand, HelpCommand, DecodeCommand, RequestCommand,
                             ObserveCommand, DiscoverCommand, PingCommand, FlashCommand,
                             PlugtestCommand, CredsCommand, CredsTestCommand, CollectionCommand>;

// The arguments without the program's name. Reads the files named for small payloads and messages
// (and standard input for "-"); opens nothing else.
Result<Command, Complaint> parseCommandLine(const QStringList &arguments);

// What follows 'creds'. Opens no file.
Result<Command, Complaint> parseCreds(const QStringList &arguments);
// Of every verb, but for the keys of 'creds'.
CommonOptions readCommonOptions(Arguments &arguments);
// Timeout, retransmission, address and interface of every networked verb.
void takeNetwork(Arguments &arguments, RequestSpec &spec);

// The options every verb has, for the printer, from arguments that may be wrong otherwise.
bool wantsJson(const QStringList &arguments);

} // namespace copper::cli
