// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/run_options.h"

#include "app/copper/input_file.h"
#include "app/copper/run_text.h"

#include <QFileInfo>

#include <algorithm>

namespace copper::cli {

namespace {

std::optional<QByteArray> contentOf(Arguments &arguments, const QString &path)
{
    auto content = readInputFile(path, static_cast<std::uint64_t>(kMaxCollectionBytes));
    if (content)
        return QByteArray(reinterpret_cast<const char *>(content->data()),
                          static_cast<qsizetype>(content->size()));
    if (content.error().kind == QLatin1String("too-large"))
        content.error().hint = QStringLiteral("Is it the right file?");
    arguments.complain(content.error());
    return std::nullopt;
}

// One of the collection's own by name, else a file.
void takeEnvironment(Arguments &arguments, CollectionCommand &command)
{
    const QString wanted = arguments.text("env");
    if (!arguments.has("env"))
        return;
    if (const Environment *own = command.collection.environment(wanted)) {
        command.setup.environment = *own;
        return;
    }
    if (!QFileInfo::exists(wanted)) {
        QStringList names;
        for (const Environment &each : command.collection.environments)
            names << each.name;
        Complaint complaint = badInputFile(
            wanted, QStringLiteral("it does not exist, and the collection has no environment of "
                                   "this name"));
        if (!names.isEmpty())
            complaint.hint =
                QStringLiteral("Its environments are: %1.").arg(names.join(QStringLiteral(", ")));
        arguments.complain(complaint);
        return;
    }
    const auto content = contentOf(arguments, wanted);
    if (!content)
        return;
    const auto environment = readEnvironment(*content);
    if (environment)
        command.setup.environment = *environment;
    else
        arguments.complain(collectionComplaint(wanted, environment.error()));
}

void takeVariables(Arguments &arguments, RunSetup &setup)
{
    for (const QString &text : arguments.texts("var")) {
        const QString name = text.section(QLatin1Char('='), 0, 0);
        if (!text.contains(QLatin1Char('=')) || !isVariableName(name)) {
            arguments.complain(badNumber(QStringLiteral("var"), text,
                                         QStringLiteral("a name and a value, such as "
                                                        "board=coap://192.0.2.1")));
            return;
        }
        setVariable(setup.given, name, text.section(QLatin1Char('='), 1));
    }
}

void takeSelection(Arguments &arguments, CollectionCommand &command)
{
    for (const QString &name : arguments.texts("only")) {
        const std::vector<std::size_t> found = stepsNamed(command.collection, name);
        if (found.empty())
            arguments.complain(usageComplaint(
                QStringLiteral("the collection has no request or folder named '%1'").arg(name),
                QStringLiteral("'copper run FILE' without --only prints the names.")));
        command.setup.only.insert(command.setup.only.end(), found.begin(), found.end());
    }
    // In the order of the collection, each once.
    std::sort(command.setup.only.begin(), command.setup.only.end());
    command.setup.only.erase(std::unique(command.setup.only.begin(), command.setup.only.end()),
                             command.setup.only.end());
}

} // namespace

Command readRun(Arguments &arguments, const VerbRow &verb)
{
    CollectionCommand command;
    command.common = readCommonOptions(arguments);
    const QStringList files = arguments.positional();
    if (files.size() != 1)
        arguments.complain(usageComplaint(
            QStringLiteral("run takes the file of one collection"),
            QStringLiteral("Usage: copper run [options] %1").arg(QLatin1String(verb.arguments))));
    command.junitPath = arguments.text("junit");
    if (arguments.has("junit") && command.junitPath.isEmpty())
        arguments.complain(usageComplaint(QStringLiteral("--junit needs the name of a file"), {}));
    command.setup.stopAtFailure = arguments.has("bail");
    takeNetwork(arguments, command.setup.defaults);
    takeVariables(arguments, command.setup);
    if (arguments.complaint())
        return command;
    command.path = files.first();
    command.setup.folder = QFileInfo(command.path).path();
    const auto content = contentOf(arguments, command.path);
    if (!content)
        return command;
    auto collection = readCollection(*content);
    if (!collection) {
        arguments.complain(collectionComplaint(command.path, collection.error()));
        return command;
    }
    command.collection = std::move(*collection);
    if (stepsOf(command.collection).empty())
        arguments.complain(badInputFile(command.path, QStringLiteral("it holds no request")));
    takeEnvironment(arguments, command);
    takeSelection(arguments, command);
    return command;
}

bool mayUseDtls(const CollectionCommand &command)
{
    const auto secure = [](const QString &text) {
        return text.contains(QLatin1String("coaps:"), Qt::CaseInsensitive);
    };
    const auto anyOf = [&secure](const std::vector<Variable> &variables) {
        return std::any_of(variables.begin(), variables.end(),
                           [&secure](const Variable &each) { return secure(each.value); });
    };
    if (anyOf(command.collection.variables) || anyOf(command.setup.given) ||
        (command.setup.environment && anyOf(command.setup.environment->variables)))
        return true;
    const std::vector<Step> steps = stepsOf(command.collection);
    return std::any_of(steps.begin(), steps.end(), [&](const Step &step) {
        return secure(itemAt(command.collection, step.path)->request->uri);
    });
}

} // namespace copper::cli
