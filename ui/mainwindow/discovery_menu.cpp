// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/discovery_menu.h"

#include "ui/widgets/plain_text.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWidgetAction>

namespace copper {

namespace {
constexpr std::array<int, 5> kSeconds{2, 5, 10, 20, 60};
constexpr int kDefaultSeconds = 5;
} // namespace

DiscoveryMenu::DiscoveryMenu(const Theme &, QWidget *parent) : QMenu(parent)
{
    setObjectName(QStringLiteral("discoveryMenu"));
    setAccessibleName(tr("What to discover"));
    addSection(tr("Interfaces"))->setEnabled(false);
    m_firstAfterInterfaces = addSeparator();
    buildGroups();
    addSeparator();
    buildDurations();
}

void DiscoveryMenu::buildGroups()
{
    const auto group = [this](const QString &text, const char *name) {
        QAction *action = addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this, &DiscoveryMenu::choiceChanged);
        return action;
    };
    m_ipv4 = group(tr("All CoAP nodes, 224.0.1.187"), "groupIpv4");
    m_linkLocal = group(tr("Link-local, ff02::fd"), "groupLinkLocal");
    m_siteLocal = group(tr("Site-local, ff05::fd"), "groupSiteLocal");
    m_ownGroups = new QLineEdit;
    m_ownGroups->setObjectName(QStringLiteral("ownGroups"));
    m_ownGroups->setPlaceholderText(tr("Other groups instead: ADDRESS[:PORT]"));
    m_ownGroups->setAccessibleName(tr("Other groups"));
    m_ownGroups->setMinimumWidth(270);
    connect(m_ownGroups, &QLineEdit::textChanged, this, &DiscoveryMenu::choiceChanged);
    auto *holder = new QWidget;
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(24, 2, 8, 2);
    layout->addWidget(m_ownGroups);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(holder);
    addAction(action);
}

void DiscoveryMenu::buildDurations()
{
    m_durations = new QActionGroup(this);
    for (const int seconds : kSeconds) {
        QAction *action = addAction(tr("Collect answers for %1 s").arg(seconds));
        action->setCheckable(true);
        action->setData(seconds);
        action->setChecked(seconds == kDefaultSeconds);
        m_durations->addAction(action);
        connect(action, &QAction::toggled, this, &DiscoveryMenu::choiceChanged);
    }
}

void DiscoveryMenu::setInterfaces(const QStringList &names)
{
    m_interfaces = names;
    for (QAction *action : std::as_const(m_interfaceActions)) {
        removeAction(action);
        action->deleteLater();
    }
    m_interfaceActions.clear();
    for (const QString &name : names) {
        auto *action = new QAction(displayText(name, 32), this);
        action->setCheckable(true);
        action->setChecked(isInterfaceChosen(name));
        connect(action, &QAction::toggled, this,
                [this, name](bool on) { chooseInterface(name, on); });
        insertAction(m_firstAfterInterfaces, action);
        m_interfaceActions.append(action);
    }
    Q_EMIT choiceChanged();
}

void DiscoveryMenu::chooseInterface(const QString &name, bool chosen)
{
    if (chosen == isInterfaceChosen(name))
        return;
    if (chosen)
        m_excluded.remove(name);
    else
        m_excluded.insert(name);
    const qsizetype index = m_interfaces.indexOf(name);
    if (index >= 0)
        m_interfaceActions[index]->setChecked(chosen);
    Q_EMIT choiceChanged();
}

DiscoverySpec DiscoveryMenu::spec() const
{
    DiscoverySpec spec;
    bool all = true;
    for (const QString &name : m_interfaces) {
        if (isInterfaceChosen(name))
            spec.interfaces.append(name);
        else
            all = false;
    }
    if (all)
        spec.interfaces.clear(); // then new ones count too
    spec.ipv4 = m_ipv4->isChecked();
    spec.ipv6LinkLocal = m_linkLocal->isChecked();
    spec.ipv6SiteLocal = m_siteLocal->isChecked();
    spec.groups = m_ownGroups->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (const QAction *duration = m_durations->checkedAction())
        spec.collectFor = seconds(duration->data().toInt());
    return spec;
}

bool DiscoveryMenu::canDiscover() const
{
    const bool anyGroup = m_ipv4->isChecked() || m_linkLocal->isChecked() ||
                          m_siteLocal->isChecked() || !m_ownGroups->text().trimmed().isEmpty();
    bool anyInterface = m_interfaces.isEmpty();
    for (const QString &name : m_interfaces)
        anyInterface = anyInterface || isInterfaceChosen(name);
    return anyGroup && anyInterface;
}

QJsonObject DiscoveryMenu::toJson() const
{
    QJsonArray excluded;
    for (const QString &name : m_excluded)
        excluded.append(name);
    return {{QStringLiteral("excluded"), excluded},
            {QStringLiteral("ipv4"), m_ipv4->isChecked()},
            {QStringLiteral("linkLocal"), m_linkLocal->isChecked()},
            {QStringLiteral("siteLocal"), m_siteLocal->isChecked()},
            {QStringLiteral("groups"), m_ownGroups->text()},
            {QStringLiteral("seconds"), toSeconds(spec().collectFor)}};
}

void DiscoveryMenu::fromJson(const QJsonObject &object)
{
    m_excluded.clear();
    const QJsonArray excluded = object.value(QLatin1String("excluded")).toArray();
    for (const QJsonValue &name : excluded)
        m_excluded.insert(name.toString());
    m_ipv4->setChecked(object.value(QLatin1String("ipv4")).toBool(true));
    m_linkLocal->setChecked(object.value(QLatin1String("linkLocal")).toBool(true));
    m_siteLocal->setChecked(object.value(QLatin1String("siteLocal")).toBool(true));
    m_ownGroups->setText(object.value(QLatin1String("groups")).toString());
    const int seconds = object.value(QLatin1String("seconds")).toInt(kDefaultSeconds);
    for (QAction *action : m_durations->actions())
        action->setChecked(action->data().toInt() == seconds);
    setInterfaces(m_interfaces);
}

bool DiscoveryMenu::toggleInPlace(QAction *action)
{
    if (action == nullptr || !action->isEnabled() || !action->isCheckable())
        return false;
    action->trigger();
    return true;
}

void DiscoveryMenu::mouseReleaseEvent(QMouseEvent *event)
{
    if (!toggleInPlace(actionAt(event->position().toPoint())))
        QMenu::mouseReleaseEvent(event);
}

void DiscoveryMenu::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || !toggleInPlace(activeAction()))
        QMenu::keyPressEvent(event);
}

} // namespace copper
