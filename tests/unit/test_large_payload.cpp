// SPDX-License-Identifier: GPL-3.0-or-later
// What looks at payloads of any size in steps: containers, rows of text, search.
#include "core/base/random.h"
#include "core/payload/byte_search.h"
#include "core/payload/cbor_reader.h"
#include "core/payload/container_scan.h"
#include "core/payload/json_reader.h"
#include "core/payload/link_tree.h"
#include "core/payload/text_rows.h"
#include "tests/support/random_cbor.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

namespace {

constexpr ContainerScan::Range kAll{0, 1'000'000};

// The same tree, container by container, as the reader makes at once.
void compare(ByteView data, ScanFormat format, const ScannedItem &item, const Representation &tree,
             std::uint32_t at, std::size_t budget)
{
    const ValueNode &node = tree.nodes[at];
    QCOMPARE(static_cast<int>(item.kind), static_cast<int>(node.kind));
    QCOMPARE(item.offset, node.offset);
    QCOMPARE(item.length, node.length);
    const ValueNode shown = shownItem(data, format, item);
    if (!ContainerScan::isContainer(item.kind)) {
        QCOMPARE(shown.text, node.text);
        QCOMPARE(shown.number.has_value(), node.number.has_value());
        return;
    }
    ContainerScan scan(data, format, item, kAll);
    while (!scan.step(budget)) {
    }
    QCOMPARE(scan.fault(), PayloadFault::None);
    QCOMPARE(scan.at(), item.offset + item.length);
    // A key that is a container stands among the reader's children.
    std::vector<std::uint32_t> children;
    for (const std::uint32_t child : node.children) {
        if (node.kind != NodeKind::Object || tree.nodes[child].name != "key" ||
            format == ScanFormat::Json)
            children.push_back(child);
    }
    QCOMPARE(scan.items().size(), children.size());
    QCOMPARE(scan.count(), static_cast<std::uint64_t>(children.size()));
    for (std::size_t i = 0; i < children.size(); ++i) {
        compare(data, format == ScanFormat::CborSequence ? ScanFormat::Cbor : format,
                scan.items()[i], tree, children[i], budget);
        if (QTest::currentTestFailed())
            return;
        // From its mark on the child is found again.
        ContainerScan one(data, format, item, {i, i + 1}, scan.marks()[i]);
        while (!one.step(budget)) {
        }
        QCOMPARE(one.items().size(), std::size_t{1});
        QCOMPARE(one.items()[0].offset, scan.items()[i].offset);
        QCOMPARE(one.items()[0].length, scan.items()[i].length);
    }
}

PayloadFault faultOf(std::string_view json)
{
    const ByteView data = asBytes(json);
    ContainerScan scan(data, ScanFormat::Json, ContainerScan::root(data, ScanFormat::Json), kAll);
    while (!scan.step(3)) {
    }
    return scan.fault();
}

} // namespace

class TestLargePayload : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonContainersAsTheReaderSeesThem()
    {
        const std::string_view text =
            " {\"a\" : [1, 2.5, \"x\\\"y]\", {\"b\": {}, \"c\": [[], [null]]}], \"d\": "
            "true, \"e\":\"\\u00fc\", \"f\": -1e5 } ";
        Representation tree;
        readJson(asBytes(text), tree);
        QCOMPARE(tree.fault, PayloadFault::None);
        const ByteView data = asBytes(text);
        for (const std::size_t budget : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
            ScannedItem root = ContainerScan::root(data, ScanFormat::Json);
            ContainerScan scan(data, ScanFormat::Json, root, kAll);
            while (!scan.step(budget)) {
            }
            QCOMPARE(scan.fault(), PayloadFault::None);
            QCOMPARE(scan.items().size(), std::size_t{4});
            root.length = tree.nodes[0].length;
            compare(data, ScanFormat::Json, root, tree, 0, budget);
        }
    }
    void cborContainersAsTheReaderSeesThem()
    {
        SeededRandom random(11);
        for (int i = 0; i < 1500; ++i) {
            const Bytes bytes = test::randomCbor(random);
            Representation tree;
            readCbor(bytes, tree);
            if (tree.fault != PayloadFault::None)
                continue;
            bool embedded = false;
            for (const ValueNode &node : tree.nodes)
                embedded = embedded || node.meaning == NodeMeaning::EmbeddedCbor ||
                           (node.kind == NodeKind::Tag && (node.text == "2" || node.text == "3"));
            const ScannedItem root = ContainerScan::root(bytes, ScanFormat::Cbor);
            if (embedded || root.length != tree.nodes[0].length)
                continue;
            compare(bytes, ScanFormat::Cbor, root, tree, 0, 1 + random.below(40));
            if (QTest::currentTestFailed())
                QFAIL(toHex(bytes).c_str());
        }
    }
    void sequencesAndLinks()
    {
        const Bytes sequence = *fromHex("0182020363616263");
        ContainerScan items(sequence, ScanFormat::CborSequence,
                            ContainerScan::root(sequence, ScanFormat::CborSequence), kAll);
        while (!items.step(1)) {
        }
        QCOMPARE(items.count(), std::uint64_t{3});
        QCOMPARE(items.items()[1].length, std::size_t{3});
        const std::string_view text = "</a,b>;t=\"x,\\\",\",</c>;obs";
        const ByteView list = asBytes(text);
        ContainerScan links(list, ScanFormat::Links, ContainerScan::root(list, ScanFormat::Links),
                            kAll);
        while (!links.step(2)) {
        }
        QCOMPARE(links.count(), std::uint64_t{2});
        QCOMPARE(shownItem(list, ScanFormat::Links, links.items()[0]).name, std::string("/a,b"));
        QCOMPARE(links.items()[1].offset, text.find("</c>"));
    }
    void whatIsBrokenIsAChildAtItsByte()
    {
        QCOMPARE(faultOf("[1, 2"), PayloadFault::Truncated);
        QCOMPARE(faultOf("[1 2]"), PayloadFault::Syntax);
        QCOMPARE(faultOf("[1,]"), PayloadFault::Syntax);
        QCOMPARE(faultOf("[[1}]"), PayloadFault::Syntax);
        QCOMPARE(faultOf("{\"a\" 1}"), PayloadFault::Syntax);
        QCOMPARE(faultOf("{1: 1}"), PayloadFault::Syntax);
        QCOMPARE(faultOf("[\"a"), PayloadFault::Truncated);
        QCOMPARE(faultOf("[\"a\\"), PayloadFault::Truncated);
        QCOMPARE(faultOf("[] x"), PayloadFault::Syntax);
        QCOMPARE(faultOf("[]  "), PayloadFault::None);
        QCOMPARE(faultOf(std::string(10'000, '[')), PayloadFault::TooDeep);
        const std::string_view text = "[1, x]";
        const ByteView data = asBytes(text);
        ContainerScan scan(data, ScanFormat::Json, ContainerScan::root(data, ScanFormat::Json),
                           kAll);
        while (!scan.step(1)) {
        }
        QCOMPARE(scan.items().size(), std::size_t{2});
        QCOMPARE(scan.items()[1].kind, NodeKind::Invalid);
        QCOMPARE(scan.items()[1].offset, std::size_t{4});
        QCOMPARE(scan.faultOffset(), std::size_t{4});
        // CBOR: 10,000 nested arrays, lengths beyond the end, a break where none may be.
        for (const Bytes &bytes :
             {Bytes(10'000, 0x81), *fromHex("9bffffffffffffffff00"), *fromHex("82ff01"),
              *fromHex("825f6161ff00"), *fromHex("81f810"), *fromHex("8201")}) {
            ContainerScan broken(bytes, ScanFormat::Cbor,
                                 ContainerScan::root(bytes, ScanFormat::Cbor), kAll);
            while (!broken.step(7)) {
            }
            QVERIFY(broken.fault() != PayloadFault::None);
            QVERIFY(broken.faultOffset() <= bytes.size());
        }
    }
    void randomBytesEnd()
    {
        SeededRandom random(5);
        for (int i = 0; i < 3000; ++i) {
            Bytes bytes(1 + random.below(60));
            random.fill(bytes);
            static constexpr std::string_view kMarks = "[]{},:\"\\1 tn";
            if (i % 2 == 0) {
                for (std::uint8_t &byte : bytes)
                    byte = static_cast<std::uint8_t>(kMarks[byte % kMarks.size()]);
                bytes[0] = i % 4 == 0 ? '[' : '{';
            }
            const ScanFormat format = i % 2 == 0 ? ScanFormat::Json : ScanFormat::Cbor;
            const ScannedItem root = ContainerScan::root(bytes, format);
            (void)shownItem(bytes, format, root);
            if (!ContainerScan::isContainer(root.kind))
                continue;
            ContainerScan scan(bytes, format, root, kAll);
            int steps = 0;
            while (!scan.step(2))
                QVERIFY(++steps < 1000);
            for (const ScannedItem &item : scan.items()) {
                QVERIFY(item.offset + item.length <= bytes.size());
                (void)shownItem(bytes, format, item);
            }
        }
    }
    void marksAreBounded()
    {
        std::string text = "[0";
        for (int i = 1; i < 20'000; ++i)
            text += ',' + std::to_string(i);
        text += ']';
        const ByteView data = asBytes(text);
        const ScannedItem root = ContainerScan::root(data, ScanFormat::Json);
        ContainerScan scan(data, ScanFormat::Json, root, {0, 1000});
        while (!scan.step(1000)) {
        }
        QCOMPARE(scan.count(), std::uint64_t{20'000});
        QCOMPARE(scan.items().size(), std::size_t{1000});
        QVERIFY(scan.marks().size() <= ContainerScan::kMaxMarks);
        const ContainerScan::Mark mark = scan.marks()[1000];
        ContainerScan page(data, ScanFormat::Json, root, {mark.index + 1, mark.index + 3}, mark);
        while (!page.step(1000)) {
        }
        QCOMPARE(page.items().size(), std::size_t{2});
        QCOMPARE(shownItem(data, ScanFormat::Json, page.items()[0]).text,
                 std::to_string(mark.index + 1));
    }
    void rowsOfText()
    {
        const std::string text = "one\r\n\n" + std::string(2500, 'x') + "\nlast\xc3\xbc";
        for (const std::size_t budget : {std::size_t{1}, std::size_t{5000}}) {
            TextRows rows(asBytes(text));
            while (!rows.step(budget)) {
            }
            QCOMPARE(rows.rowCount(), std::uint64_t{6});
            QCOMPARE(rows.lineCount(), std::uint64_t{4});
            const auto all = rows.rows(0, 10);
            QCOMPARE(all.size(), std::size_t{6});
            QCOMPARE(all[0].length, std::size_t{3});
            QCOMPARE(all[1].length, std::size_t{0});
            QVERIFY(!all[2].continues && all[3].continues && all[4].continues);
            QCOMPARE(all[4].length, std::size_t{500});
            QCOMPARE(all[5].line, std::uint64_t{4});
            for (std::size_t i = 0; i < all.size(); ++i)
                QCOMPARE(rows.rowAt(all[i].offset), static_cast<std::uint64_t>(i));
            QVERIFY(!rows.isAscii() && !rows.notUtf8At());
        }
        // A character is not cut; what is no UTF-8 is told.
        std::string wide(TextRows::kLongestRow - 1, 'a');
        wide += "\xe6\xb0\xb4";
        TextRows rows(asBytes(wide));
        rows.step(10'000);
        QCOMPARE(rows.rows(0, 1)[0].length, TextRows::kLongestRow - 1);
        const Bytes bad{'a', '\n', 0xff, 'b'};
        TextRows broken(bad);
        broken.step(100);
        QCOMPARE(*broken.notUtf8At(), std::size_t{2});
        // Only continuation bytes: rows still end.
        const Bytes odd(5000, 0x80);
        TextRows endless(odd);
        while (!endless.step(100)) {
        }
        QVERIFY(endless.rowCount() >= 5);
    }
    void rowMarksAreBounded()
    {
        const std::string text(300'000, '\n');
        TextRows rows(asBytes(text));
        while (!rows.step(10'000)) {
        }
        QCOMPARE(rows.rowCount(), std::uint64_t{300'000});
        QCOMPARE(rows.rows(299'999, 5).size(), std::size_t{1});
        QCOMPARE(rows.rows(123'457, 1)[0].offset, std::size_t{123'457});
        QCOMPARE(rows.rowAt(200'001), std::uint64_t{200'001});
    }
    void search()
    {
        const std::string text = "Abc abc aBCABC";
        std::size_t number = 0;
        for (const std::size_t budget : {std::size_t{1}, std::size_t{100}}) {
            ByteSearch exact(asBytes(text), toOwned(asBytes("abc")), true);
            while (!exact.step(budget)) {
            }
            QCOMPARE(exact.count(), std::uint64_t{1});
            ByteSearch folded(asBytes(text), toOwned(asBytes("abC")), false);
            while (!folded.step(budget)) {
            }
            QCOMPARE(folded.places(), (std::vector<std::size_t>{0, 4, 8, 11}));
            QCOMPARE(*folded.next(0, number), std::size_t{4});
            QCOMPARE(*folded.next(11, number), std::size_t{0});
            QCOMPARE(*folded.previous(0, number), std::size_t{11});
            QCOMPARE(number, std::size_t{3});
        }
        ByteSearch none(asBytes(text), toOwned(asBytes("a longer needle")), true);
        QVERIFY(none.step(1) && !none.next(0, number));
        const Bytes zeros(ByteSearch::kMaxPlaces + 100, 0);
        ByteSearch many(zeros, Bytes{0}, true);
        while (!many.step(1000)) {
        }
        QCOMPARE(many.places().size(), ByteSearch::kMaxPlaces);
        QCOMPARE(many.count(), static_cast<std::uint64_t>(zeros.size()));
    }
};

COPPER_TEST(TestLargePayload);
#include "test_large_payload.moc"
