// SPDX-License-Identifier: GPL-3.0-or-later
// What follows 'copper creds' on the command line.
#include "app/copper/arguments.h"
#include "app/copper/command_line.h"
#include "app/copper/key_messages.h"

namespace copper::cli {

namespace {

constexpr double kLongestHandshake = 3600;

QString whatItCanDo()
{
    QStringList actions;
    for (const VerbRow &row : credsTable())
        actions << QString::fromLatin1(row.name).section(QLatin1Char(' '), 1);
    return QStringLiteral("It can ") + actions.join(QStringLiteral(", ")) + QLatin1Char('.');
}

void takeIdentity(Arguments &arguments, Credential &credential)
{
    if (arguments.has("identity") == arguments.has("identity-hex")) {
        arguments.complain(
            usageComplaint(QStringLiteral("one of --identity and --identity-hex is needed"),
                           QStringLiteral("It is the name under which the device knows the key.")));
        return;
    }
    if (arguments.has("identity")) {
        credential.identity = toOwned(asBytes(arguments.text("identity").toStdString()));
    } else if (auto bytes = fromHex(arguments.text("identity-hex").toStdString())) {
        credential.identity = std::move(*bytes);
    } else {
        arguments.complain(badHex(QStringLiteral("--identity-hex")));
        return;
    }
    if (!checkIdentity(credential.identity))
        arguments.complain(storeComplaint(credential.identity.empty()
                                              ? CredentialError::IdentityEmpty
                                              : CredentialError::IdentityTooLong));
}

void takeHosts(Arguments &arguments, Credential &credential)
{
    for (const QString &text : arguments.texts("host")) {
        if (const auto pattern = HostPattern::parse(text.toStdString()))
            credential.patterns.push_back(*pattern);
        else
            arguments.complain(patternComplaint(text, pattern.error()));
    }
}

void takeSuites(Arguments &arguments, Credential &credential)
{
    for (const QString &text : arguments.texts("suite")) {
        if (const auto suite = cipherSuiteFromName(text.toUpper().toStdString())) {
            credential.suites.push_back(*suite);
            continue;
        }
        QStringList names;
        for (const CipherSuite each : kCipherSuites)
            names << QString::fromUtf8(cipherSuiteName(each).data());
        arguments.complain(
            badNumber(QStringLiteral("suite"), text, names.join(QStringLiteral(", "))));
    }
}

void takeKeyForm(Arguments &arguments, CredsCommand &command)
{
    command.keyPath = arguments.text("key-file");
    if (arguments.has("key-file") && command.keyPath.isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("--key-file needs the name of a file"), {}));
    const QString form = arguments.text("key-form").toLower();
    if (form == QLatin1String("hex"))
        command.keyForm = KeyForm::Hex;
    else if (form == QLatin1String("base64"))
        command.keyForm = KeyForm::Base64;
    else if (arguments.has("key-form") && form != QLatin1String("text"))
        arguments.complain(badNumber(QStringLiteral("key-form"), arguments.text("key-form"),
                                     QStringLiteral("text, hex or base64")));
}

void takeNothingElse(Arguments &arguments)
{
    if (!arguments.positional().isEmpty())
        arguments.complain(
            usageComplaint(QStringLiteral("there is an argument more than is expected"),
                           QStringLiteral("A key is never an argument: everybody sees those.")));
}

QString takeOne(Arguments &arguments, const QString &what)
{
    const QStringList given = arguments.positional();
    if (given.size() != 1)
        arguments.complain(usageComplaint(QStringLiteral("%1 is expected").arg(what), {}));
    return given.value(0);
}

CredsCommand readAdd(Arguments &arguments)
{
    CredsCommand command;
    command.action = CredsCommand::Action::Add;
    takeNothingElse(arguments);
    Credential &fresh = command.fresh;
    takeIdentity(arguments, fresh);
    takeHosts(arguments, fresh);
    takeSuites(arguments, fresh);
    takeKeyForm(arguments, command);
    fresh.name = arguments.text("name").toStdString();
    fresh.hint = arguments.text("hint").toStdString();
    fresh.note = arguments.text("note").toStdString();
    if (!arguments.complaint()) {
        if (const auto checked = checkCredential(fresh); !checked)
            arguments.complain(storeComplaint(checked.error()));
    }
    return command;
}

CredsTestCommand readTest(Arguments &arguments)
{
    CredsTestCommand command;
    command.common = readCommonOptions(arguments);
    command.which = arguments.text("credential");
    HandshakeSpec &spec = command.spec;
    spec.uri = takeOne(arguments, QStringLiteral("one URI"));
    if (!arguments.complaint())
        arguments.checkUri(spec.uri);
    const auto uri = parseUri(spec.uri.toStdString());
    if (uri && uri->scheme != UriScheme::Coaps)
        arguments.complain(usageComplaint(QStringLiteral("there is no handshake with coap://"),
                                          QStringLiteral("Give a coaps:// URI.")));
    spec.timeout = arguments.duration("timeout", kLongestHandshake);
    spec.bindAddress = arguments.bindAddress();
    spec.interfaceName = arguments.text("interface");
    return command;
}

} // namespace

Result<Command, Complaint> parseCreds(const QStringList &arguments)
{
    const VerbRow &creds = rowOf(Verb::Creds);
    if (arguments.isEmpty())
        return failure(
            usageComplaint(QStringLiteral("what 'creds' is to do is missing"), whatItCanDo()));
    if (arguments.first() == QLatin1String("--help") || arguments.first() == QLatin1String("-h"))
        return HelpCommand{&creds};
    const VerbRow *const action = findCredsAction(arguments.first());
    if (action == nullptr)
        return failure(usageComplaint(QStringLiteral("'creds' cannot '%1'").arg(arguments.first()),
                                      whatItCanDo()));
    Arguments rest(*action, arguments.mid(1));
    if (!rest.complaint() && rest.has("help"))
        return HelpCommand{action};
    CredsCommand command;
    Command whole;
    switch (action->groups) {
    case group::kCredsAdd:
        command = readAdd(rest);
        break;
    case group::kCredsRemove:
        command.action = CredsCommand::Action::Remove;
        command.which = rest.positional();
        if (command.which.isEmpty())
            rest.complain(usageComplaint(QStringLiteral("which one is to be removed?"),
                                         QStringLiteral("Give its id, name or identity.")));
        break;
    case group::kCredsExport:
    case group::kCredsImport:
        command.action = action->groups == group::kCredsExport ? CredsCommand::Action::Export
                                                               : CredsCommand::Action::Import;
        command.path = takeOne(rest, QStringLiteral("one file"));
        command.passwordPath = rest.text("password-file");
        break;
    case group::kCredsTest:
        whole = readTest(rest);
        break;
    default:
        takeNothingElse(rest);
        break;
    }
    if (action->groups != group::kCredsTest) {
        command.common = readCommonOptions(rest);
        whole = std::move(command);
    }
    if (rest.complaint())
        return failure(*rest.complaint());
    return whole;
}

} // namespace copper::cli
