// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "ui/theme/theme.h"

#include <QJsonObject>
#include <QMenu>
#include <QSet>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QLineEdit;
QT_END_NAMESPACE

namespace copper {

// What a discovery asks and where: interfaces, groups, how long answers are collected. The menu
// stays open while boxes are set.
class DiscoveryMenu : public QMenu
{
    Q_OBJECT
public:
    explicit DiscoveryMenu(const Theme &theme, QWidget *parent = nullptr);

    // The interfaces there are now; the user's choice for each is kept by name.
    void setInterfaces(const QStringList &names);
    const QStringList &interfaces() const { return m_interfaces; }
    bool isInterfaceChosen(const QString &name) const { return !m_excluded.contains(name); }
    void chooseInterface(const QString &name, bool chosen);

    DiscoverySpec spec() const;
    // False when nothing is chosen to ask.
    bool canDiscover() const;
    QJsonObject toJson() const;
    void fromJson(const QJsonObject &object);

Q_SIGNALS:
    void choiceChanged();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildGroups();
    void buildDurations();
    bool toggleInPlace(QAction *action);

    QStringList m_interfaces;
    QSet<QString> m_excluded;
    QList<QAction *> m_interfaceActions;
    QAction *m_firstAfterInterfaces = nullptr;
    QAction *m_ipv4 = nullptr;
    QAction *m_linkLocal = nullptr;
    QAction *m_siteLocal = nullptr;
    QLineEdit *m_ownGroups = nullptr;
    QActionGroup *m_durations = nullptr;
};

} // namespace copper
