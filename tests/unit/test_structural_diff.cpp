// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/payload/flat_diff.h"
#include "core/payload/sequence_diff.h"
#include "core/payload/structural_diff.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace copper;

namespace {

using Kind = DiffChange::Kind;

StructuralDiff diff(std::string_view before, std::string_view after, std::uint32_t format = 50)
{
    return structuralDiff(asBytes(before), format, asBytes(after), format);
}

// "changed /a 1 2" and so on, for comparing.
std::string line(const DiffChange &change)
{
    static constexpr const char *kWords[] = {"added",   "removed", "changed",
                                             "retyped", "moved",   "renamed"};
    std::string text = kWords[static_cast<int>(change.kind)];
    if (!change.before.path.empty())
        text += ' ' + change.before.path;
    if (!change.after.path.empty() && change.after.path != change.before.path)
        text += ' ' + change.after.path;
    return text + ' ' + change.before.text +
           (change.after.text.empty() ? "" : " " + change.after.text);
}

std::string lines(const StructuralDiff &diff)
{
    std::string text;
    for (const DiffChange &change : diff.changes)
        text += line(change) + '\n';
    return text;
}

void expect(const StructuralDiff &diff, const char *expected)
{
    QCOMPARE(QString::fromStdString(lines(diff)), QString::fromUtf8(expected));
}

std::size_t longestCommon(const std::vector<std::uint64_t> &a, const std::vector<std::uint64_t> &b)
{
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j)
            table[i + 1][j + 1] =
                a[i] == b[j] ? table[i][j] + 1 : std::max(table[i][j + 1], table[i + 1][j]);
    }
    return table[a.size()][b.size()];
}

} // namespace

class TestStructuralDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void members()
    {
        QCOMPARE(diff(R"({"a":1,"b":2})", R"({"b":2,"a":1})").total, std::uint64_t{0});
        QCOMPARE(diff(R"({"a":1.0})", R"({"a":1})").total, std::uint64_t{0});
        expect(diff(R"({"a":1,"b":true})", R"({"a":2,"c":"new"})"),
               "removed /b true\nchanged /a 1 2\nadded /c  new\n");
        expect(diff(R"({"a":1,"x":{"y":[1]}})", R"({"a":"1","x":{"y":{}}})"),
               "retyped /a 1 1\nretyped /x/y \n");
        expect(diff(R"({"a/b":1})", R"({"a/b":2})"), "changed /a~1b 1 2\n");
        expect(diff("1", "2"), "changed 1 2\n");
    }
    void renamedAndMoved()
    {
        expect(diff(R"({"old":{"x":1,"y":2},"z":0})", R"({"new":{"x":1,"y":2},"z":0})"),
               "renamed /old /new \n");
        expect(diff(R"({"a":{"k":"value"},"b":{}})", R"({"a":{},"b":{"k":"value"}})"),
               "moved /a/k /b/k value value\n");
        expect(diff(R"({"a":{"deep":[1,2,3]},"b":{"q":1}})",
                    R"({"a":{},"b":{"q":1,"other":[1,2,3]}})"),
               "moved /a/deep /b/other \n");
        // What is equal by chance did not move.
        expect(diff(R"({"a":{"x":1},"b":{}})", R"({"a":{},"b":{"y":1}})"),
               "removed /a/x 1\nadded /b/y  1\n");
    }
    void arrays()
    {
        expect(diff("[1,2,3,4]", "[1,9,2,3,4]"), "added /1  9\n");
        expect(diff("[1,2,3,4]", "[1,2,4]"), "removed /2 3\n");
        expect(diff("[1,2,3]", "[1,5,3]"), "changed /1 2 5\n");
        expect(diff(R"([{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":1}])",
                    R"([{"id":1,"v":1},{"id":9,"v":1},{"id":2,"v":5},{"id":3,"v":1}])"),
               "added /1 \nchanged /1/v /2/v 1 5\n");
        expect(diff(R"(["first","b","c"])", R"(["b","c","first"])"), "moved /0 /2 first first\n");
    }
    void otherFormats()
    {
        // {"a": 1, "b": 1(2)} and {"a": 1, "b": 1(3)}
        const Bytes before = *fromHex("a26161016162c102");
        const Bytes after = *fromHex("a26161016162c103");
        expect(structuralDiff(before, 60, after, 60), "changed /b 2 3\n");
        expect(diff(R"([{"bn":"g/","n":"t","v":1},{"n":"h","v":5}])",
                    R"([{"bn":"g/","n":"h","v":5},{"n":"t","v":2}])", 110),
               "moved /g~1t/bn /g~1h/bn g/ g/\nchanged /g~1t/v 1 2\n");
        expect(diff(R"(</a>;rt="x",</b>)", R"(</b>;obs,</a>;rt="y")", 40),
               "added /~1b/obs \nchanged /~1a/rt x y\n");
        // JSON against the same in CBOR.
        QCOMPARE(structuralDiff(asBytes(R"({"a":1})"), 50, *fromHex("a1616101"), 60).total,
                 std::uint64_t{0});
    }
    void textAndBytes()
    {
        const StructuralDiff text = diff("one\ntwo\nthree\n", "one\n2\nthree\nfour\n", 0);
        QCOMPARE(text.way, StructuralDiff::Way::ByLine);
        expect(text, "changed 2 two 2\nadded 4  four\n");
        const Bytes a = *fromHex("ff00010203");
        const StructuralDiff bytes = structuralDiff(a, 42, *fromHex("ff09010a03"), 42);
        QCOMPARE(bytes.way, StructuralDiff::Way::ByByte);
        expect(bytes, "changed 1 00 09\nchanged 3 02 0a\n");
        expect(structuralDiff(a, 42, *fromHex("ff0001aabb0203"), 42), "added 3  aabb\n");
        expect(structuralDiff(a, 42, *fromHex("ff0203"), 42), "removed 1 0001\n");
        // What is broken is compared as text.
        QCOMPARE(diff(R"({"a":)", R"({"b":)").way, StructuralDiff::Way::ByLine);
        QCOMPARE(diff("", "x", 0).total, std::uint64_t{1});
    }
    void boundsAndCancel()
    {
        std::string before = "[";
        std::string after = "[";
        for (int i = 0; i < 30'000; ++i) {
            before += std::to_string(i) + ',';
            after += std::to_string(i + 1'000'000) + ',';
        }
        before += "0]";
        after += "0]";
        const StructuralDiff many = diff(before, after);
        QCOMPARE(many.changes.size(), kMaxDiffChanges);
        QCOMPARE(many.total, std::uint64_t{30'000});
        const std::atomic<bool> cancel{true};
        QVERIFY(structuralDiff(asBytes(before), 50, asBytes(after), 50, &cancel).cancelled);
        const std::string longText(5000, 'x');
        const StructuralDiff cut = diff("\"" + longText + "\"", "\"" + longText + "y\"");
        QVERIFY(cut.changes[0].after.text.size() < kMaxDiffText + 4);
    }
    void sequencesAreShortest()
    {
        SeededRandom random(4);
        for (int i = 0; i < 500; ++i) {
            std::vector<std::uint64_t> a(random.below(12));
            std::vector<std::uint64_t> b(random.below(12));
            for (auto *list : {&a, &b}) {
                for (std::uint64_t &value : *list)
                    value = random.below(4);
            }
            std::size_t edits = 0;
            std::vector<std::uint64_t> made;
            std::size_t x = 0;
            for (const SequenceGap &gap : sequenceDiff(a, b)) {
                made.insert(made.end(), a.begin() + static_cast<std::ptrdiff_t>(x),
                            a.begin() + static_cast<std::ptrdiff_t>(gap.aFrom));
                made.insert(made.end(), b.begin() + static_cast<std::ptrdiff_t>(gap.bFrom),
                            b.begin() + static_cast<std::ptrdiff_t>(gap.bTo));
                edits += gap.aTo - gap.aFrom + gap.bTo - gap.bFrom;
                x = gap.aTo;
            }
            made.insert(made.end(), a.begin() + static_cast<std::ptrdiff_t>(x), a.end());
            QCOMPARE(made, b);
            QCOMPARE(edits, a.size() + b.size() - 2 * longestCommon(a, b));
        }
        // Beyond the limit one gap, and an end.
        std::vector<std::uint64_t> a(20'000, 1);
        std::vector<std::uint64_t> b(20'000, 2);
        QCOMPARE(sequenceDiff(a, b).size(), std::size_t{1});
    }
    // No tree is made of what is long: it would take many times the body's memory.
    void longBodiesAreComparedByLine()
    {
        const std::string text = "[\"" + std::string(kMaxDiffTree, 'x') + "\",\n1,\n2]";
        std::string other = text;
        other[other.size() - 2] = '3';
        const StructuralDiff diff = structuralDiff(asBytes(text), 50, asBytes(other), 50);
        QVERIFY(diff.way == StructuralDiff::Way::ByLine);
        QCOMPARE(diff.total, std::uint64_t{1});
        QCOMPARE(diff.changes[0].after.path, std::string("3"));
    }
};

COPPER_TEST(TestStructuralDiff);
#include "test_structural_diff.moc"
