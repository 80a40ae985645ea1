// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// The bottom line, 26 px: counters that are what the stores say, what runs, and how many sessions
// protect it. A remark takes the right side for some seconds.
class StatusStrip : public Ground
{
    Q_OBJECT
public:
    StatusStrip(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void refresh();
    void showRemark(const QString &sentence);
    // Announced while it is on; empty: it is off.
    void setKeyLog(const QString &path);

Q_SIGNALS:
    void firmwareClicked();
    void discoveryClicked();

private:
    QString discoveryText() const;
    QString firmwareText() const;
    void sayProtection();

    Workspace &m_workspace;
    PlainLabel *m_devices;
    PlainLabel *m_observations;
    PlainLabel *m_rate;
    QWidget *m_rateLine;
    PlainLabel *m_retransmissions;
    PlainLabel *m_drops;
    PlainLabel *m_activity;
    QPushButton *m_discovery;
    PlainLabel *m_keyLog;
    PlainLabel *m_lock;
    PlainLabel *m_protection;
    QString m_remark;
    WallTime m_remarkUntil;
};

} // namespace copper
