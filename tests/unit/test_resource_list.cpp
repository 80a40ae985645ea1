// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_list.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

std::vector<ResourceLink> board(int count)
{
    std::vector<ResourceLink> links;
    for (int i = 0; i < count; ++i) {
        ResourceLink link = linkTo(QStringLiteral("/sensors/%1/temp\u00e9rature").arg(i),
                                   i % 2 == 0, QStringLiteral("temperature-c"));
        link.interfaceDescription = QStringLiteral("core.s");
        link.title = QStringLiteral("Sensor %1").arg(i);
        link.contentFormats = {0, 50, 110};
        if (i % 3 == 0)
            link.size = (std::uint64_t(1) << 40U) + static_cast<std::uint64_t>(i);
        link.attributes.emplace_back(QStringLiteral("empty"), QStringLiteral(""));
        links.push_back(link);
    }
    return links;
}

} // namespace

class TestResourceList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        const std::vector<ResourceLink> links = board(300);
        const ResourceList list(links);
        QCOMPARE(list.size(), links.size());
        QVERIFY(list.all() == links);
        QVERIFY(list.front() == links.front() && list.back() == links.back());
        std::size_t i = 0;
        for (const ResourceLink &link : list) {
            QVERIFY(link == links[i]);
            QCOMPARE(list.path(i), link.path);
            QCOMPARE(list.rt(i), link.rt);
            QCOMPARE(list.observable(i), link.observable);
            QVERIFY(list.sizeHint(i) == link.size);
            QCOMPARE(list.contentFormats(i).size(), link.contentFormats.size());
            ++i;
        }
        // A flag is a flag, an empty value is one.
        const ResourceLink first = list[0];
        QVERIFY(first.attributes[1].second.isNull());
        QVERIFY(!first.attributes[2].second.isNull() && first.attributes[2].second.isEmpty());
    }
    void equalTextsAreKeptOnce()
    {
        const ResourceList list(board(100));
        QCOMPARE(list.texts(0).rt, list.texts(99).rt);
        QVERIFY(list.texts(0).path != list.texts(99).path);
        QCOMPARE(list.hrefId(5), list.texts(5).path);
        // The empty one, 100 paths, 100 titles, temperature-c, core.s, rt, obs, empty.
        QCOMPARE(list.textCount(), std::size_t(206));
        QVERIFY2(list.memory_bytes() < 100 * 200, qPrintable(QString::number(list.memory_bytes())));
    }
    void comparesAndCuts()
    {
        const ResourceList list(board(10));
        QVERIFY(list == ResourceList(board(10)));
        QVERIFY(!(list == ResourceList(board(9))));
        std::vector<ResourceLink> other = board(10);
        other[9].title = QStringLiteral("x");
        QVERIFY(!(list == ResourceList(other)));
        QVERIFY(list.first(9) == ResourceList(board(9)));
        QVERIFY(list.first(99) == list);
        QVERIFY(ResourceList() == ResourceList(std::vector<ResourceLink>()));
        QVERIFY(ResourceList().empty() && ResourceList().all().empty());
        QVERIFY(!(ResourceList() == list));
    }
    void saysWhenItPointsElsewhere()
    {
        QVERIFY(!ResourceList(board(3)).hasAbsoluteTargets());
        const ResourceList far({linkTo(QStringLiteral("coap://10.0.0.9/x"))});
        QVERIFY(far.hasAbsoluteTargets());
    }
    void limits()
    {
        ResourceLink link = linkTo(QStringLiteral("/x"));
        link.attributes.assign(ResourceList::kMaxAttributes + 5,
                               {QStringLiteral("a"), QStringLiteral("b")});
        link.observable = true;
        link.contentFormats.assign(70'000, 50);
        const ResourceList list({link});
        QCOMPARE(list[0].attributes.size(), ResourceList::kMaxAttributes);
        QVERIFY(list.observable(0));
        QCOMPARE(list.contentFormats(0).size(), std::size_t(65'535));
    }
};

COPPER_TEST(TestResourceList);
#include "test_resource_list.moc"
