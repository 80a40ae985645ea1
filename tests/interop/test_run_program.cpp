// SPDX-License-Identifier: GPL-3.0-or-later
// 'copper run' as a continuous integration calls it, against copper-board over loopback.
#include "core/domain/collection_file.h"
#include "tests/support/junit_reader.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

CollectionItem echo(int number, Code method)
{
    CollectionRequest request;
    request.method = method;
    request.uri = QStringLiteral("{{board}}/echo?n=%1").arg(number);
    request.confirmable = number % 3 != 0;
    request.options = {{text("Accept"), text("json")}};
    if (method != code::kGet && method != code::kDelete) {
        request.payloadSource = PayloadSource::Json;
        request.payload = QStringLiteral("{\"n\": {{number}}, \"i\": %1}").arg(number);
        request.options.push_back({text("Content-Format"), text("json")});
    }
    request.expectations = {
        {Subject::Code, {}, Comparison::Equal, text("2.xx")},
        {Subject::ContentFormat, {}, Comparison::Equal, text("json")},
        {Subject::Value, text("/method"), Comparison::Matches, text("^[A-Za-z]+$")},
        {Subject::Rtt, {}, Comparison::Less, text("20000")},
    };
    return {QStringLiteral("echo %1").arg(number), request, {}};
}

// 30 requests: values saved and used, all methods, and three that cannot pass.
Collection thirty()
{
    Collection collection;
    collection.name = text("board");
    collection.variables = {{text("number"), text("{{seven}}")}, {text("seven"), text("7")}};
    CollectionItem folder{text("echoes"), std::nullopt, {}};
    const Code methods[] = {code::kGet,   code::kPost,  code::kPut,
                            code::kFetch, code::kPatch, code::kIPatch};
    for (int i = 0; i < 25; ++i)
        folder.items.push_back(echo(i, methods[i % 6]));
    collection.items.push_back(folder);
    const auto get = [](const char *name, const char *uri, std::vector<Expectation> expected) {
        CollectionRequest request;
        request.uri = QString::fromLatin1(uri);
        request.expectations = std::move(expected);
        return CollectionItem{QString::fromLatin1(name), request, {}};
    };
    CollectionItem version = get("version", "{{board}}/firmware/version", {});
    version.request->saved = {{text("version"), Subject::Payload, {}}};
    collection.items.push_back(version);
    collection.items.push_back(
        get("version again", "{{board}}/firmware/version",
            {{Subject::Payload, {}, Comparison::Equal, text("{{version}}")}}));
    collection.items.push_back(get("not there", "{{board}}/nowhere", {}));
    collection.items.push_back(
        get("wrong value", "{{board}}/echo",
            {{Subject::Value, text("/method"), Comparison::Equal, text("PUT")}}));
    collection.items.push_back(
        get("wrong path", "{{board}}/echo",
            {{Subject::Value, text("/method/name"), Comparison::Exists, {}}}));
    return collection;
}

} // namespace

class TestRunProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thirtyRequests()
    {
        RunningBoard board({text("--profile"), text("board")});
        QTemporaryDir folder;
        const Collection collection = thirty();
        QCOMPARE(stepsOf(collection).size(), std::size_t{30});
        const QString file = fileWith(folder.filePath(text("c.json")), writeCollection(collection));
        const QString report = folder.filePath(text("r.xml"));
        const Finished done =
            run(text("copper"), {text("run"), file, text("--json"), text("--junit"), report,
                                 text("--var"), text("board=") + board.uri({})});
        QCOMPARE(done.exitCode, 1);
        const auto steps = done.events(text("step"));
        QCOMPARE(steps.size(), std::size_t{30});
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const QString result = steps[i].value(text("result")).toString();
            QVERIFY2(result == (i < 27 ? text("passed") : text("failed")),
                     QJsonDocument(steps[i]).toJson().constData());
        }
        const JunitSuite suite = readJunit(contentOf(report));
        QVERIFY2(suite.error.isEmpty(), qPrintable(suite.error));
        QCOMPARE(suite.tests, 30);
        QCOMPARE(suite.failures, 3);
        QVERIFY(
            suite.cases[28].message.contains(QLatin1String("/method is GET, wished = PUT; bytes")));
        QVERIFY(suite.cases[29].message.contains(QLatin1String("it goes as far as /method")));
    }
    void nobodyAnswers()
    {
        QTemporaryDir folder;
        Collection collection;
        CollectionRequest request;
        request.uri = text("coap://127.0.0.1:%1/").arg(freePort());
        collection.items = {{text("a"), request, {}}};
        const QString file = fileWith(folder.filePath(text("c.json")), writeCollection(collection));
        QCOMPARE(run(text("copper"), {text("run"), file, text("--timeout"), text("3")}).exitCode,
                 3);
    }
};

COPPER_TEST(TestRunProgram);
#include "test_run_program.moc"
