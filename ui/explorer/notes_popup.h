// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "ui/widgets/popup.h"

#include <QList>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace copper {

class DeviceEdits;
class PlainLabel;
class Workspace;

// The user's note, tags and groups of a device; of several devices, tags and groups that are added
// to all.
class NotesPopup : public Popup
{
    Q_OBJECT
public:
    NotesPopup(const Theme &theme, Workspace &workspace, DeviceEdits &edits, QWidget *window);
    void open(QWidget *anchor, const QList<DeviceId> &devices);

private:
    void apply();

    Workspace &m_workspace;
    DeviceEdits &m_edits;
    QList<DeviceId> m_devices;
    PlainLabel *m_title;
    PlainLabel *m_noteTitle;
    QPlainTextEdit *m_note;
    QLineEdit *m_tags;
    QLineEdit *m_groups;
};

} // namespace copper
