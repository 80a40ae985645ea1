// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/value_path.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

namespace {

// Every value offered must be found again by its path, at the same node.
void verifyPaths(const Representation &representation, const std::vector<std::string> &expected)
{
    std::vector<std::string> got;
    for (const ChartableValue &value : chartableValues(representation)) {
        got.push_back(value.path.text);
        const auto again = valueAt(representation, value.path);
        QVERIFY(again.has_value());
        QCOMPARE(again->node, value.node);
        QCOMPARE(again->value, value.value);
        QVERIFY(pathOf(representation, value.node) == value.path);
    }
    QVERIFY(got == expected);
}

} // namespace

class TestValuePath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void json()
    {
        const Representation json = readPayload(
            asBytes("{\"a\":[1,{\"b/c\":2,\"d~\":true}],\"s\":\"3\",\"e\":1e999,\"\":4}"), 50);
        verifyPaths(json, {"/a/0", "/a/1/b~1c", "/a/1/d~0", "/"});
        QCOMPARE(valueAt(json, {"/a/1/b~1c"})->name, std::string("b/c"));
        QVERIFY(!valueAt(json, {"/s"}));
        QVERIFY(!valueAt(json, {"/a/7"}));
        QVERIFY(!valueAt(json, {"a"}));
        QVERIFY(!valueAt(json, {""}));
        QVERIFY(!pathOf(json, 0));
        QVERIFY(!pathOf(json, 1000));
        verifyPaths(readPayload(asBytes("23.4"), 50), {""});
    }
    // A key that comes twice: a pointer finds the first, so the others are not offered.
    void keyTwice()
    {
        verifyPaths(
            readPayload(asBytes("{\"a\":\"x\",\"a\":1,\"b\":{\"c\":2},\"b\":{\"d\":3}}"), 50),
            {"/b/c"});
        verifyPaths(readPayload(asBytes("\xa2\x01\x02\x61\x31\x03"), 60), {"/1"});
    }
    void unitBeside()
    {
        const Representation json =
            readPayload(asBytes("{\"value\":23.4,\"unit\":\"Cel\",\"x\":{\"y\":1}}"), 50);
        QCOMPARE(valueAt(json, {"/value"})->unit, std::string("Cel"));
        QVERIFY(valueAt(json, {"/x/y"})->unit.empty());
    }
    void text()
    {
        const Representation text = readPayload(asBytes("23.4 C"), 0);
        verifyPaths(text, {""});
        QCOMPARE(valueAt(text, {""})->value, 23.4);
        QCOMPARE(valueAt(text, {""})->unit, std::string("C"));
        QVERIFY(valueAt(text, {""})->name.empty());
        QVERIFY(chartableValues(readPayload(asBytes("open"), 0)).empty());
        QVERIFY(chartableValues(Representation()).empty());
        QVERIFY(!valueAt(Representation(), {""}));
    }
    void cbor()
    {
        // {1: 1(1363896240), "t": [f9 NaN, 2]}
        const Representation cbor = readPayload(*fromHex("a201c11a514b67b0617482f97e0002"), 60);
        QCOMPARE(cbor.fault, PayloadFault::None);
        verifyPaths(cbor, {"/1", "/t/1"});
        verifyPaths(readPayload(*fromHex("c105"), 60), {""});
    }
    void senml()
    {
        const Representation pack = readPayload(
            asBytes("[{\"bn\":\"d/\",\"bt\":1.6e9,\"bu\":\"Cel\",\"n\":\"t\",\"v\":20},"
                    "{\"n\":\"h\",\"u\":\"%RH\",\"v\":50},{\"n\":\"t\",\"t\":10,\"v\":22},"
                    "{\"n\":\"t\",\"t\":5,\"v\":21},{\"n\":\"on\",\"vb\":true},"
                    "{\"n\":\"e\",\"s\":7}]"),
            110);
        verifyPaths(pack, {"senml:d/h", "senml:d/t", "senml:d/on"});
        const auto latest = valueAt(pack, {"senml:d/t"});
        QCOMPARE(latest->value, 22.0); // the record with the latest time, not the last in the pack
        QCOMPARE(latest->unit, std::string("Cel"));
        QCOMPARE(latest->name, std::string("d/t"));
        QCOMPARE(valueAt(pack, {"senml:d/h"})->unit, std::string("%RH"));
        QVERIFY(!valueAt(pack, {"senml:d/none"}));
        // An older record and a sum are reached by their place.
        QCOMPARE(valueAt(pack, {"/3/v"})->value, 21.0);
        QCOMPARE(valueAt(pack, {"/5/s"})->value, 7.0);
        QVERIFY(pathOf(pack, valueAt(pack, {"/3/v"})->node) == ValuePath{"/3/v"});
    }
    void links() { QVERIFY(chartableValues(readPayload(asBytes("</a>;sz=5"), 40)).empty()); }
};

COPPER_TEST(TestValuePath);
#include "test_value_path.moc"
