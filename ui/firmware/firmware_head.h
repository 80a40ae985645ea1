// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QSpinBox;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class DeviceChooser;
class FirmwareSettingsPopup;
class PlainLabel;

// The image and the plan, 74 px: what goes where, how many at once, and the commands for the whole
// batch that are valid now.
class FirmwareHead : public Ground
{
    Q_OBJECT
public:
    FirmwareHead(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void refresh();
    // A sentence in place of the second line of the image, until the next change.
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void imageWanted();
    void devicesWanted(QWidget *anchor);

private:
    QString imageLine() const;
    void refreshPlan();
    void refreshButtons();

    const Theme &m_theme;
    FirmwareQueue &m_queue;
    QToolButton *m_imageButton;
    PlainLabel *m_name;
    PlainLabel *m_details;
    PlainLabel *m_plan;
    PlainLabel *m_blocks;
    QPushButton *m_devices;
    QSpinBox *m_parallel;
    QToolButton *m_settings;
    QPushButton *m_start;
    QPushButton *m_pauseAll;
    QPushButton *m_cancelAll;
    FirmwareSettingsPopup *m_settingsPopup = nullptr;
    QString m_problem;
};

} // namespace copper
