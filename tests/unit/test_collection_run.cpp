// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_run.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QCryptographicHash>
#include <QTest>

using namespace copper;
using namespace copper::test;

Q_DECLARE_METATYPE(copper::Expectation)

namespace {

ResponseArrived answer(const char *payload, std::optional<std::uint32_t> format = std::nullopt,
                       Code code = code::kContent)
{
    ResponseArrived response =
        contentResponse(JobId{1}, QStringLiteral("coap://h/"), payload, format, timeAt(1));
    response.code = code;
    response.rtt = seconds(0.015);
    return response;
}

Expectation value(const char *path, Comparison is, const char *wish = "")
{
    return {Subject::Value, QString::fromUtf8(path), is, QString::fromUtf8(wish)};
}

constexpr const char *kJson =
    R"({"t": 23.5, "on": true, "name": "lamp-2", "list": [1, "two", 3], "n": null, "a/b": {"m~n": 8},
        "big": 18446744073709551617})";

CollectionItem get(const char *name, const char *uri = "coap://h/")
{
    CollectionRequest request;
    request.uri = QString::fromLatin1(uri);
    return {QString::fromLatin1(name), request, {}};
}

} // namespace

class TestCollectionRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<Expectation>("expectation");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("shown");
        using enum Comparison;
        using enum CheckVerdict;
        const auto row = [](const char *name, const Expectation &each, CheckVerdict verdict,
                            const char *shown) {
            QTest::newRow(name) << each << int(verdict) << QString::fromUtf8(shown);
        };
        row("number", value("/t", Equal, "23.50"), Met, "23.5");
        row("less", value("/t", Less, "23.5"), NotMet, "23.5");
        row("at most", value("/t", LessOrEqual, "23.5"), Met, "23.5");
        row("greater", value("/t", Greater, "20"), Met, "23.5");
        row("at least", value("/t", GreaterOrEqual, "24"), NotMet, "23.5");
        row("unequal", value("/t", NotEqual, "23.5"), NotMet, "23.5");
        // A double would take these two for one.
        row("exact", value("/big", NotEqual, "18446744073709551616"), Met, "18446744073709551617");
        row("exact order", value("/big", Greater, "18446744073709551616"), Met,
            "18446744073709551617");
        row("true", value("/on", Equal, "true"), Met, "true");
        row("null", value("/n", Equal, "null"), Met, "null");
        row("text", value("/name", Equal, "lamp-2"), Met, "lamp-2");
        row("in text", value("/name", Contains, "amp"), Met, "lamp-2");
        row("expression", value("/name", Matches, "^lamp-[0-9]+$"), Met, "lamp-2");
        row("expression not", value("/name", Matches, "^amp"), NotMet, "lamp-2");
        row("bad expression", value("/name", Matches, "("), BadWish, "lamp-2");
        row("element", value("/list", Contains, "two"), Met, R"([1, "two", 3])");
        row("no element", value("/list", Contains, "2"), NotMet, R"([1, "two", 3])");
        row("index", value("/list/2", Equal, "3"), Met, "3");
        row("no index", value("/list/03", Exists), NothingThere, "");
        row("escapes", value("/a~1b/m~0n", Equal, "8"), Met, "8");
        row("member", value("/a~1b", Contains, "m~n"), Met, R"({"m~n": 8})");
        row("not there", value("/a~1b/x/y", Equal, "8"), NothingThere, "");
        row("absent", value("/a~1b/x", Absent), Met, "");
        row("not absent", value("/t", Absent), NotMet, "23.5");
        row("bad path", value("t", Exists), BadPath, "");
        row("bad escape", value("/t~2", Absent), BadPath, "");
        row("order of text", value("/name", Less, "7"), NotComparable, "lamp-2");
        row("wish no number", value("/t", Less, "warm"), BadWish, "23.5");
        row("order of a list", value("/list", Less, "7"), NotComparable, R"([1, "two", 3])");
        row("senml of json", value("senml:x", Exists), NoSenml, "");
        const auto code = [](Comparison is, const char *wish) {
            return Expectation{Subject::Code, {}, is, QString::fromLatin1(wish)};
        };
        row("code", code(Equal, "2.05"), Met, "2.05");
        row("class", code(Equal, "2.xx"), Met, "2.05");
        row("class alone", code(NotEqual, "4"), Met, "2.05");
        row("codes below", code(Less, "4.00"), Met, "2.05");
        row("other code", code(Equal, "2.04"), NotMet, "2.05");
        row("no code", code(Equal, "ok"), BadWish, "2.05");
        const auto option = [](const char *of, Comparison is, const char *wish = "") {
            return Expectation{Subject::Option, QString::fromLatin1(of), is,
                               QString::fromLatin1(wish)};
        };
        row("option", option("ETag", Equal, "0xCAFE"), Met, "0xcafe");
        row("second of two", option("etag", Equal, "0x02"), Met, "0x02");
        row("none of two", option("ETag", NotEqual, "0x02"), NotMet, "0x02");
        row("both others", option("ETag", NotEqual, "0x03"), Met, "0xcafe");
        row("uint option", option("Max-Age", LessOrEqual, "60"), Met, "60");
        row("option by name of a format", option("Content-Format", Equal, "json"), Met, "50");
        row("no option", option("Size2", Exists), NothingThere, "");
        row("option absent", option("Size2", Absent), Met, "");
        const auto whole = [](Subject what, Comparison is, const QString &wish) {
            return Expectation{what, {}, is, wish};
        };
        row("format", whole(Subject::ContentFormat, Equal, QStringLiteral("application/json")), Met,
            "50");
        row("other format", whole(Subject::ContentFormat, Equal, QStringLiteral("cbor")), NotMet,
            "50");
        row("no format", whole(Subject::ContentFormat, Equal, QStringLiteral("jsonn")), BadWish,
            "50");
        row("payload", whole(Subject::Payload, Equal, QString::fromUtf8(kJson)), Met, kJson);
        row("payload has", whole(Subject::Payload, Contains, QStringLiteral("lamp")), Met, kJson);
        row("payload in hex",
            whole(Subject::Payload, Equal,
                  QStringLiteral("0x") + QString::fromLatin1(QByteArray(kJson).toHex())),
            Met, kJson);
        const QByteArray digest =
            QCryptographicHash::hash(QByteArray(kJson), QCryptographicHash::Sha256).toHex();
        row("digest", whole(Subject::PayloadDigest, Equal, QString::fromLatin1(digest.toUpper())),
            Met, digest.constData());
        row("other digest", whole(Subject::PayloadDigest, Equal, QStringLiteral("00")), NotMet,
            digest.constData());
        row("in time", whole(Subject::Rtt, LessOrEqual, QStringLiteral("15")), Met, "15.000");
        row("too slow", whole(Subject::Rtt, Less, QStringLiteral("15")), NotMet, "15.000");
    }
    void verdicts()
    {
        QFETCH(Expectation, expectation);
        QFETCH(int, verdict);
        QFETCH(QString, shown);
        ResponseArrived response = answer(kJson, 50);
        response.options.add(OptionNumber::ETag, Bytes{0xca, 0xfe});
        response.options.add(OptionNumber::ETag, Bytes{0x02});
        response.options.setUint(OptionNumber::MaxAge, 60);
        const CheckedExpectation checked = AnswerReader(response).check(expectation, {});
        QCOMPARE(static_cast<int>(checked.verdict), verdict);
        QCOMPARE(checked.value, shown);
    }
    void bytesBehindAValue()
    {
        const auto response = answer(kJson, 50);
        const CheckedExpectation checked =
            AnswerReader(response).check(value("/t", Comparison::Less, "1"), {});
        QVERIFY(checked.place == CheckedExpectation::Place::Payload);
        QCOMPARE(checked.offset, std::size_t{6});
        QCOMPARE(asText(checked.bytes), std::string_view("23.5"));
        const CheckedExpectation missing =
            AnswerReader(response).check(value("/a~1b/x", Comparison::Exists), {});
        QCOMPARE(missing.reached, QStringLiteral("/a~1b"));
        const CheckedExpectation large = AnswerReader(response).check(
            {Subject::Payload, {}, Comparison::Equal, QStringLiteral("x")}, {});
        QCOMPARE(large.bytes.size(), kMaxShownBytes);
        QCOMPARE(large.length, std::string_view(kJson).size());
    }
    void cborAndSenml()
    {
        // {"a": [1, h'cafe'], 7: "seven", "b": 18446744073709551615}
        const Bytes cbor = *fromHex("a36161820142cafe 0765736576656e 6162 1bffffffffffffffff");
        ResponseArrived response = answer("", 60);
        response.payload = std::make_shared<const Bytes>(cbor);
        const AnswerReader reader(response);
        const auto met = [&reader](const Expectation &each) {
            return reader.check(each, {}).passed();
        };
        QVERIFY(met(value("/a/0", Comparison::Equal, "1")));
        QVERIFY(met(value("/a/1", Comparison::Equal, "cafe")));
        QVERIFY(met(value("/7", Comparison::Equal, "seven")));
        QVERIFY(met(value("/b", Comparison::Equal, "18446744073709551615")));
        QVERIFY(!met(value("/b", Comparison::Equal, "18446744073709551616")));
        const auto pack = answer(R"([{"bn": "dev/", "bv": 20, "n": "t", "u": "Cel", "v": 3.5},
            {"n": "state", "vs": "on"}, {"n": "open", "vb": true}])",
                                 110);
        const AnswerReader senml(pack);
        QVERIFY(senml.check(value("senml:dev/t", Comparison::Equal, "23.5"), {}).passed());
        QVERIFY(senml.check(value("senml:dev/state", Comparison::Equal, "on"), {}).passed());
        QVERIFY(senml.check(value("senml:dev/open", Comparison::Equal, "true"), {}).passed());
        QVERIFY(senml.check(value("/0/v", Comparison::Equal, "23.5"), {}).passed());
        QCOMPARE(int(senml.check(value("senml:t", Comparison::Exists), {}).verdict),
                 int(CheckVerdict::NothingThere));
    }
    void whatCannotBeRead()
    {
        const auto broken = answer(R"({"a": 1, "b" 2})", 50);
        const AnswerReader reader(broken);
        QVERIFY(reader.check(value("/a", Comparison::Equal, "1"), {}).passed());
        const CheckedExpectation beyond = reader.check(value("/b", Comparison::Exists), {});
        QCOMPARE(int(beyond.verdict), int(CheckVerdict::Unreadable));
        QVERIFY(beyond.offset > 8);
        const auto empty = answer("", 50);
        QVERIFY(!AnswerReader(empty).check(value("/a", Comparison::Exists), {}).passed());
    }

    void stepsInOrderWithSavedValues()
    {
        Collection collection;
        CollectionItem first = get("create", "{{board}}/things");
        first.request->method = code::kPost;
        first.request->expectations = {
            {Subject::Code, {}, Comparison::Equal, QStringLiteral("2.01")}};
        first.request->saved = {
            {QStringLiteral("place"), Subject::Option, QStringLiteral("Location-Path")},
            {QStringLiteral("id"), Subject::Value, QStringLiteral("/id")}};
        CollectionItem second = get("read", "{{board}}/{{place}}/{{id}}");
        second.request->expectations = {value("/id", Comparison::Equal, "{{id}}")};
        collection.items = {{QStringLiteral("folder"), std::nullopt, {first, second}}};
        RunSetup setup;
        setup.given = {{QStringLiteral("board"), QStringLiteral("coap://h")}};
        setup.defaults.timeout = seconds(9);
        setup.defaults.bindAddress = QStringLiteral("127.0.0.1");
        CollectionRun run(collection, setup);
        const auto create = run.next(timeAt(0));
        QVERIFY(create && create->method == code::kPost);
        QCOMPARE(toSeconds(*create->timeout), 9.0);
        QCOMPARE(create->bindAddress, QStringLiteral("127.0.0.1"));
        QVERIFY(!run.next(timeAt(0)));
        ResponseArrived created = answer(R"({"id": 7})", 50, code::kCreated);
        created.options.addString(OptionNumber::LocationPath, "things");
        run.take(created);
        QCOMPARE(run.results().back().saved.size(), std::size_t{2});
        const auto read = run.next(timeAt(2));
        QCOMPARE(read->uri, QStringLiteral("coap://h/things/7"));
        run.take(answer(R"({"id": 7})", 50));
        QVERIFY(!run.next(timeAt(3)));
        QVERIFY(run.passed() && run.isOver());
        QCOMPARE(run.results()[1].step.fullName(), QStringLiteral("folder/read"));
        // Nobody asked for a code: 2.xx is looked at all the same.
        QVERIFY(run.results()[1].checks[0].implied);
        QVERIFY(!run.results()[1].response->payload);
    }
    void stopsAfterAFailureOrGoesOn()
    {
        Collection collection;
        collection.items = {get("a"), get("b"), get("c")};
        for (const bool stops : {false, true}) {
            RunSetup setup;
            setup.stopAtFailure = stops;
            CollectionRun run(collection, setup);
            QVERIFY(run.next(timeAt(0)));
            run.take(answer("", std::nullopt, code::kNotFound));
            QVERIFY(run.results()[0].outcome == StepOutcome::Failed);
            QCOMPARE(run.next(timeAt(0)).has_value(), !stops);
            if (!stops) {
                JobFailed failed;
                failed.kind = FailureKind::Timeout;
                run.take(failed);
                QVERIFY(run.results()[1].outcome == StepOutcome::NoAnswer);
                QVERIFY(run.next(timeAt(0)));
                run.take(answer(""));
            }
            QVERIFY(!run.next(timeAt(0)) && run.isOver() && !run.passed());
            QCOMPARE(run.results().size(), std::size_t{3});
            QCOMPARE(run.count(StepOutcome::NotRun), std::size_t(stops ? 2 : 0));
        }
    }
    void whatCannotBeSentDoesNotHoldTheRest()
    {
        Collection collection;
        collection.items = {get("a", "{{nowhere}}"), get("b")};
        CollectionRun run(collection, {});
        const auto sent = run.next(timeAt(0));
        QCOMPARE(sent->uri, QStringLiteral("coap://h/"));
        QVERIFY(run.results()[0].outcome == StepOutcome::CannotSend);
        QCOMPARE(run.results()[0].fault->variable.name, QStringLiteral("nowhere"));
        run.take(answer(""));
        QVERIFY(run.isOver() && !run.passed());
    }
    void aValueThatIsNotThereIsNotSaved()
    {
        Collection collection;
        CollectionItem first = get("a");
        first.request->saved = {{QStringLiteral("id"), Subject::Value, QStringLiteral("/id")}};
        collection.items = {first, get("b", "coap://h/{{id}}")};
        CollectionRun run(collection, {});
        QVERIFY(run.next(timeAt(0)));
        run.take(answer("{}", 50));
        QVERIFY(run.results()[0].outcome == StepOutcome::Failed);
        QCOMPARE(run.results()[0].checks.back().savedInto, QStringLiteral("id"));
        QVERIFY(!run.next(timeAt(0)));
        QVERIFY(run.results()[1].outcome == StepOutcome::CannotSend);
    }
    void someOfThem()
    {
        Collection collection;
        collection.items = {
            get("a"), {QStringLiteral("f"), std::nullopt, {get("a"), get("b")}}, get("c")};
        using Places = std::vector<std::size_t>;
        QCOMPARE(stepsNamed(collection, QStringLiteral("a")), Places({0, 1}));
        QCOMPARE(stepsNamed(collection, QStringLiteral("f/a")), Places({1}));
        QCOMPARE(stepsNamed(collection, QStringLiteral("f")), Places({1, 2}));
        QVERIFY(stepsNamed(collection, QStringLiteral("x")).empty());
        RunSetup setup;
        setup.only = {2, 77};
        CollectionRun run(collection, setup);
        QVERIFY(run.next(timeAt(0)));
        QCOMPARE(run.current().step.fullName(), QStringLiteral("f/b"));
        run.stop();
        QVERIFY(run.isOver() && run.stepCount() == 1);
    }
};

COPPER_TEST(TestCollectionRun);
#include "test_collection_run.moc"
