// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/run_text.h"
#include "core/domain/collection_file.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/junit_reader.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace copper;
using namespace copper::cli;
using test::CliRun;
using test::complaintOf;
using test::responseOf;

namespace {

CollectionItem request(const char *name, const char *uri, std::vector<Expectation> expected = {})
{
    CollectionRequest each;
    each.uri = QString::fromLatin1(uri);
    each.expectations = std::move(expected);
    return {QString::fromLatin1(name), each, {}};
}

ResponseArrived jsonAnswer(std::uint64_t job, const char *payload, Code code = code::kContent)
{
    ResponseArrived response = responseOf(JobId{job}, code, payload);
    response.options.setUint(OptionNumber::ContentFormat, 50);
    return response;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const char *name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    QString save(const Collection &collection)
    {
        return write("c.json", writeCollection(collection));
    }
    static QStringList run(const QString &file, const QStringList &rest = {})
    {
        return QStringList{QStringLiteral("run"), file} + rest;
    }
    static QStringList json() { return {QStringLiteral("--json")}; }

private Q_SLOTS:
    void oneAfterAnotherWithEvents()
    {
        Collection collection;
        collection.name = QStringLiteral("smoke");
        collection.items = {{QStringLiteral("f"),
                             std::nullopt,
                             {request("a", "{{board}}/a",
                                      {{Subject::Value, QStringLiteral("/t"), Comparison::Less,
                                        QStringLiteral("30")}})}},
                            request("b", "{{board}}/b")};
        CliRun cli(run(save(collection), {QStringLiteral("--json"), QStringLiteral("--var"),
                                          QStringLiteral("board=coap://h"),
                                          QStringLiteral("--timeout"), QStringLiteral("4"),
                                          QStringLiteral("--bind"), QStringLiteral("127.0.0.1")}));
        QCOMPARE(cli.session.requests.size(), std::size_t{1});
        QCOMPARE(cli.session.requests[0].uri, QStringLiteral("coap://h/a"));
        QCOMPARE(toSeconds(*cli.session.requests[0].timeout), 4.0);
        QCOMPARE(cli.session.requests[0].bindAddress, QStringLiteral("127.0.0.1"));
        cli.send(jsonAnswer(1, R"({"t": 31.5})"));
        cli.advance();
        QCOMPARE(cli.session.requests.size(), std::size_t{2});
        cli.send(responseOf(JobId{2}, code::kContent, "x"));
        cli.advance();
        QVERIFY(cli.finished());
        QCOMPARE(cli.status(), 1);
        const auto events = cli.events();
        QCOMPARE(events.size(), std::size_t{3});
        const QJsonObject &step = events[0];
        QCOMPARE(step.value(QStringLiteral("event")).toString(), QStringLiteral("step"));
        QCOMPARE(step.value(QStringLiteral("name")).toString(), QStringLiteral("f/a"));
        QCOMPARE(step.value(QStringLiteral("result")).toString(), QStringLiteral("failed"));
        QCOMPARE(step.value(QStringLiteral("code")).toString(), QStringLiteral("2.05"));
        const QJsonArray checks = step.value(QStringLiteral("expectations")).toArray();
        QCOMPARE(checks.size(), 2); // 2.xx, which nobody has to write
        const QJsonObject check = checks[1].toObject();
        QCOMPARE(check.value(QStringLiteral("passed")).toBool(true), false);
        QCOMPARE(check.value(QStringLiteral("value")).toString(), QStringLiteral("31.5"));
        QCOMPARE(check.value(QStringLiteral("wish")).toString(), QStringLiteral("30"));
        QCOMPARE(check.value(QStringLiteral("bytes")).toString(), QStringLiteral("33312e35"));
        QCOMPARE(check.value(QStringLiteral("offset")).toInt(), 6);
        QCOMPARE(events[2].value(QStringLiteral("event")).toString(), QStringLiteral("summary"));
        QCOMPARE(events[2].value(QStringLiteral("passed")).toInt(), 1);
        QCOMPARE(events[2].value(QStringLiteral("failed")).toInt(), 1);
    }
    void whatAPersonReads()
    {
        Collection collection;
        collection.items = {
            request("a", "coap://h/a",
                    {{Subject::Value, QStringLiteral("/t"), Comparison::Equal, QStringLiteral("1")},
                     {Subject::Value, QStringLiteral("/x/y"), Comparison::Exists, {}}})};
        CliRun cli(run(save(collection)));
        cli.send(jsonAnswer(1, "{\"t\": \"\\u001b[31m\", \"x\": {}}"));
        cli.advance();
        const QByteArray out = cli.out();
        QVERIFY2(out.contains("FAIL"), out.constData());
        // Value, wish and bytes; what a device says obeys nobody.
        QVERIFY2(out.contains("/t is \\x1b[31m, wished = 1; bytes 6 to 17: 225c"), out.constData());
        QVERIFY2(out.contains("the answer has nothing at /x/y, it goes as far as /x"),
                 out.constData());
        QVERIFY(out.contains("0 passed, 1 failed"));
    }
    void exitStatus_data()
    {
        QTest::addColumn<int>("kind"); // 0: a response of this code
        QTest::addColumn<int>("raw");
        QTest::addColumn<bool>("expected");
        QTest::addColumn<int>("status");
        QTest::newRow("passed") << 0 << int(code::kContent.raw) << false << 0;
        QTest::newRow("4.04 unasked") << 0 << int(code::kNotFound.raw) << false << 4;
        QTest::newRow("5.03 unasked") << 0 << int(code::kServiceUnavailable.raw) << false << 5;
        QTest::newRow("4.04 expected") << 0 << int(code::kNotFound.raw) << true << 0;
        QTest::newRow("other than expected") << 0 << int(code::kContent.raw) << true << 1;
        QTest::newRow("no answer") << 1 << 0 << false << 3;
    }
    void exitStatus()
    {
        QFETCH(int, kind);
        QFETCH(int, raw);
        QFETCH(bool, expected);
        QFETCH(int, status);
        Collection collection;
        collection.items = {request("a", "coap://h/a")};
        if (expected)
            collection.items[0].request->expectations = {
                {Subject::Code, {}, Comparison::Equal, QStringLiteral("4.04")}};
        CliRun cli(run(save(collection)));
        if (kind == 0)
            cli.send(responseOf(JobId{1}, Code{static_cast<std::uint8_t>(raw)}, ""));
        else
            cli.send(test::failedOf(JobId{1}, FailureKind::Timeout));
        cli.advance();
        QVERIFY(cli.finished());
        QCOMPARE(cli.status(), status);
    }
    void anExpectationThatFailedGoesBeforeNoAnswer()
    {
        Collection collection;
        collection.items = {
            request("a", "coap://h/a"),
            request("b", "coap://h/b",
                    {{Subject::Code, {}, Comparison::Equal, QStringLiteral("2.04")}})};
        CliRun cli(run(save(collection)));
        cli.send(test::failedOf(JobId{1}, FailureKind::Timeout));
        cli.advance();
        cli.send(responseOf(JobId{2}, code::kContent, ""));
        cli.advance();
        QCOMPARE(cli.status(), 1);
    }
    void bailAndOnly()
    {
        Collection collection;
        collection.items = {request("a", "coap://h/a"),
                            {QStringLiteral("f"),
                             std::nullopt,
                             {request("b", "coap://h/b"), request("c", "coap://h/c")}}};
        const QString file = save(collection);
        CliRun bail(run(file, json() + QStringList{QStringLiteral("--bail")}));
        bail.send(responseOf(JobId{1}, code::kNotFound, ""));
        bail.advance();
        QVERIFY(bail.finished());
        QCOMPARE(bail.session.requests.size(), std::size_t{1});
        QCOMPARE(bail.events().size(), std::size_t{4});
        QCOMPARE(bail.events()[2].value(QStringLiteral("result")).toString(),
                 QStringLiteral("not-run"));
        CliRun only(run(file, {QStringLiteral("--only"), QStringLiteral("f/c"),
                               QStringLiteral("--only"), QStringLiteral("a")}));
        only.send(responseOf(JobId{1}, code::kContent, ""));
        only.advance();
        only.send(responseOf(JobId{2}, code::kContent, ""));
        only.advance();
        QVERIFY(only.finished());
        QCOMPARE(only.session.requests[0].uri, QStringLiteral("coap://h/a"));
        QCOMPARE(only.session.requests[1].uri, QStringLiteral("coap://h/c"));
    }
    void environments()
    {
        Collection collection;
        collection.variables = {{QStringLiteral("board"), QStringLiteral("coap://{{host}}")},
                                {QStringLiteral("host"), QStringLiteral("none")}};
        collection.environments = {
            {QStringLiteral("bench"), {{QStringLiteral("host"), QStringLiteral("bench")}}}};
        collection.items = {request("a", "{{board}}/")};
        const QString file = save(collection);
        const QString other = write("env.json", R"({"variables": {"host": "other"}})");
        const auto uri = [&file](const QStringList &rest) {
            return CliRun(run(file, rest)).session.requests.at(0).uri;
        };
        QCOMPARE(uri({}), QStringLiteral("coap://none/"));
        const QString env = QStringLiteral("--env");
        QCOMPARE(uri({env, QStringLiteral("bench")}), QStringLiteral("coap://bench/"));
        QCOMPARE(uri({env, other}), QStringLiteral("coap://other/"));
        QCOMPARE(uri({env, other, QStringLiteral("--var"), QStringLiteral("host=given")}),
                 QStringLiteral("coap://given/"));
        const Complaint unknown = complaintOf(run(file, {env, QStringLiteral("nowhere")}));
        QCOMPARE(int(unknown.status), 66);
        QVERIFY(unknown.hint.contains(QLatin1String("bench")));
        const QString wrong = write("wrong.json", R"({"variables": [1]})");
        QCOMPARE(int(complaintOf(run(file, {env, wrong})).status), 65);
    }
    // Bad input: one clear sentence each, and a status of the contract.
    void badInput_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &content, int status,
                            const char *sentence) {
            QTest::newRow(name) << content << status << QString::fromLatin1(sentence);
        };
        row("empty", "", 66, "it is empty");
        row("damaged", "{\n\"format\": ", 65, "line 2 is not JSON");
        row("another file", "{}", 65, "not a collection");
        row("later version", R"({"format": "copperfield-collection", "version": 2})", 65,
            "it has format version 2, and this program reads up to 1");
        row("a member it does not know",
            R"({"format": "copperfield-collection", "version": 1,
                "items": [{"name": "a", "method": "GET", "uri": "", "loop": 1}]})",
            65, "there is no 'loop' at items[0]");
        row("nothing in it", R"({"format": "copperfield-collection", "version": 1, "items": []})",
            66, "it holds no request");
    }
    void badInput()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, status);
        QFETCH(QString, sentence);
        const Complaint complaint = complaintOf(run(write("bad.json", content)));
        QCOMPARE(int(complaint.status), status);
        QVERIFY2(complaint.sentence.contains(sentence), qPrintable(complaint.sentence));
    }
    void missingFileAndUsage()
    {
        QCOMPARE(int(complaintOf(run(QStringLiteral("/nowhere.json"))).status), 66);
        QCOMPARE(int(complaintOf({QStringLiteral("run")}).status), 64);
        Collection collection;
        collection.items = {request("a", "coap://h/")};
        const QString file = save(collection);
        QCOMPARE(
            int(complaintOf(run(file, {QStringLiteral("--only"), QStringLiteral("z")})).status),
            64);
        QCOMPARE(int(complaintOf(run(file, {QStringLiteral("--var"), QStringLiteral("z")})).status),
                 64);
        CliRun cli(run(file, {QStringLiteral("--junit"), QStringLiteral("/nonexistent/r.xml")}));
        QVERIFY(cli.finished());
        QCOMPARE(cli.status(), 73);
        QVERIFY(cli.session.requests.empty());
    }
    void loopOfVariables()
    {
        Collection collection;
        collection.variables = {{QStringLiteral("a"), QStringLiteral("{{b}}")},
                                {QStringLiteral("b"), QStringLiteral("{{a}}")}};
        collection.items = {request("r", "coap://{{a}}/"), request("s", "coap://{{c}}/")};
        CliRun cli(run(save(collection), json()));
        QVERIFY(cli.finished());
        QCOMPARE(cli.status(), 64);
        QCOMPARE(cli.events()[0].value(QStringLiteral("message")).toString(),
                 QStringLiteral("the variables go in a circle: a -> b -> a"));
        QCOMPARE(cli.events()[1].value(QStringLiteral("message")).toString(),
                 QStringLiteral("there is no variable named 'c'"));
    }
    void junit()
    {
        Collection collection;
        collection.name = QStringLiteral("lamp & <co>");
        collection.items = {
            {QStringLiteral("f"),
             std::nullopt,
             {request("passes", "coap://h/a"),
              request("fails", "coap://h/b",
                      {{Subject::Payload, {}, Comparison::Equal, QStringLiteral("x")}})}},
            request("silent", "coap://h/c"),
            request("wrong", "coap://{{nobody}}/")};
        const QString report = m_folder.filePath(QStringLiteral("r.xml"));
        CliRun cli(run(save(collection), {QStringLiteral("--junit"), report}));
        cli.send(responseOf(JobId{1}, code::kContent, ""));
        cli.advance();
        cli.send(responseOf(JobId{2}, code::kContent, "\x01]]>&"));
        cli.advance();
        cli.send(test::failedOf(JobId{3}, FailureKind::Timeout));
        cli.advance();
        QVERIFY(cli.finished());
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const test::JunitSuite suite = test::readJunit(file.readAll());
        QVERIFY2(suite.error.isEmpty(), qPrintable(suite.error));
        QCOMPARE(suite.name, collection.name);
        QCOMPARE(suite.tests, 4);
        QCOMPARE(suite.failures, 1);
        QCOMPARE(suite.errors, 2);
        QCOMPARE(suite.cases[1].group, QStringLiteral("lamp & <co>/f"));
        QVERIFY(suite.cases[1].message.contains(QLatin1String("\\x01]]>&, wished = x")));
        QCOMPARE(suite.cases[3].verdict, QStringLiteral("error"));
    }
    void interrupted()
    {
        Collection collection;
        collection.items = {request("a", "coap://h/a"), request("b", "coap://h/b")};
        CliRun cli(run(save(collection)));
        cli.runner().interrupt();
        cli.advance();
        cli.send(test::failedOf(JobId{1}, FailureKind::Cancelled));
        cli.advance();
        QVERIFY(cli.finished());
        QCOMPARE(cli.status(), 130);
        QCOMPARE(cli.session.requests.size(), std::size_t{1});
    }
    void everyVerdictAndFaultHasWords()
    {
        std::set<QString> sentences;
        for (int i = 0; i <= int(CheckVerdict::NoVariable); ++i) {
            CheckedExpectation checked;
            checked.expectation = {Subject::Value, QStringLiteral("/a"), Comparison::Less,
                                   QStringLiteral("1")};
            checked.verdict = static_cast<CheckVerdict>(i);
            QVERIFY(!checkText(checked).isEmpty());
            sentences.insert(checkText(checked));
        }
        QCOMPARE(sentences.size(), std::size_t(CheckVerdict::NoVariable)); // Met and NotMet alike
        for (int i = 0; i <= int(StepFaultKind::BadToken); ++i) {
            StepFault fault;
            fault.kind = static_cast<StepFaultKind>(i);
            const Complaint complaint = stepComplaint(fault);
            QVERIFY(!complaint.sentence.isEmpty() && complaint.status != ExitStatus::Ok);
        }
        for (int i = 0; i <= int(CollectionFaultKind::Twice); ++i) {
            CollectionFault fault;
            fault.kind = static_cast<CollectionFaultKind>(i);
            fault.where = QStringLiteral("items[0]");
            QVERIFY(collectionComplaint({}, fault).sentence.size() > 20);
        }
    }
};

COPPER_TEST(TestRun);
#include "test_run.moc"
