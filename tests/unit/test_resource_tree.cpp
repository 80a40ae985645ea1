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
        const ResourceTree::Node &root = tree.root();
        QCOMPARE(root.children, 3U);
        QCOMPARE(tree.name(root.firstChild), QStringLiteral("sensors"));
        QCOMPARE(tree.name(root.firstChild + 1), QStringLiteral("/"));
        QCOMPARE(tree.name(root.firstChild + 2), QStringLiteral(".well-known"));
        const ResourceTree::Node &sensors = tree.node(root.firstChild);
        QCOMPARE(sensors.link, 3); // folder and resource at once
        QCOMPARE(sensors.children, 2U);
        QCOMPARE(tree.path(sensors.firstChild + 1), QStringLiteral("/sensors/hum"));
        QCOMPARE(tree.row(sensors.firstChild + 1), 1U);
        QCOMPARE(tree.find(QStringLiteral("/sensors/hum")), sensors.firstChild + 1);
        QCOMPARE(tree.path(tree.find(QStringLiteral("/"))), QStringLiteral("/"));
        QCOMPARE(tree.find(QStringLiteral("/nope")), 0U);
        QVERIFY(!tree.cut());
    }
    // A target on another host has no folders here.
    void anotherHost()
    {
        const QString far = QStringLiteral("coap://10.0.0.9/a/b");
        const ResourceTree tree({linkTo(QStringLiteral("/a")), linkTo(far)});
        QCOMPARE(tree.root().children, 2U);
        QCOMPARE(tree.name(2), far);
        QCOMPARE(tree.path(2), far);
        QCOMPARE(tree.find(far), 2U);
    }
    void emptySegmentsCount()
    {
        const ResourceTree tree({linkTo(QStringLiteral("/a//b")), linkTo(QStringLiteral("/a/b"))});
        QCOMPARE(tree.size(), std::size_t(5));
        QCOMPARE(tree.path(tree.find(QStringLiteral("/a//b"))), QStringLiteral("/a//b"));
        QVERIFY(tree.find(QStringLiteral("/a//b")) != tree.find(QStringLiteral("/a/b")));
    }
    void limits()
    {
        QString deep;
        for (int i = 0; i < 200; ++i)
            deep += QStringLiteral("/d");
        const ResourceTree tree({linkTo(deep)});
        QCOMPARE(tree.size(), std::size_t(ResourceTree::kMaxDepth + 1));
        QCOMPARE(tree.path(ResourceTree::kMaxDepth), deep);

        std::vector<ResourceLink> many;
        for (std::size_t i = 0; i < 5000; ++i) {
            many.push_back(linkTo(QStringLiteral("/%1/a/b/c/d").arg(i)));
        }
        const ResourceTree cut(many);
        QCOMPARE(cut.size(), ResourceTree::kMaxNodes);
        QVERIFY(cut.cut());
    }
};

COPPER_TEST(TestResourceTree);
#include "test_resource_tree.moc"
