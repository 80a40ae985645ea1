// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_tree.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

class TestResourceTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldersAndResources()
    {
        const std::vector<ResourceLink> links{
            linkTo(QStringLiteral("/.well-known/core")),
            linkTo(QStringLiteral("/sensors/temp")),
            linkTo(QStringLiteral("/sensors/hum")),
            linkTo(QStringLiteral("/sensors")),
            linkTo(QStringLiteral("/")),
        };
        const ResourceTree tree(links);
        const auto name = [&tree](std::uint32_t i) {
            return tree.node(i).name;
        };
        QCOMPARE(tree.root().children.size(), std::size_t(3));
        QCOMPARE(name(tree.root().children[0]), QStringLiteral("sensors"));
        QCOMPARE(name(tree.root().children[1]), QStringLiteral("/"));
        QCOMPARE(name(tree.root().children[2]), QStringLiteral(".well-known"));
        const auto &sensors = tree.node(tree.root().children[0]);
        QCOMPARE(sensors.link, 3); // folder and resource at once
        QCOMPARE(sensors.children.size(), std::size_t(2));
        QCOMPARE(tree.node(sensors.children[1]).path, QStringLiteral("/sensors/hum"));
        QCOMPARE(tree.row(sensors.children[1]), 1);
        QCOMPARE(tree.find(QStringLiteral("/sensors/hum")), sensors.children[1]);
        QCOMPARE(tree.find(QStringLiteral("/nope")), 0U);
        QVERIFY(!tree.cut());
    }
    void limits()
    {
        QString deep;
        for (int i = 0; i < 200; ++i)
            deep += QStringLiteral("/d");
        const ResourceTree tree({linkTo(deep)});
        QCOMPARE(tree.nodes().size(), std::size_t(ResourceTree::kMaxDepth + 1));
        QCOMPARE(tree.nodes().back().path, deep);

        std::vector<ResourceLink> many;
        for (std::size_t i = 0; i < 5000; ++i) {
            many.push_back(linkTo(QStringLiteral("/%1/a/b/c/d").arg(i)));
        }
        const ResourceTree cut(many);
        QCOMPARE(cut.nodes().size(), ResourceTree::kMaxNodes);
        QVERIFY(cut.cut());
    }
};

COPPER_TEST(TestResourceTree);
#include "test_resource_tree.moc"
