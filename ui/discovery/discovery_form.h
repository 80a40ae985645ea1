// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;
class QTableView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class InterfaceModel;
class PlainLabel;

// Where, what and when a discovery asks. Every change goes into the DiscoveryChoice at once. UI
// thread.
class DiscoveryForm : public QScrollArea
{
    Q_OBJECT
public:
    DiscoveryForm(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    QTableView *interfaces() const { return m_interfaces; }
    // As wide as there is room, where nothing stands beside it.
    void setWide(bool on);

Q_SIGNALS:
    // Return in a field.
    void discoverRequested();

private:
    void buildInterfaces(QVBoxLayout *column);
    void buildGroups(QVBoxLayout *column);
    void buildFilters(QVBoxLayout *column);
    void buildTimes(QVBoxLayout *column);
    void buildUnicast(QVBoxLayout *column);
    void addHeading(QVBoxLayout *column, const QString &text);
    QCheckBox *flag(const QString &text, const char *name, bool DiscoverySettings::*value);
    QLineEdit *field(const QString &label, const QString &example, const char *name,
                     QString DiscoverySettings::*value);
    QSpinBox *number(const QString &label, const QString &suffix, const char *name,
                     int DiscoverySettings::*value, int least, int most);
    PlainLabel *note(Tone tone, const char *name);
    void change(const std::function<void(DiscoverySettings &)> &how);
    void show();
    void sayProblems();

    const Theme &m_theme;
    Workspace &m_workspace;
    DiscoveryChoice &m_choice;
    QWidget *m_ground;
    InterfaceModel *m_model;
    QTableView *m_interfaces;
    QCheckBox *m_repeat = nullptr;
    PlainLabel *m_groupProblem = nullptr;
    PlainLabel *m_rangeNote = nullptr;
    PlainLabel *m_hostProblem = nullptr;
    std::vector<std::function<void(const DiscoverySettings &)>> m_shown; // fields follow the choice
    bool m_showing = false;
};

} // namespace copper
