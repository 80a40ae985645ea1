// SPDX-License-Identifier: GPL-3.0-or-later
// What others share: collections and environments, and texts with variables. The first byte
// chooses: a collection, one that is then run against answers from the input, an environment, or a
// text between values.
#include "core/domain/collection_file.h"
#include "core/domain/collection_run.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace copper::fuzz {

namespace {

QByteArray toQt(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::optional<Collection> survives(const QByteArray &file)
{
    const auto read = readCollection(file);
    if (!read) {
        require(read.error().line >= 0, "a fault has its line");
        return std::nullopt;
    }
    require(countItems(*read) <= kMaxCollectionItems, "items are bounded");
    const QByteArray written = writeCollection(*read);
    const auto again = readCollection(written);
    require(again.has_value(), "what is written can be read");
    require(*again == *read, "a collection survives");
    require(writeCollection(*again) == written, "it is written in one way");
    const auto object = collectionFromJson(collectionToJson(*read));
    require(object && *object == *read, "a collection survives inside another file");
    return *read;
}

// No files are opened: what a payload's path names is not the input's business here.
void dropFiles(std::vector<CollectionItem> &items)
{
    for (CollectionItem &item : items) {
        if (item.request && item.request->payloadSource == PayloadSource::File)
            item.request->payloadSource = PayloadSource::Text;
        dropFiles(item.items);
    }
}

void play(Collection collection, ByteView answers)
{
    constexpr int kMostSteps = 20;
    dropFiles(collection.items);
    Reader reader(answers);
    RunSetup setup;
    if (!collection.environments.empty())
        setup.environment = collection.environments.front();
    CollectionRun run(std::move(collection), setup);
    for (int i = 0; i < kMostSteps; ++i) {
        const auto spec = run.next(WallTime{});
        if (!spec)
            break;
        require(run.isWaiting(), "what is asked is waited for");
        ResponseArrived response;
        response.uri = spec->uri;
        response.code = Code{reader.byte()};
        const std::size_t size = reader.byte();
        const std::uint8_t format = reader.byte();
        response.options.addUint(OptionNumber::ContentFormat, format);
        response.payload = std::make_shared<const Bytes>(toOwned(reader.bytes(size)));
        response.payloadSize = response.payload->size();
        run.take(response);
        require(!run.isWaiting(), "an answer ends a step");
        for (const CheckedExpectation &check : run.current().checks) {
            require(check.value.size() <= kMaxCollectionText, "a value is bounded");
            require(check.bytes.size() <= kMaxShownBytes, "its bytes are bounded");
            require(check.place != CheckedExpectation::Place::Payload ||
                        (check.offset <= response.payload->size() &&
                         check.length <= response.payload->size() - check.offset),
                    "a value lies in the payload");
        }
    }
    run.stop();
    require(run.isOver(), "a run that is stopped is over");
    require(run.results().size() <= run.stepCount(), "a step has one result");
}

void environment(ByteView bytes)
{
    const auto read = readEnvironment(toQt(bytes));
    if (!read)
        return;
    require(read->variables.size() <= kMaxVariables, "variables are bounded");
    for (const Variable &variable : read->variables)
        require(isVariableName(variable.name), "a variable has a name");
}

// Lines of name and value in two layers, and what is behind them.
void variables(ByteView bytes)
{
    const QStringList lines = QString::fromUtf8(toQt(bytes)).split(QLatin1Char('\n'));
    VariableLayers layers;
    for (qsizetype i = 0; i + 1 < std::min<qsizetype>(lines.size(), 9); ++i) {
        const QString name = lines[i].section(QLatin1Char('='), 0, 0);
        if (isVariableName(name))
            setVariable(i % 2 == 0 ? layers.environment : layers.collection, name,
                        lines[i].section(QLatin1Char('='), 1));
    }
    const QString &text = lines.back();
    const auto result = expandVariables(text, layers);
    require(!result || result->size() <= kMaxExpanded, "a value is bounded");
    const QString plain = escapeVariables(text);
    const auto back = expandVariables(plain, layers);
    require(back && *back == text, "what is escaped stays as it is");
    require(variablesIn(plain).isEmpty(), "nothing escaped is a variable");
    if (variablesIn(text).isEmpty())
        require(result.has_value(), "a text without variables has no fault");
}

} // namespace

void collections(ByteView input)
{
    Reader reader(input);
    switch (reader.byte() % 4) {
    case 0:
        survives(toQt(reader.rest()));
        break;
    case 1: {
        const ByteView rest = reader.rest();
        // The answers stand behind the last brace.
        const auto brace = std::find(rest.rbegin(), rest.rend(), std::uint8_t{'}'});
        const auto size = static_cast<std::size_t>(rest.rend() - brace);
        if (auto collection = survives(toQt(rest.first(size))))
            play(std::move(*collection), rest.subspan(size));
        break;
    }
    case 2:
        environment(reader.rest());
        break;
    default:
        variables(reader.rest());
        break;
    }
}

} // namespace copper::fuzz
