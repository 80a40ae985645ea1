// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/discovery_menu.h"

#include "ui/widgets/plain_text.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace copper {

DiscoveryMenu::DiscoveryMenu(DiscoveryChoice &choice, QWidget *parent)
    : QMenu(parent), m_choice(choice), m_firstSection(addSection(tr("Interfaces")))
{
    setObjectName(QStringLiteral("discoveryMenu"));
    setAccessibleName(tr("What to discover"));
    m_firstSection->setEnabled(false);
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
            QAction *action = addAction(displayText(name, 32));
            action->setCheckable(true);
            action->setChecked(m_choice.isChosen(name));
            connect(action, &QAction::toggled, this,
                    [this, name](bool on) { m_choice.choose(name, on); });
            m_interfaces.append(action);
        }
    }
    for (qsizetype i = 0; i < m_interfaces.size(); ++i)
        m_interfaces[i]->setChecked(m_choice.isChosen(m_names[i]));
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
