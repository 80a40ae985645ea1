// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_queue.h"
#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLineEdit;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// How the image is sent: resource, method, block size, verification, version.
class FirmwareSettingsPopup : public Popup
{
    Q_OBJECT
public:
    FirmwareSettingsPopup(const Theme &theme, FirmwareQueue &queue, QWidget *window);
    void open(QWidget *anchor);

private:
    void load();
    void apply();

    FirmwareQueue &m_queue;
    QLineEdit *m_path;
    QComboBox *m_method;
    QComboBox *m_blockSize;
    QLineEdit *m_verifyPath;
    QLineEdit *m_versionPath;
    PlainLabel *m_message;
    bool m_loading = false;
};

} // namespace copper
