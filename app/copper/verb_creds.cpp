// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_creds.h"

#include "app/copper/input_file.h"
#include "app/copper/key_messages.h"
#include "core/dtls/psk_credential.h"

namespace copper::cli {

namespace {

constexpr std::uint64_t kMostKeyFile = 4096; // room for hex with spaces, and to say what is wrong

using Outcome = Result<void, Complaint>;
using Done = CredentialStore::Done;

QString countText(std::size_t count)
{
    return count == 1 ? QStringLiteral("1 key") : QStringLiteral("%1 keys").arg(count);
}

Outcome list(const CredsContext &context)
{
    const CredentialStore &store = context.keys.store();
    for (const Credential &each : store.book().credentials())
        context.printer.credential(each);
    if (const std::size_t later = store.laterCredentials().size(); later > 0)
        context.printer.note(
            QStringLiteral("%1 of a later version, which only that can use").arg(countText(later)));
    context.printer.note(countText(store.book().size()) + QStringLiteral(" in ") +
                         context.keys.placeText());
    return {};
}

// The key in a file that holds text is less the line end that editors put there; hex and base64
// pass over it anyway.
Result<SecretBytes, Complaint> readKey(const CredsCommand &command, const CredsContext &context)
{
    const bool typed = command.keyPath.isEmpty() && context.keyFromTerminal;
    const QString path = command.keyPath.isEmpty() ? QStringLiteral("-") : command.keyPath;
    const auto content = typed ? context.keyFromTerminal(QStringLiteral("key"))
                               : readSecretInput(path, kMostKeyFile);
    if (!content)
        return failure(content.error());
    const QString source = typed                        ? QStringLiteral("the terminal")
                           : path == QLatin1String("-") ? QStringLiteral("standard input")
                                                        : path;
    const ByteView entered =
        typed || command.keyForm != KeyForm::Text ? content->view() : keyInFile(content->view());
    auto key = parseKey(entered, command.keyForm);
    if (!key)
        return failure(keyComplaint(key.error(), command.keyForm, source));
    return std::move(*key);
}

// What is no error, and yet may not be what was meant.
void hint(const Credential &added, const CredentialBook &book, Printer &printer)
{
    if (added.patterns.empty())
        printer.note(QStringLiteral("it is for no host yet: 'copper creds test --credential' can "
                                    "use it, and nothing else; --host says for which it is"));
    for (const HostPattern &pattern : added.patterns) {
        for (const Credential &other : book.credentials()) {
            const bool ties = other.id != added.id &&
                              std::find(other.patterns.begin(), other.patterns.end(), pattern) !=
                                  other.patterns.end();
            if (ties)
                printer.note(QStringLiteral("'%1' is for %2 too: of the two the one changed last "
                                            "is used, which is the new one")
                                 .arg(QString::fromStdString(other.name),
                                      QString::fromStdString(pattern.text())));
        }
    }
}

Outcome add(const CredsCommand &command, const CredsContext &context)
{
    auto key = readKey(command, context);
    if (!key)
        return failure(key.error());
    // After the key: what is wrong with it costs nobody a password.
    if (const auto opened = context.keys.open(true); !opened)
        return opened;
    const std::size_t size = key->size();
    Credential fresh = command.fresh.withoutKey();
    fresh.id = CredentialId::random();
    fresh.key = std::move(*key);
    if (fresh.name.empty())
        fresh.name = identityText(fresh.identity).toStdString();
    const CredentialId id = fresh.id;
    const Outcome kept = context.keys.run(
        [&](Done done) { context.keys.store().add(std::move(fresh), std::move(done)); });
    if (!kept)
        return kept;
    const CredentialBook &book = context.keys.store().book();
    if (const Credential *added = book.find(id)) {
        context.printer.credential(*added);
        hint(*added, book, context.printer);
    }
    context.printer.note(QStringLiteral("a key of %1 %2 is kept in ")
                             .arg(size)
                             .arg(size == 1 ? QStringLiteral("byte") : QStringLiteral("bytes")) +
                         context.keys.placeText());
    return {};
}

Outcome remove(const CredsCommand &command, const CredsContext &context)
{
    // All or none: a name with a typing error must not cost the others.
    std::vector<CredentialId> ids;
    for (const QString &which : command.which) {
        const auto id = context.keys.find(which);
        if (!id)
            return failure(id.error());
        ids.push_back(*id);
    }
    for (const CredentialId &id : ids) {
        const Credential *credential = context.keys.store().book().find(id);
        if (credential == nullptr)
            continue; // named twice
        const Credential gone = credential->withoutKey();
        const Outcome removed =
            context.keys.run([&](Done done) { context.keys.store().remove(id, std::move(done)); });
        if (!removed)
            return removed;
        context.printer.credentialRemoved(gone);
    }
    return {};
}

Outcome exportAll(const CredsCommand &command, const CredsContext &context)
{
    auto password =
        passwordFrom(command.passwordPath, QStringLiteral("new password of ") + command.path,
                     KeyStore::Password::New);
    if (!password)
        return failure(password.error());
    const std::size_t count = context.keys.store().book().size();
    const Outcome written = context.keys.run([&](Done done) {
        context.keys.store().exportTo(command.path, std::move(*password), std::move(done));
    });
    if (written)
        context.printer.credentialsExported(command.path, count);
    return written;
}

Outcome importAll(const CredsCommand &command, const CredsContext &context)
{
    auto password =
        passwordFrom(command.passwordPath, QStringLiteral("password of ") + command.path,
                     KeyStore::Password::Existing);
    if (!password)
        return failure(password.error());
    CredentialStore::Imported imported;
    const Outcome read = context.keys.run([&](Done done) {
        context.keys.store().importFrom(
            command.path, std::move(*password),
            [&imported, done = std::move(done)](
                Result<CredentialStore::Imported, CredentialStore::Error> result) {
                if (!result)
                    return done(failure(result.error()));
                imported = *result;
                done({});
            });
    });
    if (read)
        context.printer.credentialsImported(command.path, imported);
    return read;
}

Outcome runAction(const CredsCommand &command, const CredsContext &context)
{
    using Action = CredsCommand::Action;
    if (command.action == Action::Add)
        return add(command, context);
    if (const auto opened = context.keys.open(command.action == Action::Import); !opened)
        return opened;
    switch (command.action) {
    case Action::List:
        return list(context);
    case Action::Remove:
        return remove(command, context);
    case Action::Export:
        return exportAll(command, context);
    case Action::Import:
        return importAll(command, context);
    case Action::Add:
        break;
    }
    return {};
}

} // namespace

ExitStatus runCreds(const CredsCommand &command, const CredsContext &context)
{
    const Outcome outcome = runAction(command, context);
    if (const QString trouble = context.keys.troubleText(); !trouble.isEmpty())
        context.printer.note(trouble);
    if (!outcome) {
        context.printer.complaint(outcome.error());
        return outcome.error().status;
    }
    return context.printer.outputFailed() ? ExitStatus::OutputUnwritable : ExitStatus::Ok;
}

} // namespace copper::cli
