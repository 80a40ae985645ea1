// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_sources.h"

#include "core/domain/resource_uri.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Palette", text);
}

void addActions(std::vector<PaletteItem> &items, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (!action->isEnabled() || !action->isVisible())
            continue;
        PaletteItem item;
        item.group = PaletteItem::Group::Commands;
        item.text = action->text().remove(QLatin1Char('&'));
        item.icon = action->data().toString();
        if (item.icon.isEmpty())
            item.icon = QStringLiteral("action");
        item.keys = action->shortcut()
                        .toString(QKeySequence::NativeText)
                        .split(QLatin1Char('+'), Qt::SkipEmptyParts);
        item.run = [action] {
            action->trigger();
        };
        items.push_back(std::move(item));
    }
}

void addResource(std::vector<PaletteItem> &items, Workspace &workspace, Navigator &navigator,
                 const Device &device, const ResourceLink &link)
{
    const QString uri = resourceUri(device.baseUri(), link);
    PaletteItem item;
    item.group = PaletteItem::Group::Resources;
    item.text = displayText(device.name(), 80) + QLatin1Char(' ') + displayText(link.path, 200);
    item.mark = markOf(device.state);
    item.uri = canonicalUri(uri);
    item.live = workspace.observations().isObserved(uri);
    if (!item.live)
        item.note = link.observable ? say(QT_TRANSLATE_NOOP("Palette", "not observed"))
                                    : displayText(link.title, 80);
    item.run = [&navigator, uri] {
        Q_EMIT navigator.resourceRequested(uri);
    };
    item.runWithControl = [&navigator, uri] {
        Q_EMIT navigator.getRequested(uri);
    };
    items.push_back(std::move(item));
}

// Commands about an observed or observable resource, as the palette names them.
void addResourceCommands(std::vector<PaletteItem> &items, Workspace &workspace,
                         Navigator &navigator, const Device &device, const ResourceLink &link)
{
    if (!link.observable)
        return;
    const QString uri = resourceUri(device.baseUri(), link);
    const QString name =
        displayText(device.name(), 80) + QLatin1Char(' ') + displayText(link.path, 200);
    const auto command = [&](const QString &text, const QString &icon, std::function<void()> run) {
        PaletteItem item;
        item.text = text.arg(name);
        item.icon = icon;
        item.run = std::move(run);
        items.push_back(std::move(item));
    };
    const bool observed = workspace.observations().isObserved(uri);
    command(say(QT_TRANSLATE_NOOP("Palette", "Chart %1")), QStringLiteral("dashboard"),
            [&navigator, uri] { Q_EMIT navigator.chartRequested(uri, ValuePath{}); });
    if (observed)
        command(say(QT_TRANSLATE_NOOP("Palette", "Stop observing %1")), QStringLiteral("observe"),
                [&workspace, uri] { workspace.stopObserving(uri); });
    else
        command(say(QT_TRANSLATE_NOOP("Palette", "Observe %1")), QStringLiteral("observe"),
                [&workspace, uri] { workspace.observe(uri); });
    command(say(QT_TRANSLATE_NOOP("Palette", "Show packets of %1")), QStringLiteral("packets"),
            [&navigator, path = link.path] { Q_EMIT navigator.packetsRequested(path); });
}

} // namespace

std::vector<PaletteItem> paletteItems(Workspace &workspace, Navigator &navigator,
                                      const QList<QAction *> &actions)
{
    std::vector<PaletteItem> items;
    addActions(items, actions);
    for (const Device &device : workspace.devices().devices()) {
        PaletteItem item;
        item.group = PaletteItem::Group::Devices;
        item.text = displayText(device.name(), 80);
        item.note = device.addressText();
        item.mark = markOf(device.state);
        item.run = [&navigator, base = device.baseUri()] {
            Q_EMIT navigator.resourceRequested(base + QStringLiteral("/.well-known/core"));
        };
        items.push_back(std::move(item));
    }
    for (const NamedRequest &saved : workspace.history().named()) {
        PaletteItem item;
        item.group = PaletteItem::Group::Saved;
        item.text = displayText(saved.name, 80);
        item.note = displayText(saved.spec.uri, 200);
        const std::string_view method = codeName(saved.spec.method);
        item.method = QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size()));
        item.icon = QStringLiteral("favourite");
        item.run = [&navigator, spec = saved.spec] {
            Q_EMIT navigator.requestRequested(spec);
        };
        items.push_back(std::move(item));
    }
    for (const Device &device : workspace.devices().devices()) {
        for (const ResourceLink &link : device.links) {
            if (items.size() >= PaletteModel::kMaxItems)
                return items;
            addResource(items, workspace, navigator, device, link);
            addResourceCommands(items, workspace, navigator, device, link);
        }
    }
    return items;
}

} // namespace copper
