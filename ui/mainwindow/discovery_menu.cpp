// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/discovery_menu.h"

#include "ui/widgets/plain_text.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMouseEvent>

#include <array>

namespace copper {

namespace {
constexpr std::array<int, 5> kSeconds{2, 5, 10, 20, 60};
} // namespace

DiscoveryMenu::DiscoveryMenu(DiscoveryChoice &choice, QWidget *parent)
    : QMenu(parent), m_choice(choice), m_firstSection(addSection(tr("Interfaces")))
{
    setObjectName(QStringLiteral("discoveryMenu"));
    setAccessibleName(tr("What to discover"));
    m_firstSection->setEnabled(false);
    m_firstAfterInterfaces = addSeparator();
    buildGroups();
    addSeparator();
    buildWaits();
    connect(&choice, &DiscoveryChoice::changed, this, &DiscoveryMenu::follow);
    follow();
}

void DiscoveryMenu::setPageAction(QAction *action)
{
    insertAction(m_firstSection, action);
}

void DiscoveryMenu::follow()
{
    if (const QStringList names = m_choice.usableInterfaces(); names != m_names) {
        m_names = names;
        for (QAction *action : std::as_const(m_interfaces)) {
            removeAction(action);
            action->deleteLater();
        }
        m_interfaces.clear();
        for (const QString &name : names) {
            auto *action = new QAction(displayText(name, 32), this);
            insertAction(m_firstAfterInterfaces, action);
            action->setCheckable(true);
            action->setChecked(m_choice.isChosen(name));
            connect(action, &QAction::toggled, this,
                    [this, name](bool on) { m_choice.choose(name, on); });
            m_interfaces.append(action);
        }
    }
    for (qsizetype i = 0; i < m_interfaces.size(); ++i)
        m_interfaces[i]->setChecked(m_choice.isChosen(m_names[i]));
    for (const auto &show : m_shown)
        show(m_choice.settings());
}

void DiscoveryMenu::change(const std::function<void(DiscoverySettings &)> &how)
{
    DiscoverySettings settings = m_choice.settings();
    how(settings);
    m_choice.setSettings(settings);
}

void DiscoveryMenu::buildGroups()
{
    const auto group = [this](const QString &text, bool DiscoverySettings::*value) {
        QAction *action = addAction(text);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this,
                [this, value](bool on) { change([=](DiscoverySettings &s) { s.*value = on; }); });
        m_shown.push_back(
            [action, value](const DiscoverySettings &s) { action->setChecked(s.*value); });
    };
    group(tr("All CoAP nodes, 224.0.1.187"), &DiscoverySettings::ipv4);
    group(tr("Link-local, ff02::fd"), &DiscoverySettings::linkLocal);
    group(tr("Site-local, ff05::fd"), &DiscoverySettings::siteLocal);
}

void DiscoveryMenu::buildWaits()
{
    auto *waits = new QActionGroup(this);
    waits->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const int seconds : kSeconds) {
        QAction *action = addAction(tr("Collect answers for %1 s").arg(seconds));
        action->setCheckable(true);
        waits->addAction(action);
        connect(action, &QAction::triggered, this, [this, seconds] {
            change([seconds](DiscoverySettings &s) { s.wait_s = seconds; });
        });
        m_shown.push_back([action, seconds](const DiscoverySettings &s) {
            action->setChecked(s.wait_s == seconds);
        });
    }
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
