// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_file.h"
#include "core/domain/collection_request.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace copper;

namespace {

// Every member said, so that a reader or writer that forgets one is seen.
Collection wholeCollection()
{
    CollectionRequest request;
    request.method = code::kPut;
    request.uri = QStringLiteral("{{board}}/light?x=1");
    request.confirmable = false;
    request.options = {{QStringLiteral("Content-Format"), QStringLiteral("50")},
                       {QStringLiteral("If-None-Match"), {}},
                       {QStringLiteral("65001"), QStringLiteral("0xff00")}};
    request.payloadSource = PayloadSource::Json;
    request.payload = QStringLiteral("{ \"on\": {{state}} }\n");
    request.blockSize = 64;
    request.lateBlockSize = true;
    request.mid = std::uint16_t{0};
    request.token = QStringLiteral("cafe");
    request.timeout = seconds(2.5);
    request.parameters = TransmissionParameters{};
    request.parameters->ackTimeout = seconds(0.5);
    request.parameters->maxRetransmit = 2;
    request.expectations = {
        {Subject::Code, {}, Comparison::Equal, QStringLiteral("2.04")},
        {Subject::Option, QStringLiteral("ETag"), Comparison::Exists, {}},
        {Subject::Value, QStringLiteral("/a/0"), Comparison::LessOrEqual, QStringLiteral("30")},
        {Subject::Rtt, {}, Comparison::Less, QStringLiteral("200")},
    };
    request.saved = {{QStringLiteral("etag"), Subject::Option, QStringLiteral("ETag")},
                     {QStringLiteral("body"), Subject::Payload, {}}};
    Collection collection;
    collection.name = QStringLiteral("Lämpchen");
    collection.variables = {{QStringLiteral("state"), QStringLiteral("true")}};
    collection.environments = {{QStringLiteral("bench"),
                                {{QStringLiteral("board"), QStringLiteral("coap://127.0.0.11")}}}};
    CollectionItem folder{QStringLiteral("Lights"), std::nullopt, {}};
    folder.items.push_back({QStringLiteral("Switch on"), request, {}});
    folder.items.push_back({QStringLiteral("Nothing in it"), std::nullopt, {}});
    collection.items.push_back(folder);
    CollectionRequest plain;
    plain.uri = QStringLiteral("coap://h/");
    collection.items.push_back({QStringLiteral("Read"), plain, {}});
    return collection;
}

// Single quotes for double ones.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

CollectionFault faultOf(const QByteArray &file)
{
    const auto read = readCollection(file);
    if (read)
        qFatal("this was read: %s", file.constData());
    return read.error();
}

QByteArray withItems(const QByteArray &items)
{
    return json("{'format': 'copperfield-collection', 'version': 1, 'items': [") + items + "]}";
}

QByteArray withRequest(const QByteArray &members)
{
    return withItems(json("{'name': 'r', 'method': 'GET', 'uri': 'coap://h/', ") + members + "}");
}

StepFault stepFaultOf(const CollectionRequest &request, const VariableLayers &layers = {})
{
    const auto spec = toSpec(request, layers);
    if (spec)
        qFatal("this can be sent: %s", qPrintable(spec->uri));
    return spec.error();
}

} // namespace

class TestCollection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMemberComesBack()
    {
        const Collection collection = wholeCollection();
        const auto read = readCollection(writeCollection(collection));
        QVERIFY(read.has_value());
        QVERIFY(*read == collection);
        // The same bytes again: a file under version control changes where its content does.
        QCOMPARE(writeCollection(*read), writeCollection(collection));
    }
    void everySourceSubjectAndComparisonComesBack()
    {
        Collection collection;
        for (const PayloadSource source :
             {PayloadSource::None, PayloadSource::Text, PayloadSource::Hex, PayloadSource::Json,
              PayloadSource::CborDiagnostic, PayloadSource::File}) {
            CollectionRequest request;
            request.payloadSource = source;
            if (source != PayloadSource::None)
                request.payload = QStringLiteral(" as {written}\n\t");
            for (int what = 0; what <= static_cast<int>(Subject::Rtt); ++what) {
                for (int is = 0; is <= static_cast<int>(Comparison::Absent); ++is) {
                    Expectation each;
                    each.what = static_cast<Subject>(what);
                    each.is = static_cast<Comparison>(is);
                    if (each.what == Subject::Option || each.what == Subject::Value)
                        each.of = QStringLiteral("ETag");
                    if (each.is != Comparison::Exists && each.is != Comparison::Absent)
                        each.wish = QStringLiteral("1");
                    request.expectations.push_back(each);
                }
            }
            collection.items.push_back({QString::number(int(source)), request, {}});
        }
        const auto read = readCollection(writeCollection(collection));
        QVERIFY(read.has_value());
        QVERIFY(*read == collection);
    }
    void whatItCannotUnderstandIsNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<CollectionFaultKind>("kind");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("detail");
        using enum CollectionFaultKind;
        const auto row = [](const char *name, const QByteArray &file, CollectionFaultKind kind,
                            const char *where, const char *detail) {
            QTest::newRow(name) << file << kind << QString::fromLatin1(where)
                                << QString::fromLatin1(detail);
        };
        row("no object", "[]", OtherFile, "", "");
        row("another file", json("{'version': 1}"), OtherFile, "", "");
        row("later", json("{'format': 'copperfield-collection', 'version': 7, 'new': 1}"),
            LaterVersion, "", "7");
        row("no version", json("{'format': 'copperfield-collection'}"), MissingMember, "",
            "version");
        row("unknown member", withRequest(json("'retries': 3")), UnknownMember, "items[0]",
            "retries");
        row("no uri", withItems(json("{'name': 'r', 'method': 'GET'}")), MissingMember, "items[0]",
            "uri");
        row("method", withItems(json("{'name': 'r', 'method': 'GETT', 'uri': ''}")), BadValue,
            "items[0].method", "GETT");
        row("type", withRequest(json("'type': 'ACK'")), BadValue, "items[0].type", "ACK");
        row("kind", withRequest(json("'timeout_ms': '5'")), WrongKind, "items[0].timeout_ms",
            "number");
        row("block size", withRequest(json("'block_size': 100")), BadValue, "items[0].block_size",
            "100");
        row("late without a size", withRequest(json("'late_block_size': true")), BadValue,
            "items[0].late_block_size", "");
        row("Message ID", withRequest(json("'message_id': 65536")), BadValue, "items[0].message_id",
            "65536");
        row("option name", withRequest(json("'options': [{'name': 'Etagg', 'value': ''}]")),
            BadValue, "items[0].options[0].name", "Etagg");
        row("two payloads", withRequest(json("'payload': {'text': 'a', 'hex': '00'}")), BadValue,
            "items[0].payload", "hex,text");
        row("comparison",
            withRequest(json("'expect': [{'what': 'code', 'is': '=', 'wish': '2.05'}, {'what': "
                             "'code', 'is': '==', 'wish': '2.05'}]")),
            BadValue, "items[0].expect[1].is", "==");
        row("subject", withRequest(json("'expect': [{'what': 'body', 'is': 'exists'}]")), BadValue,
            "items[0].expect[0].what", "body");
        row("no path", withRequest(json("'expect': [{'what': 'value', 'is': 'exists'}]")),
            MissingMember, "items[0].expect[0]", "of");
        row("no wish", withRequest(json("'expect': [{'what': 'code', 'is': '='}]")), MissingMember,
            "items[0].expect[0]", "wish");
        row("wish of exists",
            withRequest(json("'expect': [{'what': 'code', 'is': 'exists', 'wish': ''}]")),
            UnknownMember, "items[0].expect[0]", "wish");
        row("saved time", withRequest(json("'save': [{'variable': 'a', 'what': 'rtt'}]")), BadValue,
            "items[0].save[0].what", "rtt");
        row("variable's name", withRequest(json("'save': [{'variable': 'a b', 'what': 'code'}]")),
            BadValue, "items[0].save[0].variable", "a b");
        row("variable twice",
            json("{'format': 'copperfield-collection', 'version': 1, 'items': [], 'variables': "
                 "[{'name': 'a', 'value': ''}, {'name': 'a', 'value': ''}]}"),
            Twice, "variables[1].name", "a");
        row("in a folder", withItems(json("{'name': 'f', 'items': [{'name': 'r'}]}")),
            MissingMember, "items[0].items[0]", "method");
    }
    void whatItCannotUnderstandIsNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(CollectionFaultKind, kind);
        QFETCH(QString, where);
        QFETCH(QString, detail);
        const CollectionFault fault = faultOf(file);
        QCOMPARE(static_cast<int>(fault.kind), static_cast<int>(kind));
        QCOMPARE(fault.where, where);
        QCOMPARE(fault.detail, detail);
    }
    void damageHasALine()
    {
        const CollectionFault fault = faultOf("{\n \"format\": \"copperfield-collection\",\n ,}");
        QCOMPARE(static_cast<int>(fault.kind), static_cast<int>(CollectionFaultKind::NotJson));
        QCOMPARE(fault.line, 3);
        QVERIFY(!fault.detail.isEmpty());
    }
    // Whatever byte is lost or flipped: an error or a collection, and what is read is whole.
    void damagedFilesNeverEndTheProgram()
    {
        const QByteArray file = writeCollection(wholeCollection());
        std::mt19937 random(7); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 3000; ++i) {
            QByteArray damaged = file;
            const qsizetype at = qsizetype(random() % std::size_t(file.size()));
            if (i % 2 == 0)
                damaged.truncate(at);
            else
                damaged[at] = char(random());
            if (const auto read = readCollection(damaged))
                QVERIFY(*readCollection(writeCollection(*read)) == *read);
        }
    }
    void limits()
    {
        using enum CollectionFaultKind;
        const auto kindOf = [](const Collection &collection) {
            return static_cast<int>(faultOf(writeCollection(collection)).kind);
        };
        const CollectionItem request{QStringLiteral("r"), CollectionRequest(), {}};
        Collection many;
        many.items.assign(kMaxCollectionItems, request);
        QVERIFY(readCollection(writeCollection(many)).has_value());
        many.items[0] = {QStringLiteral("f"), std::nullopt, {request}};
        QCOMPARE(kindOf(many), static_cast<int>(TooMany));

        const auto nested = [&request](int depth) {
            CollectionItem item = request;
            for (int i = 0; i < depth; ++i)
                item = {QStringLiteral("f"), std::nullopt, {item}};
            Collection collection;
            collection.items = {item};
            return collection;
        };
        QVERIFY(readCollection(writeCollection(nested(kMaxFolderDepth))).has_value());
        QCOMPARE(kindOf(nested(kMaxFolderDepth + 1)), static_cast<int>(TooDeep));

        const auto withFirst = [&request](auto change) {
            Collection collection;
            collection.items = {request};
            change(*collection.items[0].request);
            return collection;
        };
        const auto expectations = [&](std::size_t count) {
            return withFirst([&](CollectionRequest &r) { r.expectations.assign(count, {}); });
        };
        QVERIFY(readCollection(writeCollection(expectations(kMaxExpectations))).has_value());
        QCOMPARE(kindOf(expectations(kMaxExpectations + 1)), static_cast<int>(TooMany));
        QCOMPARE(kindOf(withFirst([](CollectionRequest &r) {
                     r.options.assign(kMaxRequestOptions + 1, {QStringLiteral("ETag"), {}});
                 })),
                 static_cast<int>(TooMany));
        QCOMPARE(kindOf(withFirst([](CollectionRequest &r) {
                     r.saved.assign(kMaxSavedValues + 1, {QStringLiteral("a"), Subject::Code, {}});
                 })),
                 static_cast<int>(TooMany));
        QCOMPARE(kindOf(withFirst([](CollectionRequest &r) {
                     r.uri = QString(kMaxCollectionText + 1, QLatin1Char('a'));
                 })),
                 static_cast<int>(TooLong));
        QCOMPARE(kindOf(withFirst([](CollectionRequest &r) {
                     r.payloadSource = PayloadSource::Text;
                     r.payload = QString(kMaxPayloadText + 1, QLatin1Char('a'));
                 })),
                 static_cast<int>(TooLong));
        Collection variables;
        for (std::size_t i = 0; i <= kMaxVariables; ++i)
            variables.variables.push_back({QStringLiteral("v%1").arg(i), {}});
        QCOMPARE(kindOf(variables), static_cast<int>(TooMany));
        Collection environments;
        for (std::size_t i = 0; i <= kMaxEnvironments; ++i)
            environments.environments.push_back({QString::number(i), {}});
        QCOMPARE(kindOf(environments), static_cast<int>(TooMany));
        Collection named;
        named.name = QString(kMaxCollectionName + 1, QLatin1Char('n'));
        QCOMPARE(kindOf(named), static_cast<int>(TooLong));
        QCOMPARE(static_cast<int>(faultOf(QByteArray(kMaxCollectionBytes + 1, ' ')).kind),
                 static_cast<int>(TooLarge));
    }
    void environmentFiles()
    {
        const auto object = readEnvironment(json("{'variables': {'board': 'coap://h', 'n': '1'}}"));
        QVERIFY(object.has_value());
        QCOMPARE(findVariable(object->variables, QStringLiteral("board"))->value,
                 QStringLiteral("coap://h"));
        const auto list =
            readEnvironment(json("{'name': 'bench', 'variables': [{'name': 'n', 'value': '1'}]}"));
        QVERIFY(list.has_value());
        QCOMPARE(list->name, QStringLiteral("bench"));
        QVERIFY(!readEnvironment(json("{'name': 'bench'}")));
        const auto wrong = readEnvironment(json("{'variables': {'n': 1}}"));
        QCOMPARE(wrong.error().where, QStringLiteral("variables.n"));
    }

    void variablesInsideVariables()
    {
        VariableLayers layers;
        layers.collection = {{QStringLiteral("board"), QStringLiteral("coap://{{host}}:{{port}}")},
                             {QStringLiteral("host"), QStringLiteral("{{ name }}.local")},
                             {QStringLiteral("port"), QStringLiteral("5683")},
                             {QStringLiteral("name"), QStringLiteral("lamp")}};
        const auto text = expandVariables(QStringLiteral("{{board}}/a{{ port }}"), layers);
        QCOMPARE(*text, QStringLiteral("coap://lamp.local:5683/a5683"));
        // The nearer layer wins, for nested ones too.
        layers.environment = {{QStringLiteral("name"), QStringLiteral("meter")}};
        layers.given = {{QStringLiteral("port"), QStringLiteral("1")}};
        QCOMPARE(*expandVariables(QStringLiteral("{{board}}"), layers),
                 QStringLiteral("coap://meter.local:1"));
    }
    void loopsAndUnknownOnesAreNamed()
    {
        VariableLayers layers;
        layers.collection = {{QStringLiteral("a"), QStringLiteral("x{{b}}")},
                             {QStringLiteral("b"), QStringLiteral("{{c}}")},
                             {QStringLiteral("c"), QStringLiteral("{{b}}")}};
        const auto loop = expandVariables(QStringLiteral("{{a}}"), layers);
        QCOMPARE(static_cast<int>(loop.error().kind), static_cast<int>(VariableFaultKind::Loop));
        QCOMPARE(loop.error().chain.join(QLatin1Char(' ')), QStringLiteral("b c b"));
        const auto unknown = expandVariables(QStringLiteral("{{nobody}}"), layers);
        QCOMPARE(static_cast<int>(unknown.error().kind),
                 static_cast<int>(VariableFaultKind::Unknown));
        QCOMPARE(unknown.error().name, QStringLiteral("nobody"));
    }
    // A device that answers "{{board}}" gets no say in what is sent.
    void savedValuesAreNotSearched()
    {
        VariableLayers layers;
        layers.saved = {{QStringLiteral("said"), QStringLiteral("{{board}}")}};
        layers.collection = {{QStringLiteral("board"), QStringLiteral("secret")}};
        QCOMPARE(*expandVariables(QStringLiteral("<{{said}}>"), layers),
                 QStringLiteral("<{{board}}>"));
    }
    void bracesThatAreNoVariable()
    {
        const VariableLayers none;
        for (const char *text :
             {"{{1: 2}: 3}", "{\"a\":{\"b\":{}}}", "{{", "}}", "{{}}", "{{a b}}", "a}}b{{"})
            QCOMPARE(*expandVariables(QString::fromLatin1(text), none), QString::fromLatin1(text));
        QCOMPARE(*expandVariables(QStringLiteral("\\{{a}}"), none), QStringLiteral("{{a}}"));
        for (const char *text : {"{{a}}", "\\{{a}}", "{{{a}}}", "x{{a}}{{b}}", "{{{{a}}}}"})
            QCOMPARE(*expandVariables(escapeVariables(QString::fromLatin1(text)), none),
                     QString::fromLatin1(text));
        QCOMPARE(variablesIn(QStringLiteral("{{a}}/{{ b }}\\{{c}}{{a}}")),
                 QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    }
    void expansionIsBounded()
    {
        VariableLayers layers;
        for (int i = 0; i <= kMaxVariableDepth; ++i)
            layers.collection.push_back(
                {QStringLiteral("v%1").arg(i), QStringLiteral("{{v%1}}{{v%1}}").arg(i + 1)});
        layers.collection.back().value.clear();
        const auto deep = expandVariables(QStringLiteral("{{v0}}"), layers);
        QCOMPARE(static_cast<int>(deep.error().kind), static_cast<int>(VariableFaultKind::TooDeep));
        // Doubling that never adds a character ends as well.
        layers.collection[kMaxVariableDepth - 1].value.clear();
        const auto doubling = expandVariables(QStringLiteral("{{v0}}"), layers);
        QCOMPARE(static_cast<int>(doubling.error().kind),
                 static_cast<int>(VariableFaultKind::TooLong));
        layers.collection = {{QStringLiteral("long"), QString(kMaxExpanded, QLatin1Char('x'))}};
        QVERIFY(expandVariables(QStringLiteral("{{long}}"), layers).has_value());
        const auto tooLong = expandVariables(QStringLiteral("{{long}}!"), layers);
        QCOMPARE(static_cast<int>(tooLong.error().kind),
                 static_cast<int>(VariableFaultKind::TooLong));
    }

    void whatIsSent()
    {
        VariableLayers layers;
        layers.collection = {{QStringLiteral("board"), QStringLiteral("coap://127.0.0.11")},
                             {QStringLiteral("state"), QStringLiteral("true")}};
        const CollectionRequest request = *wholeCollection().items[0].items[0].request;
        const auto spec = toSpec(request, layers);
        QVERIFY(spec.has_value());
        QCOMPARE(spec->uri, QStringLiteral("coap://127.0.0.11/light?x=1"));
        QCOMPARE(asText(*spec->payload), std::string_view("{ \"on\": true }\n"));
        QCOMPARE(spec->options.uintValue(OptionNumber::ContentFormat), std::uint32_t{50});
        QVERIFY(spec->options.has(OptionNumber::IfNoneMatch));
        QCOMPARE(spec->token->size(), std::size_t{2});
        QVERIFY(!spec->confirmable);
        QCOMPARE(spec->parameters->maxRetransmit, 2U);
    }
    void whatCannotBeSent()
    {
        using enum StepFaultKind;
        const auto kindOf = [](auto change) {
            CollectionRequest request;
            request.uri = QStringLiteral("coap://h/");
            change(request);
            return static_cast<int>(stepFaultOf(request).kind);
        };
        QCOMPARE(kindOf([](auto &r) { r.uri = QStringLiteral("{{x}}"); }), int(Variable));
        QCOMPARE(kindOf([](auto &r) { r.uri = QStringLiteral("h/"); }), int(BadUri));
        QCOMPARE(kindOf([](auto &r) { r.uri = QStringLiteral("coap+tcp://h/"); }), int(BadScheme));
        QCOMPARE(kindOf([](auto &r) {
                     r.options = {{QStringLiteral("Max-Age"), QStringLiteral("soon")}};
                 }),
                 int(BadOption));
        QCOMPARE(kindOf([](auto &r) {
                     r.options = {{QStringLiteral("Block2"), QStringLiteral("0/0/64")}};
                 }),
                 int(BlockOption));
        const auto payload = [](PayloadSource source, const char *text) {
            return [source, text](CollectionRequest &r) {
                r.payloadSource = source;
                r.payload = QString::fromLatin1(text);
            };
        };
        QCOMPARE(kindOf(payload(PayloadSource::Hex, "0")), int(BadHex));
        QCOMPARE(kindOf(payload(PayloadSource::Json, "{\"a\": }")), int(BadJson));
        QCOMPARE(kindOf(payload(PayloadSource::File, "/nowhere/at/all")), int(NoFile));
        QCOMPARE(kindOf([](auto &r) { r.token = QStringLiteral("010203040506070809"); }),
                 int(BadToken));
    }
    void filesAreSeenFromTheCollection()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("body.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        CollectionRequest request;
        request.uri = QStringLiteral("coap://h/");
        request.payloadSource = PayloadSource::File;
        request.payload = QStringLiteral("body.bin");
        QCOMPARE(toSpec(request, {}, folder.path())->payloadFile, file.fileName());
        request.payload = file.fileName();
        QCOMPARE(toSpec(request, {}, QStringLiteral("/elsewhere"))->payloadFile, file.fileName());
        file.remove();
        QCOMPARE(stepFaultOf(request).text, file.fileName());
    }
    void fromWhatWasSentAndBack()
    {
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://h/a%7B%7Bb?c={{d}}");
        spec.method = code::kPost;
        spec.blockSize = 128;
        spec.lateBlockSize = true;
        spec.mid = std::uint16_t{65535};
        for (const OptionDefinition &row : optionRegistry()) {
            if (row.number == OptionNumber::Block1 || row.number == OptionNumber::Block2)
                continue;
            spec.options.add(row.number, Bytes(row.minLength, 0x41));
            if (row.maxLength > row.minLength)
                spec.options.add(row.number, Bytes(std::min<std::size_t>(row.maxLength, 4), 0x7b));
        }
        spec.options.add(static_cast<OptionNumber>(65000), Bytes{0x00, 0xff});
        for (const char *payload : {"", "text {{a}}", "{\"a\": 1}", "\x01\xff"}) {
            spec.payload = std::make_shared<const Bytes>(toOwned(asBytes(payload)));
            const auto back = toSpec(fromSpec(spec), {});
            QVERIFY(back.has_value());
            QVERIFY(back->options == spec.options);
            QVERIFY(back->mid == spec.mid && back->lateBlockSize && back->blockSize == 128U);
            QCOMPARE(asText(back->payload ? *back->payload : Bytes()), std::string_view(payload));
            QCOMPARE(toSpec(fromSpec(*back), {})->uri, back->uri);
        }
    }
};

COPPER_TEST(TestCollection);
#include "test_collection.moc"
