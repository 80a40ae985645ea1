// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

class BlockMap;
class PlainLabel;
class RateChart;

// Below the rows: block map, events and rate of the selected device.
class FirmwareDetail : public QWidget
{
    Q_OBJECT
public:
    FirmwareDetail(const Theme &theme, QWidget *parent = nullptr);
    // Null: nothing selected.
    void setJob(const FirmwareJob *job);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeEvents();
    const Theme &m_theme;
    PlainLabel *m_title;
    PlainLabel *m_blocks;
    BlockMap *m_map;
    QWidget *m_events;
    PlainLabel *m_average;
    RateChart *m_rate;
};

} // namespace copper
