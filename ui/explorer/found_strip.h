// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/device_tree_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// The line below the filter, while there is one: how many resources it leaves and how many of them
// were never read, and the two steps from there to the greatest of their values. UI thread.
class FoundStrip : public QWidget
{
    Q_OBJECT
public:
    explicit FoundStrip(const Theme &theme, QWidget *parent = nullptr);

    // Hidden without resources.
    void show(const DeviceTreeModel::Found &found, bool isSortedByValue);

Q_SIGNALS:
    void readRequested();
    // On: the greatest value first; off: as it was before.
    void greatestRequested(bool on);

private:
    PlainLabel *m_text;
    QPushButton *m_read;
    QPushButton *m_greatest;
    bool m_isSorted = false;
};

} // namespace copper
